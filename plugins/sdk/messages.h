#pragma once
// What a source in a process of its own says, as field tables; what it is told. docs/plugins.md has the whole
// conversation.

#include "engines/domain/market_event.h"
#include "engines/kit/data_source.h"
#include "engines/kit/field_reader.h"

#include <string>
#include <vector>

namespace nautilus::sdk {

/// One event. Which fields count depends on the kind.
struct WireEvent {
    std::int64_t line = 0;
    std::string kind;
    domain::Timestamp at;
    std::optional<double> price, size, bid, bid_size, ask, ask_size, open, high, low, close, volume, seconds;
    std::string side, action;

    static constexpr auto fields() {
        using kit::field;
        using S = WireEvent;
        return std::make_tuple(
            field("line", &S::line).required().range(0, 4294967295.0).doc("As it was subscribed"),
            field("kind", &S::kind).required().oneOf("trade|quote|book|bar").doc("What happened"),
            field("at", &S::at).required().doc("When, as the provider says; of a bar its close"),
            field("price", &S::price).doc("trade, book"), field("size", &S::size).doc("trade, book"),
            field("bid", &S::bid).doc("quote"), field("bid_size", &S::bid_size).doc("quote"),
            field("ask", &S::ask).doc("quote"), field("ask_size", &S::ask_size).doc("quote"),
            field("side", &S::side).oneOf("bid|ask").doc("book"),
            field("action", &S::action).oneOf("set|remove|clear").doc("book"),
            field("open", &S::open).doc("bar"), field("high", &S::high).doc("bar"),
            field("low", &S::low).doc("bar"), field("close", &S::close).doc("bar"),
            field("volume", &S::volume).doc("bar"),
            field("seconds", &S::seconds).range(1e-9, 366.0 * 86'400).doc("bar: its length"));
    }

    /// InvalidArgument when a field of the kind is missing.
    [[nodiscard]] kit::Result<domain::MarketEvent> event() const;
};

struct WireError {
    std::string code = "Unavailable", message, field;

    static constexpr auto fields() {
        using S = WireError;
        return std::make_tuple(kit::field("code", &S::code)
                                   .oneOf("InvalidArgument|NotFound|NotComputable|Unsupported|Unavailable|"
                                          "TooManyRequests|Internal")
                                   .doc("What kind of failure"),
                               kit::field("message", &S::message).required().doc("For people"),
                               kit::field("field", &S::field).doc("JSON pointer into the request"));
    }
    [[nodiscard]] kit::Errors errors() const;
};

/// Anything that a source says.
struct FromSource {
    std::string type;
    std::int64_t id = -1;
    std::string source;
    std::int64_t abi = 0;
    bool ok = true;
    kit::Value result;
    std::optional<WireError> error;
    std::vector<WireEvent> events;
    std::string state, message, severity = "info";
    double seconds = 0;

    static constexpr auto fields() {
        using kit::field;
        using S = FromSource;
        return std::make_tuple(field("type", &S::type)
                                   .required()
                                   .oneOf("hello|reply|pong|events|status|log|retry_after")
                                   .doc("What is said"),
                               field("id", &S::id).doc("reply, pong: of the question"),
                               field("source", &S::source).doc("hello: the id of plugin.json"),
                               field("abi", &S::abi).doc("hello: the interface that it speaks"),
                               field("ok", &S::ok).doc("reply"), field("result", &S::result).doc("reply"),
                               field("error", &S::error).doc("reply, where ok is false"),
                               field("events", &S::events).size(0, 100'000).doc("events, in their order"),
                               field("state", &S::state).oneOf("connected|degraded").doc("status"),
                               field("message", &S::message).doc("status, log"),
                               field("severity", &S::severity).oneOf("info|warning|error").doc("log"),
                               field("seconds", &S::seconds).range(0, 366.0 * 86'400).doc("retry_after"));
    }
};

/// A table as it stands in JSON: {"columns":[name, ...],"rows":[[...], ...]}; the cells of a column are
/// texts, numbers or booleans throughout, null = missing. InvalidArgument with a pointer otherwise.
[[nodiscard]] kit::Result<kit::Table> tableOf(const kit::Value& json);

} // namespace nautilus::sdk
