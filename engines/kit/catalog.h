#pragma once
// Port: the catalog of market data, fundamentals and macro series. All calls block and belong on a driver
// thread; every answer is ordered as stated, so that sums taken from it are reproducible.

#include "engines/domain/instrument.h"
#include "engines/domain/observation.h"
#include "engines/kit/import_plan.h"
#include "engines/kit/result.h"
#include "engines/kit/row_marks.h"
#include "engines/kit/stored_series.h"

#include <functional>
#include <span>
#include <string_view>

namespace nautilus::kit {

/// One imported data set.
struct Dataset {
    std::string name;
    std::string title;
    domain::SessionDate price_basis; ///< prices and share counts are on the basis of this day
    std::string calendar;
    std::string notes;
};

/// A membership list and a data set that holds members of it.
struct Universe {
    std::string name;
    std::string dataset;
};

struct BarQuery {
    std::vector<domain::InstrumentId> instruments; ///< empty = all
    domain::SessionDate from = domain::kBeginningOfTime;
    domain::SessionDate to = domain::kEndOfTime; ///< inclusive
    std::string dataset;                         ///< empty = all
    bool closes_only = false;                    ///< leaves open, high and low empty
};

/// First and last session with a bar.
struct BarSpan {
    domain::InstrumentId id = 0;
    domain::SessionDate first;
    domain::SessionDate last;
};

/// Row counts of one import; nothing is lost: rows_read = rows_imported + rows_quarantined + rows_unchanged.
struct ImportReport {
    std::string dataset;
    std::int64_t rows_read = 0;
    std::int64_t rows_imported = 0;
    std::int64_t rows_quarantined = 0;
    std::int64_t rows_unchanged = 0;
    std::int64_t instruments = 0;
    std::int64_t catalog_epoch = 0;
    std::string kind{};
    std::int64_t quality_issues = 0; ///< open ones of the data set afterwards, rows kept aside among them
    std::int64_t rows_changed = 0;   ///< of rows_imported: rows that replaced one of the same key
    std::vector<std::string> warnings{};
    /// Instruments with rows that are new, changed or newly refused; 0 stands for rows of no instrument.
    std::vector<domain::InstrumentId> touched{};
    bool touched_all = true; ///< what was taken in concerns every instrument of the data set
};

/// A row that a quality rule refused, kept aside with the rule's name.
struct QuarantinedRow {
    domain::InstrumentId id = 0;
    domain::SessionDate session;
    std::string reason;
    std::string source;
    std::int64_t source_row = 0;
};

/// Rows of one instrument as a source gave them, in the order of session, then source row.
struct RawBars {
    domain::InstrumentId id = 0;
    std::string_view security_type;
    std::span<const domain::SessionDate> session;
    std::span<const double> open, high, low, close, adj_close, volume;
    std::string_view calendar = "XNYS"; ///< "none": every day may be a session
};
/// Names the rule that refuses each row; empty text = accepted. One entry per row.
using BarRules = std::function<std::vector<std::string_view>(const RawBars&)>;

/// Where stored values came from. Bars: `name` empty, `at` the session. Facts: `name` the concept, `at` the
/// period's end. Macro: `name` the series, `at` the period's end.
struct SourceRow {
    std::string name;
    std::string dataset;
    std::string source;
    std::int64_t source_row = 0; ///< 0 = not recorded
    std::string accession;
    std::string form;
    domain::SessionDate at;
    domain::SessionDate knowable_at;
    double value = domain::kMissing;    ///< bars: the close
    double adjusted = domain::kMissing; ///< bars: adj_close
    std::string unit;
    std::int64_t priority = 0;
    bool restated = false;
};

class Catalog {
public:
    virtual ~Catalog() = default;

    /// Rises with every import; 0 = nothing imported yet.
    [[nodiscard]] virtual std::int64_t epoch() const = 0;
    [[nodiscard]] virtual bool connected() const = 0;

    virtual Result<std::vector<Dataset>> datasets() = 0;
    virtual Result<std::vector<domain::Instrument>> instruments() = 0;         ///< by id
    virtual Result<std::vector<domain::Alias>> aliases() = 0;                  ///< by symbol, from
    virtual Result<std::vector<domain::Classification>> classifications() = 0; ///< by id, scheme, from
    virtual Result<std::vector<Universe>> universes() = 0;                     ///< by name, dataset
    virtual Result<std::vector<domain::UniverseSpell>> universe(std::string_view name) = 0; ///< by id, from
    virtual Result<domain::DailyBars> dailyBars(const BarQuery& query) = 0;      ///< by instrument, session
    virtual Result<std::vector<BarSpan>> barSpans() = 0;                         ///< by id
    virtual Result<std::vector<domain::CorporateAction>> corporateActions() = 0; ///< by id, ex date, type
    virtual Result<domain::FactTable> fundamentals() = 0;
    /// Marks of the daily bars that `dailyBars` answers for these instruments (empty = all); by session.
    virtual Result<std::vector<SessionMark>> barMarks(const std::vector<domain::InstrumentId>& ids);
    /// Marks of what `fundamentals` answers; by id.
    virtual Result<std::vector<FactMark>> factMarks();
    /// The rows of `fundamentals` that belong to some instruments, in its order; concepts as they occur.
    virtual Result<domain::FactTable> fundamentalsOf(const std::vector<domain::InstrumentId>& ids);
    virtual Result<std::vector<domain::MacroValue>>
    macro(std::string_view series) = 0; ///< by knowable_at, period
    virtual Result<std::vector<QuarantinedRow>> quarantine() = 0;
    /// Bars of one instrument by session, both ends inclusive.
    virtual Result<std::vector<SourceRow>> barSources(domain::InstrumentId id, domain::SessionDate from,
                                                      domain::SessionDate to) = 0;
    /// Reported facts of some instruments, by concept, period's end, knowable_at, priority.
    virtual Result<std::vector<SourceRow>> factSources(const std::vector<domain::InstrumentId>& ids) = 0;
    /// Observations of one series, by knowable_at, period's end.
    virtual Result<std::vector<SourceRow>> macroSources(std::string_view series) = 0;

    /// Bars of another size than a day, by the time they close.
    virtual Result<SizedBars> sizedBars(const SeriesQuery&, std::int64_t) {
        return fail(ErrorCode::Unsupported, "this catalog holds daily bars only");
    }
    /// Sizes of the bars of one instrument, ascending; a day is not among them.
    virtual Result<std::vector<std::int64_t>> barSizes(domain::InstrumentId) {
        return std::vector<std::int64_t>{};
    }
    /// Trades and quotes of one instrument, by time, source, row.
    virtual Result<StoredTicks> ticks(const SeriesQuery&) {
        return fail(ErrorCode::Unsupported, "this catalog holds no ticks");
    }
    virtual Result<std::vector<MacroSpan>> macroSpans() { // by series, dataset
        return fail(ErrorCode::Unsupported, "this catalog lists no series");
    }
    /// By name, dataset. `today` counts where a data set has no daily bars.
    virtual Result<std::vector<UniverseSpan>> universeSpans(domain::SessionDate) {
        return fail(ErrorCode::Unsupported, "this catalog lists no universes");
    }

    /// Progress in [0, 1] with a line for people; returns false to cancel.
    using Progress = std::function<bool(double fraction, std::string_view what)>;
    /// Imports a data set folder (resources/demo layout). Idempotent; raises the epoch when anything changed.
    /// Rows that `rules` refuse are kept in quarantine, whole, with the reason.
    virtual Result<ImportReport> importDataset(const std::string& folder, const BarRules& rules,
                                               const Progress& progress) = 0;

    /// Looks at the first rows of files on this machine. InvalidArgument names what cannot be read.
    virtual Result<FileSample> sampleFiles(const std::vector<std::string>&, const ReadWishes&) {
        return fail(ErrorCode::Unsupported, "this catalog takes no files");
    }
    /// Carries a plan out, in one transaction. Rows that cannot be read or that `rules` refuse are kept in
    /// quarantine. The same rows again change nothing and leave the epoch.
    virtual Result<ImportReport> importFiles(const ImportPlan&, const BarRules&, const Progress&) {
        return fail(ErrorCode::Unsupported, "this catalog takes no files");
    }
    /// The same for rows that no file holds, as columns of the plan's fields; the plan's one file names their
    /// source. Every column of the plan must be among `rows`, all of one length.
    virtual Result<ImportReport> importRows(const ImportPlan&, const Table&, const BarRules&,
                                            const Progress&) {
        return fail(ErrorCode::Unsupported, "this catalog takes no rows");
    }
    /// What is wrong with a folder before any zip file of it is opened; InvalidArgument "/folder".
    virtual Result<void> checkLean(const std::string&) {
        return fail(ErrorCode::Unsupported, "this catalog takes no LEAN folders");
    }
    /// Imports a folder in the layout of LEAN (zipped bars and ticks, factor and map files) into one data
    /// set, in one transaction. The same files again change nothing.
    virtual Result<ImportReport> importLean(const std::string&, const std::string&, const BarRules&,
                                            const Progress&) {
        return fail(ErrorCode::Unsupported, "this catalog takes no LEAN folders");
    }
    /// The same, undone again: says what would come of it.
    virtual Result<ImportTrial> tryFiles(const ImportPlan&, const BarRules&) {
        return fail(ErrorCode::Unsupported, "this catalog takes no files");
    }
};

} // namespace nautilus::kit
