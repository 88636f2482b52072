#include "app/report/files/svg_canvas.h"

#include "app/report/files/report_text.h"

#include <fmt/format.h>

namespace nautilus::report {

namespace {

class SvgCanvas final : public ChartCanvas {
public:
    void polyline(const std::vector<SketchPoint>& points, std::string_view colour, double width) override {
        out += fmt::format(R"(<polyline fill="none" stroke="{}" stroke-width="{}" points="{}"/>)", colour,
                           width, list(points));
    }
    void polygon(const std::vector<SketchPoint>& points, std::string_view colour, double opacity) override {
        out += fmt::format(R"(<polygon fill="{}" fill-opacity="{}" points="{}"/>)", colour, opacity,
                           list(points));
    }
    void dot(SketchPoint centre, double radius, std::string_view colour) override {
        out += fmt::format(R"(<circle cx="{:.2f}" cy="{:.2f}" r="{}" fill="{}"/>)", centre.x, centre.y,
                           radius, colour);
    }
    void text(SketchPoint at, Side side, std::string_view words, std::string_view colour,
              double size) override {
        static constexpr std::string_view kAnchors[] = {"start", "middle", "end"};
        out +=
            fmt::format(R"(<text x="{:.2f}" y="{:.2f}" text-anchor="{}" fill="{}" font-size="{}">{}</text>)",
                        at.x, at.y, kAnchors[static_cast<int>(side)], colour, size, escaped(words));
    }
    /// The reader's letters are not known here: those of the usual sans-serif faces, rather too wide.
    [[nodiscard]] double widthOf(std::string_view words, double size) const override {
        double out_ems = 0;
        for (const char c : words) {
            const auto byte = static_cast<unsigned char>(c);
            if ((byte & 0xC0U) == 0x80) continue; // inside a letter
            const bool narrow = std::string_view(" .,:;'|!ijltf()[]-").find(c) != std::string_view::npos;
            const bool wide = byte >= 0xE3 || c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%';
            out_ems += narrow ? 0.34 : wide ? 0.95 : byte >= 'A' && byte <= 'Z' ? 0.69 : 0.58;
        }
        return out_ems * size;
    }

    std::string out;

private:
    static std::string list(const std::vector<SketchPoint>& points) {
        std::string text;
        for (const auto& point : points)
            text += fmt::format("{}{:.2f},{:.2f}", text.empty() ? "" : " ", point.x, point.y);
        return text;
    }
};

} // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : cleanText(text))
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    return out;
}

std::string svgChart(const kit::ReportChart& chart, double width) {
    SvgCanvas canvas;
    sketch(chart, width, canvas);
    return fmt::format(R"(<svg viewBox="0 0 {0:.0f} {1:.0f}" role="img" aria-label="{2}">{3}</svg>)", width,
                       chartHeight(chart, width), escaped(chart.title), canvas.out);
}

} // namespace nautilus::report
