#pragma once
// The optimiser's operations. All block where prices are not kept yet: for a driver or a worker.

#include "engines/kit/ports.h"
#include "engines/portfolio/contract/optimisation_answer.h"
#include "engines/portfolio/service/optimiser/posed.h"

#include <map>
#include <mutex>

namespace nautilus::portfolio {

class OptimiserDesk {
public:
    OptimiserDesk(marketdata::DailyMarket& market, Books& books, kit::Clock& clock)
        : sources_{market, books, nullptr}, clock_(clock) {}
    /// Before the first question.
    void useModel(factor::ModelAccess& model) { sources_.model = &model; }

    kit::Result<OptimiseResult> optimise(const OptimiseRequest& request, kit::Call& call);
    kit::Result<DiagnoseResult> diagnosed(const OptimiseRequest& request, kit::Call& call);
    kit::Result<FrontierResult> frontierOf(const FrontierRequest& request, kit::Call& call);
    kit::Result<CompareMethodsResult> compare(const CompareMethodsRequest& request, kit::Call& call);
    kit::Result<RiskParityResult> riskParity(const RiskParityRequest& request, kit::Call& call);
    kit::Result<FactorPortfolioResult> factorPortfolio(const FactorPortfolioRequest& request,
                                                       kit::Call& call);

    [[nodiscard]] const OptimiserSources& sources() const { return sources_; }

    /// The weights that the last optimisation of a portfolio gave; empty before one. Any thread.
    [[nodiscard]] kit::Keyed<double> lastTargets(const std::string& portfolio_id) const;

    struct Work {
        std::int64_t today = 0; ///< optimisations since midnight UTC
        double mean_ms = domain::kMissing;
        std::int64_t all = 0;
    };
    /// Any thread.
    [[nodiscard]] Work work() const;

private:
    void done(double took_ms);

    OptimiserSources sources_;
    kit::Clock& clock_;
    mutable std::mutex mutex_;
    std::map<std::string, kit::Keyed<double>> targets_;
    std::int64_t day_ = 0, today_ = 0, all_ = 0;
    double total_ms_ = 0;
};

} // namespace nautilus::portfolio
