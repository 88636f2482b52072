#include "ui/dashboards/factor/returns_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/span_selector.h"
#include "ui/models/factor_names.h"

#include <QComboBox>
#include <QJsonArray>
#include <QMenu>
#include <QToolButton>

namespace nautilus::ui {
namespace {

const QStringList kJoint{QStringLiteral("country"),
                         QStringLiteral("style:momentum"),
                         QStringLiteral("style:size"),
                         QStringLiteral("style:beta"),
                         QStringLiteral("style:residual_volatility"),
                         QStringLiteral("style:liquidity"),
                         QStringLiteral("style:earnings_yield"),
                         QStringLiteral("style:book_to_price"),
                         QStringLiteral("style:leverage"),
                         QStringLiteral("style:growth"),
                         QStringLiteral("style:dividend_yield"),
                         QStringLiteral("style:short_term_reversal"),
                         QStringLiteral("style:profitability")};
const QStringList kTwoStage{QStringLiteral("country"), QStringLiteral("style:momentum"),
                            QStringLiteral("style:size"), QStringLiteral("style:value")};
const QStringList kFirstChoice{QStringLiteral("style:momentum"), QStringLiteral("style:size"),
                               QStringLiteral("style:beta"), QStringLiteral("style:book_to_price"),
                               QStringLiteral("style:short_term_reversal")};

/// Orders rows date,factor,return into one series per factor.
QVector<TimeSeries> seriesOf(const TableData& table, const QStringList& factors) {
    QVector<TimeSeries> result;
    for (const QString& factor : factors)
        result.append({factor, factorTitle(factor), {}, {}});
    const int date = table.column(QStringLiteral("date"));
    const int name = table.column(QStringLiteral("factor"));
    const int value = table.column(QStringLiteral("return"));
    QHash<QString, QDate> known;
    QVector<QHash<QDate, int>> rows(factors.size());
    for (int row = 0; row < table.rows.size(); ++row) {
        const qsizetype at = factors.indexOf(table.text(row, name));
        if (at < 0) continue;
        const QString text = table.text(row, date);
        auto day = known.find(text);
        if (day == known.end()) day = known.insert(text, QDate::fromString(text, Qt::ISODate));
        result[at].dates.append(*day);
        result[at].values.append(table.number(row, value));
        rows[at].insert(*day, row);
    }
    for (qsizetype at = 0; at < result.size(); ++at)
        result[at].origin = originOfDay(table, value, rows[at]);
    return result;
}

} // namespace

ReturnsPanel::ReturnsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("returns"), tr("Factor returns"), parent),
      chart_(new LineChart(desk.theme, this)), span_(new SpanSelector(Span::Year1, this)),
      estimator_(addEstimator()), pick_(new QToolButton(this)), menu_(new QMenu(this)),
      factors_(kFirstChoice) {
    follow(kFollowsDate | kFollowsUniverse);
    chart_->setValueAxis(NumberKind::PercentSign, tr("cumulative return"));
    chart_->setZeroLine(true);
    chart_->setAccessibleName(tr("Cumulative factor returns"));
    trace(chart_);
    body()->addWidget(chart_);
    buildTools();
    fillMenu();
}

void ReturnsPanel::buildTools() {
    pick_->setMenu(menu_);
    pick_->setPopupMode(QToolButton::InstantPopup);
    pick_->setAccessibleName(tr("Choose factors"));
    tools()->addWidget(pick_);
    tools()->addStretch(1);
    tools()->addWidget(span_);
    connect(span_, &SpanSelector::spanChanged, this, &ReturnsPanel::draw);
    connect(estimator_, &QComboBox::currentIndexChanged, this, [this] {
        QStringList kept;
        for (const QString& factor : std::as_const(factors_))
            if (offered().contains(factor)) kept.append(factor);
        setFactors(kept.size() > 1 ? kept : offered().mid(1));
    });
}

QStringList ReturnsPanel::offered() const {
    return estimator_->currentIndex() == 0 ? kJoint : kTwoStage;
}

void ReturnsPanel::fillMenu() {
    menu_->clear();
    pick_->setText(tr("Factors (%1)").arg(factors_.size()));
    const QStringList all = offered();
    for (const QString& factor : all) {
        QAction* action = menu_->addAction(factorTitle(factor));
        action->setCheckable(true);
        action->setChecked(factors_.contains(factor));
        connect(action, &QAction::toggled, this, [this, factor](bool on) {
            QStringList wanted = factors_;
            wanted.removeAll(factor);
            if (on) wanted.append(factor);
            setFactors(wanted);
        });
    }
    menu_->addSeparator();
    menu_->addAction(tr("All styles"), this, [this] { setFactors(offered().mid(1)); });
}

void ReturnsPanel::setFactors(const QStringList& factors) {
    factors_ = factors;
    fillMenu();
    refresh();
}

QJsonObject ReturnsPanel::choices() const {
    return {{QStringLiteral("estimator"), estimator_->currentData().toString()},
            {QStringLiteral("span"), static_cast<int>(span_->span())},
            {QStringLiteral("factors"), QJsonArray::fromStringList(factors_)}};
}

void ReturnsPanel::setChoices(const QJsonObject& choices) {
    estimator_->setCurrentIndex(
        std::max(0, estimator_->findData(choices.value(QStringLiteral("estimator")).toString())));
    span_->setSpan(static_cast<Span>(std::clamp(choices.value(QStringLiteral("span")).toInt(4), 0, 6)));
    QStringList factors;
    for (const QJsonValue& each : choices.value(QStringLiteral("factors")).toArray())
        if (offered().contains(each.toString())) factors.append(each.toString());
    if (!factors.isEmpty()) setFactors(factors);
}

void ReturnsPanel::request() {
    if (factors_.isEmpty()) {
        chart_->setSeries({});
        return showEmpty(tr("No factor is chosen."), tr("Show all styles"),
                         [this] { setFactors(offered().mid(1)); });
    }
    const QString operation = QStringLiteral("factor.returns");
    const QJsonObject parameters{{QStringLiteral("estimator"), estimator_->currentData().toString()},
                                 {QStringLiteral("factors"), QJsonArray::fromStringList(factors_)},
                                 {QStringLiteral("limit"), 10000}};
    loadTable(QStringLiteral("returns"), operation,
              inUniverse(dated(parameters, QStringLiteral("end")), operation),
              [this](const TableData& table, const QJsonObject&) { showTable(table); });
}

void ReturnsPanel::showTable(const TableData& table) {
    titleLine()->setSubject(estimator_->currentIndex() == 0 ? tr("joint regression")
                                                            : tr("two-stage regression"));
    returns_ = seriesOf(table, factors_);
    if (table.empty()) {
        chart_->setSeries({});
        return showEmptyDate(
            tr("No factor returns up to this date. They start on the first session with 300 stocks in "
               "the estimation universe."));
    }
    draw();
}

void ReturnsPanel::draw() {
    QDate first;
    QDate last;
    for (const TimeSeries& each : std::as_const(returns_)) {
        if (each.dates.isEmpty()) continue;
        first = first.isValid() ? std::min(first, each.dates.first()) : each.dates.first();
        last = last.isValid() ? std::max(last, each.dates.last()) : each.dates.last();
    }
    if (!last.isValid()) return;
    const QDate start = spanStart(span_->span(), first, last);
    QVector<TimeSeries> lines;
    for (const TimeSeries& each : std::as_const(returns_))
        lines.append(cumulative(cutFrom(each, start)));
    titleLine()->setAsOf(last.toString(Qt::ISODate));
    chart_->setSeries(lines);
}

TableData ReturnsPanel::exportTable() const {
    return chart_->table();
}

QWidget* ReturnsPanel::chart() const {
    return chart_->plot();
}

} // namespace nautilus::ui
