#include "engines/domain/known_facts.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <tuple>

namespace nautilus::domain {

namespace {

constexpr int kQuarterTolerance = 15;
constexpr int kFresherByDays = 100; ///< a diluted count a quarter newer says more than an old outstanding one
constexpr double kCountsDisagree =
    0.15; ///< dilution explains less; the outstanding count is derived and off then

/// The better of two facts of the same period.
bool better(const Fact& a, const Fact& b) {
    const auto rank = [](const Fact& f) {
        return std::tuple(f.restated, f.priority, f.knowable_at, f.period_end);
    };
    return rank(a) < rank(b);
}

KnownFigure figureOf(const Fact& fact) {
    return {fact.value, {&fact}, 1};
}

std::optional<KnownFigure> sumOfFour(const std::vector<KnownPeriod>& quarters) {
    if (quarters.size() < 4) return std::nullopt;
    const auto four = std::span(quarters).first(4);
    for (std::size_t i = 0; i < four.size(); ++i) {
        const int expected =
            four.front().period_end.days - static_cast<int>(kDaysPerYear / 4 * static_cast<double>(i));
        if (std::abs(four[i].period_end.days - expected) > kQuarterTolerance) return std::nullopt;
    }
    KnownFigure sum{0.0, {}, 4};
    for (std::size_t i = 0; i < four.size(); ++i) {
        sum.value += four[i].fact->value;
        sum.facts[i] = four[i].fact;
    }
    return sum;
}

std::optional<KnownFigure> rollForward(const Fact& year, const std::vector<KnownPeriod>& to_date) {
    if (to_date.empty() || to_date.front().period_end <= year.period_end) return std::nullopt;
    const int year_before = to_date.front().period_end.days - static_cast<int>(kDaysPerYear);
    for (const auto& before : to_date)
        if (std::abs(before.period_end.days - year_before) <= kQuarterTolerance)
            return KnownFigure{year.value + to_date.front().fact->value - before.fact->value,
                               {&year, to_date.front().fact, before.fact},
                               3};
    return std::nullopt;
}

} // namespace

double splitFactor(std::span<const Split> splits, SessionDate basis) {
    double factor = 1.0;
    for (const auto& split : splits)
        if (split.ex_date > basis) factor *= split.ratio;
    return factor;
}

bool samePeriod(SessionDate a, SessionDate b) {
    return std::abs(a.days - b.days) <= kSamePeriodDays;
}

OrderedFacts::OrderedFacts(std::span<const Fact> facts, std::span<const std::string> concepts)
    : concepts_(concepts), by_concept_(concepts.size()) {
    for (const Fact& f : facts)
        if (!f.suspect) by_concept_[static_cast<std::size_t>(f.concept_index)].push_back(&f);
    for (auto& list : by_concept_)
        std::ranges::sort(list, [](const Fact* a, const Fact* b) {
            return std::tuple(b->period_end, a->priority, a->knowable_at, a->value) <
                   std::tuple(a->period_end, b->priority, b->knowable_at, b->value);
        });
}

std::span<const Fact* const> OrderedFacts::of(std::string_view name) const {
    for (std::size_t c = 0; c < concepts_.size(); ++c)
        if (concepts_[c] == name) return by_concept_[c];
    return {};
}

std::vector<KnownPeriod> KnownFacts::periods(std::string_view name, std::string_view kinds,
                                             bool stale_too) const {
    std::vector<KnownPeriod> out;
    for (const Fact* f : facts_.of(name)) {
        if (!stale_too && at_.days - f->period_end.days > kStaleDays) break; // the rest is older still
        if (f->knowable_at > at_ || f->period_end > at_ || kinds.find(f->period) == std::string_view::npos)
            continue;
        if (out.empty() || !samePeriod(out.back().period_end, f->period_end))
            out.push_back({f->period_end, f});
        else if (better(*f, *out.back().fact))
            out.back().fact = f;
    }
    return out;
}

KnownFigure KnownFacts::newest(std::string_view name, std::string_view kinds) const {
    const auto found = periods(name, kinds, false);
    return found.empty() ? KnownFigure{} : figureOf(*found.front().fact);
}

KnownFigure KnownFacts::fourQuarters(std::string_view name) const {
    const auto years = periods(name, "F", false);
    const auto quarters = periods(name, "Q", false);
    const auto to_date = periods(name, "Y", false);
    constexpr SessionDate kNever{-1'000'000};
    const auto newest_part = std::max(quarters.empty() ? kNever : quarters.front().period_end,
                                      to_date.empty() ? kNever : to_date.front().period_end);
    if (!years.empty() && newest_part.days <= years.front().period_end.days + kSamePeriodDays)
        return figureOf(*years.front().fact);
    if (const auto sum = sumOfFour(quarters)) return *sum;
    if (years.empty()) return {};
    if (const auto rolled = rollForward(*years.front().fact, to_date)) return *rolled;
    return figureOf(*years.front().fact);
}

KnownFigure KnownFacts::shares(std::span<const Split> splits) const {
    const auto outstanding = periods("shares_outstanding", "IFQY", true);
    const auto diluted = periods("shares_diluted", "IFQY", true);
    const auto onBasis = [&](const Fact& fact) { return fact.value * splitFactor(splits, fact.split_basis); };
    const Fact* best = outstanding.empty() ? nullptr : outstanding.front().fact;
    if (!diluted.empty()) {
        const Fact& other = *diluted.front().fact;
        const int newer_by =
            best ? diluted.front().period_end.days - best->period_end.days : kFresherByDays + 1;
        const bool apart = best && std::fabs(onBasis(other) / onBasis(*best) - 1.0) > kCountsDisagree;
        if (newer_by > kFresherByDays || (newer_by >= -kSamePeriodDays && apart)) best = &other;
    }
    if (!best || !(best->value > 0)) return {};
    auto figure = figureOf(*best);
    figure.value = onBasis(*best);
    return figure;
}

} // namespace nautilus::domain
