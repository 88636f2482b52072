#pragma once
// One data set's bars, actions and facts through the quality rules: rows of the catalog in, issues out.

#include "engines/kit/ports.h"
#include "engines/kit/quality_store.h"
#include "engines/marketdata/kernel/quality_rules.h"
#include "engines/marketdata/service/marketdata_service.h"

#include <map>
#include <set>

namespace nautilus::marketdata {

struct ScanReport {
    std::int64_t instruments = 0, rows = 0, issues = 0;
};

class QualityScan {
public:
    QualityScan(kit::Catalog& catalog, kit::QualityStore& store, kit::Pool& pool,
                const InstrumentDirectory& directory)
        : catalog_(catalog), store_(store), pool_(pool), directory_(directory) {}

    /// Scans one data set, or only `ids` of it (0 = what belongs to no instrument), and saves what was found;
    /// what was found about the others stays. Answers Cancelled when `progress` does.
    kit::Result<ScanReport> run(const kit::Dataset& dataset, const std::vector<domain::InstrumentId>& ids,
                                const kit::Catalog::Progress& progress);

private:
    struct Inputs;
    void takeActions(Inputs& in, const std::vector<domain::CorporateAction>& actions) const;
    kit::Result<void> scanChunk(Inputs& in, const std::vector<domain::InstrumentId>& ids, ScanReport& report);
    kit::Result<void> readOthers(Inputs& in, const std::vector<domain::InstrumentId>& ids);
    /// The rules over the rows [begin, end) of one instrument. On any thread.
    [[nodiscard]] std::vector<QualityIssue> scanInstrument(const Inputs& in, std::size_t begin,
                                                           std::size_t end) const;
    void addIssue(const Inputs& in, domain::InstrumentId id, const QualityIssue& found, std::size_t begin);
    kit::Result<void> scanTimed(const Inputs& in, ScanReport& report);
    kit::Result<void> scanTimedPart(const Inputs& in, const kit::TimedSeries& of, std::int64_t from_ns,
                                    std::int64_t to_ns);
    kit::Result<void> addRefused(Inputs& in);
    kit::Result<void> addLookAhead(const Inputs& in);
    void add(kit::StoredIssue issue);

    kit::Catalog& catalog_;
    kit::QualityStore& store_;
    kit::Pool& pool_;
    const InstrumentDirectory& directory_;
    std::vector<kit::StoredIssue> issues_;
    std::set<std::string> ids_;
};

/// What a scan reads once.
struct QualityScan::Inputs {
    kit::Dataset dataset;
    std::set<domain::InstrumentId> wanted; ///< empty = all
    kit::RawDailyBars raw;
    std::map<std::pair<domain::InstrumentId, domain::SessionDate>, double> dividend, split;
    std::map<domain::InstrumentId, std::vector<domain::SessionDate>> refused;
    std::vector<domain::SessionDate> sessions; ///< of the calendar; empty = not known
    bool has_actions = false;
    /// Closes of instruments of the same symbol in other data sets, by instrument of this one.
    std::map<domain::InstrumentId, std::map<domain::SessionDate, double>> others;

    [[nodiscard]] bool takes(domain::InstrumentId id) const { return wanted.empty() || wanted.contains(id); }
};

/// A finding's arguments and days as a JSON object.
[[nodiscard]] std::string argumentsOf(const QualityIssue& found);

} // namespace nautilus::marketdata
