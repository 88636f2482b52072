#include "app/composition/server_app.h"

#include "app/platform/platform.h"

#include <filesystem>
#include <fstream>

namespace nautilus::composition {

namespace {

/// Beside the build, or below share/ when installed.
std::string docsFolder() {
    std::filesystem::path at = platform::executableFolder();
    for (int up = 0; up < 3 && !at.empty(); ++up, at = at.parent_path())
        if (const auto folder = at / "share/nautilus/docs"; std::filesystem::exists(folder / "index.html"))
            return folder.string();
    return {};
}

} // namespace

ServerApp::ServerApp(Workstation& workstation)
    : workstation_(workstation), docs_(docsFolder()),
      gateway_(workstation.router(), workstation.stream(), workstation.clock()) {
    workstation_.router().useDocs(docs_);
    if (auto* sessions = workstation_.sessions()) gateway_.serveSessions(*sessions);
}

kit::Result<void> ServerApp::listen() {
    const auto port = gateway_.listen(workstation_.wantedPort());
    if (!port) return kit::failAs(port);
    port_ = *port;
    workstation_.tellAddress("ws://127.0.0.1:" + std::to_string(port_));
    if (workstation_.options().engine_ports)
        for (const auto* engine : workstation_.supervisor().engines())
            if (auto opened = gateway_.listenEngine(engine->id(), engine->port()); !opened)
                return kit::failAs(opened);
    return platform::writePrivateFile(workstation_.home() + "/address", address() + "\n");
}

void ServerApp::close() {
    std::error_code error;
    std::filesystem::remove(workstation_.home() + "/address", error);
    gateway_.close();
}

std::string ServerApp::readyLine() const {
    return kit::toJson(kit::Value::Object{{"address", address()}, {"token_file", workstation_.tokenFile()}});
}

std::string ServerApp::curlExamples() const {
    const std::string curl =
        "curl -s -H \"Authorization: Bearer $(cat '" + workstation_.tokenFile() + "')\" ";
    return curl + "-X POST " + address() +
           "/factors/calculate -H 'Content-Type: application/json' -d "
           "'{\"symbols\":[\"AAPL\",\"MSFT\",\"GOOGL\"]}'\n" +
           curl + "'" + address() + "/api/v1/factor-engine/exposures?symbols=AAPL,MSFT&format=csv'\n" + curl +
           "'" + address() +
           "/api/v1/factor-engine/returns?factors=country,style:momentum&start=2019-12-02&format=csv'\n";
}

std::string publishedAddress(const std::string& home) {
    std::ifstream file(home + "/address");
    std::string line;
    std::getline(file, line);
    return line;
}

} // namespace nautilus::composition
