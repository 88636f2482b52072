#include "engines/websocket/service/filter.h"

#include "engines/kit/json_writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace nautilus::websocket {

using kit::Value;

namespace {

constexpr std::int64_t kNsPerMs = 1'000'000;

std::string upper(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return out;
}

/// "500ms", "1s", "2m", "1h" in nanoseconds; 0 when it is none of these, or above a day.
std::int64_t intervalOf(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    constexpr std::int64_t kMostNumber = 86'400'000;
    if (error != std::errc{} || number <= 0 || number > kMostNumber) return 0;
    constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {
        {"ms", kNsPerMs}, {"s", 1'000 * kNsPerMs}, {"m", 60'000 * kNsPerMs}, {"h", 3'600'000 * kNsPerMs}};
    for (const auto& [name, ns] : kUnits)
        if (unit == name) return number <= kMostNumber * kNsPerMs / ns ? number * ns : 0;
    return 0;
}

/// The message's price: a number "price", else "last" or "close"; NaN without one.
double priceOf(const Value& data) {
    for (const auto* name : {"price", "last", "close"}) {
        const auto* found = data.find(name);
        if (!found) continue;
        if (const auto* number = found->as<double>()) return *number;
        if (const auto* whole = found->as<std::int64_t>()) return static_cast<double>(*whole);
    }
    return std::nan("");
}

bool isIdentity(std::string_view name) {
    return name == "symbol" || name == "timestamp" || name == "time" || name.ends_with("_id") ||
           name.ends_with("_at");
}

} // namespace

kit::Result<Filter> Filter::make(const SubscriptionFilter& wanted, const std::string& pointer) {
    Filter out;
    const auto list = [&](const auto& words, const char* member, bool any_case) {
        if (!words) return;
        List made{member, {}, any_case};
        for (const auto& word : *words)
            made.words.insert(any_case ? upper(word) : word);
        out.lists_.push_back(std::move(made));
    };
    list(wanted.severity, "severity", true);
    list(wanted.strategy_ids, "strategy_id", false);
    list(wanted.portfolio_ids, "portfolio_id", false);
    list(wanted.symbols, "symbol", true);
    if (wanted.metrics) out.metrics_.insert(wanted.metrics->begin(), wanted.metrics->end());
    out.threshold_ = wanted.price_change_threshold.value_or(0);
    if (wanted.update_frequency) {
        out.interval_ns_ = intervalOf(*wanted.update_frequency);
        if (out.interval_ns_ == 0)
            return kit::fail(kit::ErrorCode::InvalidArgument,
                             "must be a time like 500ms, 1s, 1m or 1h, at most a day",
                             pointer + "/update_frequency");
    }
    return out;
}

Filter::Verdict Filter::judge(const kit::MessagePtr& message, const Value& data, bool may_wait,
                              std::int64_t steady_ns) {
    for (const auto& list : lists_) {
        const auto* found = data.find(list.member);
        const auto* word = found ? found->as<std::string>() : nullptr;
        if (!word || !list.words.contains(list.any_case ? upper(*word) : *word)) return Verdict::Refuse;
    }
    if (threshold_ <= 0 && (interval_ns_ == 0 || !may_wait)) return Verdict::Pass;
    auto& known = topics_[message->topic];
    const double price = threshold_ > 0 ? priceOf(data) : 0;
    if (threshold_ > 0 && std::isfinite(price)) {
        const bool moved =
            !known.has_price || std::fabs(price - known.price) >= threshold_ * std::fabs(known.price);
        if (!moved) return Verdict::Refuse;
    }
    if (interval_ns_ > 0 && may_wait && steady_ns < known.next_ns) {
        if (!known.waiting) ++waiting_;
        known.waiting = message;
        return Verdict::Later;
    }
    if (threshold_ > 0 && std::isfinite(price)) {
        known.price = price;
        known.has_price = true;
    }
    if (known.waiting) --waiting_;
    known.waiting.reset();
    known.next_ns = steady_ns + interval_ns_;
    return Verdict::Pass;
}

std::vector<kit::MessagePtr> Filter::due(std::int64_t steady_ns) {
    std::vector<kit::MessagePtr> out;
    for (auto& [name, known] : topics_) {
        if (!known.waiting || steady_ns < known.next_ns) continue;
        out.push_back(std::move(known.waiting));
        known.waiting.reset();
        known.next_ns = steady_ns + interval_ns_;
        --waiting_;
    }
    return out;
}

std::string Filter::projected(const Value& data) const {
    const auto* object = data.as<Value::Object>();
    if (!object) return kit::toJson(data);
    Value::Object kept;
    for (const auto& [name, value] : *object)
        if (metrics_.contains(name) || isIdentity(name)) kept.emplace_back(name, value);
    return kit::toJson(kept);
}

} // namespace nautilus::websocket
