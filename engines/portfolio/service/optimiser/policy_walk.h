#pragma once
// One policy on its way through the sessions: what backtests of one and grids of many are made of.

#include "engines/portfolio/contract/rebalancing.h"
#include "engines/portfolio/service/optimiser/posed.h"

#include <memory>

namespace nautilus::portfolio {

/// All sessions, and which of them rebalance.
struct Walk {
    std::shared_ptr<const MarketView> whole;
    std::size_t first = 0;         ///< the first rebalancing
    std::vector<std::size_t> days; ///< rebalancing sessions
    std::size_t lookback = 0;      ///< sessions
};

/// Every session up to the request's end, whatever its lookback. Blocks: for a worker.
[[nodiscard]] kit::Result<MarketView> wholeHistory(const OptimiserSources& from,
                                                   const PolicyBacktestRequest& request, kit::Call& call);

/// Sessions of the request's lookback that end with the history. NotComputable: fewer than 20, or fewer than
/// 20 before it.
[[nodiscard]] kit::Result<std::size_t> lookbackOf(const PolicyBacktestRequest& request,
                                                  const MarketView& whole);

/// The first session that rebalances: `lookback` sessions are known at its close and `start` is not after
/// it. NotComputable "/start".
[[nodiscard]] kit::Result<std::size_t> firstRebalancing(const PolicyBacktestRequest& request,
                                                        const MarketView& whole, std::size_t lookback);

[[nodiscard]] Walk walkFrom(std::shared_ptr<const MarketView> whole, const PolicyBacktestRequest& request,
                            std::size_t first, std::size_t lookback);

/// Reads the walk's data and the risk model, nothing else. Everything it is given outlives it. One thread at
/// a time.
class PolicyWalk {
public:
    PolicyWalk(const OptimiserSources& from, const PolicyBacktestRequest& request, const Walk& walk,
               const std::string& method);

    [[nodiscard]] bool done() const { return next_ == walk_.days.size(); }
    /// The next rebalancing, and the sessions up to the one after it or to the end.
    void advance();
    /// Once, at the end.
    [[nodiscard]] PolicyRun take();

private:
    double earn(std::size_t t);
    double rebalance(std::size_t t);
    void set(const Eigen::VectorXd& weights);
    [[nodiscard]] bool withinBand() const;
    double missed(const std::string& why);

    const OptimiserSources& from_;
    const PolicyBacktestRequest& request_;
    const Walk& walk_;
    const std::string& method_;
    std::size_t next_ = 0; ///< of walk_.days
    double value_, cash_ = 1, predicted_ = domain::kMissing;
    std::vector<double> held_, targets_; ///< targets: weights after the last trade; empty before the first
    std::vector<double> scores_;
    PolicyRun out_;
};

} // namespace nautilus::portfolio
