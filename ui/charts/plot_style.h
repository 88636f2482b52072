#pragma once
// How every plot looks: hairline grid, few ticks, figures of equal width, no frame.

#include "ui/shell/theme.h"

#include <QDate>

class QCPAxisRect;
class QCustomPlot;

namespace nautilus::ui {

void stylePlot(QCustomPlot& plot, const Theme& theme);
void styleAxisRect(QCPAxisRect& rect, const Theme& theme);

/// Seconds since 1970 UTC of a session date, the key of all date axes.
[[nodiscard]] double dateKey(const QDate& date);
[[nodiscard]] QDate keyDate(double key);
/// Puts ISO dates on the bottom axis, as coarse as the span asks.
void setDateTicks(QCPAxisRect& rect, const QDate& first, const QDate& last);

} // namespace nautilus::ui
