#!/usr/bin/env python3
"""Writes daily_2015_2020.csv: daily factor returns as fractions, 2015-01-12 to 2020-01-10.

    make_fama_french.py --source DIR

DIR holds factors_fama_french/ with the original files of the Kenneth R. French data library: percent per
day, free text before the header, a footer after the data, -99.99 and -999 for missing.
"""

import argparse
import gzip
from pathlib import Path

import pandas as pd

START, END = "20150112", "20200110"
THREE = "F-F_Research_Data_Factors_daily.CSV.gz"
MOMENTUM = "F-F_Momentum_Factor_daily.CSV.gz"
MISSING = {-99.99, -999.0}
DIGITS = 7  # the source prints at most 3 decimals of a percent: 5 of a fraction, and no rounding happens


def read_daily(path):
    """{date: [values in percent]} of the lines that begin with a date."""
    rows = {}
    with gzip.open(path, "rt") as stream:
        for line in stream:
            cells = [cell.strip() for cell in line.split(",")]
            if len(cells[0]) == 8 and cells[0].isdigit() and START <= cells[0] <= END:
                rows[cells[0]] = [float(cell) for cell in cells[1:] if cell]
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", required=True, type=Path)
    folder = parser.parse_args().source / "factors_fama_french"
    three, momentum = read_daily(folder / THREE), read_daily(folder / MOMENTUM)
    rows = []
    for day in sorted(three):
        mkt_rf, smb, hml, rf = three[day]
        values = [mkt_rf, smb, hml, momentum[day][0], rf]
        if any(value in MISSING for value in values):
            raise ValueError(f"missing value on {day}")
        date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
        rows.append([date, *(f"{round(value / 100, DIGITS):.{DIGITS}g}" for value in values)])
    frame = pd.DataFrame(rows, columns=["date", "mkt_rf", "smb", "hml", "mom", "rf"])
    frame.to_csv(Path(__file__).with_name("daily_2015_2020.csv"), index=False)


if __name__ == "__main__":
    main()
