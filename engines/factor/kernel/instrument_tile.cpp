#include "engines/factor/kernel/instrument_tile.h"

#include <algorithm>

namespace nautilus::factor {
namespace {

/// lambda^(0), lambda^(step), lambda^(2 step) ...
std::vector<double> powers(std::size_t count, double half_life, std::size_t step) {
    std::vector<double> weights(count, 1.0);
    if (!(half_life > 0)) return weights;
    for (std::size_t i = 0; i < count; ++i)
        weights[i] = std::exp2(-static_cast<double>(i * step) / half_life);
    return weights;
}

} // namespace

InstrumentTile::InstrumentTile(RowRange held, std::size_t channels)
    : held_(held), channel_count_(channels), channels_(held.size() * channels * kTile),
      blocks_(channels_.size()), seen_((held.size() + 1) * kTile) {}

void InstrumentTile::clear() {
    if (lanes_ < kTile) std::fill(channels_.begin(), channels_.end(), 0.0);
    std::fill(seen_.begin(), seen_.begin() + kTile, 0U);
    first_.fill(kNever);
}

void InstrumentTile::noteRow(std::size_t row) {
    const double* const present = channels_.data() + (row - held_.begin) * kTile;
    const std::uint32_t* const before = seen_.data() + (row - held_.begin) * kTile;
    std::uint32_t* const after = seen_.data() + (row - held_.begin + 1) * kTile;
    for (std::size_t i = 0; i < kTile; ++i) {
        const bool here = present[i] > 0;
        after[i] = before[i] + (here ? 1U : 0U);
        if (here && first_[i] == kNever) first_[i] = row;
    }
}

void InstrumentTile::sumBlocks(const TrailingWindow& window, RowRange range) {
    lag_ = window.lag;
    inner_weights_ = powers(kBlockSessions, window.half_life, 1);
    block_weights_ = powers(window.blocks, window.half_life, kBlockSessions);
    // Every block of the window that exists, so that shorter windows can be read from the same sums.
    std::vector<std::uint8_t> needed(held_.size(), 0);
    for (std::size_t t = range.begin; t < range.end; ++t)
        for (std::size_t b = 0; b < window.blocks; ++b)
            if (t >= window.lag + (b + 1) * kBlockSessions - 1)
                needed[t - held_.begin - window.lag - b * kBlockSessions] = 1;
    // With equal weights the mass of a window is the number of its values, which is known already.
    for (std::size_t c = window.half_life > 0 ? 0 : 1; c < channel_count_; ++c) {
        const double* const source = channel(c);
        double* const target = blocks_.data() + c * held_.size() * kTile;
        for (std::size_t t = 0; t < held_.size(); ++t)
            if (needed[t] != 0)
                numerics::weightedRowSum(source + t * kTile, -static_cast<std::ptrdiff_t>(kTile),
                                         inner_weights_.data(), kBlockSessions, target + t * kTile);
    }
}

const double* InstrumentTile::block(std::size_t channel, std::size_t t, std::size_t back) const {
    return blocks_.data() + (channel * held_.size() + t - held_.begin - lag_ - back * kBlockSessions) * kTile;
}

void InstrumentTile::windowSum(std::size_t channel, std::size_t t, LaneValues& out,
                               std::size_t blocks) const {
    const auto step = -static_cast<std::ptrdiff_t>(kBlockSessions * kTile);
    numerics::weightedRowSum(block(channel, t, 0), step, block_weights_.data(),
                             blocks > 0 ? blocks : block_weights_.size(), out.data());
}

RowRange heldRows(const TrailingWindow& window, RowRange range) {
    return {range.begin - std::min(range.begin, window.reach()), range.end};
}

RowRange answerable(const TrailingWindow& window, RowRange range) {
    const std::size_t begin = std::max(range.begin, window.reach());
    return {std::min(begin, range.end), range.end};
}

} // namespace nautilus::factor
