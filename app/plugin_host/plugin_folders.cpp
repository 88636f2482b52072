#include "app/plugin_host/plugin_folders.h"

#include "app/api/json/json_reader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace nautilus::plugin_host {

namespace fs = std::filesystem;
using kit::ErrorCode;
using kit::fail;

namespace {

constexpr std::uintmax_t kLargestSpec = 256 * 1024;

kit::Result<std::string> readText(const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return fail(ErrorCode::NotFound, "there is no plugin.json");
    if (fs::file_size(path, error) > kLargestSpec)
        return fail(ErrorCode::InvalidArgument, "plugin.json is larger than 256 KiB");
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return fail(ErrorCode::InvalidArgument, "plugin.json cannot be read");
    return text.str();
}

/// The entry must lie below the folder wherever links lead, and be a regular file.
kit::Result<std::string> entryOf(const fs::path& folder, const std::string& entry) {
    std::error_code error;
    const auto home = fs::canonical(folder, error);
    if (error) return fail(ErrorCode::NotFound, "the folder cannot be read");
    const auto target = fs::canonical(home / entry, error);
    if (error)
        return fail(ErrorCode::NotFound, "there is no such file in the folder of the plugin", "/entry");
    const auto [end, rest] = std::ranges::mismatch(home, target);
    if (end != home.end())
        return fail(ErrorCode::InvalidArgument, "leads out of the folder of the plugin", "/entry");
    if (!fs::is_regular_file(target, error))
        return fail(ErrorCode::InvalidArgument, "is not a regular file", "/entry");
    return target.string();
}

std::vector<fs::path> subfolders(const std::string& path) {
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
        if (at->is_directory(error) && fs::exists(at->path() / "plugin.json", error))
            out.push_back(at->path());
    std::ranges::sort(out);
    return out;
}

} // namespace

std::string reasonOf(const kit::Errors& errors) {
    std::string out;
    for (const auto& error : errors) {
        if (!out.empty()) out += "; ";
        out += error.field.empty() ? error.message : error.field + ": " + error.message;
    }
    return out;
}

kit::Result<FoundPlugin> readPlugin(const std::string& folder, bool libraries) {
    const auto text = readText(fs::path(folder) / "plugin.json");
    if (!text) return kit::failAs(text);
    const auto json = api::readJson(*text);
    if (!json)
        return fail(ErrorCode::InvalidArgument, "plugin.json is no JSON: " + json.error().front().message);
    FoundPlugin out;
    auto spec = sdk::readSpec(*json, &out.unknown);
    if (!spec) return kit::failAs(spec);
    if (!libraries && spec->kind == "library")
        return fail(ErrorCode::Forbidden, "code of others runs in a process of its own: \"executable\"",
                    "/kind");
    auto entry = entryOf(folder, spec->entry);
    if (!entry) return kit::failAs(entry);
    out.spec = std::move(*spec);
    out.folder = fs::absolute(folder).string();
    out.entry = std::move(*entry);
    return out;
}

FoundPlugins findPlugins(const std::vector<PluginFolder>& folders) {
    FoundPlugins out;
    std::vector<FoundPlugin> read;
    std::vector<std::string> names;
    std::set<fs::path> seen;
    for (const auto& folder : folders) {
        std::error_code error;
        if (const auto real = fs::canonical(folder.path, error); error || !seen.insert(real).second) continue;
        for (const auto& each : subfolders(folder.path)) {
            const auto name = each.filename().string();
            auto plugin = readPlugin(each.string(), folder.libraries);
            if (!plugin) {
                out.refused.emplace_back(name, reasonOf(plugin.error()));
                continue;
            }
            read.push_back(std::move(*plugin));
            names.push_back(name);
        }
    }
    std::vector<sdk::PluginSpec> specs;
    for (const auto& each : read)
        specs.push_back(each.spec);
    const auto order = sdk::loadOrder(specs);
    for (const auto& [at, why] : order.refused)
        out.refused.emplace_back(names[at], why);
    for (const auto at : order.order)
        out.in_order.push_back(std::move(read[at]));
    return out;
}

} // namespace nautilus::plugin_host
