// Limits: what is measured, when it is broken, how it adjusts itself, what becomes of a breach. Figures are
// worked by hand; those of history are numpy's (tests/data/risk/make_goldens.py).

#include "engines/risk/kernel/breach_life.h"
#include "engines/risk/kernel/limit_measures.h"
#include "tests/engines/return_tables.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace nautilus::risk {
namespace {

using namespace testing_tables;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const double kNan = std::nan("");

/// Long 60 + 30 in technology, short 20 in energy, 25 of a euro stock without a sector; worth 100, so
/// borrowed is nothing and 5 is in cash.
std::vector<PositionView> handBook() {
    return {{"AAA", "technology", "USD", 60, 300},
            {"BBB", "technology", "USD", 30, 10},
            {"CCC", "energy", "USD", -20, 400},
            {"DDD", "", "EUR", 25, kNan}};
}

BookView handView(const std::vector<PositionView>& positions) {
    return {positions, 100, 5, "USD", {0.02, 0.06, 0.03, 1.1, 0.9, 504}};
}

double worstOf(LimitType type, const BookView& book) {
    return measure(type, book).front().value;
}

TEST(LimitMeasures, EachOfTheTwelveIsItsDefinition) {
    const auto positions = handBook();
    const auto book = handView(positions);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::PositionSize, book), 0.60);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::Concentration, book), 60.0 / 135);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::SectorExposure, book), 0.90);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::ValueAtRisk, book), 0.02);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::ExpectedShortfall, book), 0.03);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::Leverage, book), 1.35);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::GrossExposure, book), 1.35);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::NetExposure, book), 0.95);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::CurrencyExposure, book), 0.25);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::AverageDailyVolume, book), 3.0);
    // 60, 2 of 30 (20 % of 10), 20, nothing of what has no volume, and 5 of cash, of 140.
    EXPECT_DOUBLE_EQ(worstOf(LimitType::Liquidity, book), (60 + 2 + 20 + 5) / 140.0);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::Correlation, book), 0.9);
}

TEST(LimitMeasures, SubjectsComeWorstFirstAndTheUnknownLast) {
    const auto positions = handBook();
    const auto sizes = measure(LimitType::PositionSize, handView(positions));
    ASSERT_THAT(sizes, SizeIs(4));
    EXPECT_EQ(sizes[0].subject, "AAA");
    EXPECT_EQ(sizes[3].subject, "CCC");
    const auto volumes = measure(LimitType::AverageDailyVolume, handView(positions));
    EXPECT_EQ(volumes.front().subject, "BBB");
    EXPECT_EQ(volumes.back().subject, "DDD");
    EXPECT_TRUE(std::isnan(volumes.back().value));
}

TEST(LimitMeasures, OffsettingPositionsOfASectorOffsetEachOther) {
    const std::vector<PositionView> hedged{{"A", "energy", "USD", 50, 1}, {"B", "energy", "USD", -50, 1}};
    EXPECT_DOUBLE_EQ(worstOf(LimitType::SectorExposure, handView(hedged)), 0);
    EXPECT_DOUBLE_EQ(worstOf(LimitType::GrossExposure, handView(hedged)), 1);
}

TEST(LimitMeasures, AnUnknownValueIsNotTakenForNothing) {
    auto positions = handBook();
    positions[1].value = kNan;
    for (const auto type : {LimitType::Leverage, LimitType::NetExposure, LimitType::Liquidity})
        EXPECT_TRUE(std::isnan(worstOf(type, handView(positions))));
    const auto sizes = measure(LimitType::PositionSize, handView(positions));
    EXPECT_TRUE(std::isnan(sizes.back().value));
}

TEST(LimitMeasures, HistoryIsThatOfNumpy) {
    const auto& returns = series("AAPL").returns;
    const auto& market = series("AAPL").benchmark;
    const auto got = historicalFigures(returns, market);
    const auto want = lossGolden("limit history AAPL");
    ASSERT_THAT(want, SizeIs(5));
    expectRelative(got.value_at_risk_1d, want[0], 1e-12, "one day");
    expectRelative(got.value_at_risk_10d, want[1], 1e-12, "ten days");
    expectRelative(got.expected_shortfall, want[2], 1e-12, "shortfall");
    expectRelative(got.beta, want[3], 1e-11, "beta");
    expectRelative(got.correlation, want[4], 1e-11, "correlation");
    const auto few = historicalFigures(std::span(returns).first(99), std::span(market).first(99));
    EXPECT_TRUE(std::isnan(few.value_at_risk_1d));
    EXPECT_TRUE(std::isnan(few.beta));
}

TEST(LimitTypes, AreTwelveWithNamesAndAliasesOfTheirOwn) {
    ASSERT_THAT(limitKinds(), SizeIs(12));
    for (std::size_t i = 0; i < limitKinds().size(); ++i) {
        const auto& kind = limitKinds()[i];
        EXPECT_EQ(static_cast<std::size_t>(kind.type), i);
        EXPECT_EQ(findLimitKind(kind.name), &kind);
        EXPECT_EQ(findLimitKind(kind.alias), &kind);
    }
    EXPECT_EQ(findLimitKind("max_position_size")->name, "position_size");
    EXPECT_EQ(findLimitKind("nothing"), nullptr);
}

TEST(Verdict, GoesFromOkOverWarningToBreach) {
    const LimitTerms terms{LimitType::PositionSize, 0.10, 0.8, true};
    EXPECT_EQ(judge(terms, 0.0799).status, CheckStatus::Ok);
    EXPECT_EQ(judge(terms, 0.08).status, CheckStatus::Warning);
    EXPECT_EQ(judge(terms, 0.10).status, CheckStatus::Warning);
    EXPECT_EQ(judge(terms, 0.1 + 1e-12).status, CheckStatus::Warning) << "rounding breaks nothing";
    EXPECT_EQ(judge(terms, 0.1001).status, CheckStatus::Breach);
    EXPECT_DOUBLE_EQ(judge(terms, 0.155).utilisation, 1.55);
    EXPECT_EQ(judge(terms, 0.155).severity, Severity::High);
    EXPECT_EQ(judge(terms, 0.21).severity, Severity::Critical);
    EXPECT_EQ(judge(terms, 0.05).severity, Severity::Low);
    EXPECT_EQ(judge(terms, kNan).status, CheckStatus::NotComputable);
    EXPECT_EQ(judge({LimitType::PositionSize, 0.1, 0.5, true}, 0.06).status, CheckStatus::Warning);
    EXPECT_EQ(judge({LimitType::PositionSize, 0.1, 0.8, false}, 0.155).severity, Severity::Medium);
    EXPECT_EQ(judge({LimitType::PositionSize, 0.1, 0.8, false}, 0.5).severity, Severity::High);
}

TEST(Verdict, OfAMinimumIsTurnedRound) {
    const LimitTerms terms{LimitType::Liquidity, 0.40, 0.8, true};
    EXPECT_EQ(judge(terms, 0.60).status, CheckStatus::Ok);
    EXPECT_EQ(judge(terms, 0.45).status, CheckStatus::Warning);
    EXPECT_EQ(judge(terms, 0.40).status, CheckStatus::Warning);
    EXPECT_EQ(judge(terms, 0.39).status, CheckStatus::Breach);
    EXPECT_EQ(judge(terms, 0.39).severity, Severity::High);
    EXPECT_EQ(judge(terms, 0.1).severity, Severity::Critical);
    EXPECT_EQ(judge(terms, 0).status, CheckStatus::Breach);
    EXPECT_EQ(judge(terms, 0).severity, Severity::Critical);
    EXPECT_TRUE(std::isnan(judge(terms, 0).utilisation));
}

TEST(AdjustedLimit, FollowsTheMarketsVolatilityWithinTheFactor) {
    const auto at = [](double short_term, double long_term) {
        return adjustedLimit(LimitType::ValueAtRisk, 0.02, 0.1, {short_term, long_term});
    };
    EXPECT_DOUBLE_EQ(at(0.01, 0.01), 0.02);
    EXPECT_DOUBLE_EQ(at(0.02, 0.01), 0.018);
    EXPECT_DOUBLE_EQ(at(0.05, 0.01), 0.018) << "not below the factor";
    EXPECT_DOUBLE_EQ(at(0.005, 0.01), 0.022);
    EXPECT_NEAR(at(0.01 * std::sqrt(2.0), 0.01), 0.019, 1e-15);
    EXPECT_DOUBLE_EQ(at(kNan, 0.01), 0.02);
    EXPECT_DOUBLE_EQ(at(0, 0.01), 0.02);
    EXPECT_DOUBLE_EQ(adjustedLimit(LimitType::Liquidity, 0.4, 0.1, {0.02, 0.01}), 0.44)
        << "a minimum rises when the market is turbulent";
}

CheckedLimit checkedOf(std::vector<std::pair<std::string, double>> values, double limit = 0.10) {
    CheckedLimit out{{LimitType::PositionSize, limit, 0.8, true}, {}};
    for (const auto& [subject, value] : values)
        out.verdicts.push_back({subject, judge(out.terms, value)});
    return out;
}

/// What a keeper does: gives ids, applies, drops what is over.
struct Book {
    std::vector<Breach> open, over;
    int number = 0;
    std::vector<BreachEvent> check(const std::vector<CheckedLimit>& checked, std::int64_t at) {
        auto events = eventsOf("p", open, checked, {at});
        for (auto& event : events) {
            if (event.kind == BreachEventKind::Opened) {
                event.breach_id = "b" + std::to_string(++number);
                open.emplace_back();
                apply(open.back(), event);
                continue;
            }
            const auto found = std::ranges::find(open, event.breach_id, &Breach::breach_id);
            apply(*found, event);
            if (found->resolved_at) {
                over.push_back(*found);
                open.erase(found);
            }
        }
        return events;
    }
};

TEST(BreachLife, OpensOnceWorsensWhenItMattersAndIsResolved) {
    Book book;
    EXPECT_THAT(book.check({checkedOf({{"A", 0.15}, {"B", 0.05}})}, 1), SizeIs(1));
    EXPECT_THAT(book.check({checkedOf({{"A", 0.15}, {"B", 0.05}})}, 2), IsEmpty());
    EXPECT_THAT(book.check({checkedOf({{"A", 0.16}, {"B", 0.05}})}, 3), IsEmpty()) << "not 10 % worse";
    EXPECT_THAT(book.check({checkedOf({{"A", 0.17}, {"B", 0.12}})}, 4), SizeIs(2));
    EXPECT_EQ(book.open[0].worsened, 1);
    EXPECT_THAT(book.check({checkedOf({{"A", 0.201}, {"B", 0.12}})}, 5), SizeIs(1)) << "CRITICAL now";
    EXPECT_EQ(book.open[0].severity, Severity::Critical);
    const auto last = book.check({checkedOf({{"A", 0.095}, {"B", 0.12}})}, 6);
    ASSERT_THAT(last, SizeIs(1));
    EXPECT_EQ(last[0].kind, BreachEventKind::Resolved);
    EXPECT_EQ(book.over[0].action_taken, "Brought from 20.1% to 9.5%");
    EXPECT_EQ(book.over[0].opened_at.ns, 1);
    EXPECT_EQ(book.over[0].resolved_at->ns, 6);
    EXPECT_THAT(book.check({checkedOf({{"A", 0.15}, {"B", 0.12}})}, 7), SizeIs(1)) << "a new one";
    EXPECT_EQ(book.number, 3);
}

TEST(BreachLife, WhatCannotBeMeasuredStaysOpenWhatIsGoneIsResolved) {
    Book book;
    book.check({checkedOf({{"A", 0.15}, {"B", 0.15}})}, 1);
    EXPECT_THAT(book.check({checkedOf({{"A", kNan}, {"B", 0.15}})}, 2), IsEmpty());
    const auto sold = book.check({checkedOf({{"A", 0.15}})}, 3);
    ASSERT_THAT(sold, SizeIs(1));
    EXPECT_EQ(sold[0].note, "B is not held any more");
    const auto removed = book.check({}, 4);
    ASSERT_THAT(removed, SizeIs(1));
    EXPECT_EQ(removed[0].note, "The limit was removed or switched off");
    EXPECT_THAT(book.open, IsEmpty());
}

/// Whatever happens: at most one open breach per subject, open exactly where the last number that could be
/// measured broke the limit, and nothing is told twice without being worse.
TEST(BreachLife, HoldsForAnyCourseOfEvents) {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> value(0, 0.25);
        Book book;
        std::map<std::string, bool> broken;
        for (std::int64_t at = 1; at <= 40; ++at) {
            std::vector<std::pair<std::string, double>> values;
            for (const char* subject : {"A", "B", "C"}) {
                const auto fate = random() % 8;
                if (fate == 0) {
                    broken[subject] = false; // not held
                    continue;
                }
                const double v = fate == 1 ? kNan : value(random);
                values.emplace_back(subject, v);
                if (!std::isnan(v)) broken[subject] = v > 0.10 * (1 + 1e-9);
            }
            if (values.empty()) values.emplace_back("", 0);
            book.check({checkedOf(values)}, at);
            for (const auto& [subject, is_broken] : broken)
                EXPECT_EQ(std::ranges::count(book.open, subject, &Breach::subject), is_broken ? 1 : 0);
        }
    }
}

TEST(BreachTexts, SayWhatIsWrongAndWhatToDo) {
    const LimitTerms terms{LimitType::PositionSize, 0.10, 0.8, true};
    const SubjectVerdict found{"AAPL", judge(terms, 0.155)};
    EXPECT_EQ(recommendation(terms, found), "Reduce AAPL position to 10% of portfolio");
    Book book;
    const auto event = book.check({checkedOf({{"AAPL", 0.155}})}, 1).front();
    EXPECT_EQ(breachMessage(event), "AAPL position exceeds 10% limit: 15.5%");
    EXPECT_EQ(shownValue(LimitType::Leverage, 1.25), "1.25");
    EXPECT_EQ(shownValue(LimitType::ValueAtRisk, kNan), "n/a");
    for (const auto& kind : limitKinds())
        EXPECT_FALSE(recommendation({kind.type, 1, 0.8, true}, found).empty());
}

} // namespace
} // namespace nautilus::risk
