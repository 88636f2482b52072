#pragma once
// Daily total returns on the sessions of one window, one column per instrument, kept for the catalog's epoch:
// what makes a check cheap.

#include "engines/marketdata/contract/daily_market.h"

#include <map>
#include <mutex>
#include <unordered_map>

namespace nautilus::risk {

/// One instrument at one `as_of`, in its own currency. Immutable.
struct ReturnColumn {
    std::vector<double> returns;     ///< T: total return from the session before; NaN where a bar is missing
    std::size_t count = 0;           ///< returns that are numbers
    double price = domain::kMissing; ///< last close up to `as_of`, as traded
    double daily_value = domain::kMissing; ///< mean traded value of 21 sessions
    domain::SessionDate priced_on;
};
using ReturnColumnPtr = std::shared_ptr<const ReturnColumn>;

class ReturnWindows {
public:
    using Histories = std::vector<marketdata::DailyHistoryPtr>;

    /// The sessions of a window: `count` up to `as_of`.
    [[nodiscard]] static std::vector<domain::SessionDate> sessionsOf(domain::SessionDate as_of,
                                                                     std::size_t count);
    /// One column per history. Any thread; what is not kept yet is made.
    [[nodiscard]] std::vector<ReturnColumnPtr> columns(const Histories& histories, std::int64_t epoch,
                                                       domain::SessionDate as_of, std::size_t count);

private:
    using Columns = std::unordered_map<domain::InstrumentId, ReturnColumnPtr>;
    struct Kept {
        std::vector<domain::SessionDate> sessions;
        Columns columns;
    };
    std::mutex mutex_; // guards what follows
    std::int64_t epoch_ = -1;
    std::map<std::pair<domain::SessionDate, std::size_t>, Kept> kept_;
};

} // namespace nautilus::risk
