"""Bars with open licences: skfolio's adjusted closes and LEAN's raw daily bars with their factor files.

Both end at the price basis, so that the last session of the catalog is one and the same for all sets.
"""

import pandas as pd

from actions import snapped
from sources import PRICE_BASIS

FIRST_ID = 2_000_001
LEAN = {"aapl": ("Apple", "stock", "equities"),
        "aig": ("American International Group", "stock", "equities"),
        "bac": ("Bank of America", "stock", "equities"),
        "eem": ("iShares MSCI Emerging Markets ETF", "etf", "equities"),
        "goog": ("Alphabet Class C", "stock", "equities"),
        "ibm": ("IBM", "stock", "equities"),
        "iwm": ("iShares Russell 2000 ETF", "etf", "equities"),
        "qqq": ("Invesco QQQ Trust", "etf", "equities"),
        "spy": ("SPDR S&P 500 ETF Trust", "etf", "equities"),
        "uso": ("United States Oil Fund", "etf", "commodities"),
        "wm": ("Waste Management", "stock", "equities")}
BAR = ["instrument_id", "session", "open", "high", "low", "close", "adj_close", "volume", "source",
       "source_row"]


def skfolio_symbols(sources):
    return list(sources.text("skfolio/sp500_dataset.csv.gz", nrows=1).columns[1:])


def open_instruments(sources):
    rows = [("SKFOLIO", symbol, symbol, "stock", "equities") for symbol in skfolio_symbols(sources)]
    rows.append(("SKFOLIO", "SP500", "S&P 500 index level", "index", "equities"))
    rows += [("LEAN", ticker.upper(), *entry) for ticker, entry in LEAN.items()]
    names = ["venue", "symbol", "name", "security_type", "asset_class"]
    frame = pd.DataFrame(rows, columns=names)
    frame["instrument_id"] = range(FIRST_ID, FIRST_ID + len(frame))
    return frame.assign(company_id=frame["instrument_id"], currency="USD", calendar="XNYS", multiplier=1,
                        tick="0.01", lot=1, cik="")


def open_ids(sources):
    frame = open_instruments(sources)
    return dict(zip(zip(frame["venue"], frame["symbol"]), frame["instrument_id"]))


def _map_rows(sources, ticker):
    """[(last day, ticker then)] of LEAN's map file; the first row's day is the first day of all."""
    lines = (sources.root / f"lean/equity/usa/map_files/{ticker}.csv").read_text().split()
    return [(line.split(",")[0], line.split(",")[1]) for line in lines]


def owned(sources, ticker, sessions):
    """True where the file's ticker belonged to this instrument on that session (YYYY-MM-DD)."""
    rows = _map_rows(sources, ticker)

    def ticker_on(day):
        compact = day.replace("-", "")
        return compact >= rows[0][0] and next(name for last, name in rows if compact <= last) == ticker

    return [ticker_on(day) for day in sessions]


def open_aliases(sources):
    """A venue of its own per source; funds also under XNYS, where no panel ticker is in their way."""
    ids, rows = open_ids(sources), []
    for (venue, symbol), number in ids.items():
        if venue == "SKFOLIO":
            rows.append((number, symbol, venue, "", ""))
            continue
        spans = _map_rows(sources, symbol.lower())
        start = f"{spans[0][0][:4]}-{spans[0][0][4:6]}-{spans[0][0][6:]}"
        for last, name in spans[1:] if len(spans) > 1 else spans:
            day = pd.Timestamp(last) + pd.Timedelta(days=1) if last < "2050" else None
            end = day.strftime("%Y-%m-%d") if day else ""
            venues = ("LEAN", "XNYS") if LEAN[symbol.lower()][1] == "etf" else ("LEAN",)
            rows += [(number, name.upper(), place, start, end) for place in venues if end != start]
            start = end
    names = ["instrument_id", "symbol", "venue", "valid_from", "valid_to"]
    return pd.DataFrame(rows, columns=names).drop_duplicates()


def _skfolio(sources, path, ids):
    wide = sources.text(path)
    wide["source_row"] = range(1, len(wide) + 1)
    bars = wide.melt(id_vars=["Date", "source_row"], var_name="symbol", value_name="close")
    bars["instrument_id"] = [ids["SKFOLIO", symbol] for symbol in bars["symbol"]]
    bars = bars.rename(columns={"Date": "session"})
    return bars.assign(adj_close=bars["close"], open="", high="", low="", volume="", source="skfolio")


def _factors(sources, ticker):
    """(day, price factor, split factor): apply to sessions up to and including the day."""
    lines = (sources.root / f"lean/equity/usa/factor_files/{ticker}.csv").read_text().split()
    rows = [line.split(",") for line in lines]
    days = [f"{row[0][:4]}-{row[0][4:6]}-{row[0][6:]}" for row in rows]
    return pd.DataFrame({"day": days, "price": [float(row[1]) for row in rows],
                         "split": [float(row[2]) for row in rows]})


def _lean(sources, ticker, number):
    raw = sources.lean_daily(ticker)
    raw = raw[owned(sources, ticker, raw["session"])]
    factors = _factors(sources, ticker)
    place = factors["day"].searchsorted(raw["session"], side="left").clip(max=len(factors) - 1)
    scale = (factors["price"] * factors["split"]).to_numpy()[place]
    bars = raw.assign(instrument_id=number, source="lean")
    bars["adj_close"] = [f"{value:.6f}" for value in raw["close"] / 10_000 * scale]
    for name in ("open", "high", "low", "close"):
        bars[name] = [f"{value // 10_000}.{value % 10_000:04d}" for value in raw[name]]
    bars["volume"] = raw["volume"].astype(str)
    return bars


def open_bars(sources):
    ids = open_ids(sources)
    parts = [_skfolio(sources, "skfolio/sp500_dataset.csv.gz", ids),
             _skfolio(sources, "skfolio/sp500_index.csv.gz", ids)]
    parts += [_lean(sources, ticker, ids["LEAN", ticker.upper()]) for ticker in LEAN]
    bars = pd.concat(parts, ignore_index=True)[BAR]
    return bars[bars["session"] <= PRICE_BASIS]


def _actions_of(sources, ticker):
    """Splits and dividends that the factor file implies: (type, ex_date, ratio, amount)."""
    raw = sources.lean_daily(ticker)
    sessions = raw["session"][owned(sources, ticker, raw["session"])].reset_index(drop=True)
    close = dict(zip(raw["session"], raw["close"] / 10_000))
    factors, rows = _factors(sources, ticker), []
    for old, new in zip(factors.iloc[:-1].itertuples(), factors.iloc[1:].itertuples()):
        after = sessions[sessions > old.day]
        if old.day not in close or after.empty or after.iloc[0] > PRICE_BASIS:
            continue
        if old.split != new.split:
            ratio = new.split / old.split
            rows.append(("split", after.iloc[0], snapped(ratio) or round(ratio, 6), None))
        step = 1 - old.price / new.price
        if step > 1e-6:
            rows.append(("dividend", after.iloc[0], None, round(close[old.day] * step, 4)))
    return rows


def open_actions(sources):
    ids, rows = open_ids(sources), []
    for ticker in LEAN:
        rows += [(ids["LEAN", ticker.upper()], *action) for action in _actions_of(sources, ticker)]
    frame = pd.DataFrame(rows, columns=["instrument_id", "type", "ex_date", "ratio", "amount"])
    frame["currency"] = frame["amount"].notna().map({True: "USD", False: ""})
    splits = frame[frame["type"] == "split"]
    frame["amount_on_basis"] = [
        row.amount / splits[(splits["instrument_id"] == row.instrument_id)
                            & (splits["ex_date"] > row.ex_date)]["ratio"].prod()
        for row in frame.itertuples()]
    frame["amount_on_basis"] = frame["amount_on_basis"].round(6)
    return frame.assign(knowable_at=frame["ex_date"], source="lean_factor_file", inferred=True)
