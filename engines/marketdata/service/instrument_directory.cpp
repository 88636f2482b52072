#include "engines/marketdata/service/marketdata_service.h"

#include <algorithm>

namespace nautilus::marketdata {

using namespace domain;

const Instrument* InstrumentDirectory::byId(InstrumentId id) const {
    const auto found = std::ranges::lower_bound(instruments, id, {}, &Instrument::id);
    return found != instruments.end() && found->id == id ? &*found : nullptr;
}

const Instrument* InstrumentDirectory::resolve(std::string_view symbol, SessionDate at) const {
    const auto [begin, end] = std::ranges::equal_range(aliases, symbol, {}, &Alias::symbol);
    const Alias* best = nullptr;
    for (auto alias = begin; alias != end; ++alias) {
        if (at < alias->from || at >= alias->to) continue;
        if (!best || (alias->venue == "XNYS" && best->venue != "XNYS")) best = &*alias;
    }
    return best ? byId(best->id) : nullptr;
}

} // namespace nautilus::marketdata
