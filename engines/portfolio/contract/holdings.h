#pragma once
// What a book holds and how it fared, on the wire. Values are in the base currency of what is named.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::portfolio {

struct BookRequest {
    std::string portfolio_id;
    std::optional<domain::SessionDate> as_of;
    std::int64_t closes = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = BookRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id)
                .required()
                .size(1, 64)
                .doc("A portfolio, an account (all of its portfolios) or \"firm\""),
            field("as_of", &R::as_of)
                .doc("Session whose close is the last thing known; default: the latest on which 90 % of what "
                     "is held has a price"),
            field("closes", &R::closes).range(0, 260).doc("So many closes up to then with every holding"));
    }
};

struct HoldingView {
    std::string symbol, name, asset_class, sector, currency;
    double quantity = domain::kMissing, price = domain::kMissing;
    domain::SessionDate priced_on;
    double cost = domain::kMissing, value = domain::kMissing, weight = domain::kMissing;
    double day_change = domain::kMissing, day_change_percent = domain::kMissing;
    double unrealised = domain::kMissing, realised = domain::kMissing, dividends = domain::kMissing;
    std::vector<double> closes;

    static constexpr auto fields() {
        using kit::field;
        using V = HoldingView;
        return std::make_tuple(
            field("symbol", &V::symbol), field("name", &V::name), field("asset_class", &V::asset_class),
            field("sector", &V::sector), field("currency", &V::currency),
            field("quantity", &V::quantity).doc("Negative: short"),
            field("price", &V::price).doc("As traded, in `currency`"),
            field("priced_on", &V::priced_on).doc("Session of the price"),
            field("cost", &V::cost).doc("Of the open lots, base currency"),
            field("value", &V::value).doc("Base currency"),
            field("weight", &V::weight).unit("fraction").doc("Of the book's value"),
            field("day_change", &V::day_change).doc("Of the quantity held, since the session before"),
            field("day_change_percent", &V::day_change_percent).unit("percent"),
            field("unrealised", &V::unrealised).doc("value - cost"),
            field("realised", &V::realised).doc("Gains of closed lots"),
            field("dividends", &V::dividends).doc("Gross"),
            field("closes", &V::closes).doc("Oldest first, on the basis of `price`: splits do not show"));
    }
};

struct SectorView {
    double value = 0, weight = domain::kMissing, unrealised = 0;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("value", &SectorView::value), field("weight", &SectorView::weight),
                               field("unrealised", &SectorView::unrealised));
    }
};

struct HoldingsResult {
    std::string portfolio_id, name, scope, base_currency;
    domain::SessionDate as_of;
    double value = domain::kMissing, cash = domain::kMissing, invested = domain::kMissing;
    double unrealised = domain::kMissing, realised = domain::kMissing, income = domain::kMissing;
    double total_pnl = domain::kMissing, deposited = domain::kMissing;
    double day_change = domain::kMissing, day_change_percent = domain::kMissing;
    double gross_exposure = domain::kMissing, net_exposure = domain::kMissing;
    double cash_weight = domain::kMissing;
    std::vector<HoldingView> holdings;
    kit::Keyed<SectorView> by_sector, by_asset_class, by_currency;

    static constexpr auto fields() {
        using kit::field;
        using R = HoldingsResult;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id), field("name", &R::name),
            field("scope", &R::scope).oneOf("portfolio|account|firm"),
            field("base_currency", &R::base_currency), field("as_of", &R::as_of),
            field("value", &R::value).doc("Holdings and cash"), field("cash", &R::cash),
            field("invested", &R::invested).doc("Value of the holdings"), field("unrealised", &R::unrealised),
            field("realised", &R::realised),
            field("income", &R::income).doc("Dividends and interest - fees and taxes beside trades"),
            field("total_pnl", &R::total_pnl).doc("unrealised + realised + income"),
            field("deposited", &R::deposited).doc("Deposits and transfers in - out"),
            field("day_change", &R::day_change).doc("Of what is held, since the session before"),
            field("day_change_percent", &R::day_change_percent)
                .unit("percent")
                .doc("Of the value at the close before"),
            field("gross_exposure", &R::gross_exposure).unit("fraction").doc("Sum of |value| / value"),
            field("net_exposure", &R::net_exposure).unit("fraction"),
            field("cash_weight", &R::cash_weight).unit("fraction"), field("holdings", &R::holdings),
            field("by_sector", &R::by_sector), field("by_asset_class", &R::by_asset_class),
            field("by_currency", &R::by_currency).doc("Cash among it"));
    }
};

struct LotsRequest {
    std::string portfolio_id;
    std::optional<std::string> symbol;
    std::optional<domain::SessionDate> as_of;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = LotsRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64).doc("A portfolio"),
            field("symbol", &R::symbol).size(1, 32), field("as_of", &R::as_of),
            field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
            field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct HistoryRequest {
    std::string portfolio_id;
    std::optional<domain::SessionDate> start, end;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using kit::field;
        using R = HistoryRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64).doc("Portfolio, account or firm"),
            field("start", &R::start).doc("The base is the last session at or before it"),
            field("end", &R::end), field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
            field("cursor", &R::cursor).doc("next_cursor of the page before"));
    }
};

struct CorporateActionsRequest {
    std::string portfolio_id;
    std::optional<domain::SessionDate> start, as_of;
    bool dry_run = true;

    static constexpr auto fields() {
        using kit::field;
        using R = CorporateActionsRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64).doc("A portfolio"),
            field("start", &R::start).doc("Only ex dates from then on"),
            field("as_of", &R::as_of).doc("Only what was known by that session; default the newest"),
            field("dry_run", &R::dry_run).doc("true: says what would be recorded; false: records it"));
    }
};

} // namespace nautilus::portfolio
