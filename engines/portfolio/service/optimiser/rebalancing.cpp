#include "engines/portfolio/service/optimiser/rebalancing.h"

#include "engines/numerics/moments.h"
#include "engines/portfolio/kernel/rebalance/drift.h"
#include "engines/portfolio/kernel/rebalance/tax_lots.h"
#include "engines/portfolio/kernel/rebalance/trade_list.h"
#include "engines/portfolio/service/book_words.h"
#include "engines/portfolio/service/optimiser/trade_schedule.h"

#include "engines/domain/calendar.h"
#include "engines/kit/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::portfolio {

using domain::kMissing;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr const char* kLookback = "3M"; ///< of volatility and usual volume

Frequency frequencyOf(const std::string& word) {
    if (word == "daily") return Frequency::Daily;
    if (word == "weekly") return Frequency::Weekly;
    if (word == "quarterly") return Frequency::Quarterly;
    if (word == "yearly") return Frequency::Yearly;
    return Frequency::Monthly;
}

/// One portfolio's way from its drift to its trades.
class Proposal {
public:
    Proposal(OptimiserDesk& optimiser, const BookShelf& shelf, const RebalanceRequest& request, Call& call)
        : optimiser_(optimiser), shelf_(shelf), request_(request), config_(request.rebalance_config),
          call_(call) {}

    Result<RebalanceResult> run() {
        if (auto targets = findTargets(); !targets) return kit::failAs(targets);
        if (auto view = readMarket(); !view) return kit::failAs(view);
        setWeights();
        decide();
        if (out_.status == "within_limits") return std::move(out_);
        if (auto traded = trade(); !traded) return kit::failAs(traded);
        return std::move(out_);
    }

private:
    using Status = Result<void>;

    /// Given, of an optimisation now, of the last one, or equal.
    Status findTargets() {
        if (!request_.target_weights.items.empty() && request_.optimize)
            return fail(ErrorCode::InvalidArgument, "either target_weights or optimize", "/optimize");
        if (request_.optimize) {
            auto wish = *request_.optimize;
            wish.portfolio_id = request_.portfolio_id;
            wish.as_of = request_.as_of;
            const auto found = optimiser_.optimise(wish, call_);
            if (!found) return kit::failAs(found);
            targets_ = found->optimal_weights;
            call_.method("target_weights", "of an optimisation: " + wish.optimization_method);
            return {};
        }
        targets_ = request_.target_weights;
        if (!targets_.items.empty()) {
            call_.method("target_weights", "given");
            return {};
        }
        targets_ = optimiser_.lastTargets(request_.portfolio_id, request_.as_of);
        call_.method("target_weights", targets_.items.empty() ? "equal weights of what is held, cash as it is"
                                                              : "of the portfolio's last optimisation");
        return {};
    }

    Status readMarket() {
        const auto held = optimiser_.sources().books.holdings(request_.portfolio_id, request_.as_of);
        if (!held) return kit::failAs(held);
        if (held->book.scope != BookScope::Portfolio)
            return fail(ErrorCode::InvalidArgument, "must be a portfolio, not an account", "/portfolio_id");
        ViewQuestion question;
        question.portfolio_id = request_.portfolio_id;
        question.lookback = kLookback;
        question.as_of = request_.as_of;
        for (const auto& holding : held->holdings)
            question.universe.push_back(holding.symbol);
        if (targets_.items.empty()) {
            const double part = (1 - held->cash / held->value) / static_cast<double>(held->holdings.size());
            for (const auto& holding : held->holdings)
                targets_[holding.symbol] = part;
        }
        double sum = 0;
        for (const auto& [symbol, weight] : targets_.items) {
            sum += weight;
            if (symbol != "cash" && std::ranges::find(question.universe, symbol) == question.universe.end())
                question.universe.push_back(symbol);
        }
        if (sum > 1 + 1e-9)
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("the weights sum to {:.6g}, more than 1", sum), "/target_weights");
        if (question.universe.empty())
            return fail(ErrorCode::NotComputable, "the portfolio holds nothing and has no targets",
                        "/target_weights");
        auto view = viewOf(optimiser_.sources().market, optimiser_.sources().books, question, call_);
        if (!view) return kit::failAs(view);
        view_ = std::move(*view);
        for (const auto& [symbol, weight] : targets_.items)
            if (symbol != "cash" && weight != 0 &&
                std::ranges::find(view_.assets, symbol, &ViewedAsset::symbol) == view_.assets.end())
                return fail(ErrorCode::InvalidArgument, "not known, or without prices",
                            "/target_weights/" + symbol);
        return {};
    }

    void setWeights() {
        double invested = 0, aimed = 0;
        for (const auto& asset : view_.assets) {
            const auto* target = targets_.find(asset.symbol);
            weights_.push_back(asset.held);
            aims_.push_back(target ? *target : 0);
            invested += asset.held;
            aimed += aims_.back();
            out_.current_weights.items.emplace_back(asset.symbol, asset.held);
            out_.target_weights.items.emplace_back(asset.symbol, aims_.back());
        }
        out_.current_weights.items.emplace_back("cash", 1 - invested);
        out_.target_weights.items.emplace_back("cash", 1 - aimed);
        out_.portfolio_id = request_.portfolio_id;
        out_.cash_before = view_.book->cash;
    }

    void decide() {
        const bool relative = config_.trigger_type == "drift_band";
        band_ = relative ? DriftBand{kInfinite, config_.threshold} : DriftBand{config_.threshold, kInfinite};
        const auto drift = driftOf(weights_, aims_, band_);
        out_.largest_drift = drift.largest;
        bool due = drift.due();
        if (config_.trigger_type == "always") {
            due = true;
            out_.reason = "asked for";
        } else if (config_.trigger_type == "calendar") {
            const auto last = lastTrade();
            due = !last || calendarDue(*last, view_.as_of, frequencyOf(config_.frequency));
            out_.reason = last ? "last traded on " + last->iso() + ", " + config_.frequency
                               : std::string("never traded");
        } else {
            out_.reason =
                due ? fmt::format("{} of {} weights are off by more than {:.4g} % {}", drift.outside.size(),
                                  weights_.size(), 100 * config_.threshold,
                                  relative ? "of their targets" : "of the portfolio's value")
                    : fmt::format("the largest drift, {:.4g} %, is within the threshold of {:.4g} %",
                                  100 * drift.largest, 100 * config_.threshold);
        }
        out_.status = due ? "rebalancing_required" : "within_limits";
        out_.transaction_costs = out_.turnover = 0;
        out_.weights_after = out_.current_weights;
        out_.cash_after = out_.cash_before;
    }

    [[nodiscard]] std::optional<domain::SessionDate> lastTrade() const {
        std::optional<domain::SessionDate> out;
        shelf_.read(request_.portfolio_id, [&](const ShelfBook& book) {
            for (const auto& each : book.recorded)
                if ((each.kind == "buy" || each.kind == "sell") && each.session <= view_.as_of &&
                    (!out || *out < each.session))
                    out = each.session;
        });
        return out;
    }

    [[nodiscard]] double volatilityOf(std::size_t i) const {
        std::vector<double> column;
        for (std::size_t t = 0; t < view_.returns.rows(); ++t)
            column.push_back(view_.returns.at(t, i));
        return numerics::moments(column).deviation;
    }

    Status trade() {
        std::vector<RebalancePosition> positions;
        const auto aims = config_.to == "band" ? nearestInBand(weights_, aims_, band_) : aims_;
        for (std::size_t i = 0; i < view_.assets.size(); ++i) {
            const auto& asset = view_.assets[i];
            RebalancePosition position;
            position.quantity = asset.quantity;
            position.price = asset.price;
            position.lot = config_.lot_size;
            position.target = aims[i];
            position.cost = {request_.execution_config.transaction_costs,
                             request_.execution_config.market_impact};
            position.liquidity = {volatilityOf(i), asset.daily_value};
            positions.push_back(position);
        }
        RebalanceOptions options;
        options.value = view_.book->value;
        options.cash = view_.book->cash;
        options.least_trade = config_.min_trade_size;
        const auto list = tradesTo(positions, options);
        if (list.fault) return fail(ErrorCode::NotComputable, list.fault->message, "/rebalance_config");
        tell(list);
        schedule();
        return {};
    }

    void tell(const TradeList& list) {
        for (const auto& trade : list.trades) {
            const auto& asset = view_.assets[trade.position];
            RebalanceTrade told;
            told.symbol = asset.symbol;
            told.action = trade.quantity > 0 ? "buy" : "sell";
            told.shares = std::abs(trade.quantity);
            told.value = std::abs(trade.amount);
            told.price = asset.price;
            told.weight_before = weights_[trade.position];
            told.weight_after = list.weights[trade.position];
            told.target = aims_[trade.position];
            told.cost = trade.cost;
            told.cost_bps = 1e4 * trade.cost / told.value;
            if (trade.quantity < 0) sellLotsOf(asset, told);
            out_.required_trades.push_back(std::move(told));
            orders_.push_back({asset.symbol, asset.instrument, std::llround(trade.quantity), 1, asset.price,
                               volatilityOf(trade.position), asset.daily_value / asset.price});
        }
        std::ranges::stable_sort(out_.required_trades, [](const auto& a, const auto& b) {
            return a.action != b.action ? a.action == "sell" : a.value > b.value;
        });
        if (list.trades.empty()) out_.status = "nothing_to_trade";
        out_.weights_after = {};
        double invested = 0, traded = 0;
        for (std::size_t i = 0; i < view_.assets.size(); ++i) {
            out_.weights_after.items.emplace_back(view_.assets[i].symbol, list.weights[i]);
            invested += list.weights[i];
        }
        out_.weights_after.items.emplace_back("cash", 1 - invested);
        for (const auto& each : out_.required_trades)
            traded += each.value;
        out_.transaction_costs = list.cost;
        if (traded > 0) out_.cost_bps = 1e4 * list.cost / traded;
        out_.turnover = list.turnover;
        out_.cash_after = list.cash;
        if (list.purchases_cut > 0)
            call_.warn(
                "purchases_cut", "/data/required_trades",
                fmt::format("cash does not pay all purchases: {:.2f} less is bought", list.purchases_cut));
        if (!list.too_small.empty())
            call_.warn("small_trades", "/data/required_trades",
                       fmt::format("{} trades below min_trade_size are left out", list.too_small.size()));
    }

    /// What a sale takes, in the account's order or the one with the least tax.
    void sellLotsOf(const ViewedAsset& asset, RebalanceTrade& told) {
        std::vector<TaxLot> lots;
        std::vector<std::string> names;
        shelf_.read(request_.portfolio_id, [&](const ShelfBook& book) {
            const auto found = book.ledger.book().positions().find(asset.instrument);
            if (found == book.ledger.book().positions().end()) return;
            const auto now = domain::NyseCalendar::close(view_.as_of);
            for (const auto& lot : found->second.lots()) {
                const double units =
                    static_cast<double>(lot.quantity.units) / static_cast<double>(domain::Quantity::kOne);
                const double rate = lot.opened_rate.units > 0 ? static_cast<double>(lot.opened_rate.units) /
                                                                    static_cast<double>(domain::FxRate::kOne)
                                                              : 1;
                const double cost =
                    rate * static_cast<double>(lot.cost.units) / static_cast<double>(domain::Money::kOne);
                lots.push_back({units, cost / units, heldLongTerm(lot.acquired_at, now)});
                names.push_back(lotText(lot.id));
            }
        });
        const TaxRates rates{config_.short_term_tax, config_.long_term_tax};
        const auto order = config_.lots == "least_tax" ? LotOrder::LeastTax : LotOrder::FirstIn;
        const auto sale = sellLots(lots, told.shares, told.price, rates, order);
        if (sale.fault) {
            call_.warn("no_lots", "/data/required_trades",
                       asset.symbol + ": its lots now are not those of that session; no gain is told");
            return;
        }
        told.realised_gain = sale.short_term_gain + sale.long_term_gain;
        told.tax = sale.tax;
        for (const auto& each : sale.lots)
            told.lots.push_back(fmt::format("{}: {:g}", names[each.lot], each.quantity));
        const auto add = [](double& to, double what) { to = std::isnan(to) ? what : to + what; };
        add(out_.realised_gain, told.realised_gain);
        add(out_.tax, told.tax);
    }

    void schedule() {
        if (config_.lot_size != std::floor(config_.lot_size)) {
            if (!orders_.empty())
                call_.warn("no_schedule", "/data/schedule", "parts of units cannot be cut into slices");
            return;
        }
        const auto worked =
            workedOver(orders_, request_.execution_config, view_.as_of, optimiser_.sources().catalog, call_);
        out_.schedule = worked.slices;
        out_.not_worked = worked.left;
        out_.estimated_execution_time = worked.end;
        for (auto& trade : out_.required_trades)
            if (const auto* rate = worked.participation.find(trade.symbol)) trade.participation = *rate;
        if (!worked.left.items.empty())
            call_.warn("left_for_later", "/data/not_worked",
                       "the participation limit leaves a part of the trades for later sessions");
    }

    OptimiserDesk& optimiser_;
    const BookShelf& shelf_;
    const RebalanceRequest& request_;
    const RebalanceConfig& config_;
    Call& call_;
    kit::Keyed<double> targets_;
    MarketView view_;
    std::vector<double> weights_, aims_;
    DriftBand band_;
    std::vector<WorkedOrder> orders_;
    RebalanceResult out_;
};

} // namespace

Result<RebalanceResult> Rebalancer::propose(const RebalanceRequest& request, Call& call) {
    auto out = Proposal(optimiser_, shelf_, request, call).run();
    if (!out) return out;
    std::string text = out->portfolio_id;
    if (call.data_as_of) text += "/" + call.data_as_of->iso();
    for (const auto& trade : out->required_trades)
        text += fmt::format("/{}{}:{}", trade.action, trade.symbol, trade.shares);
    out->rebalance_id = "rebal_" + kit::contentHash(text).substr(0, 12);
    if (!out->estimated_execution_time)
        call.warn("nothing_to_trade", "/data/estimated_execution_time", "there is nothing to work");
    return out;
}

} // namespace nautilus::portfolio
