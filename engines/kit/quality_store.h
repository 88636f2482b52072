#pragma once
// Port: what quality scans found and which corrections lie over the raw rows. Raw rows are never changed: a
// correction is an overlay that the catalog's answers carry, and each one raises the epoch. Calls block and
// belong on a driver thread.

#include "engines/domain/observation.h"
#include "engines/domain/timestamp.h"
#include "engines/kit/catalog.h"

#include <optional>

namespace nautilus::kit {

/// One finding of a scan. Its id is made of its content, so that the next scan finds the same one again.
struct StoredIssue {
    std::string issue_id; ///< "iss_<content hash>"
    std::string dataset;
    domain::InstrumentId id = 0;
    std::string table; ///< bars_daily, bars_quarantine, corporate_actions, fundamentals, macro_observations
    domain::SessionDate first, last;
    std::int64_t source_row = 0; ///< of the first row; 0 = not known
    std::int64_t rows = 1;
    std::string rule, severity, field;
    double observed = domain::kMissing, proposed = domain::kMissing;
    double factor = domain::kMissing; ///< when finite, the proposal is this factor on every row of the range
    std::string code;
    std::string arguments;      ///< JSON object
    std::string state = "open"; ///< open, repaired, accepted, undone
    std::int64_t epoch = 0;     ///< of the scan
};

struct Correction {
    std::int64_t correction_id = 0; ///< given by the store
    std::string issue_id;           ///< empty = made by hand
    std::string dataset;
    domain::InstrumentId id = 0;
    domain::SessionDate first, last;
    std::string field;                   ///< open, high, low, close, adj_close, volume, dividend
    double old_value = domain::kMissing; ///< raw value of the first row, as it was when this was recorded
    double new_value = domain::kMissing;
    double factor = domain::kMissing; ///< when finite: every row of the range times this
    std::string rule, reason, who;
    domain::Timestamp made_at;
    std::optional<domain::Timestamp> undone_at;
    std::int64_t epoch = 0; ///< that began with it
    /// False when undone, or when the raw row is no longer what it was when this was recorded.
    bool applies = true;
};

/// Rows of one instrument in one data set.
struct BarCount {
    std::string dataset;
    domain::InstrumentId id = 0;
    std::int64_t rows = 0, refused = 0;
    domain::SessionDate first, last;
};

struct RawDailyBars {
    domain::DailyBars bars; ///< untouched, ordered by instrument, session
    std::vector<std::int64_t> source_row;
};

/// Rows of one instrument that are told apart by an instant: bars of one size other than a day, or ticks.
struct TimedSeries {
    std::string table; ///< bars_intraday, trades, quotes
    domain::InstrumentId id = 0;
    std::int64_t period_ns = 0; ///< of bars
    std::int64_t rows = 0;
    std::int64_t first_ns = 0, last_ns = 0;
};

/// Ascending in time, then source row. Bars: open to volume; trades: close is the price, volume the size;
/// quotes: close is the middle, NaN where a side is missing. What a table does not have is empty.
struct TimedRows {
    std::vector<std::int64_t> at_ns; ///< bars: when they close
    std::vector<double> open, high, low, close, volume, bid, ask;
    std::vector<std::int64_t> source_row;
};

struct EarlyMacroValue {
    std::string series;
    domain::SessionDate period_end, knowable_at;
    double value = domain::kMissing;
};

class QualityStore {
public:
    virtual ~QualityStore() = default;
    virtual Result<RawDailyBars> rawBars(const BarQuery& query) = 0;
    virtual Result<std::vector<BarCount>> barCounts() = 0; ///< by data set, instrument
    virtual Result<std::vector<TimedSeries>> timedSeries(const std::string&) { return {}; } ///< by table, id
    /// Those of [from_ns, to_ns) of one of them.
    virtual Result<TimedRows> timedRows(const std::string&, const TimedSeries&, std::int64_t, std::int64_t) {
        return {};
    }
    /// Replaces what earlier scans found about these instruments (all when empty) of the data set; an issue
    /// that is found again keeps its state, and repaired ones stay.
    virtual Result<void> saveScan(const std::string& dataset, const std::vector<domain::InstrumentId>& ids,
                                  const std::vector<StoredIssue>& issues) = 0;
    /// Data sets whose last import was not scanned as a whole, by name: the program ended in between.
    virtual Result<std::vector<std::string>> unscanned() = 0;
    /// The data set's last import has been scanned. saveScan() of the whole set says so by itself.
    virtual Result<void> markScanned(const std::string& dataset) = 0;
    /// Macro values of the data set that claim to have been known before their period ended; by series,
    /// period.
    virtual Result<std::vector<EarlyMacroValue>> earlyMacro(const std::string& dataset) = 0;
    /// Gives issues that are no longer open, or open again, without touching any row.
    virtual Result<void> setState(const std::vector<std::string>& issue_ids, const std::string& state) = 0;
    virtual Result<std::vector<StoredIssue>> issues() = 0;     ///< by data set, instrument, first day, id
    virtual Result<std::vector<Correction>> corrections() = 0; ///< by correction_id
    /// Records them all or none, in this order, marks their issues repaired and raises the epoch. Answers the
    /// new epoch. `old_value` is read from the raw row.
    virtual Result<std::int64_t> correct(std::vector<Correction> corrections) = 0;
    /// Takes them back, marks their issues undone, raises the epoch. Answers the new epoch.
    virtual Result<std::int64_t> undo(const std::vector<std::int64_t>& correction_ids,
                                      domain::Timestamp at) = 0;
};

} // namespace nautilus::kit
