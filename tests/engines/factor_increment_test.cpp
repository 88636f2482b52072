// A day more gives the bytes of a build from nothing, on generated stocks: the same walk on the built-in data
// is in tests/app.

#include "engines/domain/calendar.h"
#include "tests/engines/support/same_world.h"
#include "tests/engines/support/small_catalog.h"

#include <cmath>
#include <random>

namespace nautilus::factor {

namespace {

using domain::SessionDate;
using World = std::shared_ptr<const FactorWorld>;

constexpr domain::InstrumentId kStocks = 304;

class StandingClock final : public kit::Clock {
public:
    [[nodiscard]] domain::Timestamp now() const override { return {}; }
    [[nodiscard]] std::int64_t steadyNs() const override { return 0; }
};

/// Generated stocks with some gaps, quarterly reports and dividends; it shows what was known on `day`.
class GeneratedCatalog final : public test::SmallCatalog {
public:
    GeneratedCatalog() {
        sets = {{"set", "", SessionDate::of(2018, 12, 31), "XNYS", ""}};
        sessions = domain::NyseCalendar::sessions(SessionDate::of(2015, 11, 2), SessionDate::of(2018, 3, 9));
        facts.concepts = {"shares_outstanding", "net_income", "total_assets", "equity"};
        for (domain::InstrumentId id = 1; id <= kStocks; ++id)
            addStock(id);
        for (int month = 0; month < 30; ++month)
            for (const char* name : {"FEDFUNDS", "CPIAUCSL", "DGS10", "GDPC1"}) {
                const auto end =
                    SessionDate::of(2015 + month / 12, 1U + static_cast<unsigned>(month % 12), 28);
                series[name].push_back({end, end.plusDays(20), 2.0 + random()});
            }
    }
    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery& query) override {
        domain::DailyBars out;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            if (bars.session[i] > day || bars.session[i] < query.from) continue;
            out.instrument.push_back(bars.instrument[i]);
            out.session.push_back(bars.session[i]);
            using B = domain::DailyBars;
            for (auto column : {&B::open, &B::high, &B::low, &B::close, &B::adj_close, &B::volume})
                (out.*column).push_back((bars.*column)[i]);
        }
        return out;
    }
    kit::Result<domain::FactTable> fundamentals() override {
        auto out = facts;
        std::erase_if(out.facts, [&](const auto& fact) { return fact.knowable_at > day; });
        return out;
    }
    kit::Result<std::vector<domain::CorporateAction>> corporateActions() override {
        auto out = actions;
        std::erase_if(out, [&](const auto& a) { return a.type == "dividend" && a.knowable_at > day; });
        return out;
    }
    kit::Result<std::vector<domain::MacroValue>> macro(std::string_view name) override {
        auto out = series.find(name)->second;
        std::erase_if(out, [&](const auto& value) { return value.knowable_at > day; });
        return out;
    }

    SessionDate day;
    std::vector<SessionDate> sessions;

private:
    double random() { return std::uniform_real_distribution(0.0, 1.0)(random_); }

    void addStock(domain::InstrumentId id) {
        domain::Instrument stock;
        stock.id = id;
        stock.company_id = id;
        stock.symbol = "S" + std::to_string(id);
        stock.security_type = "stock";
        stock.dataset = "set";
        stocks.push_back(stock);
        names.push_back({id, stock.symbol, "XNYS", domain::kBeginningOfTime, domain::kEndOfTime});
        const bool bank = id % 2 == 0;
        const auto first = sessions.front();
        classes.push_back(
            {id, "gics_industry_group", bank ? "Banks" : "Energy", first, domain::kEndOfTime, true});
        classes.push_back(
            {id, "gics_sector", bank ? "Financials" : "Energy", first, domain::kEndOfTime, true});
        spells.push_back({id, first, domain::kEndOfTime, first});
        double price = 20 + 100 * random();
        for (const auto session : sessions) {
            price *= 1 + 0.03 * (random() - 0.495);
            if (random() > 0.002) addBar(id, session, price, price, std::floor(1e6 * random()) + 1);
        }
        addReports(id);
    }
    void addReports(domain::InstrumentId id) {
        for (std::int32_t index = 0; index < 4; ++index)
            for (int quarter = 0; quarter < 10; ++quarter) {
                domain::Fact fact;
                fact.id = id;
                fact.concept_index = index;
                fact.period_end = SessionDate::of(2015 + (quarter + 2) / 4,
                                                  3U * (1U + static_cast<unsigned>((quarter + 2) % 4)), 28);
                fact.period = index == 1 ? 'Q' : 'I';
                fact.fiscal_year = 2015 + (quarter + 2) / 4;
                fact.filed = fact.knowable_at = fact.split_basis =
                    fact.period_end.plusDays(35 + static_cast<int>(30 * random()));
                fact.value = (index == 0 ? 1e6 : 1e7) * (1 + random());
                facts.facts.push_back(fact);
            }
        domain::CorporateAction paid;
        paid.id = id;
        paid.type = "dividend";
        paid.amount = paid.amount_on_basis = random();
        for (const auto ex : {SessionDate::of(2017, 6, 1), SessionDate::of(2018, 3, 1)}) {
            paid.ex_date = paid.knowable_at = ex;
            actions.push_back(paid);
        }
    }

    std::mt19937_64 random_{11};
};

class FactorIncrement : public testing::Test {
protected:
    World build(const World& before) {
        auto inputs = loadModelInputs(catalog, pool, {"SP500", {"set"}}, before ? before->inputs : nullptr);
        auto world = std::const_pointer_cast<FactorWorld>(*buildWorld(*inputs, pool, {}, before.get()));
        world->day = *dailyValues(*world, catalog, clock, sequential());
        return world;
    }
    World expectSameAsFresh(const World& before) {
        const auto grown = build(before);
        same_bytes::expectSameWorlds(*grown, *build(nullptr));
        return grown;
    }
    void upTo(std::size_t back) { catalog.day = catalog.sessions[catalog.sessions.size() - 1 - back]; }

    GeneratedCatalog catalog;
    test::CallerPool pool;
    StandingClock clock;
};

TEST_F(FactorIncrement, GivesTheBytesOfAFreshBuildDayByDay) {
    upTo(9);
    World world = build(nullptr);
    ASSERT_LT(world->inputs->first_model_row, world->inputs->rowCount());
    for (const std::size_t back : {8U, 7U, 6U, 5U, 2U, 0U}) { // 2018-02-28 is a month's last session
        SCOPED_TRACE(back);
        upTo(back);
        const auto next = expectSameAsFresh(world);
        EXPECT_EQ(next->inputs->renewal.first_row, world->inputs->rowCount());
        EXPECT_TRUE(next->inputs->close.sharesRowsWith(world->inputs->close));
        world = next;
    }
    std::size_t with_values = 0;
    for (const auto count : world->day->counts)
        with_values += count > 0 ? 1 : 0;
    EXPECT_GT(with_values, 40U);
}

TEST_F(FactorIncrement, BeginsWhereThePastChanged) {
    upTo(3);
    const World before = build(nullptr);
    const auto at = before->inputs->rowCount() - 40;
    const auto session = before->inputs->sessions[at];
    for (std::size_t i = 0; i < catalog.bars.size(); ++i)
        if (catalog.bars.instrument[i] == 7 && catalog.bars.session[i] == session)
            catalog.bars.close[i] *= 1.1;
    const auto corrected = expectSameAsFresh(before);
    EXPECT_EQ(corrected->inputs->renewal.first_row, at);
    EXPECT_EQ(corrected->inputs->renewal.arrived, std::vector<std::string>{"prices"});

    auto& fact = catalog.facts.facts[4 * 10 + 9]; // of the second stock
    fact.value *= 3;
    ASSERT_LE(fact.knowable_at, catalog.day);
    const auto restated = expectSameAsFresh(corrected);
    EXPECT_EQ(restated->inputs->renewal.first_row,
              static_cast<std::size_t>(std::ranges::lower_bound(catalog.sessions, fact.knowable_at) -
                                       catalog.sessions.begin()));
    EXPECT_EQ(restated->inputs->renewal.arrived, std::vector<std::string>{"filings"});

    domain::CorporateAction split;
    split.id = 3;
    split.type = "split";
    split.ex_date = split.knowable_at = session;
    split.ratio = 2;
    catalog.actions.insert(catalog.actions.begin() + 4, split);
    const auto rescaled = expectSameAsFresh(restated);
    EXPECT_EQ(rescaled->inputs->renewal.first_row, 0U);
    const auto same = expectSameAsFresh(rescaled);
    EXPECT_EQ(same->inputs->renewal.first_row, same->inputs->rowCount());
    EXPECT_TRUE(same->inputs->renewal.arrived.empty());
}

} // namespace

} // namespace nautilus::factor
