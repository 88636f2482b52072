#!/usr/bin/python3
"""Reference values of the analytics engine's answers, by pandas and numpy alone, from demo_prices.csv
(closing prices with dividends of the built-in data). Writes api_goldens.csv: name,value.

The positions and the series are those that tests/app/analytics_operations_test.cpp asks about.
"""
import os

import numpy as np
import pandas as pd

os.chdir(os.path.dirname(os.path.abspath(__file__)))
prices = pd.read_csv("demo_prices.csv", index_col="date", parse_dates=True)
A = 252
rows = {}


def active(prefix, r, b, rf):
    x, y = r - rf, b - rf
    beta = np.cov(x, y, ddof=1)[0, 1] / np.var(y, ddof=1)
    rows[prefix + "beta"] = beta
    rows[prefix + "alpha"] = (1 + (x - beta * y).mean()) ** A - 1
    d = r - b
    rows[prefix + "tracking_error"] = d.std(ddof=1) * np.sqrt(A)
    rows[prefix + "information_ratio"] = d.mean() / d.std(ddof=1) * np.sqrt(A)
    rows[prefix + "correlation"] = np.corrcoef(r, b)[0, 1]


def own(prefix, r, rf):
    growth = (1 + r).cumprod()
    rows[prefix + "total_return"] = growth.iloc[-1] - 1
    rows[prefix + "annual_return"] = growth.iloc[-1] ** (A / len(r)) - 1
    rows[prefix + "volatility"] = r.std(ddof=1) * np.sqrt(A)
    rows[prefix + "sharpe_ratio"] = (r - rf).mean() / (r - rf).std(ddof=1) * np.sqrt(A)
    below = np.minimum(r, 0)
    rows[prefix + "sortino_ratio"] = r.mean() * A / (np.sqrt((below**2).mean()) * np.sqrt(A))
    peak = np.maximum(growth.cummax(), 1)
    rows[prefix + "max_drawdown"] = (growth / peak - 1).min()
    rows[prefix + "value_at_risk"] = -np.percentile(r, 5)
    worst = np.sort(r)[: int((len(r) - 1) * 0.05) + 1]
    rows[prefix + "expected_shortfall"] = -worst.mean()


# Units held constant over the last 252 sessions: values at the end are quantity x the request's price.
value = {"AAPL": 100 * 310.0, "MSFT": 200 * 160.0, "TLT": -50 * 138.0}
window = prices.iloc[-253:]
path = sum(v * window[s] / window[s].iloc[-1] for s, v in value.items())
r = path.pct_change().iloc[1:]
b = window["SPY"].pct_change().iloc[1:]
rf = 1.02 ** (1 / A) - 1
own("held.", r, rf)
active("held.", r, b, rf)
rows["held.total_pnl"] = 100 * (310 - 150.0) + 200 * (160 - 100.0) - 50 * (138 - 120.0)

# A series of the caller's own: Apple against the fund.
r = prices["AAPL"].pct_change().iloc[1:]
b = prices["SPY"].pct_change().iloc[1:]
own("given.", r, rf)
active("given.", r, b, rf)
months = (1 + r).groupby([r.index.year, r.index.month]).prod() - 1
rows["given.monthly.2019.8"] = months[(2019, 8)]
rows["given.yearly.2019"] = (1 + r[r.index.year == 2019]).prod() - 1
rows["given.rolling_volatility"] = r.rolling(63).std(ddof=1).iloc[-1] * np.sqrt(A)
last = r.iloc[-63:]
rows["given.rolling_sharpe"] = (last - rf).mean() / last.std(ddof=1) * np.sqrt(A)
rows["given.rolling_beta"] = r.rolling(63).cov(b).iloc[-1] / b.rolling(63).var().iloc[-1]

with open("api_goldens.csv", "w") as out:
    for name, number in rows.items():
        out.write(f"{name},{float(number)!r}\n")
