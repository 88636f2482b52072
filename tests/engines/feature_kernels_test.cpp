// Kernels of the features engine: votes, ratios, mutual information and shuffling against values of
// scikit-learn (tests/data/features), features of a live line.

#include "engines/features/kernel/feature_model.h"
#include "engines/features/kernel/feature_votes.h"
#include "engines/features/kernel/fundamental_ratios.h"
#include "engines/features/kernel/mutual_information.h"
#include "engines/features/kernel/nearest.h"
#include "engines/features/kernel/stream_features.h"
#include "engines/numerics/indicators/indicator_table.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace {

using namespace nautilus::features;
using nautilus::domain::Fact;
using nautilus::domain::kMissing;
using nautilus::domain::Matrix;
using nautilus::domain::SessionDate;
using nautilus::numerics::BarInput;
using nautilus::testing_tables::readTable;

TEST(FeatureVotes, FollowTheirRules) {
    const auto vote = [](const char* id, double value, double close = 100) {
        return voteOf(id, std::array{value, value, value}, close);
    };
    EXPECT_EQ(vote("rsi", 29.9), Vote::Bullish);
    EXPECT_EQ(vote("rsi", 30), Vote::Neutral);
    EXPECT_EQ(vote("rsi", 70.1), Vote::Bearish);
    EXPECT_EQ(vote("sma", 99), Vote::Bullish);
    EXPECT_EQ(vote("sma", 101), Vote::Bearish);
    EXPECT_EQ(vote("bollinger_percent_b", 1.01), Vote::Bullish);
    EXPECT_EQ(vote("bollinger_percent_b", -0.01), Vote::Bearish);
    EXPECT_EQ(vote("macd", 0), Vote::Neutral);
    EXPECT_EQ(voteOf("macd", std::array{5.0, 6.0, -1.0}, 100), Vote::Bearish) << "the histogram votes";
    EXPECT_EQ(vote("atr", 3), std::nullopt);
    EXPECT_EQ(vote("rsi", std::nan("")), std::nullopt);
    EXPECT_EQ(vote("sma", 99, std::nan("")), std::nullopt);
}

TEST(FeatureVotes, AreSummedUp) {
    VoteCount count;
    EXPECT_TRUE(std::isnan(voteStrength(count)));
    EXPECT_EQ(overallVote(count), Vote::Neutral);
    count = {5, 1, 2};
    EXPECT_DOUBLE_EQ(voteStrength(count), 0.5);
    EXPECT_EQ(overallVote(count), Vote::Bullish);
    count = {5, 4, 2};
    EXPECT_EQ(overallVote(count), Vote::Neutral) << "a lead of 1 in 11";
    count = {1, 3, 0};
    EXPECT_EQ(overallVote(count), Vote::Bearish);
}

SessionDate day(const char* iso) {
    return *SessionDate::parse(iso);
}

/// Facts of a made-up company: two fiscal years and a quarter.
struct Company {
    std::vector<std::string> concepts{"net_income",         "revenue",      "equity",
                                      "total_assets",       "gross_profit", "shares_outstanding",
                                      "dividends_per_share"};
    std::vector<Fact> facts;

    void add(int concept_index, const char* end, char period, const char* known, double value) {
        Fact fact;
        fact.id = 1;
        fact.concept_index = concept_index;
        fact.period_end = day(end);
        fact.period = period;
        fact.knowable_at = fact.filed = fact.split_basis = day(known);
        fact.value = value;
        facts.push_back(fact);
    }
    Company() {
        add(0, "2018-12-31", 'F', "2019-02-15", 100);
        add(1, "2018-12-31", 'F', "2019-02-15", 1000);
        add(1, "2013-12-31", 'F', "2014-02-15", 500);
        add(2, "2018-12-31", 'I', "2019-02-15", 400);
        add(3, "2018-12-31", 'I', "2019-02-15", 2000);
        add(4, "2018-12-31", 'F', "2019-02-15", 300);
        add(5, "2018-12-31", 'I', "2019-02-15", 50);
        add(6, "2018-12-31", 'F', "2019-02-15", 2.0);
        add(6, "2013-12-31", 'F', "2014-02-15", 2.0);
    }
    [[nodiscard]] CompanyFigures on(const char* date, double price,
                                    std::vector<nautilus::domain::Split> splits = {}) const {
        const nautilus::domain::OrderedFacts ordered(facts, concepts);
        return companyFigures({ordered, day(date)}, price, splits);
    }
};

TEST(FundamentalRatios, AreThoseOfTheDefinitions) {
    const auto f = Company().on("2019-06-03", 40);
    EXPECT_DOUBLE_EQ(f[Ratio::PriceEarnings], 20);
    EXPECT_DOUBLE_EQ(f[Ratio::PriceBook], 5);
    EXPECT_DOUBLE_EQ(f[Ratio::PriceSales], 2);
    EXPECT_DOUBLE_EQ(f[Ratio::ReturnOnEquity], 0.25);
    EXPECT_DOUBLE_EQ(f[Ratio::ReturnOnAssets], 0.05);
    EXPECT_DOUBLE_EQ(f[Ratio::GrossMargin], 0.3);
    EXPECT_DOUBLE_EQ(f[Ratio::NetMargin], 0.1);
    EXPECT_NEAR(f[Ratio::RevenueGrowth], std::pow(2.0, 0.2) - 1, 1e-15);
    EXPECT_DOUBLE_EQ(f[Ratio::DividendGrowth], 0);
    EXPECT_DOUBLE_EQ(f[Ratio::AssetTurnover], 0.5);
    EXPECT_TRUE(std::isnan(f[Ratio::InventoryTurnover]));
    EXPECT_EQ(f.reason[static_cast<std::size_t>(Ratio::InventoryTurnover)],
              "the cost of revenue is not known");
    EXPECT_EQ(f.reason[static_cast<std::size_t>(Ratio::EvEbitda)], "operating income is not known");
    EXPECT_TRUE(f.reason[static_cast<std::size_t>(Ratio::PriceBook)].empty());
}

TEST(FundamentalRatios, BringPerShareFiguresToThePriceBasis) {
    // Two for one in 2016: the dividend of 2013 was 1 on today's basis, and shares filed later are untouched.
    const auto f = Company().on("2019-06-03", 40, {{day("2016-05-02"), 2.0}});
    EXPECT_NEAR(f[Ratio::DividendGrowth], std::pow(2.0, 0.2) - 1, 1e-15);
    EXPECT_DOUBLE_EQ(f[Ratio::PriceEarnings], 20);
}

TEST(FundamentalRatios, KnowNothingOfLaterFilings) {
    Company company;
    const auto before = company.on("2019-02-14", 40);
    for (const double value : before.values)
        EXPECT_TRUE(std::isnan(value));
    const auto on_the_day = company.on("2019-02-15", 40);
    company.add(0, "2018-12-31", 'F', "2019-02-18", 1e9); // a second report of the year, a day later
    company.add(2, "2019-03-31", 'I', "2019-05-01", -5);
    const auto same = company.on("2019-02-15", 40);
    for (std::size_t r = 0; r < kRatios; ++r)
        EXPECT_TRUE(same.values[r] == on_the_day.values[r] ||
                    (std::isnan(same.values[r]) && std::isnan(on_the_day.values[r])));
    EXPECT_TRUE(std::isnan(company.on("2019-05-02", 40)[Ratio::PriceBook])) << "equity is not positive";
    EXPECT_TRUE(std::isnan(company.on("2020-08-03", 40)[Ratio::PriceEarnings])) << "older than 18 months";
}

TEST(FundamentalRatios, StandAmongPeers) {
    const std::vector<double> peers{1, 2, 2, 4, kMissing};
    EXPECT_DOUBLE_EQ(percentileAmong(peers, 2), 0.5);
    EXPECT_DOUBLE_EQ(percentileAmong(peers, 4), 0.875);
    EXPECT_TRUE(std::isnan(percentileAmong(peers, kMissing)));
    EXPECT_DOUBLE_EQ(medianOf(peers), 2);
    EXPECT_NEAR(zScoreAmong(peers, 4), 1.75 / std::sqrt(4.75 / 3), 1e-15);
    EXPECT_TRUE(std::isnan(zScoreAmong(std::vector{3.0, 3.0}, 3)));
}

TEST(Nearest, AreThoseOfAllPairs) {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> unit(0, 1);
    std::vector<PlanePoint> points(400);
    for (auto& p : points)
        p = {unit(random), std::floor(unit(random) * 20) / 20}; // with equal coordinates
    const auto found = neighbourDistances(points, 3);
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::vector<double> all;
        for (std::size_t j = 0; j < points.size(); ++j)
            if (j != i)
                all.push_back(
                    std::max(std::abs(points[i].x - points[j].x), std::abs(points[i].y - points[j].y)));
        std::ranges::nth_element(all, all.begin() + 2);
        ASSERT_EQ(found[i], all[2]) << i;
    }
    EXPECT_TRUE(neighbourDistances(points, 400).empty());
}

TEST(MutualInformation, EqualsThatOfScikitLearn) {
    const auto series = readTable("features/series.csv.gz");
    const auto expected = readTable("features/mutual_information.csv.gz");
    const auto x = expected.values("column"), k = expected.values("neighbours"),
               value = expected.values("value");
    const auto target = series.values("target");
    ASSERT_GE(value.size(), 8U);
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto column = series.values("x" + std::to_string(static_cast<int>(x[i])));
        EXPECT_NEAR(mutualInformation(column, target, static_cast<std::size_t>(k[i])), value[i], 1e-12)
            << "x" << x[i] << " k " << k[i];
    }
}

TEST(MutualInformation, OfABivariateNormalIsNearTheFormula) {
    std::mt19937_64 random(11);
    std::normal_distribution<double> normal;
    std::vector<double> x, y;
    for (int i = 0; i < 5000; ++i) {
        x.push_back(normal(random));
        y.push_back(0.8 * x.back() + 0.6 * normal(random));
    }
    EXPECT_NEAR(mutualInformation(x, y), -0.5 * std::log(1 - 0.64), 0.03);
    std::ranges::shuffle(y, random);
    EXPECT_LT(mutualInformation(x, y), 0.02);
    EXPECT_TRUE(std::isnan(mutualInformation(std::vector<double>(50, 1.0), std::vector<double>(50, 2.0))));
    EXPECT_TRUE(std::isnan(mutualInformation(std::vector<double>{1, 2, 3}, std::vector<double>{1, 2, 3}, 3)));
}

TEST(MutualInformation, BreaksTiesTheSameWayForTheSameSeed) {
    std::vector<double> a(100, 7.0), b = a, c = a;
    breakTies(a, 1);
    breakTies(b, 1);
    breakTies(c, 2);
    EXPECT_EQ(a, b);
    EXPECT_NE(a, c);
    for (const double v : a)
        EXPECT_NEAR(v, 7, 1e-8);
}

TEST(MutualInformation, KnowsTheDigammaOfWholeNumbers) {
    constexpr double kEuler = 0.57721566490153286;
    EXPECT_NEAR(digammaOfWhole(1), -kEuler, 1e-15);
    EXPECT_NEAR(digammaOfWhole(2), 1 - kEuler, 1e-15);
    double sum = -kEuler;
    for (int i = 1; i < 100; ++i)
        sum += 1.0 / i;
    EXPECT_NEAR(digammaOfWhole(100), sum, 1e-13); // the series begins at 65
}

TEST(PermutationLoss, EqualsTheMeanOfManyShuffles) {
    const auto series = readTable("features/series.csv.gz");
    const auto expected = readTable("features/permutation.csv.gz");
    const auto target = series.values("target");
    Matrix rows(target.size(), 4);
    for (std::size_t f = 0; f < 4; ++f) {
        const auto column = series.values("x" + std::to_string(f));
        for (std::size_t i = 0; i < column.size(); ++i)
            rows.at(i, f) = column[i];
    }
    const std::size_t training = 700;
    const auto fit = fitRidge(rows.view(), target, training, 1.0);
    const auto coefficient = expected.values("coefficient"), mean = expected.values("importance"),
               error = expected.values("standard_error"), r2 = expected.values("r2");
    const auto loss = permutationLoss(fit, rows.view(), target, training);
    for (std::size_t f = 0; f < 4; ++f) {
        EXPECT_NEAR(fit.coefficient[f], coefficient[f], 1e-12);
        EXPECT_NEAR(loss[f], mean[f], 4 * error[f] + 1e-12) << "x" << f;
    }
    EXPECT_NEAR(modelFit(fit, rows.view(), target, training), r2[0], 1e-12);
}

std::vector<double> lastOf(const char* id, const std::vector<BarInput>& bars) {
    const auto& spec = *nautilus::numerics::findIndicator(id);
    const auto indicator = makeIndicator(spec, defaultParameters(spec));
    std::vector<double> out(spec.outputs.size());
    for (const auto& bar : bars)
        indicator->update(bar, out);
    return out;
}

TEST(StreamFeatures, AgreeWithTheBatchOnBarsOfTrades) {
    constexpr std::int64_t kMinute = 60'000'000'000, kSecond = 1'000'000'000;
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    StreamFeatures features(kMinute, 10 * kSecond);
    std::vector<StreamEvent> events;
    std::vector<BarInput> bars;
    double price = 50;
    for (std::int64_t second = 0; second < 60 * 60; ++second) {
        price *= 1 + 0.0005 * normal(random);
        if (second % 60 == 0) bars.push_back({price, price, price, price, 0});
        auto& bar = bars.back();
        bar.high = std::max(bar.high, price);
        bar.low = std::min(bar.low, price);
        bar.close = price;
        bar.volume += 100;
        const auto before = events.size();
        features.onTrade(second * kSecond, price, 100, events);
        for (std::size_t e = before; e < events.size(); ++e) {
            if (events[e].kind != StreamEvent::Kind::TechnicalUpdate) continue;
            auto seen = bars; // the closed bar's event comes with the first trade of the next one
            if (!events[e].forming) seen.pop_back();
            ASSERT_EQ(events[e].rsi, lastOf("rsi", seen)[0]) << second;
            const double macd = lastOf("macd", seen)[0];
            ASSERT_TRUE(events[e].macd == macd || (std::isnan(macd) && std::isnan(events[e].macd)));
        }
    }
    const auto closed = std::ranges::count_if(events, [](const StreamEvent& e) {
        return e.kind == StreamEvent::Kind::TechnicalUpdate && !e.forming;
    });
    EXPECT_EQ(closed, 59 - 14) << "one per closed bar once the RSI is warm";
}

TEST(StreamFeatures, SaySpikesAndBreakoutsOnce) {
    StreamFeatures features(60'000'000'000);
    std::vector<StreamEvent> events;
    const auto minute = [](std::int64_t n) { return n * 60'000'000'000; };
    for (int i = 0; i < 40; ++i)
        features.warm({100, 100.5, 99.5, 100 + 0.1 * (i % 2), 1000});
    const auto count = [&](StreamEvent::Kind kind) {
        return std::ranges::count(events, kind, &StreamEvent::kind);
    };
    for (int i = 0; i < 20; ++i) // 150 a trade: the spike is reached with the tenth
        features.onTrade(minute(1) + i * 1'000'000, 105, 150, events);
    EXPECT_EQ(count(StreamEvent::Kind::VolumeSpike), 1);
    EXPECT_EQ(count(StreamEvent::Kind::BollingerBreakout), 1);
    for (const auto& event : events)
        if (event.kind == StreamEvent::Kind::VolumeSpike) {
            EXPECT_DOUBLE_EQ(event.volume, 1500);
            EXPECT_DOUBLE_EQ(event.volume_ma, 1000);
        } else if (event.kind == StreamEvent::Kind::BollingerBreakout) {
            EXPECT_TRUE(event.above);
            EXPECT_GT(event.price, event.upper_band);
        }
    events.clear();
    features.onTrade(minute(2), std::nan(""), 10, events);
    EXPECT_TRUE(events.empty());
}

} // namespace
