#include "app/plugin_host/plugin_host.h"

#include "app/api/json/json_reader.h"
#include "app/platform/library.h"
#include "app/plugin_host/lender.h"
#include "app/plugin_host/process_source.h"
#include "engines/kit/json_writer.h"
#include "plugins/sdk/settings_schema.h"

#include <algorithm>
#include <ranges>
#include <set>

namespace nautilus::plugin_host {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr const char* kOrderKind = "source_order";

tl::unexpected<kit::Errors> unknownSource(std::string_view id, std::string field = "/source") {
    return fail(ErrorCode::NotFound, "there is no source " + std::string(id), std::move(field));
}

} // namespace

void PluginHost::Lender::log(sdk::Severity severity, const std::string& message) {
    {
        const std::scoped_lock lock(mutex_);
        const auto minute = host_.parts_.time.nowNs() / (60 * domain::kNsPerSecond);
        if (minute != minute_) {
            minute_ = minute;
            lines_ = 0;
        }
        if (++lines_ > kLinesPerMinute + 1) return;
        if (lines_ == kLinesPerMinute + 1)
            return host_.say(sdk::Severity::Warning, spec_.id, "more lines of this minute are left out");
    }
    std::string line = message.substr(0, kLongestLine);
    if (line.size() < message.size()) line += " ...";
    host_.say(severity, spec_.id, line);
}

PluginHost::PluginHost(HostParts parts) : parts_(std::move(parts)) {}

PluginHost::~PluginHost() {
    stop();
    for (auto& each : installed_ | std::views::reverse) // dependants first, too
        each.source.reset();
}

Result<void> PluginHost::load() {
    std::string warning;
    auto secrets = Secrets::open(parts_.home, parts_.environment, &warning);
    if (!secrets) return kit::failAs(secrets);
    secrets_ = std::move(*secrets);
    if (!warning.empty()) say(sdk::Severity::Warning, "plugins", warning);
    auto found = findPlugins(parts_.folders);
    refused_ = std::move(found.refused);
    for (auto& plugin : found.in_order)
        take(std::move(plugin));
    for (const auto& [name, why] : refused_)
        say(sdk::Severity::Warning, "plugins", name + " was refused: " + why);
    readOrder();
    return {};
}

void PluginHost::take(FoundPlugin plugin) {
    const auto name = plugin.spec.id;
    for (const auto& unknown : plugin.unknown)
        say(sdk::Severity::Warning, name, "plugin.json: " + unknown + " is no field of a plugin");
    for (const auto& id : plugin.spec.depends_on)
        if (!installed(id)) {
            refused_.emplace_back(name, "depends on " + id + ", which was refused");
            return;
        }
    auto lender = std::make_unique<Lender>(*this, plugin.spec);
    auto inner = make(plugin, *lender);
    if (!inner) {
        refused_.emplace_back(name, reasonOf(inner.error()));
        return;
    }
    auto values = keptSettings(plugin.spec);
    if (auto done = (*inner)->configure(withSecrets(plugin.spec, values)); !done) {
        say(sdk::Severity::Error, name, "its settings are refused: " + reasonOf(done.error()));
        values = sdk::settingsDefaults(plugin.spec.settings);
        if (auto again = (*inner)->configure(withSecrets(plugin.spec, values)); !again) {
            refused_.emplace_back(name, "its own defaults are refused: " + reasonOf(again.error()));
            return;
        }
    }
    const auto spec = plugin.spec;
    auto source = std::make_shared<HostedSource>(
        std::move(plugin), HostedSource::Hooks{[this, spec] { return requestsLeft(spec); },
                                               [this, spec] { return ready(spec); }});
    source->give(std::move(*inner));
    installed_.push_back({std::move(lender), std::move(source), std::move(values)});
}

Result<std::unique_ptr<sdk::Source>> PluginHost::make(const FoundPlugin& plugin, Lender& lender) {
    if (plugin.spec.kind == "executable")
        return std::unique_ptr<sdk::Source>(std::make_unique<ProcessSource>(
            lender, plugin,
            [&lender](sdk::Severity severity, const std::string& message) {
                lender.alert(severity, message);
            },
            parts_.random));
    const auto library = platform::loadLibrary(plugin.entry);
    if (!library)
        return fail(ErrorCode::Unavailable, "cannot be loaded: " + library.error().front().message, "/entry");
    using Entry = const sdk::SourceEntry* (*)();
    const auto entry = reinterpret_cast<Entry>((*library)->symbol(sdk::kSourceEntry));
    if (!entry)
        return fail(ErrorCode::InvalidArgument,
                    std::string("exports no ") + sdk::kSourceEntry + ": it is no source", "/entry");
    const auto* made = entry();
    if (!made || made->abi != sdk::kSourceAbi)
        return fail(ErrorCode::InvalidArgument,
                    "was built for interface " + std::to_string(made ? made->abi : 0) +
                        "; this program speaks " + std::to_string(sdk::kSourceAbi) + " only",
                    "/entry");
    try {
        auto source = made->make(lender, plugin.spec.info());
        if (source) return source;
    } catch (const std::exception& error) {
        say(sdk::Severity::Error, plugin.spec.id, std::string("it could not be made: ") + error.what());
    }
    return fail(ErrorCode::Internal, "the library makes no source", "/entry");
}

Result<void> PluginHost::ready(const sdk::PluginSpec& spec) const {
    for (const auto& id : spec.depends_on) {
        const auto* on = installed(id);
        const auto state = on ? on->source->status().state : kit::SourceState::Stopped;
        if (state != kit::SourceState::Connected && state != kit::SourceState::Degraded &&
            state != kit::SourceState::Starting)
            return fail(ErrorCode::Conflict, "it needs " + id + ", which is not running", "", true);
    }
    return {};
}

void PluginHost::start() {
    for (const auto& each : installed_) {
        const auto& spec = each.source->spec();
        if (!spec.autostart) continue;
        if (auto started = each.source->start(); !started)
            alert(sdk::Severity::Error, spec.id, "did not start: " + reasonOf(started.error()));
    }
}

void PluginHost::stop() {
    for (const auto& each : installed_ | std::views::reverse)
        each.source->stop();
    const std::scoped_lock lock(mutex_);
    for (auto& [bucket, budget] : budgets_)
        keepBudget(bucket, budget);
}

std::vector<std::shared_ptr<kit::DataSource>> PluginHost::all() const {
    std::vector<std::string> order;
    {
        const std::scoped_lock lock(mutex_);
        order = order_;
    }
    std::vector<std::shared_ptr<kit::DataSource>> out;
    for (const auto& id : order)
        if (auto source = find(id)) out.push_back(std::move(source));
    return out;
}

std::shared_ptr<kit::DataSource> PluginHost::find(std::string_view id) const {
    const auto* found = installed(id);
    return found ? found->source : nullptr;
}

std::vector<std::pair<std::string, std::string>> PluginHost::refused() const {
    return refused_;
}

PluginHost::Installed* PluginHost::installed(std::string_view id) {
    const auto found = std::ranges::find(
        installed_, id, [](const auto& e) -> const std::string& { return e.source->info().id; });
    return found == installed_.end() ? nullptr : &*found;
}

const PluginHost::Installed* PluginHost::installed(std::string_view id) const {
    return const_cast<PluginHost*>(this)->installed(id);
}

void PluginHost::readOrder() {
    order_.clear();
    const auto kept = parts_.ledger.texts(kOrderKind);
    if (kept)
        for (const auto& text : *kept)
            if (const auto json = api::readJson(text.content); json && json->as<kit::Value::Array>())
                for (const auto& id : *json->as<kit::Value::Array>())
                    if (const auto* name = id.as<std::string>();
                        name && installed(*name) && std::ranges::find(order_, *name) == order_.end())
                        order_.push_back(*name);
    // Sources that came since stand behind: those of prices, then the others; invented values last of all.
    constexpr unsigned kPrices = kit::Capability::kBars | kit::Capability::kQuotes | kit::Capability::kTrades;
    const auto rank = [](const kit::SourceInfo& info) {
        return info.real ? ((info.capabilities & kPrices) != 0 ? 0 : 1) : 2;
    };
    for (const int wanted : {0, 1, 2})
        for (const auto& each : installed_)
            if (const auto& info = each.source->info();
                rank(info) == wanted && std::ranges::find(order_, info.id) == order_.end())
                order_.push_back(info.id);
}

Result<void> PluginHost::reorder(const std::vector<std::string>& ids) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!installed(ids[i])) return unknownSource(ids[i], "/order/" + std::to_string(i));
        if (!seen.insert(ids[i]).second)
            return fail(ErrorCode::InvalidArgument, ids[i] + " stands in the order twice",
                        "/order/" + std::to_string(i));
    }
    const std::scoped_lock lock(mutex_);
    auto next = ids;
    for (const auto& id : order_) // whoever is not named keeps its place behind
        if (!seen.contains(id)) next.push_back(id);
    kit::Value::Array list(next.begin(), next.end());
    if (auto kept = parts_.ledger.saveText(kOrderKind, {"all", kit::toJson(list), parts_.clock.now()}); !kept)
        return kept;
    order_ = std::move(next);
    return {};
}

void PluginHost::say(sdk::Severity severity, const std::string& source, const std::string& message) const {
    std::string masked;
    {
        const std::scoped_lock lock(mutex_);
        masked = secrets_.masked(source, message);
    }
    parts_.log(severity, source, masked);
}

void PluginHost::alert(sdk::Severity severity, const std::string& source, const std::string& message) {
    say(severity, source, message);
    constexpr const char* kNames[] = {"info", "warning", "error"};
    std::string masked;
    {
        const std::scoped_lock lock(mutex_);
        masked = secrets_.masked(source, message);
    }
    parts_.stream.publish(kSourceAlerts,
                          kit::toJson(kit::Value::Object{{"severity", kNames[static_cast<int>(severity)]},
                                                         {"source", source},
                                                         {"message", masked}}),
                          "plugins");
}

} // namespace nautilus::plugin_host
