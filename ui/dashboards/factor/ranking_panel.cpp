#include "ui/dashboards/factor/ranking_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/factor_inspector.h"
#include "ui/dashboards/factor/library_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QVBoxLayout>

#include <limits>

namespace nautilus::ui {
namespace {

constexpr int kListed = 200;

QVector<ColumnSpec> columns() {
    return {
        {QStringLiteral("factor_id"), RankingPanel::tr("Factor"), NumberKind::Text, {}, 0, nullptr},
        {QStringLiteral("category"), RankingPanel::tr("Family"), NumberKind::Text, {}, 0, familyWord},
        {QStringLiteral("sharpe_ratio"), RankingPanel::tr("Sharpe"), NumberKind::Decimal2,
         RankingPanel::tr("Of the long-short portfolio, before costs")},
        {QStringLiteral("net_sharpe_ratio"), RankingPanel::tr("Net"), NumberKind::Decimal2,
         RankingPanel::tr("After costs")},
        {QStringLiteral("deflated_sharpe_ratio"), RankingPanel::tr("Deflated"), NumberKind::Decimal2,
         RankingPanel::tr("Probability that the Sharpe ratio is more than the best of all trials by luck")},
        {QStringLiteral("annualized_return"), RankingPanel::tr("Return\n% p.a."), NumberKind::Percent,
         RankingPanel::tr("Compounded")},
        {QStringLiteral("max_drawdown"), RankingPanel::tr("Draw-\ndown %"), NumberKind::Percent1,
         RankingPanel::tr("Largest")},
        {QStringLiteral("information_coefficient"), RankingPanel::tr("IC"), NumberKind::Decimal3,
         RankingPanel::tr("Mean rank correlation with the return of the next 21 sessions")},
        {QStringLiteral("ic_t_stat"), RankingPanel::tr("t"), NumberKind::Decimal2,
         RankingPanel::tr("Newey-West, 20 lags")},
        {QStringLiteral("false_discovery_rate"), RankingPanel::tr("FDR"), NumberKind::Decimal2,
         RankingPanel::tr("Benjamini-Hochberg over all factors that were ranked")},
        {QStringLiteral("turnover"), RankingPanel::tr("Turnover\n% day"), NumberKind::Percent1,
         RankingPanel::tr("Both sides")},
        {QStringLiteral("observations"), RankingPanel::tr("Days"), NumberKind::Integer,
         RankingPanel::tr("Sessions with a return")}};
}

double numberOf(const QJsonValue& value) {
    return value.isDouble() ? value.toDouble() : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

RankingPanel::RankingPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("ranking"), tr("Factor ranking"), parent), model_(columns()),
      curve_(new LineChart(desk.theme)), figures_(makeNote()),
      period_(addChoice(tr("Period"), {{tr("1 year"), QStringLiteral("1Y")},
                                       {tr("2 years"), QStringLiteral("2Y")},
                                       {tr("All"), QStringLiteral("ALL")}})),
      metric_(addChoice(tr("Ranked by"), {{tr("Sharpe"), QStringLiteral("sharpe_ratio")},
                                          {tr("Sharpe after costs"), QStringLiteral("net_sharpe_ratio")},
                                          {tr("t of the IC"), QStringLiteral("ic_t_stat")}})) {
    follow(kFollowsDate | kFollowsUniverse);
    tools()->addStretch(1);
    table_ = addTable(model_, tr("Factor ranking"), {176, 92, 58, 52, 62, 62, 58, 52, 48, 48, 66, 54});
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->horizontalHeader()->setStretchLastSection(
        false); // the names take the room, figures stay together
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    curve_->setValueAxis(NumberKind::PercentSign, tr("compounded return"));
    curve_->setZeroLine(true);
    figures_->setWordWrap(true);
    figures_->setContentsMargins(12, 4, 12, 2);
    body()->addWidget(figures_);
    body()->addWidget(curve_, 1);
    connect(table_, &RecordTable::rowActivated, this, [this](int row) {
        setContextFactor(model_.textAt(row, QStringLiteral("factor_id")));
        this->desk().open_panel(QStringLiteral("tear_sheet"));
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (!current.isValid()) return;
                const auto factor = model_.textAt(current.row(), QStringLiteral("factor_id"));
                inspectFactor(this->desk(), this, factor);
                setContextFactor(factor);
                showSheet(factor);
            });
}

void RankingPanel::request() {
    const QString operation = QStringLiteral("factor.ranking");
    if (!offers(operation)) return;
    const QJsonObject parameters{{QStringLiteral("period"), period_->currentData().toString()},
                                 {QStringLiteral("metric"), metric_->currentData().toString()},
                                 {QStringLiteral("top_n"), kListed}};
    const auto asked = inUniverse(dated(parameters, QStringLiteral("as_of")), operation);
    load(QStringLiteral("ranking"), operation, asked,
         [this, operation, asked](const QJsonObject& answer, const QJsonObject&) {
             auto table = readList(answer, QStringLiteral("top_factors"));
             table.operation = operation;
             table.parameters = asked;
             showRanking(std::move(table));
         });
}

void RankingPanel::showRanking(TableData table) {
    model_.setTable(table);
    titleLine()->setSubject(tr("%n factors", nullptr, static_cast<int>(table.rows.size())));
    if (table.empty()) return showEmptyDate(tr("No factor has returns enough up to this date."));
    const int factor = table.column(QStringLiteral("factor_id"));
    bool there = false;
    for (int row = 0; row < table.rows.size(); ++row)
        there = there || table.text(row, factor) == chosen_;
    showSheet(there ? chosen_ : table.text(0, factor));
}

void RankingPanel::showSheet(const QString& factor) {
    const QString operation = QStringLiteral("factor.tearsheet");
    if (!offers(operation)) return;
    chosen_ = factor;
    const QJsonObject parameters{{QStringLiteral("factor_id"), factor},
                                 {QStringLiteral("period"), period_->currentData().toString()}};
    load(QStringLiteral("sheet"), operation,
         inUniverse(dated(parameters, QStringLiteral("as_of")), operation),
         [this](const QJsonObject& answer, const QJsonObject&) { drawSheet(answer); });
}

void RankingPanel::drawSheet(const QJsonObject& sheet) {
    TimeSeries gross{QStringLiteral("gross"), tr("before costs"), {}, {}, {}};
    TimeSeries net{QStringLiteral("net"), tr("after costs"), {}, {}, {}};
    for (const auto& each : sheet[QStringLiteral("series")].toArray()) {
        const auto point = each.toObject();
        const auto day = QDate::fromString(point[QStringLiteral("date")].toString(), Qt::ISODate);
        gross.dates.append(day);
        net.dates.append(day);
        gross.values.append(numberOf(point[QStringLiteral("gross")]));
        net.values.append(numberOf(point[QStringLiteral("net")]));
    }
    curve_->setSeries({gross, net});
    const auto alpha = sheet[QStringLiteral("alpha")].toObject();
    const auto luck = sheet[QStringLiteral("significance")].toObject();
    const auto spread = sheet[QStringLiteral("spread")].toObject();
    figures_->setText(tr("%1: spread %2 (t %3), alpha %4 a year (t %5), deflated Sharpe %6 of %7 trials")
                          .arg(sheet[QStringLiteral("name")].toString(),
                               formatPercent(numberOf(spread[QStringLiteral("mean")])),
                               formatNumber(numberOf(spread[QStringLiteral("t_stat")]), 2),
                               formatPercent(numberOf(alpha[QStringLiteral("annualized")])),
                               formatNumber(numberOf(alpha[QStringLiteral("t_stat")]), 2),
                               formatNumber(numberOf(luck[QStringLiteral("deflated_sharpe_ratio")]), 2),
                               formatNumber(numberOf(luck[QStringLiteral("trials")]), 0)));
}

QWidget* RankingPanel::chart() const {
    return curve_;
}

} // namespace nautilus::ui
