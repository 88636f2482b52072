// The convex solver on programs whose limits contradict each other by little or leave no room inside, against
// HiGHS and cvxopt (tests/data/optimisation/make_borderline_goldens.py, which tells the format).

#include "engines/numerics/convex_program.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nautilus::numerics {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using testing_tables::dataFile;
using testing_tables::readText;

class Reader {
public:
    explicit Reader(const std::string& line) : words_(line) {}
    double number() {
        std::string word; // "inf" is no number for streams
        words_ >> word;
        return std::strtod(word.c_str(), nullptr);
    }
    Index count() { return static_cast<Index>(number()); }
    MatrixXd matrix() {
        const Index rows = count(), columns = count();
        MatrixXd out(rows, columns);
        for (Index i = 0; i < rows; ++i)
            for (Index j = 0; j < columns; ++j)
                out(i, j) = number();
        return out;
    }
    VectorXd vector() { return matrix().reshaped(); }

private:
    std::istringstream words_;
};

ConvexProgram program(const std::string& line) {
    Reader r(line);
    ConvexProgram out;
    out.covariance.diagonal = r.vector();
    out.covariance.factors = r.matrix();
    out.covariance.dense = r.matrix();
    out.risk_weight = r.number();
    out.linear = r.vector();
    out.log_weight = r.vector();
    out.equality = r.matrix();
    out.equality_value = r.vector();
    out.inequality = r.matrix();
    out.inequality_excess = r.matrix();
    out.inequality_limit = r.vector();
    out.lower = r.vector();
    out.upper = r.vector();
    for (Index k = r.count(); k > 0; --k)
        out.excess.variable.push_back(r.count());
    out.excess.sign = r.vector();
    out.excess.rows = r.matrix();
    out.excess.level = r.vector();
    out.excess.cost = r.vector();
    out.excess.impact = r.vector();
    for (Index k = r.count(); k > 0; --k) {
        auto centre = r.vector();
        out.risk_bounds.push_back({std::move(centre), r.number()});
    }
    return out;
}

double worstBreach(const ConvexProgram& p, const VectorXd& x) {
    double out = std::max((p.lower - x).maxCoeff(), (x - p.upper).maxCoeff());
    if (p.equality.rows() > 0)
        out = std::max(out, (p.equality * x - p.equality_value).lpNorm<Eigen::Infinity>());
    VectorXd used = p.inequality * x;
    const VectorXd excess = (p.excess.times(x) - p.excess.level).cwiseMax(0.0);
    if (p.inequality_excess.size() > 0) used += p.inequality_excess * excess;
    for (Index j = 0; j < used.size(); ++j)
        out = std::max(out, (used[j] - p.inequality_limit[j]) / (1 + std::abs(p.inequality_limit[j])));
    for (const auto& bound : p.risk_bounds)
        out = std::max(out, p.covariance.variance(x - bound.centre) / bound.limit / bound.limit - 1);
    return out;
}

TEST(ConvexBorderline, EveryOneIsSolvedOrProvenImpossibleAsHighsAndCvxoptSay) {
    std::istringstream programs(readText(dataFile("optimisation/borderline_programs.txt.gz")));
    std::istringstream goldens(readText(dataFile("optimisation/borderline_goldens.csv")));
    int solved = 0, impossible = 0, seconds = 0, at = 0;
    for (std::string line, golden; std::getline(programs, line) && std::getline(goldens, golden); ++at) {
        SCOPED_TRACE("line " + std::to_string(at + 1));
        const auto p = program(line);
        const auto got = solve(p);
        const auto cells = testing_tables::split(golden);
        const int feasible = std::stoi(cells[0]); // -1: neither library knows
        const double objective = testing_tables::number(cells[1]);
        seconds += got.second_method ? 1 : 0;
        EXPECT_TRUE(got.state == ConvexState::Solved || got.state == ConvexState::Infeasible);
        if (feasible >= 0) {
            EXPECT_EQ(got.state == ConvexState::Solved, feasible == 1);
        }
        if (got.state == ConvexState::Infeasible) {
            ++impossible;
            continue;
        }
        ++solved;
        EXPECT_LE(std::max({got.primal_residual, got.dual_residual, got.gap}), 1e-8);
        EXPECT_LE(worstBreach(p, got.x), 3e-8);
        if (std::isfinite(objective)) {
            EXPECT_NEAR(got.objective, objective, 1e-8 * std::max(std::abs(objective), 1e-2));
        }
    }
    EXPECT_EQ(at, 70);
    EXPECT_GE(solved, 30);
    EXPECT_GE(impossible, 30);
    EXPECT_GE(seconds, 30) << "the first method alone does not do";
}

} // namespace
} // namespace nautilus::numerics
