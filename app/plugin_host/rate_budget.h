#pragma once
// How many requests a provider still allows: a bucket that holds `requests` and fills up evenly within
// `per_seconds`. Counted on the wall clock, so that it goes on where it stood when the program starts again.

#include "engines/kit/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace nautilus::plugin_host {

/// What is kept of a bucket. JSON: {"left":12.5,"at":"...","held_until":"..."}.
struct BudgetState {
    double left = 0;                ///< requests, at ...
    std::int64_t at_ns = 0;         ///< ... this wall-clock time
    std::int64_t held_until_ns = 0; ///< the provider said "not before"; 0 = it did not

    [[nodiscard]] std::string json() const;
    /// nullopt when the text is no state of a bucket.
    [[nodiscard]] static std::optional<BudgetState> parse(const std::string& json);
};

/// Not synchronised.
class RateBudget {
public:
    /// `requests` of 0 = unbounded. Without a kept state the bucket is full.
    RateBudget(std::int64_t requests, double per_seconds, std::optional<BudgetState> kept,
               std::int64_t now_ns);

    /// Takes one; TooManyRequests, retryable, says in how many seconds there is one again.
    kit::Result<void> spend(std::int64_t now_ns);
    /// Seconds until there is a request; 0 = there is one.
    [[nodiscard]] double waitSeconds(std::int64_t now_ns) const;
    /// No request before so many seconds have gone by.
    void hold(double seconds, std::int64_t now_ns);
    /// Whole requests at this moment; -1 = unbounded.
    [[nodiscard]] std::int64_t left(std::int64_t now_ns) const;

    /// True when enough was spent since `saved` that what is kept should be renewed: at once for up to 99
    /// requests, else after every hundredth part of the bucket, which is what a killed process may spend
    /// twice.
    [[nodiscard]] bool wantsSaving() const { return unsaved_ > (requests_ / 100); }
    [[nodiscard]] BudgetState saved(std::int64_t now_ns);

private:
    [[nodiscard]] double filled(std::int64_t now_ns) const;

    std::int64_t requests_;
    double per_seconds_;
    BudgetState state_;
    std::int64_t unsaved_ = 0;
};

} // namespace nautilus::plugin_host
