#pragma once
// Is a limit kept? Utilisation of a maximum is value / limit, of a minimum limit / value. From `warning_at`
// of the limit on there is a warning; beyond the limit (by more than the rounding of 1e-9, relative) a
// breach.

#include "engines/risk/kernel/limit_types.h"

#include <string_view>

namespace nautilus::risk {

/// Ascending: the worst of several is the largest. What cannot be measured is no comfort: it stands above Ok.
enum class CheckStatus { Ok, NotComputable, Warning, Breach };
enum class Severity { Low, Medium, High, Critical };

[[nodiscard]] std::string_view statusName(CheckStatus status);   ///< OK, NOT_COMPUTABLE, WARNING, BREACH
[[nodiscard]] std::string_view severityName(Severity severity);  ///< LOW, MEDIUM, HIGH, CRITICAL
[[nodiscard]] Severity severityOf(std::string_view name);        ///< Low for an unknown word
[[nodiscard]] std::string_view overallStatusName(CheckStatus s); ///< WITHIN_LIMITS, WARNING, BREACH; what
                                                                 ///< cannot be measured is a WARNING

struct LimitTerms {
    LimitType type = LimitType::PositionSize;
    double value = 0; ///< > 0
    double warning_at = 0.8;
    bool hard = true; ///< false: to be looked at, not to be acted on at once
};

/// Severity: LOW when kept; MEDIUM for a warning, what cannot be measured, and a broken soft limit; HIGH for
/// a broken hard limit and a soft one used to more than twice; CRITICAL for a hard one used to more than
/// twice.
struct Verdict {
    double value;
    double utilisation; ///< share of the limit; NaN when the value is, and for a minimum at a value of 0
    CheckStatus status;
    Severity severity;
};
[[nodiscard]] Verdict judge(const LimitTerms& terms, double value);

/// The limit as it applies when it adjusts itself to the market:
///   value (1 + factor clamp(log2(long / short), -1, 1))
/// so a market twice as volatile as usual tightens it by the whole factor and one half as volatile widens it
/// by as much; between, in proportion to the logarithm. A minimum takes the factor with the opposite sign. A
/// volatility that is NaN or 0: the value as it is.
struct VolatilityRegime {
    double short_term; ///< deviation of the market's daily returns over 21 sessions
    double long_term;  ///< over 252 sessions
};
[[nodiscard]] double adjustedLimit(LimitType type, double value, double factor,
                                   const VolatilityRegime& regime);

} // namespace nautilus::risk
