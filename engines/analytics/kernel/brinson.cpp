#include "engines/analytics/kernel/brinson.h"

#include <cmath>

namespace nautilus::analytics {
namespace {

/// (ln(1+p) - ln(1+b)) / (p - b); its limit where the two are equal.
double carino(double p, double b) {
    return p == b ? 1 / (1 + p) : std::log1p((p - b) / (1 + b)) / (p - b);
}

std::vector<double> carinoWeights(std::span<const double> p, std::span<const double> b, double total_p,
                                  double total_b) {
    std::vector<double> out(p.size());
    for (std::size_t t = 0; t < p.size(); ++t)
        out[t] = carino(p[t], b[t]) / carino(total_p, total_b);
    return out;
}

std::vector<double> mencheroWeights(std::span<const double> p, std::span<const double> b, double total_p,
                                    double total_b) {
    const double periods = static_cast<double>(p.size());
    const double up = std::log1p(total_p) / periods, down = std::log1p(total_b) / periods;
    const double gap = std::expm1(up) - std::expm1(down);
    const double scale = gap == 0 ? std::exp(up * (periods - 1)) : (total_p - total_b) / periods / gap;
    double sum = 0, squares = 0;
    for (std::size_t t = 0; t < p.size(); ++t) {
        sum += p[t] - b[t];
        squares += (p[t] - b[t]) * (p[t] - b[t]);
    }
    const double rest = squares > 0 ? (total_p - total_b - scale * sum) / squares : 0;
    std::vector<double> out(p.size());
    for (std::size_t t = 0; t < p.size(); ++t)
        out[t] = scale + rest * (p[t] - b[t]);
    return out;
}

} // namespace

BrinsonEffects brinsonEffects(std::span<const double> portfolio_weights,
                              std::span<const double> benchmark_weights,
                              std::span<const double> portfolio_returns,
                              std::span<const double> benchmark_returns) {
    const std::size_t n = portfolio_weights.size();
    BrinsonEffects out{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), 0, 0};
    for (std::size_t j = 0; j < n; ++j) {
        if (benchmark_weights[j] != 0) out.benchmark_return += benchmark_weights[j] * benchmark_returns[j];
        if (portfolio_weights[j] != 0) out.portfolio_return += portfolio_weights[j] * portfolio_returns[j];
    }
    for (std::size_t j = 0; j < n; ++j) {
        const double w = portfolio_weights[j], base = benchmark_weights[j];
        const double market = base == 0 ? out.benchmark_return : benchmark_returns[j];
        const double own = w == 0 ? market : portfolio_returns[j];
        out.allocation[j] = (w - base) * (market - out.benchmark_return);
        out.selection[j] = base * (own - market);
        out.interaction[j] = (w - base) * (own - market);
    }
    return out;
}

LinkedEffects linkEffects(std::span<const double> portfolio_returns,
                          std::span<const double> benchmark_returns, domain::MatrixView effects,
                          Linking method) {
    double portfolio = 1, benchmark = 1;
    bool broken = false;
    for (std::size_t t = 0; t < portfolio_returns.size(); ++t) {
        portfolio *= 1 + portfolio_returns[t];
        benchmark *= 1 + benchmark_returns[t];
        broken = broken || !(portfolio_returns[t] > -1) || !(benchmark_returns[t] > -1);
    }
    LinkedEffects out{std::vector<double>(effects.columns, broken ? std::nan("") : 0.0), portfolio - 1,
                      benchmark - 1};
    if (broken) return out;
    const auto weights =
        method == Linking::Carino
            ? carinoWeights(portfolio_returns, benchmark_returns, portfolio - 1, benchmark - 1)
            : mencheroWeights(portfolio_returns, benchmark_returns, portfolio - 1, benchmark - 1);
    for (std::size_t t = 0; t < effects.rows; ++t)
        for (std::size_t e = 0; e < effects.columns; ++e)
            out.effects[e] += weights[t] * effects.at(t, e);
    return out;
}

} // namespace nautilus::analytics
