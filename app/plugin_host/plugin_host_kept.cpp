// What the host keeps across restarts: settings and budgets, in the ledger; secrets, in a file of their own.

#include "app/api/json/json_reader.h"
#include "app/plugin_host/lender.h"
#include "engines/kit/json_writer.h"
#include "plugins/sdk/settings_schema.h"

#include <algorithm>

namespace nautilus::plugin_host {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

constexpr const char* kSettingsKind = "source_settings";
constexpr const char* kBudgetKind = "source_budget";

std::optional<std::string> textOf(kit::Ledger& ledger, const char* kind, const std::string& name) {
    const auto texts = ledger.texts(kind);
    if (!texts) return std::nullopt;
    const auto found = std::ranges::find(*texts, name, &kit::SavedText::name);
    return found == texts->end() ? std::nullopt : std::optional(found->content);
}

} // namespace

/// The defaults with what was kept over them; what the schema does not take any more is left out, and said.
Value PluginHost::keptSettings(const sdk::PluginSpec& spec) {
    auto values = sdk::settingsDefaults(spec.settings);
    const auto text = textOf(parts_.ledger, kSettingsKind, spec.id);
    if (!text) return values;
    const auto kept = api::readJson(*text);
    const auto* members = kept ? kept->as<Value::Object>() : nullptr;
    if (!members) return values;
    for (const auto& [name, value] : *members) {
        auto next = sdk::changedSettings(spec.settings, values, Value::Object{{name, value}});
        if (next)
            values = std::move(*next);
        else
            say(sdk::Severity::Warning, spec.id, "a kept setting is left out: " + reasonOf(next.error()));
    }
    return values;
}

Value PluginHost::withSecrets(const sdk::PluginSpec& spec, Value values) const {
    const std::scoped_lock lock(mutex_);
    for (const auto& name : sdk::settingsSecrets(spec.settings))
        if (auto secret = secrets_.find(spec.id, name); !secret.empty()) values.set(name, std::move(secret));
    return values;
}

Result<kit::SourceSettings> PluginHost::settings(std::string_view source_id) const {
    const auto* found = installed(source_id);
    if (!found) return fail(ErrorCode::NotFound, "there is no source " + std::string(source_id), "/source");
    const std::scoped_lock lock(mutex_);
    auto schema = found->source->spec().settings;
    if (schema.isNull()) schema = Value::Object{{"type", "object"}, {"properties", Value::Object{}}};
    return kit::SourceSettings{std::move(schema), found->values};
}

Result<void> PluginHost::changeSettings(std::string_view source_id, const Value& changes) {
    auto* found = installed(source_id);
    if (!found) return fail(ErrorCode::NotFound, "there is no source " + std::string(source_id), "/source");
    const std::scoped_lock turn(changing_);
    const auto& spec = found->source->spec();
    Value before;
    {
        const std::scoped_lock lock(mutex_);
        before = found->values;
    }
    const auto old = withSecrets(spec, before);
    const auto next = sdk::changedSettings(spec.settings, old, changes);
    if (!next) return kit::failAs(next);
    if (auto taken = found->source->configure(*next); !taken) return taken;
    if (auto kept = keepSettings(spec, *next, changes); !kept) {
        (void)found->source->configure(old).has_value();
        return kept;
    }
    auto plain = *next;
    const auto secret = sdk::settingsSecrets(spec.settings);
    std::erase_if(*plain.as<Value::Object>(),
                  [&](const auto& each) { return std::ranges::find(secret, each.first) != secret.end(); });
    const std::scoped_lock lock(mutex_);
    found->values = std::move(plain);
    return {};
}

Result<void> PluginHost::keepSettings(const sdk::PluginSpec& spec, const Value& changed,
                                      const Value& changes) {
    const auto secret = sdk::settingsSecrets(spec.settings);
    Value::Object plain;
    for (const auto& [name, value] : *changed.as<Value::Object>())
        if (std::ranges::find(secret, name) == secret.end()) plain.emplace_back(name, value);
    const std::scoped_lock lock(mutex_);
    for (const auto& name : secret) {
        const auto* given = changes.find(name);
        if (!given) continue;
        const auto* text = given->as<std::string>(); // null forgets it
        if (auto kept = secrets_.keep(spec.id, name, text ? *text : std::string()); !kept) return kept;
    }
    return parts_.ledger.saveText(kSettingsKind,
                                  {spec.id, kit::toJson(Value(std::move(plain))), parts_.clock.now()});
}

std::string PluginHost::bucketOf(const sdk::PluginSpec& spec) const {
    const auto key = secrets_.fingerprint(spec.id, sdk::settingsSecrets(spec.settings));
    return key.empty() ? spec.id : spec.id + "#" + key;
}

RateBudget& PluginHost::budget(const sdk::PluginSpec& spec) {
    const auto bucket = bucketOf(spec);
    const auto found = budgets_.find(bucket);
    if (found != budgets_.end()) return found->second;
    std::optional<BudgetState> kept;
    if (const auto text = textOf(parts_.ledger, kBudgetKind, bucket)) kept = BudgetState::parse(*text);
    const auto info = spec.info();
    return budgets_.emplace(bucket, RateBudget(info.requests, info.per_seconds, kept, parts_.clock.now().ns))
        .first->second;
}

void PluginHost::keepBudget(const std::string& bucket, RateBudget& budget) {
    const auto now = parts_.clock.now();
    if (auto kept = parts_.ledger.saveText(kBudgetKind, {bucket, budget.saved(now.ns).json(), now}); !kept)
        parts_.log(sdk::Severity::Error, "plugins", "a budget could not be kept: " + reasonOf(kept.error()));
}

Result<void> PluginHost::spend(std::string_view source_id) {
    const auto* found = installed(source_id);
    if (!found) return fail(ErrorCode::NotFound, "there is no source " + std::string(source_id), "/source");
    const std::scoped_lock lock(mutex_);
    auto& bucket = budget(found->source->spec());
    if (auto spent = bucket.spend(parts_.clock.now().ns); !spent) return spent;
    if (bucket.wantsSaving()) keepBudget(bucketOf(found->source->spec()), bucket);
    return {};
}

std::int64_t PluginHost::grant(const sdk::PluginSpec& spec) {
    const std::scoped_lock lock(mutex_);
    auto& bucket = budget(spec);
    const auto now = parts_.clock.now().ns;
    if (bucket.spend(now)) {
        if (bucket.wantsSaving()) keepBudget(bucketOf(spec), bucket);
        return 0;
    }
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(bucket.waitSeconds(now) * 1e9));
}

std::int64_t PluginHost::requestsLeft(const sdk::PluginSpec& spec) {
    const std::scoped_lock lock(mutex_);
    return budget(spec).left(parts_.clock.now().ns);
}

void PluginHost::hold(const sdk::PluginSpec& spec, double seconds) {
    const std::scoped_lock lock(mutex_);
    auto& bucket = budget(spec);
    bucket.hold(seconds, parts_.clock.now().ns);
    keepBudget(bucketOf(spec), bucket);
}

} // namespace nautilus::plugin_host
