#include "app/runtime/settings.h"

#include "app/platform/platform.h"

#include <toml++/toml.h>

#include <filesystem>
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

kit::Result<std::unique_ptr<SettingsStore>> SettingsStore::open(const std::string& home) {
    const std::string path = home + "/settings.toml";
    Value given = Value::Object{};
    if (std::filesystem::exists(path)) {
        try {
            const auto table = toml::parse_file(path);
            for (const auto& [key, node] : table)
                given.set(std::string(key.str()), valueOf(node));
        } catch (const toml::parse_error& error) {
            return kit::fail(ErrorCode::InvalidArgument, "settings.toml, line " +
                                                             std::to_string(error.source().begin.line) +
                                                             ": " + std::string(error.description()));
        }
    }
    kit::FieldReader reader;
    auto settings = reader.read<Settings>(given);
    if (!settings) return kit::failAs(settings);
    return std::unique_ptr<SettingsStore>(new SettingsStore(path, std::move(*settings)));
}

Settings SettingsStore::current() const {
    const std::scoped_lock lock(mutex_);
    return settings_;
}

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
    if (unknown) *unknown = reader.unknown();
    std::ostringstream text;
    text << tableOf(*next) << "\n";
    if (auto written = platform::writePrivateFile(path_, text.str()); !written) return kit::failAs(written);
    settings_ = *next;
    return next;
}

} // namespace nautilus::runtime
