#include "engines/factor/kernel/styles_two_stage.h"

#include "engines/factor/kernel/instrument_tile.h"
#include "engines/numerics/lanes.h"
#include "engines/numerics/moments.h"
#include "engines/numerics/quantile.h"
#include "engines/numerics/weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace nautilus::factor {
namespace {

/// Returns of one tile without their gaps: row k holds every instrument's k-th own return.
struct OwnRows {
    explicit OwnRows(std::size_t rows) : values(rows * kTile), date(rows * kTile) {}

    void load(domain::MatrixView returns, std::size_t first) {
        lanes = std::min(kTile, returns.columns - first);
        std::fill(values.begin(), values.end(), 0.0);
        count.fill(0);
        for (std::size_t t = 0; t < returns.rows; ++t) {
            for (std::size_t i = 0; i < lanes; ++i) {
                const double r = returns.at(t, first + i);
                if (!std::isfinite(r)) continue;
                values[count[i] * kTile + i] = r;
                date[count[i] * kTile + i] = static_cast<std::uint32_t>(t);
                ++count[i];
            }
        }
    }

    std::vector<double> values;
    std::vector<std::uint32_t> date;
    std::array<std::size_t, kTile> count{};
    std::size_t lanes = 0;
};

void momentumOfTile(const OwnRows& own, const std::vector<double>& weights, std::size_t lag, RowRange rows,
                    std::size_t first, domain::Matrix& result) {
    const std::size_t window = weights.size();
    const std::size_t last = *std::max_element(own.count.begin(), own.count.end());
    std::array<double, kTile> product;
    for (std::size_t k = lag + window - 1; k < last; ++k) {
        std::array<std::uint8_t, kTile> wanted{};
        bool any = false;
        for (std::size_t i = 0; i < own.lanes; ++i) {
            const std::size_t t = own.date[k * kTile + i];
            wanted[i] = k < own.count[i] && t >= rows.begin && t < rows.end ? 1 : 0;
            any = any || wanted[i] != 0;
        }
        if (!any) continue;
        const double* const oldest = own.values.data() + (k - lag - (window - 1)) * kTile;
        numerics::growthProduct(oldest, kTile, weights.data(), window, product.data());
        for (std::size_t i = 0; i < own.lanes; ++i)
            if (wanted[i] != 0) result.at(own.date[k * kTile + i] - rows.begin, first + i) = product[i] - 1.0;
    }
}

/// ln x for x > 0, else missing.
double logOrMissing(double x) {
    return x > 0 ? std::log(x) : domain::kMissing;
}

/// z-score of one ratio, clipped and then put in logarithms where asked for.
std::vector<double> scoreRatio(std::span<const double> ratio, std::optional<double> winsor_factor,
                               bool logarithm) {
    std::vector<double> values(ratio.begin(), ratio.end()), scratch;
    if (winsor_factor) numerics::winsorize(values, *winsor_factor, values, scratch);
    if (logarithm)
        for (double& x : values)
            x = logOrMissing(x);
    numerics::zscore(values, values);
    return values;
}

} // namespace

domain::Matrix rawProductMomentum(domain::MatrixView returns, const TwoStageMomentumOptions& options,
                                  RowRange rows, const ParallelFor& parallel) {
    domain::Matrix result(rows.size(), returns.columns);
    if (options.trailing_rows == 0) return result;
    const std::vector<double> weights = numerics::expWeights(options.trailing_rows, options.half_life);
    forEachTile(
        returns.columns, parallel, [&] { return OwnRows(returns.rows); },
        [&](OwnRows& own, std::size_t first) {
            own.load(returns, first);
            momentumOfTile(own, weights, options.lag, rows, first, result);
        });
    return result;
}

void momentumScores(std::span<const double> raw, double winsor_factor, std::span<double> out) {
    std::vector<double> scratch;
    numerics::winsorize(raw, winsor_factor, out, scratch);
    numerics::zscore(out, out);
}

void sizeScores(std::span<const double> market_cap, double lower, double upper, std::span<double> out) {
    for (std::size_t i = 0; i < market_cap.size(); ++i)
        out[i] = -logOrMissing(market_cap[i]);
    numerics::zscore(out, out);
    const double low = numerics::quantile(out, lower, numerics::QuantileRule::Nearest);
    const double high = numerics::quantile(out, upper, numerics::QuantileRule::Nearest);
    for (double& x : out)
        if (x > low && x < high) x = 0.0;
}

void valueScores(std::span<const double> book_price, std::span<const double> sales_price,
                 std::span<const double> cash_flow_price, std::optional<double> winsor_factor,
                 std::span<double> out) {
    const std::vector<double> book = scoreRatio(book_price, winsor_factor, true);
    const std::vector<double> sales = scoreRatio(sales_price, winsor_factor, true);
    const std::vector<double> cash_flow = scoreRatio(cash_flow_price, winsor_factor, false);
    for (std::size_t i = 0; i < out.size(); ++i) {
        double sum = 0;
        int count = 0;
        for (const double x : {book[i], sales[i], cash_flow[i]}) {
            if (std::isnan(x)) continue;
            sum += x;
            ++count;
        }
        out[i] = count > 0 ? sum / count : domain::kMissing;
    }
    numerics::zscore(out, out);
}

} // namespace nautilus::factor
