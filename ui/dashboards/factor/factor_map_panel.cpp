#include "ui/dashboards/factor/factor_map_panel.h"

#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/factor_inspector.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>

namespace nautilus::ui {

namespace {
constexpr int kNameWidth = 170, kGroupWidth = 150, kCellWidth = 46;
constexpr int kDescribing = 4; ///< columns before the matrix: factor_id, category, cluster, group
} // namespace

FactorMapPanel::FactorMapPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("factor_map"), tr("Factor clusters"), parent),
      category_(addChoice(tr("Family"), {{tr("Technical"), QStringLiteral("technical")},
                                         {tr("Fundamental"), QStringLiteral("fundamental")},
                                         {tr("Macro"), QStringLiteral("macro")},
                                         {tr("Cross-source"), QStringLiteral("cross_source")},
                                         {tr("Style"), QStringLiteral("style")},
                                         {tr("All"), QString()}})),
      period_(addChoice(tr("Period"), {{tr("1 year"), QStringLiteral("1Y")},
                                       {tr("2 years"), QStringLiteral("2Y")},
                                       {tr("All"), QStringLiteral("ALL")}})) {
    follow(kFollowsDate | kFollowsUniverse);
    tools()->addStretch(1);
    table_ = addTable(model_, tr("Correlation of factors in the order of their clusters"));
    table_->horizontalHeader()->setMinimumHeight(36);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    inspectFactor(this->desk(), this,
                                  model_.textAt(current.row(), QStringLiteral("factor_id")));
            });
}

void FactorMapPanel::request() {
    const QString operation = QStringLiteral("factor.factor_map");
    if (!offers(operation)) return;
    QJsonObject parameters{{QStringLiteral("period"), period_->currentData().toString()}};
    const auto family = category_->currentData().toString();
    if (!family.isEmpty()) parameters[QStringLiteral("category")] = family;
    loadTable(QStringLiteral("factor_map"), operation,
              inUniverse(dated(parameters, QStringLiteral("as_of")), operation),
              [this](const TableData& table, const QJsonObject&) { showTable(table); });
}

void FactorMapPanel::showTable(const TableData& table) {
    QVector<ColumnSpec> columns{{QStringLiteral("factor_id"), tr("Factor"), NumberKind::Text, {}, 0, nullptr},
                                {QStringLiteral("group"), tr("Cluster"), NumberKind::Text,
                                 tr("Named after its most typical member"), 0, nullptr}};
    for (const QString& name : table.columns.mid(kDescribing))
        columns.append({name, name.left(7), NumberKind::Decimal2, name, 1.0, nullptr});
    model_.setColumns(columns);
    model_.setTable(table);
    table_->setColumnWidth(0, kNameWidth);
    table_->setColumnWidth(1, kGroupWidth);
    for (int column = 2; column < model_.columnCount(); ++column)
        table_->setColumnWidth(column, kCellWidth);
    titleLine()->setSubject(tr("%n factors", nullptr, static_cast<int>(table.rows.size())));
    if (table.empty()) showEmptyDate(tr("No factor of this family has values up to this date."));
}

QWidget* FactorMapPanel::chart() const {
    return table_;
}

} // namespace nautilus::ui
