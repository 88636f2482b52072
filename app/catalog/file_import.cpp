#include "app/catalog/file_import.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;

namespace {

constexpr double kStagedShare = 0.45; ///< of the progress

std::string sourceName(const kit::FileShape& shape) {
    if (!shape.source.empty()) return shape.source;
    return std::filesystem::path(shape.path).filename().string();
}

std::string sameAs(const std::vector<std::string>& columns, const char* a, const char* b, bool full) {
    std::string out;
    for (const auto& column : columns)
        out += fmt::format("{}{}.\"{}\" {} {}.\"{}\"", out.empty() ? "" : " AND ", a, column,
                           full ? "=" : "IS NOT DISTINCT FROM", b, column);
    return out.empty() ? "true" : out;
}

} // namespace

kit::Result<void> FileImport::step(double fraction, std::string_view what) const {
    if (tell(fraction, what)) return {};
    return fail(ErrorCode::Cancelled, "the import was cancelled");
}

kit::Result<kit::ImportReport> FileImport::run() {
    report_.dataset = plan_.dataset;
    report_.kind = plan_.kind;
    report_.touched_all = false;
    if (auto staged = stage(); !staged) return kit::failAs(staged);
    if (auto begun = db_.run("BEGIN TRANSACTION"); !begun) return kit::failAs(begun);
    auto written = write();
    const bool nothing = written && !changedAnything();
    if (written && !nothing) written = finish();
    if (written && !nothing) written = step(0.95, "saving");
    if (!written || nothing) {
        (void)db_.run("ROLLBACK").has_value();
        if (!written) return kit::failAs(written);
        const auto epoch = db_.integer("SELECT coalesce(max(epoch), 0)::BIGINT FROM epochs");
        if (!epoch) return kit::failAs(epoch);
        report_.catalog_epoch = *epoch;
    } else if (auto saved = db_.run("COMMIT"); !saved) {
        (void)db_.run("ROLLBACK").has_value();
        return kit::failAs(saved);
    }
    report_.touched.assign(touched_.begin(), touched_.end());
    (void)tell(1.0, "done");
    return report_;
}

kit::Result<void> FileImport::runInside() {
    report_.dataset = plan_.dataset;
    report_.kind = plan_.kind;
    if (auto staged = stage(); !staged) return staged;
    return write();
}

kit::Result<void> FileImport::stage() {
    if (auto made = createStaged(db_, plan_); !made) return made;
    std::string files;
    for (std::size_t i = 0; i < plan_.files.size(); ++i) {
        const auto share = static_cast<double>(i) / static_cast<double>(plan_.files.size());
        if (auto on = step(kStagedShare * share, "reading " + sourceName(plan_.files[i])); !on) return on;
        if (auto staged = stager_ ? stager_(i) : stageFile(db_, plan_, i, staged_); !staged) {
            if (stager_) return staged;
            return fail(ErrorCode::InvalidArgument, sourceName(plan_.files[i]) + " cannot be read as planned",
                        "/files/" + std::to_string(i));
        }
        files += fmt::format("{}({}, {})", i > 0 ? "," : "", i, sqlText(sourceName(plan_.files[i])));
    }
    const auto named = db_.run(
        "CREATE OR REPLACE TEMP TABLE sources AS SELECT f.file, f.source, coalesce(min(s.rowid), 0) AS "
        "first FROM (VALUES " +
        files +
        ") f(file, source) LEFT JOIN staged s ON s.file = f.file AND s.source_row IS NULL GROUP BY ALL");
    return named && isChangeList() ? stageSpells() : named;
}

kit::Result<void> FileImport::write() {
    if (auto on = step(kStagedShare, "checking"); !on) return on;
    const auto reserved = db_.integer(
        "SELECT count(*)::BIGINT FROM datasets WHERE fingerprint <> '' AND dataset = " + dataset());
    if (!reserved) return kit::failAs(reserved);
    if (*reserved > 0)
        return fail(ErrorCode::InvalidArgument,
                    "the data set " + plan_.dataset + " was imported as a folder; choose another name",
                    "/dataset");
    const auto rows = db_.integer("SELECT (SELECT count(*) FROM staged) + (SELECT count(*) FROM unreadable)");
    if (!rows) return kit::failAs(rows);
    report_.rows_read = *rows;
    tellStaged();
    if (auto kept = keepUnreadable(); !kept) return kept;
    if (auto named = resolveNames(); !named) return named;
    if (auto done = writeKind(); !done) return done;
    report_.rows_unchanged = report_.rows_read - report_.rows_imported - report_.rows_quarantined;
    return {};
}

kit::Result<void> FileImport::writeKind() {
    if (plan_.kind == "bars") return writeBars();
    if (plan_.kind == "ticks") return writeTicks();
    if (plan_.kind == "fundamentals") return writeFundamentals();
    if (plan_.kind == "macro") return writeMacro();
    if (plan_.kind == "instruments" || plan_.kind == "classifications") return writeInstruments();
    if (plan_.kind == "corporate_actions") return writeActions();
    if (plan_.kind == "universe") return writeUniverse();
    if (plan_.kind == "portfolios") return writePortfolios();
    return fail(ErrorCode::InvalidArgument, "there is no kind " + plan_.kind, "/kind");
}

void FileImport::tellStaged() {
    if (staged_.blank_cells > 0)
        warn(fmt::format("{} empty cells of the wide table are no rows", staged_.blank_cells));
    if (staged_.text_lines > 0)
        warn(fmt::format("{} lines of text outside the table were left out", staged_.text_lines));
    if (staged_.empty_formulas > 0)
        warn(fmt::format("{} formulas have no stored value: their cells are empty", staged_.empty_formulas));
    if (staged_.described_rows > 0)
        warn(fmt::format("{} rows that describe the columns (Transform) were left out",
                         staged_.described_rows));
}

kit::Result<std::int64_t> FileImport::insertNewQuarantine(const std::string& table,
                                                          const std::string& select) {
    return db_.integer("INSERT INTO " + table + " SELECT * FROM (" + select + ") EXCEPT SELECT * FROM " +
                       table + " WHERE dataset = " + dataset());
}

/// Rows of which a cell could not be read, whole, as text. Those that stand there already are unchanged.
kit::Result<void> FileImport::keepUnreadable() {
    const auto kept = insertNewQuarantine(
        "rows_quarantine",
        fmt::format(
            "SELECT {0}, {1}, s.source, coalesce(r.source_row, r.rowid - s.first + 1), r.bad, r.content FROM "
            "staged r JOIN sources s USING (file) WHERE r.bad IS NOT NULL UNION ALL SELECT {0}, {1}, "
            "s.source, "
            "u.line, u.reason, u.content FROM unreadable u JOIN sources s USING (file)",
            dataset(), sqlText(plan_.kind)));
    if (!kept) return kit::failAs(kept);
    report_.rows_quarantined += *kept;
    return {};
}

/// `names (symbol, is_new, first_row, last_row, row_count, id)` for every symbol of the rows that were read.
kit::Result<void> FileImport::resolveNames() {
    if (plan_.kind == "macro") return {};
    if (auto made = db_.run(fmt::format(
            "CREATE OR REPLACE TEMP TABLE names AS SELECT symbol, is_new, first_row, last_row, row_count, "
            "CASE WHEN "
            "is_new THEN (SELECT coalesce(max(instrument_id), 0) FROM instruments) + row_number() OVER "
            "(PARTITION BY is_new ORDER BY symbol) ELSE known END AS id FROM (SELECT n.*, a.known, a.known "
            "IS NULL AS is_new FROM (SELECT symbol, min(rowid) AS first_row, max(rowid) AS last_row, "
            "count(*) AS row_count FROM "
            "staged WHERE bad IS NULL AND symbol IS NOT NULL AND symbol <> '' GROUP BY symbol) n LEFT JOIN "
            "(SELECT symbol, arg_max(instrument_id, coalesce(valid_from, DATE '1800-01-01')) AS known FROM "
            "aliases WHERE dataset = {} GROUP BY symbol) a USING (symbol))",
            dataset()));
        !made)
        return made;
    const auto counted = db_.integer("SELECT count(*)::BIGINT FROM names");
    if (!counted) return kit::failAs(counted);
    report_.instruments = *counted;
    const auto nameless = insertNewQuarantine(
        "rows_quarantine",
        fmt::format(
            "SELECT {}, {}, s.source, coalesce(r.source_row, r.rowid - s.first + 1), 'no_symbol', NULL FROM "
            "staged r JOIN sources s USING (file) WHERE r.bad IS NULL AND coalesce(r.symbol, '') = ''",
            dataset(), sqlText(plan_.kind)));
    if (!nameless) return kit::failAs(nameless);
    report_.rows_quarantined += *nameless;
    return addInstruments();
}

kit::Result<void> FileImport::addInstruments() {
    const auto added = db_.integer("SELECT count(*)::BIGINT FROM names WHERE is_new");
    if (!added) return kit::failAs(added);
    new_instruments_ = *added;
    const std::string asset_class =
        plan_.security_type == "stock" || plan_.security_type == "etf" || plan_.security_type == "index"
            ? "equities"
            : plan_.security_type;
    return db_.run(fmt::format("INSERT INTO instruments (dataset, instrument_id, company_id, symbol, name, "
                               "security_type, asset_class, "
                               "currency, calendar, multiplier, tick, lot) SELECT {0}, id, id, symbol, "
                               "symbol, {1}, {2}, {3}, {4}, 1, 0.01, 1 "
                               "FROM names WHERE is_new ORDER BY id; INSERT INTO aliases SELECT {0}, id, "
                               "symbol, 'XNYS', NULL, NULL FROM "
                               "names WHERE is_new ORDER BY id",
                               dataset(), sqlText(plan_.security_type), sqlText(asset_class),
                               sqlText(plan_.currency), sqlText(plan_.calendar)));
}

std::string FileImport::readRows() const {
    const std::string head = "(SELECT s.* EXCLUDE (source_row), f.source, coalesce(s.source_row, s.rowid - "
                             "f.first + 1) AS \"row\"";
    if (plan_.kind == "macro")
        return head + " FROM staged s JOIN sources f USING (file) WHERE s.bad IS NULL)";
    return head + ", n.id FROM staged s JOIN sources f USING (file) JOIN names n USING (symbol) WHERE s.bad "
                  "IS NULL)";
}

/// A second row of the same key within the files: the first stands, the others are kept aside.
kit::Result<void> FileImport::refuseRepeated(const Target& target) {
    const auto keys = fmt::format("\"{}\"", fmt::join(target.keys, "\", \""));
    const auto twice = db_.integer(
        fmt::format("SELECT (SELECT count(*) FROM fresh) - (SELECT count(*) FROM (SELECT DISTINCT {} FROM "
                    "fresh))",
                    keys));
    if (!twice) return kit::failAs(twice);
    if (*twice == 0) return {};
    if (auto marked =
            db_.run(fmt::format("CREATE OR REPLACE TEMP TABLE repeated AS SELECT rid FROM (SELECT rowid AS "
                                "rid, row_number() OVER (PARTITION BY {} ORDER BY rowid) AS n FROM fresh) "
                                "WHERE n > 1",
                                keys));
        !marked)
        return marked;
    const auto values = fmt::format("concat_ws(',', \"{}\", \"{}\")", fmt::join(target.keys, "\", \""),
                                    fmt::join(target.values, "\", \""));
    const auto kept = insertNewQuarantine(
        "rows_quarantine",
        fmt::format("SELECT {}, {}, fresh.from_source, fresh.from_row, 'repeated_key', {} FROM fresh "
                    "WHERE rowid IN (SELECT rid FROM repeated)",
                    dataset(), sqlText(plan_.kind), values));
    if (!kept) return kit::failAs(kept);
    if (target.counted) report_.rows_quarantined += *kept;
    return db_.run("DELETE FROM fresh WHERE rowid IN (SELECT rid FROM repeated)");
}

/// What of `fresh` is not in the table as it is: new rows, and with `old` the row that another one replaces.
kit::Result<std::int64_t> FileImport::findDelta(const Target& target) {
    const auto same_key =
        "t.dataset = " + dataset() + " AND " + sameAs(target.keys, "t", "f", target.keys_are_full);
    if (auto made = db_.run(fmt::format(
            "CREATE OR REPLACE TEMP TABLE delta AS SELECT f.*, t.rowid AS old FROM fresh f LEFT JOIN {} t ON "
            "{} WHERE t.rowid IS NULL OR NOT ({})",
            target.table, same_key, sameAs(target.values, "t", "f", false)));
        !made)
        return kit::failAs(made);
    const auto replaced = db_.integer("SELECT count(old)::BIGINT FROM delta");
    if (!replaced || *replaced == 0) return replaced; // rows that only come in are cheap for who keeps marks
    return db_.integer(fmt::format(
        "DELETE FROM {} WHERE rowid IN (SELECT old FROM delta WHERE old IS NOT NULL)", target.table));
}

/// Writes the rows of the relation `fresh`: unknown keys are new, known ones with other values changed.
kit::Result<void> FileImport::mergeFresh(const Target& target) {
    std::vector<std::string> all = target.keys;
    all.insert(all.end(), target.values.begin(), target.values.end());
    all.insert(all.end(), target.notes.begin(), target.notes.end());
    const auto columns = fmt::format("\"{}\"", fmt::join(all, "\", \""));
    const auto known = db_.integer(
        fmt::format("SELECT count(*)::BIGINT FROM {} WHERE dataset = {}", target.table, dataset()));
    if (!known) return kit::failAs(known);
    const auto changed = *known > 0 ? findDelta(target) : kit::Result<std::int64_t>(0);
    if (!changed) return kit::failAs(changed);
    const char* from = *known > 0 ? "delta" : "fresh";
    const auto inserted = db_.integer(fmt::format("INSERT INTO {} (dataset, {}) SELECT {}, {} FROM {}",
                                                  target.table, columns, dataset(), columns, from));
    if (!inserted) return kit::failAs(inserted);
    if (*inserted > 0)
        if (auto noted = noteTouched(target.table, from, *known == 0); !noted) return noted;
    if (target.counted) {
        report_.rows_imported += *inserted;
        report_.rows_changed += *changed;
    } else {
        other_changes_ += *inserted;
    }
    return {};
}

/// The instruments of the relation's rows are those that the quality rules have to look at again.
kit::Result<void> FileImport::noteTouched(const std::string& table, const std::string& rows, bool first) {
    if (table.starts_with("macro_")) {
        touched_.insert(0);
        return {};
    }
    // With a data set's first actions its adjusted closes are held against them, those of all instruments.
    if (table == "corporate_actions" && first) report_.touched_all = true;
    // All rows of a first import are new: their instruments are those that were named.
    const auto ids =
        db_.query(first && rows == "fresh" ? std::string("SELECT id FROM names")
                                           : "SELECT DISTINCT instrument_id::BIGINT FROM " + rows);
    if (!ids) return kit::failAs(ids);
    for (const auto id : (*ids)->integers(0))
        touched_.insert(id);
    return {};
}

kit::Result<void> FileImport::finish() {
    const auto epoch = db_.integer("SELECT coalesce(max(epoch), 0)::BIGINT + 1 FROM epochs");
    if (!epoch) return kit::failAs(epoch);
    report_.catalog_epoch = *epoch;
    const bool of_rows = plan_.files.size() == 1 && plan_.files.front().path.empty();
    return db_.run(fmt::format(
        "INSERT INTO epochs VALUES ({0}, {1}, {2}); INSERT INTO datasets SELECT {1}, {1}, NULL, {3}, "
        "{4}, '', {0} WHERE NOT EXISTS (SELECT 1 FROM datasets WHERE dataset = {1}); "
        "UPDATE datasets "
        "SET imported_epoch = {0}, price_basis = coalesce((SELECT max(session) FROM bars_daily WHERE dataset "
        "= {1}), "
        "price_basis, DATE '1970-01-01') WHERE dataset = {1}",
        *epoch, dataset(), sqlText("import of " + plan_.kind), sqlText(plan_.calendar),
        sqlText(of_rows ? "taken from the source " + sourceName(plan_.files.front())
                        : "imported from files")));
}

} // namespace nautilus::catalog
