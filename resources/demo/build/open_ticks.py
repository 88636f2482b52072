"""Trades and quotes of two days in October 2013: LEAN's tick files of IBM and BAC, as traded."""

import zipfile

import numpy as np
import pandas as pd

from open_bars import open_ids

TICKERS = ("bac", "ibm")
TRADE = ["ms", "price", "size", "venue", "conditions", "suspicious"]
QUOTE = ["ms", "bid", "bid_size", "ask", "ask_size", "venue", "conditions", "suspicious"]
DECI_CENTS = 10_000  # prices are integers of a ten-thousandth
MIDNIGHT_ZONE = "America/New_York"


def _files(sources, ticker, kind):
    folder = sources.root / f"lean/equity/usa/tick/{ticker}"
    return sorted(folder.glob(f"*_{kind}.zip")) if folder.is_dir() else []


def _read(sources, path, names):
    """Rows of one file with the instant in UTC and where they stand in it."""
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as stream:
        frame = pd.read_csv(stream, header=None, names=names, dtype=str, keep_default_na=False)
    midnight = pd.Timestamp(path.name[:8]).tz_localize(MIDNIGHT_ZONE)
    frame["at_ns"] = midnight.value + np.rint(frame["ms"].astype(float) * 1_000_000).astype("int64")
    frame["source"] = str(path.relative_to(sources.root / "lean"))
    frame["source_row"] = range(1, len(frame) + 1)
    return frame


def _price(column):
    """Deci-cents as a decimal; a side that is not quoted is 0 there, and missing here."""
    number = column.astype("int64")
    text = (number / DECI_CENTS).map(lambda value: f"{value:.4f}")
    return text.where(number > 0, "")


def _size(price, size):
    return size.where(price.astype("int64") > 0, "")


def _all(sources, kind, names):
    ids, parts = open_ids(sources), []
    for ticker in TICKERS:
        for path in _files(sources, ticker, kind):
            part = _read(sources, path, names)
            parts.append(part.assign(instrument_id=ids[("LEAN", ticker.upper())]))
    return pd.concat(parts, ignore_index=True)


def open_trades(sources):
    frame = _all(sources, "trade", TRADE)
    marked = np.where(frame["suspicious"] == "1", "suspicious", "")
    joined = frame["conditions"].str.cat(marked, sep=" ").str.strip()
    return frame.assign(price=_price(frame["price"]), conditions=joined)


def open_quotes(sources):
    frame = _all(sources, "quote", QUOTE)
    return frame.assign(bid_size=_size(frame["bid"], frame["bid_size"]), bid=_price(frame["bid"]),
                        ask_size=_size(frame["ask"], frame["ask_size"]), ask=_price(frame["ask"]))
