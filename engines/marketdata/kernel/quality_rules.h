#pragma once
// Quality rules over one instrument's series: pure, spans in, findings out. Nothing is changed here; a
// finding says where, what was seen and, where that is possible, what the value should be. The rules look at
// the series alone, never at a list of known bad ones. The ideas (levels that jump by a unit or a split ratio
// and come back, adjustment steps compared with the dividend over the previous close, which of two days fits
// a dividend better) are those that yfinance documents for its price repair; docs/methods/data-quality.md
// gives the definitions, thresholds and measured precision and recall.

#include "engines/domain/panel.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nautilus::marketdata {

enum class QualitySeverity { Info, Warning, Error };
enum class QualityField { Row, Open, High, Low, Close, AdjClose, Volume, Dividend };
enum class BarSize { Intraday, Day, Week, Month };

[[nodiscard]] std::string_view qualitySeverityName(QualitySeverity severity); ///< "info", "warning", "error"
[[nodiscard]] std::string_view qualityFieldName(QualityField field); ///< "row", "open" ... "dividend"

/// One instrument's rows, ascending in time. Spans are empty when a field is not known, else of one length.
struct QualitySeries {
    BarSize bar_size = BarSize::Day;
    std::string_view security_type = "stock"; ///< "index" may have no volume
    std::span<const domain::SessionDate> session;
    std::span<const std::int64_t> at_ns; ///< time stamp of each row; intraday only
    std::span<const double> open, high, low, close, adj_close, volume;
    /// On the row's day: cash per share on the series' price basis (capital gains included), new shares per
    /// old share, and the part of the cash that is a distributed capital gain. 0 or NaN = nothing that day.
    std::span<const double> dividend, split, capital_gain;
    /// Days on which a row is expected, ascending; empty = the venue's calendar is not known.
    std::span<const domain::SessionDate> expected;
    /// Days of `expected` whose rows were refused before: no gaps.
    std::span<const domain::SessionDate> refused;
    /// Intraday: nanoseconds that a bar covers before its time stamp; 0 = ticks, whose close is the price (or
    /// the middle of a quote) and which have no open, high and low.
    std::int64_t period_ns = 0;
    /// Intraday: open and close of each session of `expected`, in UTC; empty = not known.
    std::span<const std::int64_t> opens_ns, closes_ns;
    std::span<const double> bid, ask; ///< of quotes
    /// Another source's close for each row, NaN where it has none; empty = no other source.
    std::span<const double> other_close;
};

struct QualityIssue {
    std::string_view rule;
    QualitySeverity severity = QualitySeverity::Warning;
    QualityField field = QualityField::Row;
    std::size_t first_row = 0;
    std::size_t last_row = 0;           ///< inclusive
    double observed = domain::kMissing; ///< value of the first row
    double proposed = domain::kMissing; ///< what the first row's value should be; NaN = no proposal
    /// When finite, the proposal for every row of the range is its value times this.
    double factor = domain::kMissing;
    std::string_view code; ///< explanation, with `arguments`; the words are in the documentation
    std::vector<std::pair<std::string_view, double>> arguments{};
    std::vector<domain::SessionDate> days{}; ///< for gaps: the days without a row
};

/// Every finding (of intraday rows: those of the rules that apply to them), in the order of rule family, then
/// row. Families run in this order, later ones on values that the earlier ones' proposals would give: shape,
/// levels (splits, units), adjustments, calendar, sources.
[[nodiscard]] std::vector<QualityIssue> findQualityIssues(const QualitySeries& series);

/// What a record says of when it was known.
struct KnowableRecord {
    domain::SessionDate period_end;
    domain::SessionDate filed; ///< {} = not known
    domain::SessionDate knowable_at;
};
/// Look-ahead: "" = none, else `filed_before_period_end`, `knowable_before_period_end` or
/// `knowable_before_filed`.
[[nodiscard]] std::string_view lookAheadFault(const KnowableRecord& record);

} // namespace nautilus::marketdata
