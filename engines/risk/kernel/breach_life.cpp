#include "engines/risk/kernel/breach_life.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace nautilus::risk {

namespace {

constexpr std::array<std::string_view, 4> kEvents{"opened", "worsened", "acknowledged", "resolved"};

BreachEvent eventFor(BreachEventKind kind, const std::string& book_id, const CheckedLimit& limit,
                     const SubjectVerdict& found, domain::Timestamp at) {
    BreachEvent out;
    out.kind = kind;
    out.book_id = book_id;
    out.type = limit.terms.type;
    out.subject = found.subject;
    out.severity = found.verdict.severity;
    out.current_value = found.verdict.value;
    out.limit_value = limit.terms.value;
    out.utilisation = found.verdict.utilisation;
    out.at = at;
    return out;
}

const Breach* find(std::span<const Breach> open, LimitType type, const std::string& subject) {
    const auto found = std::ranges::find_if(
        open, [&](const Breach& each) { return each.type == type && each.subject == subject; });
    return found == open.end() ? nullptr : &*found;
}

bool isWorse(const Breach& breach, const SubjectVerdict& found) {
    if (found.verdict.severity > breach.severity) return true;
    return found.verdict.utilisation > breach.worst_use * kWorseBy;
}

/// Why the breach is over; nullopt while it is not.
std::optional<BreachEvent> resolution(const std::string& book_id, const Breach& breach,
                                      std::span<const CheckedLimit> checked, domain::Timestamp at) {
    const auto limit = std::ranges::find_if(
        checked, [&](const CheckedLimit& each) { return each.terms.type == breach.type; });
    BreachEvent out;
    out.kind = BreachEventKind::Resolved;
    out.breach_id = breach.breach_id;
    out.book_id = book_id;
    out.type = breach.type;
    out.subject = breach.subject;
    out.severity = breach.severity;
    out.current_value = breach.current_value;
    out.limit_value = breach.limit_value;
    out.at = at;
    if (limit == checked.end()) {
        out.note = "The limit was removed or switched off";
        return out;
    }
    out.limit_value = limit->terms.value;
    const auto found = std::ranges::find(limit->verdicts, breach.subject, &SubjectVerdict::subject);
    if (found == limit->verdicts.end()) {
        out.current_value = 0;
        out.note =
            (breach.subject.empty() ? std::string("The position") : breach.subject) + " is not held any more";
        return out;
    }
    if (found->verdict.status == CheckStatus::Breach || found->verdict.status == CheckStatus::NotComputable)
        return std::nullopt;
    out.current_value = found->verdict.value;
    out.utilisation = found->verdict.utilisation;
    const auto is = shownValue(breach.type, found->verdict.value);
    const auto was = shownValue(breach.type, breach.current_value);
    out.note = limit->terms.value == breach.limit_value
                   ? "Brought from " + was + " to " + is
                   : "The limit was set to " + shownValue(breach.type, limit->terms.value) + "; now " + is;
    return out;
}

/// "AAPL position", "Energy sector", "Leverage".
std::string whatOf(LimitType type, const std::string& subject) {
    constexpr std::array<std::string_view, kLimitTypes> kWhat{"position",
                                                              "share of what is invested",
                                                              "sector",
                                                              "1-day value at risk",
                                                              "Expected shortfall",
                                                              "leverage",
                                                              "gross exposure",
                                                              "net exposure",
                                                              "currency exposure",
                                                              "position in days of volume",
                                                              "liquidity",
                                                              "correlation to the market"};
    std::string what(kWhat[static_cast<std::size_t>(type)]);
    if (!subject.empty()) return subject + " " + what;
    what.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(what.front())));
    return what;
}

} // namespace

std::string_view eventName(BreachEventKind kind) {
    return kEvents[static_cast<std::size_t>(kind)];
}

std::optional<BreachEventKind> eventOf(std::string_view name) {
    const auto found = std::ranges::find(kEvents, name);
    if (found == kEvents.end()) return std::nullopt;
    return static_cast<BreachEventKind>(found - kEvents.begin());
}

std::vector<BreachEvent> eventsOf(const std::string& book_id, std::span<const Breach> open,
                                  std::span<const CheckedLimit> checked, domain::Timestamp at) {
    std::vector<BreachEvent> out;
    for (const auto& limit : checked)
        for (const auto& found : limit.verdicts) {
            if (found.verdict.status != CheckStatus::Breach) continue;
            const auto* known = find(open, limit.terms.type, found.subject);
            if (known && !isWorse(*known, found)) continue;
            const auto kind = known ? BreachEventKind::Worsened : BreachEventKind::Opened;
            out.push_back(eventFor(kind, book_id, limit, found, at));
            if (known) out.back().breach_id = known->breach_id;
        }
    for (const auto& breach : open)
        if (auto over = resolution(book_id, breach, checked, at)) out.push_back(std::move(*over));
    return out;
}

void apply(Breach& breach, const BreachEvent& event) {
    switch (event.kind) {
    case BreachEventKind::Opened:
        breach.breach_id = event.breach_id;
        breach.book_id = event.book_id;
        breach.type = event.type;
        breach.subject = event.subject;
        breach.opened_at = event.at;
        break;
    case BreachEventKind::Worsened:
        ++breach.worsened;
        break;
    case BreachEventKind::Acknowledged:
        breach.acknowledged_at = event.at;
        return;
    case BreachEventKind::Resolved: // the values stay those of the breach
        breach.resolved_at = event.at;
        breach.action_taken = event.note;
        return;
    }
    breach.severity = std::max(breach.severity, event.severity);
    breach.current_value = event.current_value;
    breach.limit_value = event.limit_value;
    breach.worst_use =
        std::isnan(event.utilisation) ? event.utilisation : std::max(breach.worst_use, event.utilisation);
}

std::string shownValue(LimitType type, double value) {
    if (std::isnan(value)) return "n/a";
    const bool share = limitKind(type).is_share;
    char text[32];
    const auto end =
        std::to_chars(text, text + sizeof text, share ? value * 100 : value, std::chars_format::general, 4)
            .ptr;
    return std::string(text, end) + (share ? "%" : "");
}

std::string breachMessage(const BreachEvent& event) {
    const bool minimum = limitKind(event.type).is_minimum;
    const auto limit = shownValue(event.type, event.limit_value);
    const auto value = shownValue(event.type, event.current_value);
    return whatOf(event.type, event.subject) + (minimum ? " is below " : " exceeds ") + limit +
           " limit: " + value;
}

std::string recommendation(const LimitTerms& terms, const SubjectVerdict& found) {
    const auto to = shownValue(terms.type, terms.value);
    const auto& who = found.subject;
    switch (terms.type) {
    case LimitType::PositionSize:
        return "Reduce " + who + " position to " + to + " of portfolio";
    case LimitType::Concentration:
        return "Reduce " + who + " to " + to + " of what is invested";
    case LimitType::SectorExposure:
        return "Reduce the " + who + " sector to " + to + " of portfolio";
    case LimitType::ValueAtRisk:
        return "Reduce risk until the 1-day value at risk is " + to + " of portfolio";
    case LimitType::ExpectedShortfall:
        return "Reduce risk until the expected shortfall is " + to + " of portfolio";
    case LimitType::Leverage:
        return "Reduce positions until the leverage is " + to;
    case LimitType::GrossExposure:
        return "Reduce positions until the gross exposure is " + to + " of portfolio";
    case LimitType::NetExposure:
        return "Reduce the net exposure to " + to + " of portfolio";
    case LimitType::CurrencyExposure:
        return "Hedge or reduce " + who + " to " + to + " of portfolio";
    case LimitType::AverageDailyVolume:
        return "Reduce " + who + " position to " + to + " days of its volume";
    case LimitType::Liquidity:
        return "Raise what can be sold within a day to " + to;
    case LimitType::Correlation:
        return "Diversify until the correlation to the market is " + to;
    }
    return {};
}

} // namespace nautilus::risk
