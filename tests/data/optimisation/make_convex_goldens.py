#!/usr/bin/env python3
"""Writes quadratic_goldens.csv and convex_goldens.csv: objectives of convex programs by cvxopt and by HiGHS
(scipy), of data that both sides make from sines. usage: make_convex_goldens.py (in its folder)"""
import os

import numpy as np
from cvxopt import matrix, solvers
from scipy.optimize import linprog

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


def risk(s):
    d, u = problem(s)[:2]
    return np.diag(d) + u @ u.T


def walls(s):
    g, h, lower, upper = problem(s)[5:]
    n = len(lower)
    return np.vstack([g, -np.eye(n), np.eye(n)]), np.concatenate([h, -lower, upper])


def solved(got):
    return got['status'] == 'optimal'


def tightly(solver, *arguments):
    """With the smallest tolerances that the solver survives."""
    for tolerance in (1e-12, 3e-12, 1e-11, 1e-10):
        solvers.options.update(abstol=tolerance, reltol=tolerance, feastol=tolerance)
        try:
            got = solver(*arguments)
        except (ValueError, ArithmeticError):
            continue
        if got['status'] in ('optimal', 'primal infeasible'):
            return got
    return {'status': 'unknown', 'x': None}


def quadratic(s):
    c, a, b = problem(s)[2:5]
    p = risk(s)
    rows, limit = walls(s)
    got = solvers.qp(matrix(p), matrix(c), matrix(rows), matrix(limit), matrix(a), matrix(b))
    x = np.array(got['x']).ravel()
    state = 0 if got['primal infeasibility'] is not None and got['primal infeasibility'] < 1e-9 else 1
    return state, 0.5 * x @ p @ x + c @ x, x


def exact(p, q, g, h, a, b):
    """min 1/2 x'Px + q'x with Gx <= h, Ax = b: what cvxopt finds to be active is solved as equations and
    mended, one row at a time, until the conditions of optimality hold; None where they never do."""
    n = len(q)
    for tolerance in (1e-9, 1e-10, 1e-8, 1e-11, 1e-7):
        solvers.options.update(abstol=tolerance, reltol=tolerance, feastol=tolerance)
        try:
            got = solvers.qp(matrix(p), matrix(q), matrix(g), matrix(h), matrix(a), matrix(b))
        except (ValueError, ArithmeticError):
            continue
        active = np.array(got['z']).ravel() > h - g @ np.array(got['x']).ravel()
        for _ in range(30):
            rows, k = np.vstack([a, g[active]]), len(a) + active.sum()
            whole = np.block([[p, rows.T], [rows, np.zeros((k, k))]])
            right = np.concatenate([-q, b, h[active]])
            answer = np.linalg.lstsq(whole, right, rcond=1e-14)[0]
            x, z = answer[:n], np.zeros(len(h))
            z[active] = answer[n + len(a):]
            beyond = g @ x - h
            if max(beyond.max(), -z.min(), np.abs(whole @ answer - right).max()) < 1e-12:
                return x
            if -z.min() > beyond.max():
                active[z.argmin()] = False
            else:
                active[beyond.argmax()] = True
    return None


def traded(covariance, linear, rows, limit, a, b, held, buy, sell, most):
    """min 1/2 x'Sx + c'x + buy 1'bought + sell 1'sold where x = held + bought - sold and
    1'(bought + sold) <= most."""
    n = len(linear)
    j = np.hstack([np.eye(n), -np.eye(n)])
    costs = np.concatenate([np.full(n, buy), np.full(n, sell)])
    y = exact(j.T @ covariance @ j, j.T @ (linear + covariance @ held) + costs,
              np.vstack([rows @ j, -np.eye(2 * n), np.ones((1, 2 * n))]),
              np.concatenate([limit - rows @ held, np.zeros(2 * n), [most]]), a @ j, b - a @ held)
    return None if y is None else held + j @ y


def impacted(covariance, linear, rows, limit, a, b, held, buy, sell, most, impact):
    """The same with impact |trade|^1.5, as t + v >= |(t - v, 2u)| and u + 1 >= |(u - 1, 2v)|."""
    n = len(linear)
    m = 2 * n
    size = 3 * n + 2 * m  # x, bought, sold, t, v
    p = np.zeros((size, size))
    p[:n, :n] = covariance
    cost = np.concatenate([linear, np.full(n, buy), np.full(n, sell), np.full(m, impact), np.zeros(m)])
    g = np.zeros((len(rows) + 2 * n + 1, size))
    g[:len(rows), :n] = rows
    g[len(rows):-1, n:3 * n] = -np.eye(2 * n)
    g[-1, n:3 * n] = 1
    h = np.concatenate([limit, np.zeros(2 * n), [most]])
    equal = np.zeros((len(a) + n, size))
    equal[:len(a), :n] = a
    equal[len(a):, :3 * n] = np.hstack([np.eye(n), -np.eye(n), np.eye(n)])
    dims = {'l': len(g), 'q': [], 's': []}
    cones, right = [], []
    for j in range(m):
        u, t, v = n + j, 3 * n + j, 3 * n + m + j
        for first, second, double, one in ((t, v, u, 0.0), (u, None, v, 1.0)):
            block = np.zeros((3, size))
            block[0, first] = block[1, first] = -1
            if second is not None:
                block[0, second], block[1, second] = -1, 1
            block[2, double] = -2
            cones.append(block)
            right += [one, -one, 0.0]
            dims['q'].append(3)
    got = tightly(solvers.coneqp, matrix(p), matrix(cost), matrix(np.vstack([g] + cones)),
                  matrix(np.concatenate([h, right])), dims, matrix(equal),
                  matrix(np.concatenate([b, held])))
    return np.array(got['x']).ravel()[:n] if solved(got) else None


def paid(trades, buy, sell, impact=0.0):
    linear = buy * np.maximum(trades, 0) + sell * np.maximum(-trades, 0)
    return (linear + impact * np.abs(trades) ** 1.5).sum()


def trades(s, impact):
    """Bought and sold from equal weights: 0.002 and 0.003 per unit, together at most 0.8."""
    c, a, b = problem(s)[2:5]
    held = np.full(len(c), 1 / len(c))
    given = (risk(s), c, *walls(s), a, b, held, 0.002, 0.003, 0.8)
    x = impacted(*given, 0.01) if impact else traded(*given)
    if x is None:
        return False, 0, None
    return True, 0.5 * x @ risk(s) @ x + c @ x + paid(x - held, 0.002, 0.003, 0.01 * impact), x


def bounded(s):
    """At most 0.6 of the free answer's distance from equal weights, in risk; no risk in the objective."""
    c, a, b = problem(s)[2:5]
    n = len(c)
    p = risk(s)
    free = quadratic(s)[2] - 1 / n
    limit_of_risk = 0.6 * np.sqrt(free @ p @ free)
    rows, limit = walls(s)
    root = np.linalg.cholesky(p).T
    g = np.vstack([rows, np.zeros((1, n)), -root])
    h = np.concatenate([limit, [limit_of_risk], -root @ np.full(n, 1 / n)])
    dims = {'l': len(rows), 'q': [n + 1], 's': []}
    got = tightly(solvers.conelp, matrix(c), matrix(g), matrix(h), dims, matrix(a), matrix(b))
    if got['x'] is None:
        return False, 0, limit_of_risk, np.zeros(n)
    x = np.array(got['x']).ravel()
    return solved(got), c @ x, limit_of_risk, x


def logarithms(s):
    """Risk - 0.01 SUM ln x / n, x >= 0."""
    c, a, b = problem(s)[2:5]
    n = len(c)
    p = risk(s)
    rows, limit = walls(s)

    def objective(x=None, z=None):
        if x is None:
            return 0, matrix(1.0 / n, (n, 1))
        if min(x) <= 0:
            return None
        v = np.array(x).ravel()
        f = matrix(0.5 * v @ p @ v - 0.01 / n * np.log(v).sum())
        df = matrix((p @ v - 0.01 / n / v).reshape(1, n))
        return (f, df) if z is None else (f, df, matrix(z[0] * (p + np.diag(0.01 / n / v ** 2))))

    solvers.options.update(abstol=1e-11, reltol=1e-10, feastol=1e-10)
    got = solvers.cp(objective, matrix(rows), matrix(limit), A=matrix(a[:1]), b=matrix(b[:1]))
    x = np.array(got['x']).ravel()
    return got['status'] == 'optimal', 0.5 * x @ p @ x - 0.01 / n * np.log(x).sum(), x


def returns(s, n):
    t, i = np.arange(40 + s % 60)[:, None], np.arange(n)[None, :]
    return 0.01 * np.sin(1.1 * t + 0.37 * i * i + s) + 0.01 * np.sin(0.7 * (t + 1) * (i + 1) + s) + 0.0004 * i


def tail(s):
    """Mean loss of the worst tenth."""
    n = 4 + s % 17
    r = returns(s, n)
    t = len(r)
    cost = np.concatenate([np.zeros(n), [1.0], np.full(t, 1 / (0.1 * t))])
    upper = np.hstack([-r, -np.ones((t, 1)), -np.eye(t)])
    got = linprog(cost, upper, np.zeros(t), np.concatenate([np.ones(n), np.zeros(t + 1)])[None, :], [1.0],
                  [(0, 0.6)] * n + [(None, None)] + [(0, None)] * t, method='highs',
                  options={'primal_feasibility_tolerance': 1e-10, 'dual_feasibility_tolerance': 1e-10})
    return got.status == 0, got.fun, got.x


def line(file, name, *values):
    file.write(','.join([name] + [repr(float(v)) for v in values]) + '\n')


def main():
    solvers.options.update(show_progress=False, abstol=1e-13, reltol=1e-13, feastol=1e-12, maxiters=200)
    with open(os.path.join(HERE, 'quadratic_goldens.csv'), 'w') as file:
        for s in range(200):
            state, objective, x = quadratic(s)
            line(file, f'qp {s}', state, objective, *x[:3])
    with open(os.path.join(HERE, 'convex_goldens.csv'), 'w') as file:
        for s in range(200):
            for name, (good, objective, x) in (('trades', trades(s, False)), ('impact', trades(s, True)),
                                               ('logarithms', logarithms(s)), ('tail', tail(s))):
                if good:
                    line(file, f'{name} {s}', objective, *x[:3])
            good, objective, limit, x = bounded(s)
            if good:
                line(file, f'bounded {s}', objective, limit, *x[:3])


if __name__ == '__main__':
    main()
