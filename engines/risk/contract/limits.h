#pragma once
// Limits that are kept: set, asked for, taken away.

#include "engines/kit/engine.h"

namespace nautilus::risk {

struct LimitSetting {
    std::string limit_type;
    double value = 0;
    bool enabled = true;
    bool auto_adjust = false;
    double adjustment_factor = 0.1;
    double warning_at = 0.8;
    bool hard = true;
    std::string owner;

    static constexpr auto fields() {
        using kit::field;
        using L = LimitSetting;
        return std::make_tuple(
            field("limit_type", &L::limit_type).required().size(1, 64).doc("One of the twelve, or its alias"),
            field("value", &L::value).required().range(1e-12, 1e12).doc("In the unit of the type"),
            field("enabled", &L::enabled),
            field("auto_adjust", &L::auto_adjust)
                .doc("The limit follows the market: value (1 + factor clamp(log2(long / short), -1, 1)) of "
                     "the "
                     "market's volatilities over 252 and 21 sessions"),
            field("adjustment_factor", &L::adjustment_factor).range(0, 0.9),
            field("warning_at", &L::warning_at).range(0.01, 1).doc("Share of the limit that is a warning"),
            field("hard", &L::hard).doc("false: to be looked at, not to be acted on at once"),
            field("owner", &L::owner).size(0, 100).doc("Who answers for it"));
    }
};

struct SetLimitsRequest {
    std::string portfolio_id;
    std::vector<LimitSetting> limits;

    static constexpr auto fields() {
        using kit::field;
        using R = SetLimitsRequest;
        return std::make_tuple(field("portfolio_id", &R::portfolio_id)
                                   .required()
                                   .size(1, 64)
                                   .doc("A portfolio, an account or \"firm\""),
                               field("limits", &R::limits)
                                   .required()
                                   .size(1, 100)
                                   .doc("Each replaces the limit of its type; the others stay"));
    }
};

/// A limit as it is kept; also the content of the journal "risk_limits".
struct KeptLimit {
    std::string portfolio_id;
    std::string limit_type;
    double value = 0;
    bool enabled = true;
    bool auto_adjust = false;
    double adjustment_factor = 0.1;
    double warning_at = 0.8;
    bool hard = true;
    std::string owner;
    std::string scope;
    std::int64_t version = 0;
    domain::Timestamp changed_at;
    bool removed = false;

    static constexpr auto fields() {
        using kit::field;
        using L = KeptLimit;
        return std::make_tuple(
            field("portfolio_id", &L::portfolio_id), field("limit_type", &L::limit_type),
            field("value", &L::value), field("enabled", &L::enabled), field("auto_adjust", &L::auto_adjust),
            field("adjustment_factor", &L::adjustment_factor), field("warning_at", &L::warning_at),
            field("hard", &L::hard), field("owner", &L::owner),
            field("scope", &L::scope).oneOf("portfolio|account|firm"),
            field("version", &L::version).doc("Rises by one with every change of this limit"),
            field("changed_at", &L::changed_at), field("removed", &L::removed));
    }
};

struct LimitsRequest {
    std::string portfolio_id;
    bool history = false;

    static constexpr auto fields() {
        using kit::field;
        using R = LimitsRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64),
            field("history", &R::history).doc("true: every version there was, oldest first"));
    }
};

struct RemoveLimitRequest {
    std::string portfolio_id;
    std::string limit_type;

    static constexpr auto fields() {
        using kit::field;
        using R = RemoveLimitRequest;
        return std::make_tuple(field("portfolio_id", &R::portfolio_id).required().size(1, 64),
                               field("limit_type", &R::limit_type).doc("Without it all of the portfolio"));
    }
};

struct LimitsResult {
    std::string portfolio_id;
    std::string scope;
    std::vector<KeptLimit> limits;

    static constexpr auto fields() {
        using kit::field;
        using R = LimitsResult;
        return std::make_tuple(field("portfolio_id", &R::portfolio_id), field("scope", &R::scope),
                               field("limits", &R::limits).doc("In the order of the types"));
    }
};

} // namespace nautilus::risk
