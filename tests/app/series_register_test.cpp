// The register of series: what is added is found by its words, whatever somebody types.

#include "app/ledger/sqlite_series_register.h"
#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>

#include <fstream>
#include <random>

namespace {

using namespace nautilus;
using kit::RegisteredSeries;
using ledger::SqliteSeriesRegister;
using testing::ElementsAre;

RegisteredSeries series(std::string source, std::string id, std::string title, std::string place = "") {
    RegisteredSeries out;
    out.source = std::move(source);
    out.series_id = std::move(id);
    out.title = std::move(title);
    out.place = std::move(place);
    out.origin = "user";
    return out;
}

std::vector<std::string> idsOf(SqliteSeriesRegister& all, kit::SeriesSearch wanted) {
    const auto found = all.search(wanted);
    EXPECT_TRUE(found) << found.error().front().message;
    std::vector<std::string> out;
    for (const auto& each : found->series)
        out.push_back(each.series_id);
    return out;
}

class SeriesRegisterTest : public testing::Test {
protected:
    SeriesRegisterTest() : all_(std::move(*SqliteSeriesRegister::open(""))) {
        const std::vector<RegisteredSeries> rows{
            series("fred", "GDPC1", "Real Gross Domestic Product"),
            series("fred", "GDP", "Gross Domestic Product"),
            series("dbnomics", "OECD/QNA/DEU.GDP", "Produit intérieur brut", "Germany"),
            series("dbnomics", "IMF/CPI/M.DE", "Consumer price index", "Germany"),
            series("trading_economics", "DEUCPI", "Inflation rate", "Germany")};
        EXPECT_EQ(all_->add(rows)->added, 5);
    }
    std::unique_ptr<SqliteSeriesRegister> all_;
};

TEST_F(SeriesRegisterTest, TheIdItselfComesFirstThenWhatFitsBest) {
    EXPECT_THAT(idsOf(*all_, {"gdp", {}, 0, 10}), ElementsAre("GDP", "OECD/QNA/DEU.GDP", "GDPC1"))
        << "whole words before beginnings";
    EXPECT_THAT(idsOf(*all_, {"gdpc1", {}, 0, 10}), ElementsAre("GDPC1"));
    EXPECT_THAT(idsOf(*all_, {"germany infl", {}, 0, 10}), ElementsAre("DEUCPI"));
    EXPECT_THAT(idsOf(*all_, {"interieur", {}, 0, 10}), ElementsAre("OECD/QNA/DEU.GDP")) << "without accents";
    EXPECT_THAT(idsOf(*all_, {"IMF/CPI/M.DE", {}, 0, 10}), ElementsAre("IMF/CPI/M.DE"));
    EXPECT_THAT(idsOf(*all_, {"germany", "dbnomics", 0, 10}), testing::SizeIs(2));
    EXPECT_THAT(idsOf(*all_, {"germany", "trading_economics", 0, 10}), ElementsAre("DEUCPI"));
    EXPECT_THAT(idsOf(*all_, {"", "fred", 0, 10}), ElementsAre("GDPC1", "GDP"));
    EXPECT_THAT(idsOf(*all_, {"", {}, 3, 10}), testing::SizeIs(2)) << "a second page";
}

TEST_F(SeriesRegisterTest, WhatIsTypedIsNeverTakenForTheIndexLanguage) {
    for (const char* words : {"\"", "gdp AND", "NOT gdp", "title:", "a*b", "gdp) OR (cpi", "NEAR(gdp cpi)",
                              "^gdp", "gdp'; DROP TABLE series; --", "-", "{}", "\xff\xfe"})
        EXPECT_TRUE(all_->search({words, std::string("fre\"d"), 0, 10})) << words;
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string words(random() % 20, ' ');
        for (auto& c : words)
            c = static_cast<char>(1 + random() % 255);
        EXPECT_TRUE(all_->search({words, {}, 0, 10})) << "seed 7, round " << round;
    }
    EXPECT_EQ(all_->count(), 5);
}

TEST_F(SeriesRegisterTest, TheSameAgainChangesNothingAndAnotherTitleReplacesTheOld) {
    EXPECT_EQ(all_->add(std::vector{series("fred", "GDP", "Gross Domestic Product")})->unchanged, 1);
    const auto changed = all_->add(std::vector{series("fred", "GDP", "Value added")});
    EXPECT_EQ(changed->changed, 1);
    EXPECT_EQ(all_->count(), 5);
    EXPECT_THAT(idsOf(*all_, {"value added", {}, 0, 10}), ElementsAre("GDP"));
    EXPECT_THAT(idsOf(*all_, {"gross", {}, 0, 10}), ElementsAre("GDPC1"));
    EXPECT_EQ((*all_->find("fred", "GDP"))->title, "Value added");
    EXPECT_FALSE(*all_->find("dbnomics", "GDP"));
}

TEST_F(SeriesRegisterTest, TooManyHitsAreSaidAndTheIdIsFoundBeyondThem) {
    std::vector<RegisteredSeries> rows;
    for (int i = 0; i < 3000; ++i)
        rows.push_back(series("dbnomics", "X" + std::to_string(i), "Common words"));
    rows.push_back(series("dbnomics", "common", "Common words"));
    ASSERT_TRUE(all_->add(rows));
    const auto found = all_->search({"common", {}, 0, 5});
    EXPECT_FALSE(found->complete);
    EXPECT_GE(found->matches, 500);
    EXPECT_EQ(found->series.front().series_id, "common");
    EXPECT_TRUE(all_->search({"x17", {}, 0, 5})->complete);
}

TEST(SeriesRegisterFile, IsThereAgainAndOneOfANewerVersionIsRefused) {
    test::TemporaryFolder folder;
    const auto path = folder.path() + "/series.sqlite";
    {
        const auto one = std::move(*SqliteSeriesRegister::open(path));
        EXPECT_TRUE(one->add(std::vector{series("fred", "GDP", "Gross Domestic Product")}));
    }
    EXPECT_EQ((*SqliteSeriesRegister::open(path))->count(), 1);
    const auto other = folder.path() + "/other.sqlite";
    std::ofstream(other) << "this is no database, however long it is made so that a page is full";
    EXPECT_FALSE(SqliteSeriesRegister::open(other));
}

TEST(SeriesRegisterDemo, SeriesOfTheCatalogAreEnteredAndOthersAreAddedThroughTheDoor) {
    constexpr const char* kPath = "/api/v1/data-catalog/series";
    auto& demo = test::DemoWorkstation::get();
    const auto cpi = demo.get(kPath, {{"query", "cpiaucsl"}});
    ASSERT_EQ(cpi.status, 200) << cpi.body;
    const auto& first = cpi.data().find("series")->as<kit::Value::Array>()->at(0);
    EXPECT_EQ(*first.find("series_id")->as<std::string>(), "CPIAUCSL");
    EXPECT_TRUE(*first.find("stored")->as<bool>());
    const auto before = *demo.get("/factor/health").json.find("total_factors_available")->as<std::int64_t>();
    const auto body = R"({"series":[{"source":"dbnomics","series_id":"OECD/X.1","title":"Zinc stocks"}]})";
    EXPECT_EQ(*demo.post(kPath, body).data().find("added")->as<std::int64_t>(), 1);
    EXPECT_EQ(*demo.post(kPath, body).data().find("unchanged")->as<std::int64_t>(), 1);
    EXPECT_EQ(*demo.get("/factor/health").json.find("total_factors_available")->as<std::int64_t>(),
              before + 1);
    const auto found = demo.get(kPath, {{"query", "zinc st"}});
    EXPECT_EQ(found.data().find("series")->as<kit::Value::Array>()->size(), 1U);
    EXPECT_FALSE(*found.data().find("series")->as<kit::Value::Array>()->at(0).find("stored")->as<bool>());
    const auto wrong =
        demo.post(kPath, R"({"series":[{"source":"catalog","series_id":"A","first":"2020-01-02",)"
                         R"("last":"2020-01-01"}]})");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_THAT(wrong.body, testing::HasSubstr("/series/0/source"));
    EXPECT_THAT(wrong.body, testing::HasSubstr("/series/0/last"));
    EXPECT_EQ(demo.post(std::string(kPath) + "/discoveries", R"({"source":"nobody","query":"x"})").status,
              404);
}

} // namespace
