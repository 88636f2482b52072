#!/usr/bin/python3
"""What allocation_bench times, in numpy and scipy on random problems of the same shape, by the usual ways:
linkage and recursive bisection as PyPortfolioOpt writes them with arrays for pandas; risk budgets by Newton's
method with the factors kept apart (Woodbury). One BLAS thread. Prints milliseconds."""
import os
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  (numpy reads the number of threads when loaded)
from scipy.cluster import hierarchy  # noqa: E402
from scipy.linalg import cho_factor, cho_solve  # noqa: E402
from scipy.spatial.distance import squareform  # noqa: E402

rng = np.random.default_rng(7)


def model(n, k):
    factors = 0.05 * rng.standard_normal((n, k))
    factors[:, 0] = 0.15 + 0.02 * rng.standard_normal(n)
    return rng.uniform(0.01, 0.1, n), factors


def hrp(c, method):
    sd = np.sqrt(np.diag(c))
    d = np.sqrt(np.clip((1 - c / np.outer(sd, sd)) / 2, 0, 1))
    groups = [hierarchy.leaves_list(hierarchy.linkage(squareform(d, checks=False), method))]
    w = np.ones(len(c))
    while groups:
        halves = [(g[:len(g) // 2], g[len(g) // 2:]) for g in groups if len(g) > 1]
        for pair in halves:
            v = []
            for g in pair:
                block = c[np.ix_(g, g)]
                x = 1 / np.diag(block)
                v.append((x / x.sum()) @ block @ (x / x.sum()))
            w[pair[0]] *= v[1] / (v[0] + v[1])
            w[pair[1]] *= v[0] / (v[0] + v[1])
        groups = [g for pair in halves for g in pair]
    return w


def risk_budget(d, u):
    b = np.full(len(d), 1 / len(d))
    x = np.sqrt(b / (d + (u * u).sum(1)))
    for _ in range(50):
        y = d * x + u @ (u.T @ x)
        if np.abs(x * y / (x @ y) - b).max() < 1e-12:
            break
        h = d + b / x ** 2
        g = (b / x - y) / h
        inner = cho_factor(np.eye(u.shape[1]) + (u.T / h) @ u)
        step = g - (u @ cho_solve(inner, u.T @ g)) / h
        x = x + min(1, 0.95 / max(-(step / x).min(), 1e-300)) * step
    return x / x.sum()


def best(work, times=3):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


for N in (100, 500, 1000, 2000):
    diagonal, loadings = model(N, 20)
    covariance = np.diag(diagonal) + loadings @ loadings.T
    print(f"numpy and scipy HRP {N}: {1000 * best(lambda: hrp(covariance, 'ward')):.1f} ms", flush=True)
for N in (100, 500, 1000, 3000, 5000):
    diagonal, loadings = model(N, 73)
    took = best(lambda: risk_budget(diagonal, loadings))
    print(f"numpy and scipy risk budget {N} x 73: {1000 * took:.1f} ms", flush=True)
