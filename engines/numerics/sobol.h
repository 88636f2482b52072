#pragma once
// Sobol's low-discrepancy points, addressed by their number: any part of the sequence on any thread.

#include "engines/numerics/counter_random.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace nautilus::numerics {

inline constexpr std::size_t kSobolDimensions = 64;

/// Points in Gray-code order (Antonov and Saleev 1979) with the direction numbers of Joe and Kuo (2008); 2^32
/// of them. With a seed the digits are scrambled (nested uniform, Owen 1995): every point alone is uniform in
/// (0, 1), and means over different seeds are independent estimates. Without, the first point is 0.
class SobolSequence {
public:
    /// `dimensions` <= kSobolDimensions; more are cut to that.
    explicit SobolSequence(std::size_t dimensions, std::optional<std::uint64_t> seed = std::nullopt);

    [[nodiscard]] std::size_t dimensions() const { return dimensions_; }

    /// Coordinate `dimension` of the points first, first+1 ...
    void fill(std::size_t dimension, std::uint32_t first, std::span<double> out) const;

private:
    std::size_t dimensions_;
    std::vector<std::uint32_t> directions_; ///< 32 per dimension, bits reversed
    std::vector<std::uint32_t> keys_;       ///< one per dimension; empty: not scrambled
};

} // namespace nautilus::numerics
