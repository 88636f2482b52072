// Scan, issues, repair, overlay, undo and exports over a small data set with a planted defect.
#include "engines/domain/calendar.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"
#include "tests/app/support/tiny_dataset.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <thread>

namespace {

using namespace nautilus;
using kit::Value;
using test::number;
namespace fs = std::filesystem;

/// Sixty sessions of two stocks; BBB is off by 100 on its 31st, and its name is a formula.
class SmallHome : public testing::Test {
protected:
    void SetUp() override {
        test::TinyDataset data(folder_.path() + "/demo/open");
        data.table(
            "instruments",
            "SELECT * FROM (VALUES (1::BIGINT, 1::BIGINT, 'AAA', '=1+1', 'stock', 'equities', 'USD', "
            "'XNYS', 1.0, 0.01, 1.0, '1'), (2, 2, 'BBB', '-B', 'stock', 'equities', 'USD', 'XNYS', 1.0, "
            "0.01, 1.0, '2')) t(instrument_id, company_id, symbol, name, security_type, asset_class, "
            "currency, calendar, multiplier, tick, lot, cik)");
        data.table("aliases",
                   "SELECT * FROM (VALUES (1::BIGINT, 'AAA', 'XNYS', NULL::DATE, NULL::DATE), (2, "
                   "'BBB', 'XNYS', NULL, NULL)) t(instrument_id, symbol, venue, valid_from, valid_to)");
        std::string rows;
        const auto sessions = domain::NyseCalendar::sessions(domain::SessionDate::of(2019, 1, 2),
                                                             domain::SessionDate::of(2019, 3, 28));
        for (std::int64_t id : {1, 2})
            for (std::size_t i = 0; i < sessions.size(); ++i) {
                const double close = (20 + 0.1 * static_cast<double>(i)) * (id == 2 && i == 30 ? 100 : 1);
                rows += (rows.empty() ? "" : ",") +
                        fmt::format("({}::BIGINT, DATE '{}', {}::DOUBLE, {}::DOUBLE, {}::DOUBLE, {}::DOUBLE, "
                                    "{}::DOUBLE, {}::BIGINT, 's', {}::BIGINT)",
                                    id, sessions[i].iso(), close, close * 1.01, close * 0.99, close, close,
                                    1000 + i, i);
                if (i == 30) bad_day_ = sessions[i].iso();
            }
        data.table("bars_daily", "SELECT * FROM (VALUES " + rows +
                                     ") t(instrument_id, session, open, high, low, close, adj_close, volume, "
                                     "source, source_row)");
        composition::Options options;
        options.home = folder_.path() + "/home";
        options.demo_folder = folder_.path() + "/demo";
        auto opened = composition::Workstation::open(options);
        ASSERT_TRUE(opened) << opened.error().front().message;
        station_ = std::move(*opened);
        const auto started = station_->start({});
        ASSERT_TRUE(started) << started.error().front().message;
        token_ = *security::rootToken(options.home);
    }
    test::Answer get(const std::string& path, std::vector<std::pair<std::string, std::string>> query = {}) {
        return test::send(station_->router(), {"GET", path, std::move(query), {}, ""}, token_);
    }
    test::Answer post(const std::string& path, const std::string& body) {
        return test::send(station_->router(), {"POST", path, {}, {}, body}, token_);
    }
    /// Close of BBB on its bad day.
    double badClose(bool raw = false) {
        const auto answer =
            get("/api/v1/data-catalog/bars",
                {{"symbol", "BBB"}, {"start", bad_day_}, {"end", bad_day_}, {"raw", raw ? "true" : "false"}});
        warnings_ = kit::toJson(*answer.json.find("metadata")->find("warnings"));
        return number((*(*answer.data().find("rows")->as<Value::Array>())[0].as<Value::Array>())[4]);
    }
    std::vector<std::string> issueIds() {
        std::vector<std::string> out;
        const auto answer = get("/api/v1/data-catalog/quality", {{"symbol", "BBB"}, {"rule", "unit_error"}});
        for (const auto& row : *answer.data().find("rows")->as<Value::Array>())
            out.push_back(*(*row.as<Value::Array>())[0].as<std::string>());
        return out;
    }
    std::string idsJson() {
        std::string out;
        for (const auto& id : issueIds())
            out += (out.empty() ? "\"" : ",\"") + id + "\"";
        return "{\"issue_ids\":[" + out + "]}";
    }
    /// The result of a job that was started by a POST.
    Value jobResult(const test::Answer& accepted) {
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        const auto record = test::endedJob(*station_, accepted);
        EXPECT_EQ(record.state, kit::JobState::Succeeded) << record.error;
        return record.result.empty() ? Value() : *api::readJson(record.result);
    }
    std::int64_t count(const std::string& sql) {
        const auto db = catalog::Connection::open("", 1, 256'000'000);
        const auto answer = (*db)->integer(sql);
        EXPECT_TRUE(answer) << sql;
        return answer ? *answer : -1;
    }

    test::TemporaryFolder folder_;
    std::unique_ptr<composition::Workstation> station_;
    std::string token_, bad_day_, warnings_;
};

TEST_F(SmallHome, ARepairIsAnOverlayThatCanBeTakenBack) {
    ASSERT_EQ(issueIds().size(), 5U); // found by the scan after the import; the volume is right
    EXPECT_NEAR(badClose(), 2300, 1e-9);
    EXPECT_EQ(warnings_, "[]");
    const auto repaired = post("/api/v1/data-catalog/quality/repairs", idsJson());
    ASSERT_EQ(repaired.status, 200) << repaired.body;
    EXPECT_EQ(*repaired.data().find("corrections"), Value(5));
    EXPECT_EQ(*repaired.data().find("catalog_epoch"), Value(2));
    EXPECT_NEAR(badClose(), 23, 1e-9);
    EXPECT_THAT(warnings_, testing::HasSubstr("\"code\":\"corrected\""));
    EXPECT_THAT(warnings_, testing::HasSubstr(bad_day_));
    EXPECT_NEAR(badClose(true), 2300, 1e-9);
    const auto again = post("/api/v1/data-catalog/quality/repairs", idsJson());
    EXPECT_EQ(*again.data().find("unchanged"), Value(5));
    EXPECT_EQ(*again.data().find("catalog_epoch"), Value(2));
    (void)jobResult(post("/api/v1/data-catalog/quality/scans", "{}"));
    EXPECT_EQ(issueIds().size(), 5U); // found again, still repaired
    const auto summary = get("/api/v1/data-catalog/quality/summary");
    const auto& quality = (*summary.data().find("datasets")->as<Value::Array>())[0];
    EXPECT_EQ(*quality.find("corrections"), Value(5));
    EXPECT_EQ(*quality.find("scores")->find("completeness"), Value(1));
    const auto undone = post("/api/v1/data-catalog/quality/undo", idsJson());
    EXPECT_EQ(*undone.data().find("corrections"), Value(5));
    EXPECT_EQ(*undone.data().find("catalog_epoch"), Value(3));
    EXPECT_NEAR(badClose(), 2300, 1e-9);
    EXPECT_EQ(warnings_, "[]");
}

TEST_F(SmallHome, ScoresSayWhatIsOpen) {
    const auto score = [&](const char* name) {
        const auto answer = get("/api/v1/data-catalog/quality/summary");
        const auto* value =
            (*answer.data().find("datasets")->as<Value::Array>())[0].find("scores")->find(name);
        return number(*value);
    };
    EXPECT_NEAR(score("validity"), 1 - 1.0 / 120, 1e-12); // one row of 120 is off by 100
    EXPECT_NEAR(score("accuracy_score"), 1 - 1.0 / 120, 1e-12);
    EXPECT_EQ(score("consistency"), 1.0);
    EXPECT_EQ(score("timeliness"), 1.0);
    ASSERT_EQ(post("/api/v1/data-catalog/quality/repairs", idsJson()).status, 200);
    EXPECT_EQ(score("validity"), 1.0);
    EXPECT_EQ(score("overall"), 1.0);
}

TEST_F(SmallHome, ACorrectionByHandSurvivesARestartAndIsListed) {
    const auto body = [&](const char* field, const std::string& value, const std::string& day) {
        return R"({"symbol":"BBB","date":")" + day + R"(","field":")" + field + R"(","value":)" + value +
               R"(,"reason":"checked"})";
    };
    EXPECT_EQ(post("/api/v1/data-catalog/corrections", body("close", "0", bad_day_)).status, 400);
    EXPECT_EQ(post("/api/v1/data-catalog/corrections", body("name", "1", bad_day_)).status, 400);
    EXPECT_EQ(post("/api/v1/data-catalog/corrections", body("close", "23", "2019-01-05")).status, 404);
    const auto made = post("/api/v1/data-catalog/corrections", body("close", "23.5", bad_day_));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_NEAR(badClose(), 23.5, 1e-9);
    composition::Options options = station_->options();
    station_.reset();
    station_ = std::move(*composition::Workstation::open(options));
    ASSERT_TRUE(station_->start({}));
    EXPECT_NEAR(badClose(), 23.5, 1e-9);
    EXPECT_THAT(get("/api/v1/data-catalog/corrections").body, testing::HasSubstr("\"checked\""));
    EXPECT_EQ(post("/api/v1/data-catalog/quality/undo", R"({"correction_ids":[1]})").status, 200);
    EXPECT_EQ(post("/api/v1/data-catalog/quality/undo", R"({"correction_ids":[7]})").status, 404);
    EXPECT_NEAR(badClose(), 2300, 1e-9);
}

TEST_F(SmallHome, ExportsCanBeReadWhileTheProgramRuns) {
    ASSERT_EQ(post("/api/v1/data-catalog/quality/repairs", idsJson()).status, 200);
    const auto folderOf = [](const Value& result) { return *result.find("folder")->as<std::string>(); };
    const auto parquet =
        jobResult(post("/api/v1/data-catalog/exports", R"({"what":"bars","format":"parquet"})"));
    EXPECT_EQ(*parquet.find("rows"), Value(120));
    EXPECT_EQ(*parquet.find("corrections_applied"), Value(5));
    EXPECT_EQ(count("SELECT count(*)::BIGINT FROM read_parquet('" + folderOf(parquet) +
                    "/bars.parquet') WHERE close > 30"),
              0); // the overlay is in it
    const auto raw = jobResult(post("/api/v1/data-catalog/exports",
                                    R"({"what":"bars","format":"csv","raw":true,"symbols":["BBB"]})"));
    EXPECT_EQ(
        count("SELECT count(*)::BIGINT FROM read_csv('" + folderOf(raw) + "/bars.csv') WHERE close > 30"), 1);
    const auto parts = jobResult(post("/api/v1/data-catalog/exports",
                                      R"({"what":"bars","format":"parquet","partition_by":"symbol"})"));
    EXPECT_EQ(parts.find("files")->as<Value::Array>()->size(), 2U);
    EXPECT_EQ(count("SELECT count(*)::BIGINT FROM read_parquet('" + folderOf(parts) +
                    "/bars/**/*.parquet', hive_partitioning = true) WHERE symbol = 'AAA'"),
              60);
    const auto book = jobResult(post("/api/v1/data-catalog/exports", R"({"what":"bars","format":"xlsx"})"));
    std::ifstream file(folderOf(book) + "/bars.xlsx", std::ios::binary);
    char magic[2] = {};
    file.read(magic, 2);
    EXPECT_EQ(std::string(magic, 2), "PK");
    const auto by_operation = jobResult(
        post("/api/v1/data-catalog/exports",
             R"({"operation":"marketdata.bars","parameters":{"symbol":"AAA"},"format":"parquet"})"));
    EXPECT_EQ(*by_operation.find("rows"), Value(60));
    EXPECT_EQ(post("/api/v1/data-catalog/exports", R"({"format":"csv"})").status, 400);
    EXPECT_EQ(post("/api/v1/data-catalog/exports", R"({"what":"bars","symbols":["ZZZ"]})").status, 404);
}

TEST_F(SmallHome, EveryTableCanBeExported) {
    for (const char* what :
         {"bars", "intraday", "trades", "quotes", "fundamentals", "macro", "instruments", "aliases",
          "classifications", "universe", "corporate_actions", "quality", "quarantine", "corrections"})
        for (const char* format : {"csv", "parquet", "xlsx"}) {
            const auto body = fmt::format(R"({{"what":"{}","format":"{}"}})", what, format);
            const auto result = jobResult(post("/api/v1/data-catalog/exports", body));
            ASSERT_TRUE(result.find("files")) << what << " " << format;
            EXPECT_EQ(result.find("files")->as<Value::Array>()->size(), 1U) << what << " " << format;
        }
}

TEST_F(SmallHome, AFilterThatATableDoesNotHaveFailsTheJob) {
    for (const char* body :
         {R"({"what":"instruments","start":"2019-01-01"})", R"({"what":"macro","symbols":["AAA"]})"}) {
        const auto accepted = post("/api/v1/data-catalog/exports", body);
        ASSERT_EQ(accepted.status, 202) << accepted.body;
        EXPECT_EQ(test::endedJob(*station_, accepted).state, kit::JobState::Failed) << body;
    }
}

TEST_F(SmallHome, FormulaCellsAreNeutralisedInCsvAlone) {
    const auto csv =
        jobResult(post("/api/v1/data-catalog/exports", R"({"what":"instruments","format":"csv"})"));
    EXPECT_EQ(*csv.find("neutralised_cells"), Value(2));
    std::ifstream file(*csv.find("folder")->as<std::string>() + "/instruments.csv");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_THAT(text, testing::HasSubstr(",'=1+1,"));
    EXPECT_THAT(text, testing::HasSubstr(",'-B,"));
    const auto parquet =
        jobResult(post("/api/v1/data-catalog/exports", R"({"what":"instruments","format":"parquet"})"));
    EXPECT_EQ(count("SELECT count(*)::BIGINT FROM read_parquet('" +
                    *parquet.find("folder")->as<std::string>() +
                    "/instruments.parquet') WHERE name = '=1+1'"),
              1);
}

} // namespace
