#pragma once
// Bars of one series with coarser copies of themselves, so that a chart of a million draws as quickly as one
// of a thousand: each level merges four bars of the level below.

#include <QString>
#include <QVector>

namespace nautilus::ui {

struct ChartBar {
    double time = 0; ///< seconds since 1970 UTC at which it begins
    double open = 0, high = 0, low = 0, close = 0;
    double volume = 0; ///< NaN = not known
};

class BarSeries {
public:
    void set(QVector<ChartBar> bars);
    /// Replaces the last bar when `bar` begins with it, else appends. Bars from before the last are passed
    /// over; false then.
    bool put(const ChartBar& bar);

    [[nodiscard]] qsizetype size() const { return levels_.isEmpty() ? 0 : levels_.first().size(); }
    [[nodiscard]] const ChartBar& at(qsizetype i) const { return levels_.first()[i]; }
    [[nodiscard]] const ChartBar& last() const { return levels_.first().last(); }
    /// Index of the bar in which `time` lies; -1 before the first.
    [[nodiscard]] qsizetype indexOf(double time) const;

    /// Bars of one level in a range of the finest one, and how many of the finest each of them holds.
    struct View {
        const QVector<ChartBar>* bars = nullptr;
        qsizetype step = 1;
        qsizetype first = 0, last = -1; ///< of `bars`, inclusive; none when last < first
    };
    /// The finest level that shows the range [from, to] with at most `most` bars.
    [[nodiscard]] View view(qsizetype from, qsizetype to, qsizetype most) const;

private:
    static constexpr qsizetype kMerged = 4;
    void refreshTail();
    QVector<QVector<ChartBar>> levels_;
};

} // namespace nautilus::ui
