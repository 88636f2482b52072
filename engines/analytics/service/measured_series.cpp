#include "engines/analytics/service/measured_series.h"

#include "engines/analytics/service/active_history.h"

#include <fmt/format.h>

#include <cmath>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::Result;

namespace {

std::vector<double> numbersOf(const std::vector<std::optional<double>>& values) {
    std::vector<double> out;
    out.reserve(values.size());
    for (const auto& value : values)
        out.push_back(value.value_or(kMissing));
    return out;
}

double perPeriod(double rate_per_year, double periods_per_year) {
    return std::pow(1 + rate_per_year, 1 / periods_per_year) - 1;
}

void sayConventions(const MeasuredSeries& series, Call& call) {
    call.method("returns", series.subject == "given"
                               ? "simple returns of the request; null takes no part"
                               : "time-weighted, flows from the start of their session, dividends included");
    call.method("annualisation",
                fmt::format("A = {}, sample deviation (n - 1); rf = (1 + rate)^(1/A) - 1 per period",
                            series.periods_per_year));
    call.method("conventions",
                "empyrical's where libraries differ: Sharpe ratio of arithmetic means, "
                "downside deviation over all periods, drawdowns <= 0 with the curve starting "
                "at 1, losses beyond quantiles positive; docs/methods/performance-and-attribution.md");
}

} // namespace

Result<MeasuredSeries> seriesOf(const Rooms& rooms, const BookSubject& subject, Call& call) {
    const auto book = bookOver(rooms,
                               {subject.portfolio_id, subject.period, "/period", subject.start, subject.as_of,
                                subject.benchmark, Wanted::Return},
                               call);
    if (!book) return kit::failAs(book);
    const auto name = benchmarkName(subject.benchmark, book->book);
    auto market = benchmarkOver(rooms, name, book->book.base_currency, book->session, Wanted::Return, call);
    if (!market) return kit::failAs(market);
    MeasuredSeries out;
    out.subject = subject.portfolio_id;
    out.benchmark = market->name;
    out.base = book->session.front();
    out.base_value = book->value.front();
    out.dates.assign(book->session.begin() + 1, book->session.end());
    out.returns.assign(book->time_weighted.begin() + 1, book->time_weighted.end());
    out.market.assign(market->total.begin() + 1, market->total.end());
    out.value.assign(book->value.begin() + 1, book->value.end());
    out.flow.assign(book->flow.begin() + 1, book->flow.end());
    out.risk_free = perPeriod(subject.risk_free_rate, out.periods_per_year);
    sayConventions(out, call);
    return out;
}

Result<MeasuredSeries> seriesOf(const Rooms&, const GivenSubject& subject, Call& call) {
    kit::Errors errors;
    const auto count = subject.returns.size();
    const auto refuse = [&](const char* pointer, const std::string& why) {
        errors.push_back({kit::ErrorCode::InvalidArgument, why, pointer});
    };
    const auto must = fmt::format("must have one entry per return, {}", count);
    if (!subject.benchmark_returns.empty() && subject.benchmark_returns.size() != count)
        refuse("/benchmark_returns", must);
    if (!subject.dates.empty() && subject.dates.size() != count) refuse("/dates", must);
    for (std::size_t i = 1; i < subject.dates.size(); ++i)
        if (subject.dates[i] <= subject.dates[i - 1]) {
            refuse(("/dates/" + std::to_string(i)).c_str(), "dates must rise");
            break;
        }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    MeasuredSeries out;
    out.subject = "given";
    out.dates = subject.dates;
    out.returns = numbersOf(subject.returns);
    out.market = numbersOf(subject.benchmark_returns);
    if (!out.market.empty()) out.benchmark = "given";
    out.periods_per_year = subject.periods_per_year;
    out.risk_free = perPeriod(subject.risk_free_rate, subject.periods_per_year);
    sayConventions(out, call);
    return out;
}

} // namespace nautilus::analytics
