#include "engines/factor/service/model_inputs.h"

#include "engines/domain/calendar.h"
#include "tests/engines/support/small_catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

namespace {

using domain::SessionDate;

SessionDate day(const char* iso) {
    return SessionDate::parse(iso).value();
}

domain::Fact shares(domain::InstrumentId id, const char* end, const char* knowable, double value) {
    domain::Fact f;
    f.id = id;
    f.period = 'F';
    f.period_end = day(end);
    f.knowable_at = f.filed = f.split_basis = day(knowable);
    f.value = value;
    return f;
}

/// Stock 1 alone; 2 and 3 are classes of one company. Sessions 2018-01-02 .. 2018-02-28.
class ModelInputsTest : public testing::Test {
protected:
    void SetUp() override {
        catalog.sets = {{"set", "", day("2018-02-28"), "XNYS", ""}};
        const char* const symbols[] = {"ONE", "TWOA", "TWOB"};
        for (domain::InstrumentId id = 1; id <= 3; ++id) {
            domain::Instrument stock;
            stock.id = id;
            stock.company_id = id == 1 ? 1 : 2;
            stock.symbol = symbols[id - 1];
            stock.security_type = "stock";
            stock.dataset = "set";
            catalog.stocks.push_back(stock);
            catalog.names.push_back({id, stock.symbol, "XNYS", domain::kBeginningOfTime, domain::kEndOfTime});
            catalog.classes.push_back(
                {id, "gics_industry_group", "Banks", day("2018-01-02"), domain::kEndOfTime, true});
            catalog.classes.push_back(
                {id, "gics_sector", "Financials", day("2018-01-02"), domain::kEndOfTime, true});
            catalog.spells.push_back({id, day("2018-01-10"), day("2018-02-15"), day("2018-01-12")});
        }
        catalog.facts.concepts = {"shares_outstanding"};
        catalog.facts.facts = {shares(1, "2017-12-31", "2018-01-18", 100),
                               shares(3, "2017-12-31", "2018-01-18", 60)};
        sessions = domain::NyseCalendar::sessions(day("2018-01-02"), day("2018-02-28"));
    }
    void addBars(domain::InstrumentId id, auto&& wanted) {
        for (std::size_t i = 0; i < sessions.size(); ++i)
            if (wanted(i))
                catalog.addBar(id, sessions[i], 10.0 * static_cast<double>(id), 1.0 + static_cast<double>(i),
                               50);
    }
    std::shared_ptr<const ModelInputs> load() {
        auto inputs = loadModelInputs(catalog, pool, {"SP500", {"set"}});
        return inputs ? *inputs : nullptr;
    }
    std::size_t row(const char* iso) const {
        return static_cast<std::size_t>(std::ranges::find(sessions, day(iso)) - sessions.begin());
    }
    static bool always(std::size_t) { return true; }

    test::SmallCatalog catalog;
    test::CallerPool pool;
    std::vector<SessionDate> sessions;
};

TEST_F(ModelInputsTest, SplitsACompanysCapEquallyOverItsListedClasses) {
    addBars(1, always);
    addBars(2, always);
    addBars(3, [this](std::size_t i) { return i >= row("2018-02-01"); }); // listed later
    const auto in = load();
    ASSERT_TRUE(in);
    const auto before = row("2018-01-17"), known = row("2018-01-18"), both = row("2018-02-01");
    EXPECT_TRUE(std::isnan(in->market_cap.at(before, 0)));
    EXPECT_EQ(in->market_cap.at(known, 0), 10.0 * 100);
    EXPECT_EQ(in->turnover.at(known, 0), 50.0 / 100);
    EXPECT_EQ(in->market_cap.at(known, 1), 20.0 * 60); // the only class that trades
    EXPECT_FALSE(in->several_classes.row(known)[1]);
    EXPECT_EQ(in->market_cap.at(both, 1), 20.0 * 30);
    EXPECT_EQ(in->market_cap.at(both, 2), 30.0 * 30);
    EXPECT_TRUE(in->several_classes.row(both)[2]);
    EXPECT_EQ(in->company_cap.at(both, 1), 20.0 * 30 + 30.0 * 30);
    EXPECT_EQ(in->turnover.at(both, 2), 50.0 / 30);
}

TEST_F(ModelInputsTest, BridgesAtMostFiveSessionsWithoutABar) {
    addBars(1,
            [](std::size_t i) { return i < 3 || (i >= 8 && i < 10) || i >= 16; }); // five missing, then six
    addBars(2, always);
    const auto in = load();
    ASSERT_TRUE(in);
    EXPECT_TRUE(std::isnan(in->returns.at(0, 0)));
    EXPECT_EQ(in->returns.at(1, 0), 2.0 / 1.0 - 1.0);
    EXPECT_TRUE(std::isnan(in->returns.at(5, 0)));
    EXPECT_EQ(in->returns.at(8, 0), 9.0 / 3.0 - 1.0);
    EXPECT_TRUE(std::isnan(in->returns.at(16, 0)));
    EXPECT_EQ(in->returns.at(17, 0), 18.0 / 17.0 - 1.0);
    EXPECT_EQ(in->returns.at(1, 1), 1.0); // the stock before it does not run over
}

TEST_F(ModelInputsTest, CountsMembersFromTheDayTheyAreKnown) {
    for (domain::InstrumentId id = 1; id <= 3; ++id)
        addBars(id, always);
    const auto in = load();
    ASSERT_TRUE(in);
    EXPECT_FALSE(in->member.row(row("2018-01-11"))[0]);
    EXPECT_TRUE(in->member.row(row("2018-01-12"))[0]);
    EXPECT_FALSE(in->in_universe.row(row("2018-01-17"))[0]); // no share count yet
    EXPECT_TRUE(in->in_universe.row(row("2018-01-18"))[0]);
    EXPECT_TRUE(in->member.row(row("2018-02-14"))[0]);
    EXPECT_FALSE(in->member.row(row("2018-02-15"))[0]); // the end is exclusive
    EXPECT_EQ(in->first_model_row, in->rowCount());     // three names are no model
}

TEST_F(ModelInputsTest, TakesADataSetWithoutAListAsItIs) {
    addBars(1, always);
    addBars(2, [this](std::size_t i) { return i >= row("2018-02-01"); });
    catalog.facts = {};
    catalog.classes.erase(catalog.classes.begin() + 2, catalog.classes.end()); // only stock 1 is classified
    catalog.names.clear();                                                     // no listing on an exchange
    catalog.stocks[2].symbol = catalog.stocks[0].symbol;                       // a second series of it
    const auto loaded = loadModelInputs(catalog, pool, {"set", {"set"}, false});
    ASSERT_TRUE(loaded);
    const auto& in = **loaded;
    ASSERT_EQ(in.stockCount(), 2U);
    EXPECT_EQ(in.repeated_symbols, std::vector<std::string>{catalog.stocks[0].symbol});
    EXPECT_TRUE(in.equal_caps);
    EXPECT_TRUE(in.has_unclassified);
    EXPECT_EQ(in.industries, (std::vector<std::string>{"Banks", kUnclassified}));
    EXPECT_EQ(in.sectors[static_cast<std::size_t>(in.sector[1])], kUnclassified);
    const auto before = row("2018-01-31"), after = row("2018-02-01");
    EXPECT_TRUE(in.in_universe.row(before)[0]);
    EXPECT_FALSE(in.in_universe.row(before)[1]);
    EXPECT_TRUE(in.in_universe.row(after)[1]);
    EXPECT_EQ(in.market_cap.at(after, 1), 1.0);
    EXPECT_TRUE(std::isnan(in.company_cap.at(after, 1))); // ratios to a cap that nobody knows stay missing
}

TEST_F(ModelInputsTest, ChoosesMembershipListsFirst) {
    domain::Instrument own;
    own.security_type = "stock";
    own.dataset = "mine";
    for (own.id = 11; own.id <= 12; ++own.id)
        catalog.stocks.push_back(own);
    own.dataset = "single";
    catalog.stocks.push_back(own);
    own.dataset = "open"; // the built-in set beside a list
    catalog.stocks.insert(catalog.stocks.end(), 2, own);
    const auto choices = universeChoices(catalog);
    ASSERT_TRUE(choices);
    EXPECT_EQ(*choices, (std::vector<UniverseChoice>{{"SP500", {"set"}, true}, {"mine", {"mine"}, false}}));
}

TEST_F(ModelInputsTest, KeepsDividendsForTwelveMonthsFromTheirExDate) {
    addBars(1, always);
    domain::CorporateAction action;
    action.id = 1;
    action.type = "dividend";
    action.ex_date = action.knowable_at = day("2018-01-17");
    action.amount_on_basis = 0.25;
    catalog.actions.push_back(action);
    action.ex_date = action.knowable_at = day("2017-01-17"); // a year old on 17 January
    action.amount_on_basis = 0.5;
    catalog.actions.push_back(action);
    action.ex_date = day("2018-01-22");
    action.knowable_at = day("2018-01-24"); // declared late
    action.amount_on_basis = 1.0;
    catalog.actions.push_back(action);
    const auto in = load();
    ASSERT_TRUE(in);
    EXPECT_EQ(in->dividends.at(row("2018-01-16"), 0), 0.5);
    EXPECT_EQ(in->dividends.at(row("2018-01-17"), 0), 0.25);
    EXPECT_EQ(in->dividends.at(row("2018-01-23"), 0), 0.25);
    EXPECT_EQ(in->dividends.at(row("2018-01-24"), 0), 1.25);
}

TEST_F(ModelInputsTest, TakesTheFundsRateOnceItIsPublished) {
    addBars(1, always);
    catalog.series["FEDFUNDS"] = {{day("2017-11-30"), day("2017-12-03"), 1.0},
                                  {day("2017-12-31"), day("2018-01-03"), 1.26},
                                  {day("2018-01-31"), day("2018-02-03"), 2.52},
                                  {day("2018-02-28"), day("2018-02-28"), 9.0}};
    const auto in = load();
    ASSERT_TRUE(in);
    EXPECT_TRUE(in->has_risk_free);
    EXPECT_DOUBLE_EQ(in->risk_free[row("2018-01-02")], 0.01 / 252);
    EXPECT_DOUBLE_EQ(in->risk_free[row("2018-01-03")], 0.0126 / 252);
    EXPECT_DOUBLE_EQ(in->risk_free[row("2018-02-02")], 0.0126 / 252);
    EXPECT_DOUBLE_EQ(in->risk_free[row("2018-02-05")], 0.0252 / 252);
    EXPECT_DOUBLE_EQ(in->risk_free[row("2018-02-28")], 0.0252 / 252); // never the month's own
}

TEST_F(ModelInputsTest, AppliesSplitsAfterTheBasisOfACount) {
    addBars(1, always);
    domain::CorporateAction split;
    split.id = 1;
    split.type = "split";
    split.ex_date = split.knowable_at = day("2018-02-01");
    split.ratio = 4;
    catalog.actions.push_back(split);
    split.type = "spin_off"; // changes prices, not the number of shares
    catalog.actions.push_back(split);
    const auto in = load();
    ASSERT_TRUE(in);
    EXPECT_EQ(in->market_cap.at(row("2018-01-18"), 0), 10.0 * 400);
    EXPECT_EQ(in->market_cap.at(row("2018-02-05"), 0), 10.0 * 400); // no jump at the split
}

TEST_F(ModelInputsTest, AppliesEachSplitOfACompanyOnce) {
    addBars(2, always);
    addBars(3, always);
    for (const auto& [id, ex_date] :
         {std::pair(2, "2018-02-01"), std::pair(3, "2018-02-01"), std::pair(3, "2018-02-20")}) {
        domain::CorporateAction split;
        split.id = id;
        split.type = "split";
        split.ex_date = split.knowable_at = day(ex_date);
        split.ratio = 2;
        catalog.actions.push_back(split);
    }
    const auto in = load();
    ASSERT_TRUE(in);
    EXPECT_EQ(in->market_cap.at(row("2018-01-18"), 1), 20.0 * 60 * 4 / 2);
    EXPECT_EQ(in->market_cap.at(row("2018-02-26"), 2), 30.0 * 60 * 4 / 2);
}

TEST_F(ModelInputsTest, AnswersAnEmptyCatalog) {
    catalog = {};
    const auto in = load();
    ASSERT_TRUE(in);
    EXPECT_EQ(in->rowCount(), 0U);
}

} // namespace

} // namespace nautilus::factor
