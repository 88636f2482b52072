#include "app/plugin_host/secrets.h"

#include "app/platform/platform.h"
#include "app/security/digest.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

namespace nautilus::plugin_host {

namespace fs = std::filesystem;
using kit::ErrorCode;
using kit::fail;

namespace {

constexpr std::uintmax_t kLargestFile = 1024 * 1024;
constexpr std::size_t kShortestMasked = 4;

std::string variableOf(const std::string& source, const std::string& name) {
    std::string out = "NAUTILUS_" + source + "_" + name;
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

kit::Result<std::string> readText(const std::string& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > kLargestFile)
        return fail(ErrorCode::InvalidArgument, "secrets.toml is no regular file of at most 1 MiB");
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return fail(ErrorCode::InvalidArgument, "secrets.toml cannot be read");
    return text.str();
}

using Kept = std::map<std::string, std::map<std::string, std::string>>;

kit::Result<Kept> readKept(const std::string& path) {
    const auto text = readText(path);
    if (!text) return kit::failAs(text);
    Kept out;
    try {
        for (const auto& [source, node] : toml::parse(*text)) {
            const auto* table = node.as_table();
            if (!table)
                return fail(ErrorCode::InvalidArgument, "secrets.toml holds one table for each source");
            for (const auto& [name, secret] : *table) {
                if (!secret.is_string())
                    return fail(ErrorCode::InvalidArgument, "secrets.toml: secrets are texts");
                out[std::string(source.str())][std::string(name.str())] = secret.as_string()->get();
            }
        }
    } catch (const toml::parse_error& wrong) { // without its words, which may quote a secret
        return fail(ErrorCode::InvalidArgument,
                    "secrets.toml, line " + std::to_string(wrong.source().begin.line) + " is no TOML");
    }
    return out;
}

void replaceAll(std::string& text, const std::string& what) {
    if (what.size() < kShortestMasked) return;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 3))
        text.replace(at, what.size(), "***");
}

} // namespace

kit::Result<Secrets> Secrets::open(const std::string& home, Environment environment, std::string* warning) {
    Secrets out;
    out.path_ = home + "/secrets.toml";
    out.environment_ = std::move(environment);
    std::error_code error;
    if (!fs::exists(out.path_, error)) return out;
    constexpr auto kOthers = fs::perms::group_all | fs::perms::others_all;
    if ((fs::status(out.path_, error).permissions() & kOthers) != fs::perms::none) {
        fs::permissions(out.path_, kOthers, fs::perm_options::remove, error);
        if (warning) *warning = "secrets.toml could be read by others; it is its owner's alone now";
    }
    auto kept = readKept(out.path_);
    if (!kept) return kit::failAs(kept);
    out.kept_ = std::move(*kept);
    return out;
}

std::string Secrets::find(const std::string& source, const std::string& name) const {
    if (const char* given = environment_ ? environment_(variableOf(source, name)) : nullptr;
        given && *given) {
        auto& seen = seen_[source];
        if (std::ranges::find(seen, given) == seen.end()) seen.emplace_back(given);
        return given;
    }
    const auto table = kept_.find(source);
    if (table == kept_.end()) return {};
    const auto found = table->second.find(name);
    return found == table->second.end() ? std::string() : found->second;
}

kit::Result<void> Secrets::keep(const std::string& source, const std::string& name,
                                const std::string& secret) {
    static std::mutex one; // several readers of the file may keep secrets at the same time
    const std::scoped_lock lock(one);
    auto next = kept_;
    std::error_code error;
    if (fs::exists(path_, error)) { // others may have kept theirs since it was read
        auto fresh = readKept(path_);
        if (!fresh) return kit::failAs(fresh);
        next = std::move(*fresh);
    }
    if (secret.empty())
        next[source].erase(name);
    else
        next[source][name] = secret;
    toml::table file;
    for (const auto& [id, secrets] : next) {
        toml::table table;
        for (const auto& [key, value] : secrets)
            table.insert_or_assign(key, value);
        if (!table.empty()) file.insert_or_assign(id, std::move(table));
    }
    std::ostringstream text;
    text << file << "\n";
    if (auto written = platform::writePrivateFile(path_, text.str()); !written) return written;
    kept_ = std::move(next);
    return {};
}

std::string Secrets::masked(const std::string& source, std::string text) const {
    if (const auto table = kept_.find(source); table != kept_.end())
        for (const auto& [name, secret] : table->second)
            replaceAll(text, secret);
    if (const auto seen = seen_.find(source); seen != seen_.end())
        for (const auto& secret : seen->second)
            replaceAll(text, secret);
    return text;
}

std::string Secrets::fingerprint(const std::string& source, const std::vector<std::string>& names) const {
    std::string all;
    for (const auto& name : names)
        if (const auto secret = find(source, name); !secret.empty()) all += name + "=" + secret + "\n";
    return all.empty() ? std::string() : security::sha256(all).substr(0, 12);
}

} // namespace nautilus::plugin_host
