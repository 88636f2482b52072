#include "engines/portfolio/kernel/execution/shortfall.h"

#include <cmath>
#include <numeric>

namespace nautilus::portfolio {

namespace {

bool notBelowZero(double x) {
    return x >= 0 && std::isfinite(x);
}

/// eta - gamma tau / 2: what a slice pays for its own haste.
double ownImpact(const ImpactModel& model, double period) {
    return model.temporary - model.permanent * period / 2;
}

} // namespace

std::optional<Fault> impactFault(const ImpactModel& model, double horizon, std::size_t slices,
                                 double risk_aversion) {
    if (slices == 0) return Fault{"/slices", "is at least 1"};
    if (!(horizon > 0) || !std::isfinite(horizon)) return Fault{"/horizon", "is above 0"};
    if (!notBelowZero(risk_aversion)) return Fault{"/risk_aversion", "is a finite number, not below 0"};
    if (!notBelowZero(model.volatility))
        return Fault{"/impact/volatility", "is a finite number, not below 0"};
    if (!notBelowZero(model.permanent)) return Fault{"/impact/permanent", "is a finite number, not below 0"};
    if (!notBelowZero(model.fixed)) return Fault{"/impact/fixed", "is a finite number, not below 0"};
    if (!(model.temporary > 0) || !std::isfinite(model.temporary))
        return Fault{"/impact/temporary", "is above 0"};
    if (!(ownImpact(model, horizon / static_cast<double>(slices)) > 0))
        return Fault{"/impact/temporary", "is above permanent impact x period / 2, or waiting would pay"};
    return {};
}

std::vector<double> shortfallShares(const ImpactModel& model, double horizon, std::size_t slices,
                                    double risk_aversion) {
    if (impactFault(model, horizon, slices, risk_aversion)) return {};
    const double period = horizon / static_cast<double>(slices);
    const double excess = period * period * risk_aversion * model.volatility * model.volatility /
                          (2 * ownImpact(model, period));
    // acosh(1 + x) for small x as well; cosh is taken in ratios, since it overflows.
    const double step = 2 * std::asinh(std::sqrt(excess / 2));
    std::vector<double> out;
    for (std::size_t j = 0; j < slices; ++j) {
        const double left = (static_cast<double>(slices - j) - 0.5) * step; // kappa (T - t_{j-1/2})
        out.push_back(std::exp(-step * static_cast<double>(j)) * (1 + std::exp(-2 * left)));
    }
    const double sum = std::accumulate(out.begin(), out.end(), 0.0);
    for (double& share : out)
        share /= sum;
    return out;
}

Schedule implementationShortfall(const Order& order, const ImpactModel& model, double horizon,
                                 std::size_t slices, double risk_aversion,
                                 const Participation& participation) {
    if (auto fault = impactFault(model, horizon, slices, risk_aversion)) return {std::move(fault), {}, 0, {}};
    return sliced(order, shortfallShares(model, horizon, slices, risk_aversion), participation);
}

ExpectedShortfall expectedShortfall(std::span<const std::int64_t> slices, const ImpactModel& model,
                                    double horizon) {
    const double period = horizon / static_cast<double>(slices.size());
    double left = 0, sizes = 0, squares = 0, exposed = 0;
    for (const auto n : slices) {
        left += static_cast<double>(n);
        sizes += std::abs(static_cast<double>(n));
        squares += static_cast<double>(n) * static_cast<double>(n);
    }
    const double all = left;
    for (const auto n : slices) {
        left -= static_cast<double>(n);
        exposed += left * left;
    }
    return {model.permanent * all * all / 2 + model.fixed * sizes +
                ownImpact(model, period) * squares / period,
            model.volatility * model.volatility * period * exposed};
}

} // namespace nautilus::portfolio
