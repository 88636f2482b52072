"""Daily bars of the panel: every row of the source as found, and two ETFs joined from three files."""

import numpy as np
import pandas as pd

from instruments import ETFS, instrument_ids
from sources import PANEL_START, PRICE_BASIS

COLUMNS = ["instrument_id", "session", "open", "high", "low", "close", "adj_close", "volume", "source",
           "source_row"]


def stock_bars(sources):
    ids = instrument_ids(sources)
    frame = sources.panel_prices()
    bars = frame.rename(columns={"Date": "session", "Open": "open", "High": "high", "Low": "low",
                                 "Close": "close", "Adj Close": "adj_close", "Volume": "volume"}).copy()
    bars["instrument_id"] = bars["Name"].map(ids)
    bars["source"] = "yahoo_panel"
    return bars[COLUMNS]


def _shortest(texts):
    """float32 printed as float64 back to the shortest decimal of the same float32; others untouched."""
    numbers = texts.astype(float).to_numpy()
    single = numbers.astype(np.float32)
    return [np.format_float_positional(s, trim="-") if float(s) == n else np.format_float_positional(n)
            for s, n in zip(single, numbers)]


def _window(frame):
    return frame[(frame["session"] >= PANEL_START) & (frame["session"] <= PRICE_BASIS)]


def _yahoo(sources, symbol):
    frame = sources.text(f"etf_daily/katrinajames_{symbol}.csv.gz")
    frame["session"] = frame["Date"].str[:10]
    frame["source_row"] = range(1, len(frame) + 1)
    columns = {"Open": "open", "High": "high", "Low": "low", "Close": "close", "Adj Close": "adj_close"}
    for old, new in columns.items():
        frame[new] = _shortest(frame[old])
    return _window(frame.rename(columns={"Volume": "volume"}).assign(source="yahoo_etf"))


def _alpha_vantage(sources, symbol, anchor):
    """Raw bars; the adjusted close of the other file, scaled to the later file's basis at `anchor`.

    anchor: (session, adjusted close of the later file on it).
    """
    raw = sources.text(f"etf_daily/anjunhao_{symbol}.csv.gz")
    raw = raw.rename(columns=lambda name: name.split(". ")[-1]).rename(columns={"date": "session"})
    raw["source_row"] = range(1, len(raw) + 1)
    adjusted = sources.numbers(f"etf_daily/dsturdy_{symbol}.csv.gz").set_index("Date")["Close"]
    scale = anchor[1] / adjusted[anchor[0]]
    raw["adj_close"] = [f"{value:.6f}" if value == value else ""
                        for value in raw["session"].map(adjusted) * scale]
    raw["volume"] = raw["volume"].astype(float).round().astype("int64").astype(str)
    return _window(raw.assign(source="alpha_vantage_etf"))


def etf_bars(sources):
    ids, parts = instrument_ids(sources), []
    for symbol in sorted(ETFS):
        later = _yahoo(sources, symbol)
        first = later.iloc[0]
        earlier = _alpha_vantage(sources, symbol, (first["session"], float(first["adj_close"])))
        # The later file lacks a few sessions: the earlier one fills these too.
        earlier = earlier[~earlier["session"].isin(set(later["session"]))]
        both = pd.concat([earlier, later]).assign(instrument_id=ids[symbol])
        parts.append(both[COLUMNS])
    return pd.concat(parts)


def panel_bars(sources):
    return pd.concat([stock_bars(sources), etf_bars(sources)], ignore_index=True)
