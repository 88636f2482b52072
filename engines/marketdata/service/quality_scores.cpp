#include "engines/domain/calendar.h"
#include "engines/marketdata/service/quality_service.h"

#include <algorithm>
#include <map>

namespace nautilus::marketdata {

using namespace domain;
using kit::Result;

namespace {

constexpr int kDeadAfterSessions = 10;

/// Rules that say that a row contradicts other rows; every other rule says that it cannot be what was traded,
/// but for gaps, which are completeness, and look-ahead, which is no matter of bars.
bool isConsistency(std::string_view rule) {
    constexpr std::string_view kRules[] = {
        "split_adjustment", "dividend_adjustment", "dividend_amount", "source_disagreement", "stale",
        "level_jump",       "reused_ticker"};
    return std::ranges::find(kRules, rule) != std::end(kRules);
}
bool isValidity(std::string_view rule) {
    constexpr std::string_view kOthers[] = {"gap", "look_ahead", "zero_volume", "no_volume"};
    return !isConsistency(rule) && std::ranges::find(kOthers, rule) == std::end(kOthers);
}
double weightOf(std::string_view severity) {
    return severity == "error" ? 1.0 : severity == "warning" ? 0.5 : 0.1;
}

/// Days that open issues cover, per instrument: the same row counts once, with its gravest issue.
class Cover {
public:
    void add(InstrumentId id, SessionDate first, SessionDate last, double weight) {
        spans_[id].push_back({first, last, weight});
    }
    /// Sum of weights over the rows of `bars`.
    [[nodiscard]] double weight(InstrumentId id, std::span<const SessionDate> session) const {
        const auto found = spans_.find(id);
        if (found == spans_.end()) return 0;
        double sum = 0;
        for (const auto day : session) {
            double worst = 0;
            for (const auto& span : found->second)
                if (span.first <= day && day <= span.last) worst = std::max(worst, span.weight);
            sum += worst;
        }
        return sum;
    }
    [[nodiscard]] const auto& spans() const { return spans_; }

private:
    struct Span {
        SessionDate first, last;
        double weight;
    };
    std::map<InstrumentId, std::vector<Span>> spans_;
};

double share(double part, double whole) {
    return whole > 0 ? std::clamp(part / whole, 0.0, 1.0) : kMissing;
}

struct Tally {
    double expected = 0, rows = 0, refused = 0, living = 0, current = 0;
    bool has_calendar = false;
    SessionDate last = kBeginningOfTime;
};

/// Of the whole data set, or of one instrument in it.
Tally tallyOf(const std::vector<kit::BarCount>& counts, const kit::Dataset& dataset, InstrumentId only = 0) {
    Tally out;
    out.has_calendar = dataset.calendar == NyseCalendar::kName;
    for (const auto& count : counts)
        if (count.dataset == dataset.name && count.rows > 0) out.last = std::max(out.last, count.last);
    auto alive_from = out.last;
    for (int i = 0; i < kDeadAfterSessions; ++i)
        alive_from = NyseCalendar::onOrBefore(alive_from.plusDays(-1));
    for (const auto& count : counts) {
        if (count.dataset != dataset.name || (only != 0 && count.id != only)) continue;
        out.rows += static_cast<double>(count.rows);
        out.refused += static_cast<double>(count.refused);
        if (count.rows == 0) continue;
        out.living += count.last >= alive_from ? 1 : 0;
        out.current += count.last == out.last ? 1 : 0;
        if (out.has_calendar)
            out.expected += static_cast<double>(NyseCalendar::sessions(count.first, count.last).size());
    }
    return out;
}

QualityScores scoresOf(const Tally& tally, double invalid, double inconsistent, double weighted) {
    QualityScores out;
    const double all = tally.rows + tally.refused;
    if (tally.rows == 0) return out;
    if (tally.has_calendar) out.completeness = share(tally.rows, tally.expected);
    out.validity = 1 - share(invalid + tally.refused, all);
    out.consistency = 1 - share(inconsistent, tally.rows);
    out.timeliness = share(tally.current, tally.living);
    out.accuracy_score = 1 - share(weighted, tally.rows);
    double sum = 0;
    int parts = 0;
    for (const double part :
         {out.completeness, out.validity, out.consistency, out.timeliness, out.accuracy_score})
        if (std::isfinite(part)) {
            sum += part;
            ++parts;
        }
    out.overall = sum / parts;
    return out;
}

} // namespace

namespace {

/// What a data set's issues say, and which days its open ones cover.
struct IssueCover {
    std::vector<RuleCount> rules;
    Cover invalid, inconsistent, weighted;
};

IssueCover coverOf(const std::vector<kit::StoredIssue>& issues, const std::string& dataset) {
    IssueCover out;
    std::map<std::pair<std::string, std::string>, RuleCount> rules;
    for (const auto& issue : issues) {
        if (issue.dataset != dataset) continue;
        auto& rule = rules.try_emplace({issue.rule, issue.severity}, RuleCount{issue.rule, issue.severity})
                         .first->second;
        ++rule.issues;
        if (issue.state != "open" && issue.state != "undone") continue;
        ++rule.open;
        rule.rows += issue.rows;
        if (issue.table != "bars_daily" || issue.rule == "gap") continue;
        out.weighted.add(issue.id, issue.first, issue.last, weightOf(issue.severity));
        if (issue.severity == "info") continue;
        if (isConsistency(issue.rule)) out.inconsistent.add(issue.id, issue.first, issue.last, 1);
        if (isValidity(issue.rule)) out.invalid.add(issue.id, issue.first, issue.last, 1);
    }
    for (auto& [key, rule] : rules)
        out.rules.push_back(std::move(rule));
    return out;
}

} // namespace

/// The rows that open issues cover, counted on the bars that are there.
Result<QualityScores> QualityService::scoresFor(const kit::Dataset& dataset,
                                                const std::vector<kit::BarCount>& counts,
                                                const std::vector<kit::StoredIssue>& issues,
                                                InstrumentId only) {
    const auto cover = coverOf(issues, dataset.name);
    std::vector<InstrumentId> ids;
    for (const auto& [id, spans] : cover.weighted.spans())
        ids.push_back(id);
    double invalid = 0, inconsistent = 0, weighted = 0;
    if (!ids.empty()) {
        const auto bars = ports_.catalog.dailyBars({ids, kBeginningOfTime, kEndOfTime, dataset.name, true});
        if (!bars) return kit::failAs(bars);
        for (const auto id : ids) {
            const auto [begin, end] = std::ranges::equal_range(bars->instrument, id);
            const auto days = std::span(bars->session)
                                  .subspan(static_cast<std::size_t>(begin - bars->instrument.begin()),
                                           static_cast<std::size_t>(end - begin));
            invalid += cover.invalid.weight(id, days);
            inconsistent += cover.inconsistent.weight(id, days);
            weighted += cover.weighted.weight(id, days);
        }
    }
    return scoresOf(tallyOf(counts, dataset, only), invalid, inconsistent, weighted);
}

Result<std::vector<DatasetQuality>> QualityService::qualities() {
    const auto directory = directory_();
    const auto counts = store_.barCounts();
    const auto issues = store_.issues();
    const auto corrections = store_.corrections();
    if (!counts) return kit::failAs(counts);
    if (!issues) return kit::failAs(issues);
    if (!corrections) return kit::failAs(corrections);
    std::vector<DatasetQuality> out;
    for (const auto& dataset : directory->datasets) {
        DatasetQuality quality;
        quality.dataset = dataset.name;
        const auto tally = tallyOf(*counts, dataset);
        quality.rows = static_cast<std::int64_t>(tally.rows);
        quality.rows_refused = static_cast<std::int64_t>(tally.refused);
        for (const auto& count : *counts)
            quality.instruments += count.dataset == dataset.name && count.rows > 0 ? 1 : 0;
        for (const auto& c : *corrections)
            quality.corrections += c.dataset == dataset.name && c.applies ? 1 : 0;
        quality.rules = coverOf(*issues, dataset.name).rules;
        const auto scores = scoresFor(dataset, *counts, *issues, 0);
        if (!scores) return kit::failAs(scores);
        quality.scores = *scores;
        out.push_back(std::move(quality));
    }
    return out;
}

Result<QualitySummary> QualityService::summary(kit::Call& call) {
    auto all = qualities();
    if (!all) return kit::failAs(all);
    call.catalog_epoch = directory_()->epoch;
    call.method("scores", "see docs/methods/data-quality.md; overall is the mean of those that exist");
    for (std::size_t i = 0; i < all->size(); ++i)
        if (!std::isfinite((*all)[i].scores.completeness))
            call.warn("no_calendar", "/data/datasets/" + std::to_string(i) + "/scores/completeness",
                      "this data set has no bars, or a calendar that is not known");
    return QualitySummary{ports_.catalog.epoch(), std::move(*all)};
}

Result<InstrumentQuality> QualityService::ofInstrument(InstrumentId id, const std::string& dataset) {
    const auto directory = directory_();
    const auto found = std::ranges::find(directory->datasets, dataset, &kit::Dataset::name);
    if (found == directory->datasets.end())
        return kit::fail(kit::ErrorCode::NotFound, "there is no such data set", "/dataset");
    const auto counts = store_.barCounts();
    auto issues = store_.issues();
    if (!counts) return kit::failAs(counts);
    if (!issues) return kit::failAs(issues);
    std::erase_if(*issues, [&](const auto& issue) { return issue.id != id || issue.dataset != dataset; });
    auto scores = scoresFor(*found, *counts, *issues, id);
    if (!scores) return kit::failAs(scores);
    return InstrumentQuality{*scores, std::move(*issues)};
}

Result<QualityScores> QualityService::qualityScores(const std::string& dataset) {
    auto all = qualities();
    if (!all) return kit::failAs(all);
    for (const auto& each : *all)
        if (each.dataset == dataset && each.rows > 0) return each.scores;
    return kit::fail(kit::ErrorCode::NotFound, "there is no such data set with bars", "/dataset");
}

} // namespace nautilus::marketdata
