#include "engines/factor/kernel/style_ratios.h"

#include "engines/domain/panel.h"
#include "engines/numerics/least_squares.h"

#include <array>
#include <cmath>

namespace nautilus::factor {
namespace {

constexpr std::size_t kGrowthYears = 5;
constexpr std::size_t kMinGrowthYears = 3;

void leverage(std::span<const double> equity, std::span<const double> preferred, std::span<const double> debt,
              std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double pe = std::isnan(preferred[i]) ? 0.0 : preferred[i];
        out[i] = equity[i] > 0 ? (equity[i] + pe + debt[i]) / equity[i] : domain::kMissing;
    }
}

} // namespace

void ratio(std::span<const double> numerator, std::span<const double> denominator, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = denominator[i] > 0 ? numerator[i] / denominator[i] : domain::kMissing;
}

void marketLeverage(std::span<const double> market_equity, std::span<const double> preferred_equity,
                    std::span<const double> long_term_debt, std::span<double> out) {
    leverage(market_equity, preferred_equity, long_term_debt, out);
}

void bookLeverage(std::span<const double> book_equity, std::span<const double> preferred_equity,
                  std::span<const double> long_term_debt, std::span<double> out) {
    leverage(book_equity, preferred_equity, long_term_debt, out);
}

double fiscalGrowth(std::span<const double> values) {
    if (values.size() > kGrowthYears) values = values.last(kGrowthYears);
    static constexpr std::array<double, kGrowthYears> kYears{0, 1, 2, 3, 4};
    double sum = 0;
    std::size_t known = 0;
    for (const double x : values) {
        if (std::isnan(x)) continue;
        sum += std::abs(x);
        ++known;
    }
    if (known < kMinGrowthYears || !(sum > 0)) return domain::kMissing;
    const numerics::Line line = numerics::fitLine(std::span(kYears).first(values.size()), values);
    return line.slope / (sum / static_cast<double>(known));
}

} // namespace nautilus::factor
