#include "engines/risk/kernel/limit_check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace nautilus::risk {

namespace {

constexpr double kRounding = 1e-9;
constexpr double kCriticalUse = 2.0;
constexpr std::array<std::string_view, 4> kSeverities{"LOW", "MEDIUM", "HIGH", "CRITICAL"};

Severity severityOf(const LimitTerms& terms, CheckStatus status, double use) {
    if (status == CheckStatus::Ok) return Severity::Low;
    if (status != CheckStatus::Breach) return Severity::Medium;
    const bool far_beyond = !(use <= kCriticalUse); // a minimum at a value of 0 has no number
    if (terms.hard) return far_beyond ? Severity::Critical : Severity::High;
    return far_beyond ? Severity::High : Severity::Medium;
}

} // namespace

std::string_view statusName(CheckStatus status) {
    constexpr std::array<std::string_view, 4> kNames{"OK", "NOT_COMPUTABLE", "WARNING", "BREACH"};
    return kNames[static_cast<std::size_t>(status)];
}

std::string_view severityName(Severity severity) {
    return kSeverities[static_cast<std::size_t>(severity)];
}

Severity severityOf(std::string_view name) {
    const auto found = std::ranges::find(kSeverities, name);
    return found == kSeverities.end() ? Severity::Low : static_cast<Severity>(found - kSeverities.begin());
}

std::string_view overallStatusName(CheckStatus status) {
    if (status == CheckStatus::Ok) return "WITHIN_LIMITS";
    return status == CheckStatus::Breach ? "BREACH" : "WARNING";
}

Verdict judge(const LimitTerms& terms, double value) {
    Verdict out{value, std::numeric_limits<double>::quiet_NaN(), CheckStatus::NotComputable,
                Severity::Medium};
    if (std::isnan(value)) return out;
    const bool minimum = limitKind(terms.type).is_minimum;
    if (!minimum) out.utilisation = value / terms.value;
    if (minimum && value > 0) out.utilisation = terms.value / value;
    const bool broken =
        minimum ? value < terms.value * (1 - kRounding) : value > terms.value * (1 + kRounding);
    out.status = broken                                                  ? CheckStatus::Breach
                 : out.utilisation >= terms.warning_at * (1 - kRounding) ? CheckStatus::Warning
                                                                         : CheckStatus::Ok;
    out.severity = severityOf(terms, out.status, out.utilisation);
    return out;
}

double adjustedLimit(LimitType type, double value, double factor, const VolatilityRegime& regime) {
    if (!(regime.short_term > 0) || !(regime.long_term > 0)) return value;
    const double step = std::clamp(std::log2(regime.long_term / regime.short_term), -1.0, 1.0);
    return value * (1 + (limitKind(type).is_minimum ? -factor : factor) * step);
}

} // namespace nautilus::risk
