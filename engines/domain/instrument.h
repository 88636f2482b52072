#pragma once
// What is traded, and how it is named, classified and grouped over time.

#include "engines/domain/panel.h"

#include <string>

namespace nautilus::domain {

struct Instrument {
    InstrumentId id = 0;
    std::int64_t company_id = 0; ///< listed classes of one company share it
    std::string symbol;          ///< the latest one; see Alias
    std::string name;
    std::string security_type; ///< stock, etf, index, option, future ...
    std::string asset_class;   ///< equities, bonds, commodities, fx, crypto, cash
    std::string currency;      ///< ISO 4217
    std::string calendar;      ///< "XNYS"
    double multiplier = 1.0;
    double tick = 0.01;
    double lot = 1.0;
    std::string dataset; ///< which import brought it
};

/// A symbol at a venue from `from` up to, not including, `to`. Tickers are reused: resolve them at a date.
struct Alias {
    InstrumentId id = 0;
    std::string symbol;
    std::string venue;
    SessionDate from;
    SessionDate to;
};

/// Membership of a class of a scheme ("gics_sector", "gics_industry_group", "gics_sub_industry").
struct Classification {
    InstrumentId id = 0;
    std::string scheme;
    std::string value;
    SessionDate from;
    SessionDate to;
    bool hindsight = false; ///< known only from a later snapshot
};

/// A spell in a universe, `to` exclusive.
struct UniverseSpell {
    InstrumentId id = 0;
    SessionDate from;
    SessionDate to;
    SessionDate knowable_at;
};

inline constexpr SessionDate kBeginningOfTime{-1'000'000};
inline constexpr SessionDate kEndOfTime{1'000'000};

} // namespace nautilus::domain
