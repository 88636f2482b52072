#!/usr/bin/python3
"""Writes spans.csv: from which session on some factors have values, by pandas. ./make_spans.py

first_valid_date: the first session, from 300 names in the universe on, on which names with 80 % of the
universe's cap have one; first_value_date: on which 20 names of the universe have one; coverage: share of
names on the last session.
"""

import numpy as np
import pandas as pd

import economy
import filings
import market
from library import HERE, Library

FACTORS = {"price_momentum_6m": market.FACTORS["price_momentum_6m"],
           "volatility_252d": market.FACTORS["volatility_252d"],
           "near_52_week_high": market.FACTORS["near_52_week_high"],
           "beta_10y_yield": economy.FACTORS["beta_10y_yield"],
           "earnings_to_price": filings.FACTORS["earnings_to_price"]}


def span(library, factor):
    enough = library.universe.sum(axis=1) >= 300
    begin = np.flatnonzero(enough.to_numpy())[0]
    valid = first = ""
    for row, session in enumerate(library.sessions):
        values = library.inside(factor(library.at(session))).notna()
        universe, cap = library.universe.iloc[row], library.cap.iloc[row]
        if not first and values.sum() >= 20:
            first = f"{session:%Y-%m-%d}"
        if not valid and row >= begin and cap[values].sum() >= 0.8 * cap[universe].sum():
            valid = f"{session:%Y-%m-%d}"
        if first and valid:
            break
    last = library.inside(factor(library.at(library.sessions[-1]))).notna()
    return valid, first, repr(float(last.sum() / library.universe.iloc[-1].sum()))


def main():
    library = Library()
    rows = [[name, *span(library, factor)] for name, factor in FACTORS.items()]
    pd.DataFrame(rows, columns=["factor", "first_valid_date", "first_value_date", "coverage"]).to_csv(
        HERE / "spans.csv", index=False)
    print(rows)


if __name__ == "__main__":
    main()
