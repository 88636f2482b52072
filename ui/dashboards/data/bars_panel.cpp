#include "ui/dashboards/data/bars_panel.h"

#include "ui/charts/plot.h"
#include "ui/charts/price_chart.h"
#include "ui/charts/span_selector.h"
#include "ui/models/number_format.h"

#include <cmath>

namespace nautilus::ui {
namespace {

constexpr double kLeastStep = 5e-4; ///< smaller changes of the adjustment are rounding
constexpr double kSplitStep = 0.3;  ///< larger ones are no dividend
constexpr int kAroundDays = 90;
const QString kSql = QStringLiteral("marketdata.sql");

/// Days on which the ratio of adjusted to raw close changes: an action counts from there on. A dividend's
/// amount follows from the change and the raw close before it.
QVector<PriceMark> marksOf(const TableData& raw, const TableData& adjusted) {
    QVector<PriceMark> marks;
    const int date = raw.column(QStringLiteral("date"));
    const int close = raw.column(QStringLiteral("close"));
    const int adjusted_close = adjusted.column(QStringLiteral("close"));
    double before = std::nan("");
    for (int row = 0; row < qMin(raw.rows.size(), adjusted.rows.size()); ++row) {
        if (raw.text(row, date) != adjusted.text(row, adjusted.column(QStringLiteral("date")))) return marks;
        const double ratio = adjusted.number(row, adjusted_close) / raw.number(row, close);
        const double step = ratio / before - 1.0;
        before = ratio;
        if (!std::isfinite(step) || std::abs(step) < kLeastStep) continue;
        const QDate day = QDate::fromString(raw.text(row, date), Qt::ISODate);
        if (std::abs(step) > kSplitStep)
            marks.append(
                {day, BarsPanel::tr("S"), BarsPanel::tr("split %1:1").arg(formatNumber(step + 1.0, 2))});
        else
            marks.append(
                {day, BarsPanel::tr("D"),
                 BarsPanel::tr("dividend about %1")
                     .arg(formatNumber(raw.number(row - 1, close) * (1.0 - 1.0 / (1.0 + step)), 2))});
    }
    return marks;
}

QVector<PriceMark> marksOf(const TableData& actions) {
    QVector<PriceMark> marks;
    for (int row = 0; row < actions.rows.size(); ++row) {
        const QDate day =
            QDate::fromString(actions.text(row, actions.column(QStringLiteral("ex_date"))), Qt::ISODate);
        const QString type = actions.text(row, actions.column(QStringLiteral("type")));
        const double ratio = actions.number(row, actions.column(QStringLiteral("ratio")));
        const double amount = actions.number(row, actions.column(QStringLiteral("amount")));
        if (type == QLatin1String("dividend"))
            marks.append(
                {day, BarsPanel::tr("D"), BarsPanel::tr("dividend %1").arg(formatNumber(amount, 4))});
        else if (type == QLatin1String("split"))
            marks.append({day, BarsPanel::tr("S"), BarsPanel::tr("split %1:1").arg(formatNumber(ratio, 2))});
        else
            marks.append({day, BarsPanel::tr("A"), type});
    }
    return marks;
}

} // namespace

BarsPanel::BarsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("bars"), tr("Price bars"), parent), chart_(new PriceChart(desk.theme, this)),
      span_(new SpanSelector(Span::Month6, this)), adjusted_(new QToolButton(this)) {
    follow(kFollowsSymbol | kFollowsDate);
    adjusted_->setText(tr("Adjusted"));
    adjusted_->setAccessibleName(tr("Adjusted for splits and dividends"));
    adjusted_->setToolTip(tr("Prices adjusted for splits and dividends"));
    adjusted_->setCheckable(true);
    adjusted_->setChecked(true);
    tools()->addWidget(adjusted_);
    tools()->addStretch(1);
    tools()->addWidget(span_);
    body()->addWidget(chart_);
    trace(chart_);
    connect(span_, &SpanSelector::spanChanged, this, [this] {
        place_ = {};
        draw();
    });
    connect(adjusted_, &QToolButton::toggled, this, &Panel::refresh);
}

void BarsPanel::request() {
    const QString symbol = context().symbol;
    titleLine()->setSubject(symbol);
    if (symbol.isEmpty())
        return showEmpty(tr("Choose an instrument in the list, or press Ctrl+K and type its symbol."),
                         tr("Open instruments"),
                         [this] { desk().open_panel(QStringLiteral("instruments")); });
    const QJsonObject parameters =
        dated({{QStringLiteral("symbol"), symbol}, {QStringLiteral("adjusted"), adjusted_->isChecked()}},
              QStringLiteral("end"));
    loadTable(QStringLiteral("bars"), QStringLiteral("marketdata.bars"), parameters,
              [this](const TableData& table, const QJsonObject&) {
                  bars_ = table;
                  draw();
                  mark();
              });
    actions_ = {};
    other_ = {};
    if (desk().operations.find(kSql)) return askActions(symbol);
    QJsonObject other = parameters;
    other.insert(QStringLiteral("adjusted"), !adjusted_->isChecked());
    loadTable(QStringLiteral("other"), QStringLiteral("marketdata.bars"), other,
              [this](const TableData& table, const QJsonObject&) {
                  other_ = table;
                  mark();
              });
}

void BarsPanel::draw() {
    if (bars_.empty() && !context().symbol.isEmpty())
        return showEmpty(tr("%1 has no bars in this range.").arg(context().symbol), tr("Show all dates"),
                         [this] { desk().context.setDate(group(), {}); });
    const int date = bars_.column(QStringLiteral("date"));
    const int last_row = static_cast<int>(bars_.rows.size()) - 1;
    const QDate first = QDate::fromString(bars_.text(0, date), Qt::ISODate);
    const QDate last = QDate::fromString(bars_.text(last_row, date), Qt::ISODate);
    if (!first.isValid() || !last.isValid()) return;
    titleLine()->setAsOf(last.toString(Qt::ISODate));
    if (!place_.isValid())
        return chart_->setBars(bars_, spanStart(span_->span(), first, last), tr("price, USD"));
    TableData around = bars_;
    const QString end = place_.addDays(kAroundDays).toString(Qt::ISODate);
    around.rows.removeIf([&](const QVector<QJsonValue>& row) { return row.value(date).toString() > end; });
    chart_->setBars(around, place_.addDays(-kAroundDays), tr("price, USD"));
    chart_->showDate(place_);
}

void BarsPanel::askActions(const QString& symbol) {
    QString quoted = symbol;
    quoted.replace(QLatin1Char('\''), QStringLiteral("''"));
    const QString sql =
        QStringLiteral("SELECT DISTINCT a.type, a.ex_date, a.ratio, a.amount FROM corporate_actions a "
                       "JOIN instruments i ON i.instrument_id = a.instrument_id AND i.dataset = a.dataset "
                       "WHERE i.symbol = '%1' ORDER BY a.ex_date")
            .arg(quoted);
    desk().link.call(kSql, {{QStringLiteral("sql"), sql}}, this, [this, symbol](const LinkReply& reply) {
        if (!reply.ok() || symbol != context().symbol) return; // bars without marks are still bars
        actions_ = readTable(reply.envelope.value(QStringLiteral("data")).toObject());
        mark();
    });
}

void BarsPanel::mark() {
    if (actions_.column(QStringLiteral("ex_date")) >= 0) {
        chart_->setMarks(marksOf(actions_));
        if (place_.isValid()) chart_->showDate(place_);
        return;
    }
    const bool adjusted = adjusted_->isChecked();
    chart_->setMarks(marksOf(adjusted ? other_ : bars_, adjusted ? bars_ : other_));
    if (place_.isValid()) chart_->showDate(place_);
}

void BarsPanel::jumpTo(const QDate& date) {
    place_ = date;
    draw();
}

QWidget* BarsPanel::chart() const {
    return chart_->plot();
}

} // namespace nautilus::ui
