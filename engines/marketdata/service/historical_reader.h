#pragma once
// Answers historical requests: from memory, from the catalog, or from a source that has what the catalog
// lacks. Everything runs on the engine's driver.

#include "engines/kit/data_source.h"
#include "engines/kit/engine.h"
#include "engines/kit/ports.h"
#include "engines/marketdata/contract/historical.h"
#include "engines/marketdata/kernel/bar_grid.h"
#include "engines/marketdata/service/marketdata_service.h"
#include "engines/numerics/latency_histogram.h"

#include <list>
#include <map>
#include <mutex>

namespace nautilus::marketdata {

struct InstrumentGaps;

class HistoricalReader {
public:
    struct Parts {
        kit::Ports ports;
        kit::Driver& driver;
        std::function<std::shared_ptr<const InstrumentDirectory>()> directory;
        std::function<kit::DataSources*()> sources;                    ///< null: there are none
        std::function<double(const std::string& dataset)> reliability; ///< overall score; NaN = not known
    };
    explicit HistoricalReader(Parts parts) : parts_(std::move(parts)) {}

    [[nodiscard]] kit::Operation operation();
    /// How long an answer that came from a source is given again. Before the first request.
    void keepSourceAnswers(std::int64_t ns) { source_answer_ns_ = ns; }
    /// Median time until the catalog had answered, ms; NaN before the first. Any thread.
    [[nodiscard]] double latencyMs() const;

private:
    using Done = kit::Done<HistoricalResult>;
    /// One request on its way.
    struct Ask {
        HistoricalRequest request;
        kit::CallPtr call;
        Done done;
        std::string key;
        std::int64_t bar_ns = 0;
        domain::SessionDate from, to;
        std::int64_t begun_ns = 0;
        std::vector<std::string> order; ///< sources still to be asked; "" = the catalog
        std::size_t at = 0;
        bool unknown = false;        ///< the catalog does not know the symbol
        std::size_t said_before = 0; ///< warnings of the request itself
    };
    struct Span {
        std::int64_t from_ns = 0, to_ns = 0; ///< exclusive end
    };
    /// What was read, before it is written.
    struct Rows {
        std::string source, dataset, calendar;
        std::vector<domain::MarketEvent> events; ///< stored bars, trades or quotes
        std::vector<FormedBar> bars;             ///< what `events` became, when they were resampled
        std::string made_of;
        /// Sources that gave single bars beside `source`: an event's `line` is its place here, from 1 on; 0
        /// stands for `source` itself.
        std::vector<std::string> others;
    };
    void begin(HistoricalRequest request, kit::CallPtr call, Done done);
    void run(std::shared_ptr<Ask> ask);
    void next(std::shared_ptr<Ask> ask);
    void take(std::shared_ptr<Ask> ask, const std::string& source, kit::Result<kit::HistoryRows> answer);
    void finish(const std::shared_ptr<Ask>& ask, Rows rows);
    [[nodiscard]] kit::Result<Rows> fromCatalog(const Ask& ask, kit::Call& call);
    /// The data sets that hold the symbol: those of their own right, and those that sources filled in.
    struct Holders {
        std::vector<const domain::Instrument*> own, filled;
    };
    [[nodiscard]] Holders holdersOf(const Ask& ask, const InstrumentDirectory& directory) const;
    /// Daily bars of sessions that the data set lacks, out of what sources filled in; each keeps its source.
    kit::Result<void> fillIn(const Ask& ask, const domain::Instrument& instrument,
                             const std::vector<const domain::Instrument*>& filled, Rows& rows);
    void fillFrom(const Ask& ask, const domain::Instrument& other, const domain::DailyBars& bars,
                  InstrumentGaps& gaps, const std::map<domain::SessionDate, double>& own, Rows& rows);
    [[nodiscard]] kit::Result<Rows> barsOf(const Ask& ask, const domain::Instrument& instrument);
    [[nodiscard]] kit::Result<Rows> ticksOf(const Ask& ask, const domain::Instrument& instrument);
    [[nodiscard]] kit::Result<Rows> dailyOf(const Ask& ask, const domain::Instrument& instrument);
    kit::Result<void> adjust(const Ask& ask, const domain::Instrument& instrument, Rows& rows);
    void resample(const Ask& ask, Rows& rows) const;

    /// An answer with all that was said about it.
    struct Remembered {
        std::string key;
        std::int64_t until_ns =
            0; ///< steady; answers of a source are of their moment. 0 = while the epoch lasts
        HistoricalResult result;
        std::vector<kit::Warning> warnings;
        std::vector<std::pair<std::string, std::string>> methods;
        std::optional<domain::SessionDate> data_as_of;
        kit::Value data_sources_used;
    };
    [[nodiscard]] const Remembered* remembered(const std::string& key);
    void remember(const Ask& ask, const HistoricalResult& result, kit::Value data_sources_used);
    /// Forgets the answer at this place of the memory.
    void forget(std::list<Remembered>::iterator at);
    void judge(const Ask& ask, const Rows& rows, HistoricalResult& out);
    void answerAgain(const Ask& ask, const Remembered& known) const;

    Parts parts_;
    std::int64_t source_answer_ns_ = 0;
    std::list<Remembered> memory_; ///< newest first
    std::size_t memory_bytes_ = 0;
    mutable std::mutex figures_mutex_; // guards latency_, which the sources listing reads
    numerics::LatencyHistogram latency_;
};

} // namespace nautilus::marketdata
