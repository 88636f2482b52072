// Bars within a day and ticks through the quality rules. Corrections lie over daily bars alone: what a rule
// would propose for these rows is told among the arguments, and nothing is offered for repair.
#include "engines/domain/calendar.h"
#include "engines/marketdata/service/quality_scan.h"

#include <algorithm>

namespace nautilus::marketdata {

using namespace domain;
using kit::Result;

namespace {

constexpr std::int64_t kPartRows = 2'000'000; ///< rows of one instrument that are looked at at once
constexpr std::int64_t kNsPerDay = 86'400 * kNsPerSecond;
constexpr std::int64_t kNewYorkBehind = 5 * 3'600 * kNsPerSecond; ///< UTC at New York's midnight, to an hour

/// The sessions of a span of time with their opens and closes; empty without a known calendar.
struct Hours {
    std::vector<SessionDate> session;
    std::vector<std::int64_t> opens_ns, closes_ns;

    Hours(const std::string& calendar, SessionDate first, SessionDate last) {
        if (calendar != NyseCalendar::kName) return;
        session = NyseCalendar::sessions(first, last);
        for (const auto day : session) {
            opens_ns.push_back(NyseCalendar::open(day).ns);
            closes_ns.push_back(NyseCalendar::close(day).ns);
        }
    }
};

SessionDate dayOf(std::int64_t at_ns, bool new_york) {
    const auto local = at_ns - (new_york ? kNewYorkBehind : 0);
    return SessionDate{
        static_cast<std::int32_t>((local - (local % kNsPerDay + kNsPerDay) % kNsPerDay) / kNsPerDay)};
}

QualityIssue withoutProposal(QualityIssue found) {
    if (std::isfinite(found.factor))
        found.arguments.emplace_back("factor", found.factor);
    else if (std::isfinite(found.proposed))
        found.arguments.emplace_back("expected", found.proposed);
    found.factor = found.proposed = kMissing;
    return found;
}

kit::StoredIssue storedIssue(const QualityIssue& found, const std::vector<SessionDate>& days,
                             const std::vector<std::int64_t>& source_row) {
    kit::StoredIssue issue;
    issue.first = days[found.first_row];
    issue.last = days[found.last_row];
    issue.source_row = source_row[found.first_row];
    issue.rows = static_cast<std::int64_t>(found.last_row - found.first_row + 1);
    issue.rule = found.rule;
    issue.severity = qualitySeverityName(found.severity);
    issue.field = qualityFieldName(found.field);
    issue.observed = found.observed;
    issue.code = found.code;
    issue.arguments = argumentsOf(found);
    return issue;
}

} // namespace

Result<void> QualityScan::scanTimedPart(const Inputs& in, const kit::TimedSeries& of, std::int64_t from_ns,
                                        std::int64_t to_ns) {
    const auto rows = store_.timedRows(in.dataset.name, of, from_ns, to_ns);
    if (!rows) return kit::failAs(rows);
    if (rows->at_ns.empty()) return {};
    const bool new_york = in.dataset.calendar == NyseCalendar::kName;
    const bool within_day = of.period_ns < kNsPerDay;
    std::vector<SessionDate> days;
    for (const auto at : rows->at_ns)
        days.push_back(dayOf(at - of.period_ns, new_york && within_day));
    const Hours hours(within_day ? in.dataset.calendar : "", days.front(), days.back());
    const auto* instrument = directory_.byId(of.id);
    QualitySeries series;
    series.bar_size = BarSize::Intraday;
    series.security_type = instrument ? std::string_view(instrument->security_type) : "stock";
    series.session = days;
    series.at_ns = rows->at_ns;
    series.period_ns = of.period_ns;
    series.open = rows->open;
    series.high = rows->high;
    series.low = rows->low;
    series.close = rows->close;
    series.volume = rows->volume;
    series.bid = rows->bid;
    series.ask = rows->ask;
    series.expected = hours.session;
    series.opens_ns = hours.opens_ns;
    series.closes_ns = hours.closes_ns;
    for (auto& each : findQualityIssues(series)) {
        auto issue = storedIssue(withoutProposal(std::move(each)), days, rows->source_row);
        issue.dataset = in.dataset.name;
        issue.id = of.id;
        issue.table = of.table;
        add(std::move(issue));
    }
    return {};
}

Result<void> QualityScan::scanTimed(const Inputs& in, ScanReport& report) {
    const auto all = store_.timedSeries(in.dataset.name);
    if (!all) return kit::failAs(all);
    for (const auto& of : *all) {
        if (!in.takes(of.id)) continue;
        const auto parts = 1 + (of.rows - 1) / kPartRows;
        const auto width = (of.last_ns - of.first_ns) / parts + 1;
        for (std::int64_t part = 0; part < parts; ++part) {
            const auto from = of.first_ns + part * width;
            if (auto done = scanTimedPart(in, of, from, from + width); !done) return done;
        }
        report.rows += of.rows;
    }
    return {};
}

} // namespace nautilus::marketdata
