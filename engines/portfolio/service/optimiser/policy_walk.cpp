#include "engines/portfolio/service/optimiser/policy_walk.h"

#include "engines/kit/period.h"
#include "engines/numerics/moments.h"
#include "engines/numerics/performance.h"
#include "engines/portfolio/kernel/rebalance/drift.h"
#include "engines/portfolio/service/optimiser/figures.h"
#include "engines/portfolio/service/optimiser/solving.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

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

/// The market as it looked at the close of session `at`.
MarketView seenAt(const Walk& walk, std::size_t at) {
    const auto& whole = *walk.whole;
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

auto shortOf(const MarketView& whole, const std::string& what, const char* pointer) {
    return fail(ErrorCode::NotComputable,
                fmt::format("{}: all symbols have returns from {} to {}", what, whole.sessions.front().iso(),
                            whole.sessions.back().iso()),
                pointer);
}

} // namespace

PolicyWalk::PolicyWalk(const OptimiserSources& from, const PolicyBacktestRequest& request, const Walk& walk,
                       const std::string& method)
    : from_(from), request_(request), walk_(walk), method_(method), value_(request.initial_value),
      held_(walk.whole->assets.size(), 0.0) {
    out_.policy = method;
}

void PolicyWalk::advance() {
    const std::size_t sessions = walk_.whole->sessions.size(), begin = walk_.days[next_++];
    value_ *= 1 - rebalance(begin);
    out_.value.push_back(value_);
    const std::size_t end = done() ? sessions : walk_.days[next_] + 1;
    for (std::size_t t = begin + 1; t < end; ++t) {
        value_ *= 1 + earn(t);
        if (done() || t + 1 < end) out_.value.push_back(value_); // on the last day after its trades
    }
}

PolicyRun PolicyWalk::take() {
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

/// The session's return; weights drift with it.
double PolicyWalk::earn(std::size_t t) {
    const auto row = walk_.whole->returns.row(t);
    double sum = cash_ * request_.optimization_config.risk_free_rate / kYear;
    for (std::size_t i = 0; i < held_.size(); ++i)
        sum += held_[i] * row[i];
    for (std::size_t i = 0; i < held_.size(); ++i)
        held_[i] *= (1 + row[i]) / (1 + sum);
    cash_ *= (1 + request_.optimization_config.risk_free_rate / kYear) / (1 + sum);
    if (predicted_ > 0) scores_.push_back(sum / (predicted_ / std::sqrt(kYear)));
    return sum;
}

bool PolicyWalk::withinBand() const {
    if (targets_.empty() || !(request_.drift_band > 0)) return false;
    const DriftBand band{request_.drift_band, std::numeric_limits<double>::infinity()};
    return !driftOf(held_, targets_, band).due();
}

/// What it costs, as a fraction of the value.
double PolicyWalk::rebalance(std::size_t t) {
    ++out_.rebalances;
    if (withinBand()) {
        ++out_.within_band;
        out_.predicted_volatility.push_back(predicted_);
        out_.turnover.push_back(0);
        return 0;
    }
    auto view = seenAt(walk_, t);
    const bool started = !targets_.empty();
    view.holds = started; // the first purchase is no turnover
    for (std::size_t i = 0; i < held_.size(); ++i)
        view.assets[i].held = held_[i];
    Call quiet;
    auto posed = posedFrom(from_, std::move(view), request_, knowsNoCash(method_, request_), quiet);
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
    targets_ = held_;
    cash_ = 1 - invested;
    predicted_ = performanceOf(solved->posed, weights).expected_volatility;
    out_.predicted_volatility.push_back(predicted_);
    out_.turnover.push_back(started ? traded / 2 : domain::kMissing);
    const double cost = request_.optimization_config.transaction_costs * traded;
    out_.total_cost = (std::isnan(out_.total_cost) ? 0 : out_.total_cost) + cost;
    return cost;
}

double PolicyWalk::missed(const std::string& why) {
    ++out_.failed;
    if (out_.error.empty()) out_.error = why;
    out_.predicted_volatility.push_back(domain::kMissing);
    out_.turnover.push_back(0);
    return 0;
}

Result<MarketView> wholeHistory(const OptimiserSources& from, const PolicyBacktestRequest& request,
                                Call& call) {
    if (request.optimization_config.lot_size)
        call.warn("fractions", "/optimization_config/lot_size",
                  "weights are traded, not units: lot_size is not used");
    auto question = viewQuestion(request);
    question.lookback = "ALL";
    question.as_of = request.end ? request.end : request.as_of;
    question.given_weights.clear();
    return viewOf(from.market, from.books, question, call);
}

Result<std::size_t> lookbackOf(const PolicyBacktestRequest& request, const MarketView& whole) {
    constexpr const char* kField = "/optimization_config/lookback_period";
    const auto& sessions = whole.sessions;
    const auto base = kit::periodBase(request.optimization_config.lookback_period, sessions.back(), kField);
    if (!base) return kit::failAs(base);
    const auto out = static_cast<std::size_t>(sessions.end() - std::ranges::upper_bound(sessions, *base));
    if (out < kLeastSessions)
        return shortOf(whole, fmt::format("the lookback holds {} sessions, 20 are needed", out), kField);
    if (out + kLeastSessions > sessions.size())
        return shortOf(whole, "the history does not hold a lookback and 20 sessions after it", "/start");
    return out;
}

Result<std::size_t> firstRebalancing(const PolicyBacktestRequest& request, const MarketView& whole,
                                     std::size_t lookback) {
    const std::size_t first = lookback - 1;
    if (!request.start) return first;
    const auto at = static_cast<std::size_t>(std::ranges::lower_bound(whole.sessions, *request.start) -
                                             whole.sessions.begin());
    if (at < first) return shortOf(whole, "the lookback before the start is not whole", "/start");
    if (at + 1 >= whole.sessions.size()) return shortOf(whole, "nothing comes after the start", "/start");
    return at;
}

Walk walkFrom(std::shared_ptr<const MarketView> whole, const PolicyBacktestRequest& request,
              std::size_t first, std::size_t lookback) {
    Walk out;
    out.whole = std::move(whole);
    out.first = first;
    out.lookback = lookback;
    out.days.push_back(first);
    const auto frequency = frequencyOf(request.optimization_config.rebalance_frequency);
    const auto& sessions = out.whole->sessions;
    for (std::size_t t = first + 1; t + 1 < sessions.size() && frequency; ++t)
        if (calendarDue(sessions[out.days.back()], sessions[t], *frequency)) out.days.push_back(t);
    return out;
}

} // namespace nautilus::portfolio
