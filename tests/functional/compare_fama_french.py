#!/usr/bin/python3
"""Compares our factor returns with the daily Fama-French factors of tests/data/fama_french.

Asserted: the joint model's country factor has a correlation of at least 0.95 with Mkt-RF over the panel.
Reported as found: size, value and momentum of both estimators against SMB, HML and Mom. Ours are weighted by
sqrt(cap) over the stocks of one index and hold industries fixed; theirs are sorted portfolios of the market.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from api_client import Api, arguments

FILE = Path(__file__).resolve().parents[1] / "data/fama_french/daily_2015_2020.csv"
LEAST = 0.95
# (estimator, factor, theirs, sign that makes both mean the same)
PAIRS = [("joint", "country", "mkt_rf", 1), ("two_stage", "country", "mkt_rf", 1),
         ("joint", "style:size", "smb", -1), ("two_stage", "style:size", "smb", 1),
         ("joint", "style:book_to_price", "hml", 1), ("joint", "style:earnings_yield", "hml", 1),
         ("two_stage", "style:value", "hml", 1),
         ("joint", "style:momentum", "mom", 1), ("two_stage", "style:momentum", "mom", 1)]


def main():
    args = arguments(__doc__.splitlines()[0]).parse_args()
    api = Api(args.base, args.token)
    theirs = pd.read_csv(FILE).set_index("date")
    ours = {kind: api.csv("/api/v1/factor-engine/returns", estimator=kind).pivot(
        index="date", columns="factor", values="return") for kind in ("joint", "two_stage")}
    found = {}
    print(f"{'ours':34} {'theirs':7} {'sessions':>8} {'daily':>6} {'monthly':>7}  from")
    for kind, factor, column, sign in PAIRS:
        both = pd.concat([sign * ours[kind][factor], theirs[column]], axis=1, keys=["a", "b"]).dropna()
        month = np.log1p(both).groupby(both.index.str[:7]).sum()
        found[kind, factor] = both.a.corr(both.b)
        print(f"{kind + ' ' + ('-' if sign < 0 else '') + factor:34} {column:7} {len(both):8} "
              f"{found[kind, factor]:6.3f} {month.a.corr(month.b):7.3f}  {both.index[0]}")
    assert found["joint", "country"] >= LEAST, f"country against Mkt-RF below {LEAST}"
    return 0


if __name__ == "__main__":
    sys.exit(main())
