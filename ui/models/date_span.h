#pragma once
// The same span selector everywhere: 1M 3M 6M YTD 1Y 5Y All, counted back from the last date of the data.

#include "ui/models/table_data.h"

#include <QDate>

#include <functional>

namespace nautilus::ui {

enum class Span { Month1, Month3, Month6, YearToDate, Year1, Year5, All };

inline constexpr Span kSpans[] = {Span::Month1, Span::Month3, Span::Month6, Span::YearToDate,
                                  Span::Year1,  Span::Year5,  Span::All};

[[nodiscard]] QString spanTitle(Span span);
/// First date that belongs to the span ending at `last`; `first` for All and never before `first`.
[[nodiscard]] QDate spanStart(Span span, const QDate& first, const QDate& last);

/// Which answered value stands behind the point of a day; invalid where none does.
using OriginOfDay = std::function<CellOrigin(const QDate&)>;
/// `column` of the table, in the row that `rows` gives for a day.
[[nodiscard]] OriginOfDay originOfDay(const TableData& table, int column, QHash<QDate, int> rows);

/// One line over time. Dates ascend; NaN is a missing value.
struct TimeSeries {
    QString id;
    QString title;
    QVector<QDate> dates;
    QVector<double> values;
    OriginOfDay origin{};
};

/// The part from `start` on.
[[nodiscard]] TimeSeries cutFrom(const TimeSeries& series, const QDate& start);
/// Compounded growth: value i = product over j <= i of (1 + r_j) - 1, as a fraction; a missing return leaves
/// the level where it was, and leading missing returns stay missing.
[[nodiscard]] TimeSeries cumulative(const TimeSeries& returns);
/// Growth of one line over that of another of the same dates: (1 + a) / (1 + b) - 1; missing where one is.
[[nodiscard]] TimeSeries relativeTo(const TimeSeries& growth, const TimeSeries& other);

} // namespace nautilus::ui
