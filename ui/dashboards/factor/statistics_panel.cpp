#include "ui/dashboards/factor/statistics_panel.h"

#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/factor_inspector.h"
#include "ui/models/factor_names.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace nautilus::ui {
namespace {

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("factor"), StatisticsPanel::tr("Factor"), NumberKind::Text, {}, 0, factorTitle},
            {QStringLiteral("annualised_return"), StatisticsPanel::tr("Return\n% p.a."), NumberKind::Percent,
             StatisticsPanel::tr("Mean daily return times 252")},
            {QStringLiteral("annualised_volatility"), StatisticsPanel::tr("Volat.\n% p.a."),
             NumberKind::Percent,
             StatisticsPanel::tr("Standard deviation of daily returns times the root of 252")},
            {QStringLiteral("sharpe"), StatisticsPanel::tr("Sharpe"), NumberKind::Decimal2,
             StatisticsPanel::tr("Return over volatility, both annualised")},
            {QStringLiteral("t_share_above_2"), StatisticsPanel::tr("|t| > 2\n% days"), NumberKind::Percent1,
             StatisticsPanel::tr("Share of days on which the factor's t-statistic exceeds 2 in magnitude")},
            {QStringLiteral("stability"), StatisticsPanel::tr("Stabil-\nity"), NumberKind::Decimal3,
             StatisticsPanel::tr("Cross-sectional correlation of exposures with those one month earlier")},
            {QStringLiteral("coverage"), StatisticsPanel::tr("Cover.\n% cap"), NumberKind::Percent1,
             StatisticsPanel::tr(
                 "Share of the estimation universe's capitalisation that has the factor's own value")},
            {QStringLiteral("vif"), StatisticsPanel::tr("VIF"), NumberKind::Decimal2,
             StatisticsPanel::tr("Variance inflation factor")},
            {QStringLiteral("observations"), StatisticsPanel::tr("Days"), NumberKind::Integer,
             StatisticsPanel::tr("Sessions with a factor return")}};
}

/// Styles, then the country, then industries: styles are what one looks for. The API's order inside each.
TableData stylesFirst(TableData table) {
    const int factor = table.column(QStringLiteral("factor"));
    auto rank = [factor](const QVector<QJsonValue>& row) {
        const QString kind = factorKind(row.value(factor).toString());
        return kind == QLatin1String("style") ? 0 : kind == QLatin1String("country") ? 1 : 2;
    };
    QVector<int> order(table.rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return rank(table.rows[a]) < rank(table.rows[b]); });
    return table.reordered(order);
}

} // namespace

StatisticsPanel::StatisticsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("statistics"), tr("Factor statistics"), parent), model_(columns()),
      estimator_(addEstimator()) {
    follow(kFollowsDate | kFollowsUniverse);
    tools()->addStretch(1);
    table_ = addTable(model_, tr("Factor statistics"));
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    table_->setColumnWidth(0, 124);
    table_->horizontalHeader()->setMinimumSectionSize(44);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    inspectFactor(this->desk(), this, model_.textAt(current.row(), QStringLiteral("factor")));
            });
}

void StatisticsPanel::request() {
    const QString operation = QStringLiteral("factor.statistics");
    const QJsonObject parameters{{QStringLiteral("estimator"), estimator_->currentData().toString()}};
    loadTable(QStringLiteral("statistics"), operation,
              inUniverse(dated(parameters, QStringLiteral("end")), operation),
              [this](const TableData& table, const QJsonObject&) {
                  model_.setTable(stylesFirst(table));
                  titleLine()->setSubject(estimator_->currentIndex() == 0 ? tr("joint regression")
                                                                          : tr("two-stage regression"));
                  if (table.empty()) showEmptyDate(tr("No factor has returns up to this date."));
              });
}

} // namespace nautilus::ui
