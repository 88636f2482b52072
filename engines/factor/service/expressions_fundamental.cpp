// Factors of filings, each an expression. Not for use outside the library.

#include "engines/factor/service/expression_library.h"

namespace nautilus::factor {
namespace {

constexpr std::array kRows{
    ExpressionFactor{"earnings_to_price", "Earnings to price", "fundamental", "net_income / company_cap", 1,
                     "ratio", "Four quarters against the company's cap", "Basu (1977)"},
    ExpressionFactor{"book_to_market", "Book to market", "fundamental", "equity / company_cap", 1, "ratio",
                     "Equity against the company's cap", "Fama, French (1992)"},
    ExpressionFactor{"sales_to_price", "Sales to price", "fundamental", "revenue / company_cap", 1, "ratio",
                     "Four quarters against the company's cap", "Barbee, Mukherji, Raines (1996)"},
    ExpressionFactor{"cash_flow_to_price", "Cash flow to price", "fundamental",
                     "operating_cash_flow / company_cap", 1, "ratio", "Operating cash flow of four quarters",
                     "Lakonishok, Shleifer, Vishny (1994)"},
    ExpressionFactor{"free_cash_flow_yield", "Free cash flow to price", "fundamental",
                     "(operating_cash_flow - capex) / company_cap", 1, "ratio", "After capital expenditure",
                     "Lakonishok, Shleifer, Vishny (1994)"},
    ExpressionFactor{"sales_to_enterprise_value", "Sales to enterprise value", "fundamental",
                     "revenue / (company_cap + coalesce(long_term_debt, 0) + coalesce(short_term_debt, 0) "
                     "+ coalesce(preferred_equity, 0) + coalesce(minority_interest, 0) - coalesce(cash, "
                     "0))",
                     1, "ratio",
                     "Debt, preferred and minorities in, cash out; what is not reported counts as 0",
                     "Loughran, Wellman (2011)"},
    ExpressionFactor{"ebit_to_enterprise_value", "Operating income to enterprise value", "fundamental",
                     "operating_income / (company_cap + coalesce(long_term_debt, 0) + "
                     "coalesce(short_term_debt, 0) + coalesce(preferred_equity, 0) + "
                     "coalesce(minority_interest, 0) - coalesce(cash, 0))",
                     1, "ratio",
                     "Debt, preferred and minorities in, cash out; what is not reported counts as 0",
                     "Greenblatt (2005)"},
    ExpressionFactor{"gross_profitability", "Gross profit to assets", "fundamental",
                     "gross_profit / total_assets", 1, "ratio", "Four quarters", "Novy-Marx (2013)"},
    ExpressionFactor{"gross_margin", "Gross margin", "fundamental", "gross_profit / revenue", 1, "fraction",
                     "Four quarters", "Novy-Marx (2013)"},
    ExpressionFactor{"operating_margin", "Operating margin", "fundamental", "operating_income / revenue", 1,
                     "fraction", "Four quarters", "Haugen, Baker (1996)"},
    ExpressionFactor{"net_margin", "Net margin", "fundamental", "net_income / revenue", 1, "fraction",
                     "Four quarters", "Haugen, Baker (1996)"},
    ExpressionFactor{"return_on_assets", "Return on assets", "fundamental", "net_income / total_assets", 1,
                     "fraction", "Four quarters", "Haugen, Baker (1996)"},
    ExpressionFactor{"return_on_capital", "Return on capital", "fundamental",
                     "operating_income / (equity + coalesce(long_term_debt, 0) + coalesce(short_term_debt,"
                     " 0))",
                     1, "fraction", "Operating income on equity and debt", "Greenblatt (2005)"},
    ExpressionFactor{"asset_turnover", "Asset turnover", "fundamental", "revenue / total_assets", 1, "ratio",
                     "Four quarters", "Soliman (2008)"},
    ExpressionFactor{"accruals", "Accruals", "fundamental",
                     "(net_income - operating_cash_flow) / total_assets", -1, "ratio",
                     "Earnings that are not cash", "Sloan (1996)"},
    ExpressionFactor{"asset_growth", "Growth of assets", "fundamental", "ts_return(total_assets, 252)", -1,
                     "fraction", "As known a year apart", "Cooper, Gulen, Schill (2008)"},
    ExpressionFactor{"sales_growth_1y", "Growth of sales", "fundamental", "ts_return(revenue, 252)", 0,
                     "fraction", "As known a year apart", "Lakonishok, Shleifer, Vishny (1994)"},
    ExpressionFactor{"earnings_change", "Change of earnings", "fundamental",
                     "delta(net_income, 252) / total_assets", 1, "ratio",
                     "As known a year apart, against assets", "Bernard, Thomas (1990)"},
    ExpressionFactor{"capex_to_assets", "Investment", "fundamental", "capex / total_assets", -1, "ratio",
                     "Capital expenditure of four quarters", "Titman, Wei, Xie (2004)"},
    ExpressionFactor{"research_to_market", "Research to price", "fundamental",
                     "research_and_development / company_cap", 1, "ratio", "Missing where none is reported",
                     "Chan, Lakonishok, Sougiannis (2001)"},
    ExpressionFactor{"current_ratio", "Current ratio", "fundamental", "current_assets / current_liabilities",
                     0, "ratio", "Newest report", "Altman (1968)"},
    ExpressionFactor{"cash_to_assets", "Cash to assets", "fundamental", "cash / total_assets", 0, "fraction",
                     "Newest report", "Palazzo (2012)"},
    ExpressionFactor{"liabilities_to_assets", "Liabilities to assets", "fundamental",
                     "total_liabilities / total_assets", -1, "fraction", "Newest report", "Bhandari (1988)"},
    ExpressionFactor{"interest_coverage", "Interest coverage", "fundamental",
                     "operating_income / interest_expense", 1, "ratio",
                     "Missing where no interest is reported", "Ohlson (1980)"},
    ExpressionFactor{"dividend_payout", "Payout", "fundamental", "dividends_paid / max(net_income, 0)", 0,
                     "ratio", "Missing for a loss", "Arnott, Asness (2003)"},
    ExpressionFactor{"buyback_yield", "Buybacks to price", "fundamental", "buybacks / company_cap", 1,
                     "ratio", "Four quarters", "Boudoukh, Michaely, Richardson, Roberts (2007)"},
    ExpressionFactor{"net_share_issuance", "Growth of shares", "fundamental",
                     "log(shares) - delay(log(shares), 252)", -1, "log", "On the price basis",
                     "Pontiff, Woodgate (2008)"},
    ExpressionFactor{"edgar_fundamental_strength", "Fundamental strength", "fundamental",
                     "(net_income > 0) + (operating_cash_flow > 0) + (delta(net_income / total_assets, "
                     "252) > 0) + (operating_cash_flow > net_income) + (delta(coalesce(long_term_debt, 0) "
                     "/ total_assets, 252) <= 0) + (delta(current_assets / current_liabilities, 252) > 0) "
                     "+ (delta(shares, 252) <= 0) + (delta(gross_profit / revenue, 252) > 0) "
                     "+ (delta(revenue / total_assets, 252) > 0)",
                     1, "points", "Nine tests of filings, 0 to 9; missing when one can't be made",
                     "Piotroski (2000)"},
};

} // namespace

std::span<const ExpressionFactor> fundamentalExpressions() {
    return kRows;
}

} // namespace nautilus::factor
