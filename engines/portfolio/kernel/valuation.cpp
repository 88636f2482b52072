#include "engines/portfolio/kernel/valuation.h"

namespace nautilus::portfolio {
namespace {

/// Keeps the first field that did not fit; see valueOfBook.
struct Narrowing {
    std::optional<std::string_view> overflow;

    Money money(std::optional<Money> fits, std::string_view field) {
        if (!fits && !overflow) overflow = field;
        return fits.value_or(Money{});
    }
    Money money(Wide units, std::string_view field) { return money(Money::of(units), field); }
};

std::optional<FxRate> rateNow(const FxRates& rates, Currency currency, Currency to) {
    if (currency == to) return FxRate{FxRate::kOne};
    const auto found = rates.find(currency);
    if (found == rates.end() || found->second.units <= 0) return std::nullopt;
    return found->second;
}

GainInBase gainInBase(Money value, Money cost, FxRate now, FxRate opened, Money base_value,
                      Narrowing& narrow) {
    const Money base_cost = narrow.money(converted(cost, opened), "base_cost");
    const Money gain = narrow.money(value.wide() - cost.wide(), "gain");
    GainInBase out;
    out.total = narrow.money(base_value.wide() - base_cost.wide(), "base_gain");
    out.price = narrow.money(converted(gain, now), "base_gain/price");
    out.currency = narrow.money(out.total.wide() - out.price.wide(), "base_gain/currency");
    return out;
}

void addGain(GainInBase& sum, const GainInBase& gain, Narrowing& narrow) {
    sum.total = narrow.money(sum.total.wide() + gain.total.wide(), "base_gain");
    sum.price = narrow.money(sum.price.wide() + gain.price.wide(), "base_gain/price");
    sum.currency = narrow.money(sum.currency.wide() + gain.currency.wide(), "base_gain/currency");
}

class Valuation {
public:
    Valuation(const Book& book, const MarketPrices& prices, const FxRates& rates)
        : book_(book), prices_(prices), rates_(rates) {}

    std::variant<BookValue, Refusal> run() {
        Wide sum = 0;
        GainInBase gain;
        bool complete = true, gain_complete = true;
        for (const auto& [instrument, position] : book_.positions()) {
            out_.positions.push_back(valued(instrument, position));
            const auto& value = out_.positions.back();
            complete = complete && value.base_value;
            gain_complete = gain_complete && value.base_gain;
            if (value.base_value) sum += value.base_value->wide();
            if (value.base_gain) addGain(gain, *value.base_gain, narrow_);
        }
        for (const auto& [currency, totals] : book_.totals()) {
            out_.cash.push_back(cash(currency, totals.cash));
            complete = complete && out_.cash.back().base_value;
            if (complete) sum += out_.cash.back().base_value->wide();
        }
        if (complete) out_.base_value = narrow_.money(sum, "base_value");
        if (gain_complete) out_.base_gain = gain;
        if (narrow_.overflow) return Refusal{RefusalCode::Overflow, std::string(*narrow_.overflow), 0, 0};
        return std::move(out_);
    }

private:
    CashValue cash(Currency currency, Money amount) {
        CashValue value{currency, amount, Money{}};
        if (amount.units == 0) return value;
        const auto rate = rateNow(rates_, currency, book_.terms().base);
        value.base_value =
            rate ? std::optional(narrow_.money(converted(amount, *rate), "cash")) : std::nullopt;
        if (!rate) out_.missing.push_back({Lack::NoRate, 0, currency, {}});
        return value;
    }

    [[nodiscard]] std::optional<Price> price(InstrumentId instrument, Currency currency) {
        const auto found = prices_.find(instrument);
        const bool known = found != prices_.end() && found->second.price.units >= 0;
        if (known && found->second.currency == currency) return found->second.price;
        out_.missing.push_back({known ? Lack::OtherCurrency : Lack::NoPrice, instrument, currency, {}});
        return std::nullopt;
    }

    PositionValue valued(InstrumentId instrument, const Position& position) {
        PositionValue out{
            instrument, position.currency(), position.quantity(), position.cost(), {}, {}, {}, {}, {}};
        for (const Lot& lot : position.lots())
            out.lots.push_back({lot, {}, {}, {}, {}});
        const auto unit_price = price(instrument, position.currency());
        const auto rate = rateNow(rates_, position.currency(), book_.terms().base);
        if (!rate) out_.missing.push_back({Lack::NoRate, instrument, position.currency(), {}});
        if (!unit_price) return out;
        out.value = narrow_.money(domain::valueOf(position.quantity(), *unit_price), "value");
        out.gain = narrow_.money(out.value->wide() - out.cost.wide(), "gain");
        if (rate) out.base_value = narrow_.money(converted(*out.value, *rate), "base_value");
        valueLots(out, *unit_price, rate);
        return out;
    }

    void valueLots(PositionValue& out, Price unit_price, std::optional<FxRate> rate) {
        Quantity held;
        Money value, base_value;
        GainInBase gain;
        bool all = rate.has_value();
        for (LotValue& lot : out.lots) {
            held.units += lot.lot.quantity.units;
            const Money up_to = narrow_.money(domain::valueOf(held, unit_price), "value");
            lot.value = Money{up_to.units - value.units};
            lot.gain = narrow_.money(lot.value->wide() - lot.lot.cost.wide(), "gain");
            value = up_to;
            if (!rate) continue;
            const Money base_up_to = narrow_.money(converted(up_to, *rate), "base_value");
            lot.base_value = Money{base_up_to.units - base_value.units};
            base_value = base_up_to;
            if (lot.lot.opened_rate.units > 0) {
                lot.base_gain = gainInBase(*lot.value, lot.lot.cost, *rate, lot.lot.opened_rate,
                                           *lot.base_value, narrow_);
                addGain(gain, *lot.base_gain, narrow_);
            } else {
                all = false;
                out_.missing.push_back({Lack::NoOpeningRate, out.instrument, out.currency, lot.lot.id});
            }
        }
        if (all) out.base_gain = gain;
    }

    const Book& book_;
    const MarketPrices& prices_;
    const FxRates& rates_;
    BookValue out_;
    Narrowing narrow_;
};

} // namespace

std::variant<BookValue, Refusal> valueOfBook(const Book& book, const MarketPrices& prices,
                                             const FxRates& rates) {
    return Valuation(book, prices, rates).run();
}

std::optional<GainInBase> realisedInBase(const ClosedLot& closed) {
    if (closed.opened_rate.units <= 0 || closed.closed_rate.units <= 0) return std::nullopt;
    Narrowing narrow;
    const Money base_proceeds = narrow.money(converted(closed.proceeds, closed.closed_rate), "base_proceeds");
    const GainInBase gain = gainInBase(closed.proceeds, closed.cost, closed.closed_rate, closed.opened_rate,
                                       base_proceeds, narrow);
    return narrow.overflow ? std::nullopt : std::optional(gain);
}

} // namespace nautilus::portfolio
