#include "engines/portfolio/service/optimiser/policy_backtest.h"

#include "engines/kit/period.h"
#include "engines/numerics/moments.h"
#include "engines/numerics/performance.h"
#include "engines/portfolio/kernel/rebalance/drift.h"
#include "engines/portfolio/service/optimiser/figures.h"
#include "engines/portfolio/service/optimiser/solving.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kYear = 252;
constexpr std::size_t kLeastSessions = 20;

std::optional<Frequency> frequencyOf(const std::string& word) {
    if (word == "daily") return Frequency::Daily;
    if (word == "weekly") return Frequency::Weekly;
    if (word == "monthly") return Frequency::Monthly;
    if (word == "quarterly") return Frequency::Quarterly;
    if (word == "yearly") return Frequency::Yearly;
    return std::nullopt; // never: once at the beginning
}

/// All sessions, and which of them rebalance.
struct Walk {
    MarketView whole;
    std::size_t first = 0;         ///< the first rebalancing
    std::vector<std::size_t> days; ///< rebalancing sessions
    std::size_t lookback = 0;      ///< sessions
};

/// The market as it looked at the close of session `at`.
MarketView seenAt(const Walk& walk, std::size_t at) {
    const auto& whole = walk.whole;
    MarketView out;
    out.base_currency = whole.base_currency;
    out.epoch = whole.epoch;
    out.as_of = whole.sessions[at];
    out.assets = whole.assets;
    for (auto& asset : out.assets)
        asset.daily_value = domain::kMissing; // of today, not of then
    const std::size_t from = at + 1 - walk.lookback;
    out.returns = domain::Matrix(walk.lookback, whole.returns.columns());
    for (std::size_t t = 0; t < walk.lookback; ++t) {
        std::ranges::copy(whole.returns.row(from + t), out.returns.row(t).begin());
        out.sessions.push_back(whole.sessions[from + t]);
        if (!whole.market.empty()) out.market.push_back(whole.market[from + t]);
        if (!whole.benchmark.empty()) out.benchmark.push_back(whole.benchmark[from + t]);
    }
    return out;
}

class PolicyWalk {
public:
    PolicyWalk(const OptimiserSources& from, const PolicyBacktestRequest& request, const Walk& walk,
               const std::string& method)
        : from_(from), request_(request), walk_(walk), method_(method), held_(walk.whole.assets.size(), 0.0) {
    }

    /// `step` after every rebalancing; false ends it.
    template <class Step>
    bool run(Step step) {
        out_.policy = method_;
        double value = request_.initial_value;
        std::size_t next = 0;
        for (std::size_t t = walk_.first; t < walk_.whole.sessions.size(); ++t) {
            if (t > walk_.first) value *= 1 + earn(t);
            if (next < walk_.days.size() && walk_.days[next] == t) {
                value *= 1 - rebalance(t);
                ++next;
                if (!step()) return false;
            }
            out_.value.push_back(value);
        }
        return true;
    }

    PolicyRun take() {
        std::vector<double> returns;
        for (std::size_t t = 1; t < out_.value.size(); ++t)
            returns.push_back(out_.value[t] / out_.value[t - 1] - 1);
        const auto figures =
            numerics::performance(returns, {kYear, request_.optimization_config.risk_free_rate / kYear, 0});
        out_.total_return = figures.total_return;
        out_.annual_return = figures.annualized_return;
        out_.volatility = figures.annualized_volatility;
        out_.sharpe_ratio = figures.sharpe_ratio;
        out_.max_drawdown = figures.max_drawdown;
        out_.volatility_bias = numerics::moments(scores_).deviation;
        out_.mean_turnover = numerics::moments(out_.turnover).mean;
        return std::move(out_);
    }

private:
    /// The session's return; weights drift with it.
    double earn(std::size_t t) {
        const auto row = walk_.whole.returns.row(t);
        double sum = cash_ * request_.optimization_config.risk_free_rate / kYear;
        for (std::size_t i = 0; i < held_.size(); ++i)
            sum += held_[i] * row[i];
        for (std::size_t i = 0; i < held_.size(); ++i)
            held_[i] *= (1 + row[i]) / (1 + sum);
        cash_ *= (1 + request_.optimization_config.risk_free_rate / kYear) / (1 + sum);
        if (predicted_ > 0) scores_.push_back(sum / (predicted_ / std::sqrt(kYear)));
        return sum;
    }

    /// What it costs, as a fraction of the value.
    double rebalance(std::size_t t) {
        auto view = seenAt(walk_, t);
        const bool started = out_.rebalances > 0;
        view.holds = started; // the first purchase is no turnover
        for (std::size_t i = 0; i < held_.size(); ++i)
            view.assets[i].held = held_[i];
        Call quiet;
        auto posed = posedFrom(from_, std::move(view), request_, knowsNoCash(method_, request_), quiet);
        ++out_.rebalances;
        if (!posed) return missed(posed.error().front().message);
        const auto solved = solveMethod(std::move(*posed), request_, method_, quiet);
        if (!solved) return missed(solved.error().front().message);
        const auto& weights = solved->best.weights;
        double traded = 0, invested = 0;
        for (std::size_t i = 0; i < held_.size(); ++i) {
            const double now = weights[static_cast<Index>(i)];
            traded += std::abs(now - held_[i]);
            invested += now;
            held_[i] = now;
        }
        cash_ = 1 - invested;
        predicted_ = performanceOf(solved->posed, weights).expected_volatility;
        out_.predicted_volatility.push_back(predicted_);
        out_.turnover.push_back(started ? traded / 2 : domain::kMissing);
        const double cost = request_.optimization_config.transaction_costs * traded;
        out_.total_cost = (std::isnan(out_.total_cost) ? 0 : out_.total_cost) + cost;
        return cost;
    }

    double missed(const std::string& why) {
        ++out_.failed;
        if (out_.error.empty()) out_.error = why;
        out_.predicted_volatility.push_back(domain::kMissing);
        out_.turnover.push_back(0);
        return 0;
    }

    const OptimiserSources& from_;
    const PolicyBacktestRequest& request_;
    const Walk& walk_;
    const std::string& method_;
    std::vector<double> held_;
    double cash_ = 1, predicted_ = domain::kMissing;
    std::vector<double> scores_;
    PolicyRun out_;
};

Result<Walk> walkOf(const OptimiserSources& from, const PolicyBacktestRequest& request, Call& call) {
    auto question = viewQuestion(request);
    question.lookback = "ALL";
    question.as_of = request.end ? request.end : request.as_of;
    question.given_weights.clear();
    auto view = viewOf(from.market, from.books, question, call);
    if (!view) return kit::failAs(view);
    Walk out;
    out.whole = std::move(*view);
    const auto& sessions = out.whole.sessions;
    const auto base = kit::periodBase(request.optimization_config.lookback_period, sessions.back(),
                                      "/optimization_config/lookback_period");
    if (!base) return kit::failAs(base);
    out.lookback = static_cast<std::size_t>(sessions.end() - std::ranges::upper_bound(sessions, *base));
    const auto short_of = [&](const std::string& what) {
        return fail(ErrorCode::NotComputable,
                    fmt::format("{}: all symbols have returns from {} to {}", what, sessions.front().iso(),
                                sessions.back().iso()),
                    "/start");
    };
    if (out.lookback < kLeastSessions || out.lookback + kLeastSessions > sessions.size())
        return short_of("the history does not hold a lookback and 20 sessions after it");
    out.first = out.lookback - 1;
    if (request.start) {
        const auto at =
            static_cast<std::size_t>(std::ranges::lower_bound(sessions, *request.start) - sessions.begin());
        if (at < out.first) return short_of("the lookback before the start is not whole");
        if (at + 1 >= sessions.size()) return short_of("nothing comes after the start");
        out.first = at;
    }
    const auto frequency = frequencyOf(request.optimization_config.rebalance_frequency);
    out.days.push_back(out.first);
    for (std::size_t t = out.first + 1; t + 1 < sessions.size() && frequency; ++t)
        if (calendarDue(sessions[out.days.back()], sessions[t], *frequency)) out.days.push_back(t);
    return out;
}

} // namespace

Result<void> checkBacktest(const PolicyBacktestRequest& request) {
    if (request.portfolio_id.empty() && request.universe.empty())
        return fail(ErrorCode::InvalidArgument, "symbols or a portfolio are needed", "/universe");
    if (request.start && request.end && *request.start >= *request.end)
        return fail(ErrorCode::InvalidArgument, "must lie before the end", "/start");
    const auto base =
        kit::periodBase(request.optimization_config.lookback_period, domain::SessionDate::of(2020, 1, 2),
                        "/optimization_config/lookback_period");
    if (!base) return kit::failAs(base);
    return {};
}

Result<PolicyBacktestResult> walkedForward(const OptimiserSources& from, const PolicyBacktestRequest& request,
                                           kit::JobContext& context) {
    Call call;
    const auto walk = walkOf(from, request, call);
    if (!walk) return kit::failAs(walk);
    PolicyBacktestResult out;
    for (const auto& warning : call.warnings)
        out.notes.push_back(warning.message);
    out.sessions.assign(walk->whole.sessions.begin() + static_cast<std::ptrdiff_t>(walk->first),
                        walk->whole.sessions.end());
    for (const auto day : walk->days)
        out.rebalanced_on.push_back(walk->whole.sessions[day]);
    std::vector<std::string> methods{request.optimization_method};
    for (const auto& method : request.compare_with)
        if (std::ranges::find(methods, method) == methods.end()) methods.push_back(method);
    const double steps = static_cast<double>(methods.size() * walk->days.size());
    double done = 0;
    for (const auto& method : methods) {
        PolicyWalk policy(from, request, *walk, method);
        const bool finished = policy.run([&] {
            done += 1;
            return context.progress(done / steps, method);
        });
        if (!finished) return fail(ErrorCode::Cancelled, "cancelled");
        out.runs.push_back(policy.take());
    }
    return out;
}

} // namespace nautilus::portfolio
