// Adjusted closes against dividends. With the dividend d on row e and the close p before it, the adjustment
// that a holder who reinvests sees is 1 - d/p on all earlier rows (CRSP, "Calculations and Index
// Methodologies": adjustment for cash distributions). The fraction that the series really took off is
// x = 1 - (adj/close)[e-1] / (adj/close)[e].
#include "engines/marketdata/kernel/quality_work.h"

#include <algorithm>

namespace nautilus::marketdata {

namespace {

constexpr double kSmallest = 5e-4;     // of the close before: below, the step drowns in rounding
constexpr double kRelative = 0.05;     // |x p / d - 1| up to which the two agree
constexpr std::int32_t kTwinDays = 10; // two dividends this near to each other
constexpr double kTwinSize = 0.25;     // and so alike in size are one, told twice
constexpr double kHugeYield = 0.05;    // from here a dividend may be in the wrong unit
constexpr double kForgiven = 0.02;     // a fall may miss the dividend by so much and still be its own

struct Event {
    std::size_t row = 0;
    double amount = 0, before = 0;
    double taken = 0; ///< x
    double fall = 0;  ///< 1 - close[e] / close[e-1]
    bool spurious = false;
    [[nodiscard]] double fraction() const { return amount / before; }
};

double ratioAt(const QualityWork& work, std::size_t i) {
    return work.adj_close[i] / work.close[i];
}

/// Sources of weekly and monthly bars put the step on the event's row or on the one after.
double takenAt(const QualityWork& work, std::size_t row, double wanted, const std::vector<double>& shares) {
    const double here = 1 - ratioAt(work, row - 1) * shares[row - 1] / (ratioAt(work, row) * shares[row]);
    const auto size = work.series.bar_size;
    const bool coarse = size == BarSize::Week || size == BarSize::Month;
    if (!coarse || row + 1 >= work.n) return here;
    const double next =
        1 - ratioAt(work, row - 1) * shares[row - 1] / (ratioAt(work, row + 1) * shares[row + 1]);
    return std::abs(next - wanted) < std::abs(here - wanted) ? next : here;
}

/// Per row, the shares of the price basis that one share of the row's day became: 1 unless the series holds
/// prices as traded, which shows in adj_close / close taking each split's ratio.
std::vector<double> sharesOnBasis(const QualityWork& work) {
    std::vector<double> out(work.n, 1.0);
    const auto& split = work.series.split;
    if (split.empty()) return out;
    int as_traded = 0, adjusted = 0;
    for (std::size_t i = 1; i < work.n; ++i) {
        if (!(split[i] > 0) || std::abs(std::log(split[i])) < 0.1) continue;
        const double step = std::log(ratioAt(work, i) / ratioAt(work, i - 1));
        const bool takes = std::abs(step - std::log(split[i])) < std::abs(step);
        ++(takes ? as_traded : adjusted);
    }
    if (as_traded <= adjusted) return out;
    for (std::size_t i = work.n - 1; i-- > 0;)
        out[i] = out[i + 1] * (split[i + 1] > 0 ? split[i + 1] : 1.0);
    return out;
}

std::vector<Event> eventsOf(const QualityWork& work) {
    std::vector<Event> out;
    const auto shares = sharesOnBasis(work);
    for (std::size_t i = 1; i < work.n; ++i) {
        const double d = work.dividend[i], p = work.close[i - 1] / shares[i - 1];
        if (!(d > 0) || !(p > 0) || !(work.close[i] > 0) || !(ratioAt(work, i - 1) > 0)) continue;
        out.push_back({i, d, p, takenAt(work, i, d / p, shares), 1 - work.close[i] / shares[i] / p});
    }
    return out;
}

void adjustEarlier(QualityWork& work, const Event& event, std::string_view code, double right) {
    work.scale({.rule = "dividend_adjustment",
                .severity = QualitySeverity::Error,
                .field = QualityField::AdjClose,
                .first_row = 0,
                .last_row = event.row - 1,
                .code = code,
                .arguments = {{"dividend", event.amount},
                              {"fraction_expected", right},
                              {"fraction_taken", event.taken}}},
               (1 - right) / (1 - event.taken));
}

void correctAmount(QualityWork& work, const Event& event, std::string_view code, double amount) {
    work.replace({.rule = "dividend_amount",
                  .severity = QualitySeverity::Error,
                  .field = QualityField::Dividend,
                  .first_row = event.row,
                  .last_row = event.row,
                  .code = code,
                  .arguments = {{"dividend", event.amount}, {"fraction_taken", event.taken}}},
                 amount);
}

bool agrees(double taken, double fraction) {
    return std::abs(taken - fraction) < std::max(kSmallest, kRelative * std::abs(fraction));
}

/// The event's amount is told in the other unit (pence for pounds): the adjustment, or the price's fall and
/// the other dividends, say a hundredth.
bool checkUnit(QualityWork& work, const Event& event, const std::vector<Event>& all) {
    const double fraction = event.fraction();
    if (fraction < kHugeYield) return false;
    const double hundredth = fraction / 100;
    const auto usual = std::ranges::count_if(
        all, [&](const Event& other) { return other.row != event.row && other.amount < event.amount / 20; });
    const bool others_say = all.size() > 1 && 2 * usual > static_cast<std::ptrdiff_t>(all.size()) - 1;
    const bool step_says =
        std::abs(event.taken - hundredth) < std::max(others_say ? 4 * kSmallest : 2e-4, 0.1 * hundredth);
    if (step_says && event.fall < fraction / 2) {
        correctAmount(work, event, "dividend_100_times", event.amount / 100);
        return true;
    }
    if (!agrees(event.taken, fraction) || !others_say || event.fall > fraction / 3) return false;
    correctAmount(work, event, "dividend_100_times", event.amount / 100);
    adjustEarlier(work, event, "dividend_100_times", hundredth);
    return true;
}

/// Shares that one share of the row's day became by the splits after it.
double laterSplits(const QualityWork& work, std::size_t row) {
    double shares = 1;
    for (std::size_t i = row + 1; i < work.series.split.size(); ++i)
        if (work.series.split[i] > 0) shares *= work.series.split[i];
    return shares;
}

void checkStep(QualityWork& work, const Event& event) {
    const double fraction = event.fraction();
    if (fraction < 4 * kSmallest || fraction >= 1 || agrees(event.taken, fraction)) return;
    if (std::abs(event.taken) < kSmallest) return adjustEarlier(work, event, "adjustment_missing", fraction);
    const double gains = work.series.capital_gain.empty() ? 0 : work.series.capital_gain[event.row];
    if (gains > 0 && agrees(event.taken, fraction + gains / event.before)) {
        // The cash per share holds the gain already when the price fell by no more than the cash.
        if (std::abs(event.fall - fraction) <= std::abs(event.fall - event.taken))
            adjustEarlier(work, event, "capital_gain_counted_twice", fraction);
        return;
    }
    // The cash of a share before a split, held against a price after it.
    const double shares = laterSplits(work, event.row);
    if (std::abs(std::log(shares)) > 0.1 && std::abs(event.taken / (shares * fraction) - 1) < kRelative)
        return adjustEarlier(work, event, "dividend_before_split", fraction);
    if (agrees(event.taken, 2 * fraction) || agrees(event.taken, 1 - (1 - fraction) * (1 - fraction)))
        return adjustEarlier(work, event, "adjustment_doubled", fraction);
    if (std::abs(event.taken - fraction) > 4 * kSmallest)
        adjustEarlier(work, event, "adjustment_of_wrong_size", fraction);
}

/// Two like dividends within days: the one that the price's fall fits worse is not one.
void checkTwins(QualityWork& work, std::vector<Event>& events) {
    for (std::size_t i = 1; i < events.size(); ++i) {
        auto &a = events[i - 1], &b = events[i];
        const auto days = work.series.session[b.row].days - work.series.session[a.row].days;
        const bool alike = std::abs(b.amount / a.amount - 1) < kTwinSize;
        if (days > kTwinDays || !alike || a.spurious || a.fraction() < 0.01) continue;
        const double miss_a = std::abs(a.fall - a.fraction()), miss_b = std::abs(b.fall - b.fraction());
        if (miss_a < kForgiven && miss_b < kForgiven) continue; // both were paid
        auto& wrong = miss_b >= miss_a ? b : a;
        wrong.spurious = true;
        correctAmount(work, wrong, "dividend_told_twice", 0.0);
        if (agrees(wrong.taken, wrong.fraction())) adjustEarlier(work, wrong, "dividend_told_twice", 0.0);
    }
}

/// Steps of adj_close / close on rows without a dividend.
void checkLooseSteps(QualityWork& work) {
    const auto eventNear = [&](std::size_t i) {
        for (std::size_t r = i > 1 ? i - 1 : 0; r <= std::min(i + 1, work.n - 1); ++r)
            if (work.series.dividend[r] > 0 || (!work.series.split.empty() && work.series.split[r] > 0))
                return true;
        return false;
    };
    for (std::size_t i = 1; i < work.n; ++i) {
        const double taken = 1 - ratioAt(work, i - 1) / ratioAt(work, i);
        if (!(std::abs(taken) > 4 * kSmallest) || eventNear(i)) continue;
        work.issues.push_back({.rule = "dividend_adjustment",
                               .severity = QualitySeverity::Warning,
                               .field = QualityField::AdjClose,
                               .first_row = i,
                               .last_row = i,
                               .observed = work.adj_close[i],
                               .code = "adjustment_without_event",
                               .arguments = {{"fraction_taken", taken}}});
    }
}

} // namespace

void checkDividends(QualityWork& work) {
    if (work.series.dividend.empty() || work.series.adj_close.empty()) return;
    auto events = eventsOf(work);
    checkTwins(work, events);
    for (const auto& event : events)
        if (!event.spurious && !checkUnit(work, event, events)) checkStep(work, event);
    checkLooseSteps(work);
}

} // namespace nautilus::marketdata
