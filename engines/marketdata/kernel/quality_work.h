#pragma once
// What the rule families share while they run over one series: a working copy that takes the proposals in, so
// that later families judge repaired values, and the list of findings. Inside the kernel only.

#include "engines/marketdata/kernel/quality_rules.h"

#include <array>

namespace nautilus::marketdata {

struct QualityWork {
    explicit QualityWork(const QualitySeries& s);

    const QualitySeries& series;
    std::size_t n = 0;
    std::vector<double> open, high, low, close, adj_close, volume, dividend;
    std::vector<QualityIssue> issues;

    [[nodiscard]] std::vector<double>& column(QualityField field);
    [[nodiscard]] std::array<std::vector<double>*, 4> prices() { return {&open, &high, &low, &close}; }
    /// Adds a finding whose proposal is a factor, and applies it to the working copy.
    void scale(QualityIssue issue, double factor);
    /// Adds a finding that proposes one value for its first row, and applies it.
    void replace(QualityIssue issue, double value);
};

/// 1.4826 times the median absolute deviation of the finite values around their median; NaN for fewer than 3.
[[nodiscard]] double robustDeviation(std::span<const double> values);
/// log(values[i] / values[i-1]); NaN for the first and wherever one of the two is no positive number.
[[nodiscard]] std::vector<double> logSteps(std::span<const double> values);

void checkShape(QualityWork& work);       ///< impossible prices, high below low, duplicates, stale, volume
void checkFieldUnits(QualityWork& work);  ///< single fields off by 100 or by a split
void checkSplitLevels(QualityWork& work); ///< blocks left unadjusted or adjusted twice, known splits
void checkUnitLevels(QualityWork& work);  ///< blocks off by 100 or 1000
void checkLooseJumps(QualityWork& work);  ///< jumps by a plausible ratio without a known split
void checkDividends(QualityWork& work);   ///< adjustments against dividends
void checkCalendar(QualityWork& work);    ///< gaps, extra days, dead or reused tickers
void checkTicks(QualityWork& work);       ///< in place of the shape of bars: twins, prices, crossed quotes
void checkSessions(QualityWork& work);    ///< rows within a day, outside of the calendar's hours
void checkSources(QualityWork& work);     ///< disagreement with another source

} // namespace nautilus::marketdata
