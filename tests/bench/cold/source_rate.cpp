// Events a second that the sources deliver into a sink that only counts: the built-in ticks of IBM and BAC
// replayed as fast as possible, invented prices, and a program of its own. Prints one line each.

#include "app/catalog/duckdb_catalog.h"
#include "app/ledger/sqlite_ledger.h"
#include "app/platform/platform.h"
#include "app/plugin_host/plugin_host.h"
#include "app/plugin_host/steady_time.h"
#include "app/runtime/local_stream.h"
#include "app/runtime/system_clock.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

namespace {

using namespace nautilus;
using kit::Value;

struct Count {
    std::atomic<std::int64_t> events{0}, batches{0};
    kit::EventSink sink() {
        return [this](std::span<const domain::MarketEvent> events_of) {
            events += static_cast<std::int64_t>(events_of.size());
            ++batches;
        };
    }
};

bool waitUntilConnected(const kit::DataSource& source) {
    for (int i = 0; i < 10'000; ++i) {
        if (source.status().state == kit::SourceState::Connected) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

void measure(plugin_host::PluginHost& host, const std::string& id, Value settings,
             const std::vector<std::string>& symbols) {
    const auto source = host.find(id);
    if (!source || !host.changeSettings(id, settings) || !source->start() || !waitUntilConnected(*source)) {
        std::printf("%s: not there\n", id.c_str());
        return;
    }
    Count count;
    std::uint32_t line = 0;
    for (const auto& symbol : symbols)
        if (auto done = source->subscribe({++line, symbol, "", 0}, count.sink()); !done)
            std::printf("%s %s: %s\n", id.c_str(), symbol.c_str(), done.error().front().message.c_str());
    std::this_thread::sleep_for(std::chrono::seconds(1)); // the first day is read
    const auto begun = std::chrono::steady_clock::now();
    const std::int64_t events = count.events, batches = count.batches;
    std::this_thread::sleep_for(std::chrono::seconds(5));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    source->stop();
    const auto came = static_cast<double>(count.events - events);
    std::printf("%-16s %12.0f events/s, %.0f a batch\n", id.c_str(), came / seconds,
                came / static_cast<double>(std::max<std::int64_t>(1, count.batches - batches)));
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fprintf(stderr, "usage: source_rate FOLDER_OF_THE_DEMO_DATA\n"), 2;
    auto catalog = catalog::DuckDbCatalog::open("", 1, 2'000'000'000);
    auto ledger = ledger::SqliteLedger::open(":memory:");
    if (!catalog || !ledger) return 1;
    const auto accept = [](const kit::RawBars& bars) {
        return std::vector<std::string_view>(bars.session.size());
    };
    if (const auto done = (*catalog)->importDataset(std::string(argv[1]) + "/open", accept, {}); !done)
        return std::fprintf(stderr, "%s\n", done.error().front().message.c_str()), 1;
    const runtime::SystemClock clock;
    plugin_host::SteadyTime time(clock);
    runtime::LocalStream stream(clock);
    plugin_host::PluginHost host({**catalog,
                                  clock,
                                  **ledger,
                                  stream,
                                  time,
                                  [](sdk::Severity, const std::string&, const std::string&) {},
                                  std::filesystem::temp_directory_path().string(),
                                  {{platform::executableFolder() + "/../../plugins/sources", true}},
                                  {},
                                  [] { return 0.5; }});
    if (!host.load()) return 1;
    measure(host, "replay", Value::Object{{"speed", 0}, {"play", true}}, {"IBM", "BAC"});
    measure(host, "simulated", Value::Object{{"steps_per_second", 1'000'000}}, {"SIM1", "SIM2"});
    measure(host, "example_python", Value::Object{{"seconds_per_bar", 0.001}}, {"EXA", "EXB"});
    return 0;
}
