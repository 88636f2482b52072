#pragma once
// The optimiser's operations. All block where prices are not kept yet: for a driver or a worker.

#include "engines/kit/ports.h"
#include "engines/kit/saved_records.h"
#include "engines/portfolio/contract/optimisation_answer.h"
#include "engines/portfolio/contract/trade_plan.h"
#include "engines/portfolio/service/optimiser/posed.h"

#include <map>
#include <mutex>

namespace nautilus::portfolio {

/// What an optimisation of a portfolio gave, kept in the ledger under the portfolio's id.
struct KeptTargets {
    std::string portfolio_id, optimization_id;
    domain::SessionDate as_of;
    kit::Keyed<double> weights;

    static constexpr auto fields() {
        using kit::field;
        using T = KeptTargets;
        return std::make_tuple(field("portfolio_id", &T::portfolio_id).required(),
                               field("optimization_id", &T::optimization_id).required(),
                               field("as_of", &T::as_of).required(),
                               field("weights", &T::weights).required());
    }
};

class OptimiserDesk {
public:
    OptimiserDesk(marketdata::DailyMarket& market, Books& books, kit::Clock& clock)
        : sources_{market, books, nullptr}, clock_(clock) {}
    /// Before the first question.
    void useModel(factor::ModelAccess& model) { sources_.model = &model; }
    /// Where volumes inside a session are read from; without it they are spread evenly. Before the first
    /// question.
    void useCatalog(kit::Catalog& catalog) { sources_.catalog = &catalog; }
    /// Keeps last targets in the ledger and takes back those of an earlier run. Without it they last as long
    /// as this. Before the first question; blocks.
    kit::Result<void> keepTargets(kit::Ledger& ledger, kit::ReadJson read_json);

    kit::Result<OptimiseResult> optimise(const OptimiseRequest& request, kit::Call& call);
    kit::Result<DiagnoseResult> diagnosed(const OptimiseRequest& request, kit::Call& call);
    kit::Result<FrontierResult> frontierOf(const FrontierRequest& request, kit::Call& call);
    kit::Result<CompareMethodsResult> compare(const CompareMethodsRequest& request, kit::Call& call);
    kit::Result<RiskParityResult> riskParity(const RiskParityRequest& request, kit::Call& call);
    kit::Result<FactorPortfolioResult> factorPortfolio(const FactorPortfolioRequest& request,
                                                       kit::Call& call);
    kit::Result<PlanTradesResult> planTrades(const PlanTradesRequest& request, kit::Call& call);

    [[nodiscard]] const OptimiserSources& sources() const { return sources_; }

    /// The weights that the last optimisation of a portfolio gave; empty before one, and where that one knew
    /// sessions after `as_of`. Any thread.
    [[nodiscard]] kit::Keyed<double>
    lastTargets(const std::string& portfolio_id,
                std::optional<domain::SessionDate> as_of = std::nullopt) const;

    struct Work {
        std::int64_t today = 0; ///< optimisations since midnight UTC
        double mean_ms = domain::kMissing;
        std::int64_t all = 0;
    };
    /// Any thread.
    [[nodiscard]] Work work() const;

private:
    void done(double took_ms);
    void keep(KeptTargets targets, kit::Call& call);

    OptimiserSources sources_;
    kit::Clock& clock_;
    mutable std::mutex mutex_;
    std::map<std::string, KeptTargets> targets_;
    std::optional<kit::SavedRecords<KeptTargets>> records_;
    std::int64_t day_ = 0, today_ = 0, all_ = 0;
    double total_ms_ = 0;
};

} // namespace nautilus::portfolio
