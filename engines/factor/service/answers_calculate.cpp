#include "engines/factor/service/answers.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace nautilus::factor {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

constexpr std::size_t kDelistedAfter = 10; ///< sessions without a bar before the catalog's last session
constexpr double kEnoughBars = 0.9;
constexpr std::size_t kSymbolsWorthAnIndex = 16;

std::size_t lastBarRow(const ModelInputs& in, std::size_t column) {
    for (std::size_t row = in.rowCount(); row-- > 0;)
        if (std::isfinite(in.close.at(row, column))) return row;
    return in.rowCount();
}

/// The latest session on which 90 % of the requested stocks that still trade have a bar.
std::size_t defaultRow(const ModelInputs& in, std::span<const std::size_t> columns) {
    std::vector<std::size_t> trading;
    for (const auto column : columns)
        if (const auto last = lastBarRow(in, column);
            last + kDelistedAfter >= in.rowCount() - 1 && last < in.rowCount())
            trading.push_back(column);
    if (trading.empty()) trading.assign(columns.begin(), columns.end());
    for (std::size_t row = in.rowCount(); row-- > 0;) {
        std::size_t with_bar = 0;
        for (const auto column : trading)
            with_bar += std::isfinite(in.close.at(row, column)) ? 1 : 0;
        if (static_cast<double>(with_bar) >= kEnoughBars * static_cast<double>(trading.size())) return row;
    }
    return in.rowCount() - 1;
}

Result<std::vector<std::size_t>> columnsOf(const ModelInputs& in, const CalculateRequest& request,
                                           kit::Call& call) {
    std::vector<std::size_t> out;
    Value::Array unknown;
    std::unordered_map<std::string_view, std::size_t> by_symbol; // pays for itself with many symbols only
    for (std::size_t i = 0; i < in.stockCount() && request.symbols.size() > kSymbolsWorthAnIndex; ++i)
        by_symbol.try_emplace(in.stocks[i].symbol, i);
    const auto columnOf = [&](const std::string& symbol) {
        if (by_symbol.empty()) return in.columnOf(symbol);
        const auto found = by_symbol.find(symbol);
        return found == by_symbol.end() ? in.stockCount() : found->second;
    };
    for (const auto& symbol : request.symbols) {
        const auto column = columnOf(symbol);
        if (column == in.stockCount())
            unknown.emplace_back(symbol);
        else if (std::ranges::find(out, column) == out.end())
            out.push_back(column);
    }
    if (out.empty())
        return fail(ErrorCode::NotFound, "none of the symbols is known",
                    request.symbols.size() == 1 ? "/symbols/0" : "/symbols");
    if (!unknown.empty())
        call.warn("unknown_symbols", "/data/factor_results", "unknown symbols were left out",
                  Value::Object{{"symbols", std::move(unknown)}});
    return out;
}

std::size_t sessionsOf(std::string_view period) {
    if (period == "1M") return 21;
    if (period == "3M") return 63;
    if (period == "6M") return 126;
    return static_cast<std::size_t>(period[0] - '0') * 252;
}

std::size_t stepOf(std::string_view frequency) {
    return frequency == "daily" ? 1 : frequency == "weekly" ? 5 : frequency == "quarterly" ? 63 : 21;
}

const char* whyMissing(const FactorWorld& world, const LibraryFactor& factor, std::size_t row,
                       std::size_t column) {
    const auto& in = *world.inputs;
    if (std::isnan(in.close.at(row, column))) return "the stock has no bar on that session";
    switch (factor.category) {
    case Category::Technical:
        return "the stock's history before that session is too short";
    case Category::Economic:
        return "fewer than 48 whole months of returns or macro values were known";
    case Category::Regulatory:
        return "no dated filing was known";
    case Category::Fundamental:
        break;
    }
    if (!(in.fundamentals.equity.at(row, column) > 0) && factor.id != "pe_ratio")
        return "equity is not known or not positive";
    if (factor.id == "pe_ratio")
        return "earnings or the share count are not known, or earnings are not positive";
    return "a reported figure is not known or older than 18 months";
}

class Calculation {
public:
    Calculation(const FactorWorld& world, const CalculateRequest& request, kit::Call& call, std::size_t row,
                std::vector<std::size_t> columns)
        : world_(world), in_(*world.inputs), request_(request), call_(call), row_(row),
          columns_(std::move(columns)) {}

    CalculateResult run() {
        layOutGroups();
        out_.factor_results.items.reserve(columns_.size());
        for (const auto column : columns_)
            addSymbol(column);
        if (request_.calculation_options.cross_correlation) addCorrelations();
        if (request_.calculation_options.factor_scoring) addScores();
        out_.symbols_processed = static_cast<std::int64_t>(columns_.size());
        return std::move(out_);
    }

private:
    /// The session's values of one factor, for all stocks.
    struct Line {
        std::string_view id;
        std::span<const double> values;
        const LibraryFactor* factor; ///< null: a style
    };
    struct Group {
        std::string name;
        std::vector<Line> lines;
    };

    [[nodiscard]] bool wanted(std::string_view category) const {
        return std::ranges::find(request_.factor_categories, category) != request_.factor_categories.end();
    }

    void layOutGroups() {
        for (std::size_t c = 0; c < kCategories; ++c) {
            if (!wanted(kCategoryNames[c])) continue;
            auto& group = groups_.emplace_back(Group{std::string(kCategoryNames[c]) + "_factors", {}});
            for (const auto& factor : world_.library.factors)
                if (static_cast<std::size_t>(factor.category) == c)
                    group.lines.push_back({factor.id, factor.values.row(row_), &factor});
        }
        auto& styles = groups_.emplace_back(Group{"style_exposures", {}});
        for (const auto& style : world_.joint.styles)
            styles.lines.push_back({style.name, style.exposure.row(row_), nullptr});
    }

    /// Keys are added without a search: columns and ids are different ones.
    void addSymbol(std::size_t column) {
        const auto& symbol = in_.stocks[column].symbol;
        auto& groups = out_.factor_results.items.emplace_back().second;
        out_.factor_results.items.back().first = symbol;
        groups.items.reserve(groups_.size());
        for (const auto& group : groups_) {
            auto& values = groups.items.emplace_back().second;
            groups.items.back().first = group.name;
            values.items.reserve(group.lines.size());
            for (const auto& line : group.lines) {
                const double value = line.values[column];
                values.items.emplace_back(line.id, value);
                if (std::isfinite(value))
                    ++out_.factors_calculated;
                else
                    warnOfMissing(symbol, group.name, line, column);
            }
        }
        if (wanted("economic")) warnOfMonths(symbol, column);
    }

    void warnOfMissing(const std::string& symbol, const std::string& group, const Line& line,
                       std::size_t column) {
        std::string pointer = "/data/factor_results/";
        pointer.append(symbol).append("/").append(group).append("/").append(line.id);
        call_.warn("not_computable", std::move(pointer),
                   line.factor ? whyMissing(world_, *line.factor, row_, column)
                               : "the style has no value for this stock on that session");
    }

    void warnOfMonths(const std::string& symbol, std::size_t column) {
        const double months = world_.library.macro_months.at(row_, column);
        if (!(months < static_cast<double>(kMacroMonths))) return;
        call_.warn("short_window", "/data/factor_results/" + symbol + "/economic_factors",
                   "fewer than 60 months were known", Value::Object{{"months", months}});
    }

    /// Mean over the rebalance dates of the look-back, as_of included.
    void addCorrelations() {
        const auto span = sessionsOf(request_.calculation_options.lookback_period);
        const auto step = stepOf(request_.calculation_options.rebalance_frequency);
        for (std::size_t a = 0; a < kCategories; ++a)
            for (std::size_t b = a + 1; b < kCategories; ++b) {
                if (!wanted(kCategoryNames[a]) || !wanted(kCategoryNames[b])) continue;
                double sum = 0, n = 0;
                for (std::size_t back = 0; back <= span && back <= row_; back += step)
                    if (const double v = world_.library.correlations[a][b][row_ - back]; !std::isnan(v)) {
                        sum += v;
                        n += 1;
                    }
                const std::string name =
                    std::string(kCategoryNames[a]) + "_" + std::string(kCategoryNames[b]);
                out_.cross_correlations[name] = n > 0 ? sum / n : kMissing;
                if (n == 0)
                    call_.warn("not_computable", "/data/cross_correlations/" + name,
                               "no session of the look-back has 20 names with both groups");
            }
    }

    void addScores() {
        const auto joint = [&](const char* name) {
            return world_.joint.styles[world_.joint.find(name)].exposure.row(row_);
        };
        score("momentum", joint("momentum"));
        score("value", world_.two_stage.styles[world_.two_stage.find("value")].exposure.row(row_));
        score("quality", world_.library.quality.row(row_));
        score("size", joint("size"));
    }

    /// Mean percentile of the requested symbols among the universe's values; ties count half.
    void score(const char* name, std::span<const double> values) {
        std::vector<double> sorted;
        const auto in_universe = in_.in_universe.row(row_);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (in_universe[i] && !std::isnan(values[i])) sorted.push_back(values[i]);
        std::ranges::sort(sorted);
        double sum = 0, n = 0;
        for (const auto column : columns_) {
            if (std::isnan(values[column]) || sorted.empty()) continue;
            const auto same = std::ranges::equal_range(sorted, values[column]);
            const auto below = static_cast<double>(same.begin() - sorted.begin());
            const auto ties = static_cast<double>(same.size());
            sum += (below + ties / 2) / static_cast<double>(sorted.size());
            n += 1;
        }
        out_.factor_scores[name] = n > 0 ? sum / n : kMissing;
        if (n == 0)
            call_.warn("not_computable", std::string("/data/factor_scores/") + name,
                       "no requested symbol has a value in the universe on that session");
    }

    const FactorWorld& world_;
    const ModelInputs& in_;
    const CalculateRequest& request_;
    kit::Call& call_;
    std::size_t row_;
    std::vector<std::size_t> columns_;
    std::vector<Group> groups_;
    CalculateResult out_;
};

} // namespace

Result<CalculateResult> answerCalculate(const FactorWorld& world, const CalculateRequest& request,
                                        kit::Call& call) {
    const auto& in = *world.inputs;
    if (in.rowCount() == 0)
        return fail(ErrorCode::NotComputable, "the catalog holds no stocks with bars yet");
    auto columns = columnsOf(in, request, call);
    if (!columns) return kit::failAs(columns);
    const auto asked = request.as_of ? rowOf(in, *request.as_of, {}, call) : defaultRow(in, *columns);
    if (!asked) return kit::failAs(asked);
    const auto row = *asked;
    call.data_as_of = in.sessions[row];
    call.catalog_epoch = in.epoch;
    call.method("sources", "catalog data sets: bars, filings and macro series");
    call.method("factor_scores",
                "mean percentile in the estimation universe; momentum, size: joint styles; value: "
                "three-ratio value; quality: profitability, accruals, leverage");
    call.method("cross_correlations",
                "correlation over the universe of the mean z-scores of two groups, averaged "
                "over the rebalance dates of the look-back");
    call.method("economic_factors", "monthly returns over at most 60 months; GDP as last revised");
    warnOfUniverse(in, call);
    return Calculation(world, request, call, row, std::move(*columns)).run();
}

} // namespace nautilus::factor
