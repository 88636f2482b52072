#!/usr/bin/env python3
"""Writes plan_goldens.csv: plans over several periods by cvxopt's cone solver, with purchases and sales as
variables of their own, of data that both sides make from sines. A line: `plan s`, 0 for solved and 1 for
infeasible, objective, weights of the securities by period. usage: make_plan_goldens.py (in its folder)"""
import os

import numpy as np
from cvxopt import matrix, solvers

HERE = os.path.dirname(os.path.abspath(__file__))
PROBLEMS = 120


def problem(s):
    n, periods = 2 + s % 6, 1 + s % 5
    i = np.arange(n)
    d = 0.03 + 0.02 * np.sin(1 + 1.7 * i + s)
    u = 0.05 * np.sin(2 + 0.9 * np.outer(i, np.arange(1, 4)) + 1.3 * s)
    first = 0.10 + 0.12 * np.sin(0.6 + 1.1 * i + 0.5 * s)
    held = 1 + 0.8 * np.sin(2.3 * i + s)
    held *= (0.9 if s % 2 else 1.0) / held.sum()
    out = {'n': n, 't': periods, 'cash': s % 2 == 1, 'risk': np.diag(d) + u @ u.T,
           'mu': [first * 0.5 ** (t / (1 + s % 4)) for t in range(periods)],
           'aversion': 1.0 + s % 5, 'held': held, 'upper': max(0.5, 2.0 / n), 'group': (i % 2 == 0) * 1.0,
           'buy': 0.012 + 0.004 * np.sin(i + s), 'sell': 0.010 + 0.004 * np.cos(i + s),
           'impact': 0.05 * (s % 3), 'turnover': [None, 0.05, 0.1, 0.3][s % 4],
           'room': 0.04 + 0.02 * (s % 3) if s % 5 == 4 else None, 'end': None}
    if s % 7 == 3:
        end = 1 + 0.5 * np.sin(1.3 * i + 2 * s)
        out['end'] = end * (0.85 if s % 2 else 1.0) / end.sum()
    return out


def solved(p):
    """Variables: per period weights, cash, bought, sold, then (impact) t and v of every trade, where
    u^1.5 <= t as t + v >= |(t - v, 2u)| and u + 1 >= |(u - 1, 2v)|."""
    n, periods = p['n'], p['t']
    m = 2 * n if p['impact'] else 0
    own = 3 * n + 1 + 2 * m
    size = own * periods
    quad, cost = np.zeros((size, size)), np.zeros(size)
    equal, value, rows, limit, cones, right = [], [], [], [], [], []

    def row(pairs):
        out = np.zeros(size)
        for at, what in pairs:
            out[at] += what
        return out

    for t in range(periods):
        a = t * own
        b = (t - 1) * own
        quad[a:a + n, a:a + n] = p['aversion'] * p['risk']
        cost[a:a + n] = -p['mu'][t]
        cost[a + n + 1:a + 2 * n + 1], cost[a + 2 * n + 1:a + 3 * n + 1] = p['buy'], p['sell']
        cost[a + 3 * n + 1:a + 3 * n + 1 + m] = p['impact']
        equal.append(row([(a + j, 1) for j in range(n + 1)]))
        value.append(1.0)
        if not p['cash']:
            equal.append(row([(a + n, 1)]))
            value.append(0.0)
        for j in range(n):
            bought, sold = a + n + 1 + j, a + 2 * n + 1 + j
            equal.append(row([(a + j, 1), (bought, -1), (sold, 1)] + ([(b + j, -1)] if t else [])))
            value.append(0.0 if t else p['held'][j])
            rows += [row([(a + j, 1)]), row([(a + j, -1)]), row([(bought, -1)]), row([(sold, -1)])]
            limit += [p['upper'], 0, 0, 0]
            if p['room'] is not None:
                rows.append(row([(bought, 1), (sold, 1)]))
                limit.append(p['room'])
            if p['end'] is not None and t == periods - 1 and (p['cash'] or j < n - 1):
                equal.append(row([(a + j, 1)]))
                value.append(p['end'][j])
        if p['cash']:
            rows.append(row([(a + n, -1)]))
            limit.append(0)
        rows.append(row([(a + j, p['group'][j]) for j in range(n)]))
        limit.append(0.7)
        if p['turnover'] is not None:
            rows.append(row([(a + n + 1 + j, 0.5) for j in range(2 * n)]))
            limit.append(p['turnover'])
        for j in range(m):
            u, top, v = a + n + 1 + j, a + 3 * n + 1 + j, a + 3 * n + 1 + m + j
            for first, second, double, one in ((top, v, u, 0.0), (u, None, v, 1.0)):
                block = np.zeros((3, size))
                block[0, first] = block[1, first] = -1
                if second is not None:
                    block[0, second], block[1, second] = -1, 1
                block[2, double] = -2
                cones.append(block)
                right += [one, -one, 0.0]
    dims = {'l': len(rows), 'q': [3] * len(cones), 's': []}
    g, h = np.vstack(rows + cones), np.array(limit + right)
    for tolerance in (1e-12, 3e-12, 1e-11, 1e-10, 1e-9):
        solvers.options.update(abstol=tolerance, reltol=tolerance, feastol=tolerance)
        try:
            got = solvers.coneqp(matrix(quad), matrix(cost), matrix(g), matrix(h), dims,
                                 matrix(np.array(equal)), matrix(np.array(value)))
        except (ValueError, ArithmeticError):
            continue
        if got['status'] == 'optimal':
            return np.array(got['x']).reshape(periods, own)[:, :n]
    return None


def feasible(p):
    """By linear programming (HiGHS), of the same rows without costs."""
    from scipy.optimize import linprog
    n, periods = p['n'], p['t']
    own = 3 * n
    size = own * periods
    a_ub, b_ub, a_eq, b_eq = [], [], [], []
    bounds = []
    for t in range(periods):
        bounds += [(0, p['upper'])] * n + [(0, p['room'])] * (2 * n)
        one = np.zeros(size)
        one[t * own:t * own + n] = 1
        (a_ub if p['cash'] else a_eq).append(one)
        (b_ub if p['cash'] else b_eq).append(1.0)
        group = np.zeros(size)
        group[t * own:t * own + n] = p['group']
        a_ub.append(group)
        b_ub.append(0.7)
        if p['turnover'] is not None:
            trades = np.zeros(size)
            trades[t * own + n:(t + 1) * own] = 0.5
            a_ub.append(trades)
            b_ub.append(p['turnover'])
        for j in range(n):
            line = np.zeros(size)
            line[t * own + j], line[t * own + n + j], line[t * own + 2 * n + j] = 1, -1, 1
            if t:
                line[(t - 1) * own + j] = -1
            a_eq.append(line)
            b_eq.append(0.0 if t else p['held'][j])
            if p['end'] is not None and t == periods - 1:
                end = np.zeros(size)
                end[t * own + j] = 1
                a_eq.append(end)
                b_eq.append(p['end'][j])
    got = linprog(np.zeros(size), a_ub, b_ub, a_eq, b_eq, bounds, method='highs')
    return got.status == 0


def objective(p, weights):
    before, out = p['held'], 0.0
    for mu, w in zip(p['mu'], weights):
        change = w - before
        out += 0.5 * p['aversion'] * w @ p['risk'] @ w - mu @ w
        out += (p['buy'] * np.maximum(change, 0) + p['sell'] * np.maximum(-change, 0)).sum()
        out += p['impact'] * (np.abs(change) ** 1.5).sum()
        before = w
    return out


def main():
    solvers.options['show_progress'] = False
    solvers.options['maxiters'] = 200
    left = 0
    with open(os.path.join(HERE, 'plan_goldens.csv'), 'w') as out:
        for s in range(PROBLEMS):
            p = problem(s)
            if not feasible(p):
                out.write(f'plan {s},1\n')
                continue
            weights = solved(p)
            if weights is None:
                left += 1
                continue
            numbers = [objective(p, weights), *weights.ravel()]
            out.write(','.join([f'plan {s}', '0'] + [repr(float(x)) for x in numbers]) + '\n')
    print(left, 'problems that the peer did not solve are left out')


main()
