#include "app/catalog/table_staging.h"

#include "app/catalog/appender.h"

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Table;

namespace {

bool fits(const Table::Column* column, char type, std::size_t rows) {
    if (!column) return false;
    const auto holds = [&]<class Cells>(const Cells* cells) { return cells && cells->size() == rows; };
    switch (type) {
    case 'n':
        return holds(std::get_if<Table::Numbers>(&column->cells));
    case 'd':
        return holds(std::get_if<Table::Dates>(&column->cells));
    case 'i':
        return holds(std::get_if<Table::Integers>(&column->cells));
    default:
        return holds(std::get_if<Table::Texts>(&column->cells));
    }
}

void addCell(Appender& out, const Table::Column& column, std::size_t row) {
    if (const auto* numbers = std::get_if<Table::Numbers>(&column.cells))
        out.add((*numbers)[row]);
    else if (const auto* dates = std::get_if<Table::Dates>(&column.cells))
        out.add((*dates)[row]);
    else if (const auto* integers = std::get_if<Table::Integers>(&column.cells))
        out.add((*integers)[row]);
    else if (const auto& text = std::get<Table::Texts>(column.cells)[row]; text.empty())
        out.addNull();
    else
        out.add(std::string_view(text));
}

} // namespace

kit::Result<void> stageTable(Connection& db, const kit::ImportPlan& plan, const Table& rows) {
    std::vector<const Table::Column*> columns;
    for (const auto& use : plan.columns) {
        columns.push_back(rows.find(use.column));
        if (!fits(columns.back(), use.type, rows.rowCount()))
            return fail(ErrorCode::InvalidArgument, "the rows have no column " + use.column + " of its type",
                        "/columns");
    }
    Appender out(db, "staged"); // file, source_row, bad, content, then the plan's fields
    for (std::size_t row = 0; row < rows.rowCount(); ++row) {
        out.add(std::int64_t{0}).addNull().addNull().addNull();
        for (const auto* column : columns)
            addCell(out, *column, row);
        out.endRow();
    }
    return out.close();
}

} // namespace nautilus::catalog
