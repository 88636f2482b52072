#pragma once
// Inside of the convex solver: all inequalities of a program in one stack, C(x, u) + s = e with s > 0.

#include "engines/numerics/convex_program.h"

namespace nautilus::numerics::convex {

/// Order of the stack: general rows, lower bounds, upper bounds, excesses, u >= 0, risk bounds.
class Rows {
public:
    explicit Rows(const ConvexProgram& program);

    [[nodiscard]] Eigen::Index count() const { return count_; }
    [[nodiscard]] Eigen::Index general() const { return general_; }
    [[nodiscard]] Eigen::Index firstLower() const { return general_; }
    [[nodiscard]] Eigen::Index firstUpper() const {
        return general_ + static_cast<Eigen::Index>(lower_.size());
    }
    [[nodiscard]] Eigen::Index firstExcess() const {
        return firstUpper() + static_cast<Eigen::Index>(upper_.size());
    }
    [[nodiscard]] Eigen::Index firstPositive() const { return firstExcess() + excesses_; }
    [[nodiscard]] Eigen::Index firstRisk() const { return firstPositive() + excesses_; }
    [[nodiscard]] Eigen::Index excesses() const { return excesses_; }
    [[nodiscard]] Eigen::Index risks() const { return count_ - firstRisk(); }
    [[nodiscard]] const std::vector<Eigen::Index>& lower() const { return lower_; } ///< variables
    [[nodiscard]] const std::vector<Eigen::Index>& upper() const { return upper_; }
    [[nodiscard]] const Eigen::VectorXd& limit() const { return limit_; }

    /// C(x, u): risk bounds as ((x - centre)'Sigma(x - centre) / limit^2 - 1) / 2 against 0.
    [[nodiscard]] Eigen::VectorXd value(const Eigen::VectorXd& x, const Eigen::VectorXd& u) const;
    /// Gradients of the risk bounds at x: N x risks.
    [[nodiscard]] Eigen::MatrixXd riskGradients(const Eigen::VectorXd& x) const;
    /// C'(x) times a step; `gradients` of the risk bounds.
    [[nodiscard]] Eigen::VectorXd times(const Eigen::VectorXd& dx, const Eigen::VectorXd& du,
                                        const Eigen::MatrixXd& gradients) const;
    /// Transposed, times multipliers: the part in x and the part in u.
    [[nodiscard]] Eigen::VectorXd transposeTimes(const Eigen::VectorXd& z,
                                                 const Eigen::MatrixXd& gradients) const;
    [[nodiscard]] Eigen::VectorXd transposeTimesExcess(const Eigen::VectorXd& z) const;

private:
    const ConvexProgram& program_;
    std::vector<Eigen::Index> lower_, upper_;
    Eigen::Index general_ = 0, excesses_ = 0, count_ = 0;
    Eigen::VectorXd limit_;
};

} // namespace nautilus::numerics::convex
