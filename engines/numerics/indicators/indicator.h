#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// One bar as indicators read it: prices in the currency of the instrument, volume in its units. A field
/// that an indicator does not read may be anything; one that it reads and that is NaN or infinite makes the
/// bar a missing one.
struct BarInput {
    double open;
    double high;
    double low;
    double close;
    double volume;
};

/// Columns of bars, oldest first. Columns that an indicator does not read may be empty.
struct BarColumns {
    std::span<const double> open;
    std::span<const double> high;
    std::span<const double> low;
    std::span<const double> close;
    std::span<const double> volume;
};

/// One streaming indicator with its parameters fixed. A batch (run) gives the bytes of a loop of
/// update. A missing bar (a field it reads is NaN or infinite, or not above 0 where the indicator takes
/// logarithms) gives NaN in every output and does not advance the state. All outputs appear together on bar
/// lookback(), counted from 0 without missing bars; before that they are NaN.
/// Not thread-safe; use one object per series.
class Indicator {
public:
    Indicator() = default;
    virtual ~Indicator() = default;
    Indicator& operator=(const Indicator&) = delete;

    /// Takes the next bar. `out` holds exactly as many values as the indicator has outputs. Never allocates.
    virtual void update(const BarInput& bar, std::span<double> out) = 0;
    /// The same for `count` bars at once, bit for bit what a loop of update gives, faster. The columns that
    /// the indicator reads hold `count` values; `out[i]` has room for the `count` values of output i.
    virtual void run(const BarColumns& bars, std::size_t count, std::span<double* const> out) = 0;
    /// What update would give, state unchanged (a bar still forming). Copies the state: costs its size.
    virtual void peek(const BarInput& bar, std::span<double> out) const = 0;

    [[nodiscard]] virtual std::size_t outputs() const = 0;
    [[nodiscard]] virtual std::size_t lookback() const = 0;
    /// Whether update has returned values already.
    [[nodiscard]] virtual bool warm() const = 0;

    /// The whole state, exact; its length depends on the parameters alone.
    [[nodiscard]] virtual std::vector<double> save() const = 0;
    /// Takes a state saved by the same indicator with the same parameters. False, and nothing changed, if
    /// the length or a position in it cannot be.
    [[nodiscard]] virtual bool restore(std::span<const double> state) = 0;
    [[nodiscard]] virtual std::unique_ptr<Indicator> clone() const = 0;

protected:
    Indicator(const Indicator&) = default;
};

} // namespace nautilus::numerics
