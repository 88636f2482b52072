#!/usr/bin/env python3
"""Writes limit_goldens.csv by numpy and pandas. usage: make_limit_goldens.py (in its folder)"""
import os

import numpy as np
import pandas as pd
from scipy import stats

HERE = os.path.dirname(os.path.abspath(__file__))


def history(r, m):
    var1 = -np.percentile(r, 1)
    worst = np.sort(r)[:int((len(r) - 1) * 0.01) + 1]
    ten = pd.Series(1 + r).rolling(10).apply(np.prod, raw=True).dropna().values - 1
    beta = np.cov(r, m, ddof=1)[0, 1] / np.var(m, ddof=1)
    return [var1, -np.percentile(ten, 1), -worst.mean(), beta, np.corrcoef(r, m)[0, 1]]


def book(table):
    """Three stocks, one of them short: parts of the normal VaR, of the tail, stress."""
    x = table[['AAPL', 'JPM', 'XOM']].values
    w = np.array([0.5, 0.4, -0.2])
    s = np.cov(x.T, ddof=1)
    sigma, z = np.sqrt(w @ s @ w), stats.norm.ppf(0.99)
    without = [np.sqrt(v @ s @ v) for v in (np.where(np.arange(3) == i, 0, w) for i in range(3))]
    r = x @ w
    worst = np.argsort(r, kind='stable')[:int((len(r) - 1) * 0.01) + 1]
    m = table.benchmark.values
    beta = [np.cov(x[:, i], m, ddof=1)[0, 1] / np.var(m, ddof=1) for i in range(3)]
    yield 'book risk total', [z * sigma, sigma * stats.norm.pdf(z) / 0.01]
    yield 'book risk marginal', z * s @ w / sigma
    yield 'book risk component', z * w * (s @ w) / sigma
    yield 'book risk incremental', z * (sigma - np.array(without))
    yield 'book risk tail', [-r[worst].mean()]
    yield 'book risk tail component', -(x[worst] * w).mean(axis=0)
    yield 'reverse moves', -0.1 * s @ w / (w @ s @ w)
    yield 'reverse distance', [0.1 / sigma]
    yield 'conditional moves', -0.1 * np.array(beta)
    a = table.AAPL.values
    var = np.array([-np.percentile(a[t - 250:t], 1) for t in range(250, len(a))])
    tested = a[250:]
    n, k = len(tested), int(np.sum(tested < -var))
    yield 'rolling var', [var[0], var[350], var[-1]]
    lr = -2 * (stats.binom.logpmf(k, n, 0.01) - stats.binom.logpmf(k, n, k / n))
    yield 'rolling coverage', [n, k, lr, stats.chi2.sf(lr, 1)]


def main():
    table = pd.read_csv(os.path.join(HERE, '..', 'analytics', 'stock_returns.csv.gz'))
    with open(os.path.join(HERE, 'limit_goldens.csv'), 'w', encoding='utf-8') as out:
        for name in ('AAPL', 'JPM', 'XOM'):
            values = history(table[name].values, table.benchmark.values)
            out.write(','.join([f'limit history {name}'] + [repr(float(v)) for v in values]) + '\n')
        for name, values in book(table):
            out.write(','.join([name] + [repr(float(v)) for v in values]) + '\n')


if __name__ == '__main__':
    main()
