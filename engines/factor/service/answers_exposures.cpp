#include "engines/factor/service/answers.h"

#include "engines/kit/paging.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;
using kit::Value;

Result<std::size_t> rowOf(const ModelInputs& in, const std::optional<SessionDate>& date,
                          const std::optional<SessionDate>& as_of, kit::Call& call) {
    if (in.rowCount() == 0)
        return fail(ErrorCode::NotComputable, "the catalog holds no stocks with bars yet");
    const auto wanted = std::min(date.value_or(in.sessions.back()), as_of.value_or(kEndOfTime));
    const std::size_t row = in.rowAtOrBefore(wanted);
    if (row == in.rowCount())
        return fail(ErrorCode::NotComputable, "there are no data at or before " + wanted.iso(), "/date");
    if (date && in.sessions[row] != *date)
        call.warn("not_a_session", "/data",
                  date->iso() + " has no session in the data; " + in.sessions[row].iso() + " was used");
    call.data_as_of = in.sessions[row];
    call.catalog_epoch = in.epoch;
    return row;
}

void warnOfUniverse(const ModelInputs& in, kit::Call& call) {
    if (in.classification_is_hindsight)
        call.warn(
            "hindsight_classification", "/data",
            "sectors and industries come from a later snapshot and are held fixed over the whole panel");
    if (in.universe.by_membership)
        call.warn("survivor_biased_universe", "/data",
                  "the universe holds only names that were still listed when the panel was made");
    else
        call.warn("universe_of_data_set", "/data",
                  "the universe is every stock of the data set " + in.universe.name +
                      " on the days on which it has a bar");
    if (in.equal_caps)
        call.warn("equal_caps", "/data",
                  "the data set has no share counts: every stock counts the same where weights by cap are "
                  "meant, and factors that need a cap are missing");
    if (!in.repeated_symbols.empty())
        call.warn(
            "repeated_symbols", "/data",
            "the data set holds several series of a symbol; the first one is used",
            Value::Object{{"symbols", Value::Array(in.repeated_symbols.begin(), in.repeated_symbols.end())}});
    if (in.has_unclassified)
        call.warn("unclassified", "/data",
                  "stocks without a sector or industry form a group of their own, Unclassified");
}

Result<std::vector<std::size_t>> stocksOf(const ModelInputs& in, const std::vector<std::string>& symbols,
                                          std::size_t row, kit::Call& call) {
    std::vector<std::size_t> out;
    Value::Array unknown;
    for (std::size_t i = 0; i < in.stockCount() && symbols.empty(); ++i)
        if (std::isfinite(in.close.at(row, i))) out.push_back(i);
    for (const auto& symbol : symbols) {
        const auto column = in.columnOf(symbol);
        if (column == in.stockCount())
            unknown.emplace_back(symbol);
        else
            out.push_back(column);
    }
    if (!unknown.empty() && out.empty())
        return fail(ErrorCode::NotFound, "none of the symbols is known", "/symbols");
    if (!unknown.empty())
        call.warn("unknown_symbols", "/data/rows", "unknown symbols were left out",
                  Value::Object{{"symbols", unknown}});
    return out;
}

namespace {

/// Styles asked for, or all; an unknown one is an error that names its place.
Result<std::vector<std::size_t>> stylesOf(const StyleSet& set, const std::vector<std::string>& wanted) {
    std::vector<std::size_t> out;
    for (std::size_t s = 0; s < set.styles.size() && wanted.empty(); ++s)
        out.push_back(s);
    for (std::size_t w = 0; w < wanted.size(); ++w) {
        std::string_view name = wanted[w];
        if (name.starts_with("style:")) name.remove_prefix(6);
        const auto at = set.find(name);
        if (at == set.styles.size())
            return fail(ErrorCode::InvalidArgument,
                        "the set " + set.name + " has no style " + std::string(name),
                        "/factors/" + std::to_string(w));
        out.push_back(at);
    }
    return out;
}

/// One warning per kind of flag, with the symbols it concerns.
void warnOfFlag(const ModelInputs& in, const Flags& flags, std::span<const std::size_t> stocks,
                std::size_t row, kit::Call& call, const char* code, const char* message) {
    Value::Array symbols;
    for (const auto i : stocks)
        if (flags.row(row)[i]) symbols.emplace_back(in.stocks[i].symbol);
    if (!symbols.empty())
        call.warn(code, "/data/rows", message, Value::Object{{"symbols", std::move(symbols)}});
}

void warnOfRow(const FactorWorld& world, const StyleSet& set, std::span<const std::size_t> styles,
               std::span<const std::size_t> stocks, std::size_t row, kit::Call& call) {
    const auto& in = *world.inputs;
    warnOfUniverse(in, call);
    warnOfFlag(in, in.several_classes, stocks, row, call, "cap_split_over_classes",
               "the company's cap is split equally over its listed classes");
    warnOfFlag(in, in.shares_carried, stocks, row, call, "shares_carried",
               "the latest share count is older than 18 months and is carried");
    warnOfFlag(in, in.used_restated, stocks, row, call, "restated_values",
               "a figure is known only as restated later");
    warnOfFlag(in, in.used_lag_rule, stocks, row, call, "dated_by_lag_rule",
               "a figure has no filing date; it counts from its period's end plus a lag");
    for (const auto s : styles) {
        const auto& style = set.styles[s];
        const std::string pointer = "/data/columns/style:" + style.name;
        warnOfFlag(in, style.filled, stocks, row, call, "filled_exposure",
                   ("style:" + style.name + " is the fitted value of industry and size where it was missing")
                       .c_str());
        call.warnings.back().pointer =
            call.warnings.back().code == "filled_exposure" ? pointer : call.warnings.back().pointer;
        if (!set.takes_part.row(row)[s])
            call.warn("style_below_coverage", pointer,
                      "names holding 80 % of the universe's cap do not have style:" + style.name +
                          " on this session; it takes no part in the fit",
                      Value::Object{{"coverage", style.coverage[row]}});
    }
}

/// Columns that describe a stock on a session.
void addStockColumns(const FactorWorld& world, const StyleSet& set, std::span<const std::size_t> stocks,
                     std::size_t row, SessionDate date, Table& table) {
    const auto& in = *world.inputs;
    const bool joint = set.name == "joint";
    const auto groups = world.joint_returns.groups(in.stockCount()).row(row);
    Table::Texts symbol, sector, industry, raw;
    Table::Numbers cap;
    Table::Flags universe;
    const auto nameAt = [](const std::vector<std::string>& names, std::int32_t at) {
        return at == kNoGroup ? std::string() : names[static_cast<std::size_t>(at)];
    };
    for (const auto i : stocks) {
        symbol.push_back(in.stocks[i].symbol);
        sector.push_back(nameAt(in.sectors, in.sector[i]));
        industry.push_back(joint ? nameAt(world.group_names, groups[i]) : nameAt(in.sectors, in.sector[i]));
        raw.push_back(nameAt(in.industries, in.industry[i]));
        cap.push_back(in.equal_caps ? kMissing : in.market_cap.at(row, i));
        universe.push_back(in.in_universe.row(row)[i]);
    }
    table.add("date", Table::Dates(stocks.size(), date));
    table.add("symbol", std::move(symbol));
    table.add("sector", std::move(sector));
    table.add("industry", std::move(industry));
    table.add("industry_raw", std::move(raw));
    table.add("market_cap", std::move(cap));
    table.add("in_estimation_universe", std::move(universe));
}

} // namespace

Result<Table> answerExposures(const FactorWorld& world, const ExposuresRequest& request, kit::Call& call) {
    const auto& in = *world.inputs;
    const auto& set = request.set == "joint" ? world.joint : world.two_stage;
    const auto row = rowOf(in, request.date, request.as_of, call);
    if (!row) return kit::failAs(row);
    if (request.regression_inputs && *row == 0)
        return fail(ErrorCode::NotComputable, "the first session has no session before it", "/date");
    const std::size_t exposure_row = request.regression_inputs ? *row - 1 : *row;
    const auto styles = stylesOf(set, request.factors);
    if (!styles) return kit::failAs(styles);
    const auto stocks = stocksOf(in, request.symbols, exposure_row, call);
    if (!stocks) return kit::failAs(stocks);
    Table table;
    addStockColumns(world, set, *stocks, exposure_row, in.sessions[*row], table);
    for (const auto s : *styles) {
        Table::Numbers values;
        for (const auto i : *stocks)
            values.push_back(set.styles[s].exposure.at(exposure_row, i));
        table.add("style:" + set.styles[s].name, std::move(values));
    }
    if (request.regression_inputs) {
        Table::Numbers returns;
        for (const auto i : *stocks)
            returns.push_back(in.returns.at(*row, i));
        table.add("return", std::move(returns));
        call.method("regression_inputs", "exposures, caps and groups of " + in.sessions[exposure_row].iso() +
                                             ", return of " + in.sessions[*row].iso());
    }
    warnOfRow(world, set, *styles, *stocks, exposure_row, call);
    call.method("standardisation",
                set.name == "joint"
                    ? "cap-weighted mean 0, equal-weighted deviation 1 over the estimation universe"
                    : "mean 0, sample deviation 1 over the estimation universe");
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<Table> answerExposureHistory(const FactorWorld& world, const ExposureHistoryRequest& request,
                                    kit::Call& call) {
    const auto& in = *world.inputs;
    const auto column = in.columnOf(request.symbol);
    if (column == in.stockCount())
        return fail(ErrorCode::NotFound, "the symbol " + request.symbol + " is not in the model", "/symbol");
    const auto last = rowOf(in, request.end, {}, call);
    if (!last) return kit::failAs(last);
    const auto& set = request.set == "joint" ? world.joint : world.two_stage;
    const auto first = request.start
                           ? static_cast<std::size_t>(std::ranges::lower_bound(in.sessions, *request.start) -
                                                      in.sessions.begin())
                           : 0;
    Table::Dates date;
    Table::Numbers cap;
    std::vector<Table::Numbers> values(set.styles.size());
    for (std::size_t row = first; row <= *last; ++row) {
        if (std::isnan(in.close.at(row, column))) continue;
        date.push_back(in.sessions[row]);
        cap.push_back(in.equal_caps ? kMissing : in.market_cap.at(row, column));
        for (std::size_t s = 0; s < set.styles.size(); ++s)
            values[s].push_back(set.styles[s].exposure.at(row, column));
    }
    warnOfUniverse(in, call);
    Table table;
    table.add("date", std::move(date));
    table.add("market_cap", std::move(cap));
    for (std::size_t s = 0; s < set.styles.size(); ++s)
        table.add("style:" + set.styles[s].name, std::move(values[s]));
    return kit::paged(std::move(table), request.limit, request.cursor);
}

std::vector<std::string> words(std::string_view list) {
    std::vector<std::string> out;
    while (!list.empty()) {
        const auto bar = list.find('|');
        out.emplace_back(list.substr(0, bar));
        if (bar == std::string_view::npos) break;
        list.remove_prefix(bar + 1);
    }
    return out;
}

} // namespace nautilus::factor
