#include "ui/dashboards/factor/factor_map_panel.h"

#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/factor_inspector.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>

namespace nautilus::ui {

namespace {
constexpr int kNameWidth = 170, kGroupWidth = 150, kCellWidth = 62;
constexpr int kHeadingLines = 4, kLineLetters = 9, kHeadingHeight = 66;
constexpr int kDescribing = 4; ///< columns before the matrix: factor_id, category, cluster, group

/// The parts of an id below each other, as many letters a line as a cell is wide; a dot ends what is longer.
QString headingOf(const QString& id) {
    QStringList lines;
    for (const QString& part : id.split(QLatin1Char('_'))) {
        const bool fits =
            !lines.isEmpty() && lines.last().size() + 1 + part.size() <= static_cast<qsizetype>(kLineLetters);
        if (fits)
            lines.last() += QLatin1Char(' ') + part;
        else
            lines.append(part.size() <= kLineLetters ? part : part.left(kLineLetters - 1) + QLatin1Char('.'));
    }
    return lines.mid(0, kHeadingLines).join(QLatin1Char('\n'));
}

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
    connect(&desk.context, &LinkedContext::changed, this, &FactorMapPanel::showLinked);
    tools()->addStretch(1);
    table_ = addTable(model_, tr("Correlation of factors in the order of their clusters"));
    table_->horizontalHeader()->setMinimumHeight(kHeadingHeight);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (!current.isValid()) return;
                const auto factor = model_.textAt(current.row(), QStringLiteral("factor_id"));
                inspectFactor(this->desk(), this, factor);
                setContextFactor(factor);
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
        columns.append({name, headingOf(name), NumberKind::Decimal2, name, 1.0, nullptr});
    model_.setColumns(columns);
    model_.setTable(table);
    table_->setColumnWidth(0, kNameWidth);
    table_->setColumnWidth(1, kGroupWidth);
    for (int column = 2; column < model_.columnCount(); ++column)
        table_->setColumnWidth(column, kCellWidth);
    titleLine()->setSubject(tr("%n factors", nullptr, static_cast<int>(table.rows.size())));
    showLinked();
    if (table.empty()) showEmptyDate(tr("No factor of this family has values up to this date."));
}

/// The row of the linked factor, where this family has it.
void FactorMapPanel::showLinked() {
    const QString factor = context().factor;
    const int now = table_->currentIndex().row();
    if (factor.isEmpty() || (now >= 0 && model_.textAt(now, QStringLiteral("factor_id")) == factor)) return;
    for (int row = 0; row < model_.rowCount(); ++row)
        if (model_.textAt(row, QStringLiteral("factor_id")) == factor)
            return table_->setCurrentIndex(model_.index(row, 0));
}

QWidget* FactorMapPanel::chart() const {
    return table_;
}

} // namespace nautilus::ui
