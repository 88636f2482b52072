#pragma once
// What was known of a company on a date: the one place where reported facts become the inputs of factors.
// Which fact stands for a period, flows over four quarters and share counts: domain/known_facts.h. Shares are
// carried, flagged; everything else older than 18 months is missing. Per-share figures are brought to the
// price basis as share counts are.

#include "engines/domain/known_facts.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace nautilus::factor {

using domain::kStaleDays;
using domain::Split;
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
