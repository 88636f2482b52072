#!/usr/bin/env python3
"""Writes candle_values.csv.gz: daily bars of AAPL, JPM and XOM from 2015-01-12, 1,259 sessions each, and the
candle patterns that TA-Lib 0.6.0-dev finds in them, with its default candle settings; empty before the
look-back.

usage: make_candle_values.py TALIB_FOLDER
The folder holds SYMBOL_input.csv.gz and SYMBOL_candles_default.csv.gz as the library gave them.
"""
import os
import sys

import pandas as pd


def main():
    folder = sys.argv[1]
    parts = []
    for symbol in ('AAPL', 'JPM', 'XOM'):
        bars = pd.read_csv(os.path.join(folder, f'{symbol}_input.csv.gz'), float_precision='round_trip')
        bars = bars[['Open', 'High', 'Low', 'Close']]
        bars.columns = [c.lower() for c in bars.columns]
        found = pd.read_csv(os.path.join(folder, f'{symbol}_candles_default.csv.gz'))
        found = found.drop(columns='Date').astype('Int64')
        bars.insert(0, 'symbol', symbol)
        parts.append(pd.concat([bars, found], axis=1))
    out = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'candle_values.csv.gz')
    pd.concat(parts).to_csv(out, index=False,
                            compression={'method': 'gzip', 'mtime': 1, 'compresslevel': 9})


main()
