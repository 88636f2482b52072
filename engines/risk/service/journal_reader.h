#pragma once
// Reads a journal of the ledger as records of one field table. Blocks: for a driver or a worker.

#include "engines/kit/saved_records.h"

namespace nautilus::risk {

/// Calls `take(record, entry)` for every entry, in order.
template <class Record, class Take>
kit::Result<void> readJournal(kit::Ledger& ledger, const kit::ReadJson& read_json, std::string_view journal,
                              Take take) {
    constexpr std::size_t kAtOnce = 5'000;
    std::int64_t after = 0;
    while (true) {
        const auto entries = ledger.journal(journal, after, kAtOnce);
        if (!entries) return kit::failAs(entries);
        for (const auto& entry : *entries) {
            const auto json =
                read_json
                    ? read_json(entry.content)
                    : kit::Result<kit::Value>(kit::fail(kit::ErrorCode::Internal, "journals cannot be read"));
            if (!json) return kit::failAs(json);
            auto record = kit::FieldReader().read<Record>(*json);
            if (!record) return kit::failAs(record);
            take(*record, entry);
            after = entry.number;
        }
        if (entries->size() < kAtOnce) return {};
    }
}

} // namespace nautilus::risk
