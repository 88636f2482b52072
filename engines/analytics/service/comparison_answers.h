#pragma once

#include "engines/analytics/contract/comparison.h"
#include "engines/analytics/service/rooms.h"

namespace nautilus::analytics {

/// Blocks: for the driver.
[[nodiscard]] kit::Result<ComparisonResult>
answerComparison(const Rooms& rooms, const ComparisonRequest& request, kit::Call& call);

/// (1 + rate)^(1/252) - 1.
[[nodiscard]] double perSession(double rate_per_year);

/// Warns of every double of the table that is NaN, below `at` ("/data").
template <class T>
void warnOfMissing(const T& table, const std::string& at, const std::string& why, kit::Call& call) {
    kit::forEachField<T>([&](const auto& f) {
        using Member = std::decay_t<decltype(table.*(f.member))>;
        if constexpr (std::is_same_v<Member, double>)
            if (!std::isfinite(table.*(f.member)))
                call.warn("not_computable", at + "/" + std::string(f.name), why);
    });
}

} // namespace nautilus::analytics
