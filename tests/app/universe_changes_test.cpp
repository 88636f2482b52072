// A universe as a list of changes: date, who came in, who went out.

#include "app/catalog/duckdb_catalog.h"
#include "engines/marketdata/service/import_planner.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/tiny_dataset.h"

#include <gmock/gmock.h>

#include <fstream>

namespace {

using namespace nautilus;
using testing::HasSubstr;

class UniverseChangesTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = catalog::DuckDbCatalog::open(home_.path() + "/catalog.duckdb", 1, 256'000'000);
        ASSERT_TRUE(opened);
        catalog_ = std::move(*opened);
    }
    kit::Result<kit::ImportReport> import(const std::string& content) {
        const auto path = files_.path() + "/changes.csv";
        std::ofstream(path) << content;
        const auto sample = catalog_->sampleFiles({path}, {});
        if (!sample) return kit::failAs(sample);
        marketdata::ImportRequest request;
        request.files = {path};
        request.options.universe = "IDX";
        const auto planned = marketdata::planImport(request, *sample);
        if (!planned.guess.problems.empty())
            return tl::unexpected<kit::Errors>(marketdata::errorsOf(planned.guess.problems));
        return catalog_->importFiles(planned.plan, test::tinyRules, {});
    }
    /// "AAA 2019-02-01..2019-03-01", sorted.
    std::vector<std::string> spells() {
        const auto instruments = catalog_->instruments();
        const auto members = catalog_->universe("IDX");
        std::vector<std::string> out;
        for (const auto& spell : *members) {
            const auto named = std::ranges::find(*instruments, spell.id, &domain::Instrument::id);
            const auto text = [](domain::SessionDate day) {
                const bool open = day == domain::kBeginningOfTime || day == domain::kEndOfTime;
                return open ? std::string() : day.iso();
            };
            out.push_back(named->symbol + " " + text(spell.from) + ".." + text(spell.to));
        }
        std::ranges::sort(out);
        return out;
    }

    test::TemporaryFolder home_, files_;
    std::unique_ptr<catalog::DuckDbCatalog> catalog_;
};

constexpr const char* kChanges = "date,add,remove\n2019-01-18,\"AAA\",\"OLD\"\n2019-02-15,\"BBB,CCC\",\n"
                                 "2019-03-01,OLD,\"AAA,BBB\"\n2019-04-01,BBB,\n";

TEST_F(UniverseChangesTest, ChangesBecomeSpells) {
    const auto report = import(kChanges);
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->kind, "universe");
    EXPECT_EQ(report->rows_read, 6);
    EXPECT_EQ(report->rows_imported, 6);
    EXPECT_EQ(report->instruments, 4);
    EXPECT_THAT(spells(), testing::ElementsAre("AAA 2019-01-18..2019-03-01", "BBB 2019-02-15..2019-03-01",
                                               "BBB 2019-04-01..", "CCC 2019-02-15..", "OLD ..2019-01-18",
                                               "OLD 2019-03-01.."));
    EXPECT_THAT(report->warnings, testing::Contains(HasSubstr("1 members went out without having come in")));
    const auto again = import(kChanges);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->rows_unchanged, 6);
    EXPECT_EQ(again->catalog_epoch, 1);
    const auto spans = catalog_->universeSpans(domain::SessionDate::of(2019, 2, 20));
    EXPECT_EQ(spans->front().members, 3); // AAA, BBB, CCC
    EXPECT_EQ(spans->front().members_ever, 4);
}

TEST_F(UniverseChangesTest, ASecondChangeOfTheSameKindIsKeptAside) {
    const auto report = import("date,added,removed\n2019-01-18,AAA,\n2019-02-18,AAA,\n2019-03-18,,BBB\n"
                               "2019-04-18,,BBB\nsoon,CCC,\n");
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->rows_read, 5);
    EXPECT_EQ(report->rows_quarantined, 3); // twice in, twice out, a day that is none
    EXPECT_THAT(spells(), testing::ElementsAre("AAA 2019-01-18..", "BBB ..2019-03-18"));
}

TEST_F(UniverseChangesTest, SpellsAreStillReadByTheirOwnNames) {
    const auto report = import("ticker,start_date,end_date\nAAA,2019-01-18,2019-02-18\nBBB,2019-01-18,\n");
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_THAT(spells(), testing::ElementsAre("AAA 2019-01-18..2019-02-18", "BBB 2019-01-18.."));
}

TEST_F(UniverseChangesTest, AFileOfTextsIsSaidToFitNoKind) {
    const auto report = import("text,label\n\"$AAA up, \"\"again\"\"\",0\nplain \"quote,1\n");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().size(), 1U);
    EXPECT_THAT(report.error().front().message, HasSubstr("fit no kind of data"));
}

} // namespace
