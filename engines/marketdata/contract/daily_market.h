#pragma once
// Daily prices of single instruments and rates between currencies, for engines to the right: read from the
// catalog when somebody asks, kept for the epoch and shared.

#include "engines/domain/observation.h"
#include "engines/marketdata/contract/instrument_directory.h"

#include <memory>
#include <optional>
#include <span>

namespace nautilus::marketdata {

/// The stored sessions of one instrument, oldest first. Prices stand on the data set's price basis.
/// Immutable.
struct DailyHistory {
    domain::InstrumentId id = 0;
    std::vector<domain::SessionDate> session;
    std::vector<double> close;                    ///< without dividends; NaN = none
    std::vector<double> adj_close;                ///< with dividends: its ratios are total returns
    std::vector<double> volume;                   ///< units, on the price basis
    std::vector<domain::CorporateAction> actions; ///< by ex date, type
    domain::SessionDate price_basis;

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t size() const { return session.size(); }
    /// Place of the last bar on or before the day; kNone when there is none.
    [[nodiscard]] std::size_t placeAtOrBefore(domain::SessionDate day) const;
    /// Place of the bar of that very day; kNone when there is none.
    [[nodiscard]] std::size_t placeOn(domain::SessionDate day) const;
    /// What a price on the basis is multiplied with to be the price as it was traded on that day: the ratios
    /// of the splits after it up to the price basis.
    [[nodiscard]] double tradedScale(domain::SessionDate day) const;
    /// Simple return with dividends from the session before; NaN at place 0 and where a price is missing.
    [[nodiscard]] double totalReturn(std::size_t place) const;
    /// Mean of price as traded times volume as traded over the last `sessions` sessions up to the place,
    /// those without a number left out; NaN without any.
    [[nodiscard]] double averageDailyValue(std::size_t place, std::size_t sessions) const;
};
using DailyHistoryPtr = std::shared_ptr<const DailyHistory>;

/// The default of `as_of`: the latest session on which at least 90 % of the histories that are not delisted
/// (last bar more than 10 sessions before the newest one of the catalog) have a bar. nullopt when none has a
/// bar.
[[nodiscard]] std::optional<domain::SessionDate>
latestCommonSession(std::span<const DailyHistoryPtr> histories, domain::SessionDate newest_of_catalog);

class DailyMarket {
public:
    virtual ~DailyMarket() = default;
    /// Of this moment; its epoch rises with imports. Any thread; never null.
    [[nodiscard]] virtual std::shared_ptr<const InstrumentDirectory> directory() const = 0;
    /// One per id, in that order; of an instrument without bars an empty one. Blocks when something is not
    /// kept yet: for a driver or a worker.
    virtual kit::Result<std::vector<DailyHistoryPtr>>
    histories(std::span<const domain::InstrumentId> ids) = 0;
    /// Units of `to` per unit of `from` over time, of the instrument named "<from><to>" of asset class fx, or
    /// the inverse of "<to><from>"; null when the catalog has neither. Blocks as above.
    virtual kit::Result<DailyHistoryPtr> rates(const std::string& from, const std::string& to) = 0;
};

} // namespace nautilus::marketdata
