#include "engines/factor/service/factor_library.h"

#include <algorithm>

namespace nautilus::factor {

namespace {

constexpr std::string_view kUse4 = "Menchero, Orr, Wang (2011), USE4 empirical notes, descriptor definitions";

constexpr std::array kDefinitions{
    FactorDefinition{"rsi_14", "Relative strength index", "technical", "",
                     "100 G/(G+L), Wilder averages over 14", "Share of gains in recent moves, 0 to 100", 0,
                     "points", "close", "Wilder (1978)"},
    FactorDefinition{"macd_signal", "MACD signal line", "technical", "", "EMA9(EMA12(close) - EMA26(close))",
                     "Smoothed difference of a fast and a slow average of the price", 1, "price", "close",
                     "Appel (1979)"},
    FactorDefinition{"bollinger_position", "Position in the Bollinger bands", "technical", "",
                     "(close - lower)/(upper - lower), 20 sessions, 2 population deviations",
                     "0 on the lower band, 1 on the upper", 0, "ratio", "close", "Bollinger (1992)"},
    FactorDefinition{"momentum_12_1", "Momentum, 12 months less the last", "technical", "",
                     "P[t-21]/P[t-252] - 1 on prices with dividends", "Past winners against losers", 1,
                     "fraction", "adj_close", "Jegadeesh, Titman (1993)"},
    FactorDefinition{"pe_ratio", "Price to earnings", "fundamental", "",
                     "company cap / net income of four quarters", "Null for a loss", -1, "ratio",
                     "close|shares|net_income", "Basu (1977)"},
    FactorDefinition{"price_to_book", "Price to book", "fundamental", "", "company cap / equity",
                     "Null when equity is not positive", -1, "ratio", "close|shares|equity",
                     "Fama, French (1992)"},
    FactorDefinition{"roe", "Return on equity", "fundamental", "", "net income of four quarters / equity",
                     "Null when equity is not positive", 1, "fraction", "net_income|equity",
                     "Haugen, Baker (1996)"},
    FactorDefinition{"debt_to_equity", "Debt to equity", "fundamental", "",
                     "(long-term debt + short-term debt, 0 when not reported) / equity",
                     "Null when equity is not positive", -1, "ratio", "long_term_debt|short_term_debt|equity",
                     "Bhandari (1988)"},
    FactorDefinition{"gdp_correlation", "Correlation with GDP growth", "economic", "",
                     "corr(monthly return, quarterly ln growth of real GDP), 60 months", "Cyclicality", 0,
                     "correlation", "adj_close|GDPC1", "Chen, Roll, Ross (1986)"},
    FactorDefinition{"interest_rate_sensitivity", "Sensitivity to the 10-year yield", "economic", "",
                     "slope of the monthly return on the change of DGS10, 60 months", "Per percentage point",
                     0, "fraction per pp", "adj_close|DGS10", "Chen, Roll, Ross (1986)"},
    FactorDefinition{"inflation_beta", "Inflation beta", "economic", "",
                     "slope of the monthly return on CPI growth, 60 months", "Return per unit of inflation",
                     0, "ratio", "adj_close|CPIAUCSL", "Chen, Roll, Ross (1986)"},
    FactorDefinition{"days_since_filing", "Days since the last filing", "regulatory", "", "date - filed",
                     "Age of the newest 10-K or 10-Q", 0, "days", "filings", ""},
    FactorDefinition{"filing_lag_days", "Filing lag", "regulatory", "", "filed - period end",
                     "Days that the newest filing took", -1, "days", "filings", "Givoly, Palmon (1982)"},
    FactorDefinition{"late_filing", "Late filing", "regulatory", "",
                     "1 if the newest 10-K took more than 60 + 5 days or 10-Q more than 40 + 5", "", -1,
                     "flag", "filings", "Alford, Jones, Zmijewski (1994)"},
    FactorDefinition{"restatement", "Restated figures", "regulatory", "",
                     "1 if the newest balance sheet is known only from a restatement", "", -1, "flag",
                     "filings", "Palmrose, Richardson, Scholz (2004)"},
    FactorDefinition{
        "beta", "Beta", "style", "joint", "slope of excess return on the market, 252 sessions, half-life 63",
        "Sensitivity to the cap-weighted universe", 0, "deviations", "adj_close|shares|FEDFUNDS", kUse4},
    FactorDefinition{
        "momentum", "Momentum", "style", "joint|two_stage",
        "joint: weighted sum of excess log returns, 504 sessions lagged 21, half-life 126; two_stage: "
        "product form, lag 20",
        "Past winners", 1, "deviations", "adj_close|FEDFUNDS", kUse4},
    FactorDefinition{"size", "Size", "style", "joint|two_stage",
                     "joint: ln(cap); two_stage: -ln(cap), middle 60 % set to 0", "Large against small", -1,
                     "deviations", "close|shares", kUse4},
    FactorDefinition{"value", "Value", "style", "two_stage",
                     "z of the mean of z(ln book/price), z(ln sales/price), z(cash flow/price)",
                     "Cheap stocks", 1, "deviations", "close|shares|equity|revenue|operating_cash_flow",
                     "toraniko 1.1"},
    FactorDefinition{"residual_volatility", "Residual volatility", "style", "joint",
                     ".75 DASTD + .15 CMRA + .10 HSIGMA, orthogonal to beta",
                     "Risk that the market does not explain", -1, "deviations", "adj_close|FEDFUNDS", kUse4},
    FactorDefinition{"liquidity", "Liquidity", "style", "joint", ".35 STOM + .35 STOQ + .30 STOA",
                     "Share turnover over 1, 3 and 12 months", 0, "deviations", "volume|shares", kUse4},
    FactorDefinition{"earnings_yield", "Earnings yield", "style", "joint",
                     ".60 cash flow/price + .40 earnings/price", "Cheap against cash flow and earnings", 1,
                     "deviations", "close|shares|net_income|operating_cash_flow", kUse4},
    FactorDefinition{"book_to_price", "Book to price", "style", "joint", "equity / company cap",
                     "Cheap against book", 1, "deviations", "close|shares|equity", kUse4},
    FactorDefinition{"leverage", "Leverage", "style", "joint",
                     ".75 (ME+PE+LD)/ME + .15 debt/assets + .10 (BE+PE+LD)/BE", "Indebted companies", -1,
                     "deviations", "close|shares|long_term_debt|total_assets|equity", kUse4},
    FactorDefinition{"growth", "Growth", "style", "joint",
                     ".667 trend of EPS + .333 trend of sales per share, three to five fiscal years",
                     "Growing companies", 0, "deviations", "eps_diluted|revenue|shares", kUse4},
    FactorDefinition{"dividend_yield", "Dividend yield", "style", "joint",
                     "dividends of the last twelve months / price", "Payers", 0, "deviations",
                     "dividends|close", kUse4},
    FactorDefinition{"short_term_reversal", "Short-term reversal", "style", "joint",
                     "minus the sum of log returns over 21 sessions", "Last month's losers", 1, "deviations",
                     "adj_close", "Jegadeesh (1990)"},
    FactorDefinition{"profitability", "Profitability", "style", "joint",
                     "net income of four quarters (else of the last year) / assets", "Profitable companies",
                     1, "deviations", "net_income|total_assets", "Novy-Marx (2013)"},
    FactorDefinition{"quality", "Quality", "composite", "",
                     "mean z of profitability, minus accruals, minus leverage", "Solid companies", 1,
                     "deviations", "net_income|operating_cash_flow|total_assets|long_term_debt",
                     "Asness, Frazzini, Pedersen (2019)"},
};

} // namespace

std::span<const FactorDefinition> factorDefinitions() {
    return kDefinitions;
}

const FactorDefinition* findDefinition(std::string_view id) {
    const auto found = std::ranges::find(kDefinitions, id, &FactorDefinition::id);
    return found == kDefinitions.end() ? nullptr : &*found;
}

} // namespace nautilus::factor
