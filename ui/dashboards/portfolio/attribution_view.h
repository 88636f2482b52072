#pragma once
// An answer of the attribution as steps of a waterfall, rows of a table and parts of a chart over time. Pure.

#include "ui/charts/stacked_columns.h"
#include "ui/charts/waterfall_chart.h"
#include "ui/dashboards/portfolio/figure_table.h"

namespace nautilus::ui {

/// What is explained: by effect or sector (type sector), factor, currency, or by trading (type transaction).
enum class AttributionBy { Effect, Sector, Factor, Currency, Trading };

struct AttributionView {
    QVector<WaterfallStep> steps;
    QString first; ///< heading of the table's first column
    QVector<QPair<QString, QString>> numbers;
    QVector<FigureRow> rows; ///< the last one is the sum
    QStringList periods;
    QVector<StackedPart> parts;
    StackedPart sum;
    NumberKind kind = NumberKind::PercentSign;
};

/// `call` gives operation and parameters of the answer.
[[nodiscard]] AttributionView attributionView(const QJsonObject& answer, AttributionBy by,
                                              const CellOrigin& call);
[[nodiscard]] QString attributionName(const QString& name);

} // namespace nautilus::ui
