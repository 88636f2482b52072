// Reported facts, and marks of stored rows: digests by which a reader finds what changed since it read them.

#include "app/catalog/duckdb_catalog.h"

#include "app/catalog/corrections.h"

#include <bit>
#include <map>
#include <unordered_map>

namespace nautilus::catalog {

using namespace domain;
using kit::Result;

namespace {

/// Everything that `tableOf` reads of a fact, but its instrument.
constexpr const char* kFactColumns = "concept, period_end, period_length, fiscal_year::BIGINT, knowable_at, "
                                     "dated_by = 'lag_rule', restated, regexp_matches(coalesce(quality, ''), "
                                     "'suspect|outlier|other_'), priority::BIGINT, value, "
                                     "filed, form LIKE '10-K%', coalesce(split_basis, knowable_at) ";
/// The same as it is stored: a digest need not read what the words mean.
constexpr const char* kFactCells =
    "concept, period_end, period_length, fiscal_year, knowable_at, dated_by, restated, quality, priority, "
    "value, filed, form, split_basis";
constexpr const char* kBars = "bars_daily";
/// Everything that `dailyBars` reads.
constexpr const char* kBarCells = "instrument_id, dataset, open, high, low, close, adj_close, volume";
constexpr std::size_t kKeptMarks = 32; ///< sets of instruments: one per universe
/// A digest of 63 bits over the rows of a group, whatever their order.
std::string digestOf(const std::string& columns) {
    return "(bit_xor(hash(" + columns + ")) >> 1)::BIGINT";
}

std::string listed(const std::vector<InstrumentId>& ids) {
    std::string out;
    for (const auto id : ids)
        out += (out.empty() ? "" : ",") + std::to_string(id);
    return out;
}

FactTable tableOf(const QueryResult& r) {
    const auto id = r.integers(0), year = r.integers(4), priority = r.integers(9);
    const auto name = r.texts(1), period = r.texts(3);
    const auto end = r.dates(2), knowable = r.dates(5);
    const auto by_rule = r.flags(6), restated = r.flags(7), suspect = r.flags(8);
    const auto value = r.doubles(10);
    const auto filed = r.dates(11);
    const auto annual = r.flags(12);
    const auto split_basis = r.dates(13);
    FactTable table;
    std::unordered_map<std::string, std::int32_t> index;
    for (std::size_t i = 0; i < r.rowCount(); ++i) {
        const auto [at, added] = index.try_emplace(name[i], static_cast<std::int32_t>(table.concepts.size()));
        if (added) table.concepts.push_back(name[i]);
        const char kind = period[i] == "FY" ? 'F' : period[i] == "Q" ? 'Q' : period[i] == "YTD" ? 'Y' : 'I';
        table.facts.push_back({id[i], at->second, end[i], kind, static_cast<std::int32_t>(year[i]),
                               knowable[i], filed[i], split_basis[i], annual[i] != 0, by_rule[i] != 0,
                               restated[i] != 0, suspect[i] != 0, static_cast<std::int16_t>(priority[i]),
                               value[i]});
    }
    return table;
}

std::string factQuery(const std::string& further) {
    return std::string("SELECT instrument_id, ") + kFactColumns +
           "FROM fundamentals WHERE value IS NOT NULL" + further +
           " ORDER BY instrument_id, concept, period_end, knowable_at, priority, period_length, value";
}

/// What a correction does to the bars of its sessions, as a number.
std::int64_t digestOf(const kit::Correction& correction) {
    std::uint64_t out = std::hash<std::string>{}(correction.dataset + "|" + correction.field);
    for (const auto number :
         {correction.id, correction.correction_id, std::bit_cast<std::int64_t>(correction.new_value),
          std::bit_cast<std::int64_t>(correction.factor)}) {
        out = (out ^ static_cast<std::uint64_t>(number)) * 0x100000001b3ULL;
        out ^= out >> 29U;
    }
    return static_cast<std::int64_t>(out >> 1U);
}

/// One statement, so that all of it is of one state of the table: the number of rows and the last row id (0),
/// the number of rows beyond row `last` (1), and by session those of them that `where` lets through (2).
std::string marksBeyond(std::int64_t last, const std::string& where) {
    const auto fresh = " FROM bars_daily WHERE rowid > " + std::to_string(last);
    return "SELECT 0::BIGINT, NULL::DATE, count(*)::BIGINT, coalesce(max(rowid), -1)::BIGINT FROM bars_daily "
           "UNION ALL SELECT 1, NULL, count(*), NULL" +
           fresh + " UNION ALL (SELECT 2, session, count(*), " + digestOf(kBarCells) + fresh + where +
           " GROUP BY session)";
}

} // namespace

Result<FactTable> DuckDbCatalog::fundamentals() {
    const auto result = ask(factQuery(""));
    if (!result) return kit::failAs(result);
    return tableOf(**result);
}

Result<FactTable> DuckDbCatalog::fundamentalsOf(const std::vector<InstrumentId>& ids) {
    if (ids.empty()) return FactTable{};
    const auto result = ask(factQuery(" AND instrument_id IN (" + listed(ids) + ")"));
    if (!result) return kit::failAs(result);
    return tableOf(**result);
}

Result<std::vector<kit::FactMark>> DuckDbCatalog::factMarks() {
    const auto result = askKept(
        "SELECT instrument_id, count(*)::BIGINT, " + digestOf(kFactCells) +
            " FROM fundamentals WHERE value IS NOT NULL GROUP BY instrument_id ORDER BY instrument_id",
        "fundamentals");
    if (!result) return kit::failAs(result);
    const auto id = (*result)->integers(0), rows = (*result)->integers(1), digest = (*result)->integers(2);
    std::vector<kit::FactMark> out;
    for (std::size_t i = 0; i < id.size(); ++i)
        out.push_back({id[i], rows[i], digest[i]});
    return out;
}

/// While rows are only inserted, their row ids rise: new rows are those beyond the last one that was read.
/// That the numbers of rows add up shows that no compaction has given the rows other ids meanwhile.
Result<void> DuckDbCatalog::renewMarks(KeptMarks& kept, const std::string& where) {
    const auto version = connection_->version(kBars);
    if (kept.version == version && kept.last_row >= 0) return {};
    if (kept.version.rewrites != version.rewrites) kept = {};
    const auto result = connection_->query(marksBeyond(kept.last_row, where));
    if (!result) return kit::failAs(result);
    const auto kind = (*result)->integers(0), rows = (*result)->integers(2), digest = (*result)->integers(3);
    const auto session = (*result)->dates(1);
    std::int64_t all = 0, last = -1, added = 0;
    std::map<SessionDate, kit::SessionMark> marks;
    for (const auto& mark : kept.marks)
        marks[mark.session] = mark;
    for (std::size_t i = 0; i < kind.size(); ++i) {
        if (kind[i] == 0) {
            all = rows[i];
            last = digest[i];
        } else if (kind[i] == 1) {
            added = rows[i];
        } else {
            auto& mark = marks[session[i]];
            mark.session = session[i];
            mark.rows += rows[i];
            mark.digest ^= digest[i];
        }
    }
    if (kept.rows + added != all) {
        if (kept.last_row < 0) return kit::fail(kit::ErrorCode::Internal, "the catalog could not answer");
        kept = {};
        return renewMarks(kept, where);
    }
    kept = {version, all, last, {}};
    for (const auto& [day, mark] : marks)
        kept.marks.push_back(mark);
    return {};
}

Result<std::vector<kit::SessionMark>> DuckDbCatalog::barMarks(const std::vector<InstrumentId>& ids) {
    const auto where = ids.empty() ? std::string() : " AND instrument_id IN (" + listed(ids) + ")";
    std::vector<kit::SessionMark> out;
    {
        const std::scoped_lock lock(mutex_);
        if (kept_marks_.size() == kKeptMarks && !kept_marks_.contains(where)) kept_marks_.clear();
        auto& kept = kept_marks_[where];
        if (connection_->spoiled()) kept = {}; // it is refused below
        if (auto done = renewMarks(kept, where); !done) return kit::failAs(done);
        out = kept.marks;
    }
    for (const auto& correction : *corrections_.load())
        for (auto& mark : out)
            if (correction.applies && correction.first <= mark.session && mark.session <= correction.last)
                mark.digest ^= digestOf(correction);
    return out;
}

} // namespace nautilus::catalog
