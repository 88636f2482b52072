#include "ui/dashboards/factor/correlation_panel.h"

#include "ui/charts/record_table.h"
#include "ui/models/factor_names.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {

namespace {
constexpr int kNameWidth = 124;
constexpr int kWideNames = 146;
constexpr int kRoomy = 780; ///< from this width on every factor's name fits
constexpr int kLeastCell = 44;
constexpr double kSquaredPercent = 1e4;
} // namespace

CorrelationPanel::CorrelationPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("correlation"), tr("Factor correlation"), parent),
      what_(addChoice(tr("What the matrix shows"), {{tr("Correlation"), QStringLiteral("correlation")},
                                                    {tr("Covariance"), QStringLiteral("covariance")}})),
      estimator_(addEstimator()), horizon_(addChoice(tr("Horizon"), {{tr("Short"), QStringLiteral("short")},
                                                                     {tr("Long"), QStringLiteral("long")}})) {
    follow(kFollowsDate | kFollowsUniverse);
    tools()->addStretch(1);
    table_ = addTable(model_, tr("Correlation or covariance of factor returns"));
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizon_->hide();
    connect(what_, &QComboBox::currentIndexChanged, this, [this](int index) {
        estimator_->setVisible(index == 0);
        horizon_->setVisible(index == 1);
    });
}

void CorrelationPanel::request() {
    const bool covariance = what_->currentIndex() == 1;
    const QString operation =
        covariance ? QStringLiteral("factor.covariance") : QStringLiteral("factor.correlation");
    QJsonObject parameters{{QStringLiteral("estimator"), estimator_->currentData().toString()}};
    if (covariance)
        parameters = {{QStringLiteral("horizon"), horizon_->currentData().toString()},
                      {QStringLiteral("annualised"), true}};
    loadTable(
        QStringLiteral("correlation"), operation,
        inUniverse(dated(parameters, covariance ? QStringLiteral("date") : QStringLiteral("end")), operation),
        [this](const TableData& table, const QJsonObject&) { showTable(table); });
}

void CorrelationPanel::showTable(const TableData& table) {
    const bool covariance = what_->currentIndex() == 1;
    titleLine()->setSubject(covariance                        ? tr("covariance per year, in squared percent")
                            : estimator_->currentIndex() == 0 ? tr("daily returns, joint regression")
                                                              : tr("daily returns, two-stage regression"));
    answered_ = table;
    TableData shown = table;
    double most = covariance ? 0.0 : 1.0;
    for (int row = 0; covariance && row < shown.rows.size(); ++row)
        for (int column = 1; column < shown.columns.size(); ++column) {
            const double value = table.number(row, column);
            if (!std::isfinite(value)) continue;
            shown.rows[row][column] = value * kSquaredPercent;
            most = std::max(most, std::abs(value) * kSquaredPercent);
        }
    QVector<ColumnSpec> columns{
        {QStringLiteral("factor"), tr("Factor"), NumberKind::Text, {}, 0, factorTitle}};
    for (const QString& name : table.columns.mid(1))
        columns.append({name, factorShortTitle(name),
                        covariance ? NumberKind::Decimal1 : NumberKind::Decimal2, factorTitle(name), most,
                        nullptr});
    model_.setColumns(columns);
    model_.setTable(shown);
    fitCells();
    if (table.empty()) showEmptyDate(tr("Two factors with returns in common are needed for a matrix."));
}

void CorrelationPanel::fitCells() {
    const int cells = model_.columnCount() - 1;
    if (cells < 1) return;
    const int names = table_->width() >= kRoomy ? kWideNames : kNameWidth;
    table_->setColumnWidth(0, names);
    const int wide = std::clamp((table_->width() - names - 14) / cells, kLeastCell, 84);
    for (int column = 1; column <= cells; ++column)
        table_->setColumnWidth(column, wide);
    const int room = table_->height() - table_->horizontalHeader()->height() - 12;
    table_->verticalHeader()->setDefaultSectionSize(
        std::clamp(room / std::max(1, model_.rowCount()), 20, 46));
}

void CorrelationPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    fitCells();
}

QWidget* CorrelationPanel::chart() const {
    return table_;
}

} // namespace nautilus::ui
