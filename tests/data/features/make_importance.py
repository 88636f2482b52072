#!/usr/bin/env python3
"""Mutual information and permutation importances of scikit-learn on series drawn from a seed.

Needs python3-sklearn. usage: make_importance.py   (writes the .csv.gz files beside itself)
"""
import gzip
import os

import numpy as np
from sklearn.feature_selection._mutual_info import _compute_mi_cc
from sklearn.inspection import permutation_importance
from sklearn.linear_model import Ridge

HERE = os.path.dirname(os.path.abspath(__file__))
COUNT, TRAINING, REPEATS = 1000, 700, 4000


def write(name, header, rows):
    with gzip.GzipFile(os.path.join(HERE, name), 'wb', mtime=0) as file:
        text = ','.join(header) + '\n'
        text += ''.join(','.join(repr(float(v)) for v in row) + '\n' for row in rows)
        file.write(text.encode())


def main():
    random = np.random.default_rng(20)
    x = random.standard_normal((COUNT, 4))
    x[:, 1] = np.exp(x[:, 1])
    x[:, 2] = random.uniform(-2, 2, COUNT)
    target = 0.5 * x[:, 0] + np.sin(2 * x[:, 2]) + 0.2 * np.log(x[:, 1]) + random.standard_normal(COUNT)
    write('series.csv.gz', ['x0', 'x1', 'x2', 'x3', 'target'], np.column_stack([x, target]))
    rows = []
    for column in range(4):
        for neighbours in (1, 3, 10):
            a = x[:, column] / np.std(x[:, column])
            b = target / np.std(target)
            rows.append([column, neighbours, _compute_mi_cc(a, b, neighbours)])
    write('mutual_information.csv.gz', ['column', 'neighbours', 'value'], rows)

    train, test = slice(0, TRAINING), slice(TRAINING, COUNT)
    mean, deviation = x[train].mean(axis=0), x[train].std(axis=0)
    z = (x - mean) / deviation
    model = Ridge(alpha=1.0, solver='cholesky').fit(z[train], target[train])
    found = permutation_importance(model, z[test], target[test], scoring='r2', n_repeats=REPEATS,
                                   random_state=3)
    r2 = model.score(z[test], target[test])
    write('permutation.csv.gz', ['coefficient', 'importance', 'standard_error', 'r2'],
          [[model.coef_[j], found.importances_mean[j], found.importances_std[j] / np.sqrt(REPEATS), r2]
           for j in range(4)])


if __name__ == '__main__':
    main()
