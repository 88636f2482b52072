#pragma once
// The life of a breach: opened, perhaps worsened and acknowledged, resolved. One is open at most per book,
// limit and subject. What happens is decided here from what a check found; who keeps it sits elsewhere.

#include "engines/domain/timestamp.h"
#include "engines/risk/kernel/limit_check.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace nautilus::risk {

enum class BreachEventKind { Opened, Worsened, Acknowledged, Resolved };
[[nodiscard]] std::string_view eventName(BreachEventKind kind); ///< "opened" ...
[[nodiscard]] std::optional<BreachEventKind> eventOf(std::string_view name);

/// What one check says about one limit of one book.
struct SubjectVerdict {
    std::string subject; ///< symbol, sector, currency, or empty
    Verdict verdict;
};
struct CheckedLimit {
    LimitTerms terms;
    std::vector<SubjectVerdict> verdicts; ///< worst first
};

struct Breach {
    std::string breach_id;
    std::string book_id; ///< portfolio, account or firm that the limit is set on
    LimitType type = LimitType::PositionSize;
    std::string subject;
    Severity severity = Severity::Low; ///< the highest so far
    double current_value = 0;          ///< of the last event
    double limit_value = 0;            ///< of the last event
    double worst_use = 0;              ///< largest utilisation that an event told; NaN: without a number
    domain::Timestamp opened_at;
    std::optional<domain::Timestamp> acknowledged_at, resolved_at;
    std::string action_taken; ///< of the resolution
    int worsened = 0;         ///< how often
};

struct BreachEvent {
    BreachEventKind kind = BreachEventKind::Opened;
    std::string breach_id; ///< empty for Opened: given when it is kept
    std::string book_id;
    LimitType type = LimitType::PositionSize;
    std::string subject;
    Severity severity = Severity::Low;
    double current_value = 0;
    double limit_value = 0;
    double utilisation = 0;
    std::string note; ///< why it was resolved, or what somebody wrote
    domain::Timestamp at;
};

/// Told again only when the severity rises or the limit is used more than this much more than ever told.
inline constexpr double kWorseBy = 1.10;

/// The events of one check of one book, in the order of the limits, resolutions last. `open` are the open
/// breaches of that book. A breach whose limit could not be measured stays as it is; one whose limit is gone
/// or whose subject is not held any more is resolved.
[[nodiscard]] std::vector<BreachEvent> eventsOf(const std::string& book_id, std::span<const Breach> open,
                                                std::span<const CheckedLimit> checked, domain::Timestamp at);

/// Takes one event in; `breach` is new for Opened.
void apply(Breach& breach, const BreachEvent& event);

/// "AAPL position exceeds 10% limit", "Sell 8% of AAPL ...": texts for people. `subject` may be empty.
[[nodiscard]] std::string breachMessage(const BreachEvent& event);
[[nodiscard]] std::string recommendation(const LimitTerms& terms, const SubjectVerdict& found);
/// A share as "15.5%", anything else as "1.25"; "n/a" for NaN.
[[nodiscard]] std::string shownValue(LimitType type, double value);

} // namespace nautilus::risk
