#!/usr/bin/python3
"""Writes series.csv and transforms.csv: macro series as factors, by pandas and statsmodels.

transforms.csv: the seven transformations of McCracken and Ng (2016) of a short series with a revision, as a
session would have known them. series.csv: slopes of returns on surprises, twelve stocks, two sessions.
Run with Debian's python3: ./make_series.py
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm

from library import HERE, Library
from make_values import SYMBOLS

DATES = ("2018-12-24", "2019-12-31")
# series, code, kind, sessions of a return, periods of a surprise, window
CASES = (("UNRATE", 2, "beta", 21, 24, 504), ("INDPRO", 5, "beta", 21, 24, 504),
         ("DGS10", 2, "beta", 1, 60, 252), ("CPIAUCSL", 6, "surprise", 21, 12, 252),
         ("DCOILWTICO", 5, "level", 1, 24, 252))


def transform(x, code):
    growth = x / x.shift(1) - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(x.where(x > 0))
    return {1: x, 2: x.diff(), 3: x.diff().diff(), 4: log, 5: log.diff(), 6: log.diff().diff(),
            7: growth.diff()}[code]


def surprise(values, periods):
    before = values.shift(1).rolling(periods)
    return (values - before.mean()) / before.std(ddof=1)


def as_known(observations, sessions, code, periods):
    """Per session, from the vintages that were known then."""
    out, last = [], None
    for session in sessions:
        known = observations[observations.knowable_at <= session]
        if last is None or len(known) != last[0]:
            ordered = known.sort_values("knowable_at", kind="stable")
            x = ordered.groupby("period_end").value.last().sort_index()
            x = transform(x, code)
            x = surprise(x, periods) if periods else x
            last = len(known), x.iloc[-1] if len(x) else np.nan
        out.append(last[1])
    return pd.Series(out, index=sessions)


def slopes(y, x):
    """statsmodels' least squares, one regression per stock with whole windows."""
    out = np.full(y.shape[1], np.nan)
    for k in range(y.shape[1]):
        if np.isfinite(y[:, k]).all() and np.isfinite(x).all():
            out[k] = sm.OLS(y[:, k], sm.add_constant(x)).fit().params[1]
    return out


def factor(library, series, code, kind, sessions, periods, window):
    returns = library.returns if sessions == 1 else library.monthly_returns
    level = as_known(library.demo.macro(series), library.sessions, code, 0)
    news = as_known(library.demo.macro(series), library.sessions, code, periods)
    out = {}
    for date in DATES:
        at = library.at(date)
        beta = pd.Series(slopes(at.part(returns, window), at.tail(news, window)), index=at.stocks)
        if kind == "beta":
            out[date] = beta
        elif kind == "surprise":
            out[date] = at.score(beta) * news[at.day]
        else:
            tail = at.tail(level, window)
            out[date] = at.score(beta) * (tail[-1] - tail.mean()) / tail.std(ddof=1)
    return out


def short_series():
    """Quarterly values; the third is revised; one row per session on which something became known."""
    days = pd.to_datetime(["2019-01-31", "2019-02-28", "2019-03-29", "2019-04-30", "2019-05-31",
                           "2019-06-28"])
    rows = [("2018-12-31", 0, 100.0), ("2019-01-31", 1, 102.5), ("2019-02-28", 2, 101.0),
            ("2019-02-28", 3, 101.75), ("2019-03-31", 4, 104.0), ("2019-04-30", 5, 110.25)]
    frame = pd.DataFrame([(pd.Timestamp(p), days[k], v) for p, k, v in rows],
                         columns=["period_end", "knowable_at", "value"])
    out = []
    for code in range(1, 8):
        for periods in (0, 2):
            for session, value in as_known(frame, days, code, periods).items():
                out.append([code, periods, f"{session:%Y-%m-%d}",
                            "" if not np.isfinite(value) else repr(float(value))])
    table = pd.DataFrame(out, columns=["code", "periods", "session", "value"])
    table.to_csv(HERE / "transforms.csv", index=False)
    return len(table)


def main():
    print(short_series(), "transformed values")
    library = Library()
    columns = [library.demo.symbols.index[library.demo.symbols == s][0] for s in SYMBOLS]
    rows = []
    for case in CASES:
        for date, values in factor(library, *case).items():
            cells = ["" if not np.isfinite(v) else repr(float(v)) for v in values[columns]]
            rows.append([*case, date, *cells])
    header = ["series", "code", "kind", "return_sessions", "periods", "window", "date", *SYMBOLS]
    pd.DataFrame(rows, columns=header).to_csv(HERE / "series.csv", index=False)
    print(len(rows), "rows of factors")


if __name__ == "__main__":
    main()
