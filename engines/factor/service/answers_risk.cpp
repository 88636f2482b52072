#include "engines/factor/kernel/factor_covariance.h"
#include "engines/factor/kernel/portfolio_risk.h"
#include "engines/factor/kernel/specific_risk.h"
#include "engines/factor/service/answers.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;
using kit::Value;

namespace {

constexpr double kYear = 252.0;

RiskHorizon horizonOf(const std::string& word) {
    return word == "long" ? RiskHorizon::Long : RiskHorizon::Short;
}

/// Rows [first model return, row] of a matrix with one row per session.
MatrixView upTo(const Matrix& matrix, std::size_t first, std::size_t row) {
    return {matrix.values().data() + first * matrix.columns(), row + 1 - first, matrix.columns()};
}

/// The model as known at the close of one session.
struct RiskModel {
    std::size_t row = 0;
    Matrix covariance; ///< K x K per session
    SpecificRisk specific;
    std::vector<std::span<const double>> styles;
    CrossSection section;
};

Result<std::size_t> modelRow(const FactorWorld& world, const std::optional<SessionDate>& date,
                             kit::Call& call) {
    const auto row = rowOf(*world.inputs, date, {}, call);
    if (!row) return row;
    constexpr std::size_t kLeastReturns = 60;
    if (*row < world.inputs->first_model_row + kLeastReturns)
        return fail(ErrorCode::NotComputable, "fewer than 60 sessions of factor returns exist at that date",
                    "/date");
    warnOfUniverse(*world.inputs, call);
    return row;
}

void addSpecific(const FactorWorld& world, RiskHorizon horizon, RiskModel& model) {
    const auto& in = *world.inputs;
    const auto& returns = world.joint_returns;
    model.styles.clear();
    for (std::size_t s = 0; s < world.joint.styles.size(); ++s)
        model.styles.push_back(world.joint.takes_part.row(model.row)[s]
                                   ? world.joint.styles[s].exposure.row(model.row)
                                   : std::span<const double>{});
    model.section.returns = in.returns.row(model.row);
    model.section.market_cap = in.market_cap.row(model.row);
    model.section.group = returns.groups(in.stockCount()).row(model.row);
    model.section.group_count = returns.group_count;
    model.section.styles = model.styles;
    model.specific = specificRisk(upTo(returns.fit.residuals, in.first_model_row + 1, model.row),
                                  model.section, specificRiskOptions(horizon), sequential());
}

/// The return that the stocks of group `g` at `row` had from their groups on session `t`: the cap-weighted
/// mean of the returns of the groups that they were in then. NaN if none of them was in the fit.
double standInReturn(const FactorWorld& world, std::size_t g, std::size_t row, std::size_t t) {
    const auto& in = *world.inputs;
    const auto groups = world.joint_returns.groups(in.stockCount());
    double sum = 0, weight = 0;
    for (std::size_t i = 0; i < in.stockCount(); ++i) {
        const auto then = groups.row(t - 1)[i];
        if (groups.row(row)[i] != static_cast<std::int32_t>(g) || then == kNoGroup ||
            !in.in_universe.row(t - 1)[i])
            continue;
        const double value = world.joint_returns.fit.returns.at(t, 1 + static_cast<std::size_t>(then));
        if (std::isnan(value)) continue;
        sum += in.market_cap.at(t - 1, i) * value;
        weight += in.market_cap.at(t - 1, i);
    }
    return weight > 0 ? sum / weight : kMissing;
}

/// Covariance as known at the close of `row`. Groups come and go as industries become thin: one that is in
/// use on that session but has too few returns of its own is given those of the groups that its stocks were
/// in before.
Matrix covarianceAt(const FactorWorld& world, std::size_t row, RiskHorizon horizon, kit::Call& call) {
    const auto& in = *world.inputs;
    const auto& model = world.joint_returns;
    const std::size_t first = in.first_model_row + 1;
    Matrix covariance = factorCovariance(upTo(model.fit.returns, first, row), horizon);
    const auto now = model.groups(in.stockCount()).row(row);
    std::vector<std::size_t> young;
    for (std::size_t g = 0; g < model.group_count; ++g)
        if (std::isnan(covariance.at(1 + g, 1 + g)) &&
            std::ranges::find(now, static_cast<std::int32_t>(g)) != now.end())
            young.push_back(g);
    if (young.empty()) return covariance;
    Matrix returns(row + 1 - first, model.factors.size());
    for (std::size_t t = first; t <= row; ++t) {
        std::ranges::copy(model.fit.returns.row(t), returns.row(t - first).begin());
        for (const auto g : young)
            if (double& value = returns.at(t - first, 1 + g); std::isnan(value))
                value = standInReturn(world, g, row, t);
    }
    for (const auto g : young)
        call.warn("stand_in_history", "/data",
                  model.factors[1 + g] + " has fewer than 60 returns of its own; before "
                                         "them those of the groups that its stocks were in are used");
    return factorCovariance(returns.view(), horizon);
}

/// A style that takes part but has too few returns for a risk is left out of the risk.
void dropYoungStyles(const FactorWorld& world, RiskModel& model, kit::Call& call) {
    const std::size_t first_style = 1 + world.joint_returns.group_count;
    for (std::size_t s = 0; s < model.styles.size(); ++s) {
        if (model.styles[s].empty() || !std::isnan(model.covariance.at(first_style + s, first_style + s)))
            continue;
        model.styles[s] = {};
        call.warn("factor_without_history", "/data/contributions",
                  world.joint_returns.factors[first_style + s] +
                      " has too few returns at that date and is left out");
    }
}

void describe(const std::string& horizon, kit::Call& call) {
    call.method("covariance", horizon == "long"
                                  ? "volatility half-life 252, correlation 504, Newey-West lags 5 and 2"
                                  : "volatility half-life 84, correlation 504, Newey-West lags 5 and 2");
    call.method("specific_risk",
                "time series with Newey-West, blended with a structural model for short histories");
}

} // namespace

Result<Table> answerCovariance(const FactorWorld& world, const CovarianceRequest& request, kit::Call& call) {
    const auto row = modelRow(world, request.date, call);
    if (!row) return kit::failAs(row);
    describe(request.horizon, call);
    const Matrix covariance = covarianceAt(world, *row, horizonOf(request.horizon), call);
    const double scale = request.annualised ? kYear : 1.0;
    std::vector<std::size_t> kept; // factors with enough returns
    for (std::size_t k = 0; k < covariance.rows(); ++k)
        if (!std::isnan(covariance.at(k, k)))
            kept.push_back(k);
        else
            call.warn("factor_without_history", "/data/rows",
                      world.joint_returns.factors[k] + " has too few returns at that date and is left out");
    Table::Texts name;
    for (const auto k : kept)
        name.push_back(world.joint_returns.factors[k]);
    Table table;
    table.add("factor", name);
    for (std::size_t j = 0; j < kept.size(); ++j) {
        Table::Numbers cells;
        for (const auto i : kept)
            cells.push_back(covariance.at(i, kept[j]) * scale);
        table.add(name[j], std::move(cells));
    }
    return table;
}

Result<Table> answerSpecificRisk(const FactorWorld& world, const CovarianceRequest& request,
                                 kit::Call& call) {
    const auto row = modelRow(world, request.date, call);
    if (!row) return kit::failAs(row);
    describe(request.horizon, call);
    RiskModel model;
    model.row = *row;
    addSpecific(world, horizonOf(request.horizon), model);
    const auto& in = *world.inputs;
    const double scale = request.annualised ? std::sqrt(kYear) : 1.0;
    Table::Texts symbol;
    Table::Numbers risk, blend;
    Table::Integers history;
    for (std::size_t i = 0; i < in.stockCount(); ++i) {
        if (std::isnan(in.close.at(*row, i))) continue;
        std::int64_t sessions = 0;
        for (std::size_t r = in.first_model_row + 1; r <= *row; ++r)
            sessions += std::isnan(world.joint_returns.fit.residuals.at(r, i)) ? 0 : 1;
        symbol.push_back(in.stocks[i].symbol);
        risk.push_back(model.specific.risk[i] * scale);
        history.push_back(sessions);
        blend.push_back(model.specific.blend[i]);
    }
    Table table;
    table.add("date", Table::Dates(symbol.size(), in.sessions[*row]));
    table.add("symbol", std::move(symbol));
    table.add("specific_risk", std::move(risk));
    table.add("history_days", std::move(history));
    table.add("blend", std::move(blend));
    return table;
}

namespace {

/// Weights by column. Unknown symbols are named; all unknown is an error.
Result<std::vector<double>> weightsOf(const ModelInputs& in, const kit::Keyed<double>& given,
                                      const char* pointer, kit::Call& call) {
    std::vector<double> out(in.stockCount(), 0.0);
    Value::Array unknown;
    for (const auto& [symbol, weight] : given.items) {
        const auto column = in.columnOf(symbol);
        if (column == in.stockCount())
            unknown.emplace_back(symbol);
        else
            out[column] += weight;
    }
    if (!given.items.empty() && unknown.size() == given.items.size())
        return fail(ErrorCode::NotComputable, "none of the symbols is in the model", pointer);
    if (!unknown.empty())
        call.warn("unknown_symbols", pointer, "symbols that the model does not cover were left out",
                  Value::Object{{"symbols", unknown}});
    return out;
}

Result<std::vector<double>> benchmarkOf(const ModelInputs& in, const Value& given, std::size_t row,
                                        kit::Call& call) {
    if (given.isNull()) return std::vector<double>{};
    if (const auto* object = given.as<Value::Object>()) {
        kit::Keyed<double> weights;
        for (const auto& [symbol, value] : *object) {
            const auto* real = value.as<double>();
            const auto* whole = value.as<std::int64_t>();
            if (!real && !whole)
                return fail(ErrorCode::InvalidArgument, "a weight must be a number", "/benchmark/" + symbol);
            weights[symbol] = real ? *real : static_cast<double>(*whole);
        }
        return weightsOf(in, weights, "/benchmark", call);
    }
    const auto* name = given.as<std::string>();
    if (!name || *name != in.universe.name)
        return fail(ErrorCode::InvalidArgument,
                    "benchmark must be \"" + in.universe.name + "\" or {symbol: weight}", "/benchmark");
    std::vector<double> out(in.stockCount(), 0.0);
    double total = 0;
    for (std::size_t i = 0; i < out.size(); ++i)
        if (in.in_universe.row(row)[i]) total += out[i] = in.market_cap.at(row, i);
    for (auto& weight : out)
        weight /= total;
    return out;
}

RiskResult present(const FactorWorld& world, const RiskModel& model, const PortfolioRisk& risk,
                   std::span<const double> active) {
    const double year = std::sqrt(kYear);
    RiskResult out;
    out.date = world.inputs->sessions[model.row];
    out.total_volatility = risk.sigma * year;
    out.factor_volatility = std::sqrt(std::max(risk.factor_variance, 0.0)) * year;
    out.specific_volatility = std::sqrt(std::max(risk.specific_variance, 0.0)) * year;
    const auto share = [&](double part) { return risk.sigma > 0 ? part / risk.sigma : kMissing; };
    for (std::size_t k = 0; k < risk.exposure.size(); ++k) {
        if (risk.exposure[k] == 0 || std::isnan(model.covariance.at(k, k))) continue;
        out.contributions.push_back({world.joint_returns.factors[k], risk.exposure[k],
                                     std::sqrt(model.covariance.at(k, k)) * year,
                                     risk.factor_contribution[k] * year, share(risk.factor_contribution[k])});
    }
    out.contributions.push_back({"specific", kMissing, out.specific_volatility,
                                 risk.specific_contribution * year, share(risk.specific_contribution)});
    for (std::size_t i = 0; i < active.size(); ++i)
        if (active[i] != 0)
            out.positions.push_back({world.inputs->stocks[i].symbol, active[i], risk.marginal[i] * year,
                                     risk.name_contribution[i] * year});
    return out;
}

} // namespace

Result<RiskResult> answerRisk(const FactorWorld& world, const RiskRequest& request, kit::Call& call) {
    const auto& in = *world.inputs;
    const auto row = modelRow(world, request.date, call);
    if (!row) return kit::failAs(row);
    const auto weights = weightsOf(in, request.weights, "/weights", call);
    if (!weights) return kit::failAs(weights);
    const auto benchmark = benchmarkOf(in, request.benchmark, *row, call);
    if (!benchmark) return kit::failAs(benchmark);
    describe(request.horizon, call);
    RiskModel model;
    model.row = *row;
    model.covariance = covarianceAt(world, *row, horizonOf(request.horizon), call);
    addSpecific(world, horizonOf(request.horizon), model);
    dropYoungStyles(world, model, call);
    const auto risk =
        portfolioRisk(model.section, model.covariance.view(), model.specific.risk, *weights, *benchmark);
    if (std::isnan(risk.sigma))
        return fail(ErrorCode::NotComputable,
                    "the portfolio is exposed to a factor without a risk at that date");
    Value::Array left_out;
    for (const auto i : risk.left_out)
        left_out.emplace_back(in.stocks[i].symbol);
    if (!left_out.empty())
        call.warn("positions_left_out", "/data/positions",
                  "positions without exposures at that date do not count",
                  Value::Object{{"symbols", left_out}});
    std::vector<double> active = *weights;
    for (std::size_t i = 0; i < benchmark->size(); ++i)
        active[i] -= (*benchmark)[i];
    for (const auto i : risk.left_out)
        active[i] = 0;
    call.method("contributions",
                "Euler: exposure times (covariance x exposures), over the total; they add up to it");
    auto out = present(world, model, risk, active);
    out.horizon = request.horizon;
    return out;
}

} // namespace nautilus::factor
