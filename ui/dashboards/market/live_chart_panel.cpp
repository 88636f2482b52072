#include "ui/dashboards/market/live_chart_panel.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 250;
constexpr qsizetype kIndicatorBars = 5'000; ///< the newest so many are given to the indicators
constexpr double kDay = 86'400;
constexpr int kHistoryRows = 1'000'000;

struct Frame {
    const char* name;
    double seconds;
    int days; ///< of history
};
constexpr Frame kFrames[] = {{"1m", 60, 10},     {"5m", 300, 30},        {"15m", 900, 60},
                             {"1h", 3'600, 365}, {"1d", 86'400, 36'500}, {"7d", 604'800, 36'500}};

double numberOf(const QJsonValue& value) {
    return value.isDouble() ? value.toDouble() : std::nan("");
}

} // namespace

double LiveChartPanel::dayOf(double time) {
    return std::floor((time - 5 * 3600) / kDay); // no exchange trades across 05:00 UTC but those of Asia
}

double LiveChartPanel::timeOf(const QString& text) {
    return static_cast<double>(QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch()) / 1000;
}

LiveChartPanel::LiveChartPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("live_chart"), tr("Live chart"), parent),
      chart_(new MarketChart(desk.theme, this)),
      timeframe_(addChoice(tr("Timeframe"), {{tr("1 minute"), QStringLiteral("1m")},
                                             {tr("5 minutes"), QStringLiteral("5m")},
                                             {tr("15 minutes"), QStringLiteral("15m")},
                                             {tr("1 hour"), QStringLiteral("1h")},
                                             {tr("1 day"), QStringLiteral("1d")},
                                             {tr("1 week"), QStringLiteral("7d")}})),
      indicators_(new QLineEdit(this)), trend_(new QToolButton(this)), late_note_(makeNote()) {
    follow(kFollowsSymbol);
    {
        const QSignalBlocker quiet(timeframe_);
        timeframe_->setCurrentIndex(4);
    }
    indicators_->setText(QStringLiteral("sma:20, rsi:14"));
    indicators_->setPlaceholderText(tr("Indicators: sma:20, rsi:14, macd"));
    indicators_->setAccessibleName(tr("Indicators, with parameters after colons"));
    indicators_->setToolTip(tr("Any indicator by its id, parameters after colons, commas between"));
    indicators_->setMinimumWidth(160);
    trend_->setText(tr("Trend line"));
    trend_->setToolTip(tr("Two clicks draw a line; Delete takes the last one away"));
    tools()->addWidget(indicators_, 1);
    tools()->addWidget(trend_);
    body()->addWidget(chart_);
    body()->addWidget(late_note_);
    late_note_->hide();
    connect(trend_, &QToolButton::clicked, chart_, &MarketChart::beginTrendLine);
    connect(chart_, &MarketChart::trendLinesChanged, this,
            [this] { trend_lines_[context().symbol] = chart_->trendLines(); });
    connect(indicators_, &QLineEdit::editingFinished, this, [this] { askIndicators(); });
    refreshWhileSeen(kPollMs);
    readPlaces();
}

QWidget* LiveChartPanel::chart() const {
    return chart_->plot();
}

double LiveChartPanel::seconds() const {
    return kFrames[std::max(timeframe_->currentIndex(), 0)].seconds;
}

/// Indicators whose values are prices are drawn over the price, all others in panes.
void LiveChartPanel::readPlaces() {
    for (const char* id : {"sma",
                           "ema",
                           "wma",
                           "dema",
                           "tema",
                           "trima",
                           "kama",
                           "t3",
                           "hma",
                           "vwma",
                           "zlema",
                           "wilder_average",
                           "mama",
                           "ht_trendline",
                           "bollinger_bands",
                           "keltner_channels",
                           "donchian_channels",
                           "acceleration_bands",
                           "ichimoku",
                           "parabolic_sar",
                           "supertrend",
                           "vwap",
                           "anchored_vwap",
                           "midpoint",
                           "midprice",
                           "linear_regression",
                           "linear_regression_intercept",
                           "time_series_forecast",
                           "highest",
                           "lowest",
                           "lowest_highest",
                           "average_price",
                           "median_price",
                           "typical_price",
                           "weighted_close"})
        over_price_.insert(QLatin1String(id), true);
}

QJsonObject LiveChartPanel::choices() const {
    QJsonObject lines;
    for (auto at = trend_lines_.begin(); at != trend_lines_.end(); ++at) {
        QJsonArray all;
        for (const TrendLine& line : at.value())
            all.append(QJsonArray{line.time1, line.price1, line.time2, line.price2});
        lines.insert(at.key(), all);
    }
    return {{QStringLiteral("timeframe"), timeframe_->currentData().toString()},
            {QStringLiteral("indicators"), indicators_->text()},
            {QStringLiteral("trend_lines"), lines}};
}

void LiveChartPanel::setChoices(const QJsonObject& choices) {
    const int at = timeframe_->findData(choices.value(QStringLiteral("timeframe")).toString());
    if (at >= 0) timeframe_->setCurrentIndex(at);
    if (choices.contains(QStringLiteral("indicators")))
        indicators_->setText(choices.value(QStringLiteral("indicators")).toString());
    const QJsonObject lines = choices.value(QStringLiteral("trend_lines")).toObject();
    for (auto symbol = lines.begin(); symbol != lines.end(); ++symbol) {
        QVector<TrendLine> all;
        for (const QJsonValue& each : symbol.value().toArray()) {
            const QJsonArray v = each.toArray();
            all.append({v.at(0).toDouble(), v.at(1).toDouble(), v.at(2).toDouble(), v.at(3).toDouble()});
        }
        trend_lines_.insert(symbol.key(), all);
    }
}

void LiveChartPanel::setIndicators(const QString& words) {
    indicators_->setText(words);
    askIndicators();
}

void LiveChartPanel::request() {
    const QString symbol = context().symbol;
    if (!offers(QStringLiteral("marketdata.historical"))) return;
    if (symbol.isEmpty()) {
        titleLine()->setSubject({});
        return showEmpty(tr("Choose a symbol in the watchlist."), tr("Open the watchlist"),
                         [this] { desk().open_panel(QStringLiteral("watchlist")); });
    }
    if (subscribed_ != symbol) subscribe(symbol);
    askCurrency(symbol);
    const QString wanted = symbol + QLatin1Char(' ') + timeframe_->currentData().toString();
    if (shown_ == wanted) return readLive();
    // A replayed day has a future that is stored already: the chart ends where the replay stands.
    loadTable(QStringLiteral("snapshot"), QStringLiteral("marketdata.snapshot"),
              {{QStringLiteral("symbols"), QJsonArray{symbol}}},
              [this](const TableData& table, const QJsonObject&) {
                  const bool replayed = table.at(0, table.column(QStringLiteral("replayed"))).toBool();
                  const QString at = table.text(0, table.column(QStringLiteral("event_time")));
                  setFeed(replayed ? PanelState::Replay : PanelState::Live);
                  readHistory(replayed ? at : QString());
              });
}

void LiveChartPanel::subscribe(const QString& symbol) {
    subscribed_ = symbol;
    const QString old = std::exchange(subscription_, {});
    if (!old.isEmpty())
        desk().link.call(QStringLiteral("marketdata.unsubscribe"), {{QStringLiteral("subscription_id"), old}},
                         this, [](const LinkReply&) {});
    desk().link.call(QStringLiteral("marketdata.subscribe"),
                     {{QStringLiteral("symbols"), QJsonArray{symbol}},
                      {QStringLiteral("delivery_config"),
                       QJsonObject{{QStringLiteral("delivery_method"), QStringLiteral("bus")}}}},
                     this, [this](const LinkReply& reply) {
                         const QJsonObject data_object =
                             reply.envelope.value(QStringLiteral("data")).toObject();
                         if (reply.ok())
                             subscription_ = data_object.value(QStringLiteral("subscription_id")).toString();
                     });
}

void LiveChartPanel::readHistory(const QString& end) {
    const QString symbol = context().symbol;
    const Frame& frame = kFrames[std::max(timeframe_->currentIndex(), 0)];
    const QString wanted = symbol + QLatin1Char(' ') + QLatin1String(frame.name);
    const QDate last =
        end.isEmpty() ? QDateTime::currentDateTimeUtc().date() : QDate::fromString(end.left(10), Qt::ISODate);
    load(QStringLiteral("history"), QStringLiteral("marketdata.historical"),
         {{QStringLiteral("symbol"), symbol},
          {QStringLiteral("timeframe"), QLatin1String(frame.name)},
          {QStringLiteral("start_date"), last.addDays(-frame.days).toString(Qt::ISODate)},
          {QStringLiteral("end_date"), last.toString(Qt::ISODate)},
          {QStringLiteral("cache_result"), false},
          {QStringLiteral("limit"), kHistoryRows}},
         [this, wanted, until = end.isEmpty() ? std::numeric_limits<double>::infinity() : timeOf(end)](
             const QJsonObject& answer, const QJsonObject&) {
             // What is under way where the replay stands is made of the values so far, not of what came
             // later.
             const double length = seconds();
             const auto beginsBefore = [length](const QJsonObject& row, double time) {
                 const double begin = timeOf(row.value(QStringLiteral("timestamp")).toString());
                 return length == kDay ? dayOf(begin) < dayOf(time - 1) : begin + length < time;
             };
             QJsonObject cut = answer;
             QJsonArray rows;
             for (const QJsonValue& row : answer.value(QStringLiteral("data")).toArray())
                 if (beginsBefore(row.toObject(), until)) rows.append(row);
             cut.insert(QStringLiteral("data"), rows);
             shown_ = wanted;
             late_ = 0;
             showLate();
             showHistory(cut);
         });
}

void LiveChartPanel::showHistory(const QJsonObject& answer) {
    QVector<ChartBar> bars;
    for (const QJsonValue& each : answer.value(QStringLiteral("data")).toArray()) {
        const QJsonObject row = each.toObject();
        const auto value = [&](const char* name) { return numberOf(row.value(QLatin1String(name))); };
        bars.append({timeOf(row.value(QStringLiteral("timestamp")).toString()), value("open"), value("high"),
                     value("low"), value("close"), value("volume")});
    }
    trades_ = {};
    titleLine()->setSubject(context().symbol);
    const QString source = answer.value(QStringLiteral("source_used")).toString();
    const bool again = drawn_ == shown_; // a gap was filled: the reader's range stays
    drawn_ = shown_;
    if (again)
        chart_->replaceBars(bars);
    else
        chart_->setBars(bars, seconds(), priceUnit());
    chart_->setTrendLines(trend_lines_.value(context().symbol));
    if (!again) chart_->setLines({});
    if (bars.isEmpty())
        showEmpty(tr("%1 has no bars of this size: nothing stored is fine enough.").arg(context().symbol),
                  tr("Show days"), [this] { timeframe_->setCurrentIndex(4); });
    else
        titleLine()->setSubject(tr("%1, stored bars from %2").arg(context().symbol, source));
    askIndicators();
}

/// Indicators come from the engine, over the very bars that are shown.
void LiveChartPanel::askIndicators() {
    bars_asked_ = chart_->bars().size();
    asked_at_.start();
    QJsonArray words;
    for (const QString& word : indicators_->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!word.trimmed().isEmpty()) words.append(word.trimmed());
    if (words.isEmpty() || bars_asked_ == 0) return chart_->setLines({});
    if (!desk().operations.find(QStringLiteral("features.given_series"))) return;
    QJsonArray bars;
    for (qsizetype i = std::max<qsizetype>(0, bars_asked_ - kIndicatorBars); i < bars_asked_; ++i) {
        const ChartBar& bar = chart_->bars().at(i);
        bars.append(QJsonObject{{QStringLiteral("timestamp"),
                                 QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(bar.time * 1000), Qt::UTC)
                                     .toString(Qt::ISODateWithMs)},
                                {QStringLiteral("open"), bar.open},
                                {QStringLiteral("high"), bar.high},
                                {QStringLiteral("low"), bar.low},
                                {QStringLiteral("close"), bar.close},
                                {QStringLiteral("volume"), std::isfinite(bar.volume) ? bar.volume : 0.0}});
    }
    loadTable(QStringLiteral("indicators"), QStringLiteral("features.given_series"),
              {{QStringLiteral("indicators"), words},
               {QStringLiteral("data"), QJsonObject{{QStringLiteral("ohlcv"), bars}}}},
              [this](const TableData& table, const QJsonObject&) { showIndicators(table); });
}

void LiveChartPanel::showIndicators(const TableData& table) {
    QVector<ChartLine> lines;
    QHash<QString, int> panes;
    const auto words = indicators_->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    const qsizetype before = std::max<qsizetype>(0, bars_asked_ - table.rows.size());
    for (int column = 0; column < table.columns.size(); ++column) {
        const QString name = table.columns[column];
        if (name == QLatin1String("session") || name == QLatin1String("closes_at")) continue;
        // The column belongs to the indicator whose id it begins with, or that has outputs of other names.
        QString id = name.section(QLatin1Char('_'), 0, 0);
        for (const QString& word : words)
            if (const QString each = word.trimmed().section(QLatin1Char(':'), 0, 0);
                name.startsWith(each) || each.startsWith(id + QLatin1Char('_')))
                id = each;
        ChartLine line{name, 0, QVector<double>(before, std::nan(""))};
        const bool width =
            name.endsWith(QLatin1String("_width")) || name.endsWith(QLatin1String("_position"));
        if (!over_price_.value(id) || width) {
            if (!panes.contains(id)) panes.insert(id, static_cast<int>(panes.size()) + 1);
            line.pane = panes.value(id);
        }
        for (int row = 0; row < table.rows.size(); ++row)
            line.values.append(table.number(row, column));
        lines.append(line);
    }
    chart_->setLines(lines);
}

TableData LiveChartPanel::exportTable() const {
    TableData out;
    out.columns = {QStringLiteral("time"), QStringLiteral("open"),  QStringLiteral("high"),
                   QStringLiteral("low"),  QStringLiteral("close"), QStringLiteral("volume")};
    for (qsizetype i = 0; i < chart_->bars().size(); ++i) {
        const ChartBar& bar = chart_->bars().at(i);
        out.rows.append({QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(bar.time * 1000), Qt::UTC)
                             .toString(Qt::ISODateWithMs),
                         bar.open, bar.high, bar.low, bar.close,
                         std::isfinite(bar.volume) ? QJsonValue(bar.volume) : QJsonValue()});
    }
    return out;
}

} // namespace nautilus::ui
