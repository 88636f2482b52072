#!/usr/bin/python3
"""Writes critical_line_goldens.csv.gz: the corners of frontiers within bounds, by a transcription of Bailey
and Lopez de Prado (2013), "An open-source implementation of the critical-line algorithm for portfolio
optimization", that inverts anew for every candidate, of covariances and means that both sides make from
sines. Per problem the number of corners, then tolerance, return and variance of each. usage:
make_critical_line.py (in its folder)"""
import gzip
import os

import numpy as np

from make_allocation import covariance, mean, size

HERE = os.path.dirname(os.path.abspath(__file__))


def bounds(s):
    n = size(s)
    i = np.arange(n)
    lower = -0.1 - 0.05 * np.sin(i + s) if s % 3 == 0 else np.zeros(n)
    return lower, np.maximum(0.25, 1.7 / n) + 0.05 * np.sin(2 * i + s)


def at_tolerance(inverse, cross, mu, held, i, bound):
    """Lambda at which free weight i is at `bound`: one, or a pair of which the right one is taken."""
    c1, c2, c3, c4 = inverse.sum(), inverse @ mu, inverse.sum(axis=0) @ mu, inverse.sum(axis=1)
    c = -c1 * c2[i] + c3 * c4[i]
    if abs(c) < 1e-14:
        return None, bound
    if isinstance(bound, tuple):
        bound = bound[1] if c > 0 else bound[0]
    pushed = inverse @ (cross @ held)
    return ((1 - held.sum() + pushed.sum()) * c4[i] - c1 * (bound + pushed[i])) / c, bound


def weights_at(c, mu, free, w, tolerance):
    rest = [i for i in range(len(mu)) if i not in free]
    inverse = np.linalg.inv(c[np.ix_(free, free)])
    pushed = inverse @ (c[np.ix_(free, rest)] @ w[rest])
    by_one, by_mean = inverse.sum(axis=1), inverse @ mu[free]
    price = (1 - w[rest].sum() + pushed.sum() - tolerance * by_mean.sum()) / by_one.sum()
    out = w.copy()
    out[free] = -pushed + price * by_one + tolerance * by_mean
    return out


def corners(c, mu, lower, upper):
    n = len(mu)
    w, free = lower.copy(), []
    for i in np.argsort(-mu):
        w[i] = min(upper[i], lower[i] + 1 - w.sum())
        if abs(w.sum() - 1) < 1e-15 or w.sum() > 1 - 1e-12:
            free = [i]
            break
    out, last = [], np.inf
    while True:
        best = (-1.0, None, None)
        rest = [i for i in range(n) if i not in free]
        if len(free) > 1:
            inverse, cross = np.linalg.inv(c[np.ix_(free, free)]), c[np.ix_(free, rest)]
            for k, i in enumerate(free):
                at, bound = at_tolerance(inverse, cross, mu[free], w[rest], k, (lower[i], upper[i]))
                if at is not None and at < last * (1 - 1e-12) and at > best[0]:
                    best = (at, i, bound)
        for i in rest:
            wider = free + [i]
            others = [j for j in rest if j != i]
            inverse, cross = np.linalg.inv(c[np.ix_(wider, wider)]), c[np.ix_(wider, others)]
            at, _ = at_tolerance(inverse, cross, mu[wider], w[others], len(free), w[i])
            if at is not None and at < last * (1 - 1e-12) and at > best[0]:
                best = (at, i, None)
        tolerance, i, bound = best
        tolerance = max(tolerance, 0.0)
        w = weights_at(c, mu, free, w, tolerance)
        out.append((tolerance, mu @ w, w @ c @ w))
        if tolerance == 0:
            return out
        if bound is None:
            free.append(i)
        else:
            free.remove(i)
            w[i] = bound
        last = tolerance


def main():
    lines = []
    for s in range(200):
        found = corners(covariance(s), mean(s), *bounds(s))
        numbers = [len(found)] + [x for one in found for x in one]
        lines.append(','.join([f'corners {s}'] + [repr(float(x)) for x in numbers]) + '\n')
    with open(os.path.join(HERE, 'critical_line_goldens.csv.gz'), 'wb') as raw:
        with gzip.GzipFile('', 'wb', 9, raw, mtime=0) as file:
            file.write(''.join(lines).encode())


if __name__ == '__main__':
    main()
