// The source edgar against recorded bodies of the SEC; values worked out by
// tests/data/providers/make_facts.py.

#include "engines/domain/session_date.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/provider_stage.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

namespace {

using namespace nautilus;
using kit::ErrorCode;
using kit::SourceState;
using kit::Table;
using kit::Value;
using test::Canned;
using testing::HasSubstr;

const std::string kSnowFacts = "/api/xbrl/companyfacts/CIK0001640147.json";

class EdgarSource : public testing::Test {
protected:
    void SetUp() override {
        test::serveEdgar(server());
        ASSERT_TRUE(on_.setEdgar());
        ASSERT_TRUE(on_.stage.source("edgar").start());
    }
    test::ReplayServer& server() { return on_.server; }
    kit::SourceStatus status() { return on_.stage.source("edgar").status(); }
    kit::Errors errorsOf(const std::string& symbol) {
        const auto rows = on_.history("edgar", symbol);
        EXPECT_FALSE(rows) << "an answer was expected to fail";
        return rows ? kit::Errors{{}} : rows.error();
    }
    test::ProviderStage on_;
};

std::string cellText(const Table& table, const char* name, std::size_t row) {
    const auto& cells = table.find(name)->cells;
    if (const auto* dates = std::get_if<Table::Dates>(&cells)) return (*dates)[row].iso();
    if (const auto* whole = std::get_if<Table::Integers>(&cells)) return std::to_string((*whole)[row]);
    if (const auto* flags = std::get_if<Table::Flags>(&cells)) return (*flags)[row] ? "True" : "False";
    return std::get<Table::Texts>(cells)[row];
}

/// Rows as lines of the golden file, without the value, and the value by line.
std::map<std::string, double> linesOf(const Table& table, const std::set<std::string>& wanted) {
    std::map<std::string, double> out;
    const auto& values = std::get<Table::Numbers>(table.find("value")->cells);
    for (std::size_t i = 0; i < table.rowCount(); ++i) {
        if (!wanted.contains(cellText(table, "concept", i))) continue;
        std::string line;
        for (const char* name :
             {"concept", "period_end", "period", "fiscal_year", "form", "filed", "knowable_at", "restated"})
            line += cellText(table, name, i) + ",";
        auto tag = cellText(table, "source", i).substr(6);
        const auto derived = tag.find(", less the periods before");
        line += derived == std::string::npos ? "False," : "True,";
        line +=
            cellText(table, "unit", i) + "," + cellText(table, "accession", i) + "," + tag.substr(0, derived);
        EXPECT_TRUE(out.emplace(line, values[i]).second) << "twice: " << line;
    }
    return out;
}

std::map<std::string, double> goldenOf(const std::string& cik, std::set<std::string>& concepts) {
    std::istringstream file(test::providerFile("edgar/golden_" + cik + ".csv"));
    std::map<std::string, double> out;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');)
            cells.push_back(cell);
        concepts.insert(cells[0]);
        std::string key;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (i != 9) key += (key.empty() ? "" : ",") + cells[i];
        out[key] = std::stod(cells[9]);
    }
    return out;
}

class EdgarValues : public EdgarSource, public testing::WithParamInterface<const char*> {};

TEST_P(EdgarValues, AreThoseThatPandasFindsInTheSameBodies) {
    const std::string cik = GetParam();
    const auto rows = on_.history("edgar", cik);
    ASSERT_TRUE(rows) << rows.error().front().message;
    std::set<std::string> concepts;
    const auto wanted = goldenOf(cik, concepts);
    const auto found = linesOf(rows->rows, concepts);
    ASSERT_GT(wanted.size(), 10U);
    for (const auto& [line, value] : wanted)
        if (const auto at = found.find(line); at == found.end())
            ADD_FAILURE() << "missing: " << line;
        else
            EXPECT_DOUBLE_EQ(at->second, value) << line;
    for (const auto& [line, value] : found)
        EXPECT_TRUE(wanted.contains(line)) << "not wanted: " << line;
}

INSTANTIATE_TEST_SUITE_P(Companies, EdgarValues,
                         testing::Values("CIK0001640147", "CIK0000104169", "CIK0000320193", "CIK0009999999"),
                         [](const auto& each) { return std::string(each.param); });

TEST_F(EdgarSource, SaysWhoAsksAndTakesCompressedAnswers) {
    ASSERT_TRUE(on_.history("edgar", "snow"));
    for (const auto& head : server().heads()) {
        EXPECT_THAT(head, HasSubstr("User-Agent: Example Fund data@example.com\r\n"));
        EXPECT_THAT(head, HasSubstr("Accept-Encoding: gzip"));
    }
    EXPECT_EQ(server().asked("company_tickers"), 1U);
    ASSERT_TRUE(on_.history("edgar", "SNOW"));
    EXPECT_EQ(server().asked("company_tickers"), 1U) << "the list of tickers is good for a day";
}

TEST_F(EdgarSource, RowsLieWithinTheBoundsByTheDayOnWhichTheyWereKnown) {
    const auto all = on_.history("edgar", "SNOW");
    ASSERT_TRUE(all);
    const auto& days = std::get<Table::Dates>(all->rows.find("knowable_at")->cells);
    EXPECT_TRUE(std::ranges::is_sorted(days));
    const auto ns = [](domain::SessionDate day) {
        return std::int64_t{day.days} * 86'400 * domain::kNsPerSecond;
    };
    const auto middle = days[days.size() / 2];
    const auto part = on_.history("edgar", "SNOW", ns(middle), ns(middle.plusDays(1)));
    ASSERT_TRUE(part);
    EXPECT_EQ(std::ssize(std::get<Table::Dates>(part->rows.find("knowable_at")->cells)),
              std::ranges::count(days, middle));
}

TEST_F(EdgarSource, SaysWhatItLeftOut) {
    const auto rows = on_.history("edgar", "IFRSX");
    ASSERT_TRUE(rows);
    EXPECT_THAT(rows->warnings, testing::Contains(HasSubstr("another currency than EUR")));
    EXPECT_THAT(on_.history("edgar", "SNOW")->warnings,
                testing::Contains(HasSubstr("without a time of acceptance")));
}

TEST_F(EdgarSource, FindsCompanies) {
    const auto found = on_.search("edgar", "apple", 5);
    ASSERT_TRUE(found) << found.error().front().message;
    ASSERT_EQ(found->rowCount(), 1U);
    EXPECT_EQ(cellText(*found, "symbol", 0), "AAPL");
    EXPECT_EQ(errorsOf("NOSUCH").front().code, ErrorCode::NotFound);
    EXPECT_EQ(errorsOf("NOSUCH").front().field, "/symbol");
    EXPECT_EQ(status().state, SourceState::Connected) << "the question's fault";
    EXPECT_EQ(errorsOf("CIK0000000005").front().code, ErrorCode::NotFound);
}

TEST_F(EdgarSource, ClassesOfSharesAreFoundByADot) {
    const auto found = on_.search("edgar", "BRK-B", 1);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->rowCount(), 1U);
    EXPECT_THAT(errorsOf("BRK.B").front().message, HasSubstr("no XBRL facts"));
}

TEST_F(EdgarSource, TellsOfACompanyAndOfOneTag) {
    server().onGzip("/submissions/CIK0001318605.json", "edgar/submissions_CIK0001318605.json.gz");
    const auto company = on_.control("edgar", {{"do", "company"}, {"symbol", "TSLA"}});
    ASSERT_TRUE(company) << company.error().front().message;
    EXPECT_EQ(*company->find("name"), Value("Tesla, Inc."));
    EXPECT_EQ(*company->find("fiscal_year_end"), Value("1231"));
    EXPECT_EQ(*company->find("filings"), Value(std::int64_t{1001 + 347}));
    server().on(
        "/api/xbrl/companyconcept/CIK0001318605/us-gaap/Assets.json",
        R"({"cik":1318605,"units":{"USD":[{"end":"2021-12-31","val":62131000000,"accn":"0000950170-22-000796",
                "fy":2021,"fp":"FY","form":"10-K","filed":"2022-02-07"}]}})");
    const auto tag = on_.control("edgar", {{"do", "concept"}, {"symbol", "TSLA"}, {"tag", "Assets"}});
    ASSERT_TRUE(tag) << tag.error().front().message;
    EXPECT_EQ(tag->find("rows")->as<Value::Array>()->size(), 1U);
    const auto frame = on_.control("edgar", {{"do", "frame"}, {"tag", "Assets"}});
    EXPECT_EQ(frame.error().front().field, "/period");
    server().on("/api/xbrl/frames/us-gaap/Assets/USD/CY2021Q4I.json",
                R"({"pts":2,"data":[{"accn":"a","cik":1,"entityName":"x","end":"2021-12-31","val":1}]})");
    const auto short_frame =
        on_.control("edgar", {{"do", "frame"}, {"tag", "Assets"}, {"period", "CY2021Q4I"}});
    ASSERT_FALSE(short_frame);
    EXPECT_THAT(short_frame.error().front().message, HasSubstr("announced 2 facts and sent 1"));
}

TEST_F(EdgarSource, WithoutAContactNothingIsAsked) {
    ASSERT_TRUE(on_.setEdgar({{"contact", ""}}));
    EXPECT_EQ(status().state, SourceState::Disabled);
    EXPECT_THAT(status().message, HasSubstr("contact"));
    EXPECT_THAT(errorsOf("SNOW").front().message, HasSubstr("contact"));
    EXPECT_TRUE(server().heads().empty());
    EXPECT_EQ(on_.setEdgar({{"contact", "nobody"}}).error().front().field, "/contact");
    EXPECT_EQ(on_.setEdgar({{"data_url", "http://data.sec.gov"}}).error().front().field, "/data_url");
    EXPECT_EQ(on_.setEdgar({{"data_url", "https://user:word@data.sec.gov"}}).error().front().field,
              "/data_url");
}

TEST_F(EdgarSource, ARequestThatTheSecDoesNotLikeIsNotMadeAgain) {
    server().on(kSnowFacts, {Canned{403, test::providerFile("edgar/http403_undeclared_tool_title.html")}});
    EXPECT_THAT(errorsOf("CIK1640147").front().message, HasSubstr("who asks"));
    EXPECT_EQ(server().asked(kSnowFacts), 1U);
    EXPECT_EQ(status().state, SourceState::Degraded);
    server().on(kSnowFacts, {Canned{403, test::providerFile("edgar/http403_s3_access_denied.xml")}});
    EXPECT_EQ(errorsOf("CIK1640147").front().code, ErrorCode::NotFound);
}

TEST_F(EdgarSource, WhoAskedTooOftenWaitsTenMinutes) {
    server().on(kSnowFacts, {Canned{403, "<title>SEC.gov | Request Rate Threshold Exceeded</title>"}});
    const auto errors = errorsOf("CIK1640147");
    EXPECT_EQ(errors.front().code, ErrorCode::TooManyRequests);
    EXPECT_THAT(errors.front().message, HasSubstr("600 s"));
    EXPECT_EQ(errors.front().retry_after_s, 600.0);
    EXPECT_EQ(status().requests_left, 0);
    EXPECT_EQ(server().asked(kSnowFacts), 1U);
    on_.stage.time.advance(601 * domain::kNsPerSecond);
    EXPECT_EQ(status().requests_left, 1);
}

TEST_F(EdgarSource, WhatMayPassIsTriedAgain) {
    using enum Canned::Trouble;
    const auto good = Canned{
        200, test::providerFile("edgar/companyfacts_CIK0001640147.json.gz"), {"Content-Encoding: gzip"}};
    auto damaged = good, broken = good, cut = good;
    damaged.body[40'000] = static_cast<char>(damaged.body[40'000] ^ 0x55);
    broken.trouble = BreaksOff;
    cut.body.resize(cut.body.size() / 2); // whole for HTTP, half a document
    for (const auto& bad : {Canned{503, "busy"}, Canned{200, "{\"cik\":"}, damaged, broken, cut,
                            Canned{200, "", {}, HangsUp}}) {
        server().on(kSnowFacts, {bad, good});
        const auto before = server().asked(kSnowFacts);
        const auto rows = on_.history("edgar", "CIK1640147");
        ASSERT_TRUE(rows) << rows.error().front().message;
        EXPECT_GT(rows->rows.rowCount(), 500U);
        EXPECT_EQ(server().asked(kSnowFacts) - before, 2U);
    }
    EXPECT_EQ(status().state, SourceState::Connected);
}

TEST_F(EdgarSource, WhatDoesNotPassIsGivenUpAfterSomeAttempts) {
    ASSERT_TRUE(on_.setEdgar({{"attempts", 3}, {"answer_seconds", 0.2}}));
    for (const auto& bad :
         {Canned{500, "no"}, Canned{200, "<html>"}, Canned{200, "", {}, Canned::Trouble::Hangs}}) {
        server().on(kSnowFacts, {bad});
        const auto before = server().asked(kSnowFacts);
        EXPECT_EQ(errorsOf("CIK1640147").front().code, ErrorCode::Unavailable);
        EXPECT_EQ(server().asked(kSnowFacts) - before, 3U);
    }
    EXPECT_EQ(status().state, SourceState::Degraded);
    EXPECT_EQ(status().last_errors.size(), 3U);
}

TEST_F(EdgarSource, BodiesOfAnotherShapeAreRefused) {
    for (const char* body :
         {R"({"cik":1,"facts":{}})", R"([])", R"({"cik":1640147,"facts":[]})", R"({"cik":"x","facts":{}})"}) {
        server().on(kSnowFacts, body);
        EXPECT_EQ(errorsOf("CIK1640147").front().code, ErrorCode::Unavailable) << body;
    }
    server().onGzip(kSnowFacts, "edgar/companyfacts_CIK0001640147.json.gz");
    server().on("/submissions/CIK0001640147.json",
                R"({"cik":"1640147","filings":{"recent":{"accessionNumber":["a"],"filingDate":[],
                "acceptanceDateTime":["2021-01-01T00:00:00.000Z"]}}})");
    EXPECT_THAT(errorsOf("CIK1640147").front().message, HasSubstr("different lengths"));
    server().onGzip("/submissions/CIK0001640147.json", "edgar/submissions_CIK0001640147.json.gz");
    server().on("/submissions/CIK0001640147-submissions-001.json",
                R"({"accessionNumber":[],"filingDate":[],"acceptanceDateTime":[]})");
    EXPECT_THAT(errorsOf("CIK1640147").front().message, HasSubstr("holds 0 of the"));
}

TEST_F(EdgarSource, ReadsBulkFilesInsteadOfAskingForEachCompany) {
    const test::TemporaryFolder folder;
    const auto direct = on_.history("edgar", "CIK9999999");
    ASSERT_TRUE(on_.setEdgar({{"bulk_folder", folder.path()}}));
    server().on("/Archives/edgar/daily-index/xbrl/companyfacts.zip",
                test::providerFile("edgar/companyfacts.zip"));
    server().on("/Archives/edgar/daily-index/bulkdata/submissions.zip",
                test::providerFile("edgar/submissions.zip"));
    const auto sizes = on_.control("edgar", {{"do", "download_bulk"}});
    ASSERT_TRUE(sizes) << sizes.error().front().message;
    const auto size = static_cast<std::int64_t>(test::providerFile("edgar/submissions.zip").size());
    EXPECT_EQ(*sizes->find("submissions.zip"), Value(size));
    const auto before = server().heads().size();
    const auto rows = on_.history("edgar", "CIK9999999");
    ASSERT_TRUE(rows) << rows.error().front().message;
    EXPECT_EQ(rows->rows.csv(), direct->rows.csv());
    EXPECT_EQ(server().heads().size(), before) << "nothing was asked";
    EXPECT_EQ(errorsOf("CIK1640147").front().code, ErrorCode::NotFound);
    using Trouble = Canned::Trouble;
    server().on("/Archives/edgar/daily-index/xbrl/companyfacts.zip",
                {Canned{200, "half of it", {}, Trouble::BreaksOff}});
    EXPECT_FALSE(on_.control("edgar", {{"do", "download_bulk"}}));
    EXPECT_TRUE(on_.history("edgar", "CIK9999999")) << "the old file stays until a new one is whole";
    server().on("/Archives/edgar/daily-index/xbrl/companyfacts.zip", "no zip file");
    ASSERT_TRUE(on_.control("edgar", {{"do", "download_bulk"}}));
    EXPECT_THAT(errorsOf("CIK9999999").front().message, HasSubstr("cannot be opened"));
    namespace fs = std::filesystem;
    const auto file = fs::path(folder.path()) / "companyfacts.zip";
    fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(49));
    EXPECT_TRUE(on_.history("edgar", "CIK9999999")) << "too old: the company is asked for";
}

TEST_F(EdgarSource, StopsInTheMiddleOfAnAnswer) {
    server().on(kSnowFacts, {Canned{200, "", {}, Canned::Trouble::Hangs}});
    std::promise<kit::Result<kit::HistoryRows>> promise;
    on_.stage.source("edgar").history({"CIK1640147", "fundamentals", 0, 0, 1, false},
                                      [&](auto rows) { promise.set_value(std::move(rows)); });
    ASSERT_TRUE(test::eventually([&] { return server().asked(kSnowFacts) == 1; }));
    on_.stage.source("edgar").stop();
    const auto rows = promise.get_future().get();
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().front().code, ErrorCode::Cancelled);
    ASSERT_TRUE(on_.stage.source("edgar").start());
    server().onGzip(kSnowFacts, "edgar/companyfacts_CIK0001640147.json.gz");
    EXPECT_TRUE(on_.history("edgar", "CIK1640147"));
}

} // namespace
