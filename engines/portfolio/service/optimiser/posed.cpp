#include "engines/portfolio/service/optimiser/posed.h"

#include "engines/numerics/moments.h"
#include "engines/portfolio/kernel/optimiser/estimates.h"
#include "engines/portfolio/service/optimiser/expectations.h"
#include "engines/portfolio/service/optimiser/model_history.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kYear = 252;
constexpr int kOldModelDays = 7;

Index indexOf(const std::vector<ViewedAsset>& assets, const std::string& symbol) {
    const auto found = std::ranges::find(assets, symbol, &ViewedAsset::symbol);
    return found == assets.end() ? -1 : static_cast<Index>(found - assets.begin());
}

class Poser {
public:
    Poser(const OptimiserSources& from, const OptimiserProblem& request, kit::Call& call, PosedProblem& out)
        : from_(from), request_(request), config_(request.optimization_config), call_(call), out_(out) {}

    Result<void> run(bool invested) {
        auto& problem = out_.problem;
        out_.horizon = config_.cost_horizon;
        out_.risk_free = config_.risk_free_rate;
        if (config_.covariance == "factor_model" || config_.expected_returns == "factor_model" ||
            !request_.constraints.factor_exposures.items.empty())
            if (auto cut = readModel(); !cut) return cut;
        problem.securities = static_cast<Index>(out_.view.assets.size());
        problem.with_cash = !invested && !request_.constraints.fully_invested;
        if (problem.with_cash) out_.cash = problem.securities;
        placeBenchmark();
        readBenchmark();
        if (auto set = setCovariance(); !set) return set;
        if (!out_.view.market.empty()) {
            const auto betas = betasTo(out_.view.market, out_.view.returns.view());
            out_.betas.assign(betas.begin(), betas.end());
        }
        if (auto set = setReturns(); !set) return set;
        setHoldings();
        return addLimits(out_, request_, call_);
    }

private:
    Result<void> readModel() {
        if (!from_.model) return fail(ErrorCode::Unavailable, "the risk model is not there yet", "", true);
        std::vector<domain::InstrumentId> ids;
        for (const auto& asset : out_.view.assets)
            ids.push_back(asset.instrument);
        auto cut = from_.model->cut(ids, out_.view.as_of);
        if (!cut) return kit::failAs(cut);
        out_.model = std::move(*cut);
        for (const auto& warning : out_.model.warnings)
            call_.warn(warning.code, "/data/exposures", warning.message);
        if (out_.model.date < out_.view.as_of.plusDays(-kOldModelDays))
            call_.warn("old_risk_model", "/data/exposures",
                       "the risk model ends on " + out_.model.date.iso() + ": that is the one used");
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (std::isnan(out_.model.specific[i]))
                return fail(ErrorCode::NotComputable,
                            "the risk model does not cover " + out_.view.assets[i].symbol +
                                ": ask for something else than factor_model, or leave the symbol out",
                            modelPointer());
        return {};
    }

    /// The field that asks for the model.
    [[nodiscard]] const char* modelPointer() const {
        if (config_.covariance == "factor_model") return "/optimization_config/covariance";
        return config_.expected_returns == "factor_model" ? "/optimization_config/expected_returns"
                                                          : "/constraints/factor_exposures";
    }

    /// What a benchmark that cannot be held is exposed to, where there is a model.
    void readBenchmark() {
        if (out_.shadow < 0 || out_.model.factors.empty()) return;
        auto risk = benchmarkRiskOf(from_, out_, request_.objective.benchmark.value_or(""));
        if (!risk) return;
        out_.benchmark_exposures = std::move(risk->exposures);
        benchmark_specific_ = risk->specific;
        call_.method("benchmark_exposures", risk->how);
    }

    /// A benchmark whose holdings can all be held is a vector of weights; any other is a variable that is 0.
    void placeBenchmark() {
        auto& problem = out_.problem;
        if (out_.view.benchmark.empty()) return;
        const auto& weights = out_.view.benchmark_weights;
        const auto own = indexOf(out_.view.assets, request_.objective.benchmark.value_or(""));
        VectorXd vector = VectorXd::Zero(problem.securities + (out_.cash >= 0 ? 1 : 0));
        bool inside = own >= 0 || !weights.empty();
        if (own >= 0)
            vector[own] = 1;
        else
            for (const auto& [symbol, weight] : weights) {
                const auto at = symbol == "cash" ? out_.cash : indexOf(out_.view.assets, symbol);
                inside = inside && (at >= 0 || std::abs(weight) < 1e-12);
                if (at >= 0) vector[at] = weight;
            }
        if (!inside) {
            problem.shadows = 1;
            out_.shadow = vector.size();
            vector = VectorXd::Zero(vector.size() + 1);
            vector[out_.shadow] = 1;
        }
        problem.benchmark = std::move(vector);
    }

    Result<void> setCovariance() {
        auto& problem = out_.problem;
        const auto& view = out_.view;
        if (config_.covariance == "factor_model") {
            setModelCovariance();
            return {};
        }
        auto columns = view.returns;
        if (problem.shadows > 0) {
            columns = domain::Matrix(view.returns.rows(), view.returns.columns() + 1);
            for (std::size_t t = 0; t < columns.rows(); ++t) {
                std::ranges::copy(view.returns.row(t), columns.row(t).begin());
                columns.at(t, view.returns.columns()) = view.benchmark[t];
            }
        }
        const auto form = covarianceOf(config_.covariance, columns.view());
        if (!form.dense.allFinite())
            return fail(ErrorCode::NotComputable,
                        "the covariance cannot be estimated: a symbol's price does not move",
                        "/optimization_config/covariance");
        problem.covariance = problem.shadows > 0 ? withCashBetween(form) : withRiskless(form, out_.cash >= 0);
        return {};
    }

    /// The benchmark behind the securities, where its exposures are known.
    void setModelCovariance() {
        auto& problem = out_.problem;
        if (problem.shadows > 0 && out_.benchmark_exposures.empty()) {
            call_.warn("no_benchmark_risk", "/data/expected_performance/tracking_error",
                       "the risk model does not know the benchmark, and too few of its returns are known: no "
                       "tracking error");
            dropShadow();
        }
        const auto& cut = out_.model;
        const auto n = problem.securities, k = static_cast<Index>(cut.factors.size());
        const auto exposures = MatrixXd::NullaryExpr(n + problem.shadows, k, [&](Index i, Index j) {
            const auto column = static_cast<std::size_t>(j);
            return i < n ? cut.exposures.at(static_cast<std::size_t>(i), column)
                         : out_.benchmark_exposures[column];
        });
        const auto covariance = MatrixXd::NullaryExpr(k, k, [&](Index i, Index j) {
            return cut.covariance.at(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) * kYear;
        });
        const auto specific = VectorXd::NullaryExpr(n + problem.shadows, [&](Index i) {
            const double deviation = i < n ? cut.specific[static_cast<std::size_t>(i)] : benchmark_specific_;
            return deviation * deviation * kYear;
        });
        const auto form = numerics::CovarianceForm::ofFactorModel(exposures, covariance, specific);
        problem.covariance = problem.shadows > 0 ? withCashBetween(form) : withRiskless(form, out_.cash >= 0);
    }

    void dropShadow() {
        out_.problem.shadows = 0;
        out_.problem.benchmark.reset();
        out_.shadow = -1;
    }

    /// Estimated with the benchmark behind the securities, where the problem has cash.
    [[nodiscard]] numerics::CovarianceForm withCashBetween(const numerics::CovarianceForm& form) const {
        const auto wide = withRiskless(form, out_.cash >= 0);
        std::vector<Index> order;
        for (Index i = 0; i < out_.problem.securities; ++i)
            order.push_back(i);
        if (out_.cash >= 0) order.push_back(out_.problem.securities + 1);
        order.push_back(out_.problem.securities);
        return wide.of(order);
    }

    Result<void> setReturns() {
        auto& problem = out_.problem;
        const auto& view = out_.view;
        const auto returns = view.returns.view();
        VectorXd mean;
        if (config_.expected_returns == "historical")
            mean = meanReturns(returns);
        else if (config_.expected_returns == "shrunk")
            mean = shrunkReturns(returns);
        else if (config_.expected_returns == "given") {
            if (auto given = givenReturns(mean); !given) return given;
        } else if (config_.expected_returns == "factor_model") {
            auto premia = premiaOf(*from_.model, out_);
            if (!premia) return kit::failAs(premia);
            mean = std::move(*premia);
        } else if (config_.expected_returns == "equilibrium") {
            auto implied = equilibriumReturns(out_, request_, call_);
            if (!implied) return kit::failAs(implied);
            mean = std::move(*implied);
        } else if (view.market.empty())
            return fail(ErrorCode::NotComputable, "there is no market to measure betas against",
                        "/objective/market");
        else
            mean = capmReturns(view.market, returns, config_.risk_free_rate);
        problem.expected_return = VectorXd::Zero(problem.variables());
        problem.expected_return.head(problem.securities) = mean;
        if (out_.cash >= 0) problem.expected_return[out_.cash] = config_.risk_free_rate;
        if (out_.shadow >= 0) {
            double sum = 0;
            for (const double r : view.benchmark)
                sum += r;
            problem.expected_return[out_.shadow] = kYear * sum / static_cast<double>(view.benchmark.size());
        }
        return {};
    }

    Result<void> givenReturns(VectorXd& out) {
        out = VectorXd::Zero(out_.problem.securities);
        kit::Errors errors;
        for (Index i = 0; i < out.size(); ++i) {
            const auto& symbol = out_.view.assets[static_cast<std::size_t>(i)].symbol;
            if (const auto* value = config_.given_returns.find(symbol))
                out[i] = *value;
            else
                errors.push_back({ErrorCode::InvalidArgument, "no return is given for " + symbol,
                                  "/optimization_config/given_returns/" + symbol});
        }
        if (!errors.empty()) return tl::unexpected<kit::Errors>(std::move(errors));
        return {};
    }

    void setHoldings() {
        auto& problem = out_.problem;
        if (!out_.view.holds) return;
        const Index n = problem.securities;
        problem.held = VectorXd::Zero(n);
        problem.leaving = out_.view.leaving;
        for (Index i = 0; i < n; ++i)
            (*problem.held)[i] = out_.view.assets[static_cast<std::size_t>(i)].held;
        if (config_.transaction_costs > 0)
            problem.buy_cost = problem.sell_cost =
                VectorXd::Constant(n, config_.transaction_costs / out_.horizon);
        if (config_.market_impact <= 0) return;
        if (std::isnan(out_.view.value)) {
            call_.warn("no_market_impact", "/data/expected_performance/cost",
                       "without a portfolio's value the impact of its trades is not known: 0");
            return;
        }
        problem.impact = VectorXd::Zero(n);
        for (Index i = 0; i < n; ++i) {
            const auto& asset = out_.view.assets[static_cast<std::size_t>(i)];
            const double daily = std::sqrt(problem.covariance.variances()[i] / kYear);
            if (asset.daily_value > 0)
                problem.impact[i] = config_.market_impact * daily *
                                    std::sqrt(out_.view.value / asset.daily_value) / out_.horizon;
            else
                call_.warn("no_market_impact", "/data/expected_performance/cost",
                           asset.symbol + " has no traded value: no impact");
        }
    }

    const OptimiserSources& from_;
    const OptimiserProblem& request_;
    const OptimiserConfig& config_;
    kit::Call& call_;
    PosedProblem& out_;
    double benchmark_specific_ = 0; ///< deviation per session
};

} // namespace

std::string PosedProblem::nameOf(Index variable) const {
    if (variable == cash) return "cash";
    if (variable == shadow) return "benchmark";
    return view.assets[static_cast<std::size_t>(variable)].symbol;
}

kit::Keyed<double> PosedProblem::bySymbol(const VectorXd& weights) const {
    kit::Keyed<double> out;
    for (Index i = 0; i < weights.size(); ++i)
        if (i != shadow) out.items.emplace_back(nameOf(i), weights[i]);
    return out;
}

ViewQuestion viewQuestion(const OptimiserProblem& request) {
    ViewQuestion out;
    out.portfolio_id = request.portfolio_id;
    out.universe = request.universe;
    out.lookback = request.optimization_config.lookback_period;
    out.market = request.objective.market;
    out.benchmark = request.objective.benchmark.value_or("");
    out.as_of = request.as_of;
    for (const auto& [symbol, weight] : request.current_weights.items)
        out.given_weights[symbol] = weight;
    return out;
}

Result<PosedProblem> posedFrom(const OptimiserSources& from, MarketView view, const OptimiserProblem& request,
                               bool invested, kit::Call& call) {
    PosedProblem out;
    out.view = std::move(view);
    if (auto posed = Poser(from, request, call, out).run(invested); !posed) return kit::failAs(posed);
    return out;
}

Result<PosedProblem> pose(const OptimiserSources& from, const OptimiserProblem& request, bool invested,
                          kit::Call& call) {
    auto view = viewOf(from.market, from.books, viewQuestion(request), call);
    if (!view) return kit::failAs(view);
    return posedFrom(from, std::move(*view), request, invested, call);
}

} // namespace nautilus::portfolio
