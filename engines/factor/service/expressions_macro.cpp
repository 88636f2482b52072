// Factors of prices and the economy, each an expression. Not for use outside the library.

#include "engines/factor/service/expression_library.h"

namespace nautilus::factor {
namespace {

constexpr std::array kRows{
    ExpressionFactor{"beta_10y_yield", "Beta to the 10-year yield", "macro",
                     "ts_beta(returns, delta(macro(\"DGS10\"), 1), 504)", 0, "fraction per pp",
                     "Daily, two years", "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_2y_yield", "Beta to the 2-year yield", "macro",
                     "ts_beta(returns, delta(macro(\"DGS2\"), 1), 504)", 0, "fraction per pp",
                     "Daily, two years", "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_30y_yield", "Beta to the 30-year yield", "macro",
                     "ts_beta(returns, delta(macro(\"DGS30\"), 1), 504)", 0, "fraction per pp",
                     "Daily, two years", "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_curve_slope", "Beta to the slope of the curve", "macro",
                     "ts_beta(returns, delta(macro(\"DGS10\") - macro(\"DGS2\"), 1), 504)", 0,
                     "fraction per pp", "10 less 2 years, daily", "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_vix", "Beta to expected volatility", "macro",
                     "ts_beta(returns, delta(macro(\"VIX\"), 1), 252)", -1, "fraction per point",
                     "Daily, one year", "Ang, Hodrick, Xing, Zhang (2006)"},
    ExpressionFactor{"beta_oil_wti", "Beta to crude oil (WTI)", "macro",
                     "ts_beta(returns, ts_return(macro(\"DCOILWTICO\"), 1), 504)", 0, "ratio",
                     "Daily, two years", "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_oil_brent", "Beta to crude oil (Brent)", "macro",
                     "ts_beta(returns, ts_return(macro(\"DCOILBRENTEU\"), 1), 504)", 0, "ratio",
                     "Daily, two years", "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_dollar", "Beta to the dollar", "macro",
                     "ts_beta(returns, ts_return(macro(\"DTWEXBGS\"), 1), 504)", 0, "ratio",
                     "Daily, two years", "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_industrial_production", "Beta to industrial production", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"INDPRO\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_payrolls", "Beta to payrolls", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"PAYEMS\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_unemployment", "Beta to unemployment", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(macro(\"UNRATE\"), 21), 504)", 0,
                     "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_jobless_claims", "Beta to jobless claims", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"ICSA\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_core_inflation", "Beta to core inflation", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"CPILFESL\")), 21), "
                     "504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_money", "Beta to money (M2)", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"M2SL\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_housing_starts", "Beta to housing starts", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"HOUST\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_retail_sales", "Beta to retail sales", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"RSXFS\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_durable_orders", "Beta to orders of durable goods", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"DGORDER\")), 21), "
                     "504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_job_openings", "Beta to job openings", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"JTSJOL\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_fed_balance_sheet", "Beta to the Fed's balance sheet", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"WALCL\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_wages", "Beta to wages", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"AHETPI\")), 21), 504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
    ExpressionFactor{"beta_business_loans", "Beta to business loans", "macro",
                     "ts_beta(exp(ts_sum(log(1 + returns), 21)) - 1, delta(log(macro(\"BUSLOANS\")), 21), "
                     "504)",
                     0, "ratio", "Overlapping months on what was published in them, two years",
                     "Chen, Roll, Ross (1986)"},
};

} // namespace

std::span<const ExpressionFactor> macroExpressions() {
    return kRows;
}

} // namespace nautilus::factor
