// Events: judged, kept, handed on, published.

#include "engines/marketdata/service/live_service.h"

namespace nautilus::marketdata {

using domain::MarketEvent;

void LiveService::drain() {
    inbox_->take(taken_);
    if (taken_.empty()) return;
    sort(taken_);
    const auto now_ns = parts_.clock.now().ns;
    const auto steady_ns = parts_.clock.steadyNs();
    for (auto* line : touched_)
        deliver(*line, now_ns, steady_ns);
    touched_.clear();
    for (auto& [id, subscription] : subscriptions_)
        subscription->flush(parts_.stream, steady_ns);
}

void LiveService::sort(std::span<const MarketEvent> events) {
    LiveLine* line = nullptr;
    std::uint32_t number = 0;
    for (const auto& event : events) {
        if (event.line != number) {
            number = event.line;
            line = lineAt(number);
        }
        if (!line) continue; // given back while its events were on their way
        if (const auto verdict = line->gate.judge(event); verdict != Verdict::Accept) {
            refuse(*line, event, verdict);
            continue;
        }
        if (line->batch.empty()) touched_.push_back(line);
        line->batch.push_back(event);
    }
}

void LiveService::refuse(LiveLine& line, const MarketEvent& event, Verdict verdict) {
    ++line.refused[static_cast<std::size_t>(verdict)];
    ++refused_total_;
    ++figures_[line.about.source].refused;
    refused_.push_back({line.about.symbol, line.about.source, verdict, event});
    if (refused_.size() > limits_.refused_kept) refused_.pop_front();
}

void LiveService::deliver(LiveLine& line, std::int64_t now_ns, std::int64_t steady_ns) {
    auto& figures = figures_[line.about.source];
    const auto count = static_cast<std::int64_t>(line.batch.size());
    for (const auto& event : line.batch) {
        line.take(event);
        figures.processing.add(now_ns - event.receive_ns);
        line.processing_sum_ns += static_cast<double>(now_ns - event.receive_ns);
        if (!event.replayed) figures.feed.add(event.receive_ns - event.event_ns);
    }
    line.accepted += count;
    figures.accepted += count;
    accepted_total_ += count;
    line.heard(count, steady_ns);
    if (line.unpublished_since_ns == 0) line.unpublished_since_ns = line.batch.front().receive_ns;
    if (line.about.stale) setStale(line, false, "it speaks again");
    parts_.cache.store(line.place, line.batch, steady_ns);
    line.tellListeners(line.batch);
    for (const auto id : line.wishes) {
        const auto wish = wishes_.find(id);
        if (wish == wishes_.end() || wish->second.subscription.empty()) continue;
        auto* subscribed = subscription(wish->second.subscription);
        if (subscribed && parts_.stream.wanted(subscribed->topic()))
            subscribed->take(line, line.batch, steady_ns);
    }
    line.batch.clear();
}

void LiveService::publishLine(LiveLine& line) {
    auto& stream = parts_.stream;
    bool told = false;
    const auto tell = [&](const std::string& topic, auto&& payload) {
        if (!stream.wanted(topic)) return;
        stream.publish(topic, payload(), "marketdata");
        told = true;
    };
    if (line.changed) tell(line.topics.data, [&] { return line.marketData(); });
    if (line.quote_changed) tell(line.topics.quotes, [&] { return line.quotes(); });
    if (line.book_changed) tell(line.topics.order_book, [&] { return line.orderBook(limits_.book_levels); });
    if (!line.trades.empty()) tell(line.topics.trades, [&] { return line.tradesMessage(); });
    if (!line.bars.empty()) tell(line.topics.bars, [&] { return line.barsMessage(); });
    if (told) figures_[line.about.source].publishing.add(parts_.clock.now().ns - line.unpublished_since_ns);
}

void LiveService::publishAll() {
    for (const auto& line : lines_) {
        if (!line || line->unpublished_since_ns == 0) continue;
        if (line->primary) publishLine(*line);
        line->changed = line->quote_changed = line->book_changed = false;
        line->trades.clear();
        line->bars.clear();
        line->trades_left_out = line->bars_left_out = 0;
        line->unpublished_since_ns = 0;
    }
}

} // namespace nautilus::marketdata
