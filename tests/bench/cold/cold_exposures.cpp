// A new process: opens a catalog that was filled before and computes all style exposures of all sessions from
// it. Prints the seconds of each part and the peak memory. `--import FOLDER` fills the catalog instead.
//
// usage: cold_exposures CATALOG [--import FOLDER] [--threads N]

#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/thread_lane.h"
#include "engines/factor/service/factor_world.h"
#include "engines/marketdata/kernel/bar_rules.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace nautilus;

namespace {

double secondsSince(std::chrono::steady_clock::time_point begun) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

std::vector<std::string_view> rulesOf(const kit::RawBars& raw) {
    return marketdata::refusedBars(
        {raw.security_type, raw.session, raw.open, raw.high, raw.low, raw.close, raw.adj_close, raw.volume});
}

int fill(catalog::DuckDbCatalog& catalog, const char* folder) {
    const auto begun = std::chrono::steady_clock::now();
    const auto report = catalog.importDataset(folder, rulesOf, {});
    if (!report) return std::fprintf(stderr, "%s\n", report.error().front().message.c_str()), 1;
    std::printf("import %.2f s, %lld rows, %lld refused\n", secondsSince(begun),
                static_cast<long long>(report->rows_read), static_cast<long long>(report->rows_quarantined));
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2)
        return std::fprintf(stderr, "usage: cold_exposures CATALOG [--import FOLDER] [--threads N]\n"), 2;
    const auto begun = std::chrono::steady_clock::now();
    std::size_t threads = 2;
    const char* folder = nullptr;
    for (int i = 2; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--import") == 0) folder = argv[i + 1];
        if (std::strcmp(argv[i], "--threads") == 0)
            threads = static_cast<std::size_t>(std::atoi(argv[i + 1]));
    }
    constexpr std::int64_t kMemory = 2'000'000'000;
    auto catalog = catalog::DuckDbCatalog::open(argv[1], static_cast<int>(threads), kMemory);
    if (!catalog) return std::fprintf(stderr, "%s\n", catalog.error().front().message.c_str()), 1;
    if (folder) return fill(**catalog, folder);
    runtime::ThreadPool pool(threads);
    const auto inputs = factor::loadModelInputs(**catalog, pool, {"SP500", {"synthetic"}});
    if (!inputs) return std::fprintf(stderr, "%s\n", inputs.error().front().message.c_str()), 1;
    const double loaded = secondsSince(begun);
    const auto exposures = factor::buildExposures(*inputs, pool);
    const double done = secondsSince(begun);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("stocks %zu sessions %zu load %.2f s exposures %.2f s total %.2f s peak %.0f MiB first style "
                "value %s\n",
                (*inputs)->stockCount(), (*inputs)->rowCount(), loaded, done - loaded, done,
                static_cast<double>(usage.ru_maxrss) / 1024, exposures->joint.styles.empty() ? "none" : "ok");
    return 0;
}
