#include "engines/marketdata/service/marketdata_service.h"

#include <algorithm>
#include <tuple>

namespace nautilus::marketdata {

using namespace domain;

const Instrument* InstrumentDirectory::byId(InstrumentId id) const {
    const auto found = std::ranges::lower_bound(instruments, id, {}, &Instrument::id);
    return found != instruments.end() && found->id == id ? &*found : nullptr;
}

const Instrument* InstrumentDirectory::resolve(std::string_view symbol, SessionDate at) const {
    const auto [begin, end] = std::ranges::equal_range(aliases, symbol, {}, &Alias::symbol);
    const Alias* best = nullptr;
    const auto rank =
        [at](const Alias& a) { // valid then, then the latest to end; the primary venue breaks ties
            return std::tuple(std::min(a.to, at.plusDays(1)), a.venue == "XNYS", a.from);
        };
    for (auto alias = begin; alias != end; ++alias)
        if (alias->from <= at && (!best || rank(*alias) > rank(*best))) best = &*alias;
    return best ? byId(best->id) : nullptr;
}

} // namespace nautilus::marketdata
