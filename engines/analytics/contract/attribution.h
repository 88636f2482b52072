#pragma once
// Why a portfolio's return differs from its benchmark's: by factors, groups, currencies and trading.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"

namespace nautilus::analytics {

struct AttributionRequest {
    std::string portfolio_id;
    std::string attribution_type = "factor";
    std::vector<std::string> factors{"size", "value", "momentum", "quality"};
    std::string time_period = "1M";
    std::optional<domain::SessionDate> start, as_of;
    std::optional<std::string> benchmark;
    std::string linking = "carino";
    std::string interaction = "selection";
    std::string over_time = "none";
    kit::Keyed<double> cash_rates;

    static constexpr auto fields() {
        using kit::field;
        using R = AttributionRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 128).doc("Portfolio, account or firm"),
            field("attribution_type", &R::attribution_type)
                .oneOf("factor|sector|currency|transaction")
                .doc("What is explained beside selection and allocation, which always are"),
            field("factors", &R::factors)
                .size(0, 64)
                .doc("size, value, momentum, quality, low_volatility, market or styles of the risk model; "
                     "the others are summed up in other_factors"),
            field("time_period", &R::time_period)
                .size(2, 8)
                .doc("<n>D (sessions), <n>W, <n>M, <n>Y, MTD, QTD, YTD or ALL, ending at as_of"),
            field("start", &R::start)
                .doc("Its close, or the last before it, is the base; instead of time_period"),
            field("as_of", &R::as_of).doc("Last session; default the book's latest"),
            field("benchmark", &R::benchmark)
                .size(1, 128)
                .doc("Symbol, universe or portfolio; default the book's own, else SPY"),
            field("linking", &R::linking).oneOf("carino|menchero").doc("How effects of sessions are joined"),
            field("interaction", &R::interaction)
                .oneOf("selection|separate")
                .doc("selection: interaction counts as selection, so that two effects explain all"),
            field("over_time", &R::over_time)
                .oneOf("none|daily|monthly")
                .doc("Effects by session or month, as a table; those of a period sum to its active return"),
            field("cash_rates", &R::cash_rates)
                .doc("Currency -> its cash rate per year, for currency attribution; default 0, with a "
                     "warning"));
    }
};

/// One group: sector, asset class, cash or currency.
struct GroupEffect {
    std::string group;
    double portfolio_weight = domain::kMissing, benchmark_weight = domain::kMissing;
    double portfolio_contribution = domain::kMissing, benchmark_contribution = domain::kMissing;
    double allocation = domain::kMissing, selection = domain::kMissing, interaction = domain::kMissing;
    double currency = 0, total = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using G = GroupEffect;
        return std::make_tuple(
            field("group", &G::group).doc("Sector, asset class of what has none, cash; or currency"),
            field("portfolio_weight", &G::portfolio_weight).unit("fraction").doc("Mean over the sessions"),
            field("benchmark_weight", &G::benchmark_weight).unit("fraction").doc("Mean over the sessions"),
            field("portfolio_contribution", &G::portfolio_contribution)
                .unit("fraction")
                .doc("Sum over the sessions of weight x return"),
            field("benchmark_contribution", &G::benchmark_contribution).unit("fraction").doc("The same"),
            field("allocation", &G::allocation).unit("fraction").doc("Linked"),
            field("selection", &G::selection).unit("fraction").doc("Linked"),
            field("interaction", &G::interaction)
                .unit("fraction")
                .doc("Linked; 0 where it counts as selection"),
            field("currency", &G::currency)
                .unit("fraction")
                .doc("Effect of holding the currency, linked; 0 unless the type is currency"),
            field("total", &G::total)
                .unit("fraction")
                .doc("The four effects; those of all groups and trading sum to active_return"));
    }
};

/// Actual return against the return of the holdings at each session's start.
struct TradingEffect {
    double actual_return = domain::kMissing, holdings_return = domain::kMissing;
    double trading_effect = domain::kMissing, costs = domain::kMissing, timing = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using T = TradingEffect;
        return std::make_tuple(
            field("actual_return", &T::actual_return).unit("fraction").doc("Time-weighted"),
            field("holdings_return", &T::holdings_return)
                .unit("fraction")
                .doc("Of what was held at the start of each session, kept to its end"),
            field("trading_effect", &T::trading_effect).unit("fraction").doc("actual - holdings"),
            field("costs", &T::costs).unit("fraction").doc("Fees, taxes and charges, linked; <= 0"),
            field("timing", &T::timing)
                .unit("fraction")
                .doc("The rest: prices of trades against the close, interest, linked"));
    }
};

struct SpecificParts {
    double stock_specific = domain::kMissing, not_covered = domain::kMissing;
    double trading = domain::kMissing, benchmark_residual = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using S = SpecificParts;
        return std::make_tuple(
            field("stock_specific", &S::stock_specific)
                .unit("fraction")
                .doc("Specific returns of what the model covers"),
            field("not_covered", &S::not_covered)
                .unit("fraction")
                .doc("Active return of what the model does not cover"),
            field("trading", &S::trading).unit("fraction").doc("Actual - holdings-based return"),
            field("benchmark_residual", &S::benchmark_residual)
                .unit("fraction")
                .doc("Composition's return - benchmark's own: a fund against what it holds"));
    }
};

struct AttributionResult {
    std::string portfolio_id, benchmark, attribution_type;
    domain::SessionDate period_start, period_end;
    std::int64_t sessions = 0;
    double total_return = domain::kMissing, benchmark_return = domain::kMissing;
    double active_return = domain::kMissing;
    kit::Keyed<double> factor_attribution;
    std::optional<SpecificParts> specific_parts;
    double security_selection = domain::kMissing, allocation_effect = domain::kMissing;
    double interaction_effect = 0, currency_effect = 0, trading = domain::kMissing;
    std::vector<GroupEffect> groups;
    std::optional<TradingEffect> transaction_attribution;
    std::optional<kit::Table> over_time;

    static constexpr auto fields() {
        using kit::field;
        using R = AttributionResult;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).doc("As asked"),
            field("benchmark", &R::benchmark).doc("What it was compared with"),
            field("attribution_type", &R::attribution_type).doc("As asked"),
            field("period_start", &R::period_start).doc("Its close is the base"),
            field("period_end", &R::period_end).doc("Last session"),
            field("sessions", &R::sessions).doc("On which both have a return"),
            field("total_return", &R::total_return).unit("fraction").doc("Time-weighted"),
            field("benchmark_return", &R::benchmark_return).unit("fraction").doc("Over the same sessions"),
            field("active_return", &R::active_return).unit("fraction").doc("Their difference"),
            field("factor_attribution", &R::factor_attribution)
                .doc("Factors asked for, other_factors, industries, specific: they sum to active_return; "
                     "empty "
                     "unless the type is factor"),
            field("specific_parts", &R::specific_parts).doc("What specific is made of; type factor only"),
            field("security_selection", &R::security_selection)
                .unit("fraction")
                .doc("With trading, and interaction unless it is separate"),
            field("allocation_effect", &R::allocation_effect).unit("fraction").doc("Between groups"),
            field("interaction_effect", &R::interaction_effect).unit("fraction").doc("0 unless separate"),
            field("currency_effect", &R::currency_effect)
                .unit("fraction")
                .doc("Between currencies; 0 unless the type is currency. The four effects sum to "
                     "active_return"),
            field("trading", &R::trading)
                .unit("fraction")
                .doc("Part of security_selection that no group has: trades within sessions, charges, "
                     "interest"),
            field("groups", &R::groups).doc("Sectors, or currencies when the type is currency"),
            field("transaction_attribution", &R::transaction_attribution).doc("Type transaction only"),
            field("over_time", &R::over_time).doc("Null unless asked for"));
    }
};

} // namespace nautilus::analytics
