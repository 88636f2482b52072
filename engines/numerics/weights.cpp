#include "engines/numerics/weights.h"

#include <cmath>

namespace nautilus::numerics {

std::vector<double> expWeights(std::size_t window, double half_life) {
    std::vector<double> weights(window, 1.0);
    if (!(half_life > 0)) return weights;
    for (std::size_t j = 0; j < window; ++j)
        weights[j] = std::exp2(-static_cast<double>(window - 1 - j) / half_life);
    return weights;
}

std::vector<double> normalisedExpWeights(std::size_t window, double half_life) {
    std::vector<double> weights = expWeights(window, half_life);
    double sum = 0;
    for (const double w : weights)
        sum += w;
    for (double& w : weights)
        w /= sum;
    return weights;
}

} // namespace nautilus::numerics
