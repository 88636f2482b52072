#include "engines/marketdata/kernel/quality_work.h"

#include <algorithm>

namespace nautilus::marketdata {

namespace {

constexpr double kRangeTolerance = 1e-3; // of the price: rounding of published ranges
constexpr double kRangeError = 0.01;     // from here it is an error
constexpr std::size_t kStaleRows = 3;    // rows alike in a running market
constexpr std::size_t kFlatRows = 5;     // rows alike and flat: a quiet instrument may do that for a while
constexpr std::size_t kFlatMinutes = 30; // the same within a day, where minutes without a move are many
constexpr std::size_t kSilentRows = 5;

constexpr QualityField kPriceFields[] = {QualityField::Open, QualityField::High, QualityField::Low,
                                         QualityField::Close, QualityField::AdjClose};

bool impossible(double v) {
    return !std::isfinite(v) || v <= 0;
}

/// A price between its neighbours, where the row has no other sound one.
double betweenNeighbours(const QualityWork& work, const std::vector<double>& values, std::size_t i) {
    if (i == 0 || i + 1 >= work.n || impossible(values[i - 1]) || impossible(values[i + 1]))
        return domain::kMissing;
    return std::sqrt(values[i - 1] * values[i + 1]);
}

void checkPrices(QualityWork& work) {
    const auto known = [&](QualityField field) {
        const auto& s = work.series;
        const std::span<const double> spans[] = {s.open, s.high, s.low, s.close, s.adj_close};
        return !spans[static_cast<int>(field) - 1].empty();
    };
    // A source that gives closes alone leaves the whole range missing, which is no fault.
    const auto closeAlone = [&](std::size_t i) {
        return std::isnan(work.open[i]) && std::isnan(work.high[i]) && std::isnan(work.low[i]);
    };
    for (std::size_t i = 0; i < work.n; ++i)
        for (const auto field : kPriceFields) {
            auto& values = work.column(field);
            const bool range =
                field == QualityField::Open || field == QualityField::High || field == QualityField::Low;
            if (!known(field) || !impossible(values[i]) || (range && closeAlone(i))) continue;
            QualityIssue issue{.rule = "impossible_price",
                               .severity = QualitySeverity::Error,
                               .field = field,
                               .first_row = i,
                               .last_row = i,
                               .code = std::isfinite(values[i]) ? "not_above_zero" : "not_finite"};
            const double proposal = betweenNeighbours(work, values, i);
            const double seen = values[i];
            work.replace(std::move(issue), proposal);
            if (std::isnan(proposal)) values[i] = seen;
        }
}

void swapRange(QualityWork& work, std::size_t i) {
    const double high = work.high[i], low = work.low[i];
    for (const auto& [field, value] :
         {std::pair(QualityField::High, low), std::pair(QualityField::Low, high)})
        work.replace({.rule = "range",
                      .severity = QualitySeverity::Error,
                      .field = field,
                      .first_row = i,
                      .last_row = i,
                      .code = "high_and_low_swapped"},
                     value);
}

/// A close outside the range may be an auction's, or the range may lack it: nothing is proposed, but for a
/// high and a low that only changed places.
void checkRanges(QualityWork& work) {
    const auto report = [&](std::size_t i, QualityField field, std::string_view code, double size) {
        if (!(size > kRangeTolerance)) return;
        work.issues.push_back(
            {.rule = "range",
             .severity = size > kRangeError ? QualitySeverity::Error : QualitySeverity::Info,
             .field = field,
             .first_row = i,
             .last_row = i,
             .observed = work.column(field)[i],
             .code = code,
             .arguments = {{"distance", size}}});
    };
    for (std::size_t i = 0; i < work.n; ++i) {
        const double o = work.open[i], h = work.high[i], l = work.low[i], c = work.close[i];
        const bool comparable = o > 0 && h > 0 && l > 0 && c > 0 &&
                                std::max({o, h, l, c}) < 20 * std::min({o, h, l, c}); // else a wrong unit
        if (!comparable) continue;
        if (h < l) {
            if (h <= std::min(o, c) && l >= std::max(o, c))
                swapRange(work, i);
            else
                report(i, QualityField::High, "high_below_low", 1 - h / l);
            continue;
        }
        report(i, QualityField::High, "outside_range", std::max(o, c) / h - 1);
        report(i, QualityField::Low, "outside_range", 1 - std::min(o, c) / l);
    }
}

void checkDuplicates(QualityWork& work) {
    const bool intraday = !work.series.at_ns.empty();
    for (std::size_t i = 1; i < work.n; ++i) {
        const bool same_time = intraday ? work.series.at_ns[i] == work.series.at_ns[i - 1]
                                        : work.series.session[i] == work.series.session[i - 1];
        if (!same_time) continue;
        const double difference = std::abs(work.close[i] / work.close[i - 1] - 1);
        work.issues.push_back({.rule = "duplicate",
                               .severity = QualitySeverity::Error,
                               .first_row = i,
                               .last_row = i,
                               .observed = work.close[i],
                               .code = difference < 1e-9 ? "same_values" : "other_values",
                               .arguments = {{"difference", difference}}});
    }
}

/// Calls `found(first, last)` for each longest run of rows where `holds(i)`.
template <class Holds, class Found>
void forEachRun(std::size_t from, std::size_t n, Holds holds, Found found) {
    for (std::size_t i = from; i < n;) {
        if (!holds(i)) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (end < n && holds(end))
            ++end;
        found(i, end - 1);
        i = end;
    }
}

void checkStale(QualityWork& work) {
    const auto repeated = [&](std::size_t i) {
        return work.open[i] == work.open[i - 1] && work.high[i] == work.high[i - 1] &&
               work.low[i] == work.low[i - 1] && work.close[i] == work.close[i - 1] && work.volume[i] > 0;
    };
    forEachRun(1, work.n, repeated, [&](std::size_t first, std::size_t last) {
        const bool flat = !(work.high[first] > work.low[first]);
        const bool same_volume = work.volume[first] == work.volume[first - 1];
        const std::size_t rows = last - first + 2;
        const std::size_t flat_rows = work.series.bar_size == BarSize::Intraday ? kFlatMinutes : kFlatRows;
        if (rows < (flat ? flat_rows : kStaleRows) && (flat || !same_volume)) return;
        work.issues.push_back({.rule = "stale",
                               .severity = QualitySeverity::Warning,
                               .first_row = first,
                               .last_row = last,
                               .observed = work.close[first],
                               .code = "bar_repeated",
                               .arguments = {{"rows", static_cast<double>(rows)}}});
    });
}

void checkVolume(QualityWork& work) {
    if (work.series.volume.empty() || work.series.security_type == "index") return;
    const auto silent = [&](std::size_t i) { return !(work.volume[i] > 0); };
    const auto traded = std::ranges::count_if(work.volume, [](double v) { return v > 0; });
    if (2 * traded < static_cast<std::ptrdiff_t>(work.n)) return; // a series without volumes
    forEachRun(0, work.n, silent, [&](std::size_t first, std::size_t last) {
        const std::size_t rows = last - first + 1;
        if (work.series.bar_size == BarSize::Intraday && rows < kSilentRows) return;
        work.issues.push_back(
            {.rule = "zero_volume",
             .severity = rows >= kSilentRows ? QualitySeverity::Warning : QualitySeverity::Info,
             .field = QualityField::Volume,
             .first_row = first,
             .last_row = last,
             .observed = work.volume[first],
             .code = "no_trade",
             .arguments = {{"rows", static_cast<double>(rows)}}});
    });
}

} // namespace

void checkShape(QualityWork& work) {
    checkDuplicates(work);
    checkPrices(work);
    checkRanges(work);
    checkStale(work);
    checkVolume(work);
}

} // namespace nautilus::marketdata
