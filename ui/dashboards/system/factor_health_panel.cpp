#include "ui/dashboards/system/factor_health_panel.h"

#include "ui/charts/record_table.h"
#include "ui/models/factor_names.h"

#include <QHeaderView>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 30000;

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("factor"), FactorHealthPanel::tr("Factor"), NumberKind::Text, {}, 0, factorTitle},
            {QStringLiteral("condition"), FactorHealthPanel::tr("Condition"), NumberKind::Text,
             FactorHealthPanel::tr("Thin below 60 % coverage, collinear above a VIF of 10, short below 252 "
                                   "sessions")},
            {QStringLiteral("coverage"), FactorHealthPanel::tr("Cover.\n% cap"), NumberKind::Percent1,
             FactorHealthPanel::tr(
                 "Share of the estimation universe's capitalisation that has the factor's own value")},
            {QStringLiteral("vif"), FactorHealthPanel::tr("VIF"), NumberKind::Decimal2,
             FactorHealthPanel::tr("Variance inflation factor")},
            {QStringLiteral("observations"), FactorHealthPanel::tr("Days"), NumberKind::Integer,
             FactorHealthPanel::tr("Sessions with a factor return")}};
}

QString wordsOf(FactorCondition condition) {
    switch (condition) {
    case FactorCondition::Good:
        return FactorHealthPanel::tr("good");
    case FactorCondition::NoReturns:
        return FactorHealthPanel::tr("no returns");
    case FactorCondition::ShortHistory:
        return FactorHealthPanel::tr("short history");
    case FactorCondition::ThinCoverage:
        return FactorHealthPanel::tr("thin coverage");
    case FactorCondition::Collinear:
        return FactorHealthPanel::tr("collinear");
    }
    return {};
}

} // namespace

FactorCondition conditionOf(double coverage, double vif, double observations) {
    if (observations == 0.0) return FactorCondition::NoReturns;
    if (coverage < kThinCoverage) return FactorCondition::ThinCoverage;
    if (vif > kHighVif) return FactorCondition::Collinear;
    if (observations < kShortHistory) return FactorCondition::ShortHistory;
    return FactorCondition::Good;
}

FactorHealthPanel::FactorHealthPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("factor_health"), tr("Factor health"), parent), model_(columns()) {
    follow(kFollowsUniverse);
    RecordTable* table = addTable(model_, tr("Factor health"), {190, 120, 64, 64, 64});
    table->horizontalHeader()->setMinimumHeight(36);
    table->horizontalHeader()->setStretchLastSection(false);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    refreshWhileSeen(kPollMs);
}

void FactorHealthPanel::request() {
    const QString operation = QStringLiteral("factor.statistics");
    loadTable(QStringLiteral("statistics"), operation, inUniverse({}, operation),
              [this](const TableData& table, const QJsonObject&) { show(table); });
}

void FactorHealthPanel::show(TableData table) {
    const int coverage = table.column(QStringLiteral("coverage"));
    const int vif = table.column(QStringLiteral("vif"));
    const int observations = table.column(QStringLiteral("observations"));
    table.columns.append(QStringLiteral("condition"));
    QVector<int> order, good;
    for (int row = 0; row < table.rows.size(); ++row) {
        const FactorCondition condition =
            conditionOf(table.number(row, coverage), table.number(row, vif), table.number(row, observations));
        (condition == FactorCondition::Good ? good : order).append(row);
        table.rows[row].append(wordsOf(condition));
    }
    const bool empty = table.empty();
    const auto all = static_cast<int>(table.rows.size());
    const auto bad = static_cast<int>(order.size());
    model_.setTable(table.reordered(order + good)); // what needs a look comes first
    titleLine()->setSubject(empty      ? QString()
                            : bad == 0 ? tr("%n factors, all good", nullptr, all)
                                       : tr("%n factors, %1 to look at", nullptr, all).arg(bad));
    if (empty) showEmpty(tr("No factor has been computed yet."), tr("Look again"), [this] { refresh(); });
}

} // namespace nautilus::ui
