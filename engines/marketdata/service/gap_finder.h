#pragma once
// Which sessions of an instrument have no bar, and which of them a source's data set holds. Blocks: on a
// driver or worker thread.

#include "engines/kit/catalog.h"
#include "engines/marketdata/contract/backfill.h"
#include "engines/marketdata/kernel/session_gaps.h"
#include "engines/marketdata/service/marketdata_service.h"

#include <map>
#include <set>

namespace nautilus::marketdata {

/// Both ends inclusive; what is left out is the first or last bar's session.
struct GapRange {
    std::optional<domain::SessionDate> start, end;
};

struct InstrumentGaps {
    std::vector<domain::SessionDate> rows; ///< sessions with a bar, ascending; the whole data set
    std::vector<domain::SessionDate> expected;
    std::int64_t refused = 0; ///< sessions of the range whose row a rule kept aside
    std::vector<SessionGap> gaps;
    /// Session without a bar -> the data set of a source that holds one.
    std::map<domain::SessionDate, std::string> filled;

    /// Sessions that neither has, ascending.
    [[nodiscard]] std::vector<domain::SessionDate> open() const;
};

class GapFinder {
public:
    /// Reads what rules kept aside once. `directory` must be of the catalog's epoch.
    static kit::Result<GapFinder> make(kit::Catalog& catalog,
                                       std::shared_ptr<const InstrumentDirectory> directory);

    /// NotComputable when the instrument's calendar says of no day that it is a session.
    [[nodiscard]] kit::Result<InstrumentGaps> find(const domain::Instrument& instrument,
                                                   const GapRange& range) const;
    /// A rule keeps a row of that session aside.
    [[nodiscard]] bool refused(domain::InstrumentId id, domain::SessionDate day) const {
        const auto found = refused_.find(id);
        return found != refused_.end() && found->second.contains(day);
    }
    /// The instrument of that symbol and kind in a source's data set, or null.
    [[nodiscard]] const domain::Instrument* twin(const domain::Instrument& of,
                                                 const std::string& dataset) const;

private:
    GapFinder(kit::Catalog& catalog, std::shared_ptr<const InstrumentDirectory> directory)
        : catalog_(&catalog), directory_(std::move(directory)) {}
    /// Fills `filled`, the first data set first.
    kit::Result<void> lookForFilled(const domain::Instrument& instrument, InstrumentGaps& out) const;

    kit::Catalog* catalog_;
    std::shared_ptr<const InstrumentDirectory> directory_;
    std::map<domain::InstrumentId, std::set<domain::SessionDate>> refused_;
};

} // namespace nautilus::marketdata
