// Risk budgeting against scipy and a library's answers (tests/data/optimisation/make_allocation.py), by the
// contributions themselves on random problems, and where there is no answer.

#include "engines/numerics/risk_budget.h"
#include "tests/engines/allocation_tables.h"

#include <gtest/gtest.h>

namespace nautilus::numerics {
namespace {

using namespace testing_tables;
using Eigen::VectorXd;

VectorXd linear(Eigen::Index n) {
    return VectorXd::LinSpaced(n, 1, static_cast<double>(n));
}

void expectBudgets(const CovarianceForm& covariance, const VectorXd& budgets, const std::string& about) {
    const auto got = riskBudget(covariance, budgets);
    ASSERT_EQ(got.state, RiskBudgetState::Solved) << about << " residual " << got.residual;
    EXPECT_GT(got.weights.minCoeff(), 0) << about;
    EXPECT_NEAR(got.weights.sum(), 1, 1e-12) << about;
    const VectorXd parts = got.weights.cwiseProduct(covariance.matrix() * got.weights);
    EXPECT_LT((parts / parts.sum() - budgets / budgets.sum()).lpNorm<Eigen::Infinity>(), 1e-10) << about;
}

TEST(RiskBudget, WeightsAreThoseOfScipy) {
    for (int s = 0; s < 200; ++s) {
        const auto covariance = sineModel(s);
        const VectorXd budgets =
            s % 2 ? VectorXd(VectorXd::Ones(covariance.size())) : linear(covariance.size());
        const VectorXd want = allocationGolden("risk budget " + std::to_string(s));
        for (const auto& form : {covariance, CovarianceForm::ofDense(covariance.matrix())}) {
            const auto got = riskBudget(form, budgets);
            ASSERT_EQ(got.state, RiskBudgetState::Solved) << s;
            EXPECT_LT((got.weights - want).lpNorm<Eigen::Infinity>(), 1e-9) << s;
        }
    }
}

TEST(RiskBudget, WeightsOfRealReturnsAreThoseOfTheLibrary) {
    for (const int n : {5, 20, 50, 100})
        for (const std::string kind : {"equal", "linear"}) {
            const Eigen::MatrixXd sample = sampleCovariance(n), spread = sample.diagonal().asDiagonal();
            const auto covariance = CovarianceForm::ofDense(252 * (0.9 * sample + 0.1 * spread));
            const auto got =
                riskBudget(covariance, kind == "equal" ? VectorXd(VectorXd::Ones(n)) : linear(n));
            const VectorXd want = allocationGolden("library risk_parity " + std::to_string(n) + " " + kind);
            ASSERT_EQ(got.state, RiskBudgetState::Solved);
            EXPECT_LT((got.weights - want).lpNorm<Eigen::Infinity>(), 1e-10) << n << kind;
        }
}

TEST(RiskBudget, ContributionsAreTheBudgetsOfRandomProblems) {
    RandomNumbers random{std::mt19937_64(20261122)};
    for (int trial = 0; trial < 300; ++trial) {
        const auto n = random.whole(1, 120);
        auto covariance = randomModel(random, n, random.whole(0, 8));
        const double volatile_part = random.between(0, 1);
        covariance.diagonal *= volatile_part * volatile_part; // from all in the factors to hardly any
        if (trial % 3 == 0) covariance.dense = covariance.matrix();
        const VectorXd budgets =
            VectorXd::NullaryExpr(n, [&] { return std::pow(10, random.between(-4, 0)); });
        expectBudgets(covariance, budgets, "trial " + std::to_string(trial));
    }
}

TEST(RiskBudget, ManyAssetsWithTheFactorsOfARiskModel) {
    RandomNumbers random{std::mt19937_64(7)};
    const auto covariance = randomModel(random, 3000, 73);
    expectBudgets(covariance, linear(3000), "3000 x 73");
}

TEST(RiskBudget, HedgesThatNearlyCancelAreSolvedOrOwnedUpTo) {
    RandomNumbers random{std::mt19937_64(3)};
    for (const double specific : {1e-2, 1e-4, 1e-6, 1e-12, 0.0}) {
        CovarianceForm
            covariance; // long only, factors of both signs: only the specific part cannot be hedged
        covariance.diagonal = VectorXd::Constant(200, specific);
        covariance.factors = Eigen::MatrixXd::NullaryExpr(200, 20, [&] { return random.between(-0.1, 0.1); });
        const VectorXd budgets =
            VectorXd::NullaryExpr(200, [&] { return std::pow(10, random.between(-6, 0)); });
        const auto got = riskBudget(covariance, budgets);
        if (specific >= 1e-6) expectBudgets(covariance, budgets, std::to_string(specific));
        EXPECT_EQ(got.state == RiskBudgetState::Riskless, specific == 0);
        EXPECT_TRUE(got.state == RiskBudgetState::Riskless || got.residual < 1e-4);
        EXPECT_EQ(got.state == RiskBudgetState::Solved, specific > 0 && got.residual <= 1e-10);
    }
}

TEST(RiskBudget, ClosedForms) {
    CovarianceForm two; // two assets: inverse volatility, whatever their correlation
    two.dense = (Eigen::MatrixXd(2, 2) << 0.04, -0.03, -0.03, 0.09).finished();
    two.diagonal = VectorXd::Zero(2);
    two.factors.resize(2, 0);
    EXPECT_NEAR(riskBudget(two, VectorXd::Ones(2)).weights[0], 0.6, 1e-13);
    CovarianceForm apart; // nothing correlated: w_i proportional to sqrt(b_i) / deviation_i
    apart.diagonal = (VectorXd(3) << 0.01, 0.04, 0.25).finished();
    apart.factors.resize(3, 0);
    const auto got = riskBudget(apart, (VectorXd(3) << 4, 1, 1).finished());
    const VectorXd want = (VectorXd(3) << 20, 5, 2).finished() / 27;
    EXPECT_LT((got.weights - want).lpNorm<Eigen::Infinity>(), 1e-13);
    const auto one = riskBudget(apart.of(std::vector<Eigen::Index>{1}), VectorXd::Constant(1, 0.3));
    EXPECT_EQ(one.weights, VectorXd::Ones(1));
    // Published with the formulas: 0.6, 0.3, 0.1 of three assets.
    const auto golden = CovarianceForm::ofDense(
        (Eigen::MatrixXd(3, 3) << .04, .006, .002, .006, .09, .012, .002, .012, .0225).finished());
    const auto three = riskBudget(golden, (VectorXd(3) << .6, .3, .1).finished());
    EXPECT_NEAR(three.weights[0], 0.53682578, 1e-8);
    EXPECT_NEAR(three.weights[1], 0.23259982, 1e-8);
}

TEST(RiskBudget, DegenerateOnesHaveDefinedAnswers) {
    const auto covariance = sineModel(8);
    const auto n = covariance.size();
    VectorXd budgets = VectorXd::Ones(n);
    for (const double bad : {0.0, -0.1, std::nan(""), HUGE_VAL}) {
        budgets[3] = bad;
        const auto got = riskBudget(covariance, budgets);
        EXPECT_EQ(got.state, RiskBudgetState::BadBudget) << bad;
        EXPECT_EQ(got.at, 3);
        EXPECT_EQ(got.weights.size(), 0);
    }
    auto still = covariance;
    still.diagonal[2] = 0;
    still.factors.row(2).setZero();
    EXPECT_EQ(riskBudget(still, VectorXd::Ones(n)).state, RiskBudgetState::ZeroVariance);
    EXPECT_EQ(riskBudget(still, VectorXd::Ones(n)).at, 2);

    // Twins share what one of them would have; a singular covariance is no obstacle.
    CovarianceForm twins;
    twins.diagonal = VectorXd::Zero(3);
    twins.factors = (Eigen::MatrixXd(3, 2) << 0.2, 0, 0.2, 0, 0.1, 0.3).finished();
    expectBudgets(twins, VectorXd::Ones(3), "twins");
    const auto shared = riskBudget(twins, VectorXd::Ones(3)).weights;
    EXPECT_NEAR(shared[0], shared[1], 1e-12);

    CovarianceForm hedged; // long both has no risk
    hedged.diagonal = VectorXd::Zero(2);
    hedged.factors = (Eigen::MatrixXd(2, 1) << 0.2, -0.1).finished();
    EXPECT_EQ(riskBudget(hedged, VectorXd::Ones(2)).state, RiskBudgetState::Riskless);
    EXPECT_TRUE(std::isnan(riskContributions(hedged, (VectorXd(2) << 1, 2).finished())[0]));
}

} // namespace
} // namespace nautilus::numerics
