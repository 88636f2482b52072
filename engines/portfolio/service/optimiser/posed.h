#pragma once
// A request as a problem that can be solved: expectations from the data, limits with the fields that they
// came from.

#include "engines/factor/contract/model_access.h"
#include "engines/kit/catalog.h"
#include "engines/portfolio/contract/optimisation_request.h"
#include "engines/portfolio/kernel/optimiser/problem.h"
#include "engines/portfolio/service/optimiser/market_view.h"

namespace nautilus::portfolio {

/// Where everything comes from.
struct OptimiserSources {
    marketdata::DailyMarket& market;
    Books& books;
    factor::ModelAccess* model = nullptr;
    kit::Catalog* catalog = nullptr; ///< of volumes inside sessions
};

struct PosedProblem {
    MarketView view;
    PortfolioProblem problem;
    Eigen::Index cash = -1, shadow = -1; ///< variables; shadow: a benchmark that cannot be held
    std::vector<double> betas;           ///< one per security; empty: no market
    double horizon = 1;                  ///< years that costs are spread over
    double risk_free = 0;
    factor::ModelCut model;                  ///< of the securities; empty without
    std::vector<double> benchmark_exposures; ///< to its factors; empty: not known

    /// One value per variable that is no benchmark, by symbol and "cash".
    [[nodiscard]] kit::Keyed<double> bySymbol(const Eigen::VectorXd& weights) const;
    [[nodiscard]] std::string nameOf(Eigen::Index variable) const;
};

/// The question about the market that a request asks.
[[nodiscard]] ViewQuestion viewQuestion(const OptimiserProblem& request);

/// Expectations and limits. `invested`: the method knows no cash. Errors name the field.
[[nodiscard]] kit::Result<PosedProblem> pose(const OptimiserSources& from, const OptimiserProblem& request,
                                             bool invested, kit::Call& call);

/// pose() in two: the data first, then as many problems as wanted.
[[nodiscard]] kit::Result<PosedProblem> posedFrom(const OptimiserSources& from, MarketView view,
                                                  const OptimiserProblem& request, bool invested,
                                                  kit::Call& call);

/// The limits of a request; in limits_of.cpp.
[[nodiscard]] kit::Result<void> addLimits(PosedProblem& posed, const OptimiserProblem& request,
                                          kit::Call& call);

/// Every sector weighs what it does in the problem's benchmark. NotComputable "/constraints/sector_neutral"
/// where its holdings are not all securities of the problem.
[[nodiscard]] kit::Result<void> addNeutralSectors(PosedProblem& posed);
/// At most that far from the benchmark, as standard deviation per year.
[[nodiscard]] kit::Result<void> addTrackingError(PosedProblem& posed, double most);

} // namespace nautilus::portfolio
