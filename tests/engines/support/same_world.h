#pragma once
// Two worlds have the same bytes.

#include "engines/factor/service/daily_values.h"

#include <gtest/gtest.h>

#include <cstring>

namespace nautilus::factor::same_bytes {

inline bool same(std::span<const double> a, std::span<const double> b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}
inline bool same(const GrownPanel& a, const GrownPanel& b) {
    return a.rows() == b.rows() && a.columns() == b.columns() && same(a.values(), b.values());
}

inline void expectSameInputs(const ModelInputs& a, const ModelInputs& b) {
    EXPECT_EQ(a.sessions, b.sessions);
    EXPECT_EQ(a.first_model_row, b.first_model_row);
    using In = ModelInputs;
    for (const auto panel : {&In::open, &In::high, &In::low, &In::close, &In::volume, &In::returns,
                             &In::turnover, &In::market_cap, &In::company_cap, &In::dividends})
        EXPECT_TRUE(same(a.*panel, b.*panel));
    using F = FundamentalPanels;
    for (const auto panel :
         {&F::equity, &F::total_assets, &F::long_term_debt, &F::short_term_debt, &F::preferred_equity,
          &F::net_income, &F::revenue, &F::operating_cash_flow, &F::eps_growth, &F::sales_growth,
          &F::days_since_filing, &F::filing_lag_days, &F::late_filing, &F::restatement, &F::shares})
        EXPECT_TRUE(same(a.fundamentals.*panel, b.fundamentals.*panel));
    for (const auto flags : {&In::in_universe, &In::member, &In::several_classes, &In::shares_carried,
                             &In::used_restated, &In::used_lag_rule})
        EXPECT_EQ((a.*flags).values, (b.*flags).values);
    EXPECT_TRUE(same(a.risk_free, b.risk_free));
    EXPECT_TRUE(same(a.market_excess, b.market_excess));
}

inline void expectSameStyles(const StyleSet& a, const StyleSet& b) {
    ASSERT_EQ(a.styles.size(), b.styles.size());
    EXPECT_EQ(a.takes_part.values, b.takes_part.values);
    for (std::size_t s = 0; s < a.styles.size(); ++s) {
        EXPECT_TRUE(same(a.styles[s].exposure, b.styles[s].exposure)) << a.styles[s].name;
        EXPECT_EQ(a.styles[s].filled.values, b.styles[s].filled.values) << a.styles[s].name;
        EXPECT_TRUE(same(a.styles[s].coverage, b.styles[s].coverage)) << a.styles[s].name;
    }
}

inline void expectSameReturns(const ModelReturns& a, const ModelReturns& b) {
    EXPECT_EQ(a.group, b.group);
    EXPECT_TRUE(same(a.fit.returns.values(), b.fit.returns.values())) << a.estimator;
    EXPECT_TRUE(same(a.fit.t_stats.values(), b.fit.t_stats.values())) << a.estimator;
    EXPECT_TRUE(same(a.fit.vif.values(), b.fit.vif.values())) << a.estimator;
    EXPECT_TRUE(same(a.residuals, b.residuals)) << a.estimator;
}

inline void expectSameLibrary(const LibraryValues& a, const LibraryValues& b) {
    ASSERT_EQ(a.factors.size(), b.factors.size());
    for (std::size_t k = 0; k < a.factors.size(); ++k)
        EXPECT_TRUE(same(a.factors[k].values, b.factors[k].values)) << a.factors[k].id;
    for (std::size_t c = 0; c < kCategories; ++c)
        EXPECT_TRUE(same(a.composites[c], b.composites[c])) << kCategoryNames[c];
    EXPECT_TRUE(same(a.quality, b.quality));
    EXPECT_TRUE(same(a.macro_months, b.macro_months));
}

inline void expectSameDay(const DailyValues& a, const DailyValues& b) {
    ASSERT_EQ(a.ids, b.ids);
    EXPECT_EQ(a.as_of, b.as_of);
    EXPECT_EQ(a.counts, b.counts);
    for (std::size_t k = 0; k < a.ids.size(); ++k)
        EXPECT_TRUE(same(a.values.row(k), b.values.row(k))) << a.ids[k];
}

inline void expectSameWorlds(const FactorWorld& a, const FactorWorld& b) {
    expectSameInputs(*a.inputs, *b.inputs);
    expectSameStyles(a.joint, b.joint);
    expectSameStyles(a.two_stage, b.two_stage);
    expectSameReturns(a.joint_returns, b.joint_returns);
    expectSameReturns(a.two_stage_returns, b.two_stage_returns);
    expectSameLibrary(a.library, b.library);
    ASSERT_TRUE(a.day && b.day);
    expectSameDay(*a.day, *b.day);
}

} // namespace nautilus::factor::same_bytes
