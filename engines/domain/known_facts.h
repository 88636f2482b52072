#pragma once
// Which reported facts of a company were known on a date, and which of them stand for a period: the one place
// that reads filings point in time.
//
// - A fact counts from its knowable_at on; suspect facts never.
// - Period ends within kSamePeriodDays are the same period (sources round to month ends). Of several values
// of
//   one period that are known, first-filed beats restated, then the source's priority, then the earlier date.
// - An item whose period ended more than kStaleDays ago is missing, not carried.
// - Flows over four quarters: the fiscal year when it is the newest period; else four consecutive single
//   quarters; else fiscal year + year to date - year to date a year before; else the last fiscal year.
// - Shares: the newest outstanding count; instead the newest diluted one when its period ended more than 100
//   days later, or when it is of the same or a later period and more than 15 % away: outstanding counts of
//   old reports are income over earnings per share and go wrong where the two do not belong together.
// - Share counts are brought to the price basis by the splits with an ex-date after the fact's own split
// basis
//   (as a rule the filing: earlier counts are restated for splits before it).

#include "engines/domain/observation.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::domain {

inline constexpr int kSamePeriodDays = 10;
inline constexpr int kStaleDays = 548; ///< 18 months
inline constexpr double kDaysPerYear = 365.25;

struct Split {
    SessionDate ex_date;
    double ratio = 1.0; ///< new shares per old share
};

/// What a count of `basis` is multiplied with to stand on the price basis.
[[nodiscard]] double splitFactor(std::span<const Split> splits, SessionDate basis);

/// One value of one period.
struct KnownPeriod {
    SessionDate period_end;
    const Fact* fact = nullptr;
};

[[nodiscard]] bool samePeriod(SessionDate a, SessionDate b);

/// A figure and the facts that it was made of, in the order in which they were taken.
struct KnownFigure {
    double value = kMissing;
    std::array<const Fact*, 4> facts{};
    std::size_t count = 0;
    [[nodiscard]] std::span<const Fact* const> madeOf() const { return std::span(facts).first(count); }
};

/// A company's usable facts by concept, newest period first: sorted once, read for every date. The facts and
/// names that it is made of must outlive it.
class OrderedFacts {
public:
    OrderedFacts(std::span<const Fact> facts, std::span<const std::string> concepts);
    [[nodiscard]] std::span<const Fact* const> of(std::string_view name) const;

private:
    std::span<const std::string> concepts_;
    std::vector<std::vector<const Fact*>> by_concept_;
};

/// What is known at one date. `kinds` are letters of Fact::period.
class KnownFacts {
public:
    KnownFacts(const OrderedFacts& facts, SessionDate at) : facts_(facts), at_(at) {}

    [[nodiscard]] SessionDate at() const { return at_; }
    /// Best value per period, newest period first; with `stale_too` those older than kStaleDays as well.
    [[nodiscard]] std::vector<KnownPeriod> periods(std::string_view name, std::string_view kinds,
                                                   bool stale_too) const;
    /// The newest value that is fresh enough.
    [[nodiscard]] KnownFigure newest(std::string_view name, std::string_view kinds = "IFQY") const;
    /// A flow over four quarters.
    [[nodiscard]] KnownFigure fourQuarters(std::string_view name) const;
    /// Shares of the company on the price basis; they may be older than kStaleDays.
    [[nodiscard]] KnownFigure shares(std::span<const Split> splits) const;

private:
    const OrderedFacts& facts_;
    SessionDate at_;
};

} // namespace nautilus::domain
