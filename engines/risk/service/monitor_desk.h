#pragma once
// Watches portfolios by the clock, keeps what it finds and sees that alerts reach their channels.

#include "engines/kit/ports.h"
#include "engines/kit/published.h"
#include "engines/kit/pulse.h"
#include "engines/risk/service/breach_store.h"
#include "engines/risk/service/risk_check.h"

#include <atomic>
#include <functional>

namespace nautilus::risk {

/// Its state belongs to the engine's driver: one thread, on which every change is written before it is
/// believed. Checks run there; channels are told on the worker.
class MonitorDesk {
public:
    struct Parts {
        kit::Clock& clock;
        kit::Stream& stream;
        kit::EngineThreads threads;
        BreachStore& store;
        /// Holds a book against its limits and those above it; blocks.
        std::function<kit::Result<std::vector<ScopeCheck>>(const std::string& book_id)> check;
        /// Whether any limit of the book is switched on.
        std::function<bool(const std::string& book_id)> has_limits;
    };
    explicit MonitorDesk(Parts parts) : parts_(std::move(parts)) {}
    ~MonitorDesk() { stop(); }
    MonitorDesk(const MonitorDesk&) = delete;
    MonitorDesk& operator=(const MonitorDesk&) = delete;

    /// Before `start`. The channel outlives the desk.
    void addChannel(AlertChannel& channel) { channels_.push_back(&channel); }
    [[nodiscard]] AlertChannel* channel(const std::string& name) const;

    /// Begins to watch after the journals were read; without a pulse of its own `pulse` is called by whoever
    /// has the time.
    void start(bool own_pulse);
    void stop();
    /// Queues one look at what is due. Any thread.
    void pulse();

    // On the driver:
    kit::Result<MonitorView> begin(const StartMonitorRequest& request);
    /// NotFound when nothing watches it.
    kit::Result<MonitorView> end(const std::string& book_id);
    [[nodiscard]] MonitorList list() const;
    /// Somebody's word about a breach, kept and told.
    kit::Result<BreachEvent> word(const std::string& breach_id, BreachEventKind kind,
                                  const std::string& note);

    /// Any thread.
    struct Figures {
        std::int64_t monitored = 0, alerts_sent = 0, checks = 0, open_breaches = 0;
    };
    [[nodiscard]] Figures figures() const;
    /// As kept at that moment; never null. Any thread.
    [[nodiscard]] std::shared_ptr<const BreachState> state() const { return published_.load(); }

private:
    struct Watch {
        domain::Timestamp next;
        std::optional<domain::Timestamp> last;
        std::int64_t checks = 0;
        std::optional<std::string> status, error;
    };
    struct Trial {
        domain::Timestamp next;
        int tries = 0;
        bool on_its_way = false;
    };

    void round();
    void checkBook(const KeptMonitor& monitor, Watch& watch);
    void resolveWithoutLimits();
    void tell(const Told& told);
    void tellBreach(const BreachEvent& event);
    void sendAlerts();
    void send(const AlertPayload& alert, AlertChannel& channel);
    void sent(const std::string& alert_id, const std::string& channel, const kit::Result<void>& outcome);
    void settle(const std::string& alert_id, const std::string& channel, const std::string& outcome);
    void publish();
    [[nodiscard]] MonitorView viewOf(const KeptMonitor& monitor) const;

    Parts parts_;
    std::vector<AlertChannel*> channels_;
    std::map<std::string, Watch> watches_; ///< by book
    std::map<std::string, Trial> trials_;  ///< by "<alert>:<channel>"
    bool changed_ = false;                 ///< since it was published last
    kit::Published<BreachState> published_{std::make_shared<const BreachState>()};
    std::atomic<std::int64_t> checks_{0};
    std::atomic<bool> queued_{false}, stopped_{false};
    kit::Pulse pulse_;
};

} // namespace nautilus::risk
