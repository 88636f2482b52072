#include "app/runtime/settings.h"

#include "app/platform/platform.h"

#include <toml++/toml.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace nautilus::runtime {

using kit::ErrorCode;
using kit::Value;

namespace {

Value valueOf(const toml::node& node) {
    if (const auto* text = node.as_string()) return Value(text->get());
    if (const auto* whole = node.as_integer()) return Value(whole->get());
    if (const auto* real = node.as_floating_point()) return Value(real->get());
    if (const auto* truth = node.as_boolean()) return Value(truth->get());
    return Value(Value::Object{}); // dates, lists and tables fit no setting: the reader says so
}

toml::table tableOf(const Settings& settings) {
    toml::table table;
    kit::forEachField<Settings>(
        [&](const auto& f) { table.insert_or_assign(std::string(f.name), settings.*(f.member)); });
    return table;
}

Value valueOf(const Settings& settings) {
    Value out = Value::Object{};
    kit::forEachField<Settings>([&](const auto& f) { out.set(std::string(f.name), settings.*(f.member)); });
    return out;
}

} // namespace

namespace {

constexpr const char* kVersionKey = "settings_version";
constexpr std::int64_t kVersion = 1;
constexpr std::uintmax_t kLargestFile = 1024 * 1024;

/// The file as a table; an empty one when there is no file.
kit::Result<toml::table> readTable(const std::string& path) {
    std::error_code error;
    const auto state = std::filesystem::status(path, error);
    if (!std::filesystem::exists(state)) return toml::table{};
    if (!std::filesystem::is_regular_file(state))
        return kit::fail(ErrorCode::InvalidArgument, "settings.toml is not a regular file");
    if (std::filesystem::file_size(path, error) > kLargestFile)
        return kit::fail(ErrorCode::InvalidArgument, "settings.toml is larger than 1 MiB");
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return kit::fail(ErrorCode::InvalidArgument, "settings.toml cannot be read");
    try {
        return toml::parse(text.view());
    } catch (const toml::parse_error& wrong) {
        return kit::fail(ErrorCode::InvalidArgument, "settings.toml, line " +
                                                         std::to_string(wrong.source().begin.line) + ": " +
                                                         std::string(wrong.description()));
    }
}

/// Takes the version out of the table. A file without one is of the first version, or written by hand.
kit::Result<void> takeVersion(toml::table& table) {
    const auto* node = table.get(kVersionKey);
    if (!node) return {};
    const auto version = node->value_exact<std::int64_t>();
    if (!version || *version < 1)
        return kit::fail(ErrorCode::InvalidArgument, "settings_version must be a whole number from 1 on",
                         std::string("/") + kVersionKey);
    if (*version > kVersion)
        return kit::fail(ErrorCode::Conflict, "settings.toml was made by a newer version of this program");
    table.erase(kVersionKey);
    return {};
}

} // namespace

kit::Result<std::unique_ptr<SettingsStore>> SettingsStore::open(const std::string& home) {
    const std::string path = home + "/settings.toml";
    auto table = readTable(path);
    if (!table) return kit::failAs(table);
    if (auto known = takeVersion(*table); !known) return kit::failAs(known);
    Value given = Value::Object{};
    for (const auto& [key, node] : *table)
        given.set(std::string(key.str()), valueOf(node));
    kit::FieldReader reader;
    auto settings = reader.read<Settings>(given);
    if (!settings) return kit::failAs(settings);
    kit::forEachField<Settings>([&](const auto& f) { table->erase(std::string(f.name)); });
    std::vector<std::string> unknown;
    for (const auto& [key, node] : *table)
        unknown.emplace_back(key.str());
    std::ostringstream kept;
    kept << *table;
    return std::unique_ptr<SettingsStore>(
        new SettingsStore(path, std::move(*settings), std::move(unknown), kept.str()));
}

Settings SettingsStore::current() const {
    const std::scoped_lock lock(mutex_);
    return settings_;
}

namespace {

/// Passwords stand in secrets.toml, never in an address of this file.
kit::Result<void> withoutPasswords(const Settings& settings) {
    for (const auto& [name, value] : {std::pair("alert_email_server", &settings.alert_email_server),
                                      std::pair("alert_webhook_url", &settings.alert_webhook_url)}) {
        const auto mark = value->find("://");
        const auto from = mark == std::string::npos ? 0 : mark + 3;
        if (value->substr(from, value->find_first_of("/?#", from) - from).find('@') != std::string::npos)
            return kit::fail(ErrorCode::InvalidArgument,
                             "user and password do not belong in an address: they are kept as secrets",
                             std::string("/") + name);
    }
    return {};
}

} // namespace

kit::Result<Settings> SettingsStore::update(const Value& changes, std::vector<std::string>* unknown) {
    const auto* object = changes.as<Value::Object>();
    if (!object) return kit::fail(ErrorCode::InvalidArgument, "settings must be an object");
    const std::scoped_lock lock(mutex_);
    Value merged = valueOf(settings_);
    for (const auto& [name, value] : *object)
        merged.set(name, value);
    kit::FieldReader reader;
    auto next = reader.read<Settings>(merged);
    if (!next) return next;
    if (auto sound = withoutPasswords(*next); !sound) return kit::failAs(sound);
    if (unknown) *unknown = reader.unknown();
    auto table = tableOf(*next);
    table.insert_or_assign(kVersionKey, kVersion);
    for (const auto& [key, node] : toml::parse(kept_)) // our own output: it parses
        table.insert_or_assign(key, node);
    std::ostringstream text;
    text << table << "\n";
    if (auto written = platform::writePrivateFile(path_, text.str()); !written) return kit::failAs(written);
    settings_ = *next;
    return next;
}

} // namespace nautilus::runtime
