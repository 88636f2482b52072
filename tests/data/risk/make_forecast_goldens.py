#!/usr/bin/env python3
"""Writes forecast_goldens.csv: logistic regression, calibration and the odds of a breach by scikit-learn,
statsmodels, numpy and pandas. usage: make_forecast_goldens.py (in its folder)"""
import os

import numpy as np
import pandas as pd
from scipy import optimize, special, stats
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss
from statsmodels.stats.proportion import proportion_confint

HERE = os.path.dirname(os.path.abspath(__file__))
DISTANCES = np.arange(1, 13) * 0.25


def regression(lines, table):
    table = table.tail(301)
    x = 100 * table[['AAPL', 'JPM', 'benchmark']].values[:-1]
    y = (table['XOM'].values[1:] > 0).astype(float)
    for ridge in (0.1, 30.0):
        fit = LogisticRegression(C=1 / ridge, tol=1e-9, max_iter=10000, solver='newton-cg').fit(x, y)
        lines.append((f'logistic {ridge:g}', [fit.intercept_[0], *fit.coef_[0]]))
    p = fit.predict_proba(x)[:, 1]
    p = np.clip(0.5 + 12 * (p - 0.5), 0.001, 0.999)  # spread over the bins
    observed, forecast = calibration_curve(y, p, n_bins=10, strategy='uniform')
    lines.append(('calibration probabilities', p))
    lines.append(('calibration observed', observed))
    lines.append(('calibration forecast', forecast))
    lines.append(('calibration scores', [brier_score_loss(y, p), log_loss(y, p),
                                         y.mean(), 1 - brier_score_loss(y, p) / (y.mean() * (1 - y.mean()))]))
    for hits, n in ((0, 7), (3, 10), (50, 50)):
        lines.append((f'wilson {hits} {n}', proportion_confint(hits, n, method='wilson')))


def paths(table, days, window):
    """Figures of 60 in AAPL, 30 in JPM, -20 in XOM, 30 in cash, held backwards."""
    r = table[['AAPL', 'JPM', 'XOM']].values
    m = table['benchmark'].values
    rows = []
    for back in range(days, -1, -1):
        end = len(r) - back
        v = np.array([60.0, 30.0, -20.0]) / np.prod(1 + r[end:], axis=0)
        nav = v.sum() + 30
        held = r[end - window:end] @ (v / nav)
        worst = np.sort(held)[:int((window - 1) * 0.01) + 1]
        rows.append([np.abs(v).max() / nav, np.abs(v).sum() / nav, -np.percentile(held, 1), -worst.mean(),
                     np.corrcoef(held, m[end - window:end])[0, 1]])
    return np.array(rows)


def states(v, n):
    change = np.diff(v)
    variance, deviation = 0.0, []
    for t, c in enumerate(change):
        variance += max(0.06, 1 / (t + 1)) * (c * c - variance)
        deviation.append(np.sqrt(variance))
    out = []
    for at in range(63, len(v)):
        scale = deviation[at - 1] * np.sqrt(n)
        trend = np.clip((v[at] - v[max(at - n, 0)]) / scale, -4, 4)
        rms = [np.sqrt(np.mean(change[max(at - k, 0):at] ** 2)) for k in (21, 252)]
        rise = (v[at + 1:at + 1 + n].max() - v[at]) / scale if at + n < len(v) else np.nan
        out.append((scale, trend, np.clip(np.log(rms[0] / rms[1]), -3, 3), rise))
    return np.array(out)


def walk(x, n):
    return np.minimum(1, 2 * stats.norm.cdf(-x - 0.5826 / np.sqrt(n)))


def lesson(part, n):
    z = walk(DISTANCES, n)
    rows = [[np.log(z[d] / (1 - z[d])), s[1], s[2]] for s in part for d in range(12)]
    return np.array(rows), np.array([float(s[3] > x) for s in part for x in DISTANCES])


def fit_odds(x, y, n):
    """Minimises the penalised likelihood of the departure from the random walk, by trust regions."""
    full = np.c_[np.ones(len(x)), x]
    w = 1 / (12 * n)

    def value(b):
        score = x[:, 0] + full @ b
        return w * (np.logaddexp(0, score) - y * score).sum() + b @ b / 2

    def slope(b):
        return w * full.T @ (special.expit(x[:, 0] + full @ b) - y) + b

    def bend(b):
        p = special.expit(x[:, 0] + full @ b)
        return w * full.T @ ((p * (1 - p))[:, None] * full) + np.eye(full.shape[1])

    b = optimize.minimize(value, np.zeros(full.shape[1]), jac=slope, hess=bend, method='trust-exact',
                          options={'gtol': 1e-11}).x
    return lambda rows: special.expit(rows[:, 0] + b[0] + rows @ b[1:])


def odds(lines, name, v, limit, n):
    all_states = states(v, n)
    days = all_states[~np.isnan(all_states[:, 3])]
    p, y, walked = [], [], []
    for part in range(1, 5):
        begin, end = len(days) * part // 5, len(days) * (part + 1) // 5
        x, outcome = lesson(days[begin:end], n)
        p.append(fit_odds(*lesson(days[:begin - n], n), n)(x))
        walked.append(special.expit(x[:, 0]))
        y.append(outcome)
    p, y, walked = np.concatenate(p), np.concatenate(y), np.concatenate(walked)
    today = all_states[-1]
    distance = (limit - v[-1]) / today[0]
    z = walk(distance, n)
    row = np.array([[np.log(z / (1 - z)), today[1], today[2]]])
    lines.append((f'odds {name}', [distance, z, fit_odds(*lesson(days, n), n)(row)[0], len(y) / 12,
                                   brier_score_loss(y, p), brier_score_loss(y, walked), p.mean(), y.mean()]))


def main():
    table = pd.read_csv(os.path.join(HERE, '..', 'analytics', 'stock_returns.csv.gz'))
    lines = []
    regression(lines, table)
    figures = paths(table, 900, 250)
    for k, name in enumerate(('position_size', 'gross_exposure', 'var_limit', 'expected_shortfall',
                              'correlation_limit')):
        lines.append((f'path {name}', figures[::60, k]))
    odds(lines, 'position_size 5', figures[:, 0], figures[-1, 0] * 1.02, 5)
    odds(lines, 'gross_exposure 10', figures[:, 1], figures[-1, 1] * 1.01, 10)
    odds(lines, 'var_limit 20', figures[:, 2], figures[-1, 2] * 1.03, 20)
    with open(os.path.join(HERE, 'forecast_goldens.csv'), 'w') as file:
        for name, values in lines:
            file.write(','.join([name] + [repr(float(v)) for v in values]) + '\n')


if __name__ == '__main__':
    main()
