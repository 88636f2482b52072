// Other methods beside the optimum: figures and weights of each, with the same constraints.

#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/optimiser_results.h"
#include "ui/models/optimiser_words.h"

#include <QJsonArray>

#include <algorithm>

namespace nautilus::ui {
namespace {

const QString kPerformance = QStringLiteral("expected_performance/"), kRisk = QStringLiteral("risk_metrics/"),
              kWeights = QStringLiteral("weights/"), kCash = QStringLiteral("cash");
constexpr int kFigureWidth = 68;

/// Every symbol that some method holds; cash last.
QStringList heldSymbols(const QJsonArray& methods) {
    QStringList out;
    for (const QJsonValue& each : methods)
        for (const QString& symbol : each.toObject().value(QStringLiteral("weights")).toObject().keys())
            if (!out.contains(symbol) && symbol != kCash) out.append(symbol);
    std::sort(out.begin(), out.end());
    return out << kCash;
}

/// Names are the places of the values in a method, so that every cell knows where it comes from.
QVector<ColumnSpec> methodColumns(const QStringList& symbols) {
    QVector<ColumnSpec> out{
        {QStringLiteral("method"), OptimiserResults::tr("Method"), NumberKind::Text, {}, 0, methodTitle},
        {kPerformance + QStringLiteral("expected_return"), OptimiserResults::tr("Return\n%"),
         NumberKind::Percent},
        {kPerformance + QStringLiteral("expected_volatility"), OptimiserResults::tr("Volatility\n%"),
         NumberKind::Percent},
        {kPerformance + QStringLiteral("sharpe_ratio"),
         OptimiserResults::tr("Sharpe"),
         NumberKind::Decimal2,
         {},
         2.0},
        {kRisk + QStringLiteral("portfolio_var_1d"), OptimiserResults::tr("VaR\n%"), NumberKind::Percent},
        {kRisk + QStringLiteral("max_drawdown_est"),
         OptimiserResults::tr("Drawdown\n%"),
         NumberKind::Percent1,
         {},
         0.6},
        {kPerformance + QStringLiteral("effective_positions"), OptimiserResults::tr("Positions"),
         NumberKind::Decimal1},
        {kPerformance + QStringLiteral("turnover"), OptimiserResults::tr("Turnover\n%"),
         NumberKind::Percent1}};
    for (QString symbol : symbols) {
        const QString title = symbol == kCash ? OptimiserResults::tr("Cash") : symbol;
        symbol.replace(QLatin1Char('/'), QLatin1String("~1"));
        out.append({kWeights + symbol, title + QStringLiteral("\n%"), NumberKind::Percent1, {}, 1.0});
    }
    return out;
}

QJsonValue cellOf(const QJsonObject& method, const QString& name) {
    QString key = name.section(QLatin1Char('/'), 1);
    key.replace(QLatin1String("~1"), QLatin1String("/"));
    const QJsonValue value = method.value(name.section(QLatin1Char('/'), 0, 0)).toObject().value(key);
    return value.isDouble() ? value : QJsonValue(QJsonValue::Null);
}

} // namespace

void OptimiserResults::showMethods(OptimiserAnswer answer) {
    methods_answer_ = std::move(answer);
    const QJsonArray all = methods_answer_.data.value(QStringLiteral("methods")).toArray();
    const QVector<ColumnSpec> columns = methodColumns(heldSymbols(all));
    TableData table;
    table.list = QStringLiteral("methods");
    table.operation = methods_answer_.operation;
    table.parameters = methods_answer_.parameters;
    for (const ColumnSpec& column : columns)
        table.columns.append(column.name);
    for (qsizetype row = 0; row < all.size(); ++row) {
        const QJsonObject method = all[row].toObject();
        const QString error = method.value(QStringLiteral("error")).toString();
        QVector<QJsonValue> cells{method.value(QStringLiteral("method"))};
        for (qsizetype column = 1; column < columns.size(); ++column) {
            cells.append(cellOf(method, columns[column].name));
            if (cells.last().isNull() && !error.isEmpty())
                table.reasons.insert({static_cast<int>(row), static_cast<int>(column)}, error);
        }
        table.rows.append(cells);
    }
    methods_.setTable({});
    methods_.setColumns(columns);
    methods_.setTable(table);
    methods_table_->horizontalHeader()->setMinimumHeight(36);
    methods_table_->setColumnWidth(0, 170);
    for (int column = 1; column < columns.size(); ++column)
        methods_table_->setColumnWidth(column, kFigureWidth);
}

void OptimiserResults::showNoMethods(const QString& why) {
    methods_answer_ = {};
    methods_.setTable({});
    methods_table_->setToolTip(why);
}

} // namespace nautilus::ui
