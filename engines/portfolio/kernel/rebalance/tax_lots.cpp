#include "engines/portfolio/kernel/rebalance/tax_lots.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace nautilus::portfolio {

namespace {

bool isRate(double rate) {
    return rate >= 0 && rate <= 1;
}

std::optional<Fault> saleFault(std::span<const TaxLot> lots, double quantity, double price,
                               const TaxRates& rates) {
    if (!isRate(rates.short_term)) return Fault{"/tax_rates/short_term", "lies between 0 and 1"};
    if (!isRate(rates.long_term)) return Fault{"/tax_rates/long_term", "lies between 0 and 1"};
    if (!(price >= 0) || !std::isfinite(price)) return Fault{"/price", "is a finite number, not below 0"};
    double held = 0;
    for (std::size_t i = 0; i < lots.size(); ++i) {
        if (!(lots[i].quantity > 0) || !std::isfinite(lots[i].quantity) || !std::isfinite(lots[i].unit_cost))
            return Fault{"/lots/" + std::to_string(i), "a lot has units and a cost"};
        held += lots[i].quantity;
    }
    if (!(quantity > 0)) return Fault{"/quantity", "is above 0"};
    if (!(quantity <= held * (1 + 1e-12))) return Fault{"/quantity", "more than the lots hold"};
    return {};
}

double rateOf(const TaxLot& lot, const TaxRates& rates) {
    return lot.long_term ? rates.long_term : rates.short_term;
}

/// What makes a lot go later.
double rankOf(const TaxLot& lot, double price, const TaxRates& rates, LotOrder order) {
    if (order == LotOrder::FirstIn) return 0;
    return order == LotOrder::HighestCost ? -lot.unit_cost : (price - lot.unit_cost) * rateOf(lot, rates);
}

} // namespace

double taxOf(double short_term_gain, double long_term_gain, const TaxRates& rates) {
    if (short_term_gain < 0) return std::max(long_term_gain + short_term_gain, 0.0) * rates.long_term;
    if (long_term_gain < 0) return std::max(long_term_gain + short_term_gain, 0.0) * rates.short_term;
    return short_term_gain * rates.short_term + long_term_gain * rates.long_term;
}

TaxedSale sellLots(std::span<const TaxLot> lots, double quantity, double price, const TaxRates& rates,
                   LotOrder order) {
    TaxedSale out;
    if ((out.fault = saleFault(lots, quantity, price, rates))) return out;
    std::vector<std::size_t> turn(lots.size());
    std::iota(turn.begin(), turn.end(), std::size_t{0});
    std::ranges::stable_sort(turn, {}, [&](std::size_t i) { return rankOf(lots[i], price, rates, order); });
    double left = quantity;
    for (const auto i : turn) {
        if (!(left > 0)) break;
        const double sold = std::min(left, lots[i].quantity), gain = sold * (price - lots[i].unit_cost);
        left -= sold;
        out.lots.push_back({i, sold, gain, gain * rateOf(lots[i], rates)});
        out.proceeds += sold * price;
        (lots[i].long_term ? out.long_term_gain : out.short_term_gain) += gain;
    }
    out.tax = taxOf(out.short_term_gain, out.long_term_gain, rates);
    out.loss_left = std::max(-(out.short_term_gain + out.long_term_gain), 0.0);
    return out;
}

} // namespace nautilus::portfolio
