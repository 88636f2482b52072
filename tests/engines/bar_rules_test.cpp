#include "engines/marketdata/kernel/bar_rules.h"

#include "engines/domain/calendar.h"

#include <gtest/gtest.h>

namespace nautilus::marketdata {

namespace {

using domain::SessionDate;

/// Good rows on consecutive sessions, to be spoiled one by one.
struct Rows {
    explicit Rows(std::size_t n) {
        auto session = SessionDate::of(2018, 1, 2);
        for (std::size_t i = 0; i < n; ++i, session = domain::NyseCalendar::next(session))
            add(session);
    }
    void add(SessionDate session) {
        sessions.push_back(session);
        open.push_back(10);
        high.push_back(11);
        low.push_back(9);
        close.push_back(10.5);
        adjusted.push_back(10.5);
        volume.push_back(1000);
    }
    [[nodiscard]] std::vector<std::string_view> refused(std::string_view type = "stock") const {
        return refusedBars({type, sessions, open, high, low, close, adjusted, volume});
    }
    std::vector<SessionDate> sessions;
    std::vector<double> open, high, low, close, adjusted, volume;
};

TEST(BarRules, AcceptsGoodRows) {
    for (const auto reason : Rows(40).refused())
        EXPECT_EQ(reason, "");
}

TEST(BarRules, RefusesPricesThatCannotBe) {
    Rows rows(8);
    rows.open[0] = 0;
    rows.close[1] = std::nan("");
    rows.adjusted[2] = -1;
    rows.high[3] = rows.low[3] - 1;
    rows.close[4] = rows.high[4] * 1.02;
    rows.close[5] = rows.high[5] * 1.009; // within the tolerance of rounding and late prints
    const auto refused = rows.refused();
    EXPECT_EQ(refused, (std::vector<std::string_view>{"bad_price", "bad_price", "bad_price", "high_below_low",
                                                      "high_below_low", "", "", ""}));
}

TEST(BarRules, RefusesDaysWithoutSessionOrTrade) {
    Rows rows(30);
    rows.volume[20] = 0;
    rows.add(SessionDate::of(2018, 12, 5));
    auto refused = rows.refused();
    EXPECT_EQ(refused[20], "no_volume");
    EXPECT_EQ(refused[30], "not_a_session");
    EXPECT_EQ(rows.refused("index")[20], "");
}

TEST(BarRules, AcceptsASourceOfClosesAlone) {
    Rows rows(6);
    const double missing = std::nan("");
    for (auto* column : {&rows.open, &rows.high, &rows.low, &rows.volume})
        column->assign(column->size(), missing);
    rows.close[1] = -1;
    rows.open[2] = 10; // a range of which only a part is there
    EXPECT_EQ(rows.refused(), (std::vector<std::string_view>{"", "bad_price", "bad_price", "", "", ""}));
}

TEST(BarRules, KeepsTheFirstUsableRowOfASession) {
    Rows rows(3);
    rows.add(rows.sessions[2]);
    EXPECT_EQ(rows.refused()[3], "duplicate_session");
    rows.close[2] = 0; // the first is unusable: the second stands
    EXPECT_EQ(rows.refused()[2], "bad_price");
    EXPECT_EQ(rows.refused()[3], "");
}

TEST(BarRules, RefusesRowsAmongSilentOnes) {
    Rows rows(60);
    for (const std::size_t silent : {20U, 22U, 24U})
        rows.volume[silent] = 0;
    const auto refused = rows.refused();
    EXPECT_EQ(refused[23], "");            // 2 of 11
    EXPECT_EQ(refused[25], "thin_ticker"); // 3 of 11
    EXPECT_EQ(refused[30], "thin_ticker");
    EXPECT_EQ(refused[31], "");
}

TEST(BarRules, NeverJudgesARowByLaterOnes) {
    Rows rows(60);
    const auto before = rows.refused();
    for (std::size_t i = 30; i < 60; ++i)
        rows.volume[i] = 0;
    const auto after = rows.refused();
    for (std::size_t i = 0; i < 30; ++i)
        EXPECT_EQ(before[i], after[i]);
}

} // namespace

} // namespace nautilus::marketdata
