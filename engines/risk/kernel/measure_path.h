#pragma once
// What the limits' figures would have been on past days had the portfolio held then what it holds now: units
// and cash stay, values follow the total returns, the figures of history look back from each day.

#include "engines/risk/kernel/limit_measures.h"

#include <functional>

namespace nautilus::risk {

struct HeldPosition {
    PositionView today;
    std::span<const double> returns; ///< T daily returns in base currency; empty: its value stands still
};

struct HeldBook {
    std::span<const HeldPosition> positions;
    double cash = 0;
    std::string_view base_currency;
    std::span<const double> market; ///< T; empty: not known
};

struct PathSpan {
    std::size_t days = 0;   ///< closes before today's, <= T
    std::size_t window = 0; ///< returns that value at risk and the like look back on, as far as T reaches
};

/// One series per type, days + 1 values of the worst subject, oldest first, today's last. A missing return
/// leaves a value as it was. NaN where the portfolio's value was not above 0 or the figure not computable.
/// Traded volumes are today's. Empty when `cancelled` says so.
[[nodiscard]] std::vector<std::vector<double>> measurePaths(const HeldBook& book,
                                                            std::span<const LimitType> types,
                                                            const PathSpan& span,
                                                            const std::function<bool()>& cancelled);

} // namespace nautilus::risk
