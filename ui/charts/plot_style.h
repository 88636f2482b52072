#pragma once
// How every plot looks: hairline grid, few ticks, figures of equal width, no frame.

#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

#include <QDate>

#include <limits>
#include <optional>

class QCPAxis;
class QCPAxisRect;
class QCPFinancial;
class QCPItemLine;
class QCustomPlot;
class QLabel;
class QWidget;

namespace nautilus::ui {

void stylePlot(QCustomPlot& plot, const Theme& theme);
/// A line of read-out values, rich text, above the plot; the chart gets the keys and the plot's pointer.
void layOutChart(QWidget& chart, QLabel& readout, QCustomPlot& plot, int least_height);
/// `count` columns from 0 to count - 1 with room at both ends, values from `least` to `most` with room beyond
/// what is not zero, and the line at zero.
void setColumnRange(QCustomPlot& plot, QCPItemLine& zero, qsizetype count, double least, double most);
/// The name of every column, or of every so manieth where not all have `name_width` pixels.
void setColumnNames(QCPAxis& axis, const QStringList& names, int width, int name_width);
/// The column that a key goes to from `at` (-1: none) of `count`; nullopt when it is no such key.
[[nodiscard]] std::optional<int> columnOfKey(int key, int at, int count);
/// Hollow when it rose: not told by colour alone.
void styleCandles(QCPFinancial& candles, const Theme& theme);
void styleAxisRect(QCPAxisRect& rect, const Theme& theme);

/// Seconds since 1970 UTC of a session date, the key of all date axes.
[[nodiscard]] double dateKey(const QDate& date);
[[nodiscard]] QDate keyDate(double key);
/// Puts ISO dates on the bottom axis, as coarse as the span asks.
void setDateTicks(QCPAxisRect& rect);
/// About `count` round values over the range that the axis has now, none below `least`.
void setValueTicks(QCPAxis& axis, NumberKind kind, int count,
                   double least = -std::numeric_limits<double>::infinity());

} // namespace nautilus::ui
