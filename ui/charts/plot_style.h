#pragma once
// How every plot looks: hairline grid, few ticks, figures of equal width, no frame.

#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

#include <QDate>

#include <limits>

class QCPAxis;
class QCPAxisRect;
class QCPFinancial;
class QCustomPlot;
class QLabel;
class QWidget;

namespace nautilus::ui {

void stylePlot(QCustomPlot& plot, const Theme& theme);
/// A chart of prices: a line of read-out values above its plot, which gets the keys and the pointer.
void layOutPriceChart(QWidget& chart, QLabel& readout, QCustomPlot& plot, int least_height);
/// Hollow when it rose: not told by colour alone.
void styleCandles(QCPFinancial& candles, const Theme& theme);
void styleAxisRect(QCPAxisRect& rect, const Theme& theme);

/// Seconds since 1970 UTC of a session date, the key of all date axes.
[[nodiscard]] double dateKey(const QDate& date);
[[nodiscard]] QDate keyDate(double key);
/// Puts ISO dates on the bottom axis, as coarse as the span asks.
void setDateTicks(QCPAxisRect& rect, const QDate& first, const QDate& last);
/// About `count` round values over the range that the axis has now, none below `least`.
void setValueTicks(QCPAxis& axis, NumberKind kind, int count,
                   double least = -std::numeric_limits<double>::infinity());

} // namespace nautilus::ui
