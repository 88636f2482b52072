#include "engines/features/service/stream_followers.h"

#include "engines/kit/json_writer.h"

#include <algorithm>
#include <array>

namespace nautilus::features {

using domain::EventKind;
using domain::MarketEvent;
using kit::Value;

namespace {

constexpr std::int64_t kTradeBarNs = 60 * domain::kNsPerSecond; ///< of bars that are made of trades
constexpr std::int64_t kPatienceNs = 30 * domain::kNsPerSecond;
constexpr std::size_t kWarmBars = 252;
constexpr std::size_t kMostWaiting = 200'000;
constexpr std::array<const char*, 3> kTopics{"features.technical.", "features.volume_spike.",
                                             "features.bollinger_breakout."};

std::size_t topicOf(StreamEvent::Kind kind) {
    return static_cast<std::size_t>(kind);
}

Value number(double value) {
    return std::isfinite(value) ? Value(value) : Value(nullptr);
}

} // namespace

std::vector<std::string> streamTopics(const std::string& symbol) {
    std::vector<std::string> out;
    for (const char* topic : kTopics)
        out.push_back(topic + symbol);
    return out;
}

std::string streamPayload(const StreamEvent& event, const std::string& symbol, std::int64_t bar_ns,
                          const std::string& source) {
    Value out = Value::Object{};
    const auto add = [&](const char* name, Value value) { out.set(name, std::move(value)); };
    constexpr const char* kNames[] = {"technical_update", "volume_spike", "bollinger_breakout"};
    add("event", kNames[topicOf(event.kind)]);
    add("symbol", symbol);
    if (event.kind == StreamEvent::Kind::TechnicalUpdate) {
        add("rsi", number(event.rsi));
        add("macd", number(event.macd));
        add("macd_signal", number(event.macd_signal));
        add("price", number(event.price));
    } else if (event.kind == StreamEvent::Kind::VolumeSpike) {
        add("volume", number(event.volume));
        add("volume_ma", number(event.volume_ma));
        add("spike_ratio", number(event.volume / event.volume_ma));
    } else {
        add("price", number(event.price));
        add("upper_band", number(event.upper_band));
        add("lower_band", number(event.lower_band));
        add("signal", event.above ? "BULLISH" : "BEARISH");
    }
    add("timestamp", domain::Timestamp{event.at_ns}.rfc3339());
    add("timeframe", domain::timeframeName(bar_ns));
    add("forming", event.forming);
    add("source", source.empty() ? Value("stored") : Value(source));
    return kit::toJson(out);
}

std::optional<StreamEvent> lastUpdate(const BarSeries& series) {
    if (series.size() == 0) return std::nullopt;
    StreamFeatures features(series.bar_ns);
    for (std::size_t i = 0; i + 1 < series.size(); ++i)
        features.warm(series.bar(i));
    std::vector<StreamEvent> events;
    features.onBar(series.at_ns.back(), series.bar(series.size() - 1), events);
    const auto found = std::ranges::find(events, StreamEvent::Kind::TechnicalUpdate, &StreamEvent::kind);
    return found == events.end() ? std::nullopt : std::optional(*found);
}

bool StreamFollowers::follow(const std::string& symbol, const domain::Instrument* instrument) {
    if (const auto found = followers_.find(symbol); found != followers_.end()) {
        found->second.wanted_ns = clock_.steadyNs();
        return true;
    }
    auto* feed = feed_.load();
    if (!feed) return false;
    const auto inbox = std::make_shared<FollowerInbox>(kMostWaiting);
    auto followed = feed->follow(symbol, [this, symbol, inbox](const marketdata::FollowedLine& line,
                                                               std::span<const MarketEvent> events) {
        if (!inbox->add(line.source, events)) return;
        if (!threads_.lane.post([this, symbol, inbox] { take(symbol, *inbox); }))
            inbox->notTold(); // the next events try again
    });
    if (!followed) return false;
    auto& follower = followers_[symbol];
    follower.symbol = symbol;
    if (instrument) follower.instrument = *instrument;
    follower.subscription = std::move(*followed);
    follower.wanted_ns = clock_.steadyNs();
    active_ = static_cast<std::int64_t>(followers_.size());
    return true;
}

void StreamFollowers::take(const std::string& symbol, FollowerInbox& inbox) {
    auto waiting = inbox.take();
    if (waiting.lost)
        if (const auto found = followers_.find(symbol); found != followers_.end()) {
            found->second.features.reset(); // indicators over a hole would be wrong: begin anew
            found->second.waiting.clear();
        }
    take(symbol, std::move(waiting.source), std::move(waiting.events));
}

void StreamFollowers::take(const std::string& symbol, std::string source, std::vector<MarketEvent> events) {
    const auto found = followers_.find(symbol);
    if (found == followers_.end()) return;
    auto& follower = found->second;
    follower.source = std::move(source);
    if (!stillWanted(follower) || events.empty()) return;
    if (!follower.features) {
        follower.waiting.insert(follower.waiting.end(), events.begin(), events.end());
        if (follower.waiting.size() > kMostWaiting) // the past takes too long: what is old would be old news
            follower.waiting.erase(follower.waiting.begin(),
                                   follower.waiting.end() - static_cast<std::ptrdiff_t>(kMostWaiting));
        const auto bar = std::ranges::find(follower.waiting, EventKind::Bar, &MarketEvent::kind);
        const bool has_bar = bar != follower.waiting.end();
        const bool has_trade = std::ranges::find(follower.waiting, EventKind::Trade, &MarketEvent::kind) !=
                               follower.waiting.end();
        if (!follower.warming && (has_bar || has_trade))
            warm(follower, has_bar ? bar->bar.length_ns : kTradeBarNs, follower.waiting.front().event_ns);
        return;
    }
    process(follower, events);
}

void StreamFollowers::warm(Follower& follower, std::int64_t bar_ns, std::int64_t before_ns) {
    follower.warming = true;
    const auto ready = [this, symbol = follower.symbol, bar_ns, before_ns](const BarSeries& past) {
        const auto found = followers_.find(symbol);
        if (found == followers_.end()) return;
        auto& now = found->second;
        now.warming = false;
        now.features.emplace(bar_ns);
        for (std::size_t i = 0; i < past.size(); ++i)
            if (past.at_ns[i] < before_ns) now.features->warm(past.bar(i));
        const auto waiting = std::exchange(now.waiting, {});
        process(now, waiting);
    };
    const auto read = [this, instrument = follower.instrument, bar_ns, before_ns, ready] {
        BarSeries past;
        if (instrument) {
            auto bars = storedBars(catalog_, *instrument,
                                   {bar_ns, domain::kBeginningOfTime, dayOf(before_ns), false});
            if (bars) past = std::move(*bars); // without a past the indicators warm up on the line itself
            past.keepLast(kWarmBars);
        }
        (void)threads_.lane.post([ready, past = std::move(past)] { ready(past); });
    };
    if (!threads_.driver.post(read)) ready({});
}

void StreamFollowers::process(Follower& follower, std::span<const MarketEvent> events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto& event = events[i];
        auto& features = *follower.features;
        const bool anew = event.restarted && follower.last_ns != 0; // the very first is no restart
        if (anew || event.event_ns < follower.last_ns - features.barNs()) {
            follower.last_ns = 0;
            follower.features.reset();
            return take(follower.symbol, follower.source,
                        {events.begin() + static_cast<std::ptrdiff_t>(i), events.end()});
        }
        follower.last_ns = std::max(follower.last_ns, event.event_ns);
        said_.clear();
        if (event.kind == EventKind::Bar && event.bar.length_ns == features.barNs())
            features.onBar(event.event_ns,
                           {event.bar.open, event.bar.high, event.bar.low, event.bar.close, event.bar.volume},
                           said_);
        else if (event.kind == EventKind::Trade)
            features.onTrade(event.event_ns, event.trade.price, event.trade.size, said_);
        publish(follower);
    }
}

void StreamFollowers::publish(const Follower& follower) {
    for (const auto& said : said_) {
        stream_.publish(kTopics[topicOf(said.kind)] + follower.symbol,
                        streamPayload(said, follower.symbol, follower.features->barNs(), follower.source),
                        "features");
        ++sent_;
    }
}

bool StreamFollowers::stillWanted(Follower& follower) {
    const auto now = clock_.steadyNs();
    const auto topics = streamTopics(follower.symbol);
    if (std::ranges::any_of(topics, [this](const auto& topic) { return stream_.wanted(topic); }))
        follower.wanted_ns = now;
    if (now - follower.wanted_ns < kPatienceNs) return true;
    followers_.erase(std::string(follower.symbol));
    active_ = static_cast<std::int64_t>(followers_.size());
    return false;
}

} // namespace nautilus::features
