#pragma once
// Any reported concept as a panel, as known at every session's close: flows over the last four quarters, what
// stands on a day as of the newest report. Which fact stands for a period: domain/known_facts.h. Older than
// 18 months is missing.

#include "engines/domain/observation.h"
#include "engines/factor/kernel/cross_section.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace nautilus::factor {

/// A reported concept of the catalog and how it becomes one figure.
struct ReportedConcept {
    std::string name;
    bool flow = false; ///< summed over four quarters; else the newest report's
};

/// Concepts that can be panels: amounts of money. Share counts and per-share figures are left out, since they
/// need the splits; caps and growth trends are made of them.
[[nodiscard]] std::vector<ReportedConcept> reportedConcepts(const domain::FactTable& table);

/// What one company's figure was from a day on; the days ascend, and two in a row differ.
struct ConceptChange {
    domain::SessionDate from;
    double value = domain::kMissing;
};
/// One concept: the changes of every company, in the order of the store's companies.
using ConceptHistory = std::vector<std::vector<ConceptChange>>;

/// The facts of an epoch and the histories of concepts made of them: each made when it is first asked for,
/// kept as changes (16 bytes each, at most two per fact), and laid out as a panel for the sessions wanted.
/// Shared by all who read the epoch, and by later ones as long as the facts stay. Any thread.
class ConceptStore {
public:
    struct Listing {
        domain::InstrumentId id = 0;
        std::int64_t company_id = 0;
    };
    /// `columns`: the stocks, in the order of the panels.
    ConceptStore(std::shared_ptr<const domain::FactTable> facts, const std::vector<Listing>& columns);

    /// The same stocks with other facts: what no changed instrument belongs to is taken over.
    [[nodiscard]] std::shared_ptr<ConceptStore>
    renewed(std::shared_ptr<const domain::FactTable> facts,
            const std::vector<domain::InstrumentId>& changed) const;

    [[nodiscard]] const domain::FactTable& facts() const { return *facts_; }
    /// All facts of one company, of all its listed classes. Companies ascend by id.
    [[nodiscard]] std::vector<domain::Fact> factsOf(std::size_t company) const;
    [[nodiscard]] std::size_t companyCount() const { return companies_.size(); }
    [[nodiscard]] const std::vector<std::size_t>& columnsOf(std::size_t company) const {
        return companies_[company].columns;
    }
    /// Whether one of these instruments is a listed class of the company.
    [[nodiscard]] bool holds(std::size_t company, const std::vector<domain::InstrumentId>& ids) const;

    /// rows.size() x stocks of `sessions[rows.begin ...]`; every listed class has its company's figure.
    [[nodiscard]] domain::Matrix panel(const ReportedConcept& wanted,
                                       const std::vector<domain::SessionDate>& sessions, RowRange rows,
                                       const ParallelFor& parallel) const;

    [[nodiscard]] std::size_t bytes() const { return bytes_; }        ///< of the histories that were made
    [[nodiscard]] std::size_t histories() const { return made_; }     ///< how many
    [[nodiscard]] std::int64_t answered() const { return answered_; } ///< panels laid out

private:
    struct Company {
        std::int64_t id = 0;
        std::vector<std::size_t> columns;
        std::vector<domain::InstrumentId> ids;
    };
    using Key = std::pair<std::string, bool>;

    ConceptStore() = default;
    [[nodiscard]] std::shared_ptr<const ConceptHistory> history(const ReportedConcept& wanted,
                                                                const ParallelFor& parallel) const;
    void fillHistory(const ReportedConcept& wanted, std::int32_t index, std::size_t company,
                     std::vector<ConceptChange>& out) const;
    void keep(const Key& key, std::shared_ptr<const ConceptHistory> made) const;

    std::shared_ptr<const domain::FactTable> facts_;
    std::size_t column_count_ = 0;
    std::vector<Company> companies_;
    mutable std::mutex mutex_; // guards histories_
    mutable std::map<Key, std::shared_ptr<const ConceptHistory>> histories_;
    mutable std::atomic<std::size_t> bytes_{0};
    mutable std::atomic<std::size_t> made_{0};
    mutable std::atomic<std::int64_t> answered_{0};
    /// Of the store that this one comes from: what it had, and which companies are other ones now.
    std::map<Key, std::shared_ptr<const ConceptHistory>> older_;
    std::vector<std::uint8_t> changed_;
};

} // namespace nautilus::factor
