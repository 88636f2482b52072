// What comes in while the live chart is looked at: the session or the trades so far become the newest bars.

#include "ui/dashboards/market/live_chart_panel.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

constexpr int kMostNamesakes = 50;
constexpr int kIndicatorsMs = 2000; ///< after which those of the forming bar are asked for again

/// Weekdays that lie wholly between two times.
int weekdaysBetween(double from, double to) {
    const auto day = [](double time) {
        return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(time * 1000), Qt::UTC).date();
    };
    int count = 0;
    for (QDate each = day(from).addDays(1); each < day(to) && count < 10; each = each.addDays(1))
        count += each.dayOfWeek() <= Qt::Friday ? 1 : 0;
    return count;
}

/// The trades of `now` that `before` did not have yet: both list the newest so many, oldest first.
qsizetype firstNewTrade(const QVector<QVector<QJsonValue>>& before, const QVector<QVector<QJsonValue>>& now) {
    for (qsizetype gone = 0; gone < before.size(); ++gone) {
        const qsizetype shared = before.size() - gone;
        if (shared <= now.size() && std::equal(now.begin(), now.begin() + shared, before.begin() + gone))
            return shared;
    }
    return 0;
}

/// First of the trades after the last place where their time goes back: there a replay was set back.
int afterLastJumpBack(const TableData& table, int time, double more_than) {
    for (auto row = static_cast<int>(table.rows.size()) - 1; row > 0; --row)
        if (LiveChartPanel::timeOf(table.text(row - 1, time)) >
            LiveChartPanel::timeOf(table.text(row, time)) + more_than)
            return row;
    return 0;
}

} // namespace

double LiveChartPanel::slotOf(double time) const {
    if (chart_->bars().size() == 0) return std::floor(time / seconds()) * seconds();
    const double origin = chart_->bars().last().time; // bars count from the open of their session
    return origin + std::floor((time - origin) / seconds()) * seconds();
}

void LiveChartPanel::readLive() {
    const QString symbol = context().symbol;
    if (seconds() >= 86'400)
        return loadTable(QStringLiteral("snapshot"), QStringLiteral("marketdata.snapshot"),
                         {{QStringLiteral("symbols"), QJsonArray{symbol}}},
                         [this](const TableData& table, const QJsonObject&) { takeSnapshot(table); });
    loadTable(QStringLiteral("trades"), QStringLiteral("marketdata.recent"),
              {{QStringLiteral("symbol"), symbol},
               {QStringLiteral("kind"), QStringLiteral("trades")},
               {QStringLiteral("limit"), 1000}},
              [this](const TableData& table, const QJsonObject&) { takeTrades(table); });
}

/// The session under way as its bar. A weekly bar is left to the stored ones.
void LiveChartPanel::takeSnapshot(const TableData& table) {
    if (table.empty() || seconds() > 86'400) return;
    const auto value = [&](const char* name) { return table.number(0, table.column(QLatin1String(name))); };
    const double at = timeOf(table.text(0, table.column(QStringLiteral("event_time"))));
    if (!std::isfinite(value("open")) || !std::isfinite(at)) return;
    ChartBar bar{at, value("open"), value("high"), value("low"), value("price"), value("volume")};
    if (chart_->bars().size() > 0) {
        const double last = chart_->bars().last().time;
        if (dayOf(last) == dayOf(at - 1)) bar.time = last;
        const bool gap = weekdaysBetween(last, bar.time) > 0 && reread_ != dayOf(at);
        if (bar.time < last || gap) { // the replay went back, or went on while nobody looked
            reread_ = dayOf(at);
            shown_.clear();
            return;
        }
    }
    chart_->putBar(bar);
    titleLine()->setAsOf(table.text(0, table.column(QStringLiteral("event_time"))).left(10));
    if (chart_->bars().size() != bars_asked_ || asked_at_.hasExpired(kIndicatorsMs)) askIndicators();
}

void LiveChartPanel::takeTrades(const TableData& table) {
    const int time = table.column(QStringLiteral("time")), price = table.column(QStringLiteral("price")),
              size = table.column(QStringLiteral("size"));
    const BarSeries& bars = chart_->bars();
    const bool first = trades_.isEmpty();
    // What the first list holds of the time of stored bars is in them already.
    const double stored =
        first && bars.size() > 0 ? bars.last().time : -std::numeric_limits<double>::infinity();
    const int from = first ? afterLastJumpBack(table, time, seconds())
                           : static_cast<int>(firstNewTrade(trades_, table.rows));
    trades_ = table.rows;
    ChartBar bar;
    bool open = false;
    for (int row = from; row < table.rows.size(); ++row) {
        const double begin = slotOf(timeOf(table.text(row, time))), paid = table.number(row, price);
        if (begin <= stored) continue;
        if (!open && bars.size() > 0 && begin <= bars.last().time) {
            bar = bars.last();
            open = true;
        }
        if (open && begin < bar.time) {
            if (bar.time - begin > seconds()) return shown_.clear(); // the replay went back
            ++late_;                                                 // its bar is closed
            continue;
        }
        if (!open || bar.time != begin) {
            if (open) chart_->putBar(bar);
            bar = {begin, paid, paid, paid, paid, 0};
            open = true;
        }
        bar.high = std::max(bar.high, paid);
        bar.low = std::min(bar.low, paid);
        bar.close = paid;
        if (std::isfinite(table.number(row, size))) bar.volume += table.number(row, size);
    }
    if (open) {
        chart_->putBar(bar);
        const QString newest = table.text(static_cast<int>(table.rows.size()) - 1, time);
        titleLine()->setAsOf(newest.left(19).replace(u'T', u' '));
    }
    showLate();
    if (bars.size() != bars_asked_ || (open && asked_at_.hasExpired(kIndicatorsMs))) askIndicators();
}

/// Trades that came when their bar was closed are in no bar: the stored ones hold them the next time.
void LiveChartPanel::showLate() {
    late_note_->setVisible(late_ > 0);
    late_note_->setText(tr("%n trades came late: the bar that they belong to was closed, they are not in it.",
                           nullptr, static_cast<int>(late_)));
}

/// Currency of the symbol's prices.
QString LiveChartPanel::priceUnit() const {
    const QString currency = currencies_.value(context().symbol);
    return currency.isEmpty() ? tr("price") : currency;
}

void LiveChartPanel::askCurrency(const QString& symbol) {
    if (currencies_.contains(symbol)) return;
    currencies_.insert(symbol, {});
    desk().link.call(QStringLiteral("marketdata.instruments"),
                     {{QStringLiteral("query"), symbol}, {QStringLiteral("limit"), kMostNamesakes}}, this,
                     [this, symbol](const LinkReply& reply) {
                         const TableData table =
                             readTable(reply.envelope.value(QStringLiteral("data")).toObject());
                         for (int row = 0; row < table.rows.size(); ++row)
                             if (table.text(row, table.column(QStringLiteral("symbol"))) == symbol)
                                 currencies_[symbol] =
                                     table.text(row, table.column(QStringLiteral("currency")));
                         if (context().symbol == symbol) chart_->setUnit(priceUnit());
                     });
}

} // namespace nautilus::ui
