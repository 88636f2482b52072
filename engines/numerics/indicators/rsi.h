#pragma once

#include <cstddef>

namespace nautilus::numerics {

/// Relative strength index, Wilder smoothing, 0..100: 100 G/(G+L), G and L seeded with the mean of the first
/// `period` gains and losses; 0 when both are 0 (TA-Lib). lookback = period. period >= 2 (less is taken as
/// 2).
class Rsi {
public:
    explicit Rsi(std::size_t period = 14);

    double update(double close);
    [[nodiscard]] double peek(double close) const;
    [[nodiscard]] std::size_t lookback() const { return period_; }
    [[nodiscard]] bool warm() const { return count_ > period_; }
    template <class Archive>
    void visit(Archive& archive) {
        archive(count_, previous_, gain_, loss_);
    }

private:
    std::size_t period_;
    std::size_t count_ = 0; ///< closes seen
    double previous_ = 0;
    double gain_ = 0; ///< sum while seeding, the Wilder average once warm
    double loss_ = 0;
};

} // namespace nautilus::numerics
