#include "engines/marketdata/kernel/quality_work.h"

#include <algorithm>

namespace nautilus::marketdata {

namespace {

std::vector<double> copyOf(std::span<const double> from, std::size_t n) {
    return from.empty() ? std::vector<double>(n, domain::kMissing)
                        : std::vector<double>(from.begin(), from.end());
}

double median(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

std::string_view qualitySeverityName(QualitySeverity severity) {
    constexpr std::string_view kNames[] = {"info", "warning", "error"};
    return kNames[static_cast<int>(severity)];
}

std::string_view qualityFieldName(QualityField field) {
    constexpr std::string_view kNames[] = {"row",   "open",      "high",   "low",
                                           "close", "adj_close", "volume", "dividend"};
    return kNames[static_cast<int>(field)];
}

QualityWork::QualityWork(const QualitySeries& s)
    : series(s), n(s.session.size()), open(copyOf(s.open, n)), high(copyOf(s.high, n)), low(copyOf(s.low, n)),
      close(copyOf(s.close, n)), adj_close(s.adj_close.empty() ? copyOf(s.close, n) : copyOf(s.adj_close, n)),
      volume(copyOf(s.volume, n)), dividend(copyOf(s.dividend, n)) {}

std::vector<double>& QualityWork::column(QualityField field) {
    switch (field) {
    case QualityField::Open:
        return open;
    case QualityField::High:
        return high;
    case QualityField::Low:
        return low;
    case QualityField::AdjClose:
        return adj_close;
    case QualityField::Volume:
        return volume;
    case QualityField::Dividend:
        return dividend;
    default:
        return close;
    }
}

void QualityWork::scale(QualityIssue issue, double factor) {
    auto& values = column(issue.field);
    issue.observed = values[issue.first_row];
    issue.factor = factor;
    issue.proposed = issue.observed * factor;
    for (std::size_t i = issue.first_row; i <= issue.last_row; ++i)
        values[i] *= factor;
    issues.push_back(std::move(issue));
}

void QualityWork::replace(QualityIssue issue, double value) {
    auto& values = column(issue.field);
    issue.observed = values[issue.first_row];
    issue.proposed = value;
    values[issue.first_row] = value;
    issues.push_back(std::move(issue));
}

double robustDeviation(std::span<const double> values) {
    std::vector<double> finite;
    for (const double v : values)
        if (std::isfinite(v)) finite.push_back(v);
    if (finite.size() < 3) return domain::kMissing;
    const double center = median(finite);
    for (double& v : finite)
        v = std::abs(v - center);
    return 1.4826 * median(finite);
}

std::vector<double> logSteps(std::span<const double> values) {
    std::vector<double> out(values.size(), domain::kMissing);
    for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i] > 0 && values[i - 1] > 0) out[i] = std::log(values[i] / values[i - 1]);
    return out;
}

std::vector<QualityIssue> findQualityIssues(const QualitySeries& series) {
    QualityWork work(series);
    if (work.n == 0) return {};
    const bool ticks = series.bar_size == BarSize::Intraday && !series.at_ns.empty() && series.open.empty();
    if (ticks) {
        checkTicks(work);
    } else {
        checkShape(work);
        checkFieldUnits(work);
        checkSplitLevels(work);
    }
    checkUnitLevels(work);
    checkLooseJumps(work);
    checkDividends(work);
    checkCalendar(work);
    checkSources(work);
    checkSessions(work);
    return std::move(work.issues);
}

std::string_view lookAheadFault(const KnowableRecord& record) {
    if (record.filed.days != 0 && record.filed < record.period_end) return "filed_before_period_end";
    if (record.knowable_at < record.period_end) return "knowable_before_period_end";
    if (record.filed.days != 0 && record.knowable_at < record.filed) return "knowable_before_filed";
    return {};
}

} // namespace nautilus::marketdata
