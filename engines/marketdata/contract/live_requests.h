#pragma once
// What the live side of the market data engine is asked and answers.

#include "engines/domain/panel.h"
#include "engines/kit/field_table.h"
#include "engines/kit/json_writer.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::marketdata {

struct DeliveryConfig {
    std::string delivery_method = "websocket";
    std::int64_t batch_size = 1;
    double max_latency_ms = 100;
    bool deduplicate = false;

    static constexpr auto fields() {
        using kit::field;
        using D = DeliveryConfig;
        return std::make_tuple(
            field("delivery_method", &D::delivery_method)
                .oneOf("websocket|bus")
                .doc("websocket: at websocket_endpoint; bus: topic marketdata.subscription.{id} alone"),
            field("batch_size", &D::batch_size).range(1, 10'000).doc("Events of one message at most"),
            field("max_latency_ms", &D::max_latency_ms)
                .range(1, 60'000)
                .unit("ms")
                .doc("A batch that is not full leaves after this time"),
            field("deduplicate", &D::deduplicate)
                .doc("Leaves out an event whose values are those of the one before it"));
    }
};

struct EventFilters {
    double min_price_change = 0;
    double min_volume_change = 0;

    static constexpr auto fields() {
        using kit::field;
        using F = EventFilters;
        return std::make_tuple(
            field("min_price_change", &F::min_price_change)
                .range(0, 1e9)
                .doc("Least move since the last event sent of this kind, in the instrument's currency"),
            field("min_volume_change", &F::min_volume_change)
                .range(0, 1e15)
                .doc("Least volume traded since the last event sent; with both given, one of them is "
                     "enough"));
    }
};

struct SubscribeRequest {
    std::vector<std::string> symbols;
    std::vector<std::string> data_types{"quotes", "trades"};
    std::vector<std::string> sources;
    DeliveryConfig delivery_config;
    EventFilters filters;

    static constexpr auto fields() {
        using kit::field;
        using R = SubscribeRequest;
        return std::make_tuple(
            field("symbols", &R::symbols).required().size(1, 1'000).doc("Tickers"),
            field("data_types", &R::data_types)
                .size(1, 8)
                .oneOf("quotes|trades|bars|level1|level2|orderbook|real_time_quotes")
                .doc("level1 = quotes, level2 = orderbook; bars where a source has nothing finer"),
            field("sources", &R::sources).size(0, 32).doc("Order of preference, not a filter"),
            field("delivery_config", &R::delivery_config), field("filters", &R::filters));
    }
};

struct SubscribeResult {
    std::string subscription_id;
    std::int64_t symbols_subscribed = 0;
    std::int64_t data_streams_active = 0;
    double estimated_messages_per_second = domain::kMissing;
    std::string websocket_endpoint;
    kit::Keyed<std::string> sources_used;

    static constexpr auto fields() {
        using kit::field;
        using R = SubscribeResult;
        return std::make_tuple(
            field("subscription_id", &R::subscription_id),
            field("symbols_subscribed", &R::symbols_subscribed),
            field("data_streams_active", &R::data_streams_active)
                .doc("Symbols of which something came within the last minute, or that began just now"),
            field("estimated_messages_per_second", &R::estimated_messages_per_second)
                .doc("Events of these symbols in the last minute / 60; null before anything came"),
            field("websocket_endpoint", &R::websocket_endpoint),
            field("sources_used", &R::sources_used).doc("Symbol -> the one source of its events"));
    }
};

struct SubscriptionName {
    std::string subscription_id;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("subscription_id", &SubscriptionName::subscription_id)
                                   .required()
                                   .size(1, 32)
                                   .doc("sub_001"));
    }
};

struct SubscriptionView {
    std::string subscription_id;
    std::vector<std::string> symbols;
    std::vector<std::string> data_types;
    std::int64_t data_streams_active = 0;
    std::int64_t events_sent = 0;
    std::int64_t events_filtered = 0;
    std::int64_t messages_sent = 0;

    static constexpr auto fields() {
        using kit::field;
        using V = SubscriptionView;
        return std::make_tuple(
            field("subscription_id", &V::subscription_id), field("symbols", &V::symbols),
            field("data_types", &V::data_types), field("data_streams_active", &V::data_streams_active),
            field("events_sent", &V::events_sent),
            field("events_filtered", &V::events_filtered).doc("Left out by filters or deduplication"),
            field("messages_sent", &V::messages_sent));
    }
};

struct SubscriptionList {
    std::vector<SubscriptionView> subscriptions;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("subscriptions", &SubscriptionList::subscriptions));
    }
};

struct SourcesRequest {
    bool all = false;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("all", &SourcesRequest::all)
                                   .doc("true: also the sources that were never set up and can't be asked"));
    }
};

struct SymbolsRequest {
    std::vector<std::string> symbols;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("symbols", &SymbolsRequest::symbols)
                                   .size(0, 1'000)
                                   .doc("Tickers; none = all that are followed"));
    }
};

struct SymbolName {
    std::string symbol;
    static constexpr auto fields() {
        return std::make_tuple(
            kit::field("symbol", &SymbolName::symbol).required().size(1, 32).doc("Ticker"));
    }
};

struct RecentRequest {
    std::string symbol;
    std::string kind = "trades";
    std::int64_t limit = 200;

    static constexpr auto fields() {
        using kit::field;
        using R = RecentRequest;
        return std::make_tuple(field("symbol", &R::symbol).required().size(1, 32).doc("Ticker"),
                               field("kind", &R::kind).oneOf("trades|quotes|bars").doc("What to list"),
                               field("limit", &R::limit).range(1, 1'000).doc("Newest so many"));
    }
};

/// Price and size.
struct BookLevelView {
    double price = domain::kMissing;
    double size = domain::kMissing;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("price", &BookLevelView::price),
                               kit::field("size", &BookLevelView::size));
    }
};

struct BookView {
    std::string symbol;
    std::string source;
    std::string timestamp;
    std::vector<BookLevelView> bids, asks;
    bool crossed = false;
    bool stale = false;

    static constexpr auto fields() {
        using kit::field;
        using B = BookView;
        return std::make_tuple(field("symbol", &B::symbol), field("source", &B::source),
                               field("timestamp", &B::timestamp).doc("Of the last change, source time"),
                               field("bids", &B::bids).doc("Best first"), field("asks", &B::asks),
                               field("crossed", &B::crossed), field("stale", &B::stale));
    }
};

} // namespace nautilus::marketdata
