#!/usr/bin/env python3
"""Writes own_goldens.csv: figures that the libraries behind goldens.csv.gz do not give, by numpy, pandas and
scipy from the published formulas. usage: make_goldens.py (in its folder)"""
import os

import numpy as np
import pandas as pd
from scipy import optimize

HERE = os.path.dirname(os.path.abspath(__file__))
YEAR = 252
MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def mixed(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def uniform(seed, stream, place):
    """SplitMix64 addressed by place, as engines/numerics/counter_random.h describes it."""
    key = mixed(seed ^ mixed(stream + GAMMA & MASK))
    return ((mixed(key + place * GAMMA & MASK) >> 11) + 0.5) * 2.0 ** -53


def replicate(series, block, seed, number):
    out, place = [], 0
    for t in range(len(series)):
        if t == 0 or uniform(seed, number, 2 * t) < 1 / block:
            place = min(len(series) - 1, int(uniform(seed, number, 2 * t + 1) * len(series)))
        else:
            place = (place + 1) % len(series)
        out.append(series[place])
    return np.array(out)


def annual(r):
    return np.prod(1 + r) ** (YEAR / len(r)) - 1


def active(lines, name, r, b, rate):
    d, annual_rate = r - b, (1 + rate) ** YEAR - 1
    beta = np.cov(r - rate, b - rate)[0, 1] / np.var(b - rate, ddof=1)
    lines.append((name, [
        d.std(ddof=1) * np.sqrt(YEAR), d.mean() / d.std(ddof=1) * np.sqrt(YEAR), annual(r) - annual(b),
        (annual(r) - annual_rate) / beta,
        annual_rate + (r - rate).mean() / r.std(ddof=1) * b.std(ddof=1) * YEAR,
        np.polyfit(b[b > 0], r[b > 0], 1)[0], np.polyfit(b[b < 0], r[b < 0], 1)[0], np.mean(d > 0),
        np.corrcoef(r, b)[0, 1]]))


def serial(lines, name, r):
    """First autocorrelation with the n-denominator, and Lo's AR(1) Sharpe ratio with it."""
    d = r - r.mean()
    rho = np.sum(d[1:] * d[:-1]) / np.sum(d ** 2)
    lags = np.arange(1, YEAR)
    ratio = YEAR + 2 * np.sum((YEAR - lags) * rho ** lags)
    lines.append((name, [rho, r.mean() / r.std(ddof=1) * YEAR / np.sqrt(ratio)]))


def water(lines, name, r):
    level = np.concatenate([[1.0], np.cumprod(1 + r)])
    down = (level / np.maximum.accumulate(level) - 1)[1:]
    lines.append((name, [np.sqrt(np.mean(down ** 2)), np.mean(-down), np.mean(down < -1e-12)]))


def rolling(lines, name, r, b):
    frame, window = pd.DataFrame({'r': r, 'b': b}), 63
    d = (frame.r - frame.b).rolling(window)
    value = frame.r.rolling(window)
    columns = {
        'tracking': d.std() * np.sqrt(YEAR), 'information': d.mean() / d.std() * np.sqrt(YEAR),
        'correlation': frame.r.rolling(window).corr(frame.b),
        'total': value.apply(lambda x: np.prod(1 + x) - 1, raw=True), 'var': -value.quantile(0.05),
        'shortfall': value.apply(lambda x: -np.sort(x)[:int((len(x) - 1) * 0.05) + 1].mean(), raw=True)}
    for key, values in columns.items():
        lines.append((name + key, values.iloc[::40]))


def rates(lines):
    cases = {
        'sheet': ([0, 60, 303, 411, 456], [-10000, 2750, 4250, 3250, 2750]),
        'regular': (list(range(0, 3660, 30)), [-100.0] * 121 + [14500.0]),
        'loss': ([0, 100, 400], [-1000, -500, 200]),
        'early': ([0, 7], [-100, 250]),
        'ruin': ([0, 365], [-1e6, 1e-3])}
    for name, (days, amounts) in cases.items():
        t, c = np.array(days) / 365, np.array(amounts, float)
        y = optimize.brentq(lambda x: np.sum(c * np.exp(-t * x)), -60, 60, xtol=1e-15, rtol=1e-14)
        lines.append(('rate.' + name, [y]))
    # Rates known beforehand: flows are the coefficients of (1 - 1.1 v)(1 - 1.5 v)(1 - 0.8 v).
    cubic = np.polynomial.polynomial.polyfromroots([1 / 1.1, 1 / 1.5, 1 / 0.8])
    lines.append(('rate.three_flows', cubic))


def main():
    lines = []
    stocks = pd.read_csv(os.path.join(HERE, 'stock_returns.csv.gz'))
    strategy = pd.read_csv(os.path.join(HERE, 'strategy_returns.csv.gz'))
    market = stocks.benchmark.values
    for name in ('AAPL', 'XOM'):
        r = stocks[name].values
        active(lines, f'active.{name}', r, market, 0.0)
        active(lines, f'active_rate.{name}', r, market, 0.02 / YEAR)
        water(lines, f'water.{name}', r)
        serial(lines, f'serial.{name}', r)
    rolling(lines, 'rolling.', stocks.AAPL.values, market)
    r = strategy.ret.values
    for number in (0, 1, 77):
        lines.append((f'replicate.{number}', replicate(r, 9.5, 42, number)[:60]))
    sharpe = [x.mean() / x.std(ddof=1) for x in (replicate(r, 9.5, 42, k) for k in range(60))]
    lines.append(('replicate.sharpe', sharpe))
    lines.append(('replicate.interval', np.quantile(sharpe, [0.05, 0.95])))
    rates(lines)
    with open(os.path.join(HERE, 'own_goldens.csv'), 'w', encoding='utf-8') as file:
        for name, values in lines:
            cells = ['' if np.isnan(v) else repr(float(v)) for v in np.atleast_1d(values)]
            file.write(','.join([name] + cells) + '\n')


if __name__ == '__main__':
    main()
