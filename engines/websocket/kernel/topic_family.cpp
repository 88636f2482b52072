#include "engines/websocket/kernel/topic_family.h"

#include <algorithm>

namespace nautilus::websocket {

namespace {

// The longer prefix before the shorter one.
constexpr TopicFamily kFamilies[] = {
    {"market.data", "market_data", Policy::Conflate},
    {"market.quotes", "market_quote", Policy::Conflate},
    {"market.orderbook", "order_book", Policy::Conflate},
    {"market.trades", "market_trade", Policy::Tell},
    {"market.bars", "market_bar", Policy::Tell},
    {"marketdata.subscription", "market_events", Policy::Tell},
    {"marketdata", "market_data_notice", Policy::Keep},
    {"portfolio.pnl", "portfolio_performance", Policy::Conflate},
    {"portfolio.performance", "portfolio_performance", Policy::Conflate},
    {"portfolio.positions", "portfolio_positions", Policy::Conflate},
    {"risk.alerts", "risk_alert", Policy::Keep},
    {"risk.breaches", "risk_breach", Policy::Keep},
    {"risk.breach", "risk_breach", Policy::Keep},
    {"risk.limits", "risk_limit", Policy::Conflate},
    {"trading.orders", "order_update", Policy::Keep},
    {"trading.executions", "execution", Policy::Keep},
    {"trading.positions", "position_update", Policy::Conflate},
    {"strategy.execution", "strategy_execution", Policy::Keep},
    {"strategy", "strategy_update", Policy::Keep},
    {"system.health", "system_health", Policy::Conflate},
    {"system", "system_alert", Policy::Keep},
    {"jobs", "job_update", Policy::Keep},
    {"catalog", "catalog_update", Policy::Keep},
    {"factor", "factor_update", Policy::Keep},
    {"features", "feature_update", Policy::Tell},
    {"", "message", Policy::Tell},
};

bool belongs(std::string_view topic, std::string_view prefix) {
    return prefix.empty() ||
           (topic.starts_with(prefix) && (topic.size() == prefix.size() || topic[prefix.size()] == '.'));
}

} // namespace

const TopicFamily& familyOf(std::string_view topic) {
    return *std::ranges::find_if(kFamilies, [&](const auto& each) { return belongs(topic, each.prefix); });
}

std::span<const TopicFamily> topicFamilies() {
    return kFamilies;
}

} // namespace nautilus::websocket
