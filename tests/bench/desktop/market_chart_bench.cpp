// Milliseconds per frame of the live chart, drawn in memory: everything anew, moving, zooming.
//
//     QT_QPA_PLATFORM=offscreen build/release/tests/bench/market_chart_bench
//
// 1,600 x 900 pixels, bars of a random walk, one average over the price and one indicator in a pane. "set" is
// the first picture of a series, its coarser levels included. A frame is everything from the new range to
// finished pixels.

#include "ui/charts/market_chart.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace nautilus::ui;

namespace {

constexpr int kFrames = 120;

QVector<ChartBar> walk(int count) {
    QRandomGenerator random(7);
    QVector<ChartBar> bars;
    bars.reserve(count);
    double price = 100;
    for (int i = 0; i < count; ++i) {
        const double close = price * (0.999 + random.bounded(0.002));
        bars.append({60.0 * i, price, std::max(price, close) + 0.05, std::min(price, close) - 0.05, close,
                     std::floor(random.bounded(1000.0))});
        price = close;
    }
    return bars;
}

struct Times {
    double median = 0, p95 = 0; ///< ms
};

/// Times of `frame`(0), `frame`(1), ...
template <class Frame>
Times measure(Frame frame) {
    QVector<double> times;
    for (int i = 0; i < kFrames; ++i) {
        QElapsedTimer timer;
        timer.start();
        frame(i);
        times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return {times[kFrames / 2], times[kFrames * 95 / 100]};
}

void run(const Theme& theme, int count) {
    MarketChart chart(theme);
    chart.resize(1600, 900);
    chart.show();
    const QVector<ChartBar> bars = walk(count);
    QVector<double> average(count), wave(count);
    for (int i = 0; i < count; ++i) {
        average[i] = bars[i].close * 1.01;
        wave[i] = 50 + 40 * std::sin(i * 0.05);
    }
    QElapsedTimer timer;
    timer.start();
    chart.setBars(bars, 60, QStringLiteral("USD"), count);
    chart.setLines({{QStringLiteral("sma_20"), 0, average}, {QStringLiteral("rsi_14"), 1, wave}});
    chart.drawNow();
    const double set = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const double all = count;
    const Times full = measure([&](int) {
        chart.setRange(0, all);
        chart.drawNow();
    });
    const Times pan = measure([&](int i) {
        chart.setRange(all * 0.2 + i * all * 0.002, all * 0.7 + i * all * 0.002);
        chart.drawNow();
    });
    const Times zoom = measure([&](int i) {
        const double wide = std::max(100.0, all * std::pow(0.93, i));
        chart.setRange(all - wide, all);
        chart.drawNow();
    });
    ChartBar last = bars.last();
    const Times live = measure([&](int i) {
        last.close += i % 2 == 0 ? 0.01 : -0.01;
        chart.putBar(last);
        chart.drawNow();
    });
    std::printf(
        "%9d  set %7.1f  full %5.1f / %5.1f  pan %5.1f / %5.1f  zoom %5.1f / %5.1f  live %5.1f / %5.1f\n",
        count, set, full.median, full.p95, pan.median, pan.p95, zoom.median, zoom.p95, live.median, live.p95);
}

} // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Theme theme;
    theme.apply(application);
    std::printf("%9s  ms per frame, median / 95th percentile of %d frames\n", "bars", kFrames);
    for (const int count : {1'000, 100'000, 1'000'000})
        run(theme, count);
    return 0;
}
