#pragma once
// Records of one kind that a user keeps in the ledger, as the JSON of their field table. Calls block and
// belong on a driver thread.

#include "engines/kit/clock.h"
#include "engines/kit/field_reader.h"
#include "engines/kit/field_writer.h"
#include "engines/kit/ledger.h"

#include <functional>
#include <string>
#include <vector>

namespace nautilus::kit {

using ReadJson = std::function<Result<Value>(std::string_view json)>;

template <class Record>
class SavedRecords {
public:
    SavedRecords(Ledger& ledger, Clock& clock, std::string kind, ReadJson read_json)
        : ledger_(ledger), clock_(clock), kind_(std::move(kind)), read_json_(std::move(read_json)) {}

    struct Kept {
        Record record;
        domain::Timestamp changed_at;
    };
    /// By name, with when each was kept last.
    [[nodiscard]] Result<std::vector<Kept>> kept() {
        const auto texts = ledger_.texts(kind_);
        if (!texts) return failAs(texts);
        std::vector<Kept> out;
        for (const auto& text : *texts) {
            const auto json = read_json_
                                  ? read_json_(text.content)
                                  : Result<Value>(fail(ErrorCode::Internal, "saved records cannot be read"));
            if (!json) return failAs(json);
            auto record = FieldReader().read<Record>(*json);
            if (!record) return failAs(record);
            out.push_back({std::move(*record), text.changed_at});
        }
        return out;
    }
    /// By name.
    [[nodiscard]] Result<std::vector<Record>> all() {
        auto known = kept();
        if (!known) return failAs(known);
        std::vector<Record> out;
        for (auto& each : *known)
            out.push_back(std::move(each.record));
        return out;
    }
    /// Replaces what stands under the name.
    Result<void> keep(const std::string& name, const Record& record) {
        return ledger_.saveText(kind_, {name, writeJson(record), clock_.now()});
    }
    /// False when there was none.
    Result<bool> remove(std::string_view name) { return ledger_.removeText(kind_, name); }

private:
    Ledger& ledger_;
    Clock& clock_;
    std::string kind_;
    ReadJson read_json_;
};

} // namespace nautilus::kit
