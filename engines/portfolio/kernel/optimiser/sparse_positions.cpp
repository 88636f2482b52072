#include "engines/portfolio/kernel/optimiser/sparse_positions.h"

#include "engines/portfolio/kernel/optimiser/held_positions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kHeld = 1e-7; ///< weights below are rounding
constexpr double kSame = 1e-7; ///< of objectives, relative
constexpr int kMostNodes = 300;

double sizeOf(double objective) {
    return std::max(std::abs(objective), 1e-6);
}

/// What the limits on single weights leave to each security.
struct Bounds {
    VectorXd low, high;

    explicit Bounds(const PortfolioProblem& problem)
        : low(VectorXd::Constant(problem.variables(), -kInfinite)), high(-low) {
        for (const auto& limit : problem.limits) {
            if (limit.kind != LimitKind::Weights) continue;
            for (const Index i : limit.members) {
                if (limit.sense != Sense::AtMost) low[i] = std::max(low[i], limit.limit);
                if (limit.sense != Sense::AtLeast) high[i] = std::min(high[i], limit.limit);
            }
        }
    }
};

class Branching {
public:
    Branching(const PortfolioProblem& problem, const Goal& goal, const PositionLimits& positions)
        : problem_(problem), goal_(goal), positions_(positions), bounds_(problem) {}

    OptimalPortfolio run() {
        Holdings first = undecided();
        auto root = solved(first);
        if (root.state != OptimalState::Found && root.state != OptimalState::Infeasible)
            return counted(std::move(root));
        if (root.state == OptimalState::Found) {
            consider(std::move(first), std::move(root));
            while (!open_.empty() && nodes_ < kMostNodes && worthwhile(open_.top().bound)) {
                const Node node = open_.top();
                open_.pop();
                branch(node);
            }
        }
        return told();
    }

private:
    struct Node {
        double bound = 0;
        int number = 0; ///< of equal bounds the earlier one goes first
        Holdings state;
        VectorXd weights; ///< of the program that gave the bound; empty: it was not verified

        bool operator<(const Node& other) const {
            return bound != other.bound ? bound > other.bound : number > other.number;
        }
    };

    [[nodiscard]] Holding heldLike(bool is_long) const {
        if (!positions_.least) return Holding::Held;
        return is_long ? Holding::Long : Holding::Short;
    }

    [[nodiscard]] Holdings undecided() const {
        Holdings out(static_cast<std::size_t>(problem_.securities), Holding::Open);
        for (Index i = 0; i < problem_.securities; ++i) {
            auto& state = out[static_cast<std::size_t>(i)];
            const bool logarithm = goal_.log_weight.size() > 0 && goal_.log_weight[i] > 0;
            if (bounds_.low[i] > 0 || bounds_.high[i] < 0 || logarithm)
                state = heldLike(bounds_.high[i] > 0);
            else if (bounds_.low[i] == 0 && bounds_.high[i] == 0)
                state = Holding::Out;
        }
        return out;
    }

    [[nodiscard]] static Index heldIn(const Holdings& state) {
        return std::ranges::count_if(
            state, [](Holding each) { return each != Holding::Open && each != Holding::Out; });
    }

    [[nodiscard]] Index roomIn(const Holdings& state) const {
        return positions_.most ? *positions_.most - heldIn(state) : static_cast<Index>(state.size());
    }

    /// Where no room is left, the rest is out.
    void settle(Holdings& state) const {
        if (roomIn(state) == 0) std::ranges::replace(state, Holding::Open, Holding::Out);
    }

    [[nodiscard]] double valueOf(const VectorXd& w) const {
        double out = 0.5 * goal_.risk_weight * problem_.covariance.variance(w) + goal_.linear.dot(w);
        for (Index i = 0; i < goal_.log_weight.size(); ++i)
            if (goal_.log_weight[i] > 0) out -= goal_.log_weight[i] * std::log(w[i]);
        return goal_.costs ? out + problem_.costOf(w) : out;
    }

    /// The program of a state, with what is still open anywhere between its limits.
    OptimalPortfolio solved(const Holdings& state) {
        ++programs_;
        OptimalPortfolio out;
        out.state = OptimalState::Infeasible;
        if (roomIn(state) < 0) return out;
        auto small = reduced(problem_, goal_, state);
        std::vector<Index> longs, shorts;
        for (std::size_t at = 0; at < small.chosen.size(); ++at) {
            const auto i = static_cast<std::size_t>(small.chosen[at]);
            if (i >= state.size()) continue;
            if (state[i] == Holding::Long) longs.push_back(static_cast<Index>(at));
            if (state[i] == Holding::Short) shorts.push_back(static_cast<Index>(at));
        }
        const double least = positions_.least.value_or(0);
        if (!longs.empty()) small.problem.limits.push_back(onWeights(Sense::AtLeast, least, longs));
        if (!shorts.empty()) small.problem.limits.push_back(onWeights(Sense::AtMost, -least, shorts));
        addShares(small, state);
        out = solveFor(small.problem, small.goal);
        if (out.state == OptimalState::Found) widen(out, small.chosen, problem_.variables());
        return out;
    }

    /// Long only, each share of a largest weight is at most one position: their sum is at most the room.
    void addShares(Reduced& small, const Holdings& state) const {
        if (!positions_.most) return;
        VectorXd row = VectorXd::Zero(small.problem.variables());
        for (std::size_t at = 0; at < small.chosen.size(); ++at) {
            const Index i = small.chosen[at];
            if (i >= problem_.securities || state[static_cast<std::size_t>(i)] != Holding::Open) continue;
            if (bounds_.low[i] < 0 || !(bounds_.high[i] < kInfinite)) return;
            row[static_cast<Index>(at)] = 1 / bounds_.high[i];
        }
        if (row.isZero()) return;
        Limit limit;
        limit.name = "positions";
        limit.limit = static_cast<double>(roomIn(state));
        limit.row = std::move(row);
        small.problem.limits.push_back(std::move(limit));
    }

    [[nodiscard]] bool worthwhile(double bound) const {
        return best_.state != OptimalState::Found || bound < value_ - kSame * sizeOf(value_);
    }

    void offer(OptimalPortfolio answer) {
        if (answer.state != OptimalState::Found) return;
        for (Index i = 0; i < problem_.securities; ++i)
            if (std::abs(answer.weights[i]) < kHeld) answer.weights[i] = 0;
        const double value = valueOf(answer.weights);
        if (best_.state == OptimalState::Found && !(value < value_)) return;
        value_ = value;
        best_ = std::move(answer);
    }

    /// The largest positions of a relaxed answer, solved again.
    void round(const Holdings& state, const VectorXd& weights) {
        const double half = positions_.least ? *positions_.least / 2 : 0;
        for (const double from : {std::max(half, kHeld), kHeld}) {
            auto rounded = state;
            Index room = roomIn(state);
            for (const Index i : bySize(weights)) {
                auto& each = rounded[static_cast<std::size_t>(i)];
                if (each != Holding::Open) continue;
                const bool taken = room > 0 && std::abs(weights[i]) >= from;
                each = taken ? heldLike(weights[i] > 0) : Holding::Out;
                room -= taken ? 1 : 0;
            }
            auto answer = solved(rounded);
            const bool found = answer.state == OptimalState::Found;
            offer(std::move(answer));
            if (found || half <= kHeld) return;
        }
    }

    [[nodiscard]] std::vector<Index> bySize(const VectorXd& weights) const {
        std::vector<Index> out(static_cast<std::size_t>(problem_.securities));
        std::iota(out.begin(), out.end(), Index{0});
        std::ranges::stable_sort(
            out, [&](Index a, Index b) { return std::abs(weights[a]) > std::abs(weights[b]); });
        return out;
    }

    /// A node that was solved: an answer, something to branch on, or neither.
    void consider(Holdings state, OptimalPortfolio answer) {
        ++nodes_;
        if (answer.state == OptimalState::Infeasible) return;
        const bool decided = std::ranges::find(state, Holding::Open) == state.end();
        if (answer.state != OptimalState::Found) {
            if (decided) lost_ = std::min(lost_, parent_bound_);
            if (!decided) open_.push({parent_bound_, nodes_, std::move(state), {}});
            return;
        }
        if (decided) return offer(std::move(answer));
        const double bound = valueOf(answer.weights);
        if (!worthwhile(bound)) return;
        round(state, answer.weights);
        if (worthwhile(bound)) open_.push({bound, nodes_, std::move(state), std::move(answer.weights)});
    }

    /// The least clear one: of tiny positions that nearest to half of the least, else the largest open one.
    [[nodiscard]] Index branchOn(const Node& node) const {
        Index out = -1;
        double clearest = -1;
        for (Index i = 0; i < problem_.securities; ++i) {
            if (node.state[static_cast<std::size_t>(i)] != Holding::Open) continue;
            const double size = node.weights.size() > 0 ? std::abs(node.weights[i]) : 0;
            const double least = positions_.least.value_or(0);
            const double tiny = size > kHeld && size < least ? std::min(size, least - size) : 0;
            const double unclear = tiny > 0 ? 1e3 + tiny : size;
            if (unclear > clearest) {
                clearest = unclear;
                out = i;
            }
        }
        return out;
    }

    void branch(const Node& node) {
        const Index i = branchOn(node);
        const double least = positions_.least.value_or(0);
        std::vector<Holding> ways = {Holding::Out};
        if (!positions_.least) ways.push_back(Holding::Held);
        if (positions_.least && bounds_.high[i] >= least) ways.push_back(Holding::Long);
        if (positions_.least && bounds_.low[i] <= -least) ways.push_back(Holding::Short);
        for (const Holding way : ways) {
            auto state = node.state;
            state[static_cast<std::size_t>(i)] = way;
            settle(state);
            parent_bound_ = node.bound;
            auto answer = solved(state);
            consider(std::move(state), std::move(answer));
        }
    }

    [[nodiscard]] OptimalPortfolio counted(OptimalPortfolio answer) const {
        answer.solved = programs_;
        return answer;
    }

    [[nodiscard]] std::string wished() const {
        std::string out = positions_.most ? "at most " + std::to_string(*positions_.most) + " positions" : "";
        if (!positions_.least) return out;
        if (!out.empty()) out += " of ";
        Limit nameless;
        nameless.limit = *positions_.least;
        const auto words = inWords(nameless);
        return out + "at least " + words.substr(words.rfind(' ') + 1) + " each";
    }

    OptimalPortfolio told() {
        const bool exhausted = open_.empty() && lost_ == kInfinite;
        if (best_.state != OptimalState::Found) {
            best_.state = exhausted ? OptimalState::Infeasible : OptimalState::NotVerified;
            best_.why = exhausted ? "no portfolio within the limits has " + wished()
                                  : "no portfolio with " + wished() + " was found within the search";
            return counted(std::move(best_));
        }
        double bound = std::min(value_, lost_);
        if (!open_.empty() && worthwhile(open_.top().bound)) bound = std::min(bound, open_.top().bound);
        best_.optimality_gap = (value_ - bound) / sizeOf(bound);
        best_.solution.objective = value_; // with the costs of what was sold
        return counted(std::move(best_));
    }

    const PortfolioProblem& problem_;
    const Goal& goal_;
    const PositionLimits positions_;
    const Bounds bounds_;
    std::priority_queue<Node> open_;
    OptimalPortfolio best_;
    double value_ = kInfinite, lost_ = kInfinite, parent_bound_ = -kInfinite;
    int nodes_ = 0, programs_ = 0;
};

} // namespace

OptimalPortfolio solveSparse(const PortfolioProblem& problem, const Goal& goal,
                             const PositionLimits& positions) {
    return Branching(problem, goal, positions).run();
}

PortfolioProblem holdingLargest(PortfolioProblem problem, const VectorXd& weights,
                                const PositionLimits& positions) {
    std::vector<Index> turn(static_cast<std::size_t>(problem.securities));
    std::iota(turn.begin(), turn.end(), Index{0});
    std::ranges::stable_sort(turn,
                             [&](Index a, Index b) { return std::abs(weights[a]) > std::abs(weights[b]); });
    const double least = positions.least.value_or(0);
    const auto most = static_cast<std::size_t>(positions.most.value_or(problem.securities));
    std::vector<Index> out, longs, shorts;
    for (std::size_t k = 0; k < turn.size(); ++k) {
        const Index i = turn[k];
        if (k >= most || std::abs(weights[i]) < std::max(least / 2, kHeld))
            out.push_back(i);
        else
            (weights[i] > 0 ? longs : shorts).push_back(i);
    }
    if (!out.empty()) problem.limits.push_back(onWeights(Sense::Equal, 0, std::move(out)));
    if (!positions.least) return problem;
    if (!longs.empty()) problem.limits.push_back(onWeights(Sense::AtLeast, least, std::move(longs)));
    if (!shorts.empty()) problem.limits.push_back(onWeights(Sense::AtMost, -least, std::move(shorts)));
    return problem;
}

Index positionsIn(const PortfolioProblem& problem, const VectorXd& weights) {
    return (weights.head(problem.securities).array().abs() >= kHeld).count();
}

} // namespace nautilus::portfolio
