#include "engines/marketdata/service/daily_market_store.h"

#include <algorithm>

namespace nautilus::marketdata {

using namespace domain;
using kit::Result;

namespace {

constexpr std::size_t kMostRows = 8'000'000; ///< about 350 MB; then it begins anew

SessionDate basisOf(const InstrumentDirectory& directory, const std::string& dataset) {
    const auto found = std::ranges::find(directory.datasets, dataset, &kit::Dataset::name);
    return found == directory.datasets.end() ? kEndOfTime : found->price_basis;
}

/// The same rates seen from the other side; they have no volume and no splits.
DailyHistoryPtr inverse(const DailyHistory& rates) {
    auto out = std::make_shared<DailyHistory>(rates);
    for (auto* column : {&out->close, &out->adj_close})
        for (double& rate : *column)
            rate = rate > 0 ? 1 / rate : kMissing;
    return out;
}

} // namespace

Result<void> DailyMarketStore::renew(const InstrumentDirectory& now) {
    if (epoch_ == now.epoch) return {};
    auto actions = catalog_.corporateActions();
    if (!actions) return kit::failAs(actions);
    kept_.clear();
    actions_.clear();
    rows_ = 0;
    for (auto& action : *actions)
        actions_[action.id].push_back(std::move(action));
    epoch_ = now.epoch;
    return {};
}

Result<void> DailyMarketStore::load(const InstrumentDirectory& now,
                                    const std::vector<InstrumentId>& missing) {
    auto bars = catalog_.dailyBars({missing, kBeginningOfTime, kEndOfTime, "", true});
    if (!bars) return kit::failAs(bars);
    if (rows_ + bars->size() > kMostRows) kept_.clear(), rows_ = 0;
    std::unordered_map<InstrumentId, std::shared_ptr<DailyHistory>> made;
    for (const auto id : missing) {
        auto& history = made[id] = std::make_shared<DailyHistory>();
        history->id = id;
        if (const auto* instrument = now.byId(id)) history->price_basis = basisOf(now, instrument->dataset);
        if (const auto known = actions_.find(id); known != actions_.end()) history->actions = known->second;
    }
    for (std::size_t i = 0; i < bars->size(); ++i) {
        const auto found = made.find(bars->instrument[i]);
        if (found == made.end()) continue;
        auto& history = *found->second;
        history.session.push_back(bars->session[i]);
        history.close.push_back(bars->close[i]);
        history.adj_close.push_back(bars->adj_close[i]);
        history.volume.push_back(bars->volume[i]);
    }
    rows_ += bars->size();
    for (auto& [id, history] : made)
        kept_[id] = std::move(history);
    return {};
}

Result<std::vector<DailyHistoryPtr>> DailyMarketStore::histories(std::span<const InstrumentId> ids) {
    const auto now = directory();
    const std::scoped_lock lock(mutex_);
    if (auto renewed = renew(*now); !renewed) return kit::failAs(renewed);
    std::vector<InstrumentId> missing;
    for (const auto id : ids)
        if (!kept_.contains(id)) missing.push_back(id);
    std::ranges::sort(missing);
    const auto repeated = std::ranges::unique(missing);
    missing.erase(repeated.begin(), repeated.end());
    std::vector<DailyHistoryPtr> out(ids.size());
    const auto take = [&] {
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (const auto found = kept_.find(ids[i]); !out[i] && found != kept_.end())
                out[i] = found->second;
    };
    take(); // before loading, which may make room
    if (!missing.empty())
        if (auto loaded = load(*now, missing); !loaded) return kit::failAs(loaded);
    take();
    return out;
}

Result<DailyHistoryPtr> DailyMarketStore::rates(const std::string& from, const std::string& to) {
    const auto now = directory();
    for (const bool inverted : {false, true}) {
        const auto symbol = inverted ? to + from : from + to;
        const auto* pair = now->resolve(symbol, kEndOfTime);
        if (!pair || pair->asset_class != "fx") continue;
        const std::vector<InstrumentId> ids{pair->id};
        auto found = histories(ids);
        if (!found) return kit::failAs(found);
        if (found->front()->session.empty()) continue;
        return inverted ? inverse(*found->front()) : found->front();
    }
    return DailyHistoryPtr{};
}

} // namespace nautilus::marketdata
