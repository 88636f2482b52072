#!/usr/bin/python3
"""What optimiser_bench times as mean_variance, by cvxopt's interior point on random problems of the same
shape: with the covariance formed, and with the factors as variables of their own (sparse). One BLAS thread.
Prints milliseconds."""
import os
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  (numpy reads the number of threads when loaded)
from cvxopt import matrix, solvers, sparse, spdiag, spmatrix  # noqa: E402

solvers.options.update(show_progress=False, abstol=1e-9, reltol=1e-9, feastol=1e-9)
rng = np.random.default_rng(7)


def model(n, k):
    factors = rng.uniform(-0.08, 0.08, (n, k))
    factors[:, 0] = rng.uniform(0.11, 0.19, n)
    return rng.uniform(0.01, 0.1, n), factors, rng.uniform(0, 0.12, n)


def limits(n):
    one = spmatrix(1.0, range(n), range(n))
    sectors = spmatrix(1.0, [i % 11 for i in range(n)], range(n))
    return sparse([-one, one, sectors]), matrix([0.0] * n + [0.05] * n + [0.15] * 11)


def whole(d, u, mu):
    n = len(d)
    rows, limit = limits(n)
    return solvers.qp(matrix(5 * (np.diag(d) + u @ u.T)), matrix(-mu), rows, limit, matrix(1.0, (1, n)),
                      matrix(1.0))


def apart(d, u, mu):
    """y = u'w."""
    n, k = u.shape
    rows, limit = limits(n)
    rows = sparse([[rows], [spmatrix([], [], [], (rows.size[0], k))]])
    equal = sparse([[matrix(1.0, (1, n)), matrix(u.T)],
                    [spmatrix([], [], [], (1, k)), -spmatrix(1.0, range(k), range(k))]])
    return solvers.qp(spdiag(matrix(5 * np.concatenate([d, np.ones(k)]))),
                      matrix(np.concatenate([-mu, np.zeros(k)])), rows, limit, equal,
                      matrix([1.0] + [0.0] * k))


def best(work, times):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


for N, K in ((500, 33), (1500, 73)):
    data = model(N, K)
    for name, way in (("covariance formed", whole), ("factors apart", apart)):
        took = best(lambda way=way: way(*data), 3 if N < 1000 else 2)
        print(f"cvxopt {N} x {K}, {name}: {1000 * took:.1f} ms, {way(*data)['status']}", flush=True)
