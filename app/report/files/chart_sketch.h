#pragma once
// A report's chart, drawn once for paper and screen: onto a canvas that knows how to draw lines and letters.
// Axes have round ticks with their units, the zero line shows, fewer than six series carry their names at
// their ends instead of a legend, and NaN is a gap.

#include "engines/kit/report.h"

namespace nautilus::report {

struct SketchPoint {
    double x = 0, y = 0;
};

/// Units are points (1/72 inch), y downwards.
class ChartCanvas {
public:
    enum class Side { Left, Middle, Right }; ///< which end of the words stands at the point
    virtual ~ChartCanvas() = default;
    /// `colour` is "#RRGGBB".
    virtual void polyline(const std::vector<SketchPoint>& points, std::string_view colour, double width) = 0;
    virtual void polygon(const std::vector<SketchPoint>& points, std::string_view colour, double opacity) = 0;
    virtual void dot(SketchPoint centre, double radius, std::string_view colour) = 0;
    /// The point is on the base line.
    virtual void text(SketchPoint at, Side side, std::string_view words, std::string_view colour,
                      double size) = 0;
    [[nodiscard]] virtual double widthOf(std::string_view words, double size) const = 0;
};

/// Points of height that the chart asks for at a width.
[[nodiscard]] double chartHeight(const kit::ReportChart& chart, double width);
/// The chart without its title, from (0, 0) to (width, chartHeight).
void sketch(const kit::ReportChart& chart, double width, ChartCanvas& canvas);

/// Round values that cover [low, high], at most `most` + 2: steps of 1, 2, 2.5 or 5 times a power of ten.
[[nodiscard]] std::vector<double> roundTicks(double low, double high, int most);

} // namespace nautilus::report
