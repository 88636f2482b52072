// The lives of the program: begun, listened to, watched, ended.

#include "app/plugin_host/process_source.h"

#include "app/api/json/json_reader.h"
#include "engines/kit/json_writer.h"

#include <fmt/format.h>

namespace nautilus::plugin_host {

using kit::ErrorCode;
using kit::SourceState;
using kit::Value;
using sdk::Severity;

namespace {

constexpr std::size_t kLongestErrorLine = 1'000;
constexpr auto kFarewell = std::chrono::seconds(2);

std::string firstWords(const std::string& bytes) {
    std::string out = bytes.substr(0, 40);
    for (char& c : out)
        if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) > '~') c = '?';
    return out;
}

/// All that the program may know of where it runs.
std::vector<std::pair<std::string, std::string>> environmentOf(const FoundPlugin& plugin) {
    return {{"PATH", "/usr/local/bin:/usr/bin:/bin"},
            {"LANG", "C.UTF-8"},
            {"TZ", "UTC"},
            {"HOME", plugin.folder},
            {"PYTHONDONTWRITEBYTECODE", "1"},
            {"NAUTILUS_SOURCE_ID", plugin.spec.id}};
}

} // namespace

void ProcessSource::work() {
    for (;;) {
        std::string why;
        const auto end = live(why);
        if (end == End::Stopped) return;
        remember(why);
        if (end == End::Refused) {
            setState(SourceState::Failed, why);
            alert_(Severity::Error, "was refused: " + why);
            return;
        }
        {
            const std::scoped_lock lock(mutex_);
            ++crashes_;
        }
        const auto ended_at = nowNs(); // the pause counts from here, however long it takes to tell of it
        const auto wait = policy_.ended(ended_at, random_());
        if (!wait) {
            const std::string message = fmt::format("disabled after {} crashes within a minute; the last: {}",
                                                    RestartPolicy::kMostInWindow, why);
            setState(SourceState::Disabled, message);
            alert_(Severity::Error, message);
            return;
        }
        const auto message =
            fmt::format("{}; started again in {:.1f} s", why, static_cast<double>(*wait) / 1e9);
        setState(SourceState::Degraded, message);
        alert_(Severity::Warning, message);
        if (!waitForRestart(ended_at + *wait)) return;
        setState(SourceState::Starting, "the program is starting again");
    }
}

/// False when the source was stopped meanwhile.
bool ProcessSource::waitForRestart(std::int64_t until) {
    const auto moved = host_.time().onMoved([this] {
        const std::scoped_lock lock(mutex_);
        wake_.notify_all();
    });
    std::unique_lock lock(mutex_);
    while (!stopping_ && nowNs() < until)
        wake_.wait_for(lock, host_.time().sleepFor(until));
    return !stopping_;
}

ProcessSource::End ProcessSource::live(std::string& why) {
    Life life;
    if (!begin(life)) {
        why = life.why;
        return life.end;
    }
    const auto moved = host_.time().onMoved([child = life.child.get()] { child->wake(); });
    {
        const std::scoped_lock lock(mutex_);
        living_ = life.child.get();
        if (stopping_) living_->wake();
    }
    stayAlive(life);
    {
        const std::scoped_lock lock(mutex_);
        child_ = living_ = nullptr;
        if (stopping_) life.end = End::Stopped;
    }
    if (life.end == End::Stopped) farewell(life);
    const auto how = life.child->end();
    why = life.why.empty() ? "it ended (" + how + ")" : life.why;
    const auto end = life.end;
    failPending(end == End::Stopped ? ErrorCode::Cancelled : ErrorCode::Unavailable, // while `life` is there
                end == End::Stopped ? "the source was stopped" : info_.name + " failed: " + why);
    return end;
}

bool ProcessSource::begin(Life& life) {
    auto child = platform::startChild({plugin_.entry, plugin_.folder, environmentOf(plugin_)});
    if (!child) {
        life.why = child.error().front().message;
        life.end = child.error().front().retryable ? End::Crashed : End::Refused;
        return false;
    }
    life.child = std::move(*child);
    life.spoken_ns = nowNs();
    const Value hello =
        Value::Object{{"type", "hello"}, {"abi", std::int64_t{sdk::kSourceAbi}}, {"source", plugin_.spec.id}};
    return life.child->send(*sdk::framed(kit::toJson(hello)));
}

void ProcessSource::stayAlive(Life& life) {
    for (;;) {
        auto until = life.greeted && life.ping == 0 ? life.next_ping_ns : life.spoken_ns + patienceNs();
        const auto news = life.child->wait(host_.time().sleepFor(until));
        {
            const std::scoped_lock lock(mutex_);
            if (stopping_) return;
        }
        takeErrorOutput(life, news.err);
        if (!takeMessages(life, news.out) || news.ended || !watch(life)) return;
    }
}

/// Asks from time to time whether it is still there. False when it has not answered for too long.
bool ProcessSource::watch(Life& life) {
    const auto now = nowNs();
    if (!life.greeted || life.ping != 0) {
        if (now - life.spoken_ns < patienceNs()) return true;
        life.why = fmt::format("it hangs: no answer for {} s", plugin_.spec.answer_seconds);
        return false;
    }
    if (now < life.next_ping_ns) return true;
    {
        const std::scoped_lock lock(mutex_);
        life.ping = next_id_++;
    }
    life.spoken_ns = now;
    if (say(Value::Object{{"type", "ping"}, {"id", life.ping}})) return true;
    life.why = "it does not read what it is told";
    return false;
}

bool ProcessSource::takeMessages(Life& life, const std::string& bytes) {
    life.reader.feed(bytes);
    for (;;) {
        auto message = life.reader.next();
        if (!message) {
            life.why = "it sent " + message.error().front().message;
            return false;
        }
        if (!*message) return true;
        if (!take(life, **message)) return false;
    }
}

bool ProcessSource::take(Life& life, const std::string& bytes) {
    const auto json = api::readJson(bytes);
    kit::FieldReader reader;
    const auto message =
        json ? reader.read<sdk::FromSource>(*json) : kit::Result<sdk::FromSource>(kit::failAs(json));
    if (!message) {
        life.why = "it sent what is no message (" + reasonOf(message.error()).substr(0, 200) +
                   "): " + firstWords(bytes);
        return false;
    }
    if (!life.greeted) return greet(life, *message);
    if (message->type == "events") return takeEvents(life, *message);
    if (message->type == "reply") {
        takeReply(*message);
    } else if (message->type == "pong") {
        if (message->id == life.ping) {
            life.ping = 0;
            life.next_ping_ns = nowNs() + patienceNs() / 2;
        }
    } else {
        takeWord(life, *message);
    }
    return true;
}

/// The first message says who it is; then it is told its settings, and again what is subscribed.
bool ProcessSource::greet(Life& life, const sdk::FromSource& message) {
    life.end = End::Refused;
    if (message.type != "hello") {
        life.end = End::Crashed;
        if (message.type == "log") return takeWord(life, message), true;
        life.why = "its first message is no hello";
        return false;
    }
    if (message.source != plugin_.spec.id || message.abi != sdk::kSourceAbi) {
        life.why = fmt::format("it says that it is {} (interface {}), not {} ({})",
                               firstWords(message.source), message.abi, plugin_.spec.id, sdk::kSourceAbi);
        return false;
    }
    life.end = End::Crashed;
    life.greeted = true;
    life.next_ping_ns = nowNs() + patienceNs() / 2;
    std::vector<kit::LineWish> lines;
    Value settings;
    {
        const std::scoped_lock lock(mutex_);
        child_ = life.child.get();
        settings = settings_;
        for (const auto& [line, wish] : lines_)
            lines.push_back(wish);
    }
    ask(Value::Object{{"type", "start"}, {"settings", settings}}, [this, &life](kit::Result<Value> answer) {
        if (answer) return setState(SourceState::Connected, "");
        life.why = reasonOf(answer.error());
        life.end = End::Refused;
        life.child->endInput();
    });
    for (const auto& wish : lines)
        ask(subscription(wish), [this, symbol = wish.symbol](kit::Result<Value> answer) {
            if (!answer)
                host_.log(Severity::Warning, symbol + " streams no more: " + reasonOf(answer.error()));
        });
    return true;
}

bool ProcessSource::takeEvents(Life& life, const sdk::FromSource& message) {
    const auto received = host_.clock().now().ns;
    life.batch.clear();
    life.batch.reserve(message.events.size());
    for (std::size_t i = 0; i < message.events.size(); ++i) {
        auto event = message.events[i].event();
        if (!event) {
            life.why = fmt::format("it sent a broken event: /events/{}{}: {}", i, event.error().front().field,
                                   event.error().front().message);
            return false;
        }
        event->receive_ns = received;
        event->simulated = !info_.real;
        event->replayed = info_.update_frequency == "replay";
        life.batch.push_back(*event);
    }
    (void)delivery_.deliver(life.batch); // of a line that was just closed, some may still be on their way
    return true;
}

void ProcessSource::takeReply(const sdk::FromSource& message) {
    Answer answer;
    {
        const std::scoped_lock lock(mutex_);
        const auto found = pending_.find(message.id);
        if (found != pending_.end()) {
            answer = std::move(found->second);
            pending_.erase(found);
        }
    }
    if (!answer)
        return host_.log(Severity::Warning,
                         "it answered a question that nobody asked: " + std::to_string(message.id));
    if (message.ok) return answer(message.result);
    const auto errors =
        message.error.value_or(sdk::WireError{"Internal", "it failed without a reason", ""}).errors();
    remember(reasonOf(errors));
    answer(tl::unexpected<kit::Errors>(errors));
}

void ProcessSource::takeWord(Life&, const sdk::FromSource& message) {
    if (message.type == "status") {
        setState(message.state == "degraded" ? SourceState::Degraded : SourceState::Connected,
                 message.message);
        if (message.state == "degraded") remember(message.message);
    } else if (message.type == "retry_after") {
        host_.retryAfter(message.seconds);
    } else if (message.type == "log") {
        const auto severity = message.severity == "error"     ? Severity::Error
                              : message.severity == "warning" ? Severity::Warning
                                                              : Severity::Info;
        if (severity == Severity::Error) remember(message.message);
        host_.log(severity, message.message);
    }
}

/// Line by line into the log; one without an end is cut.
void ProcessSource::takeErrorOutput(Life& life, const std::string& bytes) {
    for (const char c : bytes) {
        if (c != '\n' && life.errors.size() < kLongestErrorLine) {
            life.errors += c;
        } else if (c == '\n') {
            if (!life.errors.empty()) host_.log(Severity::Info, "stderr: " + life.errors);
            life.errors.clear();
        }
    }
}

/// Says stop, closes its input, and gives it a little while to end by itself.
void ProcessSource::farewell(Life& life) {
    (void)life.child->send(*sdk::framed(kit::toJson(Value::Object{{"type", "stop"}})));
    life.child->endInput();
    const auto until = std::chrono::steady_clock::now() + kFarewell;
    for (;;) {
        const auto left = until - std::chrono::steady_clock::now();
        if (left <= std::chrono::nanoseconds(0) || life.child->wait(left).ended) return;
    }
}

} // namespace nautilus::plugin_host
