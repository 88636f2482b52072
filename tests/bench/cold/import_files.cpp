// Files for the import benchmark, and what DuckDB alone does with them.
//
// usage: import_files --make FILE.csv ROWS SEED      daily bars of generated stocks, by stock and session
//        import_files --parquet FILE.csv FILE.parquet   the same with typed columns
//        import_files --peer FILE CATALOG               the file into a table of a new database, no rule
//        looked

#include "app/catalog/duckdb_connection.h"
#include "engines/domain/calendar.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <span>

using namespace nautilus;

namespace {

using Generator = std::mt19937_64;
constexpr std::int64_t kBadCellEvery = 20'000; ///< a close that is no number
constexpr std::int64_t kBadBarEvery = 50'000;  ///< a high below the low
constexpr std::int64_t kPeerMemory = 4'000'000'000;

/// One stock's walk: a daily deviation of 2 %, no drift, started between 5 and 500.
void writeStock(std::FILE* out, std::int64_t stock, std::span<const std::string> days, std::int64_t begun,
                Generator& generator) {
    std::normal_distribution<double> step(0, 0.02);
    std::uniform_real_distribution<double> share(0, 1);
    double close = 5 * std::exp(share(generator) * std::log(100.0));
    fmt::memory_buffer text;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const double open = close * std::exp(0.3 * step(generator));
        close = std::max(0.5, open * std::exp(step(generator)));
        double high = std::max(open, close) * (1 + 0.01 * share(generator));
        double low = std::min(open, close) * (1 - 0.01 * share(generator));
        const auto row = begun + static_cast<std::int64_t>(i) + 1;
        if (row % kBadBarEvery == 0) std::swap(high, low);
        const auto volume = static_cast<std::int64_t>(1e5 * std::exp(3 * share(generator)));
        const auto last = row % kBadCellEvery == 0 ? std::string("??") : fmt::format("{:.4f}", close);
        fmt::format_to(std::back_inserter(text), "SYN{:06},{},{:.4f},{:.4f},{:.4f},{},{:.4f},{}\n", stock,
                       days[i], open, high, low, last, close * 0.97, volume);
    }
    std::fwrite(text.data(), 1, text.size(), out);
}

int make(const char* path, std::int64_t rows, std::uint64_t seed) {
    const auto sessions = domain::NyseCalendar::sessions(domain::SessionDate::of(2010, 1, 4),
                                                         domain::SessionDate::of(2019, 12, 31));
    std::vector<std::string> days;
    for (const auto session : sessions)
        days.push_back(session.iso());
    std::FILE* out = std::fopen(path, "w");
    if (!out) return std::perror(path), 1;
    std::fprintf(out, "symbol,date,open,high,low,close,adj_close,volume\n");
    Generator generator(seed);
    std::int64_t begun = 0;
    for (std::int64_t stock = 0; begun < rows; ++stock) {
        const auto n = std::min<std::int64_t>(static_cast<std::int64_t>(days.size()), rows - begun);
        writeStock(out, stock, std::span(days).first(static_cast<std::size_t>(n)), begun, generator);
        begun += n;
    }
    return std::fclose(out) == 0 ? 0 : 1;
}

int toParquet(const std::string& csv, const std::string& parquet) {
    auto db = catalog::Connection::open("", 2, kPeerMemory);
    const auto done = (*db)->run(
        "COPY (SELECT symbol, date::DATE AS date, open::DOUBLE AS open, high::DOUBLE AS high, low::DOUBLE AS "
        "low, try_cast(close AS DOUBLE) AS close, adj_close::DOUBLE AS adj_close, volume::BIGINT AS volume "
        "FROM read_csv(" +
        catalog::sqlText(csv) + ", header = true, all_varchar = true)) TO " + catalog::sqlText(parquet) +
        " (FORMAT parquet)");
    return done ? 0 : 1;
}

int peer(const std::string& file, const std::string& into) {
    const auto begun = std::chrono::steady_clock::now();
    auto db = catalog::Connection::open(into, 2, kPeerMemory);
    const bool csv = file.ends_with(".csv");
    const auto done =
        (*db)->run("CREATE TABLE bars AS SELECT * FROM " + std::string(csv ? "read_csv(" : "read_parquet(") +
                   catalog::sqlText(file) +
                   (csv ? ", header = true, columns = {'symbol': 'VARCHAR', 'date': 'DATE', "
                          "'open': 'DOUBLE', 'high': 'DOUBLE', 'low': 'DOUBLE', 'close': 'DOUBLE', "
                          "'adj_close': 'DOUBLE', 'volume': 'BIGINT'}, ignore_errors = true)"
                        : ")"));
    if (!done) return 1;
    const auto rows = (*db)->integer("SELECT count(*) FROM bars");
    db->reset();
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    std::printf("{\"rows\":%lld,\"seconds\":%.3f}\n", static_cast<long long>(rows.value()), seconds);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const auto is = [&](const char* mode, int n) { return argc == n && std::strcmp(argv[1], mode) == 0; };
    if (is("--make", 5)) return make(argv[2], std::atoll(argv[3]), std::strtoull(argv[4], nullptr, 10));
    if (is("--parquet", 4)) return toParquet(argv[2], argv[3]);
    if (is("--peer", 4)) return peer(argv[2], argv[3]);
    return std::fprintf(stderr, "usage: see the head of this program\n"), 2;
}
