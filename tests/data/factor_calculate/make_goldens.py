#!/usr/bin/python3
"""Writes goldens.csv: what /factors/calculate must answer for three stocks on two sessions.

From the Parquet files of resources/demo with numpy and pandas alone; no number comes from the program. An
empty value means that the answer must be null. Run with Debian's python3 (numpy, pandas): ./make_goldens.py
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "functional"))

from demo_tables import Demo  # noqa: E402
from recompute_styles import Styles, standardise  # noqa: E402

SYMBOLS = ("AAPL", "MSFT", "GOOGL")
DATES = ("2018-03-29", "2019-12-13")


def rsi(close, period=14):
    """Wilder: first averages are plain means, then (13 old + new) / 14."""
    change = close.diff().dropna()
    gain, loss = change.clip(lower=0), (-change).clip(lower=0)
    g, l = gain.iloc[:period].mean(), loss.iloc[:period].mean()
    for up, down in zip(gain.iloc[period:], loss.iloc[period:]):
        g, l = (g * (period - 1) + up) / period, (l * (period - 1) + down) / period
    return 100 * g / (g + l)


def ema(values, period):
    """Seeded with the mean of the first `period` values."""
    out = pd.Series(np.nan, index=values.index)
    out.iloc[period - 1] = values.iloc[:period].mean()
    for i in range(period, len(values)):
        out.iloc[i] = out.iloc[i - 1] + 2 / (period + 1) * (values.iloc[i] - out.iloc[i - 1])
    return out


def macd_signal(close):
    """TA-Lib's alignment: the fast average begins so late that both have their first value on bar 25."""
    fast, slow = ema(close.iloc[26 - 12:], 12), ema(close, 26)
    line = (fast - slow).dropna()
    return ema(line, 9).iloc[-1]


def bollinger_position(close):
    last = close.iloc[-20:]
    middle, deviation = last.mean(), last.std(ddof=0)
    return (last.iloc[-1] - (middle - 2 * deviation)) / (4 * deviation)


def month_number(days):
    return days.year * 12 + days.month - 1


def monthly_returns(demo, instrument, session):
    """Returns of whole months that were over by the session; the panel's first month is not whole."""
    sessions = demo.sessions
    months = pd.Series(month_number(sessions), index=sessions)
    ends = [s for s, m, after in zip(sessions, months, months.shift(-1)) if after > m and s <= session]
    growth = {}
    for before, end in zip(ends, ends[1:]):
        part = demo.returns[instrument][(sessions > before) & (sessions <= end)].dropna()
        growth[month_number(end)] = (1 + part).prod() - 1 if len(part) else np.nan
    return pd.Series(growth, dtype=float).iloc[-60:]


def monthly_levels(demo, series, session):
    known = demo.macro(series)
    known = known[known.knowable_at <= session].sort_values("period_end", kind="stable")
    month = known.period_end.dt.year * 12 + known.period_end.dt.month - 1
    return known.value.groupby(month).last()


def pairs(changes, returns):
    both = pd.concat([changes, returns], axis=1, keys=["x", "y"]).dropna()
    return both if len(both) >= 48 else None


def slope(both):
    return np.nan if both is None else np.polyfit(both.x, both.y, 1)[0]


def economic(demo, instrument, session):
    returns = monthly_returns(demo, instrument, session)
    gdp = np.log(monthly_levels(demo, "GDPC1", session)).diff()
    growth = pd.concat([pd.Series(gdp.to_numpy(), index=gdp.index - back) for back in range(3)]).sort_index()
    both = pairs(growth, returns)
    yields = monthly_levels(demo, "DGS10", session).diff()
    prices = monthly_levels(demo, "CPIAUCSL", session).pct_change()
    return {"gdp_correlation": np.nan if both is None else np.corrcoef(both.x, both.y)[0, 1],
            "interest_rate_sensitivity": slope(pairs(yields, returns)),
            "inflation_beta": slope(pairs(prices, returns))}


def fundamental(demo, cap, instrument, session):
    company = demo.company[instrument]
    classes = [i for i in demo.company.index[demo.company == company]]
    whole = cap.loc[session, classes].sum(min_count=1)
    equity = demo.latest(company, "equity", session)
    income = demo.four_quarters(company, "net_income", session)
    short = demo.latest(company, "short_term_debt", session)
    debt = demo.latest(company, "long_term_debt", session) + (0 if np.isnan(short) else short)
    positive = equity > 0
    return {"pe_ratio": whole / income if income > 0 else np.nan,
            "price_to_book": whole / equity if positive else np.nan,
            "roe": income / equity if positive else np.nan,
            "debt_to_equity": debt / equity if positive else np.nan}


def regulatory(demo, instrument, session):
    facts = demo.facts[(demo.facts.company == demo.company[instrument]) & (demo.facts.knowable_at <= session)]
    dated = facts[facts.dated_by != "lag_rule"].sort_values(["filed", "period_end"])
    newest = dated.iloc[-1]
    return {"days_since_filing": float((session - newest.filed).days),
            "filing_lag_days": float((newest.filed - newest.period_end).days)}


def scores(styles, session):
    """Mean percentile of the three stocks in the universe by joint momentum and size, and two-stage value."""
    row = list(styles.cap.index).index(session)
    demo, cap, universe = styles.demo, styles.cap.iloc[row], styles.universe.iloc[row]
    size = standardise(np.log(cap), cap, universe)
    whole = styles.company_cap.iloc[row]
    ratio = {}
    for i in cap.index[universe]:
        company = demo.company[i]
        ratio[i] = {"b": demo.latest(company, "equity", session) / whole[i],
                    "s": demo.four_quarters(company, "revenue", session) / whole[i],
                    "c": demo.four_quarters(company, "operating_cash_flow", session) / whole[i]}
    ratio = pd.DataFrame(ratio).T
    for name in ("b", "s"):
        ratio[name] = np.log(ratio[name].where(ratio[name] > 0))
    value = ((ratio - ratio.mean()) / ratio.std(ddof=1)).mean(axis=1).reindex(cap.index)
    own = [demo.symbols.index[demo.symbols == s][0] for s in SYMBOLS]
    out = {}
    for name, column in (("size", size), ("value", value)):
        inside = column[universe].dropna()
        ranks = [(inside < column[i]).sum() + (inside == column[i]).sum() / 2 for i in own]
        out[name] = np.mean(ranks) / len(inside)
    return out


def main():
    styles = Styles()
    demo = styles.demo
    rows = []
    for date in DATES:
        session = pd.Timestamp(date)
        for symbol in SYMBOLS:
            instrument = demo.symbols.index[demo.symbols == symbol][0]
            close = demo.close[instrument].loc[:session].dropna()
            growth = (1 + demo.returns[instrument].loc[:session].dropna()).cumprod()
            values = {"technical": {"rsi_14": rsi(close), "macd_signal": macd_signal(close),
                                    "bollinger_position": bollinger_position(close),
                                    "momentum_12_1": growth.iloc[-22] / growth.iloc[-253] - 1},
                      "fundamental": fundamental(demo, styles.cap, instrument, session),
                      "economic": economic(demo, instrument, session),
                      "regulatory": regulatory(demo, instrument, session)}
            rows += [(date, symbol, f"{group}_factors", name, value)
                     for group, factors in values.items() for name, value in factors.items()]
        rows += [(date, "", "factor_scores", name, value) for name, value in scores(styles, session).items()]
    frame = pd.DataFrame(rows, columns=["date", "symbol", "group", "factor", "value"])
    frame["value"] = ["" if np.isnan(v) else repr(float(v)) for v in frame.value]
    frame.to_csv(HERE / "goldens.csv", index=False)
    print(frame.to_string())


if __name__ == "__main__":
    main()
