#include "app/catalog/table_versions.h"

#include <algorithm>
#include <stdexcept>

namespace nautilus::catalog {

namespace {

constexpr auto kNowhere = std::string_view::npos;

std::size_t placeOf(std::string_view table) {
    return static_cast<std::size_t>(std::ranges::find(kVersionedTables, table) - kVersionedTables.begin());
}

/// Bits of the tables whose names follow the words, as in "INSERT INTO bars_daily".
std::uint32_t namedAfter(std::string_view words, std::string_view sql) {
    std::uint32_t out = 0;
    for (auto at = sql.find(words); at != kNowhere; at = sql.find(words, at + 1)) {
        const auto rest = sql.substr(at + words.size());
        const auto place = placeOf(rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz_")));
        if (place < kVersionedTables.size()) out |= 1U << place;
    }
    return out;
}

/// What else may change a table counts for every table that is named at all; temporary ones are nobody's.
std::uint32_t mentionedIfOther(std::string_view sql) {
    const auto has = [&](std::string_view word) { return sql.find(word) != kNowhere; };
    bool other = has("ALTER ") || has("DROP ") || has("TRUNCATE ") || has("MERGE ") || has("COPY ");
    for (auto at = sql.find("CREATE "); at != kNowhere && !other; at = sql.find("CREATE ", at + 1)) {
        const auto rest = sql.substr(at);
        other = !rest.starts_with("CREATE OR REPLACE TEMP ") && !rest.starts_with("CREATE TEMP ");
    }
    std::uint32_t out = 0;
    if (other)
        for (std::size_t k = 0; k < kVersionedTables.size(); ++k)
            if (has(kVersionedTables[k])) out |= 1U << k;
    return out;
}

} // namespace

TableVersion TableVersions::of(std::string_view table) const {
    const auto place = placeOf(table);
    if (place == kVersionedTables.size()) throw std::invalid_argument("a table without versions");
    return {counts_[place].writes.load(), counts_[place].rewrites.load()};
}

void TableVersions::note(std::string_view sql, Open& open) {
    const auto rewritten =
        namedAfter("DELETE FROM ", sql) | namedAfter("UPDATE ", sql) | mentionedIfOther(sql);
    const Open now{namedAfter("INSERT INTO ", sql) | rewritten, rewritten};
    raise(now);
    open.written |= now.written;
    open.rewritten |= now.rewritten;
    const bool undone = sql.find("ROLLBACK") != kNowhere;
    if (!undone && sql.find("COMMIT") == kNowhere) return;
    if (undone) open.rewritten |= open.written; // the rows that came in are gone again
    raise(open);
    open = {};
}

void TableVersions::raise(const Open& tables) {
    for (std::size_t k = 0; k < kVersionedTables.size(); ++k) {
        if ((tables.rewritten & (1U << k)) != 0) ++counts_[k].rewrites;
        if ((tables.written & (1U << k)) != 0) ++counts_[k].writes;
    }
}

} // namespace nautilus::catalog
