#include "app/catalog/exporter.h"

#include "app/catalog/corrections.h"
#include "app/catalog/export_tables.h"
#include "app/catalog/xlsx_writer.h"
#include "app/platform/platform.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::ExportPlan;
using kit::ExportReport;
using kit::fail;
using kit::Result;
namespace fs = std::filesystem;

namespace {

/// A text cell that starts like this is run by spreadsheets when they open a CSV file.
constexpr const char* kFormula = "'^[=+\\-@\\t\\r]'";

bool safeName(const std::string& name) {
    return !name.empty() && name.size() <= 128 && std::ranges::all_of(name, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    });
}

/// One export, from its rows in a temporary table to files under their final name.
class Export {
public:
    Export(Connection& db, const std::string& folder, const ExportPlan& plan,
           const kit::Catalog::Progress& progress)
        : db_(db), plan_(plan), progress_(progress), aside_(folder + "/" + plan.name + ".new"),
          final_(folder + "/" + plan.name) {
        report_.folder = final_;
    }

    Result<ExportReport> run(const std::string& select, const std::vector<kit::Correction>& corrections) {
        auto done = everything(select, corrections);
        std::error_code ignored;
        if (!done) fs::remove_all(aside_, ignored);
        if (!done) return kit::failAs(done);
        return std::move(report_);
    }

private:
    Result<void> everything(const std::string& select, const std::vector<kit::Correction>& corrections) {
        std::error_code error;
        fs::remove_all(aside_, error);
        if (fs::exists(final_)) return fail(ErrorCode::Conflict, "an export of this name exists");
        if (auto made = platform::makePrivateFolder(aside_); !made) return made;
        if (!tell(0.05, "reading rows")) return cancelled();
        if (auto made = db_.run("CREATE OR REPLACE TEMP TABLE exported AS " + select); !made) return made;
        if (auto laid = overlay(corrections); !laid) return laid;
        const auto rows = db_.integer("SELECT count(*)::BIGINT FROM exported");
        if (!rows) return kit::failAs(rows);
        report_.rows = *rows;
        if (!tell(0.4, "writing files")) return cancelled();
        if (auto written = writeFiles(); !written) return written;
        if (!tell(0.9, "saving")) return cancelled();
        return publish();
    }

    Result<void> overlay(const std::vector<kit::Correction>& corrections) {
        for (const auto& c : corrections) {
            const auto value = std::isfinite(c.factor) ? fmt::format("{} * {:.17g}", c.field, c.factor)
                                                       : fmt::format("{:.17g}", c.new_value);
            const auto place =
                fmt::format(" WHERE dataset = {} AND instrument_id = {} AND date >= DATE {} AND "
                            "date <= DATE {}",
                            sqlText(c.dataset), c.id, sqlText(c.first.iso()), sqlText(c.last.iso()));
            const auto touched = db_.integer("SELECT count(*)::BIGINT FROM exported" + place);
            if (!touched) return kit::failAs(touched);
            if (*touched == 0) continue;
            ++report_.corrections;
            if (auto laid = db_.run("UPDATE exported SET " + c.field + " = " + value + place); !laid)
                return laid;
        }
        return {};
    }

    /// All columns; for CSV with texts that start like a formula behind an apostrophe.
    Result<std::string> projection() {
        if (plan_.format != "csv") return std::string("*");
        const auto columns = describeQuery(db_, "SELECT * FROM exported");
        if (!columns) return kit::failAs(columns);
        std::string out;
        for (const auto& c : *columns) {
            out += out.empty() ? "" : ", ";
            const auto name = "\"" + c.name + "\"";
            if (c.type != "VARCHAR") {
                out += name;
                continue;
            }
            const auto test = "regexp_matches(" + name + ", " + kFormula + ")";
            const auto cells = db_.integer("SELECT count(*)::BIGINT FROM exported WHERE " + test);
            if (!cells) return kit::failAs(cells);
            report_.neutralised_cells += *cells;
            out += "CASE WHEN " + test + " THEN chr(39) || " + name + " ELSE " + name + " END AS " + name;
        }
        return out;
    }

    Result<void> writeFiles() {
        const auto name = plan_.what + (plan_.format == "parquet" ? ".parquet"
                                        : plan_.format == "xlsx"  ? ".xlsx"
                                                                  : ".csv");
        if (plan_.format == "xlsx") {
            const auto rows = writeXlsx(db_, "SELECT * FROM exported", aside_ + "/" + name);
            return rows ? Result<void>{} : kit::failAs(rows);
        }
        const auto columns = projection();
        if (!columns) return kit::failAs(columns);
        const bool parts = !plan_.partition_by.empty();
        const std::string options =
            (plan_.format == "csv" ? std::string("FORMAT csv, HEADER") : "FORMAT parquet, COMPRESSION zstd") +
            (parts ? ", PARTITION_BY (" + plan_.partition_by + ")" : "");
        // Without partitions the order of the table is the order of the file.
        return db_.run("COPY (SELECT " + *columns + " FROM exported ORDER BY rowid) TO " +
                       sqlText(parts ? aside_ + "/" + plan_.what : aside_ + "/" + name) + " (" + options +
                       ")");
    }

    /// Syncs every file, then gives the folder its name.
    Result<void> publish() {
        std::vector<fs::path> paths;
        for (const auto& entry : fs::recursive_directory_iterator(aside_))
            if (entry.is_regular_file()) paths.push_back(entry.path());
        std::ranges::sort(paths);
        for (const auto& path : paths) {
            if (auto synced = platform::syncFile(path.string()); !synced) return synced;
            const auto rows = rowsOf(path.string());
            if (!rows) return kit::failAs(rows);
            report_.files.push_back({path.lexically_relative(aside_).string(), *rows,
                                     static_cast<std::int64_t>(fs::file_size(path))});
        }
        std::error_code error;
        fs::rename(aside_, final_, error);
        if (error) return fail(ErrorCode::Unavailable, "the export could not be given its name");
        (void)db_.run("DROP TABLE IF EXISTS exported").has_value();
        return platform::syncFile(final_);
    }

    Result<std::int64_t> rowsOf(const std::string& path) {
        if (plan_.partition_by.empty()) return report_.rows;
        const auto reader = plan_.format == "csv"
                                ? "read_csv(" + sqlText(path) + ", header = true, all_varchar = true)"
                                : "read_parquet(" + sqlText(path) + ")";
        return db_.integer("SELECT count(*)::BIGINT FROM " + reader);
    }

    [[nodiscard]] bool tell(double fraction, std::string_view what) const {
        return !progress_ || progress_(fraction, what);
    }
    static tl::unexpected<kit::Errors> cancelled() {
        return fail(ErrorCode::Cancelled, "the export was cancelled");
    }

    Connection& db_;
    const ExportPlan& plan_;
    const kit::Catalog::Progress& progress_;
    const std::string aside_, final_;
    ExportReport report_;
};

Result<void> checkPlan(const ExportPlan& plan) {
    if (!safeName(plan.name)) return fail(ErrorCode::Internal, "an export has no valid name");
    if (plan.format != "csv" && plan.format != "parquet" && plan.format != "xlsx")
        return fail(ErrorCode::InvalidArgument, "format must be one of: csv|parquet|xlsx", "/format");
    if (plan.format == "xlsx" && !plan.partition_by.empty())
        return fail(ErrorCode::InvalidArgument, "workbooks are not partitioned", "/partition_by");
    return {};
}

} // namespace

Result<std::unique_ptr<CatalogExporter>> CatalogExporter::open(DuckDbCatalog& catalog, std::string folder) {
    if (auto made = platform::makePrivateFolder(folder); !made) return kit::failAs(made);
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".new") fs::remove_all(entry.path(), error);
    return std::unique_ptr<CatalogExporter>(new CatalogExporter(catalog, std::move(folder)));
}

std::string CatalogExporter::tables() const {
    return exportWords();
}

Result<ExportReport> CatalogExporter::exportTable(const ExportPlan& plan,
                                                  const kit::Catalog::Progress& progress) {
    if (auto sound = checkPlan(plan); !sound) return kit::failAs(sound);
    if (auto sound = checkExportFilters(plan); !sound) return kit::failAs(sound);
    const auto select = exportSelect(plan);
    if (select.empty())
        return fail(ErrorCode::InvalidArgument, "this table does not exist, or has no such partition",
                    "/what");
    std::vector<kit::Correction> corrections;
    auto db = catalog_.exclusively([&](Connection& main) -> Result<std::unique_ptr<Connection>> {
        if (plan.what == "bars" && !plan.raw) {
            auto all = readCorrections(main);
            if (!all) return kit::failAs(all);
            for (auto& c : *all)
                if (c.applies && c.field != "dividend") corrections.push_back(std::move(c));
        }
        return main.sibling();
    });
    if (!db) return kit::failAs(db);
    return Export(**db, folder_, plan, progress).run(select, corrections);
}

Result<ExportReport> CatalogExporter::exportCsv(const ExportPlan& plan, const std::string& csv,
                                                const kit::Catalog::Progress& progress) {
    if (auto sound = checkPlan(plan); !sound) return kit::failAs(sound);
    auto db = catalog_.exclusively([](Connection& main) { return main.sibling(); });
    if (!db) return kit::failAs(db);
    const auto source = folder_ + "/" + plan.name + ".rows.new";
    std::error_code error;
    std::ofstream rows(source, std::ios::binary);
    rows << csv;
    rows.close();
    if (!rows) {
        fs::remove(source, error);
        return fail(ErrorCode::Unavailable, "the rows could not be written; is the disk full?", "", true);
    }
    auto report =
        Export(**db, folder_, plan, progress)
            .run("SELECT * FROM read_csv(" + sqlText(source) + ", header = true, sample_size = -1)", {});
    fs::remove(source, error);
    return report;
}

} // namespace nautilus::catalog
