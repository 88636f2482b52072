#!/usr/bin/env python3
"""Writes library_values.csv.gz: the first 260 daily bars of AAPL from 2015-01-12 and what two published C
libraries compute from them: TA-Lib 0.6.0-dev (`default.NAME`, `alt.NAME`: two sets of parameters, unstable
period 0) and Tulip Indicators 0.9.2 (`tulip.NAME`, `tulip_alt.NAME`). The full series were computed;
look-backs only reach back.

usage: make_library_values.py TALIB_FOLDER TULIP_FOLDER
The folders hold AAPL_input.csv.gz, AAPL_default.csv.gz and AAPL_alt.csv.gz as the libraries gave them, 12
significant digits.
"""
import os
import sys

import pandas as pd

BARS = 260
LEFT_OUT = ('MAVP', 'ACOS', 'ASIN', 'ATAN', 'CEIL', 'COS', 'COSH', 'EXP', 'FLOOR', 'LN', 'LOG10', 'SIN',
            'SINH', 'SQRT', 'TAN', 'TANH', 'ADD', 'SUB', 'MULT', 'DIV', 'MAXINDEX', 'MININDEX',
            'MINMAXINDEX')
TULIP = ['ao', 'hma', 'vwma', 'wilders']


def wanted(column):
    name = column.split('.')[0]
    return name not in LEFT_OUT


def main():
    talib, tulip = sys.argv[1:3]
    table = pd.read_csv(os.path.join(talib, 'AAPL_input.csv.gz'), float_precision='round_trip').head(BARS)
    table = table[['Date', 'Open', 'High', 'Low', 'Close', 'Volume']]
    table.columns = [c.lower() for c in table.columns]
    parts = [table]
    for folder, prefix in ((talib, ''), (tulip, 'tulip_')):
        for kind in ('default', 'alt'):
            values = pd.read_csv(os.path.join(folder, f'AAPL_{kind}.csv.gz'), dtype=str).head(BARS)
            keep = [c for c in values.columns if c != 'Date' and (c in TULIP if prefix else wanted(c))]
            label = (prefix + kind).replace('tulip_default', 'tulip')
            parts.append(values[keep].add_prefix(label + '.'))
    out = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'library_values.csv.gz')
    pd.concat(parts, axis=1).to_csv(out, index=False,
                                    compression={'method': 'gzip', 'mtime': 1, 'compresslevel': 9})


main()
