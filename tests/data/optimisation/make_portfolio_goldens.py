#!/usr/bin/python3
"""Writes portfolio_goldens.csv.gz: portfolios of real returns from a golden set of libraries (cvxopt with an
exact solve of its active set, HiGHS), and 200 problems per method, of data that both sides make from sines,
by cvxopt and HiGHS. usage: make_portfolio_goldens.py [FOLDER of returns.csv.gz, solutions.json.gz and
universe.csv] (in its folder); without FOLDER the lines of `real ...` stay as they are."""
import csv
import gzip
import json
import os
import sys

import numpy as np
from cvxopt import matrix, solvers
from scipy.optimize import linprog

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, 'portfolio_goldens.csv.gz')
MOST = 200  # assets of the real problems that are kept
CONFIDENCE = 0.9


# ------------------------------------------------------------------------------------------- from sines

def model(s):
    """Covariance, means, upper bound, and the members of a group that holds at most half."""
    n = 3 + s % 15
    i = np.arange(n)
    d = 0.03 + 0.02 * np.sin(1 + 1.7 * i + s)
    u = 0.05 * np.sin(2 + 0.9 * np.outer(i, np.arange(1, 4)) + 1.3 * s)
    mu = 0.06 + 0.05 * np.sin(0.6 + 1.1 * i + 0.5 * s)
    return np.diag(d) + u @ u.T, mu, max(0.35, 2 / n), (i % 3 == 0).astype(float)


def sessions(s):
    n = 3 + s % 15
    t, i = np.arange(40 + s % 60)[:, None], np.arange(n)[None, :]
    return 0.01 * np.sin(1.1 * t + 0.37 * i * i + s) + 0.01 * np.sin(0.7 * (t + 1) * (i + 1) + s) + 0.0004 * i


def tightly(solver, *arguments, **named):
    """With the smallest tolerances that the solver survives."""
    for tolerance in (1e-13, 1e-12, 3e-12, 1e-11, 1e-10):
        solvers.options.update(abstol=tolerance, reltol=tolerance, feastol=tolerance)
        try:
            got = solver(*arguments, **named)
        except (ValueError, ArithmeticError):
            continue
        if got['status'] == 'optimal':
            return np.array(got['x']).ravel()
    return None


def ratio(s, gain):
    """max gain'w / sqrt(w'Sw) with y = w / (gain'w): min y'Sy / 2 with gain'y = 1."""
    c, _, upper, group = model(s)
    n = len(c)
    g = np.vstack([-np.eye(n), np.eye(n) - upper, group - 0.5])
    y = tightly(solvers.qp, matrix(c), matrix(0.0, (n, 1)), matrix(g), matrix(0.0, (2 * n + 1, 1)),
                matrix(gain[None, :]), matrix(1.0))
    if y is None:
        return None
    w = y / y.sum()
    return np.concatenate([[gain @ w / np.sqrt(w @ c @ w)], w])


def robust(s):
    """min -mu'w + 3/2 w'Sw + doubt t, |root w| <= t."""
    c, mu, upper, group = model(s)
    n, doubt = len(c), 0.1 + 0.05 * (s % 8)
    p = np.zeros((n + 1, n + 1))
    p[:n, :n] = 3 * c
    g = np.zeros((3 * n + 2, n + 1))
    g[:n, :n], g[n:2 * n, :n], g[2 * n, :n] = -np.eye(n), np.eye(n), group
    g[2 * n + 1, n] = -1
    g[2 * n + 2:, :n] = -np.linalg.cholesky(c).T
    h = np.concatenate([np.zeros(n), np.full(n, upper), [0.5, 0], np.zeros(n)])
    x = tightly(solvers.coneqp, matrix(p), matrix(np.append(-mu, doubt)), matrix(g), matrix(h),
                {'l': 2 * n + 1, 'q': [n + 1], 's': []}, matrix(np.append(np.ones(n), 0.0)[None, :]),
                matrix(1.0))
    if x is None:
        return None
    w = x[:n]
    return np.concatenate([[mu @ w - 1.5 * w @ c @ w - doubt * np.sqrt(w @ c @ w)], w])


def linear(cost, upper, limit, equal, bounds):
    got = linprog(cost, upper, limit, equal[None, :], [1.0], bounds, method='highs-ds',
                  options={'primal_feasibility_tolerance': 1e-10, 'dual_feasibility_tolerance': 1e-10})
    return (got.fun, got.x) if got.status == 0 else None


def floor_of(mean):
    """Half way from equal weights to the best that 0.6 in one allows."""
    mean = np.sort(mean)
    return 0.5 * (mean.mean() + 0.6 * mean[-1] + 0.4 * mean[-2])


def shortfall(s):
    got = worst_mean(sessions(s), sessions(s).mean(axis=0))
    return got and np.concatenate([[got[0]], got[1]])


def worst_mean(r, mean):
    """Mean loss of the worst tenth, with a floor under the mean return."""
    t, n = r.shape
    cost = np.concatenate([np.zeros(n), [1.0], np.full(t, 1 / ((1 - CONFIDENCE) * t))])
    upper = np.vstack([np.hstack([-r, -np.ones((t, 1)), -np.eye(t)]),
                       np.concatenate([-mean, np.zeros(t + 1)])])
    got = linear(cost, upper, np.append(np.zeros(t), -floor_of(mean)),
                 np.concatenate([np.ones(n), np.zeros(t + 1)]),
                 [(0, 0.6)] * n + [(None, None)] + [(0, None)] * t)
    return got and (got[0], got[1][:n])


def drawdown(s):
    """All fall in every seventh session, so that no mix rises for ever."""
    r = sessions(s)
    got = worst_drawdown(r - 0.03 * (np.arange(len(r)) % 7 == 3)[:, None])
    return got and np.concatenate([[got[0]], got[1]])


def worst_drawdown(r):
    """The same of drawdowns of the uncompounded path: peaks m_t >= C_t w, m_t >= m_{t-1}, m >= 0."""
    t, n = r.shape
    c = r.cumsum(axis=0)
    eye, zero = np.eye(t), np.zeros((t, t))
    one = np.ones((t, 1))
    before = np.eye(t, k=-1)
    upper = np.vstack([np.hstack([-c, eye, -one, -eye]),         # m_t - C_t w - q <= u_t
                       np.hstack([c, -eye, 0 * one, zero]),      # C_t w <= m_t
                       np.hstack([0 * c, before - eye, 0 * one, zero])])
    cost = np.concatenate([np.zeros(n + t), [1.0], np.full(t, 1 / ((1 - CONFIDENCE) * t))])
    got = linear(cost, upper, np.zeros(3 * t), np.concatenate([np.ones(n), np.zeros(2 * t + 1)]),
                 [(0, 0.6)] * n + [(0, None)] * t + [(None, None)] + [(0, None)] * t)
    return got and (got[0], got[1][:n])


def growth(s):
    got = best_growth(4 * sessions(s) - 0.004, s)
    return got and np.concatenate([[got[0]], got[1]])


def best_growth(r, s):
    """max SUM p ln(1 + R w + 0.0002 (1 - 1'w)), weights up to 0.8 and together at most 1.5."""
    t, n = r.shape
    p = 1 + 0.5 * np.sin(0.2 * np.arange(t) + s) if s % 2 else np.ones(t)
    p = p / p.sum()
    e = r - 0.0002

    def objective(x=None, z=None):
        if x is None:
            return 0, matrix(0.5 / n, (n, 1))
        wealth = 1.0002 + e @ np.array(x).ravel()
        if wealth.min() <= 0:
            return None
        scaled = e / wealth[:, None]
        f, df = matrix(-p @ np.log(wealth)), matrix(-(p @ scaled).reshape(1, n))
        return (f, df) if z is None else (f, df, matrix(z[0] * scaled.T @ (p[:, None] * scaled)))

    g = matrix(np.vstack([-np.eye(n), np.eye(n), np.ones((1, n))]))
    h = matrix(np.concatenate([np.zeros(n), np.full(n, 0.8), [1.5]]))
    w = tightly(solvers.cp, objective, G=g, h=h)
    return None if w is None else (p @ np.log(1.0002 + e @ w), w)


def from_sines():
    for s in range(200):
        c, mu = model(s)[:2]
        diversified = ratio(s, np.sqrt(np.diag(c)))
        for name, got in (('sharpe', ratio(s, mu - 0.005)), ('diversification', diversified),
                          ('robust', robust(s)), ('shortfall', shortfall(s)), ('drawdown', drawdown(s)),
                          ('growth', growth(s))):
            if got is not None:
                yield f'{name} {s}', got


# ------------------------------------------------------------------------------------------- real returns

def parameters(one):
    given = one['parameters']
    for key, value in given.items():
        if key in ('sectors', 'sector_cap'):
            continue
        yield key, np.atleast_1d(value)


def real(folder):
    solutions = json.load(gzip.open(os.path.join(folder, 'solutions.json.gz')))
    with gzip.open(os.path.join(folder, 'returns.csv.gz'), 'rt') as file:
        file.readline()
        rows = np.array([[float(x) for x in line.split(',')[1:]] for line in file])
    for t, row in enumerate(rows):  # whole billionths; the first hundred are with the allocation goldens
        yield f'real returns {t}', np.round(row[100:MOST] * 1e9).astype(np.int64)
    with open(os.path.join(folder, 'universe.csv')) as file:
        universe = list(csv.DictReader(file))[:MOST]
    yield 'real mu', [float(x['mu']) for x in universe]
    for one in solutions['problems']:
        if one['n'] > MOST:
            continue
        name = f"real {one['id']}"
        yield f'{name} objective', [one['objective']]
        yield f'{name} weights', one['weights']
        for key, value in parameters(one):
            yield f'{name} {key}', value
        if 'sectors' in one['parameters']:
            words = one['parameters']['sectors']
            caps = one['parameters'].get('sector_cap')
            caps = caps if isinstance(caps, list) else [caps] * len(words)
            yield f'{name} sector', [words.index(x['sector']) for x in universe[:one['n']]]
            yield f'{name} sectors', [len(words)]
            if caps[0] is not None:
                yield f'{name} sector_cap', caps
    for k, one in enumerate(solutions['frontier_n20']['points']):
        yield f'real frontier {k}', [one['target'], one['variance'], *one['weights']]
    for one in solutions['max_diversification']:
        yield f"real diversification {one['n']}", [one['diversification_ratio'], *one['weights']]
    for one in solutions['risk_parity']:
        if one['n'] <= MOST:
            yield f"real parity {one['budget']} {one['n']}", one['weights']
    for k, one in enumerate(solutions['cvar']):
        floor = one['return_floor']
        yield f'real cvar {k}', [one['n'], one['alpha'], np.nan if floor is None else floor,
                                 one['objective_cvar'], *one['weights']]
    for k, one in enumerate(solutions['cdar']):
        yield f'real cdar {k}', [one['n'], one['alpha'], one['objective'], *one['weights']]
    for one in solutions['cla']:
        yield f"real cla {one['n']}", [one['bounds'][1], one['sharpe'], one['min_variance']]
        yield f"real cla {one['n']} ratio", one['max_sharpe_rf0']
        yield f"real cla {one['n']} least", one['min_volatility']


def number(value):
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def main():
    solvers.options.update(show_progress=False, maxiters=200)
    kept = []
    if len(sys.argv) > 1:
        kept = [','.join([name] + [number(v) for v in values]) + '\n' for name, values in real(sys.argv[1])]
    else:
        with gzip.open(FILE, 'rt') as file:
            kept = [line for line in file if line.startswith('real ')]
    made = [','.join([name] + [number(v) for v in values]) + '\n' for name, values in from_sines()]
    with open(FILE, 'wb') as raw, gzip.GzipFile('', 'wb', 9, raw, mtime=0) as file:
        file.write(''.join(kept + made).encode())


if __name__ == '__main__':
    main()
