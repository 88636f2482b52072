#include "engines/marketdata/kernel/quality_work.h"
#include "engines/marketdata/kernel/session_gaps.h"

#include <algorithm>

namespace nautilus::marketdata {

namespace {

constexpr std::int32_t kLongGapDays = 60;
constexpr std::int32_t kOddGapDays = 10; // longer than any exchange's holidays
constexpr double kOtherLevel = 1.5;
constexpr double kSourceTolerance = 0.01;
constexpr std::size_t kLevelReach = 10; // rows to each side whose median ratio is the level between sources
constexpr double kStrangerShare = 0.2;  // more rows apart than that: not the same instrument

bool weekend(domain::SessionDate day) {
    const int weekday = ((day.days % 7) + 7 + 4) % 7; // 1970-01-01 was a Thursday; 0 = Sunday
    return weekday == 0 || weekday == 6;
}

void checkAgainst(QualityWork& work, std::span<const domain::SessionDate> expected) {
    const auto& days = work.series.session;
    auto at = expected.begin(); // rows ascend: one walk beside them
    for (std::size_t i = 0; i < work.n; ++i) {
        while (at != expected.end() && *at < days[i])
            ++at;
        if (at == expected.end() || *at != days[i])
            work.issues.push_back({.rule = "extra_day",
                                   .severity = QualitySeverity::Error,
                                   .first_row = i,
                                   .last_row = i,
                                   .observed = work.close[i],
                                   .code = "exchange_closed"});
    }
    for (auto& found : sessionGaps(days, expected, work.series.refused)) {
        if (found.before == 0 || found.before == work.n) continue; // it did not trade yet, or no longer
        QualityIssue gap{.rule = "gap",
                         .first_row = found.before - 1,
                         .last_row = found.before,
                         .code = "sessions_without_row"};
        gap.arguments = {{"sessions", static_cast<double>(found.days.size())}};
        gap.days = std::move(found.days);
        work.issues.push_back(std::move(gap));
    }
}

/// Without a calendar: what nearly all rows do is the pattern.
void checkPattern(QualityWork& work) {
    const auto& days = work.series.session;
    const auto on_weekends = std::ranges::count_if(days, weekend);
    const bool weekdays_only = 20 * on_weekends < static_cast<std::ptrdiff_t>(work.n);
    for (std::size_t i = 0; i < work.n; ++i)
        if (weekdays_only && weekend(days[i]))
            work.issues.push_back({.rule = "extra_day",
                                   .severity = QualitySeverity::Info,
                                   .first_row = i,
                                   .last_row = i,
                                   .observed = work.close[i],
                                   .code = "outside_the_pattern"});
    for (std::size_t i = 1; i < work.n; ++i)
        if (const auto missing = days[i].days - days[i - 1].days; missing > kOddGapDays)
            work.issues.push_back({.rule = "gap",
                                   .severity = QualitySeverity::Info,
                                   .first_row = i - 1,
                                   .last_row = i,
                                   .code = "outside_the_pattern",
                                   .arguments = {{"calendar_days", static_cast<double>(missing)}}});
}

void checkReused(QualityWork& work) {
    for (std::size_t i = 1; i < work.n; ++i) {
        const auto apart = work.series.session[i].days - work.series.session[i - 1].days;
        const double level = work.close[i] / work.close[i - 1];
        if (apart <= kLongGapDays || (level < kOtherLevel && level > 1 / kOtherLevel)) continue;
        work.issues.push_back(
            {.rule = "reused_ticker",
             .severity = QualitySeverity::Warning,
             .first_row = i,
             .last_row = i,
             .observed = work.close[i],
             .code = "other_level_after_gap",
             .arguments = {{"calendar_days", static_cast<double>(apart)}, {"ratio", level}}});
    }
}

double neighbourLevel(const std::vector<double>& own, std::span<const double> other, std::size_t i) {
    double sum = 0;
    int count = 0;
    for (const std::size_t at : {i - 1, i + 1})
        if (at < own.size() && own[at] > 0 && other[at] > 0 &&
            std::abs(own[at] / other[at] - 1) <= kSourceTolerance) {
            sum += std::log(own[at]);
            ++count;
        }
    return count > 0 ? std::exp(sum / count) : domain::kMissing;
}

} // namespace

void checkCalendar(QualityWork& work) {
    if (work.series.bar_size == BarSize::Day) {
        if (!work.series.expected.empty())
            checkAgainst(work, work.series.expected);
        else
            checkPattern(work);
    }
    checkReused(work);
}

namespace {

/// The other source's closes on the level of this one, row by row: sources differ in their price basis, and
/// by that for years. The level is the median ratio of the rows around.
std::vector<double> onThisLevel(const QualityWork& work, std::span<const double> other) {
    std::vector<double> out(work.n, domain::kMissing);
    for (std::size_t i = 0; i < work.n; ++i) {
        std::vector<double> ratios;
        for (std::size_t r = i > kLevelReach ? i - kLevelReach : 0;
             r <= std::min(i + kLevelReach, work.n - 1); ++r)
            if (work.close[r] > 0 && other[r] > 0) ratios.push_back(work.close[r] / other[r]);
        if (ratios.size() < kLevelReach || !(other[i] > 0)) continue;
        const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
        std::nth_element(ratios.begin(), middle, ratios.end());
        out[i] = other[i] * *middle;
    }
    return out;
}

/// True, with one finding, when the two differ so often that they are not of one instrument.
bool areTwoInstruments(QualityWork& work, const std::vector<double>& other) {
    std::size_t both = 0, apart = 0;
    for (std::size_t i = 0; i < work.n; ++i) {
        both += other[i] > 0 ? 1 : 0;
        apart += std::abs(work.close[i] / other[i] - 1) > kSourceTolerance ? 1 : 0;
    }
    if (both == 0 || kStrangerShare * static_cast<double>(both) >= static_cast<double>(apart)) return false;
    work.issues.push_back({.rule = "source_disagreement",
                           .severity = QualitySeverity::Info,
                           .field = QualityField::Close,
                           .first_row = 0,
                           .last_row = work.n - 1,
                           .code = "another_instrument",
                           .arguments = {{"rows_compared", static_cast<double>(both)},
                                         {"rows_apart", static_cast<double>(apart)}}});
    return true;
}

} // namespace

void checkSources(QualityWork& work) {
    if (work.series.other_close.empty()) return;
    const auto other = onThisLevel(work, work.series.other_close);
    if (areTwoInstruments(work, other)) return;
    for (std::size_t i = 0; i < work.n; ++i) {
        const double difference = work.close[i] / other[i] - 1;
        if (!(std::abs(difference) > kSourceTolerance)) continue;
        // Where the two agree beside it, the one nearer to that level is believed.
        const double level = neighbourLevel(work.close, other, i);
        const double own_miss = std::abs(std::log(work.close[i] / level));
        const double other_miss = std::abs(std::log(other[i] / level));
        const bool own_odd = own_miss > other_miss + kSourceTolerance / 2;
        work.issues.push_back({.rule = "source_disagreement",
                               .severity = own_odd ? QualitySeverity::Error : QualitySeverity::Warning,
                               .field = QualityField::Close,
                               .first_row = i,
                               .last_row = i,
                               .observed = work.close[i],
                               .proposed = own_odd ? other[i] : domain::kMissing,
                               .code = own_odd                 ? "this_source_is_odd"
                                       : other_miss > own_miss ? "other_source_is_odd"
                                                               : "undecided",
                               .arguments = {{"other_close", other[i]}, {"difference", difference}}});
    }
}

} // namespace nautilus::marketdata
