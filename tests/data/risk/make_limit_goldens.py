#!/usr/bin/env python3
"""Writes limit_goldens.csv by numpy and pandas. usage: make_limit_goldens.py (in its folder)"""
import os

import numpy as np
import pandas as pd

HERE = os.path.dirname(os.path.abspath(__file__))


def history(r, m):
    var1 = -np.percentile(r, 1)
    worst = np.sort(r)[:int((len(r) - 1) * 0.01) + 1]
    ten = pd.Series(1 + r).rolling(10).apply(np.prod, raw=True).dropna().values - 1
    beta = np.cov(r, m, ddof=1)[0, 1] / np.var(m, ddof=1)
    return [var1, -np.percentile(ten, 1), -worst.mean(), beta, np.corrcoef(r, m)[0, 1]]


def main():
    table = pd.read_csv(os.path.join(HERE, '..', 'analytics', 'stock_returns.csv.gz'))
    with open(os.path.join(HERE, 'limit_goldens.csv'), 'w', encoding='utf-8') as out:
        for name in ('AAPL', 'JPM', 'XOM'):
            values = history(table[name].values, table.benchmark.values)
            out.write(','.join([f'limit history {name}'] + [repr(float(v)) for v in values]) + '\n')


if __name__ == '__main__':
    main()
