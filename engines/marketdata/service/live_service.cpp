// Lines and wishes: who wants what, and which source gives it.

#include "engines/marketdata/service/live_service.h"

#include <algorithm>
#include <cstdio>

namespace nautilus::marketdata {

using kit::Capability;
using kit::DataSource;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr unsigned kLiveKinds =
    Capability::kBars | Capability::kQuotes | Capability::kTrades | Capability::kBook;

/// A listener that can be taken away while it may run.
struct Hook {
    std::recursive_mutex mutex; // the listener may drop its own handle
    LiveListener listener;
};

} // namespace

class LiveService::Follower final : public kit::Subscription {
public:
    Follower(LiveService& service, std::shared_ptr<std::atomic<bool>> alive, std::shared_ptr<Hook> hook,
             std::shared_ptr<std::uint64_t> wish)
        : service_(service), alive_(std::move(alive)), hook_(std::move(hook)), wish_(std::move(wish)) {}
    ~Follower() override {
        {
            const std::scoped_lock lock(hook_->mutex);
            hook_->listener = nullptr;
        }
        if (*alive_)
            (void)service_.onLane([&service = service_, wish = wish_] { service.removeWish(*wish); });
    }
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

private:
    LiveService& service_;
    std::shared_ptr<std::atomic<bool>> alive_;
    std::shared_ptr<Hook> hook_;
    std::shared_ptr<std::uint64_t> wish_; ///< known once the lane has made it
};

LiveService::LiveService(Parts parts, LookUp look_up, LiveLimits limits)
    : parts_(parts), look_up_(std::move(look_up)), limits_(limits),
      inbox_(std::make_shared<EventInbox>(limits.inbox_events)),
      alive_(std::make_shared<std::atomic<bool>>(true)) {}

LiveService::~LiveService() {
    endPulse(); // an engine that was never started has a lane no more
}

Result<std::unique_ptr<kit::Subscription>> LiveService::follow(const std::string& symbol,
                                                               LiveListener listener) {
    const auto hook = std::make_shared<Hook>();
    hook->listener = std::move(listener);
    const auto id = std::make_shared<std::uint64_t>(0);
    auto run = std::make_shared<LiveListener>(
        [hook](const FollowedLine& line, std::span<const domain::MarketEvent> events) {
            const std::scoped_lock lock(hook->mutex);
            if (hook->listener) hook->listener(line, events);
        });
    const bool posted = onLane([this, symbol, run, id] {
        Wish wish;
        wish.symbol = symbol;
        wish.listener = run;
        *id = addWish(std::move(wish));
    });
    if (!posted) return fail(ErrorCode::Unavailable, "too many requests are waiting", "", true);
    return std::make_unique<Follower>(*this, alive_, hook, id);
}

void LiveService::keepFollowing(const std::vector<std::string>& symbols) {
    const bool posted = onLane([this, symbols] {
        for (const auto& symbol : symbols) {
            Wish wish;
            wish.symbol = symbol;
            addWish(std::move(wish));
        }
    });
    if (!posted) alert("system.alerts.marketdata", "HIGH", "", "the symbols asked for are not followed");
}

void LiveService::catalogMoved() {
    (void)onLane([this] { // a lane that is too busy asks after the next import
        for (auto& [id, wish] : wishes_)
            if (wish.line == 0) wish.refused_by.clear(); // those that have a source are not torn from it
    });
}

LiveSubscription& LiveService::subscribe(const SubscribeRequest& request) {
    char id[32];
    std::snprintf(id, sizeof id, "sub_%03lld", static_cast<long long>(next_subscription_++));
    auto made = std::make_unique<LiveSubscription>(id, request);
    auto& subscription = *made;
    subscriptions_.emplace(id, std::move(made));
    for (const auto& symbol : request.symbols) {
        Wish wish;
        wish.symbol = symbol;
        wish.preference = request.sources;
        wish.capabilities = subscription.capabilities();
        wish.subscription = id;
        subscription.wishes.push_back(addWish(std::move(wish)));
    }
    return subscription;
}

bool LiveService::unsubscribe(std::string_view id) {
    const auto found = subscriptions_.find(id);
    if (found == subscriptions_.end()) return false;
    for (const auto wish : found->second->wishes)
        removeWish(wish);
    parts_.stream.publish(found->second->topic(), "[]", "marketdata", true);
    subscriptions_.erase(found);
    return true;
}

LiveSubscription* LiveService::subscription(std::string_view id) {
    const auto found = subscriptions_.find(id);
    return found == subscriptions_.end() ? nullptr : found->second.get();
}

std::uint64_t LiveService::addWish(Wish wish) {
    wish.id = next_wish_++;
    auto& kept = wishes_.emplace(wish.id, std::move(wish)).first->second;
    seek(kept);
    return kept.id;
}

void LiveService::removeWish(std::uint64_t id) {
    const auto found = wishes_.find(id);
    if (found == wishes_.end()) return;
    unhang(found->second);
    wishes_.erase(found);
}

std::vector<std::shared_ptr<DataSource>> LiveService::candidates(const Wish& wish) const {
    std::vector<std::shared_ptr<DataSource>> out;
    const auto take = [&](const std::shared_ptr<DataSource>& source) {
        if (!source || std::ranges::find(out, source) != out.end()) return;
        const auto& info = source->info();
        const bool streams = (info.capabilities & Capability::kStreaming) != 0;
        // Invented values come to those alone who name their source.
        const bool named = std::ranges::find(wish.preference, info.id) != wish.preference.end();
        const bool refused = std::ranges::find(wish.refused_by, info.id) != wish.refused_by.end();
        if (!streams || refused || (!info.real && !named)) return;
        if (source->status().state == kit::SourceState::Connected) out.push_back(source);
    };
    for (const auto& id : wish.preference)
        take(parts_.sources.find(id));
    for (const auto& source : parts_.sources.all())
        take(source);
    return out;
}

void LiveService::seek(Wish& wish) {
    if (stopping_) return;
    const auto able = candidates(wish);
    if (able.empty()) return;
    auto* now = lineAt(wish.line);
    if (now && now->about.source == able.front()->info().id) return;
    if (now) unhang(wish);
    const auto& source = able.front();
    auto* line = findLine(wish.symbol, source->info().id);
    if (!line) {
        if (static_cast<std::size_t>(active_lines_.load()) >= limits_.most_lines) return;
        line = &openLine(wish.symbol, *source, source->info().capabilities & kLiveKinds);
        attach(*line, source);
    }
    hang(wish, *line);
}

LiveLine& LiveService::openLine(const std::string& symbol, const DataSource& source, unsigned capabilities) {
    const auto number = next_line_++;
    lines_.push_back(std::make_unique<LiveLine>(
        FollowedLine{.line = number, .symbol = symbol, .source = source.info().id}, limits_.gate));
    lines_of_symbol_.emplace(symbol, number);
    lines_.back()->capabilities = capabilities;
    ++active_lines_;
    return *lines_.back();
}

void LiveService::attach(LiveLine& line, const std::shared_ptr<DataSource>& source) {
    const kit::LineWish wish{line.about.line, line.about.symbol, "", line.capabilities};
    const auto sink = [inbox = inbox_, this](std::span<const domain::MarketEvent> events) {
        inbox->push(events, [this] { (void)onLane([this] { drain(); }); });
    };
    const auto task = [this, source, wish, sink, alive = alive_] {
        const auto known = look_up_ ? look_up_(wish.symbol) : Known{};
        // The lane learns who the line is before its first event.
        const auto tell = [&](Result<void> taken) {
            while (*alive &&
                   !onLane([this, line = wish.line, taken, known] { attached(line, taken, known); }))
                std::this_thread::yield();
        };
        tell({});
        if (auto taken = source->subscribe(wish, sink); !taken) tell(taken);
    };
    if (!parts_.driver.post(task)) attached(line.about.line, fail(ErrorCode::Unavailable, "too busy"), {});
}

void LiveService::attached(std::uint32_t number, const Result<void>& taken, const Known& known) {
    auto* line = lineAt(number);
    if (!line) return;
    if (taken) {
        line->attached = true;
        line->attached_steady_ns = parts_.clock.steadyNs();
        line->about.instrument = known.instrument;
        line->calendar = known.calendar;
        line->closes = known.closes;
        line->place =
            parts_.cache.place(known.venue.empty() ? line->about.source : known.venue, line->about.symbol);
        choosePrimary(line->about.symbol);
        return;
    }
    const bool unknown = taken.error().front().code == ErrorCode::NotFound ||
                         taken.error().front().code == ErrorCode::Unsupported;
    const auto hanging = line->wishes;
    const auto source = line->about.source;
    for (const auto id : hanging)
        if (const auto found = wishes_.find(id); found != wishes_.end()) {
            if (unknown) found->second.refused_by.push_back(source);
            unhang(found->second); // the last one closes the line
            if (unknown) seek(found->second);
        }
}

void LiveService::hang(Wish& wish, LiveLine& line) {
    wish.line = line.about.line;
    line.wishes.push_back(wish.id);
    if (wish.listener) line.listeners.emplace_back(wish.id, *wish.listener);
    choosePrimary(line.about.symbol);
}

void LiveService::unhang(Wish& wish) {
    auto* line = lineAt(wish.line);
    wish.line = 0;
    if (!line) return;
    std::erase(line->wishes, wish.id);
    std::erase_if(line->listeners, [&](const auto& each) { return each.first == wish.id; });
    if (line->wishes.empty()) closeLine(*line);
}

void LiveService::closeLine(LiveLine& line) {
    const auto number = line.about.line;
    const auto symbol = line.about.symbol;
    if (auto source = parts_.sources.find(line.about.source)) {
        // A driver that is too busy leaves the source talking to a line that nobody has.
        if (!parts_.driver.post([source, number] { source->unsubscribe(number); }))
            alert("system.alerts.marketdata", "LOW", line.about.source, "a line could not be given back");
    }
    const auto [begin, end] = lines_of_symbol_.equal_range(symbol);
    for (auto at = begin; at != end; ++at)
        if (at->second == number) {
            lines_of_symbol_.erase(at);
            break;
        }
    std::erase(touched_, &line);
    std::erase_if(lines_, [&](const auto& each) { return each.get() == &line; });
    --active_lines_;
    choosePrimary(symbol);
}

void LiveService::choosePrimary(const std::string& symbol) {
    const auto order = parts_.sources.all();
    const auto rank = [&](const LiveLine& line) {
        const auto at =
            std::ranges::find(order, line.about.source, [](const auto& s) { return s->info().id; });
        return std::pair(line.about.stale, at - order.begin());
    };
    LiveLine* best = nullptr;
    const auto [begin, end] = lines_of_symbol_.equal_range(symbol);
    for (auto at = begin; at != end; ++at) {
        auto* line = lineAt(at->second);
        line->primary = false;
        if (line->attached && (!best || rank(*line) < rank(*best))) best = line;
    }
    if (best) best->primary = true;
    const std::scoped_lock lock(streaming_mutex_);
    if (best)
        streaming_.insert(symbol);
    else
        streaming_.erase(symbol);
}

LiveLine* LiveService::lineAt(std::uint32_t line) const {
    const auto number = [](const auto& each) { return each->about.line; };
    const auto found = std::ranges::lower_bound(lines_, line, {}, number);
    return found != lines_.end() && number(*found) == line ? found->get() : nullptr;
}

LiveLine* LiveService::findLine(std::string_view symbol, std::string_view source) const {
    const auto [begin, end] = lines_of_symbol_.equal_range(std::string(symbol));
    for (auto at = begin; at != end; ++at)
        if (auto* line = lineAt(at->second); line->about.source == source) return line;
    return nullptr;
}

const LiveLine* LiveService::lineOf(std::string_view symbol) const {
    const auto [begin, end] = lines_of_symbol_.equal_range(std::string(symbol));
    for (auto at = begin; at != end; ++at)
        if (const auto* line = lineAt(at->second); line->primary) return line;
    return nullptr;
}

} // namespace nautilus::marketdata
