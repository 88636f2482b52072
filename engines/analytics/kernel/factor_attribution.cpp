#include "engines/analytics/kernel/factor_attribution.h"

namespace nautilus::analytics {

FactorEffects factorEffects(const Eigen::Ref<const Eigen::VectorXd>& weights,
                            const Eigen::Ref<const Eigen::MatrixXd>& exposures,
                            const Eigen::Ref<const Eigen::VectorXd>& returns,
                            const Eigen::Ref<const Eigen::VectorXd>& factor_returns) {
    FactorEffects out;
    out.exposure = Eigen::VectorXd::Zero(factor_returns.size());
    out.total = 0;
    for (Eigen::Index n = 0; n < weights.size(); ++n) {
        if (weights(n) == 0) continue;
        out.exposure += weights(n) * exposures.row(n).transpose();
        out.total += weights(n) * returns(n);
    }
    out.effects = out.exposure.cwiseProduct(factor_returns);
    out.specific = out.total - out.effects.sum();
    return out;
}

} // namespace nautilus::analytics
