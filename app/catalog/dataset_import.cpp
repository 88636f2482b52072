#include "app/catalog/dataset_import.h"

#include "app/catalog/appender.h"
#include "app/security/digest.h"

#include <simdjson.h>

#include <array>
#include <filesystem>
#include <map>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;

namespace {

struct TableSource {
    std::string_view table;
    std::string_view columns;
};

/// Column lists are named so that neither side's order matters.
constexpr std::array kTables{
    TableSource{"instruments",
                "instrument_id, company_id, symbol, name, security_type, asset_class, currency, "
                "calendar, multiplier, tick, lot, cik"},
    TableSource{"aliases", "instrument_id, symbol, venue, valid_from, valid_to"},
    TableSource{"classifications", "instrument_id, scheme, value, valid_from, valid_to, hindsight, source"},
    TableSource{"universe_members", "universe, instrument_id, valid_from, valid_to, knowable_at"},
    TableSource{"corporate_actions",
                "instrument_id, type, ex_date, ratio, amount, amount_on_basis, currency, "
                "knowable_at, source, inferred"},
    TableSource{"fundamentals",
                "instrument_id, concept, period_end, period_length, fiscal_year, form, filed, "
                "knowable_at, dated_by, restated, value, unit, source, accession, quality, priority, "
                "split_basis"},
    TableSource{"macro_series", "series, name, units, frequency, release_lag_days, source, terms"},
    TableSource{"macro_observations", "series, period_end, knowable_at, vintage, value"},
    TableSource{"trades", "instrument_id, at_ns, price, size, venue, conditions, source, source_row"},
    TableSource{"quotes", "instrument_id, at_ns, bid, bid_size, ask, ask_size, source, source_row"},
};

kit::Result<kit::Dataset> readManifest(const std::string& folder) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.load(folder + "/dataset.json").get(root) != simdjson::SUCCESS)
        return fail(ErrorCode::InvalidArgument, "the folder holds no readable dataset.json", "/folder");
    const auto text = [&](const char* name) {
        std::string_view value;
        return root[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
    };
    kit::Dataset out{text("name"), text("title"), {}, text("calendar"), text("notes")};
    const auto basis = domain::SessionDate::parse(text("price_basis"));
    if (out.name.empty() || !basis)
        return fail(ErrorCode::InvalidArgument, "dataset.json must name `name` and `price_basis`", "/folder");
    out.price_basis = *basis;
    return out;
}

/// Hash over names and contents: tells whether the folder was imported before.
kit::Result<std::string> fingerprint(const std::string& folder) {
    std::map<std::string, std::string> parts;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".parquet" || entry.path().filename() == "dataset.json") {
            const auto hash = security::sha256OfFile(entry.path().string());
            if (!hash) return hash;
            parts[entry.path().filename().string()] = *hash;
        }
    std::string all;
    for (const auto& [name, hash] : parts)
        all += name + ":" + hash + "\n";
    return security::sha256(all);
}

/// Names the file of the data set, not its place.
tl::unexpected<kit::Errors> unreadable(std::string_view table) {
    return fail(ErrorCode::InvalidArgument,
                std::string(table) + ".parquet of the data set is damaged or lacks a column", "/folder");
}

class Import {
public:
    Import(Connection& connection, std::string folder, kit::Dataset dataset, const kit::BarRules& rules,
           const kit::Catalog::Progress& progress)
        : db_(connection), folder_(std::move(folder)), dataset_(std::move(dataset)), rules_(rules),
          progress_(progress) {
        report_.dataset = dataset_.name;
    }

    kit::Result<kit::ImportReport> run(const std::string& print) {
        if (auto begun = db_.run("BEGIN TRANSACTION"); !begun) return kit::failAs(begun);
        auto done = everything(print);
        if (!done || !tell(0.95, "saving")) {
            (void)db_.run("ROLLBACK").has_value();
            if (!done) return kit::failAs(done);
            return fail(ErrorCode::Cancelled, "the import was cancelled");
        }
        if (auto saved = db_.run("COMMIT; CHECKPOINT"); !saved) {
            (void)db_.run("ROLLBACK").has_value();
            return kit::failAs(saved);
        }
        (void)tell(1.0, "done");
        return report_;
    }

private:
    kit::Result<void> everything(const std::string& print) {
        const auto name = sqlText(dataset_.name);
        double fraction = 0.02;
        for (const auto& source : kTables) {
            if (!tell(fraction, source.table)) return fail(ErrorCode::Cancelled, "the import was cancelled");
            fraction += 0.03;
            if (auto copied = copyTable(source); !copied) return copied;
        }
        if (auto bars = importBars(); !bars) return bars;
        const auto epoch = db_.integer("SELECT coalesce(max(epoch), 0)::BIGINT + 1 FROM epochs");
        if (!epoch) return kit::failAs(epoch);
        report_.catalog_epoch = *epoch;
        const auto number = std::to_string(*epoch);
        const auto count = db_.integer("SELECT count(*)::BIGINT FROM instruments WHERE dataset = " + name);
        if (!count) return kit::failAs(count);
        report_.instruments = *count;
        return db_.run("INSERT INTO epochs VALUES (" + number + ", " + name +
                       ", 'import'); "
                       "DELETE FROM datasets WHERE dataset = " +
                       name + "; INSERT INTO datasets VALUES (" + name + ", " + sqlText(dataset_.title) +
                       ", DATE " + sqlText(dataset_.price_basis.iso()) + ", " + sqlText(dataset_.calendar) +
                       ", " + sqlText(dataset_.notes) + ", " + sqlText(print) + ", " + number + ");");
    }

    [[nodiscard]] std::string file(std::string_view table) const {
        return folder_ + "/" + std::string(table) + ".parquet";
    }

    kit::Result<void> copyTable(const TableSource& source) {
        const std::string table(source.table), columns(source.columns);
        const auto name = sqlText(dataset_.name);
        if (auto cleared = db_.run("DELETE FROM " + table + " WHERE dataset = " + name); !cleared)
            return cleared;
        if (!std::filesystem::exists(file(source.table))) return {};
        if (auto copied = db_.run("INSERT INTO " + table + " (dataset, " + columns + ") SELECT " + name +
                                  ", " + columns + " FROM read_parquet(" + sqlText(file(source.table)) + ")");
            !copied)
            return unreadable(source.table);
        const auto rows = db_.integer("SELECT count(*)::BIGINT FROM " + table + " WHERE dataset = " + name);
        if (!rows) return kit::failAs(rows);
        report_.rows_read += *rows;
        report_.rows_imported += *rows;
        return {};
    }

    /// Rows go through the rules; the refused ones are kept whole in bars_quarantine.
    kit::Result<void> importBars() {
        const auto name = sqlText(dataset_.name);
        if (auto cleared =
                db_.run("DELETE FROM bars_daily WHERE dataset = " + name +
                        "; DELETE FROM bars_quarantine WHERE dataset = " + name +
                        "; CREATE OR REPLACE TEMP TABLE refused (file_row BIGINT, reason VARCHAR);");
            !cleared)
            return cleared;
        if (!std::filesystem::exists(file("bars_daily"))) return {};
        if (!tell(0.3, "checking bars")) return fail(ErrorCode::Cancelled, "the import was cancelled");
        if (auto checked = findRefused(); !checked) return checked;
        if (auto excluded = excludeOtherHolders(); !excluded) return excluded;
        if (!tell(0.6, "writing bars")) return fail(ErrorCode::Cancelled, "the import was cancelled");
        const std::string source =
            "read_parquet(" + sqlText(file("bars_daily")) + ", file_row_number = true) b";
        const std::string fields =
            "b.instrument_id, b.session, b.open::DOUBLE, b.high::DOUBLE, b.low::DOUBLE, "
            "b.close::DOUBLE, b.adj_close::DOUBLE, b.volume, b.source, b.source_row";
        if (auto kept = db_.run("INSERT INTO bars_daily SELECT " + name + ", " + fields + " FROM " + source +
                                " ANTI JOIN refused ON refused.file_row = b.file_row_number "
                                "ORDER BY b.instrument_id, b.session;"
                                "INSERT INTO bars_quarantine SELECT " +
                                name + ", " + fields + ", refused.reason FROM " + source +
                                " JOIN refused ON refused.file_row = b.file_row_number "
                                "ORDER BY b.instrument_id, b.session, b.source_row; DROP TABLE refused;");
            !kept)
            return unreadable("bars_daily");
        const auto kept = db_.integer("SELECT count(*)::BIGINT FROM bars_daily WHERE dataset = " + name);
        if (!kept) return kit::failAs(kept);
        report_.rows_imported += *kept;
        return {};
    }

    kit::Result<void> findRefused() {
        const auto result = db_.query(
            "SELECT b.file_row_number::BIGINT, b.instrument_id, b.session, b.open::DOUBLE, b.high::DOUBLE, "
            "b.low::DOUBLE, b.close::DOUBLE, b.adj_close::DOUBLE, b.volume::DOUBLE, i.security_type "
            "FROM read_parquet(" +
            sqlText(file("bars_daily")) +
            ", file_row_number = true) b "
            "LEFT JOIN instruments i ON i.instrument_id = b.instrument_id AND i.dataset = " +
            sqlText(dataset_.name) + " ORDER BY b.instrument_id, b.session, b.source_row, b.file_row_number");
        if (!result) return unreadable("bars_daily");
        const auto& r = **result;
        const auto row = r.integers(0), id = r.integers(1);
        const auto session = r.dates(2);
        const auto open = r.doubles(3), high = r.doubles(4), low = r.doubles(5), close = r.doubles(6),
                   adjusted = r.doubles(7), volume = r.doubles(8);
        const auto type = r.texts(9);
        report_.rows_read += static_cast<std::int64_t>(row.size());
        Appender refused(db_, "refused");
        for (std::size_t begin = 0; begin < row.size();) {
            std::size_t end = begin;
            while (end < row.size() && id[end] == id[begin])
                ++end;
            const auto part = [&](const auto& column) {
                return std::span(column).subspan(begin, end - begin);
            };
            const auto reasons = rules_({id[begin], type[begin], part(session), part(open), part(high),
                                         part(low), part(close), part(adjusted), part(volume)});
            for (std::size_t i = begin; i < end; ++i)
                if (const auto reason = reasons[i - begin]; !reason.empty()) {
                    refused.add(row[i]).add(reason).endRow();
                    ++report_.rows_quarantined;
                }
            begin = end;
        }
        return refused.close();
    }

    /// Bars of a spell in which the ticker belonged to somebody else, where the data set says so.
    kit::Result<void> excludeOtherHolders() {
        if (!std::filesystem::exists(file("bar_exclusions"))) return {};
        const auto added = db_.integer(
            "INSERT INTO refused SELECT DISTINCT b.file_row_number, 'other_holder' FROM read_parquet(" +
            sqlText(file("bars_daily")) + ", file_row_number = true) b JOIN read_parquet(" +
            sqlText(file("bar_exclusions")) +
            ") x ON x.instrument_id = b.instrument_id AND "
            "b.session >= coalesce(x.valid_from, DATE '1900-01-01') AND "
            "b.session < coalesce(x.valid_to, DATE '2999-01-01') "
            "WHERE b.file_row_number NOT IN (SELECT file_row FROM refused)");
        if (!added) return unreadable("bar_exclusions");
        report_.rows_quarantined += *added;
        return {};
    }

    [[nodiscard]] bool tell(double fraction, std::string_view what) const {
        return !progress_ || progress_(fraction, what);
    }

    Connection& db_;
    std::string folder_;
    kit::Dataset dataset_;
    const kit::BarRules& rules_;
    const kit::Catalog::Progress& progress_;
    kit::ImportReport report_;
};

} // namespace

kit::Result<kit::ImportReport> importDataset(Connection& connection, const std::string& folder,
                                             const kit::BarRules& rules,
                                             const kit::Catalog::Progress& progress) {
    auto manifest = readManifest(folder);
    if (!manifest) return kit::failAs(manifest);
    const auto print = fingerprint(folder);
    if (!print) return kit::failAs(print);
    const auto name = sqlText(manifest->name);
    const auto same = connection.integer("SELECT count(*)::BIGINT FROM datasets WHERE dataset = " + name +
                                         " AND fingerprint = " + sqlText(*print));
    if (!same) return kit::failAs(same);
    if (*same > 0) {
        const auto rows =
            connection.integer("SELECT count(*)::BIGINT FROM bars_daily WHERE dataset = " + name);
        const auto epoch = connection.integer("SELECT coalesce(max(epoch), 0)::BIGINT FROM epochs");
        if (!rows || !epoch) return fail(ErrorCode::Internal, "the catalog could not answer");
        kit::ImportReport unchanged;
        unchanged.dataset = manifest->name;
        unchanged.rows_read = unchanged.rows_unchanged = *rows;
        unchanged.catalog_epoch = *epoch;
        return unchanged;
    }
    return Import(connection, folder, std::move(*manifest), rules, progress).run(*print);
}

} // namespace nautilus::catalog
