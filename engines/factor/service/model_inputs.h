#pragma once
// Everything the factor model reads, as panels over one pair of axes: sessions x stocks. Loaded from the
// catalog once per epoch, immutable afterwards.

#include "engines/domain/instrument.h"
#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/macro_sensitivity.h"
#include "engines/factor/kernel/point_in_time.h"
#include "engines/factor/service/universe_choice.h"
#include "engines/kit/ports.h"

#include <memory>
#include <string>

namespace nautilus::factor {

/// A return may bridge at most this many sessions without a bar; across a longer gap there is no return.
inline constexpr std::size_t kLongestGap = 5;
/// Factor returns start on the first session with this many names in the estimation universe. A data set
/// without a membership list is taken as it is: there kMinOwnNames do.
inline constexpr std::size_t kMinUniverse = 300;
inline constexpr std::size_t kMinOwnNames = 20;
/// Group of the stocks that a data set without a membership list does not classify.
inline constexpr const char* kUnclassified = "Unclassified";

struct Stock {
    domain::InstrumentId id = 0;
    std::int64_t company_id = 0;
    std::string symbol;
    std::string name;
};

/// Row-major flags, sessions x stocks.
struct Flags {
    std::size_t columns = 0;
    std::vector<std::uint8_t> values;
    Flags() = default;
    Flags(std::size_t rows, std::size_t columns_) : columns(columns_), values(rows * columns_, 0) {}
    [[nodiscard]] std::span<std::uint8_t> row(std::size_t r) {
        return {values.data() + r * columns, columns};
    }
    [[nodiscard]] std::span<const std::uint8_t> row(std::size_t r) const {
        return {values.data() + r * columns, columns};
    }
    [[nodiscard]] MaskView view() const {
        return {values.data(), columns ? values.size() / columns : 0, columns};
    }
};

/// Fundamentals of every stock on every session (NaN = not known), on the price basis. `shares`: of the
/// company, all listed classes together.
struct FundamentalPanels {
    domain::Matrix equity, total_assets, long_term_debt, short_term_debt, preferred_equity, net_income,
        revenue, operating_cash_flow, eps_growth, sales_growth, days_since_filing, filing_lag_days,
        late_filing, restatement, shares;
};

/// A reported concept of the catalog and how it becomes one figure.
struct ReportedConcept {
    std::string name;
    bool flow = false; ///< summed over four quarters; else the newest report's
};

struct ModelInputs {
    UniverseChoice universe;
    std::int64_t epoch = 0;
    domain::SessionDate price_basis;
    std::vector<domain::SessionDate> sessions;
    std::vector<Stock> stocks; ///< by id

    domain::Matrix open, high, low; ///< on the price basis, not adjusted for dividends
    domain::Matrix close;           ///< the same
    domain::Matrix volume;          ///< shares, on the price basis
    domain::Matrix returns;         ///< simple, with dividends
    domain::Matrix turnover;        ///< volume / shares
    domain::Matrix market_cap;      ///< of the listing: price * company shares / listed classes
    domain::Matrix
        company_cap; ///< of all listed classes together: what the company's figures are compared with
    domain::Matrix dividends; ///< paid over the trailing twelve months per share, on the price basis
    FundamentalPanels fundamentals;
    std::vector<ReportedConcept> concepts; ///< by name; panels of them are made when asked for

    std::vector<std::string> sectors;             ///< names, sorted; kUnclassified last
    std::vector<std::string> industries;          ///< names, sorted; kUnclassified last
    std::vector<std::int32_t> sector_of_industry; ///< parallel to industries
    std::vector<std::int32_t> sector, industry;   ///< per stock, kNoGroup = none
    bool classification_is_hindsight = false;
    /// Symbols that the data set holds more than once; the first instrument stands, the others are left out.
    std::vector<std::string> repeated_symbols;
    bool has_unclassified = false; ///< some stocks stand in kUnclassified
    bool equal_caps = false;       ///< no share counts: every stock counts the same, caps stand at 1

    Flags in_universe;               ///< estimation universe
    Flags member;                    ///< on the membership list, whatever else is known
    Flags several_classes;           ///< the company's cap was split over its listed classes
    Flags shares_carried;            ///< the share count is older than 18 months
    Flags used_restated;             ///< a figure exists only as restated later
    Flags used_lag_rule;             ///< a figure is dated by period end plus a lag
    std::size_t first_model_row = 0; ///< first session with enough names; == sessions.size() if none

    std::vector<double> risk_free; ///< per session, fractions
    bool has_risk_free = false;
    std::vector<double>
        market_excess; ///< cap-weighted (caps of the session before) universe return - risk free
    std::vector<domain::MacroValue> gdp, yield, cpi;

    /// Names that a session needs for factor returns.
    [[nodiscard]] std::size_t leastNames() const {
        return universe.by_membership ? kMinUniverse : kMinOwnNames;
    }
    [[nodiscard]] std::size_t rowCount() const { return sessions.size(); }
    [[nodiscard]] std::size_t stockCount() const { return stocks.size(); }
    /// Row of the last session at or before `day`; rowCount() when there is none.
    [[nodiscard]] std::size_t rowAtOrBefore(domain::SessionDate day) const;
    /// Column of a symbol; stockCount() when unknown.
    [[nodiscard]] std::size_t columnOf(std::string_view symbol) const;
};

/// Loads everything. Blocks: for a worker thread.
kit::Result<std::shared_ptr<const ModelInputs>> loadModelInputs(kit::Catalog& catalog, kit::Pool& pool,
                                                                const UniverseChoice& universe);

} // namespace nautilus::factor
