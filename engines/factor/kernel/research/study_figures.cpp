#include "engines/factor/kernel/research/study_figures.h"

#include "engines/numerics/correlation.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using domain::kMissing;

IcFigures icFigures(std::span<const double> ic, std::size_t horizon) {
    const auto test = numerics::meanTest(ic, horizon > 0 ? horizon - 1 : 0);
    IcFigures out{horizon,     test.mean,    test.deviation, kMissing,
                  test.t_stat, test.p_value, kMissing,       test.count};
    if (test.deviation > 0) out.ratio = test.mean / test.deviation;
    double above = 0;
    for (const double v : ic)
        above += v > 0 ? 1 : 0;
    if (test.count > 0) out.positive = above / static_cast<double>(test.count);
    return out;
}

std::vector<double> seriesOf(const domain::Matrix& matrix, std::size_t column) {
    std::vector<double> out(matrix.rows());
    for (std::size_t t = 0; t < matrix.rows(); ++t)
        out[t] = matrix.at(t, column);
    return out;
}

std::span<const double> knownPart(std::span<const double> series, RowRange rows, std::size_t ahead) {
    const auto end = std::max(rows.begin, rows.end - std::min(ahead, rows.end));
    return series.subspan(rows.begin, std::min(end, series.size()) - rows.begin);
}

std::vector<double> netReturns(const FactorStudy& study, double cost) {
    std::vector<double> out(study.portfolio.size(), kMissing);
    for (std::size_t t = 1; t < out.size(); ++t)
        out[t] = study.portfolio[t] - cost * study.turnover[t - 1];
    return out;
}

namespace {

std::vector<QuantileFigures> quantileFigures(const FactorStudy& study, RowRange known, std::size_t horizon) {
    std::vector<QuantileFigures> out(study.quantile_returns.columns());
    for (std::size_t q = 0; q < out.size(); ++q) {
        const auto returns = seriesOf(study.quantile_returns, q);
        const auto part = knownPart(returns, known, horizon);
        const auto m = numerics::moments(part);
        out[q].mean_return = m.mean;
        out[q].count = m.count;
        out[q].standard_error = m.deviation / std::sqrt(static_cast<double>(m.count));
        std::vector<double> excess(part.begin(), part.end());
        for (std::size_t t = 0; t < excess.size(); ++t)
            excess[t] -= study.universe_returns[known.begin + t];
        out[q].excess_return = numerics::moments(excess).mean;
        out[q].turnover = numerics::moments(knownPart(seriesOf(study.quantile_turnover, q), known, 0)).mean;
    }
    return out;
}

} // namespace

FactorFigures factorFigures(const FactorStudy& study, const std::vector<std::size_t>& horizons,
                            RowRange known, const FigureOptions& options) {
    FactorFigures out;
    for (std::size_t h = 0; h < horizons.size(); ++h) {
        out.rank_ic.push_back(
            icFigures(knownPart(seriesOf(study.rank_ic, h), known, horizons[h]), horizons[h]));
        out.linear_ic.push_back(
            icFigures(knownPart(seriesOf(study.linear_ic, h), known, horizons[h]), horizons[h]));
    }
    const auto horizon = horizons[options.horizon];
    out.quantiles = quantileFigures(study, known, horizon);
    auto spread = seriesOf(study.quantile_returns, study.quantile_returns.columns() - 1);
    const auto lowest = seriesOf(study.quantile_returns, 0);
    for (std::size_t t = 0; t < spread.size(); ++t)
        spread[t] -= lowest[t];
    out.spread = numerics::meanTest(knownPart(spread, known, horizon), horizon - 1);
    std::vector<double> number, mean;
    for (const auto& each : out.quantiles) {
        number.push_back(static_cast<double>(number.size()));
        mean.push_back(each.mean_return);
    }
    out.monotonicity = numerics::rankCorrelation(number, mean);
    const auto meanOf = [&](std::span<const double> series) {
        return numerics::moments(knownPart(series, known, 0)).mean;
    };
    out.autocorrelation = meanOf(study.autocorrelation);
    out.names = meanOf(study.names);
    out.turnover = meanOf(study.turnover);
    const auto gross = knownPart(study.portfolio, known, 0);
    const auto net = netReturns(study, options.cost);
    out.gross = numerics::performance(gross);
    out.net = numerics::performance(knownPart(net, known, 0));
    out.shape = numerics::sharpeShape(gross);
    if (out.turnover > 0) out.break_even_cost = numerics::moments(gross).mean / out.turnover;
    const double crowding = meanOf(study.crowding);
    if (crowding > 0) out.capacity = options.participation / crowding;
    return out;
}

std::vector<int> volatilityRegimes(std::span<const double> market, std::size_t window, std::size_t least) {
    std::vector<int> out(market.size(), -1);
    std::vector<double> known; // ascending
    for (std::size_t t = 0; t < market.size(); ++t) {
        if (t + 1 < window) continue;
        const auto m = numerics::moments(market.subspan(t + 1 - window, window));
        if (m.count < window) continue;
        const auto place = std::ranges::lower_bound(known, m.deviation);
        const auto below = static_cast<double>(place - known.begin());
        known.insert(place, m.deviation);
        if (known.size() < least) continue;
        out[t] = std::min(2, static_cast<int>(3.0 * below / static_cast<double>(known.size())));
    }
    return out;
}

} // namespace nautilus::factor
