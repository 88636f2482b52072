#pragma once
// What the studies of all factors of a universe share: returns ahead, their order, what is traded. Pure.

#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/research/rank_walk.h"

#include <span>
#include <vector>

namespace nautilus::factor {

/// Order of every cross-section of a matrix: columns of finite values, ascending.
class RowOrders {
public:
    RowOrders() = default;
    RowOrders(domain::MatrixView values, const ParallelFor& parallel);
    [[nodiscard]] ColumnOrder row(std::size_t r) const { return {columns_.data() + r * width_, count_[r]}; }

private:
    std::size_t width_ = 0;
    std::vector<std::uint32_t> columns_;
    std::vector<std::size_t> count_;
};

/// PROD_{k=1..horizon} (1 + r_{t+k}) - 1 of every session t and stock: P_{t+h}/P_t - 1. A session without a
/// return is bridged by the return that ends the gap; missing when the last session of the horizon has
/// none, when more than `longest_gap` sessions in a row have none, or when the panel ends before.
[[nodiscard]] domain::Matrix forwardReturns(domain::MatrixView returns, std::size_t horizon,
                                            std::size_t longest_gap, const ParallelFor& parallel);

struct ResearchInputs {
    domain::MatrixView returns; ///< sessions x stocks, simple
    MaskView universe;          ///< who takes part on a session
    GroupView group{};          ///< sectors; no rows = none
    std::size_t group_count = 0;
    domain::MatrixView close, volume; ///< for the money traded; no rows = unknown
    std::vector<std::size_t> horizons{1, 5, 10, 21, 42, 63};
    std::size_t longest_gap = 5;
};

struct ResearchPanel {
    ResearchInputs in;
    std::vector<domain::Matrix> forward; ///< per horizon
    std::vector<RowOrders> order;        ///< of them
    domain::Matrix traded;               ///< mean of close * volume over 63 sessions; empty when unknown
};

inline constexpr std::size_t kTradedWindow = 63;

[[nodiscard]] ResearchPanel researchPanel(ResearchInputs inputs, const ParallelFor& parallel);

} // namespace nautilus::factor
