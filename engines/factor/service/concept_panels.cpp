#include "engines/factor/service/concept_panels.h"

#include "engines/domain/known_facts.h"

#include <algorithm>
#include <cmath>

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

ConceptStore::ConceptStore(std::shared_ptr<const FactTable> facts, const std::vector<Listing>& columns)
    : facts_(std::move(facts)), column_count_(columns.size()) {
    std::map<std::int64_t, Company> companies;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto& company = companies[columns[i].company_id];
        company.id = columns[i].company_id;
        company.columns.push_back(i);
        company.ids.push_back(columns[i].id);
    }
    for (auto& each : companies)
        companies_.push_back(std::move(each.second));
}

std::shared_ptr<ConceptStore> ConceptStore::renewed(std::shared_ptr<const FactTable> facts,
                                                    const std::vector<InstrumentId>& changed) const {
    std::shared_ptr<ConceptStore> out(new ConceptStore());
    out->facts_ = std::move(facts);
    out->column_count_ = column_count_;
    out->companies_ = companies_;
    for (std::size_t c = 0; c < companies_.size(); ++c)
        out->changed_.push_back(holds(c, changed));
    const std::scoped_lock lock(mutex_);
    out->older_ = histories_; // what nobody asked for in this epoch is made anew
    return out;
}

bool ConceptStore::holds(std::size_t company, const std::vector<InstrumentId>& ids) const {
    return std::ranges::any_of(companies_[company].ids,
                               [&](InstrumentId id) { return std::ranges::count(ids, id) > 0; });
}

std::vector<Fact> ConceptStore::factsOf(std::size_t company) const {
    std::vector<Fact> out;
    for (const auto id : companies_[company].ids) {
        const auto [first, last] = std::ranges::equal_range(facts_->facts, id, {}, &Fact::id);
        out.insert(out.end(), first, last);
    }
    return out;
}

void ConceptStore::fillHistory(const ReportedConcept& wanted, std::int32_t index, std::size_t company,
                               std::vector<ConceptChange>& out) const {
    std::vector<Fact> own;
    for (const auto id : companies_[company].ids)
        for (const auto& fact : std::ranges::equal_range(facts_->facts, id, {}, &Fact::id))
            if (fact.concept_index == index) own.push_back(fact);
    if (own.empty()) return;
    const OrderedFacts ordered(own, facts_->concepts);
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    for (const auto day : changesOf(own)) {
        const KnownFacts known(ordered, day);
        const double value =
            (wanted.flow ? known.fourQuarters(wanted.name) : known.newest(wanted.name)).value;
        if (!same(out.empty() ? kMissing : out.back().value, value)) out.push_back({day, value});
    }
}

std::shared_ptr<const ConceptHistory> ConceptStore::history(const ReportedConcept& wanted,
                                                            const ParallelFor& parallel) const {
    const Key key{wanted.name, wanted.flow};
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = histories_.find(key); found != histories_.end()) return found->second;
    }
    const auto before = older_.find(key);
    auto made = std::make_shared<ConceptHistory>(companies_.size());
    const auto at = std::ranges::find(facts_->concepts, wanted.name);
    const auto index = static_cast<std::int32_t>(at - facts_->concepts.begin());
    parallel(companies_.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c)
            if (before != older_.end() && !changed_[c])
                (*made)[c] = (*before->second)[c];
            else
                fillHistory(wanted, index, c, (*made)[c]);
    });
    keep(key, made);
    return made;
}

void ConceptStore::keep(const Key& key, std::shared_ptr<const ConceptHistory> made) const {
    std::size_t bytes = 0;
    for (const auto& company : *made)
        bytes += company.capacity() * sizeof(ConceptChange) + sizeof(company);
    const std::scoped_lock lock(mutex_);
    if (!histories_.try_emplace(key, std::move(made)).second) return; // two asked at once
    bytes_ += bytes;
    ++made_;
}

Matrix ConceptStore::panel(const ReportedConcept& wanted, const std::vector<SessionDate>& sessions,
                           RowRange rows, const ParallelFor& parallel) const {
    Matrix out(rows.size(), column_count_);
    const auto known = history(wanted, parallel);
    ++answered_;
    const auto first = sessions.begin() + static_cast<std::ptrdiff_t>(rows.begin);
    const auto last = sessions.begin() + static_cast<std::ptrdiff_t>(rows.end);
    const auto rowFrom = [&](SessionDate day) {
        return static_cast<std::size_t>(std::lower_bound(first, last, day) - first);
    };
    parallel(companies_.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
            const auto& changes = (*known)[c];
            for (std::size_t k = 0; k < changes.size(); ++k) {
                const std::size_t until = k + 1 < changes.size() ? rowFrom(changes[k + 1].from) : rows.size();
                for (std::size_t row = rowFrom(changes[k].from); row < until; ++row)
                    for (const auto column : companies_[c].columns)
                        out.at(row, column) = changes[k].value;
            }
        }
    });
    return out;
}

} // namespace nautilus::factor
