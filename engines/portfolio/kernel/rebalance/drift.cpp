#include "engines/portfolio/kernel/rebalance/drift.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

namespace {

/// A number that grows from period to period.
int periodOf(domain::SessionDate date, Frequency frequency) {
    const auto day = date.ymd();
    const int year = static_cast<int>(day.year()), month = static_cast<int>(unsigned{day.month()}) - 1;
    switch (frequency) {
    case Frequency::Daily:
        return date.days;
    case Frequency::Weekly: { // 1970-01-01 was a Thursday
        const int since_monday = date.days + 3;
        return since_monday >= 0 ? since_monday / 7 : -((6 - since_monday) / 7);
    }
    case Frequency::Monthly:
        return year * 12 + month;
    case Frequency::Quarterly:
        return year * 4 + month / 3;
    case Frequency::Yearly:
        break;
    }
    return year;
}

} // namespace

bool calendarDue(domain::SessionDate last, domain::SessionDate today, Frequency frequency) {
    return periodOf(today, frequency) > periodOf(last, frequency);
}

double DriftBand::widthAt(double target) const {
    const double part = std::isinf(relative) ? relative : relative * std::abs(target);
    return std::min(absolute, part);
}

Drift driftOf(std::span<const double> weights, std::span<const double> targets, const DriftBand& band) {
    Drift out;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double off = std::abs(weights[i] - targets[i]);
        // A weight on the edge itself is inside, whatever its last digit.
        if (!(off <= band.widthAt(targets[i]) + 1e-12)) out.outside.push_back(i);
        if (std::isnan(off)) continue;
        out.largest = std::max(out.largest, off);
        out.turnover += off / 2;
    }
    return out;
}

std::vector<double> nearestInBand(std::span<const double> weights, std::span<const double> targets,
                                  const DriftBand& band) {
    std::vector<double> out;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double width = band.widthAt(targets[i]);
        out.push_back(std::isnan(weights[i])
                          ? targets[i]
                          : std::clamp(weights[i], targets[i] - width, targets[i] + width));
    }
    return out;
}

} // namespace nautilus::portfolio
