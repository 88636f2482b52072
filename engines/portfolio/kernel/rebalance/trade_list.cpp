#include "engines/portfolio/kernel/rebalance/trade_list.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace nautilus::portfolio {

namespace {

bool isPositive(double x) {
    return x > 0 && std::isfinite(x);
}
bool notBelowZero(double x) {
    return x >= 0 && std::isfinite(x);
}

std::optional<Fault> positionFault(const RebalancePosition& p, const std::string& at) {
    if (!std::isfinite(p.quantity)) return Fault{at + "/quantity", "is missing"};
    if (!isPositive(p.price)) return Fault{at + "/price", "is above 0"};
    if (!isPositive(p.rate)) return Fault{at + "/rate", "is above 0"};
    if (!isPositive(p.lot)) return Fault{at + "/lot", "is above 0"};
    if (!std::isfinite(p.target)) return Fault{at + "/target", "is missing"};
    if (!notBelowZero(p.cost.linear)) return Fault{at + "/cost/linear", "is a finite number, not below 0"};
    if (!notBelowZero(p.cost.impact)) return Fault{at + "/cost/impact", "is a finite number, not below 0"};
    if (p.cost.impact > 0 && !notBelowZero(p.liquidity.volatility))
        return Fault{at + "/liquidity/volatility", "is needed for the impact"};
    if (p.cost.impact > 0 && !isPositive(p.liquidity.volume))
        return Fault{at + "/liquidity/volume", "is needed for the impact"};
    return {};
}

std::optional<Fault> inputFault(std::span<const RebalancePosition> positions,
                                const RebalanceOptions& options) {
    if (!isPositive(options.value)) return Fault{"/value", "is above 0"};
    if (!std::isfinite(options.cash)) return Fault{"/cash", "is missing"};
    if (!notBelowZero(options.cash_kept)) return Fault{"/cash_kept", "is a finite number, not below 0"};
    if (!notBelowZero(options.least_trade)) return Fault{"/least_trade", "is a finite number, not below 0"};
    for (std::size_t i = 0; i < positions.size(); ++i)
        if (auto fault = positionFault(positions[i], "/positions/" + std::to_string(i))) return fault;
    return {};
}

/// The trades while they are worked out; units per position.
class Plan {
public:
    Plan(std::span<const RebalancePosition> positions, const RebalanceOptions& options)
        : positions_(positions), options_(options) {
        for (std::size_t i = 0; i < positions.size(); ++i) {
            const auto& p = positions[i];
            const double exact = p.target * options.value / unit(i) - p.quantity;
            double units = p.target == 0 ? -p.quantity : p.lot * std::round(exact / p.lot);
            // An odd quantity may be rounded past 0 to the other side, where nobody wants to be.
            if ((p.quantity + units) * p.target < 0) units += std::copysign(p.lot, p.target);
            if (p.target != 0 && units != 0 && std::abs(units) * unit(i) < options.least_trade) {
                too_small_.push_back(i);
                units = 0;
            }
            units_.push_back(units == 0 ? 0.0 : units); // no negative zero
        }
        wanted_ = units_;
    }

    void payFor() {
        if (cashAfter(units_) >= options_.cash_kept) return;
        double paid = 0, too_much = 1; // parts of the purchases
        for (int halving = 0; halving < 60; ++halving) {
            const double middle = (paid + too_much) / 2;
            (cashAfter(scaled(middle)) >= options_.cash_kept ? paid : too_much) = middle;
        }
        units_ = scaled(paid);
        topUp();
    }

    [[nodiscard]] TradeList list() const {
        TradeList out;
        double bought = 0, sold = 0;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            const double amount = units_[i] * unit(i);
            out.weights.push_back((positions_[i].quantity + units_[i]) * unit(i) / options_.value);
            out.purchases_cut += (wanted_[i] - units_[i]) * unit(i);
            if (units_[i] == 0) continue;
            out.trades.push_back({i, units_[i], amount, costOf(i, units_[i])});
            out.cost += out.trades.back().cost;
            (amount > 0 ? bought : sold) += std::abs(amount);
        }
        out.too_small = too_small_;
        out.cash = cashAfter(units_);
        out.turnover = std::min(bought, sold) / options_.value;
        if (bought == 0) out.short_of_cash = std::max(options_.cash_kept - out.cash, 0.0);
        return out;
    }

private:
    [[nodiscard]] double unit(std::size_t i) const { return positions_[i].price * positions_[i].rate; }
    [[nodiscard]] double costOf(std::size_t i, double units) const {
        return tradingCost(units * unit(i), positions_[i].cost, positions_[i].liquidity);
    }
    [[nodiscard]] double cashAfter(const std::vector<double>& units) const {
        double out = options_.cash;
        for (std::size_t i = 0; i < units.size(); ++i)
            out -= units[i] * unit(i) + costOf(i, units[i]);
        return out;
    }
    [[nodiscard]] std::vector<double> scaled(double part) const {
        auto out = wanted_;
        for (std::size_t i = 0; i < out.size(); ++i)
            if (out[i] > 0) out[i] = positions_[i].lot * std::floor(part * out[i] / positions_[i].lot);
        for (std::size_t i = 0; i < out.size(); ++i) // a smaller purchase may have become too small
            if (out[i] > 0 && out[i] * unit(i) < options_.least_trade && positions_[i].target != 0)
                out[i] = 0;
        return out;
    }
    void topUp() {
        std::vector<std::size_t> turn;
        for (std::size_t i = 0; i < units_.size(); ++i)
            if (units_[i] < wanted_[i]) turn.push_back(i);
        std::ranges::stable_sort(turn, std::greater<>{},
                                 [&](std::size_t i) { return (wanted_[i] - units_[i]) * unit(i); });
        double spare = cashAfter(units_) - options_.cash_kept;
        for (const auto i : turn) {
            const double more = std::min(units_[i] + positions_[i].lot, wanted_[i]);
            const double price = (more - units_[i]) * unit(i) + costOf(i, more) - costOf(i, units_[i]);
            if (price > spare || more * unit(i) < options_.least_trade) continue;
            spare -= price;
            units_[i] = more;
        }
        // The sum of all is the judge, to its last digit.
        while (cashAfter(units_) < options_.cash_kept && dropOne()) {
        }
    }
    bool dropOne() {
        for (std::size_t i = units_.size(); i-- > 0;)
            if (units_[i] > 0) {
                units_[i] = std::max(units_[i] - positions_[i].lot, 0.0);
                return true;
            }
        return false;
    }

    std::span<const RebalancePosition> positions_;
    RebalanceOptions options_;
    std::vector<double> units_, wanted_;
    std::vector<std::size_t> too_small_;
};

} // namespace

TradeList tradesTo(std::span<const RebalancePosition> positions, const RebalanceOptions& options) {
    if (auto fault = inputFault(positions, options)) {
        TradeList out;
        out.fault = std::move(fault);
        return out;
    }
    Plan plan(positions, options);
    plan.payFor();
    return plan.list();
}

} // namespace nautilus::portfolio
