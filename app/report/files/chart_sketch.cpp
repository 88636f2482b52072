#include "app/report/files/chart_sketch.h"

#include "app/report/files/report_text.h"

#include <algorithm>
#include <cmath>

namespace nautilus::report {

using kit::ReportChart;

namespace {

constexpr double kLetters = 7.5, kLine = 11, kTop = 8, kGap = 5;
constexpr std::size_t kMostDirectLabels = 5, kMostSideways = 40;
constexpr std::string_view kText = "#14181F", kMuted = "#55606E", kGrid = "#D9DEE5", kAxis = "#8A94A3";
/// The light theme's series: told apart by the colour-blind as well.
constexpr std::string_view kSeries[] = {"#0072B2", "#C06A00", "#2E9E79", "#A0288A",
                                        "#5E1224", "#6B84F5", "#14177A", "#6E7783"};

std::string_view colourOf(std::size_t series) {
    return kSeries[series % std::size(kSeries)];
}

bool areDates(const ReportChart& chart) {
    return !chart.labels.empty() && domain::SessionDate::parse(chart.labels.front()).has_value();
}

/// Bars of names lie, so that the names can be read.
bool isSideways(const ReportChart& chart) {
    return chart.kind == ReportChart::Kind::Bars && !areDates(chart) && chart.labels.size() <= kMostSideways;
}

bool hasLegend(const ReportChart& chart) {
    const bool bars = chart.kind == ReportChart::Kind::Bars || chart.kind == ReportChart::Kind::Points;
    return chart.series.size() > 1 && (bars || chart.series.size() > kMostDirectLabels);
}

/// Beyond, sums and differences of values are no numbers any more.
bool canBeDrawn(double value) {
    return std::isfinite(value) && std::fabs(value) < 1e150;
}

bool isEmpty(const ReportChart& chart) {
    return std::ranges::none_of(
        chart.series, [](const auto& series) { return std::ranges::any_of(series.values, canBeDrawn); });
}

/// Lowest and highest value; with zero where lengths are read.
std::pair<double, double> rangeOf(const ReportChart& chart) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const auto& series : chart.series)
        for (const double v : series.values)
            if (canBeDrawn(v)) low = std::min(low, v), high = std::max(high, v);
    const bool lengths = chart.kind == ReportChart::Kind::Bars || chart.kind == ReportChart::Kind::Area;
    const bool near = low > 0 ? low < 0.5 * (high - low) : high < 0 && -high < 0.5 * (high - low);
    if (lengths || near) low = std::min(low, 0.0), high = std::max(high, 0.0);
    if (high > low) return {low, high};
    const double room = low == 0 ? 1 : 0.1 * std::fabs(low);
    return {low - room, high + room};
}

/// Places of values on a piece of an axis.
struct Axis {
    std::vector<double> ticks;
    double from = 0, to = 0; ///< where the first and the last tick stand
    [[nodiscard]] double at(double value) const {
        return from + (to - from) * (value - ticks.front()) / (ticks.back() - ticks.front());
    }
    [[nodiscard]] double step() const { return ticks[1] - ticks[0]; }
};

/// The words, shortened until they fit; what is cut is marked.
std::string fitted(std::string_view words, double width, const ChartCanvas& canvas) {
    std::string out = cleanText(words);
    if (canvas.widthOf(out, kLetters) <= width) return out;
    while (!out.empty() && canvas.widthOf(out + "…", kLetters) > width) {
        while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0U) == 0x80)
            out.pop_back();
        if (!out.empty()) out.pop_back();
    }
    return out + "…";
}

class Sketch {
public:
    Sketch(const ReportChart& chart, double width, ChartCanvas& canvas)
        : chart_(chart), canvas_(canvas), width_(width), height_(chartHeight(chart, width)) {}

    void draw() {
        if (isEmpty(chart_)) {
            canvas_.text({width_ / 2, height_ / 2}, ChartCanvas::Side::Middle, "No values to draw", kMuted,
                         kLetters);
            return;
        }
        if (hasLegend(chart_)) legend();
        if (isSideways(chart_))
            sideways();
        else
            upright();
    }

private:
    using Side = ChartCanvas::Side;

    void legend() {
        double x = 0, y = kLine - 3;
        for (std::size_t s = 0; s < chart_.series.size(); ++s) {
            const auto words = fitted(chart_.series[s].name, width_ - 12, canvas_);
            const double taken = 12 + canvas_.widthOf(words, kLetters) + 10;
            if (x > 0 && x + taken > width_) x = 0, y += kLine;
            box(x, y - 6, x + 8, y, colourOf(s), 1);
            canvas_.text({x + 11, y}, Side::Left, words, kText, kLetters);
            x += taken;
        }
        top_ = y + kTop;
    }

    void box(double left, double top, double right, double bottom, std::string_view colour, double opacity) {
        canvas_.polygon({{left, top}, {right, top}, {right, bottom}, {left, bottom}}, colour, opacity);
    }

    void upright() {
        const auto [low, high] = rangeOf(chart_);
        y_.ticks = roundTicks(low, high, 5);
        y_.from = height_ - kLine - kGap;
        y_.to = top_;
        double letters = 0;
        for (const double tick : y_.ticks)
            letters = std::max(letters, canvas_.widthOf(tickOf(y_, tick), kLetters));
        left_ = letters + kGap;
        right_ = width_ - namesWidth();
        for (const double tick : y_.ticks) {
            const double y = y_.at(tick);
            const bool zero = std::fabs(tick) < 1e-9 * y_.step();
            canvas_.polyline({{left_, y}, {right_, y}}, zero ? kAxis : kGrid, zero ? 0.8 : 0.5);
            canvas_.text({left_ - kGap, y + 2.6}, Side::Right, tickOf(y_, tick), kMuted, kLetters);
        }
        labelsBelow();
        if (chart_.kind == ReportChart::Kind::Bars)
            uprightBars();
        else
            curves();
    }

    [[nodiscard]] std::string tickOf(const Axis& axis, double tick) const {
        return tickText(tick, axis.step(), chart_.shown);
    }

    /// Room for the names at the ends of the lines.
    [[nodiscard]] double namesWidth() const {
        if (chart_.kind == ReportChart::Kind::Bars || hasLegend(chart_) || !named()) return kGap;
        double widest = 0;
        for (const auto& series : chart_.series)
            widest = std::max(widest, canvas_.widthOf(cleanText(series.name), kLetters));
        return std::min(widest, width_ / 4) + 2 * kGap;
    }
    [[nodiscard]] bool named() const { return chart_.series.size() > 1; }

    [[nodiscard]] bool inSlots() const { return chart_.kind == ReportChart::Kind::Bars; }
    [[nodiscard]] double xOf(std::size_t i) const {
        const auto n = static_cast<double>(chart_.labels.size());
        const auto place = static_cast<double>(i);
        if (inSlots()) return left_ + (right_ - left_) * (place + 0.5) / n;
        return n > 1 ? left_ + (right_ - left_) * place / (n - 1) : (left_ + right_) / 2;
    }

    void labelsBelow() {
        double widest = 0;
        for (const auto& label : chart_.labels)
            widest = std::max(widest, canvas_.widthOf(cleanText(label), kLetters));
        widest = std::min(widest, (right_ - left_) / 3);
        const auto n = chart_.labels.size();
        const auto room = static_cast<std::size_t>((right_ - left_) / (widest + 2 * kGap));
        const auto marks = std::min({n, std::max<std::size_t>(room, 2), std::size_t{inSlots() ? 12U : 6U}});
        double taken = -HUGE_VAL;
        for (std::size_t k = 0; k < marks; ++k) {
            const auto i = marks > 1 ? (n - 1) * k / (marks - 1) : 0;
            const auto words = fitted(chart_.labels[i], (right_ - left_) / 3, canvas_);
            const double half = canvas_.widthOf(words, kLetters) / 2;
            const double x = std::clamp(xOf(i), left_ + (inSlots() ? 0 : half / 4), width_ - half);
            if (x - half < taken) continue;
            canvas_.polyline({{xOf(i), y_.from}, {xOf(i), y_.from + 2.5}}, kAxis, 0.5);
            canvas_.text({x, height_ - 3}, Side::Middle, words, kMuted, kLetters);
            taken = x + half + kGap;
        }
    }

    void uprightBars() {
        const auto many = static_cast<double>(chart_.series.size());
        const double slot = (right_ - left_) / static_cast<double>(chart_.labels.size());
        const double wide = slot * 0.72 / many;
        for (std::size_t s = 0; s < chart_.series.size(); ++s)
            for (std::size_t i = 0; i < chart_.labels.size(); ++i)
                if (const double v = chart_.series[s].values[i]; canBeDrawn(v)) {
                    const double x = xOf(i) + wide * (static_cast<double>(s) - many / 2);
                    box(x, std::min(y_.at(0), y_.at(v)), x + wide, std::max(y_.at(0), y_.at(v)), colourOf(s),
                        1);
                }
    }

    void curves() {
        std::vector<std::pair<double, std::size_t>> ends;
        for (std::size_t s = 0; s < chart_.series.size(); ++s) {
            std::vector<SketchPoint> piece;
            const auto& values = chart_.series[s].values;
            double end = NAN;
            for (std::size_t i = 0; i <= values.size(); ++i) {
                if (i < values.size() && canBeDrawn(values[i])) {
                    piece.push_back({xOf(i), y_.at(values[i])});
                    end = piece.back().y;
                    continue;
                }
                curve(piece, s);
                piece.clear();
            }
            if (std::isfinite(end)) ends.emplace_back(end, s);
        }
        if (named() && !hasLegend(chart_)) namesAtEnds(std::move(ends));
    }

    /// A piece between two gaps.
    void curve(const std::vector<SketchPoint>& piece, std::size_t series) {
        if (piece.empty()) return;
        const auto colour = colourOf(series);
        if (chart_.kind == ReportChart::Kind::Points || piece.size() == 1) {
            for (const auto& point : piece)
                canvas_.dot(point, 1.6, colour);
            return;
        }
        if (chart_.kind == ReportChart::Kind::Area) {
            auto shape = piece;
            shape.push_back({piece.back().x, y_.at(0)});
            shape.push_back({piece.front().x, y_.at(0)});
            canvas_.polygon(shape, colour, 0.18);
        }
        canvas_.polyline(piece, colour, 1.2);
    }

    /// Names beside the last values, moved apart where they would cover each other.
    void namesAtEnds(std::vector<std::pair<double, std::size_t>> ends) {
        std::ranges::sort(ends);
        for (std::size_t k = 1; k < ends.size(); ++k)
            ends[k].first = std::max(ends[k].first, ends[k - 1].first + kLine - 2);
        double lowest = y_.from + 2;
        for (auto each = ends.rbegin(); each != ends.rend(); ++each, lowest -= kLine - 2)
            each->first = std::min(each->first, lowest);
        for (const auto& [y, s] : ends)
            canvas_.text({right_ + kGap, y + 2.6}, Side::Left,
                         fitted(chart_.series[s].name, width_ - right_ - kGap, canvas_), colourOf(s),
                         kLetters);
    }

    void sideways() {
        const auto [low, high] = rangeOf(chart_);
        Axis x;
        x.ticks = roundTicks(low, high, 5);
        double names = 0;
        for (const auto& label : chart_.labels)
            names = std::max(names, canvas_.widthOf(cleanText(label), kLetters));
        names = std::min(names, width_ / 3);
        x.from = names + kGap + (low < 0 ? valueRoom() : 0);
        x.to = width_ - valueRoom();
        const double bottom = height_ - kLine - kGap;
        for (const double tick : x.ticks) {
            const bool zero = std::fabs(tick) < 1e-9 * x.step();
            canvas_.polyline({{x.at(tick), top_}, {x.at(tick), bottom}}, zero ? kAxis : kGrid,
                             zero ? 0.8 : 0.5);
            canvas_.text({x.at(tick), height_ - 3}, Side::Middle, tickOf(x, tick), kMuted, kLetters);
        }
        const double slot = (bottom - top_) / static_cast<double>(chart_.labels.size());
        for (std::size_t i = 0; i < chart_.labels.size(); ++i) {
            const double y = top_ + slot * (static_cast<double>(i) + 0.5);
            canvas_.text({names, y + 2.6}, Side::Right, fitted(chart_.labels[i], names, canvas_), kText,
                         kLetters);
            lyingBars(i, y, slot * 0.76, x);
        }
    }

    [[nodiscard]] double valueRoom() const {
        double widest = 0;
        for (const auto& series : chart_.series)
            for (const double v : series.values)
                widest = std::max(widest, canvas_.widthOf(shownText(v, chart_.shown), kLetters));
        return widest + kGap;
    }

    /// The bars of one label with their values beside them.
    void lyingBars(std::size_t i, double middle, double height, const Axis& x) {
        const auto many = static_cast<double>(chart_.series.size());
        const double high = height / many;
        for (std::size_t s = 0; s < chart_.series.size(); ++s) {
            const double v = chart_.series[s].values[i];
            const double y = middle - height / 2 + high * static_cast<double>(s);
            const double end = canBeDrawn(v) ? x.at(v) : x.at(0);
            if (canBeDrawn(v))
                box(std::min(x.at(0), end), y, std::max(x.at(0), end), y + high, colourOf(s), 1);
            const bool left = canBeDrawn(v) && v < 0;
            canvas_.text({end + (left ? -3 : 3), y + high / 2 + 2.6}, left ? Side::Right : Side::Left,
                         shownText(v, chart_.shown), kMuted, kLetters);
        }
    }

    const ReportChart& chart_;
    ChartCanvas& canvas_;
    double width_, height_, top_ = kTop, left_ = 0, right_ = 0;
    Axis y_;
};

} // namespace

double chartHeight(const ReportChart& chart, double width) {
    if (isEmpty(chart)) return 3 * kLine;
    const double legend =
        hasLegend(chart) ? kLine * std::ceil(static_cast<double>(chart.series.size()) / 4) : 0;
    if (!isSideways(chart)) return legend + std::clamp(0.32 * width, 120.0, 180.0);
    const auto rows = static_cast<double>(chart.labels.size());
    const auto bars = static_cast<double>(std::max<std::size_t>(chart.series.size(), 1));
    return legend + kTop + kLine + kGap + rows * (4 + 9.5 * bars);
}

void sketch(const ReportChart& chart, double width, ChartCanvas& canvas) {
    Sketch(chart, width, canvas).draw();
}

std::vector<double> roundTicks(double low, double high, int most) {
    // Closer values have no round ones between them that a double could tell apart.
    const double least = std::max(1e-9 * std::max(std::fabs(low), std::fabs(high)), 1e-200);
    if (!(high - low >= least)) low -= least / 2, high += least / 2;
    const double raw = (high - low) / most;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    double step = 10 * power;
    for (const double times : {5.0, 2.5, 2.0, 1.0})
        if (times * power >= raw * (1 - 1e-9)) step = times * power;
    std::vector<double> out;
    const double first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
    for (double k = first; k <= last; ++k)
        out.push_back(k * step);
    if (out.size() < 2) out.push_back(out.back() + step);
    return out;
}

} // namespace nautilus::report
