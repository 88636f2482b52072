#pragma once

#include "engines/numerics/indicators/indicator_table.h"
#include "engines/numerics/indicators/state_archive.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace nautilus::numerics {

/// Makes an Indicator of a recurrence: a copyable type with a constructor from Parameters,
/// `void step(const BarInput&, std::span<double> out)`, which sees good bars only and may write anything
/// before the look-back, and `visit` (state_archive.h).
template <class Kernel>
class KernelIndicator final : public Indicator {
public:
    KernelIndicator(const IndicatorSpec& spec, Parameters parameters)
        : kernel_(parameters), inputs_(spec.inputs), positive_prices_(spec.positive_prices),
          outputs_(spec.outputs.size()), lookback_(spec.lookback(parameters)) {}

    void update(const BarInput& bar, std::span<double> out) override {
        const bool usable = complete(bar);
        if (usable) kernel_.step(bar, out);
        if (usable && bars_ == lookback_) {
            warm_ = true;
            return;
        }
        if (usable) ++bars_;
        std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
    }
    void peek(const BarInput& bar, std::span<double> out) const override {
        KernelIndicator copy = *this;
        copy.update(bar, out);
    }
    [[nodiscard]] std::size_t outputs() const override { return outputs_; }
    [[nodiscard]] std::size_t lookback() const override { return lookback_; }
    [[nodiscard]] bool warm() const override { return warm_; }
    [[nodiscard]] std::vector<double> save() const override {
        std::vector<double> state;
        StateWriter writer(state);
        KernelIndicator copy = *this;
        copy.visit(writer);
        return state;
    }
    [[nodiscard]] bool restore(std::span<const double> state) override {
        StateReader reader(state);
        KernelIndicator copy = *this;
        copy.visit(reader);
        if (!reader.good()) return false;
        std::swap(kernel_, copy.kernel_);
        bars_ = copy.bars_;
        warm_ = copy.warm_;
        return true;
    }
    [[nodiscard]] std::unique_ptr<Indicator> clone() const override {
        return std::make_unique<KernelIndicator>(*this);
    }
    KernelIndicator(const KernelIndicator&) = default;

private:
    [[nodiscard]] bool complete(const BarInput& bar) const {
        const double prices[] = {bar.open, bar.high, bar.low, bar.close};
        for (unsigned i = 0; i < 4; ++i) {
            if ((inputs_ >> i & 1U) == 0) continue;
            if (!std::isfinite(prices[i]) || (positive_prices_ && prices[i] <= 0)) return false;
        }
        return (inputs_ & kVolume) == 0 || std::isfinite(bar.volume);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive.index(bars_, lookback_ + 1);
        archive(warm_, kernel_);
    }

    Kernel kernel_;
    unsigned inputs_;
    bool positive_prices_;
    std::size_t outputs_;
    std::size_t lookback_;
    std::size_t bars_ = 0; ///< good bars seen, at most the look-back
    bool warm_ = false;
};

template <class Kernel>
std::unique_ptr<Indicator> buildIndicator(const IndicatorSpec& spec, Parameters parameters) {
    return std::make_unique<KernelIndicator<Kernel>>(spec, parameters);
}

inline std::size_t whole(double parameter) {
    return static_cast<std::size_t>(parameter);
}

inline ParameterSpec periodParameter(double value, double min = 1, std::string_view name = "period") {
    return {name, value, min, 10000, true};
}
inline ParameterSpec averageParameter(double value, std::string_view name = "ma_type") {
    return {name, value, 0, 6, true};
}

/// Look-backs that many indicators share: of the first parameter.
inline std::size_t periodLessOne(Parameters p) {
    return whole(p[0]) - 1;
}
inline std::size_t fullPeriod(Parameters p) {
    return whole(p[0]);
}
inline std::size_t noLookback(Parameters) {
    return 0;
}

/// A block with double update(double) over one field of the bar; its first parameter is the period.
template <class Block, double BarInput::*Field>
struct OfField {
    Block block;
    explicit OfField(Parameters p) : block(whole(p[0])) {}
    void step(const BarInput& bar, std::span<double> out) { out[0] = block.update(bar.*Field); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(block);
    }
};

} // namespace nautilus::numerics
