#include "ui/dashboards/factor/statistics_panel.h"

#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/factor_inspector.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("factor"), StatisticsPanel::tr("Factor"), NumberKind::Text, {}, 0, true},
            {QStringLiteral("annualised_return"), StatisticsPanel::tr("Return\n% p.a."), NumberKind::Percent,
             StatisticsPanel::tr("Mean daily return times 252")},
            {QStringLiteral("annualised_volatility"), StatisticsPanel::tr("Volat.\n% p.a."),
             NumberKind::Percent,
             StatisticsPanel::tr("Standard deviation of daily returns times the root of 252")},
            {QStringLiteral("sharpe"), StatisticsPanel::tr("Sharpe"), NumberKind::Decimal2,
             StatisticsPanel::tr("Return over volatility, both annualised")},
            {QStringLiteral("t_share_above_2"), StatisticsPanel::tr("|t| > 2\n% days"), NumberKind::Percent,
             StatisticsPanel::tr("Share of days on which the factor's t-statistic exceeds 2 in magnitude")},
            {QStringLiteral("stability"), StatisticsPanel::tr("Stabil-\nity"), NumberKind::Decimal3,
             StatisticsPanel::tr("Cross-sectional correlation of exposures with those one month earlier")},
            {QStringLiteral("coverage"), StatisticsPanel::tr("Cover.\n% cap"), NumberKind::Percent,
             StatisticsPanel::tr(
                 "Share of the estimation universe's capitalisation that has the factor's own value")},
            {QStringLiteral("vif"), StatisticsPanel::tr("VIF"), NumberKind::Decimal2,
             StatisticsPanel::tr("Variance inflation factor")},
            {QStringLiteral("observations"), StatisticsPanel::tr("Days"), NumberKind::Integer,
             StatisticsPanel::tr("Sessions with a factor return")}};
}

} // namespace

StatisticsPanel::StatisticsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("statistics"), tr("Factor statistics"), parent), model_(columns()),
      table_(new RecordTable(desk.theme, this)), estimator_(new QComboBox(this)) {
    estimator_->addItem(tr("Joint"), QStringLiteral("joint"));
    estimator_->addItem(tr("Two-stage"), QStringLiteral("two_stage"));
    estimator_->setAccessibleName(tr("Estimator"));
    tools()->addWidget(estimator_);
    tools()->addStretch(1);
    connect(estimator_, &QComboBox::currentIndexChanged, this, &Panel::refresh);
    table_->setModel(&model_);
    table_->setAccessibleName(tr("Factor statistics"));
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    table_->setColumnWidth(0, 124);
    table_->horizontalHeader()->setMinimumSectionSize(44);
    body()->addWidget(table_);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    inspectFactor(this->desk(), this, model_.textAt(current.row(), QStringLiteral("factor")));
            });
}

bool StatisticsPanel::concerns(const Context& before, const Context& after) const {
    return before.date != after.date;
}

void StatisticsPanel::request() {
    QJsonObject parameters{{QStringLiteral("estimator"), estimator_->currentData().toString()}};
    if (context().date.isValid())
        parameters.insert(QStringLiteral("end"), context().date.toString(Qt::ISODate));
    loadTable(QStringLiteral("statistics"), QStringLiteral("factor.statistics"), parameters,
              [this](const TableData& table, const QJsonObject&) {
                  model_.setTable(table);
                  titleLine()->setSubject(estimator_->currentIndex() == 0 ? tr("joint regression")
                                                                          : tr("two-stage regression"));
                  if (table.empty())
                      showEmpty(tr("No factor has returns up to this date."), tr("Show the latest date"),
                                [this] { desk().context.setDate(group(), {}); });
              });
}

} // namespace nautilus::ui
