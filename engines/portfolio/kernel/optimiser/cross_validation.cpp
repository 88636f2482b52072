#include "engines/portfolio/kernel/optimiser/cross_validation.h"

#include "engines/numerics/quantile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::portfolio {

std::vector<PurgedSplit> purgedSplits(std::size_t sessions, std::size_t groups, std::size_t test_groups,
                                      std::size_t purge) {
    std::vector<bool> chosen(groups, false);
    std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(test_groups), true);
    std::vector<PurgedSplit> out;
    do {
        std::vector<bool> tested(sessions, false), near(sessions, false);
        for (std::size_t g = 0; g < groups; ++g) {
            if (!chosen[g]) continue;
            const auto from = g * sessions / groups, to = (g + 1) * sessions / groups;
            std::fill(tested.begin() + static_cast<std::ptrdiff_t>(from),
                      tested.begin() + static_cast<std::ptrdiff_t>(to), true);
            const auto low = from > purge ? from - purge : 0, high = std::min(sessions, to + purge);
            std::fill(near.begin() + static_cast<std::ptrdiff_t>(low),
                      near.begin() + static_cast<std::ptrdiff_t>(high), true);
        }
        PurgedSplit split;
        for (std::size_t t = 0; t < sessions; ++t) {
            if (tested[t])
                split.tested.push_back(t);
            else if (!near[t])
                split.fitted.push_back(t);
        }
        out.push_back(std::move(split));
    } while (std::prev_permutation(chosen.begin(), chosen.end()));
    return out;
}

double overfittingProbability(const std::vector<std::vector<double>>& fitted,
                              const std::vector<std::vector<double>>& tested) {
    if (fitted.size() < 2) return std::numeric_limits<double>::quiet_NaN();
    double below = 0, counted = 0;
    for (std::size_t s = 0; s < fitted.front().size(); ++s) {
        std::size_t best = fitted.size();
        std::vector<double> scores;
        for (std::size_t v = 0; v < fitted.size(); ++v) {
            if (std::isnan(fitted[v][s]) || std::isnan(tested[v][s])) continue;
            scores.push_back(tested[v][s]);
            if (best == fitted.size() || fitted[v][s] > fitted[best][s]) best = v;
        }
        if (scores.size() < 2) continue;
        counted += 1;
        below += tested[best][s] < numerics::quantile(scores, 0.5) ? 1 : 0;
    }
    return counted > 0 ? below / counted : std::numeric_limits<double>::quiet_NaN();
}

} // namespace nautilus::portfolio
