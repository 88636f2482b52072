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

/// As `model` of make_portfolio_goldens.py.
inline PortfolioProblem sineProblem(int s) {
    const Index n = 3 + s % 15;
    numerics::CovarianceForm covariance{VectorXd(n), MatrixXd(n, 3), {}};
    VectorXd mean(n), group = VectorXd::Zero(n);
    for (Index i = 0; i < n; ++i) {
        const auto k = static_cast<double>(i);
        covariance.diagonal[i] = 0.03 + 0.02 * std::sin(1 + 1.7 * k + s);
        for (Index j = 0; j < 3; ++j)
            covariance.factors(i, j) = 0.05 * std::sin(2 + 0.9 * k * static_cast<double>(j + 1) + 1.3 * s);
        mean[i] = 0.06 + 0.05 * std::sin(0.6 + 1.1 * k + 0.5 * s);
        if (i % 3 == 0) group[i] = 1;
    }
    auto out = testing_limits::fullyInvested(std::move(covariance), mean);
    out.limits.push_back(
        testing_limits::everyWeight(Sense::AtMost, std::max(0.35, 2 / static_cast<double>(n)), n));
    out.limits.push_back(row(group, Sense::AtMost, 0.5, "group"));
    return out;
}

/// The first hundred columns are with the allocation goldens.
inline const MatrixXd& realReturns() {
    static const MatrixXd all = [] {
        MatrixXd out(252, 200);
        for (int t = 0; t < 252; ++t) {
            out.row(t).head(100) =
                testing_tables::allocationGolden("library returns " + std::to_string(t)).transpose();
            out.row(t).tail(100) = portfolioGolden("real returns " + std::to_string(t)).transpose() / 1e9;
        }
        return out;
    }();
    return all;
}

/// Cash of either sign beside weights of at most 0.8, together at most 1.5.
inline PortfolioProblem withBorrowing(PortfolioProblem problem) {
    const Index n = problem.securities;
    problem.with_cash = true;
    problem.expected_return = VectorXd::Zero(n + 1);
    numerics::CovarianceForm wide{VectorXd::Zero(n + 1), MatrixXd::Zero(n + 1, n), {}};
    wide.diagonal.head(n) = problem.covariance.variances(); // growth knows no other
    problem.covariance = std::move(wide);
    VectorXd securities = VectorXd::Ones(n + 1);
    securities[n] = 0;
    problem.limits = {row(VectorXd::Ones(n + 1), Sense::Equal, 1, "budget"),
                      testing_limits::everyWeight(Sense::AtLeast, 0, n),
                      testing_limits::everyWeight(Sense::AtMost, 0.8, n),
                      row(securities, Sense::AtMost, 1.5, "exposure")};
    return problem;
}

} // namespace nautilus::testing_portfolios
