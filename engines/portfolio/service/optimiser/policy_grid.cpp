#include "engines/portfolio/service/optimiser/policy_grid.h"

#include "engines/numerics/moments.h"
#include "engines/numerics/significance.h"
#include "engines/portfolio/service/optimiser/policy_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>

namespace nautilus::portfolio {

using domain::kMissing;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kYear = 252;

bool asksModel(const PolicyBacktestRequest& policy) {
    return policy.optimization_config.covariance == "factor_model" ||
           policy.optimization_config.expected_returns == "factor_model" ||
           !policy.constraints.factor_exposures.items.empty();
}

class Grid {
public:
    Grid(const OptimiserSources& from, const PolicyGridRequest& request, const std::vector<GridRun>& runs,
         kit::Pool& pool, kit::JobContext& context)
        : from_(from), request_(request), runs_(runs), pool_(pool), context_(context) {}

    Result<PolicyGridResult> run() {
        if (auto set = setOut(); !set) return kit::failAs(set);
        if (!walkAll()) return fail(ErrorCode::Cancelled, "cancelled");
        std::vector<PolicyRun> done;
        for (auto& policy : policies_)
            done.push_back(policy.take());
        tell(done);
        judge(done);
        return std::move(out_);
    }

private:
    Result<void> setOut() {
        Call call;
        auto view = wholeHistory(from_, request_, call);
        if (!view) return kit::failAs(view);
        for (const auto& warning : call.warnings)
            out_.notes.push_back(warning.message);
        const auto whole = std::make_shared<const MarketView>(std::move(*view));
        std::vector<std::size_t> lookbacks;
        for (const auto& run : runs_) {
            const auto lookback = lookbackOf(run.policy, *whole);
            if (!lookback) return refusal(lookback.error().front(), run);
            lookbacks.push_back(*lookback);
        }
        const auto first = firstRebalancing(request_, *whole, std::ranges::max(lookbacks));
        if (!first) return kit::failAs(first);
        out_.sessions.assign(whole->sessions.begin() + static_cast<std::ptrdiff_t>(*first),
                             whole->sessions.end());
        for (std::size_t k = 0; k < runs_.size(); ++k) {
            const auto& policy = runs_[k].policy;
            walks_.push_back(walkFrom(whole, policy, *first, lookbacks[k]));
            policies_.emplace_back(from_, policy, walks_.back(), policy.optimization_method);
            steps_ += static_cast<double>(walks_.back().days.size());
        }
        return {};
    }

    /// Of a lookback, under the value of the grid that it comes from.
    [[nodiscard]] Result<void> refusal(kit::Error error, const GridRun& run) const {
        for (std::size_t i = 0; i < request_.grid.size(); ++i) {
            if (request_.grid[i].field != "/optimization_config/lookback_period") continue;
            const auto& values = request_.grid[i].values;
            const auto at = std::ranges::find(values, run.parameters.items[i].second) - values.begin();
            error.field = fmt::format("/grid/{}/values/{}", i, at);
        }
        return tl::unexpected<kit::Errors>(kit::Errors{std::move(error)});
    }

    /// One rebalancing of every run after the other: short tasks, and progress between them.
    bool walkAll() {
        double steps = 0;
        for (;;) {
            std::vector<PolicyWalk*> free;
            std::vector<PolicyWalk*> asking; // may wait for the model, which no thread of the pool may
            for (std::size_t k = 0; k < runs_.size(); ++k)
                if (!policies_[k].done())
                    (asksModel(runs_[k].policy) ? asking : free).push_back(&policies_[k]);
            if (free.empty() && asking.empty()) return true;
            if (!free.empty())
                pool_.forRange(kit::Priority::Background, free.size(), 1,
                               [&](std::size_t begin, std::size_t end) {
                                   for (std::size_t k = begin; k < end; ++k)
                                       free[k]->advance();
                               });
            for (auto* policy : asking)
                policy->advance();
            steps += static_cast<double>(free.size() + asking.size());
            if (!context_.progress(steps / steps_, fmt::format("{} settings", runs_.size()))) return false;
        }
    }

    void tell(const std::vector<PolicyRun>& done) {
        for (std::size_t k = 0; k < done.size(); ++k) {
            const auto& run = done[k];
            GridRow row;
            row.parameters = runs_[k].parameters;
            row.error = run.error;
            row.total_return = run.total_return;
            row.annual_return = run.annual_return;
            row.volatility = run.volatility;
            row.sharpe_ratio = run.sharpe_ratio;
            row.max_drawdown = run.max_drawdown;
            row.mean_turnover = run.mean_turnover;
            row.total_cost = run.total_cost;
            row.volatility_bias = run.volatility_bias;
            row.rebalances = run.rebalances;
            row.within_band = run.within_band;
            row.failed = run.failed;
            out_.rows.push_back(std::move(row));
        }
    }

    [[nodiscard]] numerics::SharpeShape shapeOf(std::size_t k, const PolicyRun& run) const {
        const double rate = runs_[k].policy.optimization_config.risk_free_rate / kYear;
        std::vector<double> excess;
        for (std::size_t t = 1; t < run.value.size(); ++t)
            excess.push_back(run.value[t] / run.value[t - 1] - 1 - rate);
        return numerics::sharpeShape(excess);
    }

    /// How far the best can be trusted, and which it is.
    void judge(std::vector<PolicyRun>& done) {
        std::vector<numerics::SharpeShape> shapes;
        std::vector<double> ratios; // a setting that is not read is no trial
        std::size_t twins = 0;
        for (std::size_t k = 0; k < done.size(); ++k) {
            shapes.push_back(shapeOf(k, done[k]));
            if (!std::isfinite(shapes.back().sharpe)) continue;
            const auto now = done.begin() + static_cast<std::ptrdiff_t>(k);
            if (std::any_of(done.begin(), now, [&](auto& other) { return other.value == now->value; }))
                ++twins;
            else
                ratios.push_back(shapes.back().sharpe);
        }
        const double luck = numerics::expectedBestSharpe(ratios.size(), numerics::moments(ratios).deviation);
        for (std::size_t k = 0; k < done.size(); ++k)
            if (std::isfinite(shapes[k].sharpe))
                out_.rows[k].deflated_sharpe_ratio = numerics::probabilisticSharpe(shapes[k], luck);
        out_.chosen_by = request_.choose_by;
        out_.trials = static_cast<std::int64_t>(ratios.size());
        if (!ratios.empty()) out_.expected_best_sharpe = luck * std::sqrt(kYear);
        out_.best = best();
        if (out_.best >= 0) out_.best_run = std::move(done[static_cast<std::size_t>(out_.best)]);
        if (twins > 0)
            out_.notes.push_back(fmt::format("{} of the runs are the same as others and count once", twins));
        if (ratios.size() > 1)
            out_.notes.push_back(fmt::format(
                "{} settings were tried: without any skill the best of so many would show a Sharpe ratio of "
                "{:.2f}; the deflated Sharpe ratio takes that into account",
                ratios.size(), out_.expected_best_sharpe));
    }

    [[nodiscard]] double figureOf(const GridRow& row) const {
        const auto& word = request_.choose_by;
        if (word == "annual_return") return row.annual_return;
        if (word == "total_return") return row.total_return;
        if (word == "volatility") return -row.volatility;
        if (word == "max_drawdown") return row.max_drawdown; // negative: the largest is the least
        if (word == "mean_turnover") return -row.mean_turnover;
        if (word == "total_cost") return -row.total_cost;
        return word == "deflated_sharpe_ratio" ? row.deflated_sharpe_ratio : row.sharpe_ratio;
    }

    /// The first of equals. What never held anything is nobody's best.
    [[nodiscard]] std::int64_t best() const {
        std::int64_t out = -1;
        for (std::size_t k = 0; k < out_.rows.size(); ++k) {
            const auto& row = out_.rows[k];
            if (row.failed == row.rebalances || !std::isfinite(figureOf(row))) continue;
            if (out < 0 || figureOf(row) > figureOf(out_.rows[static_cast<std::size_t>(out)]))
                out = static_cast<std::int64_t>(k);
        }
        return out;
    }

    const OptimiserSources& from_;
    const PolicyGridRequest& request_;
    const std::vector<GridRun>& runs_;
    kit::Pool& pool_;
    kit::JobContext& context_;
    std::deque<Walk> walks_; ///< stay where they are
    std::deque<PolicyWalk> policies_;
    double steps_ = 0;
    PolicyGridResult out_;
};

} // namespace

Result<PolicyGridResult> gridWalked(const OptimiserSources& from, const PolicyGridRequest& request,
                                    const std::vector<GridRun>& runs, kit::Pool& pool,
                                    kit::JobContext& context) {
    return Grid(from, request, runs, pool, context).run();
}

} // namespace nautilus::portfolio
