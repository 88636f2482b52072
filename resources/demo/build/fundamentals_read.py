"""Fundamental facts of four SEC-origin files as one long table, before any rule is applied.

Columns of a fact: symbol, concept, period_end, period_length, form, filed, restated, value, source, quality.
Signs: capex, dividends_paid, buybacks, costs and expenses are positive amounts of cash or cost.
"""

import pandas as pd

FACT = ["symbol", "concept", "period_end", "period_length", "form", "filed", "exact", "restated", "value",
        "source", "quality", "priority", "report"]
INSTANTS = {"total_assets", "current_assets", "total_liabilities", "current_liabilities", "equity", "cash",
            "long_term_debt", "short_term_debt", "preferred_equity", "minority_interest"}
PER_SHARE = {"eps_basic", "eps_diluted", "dividends_per_share"}
SHARES = {"shares_outstanding", "shares_diluted"}
FORMER = {"DLPH": "APTV", "TSO": "ANDV"}
CASH_FLOWS = {"operating_cash_flow", "capex", "dividends_paid", "buybacks"}

QUARTERLY = {"net_income": "net_income", "total_assets": "total_assets", "equity": "equity",
             "operating_cf": "operating_cash_flow", "capex": "capex"}
REPORTS = {"revenues": "revenue", "op_income": "operating_income", "net_income": "net_income",
           "eps_basic": "eps_basic", "eps_diluted": "eps_diluted", "dividend": "dividends_per_share",
           "assets": "total_assets", "cur_assets": "current_assets", "cur_liab": "current_liabilities",
           "cash": "cash", "equity": "equity", "cash_flow_op": "operating_cash_flow"}
COMPANY_FACTS = {"revenue": "revenue", "costOfRevenue": "cost_of_revenue", "grossProfit": "gross_profit",
                 "opIncome": "operating_income", "netIncome": "net_income", "sga": "sga",
                 "rnd": "research_and_development", "ocf": "operating_cash_flow", "capex": "capex",
                 "buybacks": "buybacks", "dividendsPaid": "dividends_paid", "eps": "eps_diluted",
                 "divPS": "dividends_per_share", "assets": "total_assets", "liabilities": "total_liabilities",
                 "equity": "equity", "cash": "cash", "ltDebt": "long_term_debt",
                 "dilutedShares": "shares_diluted"}
ANNUAL_REPORTS = {"TotalRevenue": "revenue", "CostofRevenue": "cost_of_revenue",
                  "GrossProfit": "gross_profit",
                  "OperatingIncome": "operating_income", "EarningsPerShare": "eps_basic",
                  "NetIncomeApplicabletoCommonShareholders": "net_income",
                  "EstimatedSharesOutstanding": "shares_outstanding", "CapitalExpenditures": "capex",
                  "NetCashFlow-Operating": "operating_cash_flow", "Sales,GeneralandAdmin.": "sga",
                  "ResearchandDevelopment": "research_and_development", "Depreciation": "depreciation",
                  "InterestExpense": "interest_expense", "TotalAssets": "total_assets",
                  "TotalCurrentAssets": "current_assets", "TotalCurrentLiabilities": "current_liabilities",
                  "TotalLiabilities": "total_liabilities", "TotalEquity": "equity",
                  "CashandCashEquivalents": "cash", "Long-TermDebt": "long_term_debt",
                  "Short-TermDebt/CurrentPortionofLong-TermDebt": "short_term_debt",
                  "MinorityInterest": "minority_interest"}
# In the annual-report file a zero of these means "not reported".
ZERO_IS_MISSING = {"cost_of_revenue", "gross_profit", "operating_income", "sga", "research_and_development",
                   "interest_expense", "current_assets", "current_liabilities", "depreciation", "revenue",
                   "total_assets", "total_liabilities", "eps_basic", "shares_outstanding"}


def _long(frame, columns):
    """One row per fact; the other columns repeat."""
    fixed = [name for name in frame.columns if name not in columns]
    frame = frame.rename(columns=columns)
    facts = frame.melt(id_vars=fixed, value_vars=list(columns.values()), var_name="concept",
                       value_name="value")
    return facts.dropna(subset=["value"])


def _length(facts, annual):
    """instant for balances, else FY for annual rows and the given quarter length."""
    length = facts["quarter_length"].where(~annual, "FY")
    return length.where(~facts["concept"].isin(INSTANTS), "instant")


def sec_quarterly(sources):
    """Single quarters as first filed; the row at the fiscal year's end is the fourth quarter."""
    frame = sources.numbers("fundamentals_sec/sec_quarterly_filed_2009_2019.csv.gz")
    frame = frame.rename(columns={"available_date": "filed"})
    frame = frame.drop(columns=["source_ticker", "free_cash_flow"])
    facts = _long(frame, QUARTERLY).assign(quarter_length="Q")
    facts["period_length"] = _length(facts, facts["symbol"] == "")
    return facts.assign(form="", exact=True, restated=False, source="sec_quarterly", quality="",
                        priority=1, report=-1)[FACT]


def pystock_reports(sources):
    """Reports as filed that day: 10-Q income items are the quarter, cash flows the year to date.

    Diluted shares are derived as net income over diluted EPS where |EPS| >= 0.2 (the cents' rounding is
    then at most 2.5 %).
    """
    frame = sources.numbers("fundamentals_sec/pystock_reports_2015_2017.csv.gz")
    frame["dividend"] = frame["dividend"].where(frame["dividend"] != 0)
    shares = frame["net_income"] / frame["eps_diluted"]
    usable = (frame["eps_diluted"].abs() >= 0.2) & (shares > 0)
    frame["derived_shares"] = shares.where(usable).round()
    frame = frame.rename(columns={"crawl_date": "filed", "end_date": "period_end", "doc_type": "form"})
    frame["report"] = range(len(frame))
    frame["restated"] = frame["amend"].astype(str) == "True"
    frame = frame.drop(columns=["amend", "period_focus", "fiscal_year", "cash_flow_inv", "cash_flow_fin"])
    facts = _long(frame, dict(REPORTS, derived_shares="shares_diluted"))
    flow = facts["concept"].isin(CASH_FLOWS)
    facts["quarter_length"] = flow.map({True: "YTD", False: "Q"})
    facts["period_length"] = _length(facts, facts["form"].str.startswith("10-K"))
    derived = facts["concept"] == "shares_diluted"
    facts["quality"] = derived.map({True: "derived", False: ""})
    facts["priority"] = 2 + 3 * derived.astype(int) + 4 * (facts["restated"] & ~derived).astype(int)
    return facts.assign(exact=False, source="pystock_reports")[FACT]


def company_facts(sources):
    """Full years with the values of the latest filing that repeats them."""
    frame = sources.numbers("fundamentals_sec/sec_annual_companyfacts_fy2012_2019.csv.gz")
    frame = frame.rename(columns={"fy_end": "period_end"}).drop(columns=["source_ticker", "cik"])
    # Counts that the file lacks follow from EPS, as in the reports (Alphabet has no count of its own).
    shares = frame["netIncome"] / frame["eps"]
    derived = frame["dilutedShares"].isna() & (frame["eps"].abs() >= 0.2) & (shares > 0)
    frame["derived_shares"] = shares.where(derived).round()
    facts = _long(frame, dict(COMPANY_FACTS, derived_shares="derived"))
    facts = facts.assign(quarter_length="FY")
    facts["quality"] = facts["concept"].eq("derived").map({True: "derived", False: ""})
    facts["concept"] = facts["concept"].replace("derived", "shares_diluted")
    facts["priority"] = 4 + facts["quality"].eq("derived").astype(int)
    facts["period_length"] = _length(facts, facts["symbol"] != "")
    return facts.assign(form="10-K", exact=True, restated=True, source="sec_companyfacts",
                        report=-1)[FACT]


def annual_reports(sources):
    """10-K items without a filing date; period ends are rounded to month ends by the source."""
    frame = sources.numbers("fundamentals_sp500/nyse_fundamentals_10k_2012_2016.csv.gz")
    frame = frame.rename(columns={"TickerSymbol": "symbol", "PeriodEnding": "period_end"})
    frame["symbol"] = frame["symbol"].replace(FORMER)
    frame = frame[frame["symbol"].isin(set(sources.panel_symbols()))]
    frame["CapitalExpenditures"] = -frame["CapitalExpenditures"]
    # The file lists some filings twice under the former and the present ticker.
    frame = frame.drop_duplicates(["symbol", "period_end"])
    stated = frame["ForYear"].where(frame["ForYear"].between(2000, 2030))
    year_off = (frame["period_end"].str[:4].astype(int) - stated).abs() > 1
    frame["quality"] = year_off.map({True: "period_suspect", False: ""})
    facts = _long(frame[["symbol", "period_end", "quality", *ANNUAL_REPORTS]], ANNUAL_REPORTS)
    facts = facts[~((facts["value"] == 0) & facts["concept"].isin(ZERO_IS_MISSING))]
    facts = facts[~(facts["concept"].isin(SHARES) & (facts["value"] <= 0))]
    facts = facts.assign(quarter_length="FY")
    facts["period_length"] = _length(facts, facts["symbol"] != "")
    facts["filed"] = ""
    return facts.assign(form="10-K", exact=False, restated=False, source="annual_reports_10k",
                        priority=3, report=-1)[FACT]


def all_facts(sources):
    parts = [sec_quarterly(sources), pystock_reports(sources), company_facts(sources),
             annual_reports(sources)]
    facts = pd.concat(parts, ignore_index=True)
    facts["report"] = facts["report"].fillna(-1).astype(int)
    facts["filed"] = pd.to_datetime(facts["filed"].replace("", None))
    facts["period_end"] = pd.to_datetime(facts["period_end"])
    return facts[facts["symbol"].isin(set(sources.panel_symbols()))].reset_index(drop=True)
