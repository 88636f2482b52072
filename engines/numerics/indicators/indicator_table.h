#pragma once

#include "engines/numerics/indicators/indicator.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::numerics {

/// Values of an indicator's parameters, in the order of its table row.
using Parameters = std::span<const double>;

/// Fields of a bar, as bits.
constexpr unsigned kOpen = 1, kHigh = 2, kLow = 4, kClose = 8, kVolume = 16;

struct ParameterSpec {
    std::string_view name;
    double default_value = 0;
    double min = 0;
    double max = 0;
    bool integer = false;
};

/// One row of the table: all that is to be known about an indicator without making one.
struct IndicatorSpec {
    std::string_view id{}; ///< snake_case, unique
    std::string_view title{};
    std::string_view group{}; ///< trend, momentum, volume, volatility, price, statistic, cycle or pattern
    unsigned inputs = 0;      ///< kOpen | kHigh | ...
    /// Takes logarithms of its prices: a bar with one that is not above 0 counts as missing.
    bool positive_prices = false;
    std::vector<std::string_view> outputs{};
    std::vector<ParameterSpec> parameters{};
    std::size_t (*lookback)(Parameters) = nullptr;
    std::unique_ptr<Indicator> (*make)(const IndicatorSpec&, Parameters) = nullptr;
    std::string_view formula{};
    std::string_view source{};
    std::string_view talib{};      ///< TA-Lib's name of the same definition; empty if it has none
    std::string_view difference{}; ///< from TA-Lib, where there is one
};

/// All indicators, grouped. Made once, on first use; thread-safe.
[[nodiscard]] const std::vector<IndicatorSpec>& indicatorTable();
/// nullptr if there is none.
[[nodiscard]] const IndicatorSpec* findIndicator(std::string_view id);
[[nodiscard]] std::vector<double> defaultParameters(const IndicatorSpec& spec);

struct ParameterFault {
    std::size_t position; ///< in the table row; its number of parameters if their count is wrong
    std::string reason;   ///< a sentence with the parameter's name and range
};
/// What is wrong with the parameters, if anything.
[[nodiscard]] std::optional<ParameterFault> checkParameters(const IndicatorSpec& spec, Parameters parameters);

/// nullptr if checkParameters finds a fault.
[[nodiscard]] std::unique_ptr<Indicator> makeIndicator(const IndicatorSpec& spec, Parameters parameters);

/// Whether the indicator takes the bar: every field that it reads is finite, and above 0 where it takes
/// logarithms. Other bars are missing ones.
[[nodiscard]] bool takesBar(const IndicatorSpec& spec, const BarInput& bar);

/// What becomes of the values after a missing bar: the indicator goes on as if the bar had not been, or (as
/// TA-Lib's recursions and running sums do it) there is no value any more.
enum class AfterMissing { GoesOn, Ends };

/// One column per output, as long as the bars, NaN where there is no value: bit for bit a loop of
/// update. No columns if
/// checkParameters finds a fault, or if the columns that the indicator reads differ in length.
[[nodiscard]] std::vector<std::vector<double>> computeIndicator(const IndicatorSpec& spec,
                                                                Parameters parameters, const BarColumns& bars,
                                                                AfterMissing after = AfterMissing::GoesOn);

} // namespace nautilus::numerics
