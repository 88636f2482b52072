// The workstation's data sources: where plugins are looked for, and the replay that a start may ask for.

#include "app/composition/workstation.h"
#include "engines/marketdata/service/marketdata_service.h"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <random>

namespace nautilus::composition {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

/// Beside the build in a checkout, below lib/ when installed; then what NAUTILUS_PLUGINS names, cut by
/// colons; then the home's own, which may hold programs only.
std::vector<plugin_host::PluginFolder> pluginFolders(const std::string& home) {
    std::vector<plugin_host::PluginFolder> out;
    std::filesystem::path at = platform::executableFolder();
    for (int up = 0; up < 3 && !at.empty() && out.empty(); ++up, at = at.parent_path())
        for (const char* place : {"plugins/sources", "lib/nautilus/plugins/sources"})
            if (std::error_code error; out.empty() && std::filesystem::is_directory(at / place, error))
                out.push_back({(at / place).string(), true});
    if (const char* named = std::getenv("NAUTILUS_PLUGINS")) {
        std::string_view rest = named;
        while (!rest.empty()) {
            const auto folder = rest.substr(0, rest.find(':'));
            if (!folder.empty()) out.push_back({std::string(folder), true});
            rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
        }
    }
    out.push_back({home + "/plugins", false});
    return out;
}

runtime::LogLevel levelOf(sdk::Severity severity) {
    constexpr runtime::LogLevel kLevels[] = {runtime::LogLevel::Info, runtime::LogLevel::Warning,
                                             runtime::LogLevel::Error};
    return kLevels[static_cast<int>(severity)];
}

} // namespace

Result<ReplayWish> readReplayWish(const std::string& text) {
    const auto colon = text.find(':');
    if (text.substr(0, colon) != "demo")
        return fail(ErrorCode::InvalidArgument, "--replay takes demo, demo:SPEED or demo:max");
    ReplayWish out;
    if (colon == std::string::npos) return out;
    const auto speed = text.substr(colon + 1);
    if (speed == "max") {
        out.speed = 0;
        return out;
    }
    const auto [end, error] = std::from_chars(speed.data(), speed.data() + speed.size(), out.speed);
    const bool whole = error == std::errc{} && end == speed.data() + speed.size();
    if (!whole || !(out.speed >= 0.001 && out.speed <= 1'000))
        return fail(ErrorCode::InvalidArgument, "the speed of a replay is 0.001 to 1000, or max");
    return out;
}

Result<void> Workstation::makeSources() {
    stream_ = std::make_unique<runtime::LocalStream>(clock_);
    const auto log = [this](sdk::Severity severity, const std::string& source, const std::string& message) {
        log_.write(levelOf(severity), source, message);
    };
    const auto random = [] {
        thread_local std::mt19937_64 engine{std::random_device{}()};
        return std::uniform_real_distribution<double>(0, 1)(engine);
    };
    plugins_ = std::make_unique<plugin_host::PluginHost>(plugin_host::HostParts{
        *catalog_, clock_, *ledger_, *stream_, source_time_, log, options_.home,
        options_.all_engines ? pluginFolders(options_.home) : std::vector<plugin_host::PluginFolder>{},
        [](const std::string& name) { return std::getenv(name.c_str()); }, random});
    return plugins_->load();
}

Result<void> Workstation::startSources() {
    plugins_->start();
    if (!options_.replay) return {};
    const auto replay = plugins_->find("replay");
    if (!replay) return fail(ErrorCode::Unavailable, "the source replay is not installed");
    Value speed = options_.replay->speed == 0 ? Value("max") : Value(options_.replay->speed);
    for (const auto& command :
         {Value::Object{{"do", "speed"}, {"value", std::move(speed)}},
          Value::Object{{"do", "loop"}, {"value", true}}, Value::Object{{"do", "from_open"}, {"value", true}},
          Value::Object{{"do", "play"}}})
        if (auto done = replay->control(command); !done) return kit::failAs(done);
    marketdata_->followBuiltIn();
    return {};
}

} // namespace nautilus::composition
