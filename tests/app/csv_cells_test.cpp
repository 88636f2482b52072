#include "app/api/binding/csv_cells.h"
#include "tests/app/support/demo_workstation.h"

#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace nautilus;
using api::withoutFormulas;

TEST(CsvCells, PutFormulasBehindAnApostropheAndLeaveNumbers) {
    const std::pair<std::string, std::string> cases[] = {
        {"", ""},
        {"a,b\n1,2\n", "a,b\n1,2\n"},
        {"x\n=1+1\n", "x\n'=1+1\n"},
        {"x\n@SUM(A1)\n", "x\n'@SUM(A1)\n"},
        {"x\n+cmd\n", "x\n'+cmd\n"},
        {"x\n-cmd\n", "x\n'-cmd\n"},
        {"x\n\tcmd\n", "x\n'\tcmd\n"},
        {"x\n\"\rcmd\"\n", "x\n\"'\rcmd\"\n"},
        {"x\n\"=A1,B1\"\n", "x\n\"'=A1,B1\"\n"},
        {"x\n\"say \"\"=1\"\"\"\n", "x\n\"say \"\"=1\"\"\"\n"},
        {"x,y\n\"a\n=b\",=c\n", "x,y\n\"a\n=b\",'=c\n"},
        {"=head,b\n1,2\n", "'=head,b\n1,2\n"},
        {"x\n-1\n-0.5\n-.5\n-1.\n+7\n-1e-05\n-1.5E+300\n", "x\n-1\n-0.5\n-.5\n-1.\n+7\n-1e-05\n-1.5E+300\n"},
        {"x\n-1-1\n-1e\n-\n+.\n--1\n-1e5e5\n", "x\n'-1-1\n'-1e\n'-\n'+.\n'--1\n'-1e5e5\n"},
        {"x\r\n-1\r\n=2\r\n", "x\r\n-1\r\n'=2\r\n"},
        {"a,=b", "a,'=b"},
        {"'=a\n", "'=a\n"},
        {"\"", "\""},
        {"\"=", "\"'="},
        {",,\n", ",,\n"},
    };
    for (const auto& [given, wanted] : cases)
        EXPECT_EQ(withoutFormulas(given), wanted) << given;
}

// A user's file names its own symbols: what comes out over HTTP is as harmless as an export.
TEST(CsvCells, OfAnAnswerAreHarmless) {
    test::TemporaryFolder folder;
    composition::Options options;
    options.home = folder.path() + "/home";
    options.demo = false;
    auto workstation = std::move(*composition::Workstation::open(options));
    ASSERT_TRUE(workstation->start({}));
    const auto token = *security::rootToken(options.home);
    const auto file = folder.path() + "/own.csv";
    std::ofstream(file) << "symbol,date,close\n=HYPERLINK(1),2024-01-02,10\n=HYPERLINK(1),2024-01-03,11\n";
    const auto posted = test::send(workstation->router(),
                                   {"POST",
                                    "/api/v1/data-catalog/imports",
                                    {},
                                    {},
                                    R"({"files":[")" + file + R"("],"dataset":"own","kind":"bars"})"},
                                   token);
    ASSERT_EQ(posted.status, 202) << posted.body;
    const auto job = test::endedJob(*workstation, posted);
    const auto csv = test::send(
        workstation->router(),
        {"GET", "/api/v1/data-catalog/instruments", {{"dataset", "own"}, {"format", "csv"}}, {}, ""}, token);
    EXPECT_EQ(csv.status, 200);
    EXPECT_NE(csv.body.find("'=HYPERLINK(1)"), std::string::npos) << csv.body << job.error;
    EXPECT_EQ(csv.body.find(",=HYPERLINK(1)"), std::string::npos);
    EXPECT_EQ(csv.body.find("\n=HYPERLINK(1)"), std::string::npos);
    workstation->stop();
}

} // namespace
