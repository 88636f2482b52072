#include "plugins/sdk/symbol_directory.h"

#include <algorithm>
#include <cctype>
#include <tuple>

namespace nautilus::sdk {

using domain::Alias;
using domain::Instrument;

namespace {

bool isBuiltIn(std::string_view dataset) {
    return dataset == "panel" || dataset == "open" || dataset == "ticks";
}

bool holds(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return part.empty() || !std::ranges::search(text, part, same).empty();
}

} // namespace

const Instrument* SymbolDirectory::byId(domain::InstrumentId id) const {
    const auto found = std::ranges::lower_bound(instruments, id, {}, &Instrument::id);
    return found != instruments.end() && found->id == id ? &*found : nullptr;
}

std::vector<const Instrument*> SymbolDirectory::candidates(std::string_view symbol,
                                                           std::string_view dataset) const {
    struct Ranked {
        std::tuple<bool, domain::SessionDate, bool, domain::SessionDate> rank;
        const Instrument* instrument;
    };
    std::vector<Ranked> found;
    const auto [begin, end] = std::ranges::equal_range(aliases, symbol, {}, &Alias::symbol);
    for (auto alias = begin; alias != end; ++alias) {
        const auto* instrument = byId(alias->id);
        if (!instrument || (!dataset.empty() && instrument->dataset != dataset)) continue;
        found.push_back(
            {{!isBuiltIn(instrument->dataset), alias->to, alias->venue == "XNYS", alias->from}, instrument});
    }
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.rank > b.rank; });
    std::vector<const Instrument*> out;
    for (const auto& each : found)
        if (std::ranges::find(out, each.instrument) == out.end()) out.push_back(each.instrument);
    return out;
}

std::vector<const Instrument*> SymbolDirectory::matching(std::string_view text) const {
    std::vector<const Instrument*> out;
    for (const auto& instrument : instruments)
        if (holds(instrument.symbol, text) || holds(instrument.name, text)) out.push_back(&instrument);
    std::ranges::stable_sort(out, {}, &Instrument::symbol);
    return out;
}

kit::Result<std::shared_ptr<const SymbolDirectory>> SymbolDirectories::now() {
    const std::scoped_lock lock(mutex_);
    const auto epoch = catalog_.epoch();
    if (latest_ && latest_->epoch == epoch) return latest_;
    auto instruments = catalog_.instruments();
    if (!instruments) return kit::failAs(instruments);
    auto aliases = catalog_.aliases();
    if (!aliases) return kit::failAs(aliases);
    auto made = std::make_shared<SymbolDirectory>();
    made->epoch = epoch;
    made->instruments = std::move(*instruments);
    made->aliases = std::move(*aliases);
    std::ranges::stable_sort(made->aliases, {}, &Alias::symbol);
    latest_ = std::move(made);
    return latest_;
}

} // namespace nautilus::sdk
