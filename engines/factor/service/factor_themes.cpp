#include "engines/factor/service/factor_themes.h"

#include "engines/kit/field_table.h"

#include <array>

namespace nautilus::factor {

namespace {

struct Theme {
    std::string_view name;
    std::string_view factors; ///< '|'-separated ids
};

constexpr std::array kThemes{
    Theme{"momentum",
          "momentum|momentum_12_1|macd_signal|price_momentum_3m|price_momentum_6m|price_momentum_12m_7m|"
          "alpha_vantage_momentum|near_52_week_high|above_52_week_low|price_trend|momentum_quality_composite|"
          "value_momentum|value_quality_momentum|economic_regime_momentum|momentum_in_calm|"
          "earnings_price_drift|profitability_near_high|overnight_return_21d|intraday_return_21d"},
    Theme{"reversal", "price_momentum_1m|short_term_reversal|rsi_14|bollinger_position"},
    Theme{"value",
          "value|pe_ratio|price_to_book|earnings_yield|book_to_price|dividend_yield|earnings_to_price|"
          "book_to_market|sales_to_price|cash_flow_to_price|free_cash_flow_yield|sales_to_enterprise_value|"
          "ebit_to_enterprise_value|research_to_market|value_score|deep_value_composite|neglected_value|"
          "cheap_and_improving|growth_at_a_price|earnings_yield_less_bonds|dividend_yield_less_bonds|"
          "real_earnings_yield|value_in_rising_rates"},
    Theme{"quality", "quality|roe|profitability|gross_profitability|gross_margin|operating_margin|net_margin|"
                     "return_on_assets|return_on_capital|asset_turnover|accruals|edgar_fundamental_strength|"
                     "interest_coverage|current_ratio|cash_to_assets|quality_in_fear|accruals_in_inflation|"
                     "margin_in_inflation|cash_in_tight_money"},
    Theme{"growth", "growth|asset_growth|sales_growth_1y|earnings_change|capex_to_assets|"
                    "growth_under_steep_curve|capex_with_production|earnings_with_payrolls"},
    Theme{"payout", "dividend_payout|buyback_yield|net_share_issuance|issuance_after_run"},
    Theme{"leverage", "leverage|debt_to_equity|liabilities_to_assets|leverage_in_rising_rates"},
    Theme{"low_risk", "beta|residual_volatility|low_volatility|volatility_21d|volatility_252d|"
                      "idiosyncratic_volatility|market_beta_252d|downside_deviation|return_skewness|"
                      "max_return_21d|range_volatility_21d|low_volatility_in_fear"},
    Theme{"liquidity", "liquidity|amihud_illiquidity|turnover_21d|turnover_trend|dollar_volume_63d|"
                       "volume_return_correlation|liquidity_in_fear"},
    Theme{"size", "size"},
    Theme{"macro_sensitivity",
          "gdp_correlation|interest_rate_sensitivity|inflation_beta|fred_economic_regime|oil_beta_trend|"
          "dollar_beta_trend|yield_beta_trend|beta_10y_yield|beta_2y_yield|beta_30y_yield|beta_curve_slope|"
          "beta_vix|beta_oil_wti|beta_oil_brent|beta_dollar|beta_industrial_production|beta_payrolls|"
          "beta_unemployment|beta_jobless_claims|beta_core_inflation|beta_money|beta_housing_starts|"
          "beta_retail_sales|beta_durable_orders|beta_job_openings|beta_fed_balance_sheet|beta_wages|"
          "beta_business_loans"},
    Theme{"filing_conduct", "days_since_filing|filing_lag_days|late_filing|restatement"},
};

} // namespace

std::string_view themeOf(std::string_view factor_id) {
    for (const auto& theme : kThemes)
        if (kit::isOneOf(theme.factors, factor_id)) return theme.name;
    return {};
}

} // namespace nautilus::factor
