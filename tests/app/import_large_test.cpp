// Imports of more rows than fit into one part of anything: their order, their row numbers, and that looking
// again at what an import touched finds what looking at everything finds.
#include "app/catalog/duckdb_catalog.h"
#include "engines/domain/calendar.h"
#include "engines/marketdata/service/import_planner.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/tiny_dataset.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>
#include <sstream>
#include <thread>

namespace {

using namespace nautilus;
using kit::Value;

constexpr int kStocks = 40;

std::vector<domain::SessionDate> sessions() {
    return domain::NyseCalendar::sessions(domain::SessionDate::of(2014, 1, 2),
                                          domain::SessionDate::of(2017, 12, 29));
}

/// One line per stock and session; every 997th close is no number, every 1,009th is 0.
std::vector<std::string> lines() {
    std::vector<std::string> out;
    const auto days = sessions();
    for (int stock = 0; stock < kStocks; ++stock)
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto row = out.size() + 1;
            const double close = 20 + stock + 0.01 * static_cast<double>((i * 7919) % 400);
            const auto cell = row % 997 == 0    ? std::string("??")
                              : row % 1009 == 0 ? std::string("0")
                                                : fmt::format("{:.2f}", close);
            out.push_back(fmt::format("S{:02},{},{:.2f},{:.2f},{:.2f},{},{}", stock, days[i].iso(), close,
                                      close + 1, close - 1, cell, 1000 + row));
        }
    return out;
}

std::string write(const std::string& path, std::span<const std::string> rows) {
    std::ofstream file(path);
    file << "symbol,date,open,high,low,close,volume\n";
    for (const auto& row : rows)
        file << row << "\n";
    return path;
}

class LargeImport : public testing::Test {
protected:
    /// Everything that an import of the file leaves, as text; rows numbered by their place in the file.
    std::string contentsAfter(const std::string& file, bool numbers) {
        const test::TemporaryFolder home;
        auto catalog =
            std::move(*catalog::DuckDbCatalog::open(home.path() + "/catalog.duckdb", 2, 256'000'000));
        marketdata::ImportRequest request;
        request.files = {file};
        const auto sample = catalog->sampleFiles(request.files, {});
        const auto planned = marketdata::planImport(request, *sample);
        const auto report = catalog->importFiles(planned.plan, test::tinyRules, {});
        EXPECT_TRUE(report);
        std::string out = fmt::format("{} {} {}\n", report->rows_imported, report->rows_quarantined,
                                      report->touched.size());
        const std::string number = numbers ? "source_row" : "0";
        for (const auto& table :
             {"SELECT concat_ws(' ', instrument_id, session, open, close, volume, " + number +
                  ") FROM bars_daily ORDER BY instrument_id, session",
              "SELECT concat_ws(' ', instrument_id, session, reason, " + number +
                  ") FROM bars_quarantine ORDER BY instrument_id, session",
              "SELECT concat_ws(' ', reason, content, " + number + ") FROM rows_quarantine ORDER BY content"})
            catalog->exclusively([&](catalog::Connection& db) {
                for (const auto& line : (*db.query(table))->texts(0))
                    out += line + "\n";
                return 0;
            });
        return out;
    }
    test::TemporaryFolder files_;
};

TEST_F(LargeImport, RowsKeepTheirNumbersInTheFile) {
    const auto rows = lines();
    const auto text = contentsAfter(write(files_.path() + "/prices.csv", rows), true);
    const auto holds = [&](const std::string& line) { return text.find(line) != std::string::npos; };
    std::size_t unreadable = 0, refused = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = i + 1;
        if (row % 997 == 0) {
            ++unreadable;
            EXPECT_TRUE(holds(fmt::format("bad_number: close {} {}\n", rows[i], row))) << row;
        } else if (row % 1009 == 0) {
            ++refused;
            EXPECT_TRUE(holds(fmt::format("no_price {}\n", row))) << row;
        } else if (row % 500 == 1) {
            EXPECT_TRUE(holds(fmt::format(" {}.0 {}\n", 1000 + row, row))) << row;
        }
    }
    EXPECT_GT(unreadable, 30U);
    EXPECT_GT(refused, 30U);
    EXPECT_TRUE(text.starts_with(
        fmt::format("{} {} {}\n", rows.size() - unreadable - refused, unreadable + refused, kStocks)));
}

TEST_F(LargeImport, TheOrderOfTheFileDoesNotMatter) {
    auto rows = lines();
    const auto by_stock = contentsAfter(write(files_.path() + "/prices.csv", rows), false);
    std::ranges::stable_sort(rows, {}, [](const std::string& row) { return row.substr(4, 10); });
    EXPECT_TRUE(contentsAfter(write(files_.path() + "/by_day.csv", rows), false) == by_stock);
    std::mt19937 random(5);
    std::ranges::shuffle(rows, random);
    EXPECT_TRUE(contentsAfter(write(files_.path() + "/shuffled.csv", rows), false) == by_stock);
    // Stocks one after the other, days backwards: together, but not in order.
    std::ranges::sort(rows, std::greater<>{}, [](const std::string& row) { return row.substr(0, 14); });
    EXPECT_TRUE(contentsAfter(write(files_.path() + "/backwards.csv", rows), false) == by_stock);
}

class IncrementalScan : public testing::Test {
protected:
    void SetUp() override {
        composition::Options options;
        options.home = home_.path() + "/home";
        options.demo = false;
        options.all_engines = false;
        station_ = std::move(*composition::Workstation::open(options));
        ASSERT_TRUE(station_->start({}));
        token_ = *security::rootToken(options.home);
    }
    Value job(const std::string& path, const std::string& body) {
        const auto accepted = test::send(station_->router(), {"POST", path, {}, {}, body}, token_);
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        const auto record = test::endedJob(*station_, accepted);
        EXPECT_EQ(record.state, kit::JobState::Succeeded) << record.error;
        return *api::readJson(record.result);
    }
    Value import(const std::string& name, std::span<const std::string> rows) {
        return job("/api/v1/data-catalog/imports",
                   fmt::format(R"({{"files":["{}"]}})", write(files_.path() + "/" + name, rows)));
    }
    std::string issues() {
        return test::send(station_->router(),
                          {"GET",
                           "/api/v1/data-catalog/quality",
                           {{"format", "csv"}, {"limit", "100000"}},
                           {{"accept", "text/csv"}},
                           ""},
                          token_)
            .body;
    }
    test::TemporaryFolder home_, files_;
    std::unique_ptr<composition::Workstation> station_;
    std::string token_;
};

TEST_F(IncrementalScan, FindsWhatAScanOfEverythingFinds) {
    auto rows = lines();
    import("prices.csv", rows);
    const auto first = issues();
    // Three stocks change: a block off by 100, a session that is repeated with another close, one that is
    // gone.
    const auto n = sessions().size();
    std::vector<std::string> changed;
    for (std::size_t i = 3 * n + 100; i < 3 * n + 110; ++i)
        changed.push_back(fmt::format("S03,{},2300,2400,2200,2300,5000", rows[i].substr(4, 10)));
    changed.push_back(fmt::format("S07,{},27,127,26,27,0", rows[7 * n + 50].substr(4, 10)));
    changed.push_back(fmt::format("S09,{},2.9,3,2.8,2.9,900", rows[9 * n + 60].substr(4, 10)));
    changed.push_back("S41,2018-01-02,5,6,4,5,100");
    const auto report = import("changes.csv", changed);
    EXPECT_EQ(*report.find("rows_changed"), Value(12));
    const auto incremental = issues();
    EXPECT_NE(incremental, first);
    EXPECT_THAT(incremental, testing::HasSubstr("unit_error"));
    job("/api/v1/data-catalog/quality/scans", "{}");
    EXPECT_EQ(issues(), incremental);
}

TEST_F(IncrementalScan, ARepairOfRowsThatChangedIsDerivedAgain) {
    const auto rows = lines();
    import("prices.csv", rows);
    const auto day = rows[3 * sessions().size() + 100].substr(4, 10);
    const auto breakDay = [&](int close) {
        import("broken.csv", std::vector{fmt::format("S03,{0},{1},{2},{3},{1},5000", day, close, close + 100,
                                                     close - 100)});
    };
    const auto repair = [&] { // everything that is wrong with the day's units
        std::string ids;
        std::istringstream table(issues());
        for (std::string line; std::getline(table, line);)
            if (line.find("unit_error") != std::string::npos && line.find(",open,") != std::string::npos)
                ids += (ids.empty() ? "\"" : ",\"") + line.substr(0, line.find(',')) + "\"";
        return test::send(
            station_->router(),
            {"POST", "/api/v1/data-catalog/quality/repairs", {}, {}, "{\"issue_ids\":[" + ids + "]}"},
            token_);
    };
    const auto closeNow = [&] {
        const auto answer = test::send(
            station_->router(),
            {"GET", "/api/v1/data-catalog/bars", {{"symbol", "S03"}, {"start", day}, {"end", day}}, {}, ""},
            token_);
        const auto& row = (*answer.data().find("rows")->as<Value::Array>())[0];
        const auto& cell = (*row.as<Value::Array>())[4];
        return cell.as<double>() ? *cell.as<double>() : static_cast<double>(*cell.as<std::int64_t>());
    };
    breakDay(2300);
    EXPECT_EQ(*repair().data().find("corrections"), Value(5));
    EXPECT_NEAR(closeNow(), 23, 1e-9);
    breakDay(2400); // as wrong as before, but other rows: the corrections do nothing
    EXPECT_NEAR(closeNow(), 2400, 1e-9);
    EXPECT_EQ(*repair().data().find("corrections"), Value(5));
    EXPECT_NEAR(closeNow(), 24, 1e-9);
    breakDay(2300); // the first ones were taken back with the second: nothing applies twice
    EXPECT_NEAR(closeNow(), 2300, 1e-9);
    EXPECT_EQ(*repair().data().find("corrections"), Value(5));
    EXPECT_NEAR(closeNow(), 23, 1e-9);
}

TEST_F(IncrementalScan, LooksAtBarsWithinADay) {
    std::vector<std::string> rows;
    for (int minute = 0; minute < 120; ++minute)
        rows.push_back(fmt::format("AAA,2019-01-02 {:02}:{:02}:00,50,51,49,{},100", 10 + minute / 60,
                                   minute % 60, 50 + 0.1 * (minute % 7)));
    rows.push_back("AAA,2019-01-02 20:30:00,50,51,49,50,100");
    std::ofstream file(files_.path() + "/minutes.csv");
    file << "symbol,timestamp,open,high,low,close,volume\n";
    for (const auto& row : rows)
        file << row << "\n";
    file.close();
    const auto report = job("/api/v1/data-catalog/imports",
                            fmt::format(R"({{"files":["{}/minutes.csv"],"kind":"bars"}})", files_.path()));
    EXPECT_EQ(*report.find("rows_imported"), Value(121));
    EXPECT_THAT(issues(), testing::HasSubstr("outside_session"));
    EXPECT_THAT(issues(), testing::HasSubstr("bars_intraday"));
    const auto before = issues();
    job("/api/v1/data-catalog/quality/scans", "{}");
    EXPECT_EQ(issues(), before);
}

} // namespace
