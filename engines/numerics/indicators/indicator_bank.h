#pragma once

#include "engines/numerics/indicators/indicator_table.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// The indicators of one line, moved together by some bars at a time: each goes over all of the bars before
/// the next one does, so that its state stays in registers. Bit for bit what one update after the other
/// gives. Not thread-safe; use one object per series.
class IndicatorBank {
public:
    /// False, and nothing added, if checkParameters finds a fault.
    [[nodiscard]] bool add(const IndicatorSpec& spec, Parameters parameters);
    [[nodiscard]] std::size_t size() const { return indicators_.size(); }

    /// Takes the next `count` bars; the columns that the indicators read hold as many values. Allocates only
    /// if there are more of them than ever before.
    void take(const BarColumns& bars, std::size_t count);
    /// Of the last take, one value per bar: output `output` of the indicator that was added as number
    /// `indicator`. Empty before the first.
    [[nodiscard]] std::span<const double> values(std::size_t indicator, std::size_t output) const;

private:
    void takeOne(const BarColumns& bars, std::size_t t);

    static constexpr std::size_t kFewBars = 4; ///< for which a pass does not pay

    std::vector<std::unique_ptr<Indicator>> indicators_;
    std::vector<std::size_t> first_{0}; ///< column of each indicator's first output, and the end
    std::size_t columns_ = 0, room_ = 0, count_ = 0;
    std::vector<double> values_;  ///< column after column, `room_` values each
    std::vector<double*> places_; ///< of each column
    std::vector<double> row_;     ///< of one bar
};

} // namespace nautilus::numerics
