// A portfolio with wanted exposures: least sum of squared misses and weighed active variance, within limits.

#include "engines/factor/contract/named_styles.h"
#include "engines/portfolio/service/optimiser/figures.h"
#include "engines/portfolio/service/optimiser/model_history.h"
#include "engines/portfolio/service/optimiser/optimiser_desk.h"

#include "engines/domain/calendar.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kHeld = 1e-6, kYear = 252;
constexpr int kPremiumSessions = 252;

/// A factor's exposures as asked for, one per variable, and its parts in the model.
struct WantedFactor {
    std::string name;
    double target = 0;
    VectorXd exposure;
    std::vector<std::pair<std::size_t, double>> parts; ///< factor of the model, weight
};

Result<std::vector<WantedFactor>> wantedFactors(const PosedProblem& posed, const kit::Keyed<double>& wanted) {
    const auto& model = posed.model;
    std::vector<WantedFactor> out;
    for (const auto& [name, target] : wanted.items) {
        auto parts = factor::namedStyle(name);
        const auto own = "style:" + name;
        if (parts.empty()) parts = {{own}};
        WantedFactor one{name, target, VectorXd::Zero(posed.problem.variables()), {}};
        for (const auto& part : parts) {
            const auto found = std::ranges::find(model.factors, part.factor);
            if (found == model.factors.end())
                return fail(ErrorCode::InvalidArgument, "no factor of the risk model",
                            "/factor_exposures/" + name);
            one.parts.emplace_back(static_cast<std::size_t>(found - model.factors.begin()),
                                   part.sign / static_cast<double>(parts.size()));
        }
        for (Index i = 0; i < posed.problem.securities; ++i)
            for (const auto& [k, weight] : one.parts)
                one.exposure[i] += weight * model.exposures.at(static_cast<std::size_t>(i), k);
        out.push_back(std::move(one));
    }
    return out;
}

/// Squared misses are variance along the exposures: they go into the covariance.
PortfolioProblem withMisses(const PosedProblem& posed, const std::vector<WantedFactor>& wanted,
                            double aversion, Goal& goal) {
    auto out = posed.problem;
    const VectorXd& benchmark = *out.benchmark;
    goal = {1, -aversion * posed.problem.covariance.times(benchmark), {}, true};
    out.limited_covariance = std::make_shared<numerics::CovarianceForm>(posed.problem.covariance);
    out.covariance = posed.problem.covariance.scaled(aversion);
    const Index before = out.covariance.factors.cols();
    out.covariance.factors.conservativeResize(Eigen::NoChange, before + static_cast<Index>(wanted.size()));
    for (std::size_t f = 0; f < wanted.size(); ++f) {
        const auto& one = wanted[f];
        const double centre = one.target + one.exposure.dot(benchmark);
        out.covariance.factors.col(before + static_cast<Index>(f)) = std::sqrt(2.0) * one.exposure;
        goal.linear -= 2 * centre * one.exposure;
    }
    return out;
}

/// Members of a named universe, or symbols.
Result<std::vector<std::string>> symbolsOf(const OptimiserSources& from,
                                           const FactorPortfolioRequest& request, kit::Keyed<double>& caps) {
    if (const auto* list = request.universe.as<kit::Value::Array>()) {
        std::vector<std::string> out;
        for (const auto& each : *list) {
            const auto* symbol = each.as<std::string>();
            if (!symbol)
                return fail(ErrorCode::InvalidArgument, "must hold symbols",
                            "/universe/" + std::to_string(out.size()));
            out.push_back(*symbol);
        }
        return out;
    }
    const auto* named = request.universe.as<std::string>();
    if (!request.universe.isNull() && !named)
        return fail(ErrorCode::InvalidArgument, "must be a name or a list of symbols", "/universe");
    if (!from.model) return fail(ErrorCode::Unavailable, "the risk model is not there yet", "", true);
    const auto name = named ? *named : std::string("SP500");
    const auto members = from.model->universe(name, request.as_of);
    if (!members) return kit::failAs(members);
    std::vector<std::string> out;
    for (const auto& member : *members) {
        out.push_back(member.symbol);
        caps.items.emplace_back(member.symbol, member.market_cap);
    }
    return out;
}

/// The benchmark of a universe: by market value where all of it is known, else equal weights.
VectorXd universeBenchmark(const PosedProblem& posed, const kit::Keyed<double>& caps, std::string& words) {
    const Index n = posed.problem.securities;
    VectorXd out = VectorXd::Zero(posed.problem.variables());
    bool known = !caps.items.empty();
    for (Index i = 0; i < n && known; ++i) {
        const auto* cap = caps.find(posed.nameOf(i));
        known = cap && *cap > 0;
        if (known) out[i] = *cap;
    }
    if (!known) out.head(n).setOnes();
    words = known ? "universe by market value" : "universe, equally weighted";
    return out / out.sum();
}

/// Mean yearly return that the wanted exposures had over the last year; NaN without a history.
double expectedReturn(const OptimiserSources& from, const PosedProblem& posed,
                      const std::vector<WantedFactor>& wanted, const VectorXd& active) {
    auto sessions = domain::NyseCalendar::sessions(posed.model.date.plusDays(-kPremiumSessions * 3 / 2),
                                                   posed.model.date);
    if (sessions.size() > kPremiumSessions)
        sessions.erase(sessions.begin(), sessions.end() - kPremiumSessions);
    const auto factors =
        factorReturns(*from.model, posed.model, sessions, posed.view.assets.front().instrument);
    if (!factors) return domain::kMissing;
    double out = 0;
    for (const auto& one : wanted) {
        double mean = 0;
        for (const auto& [k, weight] : one.parts) {
            const VectorXd column = factors->col(static_cast<Index>(k)); // sessions without a model: NaN
            const std::span<const double> returns(column.data(), static_cast<std::size_t>(column.size()));
            mean += weight * numerics::moments(returns).mean;
        }
        out += kYear * mean * one.exposure.dot(active);
    }
    return out;
}

OptimiserProblem problemOf(const FactorPortfolioRequest& request, std::vector<std::string> universe) {
    OptimiserProblem out;
    out.portfolio_id = request.portfolio_id;
    out.universe = std::move(universe);
    out.constraints = request.constraints;
    out.constraints.sector_neutral = false; // the benchmark comes later
    out.constraints.max_tracking_error.reset();
    out.constraints.fully_invested = true;
    out.optimization_config = request.optimization_config;
    out.optimization_config.covariance = "factor_model";
    out.optimization_config.lookback_period = "3M";
    out.objective.benchmark = request.benchmark;
    out.relax = request.relax;
    out.as_of = request.as_of;
    return out;
}

FactorPortfolioResult told(const SolvedProblem& solved, const std::vector<WantedFactor>& wanted,
                           const VectorXd& active) {
    FactorPortfolioResult out;
    out.portfolio_weights = solved.posed.bySymbol(solved.best.weights);
    std::erase_if(out.portfolio_weights.items,
                  [](const auto& item) { return std::abs(item.second) < kHeld; });
    std::ranges::stable_sort(out.portfolio_weights.items, std::ranges::greater{},
                             [](const auto& item) { return std::abs(item.second); });
    out.positions = static_cast<double>(out.portfolio_weights.items.size());
    for (const auto& one : wanted) {
        out.factor_exposures_achieved.items.emplace_back(one.name, one.exposure.dot(active));
        out.factor_exposures_wanted.items.emplace_back(one.name, one.target);
    }
    out.tracking_error_to_benchmark = std::sqrt(solved.posed.problem.covariance.variance(active));
    out.turnover = solved.posed.problem.turnoverOf(solved.best.weights);
    out.optimization_details = detailsOf(solved, "factor_based");
    out.constraints = constraintsOf(solved);
    out.relaxations = solved.relaxations;
    return out;
}

} // namespace

Result<FactorPortfolioResult> OptimiserDesk::factorPortfolio(const FactorPortfolioRequest& request,
                                                             Call& call) {
    kit::Keyed<double> caps;
    auto symbols = symbolsOf(sources_, request, caps);
    if (!symbols) return kit::failAs(symbols);
    const auto as = problemOf(request, std::move(*symbols));
    auto posed = pose(sources_, as, true, call);
    if (!posed) return kit::failAs(posed);
    if (posed->problem.shadows > 0 || (request.benchmark && !posed->problem.benchmark))
        return fail(ErrorCode::NotComputable, "all holdings of the benchmark must be in the universe",
                    "/benchmark");
    std::string words = request.benchmark.value_or("");
    if (!posed->problem.benchmark) posed->problem.benchmark = universeBenchmark(*posed, caps, words);
    if (request.constraints.sector_neutral)
        if (auto neutral = addNeutralSectors(*posed); !neutral) return kit::failAs(neutral);
    if (const auto& most = request.constraints.max_tracking_error)
        if (auto added = addTrackingError(*posed, *most); !added) return kit::failAs(added);
    const auto wanted = wantedFactors(*posed, request.factor_exposures);
    if (!wanted) return kit::failAs(wanted);
    Goal goal;
    const auto whole = posed->problem;
    posed->problem = withMisses(*posed, *wanted, request.active_risk_aversion, goal);
    auto solved = solveGoal(std::move(*posed), as, goal, call);
    if (!solved) return kit::failAs(solved);
    solved->posed.problem.covariance = whole.covariance;
    const VectorXd active = solved->best.weights - *whole.benchmark;
    auto out = told(*solved, *wanted, active);
    out.benchmark = words;
    out.expected_information_ratio =
        expectedReturn(sources_, solved->posed, *wanted, active) / out.tracking_error_to_benchmark;
    if (std::isnan(out.expected_information_ratio))
        call.warn("no_factor_returns", "/data/expected_information_ratio",
                  "the risk model has no returns of these factors over the last year");
    call.method("benchmark", words);
    call.method("factor_exposures", "active, in standard deviations of the model's universe");
    done(solved->took_ms);
    return out;
}

} // namespace nautilus::portfolio
