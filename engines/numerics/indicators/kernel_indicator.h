#pragma once

#include "engines/numerics/indicators/indicator_table.h"
#include "engines/numerics/indicators/state_archive.h"
#include "engines/numerics/indicators/stretch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

namespace nautilus::numerics {

/// Number of outputs of a kernel: its kOutputs, 1 where it states none. A number that the compiler knows
/// keeps the outputs in registers.
template <class Kernel>
constexpr std::size_t outputsOf() {
    if constexpr (requires { Kernel::kOutputs; })
        return Kernel::kOutputs;
    else
        return 1;
}

/// The prices of a bar, or (V = Lanes) of some in a row.
template <class V>
struct PriceBar {
    V open, high, low, close;
};
inline PriceBar<double> pricesOf(const BarInput& bar) {
    return {bar.open, bar.high, bar.low, bar.close};
}

/// Makes an Indicator of a recurrence: a copyable type with a constructor from Parameters (or
/// from the table's row and Parameters),
/// `void step(const BarInput&, std::span<double> out)`, which sees good bars only and may write anything
/// before the look-back, and `visit` (state_archive.h). A kernel may have
/// `void run(const Stretch& bars, double* const* out)` as well: bars after the look-back, all good, to the
/// same bytes as steps. Of a kernel that costs little more than to look its bars over,
/// `bool tryRun(const Stretch& bars, double* const* out)` does both at once: false, and its state as before,
/// if one of them is missing.
template <class Kernel>
class KernelIndicator final : public Indicator {
public:
    KernelIndicator(const IndicatorSpec& spec, Parameters parameters)
        : kernel_(makeKernel(spec, parameters)), inputs_(spec.inputs), positive_prices_(spec.positive_prices),
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
    void run(const BarColumns& bars, std::size_t count, std::span<double* const> out) override {
        runOf<outputsOf<Kernel>()>(bars, count, out);
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
    static Kernel makeKernel(const IndicatorSpec& spec, Parameters parameters) {
        if constexpr (std::is_constructible_v<Kernel, const IndicatorSpec&, Parameters>)
            return Kernel(spec, parameters);
        else
            return Kernel(parameters);
    }

    using Fields = std::array<const double*, 5>;

    template <std::size_t Outputs>
    void runOf(const BarColumns& bars, std::size_t count, std::span<double* const> out) {
        Fields fields = fieldsOf(bars);
        for (std::size_t first = 0; first < count; first += kStretch) {
            const std::size_t last = std::min(first + kStretch, count);
            if constexpr (requires(const PriceBar<double>& bar) { Kernel::of(bar); }) {
                if (mapComplete(fields, first, last, out[0])) continue;
            }
            if constexpr (requires(Kernel kernel, const Stretch& part, double* const* to) {
                              kernel.tryRun(part, to);
                          }) {
                if (bars_ == lookback_ && tryComplete<Outputs>(fields, first, last, out)) continue;
            }
            if (allComplete(fields, first, last))
                runComplete<Outputs>(fields, first, last, out);
            else
                for (std::size_t t = first; t < last; ++t)
                    updateOne<Outputs>(fields, t, out);
        }
    }

    /// Fields that are not read stand on one that is: nothing is made of them.
    [[nodiscard]] Fields fieldsOf(const BarColumns& bars) const {
        Fields fields{bars.open.data(), bars.high.data(), bars.low.data(), bars.close.data(),
                      bars.volume.data()};
        const double* any = nullptr;
        for (unsigned i = 0; i < fields.size(); ++i)
            if ((inputs_ >> i & 1U) != 0) any = fields[i];
        for (unsigned i = 0; i < fields.size(); ++i)
            if ((inputs_ >> i & 1U) == 0) fields[i] = any;
        return fields;
    }

    static BarInput barAt(const Fields& fields, std::size_t t) {
        return {fields[0][t], fields[1][t], fields[2][t], fields[3][t], fields[4][t]};
    }

    /// No field that is read is missing in [first, last).
    [[nodiscard]] bool allComplete(const Fields& fields, std::size_t first, std::size_t last) const {
        // In turns, so that the columns are fetched side by side.
        constexpr std::size_t kTurn = 64;
        FiniteCheck check;
        for (std::size_t t = first; t < last; t += kTurn)
            for (unsigned i = 0; i < fields.size(); ++i)
                if ((inputs_ >> i & 1U) != 0) check.see(fields[i] + t, std::min(kTurn, last - t), kStretch);
        bool wrong = check.failed();
        for (unsigned i = 0; i < 4 && positive_prices_; ++i)
            for (std::size_t t = first; t < last && (inputs_ >> i & 1U) != 0; ++t)
                wrong |= fields[i][t] <= 0;
        return !wrong;
    }

    /// For kernels without state, whose `static V of(const PriceBar<V>&)` is all there is: values
    /// are made while the bars are looked over. False if some are missing; `out` is then to be made again.
    [[nodiscard]] bool mapComplete(const Fields& fields, std::size_t first, std::size_t last,
                                   double* __restrict out) {
        switch (inputs_) { // the usual sets, known to the compiler
        case kHigh | kLow:
            return mapFields<kHigh | kLow>(fields, first, last, out);
        case kHigh | kLow | kClose:
            return mapFields<kHigh | kLow | kClose>(fields, first, last, out);
        default:
            return mapFields<kOpen | kHigh | kLow | kClose>(fields, first, last, out);
        }
    }
    template <unsigned Inputs>
    [[nodiscard, gnu::flatten]] bool mapFields(const Fields& fields, std::size_t first, std::size_t last,
                                               double* __restrict out) {
        const Fields from = fields;
        FiniteCheck check;
        const auto price = [&](auto lane, unsigned i, std::size_t t) {
            if ((Inputs >> i & 1U) == 0) return decltype(lane){};
            const auto value = load<decltype(lane)>(from[i] + t);
            check.see(value);
            return value;
        };
        forLanes(last - first, [&](auto lane, std::size_t i) {
            const std::size_t t = first + i;
            const PriceBar<decltype(lane)> bar{price(lane, 0, t), price(lane, 1, t), price(lane, 2, t),
                                               price(lane, 3, t)};
            store(out + t, Kernel::of(bar));
        });
        const bool complete = !check.failed();
        warm_ = warm_ || complete;
        return complete;
    }

    template <std::size_t Outputs>
    [[nodiscard]] bool tryComplete(const Fields& fields, std::size_t first, std::size_t last,
                                   std::span<double* const> out) {
        std::array<double*, Outputs> to;
        for (std::size_t i = 0; i < Outputs; ++i)
            to[i] = out[i] + first;
        const bool complete = kernel_.tryRun(stretchOf(fields, first, last), to.data());
        warm_ = warm_ || complete;
        return complete;
    }
    static Stretch stretchOf(const Fields& fields, std::size_t first, std::size_t last) {
        return {fields[0] + first, fields[1] + first, fields[2] + first,
                fields[3] + first, fields[4] + first, last - first};
    }

    template <std::size_t Outputs>
    void updateOne(const Fields& fields, std::size_t t, std::span<double* const> out) {
        std::array<double, Outputs> row{};
        update(barAt(fields, t), row);
        for (std::size_t i = 0; i < Outputs; ++i)
            out[i][t] = row[i];
    }

    /// By the kernel's own passes if it has them.
    template <std::size_t Outputs>
    void runComplete(const Fields& fields, std::size_t first, std::size_t last,
                     std::span<double* const> out) {
        std::size_t t = first;
        for (; t < last && bars_ < lookback_; ++t)
            updateOne<Outputs>(fields, t, out);
        if (t == last) return;
        if constexpr (requires(const Stretch& bars, double* const* to) { kernel_.run(bars, to); }) {
            std::array<double*, Outputs> to;
            for (std::size_t i = 0; i < Outputs; ++i)
                to[i] = out[i] + t;
            kernel_.run(stretchOf(fields, t, last), to.data());
        } else {
            stepThrough<Outputs>(fields, t, last, out);
        }
        warm_ = true;
    }

    /// The kernel is moved into this function, so that its state may stay in registers.
    template <std::size_t Outputs>
    void stepThrough(const Fields& fields, std::size_t first, std::size_t last,
                     std::span<double* const> out) {
        std::array<double*, Outputs> to;
        std::copy_n(out.begin(), Outputs, to.begin());
        const Fields from = fields;
        Kernel kernel = std::move(kernel_);
        for (std::size_t t = first; t < last; ++t) {
            std::array<double, Outputs> row{};
            kernel.step(barAt(from, t), std::span<double>(row));
            for (std::size_t i = 0; i < Outputs; ++i)
                to[i][t] = row[i];
        }
        kernel_ = std::move(kernel);
    }

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
    return {name, value, 0, 8, true};
}

inline Seed seedOf(double parameter) {
    return static_cast<Seed>(whole(parameter));
}
/// 0 talib, 1 first_value, 2 sma: the last parameter of recursive averages.
inline ParameterSpec seedParameter() {
    return {"seed", 0, 0, 2, true};
}

/// Rows that share their group and the fields they read; one output, named as the indicator.
struct RowMaker {
    std::string_view group;
    unsigned inputs;

    IndicatorSpec operator()(std::string_view id, std::string_view title, std::string_view talib,
                             std::vector<ParameterSpec> parameters, std::size_t (*lookback)(Parameters),
                             decltype(IndicatorSpec::make) make, std::string_view formula,
                             std::string_view source, std::string_view difference = "") const {
        return {.id = id,
                .title = title,
                .group = group,
                .inputs = inputs,
                .outputs = {id},
                .parameters = std::move(parameters),
                .lookback = lookback,
                .make = make,
                .formula = formula,
                .source = source,
                .talib = talib,
                .difference = difference};
    }
};

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
    explicit OfField(Parameters p) : block(made(p)) {}
    /// With a seed, if the block knows one and the table gives one.
    static Block made(Parameters p) {
        if constexpr (std::is_constructible_v<Block, std::size_t, Seed>)
            return p.size() > 1 ? Block(whole(p[0]), seedOf(p[1])) : Block(whole(p[0]));
        else
            return Block(whole(p[0]));
    }
    void step(const BarInput& bar, std::span<double> out) { out[0] = block.update(bar.*Field); }
    void run(const Stretch& bars, double* const* out) {
        static_assert(Field == &BarInput::close || Field == &BarInput::volume);
        runBlock(block, Field == &BarInput::close ? bars.close : bars.volume, out[0], bars.count);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(block);
    }
};

} // namespace nautilus::numerics
