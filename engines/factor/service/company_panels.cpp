#include "engines/factor/service/company_panels.h"

#include "engines/factor/kernel/style_ratios.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using namespace domain;

namespace {

constexpr int kLateAnnualDays = 60;  ///< SEC deadline of a large accelerated filer's 10-K
constexpr int kLateQuarterDays = 40; ///< and 10-Q
constexpr int kWeekendGrace = 5;     ///< deadlines move over week ends and holidays

/// Splits of a company: those of all its classes, each event once. A class may be listed after some of them.
std::vector<Split> splitsOf(const std::vector<std::size_t>& columns, const SplitLists& splits) {
    std::vector<Split> out;
    for (const auto column : columns)
        for (const auto& split : splits[column])
            if (std::ranges::find(out, split.ex_date, &Split::ex_date) == out.end()) out.push_back(split);
    return out;
}

/// Companies do not share columns, so they may be filled in parallel.
class CompanyFill {
public:
    CompanyFill(ModelInputs& in, RowRange rows) : in_(in), rows_(rows) {}

    void run(const std::vector<std::size_t>& columns, const std::vector<CompanyState>& states) {
        for (std::size_t s = 0; s < states.size(); ++s) {
            const RowRange rows{rowFrom(states[s].from),
                                s + 1 < states.size() ? rowFrom(states[s + 1].from) : rows_.end};
            if (rows.size() == 0) continue;
            for (const auto column : columns)
                fillFigures(rows, column, states[s]);
            for (std::size_t row = rows.begin; row < rows.end; ++row)
                fillCaps(row, columns, states[s].shares);
        }
    }

private:
    /// Within the rows that are filled.
    [[nodiscard]] std::size_t rowFrom(SessionDate day) const {
        const auto row =
            static_cast<std::size_t>(std::ranges::lower_bound(in_.sessions, day) - in_.sessions.begin());
        return std::clamp(row, rows_.begin, rows_.end);
    }

    /// What does not change while the state lasts, panel by panel.
    void fillFigures(RowRange rows, std::size_t column, const CompanyState& state) {
        auto& f = in_.fundamentals;
        const int deadline = (state.last_filing_annual ? kLateAnnualDays : kLateQuarterDays) + kWeekendGrace;
        const double lag = state.has_filing ? state.filing_lag_days : kMissing;
        const double late = !state.has_filing ? kMissing : state.filing_lag_days > deadline ? 1.0 : 0.0;
        const std::pair<GrownPanel*, double> figures[] = {
            {&f.equity, state.equity},
            {&f.total_assets, state.total_assets},
            {&f.long_term_debt, state.long_term_debt},
            {&f.short_term_debt, state.short_term_debt},
            {&f.preferred_equity, state.preferred_equity},
            {&f.net_income, state.net_income},
            {&f.revenue, state.revenue},
            {&f.operating_cash_flow, state.operating_cash_flow},
            {&f.eps_growth, fiscalGrowth(state.eps)},
            {&f.sales_growth, fiscalGrowth(state.sales_per_share)},
            {&f.filing_lag_days, lag},
            {&f.late_filing, late},
            {&f.shares, state.shares},
            {&f.restatement, state.newest_is_restated ? 1.0 : 0.0}};
        for (const auto& [panel, value] : figures) {
            if (std::isnan(value)) continue; // panels start as missing
            for (std::size_t row = rows.begin; row < rows.end; ++row)
                panel->at(row, column) = value;
        }
        for (std::size_t row = rows.begin; row < rows.end && state.has_filing; ++row)
            f.days_since_filing.at(row, column) = in_.sessions[row].days - state.last_filed.days;
        const std::pair<Flags*, bool> flags[] = {{&in_.shares_carried, state.shares_carried},
                                                 {&in_.used_restated, state.used_restated},
                                                 {&in_.used_lag_rule, state.used_lag_rule}};
        for (const auto& [panel, set] : flags)
            for (std::size_t row = rows.begin; row < rows.end && set; ++row)
                panel->row(row)[column] = 1;
    }

    /// Caps of one session: the company's shares split equally over the classes that have a bar.
    void fillCaps(std::size_t row, const std::vector<std::size_t>& columns, double shares) {
        if (std::isnan(shares)) return;
        std::size_t listed = 0;
        for (const auto column : columns)
            listed += std::isfinite(in_.close.at(row, column)) ? 1 : 0;
        const double share = shares / static_cast<double>(std::max<std::size_t>(listed, 1));
        double company_cap = 0;
        for (const auto column : columns) {
            const double price = in_.close.at(row, column);
            if (std::isnan(price)) continue;
            in_.market_cap.at(row, column) = price * share;
            in_.turnover.at(row, column) = in_.volume.at(row, column) / share;
            in_.several_classes.row(row)[column] = listed > 1;
            company_cap += price * share;
        }
        for (const auto column : columns)
            if (company_cap > 0) in_.company_cap.at(row, column) = company_cap;
    }

    ModelInputs& in_;
    RowRange rows_;
};

} // namespace

std::vector<CompanyTimeline> companyTimelines(const ConceptStore& store, const SplitLists& splits,
                                              const std::vector<CompanyTimeline>& before,
                                              const std::vector<InstrumentId>& changed,
                                              const ParallelFor& parallel) {
    std::vector<CompanyTimeline> out(store.companyCount());
    parallel(out.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
            if (!before.empty() && !store.holds(c, changed)) {
                out[c] = before[c];
                continue;
            }
            out[c] = std::make_shared<const std::vector<CompanyState>>(companyTimeline(
                store.factsOf(c), store.facts().concepts, splitsOf(store.columnsOf(c), splits)));
        }
    });
    return out;
}

void fillCompanyPanels(ModelInputs& in, RowRange rows, const ParallelFor& parallel) {
    parallel(in.record.timelines.size(), [&](std::size_t begin, std::size_t end) {
        CompanyFill fill(in, rows);
        for (std::size_t c = begin; c < end; ++c)
            fill.run(in.concept_store->columnsOf(c), *in.record.timelines[c]);
    });
}

} // namespace nautilus::factor
