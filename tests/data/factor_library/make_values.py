#!/usr/bin/python3
"""Writes values.csv: what every factor of the library must be for twelve stocks on four sessions.

From the Parquet files of resources/demo with numpy, pandas and scipy alone; no number comes from the program.
An empty cell means that the factor has no value. Run with Debian's python3: ./make_values.py
"""

import pandas as pd
import numpy as np

import economy
import filings
import market
import mixed
import standing
from library import HERE, Library

FAMILIES = {"technical": market.FACTORS, "fundamental": filings.FACTORS, "macro": economy.FACTORS,
            "cross_source": mixed.FACTORS}
DATES = ("2016-06-30", "2017-10-31", "2018-12-24", "2019-12-31")
# AAPL and MSFT: long histories; JPM: a bank; GOOGL, GOOG: two classes of a company; NFLX, NKE: splits;
# PYPL, HPE: listed later; GE: losses; VNO: filed late; CAT: known only as restated.
SYMBOLS = ("AAPL", "MSFT", "JPM", "GOOGL", "GOOG", "NFLX", "NKE", "PYPL", "HPE", "GE", "VNO", "CAT")


def main():
    library = Library()
    columns = [library.demo.symbols.index[library.demo.symbols == s][0] for s in SYMBOLS]
    rows = []
    for date in DATES:
        at = library.at(date)
        values = {(family, name): factor(at) for family, factors in FAMILIES.items()
                  for name, factor in factors.items()}
        values.update(standing.values(at, columns))
        for (family, name), each in values.items():
            cells = ["" if not np.isfinite(v) else repr(float(v)) for v in each[columns]]
            rows.append([family, name, date, *cells])
    frame = pd.DataFrame(rows, columns=["family", "factor", "date", *SYMBOLS])
    frame = frame.sort_values(["family", "factor", "date"], kind="stable")
    frame.to_csv(HERE / "values.csv", index=False)
    empty = (frame[list(SYMBOLS)] == "").sum().sum()
    print(len(frame), "rows,", frame.factor.nunique(), "factors,", empty, "empty cells")


if __name__ == "__main__":
    main()
