#pragma once
// Breaches, alerts, deliveries and monitors as the ledger's journals have them. What is told or answered has
// been kept before; what a restart reads is all there is.
//
//   breaches          one entry per event of a breach
//   alerts            one entry per alert, appended together with the event that it is about
//   alert_deliveries  one entry per alert and channel, once it needs no more sending; key "<alert>:<channel>"
//   risk_monitors     one entry per start and stop
//
// After an append that failed nobody knows whether it was heard: the journals are read anew before anything
// else is done.

#include "engines/kit/saved_records.h"
#include "engines/risk/contract/alert_channel.h"
#include "engines/risk/contract/monitoring.h"
#include "engines/risk/kernel/breach_life.h"

#include <map>
#include <set>

namespace nautilus::risk {

struct KeptMonitor {
    std::string monitoring_id;
    std::string portfolio_id;
    bool active = true;
    MonitoringConfig config;
    domain::Timestamp at;

    static constexpr auto fields() {
        using kit::field;
        using M = KeptMonitor;
        return std::make_tuple(field("monitoring_id", &M::monitoring_id),
                               field("portfolio_id", &M::portfolio_id), field("active", &M::active),
                               field("config", &M::config), field("at", &M::at));
    }
};

/// Immutable once published.
struct BreachState {
    std::map<std::string, Breach> breaches;      ///< by id
    std::map<std::string, KeptMonitor> monitors; ///< by book; the last word of each
    std::vector<AlertPayload> alerts;            ///< that some channel still has to be told
    std::set<std::string> settled;               ///< "<alert>:<channel>" of those
    std::int64_t breaches_so_far = 0, alerts_so_far = 0, monitors_so_far = 0, delivered = 0;

    [[nodiscard]] std::vector<Breach> openOf(const std::string& book_id) const;
};

/// What an append made known.
struct Told {
    std::vector<BreachEvent> events;  ///< with their ids
    std::vector<AlertPayload> alerts; ///< of them
};

/// On one thread, a driver: every call may block.
class BreachStore {
public:
    BreachStore(kit::Ledger& ledger, kit::Clock& clock) : ledger_(ledger), clock_(clock) {}

    kit::Result<void> load();
    [[nodiscard]] const BreachState& state() const { return state_; }

    /// Keeps what a check found, with the alerts that the config wants, in one append.
    kit::Result<Told> keepCheck(const std::string& book_id, const std::vector<CheckedLimit>& checked,
                                const MonitoringConfig& config);
    /// Acknowledged or Resolved by somebody. NotFound "/breach_id"; Conflict when it is over, or
    /// acknowledged.
    kit::Result<BreachEvent> keepWord(const std::string& breach_id, BreachEventKind kind,
                                      const std::string& note);
    /// Starts, changes or stops the one monitor of a book.
    kit::Result<KeptMonitor> keepMonitor(const std::string& book_id, bool active,
                                         const MonitoringConfig& config);
    /// `outcome`: "delivered", or why it is given up.
    kit::Result<void> keepDelivery(const std::string& alert_id, const std::string& channel,
                                   const std::string& outcome);
    kit::Result<std::vector<BreachEvent>> eventsOfBreach(const std::string& breach_id);
    /// The newest alerts with what became of them, newest first.
    kit::Result<std::vector<AlertView>> alerts(const AlertsRequest& request);

    kit::ReadJson read_json;

private:
    kit::Result<void> beSure();
    kit::Result<void> append(const std::vector<kit::JournalEntry>& entries);
    [[nodiscard]] std::vector<kit::JournalEntry> entriesOf(Told& told, const MonitoringConfig& config) const;

    kit::Ledger& ledger_;
    kit::Clock& clock_;
    BreachState state_;
    bool unsure_ = false;
};

[[nodiscard]] BreachView viewOf(const Breach& breach);
[[nodiscard]] BreachEventView viewOf(const BreachEvent& event);
[[nodiscard]] AlertView viewOf(const AlertPayload& alert);
[[nodiscard]] Alert alertOf(const AlertPayload& payload);

} // namespace nautilus::risk
