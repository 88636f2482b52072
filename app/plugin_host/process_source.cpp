// The conversation as the rest of the program sees it: questions and their answers.

#include "app/plugin_host/process_source.h"

#include "engines/kit/json_writer.h"

#include <future>

namespace nautilus::plugin_host {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::SourceState;
using kit::Value;

namespace {

constexpr std::size_t kErrorsKept = 10;

/// The names of the set bits, for messages.
Value::Array namesOf(unsigned capabilities) {
    Value::Array out;
    for (unsigned i = 0; i < std::size(kit::Capability::kNames); ++i)
        if ((capabilities >> i & 1U) != 0) out.emplace_back(kit::Capability::kNames[i]);
    return out;
}

/// The promise of a history: times within the bounds, never going back.
Result<kit::HistoryRows> checkedRows(const kit::HistoryRequest& request, const Value& result) {
    auto table = sdk::tableOf(result);
    if (!table) return fail(ErrorCode::Internal, "the source answered no table: " + reasonOf(table.error()));
    kit::HistoryRows out;
    const bool timed = kit::isOneOf("bars|trades|quotes", request.data_type);
    const auto* times = table->find(request.data_type == "bars" ? "closes_at" : "at");
    const auto* texts = times ? std::get_if<kit::Table::Texts>(&times->cells) : nullptr;
    if (timed && table->rowCount() > 0 && !texts)
        return fail(ErrorCode::Internal, "the source answered rows without their time");
    std::int64_t before = request.from_ns;
    for (std::size_t i = 0; timed && texts && i < texts->size(); ++i) {
        const auto at = domain::Timestamp::parse((*texts)[i]);
        if (!at || at->ns < before || at->ns >= request.to_ns)
            return fail(ErrorCode::Internal, "row " + std::to_string(i) +
                                                 " of the source's answer is out of order or out of bounds");
        before = at->ns;
    }
    if (const auto* warnings = result.find("warnings"))
        if (const auto* list = warnings->as<Value::Array>())
            for (const auto& each : *list)
                if (const auto* text = each.as<std::string>()) out.warnings.push_back(*text);
    out.rows = std::move(*table);
    return out;
}

} // namespace

kit::SourceStatus ProcessSource::status() const {
    const std::scoped_lock lock(mutex_);
    kit::SourceStatus out;
    out.state = state_;
    out.message = message_;
    out.crashes = crashes_;
    out.last_errors = errors_;
    return out;
}

void ProcessSource::setState(SourceState state, std::string message) {
    const std::scoped_lock lock(mutex_);
    state_ = state;
    message_ = std::move(message);
}

void ProcessSource::remember(const std::string& error) {
    const std::scoped_lock lock(mutex_);
    errors_.insert(errors_.begin(), error);
    if (errors_.size() > kErrorsKept) errors_.pop_back();
}

Result<void> ProcessSource::configure(const Value& settings) {
    bool listens = false;
    {
        const std::scoped_lock lock(mutex_);
        settings_ = settings;
        listens = child_ != nullptr;
    }
    if (!listens) return {}; // it is told when it starts
    const auto answer = askAndWait(Value::Object{{"type", "configure"}, {"settings", settings}});
    return answer ? Result<void>{} : kit::failAs(answer);
}

Result<void> ProcessSource::start() {
    {
        const std::scoped_lock lock(mutex_);
        if (running_ && state_ != SourceState::Disabled && state_ != SourceState::Failed) return {};
    }
    stop(); // what is left of a life that was given up
    const std::scoped_lock lock(mutex_);
    running_ = true;
    stopping_ = false;
    policy_.forget();
    state_ = SourceState::Starting;
    message_ = "the program is starting";
    thread_ = std::thread([this] { work(); });
    return {};
}

void ProcessSource::stop() {
    {
        const std::scoped_lock lock(mutex_);
        if (!running_) return;
        stopping_ = true;
        if (living_) living_->wake();
        wake_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
    delivery_.closeAll();
    failPending(ErrorCode::Cancelled, "the source was stopped");
    const std::scoped_lock lock(mutex_);
    running_ = stopping_ = false;
    lines_.clear();
    state_ = SourceState::Stopped;
    message_.clear();
}

Value ProcessSource::subscription(const kit::LineWish& wish) const {
    const auto kinds = wish.capabilities == 0 ? info_.capabilities : wish.capabilities;
    constexpr unsigned kStreams =
        kit::Capability::kBars | kit::Capability::kQuotes | kit::Capability::kTrades | kit::Capability::kBook;
    return Value::Object{{"type", "subscribe"},
                         {"line", static_cast<std::int64_t>(wish.line)},
                         {"symbol", wish.symbol},
                         {"dataset", wish.dataset},
                         {"kinds", namesOf(kinds & info_.capabilities & kStreams)}};
}

Result<void> ProcessSource::subscribe(const kit::LineWish& wish, kit::EventSink sink) {
    delivery_.open(wish.line, std::move(sink)); // its first event may come before the answer
    {
        const std::scoped_lock lock(mutex_);
        lines_[wish.line] = wish;
    }
    const auto answer = askAndWait(subscription(wish));
    if (answer) return {};
    {
        const std::scoped_lock lock(mutex_);
        lines_.erase(wish.line);
    }
    (void)delivery_.close(wish.line);
    return kit::failAs(answer);
}

void ProcessSource::unsubscribe(std::uint32_t line) {
    {
        const std::scoped_lock lock(mutex_);
        if (lines_.erase(line) == 0) return;
    }
    (void)say(Value::Object{{"type", "unsubscribe"}, {"line", static_cast<std::int64_t>(line)}});
    (void)delivery_.close(line);
}

void ProcessSource::history(const kit::HistoryRequest& request,
                            std::function<void(Result<kit::HistoryRows>)> done) {
    Value question = Value::Object{{"type", "history"},
                                   {"symbol", request.symbol},
                                   {"data_type", request.data_type},
                                   {"bar_seconds", static_cast<double>(request.bar_ns) / 1e9},
                                   {"from", domain::Timestamp{request.from_ns}.rfc3339()},
                                   {"to", domain::Timestamp{request.to_ns}.rfc3339()},
                                   {"adjusted", request.adjusted}};
    ask(std::move(question), [request, done = std::move(done)](Result<Value> answer) {
        done(answer ? checkedRows(request, *answer) : Result<kit::HistoryRows>(kit::failAs(answer)));
    });
}

void ProcessSource::search(const std::string& text, std::int64_t limit,
                           std::function<void(Result<kit::Table>)> done) {
    ask(Value::Object{{"type", "search"}, {"text", text}, {"limit", limit}},
        [done = std::move(done), limit](Result<Value> answer) {
            if (!answer) return done(kit::failAs(answer));
            auto table = sdk::tableOf(*answer);
            if (table && table->rowCount() > static_cast<std::size_t>(limit))
                return done(fail(ErrorCode::Internal, "the source found more than it was asked for"));
            done(std::move(table));
        });
}

Result<Value> ProcessSource::control(const Value& command) {
    return askAndWait(Value::Object{{"type", "control"}, {"command", command}});
}

bool ProcessSource::say(const Value& message) {
    auto bytes = sdk::framed(kit::toJson(message));
    if (!bytes) return false;
    const std::scoped_lock lock(mutex_);
    return child_ && child_->send(*bytes);
}

void ProcessSource::ask(Value question, Answer answer) {
    bool sent = false;
    {
        const std::scoped_lock lock(mutex_);
        const auto id = next_id_++;
        question.set("id", id);
        const auto bytes = sdk::framed(kit::toJson(question));
        if (child_ && !stopping_ && bytes && child_->send(*bytes)) {
            pending_.emplace(id, std::move(answer));
            sent = true;
        }
    }
    if (!sent) answer(fail(ErrorCode::Unavailable, info_.name + " is not running", "", true));
}

Result<Value> ProcessSource::askAndWait(Value question) {
    if (std::this_thread::get_id() == thread_.get_id())
        return fail(ErrorCode::Conflict, "a source cannot be asked from within its own events");
    auto promise = std::make_shared<std::promise<Result<Value>>>();
    auto future = promise->get_future();
    ask(std::move(question), [promise](Result<Value> answer) { promise->set_value(std::move(answer)); });
    return future.get();
}

void ProcessSource::failPending(ErrorCode code, const std::string& why) {
    std::map<std::int64_t, Answer> pending;
    {
        const std::scoped_lock lock(mutex_);
        pending.swap(pending_);
    }
    for (auto& [id, answer] : pending)
        answer(fail(code, why, "", code == ErrorCode::Unavailable));
}

} // namespace nautilus::plugin_host
