// A day more gives the bytes of a build from nothing: styles, exposures, factor returns, library values and
// every expression of the library, several days one after another; and what changes the past is made anew
// from the first session that it concerns.

#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/thread_lane.h"
#include "engines/factor/service/daily_values.h"
#include "engines/factor/service/expression_library.h"
#include "engines/factor/service/input_changes.h"
#include "engines/factor/service/research_factors.h"
#include "engines/marketdata/kernel/bar_rules.h"
#include "tests/app/support/dated_catalog.h"
#include "tests/app/support/fakes.h"
#include "tests/engines/support/same_world.h"

#include <gtest/gtest.h>

#include <set>

namespace nautilus::factor {

namespace {

using domain::SessionDate;
using World = std::shared_ptr<const FactorWorld>;

std::vector<std::string_view> rules(const kit::RawBars& raw) {
    return marketdata::refusedBars(
        {raw.security_type, raw.session, raw.open, raw.high, raw.low, raw.close, raw.adj_close, raw.volume});
}

class FactorIncrementTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        real = std::move(*catalog::DuckDbCatalog::open("", 2, 1LL << 30));
        for (const char* part : {"panel", "open"}) // stocks and their filings; the macro series
            ASSERT_TRUE(
                real->importDataset(std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo/" + part, rules, {}));
    }
    static void TearDownTestSuite() { real.reset(); }

    /// The world of what the catalog holds, grown from `before` if there is one.
    World build(const World& before) {
        ++catalog.version;
        const auto inputs =
            loadModelInputs(catalog, pool, {"SP500", {"panel"}}, before ? before->inputs : nullptr);
        if (!inputs) throw std::runtime_error(inputs.error().front().message);
        auto world = std::const_pointer_cast<FactorWorld>(*buildWorld(*inputs, pool, {}, before.get()));
        world->day = *dailyValues(*world, catalog, clock, onPool(pool, 1));
        return world;
    }
    /// Both ways to the catalog's state have the same bytes.
    World expectSameAsFresh(const World& before) {
        auto grown = build(before);
        const auto fresh = build(nullptr);
        EXPECT_EQ(fresh->inputs->renewal.first_row, 0U);
        same_bytes::expectSameWorlds(*grown, *fresh);
        EXPECT_EQ(grown->day->ids.size(), researchFactors().size());
        std::set<std::string> empty;
        for (std::size_t k = 0; k < grown->day->ids.size(); ++k)
            if (grown->day->counts[k] == 0) empty.insert(grown->day->ids[k]);
        EXPECT_EQ(empty, without_values) << "what has no value shows nothing";
        fresh_ = fresh;
        return grown;
    }
    static std::size_t rowOf(const World& world, const char* iso) {
        return world->inputs->rowAtOrBefore(*SessionDate::parse(iso));
    }
    static std::size_t anyStock(const World& world) { return world->inputs->stockCount() / 2; }

    static inline std::unique_ptr<catalog::DuckDbCatalog> real;
    runtime::ThreadPool pool{2};
    test::FakeClock clock;
    test::DatedCatalog catalog{*real};
    World fresh_;
    /// Sensitivities that need three years of months, which there are not in 2017.
    std::set<std::string> without_values{"accruals_in_inflation", "gdp_correlation", "inflation_beta",
                                         "interest_rate_sensitivity", "margin_in_inflation"};
};

TEST_F(FactorIncrementTest, DaysOneAfterAnotherHaveTheBytesOfAFreshBuild) {
    catalog.day = *SessionDate::parse("2017-10-26");
    World world = build(nullptr);
    const auto first = world->inputs->rowCount();
    // A week end and a month end lie within; 10-Qs of the third quarter come in on every one of them.
    std::size_t days = 0;
    for (const char* day : {"2017-10-27", "2017-10-30", "2017-10-31", "2017-11-01", "2017-11-03"}) {
        SCOPED_TRACE(day);
        catalog.day = *SessionDate::parse(day);
        const auto next = expectSameAsFresh(world);
        days = next->inputs->rowCount() - first;
        EXPECT_EQ(next->inputs->renewal.first_row, world->inputs->rowCount()) << next->inputs->renewal.reason;
        EXPECT_TRUE(next->inputs->close.sharesRowsWith(world->inputs->close));
        EXPECT_TRUE(next->joint.styles[0].exposure.sharesRowsWith(world->joint.styles[0].exposure));
        EXPECT_EQ(next->inputs->renewal.arrived.front(), "prices");
        world = next;
    }
    EXPECT_EQ(days, 6U);
    // Every session of every expression, from the grown panels and from the fresh ones.
    std::vector<std::string> texts;
    for (const auto& factor : expressionFactors())
        texts.emplace_back(factor.expression);
    std::vector<domain::Matrix> grown(texts.size());
    const auto never = [] { return false; };
    catalog.version = world->inputs->epoch; // what it holds is the same for both
    const auto done = evaluateTexts(*world, catalog, texts, onPool(pool, 16), never,
                                    [&](std::size_t k, domain::Matrix m) { grown[k] = std::move(m); });
    ASSERT_TRUE(done) << done.error().front().message;
    catalog.version = fresh_->inputs->epoch;
    ASSERT_TRUE(evaluateTexts(*fresh_, catalog, texts, onPool(pool, 16), never,
                              [&](std::size_t k, const domain::Matrix& m) {
                                  EXPECT_TRUE(same_bytes::same(grown[k].values(), m.values())) << texts[k];
                              }));
}

TEST_F(FactorIncrementTest, WhatNeedsYearsGrowsToo) {
    // Figures that the filings of the built-in data no longer hold, and sensitivities that need five years.
    without_values = {"current_ratio",  "edgar_fundamental_strength", "gdp_correlation",
                      "inflation_beta", "interest_coverage",          "interest_rate_sensitivity"};
    catalog.day = *SessionDate::parse("2018-12-28");
    const World world = build(nullptr);
    catalog.day = *SessionDate::parse("2018-12-31"); // a month, a quarter and a year end
    const auto next = expectSameAsFresh(world);
    EXPECT_EQ(next->inputs->renewal.first_row, world->inputs->rowCount()) << next->inputs->renewal.reason;
}

TEST_F(FactorIncrementTest, WhatChangesThePastIsMadeAnewFromItsFirstSession) {
    catalog.day = *SessionDate::parse("2017-11-03");
    const World before = build(nullptr);
    const auto stock = before->inputs->stocks[anyStock(before)].id;
    const auto bar_day = *SessionDate::parse("2017-05-10");
    catalog.change_bars = [=](domain::DailyBars& bars) {
        for (std::size_t i = 0; i < bars.size(); ++i)
            if (bars.instrument[i] == stock && bars.session[i] == bar_day) bars.close[i] *= 1.01;
    };
    const auto corrected = expectSameAsFresh(before);
    EXPECT_EQ(corrected->inputs->renewal.first_row, rowOf(before, "2017-05-10"));
    EXPECT_NE(corrected->inputs->renewal.reason.find("bars changed from 2017-05-10"), std::string::npos);

    SessionDate known = domain::kEndOfTime;
    catalog.change_facts = [&](domain::FactTable& table) {
        for (auto& fact : table.facts)
            if (fact.id == stock && fact.knowable_at > bar_day) {
                known = fact.knowable_at;
                fact.value *= 2;
                return;
            }
    };
    const auto restated = expectSameAsFresh(corrected);
    EXPECT_EQ(restated->inputs->sessions[restated->inputs->renewal.first_row], known);
    EXPECT_NE(restated->inputs->renewal.reason.find("filings"), std::string::npos);
    EXPECT_EQ(restated->inputs->renewal.arrived, std::vector<std::string>{"filings"});

    catalog.change_actions = [=](std::vector<domain::CorporateAction>& actions) {
        domain::CorporateAction split;
        split.id = stock;
        split.type = "split";
        split.ex_date = *SessionDate::parse("2017-09-01");
        split.knowable_at = split.ex_date;
        split.ratio = 2;
        actions.push_back(split);
    };
    const auto split = expectSameAsFresh(restated);
    EXPECT_EQ(split->inputs->renewal.first_row, 0U); // every price before it is another one

    catalog.change_macro = [](std::string_view series, std::vector<domain::MacroValue>& values) {
        if (series == "CPIAUCSL")
            values.push_back({*SessionDate::parse("2017-09-30"), *SessionDate::parse("2017-11-02"), 250.0});
    };
    const auto revised = expectSameAsFresh(split);
    EXPECT_EQ(revised->inputs->renewal.first_row, rowOf(before, "2017-11-02"));
    EXPECT_EQ(revised->inputs->renewal.arrived, std::vector<std::string>{"macro"});

    const auto unchanged = expectSameAsFresh(revised);
    EXPECT_EQ(unchanged->inputs->renewal.first_row, unchanged->inputs->rowCount());
    EXPECT_TRUE(unchanged->inputs->renewal.arrived.empty());
}

TEST_F(FactorIncrementTest, TwoWorldsGrownFromOneDoNotWriteIntoEachOther) {
    catalog.day = *SessionDate::parse("2017-11-01");
    const World before = build(nullptr);
    catalog.day = *SessionDate::parse("2017-11-03");
    const auto one = build(before);
    catalog.change_bars = [](domain::DailyBars& bars) {
        for (std::size_t i = 0; i < bars.size(); ++i)
            if (bars.session[i] == *SessionDate::parse("2017-11-03")) bars.close[i] *= 1.5;
    };
    const auto other = build(before); // shares no new row with the first
    const auto row = one->inputs->rowCount() - 1;
    const auto stock = anyStock(one);
    EXPECT_EQ(other->inputs->close.at(row, stock), one->inputs->close.at(row, stock) * 1.5);
    EXPECT_FALSE(other->inputs->close.sharesRowsWith(one->inputs->close));
}

TEST_F(FactorIncrementTest, MarksOfTheStoreSeeWhatChanged) {
    const auto run = [&](const std::string& sql) {
        return real->exclusively([&](catalog::Connection& c) { return c.run(sql).has_value(); });
    };
    const auto bars = *real->barMarks({});
    const auto facts = *real->factMarks();
    EXPECT_EQ(*real->barMarks({}), bars);
    EXPECT_EQ(*real->factMarks(), facts);
    const auto id = facts[facts.size() / 2].id;
    const auto stock = " WHERE instrument_id = " + std::to_string(id);
    ASSERT_TRUE(run("BEGIN TRANSACTION; UPDATE bars_daily SET close = close + 1" + stock +
                    " AND session = DATE '2017-05-10'; UPDATE fundamentals SET value = value + 1" + stock));
    const auto other_bars = *real->barMarks({});
    const auto other_facts = *real->factMarks();
    ASSERT_TRUE(run("ROLLBACK"));
    EXPECT_EQ(*real->factMarks(), facts) << "nothing of it remains";
    EXPECT_EQ(firstChange(bars, other_bars), SessionDate::parse("2017-05-10"));
    EXPECT_EQ(changedFacts(facts, other_facts), std::vector<domain::InstrumentId>{id});
    std::size_t differ = 0;
    for (std::size_t i = 0; i < bars.size(); ++i)
        differ += bars[i] == other_bars[i] ? 0 : 1;
    EXPECT_EQ(differ, 1U);
    const auto all = *real->fundamentals();
    const auto own = *real->fundamentalsOf({id});
    EXPECT_EQ(own.facts.size(),
              static_cast<std::size_t>(std::ranges::count(all.facts, id, &domain::Fact::id)));
    EXPECT_FALSE(own.facts.empty());
}

} // namespace

} // namespace nautilus::factor
