#include "engines/risk/kernel/risk_contributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nautilus::risk {

RiskContributions riskContributions(const FactorRiskModel& model,
                                    const Eigen::Ref<const Eigen::VectorXd>& weights) {
    const Eigen::VectorXd exposure = model.exposures.transpose() * weights;
    const Eigen::VectorXd spread = model.factor_covariance * exposure;
    const Eigen::VectorXd own = model.specific_variance.cwiseProduct(weights);
    const Eigen::VectorXd covariance = model.exposures * spread + own; // Sw
    const double factors = exposure.dot(spread), specific = own.dot(weights), variance = factors + specific;
    RiskContributions out;
    out.deviation = std::isnan(variance) ? variance : std::sqrt(std::max(variance, 0.0));
    const double scale = out.deviation == 0 ? 0.0 : 1 / out.deviation;
    out.marginal = covariance * scale;
    out.component = weights.cwiseProduct(out.marginal);
    out.by_factor = exposure.cwiseProduct(spread) * scale;
    out.specific = specific * scale;
    out.incremental.resize(weights.size());
    const Eigen::MatrixXd mapped = model.exposures * model.factor_covariance;
    for (Eigen::Index i = 0; i < weights.size(); ++i) {
        const double alone = mapped.row(i).dot(model.exposures.row(i)) + model.specific_variance(i);
        const double without = variance - 2 * weights(i) * covariance(i) + weights(i) * weights(i) * alone;
        out.incremental(i) =
            out.deviation - (std::isnan(without) ? without : std::sqrt(std::max(without, 0.0)));
    }
    return out;
}

ShortfallContributions shortfallContributions(const Eigen::Ref<const Eigen::MatrixXd>& scenarios,
                                              const Eigen::Ref<const Eigen::VectorXd>& weights,
                                              double confidence) {
    const Eigen::VectorXd outcome = scenarios * weights;
    ShortfallContributions out{std::nan(""), Eigen::VectorXd::Constant(weights.size(), std::nan("")), {}};
    std::vector<std::size_t> order;
    for (Eigen::Index t = 0; t < outcome.size(); ++t)
        if (!std::isnan(outcome(t))) order.push_back(static_cast<std::size_t>(t));
    if (order.empty() || !(confidence > 0 && confidence < 1)) return out;
    const auto tail = static_cast<std::size_t>(static_cast<double>(order.size() - 1) * (1 - confidence)) + 1;
    std::ranges::stable_sort(order, {}, [&](std::size_t t) { return outcome(static_cast<Eigen::Index>(t)); });
    order.resize(tail);
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(weights.size());
    for (const std::size_t t : order)
        sum += scenarios.row(static_cast<Eigen::Index>(t)).transpose();
    out.component = -weights.cwiseProduct(sum) / static_cast<double>(tail);
    out.expected_shortfall = out.component.sum();
    out.tail = std::move(order);
    return out;
}

} // namespace nautilus::risk
