#include "ui/dashboards/factor/stock_panel.h"

#include "ui/charts/exposure_bars.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/span_selector.h"
#include "ui/dashboards/factor/factor_inspector.h"
#include "ui/models/factor_names.h"

#include <QJsonArray>

namespace nautilus::ui {

namespace {
constexpr int kSideBySide = 720; ///< from this width on the charts stand beside the bars
// Stacked, a panel this low shows the bars alone, then the bars and one chart: less would overlap.
constexpr int kRoomForHistory = 370;
constexpr int kRoomForPrice = 480;
constexpr QSize kLeastSize{320, 250};
} // namespace

StockPanel::StockPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("stock"), tr("Stock"), parent),
      split_(new QBoxLayout(QBoxLayout::TopToBottom)), bars_(new ExposureBars(desk.theme, this)),
      exposure_chart_(new LineChart(desk.theme, this)), price_chart_(new LineChart(desk.theme, this)),
      span_(new SpanSelector(Span::Year1, this)), set_(addStyleSet()) {
    follow(kFollowsSymbol | kFollowsDate | kFollowsUniverse);
    tools()->addStretch(1);
    tools()->addWidget(span_);
    exposure_chart_->setValueAxis(NumberKind::Signed2, tr("exposure"));
    exposure_chart_->setZeroLine(true);
    exposure_chart_->setAccessibleName(tr("History of the chosen exposure"));
    price_chart_->setValueAxis(NumberKind::Price, tr("adjusted close"));
    price_chart_->setAccessibleName(tr("Price"));
    bars_->setAccessibleName(tr("Exposures of the stock"));
    auto* charts = new QVBoxLayout;
    charts->setSpacing(0);
    charts->addWidget(exposure_chart_, 1);
    charts->addWidget(price_chart_, 1);
    setMinimumSize(kLeastSize); // its own floor: what stands in it must not keep the window from shrinking
    split_->setSpacing(4);
    split_->setContentsMargins(0, 4, 0, 0);
    split_->addWidget(bars_, 4);
    split_->addLayout(charts, 5);
    body()->addLayout(split_, 1);
    trace(exposure_chart_);
    trace(price_chart_);
    trace(bars_);
    connect(span_, &SpanSelector::spanChanged, this, [this] {
        drawHistory();
        drawPrice();
    });
    connect(bars_, &ExposureBars::selectionChanged, this, [this](const QString& id) {
        drawHistory();
        inspectFactor(this->desk(), this, id);
    });
}

QJsonObject StockPanel::choices() const {
    return {{QStringLiteral("span"), static_cast<int>(span_->span())}};
}

void StockPanel::setChoices(const QJsonObject& choices) {
    span_->setSpan(static_cast<Span>(std::clamp(choices.value(QStringLiteral("span")).toInt(4), 0, 6)));
}

QJsonObject StockPanel::range() const {
    return dated({{QStringLiteral("symbol"), context().symbol}}, QStringLiteral("end"));
}

void StockPanel::request() {
    const QString symbol = context().symbol;
    if (symbol.isEmpty()) {
        titleLine()->setSubject({});
        return showEmpty(
            tr("Choose a stock: click a row of the exposures, or press Ctrl+K and type its symbol."),
            tr("Open exposures"), [this] { desk().open_panel(QStringLiteral("exposures")); });
    }
    titleLine()->setSubject(symbol);
    const QJsonObject now{{QStringLiteral("set"), set_->currentData().toString()},
                          {QStringLiteral("symbols"), QJsonArray{symbol}}};
    const QString exposures = QStringLiteral("factor.exposures");
    loadTable(QStringLiteral("exposures"), exposures,
              inUniverse(dated(now, QStringLiteral("date")), exposures),
              [this](const TableData& table, const QJsonObject&) { showBars(table); });
    QJsonObject bars = range();
    bars.insert(QStringLiteral("adjusted"), true);
    loadTable(QStringLiteral("bars"), QStringLiteral("marketdata.bars"), bars,
              [this](const TableData& table, const QJsonObject&) {
                  prices_ = table;
                  drawPrice();
              });
    QJsonObject history = range();
    history.insert(QStringLiteral("set"), set_->currentData().toString());
    const QString past = QStringLiteral("factor.exposure_history");
    loadTable(QStringLiteral("history"), past, inUniverse(history, past),
              [this](const TableData& table, const QJsonObject&) {
                  history_ = table;
                  drawHistory();
              });
}

void StockPanel::showBars(const TableData& table) {
    const int row = [&] {
        const int symbol = table.column(QStringLiteral("symbol"));
        for (int each = 0; each < table.rows.size(); ++each)
            if (table.text(each, symbol) == context().symbol) return each;
        return -1;
    }();
    QVector<ExposureBar> bars;
    for (int column = 0; column < table.columns.size(); ++column)
        if (row >= 0 && factorKind(table.columns[column]) == QLatin1String("style"))
            bars.append({table.columns[column], factorTitle(table.columns[column]), table.number(row, column),
                         table.reason(row, column), table.origin(row, column)});
    bars_->setBars(bars);
    if (row < 0) return showEmptyDate(tr("%1 has no exposures on this date.").arg(context().symbol));
    const QString cap =
        formatCell(NumberKind::Money, table.at(row, table.column(QStringLiteral("market_cap"))));
    titleLine()->setSubject(
        QStringLiteral("%1  ·  %2  ·  %3")
            .arg(context().symbol, table.text(row, table.column(QStringLiteral("industry_raw"))), cap));
    titleLine()->setAsOf(table.text(row, table.column(QStringLiteral("date"))));
}

TimeSeries StockPanel::seriesOf(const TableData& table, const QString& column, const QString& title) const {
    TimeSeries series{column, title, {}, {}};
    const int date = table.column(QStringLiteral("date"));
    const int value = table.column(column);
    QHash<QDate, int> rows;
    for (int row = 0; row < table.rows.size(); ++row) {
        series.dates.append(QDate::fromString(table.text(row, date), Qt::ISODate));
        series.values.append(table.number(row, value));
        rows.insert(series.dates.last(), row);
    }
    series.origin = originOfDay(table, value, rows);
    if (series.dates.isEmpty()) return series;
    return cutFrom(series, spanStart(span_->span(), series.dates.first(), series.dates.last()));
}

void StockPanel::drawHistory() {
    const QString factor = bars_->selected().isEmpty() ? history_.columns.value(2) : bars_->selected();
    exposure_chart_->setSeries({seriesOf(history_, factor, factorTitle(factor))});
}

void StockPanel::drawPrice() {
    price_chart_->setSeries({seriesOf(prices_, QStringLiteral("close"), context().symbol)});
}

QWidget* StockPanel::chart() const {
    return exposure_chart_->plot();
}

void StockPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    const bool beside = width() >= kSideBySide;
    split_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    exposure_chart_->setVisible(beside || height() >= kRoomForHistory);
    price_chart_->setVisible(beside || height() >= kRoomForPrice);
}

} // namespace nautilus::ui
