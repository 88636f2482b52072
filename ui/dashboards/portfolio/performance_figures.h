#pragma once
// The figures of a portfolio's performance: how they are called and written, and by which convention.

#include "ui/models/number_format.h"

#include <QVector>

namespace nautilus::ui {

struct PerformanceFigure {
    QString name; ///< of the API, behind `part`
    QString part; ///< returns, active or money
    QString title;
    QString brief; ///< where there is little room
    NumberKind kind = NumberKind::Decimal2;
    QString convention{};
};

/// The most asked for first.
[[nodiscard]] QVector<PerformanceFigure> keyFigures();
[[nodiscard]] QVector<PerformanceFigure> allFigures();
/// Columns of analytics.rolling.
[[nodiscard]] QVector<PerformanceFigure> rollingFigures();
/// Of the trust in a Sharpe ratio.
[[nodiscard]] QVector<PerformanceFigure> trustFigures();

} // namespace nautilus::ui
