#pragma once
// One return series with its benchmark, whoever it came from.

#include "engines/analytics/contract/performance.h"
#include "engines/analytics/service/rooms.h"

namespace nautilus::analytics {

struct MeasuredSeries {
    std::string subject;                     ///< portfolio, or "given"
    std::string benchmark;                   ///< empty: none
    std::optional<domain::SessionDate> base; ///< a book's: the session before the first return
    std::vector<domain::SessionDate> dates;  ///< of the returns; empty when none were given
    std::vector<double> returns;             ///< NaN: none
    std::vector<double> market;              ///< of the benchmark; empty without one
    std::vector<double> value, flow;         ///< a book's, per return; else empty
    double base_value = domain::kMissing;    ///< a book's, at the base
    double periods_per_year = 252;
    double risk_free = 0; ///< per period

    [[nodiscard]] bool dated() const { return !dates.empty(); }
};

/// Of a book; a benchmark that has no return on a session has NaN there. Sets what the metadata say of the
/// data. NotFound "/portfolio_id", InvalidArgument "/benchmark", NotComputable. Blocks: for the driver.
[[nodiscard]] kit::Result<MeasuredSeries> seriesOf(const Rooms& rooms, const BookSubject& subject,
                                                   kit::Call& call);
/// Of the caller. InvalidArgument where lengths differ or dates do not rise.
[[nodiscard]] kit::Result<MeasuredSeries> seriesOf(const Rooms& rooms, const GivenSubject& subject,
                                                   kit::Call& call);

} // namespace nautilus::analytics
