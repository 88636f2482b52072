#include "app/ledger/sqlite_ledger.h"
#include "app/ledger/statement.h"

namespace nautilus::ledger {

namespace {

constexpr std::string_view kColumns =
    "SELECT journal, subject, coalesce(key, ''), content, recorded_ns, number FROM journal ";

kit::JournalEntry entryOf(const Statement& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3), {row.integer(4)}, row.integer(5)};
}

kit::Result<void> execute(sqlite3* database, std::string_view sql) {
    return Statement(database, sql).finish();
}

/// The entry that the journal has under that key, if it has one.
kit::Result<std::optional<kit::JournalEntry>> standing(sqlite3* database, const kit::JournalEntry& entry) {
    std::optional<kit::JournalEntry> out;
    if (entry.key.empty()) return out;
    Statement row(database, std::string(kColumns) + "WHERE journal = ? AND key = ?");
    row.bind(entry.journal).bind(entry.key);
    if (row.step()) out = entryOf(row);
    if (auto done = row.finish(); !done) return kit::failAs(done);
    return out;
}

kit::Result<kit::JournalEntry> appended(sqlite3* database, kit::JournalEntry entry) {
    auto known = standing(database, entry);
    if (!known) return kit::failAs(known);
    if (*known) return std::move(**known);
    Statement add(database, "INSERT INTO journal SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5 "
                            "FROM journal WHERE journal = ?1 RETURNING number");
    add.bind(entry.journal).bind(entry.subject);
    if (entry.key.empty())
        add.bind(std::nullopt);
    else
        add.bind(entry.key);
    add.bind(entry.content).bind(entry.recorded_at.ns);
    if (add.step()) entry.number = add.integer(0);
    if (auto done = add.finish(); !done) return kit::failAs(done);
    return entry;
}

} // namespace

kit::Result<std::vector<kit::JournalEntry>> SqliteLedger::append(std::span<const kit::JournalEntry> entries) {
    const std::scoped_lock lock(mutex_);
    if (auto begun = execute(database_, "BEGIN IMMEDIATE"); !begun) return kit::failAs(begun);
    std::vector<kit::JournalEntry> out;
    kit::Result<void> all;
    for (const auto& entry : entries) {
        auto one = appended(database_, entry);
        if (!one) {
            all = kit::failAs(one);
            break;
        }
        out.push_back(std::move(*one));
    }
    if (all) all = execute(database_, "COMMIT");
    if (all) return out;
    (void)execute(database_, "ROLLBACK"); // a failed commit may have rolled back already
    return kit::failAs(all);
}

kit::Result<std::vector<kit::JournalEntry>> SqliteLedger::journal(std::string_view journal,
                                                                  std::int64_t after, std::size_t limit) {
    const std::scoped_lock lock(mutex_);
    Statement rows(database_,
                   std::string(kColumns) + "WHERE journal = ? AND number > ? ORDER BY number LIMIT ?");
    rows.bind(journal).bind(after).bind(static_cast<std::int64_t>(limit));
    std::vector<kit::JournalEntry> out;
    while (rows.step())
        out.push_back(entryOf(rows));
    if (auto done = rows.finish(); !done) return kit::failAs(done);
    return out;
}

} // namespace nautilus::ledger
