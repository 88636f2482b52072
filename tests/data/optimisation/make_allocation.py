#!/usr/bin/env python3
"""Writes allocation_goldens.csv.gz: what numpy, scipy, scikit-learn and plain transcriptions of the published
formulas make of covariances that both sides make from sines, and the parts of a golden set of libraries that
the tests read. usage: make_allocation.py [FOLDER of returns.csv.gz and solutions.json.gz] (in its folder);
without FOLDER the lines of `library ...` stay as they are."""
import gzip
import json
import os
import sys

import numpy as np
from scipy import optimize
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform
from sklearn import metrics

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, 'allocation_goldens.csv.gz')


def model(s, n):
    """Specific variances and n x 4 factors of problem s."""
    i = np.arange(n)
    d = 0.02 + 0.015 * np.sin(1 + 1.7 * i + s)
    u = np.sin(2 + 0.9 * np.outer(i + 1, np.arange(1, 5)) + 1.3 * s) * np.array([0.15, 0.1, 0.05, 0.05])
    u[:, 0] = 0.15 + 0.05 * np.sin(0.37 * (i + 1) * (s % 7 + 1))
    return d, u


def size(s):
    return 2 + s % 23


def covariance(s):
    d, u = model(s, size(s))
    return np.diag(d) + u @ u.T


def mean(s):
    return 0.05 + 0.04 * np.sin(0.6 + 1.1 * np.arange(size(s)) + 0.5 * s)


def budgets(s, n):
    b = np.ones(n) if s % 2 else 1.0 + np.arange(n)
    return b / b.sum()


def risk_budget(c, b):
    """min 1/2 x'Sx - SUM b ln x by scipy in the logarithms of x, then Newton on the contributions."""
    scale = np.sqrt(np.diag(c))
    r = c / np.outer(scale, scale)
    start = optimize.minimize(lambda z: 0.5 * np.exp(z) @ r @ np.exp(z) - b @ z, np.log(np.sqrt(b)),
                              jac=lambda z: np.exp(z) * (r @ np.exp(z)) - b, method='BFGS').x
    z = optimize.fsolve(lambda z: np.exp(z) * (r @ np.exp(z)) - b, start, xtol=1e-15)
    w = np.exp(z) / scale
    return w / w.sum()


LINKAGES = ('single', 'complete', 'average', 'ward')


def distances(c):
    sd = np.sqrt(np.diag(c))
    d = np.sqrt(np.clip((1 - c / np.outer(sd, sd)) / 2, 0, 1))
    np.fill_diagonal(d, 0)
    return (d + d.T) / 2


def tied(n, step):
    """Whole numbers, many of them equal."""
    i = np.arange(n)
    d = 1.0 + np.abs(np.subtract.outer(i, i)) * step % 5
    np.fill_diagonal(d, 0)
    return d


def tree_of(c, method, of_distances=False):
    d = distances(c)
    if of_distances:
        return hierarchy.linkage(d, method)  # rows as points: Euclidean distances between columns
    return hierarchy.linkage(squareform(d, checks=False), method)


def gap_count(c, z, most=10):
    """Where the pooled spread inside clusters bends most; 1 where nothing bends."""
    d, n = distances(c), len(c)
    if n < 3:
        return 1
    spread = [np.inf]
    for k in range(1, min(most, n - 1) + 2):
        labels = hierarchy.cut_tree(z, k).ravel()
        spread.append(sum((d[np.ix_(labels == r, labels == r)] ** 2).sum() / (2 * (labels == r).sum())
                          for r in range(k)))
    bends = np.diff(spread[1:], 2)
    return 2 + int(bends.argmax()) if bends.max() > 1e-12 else 1


def naive(c, power):
    w = np.diag(c) ** -power
    return w / w.sum()


def hrp(c, z):
    order = list(hierarchy.leaves_list(z))
    w = np.ones(len(c))
    groups = [order]
    while groups:
        halves = [(g[:len(g) // 2], g[len(g) // 2:]) for g in groups if len(g) > 1]
        for one, other in halves:
            v = [naive(c[np.ix_(g, g)], 1.0) @ c[np.ix_(g, g)] @ naive(c[np.ix_(g, g)], 1.0)
                 for g in (one, other)]
            w[one] *= v[1] / (v[0] + v[1])
            w[other] *= v[0] / (v[0] + v[1])
        groups = [g for pair in halves for g in pair]
    return w


def herc(c, z, count, power):
    """power 1: variance, 0.5: deviation. Recursion over scipy's own tree."""
    labels = hierarchy.cut_tree(z, count).ravel()
    inside, risk = {}, {}
    for label in set(labels):
        members = np.flatnonzero(labels == label)
        block = c[np.ix_(members, members)]
        inside[label] = (members, naive(block, power))
        risk[label] = (inside[label][1] @ block @ inside[label][1]) ** power
    out = np.zeros(len(c))

    def descend(node, share):
        under = sorted(set(labels[node.pre_order()]))
        if len(under) == 1:
            members, w = inside[under[0]]
            out[members] = share * w
            return
        left, right = (sum(risk[x] for x in set(labels[side.pre_order()]))
                       for side in (node.left, node.right))
        descend(node.left, share * right / (left + right))
        descend(node.right, share * left / (left + right))

    descend(hierarchy.to_tree(z), 1.0)
    return out


def least_variance(c, m):
    return np.linalg.solve(c, np.ones(len(c))) / np.linalg.solve(c, np.ones(len(c))).sum()


def best_sharpe(c, m):
    x = np.linalg.solve(c, m)
    return x / x.sum()


def nco(c, m, z, count, weigh):
    labels = hierarchy.cut_tree(z, count).ravel()
    w = np.zeros((len(c), count))
    for label in range(count):
        members = np.flatnonzero(labels == label)
        w[members, label] = weigh(c[np.ix_(members, members)], m[members])
    return w @ weigh(w.T @ c @ w, w.T @ m)


def views(s, n):
    """P, Q of 1 to 3 views: one on an asset, one of one asset over another, one on all."""
    p = np.zeros((1 + s % 3, n))
    p[0, s % n] = 1
    if len(p) > 1:
        p[1, 0], p[1, n - 1] = 1, -1
    if len(p) > 2:
        p[2] = 1 / n
    return p, 0.04 + 0.03 * np.cos(1.0 + np.arange(len(p)) + s)


def black_litterman(s, c):
    """By the precisions: (inverse of tau S + P' inverse of Omega P), what the covariance form avoids."""
    n, tau = len(c), 0.02 + 0.01 * (s % 5)
    p, q = views(s, n)
    prior = 2.5 * c @ np.full(n, 1 / n)
    omega = np.diag(tau * p @ c @ p.T).copy()
    if s % 3 == 1:
        confidence = 0.15 + 0.3 * np.arange(len(p))
        omega *= (1 - confidence) / confidence
    omega = np.diag(omega)
    if s % 3 == 2:
        omega = omega + 0.0004
    precision = np.linalg.inv(tau * c) + p.T @ np.linalg.solve(omega, p)
    spread = np.linalg.inv(precision)
    mu = spread @ (np.linalg.solve(tau * c, prior) + p.T @ np.linalg.solve(omega, q))
    return np.concatenate([mu, np.diag(c + spread), (c + spread)[0]])


def scenarios(s):
    """120 x 3 returns of problem s."""
    t = np.arange(120)
    x = np.stack([0.01 * np.sin(1.3 * t + s), 0.02 * np.sin(2.1 * t * t % 17 + 0.3 * s),
                  0.015 * np.cos(0.7 * t + 0.2 * s) + 0.005 * np.sin(1.3 * t + s)], axis=1)
    return x


def prior(s, t):
    q = 1 + 0.5 * np.sin(0.2 * np.arange(t) + s)
    return q / q.sum()


def pooling_views(s, x, q):
    """(values, relation, bound); relation 0 equal, 1 at most, 2 at least."""
    m, v = q @ x, q @ (x - q @ x) ** 2
    out = [(x[:, 0], 0, m[0] + 0.001 * (1 + s % 3)), (x[:, 2] - x[:, 1], 2, 0.0)]
    if s % 2:
        out.append((x[:, 1], 1, m[1] - 0.0005 * (s % 5)))
    if s % 3 == 0:
        out.append(((x[:, 0] - out[0][2]) ** 2, 0, 0.8 * v[0]))
    if s % 4 == 0:
        out.append(((x[:, 2] - m[2]) ** 2, 1, 1.5 * v[2]))
    return out


def pooling(s, x):
    """Entropy and the first ten probabilities; the primal by cvxopt's interior point for convex programs: not
    the dual that is solved elsewhere."""
    from cvxopt import matrix, solvers, spdiag
    solvers.options.update(show_progress=False, abstol=1e-12, reltol=1e-12, feastol=1e-12)
    q = prior(s, len(x))
    equal, most = [(np.ones(len(q)), 1.0)], []
    for values, relation, bound in pooling_views(s, x, q):
        unit = np.std(values)
        row = (values / unit, bound / unit)
        if relation == 0:
            equal.append(row)
        else:
            most.append(row if relation == 1 else (-row[0], -row[1]))

    def objective(x=None, z=None):
        if x is None:
            return 0, matrix(q)
        if min(x) <= 0:
            return None
        p = np.array(x).ravel()
        value, slope = matrix(p @ np.log(p / q)), matrix(np.log(p / q) + 1, (1, len(p)))
        return (value, slope) if z is None else (value, slope, spdiag(matrix(z[0] / p)))

    got = solvers.cp(objective, G=matrix(np.array([r for r, _ in most])),
                     h=matrix([float(b) for _, b in most]), A=matrix(np.array([r for r, _ in equal])),
                     b=matrix([float(b) for _, b in equal]))
    p = np.array(got['x']).ravel()
    return np.concatenate([[p @ np.log(p / q)], p[:10]])


def trajectory(s, volatility=0.95):
    """Parts of an order by Almgren and Chriss: their quadratic program as one linear system."""
    n, horizon = 1 + s % 20, 0.5 + 0.25 * (s % 7)
    permanent, temporary = 2.5e-7, 2.5e-6 * (1 + s % 3)
    aversion = 0.0 if s % 5 == 0 else 1e-6 * 10.0 ** (s % 4 - 1)
    period = horizon / n
    own_impact = temporary - permanent * period / 2
    left = np.triu(np.ones((n, n)), 1)  # x_j = n_{j+1} + .. + n_N
    h = 2 * own_impact / period * np.eye(n) + 2 * aversion * volatility ** 2 * period * left.T @ left
    x = np.linalg.solve(h, np.ones(n))
    return x / x.sum()


def kelly(s):
    """max mean ln(1 + R w) on the simplex with an upper bound, by SLSQP."""
    t, n = np.arange(60), 2 + s % 7
    r = 0.02 * np.sin(1 + 1.3 * np.outer(t, np.arange(1, n + 1)) + s) + 0.0001 * np.arange(n)
    r += 0.01 * np.cos(0.5 * t * t % 11 + s)[:, None]
    upper = 1.0 if s % 2 else max(0.4, 1.5 / n)
    got = optimize.minimize(lambda w: -np.log1p(r @ w).mean(), np.full(n, 1 / n), method='SLSQP',
                            jac=lambda w: -(r / (1 + r @ w)[:, None]).mean(axis=0), bounds=[(0, upper)] * n,
                            constraints={'type': 'eq', 'fun': lambda w: w.sum() - 1,
                                         'jac': lambda w: np.ones(n)},
                            options={'ftol': 1e-16, 'maxiter': 1000})
    return np.concatenate([[-got.fun], got.x])


def own():
    for s in range(200):
        yield f'trajectory {s}', trajectory(s)
        yield f'kelly {s}', kelly(s)
        yield f'risk budget {s}', risk_budget(covariance(s), budgets(s, size(s)))
        yield from trees(s)
        yield f'black litterman {s}', black_litterman(s, covariance(s))
        yield f'pooling {s}', pooling(s, scenarios(s))


def trees(s):
    c, n = covariance(s), size(s)
    method = LINKAGES[s % 4]
    z = tree_of(c, method)
    if s < 46:
        for kind in LINKAGES:
            yield f'linkage {kind} {s}', hierarchy.linkage(squareform(distances(c), checks=False), kind)
        for step in (1, 2, 3):
            yield f'tied {step} {s}', hierarchy.linkage(squareform(tied(n, step), checks=False), method)
    yield f'hrp d {s}', hrp(c, z)
    yield f'hrp dd {s}', hrp(c, tree_of(c, method, True))
    yield f'gap {s}', [gap_count(c, z)]
    count = 1 + s % min(n, 6)
    yield f'herc {s}', herc(c, z, count, 1.0 if s % 2 else 0.5)
    if 2 <= count < n:
        labels = hierarchy.cut_tree(z, count).ravel()
        yield f'silhouettes {s}', metrics.silhouette_samples(distances(c), labels, metric='precomputed')
    yield f'nco least variance {s}', nco(c, mean(s), z, count, least_variance)
    yield f'nco best sharpe {s}', nco(c, mean(s), z, count, best_sharpe)
    yield f'least variance {s}', least_variance(c, mean(s))


def real(returns):
    """20 stocks of the library's returns at a time, overlapping."""
    for k in range(20):
        c = np.cov(returns[:, 4 * k:4 * k + 20], rowvar=False)
        z = tree_of(c, LINKAGES[k % 4])
        yield f'real risk budget {k}', risk_budget(c, budgets(k, 20))
        yield f'real hrp {k}', hrp(c, z)
        yield f'real herc {k}', herc(c, z, 4, 1.0)
        yield f'real gap {k}', [gap_count(c, z), *herc(c, z, gap_count(c, z), 1.0)]
        yield f'real nco {k}', nco(c, np.zeros(20), z, 4, least_variance)
        yield f'real least variance {k}', least_variance(c, None)
        yield f'real black litterman {k}', black_litterman(k, 252 * c)
        yield f'real pooling {k}', pooling(k, returns[:, 4 * k:4 * k + 3])
        yield f'real trajectory {k}', trajectory(k, 50 * np.sqrt(c[0, 0]))  # of a price of 50 a share


def library(folder):
    solutions = json.load(gzip.open(os.path.join(folder, 'solutions.json.gz')))
    with gzip.open(os.path.join(folder, 'returns.csv.gz'), 'rt') as file:
        file.readline()
        rows = np.array([[float(x) for x in line.split(',')[1:]] for line in file])
    for t, row in enumerate(rows):
        yield f'library returns {t}', row[:100]
    for one in solutions['hrp']:
        yield f"library hrp {one['n']} {one['linkage']}", one['weights']
        yield f"library hrp_order {one['n']} {one['linkage']}", one['leaf_order']
    for k, one in enumerate(solutions['black_litterman']):
        for part in ('market_caps', 'pi', 'P', 'Q', 'posterior_returns', 'posterior_cov_diag',
                     'posterior_cov_row0'):
            yield f'library black_litterman {k} {part}', one[part]
        yield f'library black_litterman {k} omega', np.diag(np.array(one['Omega']))
    for one in solutions['risk_parity']:
        if one['n'] <= 100:
            yield f"library risk_parity {one['n']} {one['budget']}", one['weights']


def line(name, values):
    return ','.join([name] + [repr(float(v)) for v in np.ravel(values)])


def main():
    if len(sys.argv) < 2:
        with gzip.open(FILE, 'rt') as file:
            kept = [row.rstrip('\n') for row in file if row.startswith('library ')]
    else:
        kept = [line(name, values) for name, values in library(sys.argv[1])]
    returns = np.array([[float(x) for x in row.split(',')[1:]]
                        for row in kept if row.startswith('library returns ')])
    lines = kept + [line(*one) for one in own()] + [line(*one) for one in real(returns)]
    with open(FILE, 'wb') as raw, gzip.GzipFile(fileobj=raw, mode='wb', mtime=0, filename='') as file:
        file.write(('\n'.join(lines) + '\n').encode())


if __name__ == '__main__':
    main()
