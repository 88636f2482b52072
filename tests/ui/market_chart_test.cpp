#include "tests/ui/suites.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/market_chart.h"
#include "ui/charts/plot.h"
#include "ui/shell/theme.h"

#include <QRandomGenerator>
#include <QtTest>

#include <cmath>

namespace nautilus::ui::testing {
namespace {

constexpr double kDay = 86'400;
constexpr double kFirstDay = 1'500'000'000 - 1'500'000'000 % 86'400; // 2017-07-14

QVector<ChartBar> randomBars(int count, quint32 seed) {
    QRandomGenerator random(seed);
    QVector<ChartBar> bars;
    double price = 100;
    for (int i = 0; i < count; ++i) {
        ChartBar bar{kFirstDay + kDay * i, price, price, price, price, std::floor(random.bounded(1000.0))};
        bar.close = price * (0.99 + random.bounded(0.02));
        bar.high = std::max(bar.open, bar.close) + random.bounded(1.0);
        bar.low = std::min(bar.open, bar.close) - random.bounded(1.0);
        if (random.bounded(20) == 0) bar.volume = std::nan("");
        price = bar.close;
        bars.append(bar);
    }
    return bars;
}

/// Bars [first, end) as one, bar by bar.
ChartBar together(const QVector<ChartBar>& bars, qsizetype first, qsizetype end) {
    ChartBar out = bars[first];
    double volume = 0;
    bool known = false;
    for (qsizetype i = first; i < end; ++i) {
        out.high = std::fmax(out.high, bars[i].high);
        out.low = std::fmin(out.low, bars[i].low);
        out.close = bars[i].close;
        known = known || !std::isnan(bars[i].volume);
        volume += std::isnan(bars[i].volume) ? 0 : bars[i].volume;
    }
    out.volume = known ? volume : std::nan("");
    return out;
}

bool same(const ChartBar& a, const ChartBar& b) {
    const bool volume = a.volume == b.volume || (std::isnan(a.volume) && std::isnan(b.volume));
    return a.time == b.time && a.open == b.open && a.high == b.high && a.low == b.low && a.close == b.close &&
           volume;
}

struct Shown {
    Theme theme;
    MarketChart chart{theme};
    explicit Shown(int bars = 500) {
        theme.apply(*qApp);
        chart.resize(800, 500);
        chart.show();
        chart.setBars(randomBars(bars, 7), kDay, QStringLiteral("USD"), 100);
        chart.drawNow();
    }
    [[nodiscard]] QCPRange range() const { return chart.plot()->xAxis->range(); }
    [[nodiscard]] qsizetype drawn() const {
        for (int i = 0; i < chart.plot()->plottableCount(); ++i)
            if (auto* candles = qobject_cast<QCPFinancial*>(chart.plot()->plottable(i)))
                return candles->data()->size();
        return -1;
    }
    [[nodiscard]] QPoint pixel(double bar, double price) const {
        return {static_cast<int>(std::lround(chart.plot()->xAxis->coordToPixel(bar))),
                static_cast<int>(std::lround(chart.plot()->yAxis->coordToPixel(price)))};
    }
};

} // namespace

class MarketChartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void levelsAreTheirBarsTogether() {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const QVector<ChartBar> bars = randomBars(5'000 + static_cast<int>(random.bounded(2'000)), seed);
        BarSeries series;
        series.set(bars);
        for (int round = 0; round < 200; ++round) {
            const qsizetype from = random.bounded(static_cast<int>(bars.size()));
            const qsizetype to = from + random.bounded(static_cast<int>(bars.size() - from));
            const qsizetype most = 1 + random.bounded(400);
            const auto view = series.view(from, to, most);
            QVERIFY(view.last - view.first <= most + 1);
            QVERIFY(view.first * view.step <= from && (view.last + 1) * view.step > to);
            for (qsizetype i = view.first; i <= view.last; ++i)
                QVERIFY(same((*view.bars)[i],
                             together(bars, i * view.step, std::min(bars.size(), (i + 1) * view.step))));
        }
        QCOMPARE(series.indexOf(bars[1234].time), 1234);
        QCOMPARE(series.indexOf(bars[1234].time + kDay / 2), 1234);
        QCOMPARE(series.indexOf(bars[0].time - 1), -1);
    }
    void putIsTheSameAsSet() {
        const QVector<ChartBar> bars = randomBars(1'100, 11);
        BarSeries grown, set;
        QVector<ChartBar> so_far;
        for (const ChartBar& bar : bars) {
            ChartBar forming = bar;
            forming.close = bar.open;
            forming.high = bar.open + 50; // a spike that the final bar takes back
            QVERIFY(grown.put(forming));
            QVERIFY(grown.put(bar));
            so_far.append(bar);
        }
        set.set(so_far);
        QVERIFY(!grown.put(bars[3]));
        QCOMPARE(grown.size(), set.size());
        for (const qsizetype most : {2'000, 300, 70, 20, 5, 1}) {
            const auto a = grown.view(0, 1'099, most), b = set.view(0, 1'099, most);
            QCOMPARE(a.step, b.step);
            QCOMPARE(a.bars->size(), b.bars->size());
            for (qsizetype i = 0; i < a.bars->size(); ++i)
                QVERIFY(same((*a.bars)[i], (*b.bars)[i]));
        }
    }
    void theNewestBarsAreShownFirstWithTheirUnit() {
        Shown shown;
        QCOMPARE(shown.range().size(), 100.0);
        QVERIFY(shown.range().contains(499));
        QCOMPARE(shown.chart.plot()->yAxis->label(), QStringLiteral("USD"));
        shown.chart.setUnit(QStringLiteral("EUR"));
        QCOMPARE(shown.chart.plot()->yAxis->label(), QStringLiteral("EUR"));
        QVERIFY(shown.chart.readout().contains(QStringLiteral("2018-11-25"))); // the newest
    }
    void keysZoomAndMove() {
        Shown shown;
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
            QTest::keyClick(&shown.chart, key, with);
        };
        press(Qt::Key_Plus);
        QCOMPARE(shown.range().size(), 80.0);
        press(Qt::Key_Minus);
        QCOMPARE(shown.range().size(), 100.0);
        const double end = shown.range().upper;
        press(Qt::Key_PageUp);
        QCOMPARE(shown.range().upper, end - 90);
        press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(shown.range().upper, end - 90 + 12.5);
        press(Qt::Key_Home);
        QVERIFY(shown.range().lower < 1 && shown.range().upper > 5);
        press(Qt::Key_End);
        QVERIFY(shown.range().contains(499));
        for (int i = 0; i < 40; ++i)
            press(Qt::Key_Plus);
        QCOMPARE(shown.range().size(), 10.0); // never to nothing
        for (int i = 0; i < 60; ++i)
            press(Qt::Key_Minus);
        QCOMPARE(shown.range().size(), 550.0);
    }
    void theWheelZoomsAroundThePointerAndDraggingMoves() {
        Shown shown;
        const QPoint at = shown.pixel(450, 100);
        QWheelEvent wheel(at, shown.chart.plot()->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        const double under = shown.chart.plot()->xAxis->pixelToCoord(at.x());
        QApplication::sendEvent(shown.chart.plot(), &wheel);
        QVERIFY(shown.range().size() < 90);
        QVERIFY(std::abs(shown.chart.plot()->xAxis->pixelToCoord(at.x()) - under) < 1e-6);
        const QCPRange before = shown.range();
        QTest::mousePress(shown.chart.plot(), Qt::LeftButton, {}, {300, 200});
        QMouseEvent move(QEvent::MouseMove, QPointF(400, 200), QPointF(400, 200), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(shown.chart.plot(), &move);
        QTest::mouseRelease(shown.chart.plot(), Qt::LeftButton, {}, {400, 200});
        QVERIFY(shown.range().lower < before.lower - 5); // older bars came into sight
        QVERIFY(std::abs(shown.range().size() - before.size()) < 1e-9);
    }
    void theCrosshairReadsEveryValue() {
        Shown shown;
        QVector<double> average(500, 12.5);
        average[450] = 77.25;
        shown.chart.setLines({{QStringLiteral("sma_20"), 0, average}});
        QTest::mouseMove(shown.chart.plot(), shown.pixel(450, 100));
        QMouseEvent move(QEvent::MouseMove, QPointF(shown.pixel(450, 100)), QPointF(), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(shown.chart.plot(), &move);
        QVERIFY(shown.chart.readout().contains(QStringLiteral("2018-10-07")));
        QVERIFY(shown.chart.readout().contains(QStringLiteral("77.25")));
        QTest::keyClick(&shown.chart, Qt::Key_Left);
        QVERIFY(shown.chart.readout().contains(QStringLiteral("2018-10-06")));
        QVERIFY(shown.chart.readout().contains(QStringLiteral("12.50")));
        QTest::keyClick(&shown.chart, Qt::Key_Escape);
        QVERIFY(shown.chart.readout().contains(QStringLiteral("2018-11-25"))); // the newest again
    }
    void aLiveBarReplacesTheFormingOneAndAppendsTheNext() {
        Shown shown;
        const ChartBar last = shown.chart.bars().last();
        ChartBar forming = last;
        forming.close = forming.high = 321;
        shown.chart.putBar(forming);
        QCOMPARE(shown.chart.bars().size(), 500);
        QCOMPARE(shown.chart.bars().last().close, 321.0);
        QVERIFY(shown.chart.readout().contains(QStringLiteral("321.00")));
        const QCPRange before = shown.range();
        forming.time += kDay;
        shown.chart.putBar(forming);
        QCOMPARE(shown.chart.bars().size(), 501);
        QCOMPARE(shown.range().upper, before.upper + 1); // it follows the newest
        QTest::keyClick(&shown.chart, Qt::Key_PageUp);
        QTest::keyClick(&shown.chart, Qt::Key_PageUp);
        const QCPRange away = shown.range();
        forming.time += kDay;
        shown.chart.putBar(forming);
        QCOMPARE(shown.range().upper, away.upper); // the reader looks elsewhere
    }
    void barsReadAnewKeepTheRange() {
        Shown shown;
        shown.chart.setRange(100, 160);
        shown.chart.replaceBars(randomBars(520, 7));
        QCOMPARE(shown.range().lower, 100.0);
        QCOMPARE(shown.range().upper, 160.0);
        QCOMPARE(shown.chart.bars().size(), 520);
    }
    void twoClicksDrawATrendLine() {
        Shown shown;
        QSignalSpy changed(&shown.chart, &MarketChart::trendLinesChanged);
        shown.chart.beginTrendLine();
        const auto click = [&](double bar, double price) {
            QTest::mouseClick(shown.chart.plot(), Qt::LeftButton, {}, shown.pixel(bar, price));
        };
        const double middle = shown.chart.plot()->yAxis->range().center();
        click(420, middle);
        QCOMPARE(changed.count(), 0);
        click(480, middle);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(shown.chart.trendLines().size(), 1);
        const TrendLine line = shown.chart.trendLines().first();
        QCOMPARE(line.time1, kFirstDay + 420 * kDay);
        QCOMPARE(line.time2, kFirstDay + 480 * kDay);
        const double pixel = shown.chart.plot()->yAxis->range().size() / 200;
        QVERIFY(std::abs(line.price1 - middle) < pixel && std::abs(line.price2 - middle) < pixel);
        QTest::keyClick(&shown.chart, Qt::Key_Delete);
        QVERIFY(shown.chart.trendLines().isEmpty());
        QCOMPARE(changed.count(), 2);
        shown.chart.beginTrendLine();
        QTest::keyClick(&shown.chart, Qt::Key_Escape); // not after all
        click(420, middle);
        click(480, middle);
        QVERIFY(shown.chart.trendLines().isEmpty());
    }
    void indicatorsHavePanesOfTheirOwn() {
        Shown shown;
        const auto rects = shown.chart.plot()->axisRectCount();
        const QVector<double> values(500, 50.0);
        shown.chart.setLines({{QStringLiteral("sma_20"), 0, values},
                              {QStringLiteral("rsi_14"), 1, values},
                              {QStringLiteral("macd"), 2, values}});
        QCOMPARE(shown.chart.plot()->axisRectCount(), rects + 2);
        QCOMPARE(shown.chart.plot()->graphCount(), 3);
        QVERIFY(shown.chart.readout().contains(QStringLiteral("macd")));
        shown.chart.setLines({});
        QCOMPARE(shown.chart.plot()->axisRectCount(), rects);
        QCOMPARE(shown.chart.plot()->graphCount(), 0);
    }
    void aMillionBarsDrawNoMoreThanTheScreenShows() {
        Shown shown(1'000'000);
        shown.chart.setRange(0, 1'000'000);
        shown.chart.drawNow();
        QVERIFY(shown.drawn() > 250 && shown.drawn() <= 1'202);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i) {
            shown.chart.setRange(i * 1000, 900'000 + i * 1000);
            shown.chart.drawNow();
        }
        const double frame = static_cast<double>(timer.nsecsElapsed()) / 20e6;
        qInfo("pan over a million bars: %.1f ms per frame", frame);
        QVERIFY(frame < 250); // generous: sanitizers and busy machines run it too
    }
    void anEmptyHistogramSaysSo() {
        Theme theme;
        HistogramView view(theme);
        view.setBars({}, QStringLiteral("events"));
        QCOMPARE(view.plot()->xAxis->label(), QStringLiteral("nothing measured yet"));
        view.setBars({{0.05, 3}, {5, 40}, {2000, 1}}, QStringLiteral("events"));
        QCOMPARE(view.plot()->xAxis->label(), QStringLiteral("events"));
        QVERIFY(view.plot()->yAxis->range().upper >= 40);
        const auto ticks = qSharedPointerDynamicCast<QCPAxisTickerText>(view.plot()->xAxis->ticker());
        QVERIFY(ticks && ticks->ticks().values().contains(QStringLiteral("50 µs")));
        QVERIFY(ticks->ticks().values().contains(QStringLiteral("2.0 s")));
    }
};

static const Register<MarketChartTest> kRegistered;

} // namespace nautilus::ui::testing

#include "market_chart_test.moc"
