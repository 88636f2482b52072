#include "app/catalog/file_import.h"

#include <fmt/format.h>

namespace nautilus::catalog {

namespace {

constexpr int kShownRows = 50;

/// The first rows of `staged` that were read, as they would be taken in.
kit::Result<kit::Table> shownRows(Connection& db, const kit::ImportPlan& plan) {
    const auto columns =
        db.query("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'staged' AND "
                 "column_name NOT IN ('file', 'source_row', 'bad', 'content') ORDER BY column_index");
    if (!columns) return kit::failAs(columns);
    const auto names = (*columns)->texts(0), types = (*columns)->texts(1);
    std::string select;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto quoted = "\"" + names[i] + "\"";
        const bool instant = types[i] == "BIGINT";
        select += (i > 0 ? ", " : "") +
                  (instant ? fmt::format("strftime(make_timestamp_ns({}), '%Y-%m-%dT%H:%M:%S.%nZ')", quoted)
                   : types[i] == "DATE" ? quoted + "::VARCHAR"
                                        : quoted);
    }
    const auto rows =
        db.query(fmt::format("SELECT {} FROM staged WHERE bad IS NULL LIMIT {}", select, kShownRows));
    if (!rows) return kit::failAs(rows);
    kit::Table out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (types[i] == "DOUBLE")
            out.add(names[i], (*rows)->doubles(i));
        else
            out.add(names[i], (*rows)->texts(i));
    }
    (void)plan;
    return out;
}

} // namespace

kit::Result<kit::ImportTrial> FileImport::tryOut() {
    report_.dataset = plan_.dataset;
    report_.kind = plan_.kind;
    if (auto staged = stage(); !staged) return kit::failAs(staged);
    auto shown = shownRows(db_, plan_);
    if (!shown) return kit::failAs(shown);
    if (auto begun = db_.run("BEGIN TRANSACTION"); !begun) return kit::failAs(begun);
    const auto written = write();
    (void)db_.run("ROLLBACK").has_value();
    if (!written) return kit::failAs(written);
    kit::ImportTrial out;
    out.rows_read = report_.rows_read;
    out.rows_new = report_.rows_imported - report_.rows_changed;
    out.rows_changed = report_.rows_changed;
    out.rows_unchanged = report_.rows_unchanged;
    out.rows_quarantined = report_.rows_quarantined;
    out.new_instruments = new_instruments_;
    out.warnings = report_.warnings;
    out.sample = std::move(*shown);
    return out;
}

} // namespace nautilus::catalog
