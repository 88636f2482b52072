#include "engines/marketdata/kernel/quality_work.h"

#include <algorithm>
#include <map>

namespace nautilus::marketdata {

namespace {

constexpr double kUnits[] = {100.0, 1000.0};
constexpr double kSmallestSplit = 0.095; // log(1.1): below that a split cannot be told from a move
constexpr std::size_t kSplitReach = 250; // rows before a split in which a block may be unadjusted
constexpr std::size_t kSplitAfter = 5;   // and after it
constexpr std::size_t kNearSplit = 6;    // the same for ratios below kMoveSize
constexpr double kMoveSize = 0.64;       // log(1.9)
constexpr double kHiddenShare = 0.5;     // of the ratio, by which a move may hide a block's first step
constexpr double kUntradedVote = 0.01;   // a row without volume is a carried quote, not a price
constexpr std::size_t kLooseBlock = 60;  // rows after which a level must have come back
constexpr double kLooseTolerance = 0.03;
constexpr double kRatios[] = {2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50};

struct Level {
    std::string_view rule, code;
    double log_ratio = 0;
    bool scales_volume = false;
};

/// How far a step may be from the ratio: four deviations of ordinary steps, never so near that noise fails it
/// nor so far that an ordinary move passes.
double tolerance(double log_ratio, double deviation) {
    const double size = std::abs(log_ratio);
    const double wide = std::isfinite(deviation) ? 4 * deviation : 0.0;
    return std::clamp(wide, std::min(std::max(0.03, 0.12 * size), 0.35 * size), 0.35 * size);
}

/// One finding per price field (and volume) of a block that is `state` ratios above its right level.
void reportBlock(QualityWork& work, const Level& level, std::size_t first, std::size_t last, int state,
                 QualitySeverity severity) {
    const double factor = std::exp(-state * level.log_ratio);
    const double undo = std::exp(state * level.log_ratio);
    for (const auto field : {QualityField::Open, QualityField::High, QualityField::Low, QualityField::Close,
                             QualityField::AdjClose}) {
        if (field == QualityField::AdjClose && work.series.adj_close.empty()) {
            for (std::size_t i = first; i <= last; ++i)
                work.adj_close[i] = work.close[i];
            continue;
        }
        if (std::isnan(work.column(field)[first])) continue;
        work.scale({.rule = level.rule,
                    .severity = severity,
                    .field = field,
                    .first_row = first,
                    .last_row = last,
                    .code = level.code,
                    .arguments = {{"ratio", std::exp(level.log_ratio)}}},
                   factor);
    }
    const auto traded = std::ranges::any_of(work.volume.begin() + static_cast<std::ptrdiff_t>(first),
                                            work.volume.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                            [](double v) { return v > 0; });
    if (level.scales_volume && traded)
        work.scale({.rule = level.rule,
                    .severity = severity,
                    .field = QualityField::Volume,
                    .first_row = first,
                    .last_row = last,
                    .code = level.code,
                    .arguments = {{"ratio", std::exp(level.log_ratio)}}},
                   undo);
}

void reportStates(QualityWork& work, const Level& level, const std::vector<int>& states, std::size_t from) {
    for (std::size_t i = 0; i < states.size();) {
        std::size_t end = i + 1;
        while (end < states.size() && states[end] == states[i])
            ++end;
        if (states[i] != 0)
            reportBlock(work, level, from + i, from + end - 1, states[i], QualitySeverity::Error);
        i = end;
    }
}

struct Jump {
    std::size_t row;
    int sign;
    double miss; ///< |step - ratio|
};

/// For a ratio of the size of a market's move a level that does not come back is believed at the split alone;
/// of three jumps the worst fitting is a move.
void dropMoves(std::vector<Jump>& jumps, std::size_t event, double log_ratio) {
    if (std::abs(log_ratio) >= kMoveSize || jumps.size() % 2 == 0) return;
    if (jumps.size() > 1) {
        jumps.erase(std::ranges::max_element(jumps, {}, &Jump::miss));
        return;
    }
    const auto row = jumps.front().row;
    if ((row > event ? row - event : event - row) > 1) jumps.clear();
}

/// Where a block began that came back to its level at row `end`, when a move on its first day hides the step:
/// the step nearest to the ratio within half of it, a size that a move of the market alone hardly has. 0 =
/// there is none.
std::size_t hiddenBegin(std::span<const double> steps, std::size_t from, std::size_t end, double log_ratio) {
    std::size_t best = 0;
    double least = kHiddenShare * std::abs(log_ratio);
    for (std::size_t i = from + 1; i < end; ++i)
        if (const double miss = std::abs(steps[i] - log_ratio); miss <= least) {
            least = miss;
            best = i;
        }
    return best;
}

/// A split known at row `event`: rows around it whose level is off by the ratio. The rows at the far end of
/// the window, after the split, are on the price basis.
void checkOneSplit(QualityWork& work, std::size_t event, double ratio, double deviation) {
    const double log_ratio = std::log(ratio);
    if (std::abs(log_ratio) < kSmallestSplit) return;
    const double allowed = tolerance(log_ratio, deviation);
    const auto steps = logSteps(work.adj_close);
    // A ratio of the size of a market's move is looked for beside the split only.
    const std::size_t reach = std::abs(log_ratio) < kMoveSize ? kNearSplit : kSplitReach;
    const std::size_t from = event > reach ? event - reach : 0;
    const std::size_t end = std::min(work.n, event + kSplitAfter + 1);
    std::vector<Jump> jumps;
    for (std::size_t i = from + 1; i < end; ++i)
        for (const int sign : {-1, 1})
            if (const double miss = std::abs(steps[i] - sign * log_ratio); miss <= allowed)
                jumps.push_back({i, sign, miss});
    dropMoves(jumps, event, log_ratio);
    if (jumps.empty()) return;
    const Level level{"split_adjustment", "unadjusted_split", log_ratio, true};
    // Up before the split and not down again: the way down coincides with the split day's own move.
    if (jumps.size() == 1 && jumps[0].sign > 0 && jumps[0].row < event)
        return reportBlock(work, level, jumps[0].row, event - 1, 1, QualitySeverity::Error);
    // Down at the split alone: before all rows before it are taken for unadjusted, a block is looked for.
    if (jumps.size() == 1 && jumps[0].sign < 0)
        if (const auto begin = hiddenBegin(steps, from, jumps[0].row, log_ratio); begin > 0)
            return reportBlock(work, level, begin, jumps[0].row - 1, 1, QualitySeverity::Error);
    std::vector<int> states(end - from, 0);
    int state = 0;
    std::size_t next = jumps.size();
    for (std::size_t i = end; i-- > from;) {
        states[i - from] = state;
        if (next > 0 && jumps[next - 1].row == i) state -= jumps[--next].sign;
    }
    if (state != 0 && from > 0) { // the level carries on before the window
        states.insert(states.begin(), from, state);
        return reportStates(work, level, states, 0);
    }
    reportStates(work, level, states, from);
}

} // namespace

void checkSplitLevels(QualityWork& work) {
    const auto& split = work.series.split;
    if (split.empty()) return;
    const double deviation = robustDeviation(logSteps(work.adj_close));
    for (std::size_t i = work.n; i-- > 0;)
        if (split[i] > 0 && split[i] != 1.0) checkOneSplit(work, i, split[i], deviation);
}

void checkUnitLevels(QualityWork& work) {
    auto steps = logSteps(work.adj_close);
    for (const double unit : kUnits) {
        const double log_unit = std::log(unit);
        std::vector<int> states(work.n, 0);
        int state = 0;
        bool any = false;
        for (std::size_t i = 1; i < work.n; ++i) {
            if (std::abs(std::abs(steps[i]) - log_unit) < 0.12 * log_unit) {
                state += steps[i] > 0 ? 1 : -1;
                any = true;
            }
            states[i] = state;
        }
        if (!any) continue;
        std::map<int, double> votes;
        for (std::size_t i = 0; i < work.n; ++i)
            votes[states[i]] += work.volume[i] > 0 ? 1.0 : kUntradedVote;
        const int right = std::ranges::max_element(votes, {}, [](const auto& v) { return v.second; })->first;
        for (int& each : states)
            each -= right;
        reportStates(work, {"unit_error", "block_off_by_unit", log_unit, false}, states, 0);
        steps = logSteps(work.adj_close);
    }
}

namespace {

/// No ratio that is looked for is below 1.9, of which 0.88 in logarithms is 1.756: what differs by less is
/// not looked at closer.
constexpr double kOrdinary = 1.7;

/// True when the prices of the row before, the row and the row after are so near to each other that none can
/// be off by a ratio.
bool areOrdinary(QualityWork& work, std::size_t i) {
    double least = std::numeric_limits<double>::infinity(), most = 0;
    for (std::size_t r = i > 0 ? i - 1 : 0; r <= std::min(i + 1, work.n - 1); ++r)
        for (const auto* column : work.prices())
            if (const double v = (*column)[r]; v > 0) {
                least = std::min(least, v);
                most = std::max(most, v);
            }
    return most < kOrdinary * least;
}

/// Median of the prices of the row before, the row and the row after.
double nearbyMedian(QualityWork& work, std::size_t i) {
    std::vector<double> near;
    for (std::size_t r = i > 0 ? i - 1 : 0; r <= std::min(i + 1, work.n - 1); ++r)
        for (const auto* column : work.prices())
            if ((*column)[r] > 0) near.push_back((*column)[r]);
    if (near.size() < 6) return domain::kMissing;
    std::ranges::nth_element(near, near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2));
    return near[near.size() / 2];
}

/// The ratio by which a value is off, as a logarithm; 0 when it is not one of `ratios`.
double offBy(double value, double reference, std::span<const double> ratios) {
    if (!(value > 0) || !(reference > 0)) return 0;
    if (value < kOrdinary * reference && reference < kOrdinary * value) return 0;
    const double distance = std::log(value / reference);
    for (const double ratio : ratios)
        for (const double sign : {-1.0, 1.0})
            if (std::abs(distance - sign * ratio) < 0.12 * ratio) return sign * ratio;
    return 0;
}

/// By how much the adjusted close is off, judged by adj_close / close of both rows beside it: series of
/// prices as traded change that ratio at every split, for good.
double adjustedOffBy(const QualityWork& work, std::size_t i, double close, std::span<const double> ratios) {
    double agreed = 0;
    for (const std::size_t at : {i - 1, i + 1}) {
        if (at >= work.n) continue;
        const double off = offBy(work.adj_close[i], close * work.adj_close[at] / work.close[at], ratios);
        if (off == 0 || (agreed != 0 && off != agreed)) return 0;
        agreed = off;
    }
    return agreed;
}

struct FieldFault {
    QualityField field;
    double log_ratio;
};

void repairFields(QualityWork& work, std::size_t i, const std::vector<FieldFault>& faults) {
    for (const auto& [field, log_ratio] : faults) {
        double value = work.column(field)[i] * std::exp(-log_ratio);
        double least = std::numeric_limits<double>::infinity(), most = 0; // of the row's sound prices
        for (const auto other :
             {QualityField::Open, QualityField::Close, QualityField::High, QualityField::Low}) {
            if (std::ranges::find(faults, other, &FieldFault::field) != faults.end()) continue;
            least = std::min(least, work.column(other)[i]);
            most = std::max(most, work.column(other)[i]);
        }
        if (field == QualityField::Low) value = std::min(value, least);
        if (field == QualityField::High) value = std::max(value, most);
        work.replace({.rule = "unit_error",
                      .severity = QualitySeverity::Error,
                      .field = field,
                      .first_row = i,
                      .last_row = i,
                      .code = "field_off_by_ratio",
                      .arguments = {{"ratio", std::exp(log_ratio)}}},
                     value);
    }
}

} // namespace

void checkFieldUnits(QualityWork& work) {
    std::vector<double> ratios;
    for (const double unit : kUnits)
        ratios.push_back(std::log(unit));
    for (const double split : work.series.split)
        if (split > 0 && std::abs(std::log(split)) > kMoveSize) ratios.push_back(std::abs(std::log(split)));
    constexpr QualityField kPrices[] = {QualityField::Open, QualityField::High, QualityField::Low,
                                        QualityField::Close};
    for (std::size_t i = 0; i < work.n; ++i) {
        const double reference = areOrdinary(work, i) ? domain::kMissing : nearbyMedian(work, i);
        std::vector<FieldFault> faults;
        for (const auto field : kPrices)
            if (const double off = offBy(work.column(field)[i], reference, ratios); off != 0)
                faults.push_back({field, off});
        const bool close_off =
            std::ranges::find(faults, QualityField::Close, &FieldFault::field) != faults.end();
        if (!work.series.adj_close.empty()) {
            const double right = close_off
                                     ? work.close[i] * std::exp(-offBy(work.close[i], reference, ratios))
                                     : work.close[i];
            if (const double off = adjustedOffBy(work, i, right, ratios); off != 0)
                faults.push_back({QualityField::AdjClose, off});
        } else if (close_off) {
            work.adj_close[i] *= std::exp(-offBy(work.close[i], reference, ratios));
        }
        const auto of_row =
            std::ranges::count_if(faults, [](const auto& f) { return f.field != QualityField::AdjClose; });
        if (!faults.empty() && of_row < 4) repairFields(work, i, faults);
    }
}

namespace {

double windowMedian(const std::vector<double>& values, std::size_t from, std::size_t end) {
    std::vector<double> near;
    for (std::size_t i = from; i < std::min(end, values.size()); ++i)
        if (values[i] > 0) near.push_back(values[i]);
    if (near.empty()) return domain::kMissing;
    std::ranges::nth_element(near, near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2));
    return near[near.size() / 2];
}

/// Shares traded change inversely with the price when nothing but the count of shares changed; news brings
/// several times the usual volume, and a wide day.
bool looksLikeSplit(const QualityWork& work, std::size_t i, double log_ratio) {
    const double gap = std::log(work.open[i] / work.close[i - 1]);
    if (!(std::abs(gap - log_ratio) < 2 * kLooseTolerance)) return false;
    if (!(std::log(work.high[i] / work.low[i]) < 0.08)) return false;
    const double before = windowMedian(work.volume, i > 10 ? i - 10 : 0, i);
    const double change = std::log(work.volume[i] / before) + log_ratio;
    return std::abs(change) < std::log(2.0);
}

} // namespace

void checkLooseJumps(QualityWork& work) {
    const auto steps = logSteps(work.adj_close);
    const double deviation = robustDeviation(steps);
    const double smallest = std::log(kRatios[0]) - kLooseTolerance - 2 * deviation;
    for (std::size_t i = 1; i < work.n; ++i) {
        if (!(std::abs(steps[i]) > smallest)) continue;
        for (const double ratio : kRatios)
            for (const double sign : {-1.0, 1.0}) {
                const double wanted = sign * std::log(ratio);
                if (!(std::abs(steps[i] - wanted) < kLooseTolerance + 2 * deviation) ||
                    !(std::abs(wanted) > 8 * deviation))
                    continue;
                std::size_t back = i + 1;
                const std::size_t stop = std::min(work.n, i + kLooseBlock);
                while (back < stop && !(std::abs(steps[back] + wanted) < kLooseTolerance + 2 * deviation))
                    ++back;
                const Level level{"level_jump", "jump_by_ratio", std::abs(wanted), true};
                if (back < stop) {
                    reportBlock(work, level, i, back - 1, sign > 0 ? 1 : -1, QualitySeverity::Error);
                    return checkLooseJumps(work);
                }
                if (looksLikeSplit(work, i, wanted))
                    reportBlock(work, level, 0, i - 1, sign > 0 ? -1 : 1, QualitySeverity::Warning);
            }
    }
}

} // namespace nautilus::marketdata
