#pragma once
// The job that asks the sources for sessions without a bar. What is found stands in the data set of the
// source that gave it. Sessions that a source's data set holds already are not asked for again, so the same
// job twice changes nothing, and one that was ended is gone on with by starting it again.

#include "engines/kit/data_source.h"
#include "engines/marketdata/service/gap_finder.h"

#include <deque>
#include <functional>

namespace nautilus::marketdata {

class Backfill {
public:
    struct Parts {
        kit::Catalog& catalog;
        kit::DataSources& sources;
        std::function<std::shared_ptr<const InstrumentDirectory>()> directory;
        /// Into the catalog by the way that every import takes.
        std::function<kit::Result<kit::ImportReport>(const kit::ImportPlan& plan, const kit::Table& rows,
                                                     const kit::Catalog::Progress& progress)>
            import;
    };
    static constexpr const char* kNoSource = "no installed source can be asked for bars of the past";
    explicit Backfill(Parts parts) : parts_(std::move(parts)) {}

    /// The sources to ask, in order: those that are named, then the failover order, each once. Only those
    /// that answer historical requests for bars; invented values only of named ones and when that is allowed.
    /// InvalidArgument "/sources/N" for a named one that cannot be asked. Empty: there is none.
    static kit::Result<std::vector<std::string>> sourcesFor(const kit::DataSources& sources,
                                                            const BackfillRequest& request);

    /// Blocks until all is done, or Cancelled; what was imported until then stays.
    kit::Result<BackfillResult> run(const BackfillRequest& request, const kit::Catalog::Progress& progress);

private:
    using Days = std::vector<domain::SessionDate>;
    /// Bars of one source on their way into its data set; instruments of one kind share an import.
    struct Parcel {
        std::string source, security_type, currency, calendar;
        kit::Table::Texts symbol;
        kit::Table::Dates session;
        kit::Table::Numbers open, high, low, close, volume;
    };
    struct Work {
        const BackfillRequest& request;
        const kit::Catalog::Progress& progress;
        std::vector<std::string> order;
        BackfillResult result;
        std::map<std::string, BackfillSourceUse> uses;
        std::set<std::string> spent; ///< sources whose budget is used up
        std::deque<Parcel> parcels;  ///< they stay where they are
        std::size_t rows_waiting = 0;
        double done = 0; ///< share of the symbols
    };
    kit::Result<void> fillSymbol(Work& work, const GapFinder& finder, const domain::Instrument& instrument);
    /// Asks one source; takes the days it gave out of `missing`.
    kit::Result<void> askSource(Work& work, const GapFinder& finder, const std::string& id,
                                const domain::Instrument& instrument, const InstrumentGaps& gaps,
                                Days& missing, BackfilledSymbol& view);
    [[nodiscard]] static Parcel& parcelFor(Work& work, const std::string& source,
                                           const domain::Instrument& instrument);
    /// Packs the bars of the days that are wanted, each day once.
    static void pack(Work& work, Parcel& parcel, const domain::Instrument& instrument,
                     const std::vector<domain::MarketEvent>& events, const Days& wanted,
                     std::set<domain::SessionDate>& given);
    /// One answer; nothing when the source failed, which is noted.
    kit::Result<std::optional<kit::Table>> askOnce(Work& work, kit::DataSource& source,
                                                   const kit::HistoryRequest& wish, BackfilledSymbol& view);
    kit::Result<void> flush(Work& work);
    /// Looks again at every symbol: what is there now counts, not what was sent.
    kit::Result<void> settle(Work& work);

    Parts parts_;
};

} // namespace nautilus::marketdata
