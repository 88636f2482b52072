#pragma once
// Bars as indicators read them: the caller's own, or those of the catalog.

#include "engines/domain/instrument.h"
#include "engines/domain/timeframe.h"
#include "engines/domain/timestamp.h"
#include "engines/kit/catalog.h"
#include "engines/numerics/indicators/indicator_table.h"

#include <span>
#include <string>
#include <vector>

namespace nautilus::features {

inline constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;

/// Bars of one size, oldest first, without gaps of meaning: `at_ns` is when a stored bar closed, or the time
/// that the caller gave. NaN = not given.
struct BarSeries {
    std::int64_t bar_ns = kDayNs;
    std::vector<std::int64_t> at_ns;
    std::vector<double> open, high, low, close, volume;

    [[nodiscard]] std::size_t size() const { return at_ns.size(); }
    [[nodiscard]] numerics::BarInput bar(std::size_t i) const {
        return {open[i], high[i], low[i], close[i], volume[i]};
    }
    [[nodiscard]] numerics::BarColumns columns() const { return columnsFrom(0); }
    /// Without the first bars.
    [[nodiscard]] numerics::BarColumns columnsFrom(std::size_t first) const {
        const auto rest = [&](const std::vector<double>& all) { return std::span(all).subspan(first); };
        return {rest(open), rest(high), rest(low), rest(close), rest(volume)};
    }
    void push(std::int64_t at, const numerics::BarInput& bar);
    /// Puts `earlier` in front.
    void prepend(const BarSeries& earlier);
    /// Only the last `most` bars.
    void keepLast(std::size_t most);
};

/// The day of an instant: of the exchange for daily bars (their session), else UTC.
[[nodiscard]] domain::SessionDate dayOf(std::int64_t at_ns);
/// When a session's bar is known: the exchange's close; for other calendars the end of the day, UTC.
[[nodiscard]] std::int64_t closeOf(domain::SessionDate session, std::string_view calendar);

struct BarWish {
    std::int64_t bar_ns = kDayNs;
    domain::SessionDate from = domain::kBeginningOfTime;
    domain::SessionDate to = domain::kEndOfTime; ///< inclusive
    bool adjusted = false;                       ///< daily bars only
};

/// Stored bars of one instrument. Blocks.
kit::Result<BarSeries> storedBars(kit::Catalog& catalog, const domain::Instrument& instrument,
                                  const BarWish& wish);

/// Cuts the daily bars of a query (by instrument, session) into one series per instrument.
[[nodiscard]] std::vector<std::pair<domain::InstrumentId, BarSeries>>
seriesByInstrument(const domain::DailyBars& bars, bool adjusted);

} // namespace nautilus::features
