#include "engines/analytics/service/universes.h"

#include <algorithm>
#include <set>

namespace nautilus::analytics {

using namespace domain;
using kit::Result;

namespace {

using CompanyOf = std::map<InstrumentId, std::int64_t>;

/// Share counts by company, ordered once for all days.
void fillFacts(UniverseView& out, FactTable table, const CompanyOf& company_of) {
    std::map<std::int64_t, std::shared_ptr<std::vector<Fact>>> of_company;
    for (const auto id : out.instruments)
        of_company.try_emplace(company_of.at(id), std::make_shared<std::vector<Fact>>());
    for (const auto& fact : table.facts)
        if (table.concepts[static_cast<std::size_t>(fact.concept_index)].starts_with("shares"))
            of_company.at(company_of.at(fact.id))->push_back(fact);
    out.facts.concepts = std::move(table.concepts);
    std::map<std::int64_t, std::shared_ptr<const OrderedFacts>> ordered;
    for (const auto& [company, facts] : of_company)
        ordered[company] = std::make_shared<OrderedFacts>(*facts, out.facts.concepts);
    for (const auto id : out.instruments) {
        const auto company = company_of.at(id);
        out.company.push_back(company);
        out.company_facts.push_back(of_company[company]);
        out.ordered.push_back(ordered[company]);
    }
}

} // namespace

std::string universeFollowedBy(const std::string& symbol) {
    static const std::set<std::string, std::less<>> kFollowers{"SPY", "IVV", "VOO", "SPX", "GSPC", "^GSPC"};
    return kFollowers.contains(symbol) ? "SP500" : "";
}

std::vector<std::size_t> UniverseView::membersOn(SessionDate day) const {
    std::vector<std::size_t> out;
    for (const auto& spell : spells) {
        if (spell.from > day || spell.to <= day || spell.knowable_at > day) continue;
        const auto at = std::ranges::lower_bound(instruments, spell.id);
        out.push_back(static_cast<std::size_t>(at - instruments.begin()));
    }
    std::ranges::sort(out);
    const auto repeated = std::ranges::unique(out);
    out.erase(repeated.begin(), repeated.end());
    return out;
}

Result<std::shared_ptr<const UniverseView>> Universes::find(const std::string& name) {
    if (const auto now = catalog_.epoch(); now != epoch_) {
        kept_.clear();
        epoch_ = now;
    }
    if (const auto found = kept_.find(name); found != kept_.end()) return found->second;
    auto loaded = load(name);
    if (loaded) kept_[name] = *loaded;
    return loaded;
}

Result<std::shared_ptr<const UniverseView>> Universes::load(const std::string& name) {
    auto out = std::make_shared<UniverseView>();
    out->name = name;
    auto spells = catalog_.universe(name);
    if (!spells) return kit::failAs(spells);
    if (spells->empty()) return std::shared_ptr<const UniverseView>();
    out->spells = std::move(*spells);
    std::set<InstrumentId> members;
    for (const auto& spell : out->spells)
        members.insert(spell.id);
    out->instruments.assign(members.begin(), members.end());
    const auto everybody = catalog_.instruments();
    if (!everybody) return kit::failAs(everybody);
    CompanyOf company_of;
    for (const auto& each : *everybody)
        company_of[each.id] = each.company_id;
    std::set<std::int64_t> companies;
    for (const auto id : members)
        companies.insert(company_of[id]);
    std::vector<InstrumentId> reporting; // the listed classes of a company share its figures
    for (const auto& each : *everybody)
        if (companies.contains(each.company_id)) reporting.push_back(each.id);
    auto table = catalog_.fundamentalsOf(reporting);
    if (!table) return kit::failAs(table);
    fillFacts(*out, std::move(*table), company_of);
    return std::shared_ptr<const UniverseView>(std::move(out));
}

} // namespace nautilus::analytics
