#include "engines/factor/kernel/point_in_time.h"

#include "engines/domain/instrument.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <tuple>

namespace nautilus::factor {

using namespace domain;

namespace {

constexpr double kDaysPerYear = 365.25;
constexpr int kQuarterTolerance = 15;
constexpr int kFresherByDays = 100; ///< a diluted count a quarter newer says more than an old outstanding one
constexpr double kCountsDisagree =
    0.15; ///< dilution explains less; the outstanding count is derived and off then

bool samePeriod(SessionDate a, SessionDate b) {
    return std::abs(a.days - b.days) <= kSamePeriodDays;
}

/// One value of one period, with how it is known.
struct Known {
    SessionDate period_end;
    const Fact* fact = nullptr;
};

/// The better of two facts of the same period.
bool better(const Fact& a, const Fact& b) {
    const auto rank = [](const Fact& f) {
        return std::tuple(f.restated, f.priority, f.knowable_at, f.period_end);
    };
    return rank(a) < rank(b);
}

/// A company's usable facts by concept, newest period first: sorted once, read for every date.
class OrderedFacts {
public:
    OrderedFacts(std::span<const Fact> facts, std::span<const std::string> concepts)
        : concepts_(concepts), by_concept_(concepts.size()) {
        for (const Fact& f : facts)
            if (!f.suspect) by_concept_[static_cast<std::size_t>(f.concept_index)].push_back(&f);
        for (auto& list : by_concept_)
            std::ranges::sort(list, [](const Fact* a, const Fact* b) {
                return std::tuple(b->period_end, a->priority, a->knowable_at, a->value) <
                       std::tuple(a->period_end, b->priority, b->knowable_at, b->value);
            });
    }
    [[nodiscard]] std::span<const Fact* const> of(std::string_view name) const {
        for (std::size_t c = 0; c < concepts_.size(); ++c)
            if (concepts_[c] == name) return by_concept_[c];
        return {};
    }

private:
    std::span<const std::string> concepts_;
    std::vector<std::vector<const Fact*>> by_concept_;
};

/// What is known at one date, by concept.
class View {
public:
    /// `uses`, when given, is told every fact that is taken and for which figure.
    View(const OrderedFacts& facts, SessionDate at, std::vector<FactUse>* uses = nullptr)
        : facts_(facts), at_(at), uses_(uses) {}

    /// What the facts taken from now on are for.
    void figure(std::string_view name) { figure_ = name; }

    /// Best value per period of the concept and kinds, newest period first.
    [[nodiscard]] std::vector<Known> periods(std::string_view name, std::string_view kinds,
                                             bool stale_too) const {
        std::vector<Known> out;
        for (const Fact* f : facts_.of(name)) {
            if (!stale_too && at_.days - f->period_end.days > kStaleDays) break; // the rest is older still
            if (f->knowable_at > at_ || f->period_end > at_ ||
                kinds.find(f->period) == std::string_view::npos)
                continue;
            if (out.empty() || !samePeriod(out.back().period_end, f->period_end))
                out.push_back({f->period_end, f});
            else if (better(*f, *out.back().fact))
                out.back().fact = f;
        }
        return out;
    }

    /// Newest value; NaN when there is none that is fresh enough.
    double newest(std::string_view name, std::string_view kinds, CompanyState& state) const {
        const auto found = periods(name, kinds, false);
        return found.empty() ? kMissing : take(*found.front().fact, state);
    }

    double take(const Fact& fact, CompanyState& state) const {
        if (uses_) uses_->push_back({figure_, fact});
        state.used_restated |= fact.restated;
        state.used_lag_rule |= fact.dated_by_rule;
        return fact.value;
    }

    /// A flow over four quarters; see the header for the order of preference.
    double fourQuarters(std::string_view name, CompanyState& state) const {
        const auto years = periods(name, "F", false);
        const auto quarters = periods(name, "Q", false);
        const auto to_date = periods(name, "Y", false);
        const auto newest_part = std::max(quarters.empty() ? kBeginningOfTime : quarters.front().period_end,
                                          to_date.empty() ? kBeginningOfTime : to_date.front().period_end);
        if (!years.empty() && newest_part.days <= years.front().period_end.days + kSamePeriodDays)
            return take(*years.front().fact, state);
        if (const auto sum = sumOfFour(quarters, state)) return *sum;
        if (!years.empty()) {
            if (const auto rolled = rollForward(*years.front().fact, to_date, state)) return *rolled;
            return take(*years.front().fact, state);
        }
        return kMissing;
    }

private:
    std::optional<double> sumOfFour(const std::vector<Known>& quarters, CompanyState& state) const {
        if (quarters.size() < 4) return std::nullopt;
        const auto four = std::span(quarters).first(4);
        for (std::size_t i = 0; i < four.size(); ++i) {
            const int expected =
                four.front().period_end.days - static_cast<int>(kDaysPerYear / 4 * static_cast<double>(i));
            if (std::abs(four[i].period_end.days - expected) > kQuarterTolerance) return std::nullopt;
        }
        double sum = 0;
        for (const auto& quarter : four)
            sum += take(*quarter.fact, state);
        return sum;
    }

    std::optional<double> rollForward(const Fact& year, const std::vector<Known>& to_date,
                                      CompanyState& state) const {
        if (to_date.empty() || to_date.front().period_end <= year.period_end) return std::nullopt;
        const int year_before = to_date.front().period_end.days - static_cast<int>(kDaysPerYear);
        for (const auto& before : to_date)
            if (std::abs(before.period_end.days - year_before) <= kQuarterTolerance)
                return take(year, state) + take(*to_date.front().fact, state) - take(*before.fact, state);
        return std::nullopt;
    }

    const OrderedFacts& facts_;
    SessionDate at_;
    std::vector<FactUse>* uses_;
    std::string_view figure_;
};

double splitFactor(std::span<const Split> splits, SessionDate basis) {
    double factor = 1.0;
    for (const auto& split : splits)
        if (split.ex_date > basis) factor *= split.ratio;
    return factor;
}

/// Company shares on the price basis; see the header for which count is taken.
void addShares(const View& view, SessionDate at, std::span<const Split> splits, CompanyState& state) {
    const auto outstanding = view.periods("shares_outstanding", "IFQY", true);
    const auto diluted = view.periods("shares_diluted", "IFQY", true);
    const auto onBasis = [&](const Fact& fact) { return fact.value * splitFactor(splits, fact.split_basis); };
    const Fact* best = outstanding.empty() ? nullptr : outstanding.front().fact;
    if (!diluted.empty()) {
        const Fact& other = *diluted.front().fact;
        const int newer_by =
            best ? diluted.front().period_end.days - best->period_end.days : kFresherByDays + 1;
        const bool apart = best && std::fabs(onBasis(other) / onBasis(*best) - 1.0) > kCountsDisagree;
        if (newer_by > kFresherByDays || (newer_by >= -kSamePeriodDays && apart)) best = &other;
    }
    if (!best || !(best->value > 0)) return;
    state.shares = onBasis(*best);
    (void)view.take(*best, state);
    state.shares_carried = at.days - best->period_end.days > kStaleDays;
}

/// Places fiscal-year values by their distance to the newest year; `scale` brings one to the price basis.
template <class Scale>
std::array<double, kGrowthYears> byYear(const View& view, const std::vector<Known>& years,
                                        CompanyState& state, Scale scale) {
    std::array<double, kGrowthYears> out;
    out.fill(kMissing);
    for (const auto& year : years) {
        const double age = (years.front().period_end.days - year.period_end.days) / kDaysPerYear;
        const auto place = static_cast<std::size_t>(std::lround(age));
        if (place >= kGrowthYears || std::fabs(age - static_cast<double>(place)) > 0.1) continue;
        double& slot = out[kGrowthYears - 1 - place];
        if (std::isnan(slot)) slot = scale(*year.fact, view.take(*year.fact, state));
    }
    return out;
}

void addGrowth(View& view, SessionDate at, std::span<const Split> splits, CompanyState& state) {
    view.figure("eps");
    const auto fresh = [&](std::vector<Known> years) {
        const bool stale = years.empty() || at.days - years.front().period_end.days > kStaleDays;
        return stale ? std::vector<Known>{} : years;
    };
    auto eps = fresh(view.periods("eps_diluted", "F", true));
    if (eps.empty()) eps = fresh(view.periods("eps_basic", "F", true));
    state.eps = byYear(view, eps, state, [&](const Fact& fact, double value) {
        return value / splitFactor(splits, fact.split_basis);
    });
    const auto revenue = fresh(view.periods("revenue", "F", true));
    auto shares = view.periods("shares_diluted", "FI", true);
    const auto outstanding = view.periods("shares_outstanding", "FI", true);
    shares.insert(shares.end(), outstanding.begin(), outstanding.end());
    view.figure("sales_per_share");
    state.sales_per_share = byYear(view, revenue, state, [&](const Fact& fact, double value) {
        for (const auto& count : shares)
            if (samePeriod(count.period_end, fact.period_end) && count.fact->value > 0)
                return value / (count.fact->value * splitFactor(splits, count.fact->split_basis));
        return kMissing;
    });
}

void addFilings(std::span<const Fact> facts, SessionDate at, CompanyState& state) {
    const Fact* newest = nullptr;
    for (const Fact& f : facts) {
        if (f.knowable_at > at || f.dated_by_rule || f.suspect) continue;
        // A filing repeats earlier periods as comparatives; its own period is the newest one in it.
        if (!newest || std::tuple(f.filed, f.period_end) > std::tuple(newest->filed, newest->period_end))
            newest = &f;
    }
    if (!newest) return;
    state.has_filing = true;
    state.last_filed = newest->filed;
    state.filing_lag_days = newest->filed.days - newest->period_end.days;
    state.last_filing_annual = newest->annual_form;
}

CompanyState stateAt(SessionDate at, std::span<const Fact> facts, const OrderedFacts& ordered,
                     std::span<const Split> splits, std::vector<FactUse>* uses = nullptr) {
    View view(ordered, at, uses);
    CompanyState state;
    state.from = at;
    const auto newest = [&](std::string_view name) {
        view.figure(name);
        return view.newest(name, "IFQY", state);
    };
    const auto fourQuarters = [&](std::string_view name) {
        view.figure(name);
        return view.fourQuarters(name, state);
    };
    state.equity = newest("equity");
    state.newest_is_restated = state.used_restated;
    state.total_assets = newest("total_assets");
    state.long_term_debt = newest("long_term_debt");
    state.short_term_debt = newest("short_term_debt");
    state.preferred_equity = newest("preferred_equity");
    state.net_income = fourQuarters("net_income");
    state.revenue = fourQuarters("revenue");
    state.operating_cash_flow = fourQuarters("operating_cash_flow");
    view.figure("shares");
    addShares(view, at, splits, state);
    addGrowth(view, at, splits, state);
    addFilings(facts, at, state);
    return state;
}

} // namespace

std::vector<CompanyState> companyTimeline(std::span<const Fact> facts, std::span<const std::string> concepts,
                                          std::span<const Split> splits) {
    std::vector<SessionDate> changes;
    for (const Fact& f : facts) {
        if (f.suspect) continue;
        changes.push_back(f.knowable_at);
        const auto stale_from = f.period_end.plusDays(kStaleDays + 1);
        if (stale_from > f.knowable_at) changes.push_back(stale_from);
    }
    std::ranges::sort(changes);
    const auto repeated = std::ranges::unique(changes);
    changes.erase(repeated.begin(), repeated.end());
    const OrderedFacts ordered(facts, concepts);
    std::vector<CompanyState> out;
    out.reserve(changes.size());
    for (const auto at : changes)
        out.push_back(stateAt(at, facts, ordered, splits));
    return out;
}

std::vector<FactUse> factsBehind(std::span<const Fact> facts, std::span<const std::string> concepts,
                                 std::span<const Split> splits, SessionDate at) {
    std::vector<FactUse> uses;
    (void)stateAt(at, facts, OrderedFacts(facts, concepts), splits, &uses);
    return uses;
}

} // namespace nautilus::factor
