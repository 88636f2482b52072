// Factors of several sources at once, each an expression. Not for use outside the library.

#include "engines/factor/service/expression_library.h"

namespace nautilus::factor {
namespace {

constexpr std::array kRows{
    ExpressionFactor{"value_score", "Value of three ratios", "cross_source",
                     "(zscore(equity / company_cap) + zscore(revenue / company_cap) + "
                     "zscore(operating_cash_flow / company_cap)) / 3",
                     1, "deviations", "Book, sales and cash flow to price",
                     "Lakonishok, Shleifer, Vishny (1994)"},
    ExpressionFactor{"deep_value_composite", "Deep value", "cross_source",
                     "(zscore(equity / company_cap) + zscore(net_income / company_cap) + "
                     "zscore(operating_cash_flow / company_cap) - zscore(close / ts_max(high, 252))) / 4",
                     1, "deviations", "Cheap by filings and far from its high", "De Bondt, Thaler (1985)"},
    ExpressionFactor{"momentum_quality_composite", "Momentum of solid companies", "cross_source",
                     "(zscore(exp(delay(ts_sum(log(1 + returns), 231), 21)) - 1) + (zscore(net_income / "
                     "total_assets) + zscore((operating_cash_flow - net_income) / total_assets) - "
                     "zscore(coalesce(long_term_debt, 0) / total_assets)) / 3) / 2",
                     1, "deviations", "Prices and filings agree", "Asness, Frazzini, Pedersen (2019)"},
    ExpressionFactor{"value_momentum", "Value and momentum", "cross_source",
                     "((zscore(equity / company_cap) + zscore(revenue / company_cap) + "
                     "zscore(operating_cash_flow / company_cap)) / 3 + zscore(exp(delay(ts_sum(log(1 + "
                     "returns), 231), 21)) - 1)) / 2",
                     1, "deviations", "Cheap and rising", "Asness, Moskowitz, Pedersen (2013)"},
    ExpressionFactor{"value_quality_momentum", "Value, quality and momentum", "cross_source",
                     "rank((zscore(equity / company_cap) + zscore(revenue / company_cap) + "
                     "zscore(operating_cash_flow / company_cap)) / 3) * rank((zscore(net_income / "
                     "total_assets) + zscore((operating_cash_flow - net_income) / total_assets) - "
                     "zscore(coalesce(long_term_debt, 0) / total_assets)) / 3) * "
                     "rank(zscore(exp(delay(ts_sum(log(1 + returns), 231), 21)) - 1))",
                     1, "share", "Product of three ranks", "Asness, Moskowitz, Pedersen (2013)"},
    ExpressionFactor{"fred_economic_regime", "Cyclical stocks in the regime", "cross_source",
                     "(ts_zscore(delta(log(macro(\"INDPRO\")), 63), 504) + "
                     "ts_zscore(delta(log(macro(\"PAYEMS\")), 63), 504) - ts_zscore(delta(macro(\"UNRATE\"), "
                     "63), 504)) / 3 * zscore(ts_beta(returns, market, 252))",
                     1, "deviations", "Production, payrolls and unemployment against two years, times beta",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"economic_regime_momentum", "Momentum by regime", "cross_source",
                     "((ts_zscore(delta(log(macro(\"INDPRO\")), 63), 504) + "
                     "ts_zscore(delta(log(macro(\"PAYEMS\")), 63), 504) - ts_zscore(delta(macro(\"UNRATE\"), "
                     "63), 504)) / 3) > 0 ? zscore(exp(delay(ts_sum(log(1 + returns), 231), 21)) - 1) : "
                     "-zscore(ts_beta(returns, market, 252))",
                     1, "deviations", "Winners while the economy grows, else low beta",
                     "Chordia, Shivakumar (2002)"},
    ExpressionFactor{"earnings_yield_less_bonds", "Earnings yield less the 10-year yield", "cross_source",
                     "net_income / company_cap - macro(\"DGS10\") / 100", 1, "fraction",
                     "What a stock pays above a bond", "Asness (2003)"},
    ExpressionFactor{"dividend_yield_less_bonds", "Dividend yield less the 10-year yield", "cross_source",
                     "dividends / close - macro(\"DGS10\") / 100", 0, "fraction",
                     "What a stock pays out above a bond", "Asness (2003)"},
    ExpressionFactor{"real_earnings_yield", "Earnings yield less core inflation", "cross_source",
                     "net_income / company_cap - ts_return(macro(\"CPILFESL\"), 252)", 1, "fraction",
                     "After a year's core inflation", "Modigliani, Cohn (1979)"},
    ExpressionFactor{"value_in_rising_rates", "Value while rates rise", "cross_source",
                     "(zscore(equity / company_cap) + zscore(revenue / company_cap) + "
                     "zscore(operating_cash_flow / company_cap)) / 3 * ts_zscore(delta(macro(\"DGS10\"), "
                     "63), 504)",
                     0, "deviations", "Short duration counts when yields rise", "Lettau, Wachter (2007)"},
    ExpressionFactor{"growth_under_steep_curve", "Growth under a steep curve", "cross_source",
                     "zscore(ts_return(revenue, 252)) * ts_zscore(macro(\"DGS10\") - macro(\"DGS2\"), 504)",
                     0, "deviations", "Sales growth times the curve", "Lettau, Wachter (2007)"},
    ExpressionFactor{"leverage_in_rising_rates", "Debt while rates rise", "cross_source",
                     "-zscore(total_liabilities / total_assets) * ts_zscore(delta(macro(\"DGS2\"), 63), 504)",
                     1, "deviations", "Debt weighs when money gets dearer", "Bernanke, Gertler (1989)"},
    ExpressionFactor{"quality_in_fear", "Quality in fear", "cross_source",
                     "(zscore(net_income / total_assets) + zscore((operating_cash_flow - net_income) / "
                     "total_assets) - zscore(coalesce(long_term_debt, 0) / total_assets)) / 3 * "
                     "ts_zscore(macro(\"VIX\"), 252)",
                     1, "deviations", "Solid companies when volatility is high",
                     "Asness, Frazzini, Pedersen (2019)"},
    ExpressionFactor{"low_volatility_in_fear", "Calm stocks in fear", "cross_source",
                     "-zscore(ts_std(returns, 126)) * ts_zscore(macro(\"VIX\"), 252)", 1, "deviations",
                     "Calm stocks when volatility is high", "Ang, Hodrick, Xing, Zhang (2006)"},
    ExpressionFactor{"momentum_in_calm", "Momentum in calm", "cross_source",
                     "-zscore(exp(delay(ts_sum(log(1 + returns), 231), 21)) - 1) * ts_zscore(macro(\"VIX\"),"
                     " 252)",
                     1, "deviations", "Momentum fails when volatility is high",
                     "Barroso, Santa-Clara (2015)"},
    ExpressionFactor{"liquidity_in_fear", "Liquidity in fear", "cross_source",
                     "zscore(log(ts_mean(close * volume, 63))) * ts_zscore(macro(\"VIX\"), 252)", 1,
                     "deviations", "Liquid stocks when volatility is high", "Pastor, Stambaugh (2003)"},
    ExpressionFactor{"accruals_in_inflation", "Accruals in inflation", "cross_source",
                     "-zscore((net_income - operating_cash_flow) / total_assets) * "
                     "ts_zscore(ts_return(macro(\"CPIAUCSL\"), 252), 504)",
                     1, "deviations", "Paper profits when prices rise", "Konchitchki (2011)"},
    ExpressionFactor{"margin_in_inflation", "Margins in inflation", "cross_source",
                     "zscore(gross_profit / revenue) * ts_zscore(ts_return(macro(\"CPIAUCSL\"), 252), 504)",
                     1, "deviations", "Who can pass on prices", "Konchitchki (2011)"},
    ExpressionFactor{"capex_with_production", "Investment with production", "cross_source",
                     "zscore(capex / total_assets) * ts_zscore(delta(log(macro(\"INDPRO\")), 126), 504)", 0,
                     "deviations", "Investment while production grows", "Cochrane (1991)"},
    ExpressionFactor{"earnings_with_payrolls", "Earnings growth with jobs", "cross_source",
                     "zscore(delta(net_income, 252) / total_assets) * "
                     "ts_zscore(delta(log(macro(\"PAYEMS\")), 126), 504)",
                     1, "deviations", "Earnings growth while jobs grow", "Chordia, Shivakumar (2005)"},
    ExpressionFactor{"cash_in_tight_money", "Cash in tight money", "cross_source",
                     "zscore(cash / total_assets) * ts_zscore(delta(macro(\"FEDFUNDS\"), 126), 504)", 1,
                     "deviations", "Cash while the Fed tightens", "Palazzo (2012)"},
    ExpressionFactor{"oil_beta_trend", "Oil beta with the trend of oil", "cross_source",
                     "zscore(ts_beta(returns, ts_return(macro(\"DCOILWTICO\"), 1), 252)) * "
                     "ts_zscore(delta(log(macro(\"DCOILWTICO\")), 63), 504)",
                     1, "deviations", "Oil stocks while oil rises", "Jones, Kaul (1996)"},
    ExpressionFactor{"dollar_beta_trend", "Dollar beta with the trend of the dollar", "cross_source",
                     "zscore(ts_beta(returns, ts_return(macro(\"DTWEXBGS\"), 1), 252)) * "
                     "ts_zscore(delta(log(macro(\"DTWEXBGS\")), 63), 504)",
                     1, "deviations", "Who gains from the dollar while it rises", "Jorion (1991)"},
    ExpressionFactor{"yield_beta_trend", "Yield beta with the trend of yields", "cross_source",
                     "zscore(ts_beta(returns, delta(macro(\"DGS10\"), 1), 252)) * "
                     "ts_zscore(delta(macro(\"DGS10\"), 63), 504)",
                     1, "deviations", "Who gains from yields while they rise", "Flannery, James (1984)"},
    ExpressionFactor{"earnings_price_drift", "Earnings news and price", "cross_source",
                     "rank(delta(net_income, 63) / total_assets) * rank(exp(ts_sum(log(1 + returns), 63)) "
                     "- 1)",
                     1, "share", "Improving filings and rising prices", "Bernard, Thomas (1989)"},
    ExpressionFactor{"cheap_and_improving", "Cheap and improving", "cross_source",
                     "rank(equity / company_cap) * rank(delta(net_income / total_assets, 252))", 1, "share",
                     "Book to price times change of profitability", "Piotroski (2000)"},
    ExpressionFactor{"growth_at_a_price", "Growth against its price", "cross_source",
                     "zscore(ts_return(revenue, 252)) + zscore(net_income / company_cap)", 1, "deviations",
                     "Sales growth and earnings yield", "Lynch (1989)"},
    ExpressionFactor{"neglected_value", "Neglected value", "cross_source",
                     "rank(equity / company_cap) * (1 - rank(ts_mean(turnover, 63)))", 1, "share",
                     "Cheap and little traded", "Lee, Swaminathan (2000)"},
    ExpressionFactor{"profitability_near_high", "Profitable near the high", "cross_source",
                     "rank(gross_profit / total_assets) * rank(close / ts_max(high, 252))", 1, "share",
                     "Filings and prices at their best", "George, Hwang (2004)"},
    ExpressionFactor{"issuance_after_run", "Issuance after a run", "cross_source",
                     "-rank(log(shares) - delay(log(shares), 252)) * "
                     "rank(exp(delay(ts_sum(log(1 + returns), 231), 21)) - 1)",
                     1, "share", "Companies that sell shares after a rise", "Pontiff, Woodgate (2008)"},
};

} // namespace

std::span<const ExpressionFactor> crossSourceExpressions() {
    return kRows;
}

} // namespace nautilus::factor
