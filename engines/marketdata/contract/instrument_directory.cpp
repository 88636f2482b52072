#include "engines/marketdata/contract/instrument_directory.h"
#include "engines/marketdata/contract/backfill.h"

#include <algorithm>
#include <tuple>

namespace nautilus::marketdata {

using namespace domain;

const Instrument* instrumentById(const std::vector<Instrument>& instruments, InstrumentId id) {
    const auto found = std::ranges::lower_bound(instruments, id, {}, &Instrument::id);
    return found != instruments.end() && found->id == id ? &*found : nullptr;
}

const Instrument* resolveSymbol(const std::vector<Alias>& aliases, const std::vector<Instrument>& instruments,
                                std::string_view symbol, SessionDate at, std::string_view dataset) {
    const auto [begin, end] = std::ranges::equal_range(aliases, symbol, {}, &Alias::symbol);
    const Alias* best = nullptr;
    const auto datasetOf = [&instruments](const Alias& a) {
        const auto* instrument = instrumentById(instruments, a.id);
        return instrument ? std::string_view(instrument->dataset) : std::string_view();
    };
    const auto rank =
        [&](const Alias& a) { // valid then, then the latest to end; the primary venue breaks ties
            const auto set = datasetOf(a);
            return std::tuple(datasetRank(set), std::min(a.to, at.plusDays(1)), a.venue == "XNYS", a.from);
        };
    for (auto alias = begin; alias != end; ++alias) {
        if (!dataset.empty() && datasetOf(*alias) != dataset) continue;
        if (alias->from <= at && (!best || rank(*alias) > rank(*best))) best = &*alias;
    }
    return best ? instrumentById(instruments, best->id) : nullptr;
}

} // namespace nautilus::marketdata
