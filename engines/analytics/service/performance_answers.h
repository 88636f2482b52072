#pragma once
// Figures and tables of a measured series. Pure but for what they say of their gaps.

#include "engines/analytics/contract/performance.h"
#include "engines/analytics/service/measured_series.h"
#include "engines/kit/lane.h"
#include "engines/kit/report.h"

namespace nautilus::analytics {

struct MetricsWish {
    double required_return = 0; ///< per year
    double confidence = 0.95;
};
/// `at` is where the result stands in the answer.
[[nodiscard]] MetricsResult metricsOf(const MeasuredSeries& series, const MetricsWish& wish,
                                      const std::string& at, kit::Call& call);

/// date (or period), return, cumulative, drawdown, with a benchmark its return, cumulative and the active
/// return; of a book value and flow.
[[nodiscard]] kit::Table curveTable(const MeasuredSeries& series);

/// Figures of every trailing window; NotComputable when it is longer than the series.
[[nodiscard]] kit::Result<kit::Table> rollingTable(const MeasuredSeries& series, std::int64_t window,
                                                   double confidence);

[[nodiscard]] kit::Table drawdownsTable(const MeasuredSeries& series, std::int64_t most);

/// year, jan .. dec, year_return. InvalidArgument "/dates" without dates.
[[nodiscard]] kit::Result<kit::Table> monthlyTable(const MeasuredSeries& series);

struct ConfidenceWish {
    double confidence = 0.95;
    std::int64_t replicates = 1000, seed = 1;
    double mean_block = 0;
    double benchmark_sharpe = 0; ///< per year
    std::int64_t trials = 1;
    double trial_deviation = 0; ///< per year
};
/// Replicates are drawn on the pool. For a driver. NotComputable below ten returns.
[[nodiscard]] kit::Result<ConfidenceResult>
confidenceOf(const MeasuredSeries& series, const ConfidenceWish& wish, kit::Pool& pool, kit::Call& call);
[[nodiscard]] SharpeFigures sharpeOf(const MeasuredSeries& series, const ConfidenceWish& wish);

/// Rates of the flows of a book, its base value paid in and its last value paid out; or of given flows.
[[nodiscard]] MoneyWeightedResult moneyWeightedOf(std::string subject, std::vector<MoneyFlow> flows,
                                                  kit::Call& call);
[[nodiscard]] std::vector<MoneyFlow> flowsOf(const MeasuredSeries& series);

struct SheetWish {
    std::int64_t window = 126;
    double confidence = 0.95;
};
[[nodiscard]] TearSheet tearSheetOf(const MeasuredSeries& series, const SheetWish& wish, kit::Call& call);
/// The sheet as a document, for whoever writes files of it: the sections named, in their order; "active"
/// only beside a benchmark.
[[nodiscard]] kit::ReportDocument documentOf(const TearSheet& sheet, const MeasuredSeries& series,
                                             const kit::Call& call, std::string made_at,
                                             const std::vector<std::string>& sections);
/// As the wire carries bytes.
[[nodiscard]] SheetFile fileOf(const std::string& bytes, const std::string& format, const std::string& stem);

} // namespace nautilus::analytics
