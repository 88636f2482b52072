#pragma once
// Takes what the catalog stores of the subscribed lines and lays it out in the order of time. Blocks for
// queries.

#include "engines/domain/market_event.h"
#include "engines/kit/data_source.h"
#include "plugins/sdk/symbol_directory.h"
#include "plugins/sources/replay/replay_track.h"

#include <map>
#include <optional>
#include <vector>

namespace nautilus::sources {

/// A subscribed line with what there is of it.
struct ReplayLine {
    std::uint32_t line = 0;
    std::string symbol;
    unsigned kinds = 0;              ///< Capability::kBars | kQuotes | kTrades
    domain::InstrumentId daily = 0;  ///< instrument with daily bars; 0 = none
    domain::InstrumentId timed = 0;  ///< instrument with ticks or bars within a day; 0 = none
    std::string zone = "UTC";        ///< whose days those of `timed` are
    bool sessions = true;            ///< daily bars close with New York's exchange
    std::vector<std::int64_t> sizes; ///< of the bars within a day of `timed`
};

class ReplayLoader {
public:
    explicit ReplayLoader(kit::Catalog& catalog) : catalog_(catalog), directories_(catalog) {}

    /// NotFound when the symbol is unknown, or nothing of the kinds is stored of it. Ticks come before bars:
    /// a line with both replays the day that it has ticks of, not its daily bars.
    kit::Result<ReplayLine> find(const kit::LineWish& wish, const std::string& dataset);

    /// The first day in [from, to] of which any line has ticks or bars within the day.
    kit::Result<std::optional<domain::SessionDate>> nextDay(const std::vector<ReplayLine>& lines,
                                                            domain::SessionDate from, domain::SessionDate to);
    /// Ticks and bars within the day; the pace is that of the events' own times.
    kit::Result<ReplayStretch> day(const std::vector<ReplayLine>& lines, domain::SessionDate day);
    /// Daily bars at their close, one session every `session_ns`. Without `from`: the last year before the
    /// last bar of any line.
    kit::Result<ReplayStretch> sessions(const std::vector<ReplayLine>& lines,
                                        std::optional<domain::SessionDate> from,
                                        std::optional<domain::SessionDate> to, std::int64_t session_ns);

private:
    kit::Result<void> findTimed(const std::vector<const domain::Instrument*>& candidates, ReplayLine& line);
    kit::Result<void> findDaily(const std::vector<const domain::Instrument*>& candidates, ReplayLine& line);
    kit::Result<void> addTicks(const ReplayLine& line, domain::SessionDate day,
                               std::vector<domain::MarketEvent>& out);
    kit::Result<void> addBars(const ReplayLine& line, domain::SessionDate day,
                              std::vector<domain::MarketEvent>& out);
    kit::Result<std::map<domain::InstrumentId, kit::BarSpan>> spans();

    kit::Catalog& catalog_;
    sdk::SymbolDirectories directories_;
    std::mutex mutex_; // guards what follows
    std::int64_t spans_epoch_ = -1;
    std::map<domain::InstrumentId, kit::BarSpan> spans_;
};

} // namespace nautilus::sources
