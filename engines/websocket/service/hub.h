#pragma once
// The hub: who is connected, who listens to what, and what each is sent. Its state is touched on the engine's
// lane only, by the functions of which the names do not say otherwise; `open`, `tick` and what sessions tell
// are posted there.

#include "engines/kit/live_session.h"
#include "engines/kit/ports.h"
#include "engines/kit/published.h"
#include "engines/kit/topic.h"
#include "engines/websocket/contract/stats.h"
#include "engines/websocket/service/filter.h"
#include "engines/websocket/service/session.h"

#include <map>
#include <unordered_map>

namespace nautilus::websocket {

struct HubSettings {
    std::size_t connections = 4'000;          ///< connected and announced
    std::size_t subscriptions = 200'000;      ///< of all
    std::size_t subscriptions_of_one = 1'000; ///< of a connection
    std::size_t snapshot_topics = 5'000;      ///< sent when a pattern is subscribed to
    std::size_t inbox = 200'000;              ///< messages of the bus that wait for the lane
    std::int64_t reserved_ns = 300 * kNsOfASecond;
    std::int64_t heartbeat_ns = 15 * kNsOfASecond;
    std::int64_t broadcast_ns = kNsOfASecond; ///< how long a broadcast's deliveries are waited for
    QueueLimits queue{};
};

class Hub final : public kit::LiveSessions, private SessionOwner {
public:
    using ReadJson = std::function<kit::Result<kit::Value>(std::string_view)>;

    Hub(kit::Stream& stream, const kit::Clock& clock, kit::Lane& lane, HubSettings settings = {});
    ~Hub() override;

    /// Reads payloads for filters, and commands of the bus. Before `start`.
    void readJsonWith(ReadJson read) { read_json_ = std::move(read); }

    // LiveSessions: any thread.
    void open(kit::SessionRequest request, kit::Done<std::shared_ptr<kit::LiveSession>> done) override;
    void onReady(std::function<void()> ready) override;
    void tick() override;
    void refused() override { ++refused_; }

    /// Runs on the lane; Unavailable through `refuse` when the lane is full. Any thread.
    template <class Result_, class Function>
    void onLane(kit::Done<Result_> done, Function function) {
        const auto shared = std::make_shared<kit::Done<Result_>>(std::move(done));
        if (!lane_.post([shared, function = std::move(function)] { function(*shared); }))
            (*shared)(kit::fail(kit::ErrorCode::Unavailable, "the websocket engine is too busy", "", true));
    }

    // On the lane.
    void start();
    void stop();
    kit::Result<ConnectResult> announce(const ConnectRequest& request, kit::Call& call);
    kit::Result<SubscribeResult> changeSubscriptions(const SubscribeRequest& request, kit::Call& call);
    void broadcast(const BroadcastRequest& request, const kit::CallPtr& call,
                   kit::Done<BroadcastResult> done);
    [[nodiscard]] kit::Table connections() const;
    kit::Result<CloseResult> close(const std::string& connection_id);
    [[nodiscard]] StatsResult stats() const;
    [[nodiscard]] WebSocketHealth health() const;
    void age();
    /// Takes in what the bus has delivered since the last time.
    void drain();

    [[nodiscard]] std::int64_t connected() const { return connected_.load(); }
    [[nodiscard]] std::size_t subscriptionCount() const { return subscription_count_.load(); }
    [[nodiscard]] DeliveryFigures::Sent sent() const { return figures_.read(clock_.now().ns); }
    [[nodiscard]] const HubSettings& settings() const { return settings_; }

    /// "ws://localhost:8600", for the answers that tell where to connect.
    kit::Published<std::string> address{std::make_shared<const std::string>("ws://localhost:8600")};

private:
    struct Member;
    struct Listening {
        Member* member = nullptr;
        std::string pattern;
        Filter filter;
        std::uint64_t after = 0; ///< messages of the bus up to this one are not for it
    };
    using ListeningPtr = std::shared_ptr<Listening>;
    struct Member {
        std::string client_id, connection_type;
        std::shared_ptr<Session> session;
        bool connected = false, fixed = false;
        RateLimit rate;
        std::int64_t since_ns = 0;      ///< UTC: connected, or announced
        std::int64_t forget_ns = 0;     ///< steady: an announcement ends
        std::int64_t beat_ns = 0;       ///< steady: the next heartbeat
        std::uint64_t last_message = 0; ///< sequence of the bus of what was passed on last
        TokenBucket faults{1, 20};      ///< malformed messages that are answered
        std::map<std::string, ListeningPtr> listening;
    };
    /// A topic on which something came.
    struct Topic {
        TopicNamePtr name;
        SlidingCount rate;
        std::int64_t last_ns = 0;
        std::uint64_t version = 0; ///< of `listening_`, when `found` was looked up
        std::vector<ListeningPtr> found;
    };
    /// One subscription of the bus, for all who share the pattern.
    struct Source {
        std::unique_ptr<kit::Subscription> subscription;
        std::size_t uses = 0;
    };
    struct Pending {
        std::shared_ptr<Delivery> delivery;
        std::int64_t deadline_ns = 0;
        BroadcastResult result;
        kit::Done<BroadcastResult> done;
    };
    class Encoding;

    // SessionOwner: any thread.
    bool received(const std::string& connection_id, kit::Result<kit::Value> message) override;
    void left(const std::string& connection_id, const kit::SessionClose& how) override;
    void delivered(const Delivery& delivery) override;

    // hub.cpp
    kit::Result<std::shared_ptr<kit::LiveSession>> openNow(const kit::SessionRequest& request);
    Member& addMember(const std::string& client_id, const std::string& type, const RateLimit& rate);
    void forget(const std::string& connection_id);
    void forgetGone();
    void welcome(Member& member);
    void wake();
    [[nodiscard]] std::vector<Member*> membersOf(const std::string& client_id);

    // hub_delivery.cpp
    void take(const kit::MessagePtr& message);
    void pass(Topic& topic, const kit::MessagePtr& message);
    Topic& topicOf(const std::string& name);
    void passDue(Member& member, std::int64_t steady_ns);
    void obey(const kit::MessagePtr& message);
    std::vector<Member*> targets(const BroadcastTargets& wanted, const std::string& portfolio_id);
    std::int64_t sendTo(const std::vector<Member*>& members, const WireMessage& message);
    void settle(std::int64_t steady_ns);

    // hub_subscriptions.cpp
    struct Change {
        std::size_t added = 0, removed = 0, snapshots = 0;
        kit::Errors errors;
        std::vector<std::string> warnings;
    };
    Change subscribe(Member& member, const std::vector<WantedSubscription>& wanted, const std::string& at,
                     bool snapshot);
    void listen(Member& member, const std::string& pattern, Filter filter, bool snapshot, Change& change);
    void startListening(const std::string& pattern, const ListeningPtr& listening);
    bool stopListening(Member& member, const std::string& pattern);
    std::size_t sendSnapshot(Member& member, Listening& listening, Change& change);
    [[nodiscard]] std::vector<SubscriptionDetail> details(const std::vector<WantedSubscription>& wanted,
                                                          const std::vector<Member*>& members,
                                                          kit::Call& call);

    // hub_client_messages.cpp
    void read(Member& member, const kit::Value& message);
    void fault(Member& member, const kit::Errors& errors, const kit::Value& id);
    void onSubscribe(Member& member, const kit::Value& message, const kit::Value& id);
    void onUnsubscribe(Member& member, const kit::Value& message, const kit::Value& id);
    void onResume(Member& member, const kit::Value& message, const kit::Value& id);
    static void sendPast(Member& member, const Topic& topic, const kit::Recall& past);
    void onList(Member& member, const kit::Value& id);

    kit::Stream& stream_;
    const kit::Clock& clock_;
    kit::Lane& lane_;
    const HubSettings settings_;
    ReadJson read_json_;
    kit::Published<std::function<void()>> ready_;
    DeliveryFigures figures_;

    // Between publishers and the lane.
    struct Inbox {
        std::mutex mutex; // publishers and transports of any thread against the lane
        std::vector<kit::MessagePtr> messages;
        std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> lost;
        std::vector<std::string> gone; ///< connections that have ended
        std::uint64_t newest = 0;
        std::size_t most = 0;
        bool posted = false;
    };
    std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
    void arrived(const kit::MessagePtr& message);

    std::map<std::string, std::unique_ptr<Member>> members_; ///< by connection_id
    std::unordered_multimap<std::string, Member*> by_client_;
    kit::TopicIndex<ListeningPtr> listening_;
    std::uint64_t version_ = 1; ///< of listening_
    std::map<std::string, Source> sources_;
    std::unordered_map<std::string, std::unique_ptr<Topic>> topics_;
    std::unique_ptr<kit::Subscription> commands_; ///< websocket.broadcast
    std::vector<Pending> broadcasts_;
    std::uint64_t last_connection_ = 0, last_broadcast_ = 0;
    std::uint64_t dropped_before_ = 0, conflated_before_ = 0; ///< of connections that have ended
    bool woken_ = false;
    bool stopped_ = false;
    std::atomic<std::int64_t> connected_{0};
    std::atomic<std::size_t> subscription_count_{0};
    std::atomic<std::uint64_t> accepted_{0}, refused_{0};
    std::atomic<bool> ticking_{false};
};

} // namespace nautilus::websocket
