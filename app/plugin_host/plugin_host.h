#pragma once
// The installed data sources: finds plugins, makes and configures them, starts them in the order of what they
// depend on and stops them the other way round; keeps their settings, budgets and the order of preference.

#include "app/plugin_host/hosted_source.h"
#include "app/plugin_host/rate_budget.h"
#include "app/plugin_host/secrets.h"
#include "engines/kit/ledger.h"
#include "engines/kit/stream.h"
#include "plugins/sdk/source.h"

#include <map>
#include <mutex>

namespace nautilus::plugin_host {

using LogLine =
    std::function<void(sdk::Severity severity, const std::string& source, const std::string& message)>;

/// Everything is lent and must outlive the host.
struct HostParts {
    kit::Catalog& catalog;
    const kit::Clock& clock;
    kit::Ledger& ledger;
    kit::Stream& stream;
    sdk::SourceTime& time;
    LogLine log;
    std::string home; ///< where secrets.toml stands
    std::vector<PluginFolder> folders;
    Environment environment;        ///< null = none
    std::function<double()> random; ///< of [0, 1): jitter of restarts; any thread
};

/// The topic of alerts about sources: {"severity","source","message"}.
inline constexpr const char* kSourceAlerts = "system.alerts.sources";

class PluginHost final : public kit::DataSources {
public:
    explicit PluginHost(HostParts parts);
    ~PluginHost() override;
    PluginHost(const PluginHost&) = delete;
    PluginHost& operator=(const PluginHost&) = delete;

    /// Reads the folders, loads and configures; nothing is started. What cannot be loaded is refused, the
    /// others go on. Once.
    kit::Result<void> load();
    /// Starts those that start by themselves, dependencies first. A source that fails says so in its status.
    void start();
    /// Stops all, in the reverse order, and keeps the budgets. Blocks until the last one has ended.
    void stop();

    [[nodiscard]] std::vector<std::shared_ptr<kit::DataSource>> all() const override;
    [[nodiscard]] std::shared_ptr<kit::DataSource> find(std::string_view id) const override;
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> refused() const override;
    kit::Result<void> spend(std::string_view source_id) override;
    kit::Result<void> reorder(const std::vector<std::string>& ids) override;
    kit::Result<kit::SourceSettings> settings(std::string_view source_id) const override;
    kit::Result<void> changeSettings(std::string_view source_id, const kit::Value& changes) override;

private:
    class Lender;
    struct Installed {
        std::unique_ptr<Lender> lender; ///< outlives the source
        std::shared_ptr<HostedSource> source;
        kit::Value values; ///< without secrets
    };

    void take(FoundPlugin plugin);
    kit::Result<std::unique_ptr<sdk::Source>> make(const FoundPlugin& plugin, Lender& lender);
    kit::Result<void> ready(const sdk::PluginSpec& spec) const;
    void readOrder();
    [[nodiscard]] kit::Value keptSettings(const sdk::PluginSpec& spec);
    [[nodiscard]] kit::Value withSecrets(const sdk::PluginSpec& spec, kit::Value values) const;
    [[nodiscard]] Installed* installed(std::string_view id);
    [[nodiscard]] const Installed* installed(std::string_view id) const;
    [[nodiscard]] RateBudget& budget(const sdk::PluginSpec& spec);
    [[nodiscard]] std::int64_t requestsLeft(const sdk::PluginSpec& spec);
    /// 0 = one request was taken out, else nanoseconds until there is one.
    [[nodiscard]] std::int64_t grant(const sdk::PluginSpec& spec);
    void keepBudget(const std::string& bucket, RateBudget& budget);
    void hold(const sdk::PluginSpec& spec, double seconds);
    kit::Result<void> keepSettings(const sdk::PluginSpec& spec, const kit::Value& changed,
                                   const kit::Value& changes);
    [[nodiscard]] std::string bucketOf(const sdk::PluginSpec& spec) const;
    void say(sdk::Severity severity, const std::string& source, const std::string& message) const;
    void alert(sdk::Severity severity, const std::string& source, const std::string& message);

    HostParts parts_;
    mutable std::mutex mutex_; // guards the order, settings, secrets and budgets
    Secrets secrets_;
    std::vector<Installed> installed_;                         ///< dependencies first; fixed after `load`
    std::vector<std::string> order_;                           ///< of preference
    std::vector<std::pair<std::string, std::string>> refused_; ///< fixed after `load`
    std::map<std::string, RateBudget> budgets_;                ///< by bucket: source and key
    std::mutex changing_;                                      // one change of settings at a time
};

} // namespace nautilus::plugin_host
