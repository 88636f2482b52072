#!/usr/bin/python3
"""Writes kinds_goldens.csv.gz: objective and first three weights of portfolios of each kind, of 200 problems
that both sides make from sines (`kind s`) and of 20 windows of 10 to 29 real stocks (`real kind k`) out of
the returns that the other files hold. Quadratic ones by cvxopt with an exact solve of what is active, cones
by cvxopt, tails by HiGHS. usage: make_kinds_goldens.py (in its folder)"""
import gzip
import os

import numpy as np
from cvxopt import matrix, solvers

import make_convex_goldens as convex
import make_portfolio_goldens as portfolio
from make_critical_line import corners

HERE = os.path.dirname(os.path.abspath(__file__))
BUY, SELL, IMPACT = 0.002, 0.003, 0.02


def rows_of(file, first_word):
    with gzip.open(os.path.join(HERE, file), 'rt') as lines:
        found = [line.split(',') for line in lines if line.startswith(first_word)]
    return np.array([[float(x) for x in one[1:]] for one in found])


class Problem:
    """Covariance and means of a year, groups, and weights held and compared with."""

    def __init__(self, s, c, mu, sector):
        self.s, self.c, self.mu, self.n = s, c, mu, len(mu)
        i = np.arange(self.n)
        self.held = 1 + 0.5 * np.sin(i + s)
        self.held /= self.held.sum()
        self.benchmark = 1 + 0.5 * np.cos(1.3 * i + s)
        self.benchmark /= self.benchmark.sum()
        self.most = min(1.0, 3 / self.n)
        kinds = sorted(set(sector))
        self.groups = np.array([(sector == j).astype(float) for j in kinds])
        self.caps = 1.2 * self.groups.sum(axis=1) / self.n

    def box(self, lower, upper, *more):
        """Rows and limits of bounds, and of further (rows, limits)."""
        eye = np.eye(self.n)
        rows, limits = [-eye, eye], [np.zeros(self.n) - lower, np.zeros(self.n) + upper]
        for row, limit in more:
            rows.append(np.atleast_2d(row))
            limits.append(np.atleast_1d(limit))
        return np.vstack(rows), np.concatenate(limits)


def from_sines(s):
    c, mu = portfolio.model(s)[:2]
    return Problem(s, c, mu, np.arange(len(mu)) % 3)


def from_returns():
    returns = np.hstack([rows_of('allocation_goldens.csv.gz', 'library returns '),
                         rows_of('portfolio_goldens.csv.gz', 'real returns ') / 1e9])
    mu = rows_of('portfolio_goldens.csv.gz', 'real mu,')[0]
    sector = rows_of('portfolio_goldens.csv.gz', 'real meanvar_sector_n200 sector,')[0]
    for k in range(20):
        at = slice(8 * k, 9 * k + 10)
        c = 252 * np.cov(returns[:, at], rowvar=False)
        one = Problem(k, 0.9 * c + 0.1 * np.diag(np.diag(c)), mu[at], sector[at])
        one.returns = returns[:, at]
        yield one


def budget(p, total=1.0):
    return np.ones((1, p.n)), np.array([total])


def utility(p, w):
    return 1.5 * w @ p.c @ w - p.mu @ w


def least(p):
    floor = 0.5 * (p.mu.mean() + p.mu.max())
    w = convex.exact(p.c, np.zeros(p.n), *p.box(0, 1, (-p.mu, -floor)), *budget(p))
    return 0.5 * w @ p.c @ w, w


def box(p):
    w = convex.exact(3 * p.c, -p.mu, *p.box(0, p.most), *budget(p))
    return utility(p, w), w


def sectors(p):
    w = convex.exact(3 * p.c, -p.mu, *p.box(0, p.most, (p.groups, p.caps)), *budget(p))
    return utility(p, w), w


def trades(p):
    """Costs, and at most 0.2 turned over, half of what is bought and sold."""
    rows, limits = p.box(0, p.most, (p.groups, p.caps))
    w = convex.traded(3 * p.c, -p.mu, rows, limits, *budget(p), p.held, BUY, SELL, 0.4)
    return utility(p, w) + convex.paid(w - p.held, BUY, SELL), w


def impact(p):
    w = convex.impacted(3 * p.c, -p.mu, *p.box(0, p.most), *budget(p), p.held, BUY, SELL, 2.0, IMPACT)
    return utility(p, w) + convex.paid(w - p.held, BUY, SELL, IMPACT), w


def tracking(p):
    """Risk against the benchmark of at most 2 per cent; 1/2 w'Sw - mu'w."""
    g, h = p.box(0, p.most)
    root = np.linalg.cholesky(p.c).T
    g = np.vstack([g, np.zeros((1, p.n)), -root])
    h = np.concatenate([h, [0.02], -root @ p.benchmark])
    a, b = budget(p)
    w = portfolio.tightly(solvers.coneqp, matrix(p.c), matrix(-p.mu), matrix(g), matrix(h),
                          {'l': 2 * p.n, 'q': [p.n + 1], 's': []}, matrix(a), matrix(b))
    return 0.5 * w @ p.c @ w - p.mu @ w, w


def relative(p):
    lower, upper = np.maximum(0, p.benchmark - 0.05), p.benchmark + 0.05
    w = convex.exact(3 * p.c, -p.mu - 3 * p.c @ p.benchmark, *p.box(lower, upper), *budget(p))
    away = w - p.benchmark
    return 1.5 * away @ p.c @ away - p.mu @ w, w


def neutral(p):
    """Neither dollars nor beta."""
    beta = p.c @ p.benchmark / (p.benchmark @ p.c @ p.benchmark)
    w = convex.exact(3 * p.c, -p.mu, *p.box(-0.2, 0.2), np.vstack([np.ones(p.n), beta]), np.zeros(2))
    return utility(p, w), w


def leverage(p):
    """At most 1.3 long and short together: w = x - short, short >= 0, x >= 0."""
    n = p.n
    j = np.hstack([np.eye(n), -np.eye(n)])
    g, h = p.box(-0.2, p.most)
    g = np.vstack([g @ j, -np.eye(2 * n), np.ones((1, 2 * n))])
    h = np.concatenate([h, np.zeros(2 * n), [1.3]])
    a, b = budget(p)
    w = j @ convex.exact(3 * j.T @ p.c @ j, j.T @ -p.mu, g, h, a @ j, b)
    return utility(p, w), w


def ratio(p, gain, most):
    """With y = w / (gain'w): min y'Sy / 2 with gain'y = 1."""
    g, h = np.vstack([-np.eye(p.n), np.eye(p.n) - most]), np.zeros(2 * p.n)
    y = convex.exact(p.c, np.zeros(p.n), g, h, gain[None, :], np.array([1.0]))
    w = y / y.sum()
    return gain @ w / np.sqrt(w @ p.c @ w), w


def sharpe(p):
    return ratio(p, p.mu - 0.01, p.most)


def diversification(p):
    return ratio(p, np.sqrt(np.diag(p.c)), 1.0)


def robust(p):
    """Maximised mu'w - 3/2 w'Sw - doubt sigma."""
    n, doubt = p.n, 0.1 + 0.05 * (p.s % 8)
    square = np.zeros((n + 1, n + 1))
    square[:n, :n] = 3 * p.c
    g, h = p.box(0, p.most)
    g = np.block([[g, np.zeros((2 * n, 1))], [np.zeros((1, n)), -np.ones((1, 1))],
                  [-np.linalg.cholesky(p.c).T, np.zeros((n, 1))]])
    x = portfolio.tightly(solvers.coneqp, matrix(square), matrix(np.append(-p.mu, doubt)), matrix(g),
                          matrix(np.concatenate([h, np.zeros(n + 1)])), {'l': 2 * n, 'q': [n + 1], 's': []},
                          matrix(np.append(np.ones(n), 0.0)[None, :]), matrix(1.0))
    w = x[:n]
    return -utility(p, w) - doubt * np.sqrt(w @ p.c @ w), w


def logarithms(p):
    """1/2 w'Sw - 0.01 SUM benchmark ln w within the box."""
    b = 0.01 * p.benchmark

    def objective(x=None, z=None):
        if x is None:
            return 0, matrix(1.0 / p.n, (p.n, 1))
        if min(x) <= 0:
            return None
        v = np.array(x).ravel()
        f, df = matrix(0.5 * v @ p.c @ v - b @ np.log(v)), matrix((p.c @ v - b / v).reshape(1, p.n))
        return (f, df) if z is None else (f, df, matrix(z[0] * (p.c + np.diag(b / v ** 2))))

    g, h = p.box(0, p.most)
    a, total = budget(p)
    w = portfolio.tightly(solvers.cp, objective, G=matrix(g), h=matrix(h), A=matrix(a), b=matrix(total))
    return 0.5 * w @ p.c @ w - b @ np.log(w), w


def line(p):
    """Corners, and return and variance of the one in the middle; no two means are alike and no bound is met
    by chance."""
    found = corners(p.c, p.mu + 0.01 * p.benchmark, np.zeros(p.n), np.full(p.n, 0.97 * p.most))
    return len(found), found[len(found) // 2][1:]


EVERYWHERE = {'least': least, 'box': box, 'sectors': sectors, 'turnover': trades, 'tracking': tracking,
              'relative': relative, 'neutral': neutral, 'leverage': leverage}
OF_RETURNS = {'impact': impact, 'sharpe': sharpe, 'diversification': diversification, 'robust': robust,
              'logarithms': logarithms, 'shortfall': lambda p: portfolio.worst_mean(p.returns, p.mu),
              'drawdown': lambda p: portfolio.worst_drawdown(p.returns),
              'growth': lambda p: portfolio.best_growth(p.returns, p.s), 'corners': line}


def told(name, got):
    return ','.join([name, repr(float(got[0]))] + [f'{x:.12g}' for x in got[1][:3]]) + '\n'


def main():
    solvers.options.update(show_progress=False, maxiters=200)
    lines = [told(f'{kind} {s}', solve(from_sines(s))) for kind, solve in EVERYWHERE.items()
             for s in range(200)]
    for one in from_returns():
        for kind, solve in (EVERYWHERE | OF_RETURNS).items():
            lines.append(told(f'real {kind} {one.s}', solve(one)))
    with open(os.path.join(HERE, 'kinds_goldens.csv.gz'), 'wb') as raw:
        with gzip.GzipFile('', 'wb', 9, raw, mtime=0) as file:
            file.write(''.join(lines).encode())


if __name__ == '__main__':
    main()
