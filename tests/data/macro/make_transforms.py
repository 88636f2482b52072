#!/usr/bin/python3
"""Values of the seven transformation codes of FRED-MD (McCracken, Ng 2016, appendix) by numpy.

Writes transforms.csv beside this file: x, then one column per code; an empty cell is a missing value."""

import pathlib

import numpy as np

X = np.array([101.5, 102.25, 101.0, np.nan, 103.5, 104.0, 0.0, 98.5, 99.25, 100.75, -1.5, 100.0])


def difference(x):
    return np.concatenate([[np.nan], np.diff(x)])


def main():
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.where(X > 0, np.log(np.where(X > 0, X, 1.0)), np.nan)
        before = np.concatenate([[np.nan], X[:-1]])
        growth = np.where(before == 0, np.nan, X / before - 1)
    columns = [X, difference(X), difference(difference(X)), log, difference(log), difference(difference(log)),
               difference(growth)]
    lines = ["x," + ",".join(f"code_{code}" for code in range(1, 8))]
    for row in zip(X, *columns):
        lines.append(",".join("" if np.isnan(v) else repr(float(v)) for v in row))
    pathlib.Path(__file__).with_name("transforms.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
