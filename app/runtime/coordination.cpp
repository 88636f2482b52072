#include "app/runtime/coordination.h"

#include "app/platform/platform.h"
#include "engines/kit/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace nautilus::runtime {

using kit::ErrorCode;
using kit::Result;
using kit::Value;

namespace {

std::string textOf(const Value& object, std::string_view name) {
    const auto* found = object.find(name);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? *text : std::string();
}

Value errorsOf(const kit::Errors& errors) {
    Value::Array out;
    for (const auto& error : errors)
        out.push_back(Value::Object{{"message", error.message}, {"field", error.field}});
    return out;
}

} // namespace

struct Coordination::State {
    State(kit::Stream& bus, const kit::Clock& watch, ReadJson reader)
        : stream(bus), clock(watch), read(std::move(reader)), prefix(fmt::format("{:x}", watch.now().ns)) {}

    struct Awaited {
        Answer done;
        std::int64_t deadline_ns = 0;
        std::string topic;
        std::unique_ptr<kit::Subscription> own; ///< of a topic that is this question's alone
    };
    /// Members of a group on a topic; the bus is listened to once for all of them.
    struct Group {
        std::vector<std::pair<std::uint64_t, std::shared_ptr<Take>>> members;
        std::size_t next = 0;
        std::unique_ptr<kit::Subscription> subscription;
    };
    using Key = std::pair<std::string, std::string>;

    kit::Stream& stream;
    const kit::Clock& clock;
    const ReadJson read;
    const std::string prefix; ///< of this run's ids
    mutable std::mutex mutex; // callers of any thread, publishers and the thread of time limits
    std::map<std::string, Awaited> awaited;
    std::map<std::string, std::pair<std::unique_ptr<kit::Subscription>, std::size_t>> shared_topics;
    std::map<Key, Group> groups;
    std::uint64_t last_id = 0;
    std::condition_variable wake;
    bool over = false;
    std::thread timer;

    void publish(const std::string& topic, Value message, const std::string& engine) const {
        stream.publish(topic, kit::toJson(message), engine);
    }
    void answered(const std::string& id, Result<Value> answer);
    void heard(const kit::Message& message);
    void heardByGroup(const Key& key, const kit::Message& message);
    void expire(std::int64_t now_ns, ErrorCode code, const char* why);
    void watch();
};

/// Ends what was awaited; subscriptions are destroyed without the lock, which their receivers take.
void Coordination::State::answered(const std::string& id, Result<Value> answer) {
    Awaited found;
    std::unique_ptr<kit::Subscription> unused;
    {
        const std::scoped_lock lock(mutex);
        const auto at = awaited.find(id);
        if (at == awaited.end()) return;
        found = std::move(at->second);
        awaited.erase(at);
        if (const auto topic = shared_topics.find(found.topic);
            topic != shared_topics.end() && --topic->second.second == 0) {
            unused = std::move(topic->second.first);
            shared_topics.erase(topic);
        }
    }
    found.done(std::move(answer));
}

void Coordination::State::heard(const kit::Message& message) {
    const auto value = read(message.payload);
    const auto* data = value ? value->find("data") : nullptr;
    if (!data) return;
    const auto id = textOf(*data, "request_id");
    if (id.empty()) return;
    if (const auto* errors = value->find("errors"); errors && errors->as<Value::Array>()) {
        kit::Errors out;
        for (const auto& each : *errors->as<Value::Array>())
            out.push_back({ErrorCode::NotComputable, textOf(each, "message"), textOf(each, "field")});
        if (!out.empty()) return answered(id, tl::unexpected<kit::Errors>(std::move(out)));
    }
    answered(id, *data);
}

void Coordination::State::heardByGroup(const Key& key, const kit::Message& message) {
    auto value = read(message.payload);
    if (!value || !value->as<Value::Object>())
        return publish("coordination.refused",
                       Value::Object{{"topic", message.topic}, {"reason", "the message is no JSON object"}},
                       "app");
    std::shared_ptr<Take> take;
    {
        const std::scoped_lock lock(mutex);
        const auto found = groups.find(key);
        if (found == groups.end() || found->second.members.empty()) return;
        auto& group = found->second;
        take = group.members[group.next++ % group.members.size()].second;
    }
    const auto* data = value->find("data");
    (*take)({message.topic, textOf(*value, "source_engine"), data ? *data : Value()}, *value);
}

void Coordination::State::expire(std::int64_t now_ns, ErrorCode code, const char* why) {
    std::vector<std::string> over_due;
    {
        const std::scoped_lock lock(mutex);
        for (const auto& [id, each] : awaited)
            if (each.deadline_ns <= now_ns) over_due.push_back(id);
    }
    for (const auto& id : over_due)
        answered(id, kit::fail(code, why, "", true));
}

void Coordination::State::watch() {
    platform::nameThisThread("coordination");
    constexpr auto kTick = std::chrono::milliseconds(50);
    std::unique_lock lock(mutex);
    while (!over) {
        if (awaited.empty())
            wake.wait(lock, [this] { return over || !awaited.empty(); });
        else
            wake.wait_for(lock, kTick, [this] { return over; });
        if (over) return;
        lock.unlock();
        expire(clock.steadyNs(), ErrorCode::Unavailable, "no answer came in time");
        lock.lock();
    }
}

Coordination::Coordination(kit::Stream& stream, const kit::Clock& clock, ReadJson read)
    : state_(std::make_shared<State>(stream, clock, std::move(read))) {
    state_->timer = std::thread([state = state_.get()] { state->watch(); });
}

Coordination::~Coordination() {
    {
        const std::scoped_lock lock(state_->mutex);
        state_->over = true;
    }
    state_->wake.notify_all();
    state_->timer.join();
    state_->expire(std::numeric_limits<std::int64_t>::max(), ErrorCode::Cancelled, "the program is stopping");
}

void Coordination::request(Question question, Answer done) {
    auto& state = *state_;
    std::string id, reply_to;
    std::unique_ptr<kit::Subscription> made;
    const std::weak_ptr<State> weak = state_;
    const auto listen = [&](const std::string& topic) {
        return state.stream.subscribe(topic, [weak](const kit::Message& message) {
            if (const auto target = weak.lock()) target->heard(message);
        });
    };
    {
        const std::scoped_lock lock(state.mutex);
        id = fmt::format("req_{}_{}", state.prefix, ++state.last_id);
        State::Awaited awaited{std::move(done), state.clock.steadyNs() + question.timeout_ns,
                               question.answer_topic, nullptr};
        if (question.answer_topic.empty()) {
            reply_to = "replies." + id;
            awaited.own = listen(reply_to);
        } else {
            auto& shared = state.shared_topics[question.answer_topic];
            if (shared.second++ == 0) shared.first = listen(question.answer_topic);
        }
        state.awaited.emplace(id, std::move(awaited));
    }
    state.wake.notify_all();
    if (!question.data.as<Value::Object>()) question.data = Value::Object{};
    question.data.set("request_id", id);
    Value message = Value::Object{{"source_engine", question.source_engine},
                                  {"target_engine", question.target_engine},
                                  {"data", std::move(question.data)}};
    if (!reply_to.empty()) message.set("reply_to", reply_to);
    state.publish(question.topic, std::move(message), question.source_engine);
}

namespace {

class Membership final : public kit::Subscription {
public:
    explicit Membership(std::function<void()> leave) : leave_(std::move(leave)) {}
    ~Membership() override { leave_(); }
    Membership(const Membership&) = delete;
    Membership& operator=(const Membership&) = delete;

private:
    std::function<void()> leave_;
};

} // namespace

std::unique_ptr<kit::Subscription> Coordination::join(const std::string& topic, const std::string& group,
                                                      Take take) {
    const State::Key key{topic, group};
    const std::weak_ptr<State> weak = state_;
    std::uint64_t member = 0;
    {
        const std::scoped_lock lock(state_->mutex);
        member = ++state_->last_id;
        auto& joined = state_->groups[key];
        joined.members.emplace_back(member, std::make_shared<Take>(std::move(take)));
        if (!joined.subscription)
            joined.subscription = state_->stream.subscribe(topic, [weak, key](const kit::Message& message) {
                if (const auto target = weak.lock()) target->heardByGroup(key, message);
            });
    }
    return std::make_unique<Membership>([weak, key, member] {
        const auto state = weak.lock();
        if (!state) return;
        std::unique_ptr<kit::Subscription> unused; // destroyed without the lock
        const std::scoped_lock lock(state->mutex);
        auto& joined = state->groups[key];
        std::erase_if(joined.members, [member](const auto& each) { return each.first == member; });
        if (!joined.members.empty()) return;
        unused = std::move(joined.subscription);
        state->groups.erase(key);
    });
}

std::unique_ptr<kit::Subscription> Coordination::respond(const std::string& topic, const std::string& group,
                                                         const std::string& engine, Respond work) {
    const std::weak_ptr<State> weak = state_;
    return join(topic, group, [weak, engine, work = std::move(work)](Event question, const Value& message) {
        const auto id = textOf(question.data, "request_id");
        const auto reply_to = textOf(message, "reply_to");
        const auto asker = question.source_engine;
        work(std::move(question), [weak, engine, id, reply_to, asker](Result<Value> answer) {
            const auto state = weak.lock();
            if (!state || reply_to.empty()) return; // answered on a topic of the engine's own
            Value data = answer && answer->as<Value::Object>() ? *answer : Value(Value::Object{});
            data.set("request_id", id);
            Value out =
                Value::Object{{"source_engine", engine}, {"target_engine", asker}, {"data", std::move(data)}};
            if (!answer) out.set("errors", errorsOf(answer.error()));
            state->publish(reply_to, std::move(out), engine);
        });
    });
}

void Coordination::tell(const std::string& topic, const std::string& source_engine, const Value& data) {
    state_->publish(topic,
                    Value::Object{{"source_engine", source_engine}, {"broadcast", true}, {"data", data}},
                    source_engine);
}

std::unique_ptr<kit::Subscription> Coordination::stage(const std::string& from, const std::string& to,
                                                       const std::string& group, const std::string& engine,
                                                       Work work) {
    const std::weak_ptr<State> weak = state_;
    return join(from, group,
                [weak, to, engine, work = std::move(work)](const Event& event, const Value& message) {
                    const auto state = weak.lock();
                    if (!state) return;
                    auto made = work(event);
                    if (made && made->isNull()) return;
                    Value out = Value::Object{{"source_engine", engine}, {"data", made ? *made : Value()}};
                    if (const auto* answer = message.find("reply_to")) out.set("reply_to", *answer);
                    if (!made) out.set("errors", errorsOf(made.error()));
                    state->publish(made ? to : to + ".failed", std::move(out), engine);
                });
}

void Coordination::gather(std::vector<Question> questions, std::function<void(Parts)> done) {
    if (questions.empty()) return done({});
    struct Gathered {
        std::mutex mutex; // parts come from several threads
        Parts parts;
        std::size_t missing;
        std::function<void(Parts)> done;
    };
    const auto all = std::make_shared<Gathered>();
    all->parts.assign(questions.size(), Result<Value>(Value()));
    all->missing = questions.size();
    all->done = std::move(done);
    for (std::size_t i = 0; i < questions.size(); ++i)
        request(std::move(questions[i]), [all, i](Result<Value> part) {
            {
                const std::scoped_lock lock(all->mutex);
                all->parts[i] = std::move(part);
                if (--all->missing > 0) return;
            }
            all->done(std::move(all->parts));
        });
}

std::size_t Coordination::awaited() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->awaited.size();
}

void Coordination::expire() {
    state_->expire(state_->clock.steadyNs(), ErrorCode::Unavailable, "no answer came in time");
}

} // namespace nautilus::runtime
