#include "engines/analytics/service/comparison_answers.h"

#include "engines/analytics/kernel/active_metrics.h"
#include "engines/analytics/kernel/return_metrics.h"
#include "engines/analytics/service/active_history.h"

namespace nautilus::analytics {

double perSession(double rate_per_year) {
    return std::pow(1 + rate_per_year, 1 / numerics::kSessionsPerYear) - 1;
}

kit::Result<ComparisonResult> answerComparison(const Rooms& rooms, const ComparisonRequest& request,
                                               kit::Call& call) {
    const auto history = activeHistory(rooms,
                                       {request.portfolio_id, request.period, "/period", request.start,
                                        request.as_of, request.benchmark, Wanted::Return},
                                       call);
    if (!history) return kit::failAs(history);
    const auto m = activeMetrics(history->portfolio, history->market,
                                 {numerics::kSessionsPerYear, perSession(request.risk_free_rate)});
    ComparisonResult out;
    out.portfolio_id = request.portfolio_id;
    out.benchmark = history->benchmark;
    out.period_start = history->base;
    out.period_end = history->session.back();
    out.sessions = static_cast<std::int64_t>(history->session.size());
    out.portfolio_return = totalReturn(history->portfolio);
    out.benchmark_return = totalReturn(history->market);
    out.excess_return = out.portfolio_return - out.benchmark_return;
    out.tracking_error = m.tracking_error;
    out.information_ratio = m.information_ratio;
    out.correlation = m.correlation;
    out.beta = m.beta;
    out.alpha = m.alpha;
    out.up_capture = m.up_capture;
    out.down_capture = m.down_capture;
    out.batting_average = m.batting_average;
    call.method("returns", "time-weighted, compounded over the sessions on which both have a return");
    call.method("annualisation", "252 sessions, sample deviation (n - 1)");
    call.method("alpha", "(1 + mean(r - rf) - beta mean(b - rf))^252 - 1, rf = (1 + rate)^(1/252) - 1");
    warnOfMissing(out, "/data",
                  "the " + std::to_string(out.sessions) +
                      " sessions of the period do not allow it: too few, or without spread",
                  call);
    return out;
}

} // namespace nautilus::analytics
