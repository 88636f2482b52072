// Everything of a tear sheet (figures, curve, rolling figures, drawdowns, months) for daily series of growing
// length; one thread. The same figures in pandas and numpy are timed in the same run by peer_tear_sheet.py,
// which also compares them.
//
// usage: tear_sheet_bench [YEARS ...] (1 3 10 30)

#include "engines/analytics/service/performance_answers.h"
#include "engines/domain/calendar.h"
#include "engines/numerics/counter_random.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace {

using namespace nautilus;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kWindow = 126;

analytics::MeasuredSeries seriesOfYears(int years) {
    analytics::MeasuredSeries out;
    out.subject = "generated";
    out.benchmark = "generated";
    const auto last = domain::SessionDate::of(2020, 1, 10);
    out.dates = domain::NyseCalendar::sessions(domain::SessionDate::of(2020 - years, 1, 11), last);
    out.returns.resize(out.dates.size());
    out.market.resize(out.dates.size());
    std::vector<double> own((out.dates.size() + 1) / 2 * 2), market(own.size());
    numerics::CounterRandom(1, 0).normals(0, own);
    numerics::CounterRandom(1, 1).normals(0, market);
    for (std::size_t t = 0; t < out.dates.size(); ++t) {
        out.market[t] = 0.0004 + 0.01 * market[t];
        out.returns[t] = 0.0001 + 1.1 * out.market[t] + 0.006 * own[t];
    }
    return out;
}

void write(const std::string& file, const std::vector<double>& values) {
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(double)));
}

const std::vector<double>& columnOf(const kit::Table& table, const char* name) {
    return std::get<kit::Table::Numbers>(table.find(name)->cells);
}

void leaveForThePeer(const std::string& folder, const analytics::MeasuredSeries& series,
                     const analytics::TearSheet& sheet) {
    std::filesystem::create_directories(folder);
    write(folder + "/returns", series.returns);
    write(folder + "/market", series.market);
    std::vector<double> days;
    for (const auto date : series.dates)
        days.push_back(date.days);
    write(folder + "/days", days);
    const auto& r = sheet.metrics.returns;
    const auto& a = *sheet.metrics.active;
    write(folder + "/figures",
          {r.total_return, r.annual_return, r.volatility, r.sharpe_ratio, r.sortino_ratio, r.max_drawdown,
           r.skewness, r.excess_kurtosis, r.value_at_risk, r.expected_shortfall, a.beta, a.alpha,
           a.tracking_error, a.information_ratio, a.correlation, a.up_capture});
    for (const char* name : {"volatility", "sharpe_ratio", "beta", "max_drawdown", "value_at_risk"})
        write(folder + "/rolling_" + name, columnOf(sheet.rolling, name));
}

} // namespace

int main(int argc, char** argv) {
    std::vector<int> years;
    for (int i = 1; i < argc; ++i)
        years.push_back(std::atoi(argv[i]));
    if (years.empty()) years = {1, 3, 10, 30};
    const auto folder =
        std::filesystem::temp_directory_path() / ("tear_sheet_bench_" + std::to_string(getpid()));
    int status = 0;
    for (const int each : years) {
        const auto series = seriesOfYears(each);
        std::vector<double> seconds;
        analytics::TearSheet sheet;
        for (int round = 0; round < 15; ++round) {
            kit::Call call;
            const auto begun = Steady::now();
            sheet = analytics::tearSheetOf(series, {kWindow, 0.95}, call);
            seconds.push_back(std::chrono::duration<double>(Steady::now() - begun).count());
        }
        std::ranges::sort(seconds);
        const double median = seconds[seconds.size() / 2];
        leaveForThePeer(folder.string(), series, sheet);
        std::printf("tear sheet of %d years (%zu sessions): %.3f ms\n", each, series.returns.size(),
                    median * 1e3);
        std::fflush(stdout);
        const auto peer = "/usr/bin/python3 " NAUTILUS_BENCH_FOLDER "/peer_tear_sheet.py " + folder.string() +
                          " " + std::to_string(kWindow) + " " + std::to_string(median);
        status |= std::system(peer.c_str());
        if (each <= 10 && median > 0.05) status |= 1; // the promise
    }
    std::filesystem::remove_all(folder);
    return status == 0 ? 0 : 1;
}
