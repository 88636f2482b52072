#include "ui/dashboards/factor/correlation_panel.h"

#include "ui/charts/record_table.h"
#include "ui/models/factor_names.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

namespace nautilus::ui {

namespace {
constexpr int kNameWidth = 124;
constexpr int kWideNames = 146;
constexpr int kRoomy = 780; ///< from this width on every factor's name fits
constexpr int kLeastCell = 44;
} // namespace

CorrelationPanel::CorrelationPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("correlation"), tr("Factor correlation"), parent),
      table_(new RecordTable(desk.theme, this)), estimator_(new QComboBox(this)) {
    estimator_->addItem(tr("Joint"), QStringLiteral("joint"));
    estimator_->addItem(tr("Two-stage"), QStringLiteral("two_stage"));
    estimator_->setAccessibleName(tr("Estimator"));
    tools()->addWidget(estimator_);
    tools()->addStretch(1);
    connect(estimator_, &QComboBox::currentIndexChanged, this, &Panel::refresh);
    table_->setModel(&model_);
    table_->setAccessibleName(tr("Correlation of factor returns"));
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    body()->addWidget(table_);
}

bool CorrelationPanel::concerns(const Context& before, const Context& after) const {
    return before.date != after.date;
}

void CorrelationPanel::request() {
    QJsonObject parameters{{QStringLiteral("estimator"), estimator_->currentData().toString()}};
    if (context().date.isValid())
        parameters.insert(QStringLiteral("end"), context().date.toString(Qt::ISODate));
    loadTable(QStringLiteral("correlation"), QStringLiteral("factor.correlation"), parameters,
              [this](const TableData& table, const QJsonObject&) { showTable(table); });
}

void CorrelationPanel::showTable(const TableData& table) {
    titleLine()->setSubject(estimator_->currentIndex() == 0 ? tr("daily returns, joint regression")
                                                            : tr("daily returns, two-stage regression"));
    QVector<ColumnSpec> columns{{QStringLiteral("factor"), tr("Factor"), NumberKind::Text, {}, 0, true}};
    for (const QString& name : table.columns.mid(1))
        columns.append({name, factorShortTitle(name), NumberKind::Decimal2, factorTitle(name), 1.0, false});
    model_.setColumns(columns);
    model_.setTable(table);
    fitCells();
    if (table.empty())
        showEmpty(tr("Two factors with returns in common are needed for a correlation."),
                  tr("Show the latest date"), [this] { desk().context.setDate(group(), {}); });
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
