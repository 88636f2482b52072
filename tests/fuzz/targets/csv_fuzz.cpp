// How text becomes cells: the shape of a file, single lines, and the answers' cells that spreadsheets would
// run.

#include "app/api/binding/csv_cells.h"
#include "app/catalog/csv_shape.h"
#include "tests/fuzz/targets/fuzz_target.h"

using namespace nautilus;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::textOf(data, size);
    const auto harmless = api::withoutFormulas(std::string(text));
    fuzz::require(api::withoutFormulas(harmless) == harmless, "once is enough");
    constexpr std::size_t kLines = 200;
    const auto lines = fuzz::linesOf(text, kLines);
    for (const auto& line : lines)
        for (const char delimiter : {',', ';', '\t', '|'}) {
            std::size_t bytes = 0;
            for (const auto& cell : catalog::splitLine(line, delimiter))
                bytes += cell.size();
            fuzz::require(bytes <= line.size(), "cells hold no more than their line");
        }
    const auto shape = catalog::shapeOfLines(lines, {});
    if (!shape) return 0;
    fuzz::require(!shape->columns.empty(), "a table has columns");
    fuzz::require(shape->delimiter.size() == 1, "one delimiter");
    fuzz::require(shape->skip_lines >= 0 && shape->skip_lines <= static_cast<std::int64_t>(lines.size()),
                  "the table begins within the file");
    return 0;
}
