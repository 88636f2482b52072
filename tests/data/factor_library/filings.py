"""Factors of filings: one function per factor over a Library (library.py).

p.flow(x) is a sum over the last four quarters, p.stock(x) what stands in the newest report, both as known at
the session, or `ago` sessions before it. What is not reported is missing, where nothing else is said.
"""

import numpy as np

YEAR = 252


def ratio(a, b):
    out = a / b
    return out.where(np.isfinite(out))


def or_nothing(figure):
    """An item that is not reported counts as none."""
    return figure.fillna(0.0)


def debt(p, ago=0):
    return or_nothing(p.stock("long_term_debt", ago)) + or_nothing(p.stock("short_term_debt", ago))


def enterprise_value(p):
    return (p.whole_cap() + debt(p) + or_nothing(p.stock("preferred_equity"))
            + or_nothing(p.stock("minority_interest")) - or_nothing(p.stock("cash")))


def to_cap(p, flow):
    return ratio(flow, p.whole_cap())


def to_assets(p, amount):
    return ratio(amount, p.stock("total_assets"))


def growth(p, name, ago=YEAR):
    read = p.stock if name in p.STOCKS else p.flow
    return ratio(read(name), read(name, ago)) - 1


def profitability(p, ago=0):
    return ratio(p.flow("net_income", ago), p.stock("total_assets", ago))


def payout(p):
    income = p.flow("net_income")
    return ratio(p.flow("dividends_paid"), income.where(income > 0))


def strength(p):
    """Piotroski's nine tests; one that cannot be made leaves none."""
    def now_and_then(figure):
        return figure(0), figure(YEAR)

    income, cash = p.flow("net_income"), p.flow("operating_cash_flow")
    profit = now_and_then(lambda a: profitability(p, a))
    lever = now_and_then(lambda a: ratio(or_nothing(p.stock("long_term_debt", a)),
                                         p.stock("total_assets", a)))
    liquid = now_and_then(lambda a: ratio(p.stock("current_assets", a), p.stock("current_liabilities", a)))
    shares = now_and_then(p.shares)
    margin = now_and_then(lambda a: ratio(p.flow("gross_profit", a), p.flow("revenue", a)))
    speed = now_and_then(lambda a: ratio(p.flow("revenue", a), p.stock("total_assets", a)))
    tests = [(income, income > 0), (cash, cash > 0), (profit[0] - profit[1], profit[0] > profit[1]),
             (income + cash, cash > income), (lever[0] + lever[1], lever[0] <= lever[1]),
             (liquid[0] + liquid[1], liquid[0] > liquid[1]), (shares[0] + shares[1], shares[0] <= shares[1]),
             (margin[0] + margin[1], margin[0] > margin[1]), (speed[0] + speed[1], speed[0] > speed[1])]
    out = sum(passed.astype(float) for _, passed in tests)
    for needed, _ in tests:
        out = out.where(needed.notna())
    return out


FACTORS = {
    "earnings_to_price": lambda p: to_cap(p, p.flow("net_income")),
    "book_to_market": lambda p: to_cap(p, p.stock("equity")),
    "sales_to_price": lambda p: to_cap(p, p.flow("revenue")),
    "cash_flow_to_price": lambda p: to_cap(p, p.flow("operating_cash_flow")),
    "free_cash_flow_yield": lambda p: to_cap(p, p.flow("operating_cash_flow") - p.flow("capex")),
    "sales_to_enterprise_value": lambda p: ratio(p.flow("revenue"), enterprise_value(p)),
    "ebit_to_enterprise_value": lambda p: ratio(p.flow("operating_income"), enterprise_value(p)),
    "gross_profitability": lambda p: to_assets(p, p.flow("gross_profit")),
    "gross_margin": lambda p: ratio(p.flow("gross_profit"), p.flow("revenue")),
    "operating_margin": lambda p: ratio(p.flow("operating_income"), p.flow("revenue")),
    "net_margin": lambda p: ratio(p.flow("net_income"), p.flow("revenue")),
    "return_on_assets": profitability,
    "return_on_capital": lambda p: ratio(p.flow("operating_income"), p.stock("equity") + debt(p)),
    "asset_turnover": lambda p: to_assets(p, p.flow("revenue")),
    "accruals": lambda p: to_assets(p, p.flow("net_income") - p.flow("operating_cash_flow")),
    "asset_growth": lambda p: growth(p, "total_assets"),
    "sales_growth_1y": lambda p: growth(p, "revenue"),
    "earnings_change": lambda p: to_assets(p, p.flow("net_income") - p.flow("net_income", YEAR)),
    "capex_to_assets": lambda p: to_assets(p, p.flow("capex")),
    "research_to_market": lambda p: to_cap(p, p.flow("research_and_development")),
    "current_ratio": lambda p: ratio(p.stock("current_assets"), p.stock("current_liabilities")),
    "cash_to_assets": lambda p: to_assets(p, p.stock("cash")),
    "liabilities_to_assets": lambda p: to_assets(p, p.stock("total_liabilities")),
    "interest_coverage": lambda p: ratio(p.flow("operating_income"), p.flow("interest_expense")),
    "dividend_payout": payout,
    "buyback_yield": lambda p: to_cap(p, p.flow("buybacks")),
    "net_share_issuance": lambda p: np.log(p.shares()) - np.log(p.shares(YEAR)),
    "edgar_fundamental_strength": strength,
}
