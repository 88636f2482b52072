// Studies of a factor against pandas and scipy (tests/data/research/make_research.py), walk-forward weights
// against a plain loop, and that nothing looks ahead.

#include "engines/factor/kernel/research/factor_map.h"
#include "engines/factor/kernel/research/study_figures.h"
#include "engines/factor/kernel/research/walk_forward.h"
#include "tests/engines/research_tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace nautilus::factor;
using namespace nautilus::testing_tables;
using nautilus::domain::Matrix;

constexpr std::size_t kSessions = 130, kStocks = 45, kHorizon = 5, kGap = 2;

template <class To>
std::vector<To> cast(const std::vector<double>& values) {
    std::vector<To> out;
    for (const double v : values)
        out.push_back(static_cast<To>(v));
    return out;
}

struct Sample {
    std::vector<std::uint8_t> member = cast<std::uint8_t>(research("member"));
    std::vector<std::int32_t> group = cast<std::int32_t>(research("group"));
    ResearchInputs inputs{.returns = view(research("returns"), kStocks),
                          .universe = {member.data(), kSessions, kStocks},
                          .group = {group.data(), 1, kStocks},
                          .group_count = 3,
                          .close = view(research("price"), kStocks),
                          .volume = view(research("volume"), kStocks),
                          .horizons = {1, kHorizon},
                          .longest_gap = kGap};
    ResearchPanel panel = researchPanel(inputs, sequential());

    [[nodiscard]] FactorStudy study(Weighting weighting, std::size_t holding) const {
        return studyFactor(
            panel, view(research("factor"), kStocks),
            {.quantiles = 5, .horizon = 1, .holding = holding, .weighting = weighting, .by_group = true},
            sequential());
    }
};

TEST(FactorStudy, ReturnsAheadBridgeShortGapsOnly) {
    const Sample sample;
    expectClose(sample.panel.forward[1].values(), research("forward"), 1e-12, "forward");
    expectClose(sample.panel.traded.values(), research("money_traded"), 1e-12, "traded");
}

TEST(FactorStudy, CoefficientsAreThoseOfPandas) {
    const auto study = Sample().study(Weighting::Rank, 4);
    expectClose(seriesOf(study.rank_ic, 1), research("rank_ic"), 1e-12, "rank");
    expectClose(seriesOf(study.linear_ic, 1), research("linear_ic"), 1e-12, "linear");
    expectClose(study.group_ic.values(), research("group_ic"), 1e-12, "by group");
    expectClose(study.autocorrelation, research("autocorrelation"), 1e-12, "autocorrelation");
}

TEST(FactorStudy, QuantilesAreThoseOfQcut) {
    const auto study = Sample().study(Weighting::Rank, 4);
    expectClose(study.quantile_returns.values(), research("quantile_returns"), 1e-12, "returns");
    expectClose(study.quantile_turnover.values(), research("quantile_turnover"), 1e-12, "turnover");
    expectClose(study.universe_returns, research("universe_returns"), 1e-12, "universe");
}

TEST(FactorStudy, PortfoliosAreThoseOfPandas) {
    const Sample sample;
    const auto by_value = sample.study(Weighting::Value, 1), by_rank = sample.study(Weighting::Rank, 4);
    expectClose(by_value.portfolio, research("value_portfolio"), 1e-12, "value");
    expectClose(by_value.turnover, research("value_turnover"), 1e-12, "value turnover");
    expectClose(by_rank.portfolio, research("rank_portfolio"), 1e-12, "rank");
    expectClose(by_rank.turnover, research("rank_turnover"), 1e-12, "rank turnover");
    expectClose(by_rank.crowding, research("crowding"), 1e-11, "crowding");
}

TEST(FactorStudy, TurningTheFactorTurnsWhatItSays) {
    const Sample sample;
    const auto up = sample.study(Weighting::Rank, 4);
    const auto down = studyFactor(
        sample.panel, view(research("factor"), kStocks),
        {.direction = -1, .quantiles = 5, .horizon = 1, .holding = 4, .weighting = Weighting::Rank},
        sequential());
    std::size_t compared = 0;
    for (std::size_t t = 0; t < kSessions; ++t) {
        if (std::isnan(up.portfolio[t])) continue;
        EXPECT_NEAR(up.portfolio[t], -down.portfolio[t], 1e-15);
        ++compared;
    }
    EXPECT_GT(compared, 50U);
    EXPECT_NEAR(up.rank_ic.at(3, 1), -down.rank_ic.at(3, 1), 1e-15);
    EXPECT_EQ(down.group_ic.rows(), 0U) << "not asked for";
}

TEST(FactorStudy, HowTheWorkIsCutChangesNothing) {
    const Sample sample;
    const ParallelFor pieces = [](std::size_t count, const RangeBody& body) {
        for (std::size_t end = count; end > 0; --end)
            body(end - 1, end);
    };
    const auto whole = sample.study(Weighting::Rank, 4);
    const auto cut =
        studyFactor(researchPanel(sample.inputs, pieces), view(research("factor"), kStocks),
                    {.quantiles = 5, .horizon = 1, .holding = 4, .weighting = Weighting::Rank}, pieces);
    expectClose(cut.portfolio, whole.portfolio, 0, "portfolio");
    expectClose(cut.turnover, whole.turnover, 0, "turnover");
    expectClose(cut.rank_ic.values(), whole.rank_ic.values(), 0, "ic");
}

TEST(FactorStudy, NothingBeforeASessionChangesWithWhatComesAfter) {
    Sample sample;
    const auto before = sample.study(Weighting::Rank, 4);
    constexpr std::size_t kFrom = 90;
    auto returns = research("returns"), factor = research("factor");
    for (std::size_t i = kFrom * kStocks; i < returns.size(); ++i) {
        returns[i] = -0.5 * returns[i] + 0.01;
        factor[i] = std::sin(static_cast<double>(i));
    }
    sample.inputs.returns = view(returns, kStocks);
    const auto panel = researchPanel(sample.inputs, sequential());
    const auto after =
        studyFactor(panel, view(factor, kStocks),
                    {.quantiles = 5, .horizon = 1, .holding = 4, .weighting = Weighting::Rank}, sequential());
    const auto head = [](const std::vector<double>& v, std::size_t n) { return std::span(v).first(n); };
    expectClose(head(after.portfolio, kFrom), head(before.portfolio, kFrom), 0, "portfolio");
    expectClose(head(after.turnover, kFrom), head(before.turnover, kFrom), 0, "turnover");
    const auto ic = [](const FactorStudy& s) { return seriesOf(s.rank_ic, 1); };
    expectClose(head(ic(after), kFrom - kHorizon), head(ic(before), kFrom - kHorizon), 0, "ic");
    // Figures as of that session read no further.
    const FigureOptions options{.cost = 0.001, .horizon = 1};
    const auto a = factorFigures(after, {1, kHorizon}, {0, kFrom}, options);
    const auto b = factorFigures(before, {1, kHorizon}, {0, kFrom}, options);
    EXPECT_EQ(a.rank_ic[1].t_stat, b.rank_ic[1].t_stat);
    EXPECT_EQ(a.spread.mean, b.spread.mean);
    EXPECT_EQ(a.net.sharpe_ratio, b.net.sharpe_ratio);
    EXPECT_NE(factorFigures(after, {1, kHorizon}, {0, kSessions}, options).spread.mean,
              factorFigures(before, {1, kHorizon}, {0, kSessions}, options).spread.mean);
}

TEST(FactorStudy, FiguresFollowFromTheSeries) {
    const auto study = Sample().study(Weighting::Rank, 4);
    const auto figures = factorFigures(study, {1, kHorizon}, {0, kSessions},
                                       {.cost = 0.002, .participation = 0.1, .horizon = 1});
    EXPECT_GT(figures.rank_ic[1].mean, 0.05) << "the factor knows a little of the future by construction";
    EXPECT_NEAR(figures.rank_ic[1].ratio, figures.rank_ic[1].mean / figures.rank_ic[1].deviation, 1e-15);
    EXPECT_GT(figures.spread.mean, 0);
    EXPECT_NEAR(figures.spread.mean,
                figures.quantiles.back().mean_return - figures.quantiles.front().mean_return, 1e-12);
    EXPECT_LT(figures.net.sharpe_ratio, figures.gross.sharpe_ratio);
    EXPECT_GT(figures.monotonicity, 0.85);
    EXPECT_GT(figures.capacity, 0);
}

TEST(FactorStudy, RegimesReadThePastAlone) {
    std::vector<double> market;
    for (int i = 0; i < 300; ++i)
        market.push_back((i % 2 ? 1 : -1) * (i < 150 ? 0.01 : 0.03));
    const auto regimes = volatilityRegimes(market, 20, 60);
    EXPECT_EQ(regimes[70], -1);
    EXPECT_EQ(regimes[180], 2) << "calm before, wild now";
    auto other = market;
    for (std::size_t i = 200; i < other.size(); ++i)
        other[i] = 0.5;
    const auto with_other_future = volatilityRegimes(other, 20, 60);
    EXPECT_TRUE(std::equal(regimes.begin(), regimes.begin() + 200, with_other_future.begin()));
}

TEST(WalkForward, IsThatOfThePlainLoop) {
    const Sample sample;
    std::vector<MixPart> parts;
    for (const char* k : {"0", "1", "2"})
        parts.push_back(
            {view(research(std::string("walk_z") + k), kStocks), research(std::string("walk_p") + k), {}});
    MixOptions options{.method = MixMethod::Sharpe,
                       .given = {0.5, 0.2, 0.3},
                       .dates = {30, 60, 90, 110},
                       .rows = {0, kSessions},
                       .window = 60,
                       .least = 40,
                       .cost = 0.001,
                       .delay = 1};
    const auto mix = walkForward(sample.inputs, parts, options);
    std::vector<double> weights;
    for (const auto& each : mix.weights)
        weights.insert(weights.end(), each.begin(), each.end());
    expectClose(weights, research("walk_weights"), 1e-9, "weights");
    EXPECT_EQ(mix.learnt, (std::vector<std::uint8_t>{0, 1, 1, 1})) << "the first date has 30 sessions only";
    expectClose(mix.gross, research("walk_gross"), 1e-10, "gross");
    expectClose(mix.net, research("walk_net"), 1e-10, "net");
    EXPECT_GT(mix.names_without_return, 0U);

    auto future = research("walk_p1"); // what comes after a date does not move its weights
    for (std::size_t t = 91; t < future.size(); ++t)
        future[t] = 0.5;
    parts[1].portfolio = future;
    const auto other = walkForward(sample.inputs, parts, options);
    EXPECT_EQ(other.weights[2], mix.weights[2]);
    EXPECT_NE(other.weights[3], mix.weights[3]);
}

TEST(WalkForward, CoefficientsCountWhenTheirHorizonIsOver) {
    const std::vector<double> scores(200, 0.0);
    std::vector<double> a(200), b(200);
    for (std::size_t t = 0; t < 200; ++t) {
        a[t] = 0.05 + 0.1 * std::sin(static_cast<double>(t));
        b[t] = 0.03 + 0.1 * std::cos(1.7 * static_cast<double>(t));
    }
    std::vector<MixPart> parts{{view(scores, 1), {}, a}, {view(scores, 1), {}, b}};
    MixOptions options{.method = MixMethod::Ic, .given = {0.5, 0.5}, .dates = {}, .window = 100, .least = 50};
    options.ic_horizon = 10;
    const auto weights = learnWeights(parts, 150, options);
    for (std::size_t t = 141; t < 200; ++t)
        a[t] = -5; // signals whose horizon ends after session 150
    EXPECT_EQ(learnWeights(parts, 150, options), weights);
    a[140] = -5;
    EXPECT_NE(learnWeights(parts, 150, options), weights);
    EXPECT_TRUE(learnWeights(parts, 20, options).empty()) << "too little history";
}

TEST(FactorMap, RankCorrelationIsThatOfPandas) {
    const auto &a = research("map_a"), &b = research("map_b");
    std::vector<float> ra(60), rb(60);
    standardRanks(a, {}, ra);
    standardRanks(b, {}, rb);
    const std::vector<std::span<const float>> ranks{ra, rb};
    const std::vector<std::size_t> sections{0};
    const auto rho = rankCorrelations(ranks, 60, sections, 20, sequential());
    EXPECT_NEAR(rho.at(0, 1), research("map_rho")[0], 1e-6) << "ranks are kept in single precision";
    EXPECT_EQ(rho.at(1, 0), rho.at(0, 1));
    EXPECT_EQ(rho.at(1, 1), 1.0);
    EXPECT_TRUE(std::isnan(rankCorrelations(ranks, 60, sections, 59, sequential()).at(0, 1)));
}

} // namespace
