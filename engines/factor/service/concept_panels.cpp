#include "engines/factor/service/concept_panels.h"

#include <algorithm>
#include <map>

namespace nautilus::factor {

using namespace domain;

namespace {

/// Days from which a figure of these facts can be another one.
std::vector<SessionDate> changesOf(std::span<const Fact> facts) {
    std::vector<SessionDate> out;
    for (const Fact& f : facts) {
        if (f.suspect) continue;
        out.push_back(f.knowable_at);
        out.push_back(std::max(f.knowable_at, f.period_end.plusDays(kStaleDays + 1)));
    }
    std::ranges::sort(out);
    const auto repeated = std::ranges::unique(out);
    out.erase(repeated.begin(), repeated.end());
    return out;
}

bool perShare(std::string_view concept_name) {
    return concept_name.starts_with("eps") || concept_name.starts_with("shares") ||
           concept_name.find("per_share") != std::string_view::npos;
}

} // namespace

std::vector<ReportedConcept> reportedConcepts(const FactTable& table) {
    std::vector<std::int64_t> instants(table.concepts.size(), 0), flows(table.concepts.size(), 0);
    for (const auto& fact : table.facts)
        ++(fact.period == 'I' ? instants : flows)[static_cast<std::size_t>(fact.concept_index)];
    std::vector<ReportedConcept> out;
    for (std::size_t i = 0; i < table.concepts.size(); ++i)
        if (instants[i] + flows[i] > 0 && !perShare(table.concepts[i]))
            out.push_back({table.concepts[i], flows[i] > instants[i]});
    std::ranges::sort(out, {}, &ReportedConcept::name);
    return out;
}

Matrix conceptPanel(const ModelInputs& in, const FactTable& table, const ReportedConcept& wanted,
                    const ParallelFor& parallel) {
    Matrix out(in.rowCount(), in.stockCount());
    std::map<InstrumentId, std::int64_t> company_of;
    std::map<std::int64_t, std::vector<std::size_t>> columns;
    for (std::size_t i = 0; i < in.stockCount(); ++i) {
        company_of[in.stocks[i].id] = in.stocks[i].company_id;
        columns[in.stocks[i].company_id].push_back(i);
    }
    std::map<std::int64_t, std::vector<Fact>> facts;
    for (const auto& fact : table.facts)
        if (table.concepts[static_cast<std::size_t>(fact.concept_index)] == wanted.name)
            if (const auto found = company_of.find(fact.id); found != company_of.end())
                facts[found->second].push_back(fact);
    std::vector<std::int64_t> companies;
    for (const auto& each : facts)
        companies.push_back(each.first);
    const auto rowFrom = [&](SessionDate day) {
        return static_cast<std::size_t>(std::ranges::lower_bound(in.sessions, day) - in.sessions.begin());
    };
    parallel(companies.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
            const auto& own = facts.at(companies[c]);
            const OrderedFacts ordered(own, table.concepts);
            const auto changes = changesOf(own);
            for (std::size_t k = 0; k < changes.size(); ++k) {
                const std::size_t last = k + 1 < changes.size() ? rowFrom(changes[k + 1]) : in.rowCount();
                const KnownFacts known(ordered, changes[k]);
                const double value =
                    (wanted.flow ? known.fourQuarters(wanted.name) : known.newest(wanted.name)).value;
                for (std::size_t row = rowFrom(changes[k]); row < last; ++row)
                    for (const auto column : columns.at(companies[c]))
                        out.at(row, column) = value;
            }
        }
    });
    return out;
}

} // namespace nautilus::factor
