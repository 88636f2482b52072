// The log and the figures of the system dashboard.

#include "app/runtime/activity.h"
#include "app/runtime/log.h"
#include "app/runtime/system_clock.h"
#include "tests/app/support/demo_workstation.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace {

using nautilus::kit::Value;
using nautilus::runtime::Log;
using nautilus::runtime::LogLevel;
using nautilus::test::DemoWorkstation;
using nautilus::test::TemporaryFolder;

TEST(Log, KeepsTheNewestEntriesAndFilters) {
    const nautilus::runtime::SystemClock clock;
    Log log(clock);
    for (std::size_t i = 0; i < Log::kKept + 10; ++i)
        log.write(i % 2 ? LogLevel::Warning : LogLevel::Info, i % 3 ? "factor" : "app", std::to_string(i));
    const auto all = log.entries(0, LogLevel::Info, "", Log::kKept * 2);
    ASSERT_EQ(all.size(), Log::kKept);
    EXPECT_EQ(all.front().message, "10");
    EXPECT_EQ(all.back().number, static_cast<std::int64_t>(Log::kKept) + 10);
    const auto some = log.entries(all.back().number - 6, LogLevel::Warning, "factor", 100);
    for (const auto& entry : some) {
        EXPECT_EQ(entry.level, LogLevel::Warning);
        EXPECT_EQ(entry.source, "factor");
    }
    EXPECT_EQ(some.size(), 2U);
    EXPECT_EQ(log.entries(0, LogLevel::Info, "", 3).front().number, all.back().number - 2);
}

TEST(Log, WritesLinesAndSetsALargeFileAside) {
    const TemporaryFolder folder;
    const auto path = folder.path() + "/nautilus.log";
    std::ofstream(path) << std::string(static_cast<std::size_t>(Log::kLargestFile) + 1, 'x');
    const nautilus::runtime::SystemClock clock;
    {
        Log log(clock);
        ASSERT_TRUE(log.writeTo(path));
        log.write(LogLevel::Warning, "factor", "two\nlines");
    }
    std::ifstream file(path);
    std::string line, rest;
    std::getline(file, line);
    EXPECT_NE(line.find(" warning factor: two lines"), std::string::npos) << line;
    EXPECT_FALSE(std::getline(file, rest));
    EXPECT_TRUE(std::filesystem::exists(path + ".old"));
}

TEST(Monitoring, NamesEveryEngineWithItsFigures) {
    auto& demo = DemoWorkstation::get();
    (void)demo.get("/factor/health");
    const auto answer = demo.get("/api/v1/system-monitoring/engines");
    ASSERT_EQ(answer.status, 200);
    const auto& engines = *answer.data().find("engines")->as<Value::Array>();
    const auto factor = std::ranges::find_if(
        engines, [](const Value& each) { return *each.find("engine") == Value("factor"); });
    ASSERT_NE(factor, engines.end());
    EXPECT_EQ(engines.size(), demo.workstation->supervisor().engines().size());
    EXPECT_TRUE(*factor->find("state") == Value("RUNNING"));
    EXPECT_GT(*factor->find("requests_total")->as<std::int64_t>(), 0);
    EXPECT_GT(*factor->find("p50_ms")->as<double>(), 0.0);
    const auto process = demo.get("/api/v1/system-monitoring/metrics");
    EXPECT_GT(*process.data().find("resident_bytes")->as<std::int64_t>(), 10'000'000);
    EXPECT_NE(process.body.find("/factor/health"), std::string::npos);
    const auto logs = demo.get("/api/v1/system-monitoring/logs", {{"engine", "factor"}});
    EXPECT_NE(logs.body.find("running"), std::string::npos) << logs.body;
}

using nautilus::runtime::ActivitySample;

ActivitySample sampleAt(std::int64_t second, std::int64_t requests, std::int64_t errors) {
    ActivitySample sample;
    sample.at.ns = second * 1'000'000'000;
    sample.resident_bytes = 3 * 1024 * 1024;
    sample.engines = {{"factor", requests, errors, 2, 1.5}};
    return sample;
}

double at(const nautilus::kit::Table& table, const char* column, std::size_t row) {
    return std::get<nautilus::kit::Table::Numbers>(table.find(column)->cells).at(row);
}

TEST(Activity, TurnsCountersIntoRates) {
    const std::deque<ActivitySample> samples{sampleAt(100, 10, 0), sampleAt(105, 60, 1), sampleAt(110, 5, 1)};
    const auto all = nautilus::runtime::activityTable(samples, 100);
    ASSERT_EQ(all.rowCount(), 3U);
    EXPECT_TRUE(std::isnan(at(all, "requests_per_second:factor", 0))); // nothing to compare with
    EXPECT_DOUBLE_EQ(at(all, "requests_per_second:factor", 1), 10.0);
    EXPECT_DOUBLE_EQ(at(all, "errors_per_second:factor", 1), 0.2);
    EXPECT_TRUE(std::isnan(at(all, "requests_per_second:factor", 2))); // the counter began anew
    EXPECT_DOUBLE_EQ(at(all, "memory_mib", 0), 3.0);
    EXPECT_DOUBLE_EQ(at(all, "queued:factor", 0), 2.0);
    const auto newest = nautilus::runtime::activityTable(samples, 2); // the one before still gives the rate
    ASSERT_EQ(newest.rowCount(), 2U);
    EXPECT_DOUBLE_EQ(at(newest, "requests_per_second:factor", 0), 10.0);
}

TEST(Monitoring, ShowsActivityFromTheStart) {
    auto& demo = DemoWorkstation::get();
    const auto answer = demo.get("/api/v1/system-monitoring/activity");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_FALSE(answer.data().find("rows")->as<Value::Array>()->empty());
    for (const char* column :
         {"memory_mib", "queued:pool", "p95_ms:factor", "requests_per_second:marketdata"})
        EXPECT_NE(answer.body.find(column), std::string::npos) << column;
    EXPECT_EQ(demo.get("/api/v1/system-monitoring/activity", {{"minutes", "0"}}).status, 400);
}

} // namespace
