#include "app/catalog/duckdb_catalog.h"

#include "app/catalog/corrections.h"
#include "app/catalog/dataset_import.h"
#include "app/catalog/file_import.h"
#include "app/catalog/file_sample.h"
#include "app/catalog/lean_import.h"
#include "app/catalog/schema.h"
#include "app/catalog/table_staging.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace nautilus::catalog {

using namespace domain;

namespace {

/// What an import may take: with more, staged rows spill to the home folder later, and are written no sooner.
constexpr std::int64_t kImportMemory = 2'000'000'000;
constexpr std::chrono::seconds kTrusted{1}; ///< a database that has answered is asked again after this
/// Answers that are kept: the tables of stocks, and the macro series that factors read.
constexpr std::size_t kKeptAnswers = 128;

} // namespace

kit::Result<std::unique_ptr<DuckDbCatalog>> DuckDbCatalog::open(const std::string& path, int threads,
                                                                std::int64_t memory_bytes) {
    auto connection = Connection::open(path, threads, memory_bytes);
    if (!connection) return kit::failAs(connection);
    if (auto migrated = migrate(**connection); !migrated) return kit::failAs(migrated);
    std::unique_ptr<DuckDbCatalog> made(new DuckDbCatalog(std::move(*connection)));
    made->memory_ = memory_bytes;
    const auto epoch = made->connection_->integer("SELECT coalesce(max(epoch), 0)::BIGINT FROM epochs");
    if (!epoch) return kit::failAs(epoch);
    made->epoch_ = *epoch;
    auto corrections = readCorrections(*made->connection_);
    if (!corrections) return kit::failAs(corrections);
    made->overlay(std::make_shared<std::vector<kit::Correction>>(std::move(*corrections)), *epoch);
    if (!path.empty()) made->home_ = std::filesystem::path(path).parent_path().string();
    return made;
}

kit::Result<std::unique_ptr<QueryResult>> DuckDbCatalog::ask(const std::string& sql) {
    const std::scoped_lock lock(mutex_);
    return connection_->query(sql);
}

kit::Result<std::shared_ptr<const QueryResult>> DuckDbCatalog::askKept(const std::string& sql,
                                                                       std::string_view table) {
    const std::scoped_lock lock(mutex_);
    const auto version = connection_->version(table);
    const auto at = kept_.find(sql);
    if (at != kept_.end() && at->second.version == version && !connection_->spoiled()) {
        at->second.turn = ++turn_;
        return at->second.result;
    }
    auto fresh = connection_->query(sql);
    if (!fresh) return kit::failAs(fresh);
    if (at == kept_.end() && kept_.size() == kKeptAnswers)
        kept_.erase(std::ranges::min_element(kept_, {}, [](const auto& each) { return each.second.turn; }));
    std::shared_ptr<const QueryResult> result = std::move(*fresh);
    kept_[sql] = {version, ++turn_, result};
    return result;
}

bool DuckDbCatalog::connected() const {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    if (!connection_->spoiled() && now < answers_until_) return true;
    const std::unique_lock lock(mutex_, std::try_to_lock);
    if (!lock) return true;
    if (!connection_->query("SELECT 1")) return false;
    answers_until_ = now + std::chrono::steady_clock::duration(kTrusted).count();
    return true;
}

kit::Result<std::vector<kit::Dataset>> DuckDbCatalog::datasets() {
    const auto result = askKept(
        "SELECT dataset, title, price_basis, calendar, notes FROM datasets ORDER BY dataset", "datasets");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto name = r.texts(0), title = r.texts(1), calendar = r.texts(3), notes = r.texts(4);
    const auto basis = r.dates(2);
    std::vector<kit::Dataset> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({name[i], title[i], basis[i], calendar[i], notes[i]});
    return out;
}

kit::Result<std::vector<Instrument>> DuckDbCatalog::instruments() {
    const auto result =
        askKept("SELECT instrument_id, company_id, symbol, name, security_type, asset_class, currency, "
                "calendar, multiplier, tick, lot, dataset FROM instruments ORDER BY instrument_id",
                "instruments");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto id = r.integers(0), company = r.integers(1);
    const auto symbol = r.texts(2), name = r.texts(3), type = r.texts(4), asset = r.texts(5),
               currency = r.texts(6), calendar = r.texts(7), dataset = r.texts(11);
    const auto multiplier = r.doubles(8), tick = r.doubles(9), lot = r.doubles(10);
    std::vector<Instrument> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({id[i], company[i], symbol[i], name[i], type[i], asset[i], currency[i], calendar[i],
                       multiplier[i], tick[i], lot[i], dataset[i]});
    return out;
}

kit::Result<std::vector<Alias>> DuckDbCatalog::aliases() {
    const auto result = askKept("SELECT instrument_id, symbol, venue, valid_from, valid_to FROM aliases "
                                "ORDER BY symbol, valid_from, instrument_id",
                                "aliases");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto id = r.integers(0);
    const auto symbol = r.texts(1), venue = r.texts(2);
    const auto from = r.dates(3, kBeginningOfTime), to = r.dates(4, kEndOfTime);
    std::vector<Alias> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({id[i], symbol[i], venue[i], from[i], to[i]});
    return out;
}

kit::Result<std::vector<Classification>> DuckDbCatalog::classifications() {
    const auto result = askKept("SELECT instrument_id, scheme, value, valid_from, valid_to, hindsight "
                                "FROM classifications ORDER BY instrument_id, scheme, valid_from, value",
                                "classifications");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto id = r.integers(0);
    const auto scheme = r.texts(1), value = r.texts(2);
    const auto from = r.dates(3, kBeginningOfTime), to = r.dates(4, kEndOfTime);
    const auto hindsight = r.flags(5);
    std::vector<Classification> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({id[i], scheme[i], value[i], from[i], to[i], hindsight[i] != 0});
    return out;
}

kit::Result<std::vector<kit::Universe>> DuckDbCatalog::universes() {
    const auto result = ask("SELECT DISTINCT universe, dataset FROM universe_members ORDER BY 1, 2");
    if (!result) return kit::failAs(result);
    const auto name = (*result)->texts(0), dataset = (*result)->texts(1);
    std::vector<kit::Universe> out;
    for (std::size_t i = 0; i < name.size(); ++i)
        out.push_back({name[i], dataset[i]});
    return out;
}

kit::Result<std::vector<UniverseSpell>> DuckDbCatalog::universe(std::string_view name) {
    const auto result =
        askKept("SELECT instrument_id, valid_from, valid_to, knowable_at FROM universe_members "
                "WHERE universe = " +
                    sqlText(std::string(name)) + " ORDER BY instrument_id, valid_from, valid_to",
                "universe_members");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto id = r.integers(0);
    const auto from = r.dates(1, kBeginningOfTime), to = r.dates(2, kEndOfTime),
               knowable = r.dates(3, kBeginningOfTime);
    std::vector<UniverseSpell> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({id[i], from[i], to[i], knowable[i]});
    return out;
}

kit::Result<DailyBars> DuckDbCatalog::dailyBars(const kit::BarQuery& query) {
    std::string where =
        " WHERE session >= DATE " + sqlText(std::max(query.from, SessionDate::of(1900, 1, 1)).iso()) +
        " AND session <= DATE " + sqlText(std::min(query.to, SessionDate::of(2999, 1, 1)).iso());
    if (!query.dataset.empty()) where += " AND dataset = " + sqlText(query.dataset);
    if (!query.instruments.empty()) {
        where += " AND instrument_id IN (";
        for (std::size_t i = 0; i < query.instruments.size(); ++i)
            where += (i > 0 ? "," : "") + std::to_string(query.instruments[i]);
        where += ")";
    }
    const std::string prices = query.closes_only ? "" : ", open, high, low";
    const auto result = ask("SELECT instrument_id, session, close, adj_close, volume::DOUBLE" + prices +
                            ", dataset FROM bars_daily" + where + " ORDER BY instrument_id, session");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    DailyBars bars{r.integers(0), r.dates(1), {}, {}, {}, r.doubles(2), r.doubles(3), r.doubles(4)};
    if (!query.closes_only) {
        bars.open = r.doubles(5);
        bars.high = r.doubles(6);
        bars.low = r.doubles(7);
    }
    const auto corrections = corrections_.load();
    if (!corrections->empty()) correctBars(bars, r.texts(query.closes_only ? 5 : 8), *corrections);
    return bars;
}

kit::Result<std::vector<kit::BarSpan>> DuckDbCatalog::barSpans() {
    const auto result = ask("SELECT instrument_id, min(session), max(session) FROM bars_daily "
                            "GROUP BY instrument_id ORDER BY instrument_id");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto id = r.integers(0);
    const auto first = r.dates(1), last = r.dates(2);
    std::vector<kit::BarSpan> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({id[i], first[i], last[i]});
    return out;
}

kit::Result<std::vector<CorporateAction>> DuckDbCatalog::corporateActions() {
    const auto result = askKept(
        "SELECT instrument_id, type, ex_date, ratio, amount, amount_on_basis, knowable_at, "
        "inferred, source FROM corporate_actions ORDER BY instrument_id, ex_date, type, amount, ratio",
        "corporate_actions");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto id = r.integers(0);
    const auto type = r.texts(1), source = r.texts(8);
    const auto ex = r.dates(2), knowable = r.dates(6);
    const auto ratio = r.doubles(3), amount = r.doubles(4), on_basis = r.doubles(5);
    const auto inferred = r.flags(7);
    std::vector<CorporateAction> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({id[i], type[i], ex[i], ratio[i], amount[i], on_basis[i], knowable[i], inferred[i] != 0,
                       source[i]});
    correctActions(out, *corrections_.load());
    return out;
}

kit::Result<std::vector<MacroValue>> DuckDbCatalog::macro(std::string_view series) {
    const auto result =
        askKept("SELECT period_end, knowable_at, value FROM macro_observations WHERE series = " +
                    sqlText(std::string(series)) + " AND value IS NOT NULL ORDER BY knowable_at, period_end",
                "macro_observations");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto end = r.dates(0), knowable = r.dates(1);
    const auto value = r.doubles(2);
    std::vector<MacroValue> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({end[i], knowable[i], value[i]});
    return out;
}

kit::Result<std::vector<kit::QuarantinedRow>> DuckDbCatalog::quarantine() {
    const auto result = ask("SELECT instrument_id, session, reason, source, source_row FROM bars_quarantine "
                            "ORDER BY instrument_id, session, source_row");
    if (!result) return kit::failAs(result);
    const auto& r = **result;
    const auto id = r.integers(0), row = r.integers(4);
    const auto session = r.dates(1);
    const auto reason = r.texts(2), source = r.texts(3);
    std::vector<kit::QuarantinedRow> out;
    for (std::size_t i = 0; i < r.rowCount(); ++i)
        out.push_back({id[i], session[i], reason[i], source[i], row[i]});
    return out;
}

kit::Result<kit::ImportReport> DuckDbCatalog::importDataset(const std::string& folder,
                                                            const kit::BarRules& rules,
                                                            const Progress& progress) {
    const std::scoped_lock lock(import_mutex_, mutex_);
    auto report = catalog::importDataset(*connection_, folder, rules, progress);
    if (!report) return report;
    auto corrections = readCorrections(*connection_); // other raw rows: which ones still fit?
    if (!corrections) return kit::failAs(corrections);
    overlay(std::make_shared<std::vector<kit::Correction>>(std::move(*corrections)), report->catalog_epoch);
    return report;
}

/// A connection of its own: what it stages is temporary and goes with it.
kit::Result<std::unique_ptr<Connection>> DuckDbCatalog::importConnection() {
    const std::scoped_lock lock(mutex_);
    return connection_->sibling();
}

void DuckDbCatalog::allow(Connection& connection, std::int64_t bytes) const {
    const auto limit = std::to_string(std::min(bytes, memory_) / 1'000'000) + "MB";
    (void)connection.run("SET memory_limit = " + sqlText(limit)).has_value();
}

kit::Result<kit::FileSample> DuckDbCatalog::sampleFiles(const std::vector<std::string>& files,
                                                        const kit::ReadWishes& wishes) {
    const auto connection = importConnection();
    if (!connection) return kit::failAs(connection);
    return catalog::sampleFiles(**connection, files, wishes, home_);
}

kit::Result<kit::ImportReport> DuckDbCatalog::importFiles(const kit::ImportPlan& plan,
                                                          const kit::BarRules& rules,
                                                          const Progress& progress) {
    return importPlan(plan, rules, progress, {});
}

kit::Result<kit::ImportReport> DuckDbCatalog::importRows(const kit::ImportPlan& plan, const kit::Table& rows,
                                                         const kit::BarRules& rules,
                                                         const Progress& progress) {
    if (plan.files.size() != 1)
        return kit::fail(kit::ErrorCode::InvalidArgument, "rows have one source", "/files");
    return importPlan(plan, rules, progress,
                      [&](Connection& connection) { return stageTable(connection, plan, rows); });
}

kit::Result<kit::ImportReport>
DuckDbCatalog::importPlan(const kit::ImportPlan& plan, const kit::BarRules& rules, const Progress& progress,
                          const std::function<kit::Result<void>(Connection&)>& stage) {
    const std::scoped_lock lock(import_mutex_);
    const auto connection = importConnection();
    if (!connection) return kit::failAs(connection);
    allow(**connection, kImportMemory);
    FileImport carried(**connection, plan, rules, progress);
    if (stage) carried.stageBy([&](std::size_t) { return stage(**connection); });
    auto report = carried.run();
    allow(**connection, memory_);
    if (!report) return report;
    if (auto renewed = renewCorrections(report->catalog_epoch); !renewed) return kit::failAs(renewed);
    return report;
}

kit::Result<void> DuckDbCatalog::renewCorrections(std::int64_t epoch) {
    const std::scoped_lock reading(mutex_);
    auto corrections = readCorrections(*connection_);
    if (!corrections) return kit::failAs(corrections);
    overlay(std::make_shared<std::vector<kit::Correction>>(std::move(*corrections)), epoch);
    return {};
}

kit::Result<void> DuckDbCatalog::checkLean(const std::string& folder) {
    return catalog::checkLean({folder, "", home_});
}

kit::Result<kit::ImportReport> DuckDbCatalog::importLean(const std::string& folder,
                                                         const std::string& dataset,
                                                         const kit::BarRules& rules,
                                                         const Progress& progress) {
    const std::scoped_lock lock(import_mutex_);
    const auto connection = importConnection();
    if (!connection) return kit::failAs(connection);
    auto report = catalog::importLean(**connection, {folder, dataset, home_}, rules, progress);
    if (!report) return report;
    if (auto renewed = renewCorrections(report->catalog_epoch); !renewed) return kit::failAs(renewed);
    return report;
}

kit::Result<kit::ImportTrial> DuckDbCatalog::tryFiles(const kit::ImportPlan& plan,
                                                      const kit::BarRules& rules) {
    const std::scoped_lock lock(import_mutex_);
    const auto connection = importConnection();
    if (!connection) return kit::failAs(connection);
    return FileImport(**connection, plan, rules, {}).tryOut();
}

} // namespace nautilus::catalog
