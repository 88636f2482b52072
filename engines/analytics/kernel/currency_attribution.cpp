#include "engines/analytics/kernel/currency_attribution.h"

namespace nautilus::analytics {

CurrencyEffects currencyEffects(std::span<const double> portfolio_weights,
                                std::span<const double> benchmark_weights,
                                std::span<const double> portfolio_premiums,
                                std::span<const double> benchmark_premiums,
                                std::span<const double> currency_returns) {
    CurrencyEffects out{
        brinsonEffects(portfolio_weights, benchmark_weights, portfolio_premiums, benchmark_premiums),
        std::vector<double>(currency_returns.size()), 0, 0};
    for (std::size_t i = 0; i < currency_returns.size(); ++i) {
        if (portfolio_weights[i] != 0) out.portfolio_return += portfolio_weights[i] * currency_returns[i];
        if (benchmark_weights[i] != 0) out.benchmark_return += benchmark_weights[i] * currency_returns[i];
    }
    for (std::size_t i = 0; i < currency_returns.size(); ++i) {
        const double active = portfolio_weights[i] - benchmark_weights[i];
        out.currency[i] = active == 0 ? 0 : active * (currency_returns[i] - out.benchmark_return);
    }
    out.portfolio_return += out.premium.portfolio_return;
    out.benchmark_return += out.premium.benchmark_return;
    return out;
}

} // namespace nautilus::analytics
