#pragma once
// Operators over all stocks of one session. Not for use outside this folder.

#include "engines/factor/kernel/expression/operators.h"

#include <cstdint>
#include <span>
#include <vector>

namespace nautilus::factor {

/// One session: the stocks that `universe` leaves out (empty: none) take no part and get no value.
struct CrossTask {
    Op op{};
    double number = 0; ///< target of Scale, share of Winsorize
    std::span<const double> x;
    std::span<const std::uint8_t> universe;
    std::span<const std::int32_t> group; ///< of the operators of groups; kNoGroup gets no value
    std::size_t group_count = 0;
    std::span<double> out; ///< one value per stock; of UniverseMean a single one
};

struct StockValue {
    double value = 0;
    std::uint32_t stock = 0;
};

/// Reused between calls.
struct CrossScratch {
    std::vector<std::uint32_t> members; ///< stocks that take part, in order
    std::vector<StockValue> sorted;     ///< the same by value
    std::vector<double> shares;
    std::vector<std::uint32_t> places;
    std::vector<std::uint32_t> other_places;
    std::vector<std::uint64_t> keys;
    std::vector<std::uint64_t> other;
    std::vector<double> values;
    std::vector<double> sums;
    std::vector<double> counts;
};

void computeCross(const CrossTask& task, CrossScratch& scratch);

} // namespace nautilus::factor
