// Values and gains in the position's and in base currency, worked by hand; nothing missing is guessed.

#include "engines/portfolio/kernel/valuation.h"
#include "tests/engines/book_builders.h"

namespace nautilus::portfolio {
namespace {

BookValue valued(const Book& book, const MarketPrices& prices, const FxRates& rates = {}) {
    const auto out = valueOfBook(book, prices, rates);
    EXPECT_TRUE(std::holds_alternative<BookValue>(out));
    return std::get<BookValue>(out);
}

Transaction euroTrade(Kind kind, std::string_view shares, std::string_view unit_price, std::string_view fx) {
    Transaction t = trade(kind, shares, unit_price);
    t.currency = kEur, t.fx_rate = rate(fx);
    return t;
}

TEST(BookValuation, GainsSplitIntoPriceAndCurrency) {
    Recorder r;
    r.add(euroTrade(Kind::Buy, "10", "100", "1.1")); // 1000 EUR, 1100 USD
    r.add(euroTrade(Kind::Buy, "10", "110", "1.3")); // 1100 EUR, 1430 USD
    const auto value = valued(r.book(), {{kAcme, {price("120"), kEur}}}, {{kEur, rate("1.2")}});
    const auto& position = value.positions.at(0);
    EXPECT_EQ(position.value, money("2400"));
    EXPECT_EQ(position.gain, money("300"));
    EXPECT_EQ(position.base_value, money("2880"));
    // 1200 x 1.2 - 1100 = 340 = 200 x 1.2 + 1000 x 0.1; 1440 - 1430 = 10 = 100 x 1.2 + 1100 x -0.1
    EXPECT_EQ(position.lots[0].base_gain, (GainInBase{money("340"), money("240"), money("100")}));
    EXPECT_EQ(position.lots[1].base_gain, (GainInBase{money("10"), money("120"), money("-110")}));
    EXPECT_EQ(position.base_gain, (GainInBase{money("350"), money("360"), money("-10")}));
    EXPECT_EQ(value.cash.at(0).base_value, money("-2520")); // -2100 EUR x 1.2
    EXPECT_EQ(value.base_value, money("360"));
    EXPECT_EQ(value.base_gain, position.base_gain);
    EXPECT_TRUE(value.missing.empty());
}

TEST(BookValuation, AShortPositionIsWorthLessThanNothing) {
    Recorder r;
    r.add(trade(Kind::SellShort, "10", "100"));
    const auto value = valued(r.book(), {{kAcme, {price("90"), kUsd}}});
    EXPECT_EQ(value.positions[0].value, money("-900"));
    EXPECT_EQ(value.positions[0].gain, money("100"));
    EXPECT_EQ(value.positions[0].base_gain, (GainInBase{money("100"), money("100"), money("0")}));
    EXPECT_EQ(value.base_value, money("100")); // 1000 cash - 900
}

TEST(BookValuation, RealisedGainsSplitAlike) {
    Recorder r;
    r.add(euroTrade(Kind::Buy, "10", "100", "1.1"));
    r.add(euroTrade(Kind::Sell, "10", "120", "1.2"));
    EXPECT_EQ(realisedInBase(r.lastClosed()), (GainInBase{money("340"), money("240"), money("100")}));
    ClosedLot unknown = r.lastClosed();
    unknown.opened_rate = {};
    EXPECT_FALSE(realisedInBase(unknown));
}

TEST(BookValuation, WhatIsMissingIsNamedAndLeavesTheSumsOpen) {
    Recorder r;
    r.add(trade(Kind::Buy, "10", "100"));
    auto euro = euroTrade(Kind::Buy, "1", "100", "0"); // the rate of that day is not known
    euro.instrument = kOther;
    r.add(euro);
    auto value = valued(r.book(), {});
    EXPECT_EQ(value.missing, (std::vector<Missing>{{Lack::NoPrice, kAcme, kUsd, {}},
                                                   {Lack::NoPrice, kOther, kEur, {}},
                                                   {Lack::NoRate, kOther, kEur, {}},
                                                   {Lack::NoRate, 0, kEur, {}}}));
    EXPECT_FALSE(value.base_value || value.base_gain || value.positions[0].value);
    EXPECT_FALSE(value.positions[0].lots[0].value);

    const MarketPrices prices{{kAcme, {price("110"), kUsd}}, {kOther, {price("120"), kEur}}};
    value = valued(r.book(), prices);
    EXPECT_EQ(value.positions[1].value, money("120"));
    EXPECT_FALSE(value.positions[1].base_value || value.base_value);

    value = valued(r.book(), prices, {{kEur, rate("2")}});
    EXPECT_EQ(value.base_value, money("140")); // 1100 - 1000 + (120 - 100) x 2
    EXPECT_EQ(value.missing, (std::vector<Missing>{{Lack::NoOpeningRate, kOther, kEur, {2, 0}}}));
    EXPECT_FALSE(value.base_gain || value.positions[1].base_gain);
    EXPECT_EQ(value.positions[0].base_gain->total, money("100"));

    value =
        valued(r.book(), {{kAcme, {price("110"), kEur}}, {kOther, {price("-1"), kEur}}}, {{kEur, rate("0")}});
    EXPECT_EQ(value.missing[0].lack, Lack::OtherCurrency);
    EXPECT_EQ(value.missing[1].lack, Lack::NoPrice);
    EXPECT_EQ(value.missing[2].lack, Lack::NoRate);
}

TEST(BookValuation, LotsSumToThePositionToTheUnit) {
    Recorder r;
    for (int i = 0; i < 7; ++i)
        r.add(trade(Kind::Buy, "0.33333333", "0.00000151", "0.000001"));
    const auto value = valued(r.book(), {{kAcme, {price("0.00000151"), kUsd}}});
    std::int64_t sum = 0, gain = 0;
    for (const LotValue& lot : value.positions[0].lots)
        sum += lot.value->units, gain += lot.gain->units;
    EXPECT_EQ(sum, 4); // 2.33333331 x 0.00000151 = 0.0000035
    EXPECT_EQ(Money{sum}, value.positions[0].value);
    EXPECT_EQ(Money{gain}, value.positions[0].gain);
}

TEST(BookValuation, WhatDoesNotFitIsRefused) {
    Recorder r;
    r.add(trade(Kind::Buy, "10000000000", "0.01"));
    const auto out = valueOfBook(r.book(), {{kAcme, {price("1000"), kUsd}}}, {});
    ASSERT_TRUE(std::holds_alternative<Refusal>(out));
    EXPECT_EQ(std::get<Refusal>(out).code, Code::Overflow);
    EXPECT_EQ(std::get<Refusal>(out).field, "value");
}

} // namespace
} // namespace nautilus::portfolio
