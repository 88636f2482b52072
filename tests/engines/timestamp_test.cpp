#include "engines/domain/timestamp.h"

#include <gtest/gtest.h>

#include <random>

namespace {

using nautilus::domain::Timestamp;

TEST(Timestamp, ReadsRfc3339) {
    const std::pair<const char*, std::int64_t> known[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2020-01-10T21:00:00Z", 1578690000'000000000},
        {"2020-01-10T21:00:00.123456789Z", 1578690000'123456789},
        {"2020-01-10t21:00:00.5z", 1578690000'500000000},
        {"2020-01-10T22:30:00+01:30", 1578690000'000000000},
        {"2020-01-10T16:00:00-05:00", 1578690000'000000000},
        {"2020-03-01T00:30:00+01:00", 1583019000'000000000}, // a day before, in a leap year's February
        {"1969-12-31T23:59:59.999999999Z", -1},
        {"2000-02-29T00:00:00Z", 951782400'000000000}};
    for (const auto& [text, ns] : known) {
        const auto read = Timestamp::parse(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(read->ns, ns) << text;
    }
}

TEST(Timestamp, RefusesEverythingElse) {
    for (const char* bad : {"",
                            "2020-01-10",
                            "2020-01-10T21:00:00",
                            "2020-01-10 21:00:00Z",
                            "2020-01-10T21:00Z",
                            "2020-02-30T21:00:00Z",
                            "2020-01-10T24:00:00Z",
                            "2020-01-10T21:60:00Z",
                            "2020-01-10T21:00:60Z",
                            "2020-01-10T21:00:00.Z",
                            "2020-01-10T21:00:00.1234567890Z",
                            "2020-01-10T21:00:00,5Z",
                            "2020-01-10T21:00:00+0100",
                            "2020-01-10T21:00:00+24:00",
                            "2020-01-10T21:00:00+01:60",
                            "2020-01-10T21:00:00ZZ",
                            "2020-01-10T21:00:00 Z",
                            "+020-01-10T21:00:00Z",
                            "2020-01-10T-1:00:00Z",
                            "9999-01-01T00:00:00Z",
                            "0001-01-01T00:00:00Z",
                            "1578690000"})
        EXPECT_FALSE(Timestamp::parse(bad)) << bad;
}

TEST(Timestamp, PrintsAsFewDecimalsAsAreNeeded) {
    EXPECT_EQ(Timestamp{0}.rfc3339(), "1970-01-01T00:00:00Z");
    EXPECT_EQ(Timestamp{-1}.rfc3339(), "1969-12-31T23:59:59.999999999Z");
    EXPECT_EQ(Timestamp{1578690000'100000000}.rfc3339(), "2020-01-10T21:00:00.1Z");
    EXPECT_EQ(Timestamp{1578690000'000000001}.rfc3339(), "2020-01-10T21:00:00.000000001Z");
    EXPECT_EQ(Timestamp{-86400'000000000}.rfc3339(), "1969-12-31T00:00:00Z");
}

TEST(Timestamp, ReadsWhatItPrints) {
    std::mt19937_64 random(7);
    std::uniform_int_distribution<std::int64_t> ns(-8'999'999'999'000000000, 8'999'999'999'000000000);
    for (int i = 0; i < 20'000; ++i) {
        const Timestamp at{ns(random)};
        ASSERT_EQ(Timestamp::parse(at.rfc3339()), at) << at.ns;
    }
}

} // namespace
