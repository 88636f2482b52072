// Portfolios beside benchmarks on small worked markets: weights by capitalisation as known, a fund that lags
// what it holds, currencies, factor views, and what is refused.

#include "engines/analytics/service/attribution_answers.h"
#include "engines/analytics/service/comparison_answers.h"
#include "engines/analytics/service/universes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nautilus::analytics {
namespace {

using domain::Instrument;
using domain::InstrumentId;
using domain::Matrix;
using domain::SessionDate;

/// 2020-01-02 (the base), 03, 06, 07.
const std::vector<SessionDate> kDays{SessionDate::of(2020, 1, 2), SessionDate::of(2020, 1, 3),
                                     SessionDate::of(2020, 1, 6), SessionDate::of(2020, 1, 7)};

/// A, B: stocks of SP500; C: a stock quoted in euros; SPY: the fund.
class SmallMarket final : public marketdata::DailyMarket {
public:
    SmallMarket() {
        add(1, "A", "USD", "Energy", {100, 110, 110, 99});
        add(2, "B", "USD", "Utilities", {50, 50, 60, 60});
        add(3, "C", "EUR", "Energy", {10, 11, 11, 11});
        add(4, "EURUSD", "USD", "", {1.0, 1.1, 1.1, 1.21}, "fx");
        add(9, "SPY", "USD", "", {200, 219, 230, 220}, "equities");
        directory_->epoch = 1;
    }
    [[nodiscard]] std::shared_ptr<const marketdata::InstrumentDirectory> directory() const override {
        return directory_;
    }
    kit::Result<std::vector<marketdata::DailyHistoryPtr>>
    histories(std::span<const InstrumentId> ids) override {
        std::vector<marketdata::DailyHistoryPtr> out;
        for (const auto id : ids)
            out.push_back(histories_.at(id));
        return out;
    }
    kit::Result<marketdata::DailyHistoryPtr> rates(const std::string& from, const std::string& to) override {
        if (from == "EUR" && to == "USD") return histories_.at(4);
        return marketdata::DailyHistoryPtr();
    }

private:
    void add(InstrumentId id, const char* symbol, const char* currency, const char* sector,
             std::vector<double> closes, const char* asset_class = "equities") {
        Instrument made;
        made.id = id;
        made.company_id = 100 + id;
        made.symbol = symbol;
        made.asset_class = asset_class;
        made.currency = currency;
        directory_->instruments.push_back(made);
        directory_->sector.emplace_back(sector);
        directory_->industry.emplace_back();
        directory_->first_session.push_back(kDays.front());
        directory_->last_session.push_back(kDays.back());
        directory_->aliases.push_back({id, symbol, "XNYS", domain::kBeginningOfTime, domain::kEndOfTime});
        auto history = std::make_shared<marketdata::DailyHistory>();
        history->id = id;
        history->session = kDays;
        history->close = history->adj_close = std::move(closes);
        history->volume.assign(kDays.size(), 1);
        history->price_basis = kDays.back();
        histories_[id] = std::move(history);
    }
    std::shared_ptr<marketdata::InstrumentDirectory> directory_ =
        std::make_shared<marketdata::InstrumentDirectory>();
    std::map<InstrumentId, marketdata::DailyHistoryPtr> histories_;
};

/// SP500 holds A from the start and B once it is known, before the session of 2020-01-06. A has 10 shares,
/// B 30; a count of 1000 of A is filed on 2020-01-06, too late for January.
class SmallCatalog final : public kit::Catalog {
public:
    template <class T>
    using Many = kit::Result<std::vector<T>>;
    [[nodiscard]] std::int64_t epoch() const override { return 1; }
    [[nodiscard]] bool connected() const override { return true; }
    Many<kit::Dataset> datasets() override { return {}; }
    Many<domain::Alias> aliases() override { return {}; }
    Many<domain::Classification> classifications() override { return {}; }
    Many<kit::Universe> universes() override { return {}; }
    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery&) override { return {}; }
    Many<kit::BarSpan> barSpans() override { return {}; }
    Many<domain::CorporateAction> corporateActions() override { return {}; }
    kit::Result<domain::FactTable> fundamentals() override { return {}; }
    Many<domain::MacroValue> macro(std::string_view) override { return {}; }
    Many<kit::QuarantinedRow> quarantine() override { return {}; }
    Many<kit::SourceRow> barSources(InstrumentId, SessionDate, SessionDate) override { return {}; }
    Many<kit::SourceRow> factSources(const std::vector<InstrumentId>&) override { return {}; }
    Many<kit::SourceRow> macroSources(std::string_view) override { return {}; }
    kit::Result<kit::ImportReport> importDataset(const std::string&, const kit::BarRules&,
                                                 const Progress&) override {
        return {};
    }
    kit::Result<std::vector<Instrument>> instruments() override {
        Instrument a, b;
        a.id = 1;
        a.company_id = 101;
        b.id = 2;
        b.company_id = 102;
        return std::vector{a, b};
    }
    kit::Result<std::vector<domain::UniverseSpell>> universe(std::string_view name) override {
        std::vector<domain::UniverseSpell> out;
        if (name != "SP500") return out;
        out.push_back({1, domain::kBeginningOfTime, domain::kEndOfTime, domain::kBeginningOfTime});
        out.push_back({2, kDays[0], domain::kEndOfTime, kDays[1]});
        return out;
    }
    kit::Result<domain::FactTable> fundamentalsOf(const std::vector<InstrumentId>&) override {
        domain::FactTable out;
        out.concepts = {"net_income", "shares_outstanding"};
        const auto add = [&](InstrumentId id, SessionDate known, double value, std::int32_t of = 1) {
            domain::Fact fact;
            fact.id = id;
            fact.concept_index = of;
            fact.period_end = known.plusDays(-30);
            fact.knowable_at = known;
            fact.split_basis = known;
            fact.value = value;
            out.facts.push_back(fact);
        };
        add(1, SessionDate::of(2019, 11, 1), 7, 0);
        add(1, SessionDate::of(2019, 11, 1), 10);
        add(1, SessionDate::of(2020, 1, 6), 1000);
        add(2, SessionDate::of(2019, 11, 1), 30);
        return out;
    }
};

/// "mine": half A, a tenth C, the rest cash; it earns 0.001 less than its holdings on the last session.
class SmallBooks final : public portfolio::Books {
public:
    [[nodiscard]] std::vector<portfolio::BookName> names() const override { return {name()}; }
    [[nodiscard]] std::optional<portfolio::BookName> find(const std::string& id) const override {
        return id == "mine" ? std::optional(name()) : std::nullopt;
    }
    kit::Result<portfolio::BookHoldings> holdings(const std::string& id,
                                                  std::optional<SessionDate>) override {
        if (id != "mine") return kit::fail(kit::ErrorCode::NotFound, "no such book", "/portfolio_id");
        portfolio::BookHoldings out;
        out.book = name();
        out.as_of = kDays.back();
        return out;
    }
    kit::Result<portfolio::BookHistory> history(const std::string& id, SessionDate, SessionDate) override {
        if (id != "mine") return kit::fail(kit::ErrorCode::NotFound, "no such book", "/portfolio_id");
        portfolio::BookHistory out;
        out.book = name();
        out.session = kDays;
        out.value.assign(4, 1000);
        out.flow.assign(4, 0);
        out.charges = {0, 0, 0, 0.0004};
        out.instruments = {1, 3};
        out.symbols = {"A", "C"};
        out.start_weight = Matrix(4, 2, 0.0);
        out.held_return = Matrix(4, 2);
        const double of_a[] = {NAN, 0.1, 0.0, -0.1}, of_c[] = {NAN, 0.21, 0.0, 0.1};
        for (std::size_t t = 0; t < 4; ++t) {
            out.start_weight.at(t, 0) = 0.5;
            out.start_weight.at(t, 1) = 0.1;
            out.held_return.at(t, 0) = of_a[t];
            out.held_return.at(t, 1) = of_c[t];
            out.time_weighted.push_back(0.5 * of_a[t] + 0.1 * of_c[t] - (t == 3 ? 0.001 : 0));
        }
        return out;
    }

private:
    static portfolio::BookName name() {
        portfolio::BookName out;
        out.id = "mine";
        out.base_currency = "USD";
        return out;
    }
};

/// Covers A and B: one style and one industry.
class SmallModel final : public factor::ModelAccess {
public:
    kit::Result<std::vector<factor::ModelMember>> universe(const std::string&,
                                                           std::optional<SessionDate>) override {
        return kit::fail(kit::ErrorCode::Unavailable, "not asked");
    }
    kit::Result<factor::ModelCut> cut(std::span<const InstrumentId>, std::optional<SessionDate>) override {
        return kit::fail(kit::ErrorCode::Unavailable, "not asked");
    }
    kit::Result<factor::ModelEffects> effects(std::span<const InstrumentId> ids,
                                              std::span<const SessionDate> sessions,
                                              domain::MatrixView weights) override {
        factor::ModelEffects out;
        out.factors = {"industry:all", "style:size", "style:profitability"};
        out.factor_effect = Matrix(sessions.size(), 3, 0.0);
        out.specific_effect = Matrix(sessions.size(), ids.size(), 0.0);
        for (const auto id : ids)
            out.covered.push_back(id <= 2);
        for (std::size_t t = 0; t < sessions.size(); ++t)
            for (std::size_t i = 0; i < ids.size(); ++i) {
                if (ids[i] > 2) continue;
                out.factor_effect.at(t, 0) += 0.01 * weights.at(t, i);
                out.factor_effect.at(t, 1) += 0.02 * weights.at(t, i) * static_cast<double>(ids[i]);
                out.factor_effect.at(t, 2) -= 0.005 * weights.at(t, i);
                out.specific_effect.at(t, i) = 0.001 * weights.at(t, i);
            }
        return out;
    }
};

class SmallWorld : public ::testing::Test {
protected:
    kit::Result<AttributionResult> attribute(AttributionRequest request) {
        request.portfolio_id = "mine";
        return answerAttribution(rooms, request, call);
    }
    SmallMarket market;
    SmallCatalog catalog;
    SmallBooks books;
    SmallModel model;
    Universes universes{catalog};
    Rooms rooms{&market, &books, &model, &universes};
    kit::Call call;
};

TEST_F(SmallWorld, UniversesAreWeightedByWhatWasKnown) {
    const auto universe = benchmarkOver(rooms, "SP500", "USD", kDays, Wanted::Composition, call);
    ASSERT_TRUE(universe);
    ASSERT_EQ(universe->instruments, (std::vector<InstrumentId>{1, 2}));
    // At the close of 2020-01-02 nobody knew of B.
    EXPECT_EQ(universe->weight.at(1, 0), 1);
    EXPECT_NEAR(universe->total[1], 0.1, 1e-15);
    // On 2020-01-03: A 110 x 10, B 50 x 30.
    EXPECT_NEAR(universe->weight.at(2, 0), 1100.0 / 2600, 1e-15);
    EXPECT_NEAR(universe->total[2], 1500.0 / 2600 * 0.2, 1e-15);
    // The count filed on 2020-01-06 is read with February.
    EXPECT_NEAR(universe->weight.at(3, 0), 1100.0 / 2900, 1e-15);
    EXPECT_NEAR(universe->total[3], -0.1 * 1100.0 / 2900, 1e-15);
}

TEST_F(SmallWorld, AFundHasItsOwnReturnAndItsUniversesMembers) {
    const auto fund = benchmarkOver(rooms, "SPY", "USD", kDays, Wanted::Composition, call);
    ASSERT_TRUE(fund);
    EXPECT_NEAR(fund->total[1], 0.095, 1e-15);
    EXPECT_EQ(fund->instruments.size(), 2U);
    const auto result = attribute({});
    ASSERT_TRUE(result) << result.error().front().message;
    EXPECT_NEAR(result->benchmark_return, 0.1, 1e-15);
    EXPECT_NEAR(result->total_return, 1.071 * 1.0 * 0.959 - 1, 1e-15);
    EXPECT_NEAR(result->security_selection + result->allocation_effect, result->active_return, 1e-15);
    double sum = 0;
    for (const auto& [name, value] : result->factor_attribution.items)
        if (std::isfinite(value)) sum += value;
    EXPECT_NEAR(sum, result->active_return, 1e-15);
    EXPECT_TRUE(std::isnan(*result->factor_attribution.find("momentum")));
    EXPECT_TRUE(std::isfinite(*result->factor_attribution.find("quality")));
    EXPECT_LT(result->specific_parts->trading, 0);
    EXPECT_NE(result->specific_parts->benchmark_residual, 0);
    const bool named = std::ranges::any_of(call.warnings, [](const kit::Warning& each) {
        return each.code == "not_covered" && each.message.find("C of the portfolio") != std::string::npos;
    });
    EXPECT_TRUE(named);
}

TEST_F(SmallWorld, ABookIsABenchmarkOfItself) {
    AttributionRequest request;
    request.benchmark = "mine";
    request.over_time = "daily";
    const auto result = attribute(request);
    ASSERT_TRUE(result) << result.error().front().message;
    EXPECT_EQ(result->active_return, 0);
    // The last session's shortfall of trading is in both, so nothing is left of it.
    EXPECT_NEAR(result->allocation_effect, 0, 1e-16);
    EXPECT_NEAR(result->security_selection, 0, 1e-16);
    EXPECT_EQ(result->over_time->rowCount(), 3U);
}

TEST_F(SmallWorld, CurrenciesStandApart) {
    AttributionRequest request;
    request.attribution_type = "currency";
    request.benchmark = "A";
    request.cash_rates["USD"] = 0;
    const auto result = attribute(request);
    ASSERT_TRUE(result) << result.error().front().message;
    EXPECT_NEAR(result->security_selection + result->allocation_effect + result->currency_effect,
                result->active_return, 1e-15);
    // A tenth in euros, which rose by 10 % on two sessions, against none.
    EXPECT_NEAR(result->currency_effect, 0.02, 0.002);
    ASSERT_EQ(result->groups.size(), 2U);
    EXPECT_EQ(result->groups[0].group, "EUR");
    EXPECT_NEAR(result->groups[0].currency, result->currency_effect, 0.002);
    const bool warned = std::ranges::any_of(call.warnings, [](const kit::Warning& each) {
        return each.code == "cash_rate_missing" && each.message.find("EUR") != std::string::npos;
    });
    EXPECT_TRUE(warned);
}

TEST_F(SmallWorld, TradingIsWhatHoldingsDoNotExplain) {
    AttributionRequest request;
    request.attribution_type = "transaction";
    const auto result = attribute(request);
    ASSERT_TRUE(result) << result.error().front().message;
    const auto& trading = *result->transaction_attribution;
    EXPECT_NEAR(trading.holdings_return, 1.071 * 0.96 - 1, 1e-15);
    EXPECT_NEAR(trading.trading_effect, 1.071 * -0.001, 1e-15);
    EXPECT_NEAR(trading.costs, 1.071 * -0.0004, 1e-6); // linked: about what it was worth then
    EXPECT_NEAR(trading.costs + trading.timing, trading.trading_effect, 1e-16);
}

TEST_F(SmallWorld, ComparisonsAreThoseOfTheReturns) {
    ComparisonRequest request;
    request.portfolio_id = "mine";
    request.benchmark = "A";
    const auto result = answerComparison(rooms, request, call);
    ASSERT_TRUE(result) << result.error().front().message;
    // r = 0.071, 0, -0.041; b = 0.1, 0, -0.1
    EXPECT_NEAR(result->portfolio_return, 1.071 * 0.959 - 1, 1e-15);
    EXPECT_NEAR(result->benchmark_return, 1.1 * 0.9 - 1, 1e-15);
    EXPECT_NEAR(result->beta, (0.0071 + 0.0041) / 0.02, 1e-12);
    EXPECT_EQ(result->sessions, 3);
    EXPECT_EQ(result->period_start, kDays.front());
}

TEST_F(SmallWorld, RefusesWhatItDoesNotKnow) {
    AttributionRequest request;
    request.benchmark = "NOBODY";
    const auto benchmark = attribute(request);
    ASSERT_FALSE(benchmark);
    EXPECT_EQ(benchmark.error().front().code, kit::ErrorCode::InvalidArgument);
    EXPECT_EQ(benchmark.error().front().field, "/benchmark");
    ComparisonRequest nobody;
    nobody.portfolio_id = "nobodys";
    const auto book = answerComparison(rooms, nobody, call);
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().front().code, kit::ErrorCode::NotFound);
    ComparisonRequest rate;
    rate.portfolio_id = "mine";
    rate.start = SessionDate::of(2020, 2, 1);
    const auto start = answerComparison(rooms, rate, call);
    ASSERT_FALSE(start);
    EXPECT_EQ(start.error().front().field, "/start");
    rooms.model = nullptr;
    const auto factors = attribute({});
    ASSERT_FALSE(factors);
    EXPECT_EQ(factors.error().front().code, kit::ErrorCode::Unavailable);
}

} // namespace
} // namespace nautilus::analytics
