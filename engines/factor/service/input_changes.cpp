#include "engines/factor/service/input_changes.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

namespace nautilus::factor {

using namespace domain;

namespace {

std::uint64_t bits(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

/// Lists made comparable by `keyOf`; the least of what `dayOf` says of the keys that only one of them has.
template <class Item, class KeyOf, class DayOf>
std::optional<SessionDate> leastDifference(std::span<const Item> before, std::span<const Item> now,
                                           const KeyOf& keyOf, const DayOf& dayOf) {
    // Records come in the same order: what both begin and end with alike needs no sorting.
    const auto same = [&](const Item& a, const Item& b) { return keyOf(a) == keyOf(b); };
    while (!before.empty() && !now.empty() && same(before.front(), now.front())) {
        before = before.subspan(1);
        now = now.subspan(1);
    }
    while (!before.empty() && !now.empty() && same(before.back(), now.back())) {
        before = before.first(before.size() - 1);
        now = now.first(now.size() - 1);
    }
    std::map<decltype(keyOf(before[0])), std::pair<std::ptrdiff_t, SessionDate>> count;
    for (const auto& item : before) {
        auto& each = count[keyOf(item)];
        --each.first;
        each.second = dayOf(item);
    }
    for (const auto& item : now) {
        auto& each = count[keyOf(item)];
        ++each.first;
        each.second = dayOf(item);
    }
    std::optional<SessionDate> out;
    for (const auto& each : count)
        if (each.second.first != 0) out = out ? std::min(*out, each.second.second) : each.second.second;
    return out;
}

} // namespace

std::optional<SessionDate> firstChange(std::span<const kit::SessionMark> before,
                                       std::span<const kit::SessionMark> now) {
    const auto [a, b] = std::ranges::mismatch(before, now);
    if (a == before.end() && b == now.end()) return std::nullopt;
    if (a == before.end()) return b->session;
    if (b == now.end()) return a->session;
    return std::min(a->session, b->session);
}

std::vector<InstrumentId> changedFacts(std::span<const kit::FactMark> before,
                                       std::span<const kit::FactMark> now) {
    std::map<InstrumentId, const kit::FactMark*> old;
    for (const auto& mark : before)
        old[mark.id] = &mark;
    std::vector<InstrumentId> out;
    for (const auto& mark : now) {
        const auto found = old.find(mark.id);
        if (found == old.end() || !(*found->second == mark)) out.push_back(mark.id);
        if (found != old.end()) old.erase(found);
    }
    for (const auto& gone : old)
        out.push_back(gone.first);
    std::ranges::sort(out);
    return out;
}

std::optional<SessionDate> firstChange(const FactTable& before, const FactTable& now) {
    struct Named {
        const Fact* fact;
        const std::string* name;
    };
    const auto named = [](const FactTable& table) {
        std::vector<Named> out;
        for (const auto& fact : table.facts)
            out.push_back({&fact, &table.concepts[static_cast<std::size_t>(fact.concept_index)]});
        return out;
    };
    const auto keyOf = [](const Named& each) {
        const auto& f = *each.fact;
        return std::tuple(f.id, std::string_view(*each.name), f.period_end, f.period, f.fiscal_year,
                          f.knowable_at, f.filed, f.split_basis, f.annual_form, f.dated_by_rule, f.restated,
                          f.suspect, f.priority, bits(f.value));
    };
    const auto a = named(before), b = named(now);
    return leastDifference<Named>(a, b, keyOf, [](const Named& each) { return each.fact->knowable_at; });
}

FactTable withFresh(const FactTable& before, const std::vector<InstrumentId>& changed,
                    const FactTable& fresh) {
    FactTable out;
    out.concepts = before.concepts;
    std::vector<std::int32_t> place; // of the fresh table's concepts
    for (const auto& name : fresh.concepts) {
        const auto found = std::ranges::find(out.concepts, name);
        place.push_back(static_cast<std::int32_t>(found - out.concepts.begin()));
        if (found == out.concepts.end()) out.concepts.push_back(name);
    }
    out.facts.reserve(before.facts.size() + fresh.facts.size());
    auto next = fresh.facts.begin();
    const auto addFreshBelow = [&](InstrumentId id) {
        for (; next != fresh.facts.end() && next->id < id; ++next) {
            out.facts.push_back(*next);
            out.facts.back().concept_index = place[static_cast<std::size_t>(next->concept_index)];
        }
    };
    InstrumentId last = 0;
    bool replaced = false;
    for (const auto& fact : before.facts) {
        if (out.facts.empty() || fact.id != last) {
            last = fact.id;
            replaced = std::ranges::binary_search(changed, fact.id);
            addFreshBelow(fact.id);
        }
        if (!replaced) out.facts.push_back(fact);
    }
    addFreshBelow(std::numeric_limits<InstrumentId>::max());
    return out;
}

std::optional<SessionDate> firstChange(std::span<const MacroValue> before, std::span<const MacroValue> now) {
    return leastDifference<MacroValue>(
        before, now,
        [](const MacroValue& v) { return std::tuple(v.knowable_at, v.period_end, bits(v.value)); },
        [](const MacroValue& v) { return v.knowable_at; });
}

std::optional<SessionDate> firstChange(std::span<const CorporateAction> before,
                                       std::span<const CorporateAction> now) {
    return leastDifference<CorporateAction>(
        before, now,
        [](const CorporateAction& a) {
            return std::tuple(a.id, std::string_view(a.type), a.ex_date, bits(a.ratio),
                              bits(a.amount_on_basis), a.knowable_at);
        },
        [](const CorporateAction& a) {
            return a.type == "split" ? kBeginningOfTime : std::max(a.ex_date, a.knowable_at);
        });
}

} // namespace nautilus::factor
