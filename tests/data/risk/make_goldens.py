#!/usr/bin/env python3
"""Writes own_goldens.csv.gz by numpy and scipy. usage: make_goldens.py (in its folder)"""
import gzip
import os

import numpy as np
import pandas as pd
from scipy import integrate, stats
from scipy.stats import qmc

HERE = os.path.dirname(os.path.abspath(__file__))


def returns():
    return pd.read_csv(os.path.join(HERE, '..', 'analytics', 'stock_returns.csv.gz'))


def laws(lines):
    for degrees in (0.7, 2.5, 4.0, 30.0, 1e6):
        t = np.array([-40.0, -3.0, -1.0, -0.1, 0.0, 2.0])
        p = np.array([1e-8, 0.01, 0.05, 0.3, 0.9])
        lines.append((f'student {degrees:g} cdf', stats.t.cdf(t, degrees)))
        quantile = stats.t.ppf(p, degrees)  # good to 1e-8 only: Newton's method on the function does the rest
        for _ in range(4):
            quantile -= (stats.t.cdf(quantile, degrees) - p) / stats.t.pdf(quantile, degrees)
        lines.append((f'student {degrees:g} quantile', quantile))
    points = qmc.Sobol(64, scramble=False).random(32)
    for dimension in (0, 1, 2, 19, 63):
        lines.append((f'sobol {dimension}', points[:, dimension]))


def historical(lines, r):
    weights = 0.98 ** np.arange(len(r))[::-1]
    order = np.argsort(r, kind='stable')
    share = np.cumsum(weights[order]) / weights.sum()
    for c in (0.95, 0.99):
        k = np.searchsorted(share, 1 - c)
        before = share[k - 1] if k else 0.0
        part = np.sum(r[order[:k]] * weights[order[:k]]) / weights.sum()
        es = -(part + (1 - c - before) * r[order[k]]) / (1 - c)
        lines.append((f'age {c}', [-r[order[k]], es]))
    variance, kept = np.mean(r[:21] ** 2), []
    for x in r[21:]:
        kept.append(x / np.sqrt(variance))
        variance = 0.94 * variance + 0.06 * x * x
    filtered = np.sort(np.array(kept) * np.sqrt(variance))
    for c in (0.95, 0.99):
        tail = int((len(filtered) - 1) * (1 - c)) + 1
        lines.append((f'filtered {c}', [-np.quantile(filtered, 1 - c), -filtered[:tail].mean()]))
    s, k = stats.skew(r), stats.kurtosis(r)

    def w(z):
        return z + (z * z - 1) * s / 6 + (z ** 3 - 3 * z) * k / 24 - (2 * z ** 3 - 5 * z) * s * s / 36
    for c in (0.95, 0.99):
        edge = stats.norm.ppf(1 - c)
        mean = integrate.quad(lambda z: w(z) * stats.norm.pdf(z), -30, edge, epsabs=1e-14)[0]
        lines.append((f'cornish fisher shortfall {c}', -r.mean() - r.std(ddof=1) * mean / (1 - c)))


def backtests(lines, r):
    var = np.array([-np.quantile(r[t - 250:t], 0.025) for t in range(250, len(r))])
    es = np.array([-np.sort(r[t - 250:t])[:int(249 * 0.025) + 1].mean() for t in range(250, len(r))])
    later = r[250:]
    hit = later < -var
    lines.append(('acerbi', [np.mean(later[hit] / es[hit]) + 1,
                             np.sum(later[hit] / es[hit]) / (len(later) * 0.025) + 1, hit.sum()]))
    for n, c in ((250, 0.99), (500, 0.975)):
        lines.append((f'binomial {n} {c}', stats.binom.cdf(np.arange(16), n, 1 - c)))


def dense(lines):
    """Contributions from the covariance itself."""
    rng = np.random.default_rng(5)
    n, k = 7, 3
    x, a = rng.normal(size=(n, k)), rng.normal(size=(k, k)) * 0.01
    f, d, w = a @ a.T, rng.uniform(1e-4, 4e-4, n), rng.normal(size=n) * 0.2
    s = x @ f @ x.T + np.diag(d)
    sigma = np.sqrt(w @ s @ w)
    without = [np.sqrt(v @ s @ v) for v in (np.where(np.arange(n) == i, 0, w) for i in range(n))]
    table = (('x', x), ('f', f), ('d', d), ('w', w), ('deviation', sigma), ('marginal', s @ w / sigma),
             ('component', w * (s @ w) / sigma), ('incremental', sigma - np.array(without)),
             ('factor', (x.T @ w) * (f @ x.T @ w) / sigma), ('specific', np.sum(w * w * d) / sigma))
    for name, values in table:
        lines.append((f'dense {name}', np.ravel(values)))


def main():
    lines = []
    laws(lines)
    r = returns().AAPL.values
    historical(lines, r)
    backtests(lines, r)
    dense(lines)
    text = ''.join(','.join([name] + [repr(float(v)) for v in np.atleast_1d(values)]) + '\n'
                   for name, values in lines)
    with open(os.path.join(HERE, 'own_goldens.csv.gz'), 'wb') as file:
        with gzip.GzipFile(filename='', fileobj=file, mode='wb', mtime=0) as packed:
            packed.write(text.encode())


if __name__ == '__main__':
    main()
