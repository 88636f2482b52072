#!/usr/bin/python3
"""The covariance and the eigenfactor simulation of risk_model_bench in numpy, on series of the same shape
drawn from a seed: separate half-lives, Newey-West lags, vectorised over factors. One BLAS thread; the
simulation shares its histories between two processes. Prints milliseconds."""
import multiprocessing
import os
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  (numpy reads the number of threads when loaded)

rng = np.random.default_rng(7)


def long_run(x, half_life, lags):
    w = 0.5 ** (np.arange(len(x))[::-1] / half_life)
    a = x - (w @ x) / w.sum()
    b = a * w[:, None]
    c = b.T @ a
    for lag in range(1, lags + 1):
        d = b[lag:].T @ a[:-lag]
        c += (1 - lag / (lags + 1)) * (d + d.T)
    return c / w.sum()


def covariance(x):
    w = 0.5 ** (np.arange(len(x))[::-1] / 84)
    a = x - (w @ x) / w.sum()
    v = w @ (a * a)
    for lag in range(1, 6):
        v += 2 * (1 - lag / 6) * (w[lag:] @ (a[lag:] * a[:-lag]))
    s = np.sqrt(v / w.sum())
    c = long_run(x, 504, 2)
    d = np.sqrt(np.diag(c))
    return c / np.outer(d, d) * np.outer(s, s)


def simulate(base, rows, count, seed):
    val, vec = np.linalg.eigh(base)
    root = vec * np.sqrt(np.maximum(val, 0)) @ vec.T
    own = np.random.default_rng(seed)
    total = np.zeros(len(base))
    for _ in range(count):
        d, u = np.linalg.eigh(covariance(own.standard_normal((rows, len(base))) @ root))
        total += ((u.T @ base) * u.T).sum(1) / d
    return total


def best(work, times=3):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


for T, K in ((252, 45), (1260, 45), (2520, 45), (2520, 90)):
    series = 0.01 * rng.standard_normal((T, K))
    print(f"numpy covariance {T} x {K}: {1000 * best(lambda: covariance(series)):.2f} ms", flush=True)
with multiprocessing.get_context("fork").Pool(2) as pool:
    for T, K in ((252, 45), (1260, 45)):
        F = covariance(0.01 * rng.standard_normal((T, K)))
        took = best(lambda: pool.starmap(simulate, [(F, T, 50, 1), (F, T, 50, 2)]), 2)
        print(f"numpy eigenfactor {T} x {K}, 100 simulations, 2 processes: {1000 * took:.0f} ms", flush=True)
