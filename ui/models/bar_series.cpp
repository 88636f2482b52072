#include "ui/models/bar_series.h"

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

ChartBar merged(const QVector<ChartBar>& bars, qsizetype first, qsizetype end) {
    ChartBar out = bars[first];
    for (qsizetype i = first + 1; i < end; ++i) {
        const ChartBar& bar = bars[i];
        out.high = std::max(out.high, bar.high);
        out.low = std::min(out.low, bar.low);
        out.close = bar.close;
        out.volume = std::isnan(out.volume)   ? bar.volume
                     : std::isnan(bar.volume) ? out.volume
                                              : out.volume + bar.volume;
    }
    return out;
}

} // namespace

void BarSeries::set(QVector<ChartBar> bars) {
    levels_.clear();
    levels_.append(std::move(bars));
    while (levels_.last().size() > kMerged) {
        const QVector<ChartBar>& below = levels_.last();
        QVector<ChartBar> above;
        above.reserve((below.size() + kMerged - 1) / kMerged);
        for (qsizetype i = 0; i < below.size(); i += kMerged)
            above.append(merged(below, i, std::min(i + kMerged, below.size())));
        levels_.append(std::move(above));
    }
}

bool BarSeries::put(const ChartBar& bar) {
    if (size() == 0) {
        set({bar});
        return true;
    }
    auto& finest = levels_.first();
    if (bar.time < finest.last().time) return false;
    if (bar.time == finest.last().time)
        finest.last() = bar;
    else
        finest.append(bar);
    refreshTail();
    return true;
}

void BarSeries::refreshTail() {
    for (qsizetype level = 1; level <= levels_.size(); ++level) {
        const qsizetype below = levels_[level - 1].size();
        if (level == levels_.size()) {
            if (below <= kMerged) return;
            levels_.append(QVector<ChartBar>());
            for (qsizetype i = 0; i < below; i += kMerged)
                levels_[level].append(merged(levels_[level - 1], i, std::min(i + kMerged, below)));
            continue;
        }
        const qsizetype place = (below - 1) / kMerged;
        const ChartBar tail = merged(levels_[level - 1], place * kMerged, below);
        if (place < levels_[level].size())
            levels_[level][place] = tail;
        else
            levels_[level].append(tail);
    }
}

qsizetype BarSeries::indexOf(double time) const {
    if (size() == 0) return -1;
    const auto& finest = levels_.first();
    const auto after = std::upper_bound(finest.begin(), finest.end(), time,
                                        [](double at, const ChartBar& bar) { return at < bar.time; });
    return after - finest.begin() - 1;
}

BarSeries::View BarSeries::view(qsizetype from, qsizetype to, qsizetype most) const {
    View out;
    if (size() == 0 || to < from) return out;
    from = std::clamp<qsizetype>(from, 0, size() - 1);
    to = std::clamp<qsizetype>(to, 0, size() - 1);
    qsizetype level = 0;
    while (level + 1 < levels_.size() && (to - from) / out.step + 1 > most) {
        ++level;
        out.step *= kMerged;
    }
    out.bars = &levels_[level];
    out.first = from / out.step;
    out.last = std::min(to / out.step, levels_[level].size() - 1);
    return out;
}

} // namespace nautilus::ui
