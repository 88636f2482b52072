"""Factors of prices and trading: one function per factor, from what the literature says, with numpy windows.

Every function takes a Library (library.py) and answers one value per stock; a window that is not whole has
none.
"""

import numpy as np
import pandas as pd
from scipy import stats

YEAR = 252


def total_return(p, sessions, skip=0):
    """Compounded simple returns of `sessions` sessions that ended `skip` sessions ago."""
    return p.over(p.returns, sessions, lambda w: np.prod(1 + w, axis=0) - 1, skip)


def regression(y, x):
    """Slope of every column of y on x, by the normal equation with an intercept."""
    design = np.column_stack([np.ones(len(x)), x])
    return np.linalg.lstsq(design, y, rcond=None)[0][1]


def slope_on(p, frame, series, sessions):
    x = p.tail(series, sessions)
    if x is None or not np.isfinite(x).all() or np.ptp(x) == 0:
        return p.nothing()
    return p.over(frame, sessions, lambda w: regression(w, x))


def market_beta(p):
    return slope_on(p, p.returns, p.market, YEAR)


def idiosyncratic(p):
    """Deviation of the residual of the regression on the market, divisor n - 1, per year."""
    x = p.tail(p.market, 126)
    if x is None or not np.isfinite(x).all():
        return p.nothing()
    design = np.column_stack([np.ones(126), x])

    def left(w):
        rest = w - design @ np.linalg.lstsq(design, w, rcond=None)[0]
        return np.sqrt((rest**2).sum(axis=0) / 125 * YEAR)

    return p.over(p.returns, 126, left)


def correlation(a, b):
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    return (a * b).sum(axis=0) / np.sqrt((a * a).sum(axis=0) * (b * b).sum(axis=0))


def volume_return_correlation(p):
    both = p.over(p.returns * p.turnover, 63, lambda w: w[-1]).notna()
    out = correlation(p.part(p.returns, 63), p.part(p.turnover, 63))
    return pd.Series(out, index=p.stocks).where(both)


def trend(p):
    time = np.arange(126.0)
    return p.over(np.log(p.close), 126, lambda w: YEAR * regression(w, time))


FACTORS = {
    "price_momentum_1m": lambda p: total_return(p, 21),
    "price_momentum_3m": lambda p: total_return(p, 63),
    "price_momentum_6m": lambda p: total_return(p, 126),
    "price_momentum_12m_7m": lambda p: total_return(p, 126, skip=126),
    "alpha_vantage_momentum": lambda p: total_return(p, 231, skip=21),
    "near_52_week_high": lambda p: p.now(p.close) / p.over(p.high, YEAR, lambda w: w.max(axis=0)),
    "above_52_week_low": lambda p: p.now(p.close) / p.over(p.low, YEAR, lambda w: w.min(axis=0)) - 1,
    "max_return_21d": lambda p: p.over(p.returns, 21, lambda w: w.max(axis=0)),
    "volatility_21d": lambda p: p.over(p.returns, 21, lambda w: w.std(axis=0, ddof=1) * np.sqrt(YEAR)),
    "volatility_252d": lambda p: p.over(p.returns, YEAR, lambda w: w.std(axis=0, ddof=1) * np.sqrt(YEAR)),
    "idiosyncratic_volatility": idiosyncratic,
    "market_beta_252d": market_beta,
    "downside_deviation": lambda p: p.over(
        p.returns, 126, lambda w: np.sqrt((np.where(w < 0, w, 0) ** 2).mean(axis=0) * YEAR)),
    "return_skewness": lambda p: p.over(p.returns, 126, lambda w: stats.skew(w, axis=0, bias=False)),
    "amihud_illiquidity": lambda p: p.over(
        p.returns.abs() / (p.close * p.volume), 63, lambda w: w.mean(axis=0) * 1e6),
    "turnover_21d": lambda p: p.over(p.turnover, 21, lambda w: w.mean(axis=0)),
    "turnover_trend": lambda p: (p.over(p.turnover, 21, lambda w: w.mean(axis=0))
                                 / p.over(p.turnover, YEAR, lambda w: w.mean(axis=0))),
    "dollar_volume_63d": lambda p: p.over(p.close * p.volume, 63, lambda w: np.log(w.mean(axis=0))),
    "range_volatility_21d": lambda p: p.over(
        np.log(p.high / p.low), 21,
        lambda w: np.sqrt((w**2).sum(axis=0) / 21 / (4 * np.log(2)) * YEAR)),
    "overnight_return_21d": lambda p: p.over(
        np.log(p.open / p.close.shift(1)), 21, lambda w: w.sum(axis=0)),
    "intraday_return_21d": lambda p: p.over(np.log(p.close / p.open), 21, lambda w: w.sum(axis=0)),
    "price_trend": trend,
    "volume_return_correlation": volume_return_correlation,
    "low_volatility": lambda p: -p.over(p.returns, YEAR, lambda w: w.std(axis=0, ddof=1)),
}
