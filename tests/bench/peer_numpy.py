#!/usr/bin/python3
"""The same factor returns with t-statistics as factor_returns_bench, as a plain numpy loop over dates, on a
panel of the same shape drawn from a seed. Two processes with one BLAS thread each share the dates (faster
than one process with two BLAS threads on matrices of this size). Prints seconds per model."""
import multiprocessing
import os
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  (numpy reads the number of threads when loaded)

PROCESSES = 2
N = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
T = int(sys.argv[2]) if len(sys.argv) > 2 else 2520
rng = np.random.default_rng(7)


def panel(groups, styles):
    returns = 0.02 * rng.standard_normal((T, N))
    returns[rng.random((T, N)) < 0.02] = np.nan
    cap = np.exp(3 + rng.standard_normal((T, N)))
    return returns, cap, rng.integers(0, groups, N), rng.standard_normal((T, N, styles))


def t_stats(f, residual, v, inverse_diagonal, free):
    sigma2 = (v * residual * residual).sum() / (len(residual) - free)
    return f / np.sqrt(sigma2 * inverse_diagonal)


def joint(first, last, returns, cap, group, styles, groups):
    dummies = (group[:, None] == np.arange(groups)).astype(float)
    for t in range(first, last):
        use = ~np.isnan(returns[t])
        r, c = returns[t, use], cap[t - 1, use]
        v = np.sqrt(c)
        w = np.bincount(group[use], c, groups) / c.sum()
        d = dummies[use]
        B = np.column_stack([np.ones(len(r)), d[:, :-1] - d[:, -1:] * (w[:-1] / w[-1]), styles[t - 1][use]])
        BV = B * v[:, None]
        inverse = np.linalg.inv(B.T @ BV)
        g = inverse @ (BV.T @ r)
        u = r - B @ g
        t_stats(g, u, v, np.diag(inverse), B.shape[1])


def two_stage(first, last, returns, cap, group, styles, groups):
    dummies = (group[:, None] == np.arange(groups)).astype(float)
    for t in range(first, last):
        use = ~np.isnan(returns[t])
        r, v = returns[t, use], np.sqrt(cap[t - 1, use])
        r = np.clip(r, *np.percentile(r, [5, 95]))
        d = dummies[use]
        B = np.column_stack([np.ones(len(r)), d[:, :-1] - d[:, -1:]])
        BV = B * v[:, None]
        inverse = np.linalg.inv(B.T @ BV)
        g = inverse @ (BV.T @ r)
        e = r - B @ g
        t_stats(g, e, v, np.diag(inverse), B.shape[1])
        X = styles[t - 1][use]
        XV = X * v[:, None]
        inverse = np.linalg.inv(X.T @ XV)
        f = inverse @ (XV.T @ e)
        t_stats(f, e - X @ f, v, np.diag(inverse), X.shape[1])


def in_parallel(model, data, groups):
    cuts = np.linspace(1, T, PROCESSES + 1).astype(int)
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=model, args=(a, b, *data, groups)) for a, b in zip(cuts[:-1], cuts[1:])]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


for model, groups, styles in ((two_stage, 11, 3), (joint, 24, 12)):
    data = panel(groups, styles)
    best = np.inf
    for _ in range(3):
        start = time.perf_counter()
        in_parallel(model, data, groups)
        best = min(best, time.perf_counter() - start)
    print(f"numpy {model.__name__} {N} names x {T} dates, {PROCESSES} processes: {best:.3f} s", flush=True)
