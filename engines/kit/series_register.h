#pragma once
// Port: what series exist outside, by the hundred thousand: ids, titles and spans of providers' series, found
// by words. The values of a series are in the catalog once somebody fetched them. Calls block and belong on a
// driver thread; any thread may make them.

#include "engines/kit/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::kit {

struct RegisteredSeries {
    std::string source;    ///< provider: fred, dbnomics ...
    std::string series_id; ///< as the provider writes it; (source, series_id) stands once
    std::string title;
    std::string frequency; ///< provider's word: Monthly ...; empty = not told, as below
    std::string unit;
    std::string place; ///< country or region
    std::string topic; ///< release, data set or category
    std::string first; ///< of the observations, ISO date
    std::string last;
    std::string origin; ///< how it became known: source, catalog, user, generated

    bool operator==(const RegisteredSeries&) const = default;
};

struct SeriesSearch {
    std::string words; ///< every word must stand somewhere, the last letters may be missing; empty = all
    std::optional<std::string> source;
    std::int64_t first = 0; ///< hits left out
    std::int64_t limit = 100;
};

struct SeriesFound {
    std::vector<RegisteredSeries> series; ///< best first: the id itself, then by how well the words fit
    std::int64_t matches = 0;             ///< that were looked at
    bool complete = true;                 ///< false: more may match, better words find them
};

struct SeriesAdded {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t unchanged = 0;
};

class SeriesRegister {
public:
    virtual ~SeriesRegister() = default;
    /// All or nothing. What is known already is replaced when it differs.
    virtual Result<SeriesAdded> add(std::span<const RegisteredSeries> series) = 0;
    virtual Result<SeriesFound> search(const SeriesSearch& wanted) = 0;
    virtual Result<std::optional<RegisteredSeries>> find(std::string_view source,
                                                         std::string_view series_id) = 0;
    /// How many there are. Never blocks.
    [[nodiscard]] virtual std::int64_t count() const = 0;
};

} // namespace nautilus::kit
