// Scaled integers: text, rounding to even, products, shares, and the ends of 64 bits.

#include "engines/domain/currency.h"
#include "engines/domain/money.h"

#include <gtest/gtest.h>

#include <random>

namespace nautilus::domain {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Scaled, ReadsAndWritesDecimals) {
    EXPECT_EQ(Money::parse("12.5")->units, 12'500'000);
    EXPECT_EQ(Money::parse("-0.000001")->units, -1);
    EXPECT_EQ(Money::parse("+7")->units, 7'000'000);
    EXPECT_EQ(Quantity::parse("0.00000001")->units, 1);
    EXPECT_EQ(Money{12'500'000}.text(), "12.5");
    EXPECT_EQ(Money{-1}.text(), "-0.000001");
    EXPECT_EQ(Money{0}.text(), "0");
    EXPECT_EQ(Money{-100'000'000}.text(), "-100");
    EXPECT_EQ((Scaled<void, 0>{-10}.text()), "-10");
}

TEST(Scaled, ReadsBothEndsAndNothingBeyond) {
    EXPECT_EQ(Money::parse("9223372036854.775807")->units, kMost);
    EXPECT_EQ(Money::parse("-9223372036854.775808")->units, kLeast);
    EXPECT_EQ(Money{kLeast}.text(), "-9223372036854.775808");
    EXPECT_FALSE(Money::parse("9223372036854.775808"));
    EXPECT_FALSE(Money::parse("-9223372036854.775809"));
    EXPECT_FALSE(Money::parse(std::string(400, '9')));
    EXPECT_EQ(Money::parse(std::string(400, '0') + "1")->units, 1'000'000);
}

TEST(Scaled, RefusesWhatIsNoDecimalOrWouldBeRounded) {
    for (const char* text : {"", "-", "+", ".", "1.", ".5", "1.2.3", "1e3", " 1", "1 ", "0x1", "--1", "1,000",
                             "0.0000001", "nan", "1.-2"})
        EXPECT_FALSE(Money::parse(text)) << text;
}

TEST(Scaled, EveryTextReadsBackAsItself) {
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const Money money{static_cast<std::int64_t>(random() >> (random() % 64))};
        const Money negative{-money.units};
        EXPECT_EQ(Money::parse(money.text()), money) << "seed 7, case " << i;
        EXPECT_EQ(Money::parse(negative.text()), negative) << "seed 7, case " << i;
    }
}

TEST(Scaled, RoundsToTheNearestAndTiesToEven) {
    const auto rounded = [](std::int64_t n, std::int64_t d) {
        return static_cast<std::int64_t>(divideHalfEven(n, d));
    };
    EXPECT_EQ(rounded(5, 2), 2); // 2.5
    EXPECT_EQ(rounded(7, 2), 4); // 3.5
    EXPECT_EQ(rounded(-5, 2), -2);
    EXPECT_EQ(rounded(-7, 2), -4);
    EXPECT_EQ(rounded(5, -2), -2);
    EXPECT_EQ(rounded(1, 2), 0);
    EXPECT_EQ(rounded(3, 2), 2);
    EXPECT_EQ(rounded(8, 3), 3);
    EXPECT_EQ(rounded(7, 3), 2);
    EXPECT_EQ(rounded(-8, 3), -3);
    EXPECT_EQ(rounded(0, 3), 0);
    EXPECT_EQ(rounded(kLeast, 1), kLeast);
    EXPECT_EQ(rounded(kLeast, kLeast), 1);
    // The largest numerators: (2^63)^2 / 2^63 = 2^63, and 2^126 + 1 rounds down.
    const Wide square = Wide{kLeast} * kLeast;
    EXPECT_TRUE(divideHalfEven(square, kLeast) == Wide{kLeast});
    EXPECT_TRUE(divideHalfEven(square + 1, Wide{1} << 63) == (Wide{1} << 63));
}

TEST(Scaled, SumsThatDoNotFitAreNone) {
    EXPECT_EQ(plus(Money{1}, Money{2}), Money{3});
    EXPECT_EQ(minus(Money{1}, Money{2}), Money{-1});
    EXPECT_FALSE(plus(Money{kMost}, Money{1}));
    EXPECT_FALSE(minus(Money{kLeast}, Money{1}));
    EXPECT_FALSE(minus(Money{0}, Money{kLeast}));
    EXPECT_EQ(plus(Money{kMost}, Money{kLeast}), Money{-1});
}

TEST(Money, IsQuantityTimesPriceRoundedOnce) {
    // 100 x 12.34567891 = 1234.567891
    EXPECT_EQ(valueOf(*Quantity::parse("100"), *Price::parse("12.34567891")), Money::parse("1234.567891"));
    // 0.00000001 x 50 = 0.0000005: a tie, to the even 0; x 150 = 0.0000015, to 0.000002
    EXPECT_EQ(valueOf(Quantity{1}, *Price::parse("50")), Money{0});
    EXPECT_EQ(valueOf(Quantity{1}, *Price::parse("150")), Money{2});
    EXPECT_EQ(valueOf(Quantity{-1}, *Price::parse("150")), Money{-2});
    EXPECT_EQ(valueOf(Quantity{1}, Price{1}), Money{0});
    EXPECT_FALSE(valueOf(Quantity{kMost}, Price{kMost}));
    EXPECT_FALSE(valueOf(Quantity{kLeast}, Price{kLeast}));
    EXPECT_EQ(valueOf(Quantity{kMost}, *Price::parse("100")), Money{kMost}); // 10^2 / 10^2
    EXPECT_FALSE(valueOf(Quantity{kMost}, *Price::parse("100.00000001")));
}

TEST(Money, ConvertsByARateRoundedOnce) {
    EXPECT_EQ(converted(*Money::parse("100"), *FxRate::parse("1.0847")), Money::parse("108.47"));
    EXPECT_EQ(converted(Money{1}, *FxRate::parse("0.5")), Money{0});
    EXPECT_EQ(converted(Money{3}, *FxRate::parse("0.5")), Money{2});
    EXPECT_EQ(converted(Money{kLeast}, FxRate{FxRate::kOne}), Money{kLeast});
    EXPECT_FALSE(converted(Money{kMost}, *FxRate::parse("1.000001")));
}

TEST(Money, SharesTakenOneAfterAnotherUseTheWholeUp) {
    const unsigned seed = 11;
    std::mt19937_64 random(seed);
    for (int round = 0; round < 20'000; ++round) {
        const Money whole{static_cast<std::int64_t>(random()) >> (random() % 60)};
        Money rest = whole;
        Quantity left{static_cast<std::int64_t>(random() >> (1 + random() % 60)) + 1};
        Wide sum = 0;
        while (left.units > 0) {
            const auto most = static_cast<std::uint64_t>(left.units);
            const Quantity part{static_cast<std::int64_t>(random() % most) + 1};
            const Money share = shareOf(rest, part, left);
            sum += share.wide(), rest.units -= share.units, left.units -= part.units;
        }
        ASSERT_TRUE(sum == whole.wide()) << "seed " << seed << ", round " << round;
    }
}

TEST(Currency, IsThreeCapitals) {
    EXPECT_EQ(Currency::parse("USD")->code(), "USD");
    for (const char* text : {"", "US", "USDX", "usd", "U D", "U1D"})
        EXPECT_FALSE(Currency::parse(text)) << text;
    EXPECT_FALSE(Currency().given());
    EXPECT_EQ(Currency().code(), "");
    EXPECT_LT(*Currency::parse("EUR"), *Currency::parse("USD"));
}

} // namespace
} // namespace nautilus::domain
