#include "engines/marketdata/kernel/quality_work.h"

#include <algorithm>

namespace nautilus::marketdata {

namespace {

constexpr double kExtendedShare = 0.05; // more rows outside than that: a source with extended hours
constexpr std::int64_t kClosingPrints = 15 * 60'000'000'000; // the closing auction is told after the close

/// Outside of its day's session: a bar that begins before the open or after the close, a tick before the open
/// or more than a quarter of an hour after the close.
bool isOutside(const QualityWork& work, std::size_t i) {
    const auto& s = work.series;
    const auto day = std::ranges::lower_bound(s.expected, s.session[i]);
    if (day == s.expected.end() || *day != s.session[i]) return true;
    const auto at = static_cast<std::size_t>(day - s.expected.begin());
    const auto begin = s.at_ns[i] - s.period_ns;
    return begin < s.opens_ns[at] || begin > s.closes_ns[at] + (s.period_ns == 0 ? kClosingPrints : 0);
}

void reportOutside(QualityWork& work, const std::vector<std::size_t>& outside) {
    const auto count = static_cast<double>(outside.size());
    if (count > kExtendedShare * static_cast<double>(work.n)) {
        work.issues.push_back({.rule = "outside_session",
                               .severity = QualitySeverity::Info,
                               .first_row = outside.front(),
                               .last_row = outside.back(),
                               .observed = work.close[outside.front()],
                               .code = "extended_hours",
                               .arguments = {{"rows_outside", count}}});
        return;
    }
    for (std::size_t i = 0; i < outside.size();) {
        std::size_t end = i + 1;
        while (end < outside.size() && outside[end] == outside[end - 1] + 1)
            ++end;
        work.issues.push_back({.rule = "outside_session",
                               .severity = QualitySeverity::Warning,
                               .first_row = outside[i],
                               .last_row = outside[end - 1],
                               .observed = work.close[outside[i]],
                               .code = "exchange_closed"});
        i = end;
    }
}

/// Two ticks of one instant are usual; two with the same values may be one, told twice.
void checkTwinTicks(QualityWork& work) {
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    std::size_t twins = 0, first = 0, last = 0;
    for (std::size_t i = 1; i < work.n; ++i) {
        if (work.series.at_ns[i] != work.series.at_ns[i - 1] || !same(work.close[i], work.close[i - 1]) ||
            !same(work.volume[i], work.volume[i - 1]))
            continue;
        if (twins++ == 0) first = i;
        last = i;
    }
    if (twins == 0) return;
    work.issues.push_back({.rule = "duplicate",
                           .severity = QualitySeverity::Info,
                           .first_row = first,
                           .last_row = last,
                           .observed = work.close[first],
                           .code = "same_instant_and_values",
                           .arguments = {{"ticks", static_cast<double>(twins)}}});
}

/// The price of a tick; of a quote with one side alone, which has no middle, that side.
double priceOf(const QualityWork& work, std::size_t i) {
    const auto &bid = work.series.bid, &ask = work.series.ask;
    if (bid.empty() || ask.empty() || std::isnan(bid[i]) == std::isnan(ask[i])) return work.close[i];
    return std::isnan(bid[i]) ? ask[i] : bid[i];
}

void checkTickPrices(QualityWork& work) {
    for (std::size_t i = 0; i < work.n; ++i)
        if (const double price = priceOf(work, i); !(price > 0) || !std::isfinite(price))
            work.issues.push_back({.rule = "impossible_price",
                                   .severity = QualitySeverity::Error,
                                   .field = QualityField::Close,
                                   .first_row = i,
                                   .last_row = i,
                                   .observed = price,
                                   .code = std::isfinite(price) ? "not_above_zero" : "not_finite"});
}

void checkQuotes(QualityWork& work) {
    const auto &bid = work.series.bid, &ask = work.series.ask;
    if (bid.empty() || ask.empty()) return;
    for (std::size_t i = 0; i < work.n;) {
        std::size_t end = i;
        while (end < work.n && bid[end] > ask[end])
            ++end;
        if (end > i)
            work.issues.push_back({.rule = "crossed_quote",
                                   .severity = QualitySeverity::Warning,
                                   .first_row = i,
                                   .last_row = end - 1,
                                   .observed = bid[i],
                                   .code = "bid_above_ask",
                                   .arguments = {{"ask", ask[i]}}});
        i = std::max(end, i + 1);
    }
}

} // namespace

void checkTicks(QualityWork& work) {
    checkTwinTicks(work);
    checkTickPrices(work);
    checkQuotes(work);
}

void checkSessions(QualityWork& work) {
    if (work.series.opens_ns.empty()) return;
    std::vector<std::size_t> outside;
    for (std::size_t i = 0; i < work.n; ++i)
        if (isOutside(work, i)) outside.push_back(i);
    if (!outside.empty()) reportOutside(work, outside);
}

} // namespace nautilus::marketdata
