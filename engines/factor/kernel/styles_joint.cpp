#include "engines/factor/kernel/styles_joint.h"

#include "engines/factor/kernel/instrument_tile.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {
namespace {

constexpr TrailingWindow kBetaWindow{12, 63};
constexpr TrailingWindow kStrengthWindow{24, 126, 21};
constexpr TrailingWindow kDeviationWindow{12, 42};
constexpr TrailingWindow kYearWindow{12, 0};
constexpr TrailingWindow kQuarterWindow{3, 0};
constexpr TrailingWindow kMonthWindow{1, 0};

double riskFree(const PriceHistory& history, std::size_t t) {
    return history.risk_free.empty() ? 0.0 : history.risk_free[t];
}

auto excessReturn(const PriceHistory& history) {
    return [&history](double r, std::size_t t) { return r - riskFree(history, t); };
}

auto logExcess(const PriceHistory& history) {
    std::vector<double> log_risk_free;
    for (std::size_t t = 0; t < history.returns.rows; ++t)
        log_risk_free.push_back(std::log(1.0 + riskFree(history, t)));
    return [logs = std::move(log_risk_free)](double r, std::size_t t) { return std::log(1.0 + r) - logs[t]; };
}

/// Loads every tile, sums its blocks and lets `answer(tile, t, lane, column)` write one cell at a time for
/// the cells whose window is complete.
template <class Transform, class Prepare, class Answer>
void overTiles(domain::MatrixView values, const TrailingWindow& window, std::size_t channels, RowRange rows,
               const ParallelFor& parallel, const Transform& transform, Prepare prepare, Answer answer) {
    forEachTile(
        values.columns, parallel, [&] { return InstrumentTile(heldRows(window, rows), channels); },
        [&](InstrumentTile& tile, std::size_t first) {
            tile.load(values, first, transform);
            prepare(tile);
            tile.sumBlocks(window, rows);
            const RowRange usable = answerable(window, rows);
            for (std::size_t t = usable.begin; t < usable.end; ++t)
                answer(tile, t, first);
        });
}

/// Adds channel 2 = the square of channel 1.
void addSquares(InstrumentTile& tile) {
    const double* const x = tile.channel(1);
    double* const squares = tile.channel(2);
    for (std::size_t i = 0; i < tile.held().size() * kTile; ++i)
        squares[i] = x[i] * x[i];
}

enum BetaChannel : std::size_t {
    kMass,
    kStock,
    kStockSquare,
    kMarket,
    kMarketSquare,
    kProduct,
    kBetaChannels
};

void addMarket(InstrumentTile& tile, std::span<const double> market) {
    addSquares(tile);
    for (std::size_t t = 0; t < tile.held().size(); ++t) {
        // A session without a market return counts for nobody.
        const double given = market[tile.held().begin + t];
        const bool known = std::isfinite(given);
        const double m = known ? given : 0.0;
        double* const mass = tile.channel(kMass) + t * kTile;
        double* const stock = tile.channel(kStock) + t * kTile;
        double* const square = tile.channel(kStockSquare) + t * kTile;
        for (std::size_t i = 0; i < kTile; ++i) {
            if (!known) mass[i] = stock[i] = square[i] = 0.0;
            tile.channel(kMarket)[t * kTile + i] = mass[i] * m;
            tile.channel(kMarketSquare)[t * kTile + i] = mass[i] * m * m;
            tile.channel(kProduct)[t * kTile + i] = stock[i] * m;
        }
    }
}

struct BetaPair {
    double beta;
    double hsigma;
};

BetaPair betaFrom(const std::array<LaneValues, kBetaChannels>& sums, std::size_t lane) {
    const double mass = sums[kMass][lane];
    const double stock = sums[kStock][lane] / mass, market = sums[kMarket][lane] / mass;
    const double variance = sums[kMarketSquare][lane] / mass - market * market;
    if (!(mass > 0 && variance > 0)) return {domain::kMissing, domain::kMissing};
    const double covariance = sums[kProduct][lane] / mass - market * stock;
    const double beta = covariance / variance;
    const double rest = sums[kStockSquare][lane] / mass - stock * stock - beta * covariance;
    return {beta, std::sqrt(std::max(rest, 0.0))};
}

} // namespace

std::vector<double> marketExcess(domain::MatrixView returns, domain::MatrixView market_cap,
                                 const MaskView& in_universe, std::span<const double> risk_free) {
    std::vector<double> result(returns.rows, domain::kMissing);
    for (std::size_t t = 1; t < returns.rows; ++t)
        result[t] = numerics::weightedMean(returns.row(t), market_cap.row(t - 1), in_universe.row(t - 1)) -
                    (risk_free.empty() ? 0.0 : risk_free[t]);
    return result;
}

BetaDescriptors betaDescriptors(const PriceHistory& history, RowRange rows, const ParallelFor& parallel) {
    const std::size_t n = history.returns.columns;
    BetaDescriptors result{domain::Matrix(rows.size(), n), domain::Matrix(rows.size(), n)};
    overTiles(
        history.returns, kBetaWindow, kBetaChannels, rows, parallel, excessReturn(history),
        [&](InstrumentTile& tile) { addMarket(tile, history.market_excess); },
        [&](const InstrumentTile& tile, std::size_t t, std::size_t first) {
            std::array<LaneValues, kBetaChannels> sums;
            for (std::size_t c = 0; c < kBetaChannels; ++c)
                tile.windowSum(c, t, sums[c]);
            for (std::size_t i = 0; i < tile.lanes(); ++i) {
                if (!tile.complete(i, t, kBetaWindow)) continue;
                const BetaPair pair = betaFrom(sums, i);
                result.beta.at(t - rows.begin, first + i) = pair.beta;
                result.hsigma.at(t - rows.begin, first + i) = pair.hsigma;
            }
        });
    return result;
}

domain::Matrix relativeStrength(const PriceHistory& history, RowRange rows, const ParallelFor& parallel) {
    domain::Matrix result(rows.size(), history.returns.columns);
    overTiles(
        history.returns, kStrengthWindow, 2, rows, parallel, logExcess(history), [](InstrumentTile&) {},
        [&](const InstrumentTile& tile, std::size_t t, std::size_t first) {
            LaneValues mass, sum;
            tile.windowSum(0, t, mass);
            tile.windowSum(1, t, sum);
            for (std::size_t i = 0; i < tile.lanes(); ++i)
                if (tile.complete(i, t, kStrengthWindow))
                    result.at(t - rows.begin, first + i) = sum[i] / mass[i];
        });
    return result;
}

domain::Matrix dailyDeviation(const PriceHistory& history, RowRange rows, const ParallelFor& parallel) {
    domain::Matrix result(rows.size(), history.returns.columns);
    overTiles(history.returns, kDeviationWindow, 3, rows, parallel, excessReturn(history), addSquares,
              [&](const InstrumentTile& tile, std::size_t t, std::size_t first) {
                  LaneValues mass, sum, squares;
                  tile.windowSum(0, t, mass);
                  tile.windowSum(1, t, sum);
                  tile.windowSum(2, t, squares);
                  for (std::size_t i = 0; i < tile.lanes(); ++i) {
                      if (!tile.complete(i, t, kDeviationWindow)) continue;
                      const double mean = sum[i] / mass[i];
                      const double variance = squares[i] / mass[i] - mean * mean;
                      result.at(t - rows.begin, first + i) = std::sqrt(std::max(variance, 0.0));
                  }
              });
    return result;
}

domain::Matrix cumulativeRange(const PriceHistory& history, RowRange rows, const ParallelFor& parallel) {
    domain::Matrix result(rows.size(), history.returns.columns);
    overTiles(
        history.returns, kYearWindow, 2, rows, parallel, logExcess(history), [](InstrumentTile&) {},
        [&](const InstrumentTile& tile, std::size_t t, std::size_t first) {
            LaneValues total{}, high, low;
            high.fill(-HUGE_VAL);
            low.fill(HUGE_VAL);
            for (std::size_t m = 0; m < kYearWindow.blocks; ++m) {
                const double* const month = tile.block(1, t, m);
                for (std::size_t i = 0; i < kTile; ++i) {
                    total[i] += month[i];
                    high[i] = std::max(high[i], total[i]);
                    low[i] = std::min(low[i], total[i]);
                }
            }
            for (std::size_t i = 0; i < tile.lanes(); ++i) {
                if (!tile.complete(i, t, kYearWindow)) continue;
                const bool defined = 1.0 + low[i] > 0;
                result.at(t - rows.begin, first + i) =
                    defined ? std::log(1.0 + high[i]) - std::log(1.0 + low[i]) : high[i] - low[i];
            }
        });
    return result;
}

domain::Matrix shortTermReversal(const PriceHistory& history, RowRange rows, const ParallelFor& parallel) {
    domain::Matrix result(rows.size(), history.returns.columns);
    overTiles(
        history.returns, kMonthWindow, 2, rows, parallel,
        [](double r, std::size_t) { return std::log(1.0 + r); }, [](InstrumentTile&) {},
        [&](const InstrumentTile& tile, std::size_t t, std::size_t first) {
            const double* const month = tile.block(1, t, 0);
            for (std::size_t i = 0; i < tile.lanes(); ++i)
                if (tile.complete(i, t, kMonthWindow)) result.at(t - rows.begin, first + i) = -month[i];
        });
    return result;
}

LiquidityDescriptors liquidityDescriptors(const PriceHistory& history, RowRange rows,
                                          const ParallelFor& parallel) {
    const domain::MatrixView turnover = history.turnover;
    const std::size_t n = turnover.columns;
    LiquidityDescriptors result{domain::Matrix(rows.size(), n), domain::Matrix(rows.size(), n),
                                domain::Matrix(rows.size(), n)};
    const std::array<std::pair<TrailingWindow, domain::Matrix*>, 3> parts{
        {{kMonthWindow, &result.stom}, {kQuarterWindow, &result.stoq}, {kYearWindow, &result.stoa}}};
    forEachTile(
        n, parallel, [&] { return InstrumentTile(heldRows(kYearWindow, rows), 2); },
        [&](InstrumentTile& tile, std::size_t first) {
            tile.load(turnover, first, [](double x, std::size_t) { return x >= 0 ? x : domain::kMissing; });
            tile.sumBlocks(kYearWindow, rows);
            for (const auto& [window, target] : parts) {
                const RowRange usable = answerable(window, rows);
                for (std::size_t t = usable.begin; t < usable.end; ++t) {
                    LaneValues sum;
                    tile.windowSum(1, t, sum, window.blocks);
                    for (std::size_t i = 0; i < tile.lanes(); ++i) {
                        if (!tile.complete(i, t, window) || !(sum[i] > 0)) continue;
                        const double daily = sum[i] / tile.present(i, t, window);
                        target->at(t - rows.begin, first + i) = std::log(kMonthSessions * daily);
                    }
                }
            }
        });
    return result;
}

domain::Matrix logCap(const PriceHistory& history, RowRange rows) {
    domain::Matrix result(rows.size(), history.market_cap.columns);
    for (std::size_t t = rows.begin; t < rows.end; ++t) {
        const std::span<const double> cap = history.market_cap.row(t);
        for (std::size_t i = 0; i < cap.size(); ++i)
            if (cap[i] > 0) result.at(t - rows.begin, i) = std::log(cap[i]);
    }
    return result;
}

} // namespace nautilus::factor
