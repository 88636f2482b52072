// What the columns of a table mean: dates, numbers, kinds, and the plan that comes of it.

#include "app/catalog/csv_shape.h"
#include "engines/marketdata/service/import_planner.h"
#include "tests/fuzz/targets/fuzz_target.h"

using namespace nautilus;

namespace {

void checkDates(const std::vector<std::string>& cells) {
    for (const std::string_view format : {"%Y-%m-%d", "%d.%m.%Y", "%m/%d/%y", "%b %d, %Y"})
        for (const auto& cell : cells)
            if (const auto read = marketdata::readDate(cell, format))
                fuzz::require(read->rest.size() <= cell.size() && read->date.iso().size() >= 10,
                              "a date with what stands behind it");
    const auto guess = marketdata::guessDates(cells);
    fuzz::require(guess.share >= 0 && guess.share <= 1, "a share is a share");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kRows = 40, kColumns = 12;
    const auto lines = fuzz::linesOf(fuzz::textOf(data, size), kRows);
    if (lines.size() < 2) return 0;
    checkDates(lines);
    auto names = catalog::splitLine(lines.front(), ',');
    if (names.empty() || names.size() > kColumns) return 0;
    kit::FileSample sample;
    sample.cells.resize(names.size());
    for (std::size_t row = 1; row < lines.size(); ++row) {
        auto cells = catalog::splitLine(lines[row], ',');
        cells.resize(names.size());
        for (std::size_t column = 0; column < names.size(); ++column)
            sample.cells[column].push_back(cells[column]);
    }
    kit::FileShape shape;
    shape.path = "/data/own.csv";
    shape.format = "csv";
    shape.delimiter = ",";
    shape.columns = std::move(names);
    sample.shapes.push_back(std::move(shape));
    marketdata::ImportRequest request;
    request.files = {"/data/own.csv"};
    const auto planned = marketdata::planImport(request, sample);
    fuzz::require(planned.guess.columns.size() == sample.cells.size(), "a guess for every column");
    for (const auto& column : planned.guess.columns)
        fuzz::require(column.confidence >= 0 && column.confidence <= 1, "a confidence is a share");
    if (planned.guess.problems.empty())
        fuzz::require(!planned.plan.kind.empty() && !planned.plan.columns.empty(), "a plan without problems");
    else
        fuzz::require(!marketdata::errorsOf(planned.guess.problems).empty(), "problems are said");
    return 0;
}
