#!/usr/bin/env python3
"""Writes borderline_goldens.csv: whether each program of borderline_programs.txt.gz has a feasible point (1,
0 or -1: not known; HiGHS by scipy, and cvxopt's cones where risk is bounded) and its least objective (HiGHS
where it is linear, cvxopt where it is quadratic; nan where neither has one). The programs are of requests
whose limits contradict each other by little or leave no room inside.
usage: make_borderline_goldens.py (in its folder)

A line holds, each matrix as rows, columns and its entries by rows: diagonal, factors and dense part of the
covariance; weight of risk; linear costs; weights of logarithms; equalities and their values; inequalities,
their coefficients of excesses and their limits; lower and upper bounds; the number of single excesses and
their variables, signs; rows, levels, costs and impacts of excesses; the number of bounds on risk, and centre
and limit of each."""
import gzip
import os

import numpy as np
from cvxopt import matrix, solvers
from scipy.optimize import linprog

HERE = os.path.dirname(os.path.abspath(__file__))
solvers.options.update(show_progress=False, abstol=1e-11, reltol=1e-11, feastol=1e-11, maxiters=200)


class Reader:
    def __init__(self, line):
        self.words = iter(line.split())

    def number(self):
        return float(next(self.words))

    def matrix(self):
        rows, columns = int(self.number()), int(self.number())
        return np.array([self.number() for _ in range(rows * columns)]).reshape(rows, columns)

    def vector(self):
        return self.matrix().ravel()


def program(line):
    r, p = Reader(line), {}
    diagonal, factors, dense = r.vector(), r.matrix(), r.matrix()
    p['gamma'], p['c'], p['log'] = r.number(), r.vector(), r.vector()
    n = len(p['c'])
    p['sigma'] = np.diag(diagonal) + (factors @ factors.T if factors.size else 0)
    p['sigma'] = p['sigma'] + (dense if dense.size else 0)
    p['a'], p['b'] = r.matrix().reshape(-1, n), r.vector()
    rows, within, limit = r.matrix().reshape(-1, n), r.matrix(), r.vector()
    p['lower'], p['upper'] = r.vector(), r.vector()
    variables = [int(r.number()) for _ in range(int(r.number()))]
    sign, more, level, cost, impact = r.vector(), r.matrix(), r.vector(), r.vector(), r.vector()
    count = len(cost)
    over = np.zeros((count, n))
    over[np.arange(len(variables)), variables] = sign
    over[len(variables):] = more.reshape(-1, n)
    p['cost'], p['impact'] = cost, impact
    within = within if within.size else np.zeros((len(limit), count))
    p['g'] = np.vstack([np.hstack([rows, within]), np.hstack([over, -np.eye(count)])])
    p['h'] = np.concatenate([limit, level])
    p['bounds'] = [(r.vector(), r.number()) for _ in range(int(r.number()))]
    return p


def linear_feasible(p):
    n, count = len(p['c']), len(p['cost'])
    sides = list(zip(p['lower'], p['upper'])) + [(0, None)] * count
    a = np.hstack([p['a'], np.zeros((len(p['b']), count))])
    # HiGHS looks at equalities of a thin set with its own tolerance: the tightest it has.
    options = {'primal_feasibility_tolerance': 1e-10, 'dual_feasibility_tolerance': 1e-10}
    arguments = dict(A_ub=p['g'] if len(p['h']) else None, b_ub=p['h'] if len(p['h']) else None,
                     A_eq=a if len(p['b']) else None, b_eq=p['b'] if len(p['b']) else None,
                     bounds=sides, method='highs', options=options)
    got = linprog(np.concatenate([p['c'], p['cost']]), **arguments)
    return got, linprog(np.zeros(n + count), **arguments).status != 2


def cone(p, with_objective):
    n, count = len(p['c']), len(p['cost'])
    k = n + count
    rows, limit = [p['g']], [p['h']]
    for i in range(n):
        for bound, sign in ((p['lower'][i], -1), (p['upper'][i], 1)):
            if np.isfinite(bound):
                row = np.zeros((1, k))
                row[0, i] = sign
                rows.append(row)
                limit.append([sign * bound])
    rows.append(np.hstack([np.zeros((count, n)), -np.eye(count)]))
    limit.append(np.zeros(count))
    size = sum(len(r) for r in rows)
    root = np.linalg.cholesky(p['sigma'] + 1e-18 * np.eye(n)).T if p['bounds'] else None
    for centre, most in p['bounds']:
        rows.append(np.vstack([np.zeros((1, k)), np.hstack([-root / most, np.zeros((n, count))])]))
        limit.append(np.concatenate([[1.0], -root @ centre / most]))
    quadratic = np.zeros((k, k))
    if with_objective:
        quadratic[:n, :n] = p['gamma'] * p['sigma']
    costs = np.concatenate([p['c'], p['cost']]) * (1 if with_objective else 0)
    a = np.hstack([p['a'], np.zeros((len(p['b']), count))])
    got = solvers.coneqp(matrix(quadratic), matrix(costs), matrix(np.vstack(rows)),
                         matrix(np.concatenate(limit)),
                         {'l': size, 'q': [n + 1] * len(p['bounds']), 's': []}, matrix(a), matrix(p['b']))
    return got


def golden(line):
    p = program(line)
    got, feasible = linear_feasible(p)
    if not feasible:
        return 0, np.nan
    simple = not (p['log'] > 0).any() and not (p['impact'] > 0).any()
    if not p['bounds'] and p['gamma'] == 0 and simple:
        return 1, got.fun if got.status == 0 else np.nan
    known = np.nan
    try:
        if simple:
            answer = cone(p, True)
            known = answer['primal objective'] if answer['status'] == 'optimal' else np.nan
        if p['bounds'] and not np.isfinite(known):
            answer = cone(p, False)
            feasible = {'optimal': 1, 'primal infeasible': 0}.get(answer['status'], -1)
    except (ValueError, ArithmeticError):
        feasible = -1 if p['bounds'] else 1
    return int(feasible), known


def main():
    with gzip.open(os.path.join(HERE, 'borderline_programs.txt.gz'), 'rt') as stream:
        lines = [line for line in stream if line.strip()]
    with open(os.path.join(HERE, 'borderline_goldens.csv'), 'w') as out:
        for line in lines:
            feasible, objective = golden(line)
            out.write(f'{feasible},{objective:.15g}\n')


if __name__ == '__main__':
    main()
