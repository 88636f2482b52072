#include "ui/models/date_span.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::ui {

QString spanTitle(Span span) {
    switch (span) {
    case Span::Month1:
        return QCoreApplication::translate("Span", "1M");
    case Span::Month3:
        return QCoreApplication::translate("Span", "3M");
    case Span::Month6:
        return QCoreApplication::translate("Span", "6M");
    case Span::YearToDate:
        return QCoreApplication::translate("Span", "YTD");
    case Span::Year1:
        return QCoreApplication::translate("Span", "1Y");
    case Span::Year5:
        return QCoreApplication::translate("Span", "5Y");
    case Span::All:
        break;
    }
    return QCoreApplication::translate("Span", "All");
}

QDate spanStart(Span span, const QDate& first, const QDate& last) {
    QDate start = first;
    switch (span) {
    case Span::Month1:
        start = last.addMonths(-1);
        break;
    case Span::Month3:
        start = last.addMonths(-3);
        break;
    case Span::Month6:
        start = last.addMonths(-6);
        break;
    case Span::YearToDate:
        start = QDate(last.year(), 1, 1);
        break;
    case Span::Year1:
        start = last.addYears(-1);
        break;
    case Span::Year5:
        start = last.addYears(-5);
        break;
    case Span::All:
        break;
    }
    return std::max(start, first);
}

OriginOfDay originOfDay(const TableData& table, int column, QHash<QDate, int> rows) {
    return [table, column, rows = std::move(rows)](const QDate& day) {
        const auto found = rows.constFind(day);
        return found == rows.constEnd() ? CellOrigin{} : table.origin(*found, column);
    };
}

TimeSeries cutFrom(const TimeSeries& series, const QDate& start) {
    const auto at = std::lower_bound(series.dates.begin(), series.dates.end(), start) - series.dates.begin();
    TimeSeries result{series.id, series.title, {}, {}, series.origin};
    result.dates = series.dates.mid(at);
    result.values = series.values.mid(at);
    return result;
}

TimeSeries cumulative(const TimeSeries& returns) {
    TimeSeries result = returns;
    double level = 1.0;
    bool begun = false;
    for (double& value : result.values) {
        if (!std::isnan(value)) {
            level *= 1.0 + value;
            begun = true;
        }
        value = begun ? level - 1.0 : std::numeric_limits<double>::quiet_NaN();
    }
    return result;
}

TimeSeries relativeTo(const TimeSeries& growth, const TimeSeries& other) {
    TimeSeries result = growth;
    for (qsizetype i = 0; i < result.values.size(); ++i)
        result.values[i] = (1.0 + result.values[i]) /
                               (1.0 + other.values.value(i, std::numeric_limits<double>::quiet_NaN())) -
                           1.0;
    return result;
}

} // namespace nautilus::ui
