#!/usr/bin/env python3
"""Bars of the built-in ticks and daily rows, made with pandas alone: sessions 09:30-16:00 New York, bars
count from the opening, a trade stamped at the close belongs to the last bar, trades outside belong to none.

usage: make_bars.py   (writes the .csv files beside itself; needs DUCKDB_ROOT or the cached library)
"""
import sys
import tempfile
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve().parent
DEMO = HERE.parents[2] / "resources/demo"
sys.path.insert(0, str(DEMO / "build"))

from duckdb_capi import Database  # noqa: E402

DATABASE = Database()
MINUTES = {"1m": 1, "5m": 5, "1h": 60, "390m": 390}


def table(part, name, where="true"):
    with tempfile.NamedTemporaryFile(suffix=".csv") as out:
        DATABASE.run(f"COPY (SELECT * FROM '{DEMO / part / name}.parquet' WHERE {where}) "
                     f"TO '{out.name}' (HEADER, DELIMITER ',')")
        return pd.read_csv(out.name, float_precision="round_trip", low_memory=False)


def instrument(part, symbol, venue):
    aliases = table(part, "aliases", f"symbol = '{symbol}' AND venue = '{venue}'")
    assert len(aliases) == 1
    return int(aliases.instrument_id.iloc[0])


def utc(stamps):
    return pd.DatetimeIndex(stamps).tz_convert("UTC").strftime("%Y-%m-%dT%H:%M:%SZ")


def tick_bars(trades):
    at = pd.to_datetime(trades.at_ns, utc=True).dt.tz_convert("America/New_York")
    day = at.dt.normalize()
    opens, closes = day + pd.Timedelta(hours=9.5), day + pd.Timedelta(hours=16)
    inside = (at >= opens) & (at <= closes)
    trades, at, opens, closes = trades[inside].copy(), at[inside], opens[inside], closes[inside]
    trades["value"] = trades.price * trades["size"]
    out = []
    for name, minutes in MINUTES.items():
        length = pd.Timedelta(minutes=minutes)
        step = (at.where(at < closes, closes - pd.Timedelta(nanoseconds=1)) - opens) // length
        grouped = trades.assign(begin=opens + step * length).groupby("begin", sort=True)
        bars = grouped.agg(open=("price", "first"), high=("price", "max"), low=("price", "min"),
                           close=("price", "last"), volume=("size", "sum"), value=("value", "sum"))
        bars["vwap"] = bars.value / bars.volume
        bars.insert(0, "timestamp", utc(bars.index))
        bars.insert(0, "timeframe", name)
        out.append(bars.drop(columns="value"))
    return pd.concat(out)


def daily_bars(rows):
    rows = rows.sort_values("session")
    factor = rows.adj_close / rows.close
    opens = (pd.to_datetime(rows.session) + pd.Timedelta(hours=9.5)).dt.tz_localize("America/New_York")
    day = pd.DataFrame({"timestamp": utc(opens), "open": rows.open, "high": rows.high, "low": rows.low,
                        "close": rows.close, "volume": rows.volume})
    adjusted = day.copy()
    for name in ("open", "high", "low", "close"):
        adjusted[name] = day[name] * factor
    typical = (rows.high + rows.low + rows.close) / 3
    monday = pd.to_datetime(rows.session).dt.to_period("W-SUN").dt.start_time
    grouped = day.assign(value=typical * rows.volume, monday=monday).groupby("monday", sort=True)
    week = grouped.agg(open=("open", "first"), high=("high", "max"), low=("low", "min"),
                       close=("close", "last"), volume=("volume", "sum"), value=("value", "sum"))
    week["vwap"] = week.value / week.volume
    week.insert(0, "timestamp", week.index.strftime("%Y-%m-%dT00:00:00Z"))
    frames = [("1d", day), ("1d_adjusted", adjusted), ("7d", week.drop(columns="value"))]
    return pd.concat([frame.assign(timeframe=name) for name, frame in frames])


def write(name, frame):
    columns = ["timeframe", "timestamp", "open", "high", "low", "close", "volume", "vwap"]
    frame[columns].to_csv(HERE / name, index=False, lineterminator="\n")


def main():
    ibm = instrument("open", "IBM", "LEAN")
    trades = table("open", "trades", f"instrument_id = {ibm}").sort_values(["at_ns", "source_row"])
    write("ibm_tick_bars.csv", tick_bars(trades))
    # A stretch with a dividend, of the panel's rows.
    aapl = instrument("panel", "AAPL", "XNYS")
    rows = table("panel", "bars_daily",
                 f"instrument_id = {aapl} AND session BETWEEN '2019-10-07' AND '2019-12-27'")
    write("aapl_daily_bars.csv", daily_bars(rows))


if __name__ == "__main__":
    main()
