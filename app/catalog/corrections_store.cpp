#include "app/catalog/appender.h"
#include "app/catalog/corrections.h"
#include "app/catalog/duckdb_catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace nautilus::catalog {

using domain::SessionDate;
using kit::Correction;
using kit::ErrorCode;
using kit::StoredIssue;

namespace {

std::string number(double v) {
    return std::isfinite(v) ? fmt::format("{:.17g}::DOUBLE", v) : std::string("NULL");
}

std::string day(SessionDate date) {
    return "DATE " + sqlText(date.iso());
}

std::string idList(const std::vector<std::int64_t>& ids) {
    return fmt::format("({})", fmt::join(ids, ","));
}

/// The found issues as a temporary table: texts of SQL for many would take longer than the scan.
kit::Result<void> stageIssues(Connection& db, const std::vector<StoredIssue>& issues) {
    if (auto made =
            db.run("CREATE OR REPLACE TEMP TABLE found_issues AS SELECT * FROM quality_issues LIMIT 0");
        !made)
        return made;
    Appender rows(db, "found_issues");
    for (const auto& i : issues) {
        rows.add(i.issue_id).add(i.dataset).add(i.id).add(i.table).add(i.first).add(i.last);
        rows.add(i.source_row).add(i.rows).add(i.rule).add(i.severity).add(i.field);
        rows.add(i.observed).add(i.proposed).add(i.factor).add(i.code).add(i.arguments);
        rows.add(i.state).add(i.epoch).endRow();
    }
    return rows.close();
}

/// All of `steps` in one transaction, or nothing.
kit::Result<void> together(Connection& db, const std::vector<std::string>& steps) {
    if (auto begun = db.run("BEGIN TRANSACTION"); !begun) return begun;
    for (const auto& sql : steps)
        if (auto done = db.run(sql); !done) {
            (void)db.run("ROLLBACK").has_value();
            return done;
        }
    auto saved = db.run("COMMIT");
    if (!saved) (void)db.run("ROLLBACK").has_value();
    return saved;
}

std::string rawValue(const Correction& c) {
    const auto place =
        fmt::format(" WHERE dataset = {} AND instrument_id = {} AND ", sqlText(c.dataset), c.id);
    if (c.field == "dividend")
        return "(SELECT sum(amount_on_basis) FROM corporate_actions" + place +
               "type = 'dividend' AND ex_date = " + day(c.first) + ")";
    return "(SELECT any_value(" + c.field + "::DOUBLE) FROM bars_daily" + place +
           "session = " + day(c.first) + ")";
}

/// Corrections that were not taken back but do nothing: the rows that they were made for are others now.
bool isStale(const Correction& c) {
    return !c.undone_at && !c.applies;
}

/// Issues that count as repaired by stale corrections alone: they are open again, to be derived anew.
std::vector<std::string> staleRepairs(const std::vector<Correction>& all) {
    std::set<std::string> stale;
    for (const auto& c : all)
        if (isStale(c) && !c.issue_id.empty()) stale.insert(sqlText(c.issue_id));
    for (const auto& c : all)
        if (c.applies) stale.erase(sqlText(c.issue_id));
    return {stale.begin(), stale.end()};
}

/// Takes back what is stale and overlaps with a new one: both would apply if the old rows came back.
std::string retireStale(const Correction& made, const std::vector<Correction>& all) {
    std::vector<std::int64_t> ids;
    for (const auto& c : all)
        if (isStale(c) && c.dataset == made.dataset && c.id == made.id && c.field == made.field &&
            c.first <= made.last && made.first <= c.last)
            ids.push_back(c.correction_id);
    return ids.empty() ? std::string()
                       : fmt::format("UPDATE corrections SET undone_at_ns = {} WHERE correction_id IN {}",
                                     made.made_at.ns, idList(ids));
}

std::string correctionRow(const Correction& c, std::int64_t epoch) {
    return fmt::format("INSERT INTO corrections SELECT (SELECT coalesce(max(correction_id), 0) + 1 FROM "
                       "corrections),{},{},{},{},{},{},{},{},{},{},{},{},{},NULL,{}",
                       sqlText(c.issue_id), sqlText(c.dataset), c.id, day(c.first), day(c.last),
                       sqlText(c.field), rawValue(c), number(c.new_value), number(c.factor), sqlText(c.rule),
                       sqlText(c.reason), sqlText(c.who), c.made_at.ns, epoch);
}

bool isField(std::string_view field) {
    constexpr std::string_view kFields[] = {"open",      "high",   "low",     "close",
                                            "adj_close", "volume", "dividend"};
    return std::ranges::find(kFields, field) != std::end(kFields);
}

/// Runs the steps with a new epoch and lays the corrections over the catalog's answers anew.
kit::Result<std::int64_t>
withNewEpoch(DuckDbCatalog& catalog,
             const std::function<std::vector<std::string>(std::int64_t epoch)>& steps) {
    return catalog.exclusively([&](Connection& db) -> kit::Result<std::int64_t> {
        const auto epoch = db.integer("SELECT coalesce(max(epoch), 0)::BIGINT + 1 FROM epochs");
        if (!epoch) return epoch;
        auto sql = steps(*epoch);
        sql.push_back(fmt::format("INSERT INTO epochs VALUES ({}, '', 'correction')", *epoch));
        if (auto done = together(db, sql); !done) return kit::failAs(done);
        auto all = readCorrections(db);
        if (!all) return kit::failAs(all);
        catalog.overlay(std::make_shared<std::vector<Correction>>(std::move(*all)), *epoch);
        return *epoch;
    });
}

std::vector<std::string> markSteps(const std::string& dataset) {
    return {"DELETE FROM quality_scans WHERE dataset = " + sqlText(dataset),
            "INSERT INTO quality_scans SELECT dataset, imported_epoch FROM datasets WHERE dataset = " +
                sqlText(dataset)};
}

} // namespace

kit::Result<kit::RawDailyBars> CatalogQuality::rawBars(const kit::BarQuery& query) {
    std::string where = fmt::format(" WHERE session >= {} AND session <= {}",
                                    day(std::max(query.from, SessionDate::of(1900, 1, 1))),
                                    day(std::min(query.to, SessionDate::of(2999, 1, 1))));
    if (!query.dataset.empty()) where += " AND dataset = " + sqlText(query.dataset);
    if (!query.instruments.empty()) where += " AND instrument_id IN " + idList(query.instruments);
    return catalog_.exclusively([&](Connection& db) -> kit::Result<kit::RawDailyBars> {
        const auto result = db.query("SELECT instrument_id, session, open, high, low, close, adj_close, "
                                     "volume::DOUBLE, source_row FROM bars_daily" +
                                     where + " ORDER BY instrument_id, session, source_row");
        if (!result) return kit::failAs(result);
        const auto& r = **result;
        return kit::RawDailyBars{{r.integers(0), r.dates(1), r.doubles(2), r.doubles(3), r.doubles(4),
                                  r.doubles(5), r.doubles(6), r.doubles(7)},
                                 r.integers(8)};
    });
}

kit::Result<std::vector<kit::BarCount>> CatalogQuality::barCounts() {
    return catalog_.exclusively([&](Connection& db) -> kit::Result<std::vector<kit::BarCount>> {
        const auto result = db.query(
            "SELECT dataset, instrument_id, count(*) FILTER (WHERE kept), count(*) FILTER (WHERE NOT kept), "
            "min(session), max(session) FILTER (WHERE kept) FROM (SELECT dataset, instrument_id, session, "
            "true "
            "AS kept FROM bars_daily UNION ALL SELECT dataset, instrument_id, session, false FROM "
            "bars_quarantine) GROUP BY ALL ORDER BY dataset, instrument_id");
        if (!result) return kit::failAs(result);
        const auto& r = **result;
        const auto dataset = r.texts(0);
        const auto id = r.integers(1), rows = r.integers(2), refused = r.integers(3);
        const auto first = r.dates(4), last = r.dates(5);
        std::vector<kit::BarCount> out;
        for (std::size_t i = 0; i < r.rowCount(); ++i)
            out.push_back({dataset[i], id[i], rows[i], refused[i], first[i], last[i]});
        return out;
    });
}

kit::Result<void> CatalogQuality::saveScan(const std::string& dataset,
                                           const std::vector<domain::InstrumentId>& ids,
                                           const std::vector<StoredIssue>& issues) {
    std::string place = "dataset = " + sqlText(dataset);
    if (!ids.empty()) place += " AND instrument_id IN " + idList(ids);
    std::vector<std::string> steps{
        "CREATE OR REPLACE TEMP TABLE kept_states AS SELECT issue_id, state FROM quality_issues WHERE " +
            place + " AND state <> 'open'",
        // What is repaired stays listed though the next scan may see it differently.
        // An issue's epoch is the one in which it was first found as it is.
        "UPDATE found_issues f SET epoch = q.epoch FROM quality_issues q WHERE q.issue_id = f.issue_id AND "
        "q.row_count = f.row_count AND q.severity = f.severity AND q.observed IS NOT DISTINCT FROM "
        "f.observed AND q.proposed IS NOT DISTINCT FROM f.proposed AND q.factor IS NOT DISTINCT FROM "
        "f.factor AND q.arguments = f.arguments",
        "DELETE FROM quality_issues WHERE " + place + " AND state IN ('open', 'undone')",
        "INSERT INTO quality_issues SELECT * FROM found_issues WHERE issue_id NOT IN "
        "(SELECT issue_id FROM quality_issues)",
        "UPDATE quality_issues SET state = k.state FROM kept_states k WHERE k.issue_id = "
        "quality_issues.issue_id",
        "DROP TABLE kept_states", "DROP TABLE found_issues"};
    if (ids.empty())
        for (auto& step : markSteps(dataset))
            steps.push_back(std::move(step));
    return catalog_.exclusively([&](Connection& db) -> kit::Result<void> {
        if (auto staged = stageIssues(db, issues); !staged) return staged;
        const auto all = readCorrections(db);
        if (!all) return kit::failAs(all);
        if (const auto stale = staleRepairs(*all); !stale.empty())
            steps.insert(
                steps.begin(),
                fmt::format("UPDATE quality_issues SET state = 'open' WHERE state = 'repaired' AND {} "
                            "AND issue_id IN ({})",
                            place, fmt::join(stale, ",")));
        return together(db, steps);
    });
}

kit::Result<void> CatalogQuality::markScanned(const std::string& dataset) {
    return catalog_.exclusively([&](Connection& db) { return together(db, markSteps(dataset)); });
}

kit::Result<std::vector<std::string>> CatalogQuality::unscanned() {
    return catalog_.exclusively([](Connection& db) -> kit::Result<std::vector<std::string>> {
        const auto result =
            db.query("SELECT d.dataset FROM datasets d LEFT JOIN quality_scans q USING (dataset) WHERE "
                     "q.epoch IS NULL OR q.epoch < d.imported_epoch ORDER BY d.dataset");
        if (!result) return kit::failAs(result);
        return (*result)->texts(0);
    });
}

kit::Result<std::vector<kit::EarlyMacroValue>> CatalogQuality::earlyMacro(const std::string& dataset) {
    return catalog_.exclusively([&](Connection& db) -> kit::Result<std::vector<kit::EarlyMacroValue>> {
        const auto result = db.query("SELECT series, period_end, knowable_at, value FROM macro_observations "
                                     "WHERE knowable_at < period_end AND dataset = " +
                                     sqlText(dataset) + " ORDER BY series, period_end, knowable_at");
        if (!result) return kit::failAs(result);
        const auto& r = **result;
        const auto series = r.texts(0);
        const auto end = r.dates(1), knowable = r.dates(2);
        const auto value = r.doubles(3);
        std::vector<kit::EarlyMacroValue> out;
        for (std::size_t i = 0; i < r.rowCount(); ++i)
            out.push_back({series[i], end[i], knowable[i], value[i]});
        return out;
    });
}

kit::Result<void> CatalogQuality::setState(const std::vector<std::string>& issue_ids,
                                           const std::string& state) {
    if (issue_ids.empty()) return {};
    std::vector<std::string> quoted;
    for (const auto& id : issue_ids)
        quoted.push_back(sqlText(id));
    return catalog_.exclusively([&](Connection& db) {
        return db.run(fmt::format("UPDATE quality_issues SET state = {} WHERE issue_id IN ({})",
                                  sqlText(state), fmt::join(quoted, ",")));
    });
}

kit::Result<std::vector<StoredIssue>> CatalogQuality::issues() {
    return catalog_.exclusively([&](Connection& db) -> kit::Result<std::vector<StoredIssue>> {
        const auto result =
            db.query("SELECT issue_id, dataset, instrument_id, table_name, first_date, last_date, "
                     "source_row, row_count, "
                     "rule, severity, field, observed, proposed, factor, code, arguments, state, epoch FROM "
                     "quality_issues ORDER BY dataset, instrument_id, first_date, rule, field, issue_id");
        if (!result) return kit::failAs(result);
        const auto& r = **result;
        const auto id = r.integers(2), source_row = r.integers(6), rows = r.integers(7),
                   epoch = r.integers(17);
        const auto first = r.dates(4), last = r.dates(5);
        const auto observed = r.doubles(11), proposed = r.doubles(12), factor = r.doubles(13);
        const auto issue = r.texts(0), dataset = r.texts(1), table = r.texts(3), rule = r.texts(8),
                   severity = r.texts(9), field = r.texts(10), code = r.texts(14), arguments = r.texts(15),
                   state = r.texts(16);
        std::vector<StoredIssue> out;
        for (std::size_t i = 0; i < r.rowCount(); ++i)
            out.push_back({issue[i], dataset[i], id[i], table[i], first[i], last[i], source_row[i], rows[i],
                           rule[i], severity[i], field[i], observed[i], proposed[i], factor[i], code[i],
                           arguments[i], state[i], epoch[i]});
        return out;
    });
}

kit::Result<std::vector<Correction>> CatalogQuality::corrections() {
    return catalog_.exclusively([](Connection& db) { return readCorrections(db); });
}

kit::Result<std::int64_t> CatalogQuality::correct(std::vector<Correction> corrections) {
    for (const auto& c : corrections)
        if (!isField(c.field))
            return kit::fail(ErrorCode::InvalidArgument, "this field cannot be corrected", "/field");
    const auto before = this->corrections();
    if (!before) return kit::failAs(before);
    return withNewEpoch(catalog_, [&](std::int64_t epoch) {
        std::vector<std::string> steps;
        for (const auto& c : corrections) {
            if (auto retired = retireStale(c, *before); !retired.empty()) steps.push_back(std::move(retired));
            steps.push_back(correctionRow(c, epoch));
            if (!c.issue_id.empty())
                steps.push_back("UPDATE quality_issues SET state = 'repaired' WHERE issue_id = " +
                                sqlText(c.issue_id));
        }
        return steps;
    });
}

kit::Result<std::int64_t> CatalogQuality::undo(const std::vector<std::int64_t>& correction_ids,
                                               domain::Timestamp at) {
    return withNewEpoch(catalog_, [&](std::int64_t) -> std::vector<std::string> {
        const auto of = " WHERE correction_id IN " + idList(correction_ids);
        return {fmt::format("UPDATE corrections SET undone_at_ns = {}{} AND undone_at_ns IS NULL", at.ns, of),
                "UPDATE quality_issues SET state = 'undone' WHERE issue_id <> '' AND issue_id IN (SELECT "
                "issue_id "
                "FROM corrections" +
                    of + ")"};
    });
}

} // namespace nautilus::catalog
