#pragma once
// Everything the factor model reads, as panels over one pair of axes: sessions x stocks. Loaded from the
// catalog once per epoch, immutable afterwards.

#include "engines/domain/instrument.h"
#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/macro_sensitivity.h"
#include "engines/factor/kernel/point_in_time.h"
#include "engines/factor/service/concept_panels.h"
#include "engines/factor/service/grown_panel.h"
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
    /// `rows` rows of which the first `kept` are these; the others are 0.
    [[nodiscard]] Flags grown(std::size_t kept, std::size_t rows) const {
        Flags out;
        out.columns = columns;
        out.values.reserve(rows * columns);
        out.values.assign(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept * columns));
        out.values.resize(rows * columns, 0);
        return out;
    }
};

/// Fundamentals of every stock on every session (NaN = not known), on the price basis. `shares`: of the
/// company, all listed classes together.
struct FundamentalPanels {
    GrownPanel equity, total_assets, long_term_debt, short_term_debt, preferred_equity, net_income, revenue,
        operating_cash_flow, eps_growth, sales_growth, days_since_filing, filing_lag_days, late_filing,
        restatement, shares;
};

using CompanyTimeline = std::shared_ptr<const std::vector<CompanyState>>;

/// What the inputs of a later epoch are compared with.
struct InputRecord {
    std::vector<kit::SessionMark> bars;
    std::vector<kit::FactMark> facts;
    std::vector<domain::CorporateAction> actions; ///< splits and dividends of the stocks, in their order
    std::vector<domain::MacroValue> funds;
    std::vector<CompanyTimeline> timelines; ///< in the order of the concept store's companies
    std::vector<std::uint8_t> ever_capped;  ///< per stock: has a cap on some session
};

/// How inputs came to be: rows before `first_row` are those of the inputs before them.
struct InputRenewal {
    std::size_t first_row = 0; ///< 0: everything is new
    std::string reason;        ///< for people: "first load", "2 new sessions", "bars changed from 2018-03-02"
    std::vector<std::string> arrived; ///< kinds of inputs that are other ones: prices, filings, macro
};

struct ModelInputs {
    UniverseChoice universe;
    std::int64_t epoch = 0;
    std::vector<domain::SessionDate> sessions;
    std::vector<Stock> stocks; ///< by id

    GrownPanel open, high, low; ///< on the price basis, not adjusted for dividends
    GrownPanel close;           ///< the same
    GrownPanel volume;          ///< shares, on the price basis
    GrownPanel returns;         ///< simple, with dividends
    GrownPanel turnover;        ///< volume / shares
    GrownPanel market_cap;      ///< of the listing: price * company shares / listed classes
    GrownPanel company_cap; ///< of all listed classes together: what the company's figures are compared with
    GrownPanel dividends;   ///< paid over the trailing twelve months per share, on the price basis
    FundamentalPanels fundamentals;
    std::vector<ReportedConcept> concepts; ///< by name; panels of them are made when asked for
    std::shared_ptr<const ConceptStore> concept_store;

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

    InputRecord record;
    InputRenewal renewal;

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

/// Loads what the catalog holds now. With the inputs of an earlier epoch, rows that did not change since then
/// are shared with them, and only later ones are read: see `renewal`. The result has the same bytes either
/// way. Blocks: for a worker thread.
kit::Result<std::shared_ptr<const ModelInputs>>
loadModelInputs(kit::Catalog& catalog, kit::Pool& pool, const UniverseChoice& universe,
                const std::shared_ptr<const ModelInputs>& before = {});

} // namespace nautilus::factor
