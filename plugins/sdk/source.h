#pragma once
// What a data source that runs inside the program is written against: it is a kit::DataSource that can be
// configured, made by the one entry of a shared library from what the host lends it.

#include "engines/kit/catalog.h"
#include "engines/kit/clock.h"
#include "engines/kit/data_source.h"
#include "plugins/sdk/source_time.h"

#include <memory>
#include <string>
#include <string_view>

namespace nautilus::sdk {

/// Rises whenever one of the types that cross the border changes its shape. A library of another number is
/// refused.
inline constexpr int kSourceAbi = 1;
/// The name of the entry: `extern "C" const nautilus::sdk::SourceEntry* nautilus_source_v1();`
inline constexpr const char* kSourceEntry = "nautilus_source_v1";

enum class Severity { Info, Warning, Error };

/// What the program lends a source, for as long as the source lives. Any thread.
class SourceHost {
public:
    virtual ~SourceHost() = default;
    /// Calls block for a query.
    [[nodiscard]] virtual kit::Catalog& catalog() = 0;
    [[nodiscard]] virtual const kit::Clock& clock() const = 0;
    /// What waits are measured by; tests move it by hand.
    [[nodiscard]] virtual SourceTime& time() = 0;
    /// One line of the program's log. Secrets of the settings are masked, long lines cut, floods dropped.
    virtual void log(Severity severity, const std::string& message) = 0;
    /// The provider said when to come back ("Retry-After"): no request is granted for so many seconds.
    virtual void retryAfter(double seconds) = 0;
    /// Takes one request out of the source's budget: 0 = granted, else how many nanoseconds to wait before
    /// asking again. For sources that make several requests for one question.
    [[nodiscard]] virtual std::int64_t spend() = 0;
    /// JSON that came from outside. InvalidArgument when the bytes are not one document of bounded depth.
    [[nodiscard]] virtual kit::Result<kit::Value> readJson(std::string_view bytes) const = 0;
};

class Source : public kit::DataSource {
public:
    /// The settings in force, complete and of the shape that the spec declares; before `start` and at every
    /// change. InvalidArgument with a pointer when they make no sense together; the old ones stay then.
    virtual kit::Result<void> configure(const kit::Value& settings) = 0;
};

/// What the entry of a library answers.
struct SourceEntry {
    int abi = kSourceAbi; ///< of the headers that the library was built with
    /// Never null; does nothing yet: no threads, no files, no connection before `start`.
    std::unique_ptr<Source> (*make)(SourceHost& host, kit::SourceInfo info) = nullptr;
};

} // namespace nautilus::sdk
