#include "ui/dashboards/market/depth_panel.h"

#include "ui/charts/record_table.h"

#include <QHeaderView>
#include <QJsonArray>

#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 250;
constexpr int kLevels = 12;
constexpr int kTrades = 200;
constexpr int kBidColumn = 1, kDistanceColumn = 2, kAskColumn = 3;
const QString kSource = QStringLiteral("source");

/// Values of the replay source came long ago.
PanelState feedOf(const QString& source, bool stale) {
    if (stale) return PanelState::Stale;
    return source == QLatin1String("replay") ? PanelState::Replay : PanelState::Live;
}

QString noSymbol() {
    return DepthPanel::tr("Choose a symbol in the watchlist.");
}

/// A size relative to the largest, as heat: bids up, asks down.
double heatOf(double size, double most, bool bid) {
    return most > 0 && std::isfinite(size) ? (bid ? 1 : -1) * size / most : std::nan("");
}

} // namespace

DepthPanel::DepthPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("depth"), tr("Depth"), parent),
      model_({{QStringLiteral("bid_size"), tr("Bid size"), NumberKind::Integer},
              {QStringLiteral("bid"), tr("Bid"), NumberKind::Price},
              {QStringLiteral("price"), tr("Distance %"), NumberKind::Percent,
               tr("From the middle between the best bid and the best ask")},
              {QStringLiteral("ask"), tr("Ask"), NumberKind::Price},
              {QStringLiteral("ask_size"), tr("Ask size"), NumberKind::Integer},
              {QStringLiteral("weight"), tr("Share"), NumberKind::Percent1,
               tr("Of the largest size in sight; bids positive, asks negative"), 0.5}}),
      table_(addTable(model_, tr("Depth"), {62, 66, 76, 66, 62, 58})) {
    follow(kFollowsSymbol);
    table_->horizontalHeader()->setStretchLastSection(false);
    table_->showWhatFits({kDistanceColumn});
    for (const int price : {kBidColumn, kAskColumn})
        table_->horizontalHeader()->setSectionResizeMode(price, QHeaderView::Stretch);
    table_->setSortingEnabled(false);
    refreshWhileSeen(kPollMs);
}

void DepthPanel::request() {
    const QString symbol = context().symbol;
    titleLine()->setSubject(symbol);
    if (!offers(QStringLiteral("marketdata.order_book"))) return;
    if (symbol.isEmpty())
        return showEmpty(noSymbol(), tr("Open the watchlist"),
                         [this] { desk().open_panel(QStringLiteral("watchlist")); });
    load(QStringLiteral("book"), QStringLiteral("marketdata.order_book"),
         {{QStringLiteral("symbol"), symbol}},
         [this](const QJsonObject& book, const QJsonObject&) { show(book); });
}

void DepthPanel::show(const QJsonObject& book) {
    const QJsonArray bids = book.value(QStringLiteral("bids")).toArray();
    const QJsonArray asks = book.value(QStringLiteral("asks")).toArray();
    const auto part = [](const QJsonValue& level, const char* name) {
        const QJsonValue value = level.toObject().value(QLatin1String(name));
        return value.isDouble() ? value.toDouble() : std::nan("");
    };
    double most = 0;
    for (const QJsonArray* side : {&bids, &asks})
        for (int i = 0; i < std::min<qsizetype>(side->size(), kLevels); ++i)
            most = std::max(most, part(side->at(i), "size"));
    const double middle = (part(bids.at(0), "price") + part(asks.at(0), "price")) / 2;
    TableData table;
    table.columns = {QStringLiteral("bid_size"), QStringLiteral("bid"),      QStringLiteral("price"),
                     QStringLiteral("ask"),      QStringLiteral("ask_size"), QStringLiteral("weight")};
    const auto add = [&](const QJsonValue& level, bool bid) {
        const double price = part(level, "price"), size = part(level, "size");
        const QJsonValue away = std::isfinite(middle) ? QJsonValue(price / middle - 1) : QJsonValue();
        const double heat = heatOf(size, most, bid);
        const QJsonValue weight = std::isfinite(heat) ? QJsonValue(heat) : QJsonValue();
        table.rows.append(bid ? QVector<QJsonValue>{size, price, away, {}, {}, weight}
                              : QVector<QJsonValue>{{}, {}, away, price, size, weight});
    };
    for (auto i = std::min<qsizetype>(asks.size(), kLevels) - 1; i >= 0; --i)
        add(asks.at(i), false);
    for (qsizetype i = 0; i < std::min<qsizetype>(bids.size(), kLevels); ++i)
        add(bids.at(i), true);
    model_.setTable(table);
    setFeed(feedOf(book.value(kSource).toString(), book.value(QStringLiteral("stale")).toBool()));
    QString subject = context().symbol;
    if (book.value(QStringLiteral("stale")).toBool()) subject += tr(", stale");
    if (book.value(QStringLiteral("crossed")).toBool()) subject += tr(", crossed");
    titleLine()->setSubject(subject);
    titleLine()->setAsOf(book.value(QStringLiteral("timestamp")).toString().left(19).replace(u'T', u' '));
    if (table.empty())
        showEmpty(tr("%1 has bars alone at this source: no quotes, no book.").arg(context().symbol),
                  tr("Open data sources"), [this] { desk().open_panel(QStringLiteral("sources")); });
}

TradesPanel::TradesPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("trades"), tr("Time and sales"), parent),
      model_({{QStringLiteral("clock"), tr("Time, UTC")},
              {QStringLiteral("price"), tr("Price"), NumberKind::Price},
              {QStringLiteral("step"), tr("Tick"), NumberKind::Signed2, tr("Change from the trade before"),
               0.05},
              {QStringLiteral("size"), tr("Size"), NumberKind::Integer}}),
      table_(addTable(model_, tr("Time and sales"), {96, 80, 62, 72})) {
    follow(kFollowsSymbol);
    table_->setSortingEnabled(false);
    refreshWhileSeen(kPollMs);
}

void TradesPanel::request() {
    const QString symbol = context().symbol;
    titleLine()->setSubject(symbol);
    if (!offers(QStringLiteral("marketdata.recent"))) return;
    if (symbol.isEmpty())
        return showEmpty(noSymbol(), tr("Open the watchlist"),
                         [this] { desk().open_panel(QStringLiteral("watchlist")); });
    load(QStringLiteral("trades"), QStringLiteral("marketdata.recent"),
         {{QStringLiteral("symbol"), symbol},
          {QStringLiteral("kind"), QStringLiteral("trades")},
          {QStringLiteral("limit"), kTrades}},
         [this](const QJsonObject& answer, const QJsonObject& metadata) {
             const QJsonObject methods = metadata.value(QStringLiteral("methods")).toObject();
             setFeed(feedOf(methods.value(kSource).toString(), false));
             show(readTable(answer, metadata));
         });
}

void TradesPanel::show(TableData table) {
    const int time = table.column(QStringLiteral("time")), price = table.column(QStringLiteral("price"));
    table.columns << QStringLiteral("clock") << QStringLiteral("step");
    for (int row = 0; row < table.rows.size(); ++row) {
        const double step = row > 0 ? table.number(row, price) - table.number(row - 1, price) : std::nan("");
        table.rows[row].append(table.text(row, time).mid(11, 12).remove(u'Z')); // the day is in the title
        table.rows[row].append(std::isfinite(step) ? QJsonValue(step) : QJsonValue());
    }
    std::reverse(table.rows.begin(), table.rows.end());
    titleLine()->setAsOf(table.text(0, time).left(10));
    model_.setTable(table);
    if (table.empty())
        showEmpty(
            tr("No trade of %1 has come in. A source that gives bars alone has none.").arg(context().symbol),
            tr("Open data sources"), [this] { desk().open_panel(QStringLiteral("sources")); });
}

} // namespace nautilus::ui
