#include "ui/dashboards/data/bars_panel.h"

#include "ui/charts/plot.h"
#include "ui/charts/price_chart.h"
#include "ui/charts/span_selector.h"

namespace nautilus::ui {

BarsPanel::BarsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("bars"), tr("Price bars"), parent), chart_(new PriceChart(desk.theme, this)),
      span_(new SpanSelector(Span::Month6, this)), adjusted_(new QToolButton(this)) {
    adjusted_->setText(tr("Adjusted"));
    adjusted_->setAccessibleName(tr("Adjusted for splits and dividends"));
    adjusted_->setToolTip(tr("Prices adjusted for splits and dividends"));
    adjusted_->setCheckable(true);
    adjusted_->setChecked(true);
    tools()->addWidget(adjusted_);
    tools()->addStretch(1);
    tools()->addWidget(span_);
    body()->addWidget(chart_);
    connect(span_, &SpanSelector::spanChanged, this, &BarsPanel::draw);
    connect(adjusted_, &QToolButton::toggled, this, &Panel::refresh);
}

bool BarsPanel::concerns(const Context& before, const Context& after) const {
    return before.symbol != after.symbol || before.date != after.date;
}

void BarsPanel::request() {
    const QString symbol = context().symbol;
    titleLine()->setSubject(symbol);
    if (symbol.isEmpty())
        return showEmpty(tr("Choose an instrument in the list, or press Ctrl+K and type its symbol."),
                         tr("Open instruments"),
                         [this] { desk().open_panel(QStringLiteral("instruments")); });
    QJsonObject parameters{{QStringLiteral("symbol"), symbol},
                           {QStringLiteral("adjusted"), adjusted_->isChecked()}};
    if (context().date.isValid())
        parameters.insert(QStringLiteral("end"), context().date.toString(Qt::ISODate));
    loadTable(QStringLiteral("bars"), QStringLiteral("marketdata.bars"), parameters,
              [this](const TableData& table, const QJsonObject&) {
                  bars_ = table;
                  draw();
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
    chart_->setBars(bars_, spanStart(span_->span(), first, last), tr("price, USD"));
}

QWidget* BarsPanel::chart() const {
    return chart_->plot();
}

} // namespace nautilus::ui
