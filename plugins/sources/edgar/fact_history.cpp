#include "plugins/sources/edgar/fact_history.h"

#include "plugins/sources/edgar/concept_table.h"
#include "plugins/sources/edgar/fiscal_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <tuple>

namespace nautilus::sources::edgar {

using domain::SessionDate;

namespace {

enum class Length { Day, Quarter, Half, NineMonths, Year };
constexpr std::array kPeriods{'I', 'Q', 'Y', 'Y', 'F'};
constexpr int kSameStart = 3; ///< days

std::optional<Length> lengthOf(const ReportedFact& fact) {
    if (!fact.start) return Length::Day;
    const int days = fact.end.days - fact.start->days + 1;
    if (days >= 80 && days <= 100) return Length::Quarter;
    if (days >= 170 && days <= 190) return Length::Half;
    if (days >= 260 && days <= 285) return Length::NineMonths;
    if (days >= 350 && days <= 380) return Length::Year;
    return std::nullopt;
}

/// A value from the day on which it was known.
struct Version {
    SessionDate knowable_at;
    const ReportedFact* fact = nullptr; ///< that says it; of derived ones the longer period's
    double value = 0;
    bool derived = false;
};

/// All versions of one period, in the order in which they became known.
struct Period {
    std::optional<SessionDate> start;
    std::vector<Version> versions;

    /// The last one known on the day; null before the first.
    [[nodiscard]] const Version* at(SessionDate day) const {
        const Version* out = nullptr;
        for (const auto& each : versions)
            if (each.knowable_at <= day) out = &each;
        return out;
    }
};

using Key = std::tuple<std::size_t, Length, SessionDate>; ///< concept, length, end

class History {
public:
    History(const CompanyFacts& facts, const AcceptanceOf& acceptance_of) {
        for (const auto& fact : facts.facts)
            take(fact, acceptance_of);
        for (auto& [key, period] : periods_)
            settle(period);
    }

    void derive() {
        for (const auto length : {Length::Half, Length::NineMonths, Length::Year}) {
            std::vector<std::pair<Key, Version>> made;
            for (const auto& [key, period] : periods_)
                if (std::get<1>(key) == length && concepts()[std::get<0>(key)].nature == Nature::Flow)
                    if (const auto quarter = lastQuarter(key, period)) made.emplace_back(*quarter);
            for (auto& [key, version] : made)
                addDerived(key, version);
        }
    }

    [[nodiscard]] FactHistory rows(std::string_view fiscal_year_end) const {
        std::vector<SessionDate> years;
        for (const auto& [key, period] : periods_)
            if (std::get<1>(key) == Length::Year) years.push_back(std::get<2>(key));
        const FiscalCalendar calendar(std::move(years), fiscal_year_end);
        FactHistory out;
        for (const auto& [key, period] : periods_) {
            addRows(key, period, calendar, kPeriods[static_cast<std::size_t>(std::get<1>(key))], out);
            const bool first_quarter =
                std::get<1>(key) == Length::Quarter && period.start && calendar.beginsYear(*period.start);
            if (first_quarter) addRows(key, period, calendar, 'Y', out);
        }
        std::ranges::sort(out.rows, {}, [](const FactRow& row) {
            return std::tuple(row.knowable_at, row.concept_index, row.period_end, row.period);
        });
        tell(out);
        return out;
    }

private:
    void take(const ReportedFact& fact, const AcceptanceOf& acceptance_of) {
        const auto length = lengthOf(fact);
        if (!length) {
            ++other_length_;
            return;
        }
        const auto* accepted = acceptance_of(fact.accession);
        if (!accepted) ++without_acceptance_;
        auto& period = periods_[{fact.concept_index, *length, fact.end}];
        if (!period.start) period.start = fact.start;
        period.versions.push_back({knowableFrom(fact.filed, accepted), &fact, fact.value, false});
    }

    /// One version per day, by the preferred tag of its last filing; repetitions are left out.
    void settle(Period& period) {
        std::ranges::stable_sort(period.versions, {}, [](const Version& v) {
            return std::tuple(v.knowable_at, v.fact->filed, std::string_view(v.fact->accession),
                              v.fact->rank);
        });
        std::vector<Version> once;
        for (const auto& each : period.versions) {
            if (!once.empty() && once.back().fact->accession == each.fact->accession &&
                once.back().knowable_at == each.knowable_at) {
                if (once.back().fact->rank == each.fact->rank && once.back().value != each.value) ++twice_;
                continue; // a less preferred tag, or the same value again
            }
            if (!once.empty() && once.back().knowable_at == each.knowable_at)
                once.back() = each;
            else
                once.push_back(each);
        }
        std::vector<Version> changes;
        for (const auto& each : once)
            if (changes.empty() || changes.back().value != each.value) changes.push_back(each);
        period.versions = std::move(changes);
    }

    /// The quarter with which the longer period ends, as it was first known.
    [[nodiscard]] std::optional<std::pair<Key, Version>> lastQuarter(const Key& key,
                                                                     const Period& longer) const {
        const auto [concept_index, length, end] = key;
        const auto shorter = static_cast<Length>(static_cast<int>(length) - 1);
        std::vector<const Period*> parts;
        if (const auto* before = partBefore(concept_index, shorter, end, longer.start))
            parts.push_back(before);
        else if (length == Length::Year)
            parts = threeQuarters(concept_index, end, longer.start);
        if (parts.empty()) return std::nullopt;
        auto known = longer.versions.front().knowable_at;
        for (const auto* part : parts)
            known = std::max(known, part->versions.front().knowable_at);
        Version out = *longer.at(known);
        for (const auto* part : parts)
            out.value -= part->at(known)->value;
        out.knowable_at = known;
        out.derived = true;
        return std::pair(Key{concept_index, Length::Quarter, end}, out);
    }

    /// The period of that length that ends a quarter before `end`; it begins on `start` where that is given.
    [[nodiscard]] const Period* partBefore(std::size_t concept_index, Length length, SessionDate end,
                                           std::optional<SessionDate> start,
                                           SessionDate* its_end = nullptr) const {
        const auto first = periods_.lower_bound({concept_index, length, end.plusDays(-100)});
        const auto last = periods_.upper_bound({concept_index, length, end.plusDays(-80)});
        for (auto at = first; at != last; ++at) {
            const auto& period = at->second;
            if (start && (!period.start || std::abs(period.start->days - start->days) > kSameStart)) continue;
            if (its_end) *its_end = std::get<2>(at->first);
            return &period;
        }
        return nullptr;
    }

    [[nodiscard]] std::vector<const Period*> threeQuarters(std::size_t concept_index, SessionDate end,
                                                           std::optional<SessionDate> start) const {
        std::vector<const Period*> out;
        for (int quarter = 3; quarter >= 1; --quarter) {
            SessionDate before;
            const auto* found =
                partBefore(concept_index, Length::Quarter, end, quarter == 1 ? start : std::nullopt, &before);
            if (!found) return {};
            out.push_back(found);
            end = before;
        }
        return out;
    }

    /// It stands as long as no filing has said the quarter itself.
    void addDerived(const Key& key, const Version& version) {
        auto& period = periods_[key];
        if (!period.versions.empty() && period.versions.front().knowable_at <= version.knowable_at) return;
        period.versions.insert(period.versions.begin(), version);
        if (period.versions.size() > 1 && period.versions[1].value == version.value)
            period.versions.erase(period.versions.begin() + 1);
    }

    static void addRows(const Key& key, const Period& period, const FiscalCalendar& calendar, char kind,
                        FactHistory& out) {
        const auto end = std::get<2>(key);
        for (std::size_t i = 0; i < period.versions.size(); ++i) {
            const auto& version = period.versions[i];
            const auto& fact = *version.fact;
            out.rows.push_back({std::get<0>(key), end, kind, calendar.yearOf(end), fact.filed,
                                version.knowable_at, i > 0, version.derived, version.value, fact.unit,
                                fact.form, fact.accession, fact.tag});
        }
    }

    void tell(FactHistory& out) const {
        if (other_length_ > 0)
            out.warnings.push_back(fmt::format("{} values are of periods that are no quarter, half, nine "
                                               "months or year, and were left out",
                                               other_length_));
        if (twice_ > 0)
            out.warnings.push_back(fmt::format(
                "{} values stand twice in one filing with different numbers: the first was taken", twice_));
        if (without_acceptance_ > 0)
            out.warnings.push_back(fmt::format("{} values are of filings without a time of acceptance: they "
                                               "count as known from the day after the filing date",
                                               without_acceptance_));
    }

    std::map<Key, Period> periods_;
    std::size_t other_length_ = 0, twice_ = 0, without_acceptance_ = 0;
};

} // namespace

FactHistory historyOf(const CompanyFacts& facts, const AcceptanceOf& acceptance_of,
                      std::string_view fiscal_year_end) {
    History history(facts, acceptance_of);
    history.derive();
    return history.rows(fiscal_year_end);
}

} // namespace nautilus::sources::edgar
