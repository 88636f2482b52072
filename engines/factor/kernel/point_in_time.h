#pragma once
// What was known of a company on a date: the one place where reported facts become the inputs of factors.
//
// - A fact counts from its knowable_at on; suspect facts never.
// - Period ends within kSamePeriodDays are the same period (sources round to month ends). Of several values
// of
//   one period that are known, first-filed beats restated, then the source's priority, then the earlier date.
// - An item whose period ended more than kStaleDays ago is missing, not carried. Shares are carried, flagged.
// - Flows over four quarters: the fiscal year when it is the newest period; else four consecutive single
//   quarters; else fiscal year + year to date - year to date a year before; else the last fiscal year.
// - Shares: the newest outstanding count; instead the newest diluted one when its period ended more than 100
// days
//   later, or when it is of the same or a later period and more than 15 % away: outstanding counts of old
//   reports are income over earnings per share and go wrong where the two do not belong together.
// - Per-share figures and share counts are brought to the price basis by the splits with an ex-date after the
//   fact's own split basis (as a rule the filing: earlier counts are restated for splits before it).

#include "engines/domain/observation.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace nautilus::factor {

inline constexpr int kSamePeriodDays = 10;
inline constexpr int kStaleDays = 548; ///< 18 months
inline constexpr std::size_t kGrowthYears = 5;

/// Figures of one company as known from `from` on, in units (USD, shares). NaN = not known.
struct CompanyState {
    domain::SessionDate from;
    double equity = domain::kMissing;
    double total_assets = domain::kMissing;
    double long_term_debt = domain::kMissing;
    double short_term_debt = domain::kMissing;
    double preferred_equity = domain::kMissing;
    double net_income = domain::kMissing;          ///< four quarters
    double revenue = domain::kMissing;             ///< four quarters
    double operating_cash_flow = domain::kMissing; ///< four quarters
    double shares = domain::kMissing;              ///< on the price basis
    std::array<double, kGrowthYears> eps{};        ///< fiscal years, oldest first, on the price basis
    std::array<double, kGrowthYears> sales_per_share{};
    domain::SessionDate last_filed; ///< newest filing; only if has_filing
    int filing_lag_days = 0;        ///< its days after the period end
    bool last_filing_annual = false;
    bool has_filing = false;
    bool shares_carried = false;     ///< the share count is older than 18 months
    bool used_restated = false;      ///< a value exists only as restated later: mild look-ahead
    bool used_lag_rule = false;      ///< a value is dated by period end plus a lag
    bool newest_is_restated = false; ///< the newest balance sheet is known only from a restatement
};

struct Split {
    domain::SessionDate ex_date;
    double ratio = 1.0; ///< new shares per old share
};

/// States of one company, ascending by `from`; the state of a date is the last one at or before it. `facts`
/// may belong to several listed classes of the company and need no order; `concepts` names their
/// concept_index.
[[nodiscard]] std::vector<CompanyState> companyTimeline(std::span<const domain::Fact> facts,
                                                        std::span<const std::string> concepts,
                                                        std::span<const Split> splits);

/// A fact that stands behind a figure of a company's state ("equity", "net_income", "shares" ...).
struct FactUse {
    std::string_view figure;
    domain::Fact fact;
};

/// The facts behind the state of `at`, in the order in which they were taken. Same arguments as
/// companyTimeline; costs one state.
[[nodiscard]] std::vector<FactUse> factsBehind(std::span<const domain::Fact> facts,
                                               std::span<const std::string> concepts,
                                               std::span<const Split> splits, domain::SessionDate at);

} // namespace nautilus::factor
