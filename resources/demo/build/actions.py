"""Splits, spin-offs and dividends of the panel, from the event tables and inferred where these are silent.

Basis: panel prices are split-adjusted (spin-offs too) to 2020-01-10. `amount` is the cash paid per share on
the day, `amount_on_basis` the same on the price basis.
"""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd

from instruments import bar_exclusions, instrument_ids
from sources import PRICE_BASIS

NAMES = ["instrument_id", "type", "ex_date", "ratio", "amount", "amount_on_basis", "currency", "knowable_at",
         "source", "inferred"]
SIMPLE = sorted({float(Fraction(n, d)) for n in range(1, 11) for d in (1, 2) if n != d}
                | {1 / n for n in range(2, 11)})
RATIO_NOISE = 1e-4       # the table prints 7.00000700001 for 7
STEP = 2e-5              # smallest relative step of adjusted over plain close that is not rounding
LARGEST_DIVIDEND = 0.2   # of the price; a larger step is no dividend
BASIS_TOLERANCE = 0.004  # of the price ratio that shows on which basis a dividend stands


def snapped(coefficient):
    """The simple ratio that a printed coefficient stands for, or None for a spin-off's odd one."""
    for ratio in SIMPLE:
        if abs(coefficient / ratio - 1) < RATIO_NOISE:
            return ratio
    return None


def table_splits(sources):
    """Rows of the split table: symbol, ex_date, type, ratio (new shares per old)."""
    table = sources.numbers("corporate_actions/splits_2010_2020.csv")
    ratios = [snapped(value) for value in table["split_coefficient"]]
    return pd.DataFrame({"symbol": table["symbol"], "ex_date": table["date"],
                         "type": ["split" if ratio else "spin_off" for ratio in ratios],
                         "ratio": [ratio or round(value, 6)
                                   for ratio, value in zip(ratios, table["split_coefficient"])]})


def stated_splits():
    """Splits that no table and no share count of the sources shows, from stated_splits.csv."""
    table = pd.read_csv(Path(__file__).with_name("stated_splits.csv"))
    return table[["symbol", "ex_date", "ratio"]].assign(type="split", source="stated", inferred=True)


def known_splits(sources):
    """The split table and the stated splits: what brings a share count to the price basis."""
    return pd.concat([table_splits(sources), stated_splits()], ignore_index=True)


def checked_symbols(sources):
    """Symbols for which the event tables are known to speak: they have at least one event there."""
    dividends = sources.text("corporate_actions/dividends_2010_2020.csv.gz", usecols=["symbol"])
    return set(dividends["symbol"]) | set(table_splits(sources)["symbol"])


def later_ratio(splits, symbol, day):
    """Product of all coefficients of `symbol` with an ex-date after `day`."""
    rows = splits[(splits["symbol"] == symbol) & (splits["ex_date"] > day)]
    return float(np.prod(rows["ratio"])) if len(rows) else 1.0


def _on_basis(row, splits, before):
    """Cash on the price basis: by the split product, or by the panel's own price where they disagree."""
    product = later_ratio(splits, row.symbol, row.ex_date)
    close = before.get((row.symbol, row.ex_date))
    if close and row.prev_close_raw > 0:
        shown = row.prev_close_raw / close
        # The close before the ex-date of a same-day split is on the older basis; then the product holds.
        if abs(shown / product - 1) > BASIS_TOLERANCE and abs(row.close_raw / row.prev_close_raw - 1) < 0.3:
            return row.dividend_amount / shown
    return row.dividend_amount / product


def _closes_before(sources):
    frame = sources.panel_prices()
    close = pd.to_numeric(frame["Close"])
    before = close.groupby(frame["Name"]).shift()
    return {key: value for key, value in zip(zip(frame["Name"], frame["Date"]), before) if value == value}


def table_dividends(sources):
    table = sources.numbers("corporate_actions/dividends_2010_2020.csv.gz")
    splits, before = table_splits(sources), _closes_before(sources)
    table["on_basis"] = [_on_basis(row, splits, before) for row in table.itertuples()]
    return pd.DataFrame({"symbol": table["symbol"], "type": "dividend", "ex_date": table["ex_date"],
                         "amount": table["dividend_amount"], "amount_on_basis": table["on_basis"].round(6),
                         "source": "events_table", "inferred": False})


def _own_rows(sources):
    """Panel rows without those of another ticker holder, of zero volume or of a repeated session."""
    frame = sources.panel_prices()[["Name", "Date", "Close", "Adj Close", "Volume"]].copy()
    for name in ("Close", "Adj Close", "Volume"):
        frame[name] = pd.to_numeric(frame[name])
    ids = instrument_ids(sources)
    number = frame["Name"].map(ids)
    keep = (frame["Volume"] > 0) & (frame["Close"] > 0) & ~frame.duplicated(["Name", "Date"])
    for row in bar_exclusions(sources).itertuples():
        inside = (frame["Date"] >= row.valid_from) & ((row.valid_to == "") | (frame["Date"] < row.valid_to))
        keep &= ~((number == row.instrument_id) & inside)
    return frame[keep]


def inferred_dividends(sources, splits):
    """Dividends of symbols without an event table, from steps of adjusted over plain close.

    With r = adjusted / plain close, r(t-1) / r(t) < 1 - 2e-5 marks an ex-date and
    close(t-1) * (1 - r(t-1) / r(t)) is the amount as paid: the source took dividends of before a split
    unscaled (275 of 342 such events of the table agree with the amount paid, 50 with that on the basis).
    """
    checked, rows = checked_symbols(sources), []
    for symbol, part in _own_rows(sources).groupby("Name"):
        if symbol in checked:
            continue
        close, ratio = part["Close"].to_numpy(), (part["Adj Close"] / part["Close"]).to_numpy()
        step = 1 - ratio[:-1] / ratio[1:]
        for place in np.flatnonzero((step > STEP) & (step < LARGEST_DIVIDEND)):
            day, amount = part["Date"].iloc[place + 1], close[place] * step[place]
            on_basis = amount / later_ratio(splits, symbol, day)
            rows.append((symbol, "dividend", day, round(amount, 4), round(on_basis, 4),
                         "adjusted_close_step", True))
    names = ["symbol", "type", "ex_date", "amount", "amount_on_basis", "source", "inferred"]
    return pd.DataFrame(rows, columns=names)


def corporate_actions(sources, inferred_splits):
    """All actions with an ex-date up to the price basis. inferred_splits: see share_counts."""
    ids = instrument_ids(sources)
    splits = pd.concat([table_splits(sources).assign(source="events_table", inferred=False),
                        stated_splits()])
    splits["knowable_at"] = splits["ex_date"]
    splits = pd.concat([part for part in (splits, inferred_splits) if len(part)], ignore_index=True)
    dividends = pd.concat([table_dividends(sources), inferred_dividends(sources, splits)])
    # Declared weeks before, but the declaration date is not known: usable from the ex-date on.
    dividends["knowable_at"] = dividends["ex_date"]
    both = pd.concat([splits, dividends], ignore_index=True)
    both = both[both["ex_date"] <= PRICE_BASIS]
    both["instrument_id"] = both["symbol"].map(ids)
    return both.assign(currency=both["amount"].notna().map({True: "USD", False: ""}))[NAMES]
