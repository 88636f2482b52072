#!/usr/bin/env python3
"""Writes stress_goldens.csv: what shocks of the ten-year yield and of the VIX do to five positions, by numpy
from the built-in prices and series. usage: make_stress_goldens.py (needs libduckdb to read Parquet)"""
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
DEMO = HERE.parents[2] / 'resources/demo'
sys.path.insert(0, str(DEMO / 'build'))

from duckdb_capi import Database  # noqa: E402

AS_OF = '2020-01-10'
QUANTITIES = {'AAPL': 800, 'GLD': 400, 'JPM': 500, 'MSFT': -300, 'TLT': 1200}
SHOCKS = {'rates': {'DGS10': 1.0}, 'volatility': {'VIX': 0.5}, 'both': {'DGS10': -0.5, 'VIX': 0.8},
          'with a symbol': {'XOM': -0.1, 'DGS10': 0.25}}


def read(database, query):
    with tempfile.NamedTemporaryFile(suffix='.csv') as out:
        database.run(f"COPY ({query}) TO '{out.name}' (HEADER)")
        return pd.read_csv(out.name, float_precision='round_trip')


def prices(database):
    names = ', '.join(f"'{name}'" for name in [*QUANTITIES, 'XOM'])
    return read(database, f"""SELECT i.symbol, CAST(b.session AS VARCHAR) AS session, b.close, b.adj_close
        FROM '{DEMO}/panel/bars_daily.parquet' b
        JOIN '{DEMO}/panel/instruments.parquet' i USING (instrument_id)
        WHERE i.symbol IN ({names}) AND b.session <= '{AS_OF}'""")


def series(database):
    """One row per day; what was not yet known at the date of the question is missing."""
    return read(database, f"""SELECT series, CAST(period_end AS VARCHAR) AS session, value
        FROM '{DEMO}/open/macro_observations.parquet'
        WHERE series IN ('DGS10', 'VIX') AND knowable_at <= '{AS_OF}'""").pivot(
            index='session', columns='series', values='value')


def main():
    database = Database()
    bars = prices(database)
    adjusted = bars.pivot(index='session', columns='symbol', values='adj_close')
    macro = series(database).reindex(adjusted.index)
    moves = adjusted / adjusted.shift() - 1
    moves['DGS10'] = macro.DGS10 - macro.DGS10.shift()
    moves['VIX'] = macro.VIX / macro.VIX.shift() - 1
    close = bars[bars.session == AS_OF].set_index('symbol').close
    value = pd.Series(QUANTITIES) * close[list(QUANTITIES)]
    weight = value / value.sum()
    lines = []
    for window in (252, 504):
        for name, shock in SHOCKS.items():
            drivers = list(shock)
            used = moves.tail(window)[list(QUANTITIES) + drivers].dropna()
            covariance = used.cov()
            beta = np.linalg.solve(covariance.loc[drivers, drivers].values,
                                   covariance.loc[drivers, list(QUANTITIES)].values)
            moved = np.array(list(shock.values())) @ beta
            lines.append((f'{name} {window}', [len(used), -(weight.values @ moved), *moved]))
    with open(HERE / 'stress_goldens.csv', 'w') as out:
        for name, values in lines:
            out.write(name + ',' + ','.join(repr(float(v)) for v in values) + '\n')


main()
