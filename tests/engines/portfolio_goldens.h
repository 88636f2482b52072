#pragma once
// tests/data/optimisation/portfolio_goldens.csv.gz, and how answers are held against it.

#include "engines/portfolio/kernel/optimiser/methods.h"
#include "tests/engines/allocation_tables.h"
#include "tests/engines/portfolio_limits.h"

#include <gtest/gtest.h>

namespace nautilus::testing_portfolios {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using portfolio::Limit;
using portfolio::LimitKind;
using portfolio::OptimalPortfolio;
using portfolio::OptimalState;
using portfolio::PortfolioProblem;
using portfolio::Sense;
using testing_tables::NamedArrays;

inline constexpr double kObjective = 1e-8, kConstraint = 1e-9, kWeight = 1e-5;

inline const NamedArrays& portfolioGoldens() {
    static const NamedArrays arrays = testing_tables::readArrays("optimisation/portfolio_goldens.csv.gz");
    return arrays;
}
inline bool hasGolden(const std::string& name) {
    return portfolioGoldens().contains(name);
}
inline VectorXd portfolioGolden(const std::string& name) {
    const auto& values = testing_tables::named(portfolioGoldens(), name);
    return Eigen::Map<const VectorXd>(values.data(), static_cast<Index>(values.size()));
}

inline void expectKept(const PortfolioProblem& problem, const VectorXd& weights, const std::string& about) {
    for (const auto& limit : problem.limits) {
        if (limit.kind == LimitKind::Weights && limit.members.empty()) continue;
        const double value = problem.valueOf(limit, weights);
        const double beyond = limit.sense == Sense::AtMost    ? value - limit.limit
                              : limit.sense == Sense::AtLeast ? limit.limit - value
                                                              : std::abs(value - limit.limit);
        EXPECT_LT(beyond, kConstraint) << about << ": " << limit.name;
    }
}

/// The objective as the reference states it, minimised.
inline void expectSame(const PortfolioProblem& problem, const OptimalPortfolio& got, double objective,
                       const VectorXd& weights, double want, const std::string& about) {
    ASSERT_EQ(got.state, OptimalState::Found) << about << ' ' << got.why;
    expectKept(problem, got.weights, about);
    EXPECT_NEAR(objective, want, kObjective * std::abs(want)) << about;
    EXPECT_LT((got.weights - weights).lpNorm<Eigen::Infinity>(), kWeight) << about;
}

inline Limit row(const VectorXd& of, Sense sense, double limit, const std::string& name) {
    Limit out;
    out.sense = sense;
    out.name = name;
    out.limit = limit;
    out.row = of;
    return out;
}

inline double ratioOf(const PortfolioProblem& problem, const VectorXd& gain, double base, const VectorXd& w) {
    return (gain.dot(w) - base) / std::sqrt(problem.covariance.variance(w));
}

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
inline domain::MatrixView viewOf(const RowMajor& matrix) {
    return {matrix.data(), static_cast<std::size_t>(matrix.rows()), static_cast<std::size_t>(matrix.cols())};
}

/// Linear programs: weights need not be unique, the objective is.
inline void expectTail(const PortfolioProblem& problem, const OptimalPortfolio& got, double want,
                       const std::string& about) {
    ASSERT_EQ(got.state, OptimalState::Found) << about << ' ' << got.why;
    expectKept(problem, got.weights, about);
    EXPECT_NEAR(got.solution.objective, want, kObjective * std::abs(want)) << about;
}

} // namespace nautilus::testing_portfolios
