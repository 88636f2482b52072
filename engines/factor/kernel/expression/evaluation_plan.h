#pragma once
// Which nodes are needed for which sessions, and what outlives the phase that makes it. Not for use outside
// this folder.

#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/expression/program.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace nautilus::factor {

class EvaluationPlan {
public:
    static constexpr std::size_t kForever = std::numeric_limits<std::size_t>::max();

    EvaluationPlan(const ExpressionProgram& program, RowRange wanted)
        : nodes_(program.nodes()), wanted_(wanted), needed_(nodes_.size(), false), back_(nodes_.size(), 0),
          last_phase_(nodes_.size(), 0) {
        for (const auto output : program.outputs()) {
            needed_[index(output)] = true;
            last_phase_[index(output)] = kForever;
        }
        for (std::size_t i = nodes_.size(); i-- > 0;)
            if (needed_[i]) passOn(i);
    }

    [[nodiscard]] bool needed(std::size_t node) const { return needed_[node]; }
    /// Sessions that the node is computed for.
    [[nodiscard]] RowRange rows(std::size_t node) const {
        return {wanted_.begin - std::min(back_[node], wanted_.begin), wanted_.end};
    }
    /// Whether a later phase, or the caller, reads it.
    [[nodiscard]] bool outlives(std::size_t node) const { return last_phase_[node] > nodes_[node].phase; }
    [[nodiscard]] std::size_t lastPhase(std::size_t node) const { return last_phase_[node]; }
    [[nodiscard]] std::size_t phases() const { return phases_; }

private:
    static std::size_t index(std::int32_t node) { return static_cast<std::size_t>(node); }

    void passOn(std::size_t i) {
        const auto& node = nodes_[i];
        phases_ = std::max(phases_, node.phase + 1);
        std::size_t back = back_[i];
        if (classOf(node.op) == OpClass::Window)
            back += static_cast<std::size_t>(node.op == Op::Delay ? node.window : node.window - 1);
        for (const auto input : node.inputs) {
            if (input < 0) continue;
            needed_[index(input)] = true;
            back_[index(input)] = std::max(back_[index(input)], back);
            last_phase_[index(input)] = std::max(last_phase_[index(input)], node.phase);
        }
    }

    std::span<const ExpressionNode> nodes_;
    RowRange wanted_;
    std::vector<bool> needed_;
    std::vector<std::size_t> back_;
    std::vector<std::size_t> last_phase_;
    std::size_t phases_ = 0;
};

} // namespace nautilus::factor
