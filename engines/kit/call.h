#pragma once
// Call: one operation on its way, from the door it came in by to its answer. Filled by the operation with
// what the envelope's metadata must say. Owned by whoever runs the operation at that moment; only `cancel`
// and `cancelled` may be used from other threads.

#include "engines/domain/session_date.h"
#include "engines/kit/value.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nautilus::kit {

enum class Format { Json, Csv, Text, Parquet };

/// Something that the reader of an answer must know; `pointer` names the value it is about, "/data/...".
struct Warning {
    std::string code;
    std::string pointer;
    std::string message;
    Value args{}; ///< an object, or null
};

class Call {
public:
    std::string request_id;
    Format format = Format::Json;
    std::string last_event_id; ///< where an event stream broke off, as its reader says; empty = from now
    std::vector<Warning> warnings;
    std::vector<std::pair<std::string, std::string>> methods; ///< name of a method -> what was done
    std::optional<domain::SessionDate> data_as_of;
    std::optional<std::int64_t> catalog_epoch;
    std::vector<std::pair<std::string, Value>> facts; ///< further members of the metadata

    void warn(std::string code, std::string pointer, std::string message, Value args = {}) {
        warnings.push_back({std::move(code), std::move(pointer), std::move(message), std::move(args)});
    }
    void method(std::string name, std::string what) {
        methods.emplace_back(std::move(name), std::move(what));
    }
    void fact(std::string name, Value what) { facts.emplace_back(std::move(name), std::move(what)); }

    void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> cancelled_{false};
};

using CallPtr = std::shared_ptr<Call>;

} // namespace nautilus::kit
