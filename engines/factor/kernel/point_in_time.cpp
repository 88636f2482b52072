#include "engines/factor/kernel/point_in_time.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>

namespace nautilus::factor {

using namespace domain;

namespace {

/// What is known at one date, with a note of every fact that is taken and for which figure.
class View {
public:
    View(const OrderedFacts& facts, SessionDate at, std::vector<FactUse>* uses = nullptr)
        : known_(facts, at), uses_(uses) {}

    /// What the facts taken from now on are for.
    void figure(std::string_view name) { figure_ = name; }
    [[nodiscard]] const KnownFacts& known() const { return known_; }

    double take(const Fact& fact, CompanyState& state) const {
        if (uses_) uses_->push_back({figure_, fact});
        state.used_restated |= fact.restated;
        state.used_lag_rule |= fact.dated_by_rule;
        return fact.value;
    }
    double take(const KnownFigure& figure, CompanyState& state) const {
        for (const Fact* fact : figure.madeOf())
            (void)take(*fact, state);
        return figure.value;
    }

private:
    KnownFacts known_;
    std::vector<FactUse>* uses_;
    std::string_view figure_;
};

void addShares(const View& view, SessionDate at, std::span<const Split> splits, CompanyState& state) {
    const auto figure = view.known().shares(splits);
    if (figure.count == 0) return;
    state.shares = view.take(figure, state);
    state.shares_carried = at.days - figure.facts[0]->period_end.days > kStaleDays;
}

/// Places fiscal-year values by their distance to the newest year; `scale` brings one to the price basis.
template <class Scale>
std::array<double, kGrowthYears> byYear(const View& view, const std::vector<KnownPeriod>& years,
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
    const auto fresh = [&](std::vector<KnownPeriod> years) {
        const bool stale = years.empty() || at.days - years.front().period_end.days > kStaleDays;
        return stale ? std::vector<KnownPeriod>{} : years;
    };
    auto eps = fresh(view.known().periods("eps_diluted", "F", true));
    if (eps.empty()) eps = fresh(view.known().periods("eps_basic", "F", true));
    state.eps = byYear(view, eps, state, [&](const Fact& fact, double value) {
        return value / splitFactor(splits, fact.split_basis);
    });
    const auto revenue = fresh(view.known().periods("revenue", "F", true));
    auto shares = view.known().periods("shares_diluted", "FI", true);
    const auto outstanding = view.known().periods("shares_outstanding", "FI", true);
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
        return view.take(view.known().newest(name), state);
    };
    const auto fourQuarters = [&](std::string_view name) {
        view.figure(name);
        return view.take(view.known().fourQuarters(name), state);
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
