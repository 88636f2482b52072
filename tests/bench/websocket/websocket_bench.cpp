// Delivery to many WebSocket clients: the gateway and the hub in this process, the clients in a second one
// (this program again, with --load), so that both share the machine.
//
// usage: websocket_bench [SECONDS [PART]]   each measurement lasts so long (default 5); only those with PART
// in their names

#include "app/platform/platform.h"
#include "tests/bench/websocket/load_client.h"
#include "tests/gateway/running_gateway.h"

#include <QCoreApplication>

#include <cstdio>

using namespace nautilus;

namespace {

struct Scenario {
    const char* name;
    int clients;
    int stalled;
    double messages_per_second; ///< published; each goes to every client
    std::size_t payload;        ///< bytes of data
};

std::int64_t steadyNs() {
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// Publishes at a rate until told to stop; what it could not say in time it says at once.
void publish(runtime::LocalStream& stream, const Scenario& scenario, const std::atomic<bool>& stop) {
    const std::string filling(scenario.payload > 60 ? scenario.payload - 60 : 0, 'x');
    const auto begun = steadyNs();
    for (std::uint64_t sent = 0; !stop;) {
        const auto due = static_cast<std::uint64_t>(static_cast<double>(steadyNs() - begun) / 1e9 *
                                                    scenario.messages_per_second);
        for (; sent < due; ++sent)
            stream.publish("bench.all",
                           R"({"symbol":"AAPL","n":")" + filling + R"(","t":)" + std::to_string(steadyNs()) +
                               "}",
                           "bench");
        std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
}

void run(const char* program, const Scenario& scenario, double seconds) {
    auto settings = api::GatewaySettings{};
    probe::RunningGateway server(settings);
    const auto before = platform::residentBytes();
    const auto command = std::string(program) + " --load " + std::to_string(server.port) + " " +
                         std::to_string(scenario.clients) + " " + std::to_string(scenario.stalled) + " " +
                         std::to_string(seconds);
    FILE* load = ::popen(command.c_str(), "r");
    char line[512];
    if (!load || !std::fgets(line, sizeof line, load)) {
        std::printf("%s: the clients did not connect\n", scenario.name);
        return;
    }
    const auto connected = platform::residentBytes();
    std::atomic<bool> stop{false};
    std::thread publisher([&] { publish(server.world.stream, scenario, stop); });
    if (!std::fgets(line, sizeof line, load)) line[0] = 0;
    const auto loaded = platform::residentBytes();
    stop = true;
    publisher.join();
    ::pclose(load);
    const auto perClient = [&](std::int64_t now) {
        return static_cast<double>(now - before) / 1024 / scenario.clients;
    };
    std::printf("%-47s %s  KiB per client: idle %.1f, loaded %.1f\n", scenario.name,
                std::string(line, std::strcspn(line, "\n")).c_str(), perClient(connected), perClient(loaded));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    if (argc > 4 && std::string(argv[1]) == "--load") {
        bench::LoadOrder order;
        order.port = std::atoi(argv[2]);
        order.clients = std::atoi(argv[3]);
        order.stalled = std::atoi(argv[4]);
        order.seconds = argc > 5 ? std::atof(argv[5]) : 5;
        order.token = "probe-token";
        order.topic = "bench.all";
        return bench::runLoad(order);
    }
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    platform::raiseFileLimit();
    const double seconds = argc > 1 ? std::atof(argv[1]) : 5;
    constexpr Scenario kScenarios[] = {
        {"1,000 clients, 60 messages/s each", 1000, 0, 60, 160},
        {"1,000 clients, 500 messages/s each", 1000, 0, 500, 160},
        {"1,000 clients, 1,000 messages/s each", 1000, 0, 1000, 160},
        {"1,000 clients, 2,000 messages/s each", 1000, 0, 2000, 160},
        {"1,000 clients, 4,000 messages/s each", 1000, 0, 4000, 160},
        {"100 clients, 600 messages/s each, none stalled", 100, 0, 600, 160},
        {"100 clients, 600 messages/s each, 1 stalled", 100, 1, 600, 160},
    };
    const std::string part = argc > 2 ? argv[2] : "";
    for (const auto& scenario : kScenarios)
        if (std::string(scenario.name).find(part) != std::string::npos) run(argv[0], scenario, seconds);
    return 0;
}
