#include "app/ledger/sqlite_series_register.h"

#include "app/ledger/statement.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace nautilus::ledger {

using kit::ErrorCode;
using kit::fail;
using kit::RegisteredSeries;
using kit::Result;

namespace {

/// Beyond so many hits they are not ranked: to score them costs more than anybody reads.
constexpr std::int64_t kMostRanked = 500;

/// `series_words` reads its texts from `series`; the triggers keep the two in step.
constexpr const char* kSchema = R"sql(
CREATE TABLE series (number INTEGER PRIMARY KEY, source TEXT NOT NULL, series_id TEXT NOT NULL,
    title TEXT NOT NULL, frequency TEXT NOT NULL, unit TEXT NOT NULL, place TEXT NOT NULL,
    topic TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, origin TEXT NOT NULL,
    UNIQUE (source, series_id)) STRICT;
CREATE INDEX series_by_id ON series (series_id COLLATE NOCASE);
CREATE VIRTUAL TABLE series_words USING fts5(series_id, title, topic, place, source, frequency, unit,
    content='series', content_rowid='number', tokenize='unicode61 remove_diacritics 2', prefix='2 3 4');
CREATE TRIGGER series_added AFTER INSERT ON series BEGIN
    INSERT INTO series_words(rowid, series_id, title, topic, place, source, frequency, unit)
    VALUES (new.number, new.series_id, new.title, new.topic, new.place, new.source, new.frequency, new.unit);
END;
CREATE TRIGGER series_removed AFTER DELETE ON series BEGIN
    INSERT INTO series_words(series_words, rowid, series_id, title, topic, place, source, frequency, unit)
    VALUES ('delete', old.number, old.series_id, old.title, old.topic, old.place, old.source, old.frequency,
            old.unit);
END;
CREATE TRIGGER series_changed AFTER UPDATE ON series BEGIN
    INSERT INTO series_words(series_words, rowid, series_id, title, topic, place, source, frequency, unit)
    VALUES ('delete', old.number, old.series_id, old.title, old.topic, old.place, old.source, old.frequency,
            old.unit);
    INSERT INTO series_words(rowid, series_id, title, topic, place, source, frequency, unit)
    VALUES (new.number, new.series_id, new.title, new.topic, new.place, new.source, new.frequency, new.unit);
END;
PRAGMA user_version = 1;
)sql";

struct TextColumn {
    std::string_view name;
    std::string RegisteredSeries::*member;
};
constexpr std::array kColumns{
    TextColumn{"source", &RegisteredSeries::source}, TextColumn{"series_id", &RegisteredSeries::series_id},
    TextColumn{"title", &RegisteredSeries::title},   TextColumn{"frequency", &RegisteredSeries::frequency},
    TextColumn{"unit", &RegisteredSeries::unit},     TextColumn{"place", &RegisteredSeries::place},
    TextColumn{"topic", &RegisteredSeries::topic},   TextColumn{"first", &RegisteredSeries::first},
    TextColumn{"last", &RegisteredSeries::last},     TextColumn{"origin", &RegisteredSeries::origin}};

std::string columnsOf(std::string_view table) {
    std::string out;
    for (const auto& each : kColumns)
        out += (out.empty() ? "" : ", ") + std::string(table) + std::string(each.name);
    return out;
}

RegisteredSeries seriesIn(const Statement& row) {
    RegisteredSeries out;
    for (std::size_t i = 0; i < kColumns.size(); ++i)
        out.*kColumns[i].member = row.text(static_cast<int>(i));
    return out;
}

/// What somebody typed, as the index cuts it up: letters and digits, lower case as far as ASCII goes.
std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(i < text.size() ? text[i] : ' ');
        if (byte >= 0x80 || std::isalnum(byte))
            word += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
        else if (!word.empty())
            out.push_back(std::exchange(word, {}));
    }
    return out;
}

/// The words in the index's own language: each quoted, so that nothing in it is an operator.
std::string matchOf(std::span<const std::string> words, bool whole) {
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "\"" : " \"") + word + (whole || word.size() < 2 ? "\"" : "\"*");
    return out;
}

/// Larger is better: words that stand whole count before everything, then those in the id and the title.
int fitOf(const RegisteredSeries& series, std::span<const std::string> words) {
    constexpr int kWhole = 1000, kInId = 8, kInTitle = 4;
    const auto id = wordsOf(series.series_id);
    const auto title = wordsOf(series.title);
    const auto rest = wordsOf(series.place + ' ' + series.topic + ' ' + series.frequency + ' ' + series.unit +
                              ' ' + series.source);
    int out = 0;
    for (const auto& word : words) {
        const auto in = [&](const std::vector<std::string>& list) {
            return std::ranges::find(list, word) != list.end();
        };
        const bool in_id = in(id), in_title = in(title);
        out += (in_id || in_title || in(rest) ? kWhole : 0) + (in_id ? kInId : 0) + (in_title ? kInTitle : 0);
    }
    return out;
}

/// Best first; of equals what was registered first.
void rank(std::vector<RegisteredSeries>& series, std::span<const std::string> words) {
    std::vector<std::pair<int, std::size_t>> order;
    for (std::size_t i = 0; i < series.size(); ++i)
        order.emplace_back(-fitOf(series[i], words), i);
    std::ranges::sort(order);
    std::vector<RegisteredSeries> out;
    for (const auto& [fit, i] : order)
        out.push_back(std::move(series[i]));
    series = std::move(out);
}

/// A text as one phrase of the index's language.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? ' ' : c;
    return out + '"';
}

tl::unexpected<kit::Errors> unreadable() {
    return fail(ErrorCode::Internal, "the register of series could not be read");
}

Result<std::vector<RegisteredSeries>> allOf(Statement& rows) {
    std::vector<RegisteredSeries> out;
    while (rows.step())
        out.push_back(seriesIn(rows));
    if (rows.failed()) return unreadable();
    return out;
}

} // namespace

Result<std::unique_ptr<SqliteSeriesRegister>> SqliteSeriesRegister::open(const std::string& path) {
    sqlite3* database = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(path.empty() ? ":memory:" : path.c_str(), &database, flags, nullptr) != SQLITE_OK) {
        sqlite3_close(database);
        return fail(ErrorCode::Internal, "the register of series cannot be opened");
    }
    std::unique_ptr<SqliteSeriesRegister> out(new SqliteSeriesRegister(database));
    if (const auto ready = out->prepare(); !ready) return kit::failAs(ready);
    return out;
}

SqliteSeriesRegister::~SqliteSeriesRegister() {
    sqlite3_close(database_);
}

Result<void> SqliteSeriesRegister::copyTo(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    Statement copy(database_, "VACUUM INTO ?");
    copy.bind(path);
    return copy.finish();
}

Result<void> SqliteSeriesRegister::run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    const int code = sqlite3_errcode(database_);
    if (code == SQLITE_FULL)
        return fail(ErrorCode::Unavailable, "the disk of the home folder is full; nothing was changed", "",
                    true);
    return fail(ErrorCode::Internal, "the register of series could not be written");
}

Result<void> SqliteSeriesRegister::prepare() {
    if (auto set = run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000"); !set)
        return set;
    std::int64_t version = 0;
    {
        Statement row(database_, "PRAGMA user_version");
        if (!row.step()) return unreadable();
        version = row.integer(0);
    }
    if (version > 1)
        return fail(ErrorCode::Conflict,
                    "the register of series was made by a newer version of this program");
    if (version == 0) {
        if (auto made = run((std::string("BEGIN IMMEDIATE;") + kSchema + "COMMIT").c_str()); !made)
            return made;
    }
    Statement all(database_, "SELECT count(*) FROM series");
    if (!all.step()) return unreadable();
    count_ = all.integer(0);
    return {};
}

Result<kit::SeriesAdded> SqliteSeriesRegister::add(std::span<const RegisteredSeries> series) {
    const std::scoped_lock lock(mutex_);
    if (auto begun = run("BEGIN IMMEDIATE"); !begun) return kit::failAs(begun);
    auto done = addAll(series);
    const auto ended = done ? run("COMMIT") : run("ROLLBACK");
    if (done && !ended) {
        (void)run("ROLLBACK");
        return kit::failAs(ended);
    }
    if (done) count_ += done->added;
    return done;
}

Result<kit::SeriesAdded> SqliteSeriesRegister::addAll(std::span<const RegisteredSeries> series) {
    kit::SeriesAdded out;
    Statement known(database_, "SELECT " + columnsOf("") + " FROM series WHERE source = ? AND series_id = ?");
    Statement write(database_,
                    "INSERT INTO series (" + columnsOf("") +
                        ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, series_id) DO "
                        "UPDATE SET title = excluded.title, frequency = excluded.frequency, "
                        "unit = excluded.unit, place = excluded.place, topic = excluded.topic, "
                        "first = excluded.first, last = excluded.last, origin = excluded.origin");
    for (const auto& each : series) {
        known.again();
        known.bind(each.source).bind(each.series_id);
        const bool there = known.step();
        if (known.failed()) return unreadable();
        if (there && seriesIn(known) == each) {
            ++out.unchanged;
            continue;
        }
        write.again();
        for (const auto& column : kColumns)
            write.bind(each.*column.member);
        if (auto written = write.finish(); !written) return kit::failAs(written);
        ++(there ? out.changed : out.added);
    }
    return out;
}

Result<kit::SeriesFound> SqliteSeriesRegister::search(const kit::SeriesSearch& wanted) {
    const std::scoped_lock lock(mutex_);
    const auto words = wordsOf(wanted.words);
    return words.empty() ? listed(wanted) : matching(wanted, words);
}

Result<kit::SeriesFound> SqliteSeriesRegister::listed(const kit::SeriesSearch& wanted) {
    kit::SeriesFound out;
    const std::string of_source = wanted.source ? " WHERE source = ?" : "";
    Statement rows(database_, "SELECT " + columnsOf("") + " FROM series" + of_source +
                                  " ORDER BY number LIMIT ? OFFSET ?");
    Statement all(database_, "SELECT count(*) FROM series" + of_source);
    if (wanted.source) {
        rows.bind(*wanted.source);
        all.bind(*wanted.source);
    }
    rows.bind(wanted.limit).bind(wanted.first);
    auto found = allOf(rows);
    if (!found) return kit::failAs(found);
    out.series = std::move(*found);
    if (!all.step()) return unreadable();
    out.matches = all.integer(0);
    return out;
}

Result<kit::SeriesFound> SqliteSeriesRegister::matching(const kit::SeriesSearch& wanted,
                                                        std::span<const std::string> words) {
    // Whole words come first in any order of hits, and their lists are read as far as needed, while the list
    // of a beginning is put together whole: so beginnings are asked for when whole words don't fill the page.
    auto hits = hitsOf(matchOf(words, true), wanted.source);
    if (!hits) return kit::failAs(hits);
    const auto enough = static_cast<std::size_t>(std::min(wanted.first + wanted.limit, kMostRanked));
    const bool whole_only = hits->size() >= enough;
    if (!whole_only) {
        hits = hitsOf(matchOf(words, false), wanted.source);
        if (!hits) return kit::failAs(hits);
    }
    kit::SeriesFound out;
    out.matches = static_cast<std::int64_t>(hits->size());
    out.complete = !whole_only && out.matches < kMostRanked;
    rank(*hits, words);
    auto named = ofId(wanted); // from beyond the hits that were looked at too
    if (!named) return kit::failAs(named);
    for (auto& hit : *hits)
        if (std::ranges::find(*named, hit) == named->end()) named->push_back(std::move(hit));
    for (auto i = static_cast<std::size_t>(wanted.first);
         i < named->size() && out.series.size() < static_cast<std::size_t>(wanted.limit); ++i)
        out.series.push_back(std::move((*named)[i]));
    out.matches = std::max(out.matches, static_cast<std::int64_t>(named->size()));
    return out;
}

Result<std::vector<RegisteredSeries>> SqliteSeriesRegister::hitsOf(const std::string& match,
                                                                   const std::optional<std::string>& source) {
    const std::string in_source = source ? " AND series.source = ?" : "";
    Statement rows(database_, "SELECT " + columnsOf("series.") +
                                  " FROM series_words JOIN series ON number = series_words.rowid"
                                  " WHERE series_words MATCH ?" +
                                  in_source + " ORDER BY series_words.rowid LIMIT " +
                                  std::to_string(kMostRanked));
    rows.bind(source ? match + " AND source : " + quoted(*source) : match);
    if (source) rows.bind(*source);
    return allOf(rows);
}

Result<std::vector<RegisteredSeries>> SqliteSeriesRegister::ofId(const kit::SeriesSearch& wanted) {
    Statement rows(database_, "SELECT " + columnsOf("") +
                                  " FROM series WHERE series_id = ?1 COLLATE NOCASE AND (?2 IS NULL OR source"
                                  " = ?2) ORDER BY number LIMIT " +
                                  std::to_string(kMostRanked));
    rows.bind(wanted.words);
    if (wanted.source)
        rows.bind(*wanted.source);
    else
        rows.bind(std::nullopt);
    return allOf(rows);
}

Result<std::optional<RegisteredSeries>> SqliteSeriesRegister::find(std::string_view source,
                                                                   std::string_view series_id) {
    const std::scoped_lock lock(mutex_);
    Statement row(database_, "SELECT " + columnsOf("") + " FROM series WHERE source = ? AND series_id = ?");
    row.bind(source).bind(series_id);
    if (row.step()) return seriesIn(row);
    if (row.failed()) return unreadable();
    return std::nullopt;
}

} // namespace nautilus::ledger
