#pragma once
// A report as a value: what is in it, not how it looks. Whoever writes PDF, HTML, XLSX, JSON or CSV from it
// sits outside the engines.

#include "engines/domain/session_date.h"
#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"
#include "engines/kit/result.h"
#include "engines/kit/table.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::kit {

/// How numbers of a column, figure or axis are shown. Values stay as they are: 0.0123 as Percent is 1.23 %.
enum class Shown { Number, Percent, Money, Integer, Ratio };

struct ReportFigure {
    std::string name;
    double value = 0; ///< NaN: cannot be computed; `note` says why
    Shown shown = Shown::Number;
    std::string note{};
};

struct ReportTable {
    std::string title;
    Table table;
    std::vector<Shown> shown; ///< per column; of columns of numbers only
};

struct ReportSeries {
    std::string name;
    std::vector<double> values; ///< NaN: a gap
};
struct ReportChart {
    enum class Kind { Line, Area, Bars, Points };
    Kind kind = Kind::Line;
    std::string title;
    Shown shown = Shown::Number;
    std::vector<std::string> labels; ///< categories, or ISO dates ascending; one per value
    std::vector<ReportSeries> series;
};

struct ReportSection {
    std::string id; ///< "var_analysis"
    std::string title;
    std::vector<std::string> paragraphs;
    std::vector<ReportFigure> figures;
    std::vector<ReportTable> tables;
    std::vector<ReportChart> charts;
};

/// `now` without its fraction: nobody reads the nanoseconds of a report.
[[nodiscard]] inline std::string reportTime(domain::Timestamp now) {
    return domain::Timestamp{now.ns - now.ns % domain::kNsPerSecond}.rfc3339();
}

struct ReportDocument {
    std::string title;
    std::string subject; ///< portfolio
    std::string period;  ///< "2019-12-10 to 2020-01-10"
    domain::SessionDate as_of;
    std::string made_at; ///< RFC 3339
    std::vector<ReportSection> sections;
    std::vector<std::string> notes; ///< methods, warnings
};

/// Bytes of the document in a format: pdf, html, xlsx, json or csv (one after another, a title line each).
/// Blocks: for a driver or a worker. Unsupported for another format.
using ReportWriter = std::function<Result<std::string>(const ReportDocument&, std::string_view format)>;

} // namespace nautilus::kit
