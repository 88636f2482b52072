#pragma once
// A narrow tile of instruments with whole histories, and weighted trailing windows over it. Not for use
// outside this folder.
//
// With exponential weights lambda^age a window of 21 m sessions is SUM_b lambda^(21 b) B(t - 21 b), where
// B(t) = SUM_{j<21} lambda^j x(t-j): each block is summed on its own and shared by the windows that contain
// it.

#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/styles_joint.h"
#include "engines/numerics/lanes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace nautilus::factor {

inline constexpr std::size_t kTile = numerics::kLaneCount;
inline constexpr std::size_t kBlockSessions = 21;

using LaneValues = std::array<double, kTile>;

/// A trailing window of `blocks` * 21 rows that ends `lag` rows before the row asked for.
struct TrailingWindow {
    std::size_t blocks;
    double half_life; ///< sessions; 0 = equal weights
    std::size_t lag = 0;

    [[nodiscard]] std::size_t sessions() const { return blocks * kBlockSessions; }
    /// Rows that must exist before the row asked for.
    [[nodiscard]] std::size_t reach() const { return lag + sessions() - 1; }
};

class InstrumentTile {
public:
    static constexpr std::size_t kNever = static_cast<std::size_t>(-1);

    /// `channels` values per held row and lane. Reusable for any tile of the same panel.
    InstrumentTile(RowRange held, std::size_t channels);

    /// Reads the held rows of the instruments [first, first + kTile) of `values`: channel 0 becomes 1 or 0
    /// (present or not), channel 1 transform(value, row) or 0. Older rows only tell since when there are
    /// values.
    template <class Transform>
    void load(domain::MatrixView values, std::size_t first, const Transform& transform);

    /// Values of one channel, held().size() rows of kTile lanes.
    [[nodiscard]] double* channel(std::size_t c) { return channels_.data() + c * held_.size() * kTile; }
    [[nodiscard]] RowRange held() const { return held_; }
    [[nodiscard]] std::size_t lanes() const { return lanes_; }

    /// Sums the blocks that windows ending on the rows of `range` (less the lag) need; those of channel 0
    /// only if weights differ.
    void sumBlocks(const TrailingWindow& window, RowRange range);
    /// SUM w x of one channel over the window of row t; t >= window.reach(), t inside the range of sumBlocks.
    /// The first `blocks` blocks only if given (the most recent ones).
    void windowSum(std::size_t channel, std::size_t t, LaneValues& out, std::size_t blocks = 0) const;
    /// The sum of the block that lies `back` blocks before the newest one.
    [[nodiscard]] const double* block(std::size_t channel, std::size_t t, std::size_t back) const;
    /// Whether a lane's window is complete enough: its first value is old enough and 80 % are present.
    [[nodiscard]] bool complete(std::size_t lane, std::size_t t, const TrailingWindow& window) const;
    /// Number of sessions with a value in the window.
    [[nodiscard]] double present(std::size_t lane, std::size_t t, const TrailingWindow& window) const;

private:
    void clear();
    void noteRow(std::size_t row);

    RowRange held_;
    std::size_t channel_count_;
    std::size_t lanes_ = 0;
    std::vector<double> channels_;
    std::vector<double> blocks_;
    std::vector<double> block_weights_;
    std::vector<double> inner_weights_;
    std::size_t lag_ = 0;
    std::vector<std::uint32_t> seen_; ///< (held rows + 1) x kTile: held values before a row
    std::array<std::size_t, kTile> first_{};
};

template <class Transform>
void InstrumentTile::load(domain::MatrixView values, std::size_t first, const Transform& transform) {
    lanes_ = std::min(kTile, values.columns - first);
    clear();
    for (std::size_t i = 0; i < lanes_; ++i)
        for (std::size_t t = 0; t < held_.begin && first_[i] == kNever; ++t)
            if (std::isfinite(transform(values.at(t, first + i), t))) first_[i] = t;
    for (std::size_t t = held_.begin; t < held_.end; ++t) {
        const double* const source = values.data + t * values.columns + first;
        double* const present = channel(0) + (t - held_.begin) * kTile;
        double* const value = channel(1) + (t - held_.begin) * kTile;
        for (std::size_t i = 0; i < lanes_; ++i) {
            const double x = transform(source[i], t);
            const bool here = std::isfinite(x);
            present[i] = here ? 1.0 : 0.0;
            value[i] = here ? x : 0.0;
        }
        noteRow(t);
    }
}

inline double InstrumentTile::present(std::size_t lane, std::size_t t, const TrailingWindow& window) const {
    const std::size_t last = t - held_.begin - window.lag;
    return static_cast<double>(seen_[(last + 1) * kTile + lane] -
                               seen_[(last + 1 - window.sessions()) * kTile + lane]);
}

inline bool InstrumentTile::complete(std::size_t lane, std::size_t t, const TrailingWindow& window) const {
    if (t < window.reach() || first_[lane] > t - window.reach()) return false;
    return present(lane, t, window) >= kMinPresentShare * static_cast<double>(window.sessions());
}

/// The rows that answers for `range` can depend on.
[[nodiscard]] RowRange heldRows(const TrailingWindow& window, RowRange range);

/// Rows of `range` for which the window can exist at all, given as a half-open range of rows.
[[nodiscard]] RowRange answerable(const TrailingWindow& window, RowRange range);

/// Calls body(tile index) for every tile of `columns` instruments, in parallel parts with a state of their
/// own.
template <class MakeState, class Body>
void forEachTile(std::size_t columns, const ParallelFor& parallel, MakeState make, Body body) {
    parallel((columns + kTile - 1) / kTile, [&](std::size_t begin, std::size_t end) {
        auto state = make();
        for (std::size_t tile = begin; tile < end; ++tile)
            body(state, tile * kTile);
    });
}

} // namespace nautilus::factor
