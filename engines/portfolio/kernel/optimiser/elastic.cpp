#include "engines/portfolio/kernel/optimiser/elastic.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;
using numerics::ConvexProgram;

namespace {

constexpr double kLeastScale = 0.05;
constexpr double kFarthest = 10; ///< a breach beyond is none that anybody would ask for
constexpr double kBroken = 1e-9;
constexpr int kRounds = 30;
constexpr std::size_t kRowsPerRound = 300;

/// The program with a column per soft limit. Limits on weights get their rows as they are found broken: of
/// thousands few matter.
class Elastic {
public:
    Elastic(const PortfolioProblem& problem, std::span<const std::size_t> soft, const Keep& keep)
        : problem_(problem), soft_(soft) {
        const Goal nothing{0, VectorXd::Zero(problem.variables()), {}, false};
        auto built = build(problem, nothing, [&](std::size_t k) {
            const bool is_soft = std::ranges::find(soft, k) != soft.end();
            return (!keep || keep(k)) && !(is_soft && problem.limits[k].kind == LimitKind::Weights);
        });
        program_ = std::move(built.program);
        addColumns(built.place);
    }

    std::optional<std::vector<double>> run(int& solved) {
        for (int round = 0; round < kRounds; ++round) {
            const auto answer = numerics::solve(program_);
            ++solved;
            if (answer.state != numerics::ConvexState::Solved) return std::nullopt;
            if (!addBroken(answer.x)) return breachesOf(answer.x);
        }
        return std::nullopt;
    }

private:
    void addColumns(const std::vector<BuiltProgram::Place>& place) {
        const Index n = problem_.variables(), count = static_cast<Index>(soft_.size());
        const Index whole = n + 2 * count; // a second one for equalities, which break either way
        auto wide = numerics::widened(program_, whole - n);
        wide.lower.tail(2 * count).setZero();
        wide.upper.tail(2 * count).setConstant(kFarthest);
        for (Index j = 0; j < count; ++j) {
            const auto k = soft_[static_cast<std::size_t>(j)];
            const double scale = std::max(std::abs(problem_.limits[k].limit), kLeastScale);
            wide.linear[n + 2 * j] = wide.linear[n + 2 * j + 1] = 1 / scale;
            if (place[k].inequality >= 0) wide.inequality(place[k].inequality, n + 2 * j) = -1;
            if (place[k].equality < 0) continue;
            wide.equality(place[k].equality, n + 2 * j) = -1;
            wide.equality(place[k].equality, n + 2 * j + 1) = 1;
        }
        program_ = std::move(wide);
        keepNear();
    }

    /// Weights whose limits are soft stay within reach until their rows are there.
    void keepNear() {
        for (const auto k : soft_) {
            const auto& limit = problem_.limits[k];
            if (limit.kind != LimitKind::Weights) continue;
            for (const Index i : limit.members) {
                if (limit.sense != Sense::AtLeast)
                    program_.upper[i] = std::min(program_.upper[i], limit.limit + kFarthest);
                if (limit.sense != Sense::AtMost)
                    program_.lower[i] = std::max(program_.lower[i], limit.limit - kFarthest);
            }
        }
    }

    struct Broken {
        double by;
        Index variable, column;
        double sign, limit;
    };

    /// Rows sign x w <= sign x limit + breach that do not hold yet.
    bool addBroken(const VectorXd& x) {
        std::vector<Broken> broken;
        for (std::size_t j = 0; j < soft_.size(); ++j) {
            const auto& limit = problem_.limits[soft_[j]];
            if (limit.kind != LimitKind::Weights) continue;
            const Index column = problem_.variables() + 2 * static_cast<Index>(j);
            for (const Index i : limit.members)
                for (const double sign : {1.0, -1.0}) {
                    if (limit.sense == (sign > 0 ? Sense::AtLeast : Sense::AtMost)) continue;
                    const double by = sign * (x[i] - limit.limit) - x[column];
                    if (by > kBroken) broken.push_back({by, i, column, sign, limit.limit});
                }
        }
        if (broken.empty()) return false;
        std::ranges::stable_sort(broken, std::ranges::greater{}, &Broken::by);
        if (broken.size() > kRowsPerRound) broken.resize(kRowsPerRound);
        const Index before = program_.inequality.rows();
        const auto more = static_cast<Index>(broken.size());
        program_.inequality.conservativeResize(before + more, Eigen::NoChange);
        program_.inequality.bottomRows(more).setZero();
        program_.inequality_limit.conservativeResize(before + more);
        if (program_.inequality_excess.size() > 0) {
            program_.inequality_excess.conservativeResize(before + more, Eigen::NoChange);
            program_.inequality_excess.bottomRows(more).setZero();
        }
        for (Index r = 0; r < more; ++r) {
            const auto& one = broken[static_cast<std::size_t>(r)];
            program_.inequality(before + r, one.variable) = one.sign;
            program_.inequality(before + r, one.column) = -1;
            program_.inequality_limit[before + r] = one.sign * one.limit;
        }
        return true;
    }

    [[nodiscard]] std::vector<double> breachesOf(const VectorXd& x) const {
        std::vector<double> out;
        for (std::size_t j = 0; j < soft_.size(); ++j) {
            const Index column = problem_.variables() + 2 * static_cast<Index>(j);
            const bool either = problem_.limits[soft_[j]].sense == Sense::Equal;
            out.push_back(either ? x[column] - x[column + 1] : x[column]);
        }
        return out;
    }

    const PortfolioProblem& problem_;
    std::span<const std::size_t> soft_;
    ConvexProgram program_;
};

} // namespace

std::optional<std::vector<double>> leastBreaches(const PortfolioProblem& problem,
                                                 std::span<const std::size_t> soft, const Keep& keep,
                                                 int& solved) {
    return Elastic(problem, soft, keep).run(solved);
}

} // namespace nautilus::portfolio
