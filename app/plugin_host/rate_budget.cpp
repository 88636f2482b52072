#include "app/plugin_host/rate_budget.h"

#include "app/api/json/json_reader.h"
#include "engines/kit/field_reader.h"
#include "engines/kit/field_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nautilus::plugin_host {

namespace {

struct KeptBudget {
    double left = 0;
    domain::Timestamp at, held_until;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("left", &KeptBudget::left).required().range(0, 1e9),
                               field("at", &KeptBudget::at).required(),
                               field("held_until", &KeptBudget::held_until).required());
    }
};

double secondsBetween(std::int64_t from_ns, std::int64_t to_ns) {
    return static_cast<double>(to_ns - from_ns) / static_cast<double>(domain::kNsPerSecond);
}

} // namespace

std::string BudgetState::json() const {
    return kit::writeJson(KeptBudget{left, {at_ns}, {held_until_ns}});
}

std::optional<BudgetState> BudgetState::parse(const std::string& json) {
    const auto value = api::readJson(json);
    if (!value) return std::nullopt;
    kit::FieldReader reader;
    const auto kept = reader.read<KeptBudget>(*value);
    if (!kept) return std::nullopt;
    return BudgetState{kept->left, kept->at.ns, kept->held_until.ns};
}

RateBudget::RateBudget(std::int64_t requests, double per_seconds, std::optional<BudgetState> kept,
                       std::int64_t now_ns)
    : requests_(requests), per_seconds_(per_seconds),
      state_(kept.value_or(BudgetState{static_cast<double>(requests), now_ns, 0})) {
    state_.left = std::min(state_.left, static_cast<double>(requests_));
}

double RateBudget::filled(std::int64_t now_ns) const {
    // A clock that was set back gives nothing, and takes nothing.
    const double gone = std::max(0.0, secondsBetween(state_.at_ns, now_ns));
    return std::min(static_cast<double>(requests_),
                    state_.left + gone * static_cast<double>(requests_) / per_seconds_);
}

kit::Result<void> RateBudget::spend(std::int64_t now_ns) {
    double wait = 0;
    if (state_.held_until_ns > now_ns) wait = secondsBetween(now_ns, state_.held_until_ns);
    if (requests_ > 0) {
        // What is missing by a rounding error alone is there.
        const double now = filled(now_ns) + 1e-9;
        if (now < 1) wait = std::max(wait, (1 - now) * per_seconds_ / static_cast<double>(requests_));
    }
    if (wait > 0)
        return kit::failUntil(
            kit::ErrorCode::TooManyRequests,
            fmt::format("the budget of this source is used up; the next request is possible in {} s",
                        static_cast<std::int64_t>(std::ceil(wait))),
            wait);
    if (requests_ == 0) return {};
    state_.left = std::max(0.0, filled(now_ns) - 1);
    state_.at_ns = std::max(state_.at_ns, now_ns);
    ++unsaved_;
    return {};
}

double RateBudget::waitSeconds(std::int64_t now_ns) const {
    double wait = std::max(0.0, secondsBetween(now_ns, state_.held_until_ns));
    if (state_.held_until_ns == 0) wait = 0;
    const double left = requests_ > 0 ? filled(now_ns) + 1e-9 : 1.0;
    if (left < 1) wait = std::max(wait, (1 - left) * per_seconds_ / static_cast<double>(requests_));
    return wait;
}

void RateBudget::hold(double seconds, std::int64_t now_ns) {
    const double bounded = std::clamp(seconds, 0.0, 366.0 * 86'400);
    const auto until =
        now_ns + static_cast<std::int64_t>(bounded * static_cast<double>(domain::kNsPerSecond));
    state_.held_until_ns = std::max(state_.held_until_ns, until);
}

std::int64_t RateBudget::left(std::int64_t now_ns) const {
    if (state_.held_until_ns > now_ns) return 0;
    return requests_ == 0 ? -1 : static_cast<std::int64_t>(filled(now_ns) + 1e-9);
}

BudgetState RateBudget::saved(std::int64_t now_ns) {
    unsaved_ = 0;
    state_.left = filled(now_ns);
    state_.at_ns = std::max(state_.at_ns, now_ns);
    return state_;
}

} // namespace nautilus::plugin_host
