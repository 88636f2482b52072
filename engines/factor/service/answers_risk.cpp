#include "engines/factor/kernel/joint.h"
#include "engines/factor/kernel/portfolio_risk.h"
#include "engines/factor/kernel/statistical_model.h"
#include "engines/factor/service/answers.h"
#include "engines/factor/service/risk_model.h"
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

namespace {

constexpr double kYear = 252.0;

Result<std::size_t> modelRow(const FactorWorld& world, const std::optional<SessionDate>& date,
                             bool statistical, kit::Call& call) {
    const auto row = rowOf(*world.inputs, date, {}, call);
    if (!row) return row;
    if (!riskModelExists(world, *row, statistical))
        return fail(ErrorCode::NotComputable,
                    statistical ? "fewer than 60 sessions of returns exist at that date"
                                : "fewer than 60 sessions of factor returns exist at that date",
                    "/date");
    warnOfUniverse(*world.inputs, call);
    return row;
}

void describe(const RiskSettings& settings, kit::Call& call) {
    const std::string lags = settings.newey_west ? "Newey-West lags 5 and 2" : "no Newey-West lags";
    call.method("covariance",
                (settings.horizon == RiskHorizon::Long ? "volatility half-life 252, correlation 504, "
                                                       : "volatility half-life 84, correlation 504, ") +
                    lags);
    if (settings.statistical)
        call.method("model", "principal components of standardised returns above the Marchenko-Pastur edge");
    call.method("specific_risk",
                std::string(settings.newey_west ? "time series with Newey-West" : "time series") +
                    (settings.structural && !settings.statistical
                         ? ", blended with a structural model for short histories"
                         : ""));
    if (settings.shrinkage) call.method("shrinkage", "towards the mean of the tenth by cap, q = 0.1");
    if (settings.eigenfactor)
        call.method("eigenfactor", "v of " + std::to_string(settings.simulations) +
                                       " simulated histories, without gaps and scaling");
    if (settings.volatility_regime)
        call.method("volatility_regime",
                    settings.horizon == RiskHorizon::Long ? "half-life 168" : "half-life 42");
}

/// The model that the request asks for, with its notes as warnings.
Result<RiskModel> modelOf(const FactorWorld& world, const RiskChoice& choice,
                          const std::optional<SessionDate>& date, const char* pointer,
                          const ParallelFor& parallel, kit::Call& call) {
    const auto settings = riskSettings(choice);
    if (!settings) return kit::failAs(settings);
    const auto row = modelRow(world, date, settings->statistical, call);
    if (!row) return kit::failAs(row);
    describe(*settings, call);
    auto model = buildRiskModel(world, *row, *settings, parallel);
    if (model.factors.empty())
        return fail(ErrorCode::NotComputable,
                    "fewer than two stocks have a return on every session of the window", "/date");
    for (const auto& note : model.notes)
        call.warn(note.code, pointer, note.message);
    return model;
}

} // namespace

Result<Table> answerCovariance(const FactorWorld& world, const CovarianceRequest& request, kit::Call& call,
                               const ParallelFor& parallel) {
    const auto model = modelOf(world, request, request.date, "/data", parallel, call);
    if (!model) return kit::failAs(model);
    const Matrix& covariance = model->covariance;
    const double scale = request.annualised ? kYear : 1.0;
    std::vector<std::size_t> kept; // factors with enough returns
    for (std::size_t k = 0; k < covariance.rows(); ++k)
        if (!std::isnan(covariance.at(k, k)))
            kept.push_back(k);
        else if (!model->factors[k].starts_with("industry:")) // an industry that no stock is in is no loss
            call.warn("factor_without_history", "/data/rows",
                      model->factors[k] + " has too few returns at that date and is left out");
    Table::Texts name;
    for (const auto k : kept)
        name.push_back(model->factors[k]);
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

Result<Table> answerSpecificRisk(const FactorWorld& world, const CovarianceRequest& request, kit::Call& call,
                                 const ParallelFor& parallel) {
    const auto model = modelOf(world, request, request.date, "/data", parallel, call);
    if (!model) return kit::failAs(model);
    const auto& in = *world.inputs;
    const double scale = request.annualised ? std::sqrt(kYear) : 1.0;
    const bool shrunk = !model->specific.shrinkage.empty();
    Table::Texts symbol;
    Table::Numbers risk, blend, pull;
    Table::Integers history;
    for (std::size_t i = 0; i < in.stockCount(); ++i) {
        if (std::isnan(in.close.at(model->row, i))) continue;
        symbol.push_back(in.stocks[i].symbol);
        risk.push_back(model->specific.risk[i] * scale);
        history.push_back(model->history[i]);
        blend.push_back(model->specific.blend[i]);
        if (shrunk) pull.push_back(model->specific.shrinkage[i]);
    }
    Table table;
    table.add("date", Table::Dates(symbol.size(), in.sessions[model->row]));
    table.add("symbol", std::move(symbol));
    table.add("specific_risk", std::move(risk));
    table.add("history_days", std::move(history));
    table.add("blend", std::move(blend));
    if (shrunk) table.add("shrinkage", std::move(pull));
    return table;
}

Result<Table> answerRiskExposures(const FactorWorld& world, const RiskExposuresRequest& request,
                                  kit::Call& call, const ParallelFor& parallel) {
    const RiskChoice choice{request.horizon, request.model, {"none"}};
    const auto model = modelOf(world, choice, request.date, "/data", parallel, call);
    if (!model) return kit::failAs(model);
    const auto& in = *world.inputs;
    const auto stocks = stocksOf(in, request.symbols, model->row, call);
    if (!stocks) return kit::failAs(stocks);
    Table::Texts symbol;
    for (const auto i : *stocks)
        symbol.push_back(in.stocks[i].symbol);
    Table table;
    table.add("date", Table::Dates(symbol.size(), in.sessions[model->row]));
    table.add("symbol", std::move(symbol));
    for (std::size_t k = 0; k < model->factors.size(); ++k) {
        if (std::isnan(model->covariance.at(k, k))) continue; // no risk, no column
        Table::Numbers cells;
        for (const auto i : *stocks)
            cells.push_back(model->exposures.at(i, k));
        table.add(model->factors[k], std::move(cells));
    }
    call.method("exposures", "a stock without exposures is not covered by the model: null");
    return kit::paged(std::move(table), request.limit, request.cursor);
}

namespace {

/// Those asked for among the model's; without a choice all that `by_default` takes.
template <class Default>
Result<std::vector<std::size_t>> mimickedFactors(const std::vector<std::string>& names,
                                                 const MimickingRequest& request, const Default& by_default) {
    std::vector<std::size_t> out;
    for (std::size_t w = 0; w < request.factors.size(); ++w) {
        const auto at = std::ranges::find(names, request.factors[w]);
        if (at == names.end())
            return fail(ErrorCode::InvalidArgument, "the model has no factor " + request.factors[w],
                        "/factors/" + std::to_string(w));
        out.push_back(static_cast<std::size_t>(at - names.begin()));
    }
    for (std::size_t k = 0; request.factors.empty() && k < names.size(); ++k)
        if (by_default(k)) out.push_back(k);
    return out;
}

/// Weights (factors x stocks) of the chosen factors. All portfolios of a model hold the same stocks.
Table portfoliosOf(const ModelInputs& in, std::size_t row, const Matrix& weights,
                   const std::vector<std::string>& names, const std::vector<std::size_t>& factors,
                   kit::Call& call) {
    Table::Texts symbol;
    std::vector<std::size_t> held;
    for (std::size_t i = 0; i < in.stockCount() && weights.rows() > 0; ++i)
        if (weights.at(0, i) != 0.0 && !std::isnan(weights.at(0, i))) {
            held.push_back(i);
            symbol.push_back(in.stocks[i].symbol);
        }
    Table table;
    table.add("date", Table::Dates(held.size(), in.sessions[row]));
    table.add("symbol", std::move(symbol));
    for (const auto k : factors) {
        Table::Numbers cells;
        for (const auto i : held)
            cells.push_back(weights.at(k, i));
        if (!held.empty() && std::isnan(cells.front()))
            call.warn("factor_takes_no_part", "/data/rows",
                      names[k] + " takes no part in the fit of that session");
        table.add(names[k], std::move(cells));
    }
    return table;
}

Result<Table> statisticalPortfolios(const FactorWorld& world, const MimickingRequest& request,
                                    kit::Call& call, const ParallelFor& parallel) {
    const RiskChoice choice{request.horizon, request.model, {"none"}};
    const auto model = modelOf(world, choice, request.date, "/data", parallel, call);
    if (!model) return kit::failAs(model);
    const auto factors = mimickedFactors(model->factors, request, [](std::size_t) { return true; });
    if (!factors) return kit::failAs(factors);
    call.method("weights", "rows of (X'D^-1 X)^-1 X'D^-1: exposure 1 to the component, 0 to the others, and "
                           "the least specific risk of all such portfolios");
    const Matrix weights = mimickingPortfolios(model->exposures.view(), model->specific.risk);
    if (std::isnan(weights.at(0, 0)))
        return fail(ErrorCode::NotComputable,
                    "the stocks with exposures and specific risk cannot tell the components apart", "/date");
    return portfoliosOf(*world.inputs, model->row, weights, model->factors, *factors, call);
}

Result<Table> fundamentalPortfolios(const FactorWorld& world, const MimickingRequest& request,
                                    kit::Call& call) {
    const auto& in = *world.inputs;
    const auto row = rowOf(in, request.date, {}, call);
    if (!row) return kit::failAs(row);
    if (*row < in.first_model_row)
        return fail(ErrorCode::NotComputable, "there is no model yet at that date", "/date");
    warnOfUniverse(in, call);
    const auto& names = world.joint_returns.factors;
    const auto factors = mimickedFactors(
        names, request, [&](std::size_t k) { return k == 0 || names[k].starts_with("style:"); });
    if (!factors) return kit::failAs(factors);
    const auto now = sectionAt(world, *row);
    // The portfolios do not depend on the returns: every name of the universe with exposures takes part.
    const std::vector<double> still(in.stockCount(), 0.0);
    now->section.returns = still;
    JointEstimator estimator;
    (void)estimator.fit(now->section, {}, {});
    call.method("weights",
                "rows of (X'WX)^-1 X'W under the industry constraint: exposure 1 to the factor, 0 to "
                "the others; times the next session's returns they give the factor's return");
    return portfoliosOf(in, *row, estimator.purePortfolios(), names, *factors, call);
}

} // namespace

Result<Table> answerMimicking(const FactorWorld& world, const MimickingRequest& request, kit::Call& call,
                              const ParallelFor& parallel) {
    auto table = request.model == "statistical" ? statisticalPortfolios(world, request, call, parallel)
                                                : fundamentalPortfolios(world, request, call);
    if (!table) return table;
    return kit::paged(std::move(*table), request.limit, request.cursor);
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

double orMissing(double above, double below) {
    return below > 0 ? above / below : kMissing;
}

void addFactors(const RiskModel& model, const PortfolioRisk& risk, RiskResult& out) {
    const double year = std::sqrt(kYear);
    for (std::size_t k = 0; k < risk.exposure.size(); ++k) {
        if (risk.exposure[k] == 0 || std::isnan(model.covariance.at(k, k))) continue;
        const double deviation = std::sqrt(model.covariance.at(k, k));
        const double marginal = risk.factor_contribution[k] / risk.exposure[k];
        out.contributions.push_back({model.factors[k], risk.exposure[k], deviation * year,
                                     orMissing(marginal, deviation), risk.factor_contribution[k] * year,
                                     marginal * year, orMissing(risk.factor_contribution[k], risk.sigma)});
    }
    const double specific = std::sqrt(std::max(risk.specific_variance, 0.0));
    out.contributions.push_back({"specific", kMissing, specific * year, orMissing(specific, risk.sigma),
                                 risk.specific_contribution * year, kMissing,
                                 orMissing(risk.specific_contribution, risk.sigma)});
}

/// Volatility of one stock alone.
double stockDeviation(const RiskModel& model, std::size_t i) {
    double variance = model.specific.risk[i] * model.specific.risk[i];
    const auto x = model.exposures.row(i);
    for (std::size_t k = 0; k < x.size(); ++k)
        for (std::size_t l = 0; l < x.size(); ++l)
            if (x[k] != 0 && x[l] != 0) variance += x[k] * model.covariance.at(k, l) * x[l];
    return std::sqrt(variance);
}

RiskResult present(const FactorWorld& world, const RiskModel& model, const PortfolioRisk& risk,
                   std::span<const double> active) {
    const double year = std::sqrt(kYear);
    RiskResult out;
    out.date = world.inputs->sessions[model.row];
    out.total_volatility = risk.sigma * year;
    out.factor_volatility = std::sqrt(std::max(risk.factor_variance, 0.0)) * year;
    out.specific_volatility = std::sqrt(std::max(risk.specific_variance, 0.0)) * year;
    out.factor_regime = model.factor_regime;
    out.specific_regime = model.specific_regime;
    addFactors(model, risk, out);
    for (std::size_t i = 0; i < active.size(); ++i)
        if (active[i] != 0) {
            const double own = stockDeviation(model, i);
            out.positions.push_back({world.inputs->stocks[i].symbol, active[i], own * year,
                                     orMissing(risk.marginal[i], own), risk.marginal[i] * year,
                                     risk.name_contribution[i] * year});
        }
    return out;
}

} // namespace

Result<RiskResult> answerRisk(const FactorWorld& world, const RiskRequest& request, kit::Call& call,
                              const ParallelFor& parallel) {
    const auto& in = *world.inputs;
    const auto weights = weightsOf(in, request.weights, "/weights", call);
    if (!weights) return kit::failAs(weights);
    const auto model = modelOf(world, request, request.date, "/data/contributions", parallel, call);
    if (!model) return kit::failAs(model);
    const auto benchmark = benchmarkOf(in, request.benchmark, model->row, call);
    if (!benchmark) return kit::failAs(benchmark);
    const auto risk = portfolioRisk(model->exposures.view(), model->covariance.view(), model->specific.risk,
                                    *weights, *benchmark);
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
                "Euler: exposure times (covariance x exposures), over the total; they add up "
                "to it; the same as exposure x volatility x correlation");
    auto out = present(world, *model, risk, active);
    out.horizon = request.horizon;
    out.model = request.model;
    return out;
}

} // namespace nautilus::factor
