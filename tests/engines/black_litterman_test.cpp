// Expected returns with views against a library and against numpy by another route
// (tests/data/optimisation/make_allocation.py), by their limits, and where there is no answer.

#include "engines/portfolio/kernel/allocation/black_litterman.h"
#include "tests/engines/allocation_tables.h"

#include <gtest/gtest.h>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::CovarianceForm;

double apart(const MatrixXd& a, const MatrixXd& b) {
    return a.rows() == b.rows() && a.cols() == b.cols() ? (a - b).lpNorm<Eigen::Infinity>() : HUGE_VAL;
}

TEST(BlackLitterman, RealReturnsAreThoseOfTheLibrary) {
    const MatrixXd sample = sampleCovariance(12), spread = sample.diagonal().asDiagonal();
    const auto covariance = CovarianceForm::ofDense(252 * (0.9 * sample + 0.1 * spread));
    for (int k = 0; k < 4; ++k) {
        const auto part = [&](const std::string& name) {
            return allocationGolden("library black_litterman " + std::to_string(k) + " " + name);
        };
        const VectorXd caps = part("market_caps");
        const VectorXd prior = impliedReturns(covariance, caps / caps.sum(), k < 2 ? 1.0 : 2.5);
        EXPECT_LT(apart(prior, part("pi")), 1e-12);
        Views views;
        views.portfolios = allocationMatrix("library black_litterman " + std::to_string(k) + " P", 12);
        views.returns = part("Q");
        if (k % 2) views.confidences = (VectorXd(3) << 0.3, 0.6, 0.9).finished();
        const auto got = blackLitterman(covariance, prior, 0.05, views);
        ASSERT_FALSE(got.fault);
        EXPECT_LT(apart(got.omega, part("omega")), 1e-12) << k;
        EXPECT_LT(apart(got.mean, part("posterior_returns")), 1e-10) << k;
        EXPECT_LT(apart(got.covariance.variances(), part("posterior_cov_diag")), 1e-10) << k;
        EXPECT_LT(apart(got.covariance.matrix().row(0).transpose(), part("posterior_cov_row0")), 1e-10) << k;
    }
}

Views sineViews(int s, Index n) {
    const Index count = 1 + s % 3;
    Views out;
    out.portfolios = MatrixXd::Zero(count, n);
    out.portfolios(0, s % n) = 1;
    if (count > 1) {
        out.portfolios(1, 0) = 1;
        out.portfolios(1, n - 1) = -1;
    }
    if (count > 2) out.portfolios.row(2).setConstant(1 / static_cast<double>(n));
    out.returns.resize(count);
    for (Index k = 0; k < count; ++k)
        out.returns[k] = 0.04 + 0.03 * std::cos(1.0 + static_cast<double>(k) + s);
    return out;
}

/// Each in the form it has and dense.
void expectPosterior(int s, const CovarianceForm& covariance, const std::string& about) {
    const Index n = covariance.size();
    const double tau = 0.02 + 0.01 * (s % 5);
    auto views = sineViews(s, n);
    if (s % 3 == 1) {
        views.confidences.resize(views.returns.size());
        for (Index k = 0; k < views.returns.size(); ++k)
            views.confidences[k] = 0.15 + 0.3 * static_cast<double>(k);
    }
    if (s % 3 == 2) {
        const MatrixXd spread = tau * views.portfolios * covariance.matrix() * views.portfolios.transpose();
        views.omega = spread.diagonal().asDiagonal();
        views.omega.array() += 0.0004;
    }
    const VectorXd prior = impliedReturns(covariance, VectorXd::Constant(n, 1 / static_cast<double>(n)), 2.5);
    const VectorXd want = allocationGolden(about);
    for (const auto& form : {covariance, CovarianceForm::ofDense(covariance.matrix())}) {
        const auto got = blackLitterman(form, prior, tau, views);
        ASSERT_FALSE(got.fault) << about;
        EXPECT_LT(apart(got.mean, want.head(n)), 1e-10) << about;
        EXPECT_LT(apart(got.covariance.variances(), want.segment(n, n)), 1e-10) << about;
        EXPECT_LT(apart(got.covariance.matrix().row(0).transpose(), want.tail(n)), 1e-10) << about;
        EXPECT_LT(apart(prior + got.view_parts.rowwise().sum(), got.mean), 1e-15) << about;
    }
}

TEST(BlackLitterman, AnswersAreThoseOfPrecisions) {
    for (int s = 0; s < 200; ++s)
        expectPosterior(s, sineModel(s), "black litterman " + std::to_string(s));
    const MatrixXd whole = 252 * sampleCovariance(100);
    for (int k = 0; k < 20; ++k)
        expectPosterior(k, CovarianceForm::ofDense(whole.block(4 * k, 4 * k, 20, 20)),
                        "real black litterman " + std::to_string(k));
}

TEST(BlackLitterman, ALargeFactorModelStaysOne) {
    RandomNumbers random{std::mt19937_64(5)};
    const auto covariance = randomModel(random, 200, 5);
    Views views;
    views.portfolios = MatrixXd::Zero(2, 200);
    views.portfolios(0, 7) = 1;
    views.portfolios(1, 20) = 1;
    views.portfolios(1, 21) = -1;
    views.returns = (VectorXd(2) << 0.1, 0.02).finished();
    const VectorXd prior = VectorXd::Constant(200, 0.05);
    const auto parts = blackLitterman(covariance, prior, 0.05, views);
    const auto whole = blackLitterman(CovarianceForm::ofDense(covariance.matrix()), prior, 0.05, views);
    EXPECT_EQ(parts.covariance.dense.size(), 0);
    EXPECT_EQ(parts.covariance.factors.cols(), 2 * 5 + 3 + 2);
    EXPECT_LT(apart(parts.covariance.matrix(), whole.covariance.matrix()), 1e-15);
}

TEST(BlackLitterman, Limits) {
    const auto covariance = sineModel(10);
    const Index n = covariance.size();
    const VectorXd prior = sineMean(10);
    auto views = sineViews(10, n);
    const Index count = views.returns.size();
    views.confidences = VectorXd::Ones(count); // certain: the views come true
    const auto certain = blackLitterman(covariance, prior, 0.05, views);
    EXPECT_LT(apart(views.portfolios * certain.mean, views.returns), 1e-14);
    EXPECT_EQ(certain.omega, VectorXd::Zero(count));
    views.confidences.setZero(); // left out: the prior
    const auto ignored = blackLitterman(covariance, prior, 0.05, views);
    EXPECT_EQ(ignored.mean, prior);
    EXPECT_TRUE(std::isinf(ignored.omega[0]));
    EXPECT_LT(apart(ignored.covariance.matrix(), 1.05 * covariance.matrix()), 1e-16);
    views.confidences.setConstant(1e-12); // nearly left out: nearly the prior
    EXPECT_LT(apart(blackLitterman(covariance, prior, 0.05, views).mean, prior), 1e-11);
    const auto none = blackLitterman(covariance, prior, 0.05, {MatrixXd(0, n), VectorXd(0), {}, {}});
    EXPECT_EQ(none.mean, prior);
    EXPECT_EQ(impliedRiskAversion(0.05, 0.02), 2.5);
    EXPECT_TRUE(std::isnan(impliedRiskAversion(0.05, 0)));
    // Published with the formulas.
    const auto three = CovarianceForm::ofDense(
        (MatrixXd(3, 3) << .04, .006, .002, .006, .09, .012, .002, .012, .0225).finished());
    const VectorXd pi = impliedReturns(three, (VectorXd(3) << .5, .3, .2).finished(), 2.5);
    Views one{(MatrixXd(1, 3) << 1, 0, -1).finished(), VectorXd::Constant(1, 0.03), {}, {}};
    const auto got = blackLitterman(three, pi, 0.05, one);
    EXPECT_LT(apart(got.mean, (VectorXd(3) << .054606838, .081141026, .023231838).finished()), 1e-9);
    EXPECT_NEAR(got.covariance.variances()[1], .094484615, 1e-9);
}

TEST(BlackLitterman, WrongInputIsNamed) {
    const auto covariance = sineModel(10);
    const VectorXd prior = sineMean(10);
    const auto fieldOf = [&](const Views& views, double tau = 0.05) {
        const auto got = blackLitterman(covariance, prior, tau, views);
        return got.fault ? got.fault->field : std::string("none");
    };
    const auto good = sineViews(10 + 23, covariance.size());
    EXPECT_EQ(fieldOf(good), "none");
    EXPECT_EQ(fieldOf(good, 0), "/tau");
    auto views = good;
    views.returns[0] = std::nan("");
    EXPECT_EQ(fieldOf(views), "/views/0");
    views = good;
    views.portfolios.row(0).setZero();
    EXPECT_EQ(fieldOf(views), "/views/0") << "a view on nothing";
    views = good;
    views.confidences = VectorXd::Constant(good.returns.size(), 1.5);
    EXPECT_EQ(fieldOf(views), "/confidences/0");
    views.confidences.setConstant(0.5);
    views.omega = MatrixXd::Identity(good.returns.size(), good.returns.size());
    EXPECT_EQ(fieldOf(views), "/omega") << "both";
    views.confidences.resize(0);
    views.omega(0, 0) = -1;
    EXPECT_EQ(fieldOf(views), "/omega");
    Views twice{MatrixXd::Zero(2, covariance.size()), VectorXd::Constant(2, 0.1), {}, VectorXd::Ones(2)};
    twice.portfolios.col(0).setOnes();
    EXPECT_EQ(fieldOf(twice), "/views") << "certain, and the same";
    twice.confidences.setConstant(0.5);
    EXPECT_EQ(fieldOf(twice), "none");
    EXPECT_EQ(blackLitterman(covariance, prior.head(2), 0.05, good).fault->field, "/prior");
}

} // namespace
} // namespace nautilus::portfolio
