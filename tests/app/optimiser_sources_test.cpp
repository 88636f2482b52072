// What the optimiser reads from elsewhere: the risk model's premia and a benchmark's exposures, volumes
// inside sessions, and targets that outlive a restart.

#include "tests/app/support/policy_stage.h"

#include "engines/kit/period.h"
#include "engines/portfolio/service/optimiser/optimiser_desk.h"
#include "engines/portfolio/service/optimiser/trade_schedule.h"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace nautilus;
using testing::Contains;
using testing::HasSubstr;

/// Two factors: the first returned half of what SPY did, the second something else. Covers A, B, C ...
class StageModel final : public factor::ModelAccess {
public:
    explicit StageModel(test::StageMarket& market) : market_(market) {}

    kit::Result<std::vector<factor::ModelMember>> universe(const std::string&,
                                                           std::optional<domain::SessionDate>) override {
        return std::vector<factor::ModelMember>{};
    }
    kit::Result<factor::ModelCut> cut(std::span<const domain::InstrumentId> instruments,
                                      std::optional<domain::SessionDate> date) override {
        factor::ModelCut out;
        out.date = *date;
        out.factors = {"country", "style:size"};
        out.covariance = domain::Matrix(2, 2, 0.0);
        out.covariance.at(0, 0) = 1e-4;
        out.covariance.at(1, 1) = 4e-6;
        out.exposures = domain::Matrix(instruments.size(), 2);
        for (std::size_t i = 0; i < instruments.size(); ++i) {
            const bool covered = instruments[i] > 1 || covers_spy;
            out.specific.push_back(covered ? 0.01 : domain::kMissing);
            out.exposures.at(i, 0) =
                covered ? 1 + 0.1 * static_cast<double>(instruments[i]) : domain::kMissing;
            out.exposures.at(i, 1) =
                covered ? 1 - 0.5 * static_cast<double>(instruments[i]) : domain::kMissing;
        }
        return out;
    }
    kit::Result<factor::ModelEffects> effects(std::span<const domain::InstrumentId>,
                                              std::span<const domain::SessionDate> sessions,
                                              domain::MatrixView) override {
        factor::ModelEffects out;
        out.factors = {"style:size", "country"}; // an order of its own
        out.factor_return = domain::Matrix(sessions.size(), 2);
        const domain::InstrumentId spy[] = {1};
        const auto history = market_.histories(spy)->front();
        for (std::size_t t = first_session; t < sessions.size(); ++t) {
            out.factor_return.at(t, 1) = history->totalReturn(history->placeOn(sessions[t])) / 2;
            out.factor_return.at(t, 0) = 0.001 * std::cos(static_cast<double>(t));
        }
        return out;
    }
    bool covers_spy = false;
    std::size_t first_session = 0; ///< before it no factor has a return

private:
    test::StageMarket& market_;
};

class ModelledOptimiser : public testing::Test {
protected:
    ModelledOptimiser() : desk_(market_, books_, clock_) {
        desk_.useModel(model_);
        request_.universe = {"A", "B", "C"};
        request_.objective.benchmark = "SPY";
        request_.optimization_config.covariance = "factor_model";
        request_.optimization_config.lookback_period = "1Y";
        request_.as_of = domain::SessionDate::of(2019, 6, 28);
    }
    portfolio::OptimiseResult optimised(kit::Call& call) {
        auto out = desk_.optimise(request_, call);
        EXPECT_TRUE(out) << out.error().front().message;
        return out ? std::move(*out) : portfolio::OptimiseResult{};
    }
    /// Per year, of weights of A, B, C against exposures and specific deviation of a benchmark.
    static double trackingError(const portfolio::OptimiseResult& got, double market, double size,
                                double specific) {
        double first = -market, second = -size, own = specific * specific;
        for (std::size_t i = 0; i < 3; ++i) {
            const double weight = *got.optimal_weights.find(std::string(1, static_cast<char>('A' + i)));
            const double id = static_cast<double>(i) + 2;
            first += weight * (1 + 0.1 * id);
            second += weight * (1 - 0.5 * id);
            own += weight * weight * 1e-4;
        }
        return std::sqrt(252 * (first * first * 1e-4 + second * second * 4e-6 + own));
    }
    static std::vector<std::string> codes(const kit::Call& call) {
        std::vector<std::string> out;
        for (const auto& warning : call.warnings)
            out.push_back(warning.code);
        return out;
    }

    test::StageMarket market_{3};
    test::StageBooks books_;
    test::FakeClock clock_;
    StageModel model_{market_};
    portfolio::OptimiserDesk desk_;
    portfolio::OptimiseRequest request_;
};

TEST_F(ModelledOptimiser, ABenchmarkOutsideOfTheModelIsWhatItsReturnsSay) {
    kit::Call call;
    const auto got = optimised(call); // SPY returned twice the first factor, nothing else
    EXPECT_NEAR(got.expected_performance.tracking_error, trackingError(got, 2, 0, 0), 1e-9);
    EXPECT_NEAR(got.exposures.find("country")->benchmark, 2, 1e-9);
    EXPECT_NEAR(got.exposures.find("style:size")->benchmark, 0, 1e-9);
    EXPECT_THAT(codes(call), testing::Not(Contains("no_benchmark_risk")));
}

TEST_F(ModelledOptimiser, ABenchmarkOfTheModelHasTheModelsExposures) {
    model_.covers_spy = true;
    kit::Call call;
    const auto got = optimised(call);
    EXPECT_NEAR(got.expected_performance.tracking_error, trackingError(got, 1.1, 0.5, 0.01), 1e-12);
}

TEST_F(ModelledOptimiser, TrackingErrorsCanBeLimitedUnderTheModel) {
    request_.optimization_config.expected_returns = "factor_model";
    request_.constraints.max_tracking_error = 0.15; // the least is 0.144
    kit::Call call;
    const auto got = optimised(call);
    EXPECT_LE(got.expected_performance.tracking_error, 0.15 + 1e-8);
    EXPECT_EQ(got.optimization_details.constraint_violations, 0);
}

TEST_F(ModelledOptimiser, WithTooFewReturnsThereIsNoTrackingErrorAndItSaysSo) {
    model_.first_session = 235; // of 252 or so
    kit::Call call;
    const auto got = optimised(call);
    EXPECT_TRUE(std::isnan(got.expected_performance.tracking_error));
    EXPECT_THAT(codes(call), Contains("no_benchmark_risk"));
}

TEST_F(ModelledOptimiser, FactorPremiaAreExpectedReturns) {
    request_.optimization_config.expected_returns = "factor_model";
    kit::Call call;
    const auto got = optimised(call);
    const auto days =
        domain::NyseCalendar::sessions(*kit::periodBase("1Y", *request_.as_of, ""), *request_.as_of);
    const domain::InstrumentId spy[] = {1};
    const auto history = market_.histories(spy)->front();
    double market = 0, size = 0;
    const double count = static_cast<double>(days.size() - 1);
    for (std::size_t t = 0; t + 1 < days.size(); ++t) {
        market += history->totalReturn(history->placeOn(days[t + 1])) / 2 / count;
        size += 0.001 * std::cos(static_cast<double>(t)) / count;
    }
    EXPECT_NEAR(*got.expected_returns.find("A"), 252 * (1.2 * market + 0 * size), 1e-12);
    EXPECT_NEAR(*got.expected_returns.find("C"), 252 * (1.4 * market - 1 * size), 1e-12);
    test::OtherFuture other(market_, *request_.as_of);
    portfolio::OptimiserDesk there(other, books_, clock_);
    there.useModel(model_);
    kit::Call again;
    const auto same = there.optimise(request_, again);
    ASSERT_TRUE(same);
    EXPECT_EQ(kit::writeJson(same->optimal_weights), kit::writeJson(got.optimal_weights));
    model_.first_session = 240;
    kit::Call refused;
    const auto without = desk_.optimise(request_, refused);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().front().field, "/optimization_config/expected_returns");
}

// --- targets ---

kit::ReadJson reader() {
    return [](std::string_view json) { return api::readJson(json); };
}

portfolio::OptimiseRequest ofPortfolio() {
    portfolio::OptimiseRequest out;
    out.portfolio_id = "p1";
    out.universe = {"A", "B", "C"};
    out.constraints.max_weight = 0.4;
    out.as_of = domain::SessionDate::of(2019, 6, 28);
    return out;
}

TEST(LastTargets, OutliveARestart) {
    test::StageMarket market(3);
    test::StageBooks books;
    books.values["p1"] = {{"A", 1000}, {"", 1000}};
    test::FakeClock clock;
    test::MemoryLedger ledger;
    kit::Keyed<double> wanted;
    {
        portfolio::OptimiserDesk desk(market, books, clock);
        ASSERT_TRUE(desk.keepTargets(ledger, reader()));
        kit::Call call;
        const auto got = desk.optimise(ofPortfolio(), call);
        ASSERT_TRUE(got);
        wanted = got->optimal_weights;
        EXPECT_EQ(desk.lastTargets("p1"), wanted);
    }
    portfolio::OptimiserDesk desk(market, books, clock);
    EXPECT_TRUE(desk.lastTargets("p1").items.empty());
    ASSERT_TRUE(desk.keepTargets(ledger, reader()));
    EXPECT_EQ(desk.lastTargets("p1"), wanted);
    EXPECT_TRUE(desk.lastTargets("p2").items.empty());
    EXPECT_EQ(desk.lastTargets("p1", domain::SessionDate::of(2019, 6, 28)), wanted);
    EXPECT_TRUE(desk.lastTargets("p1", domain::SessionDate::of(2019, 6, 27)).items.empty())
        << "they know what came after";
}

/// Takes nothing.
class FullLedger final : public test::MemoryLedger {
public:
    kit::Result<void> saveText(std::string_view, const kit::SavedText&) override {
        return kit::fail(kit::ErrorCode::Unavailable, "the disk is full", "", true);
    }
};

TEST(LastTargets, AnAnswerIsNotLostWithTheLedger) {
    test::StageMarket market(3);
    test::StageBooks books;
    books.values["p1"] = {{"A", 1000}, {"", 1000}};
    test::FakeClock clock;
    FullLedger ledger;
    portfolio::OptimiserDesk desk(market, books, clock);
    ASSERT_TRUE(desk.keepTargets(ledger, reader()));
    kit::Call call;
    const auto got = desk.optimise(ofPortfolio(), call);
    ASSERT_TRUE(got);
    EXPECT_EQ(call.warnings.back().code, "targets_not_kept");
    EXPECT_EQ(desk.lastTargets("p1"), got->optimal_weights);
}

// --- volumes inside a session ---

/// Bars of half an hour of instrument 2, with twice the volume in the first and last hour; trades of
/// instrument 3, all in the first half hour.
class TimedCatalog final : public test::SmallCatalog {
public:
    int sessions = 21;
    kit::Result<std::vector<std::int64_t>> barSizes(domain::InstrumentId id) override {
        return id == 2 ? std::vector<std::int64_t>{kBar} : std::vector<std::int64_t>{};
    }
    kit::Result<kit::SizedBars> sizedBars(const kit::SeriesQuery& query, std::int64_t) override {
        kit::SizedBars out;
        for (const auto day : days(query))
            for (int k = -2; k < 15; ++k) { // an hour before the open and after the close too
                const auto close = domain::NyseCalendar::open(day).ns + (k + 1) * kBar;
                out.closes_at_ns.push_back(close);
                out.volume.push_back(k < 0 || k > 12 ? 1e9 : k < 2 || k > 10 ? 200 : 100);
            }
        return out;
    }
    kit::Result<kit::StoredTicks> ticks(const kit::SeriesQuery& query) override {
        kit::StoredTicks out;
        for (const auto day : days(query))
            for (int k = 0; k < 10 && query.id == 3; ++k) {
                out.at_ns.push_back(domain::NyseCalendar::open(day).ns + k * kBar / 10);
                out.size.push_back(100);
            }
        return out;
    }

private:
    static constexpr std::int64_t kBar = 1800 * domain::kNsPerSecond;
    [[nodiscard]] std::vector<domain::SessionDate> days(const kit::SeriesQuery& query) const {
        auto out = domain::NyseCalendar::sessions(query.from, query.to);
        EXPECT_LE(query.to, domain::SessionDate::of(2019, 6, 28));
        if (out.size() > static_cast<std::size_t>(sessions)) out.resize(static_cast<std::size_t>(sessions));
        return out;
    }
};

portfolio::WorkedTrades worked(TimedCatalog* catalog, const std::string& algorithm,
                               const std::string& urgency, domain::InstrumentId id, kit::Call& call) {
    portfolio::ExecutionConfig config;
    config.execution_algo = algorithm;
    config.urgency = urgency;
    portfolio::WorkedOrder order;
    order.symbol = "A";
    order.instrument = id;
    order.quantity = 1700;
    order.price = 10;
    order.volatility = 0.01;
    order.daily_units = 170'000;
    return portfolio::workedOver({order}, config, domain::SessionDate::of(2019, 6, 28), catalog, call);
}

TEST(StoredVolumes, VwapFollowsThem) {
    TimedCatalog catalog;
    kit::Call call;
    const auto got = worked(&catalog, "vwap", "low", 2, call);
    ASSERT_EQ(got.slices.size(), 13U);
    for (std::size_t k = 0; k < 13; ++k) {
        EXPECT_EQ(got.slices[k].shares, k < 2 || k > 10 ? 200 : 100) << k;
        EXPECT_NEAR(got.slices[k].participation, 0.01, 1e-12);
    }
    EXPECT_NEAR(*got.participation.find("A"), 0.01, 1e-12);
    EXPECT_TRUE(call.warnings.empty());
    EXPECT_THAT(call.methods.back().second, HasSubstr("A: 21 of 21 sessions, bars of 30m"));
}

TEST(StoredVolumes, TradesDoWhereThereAreNoBars) {
    TimedCatalog catalog;
    kit::Call call;
    const auto got = worked(&catalog, "vwap", "low", 3, call);
    ASSERT_EQ(got.slices.size(), 1U); // all of the volume
    EXPECT_EQ(got.slices[0].shares, 1700);
    EXPECT_THAT(call.methods.back().second, HasSubstr("trades"));
}

TEST(StoredVolumes, WithTooLittleTheVolumeIsSpreadEvenlyAndThatIsSaid) {
    TimedCatalog catalog;
    catalog.sessions = 4;
    for (auto* from : {&catalog, static_cast<TimedCatalog*>(nullptr)}) {
        kit::Call call;
        const auto got = worked(from, "vwap", "low", 2, call);
        ASSERT_EQ(got.slices.size(), 13U);
        for (const auto& slice : got.slices)
            EXPECT_NEAR(slice.shares, 1700.0 / 13, 1);
        ASSERT_FALSE(call.warnings.empty());
        EXPECT_EQ(call.warnings.back().code, "no_volume_curve");
    }
    kit::Call call;
    worked(&catalog, "twap", "low", 2, call);
    EXPECT_TRUE(call.warnings.empty()) << "it follows no volume";
}

TEST(StoredVolumes, APercentageOfVolumeIsThatOfTheCurve) {
    TimedCatalog catalog;
    kit::Call call;
    const auto got = worked(&catalog, "pov", "low", 2, call); // a tenth of 20'000 in the first slice
    ASSERT_FALSE(got.slices.empty());
    EXPECT_EQ(got.slices[0].shares, 1700);
    EXPECT_NEAR(got.slices[0].participation, 1700.0 / 20'000, 1e-12);
}

} // namespace
