#pragma once
// When a portfolio is brought back to its targets, and how far. Weights are parts of its value.

#include "engines/domain/session_date.h"

#include <span>
#include <vector>

namespace nautilus::portfolio {

enum class Frequency { Daily, Weekly, Monthly, Quarterly, Yearly };

/// Whether `today` lies in a later period than `last`: weeks from Monday, months and so on of the calendar.
/// So the first session of a period is due, and only it, when it is done.
[[nodiscard]] bool calendarDue(domain::SessionDate last, domain::SessionDate today, Frequency frequency);

/// How far a weight may stray: by `absolute`, or by `relative` of its target's size, whichever is less.
/// Infinite: no such limit.
struct DriftBand {
    double absolute = 0.05; ///< >= 0
    double relative = 0.25; ///< >= 0

    /// Half the width of the band about a target.
    [[nodiscard]] double widthAt(double target) const;
};

struct Drift {
    double largest = 0;               ///< |weight - target|
    double turnover = 0;              ///< half of the sum of |weight - target|, cash apart
    std::vector<std::size_t> outside; ///< positions beyond their bands
    [[nodiscard]] bool due() const { return !outside.empty(); }
};

/// Spans of equal length. A missing weight counts as outside.
[[nodiscard]] Drift driftOf(std::span<const double> weights, std::span<const double> targets,
                            const DriftBand& band);

/// Where to go when a trade to the edge of the band is enough: a weight inside stays, one outside goes to the
/// nearer edge. The sum may differ from that of the targets; cash takes it.
[[nodiscard]] std::vector<double> nearestInBand(std::span<const double> weights,
                                                std::span<const double> targets, const DriftBand& band);

} // namespace nautilus::portfolio
