#include "app/catalog/schema.h"

#include <array>
#include <filesystem>
#include <string_view>

namespace nautilus::catalog {

namespace {

/// Every record carries when it became knowable: bars their session's close, everything else its own column.
constexpr std::string_view kVersion1 = R"sql(
CREATE TABLE datasets (dataset VARCHAR PRIMARY KEY, title VARCHAR, price_basis DATE, calendar VARCHAR,
    notes VARCHAR, fingerprint VARCHAR, imported_epoch BIGINT);
CREATE TABLE epochs (epoch BIGINT PRIMARY KEY, dataset VARCHAR, what VARCHAR);
CREATE TABLE instruments (dataset VARCHAR, instrument_id BIGINT, company_id BIGINT, symbol VARCHAR,
    name VARCHAR,
    security_type VARCHAR, asset_class VARCHAR, currency VARCHAR, calendar VARCHAR, multiplier DOUBLE,
    tick DOUBLE,
    lot DOUBLE, cik VARCHAR, underlying_id BIGINT, expiry DATE, strike DOUBLE, option_right VARCHAR);
CREATE TABLE aliases (dataset VARCHAR, instrument_id BIGINT, symbol VARCHAR, venue VARCHAR, valid_from DATE,
    valid_to DATE);
CREATE TABLE classifications (dataset VARCHAR, instrument_id BIGINT, scheme VARCHAR, value VARCHAR,
    valid_from DATE, valid_to DATE, hindsight BOOLEAN, source VARCHAR);
CREATE TABLE universe_members (dataset VARCHAR, universe VARCHAR, instrument_id BIGINT, valid_from DATE,
    valid_to DATE, knowable_at DATE);
CREATE TABLE bars_daily (dataset VARCHAR, instrument_id BIGINT, session DATE, open DOUBLE, high DOUBLE,
    low DOUBLE, close DOUBLE, adj_close DOUBLE, volume BIGINT, source VARCHAR, source_row BIGINT);
CREATE TABLE bars_quarantine (dataset VARCHAR, instrument_id BIGINT, session DATE, open DOUBLE, high DOUBLE,
    low DOUBLE, close DOUBLE, adj_close DOUBLE, volume BIGINT, source VARCHAR, source_row BIGINT,
    reason VARCHAR);
CREATE TABLE bars_intraday (dataset VARCHAR, instrument_id BIGINT, period_ns BIGINT, closes_at_ns BIGINT,
    open DOUBLE, high DOUBLE, low DOUBLE, close DOUBLE, volume DOUBLE, source VARCHAR, source_row BIGINT);
CREATE TABLE trades (dataset VARCHAR, instrument_id BIGINT, at_ns BIGINT, price DOUBLE, size DOUBLE,
    venue VARCHAR, conditions VARCHAR, source VARCHAR, source_row BIGINT);
CREATE TABLE quotes (dataset VARCHAR, instrument_id BIGINT, at_ns BIGINT, bid DOUBLE, bid_size DOUBLE,
    ask DOUBLE,
    ask_size DOUBLE, source VARCHAR, source_row BIGINT);
CREATE TABLE corporate_actions (dataset VARCHAR, instrument_id BIGINT, type VARCHAR, ex_date DATE,
    ratio DOUBLE,
    amount DOUBLE, amount_on_basis DOUBLE, currency VARCHAR, knowable_at DATE, source VARCHAR,
    inferred BOOLEAN);
CREATE TABLE fundamentals (dataset VARCHAR, instrument_id BIGINT, concept VARCHAR, period_end DATE,
    period_length VARCHAR, fiscal_year INTEGER, form VARCHAR, filed DATE, knowable_at DATE, dated_by VARCHAR,
    restated BOOLEAN, value DOUBLE, unit VARCHAR, source VARCHAR, accession VARCHAR, quality VARCHAR,
    priority SMALLINT, split_basis DATE);
CREATE TABLE macro_series (dataset VARCHAR, series VARCHAR, name VARCHAR, units VARCHAR, frequency VARCHAR,
    release_lag_days INTEGER, source VARCHAR, terms VARCHAR);
CREATE TABLE macro_observations (dataset VARCHAR, series VARCHAR, period_end DATE, knowable_at DATE,
    vintage VARCHAR, value DOUBLE);
CREATE TABLE corrections (correction_id BIGINT, table_name VARCHAR, instrument_id BIGINT, on_date DATE,
    field VARCHAR,
    old_value DOUBLE, new_value DOUBLE, rule VARCHAR, made_at_ns BIGINT, undone BOOLEAN);
)sql";

/// Findings of quality scans, and corrections as an overlay of ranges over raw rows.
constexpr std::string_view kQuality = R"sql(
DROP TABLE corrections;
CREATE TABLE corrections (correction_id BIGINT, issue_id VARCHAR, dataset VARCHAR, instrument_id BIGINT,
    first_date DATE, last_date DATE, field VARCHAR, old_value DOUBLE, new_value DOUBLE, factor DOUBLE,
    rule VARCHAR, reason VARCHAR, who VARCHAR, made_at_ns BIGINT, undone_at_ns BIGINT, epoch BIGINT);
CREATE TABLE quality_issues (issue_id VARCHAR, dataset VARCHAR, instrument_id BIGINT, table_name VARCHAR,
    first_date DATE, last_date DATE, source_row BIGINT, row_count BIGINT, rule VARCHAR, severity VARCHAR,
    field VARCHAR, observed DOUBLE, proposed DOUBLE, factor DOUBLE, code VARCHAR, arguments VARCHAR,
    state VARCHAR, epoch BIGINT);
)sql";

/// A user's own files: volumes may have fractions; what could not be read is kept as text; holdings.
constexpr std::string_view kUserImports = R"sql(
ALTER TABLE bars_daily ALTER volume TYPE DOUBLE;
ALTER TABLE bars_quarantine ALTER volume TYPE DOUBLE;
CREATE TABLE rows_quarantine (dataset VARCHAR, kind VARCHAR, source VARCHAR, source_row BIGINT,
    reason VARCHAR, content VARCHAR);
CREATE TABLE portfolio_positions (dataset VARCHAR, portfolio VARCHAR, instrument_id BIGINT, as_of DATE,
    quantity DOUBLE, price DOUBLE, value DOUBLE, source VARCHAR, source_row BIGINT);
)sql";

/// The import that the last whole scan of a data set has seen: what a kill left unscanned is found again.
constexpr std::string_view kScans = R"sql(
CREATE TABLE quality_scans (dataset VARCHAR, epoch BIGINT);
INSERT INTO quality_scans SELECT dataset, imported_epoch FROM datasets;
)sql";

constexpr std::array kMigrations{kVersion1, kQuality, kUserImports, kScans};
constexpr auto kNewest = static_cast<std::int64_t>(kMigrations.size());
constexpr const char* kVersionOf = "SELECT coalesce(max(version), 0)::BIGINT FROM schema_version";
constexpr const char* kNewer = "the catalog was made by a newer version of this program";

} // namespace

std::span<const std::string_view> migrations() {
    return kMigrations;
}

kit::Result<void> migrate(Connection& connection, std::size_t last) {
    if (auto made = connection.run("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT)"); !made)
        return made;
    const auto version = connection.integer(kVersionOf);
    if (!version) return kit::failAs(version);
    if (*version > kNewest) return kit::fail(kit::ErrorCode::Conflict, kNewer);
    for (auto next = static_cast<std::size_t>(*version); next < last; ++next) {
        const auto sql = "BEGIN TRANSACTION;" + std::string(kMigrations[next]) +
                         "INSERT INTO schema_version VALUES (" + std::to_string(next + 1) + "); COMMIT;";
        if (auto applied = connection.run(sql); !applied) {
            (void)connection.run("ROLLBACK").has_value();
            return applied;
        }
    }
    return {};
}

kit::Result<void> refuseNewerCatalog(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return {};
    constexpr std::int64_t kLittleMemory = 256'000'000;
    const auto catalog = Connection::openToRead(path, kLittleMemory);
    if (!catalog) return {};
    const auto known = (*catalog)->integer("SELECT count(*)::BIGINT FROM duckdb_tables() WHERE table_name = "
                                           "'schema_version'");
    if (!known || *known == 0) return {};
    const auto version = (*catalog)->integer(kVersionOf);
    if (version && *version > kNewest) return kit::fail(kit::ErrorCode::Conflict, kNewer);
    return {};
}

} // namespace nautilus::catalog
