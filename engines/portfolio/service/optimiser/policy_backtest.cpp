#include "engines/portfolio/service/optimiser/policy_backtest.h"

#include "engines/kit/period.h"
#include "engines/portfolio/service/optimiser/policy_walk.h"

#include <algorithm>

namespace nautilus::portfolio {

using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

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

namespace {

Result<Walk> walkOf(const OptimiserSources& from, const PolicyBacktestRequest& request, Call& call) {
    auto view = wholeHistory(from, request, call);
    if (!view) return kit::failAs(view);
    const auto whole = std::make_shared<const MarketView>(std::move(*view));
    const auto lookback = lookbackOf(request, *whole);
    if (!lookback) return kit::failAs(lookback);
    const auto first = firstRebalancing(request, *whole, *lookback);
    if (!first) return kit::failAs(first);
    return walkFrom(whole, request, *first, *lookback);
}

} // namespace

Result<PolicyBacktestResult> walkedForward(const OptimiserSources& from, const PolicyBacktestRequest& request,
                                           kit::JobContext& context) {
    Call call;
    const auto walk = walkOf(from, request, call);
    if (!walk) return kit::failAs(walk);
    PolicyBacktestResult out;
    for (const auto& warning : call.warnings)
        out.notes.push_back(warning.message);
    const auto& sessions = walk->whole->sessions;
    out.sessions.assign(sessions.begin() + static_cast<std::ptrdiff_t>(walk->first), sessions.end());
    for (const auto day : walk->days)
        out.rebalanced_on.push_back(sessions[day]);
    std::vector<std::string> methods{request.optimization_method};
    for (const auto& method : request.compare_with)
        if (std::ranges::find(methods, method) == methods.end()) methods.push_back(method);
    const double steps = static_cast<double>(methods.size() * walk->days.size());
    double done = 0;
    for (const auto& method : methods) {
        PolicyWalk policy(from, request, *walk, method);
        while (!policy.done()) {
            policy.advance();
            if (!context.progress(++done / steps, method)) return fail(ErrorCode::Cancelled, "cancelled");
        }
        out.runs.push_back(policy.take());
    }
    return out;
}

} // namespace nautilus::portfolio
