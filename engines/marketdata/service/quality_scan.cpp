#include "engines/marketdata/service/quality_scan.h"

#include "engines/domain/calendar.h"
#include "engines/kit/digest.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace nautilus::marketdata {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kChunkRows = 1'000'000;

/// Refusals that an instrument without a trade brings by the hundred, and those that a source got wrong.
std::string_view severityOfRefusal(std::string_view reason) {
    return reason == "bad_price" || reason == "high_below_low" || reason == "duplicate_session" ? "error"
                                                                                                : "warning";
}

} // namespace

std::string argumentsOf(const QualityIssue& found) {
    kit::Value out = kit::Value::Object{};
    for (const auto& [name, value] : found.arguments)
        out.set(std::string(name), value);
    kit::Value::Array days;
    for (const auto day : found.days)
        days.emplace_back(day.iso());
    if (!days.empty()) out.set("days", std::move(days));
    return kit::toJson(out);
}

void QualityScan::add(kit::StoredIssue issue) {
    issue.issue_id =
        "iss_" + kit::contentHash(issue.dataset + "|" + std::to_string(issue.id) + "|" + issue.table + "|" +
                                  issue.first.iso() + "|" + issue.last.iso() + "|" + issue.rule + "|" +
                                  issue.field + "|" + issue.code + "|" + std::to_string(issue.source_row))
                     .substr(0, 16);
    issue.epoch = catalog_.epoch();
    if (ids_.insert(issue.issue_id).second) issues_.push_back(std::move(issue));
}

void QualityScan::addIssue(const Inputs& in, InstrumentId id, const QualityIssue& found, std::size_t begin) {
    const auto& days = in.raw.bars.session;
    kit::StoredIssue issue;
    issue.dataset = in.dataset.name;
    issue.id = id;
    issue.table = found.field == QualityField::Dividend ? "corporate_actions" : "bars_daily";
    issue.first = found.days.empty() ? days[begin + found.first_row] : found.days.front();
    issue.last = found.days.empty() ? days[begin + found.last_row] : found.days.back();
    issue.source_row = found.days.empty() ? in.raw.source_row[begin + found.first_row] : 0;
    issue.rows = found.days.empty() ? static_cast<std::int64_t>(found.last_row - found.first_row + 1)
                                    : static_cast<std::int64_t>(found.days.size());
    issue.rule = found.rule;
    issue.severity = qualitySeverityName(found.severity);
    issue.field = qualityFieldName(found.field);
    issue.observed = found.observed;
    issue.proposed = found.proposed;
    issue.factor = found.factor;
    issue.code = found.code;
    issue.arguments = argumentsOf(found);
    add(std::move(issue));
}

namespace {

/// The events of an instrument, on the rows of their days.
std::vector<double> onRows(const std::map<std::pair<InstrumentId, SessionDate>, double>& events,
                           InstrumentId id, std::span<const SessionDate> session) {
    std::vector<double> out(session.size(), 0.0);
    for (auto event = events.lower_bound({id, session.front()});
         event != events.end() && event->first.first == id; ++event)
        for (auto [row, end] = std::ranges::equal_range(session, event->first.second); row != end; ++row)
            out[static_cast<std::size_t>(row - session.begin())] = event->second;
    return out;
}

} // namespace

std::vector<QualityIssue> QualityScan::scanInstrument(const Inputs& in, std::size_t begin,
                                                      std::size_t end) const {
    const auto& bars = in.raw.bars;
    const auto id = bars.instrument[begin];
    const auto* instrument = directory_.byId(id);
    const auto part = [&](const auto& column) { return std::span(column).subspan(begin, end - begin); };
    std::vector<double> dividend, split;
    QualitySeries series;
    series.security_type = instrument ? std::string_view(instrument->security_type) : "stock";
    series.session = part(bars.session);
    series.open = part(bars.open);
    series.high = part(bars.high);
    series.low = part(bars.low);
    series.close = part(bars.close);
    series.adj_close = part(bars.adj_close);
    series.volume = part(bars.volume);
    if (in.has_actions) {
        dividend = onRows(in.dividend, id, series.session);
        split = onRows(in.split, id, series.session);
        series.dividend = dividend;
        series.split = split;
    }
    series.expected = in.sessions;
    if (const auto at = in.refused.find(id); at != in.refused.end()) series.refused = at->second;
    std::vector<double> other;
    if (const auto at = in.others.find(id); at != in.others.end()) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto same_day = at->second.find(bars.session[i]);
            other.push_back(same_day == at->second.end() ? kMissing : same_day->second);
        }
        series.other_close = other;
    }
    return findQualityIssues(series);
}

/// Refused rows are part of the report: one issue per instrument, reason and run of rows.
Result<void> QualityScan::addRefused(Inputs& in) {
    const auto rows = catalog_.quarantine(); // by instrument, session
    if (!rows) return kit::failAs(rows);
    std::map<std::tuple<InstrumentId, std::string>, kit::StoredIssue> open;
    const auto close = [&](kit::StoredIssue& issue) { add(std::move(issue)); };
    for (const auto& row : *rows) {
        const auto* instrument = directory_.byId(row.id);
        if (!instrument || instrument->dataset != in.dataset.name || !in.takes(row.id)) continue;
        auto& days = in.refused[row.id];
        if (days.empty() || days.back() != row.session) days.push_back(row.session);
        auto& run = open[{row.id, row.reason}];
        if (run.rows > 0 && !run.rule.empty() && row.session.days - run.last.days <= 5) {
            run.last = row.session;
            ++run.rows;
            continue;
        }
        if (!run.rule.empty()) close(run);
        run = {};
        run.dataset = in.dataset.name;
        run.id = row.id;
        run.table = "bars_quarantine";
        run.first = run.last = row.session;
        run.source_row = row.source_row;
        run.rule = row.reason;
        run.severity = severityOfRefusal(row.reason);
        run.field = "row";
        run.code = "refused_at_import";
        run.arguments = "{}";
    }
    for (auto& [key, run] : open)
        if (!run.rule.empty()) close(run);
    return {};
}

Result<void> QualityScan::addLookAhead(const Inputs& in) {
    const auto facts = catalog_.fundamentals();
    if (!facts) return kit::failAs(facts);
    const auto early = store_.earlyMacro(in.dataset.name);
    if (!early) return kit::failAs(early);
    for (const auto& value : in.takes(0) ? *early : std::vector<kit::EarlyMacroValue>{}) {
        kit::StoredIssue issue;
        issue.dataset = in.dataset.name;
        issue.table = "macro_observations";
        issue.first = issue.last = value.period_end;
        issue.rule = "look_ahead";
        issue.severity = "error";
        issue.field = value.series;
        issue.observed = value.value;
        issue.code = "knowable_before_period_end";
        issue.arguments = kit::toJson(kit::Value::Object{{"knowable_at", value.knowable_at.iso()}});
        add(std::move(issue));
    }
    for (const auto& fact : facts->facts) {
        const auto* instrument = directory_.byId(fact.id);
        if (!instrument || instrument->dataset != in.dataset.name || !in.takes(fact.id)) continue;
        const auto fault = lookAheadFault(
            {fact.period_end, fact.dated_by_rule ? SessionDate{} : fact.filed, fact.knowable_at});
        if (fault.empty()) continue;
        kit::StoredIssue issue;
        issue.dataset = in.dataset.name;
        issue.id = fact.id;
        issue.table = "fundamentals";
        issue.first = issue.last = fact.period_end;
        issue.rule = "look_ahead";
        issue.severity = "error";
        issue.field = facts->concepts[static_cast<std::size_t>(fact.concept_index)];
        issue.observed = fact.value;
        issue.code = fault;
        issue.arguments = kit::toJson(kit::Value::Object{{"knowable_at", fact.knowable_at.iso()}});
        add(std::move(issue));
    }
    return {};
}

/// The first other data set that holds the symbol is what this one is compared with.
Result<void> QualityScan::readOthers(Inputs& in, const std::vector<InstrumentId>& ids) {
    in.others.clear();
    std::map<InstrumentId, InstrumentId> mine; // other -> this one
    std::vector<InstrumentId> wanted;
    for (const auto id : ids) {
        const auto* instrument = directory_.byId(id);
        if (!instrument) continue;
        const auto twin = std::ranges::find_if(directory_.instruments, [&](const Instrument& each) {
            return each.symbol == instrument->symbol && each.dataset != in.dataset.name &&
                   each.security_type == instrument->security_type;
        });
        if (twin == directory_.instruments.end() || !mine.emplace(twin->id, id).second) continue;
        wanted.push_back(twin->id);
    }
    if (wanted.empty()) return {};
    const auto bars = catalog_.dailyBars({wanted, kBeginningOfTime, kEndOfTime, "", true});
    if (!bars) return kit::failAs(bars);
    for (std::size_t i = 0; i < bars->size(); ++i)
        in.others[mine.at(bars->instrument[i])][bars->session[i]] = bars->close[i];
    return {};
}

/// The bars of some instruments: all of a large catalog's at once would not fit into memory.
Result<void> QualityScan::scanChunk(Inputs& in, const std::vector<InstrumentId>& ids, ScanReport& report) {
    auto raw = store_.rawBars({ids, kBeginningOfTime, kEndOfTime, in.dataset.name});
    if (!raw) return kit::failAs(raw);
    in.raw = std::move(*raw);
    if (auto read = readOthers(in, ids); !read) return read;
    const auto& bars = in.raw.bars;
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < bars.size(); ++i)
        if (i == 0 || bars.instrument[i] != bars.instrument[i - 1]) begins.push_back(i);
    std::vector<std::vector<QualityIssue>> found(begins.size());
    pool_.forRange(kit::Priority::Background, begins.size(), 1, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i)
            found[i] = scanInstrument(in, begins[i], i + 1 < begins.size() ? begins[i + 1] : bars.size());
    });
    for (std::size_t i = 0; i < begins.size(); ++i) // in their order, whatever the threads did
        for (const auto& issue : found[i])
            addIssue(in, bars.instrument[begins[i]], issue, begins[i]);
    report.instruments += static_cast<std::int64_t>(begins.size());
    report.rows += static_cast<std::int64_t>(bars.size());
    return {};
}

void QualityScan::takeActions(Inputs& in, const std::vector<CorporateAction>& actions) const {
    for (const auto& action : actions) {
        const auto key = std::pair(action.id, action.ex_date);
        if (action.type == "dividend" && std::isfinite(action.amount_on_basis))
            in.dividend[key] += action.amount_on_basis;
        if (action.type == "split" && action.ratio > 0)
            in.split[key] = in.split.contains(key) ? in.split[key] * action.ratio : action.ratio;
        if (const auto* of = directory_.byId(action.id); of && of->dataset == in.dataset.name)
            in.has_actions = true;
    }
}

Result<ScanReport> QualityScan::run(const kit::Dataset& dataset, const std::vector<InstrumentId>& ids,
                                    const kit::Catalog::Progress& progress) {
    Inputs in;
    in.dataset = dataset;
    in.wanted.insert(ids.begin(), ids.end());
    const auto actions = catalog_.corporateActions();
    const auto counts = store_.barCounts();
    if (!actions) return kit::failAs(actions);
    if (!counts) return kit::failAs(counts);
    takeActions(in, *actions);
    if (auto refused = addRefused(in); !refused) return kit::failAs(refused);
    ScanReport report;
    auto first = kEndOfTime, last = kBeginningOfTime;
    std::int64_t total = 0, done = 0;
    for (const auto& count : *counts)
        if (count.dataset == dataset.name) {
            first = std::min(first, count.first);
            last = std::max(last, count.last);
            total += in.takes(count.id) ? count.rows : 0;
        }
    if (dataset.calendar == NyseCalendar::kName && first <= last)
        in.sessions = NyseCalendar::sessions(first, last);
    std::vector<InstrumentId> chunk;
    std::int64_t chunk_rows = 0;
    for (std::size_t i = 0; i <= counts->size(); ++i) {
        const bool more = i < counts->size();
        if (chunk_rows > kChunkRows || (!more && !chunk.empty())) {
            if (auto scanned = scanChunk(in, chunk, report); !scanned) return kit::failAs(scanned);
            done += std::exchange(chunk_rows, 0);
            chunk.clear();
            if (progress &&
                !progress(static_cast<double>(done) / static_cast<double>(total + 1), "checking bars"))
                return fail(ErrorCode::Cancelled, "the scan was cancelled");
        }
        if (!more || (*counts)[i].dataset != dataset.name || !in.takes((*counts)[i].id)) continue;
        chunk.push_back((*counts)[i].id);
        chunk_rows += (*counts)[i].rows;
    }
    if (auto timed = scanTimed(in, report); !timed) return kit::failAs(timed);
    if (auto looked = addLookAhead(in); !looked) return kit::failAs(looked);
    if (auto saved = store_.saveScan(dataset.name, ids, issues_); !saved) return kit::failAs(saved);
    report.issues = static_cast<std::int64_t>(issues_.size());
    return report;
}

} // namespace nautilus::marketdata
