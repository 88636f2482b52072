#!/usr/bin/python3
"""The figures of a tear sheet in pandas and numpy, one thread, of the series that tear_sheet_bench left in a
folder; values are compared and the times put side by side.

usage: peer_tear_sheet.py FOLDER WINDOW SECONDS-OF-THE-BENCH

Less is computed here than there (no captures by window, no spells of drawdown), which favours pandas.
"""
import os
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

folder, window, ours = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
A = 252


def raw(name):
    return np.fromfile(os.path.join(folder, name))


index = pd.to_datetime(raw("days"), unit="D")
r, b = pd.Series(raw("returns"), index), pd.Series(raw("market"), index)


def rolling_views(active):
    rolling = r.rolling(window)
    market = b.rolling(window)
    volatility = rolling.std() * np.sqrt(A)
    views = {
        "volatility": volatility,
        "sharpe_ratio": rolling.mean() * A / volatility,
        "beta": rolling.cov(b) / market.var(),
        "value_at_risk": -rolling.quantile(0.05),
    }
    downside = np.sqrt((np.minimum(r, 0) ** 2).rolling(window).mean())
    more = [
        rolling.mean() * np.sqrt(A) / downside,
        rolling.corr(b),
        active.rolling(window).std() * np.sqrt(A),
        active.rolling(window).mean() / active.rolling(window).std() * np.sqrt(A),
        (1 + r).rolling(window).apply(np.prod, raw=True) - 1,
    ]
    # the drawdown of each window alone, its curve starting at 1
    windows = np.lib.stride_tricks.sliding_window_view(1 + x, window)
    curves = np.cumprod(windows, axis=1)
    lows = (curves / np.maximum(np.maximum.accumulate(curves, axis=1), 1) - 1).min(axis=1)
    views["max_drawdown"] = pd.Series(np.concatenate([np.full(window - 1, np.nan), lows]), index)
    return views, more


def sheet():
    growth = (1 + r).cumprod()
    drawdown = growth / np.maximum(growth.cummax(), 1) - 1
    x = r.to_numpy()
    d = x - x.mean()
    m2 = (d**2).mean()
    worst = np.sort(x)[: int((len(x) - 1) * 0.05) + 1]
    cov = np.cov(x, b.to_numpy(), ddof=1)
    beta = cov[0, 1] / cov[1, 1]
    active = r - b
    up = b > 0
    figures = [
        growth.iloc[-1] - 1,
        growth.iloc[-1] ** (A / len(r)) - 1,
        r.std() * np.sqrt(A),
        r.mean() / r.std() * np.sqrt(A),
        r.mean() * A / (np.sqrt((np.minimum(x, 0) ** 2).mean()) * np.sqrt(A)),
        drawdown.min(),
        (d**3).mean() / m2**1.5,
        (d**4).mean() / m2**2 - 3,
        -np.percentile(x, 5),
        -worst.mean(),
        beta,
        (1 + (r - beta * b).mean()) ** A - 1,
        active.std() * np.sqrt(A),
        active.mean() / active.std() * np.sqrt(A),
        np.corrcoef(x, b)[0, 1],
        ((1 + r[up]).prod() ** (A / up.sum()) - 1) / ((1 + b[up]).prod() ** (A / up.sum()) - 1),
    ]
    views, more = rolling_views(active)
    months = (1 + r).groupby([index.year, index.month]).prod() - 1
    years = (1 + r).groupby(index.year).prod() - 1
    return np.array(figures), views, (drawdown, months, years, more)


times = []
for _ in range(5):
    began = time.monotonic()
    figures, views, _rest = sheet()
    times.append(time.monotonic() - began)
took = sorted(times)[2]

theirs = raw("figures")
worst = np.max(np.abs(figures - theirs) / np.maximum(1e-3, np.abs(figures)))
for name, values in views.items():
    mine = raw("rolling_" + name)
    assert np.array_equal(np.isnan(mine), np.isnan(values.to_numpy())), name
    gap = np.nanmax(np.abs(mine - values.to_numpy()) / np.maximum(1e-3, np.abs(values.to_numpy())))
    worst = max(worst, gap)
print(f"  pandas {pd.__version__} {took * 1e3:.1f} ms: {took / ours:.0f} times; "
      f"largest relative gap {worst:.1e}")
sys.exit(0 if worst < 1e-6 and took > ours else 1)
