"""Factors of several sources: scores and ranks over the universe, times the state of the economy."""

import numpy as np

from filings import YEAR, growth, or_nothing, profitability, ratio, to_assets, to_cap
from market import market_beta, slope_on, total_return


def momentum(p):
    """Twelve months less the last one."""
    return total_return(p, 231, skip=21)


def value(p):
    """Mean score of book, sales and cash flow to price."""
    return sum(p.score(to_cap(p, x)) for x in
               (p.stock("equity"), p.flow("revenue"), p.flow("operating_cash_flow"))) / 3


def quality(p):
    """Mean score of profitability, cash earnings and little debt."""
    cash_earnings = to_assets(p, p.flow("operating_cash_flow") - p.flow("net_income"))
    borrowed = to_assets(p, or_nothing(p.stock("long_term_debt")))
    return (p.score(profitability(p)) + p.score(cash_earnings) - p.score(borrowed)) / 3


def state(p, series, sessions):
    """How far the newest value of a series per session is from its mean, in deviations."""
    x = p.tail(series, sessions)
    if x is None or not np.isfinite(x).all() or x.std(ddof=1) == 0:
        return np.nan
    return (x[-1] - x.mean()) / x.std(ddof=1)


def moved(p, series, sessions, log=False):
    level = p.level(series)
    level = np.log(level) if log else level
    return level - level.shift(sessions)


def regime(p):
    """Production, payrolls and unemployment of a quarter against two years."""
    return (state(p, moved(p, "INDPRO", 63, log=True), 504) + state(p, moved(p, "PAYEMS", 63, log=True), 504)
            - state(p, moved(p, "UNRATE", 63), 504)) / 3


def regime_momentum(p):
    now = regime(p)
    if np.isnan(now):
        return p.nothing()
    return p.score(momentum(p)) if now > 0 else -p.score(market_beta(p))


def fear(p):
    return state(p, p.level("VIX"), YEAR)


def inflation(p):
    level = p.level("CPIAUCSL")
    return state(p, level / level.shift(YEAR) - 1, 504)


def near_high(p):
    return p.now(p.close) / p.over(p.high, YEAR, lambda w: w.max(axis=0))


def rates(p, series):
    return state(p, moved(p, series, 63), 504)


def beta_with_trend(p, series, relative):
    level = p.level(series)
    change = level / level.shift(1) - 1 if relative else level.diff()
    return p.score(slope_on(p, p.returns, change, YEAR)) * state(p, moved(p, series, 63, log=relative), 504)


def core_inflation(p):
    level = p.level("CPILFESL")
    return (level / level.shift(YEAR) - 1)[p.day]


def value_quality_momentum(p):
    return p.place(value(p)) * p.place(quality(p)) * p.place(p.score(momentum(p)))


def issuance(p):
    return -p.place(np.log(p.shares()) - np.log(p.shares(YEAR))) * p.place(momentum(p))


def drift(p):
    news = to_assets(p, p.flow("net_income") - p.flow("net_income", 63))
    return p.place(news) * p.place(total_return(p, 63))


FACTORS = {
    "value_score": value,
    "deep_value_composite": lambda p: (
        p.score(to_cap(p, p.stock("equity"))) + p.score(to_cap(p, p.flow("net_income")))
        + p.score(to_cap(p, p.flow("operating_cash_flow"))) - p.score(near_high(p))) / 4,
    "momentum_quality_composite": lambda p: (p.score(momentum(p)) + quality(p)) / 2,
    "value_momentum": lambda p: (value(p) + p.score(momentum(p))) / 2,
    "value_quality_momentum": value_quality_momentum,
    "fred_economic_regime": lambda p: regime(p) * p.score(market_beta(p)),
    "economic_regime_momentum": regime_momentum,
    "earnings_yield_less_bonds": lambda p: to_cap(p, p.flow("net_income")) - p.level("DGS10")[p.day] / 100,
    "dividend_yield_less_bonds": lambda p: p.dividends() / p.now(p.close) - p.level("DGS10")[p.day] / 100,
    "real_earnings_yield": lambda p: to_cap(p, p.flow("net_income")) - core_inflation(p),
    "value_in_rising_rates": lambda p: value(p) * rates(p, "DGS10"),
    "growth_under_steep_curve": lambda p: (
        p.score(growth(p, "revenue")) * state(p, p.level("DGS10") - p.level("DGS2"), 504)),
    "leverage_in_rising_rates": lambda p: (
        -p.score(to_assets(p, p.stock("total_liabilities"))) * rates(p, "DGS2")),
    "quality_in_fear": lambda p: quality(p) * fear(p),
    "low_volatility_in_fear": lambda p: (
        -p.score(p.over(p.returns, 126, lambda w: w.std(axis=0, ddof=1))) * fear(p)),
    "momentum_in_calm": lambda p: -p.score(momentum(p)) * fear(p),
    "liquidity_in_fear": lambda p: (
        p.score(p.over(p.close * p.volume, 63, lambda w: np.log(w.mean(axis=0)))) * fear(p)),
    "accruals_in_inflation": lambda p: (
        -p.score(to_assets(p, p.flow("net_income") - p.flow("operating_cash_flow"))) * inflation(p)),
    "margin_in_inflation": lambda p: (
        p.score(ratio(p.flow("gross_profit"), p.flow("revenue"))) * inflation(p)),
    "capex_with_production": lambda p: (
        p.score(to_assets(p, p.flow("capex"))) * state(p, moved(p, "INDPRO", 126, log=True), 504)),
    "earnings_with_payrolls": lambda p: (
        p.score(to_assets(p, p.flow("net_income") - p.flow("net_income", YEAR)))
        * state(p, moved(p, "PAYEMS", 126, log=True), 504)),
    "cash_in_tight_money": lambda p: (
        p.score(to_assets(p, p.stock("cash"))) * state(p, moved(p, "FEDFUNDS", 126), 504)),
    "oil_beta_trend": lambda p: beta_with_trend(p, "DCOILWTICO", True),
    "dollar_beta_trend": lambda p: beta_with_trend(p, "DTWEXBGS", True),
    "yield_beta_trend": lambda p: beta_with_trend(p, "DGS10", False),
    "earnings_price_drift": drift,
    "cheap_and_improving": lambda p: (
        p.place(to_cap(p, p.stock("equity"))) * p.place(profitability(p) - profitability(p, YEAR))),
    "growth_at_a_price": lambda p: p.score(growth(p, "revenue")) + p.score(to_cap(p, p.flow("net_income"))),
    "neglected_value": lambda p: (
        p.place(to_cap(p, p.stock("equity")))
        * (1 - p.place(p.over(p.turnover, 63, lambda w: w.mean(axis=0))))),
    "profitability_near_high": lambda p: (
        p.place(to_assets(p, p.flow("gross_profit"))) * p.place(near_high(p))),
    "issuance_after_run": issuance,
}
