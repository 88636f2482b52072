#!/usr/bin/env python3
"""Writes quadratic_goldens.csv: objectives of quadratic programs by cvxopt, of data that both sides make from
sines. usage: make_goldens.py (in its folder)"""
import os

import numpy as np
from cvxopt import matrix, solvers

HERE = os.path.dirname(os.path.abspath(__file__))


def problem(s):
    n, k, sectors = 5 + 7 * (s % 9), s % 4, 1 + s % 3
    i = np.arange(n)
    d = 0.03 + 0.02 * np.sin(1 + 1.7 * i + s)
    u = 0.05 * np.sin(2 + 0.9 * np.outer(i, np.arange(1, k + 1)) + 1.3 * s)
    c = 0.03 * np.cos(3 + 2.1 * i + 0.7 * s)
    a, b = [np.ones(n)], [1.0]
    if s % 5 == 0:
        a.append(1 + 0.3 * np.sin(i + s))
        b.append(1.02)
    g = np.array([(i % sectors == j).astype(float) for j in range(sectors)])
    h = np.full(sectors, 1.1 / sectors)
    lower = np.full(n, -0.1 if s % 2 else 0.0)
    return d, u, c, np.array(a), np.array(b), g, h, lower, np.full(n, 3.0 / n)


def main():
    solvers.options.update(show_progress=False, abstol=1e-13, reltol=1e-13, feastol=1e-12, maxiters=200)
    with open(os.path.join(HERE, 'quadratic_goldens.csv'), 'w') as file:
        for s in range(200):
            d, u, c, a, b, g, h, lower, upper = problem(s)
            n = len(c)
            p = np.diag(d) + u @ u.T
            walls = np.vstack([g, -np.eye(n), np.eye(n)])
            limit = np.concatenate([h, -lower, upper])
            got = solvers.qp(matrix(p), matrix(c), matrix(walls), matrix(limit), matrix(a), matrix(b))
            x = np.array(got['x']).ravel()
            state = 0 if got['primal infeasibility'] is not None and got['primal infeasibility'] < 1e-9 else 1
            values = [state, 0.5 * x @ p @ x + c @ x, *x[:3]]
            file.write(','.join([f'qp {s}'] + [repr(float(v)) for v in values]) + '\n')


if __name__ == '__main__':
    main()
