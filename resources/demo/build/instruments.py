"""Identity of the panel: instruments, companies, aliases, ticker holders, universe spells."""

from pathlib import Path

import pandas as pd

from sources import PANEL_START, PRICE_BASIS

HERE = Path(__file__).parent
FIRST_ID = 1_000_001
VENUE = "XNYS"
ETFS = {"GLD": ("SPDR Gold Shares", "commodities"),
        "TLT": ("iShares 20+ Year Treasury Bond ETF", "bonds")}
# Listed classes of one company, by panel symbol; the first is the one whose id names the company.
CLASSES = [("DISCA", "DISCK"), ("FOXA", "FOX"), ("GOOGL", "GOOG"), ("NWSA", "NWS"), ("UAA", "UA")]
RENAMED_LATER = {"BLL": "BALL", "MMC": "MRSH", "RE": "EG", "ANTM": "ELV", "ABC": "COR", "COG": "CTRA",
                 "PKI": "RVTY", "FB": "META", "CTL": "LUMN"}
NAMES = {"ANSS": "ANSYS", "BHF": "Brighthouse Financial", "DISH": "DISH Network", "DRE": "Duke Realty",
         "DXC": "DXC Technology", "INFO": "IHS Markit", "RE": "Everest Re Group", "FOXA": "Fox Corp. Class A",
         "FOX": "Fox Corp. Class B", "ANDV": "Andeavor", "APTV": "Aptiv", "TPR": "Tapestry"}


def renames():
    return pd.read_csv(HERE / "renames.csv", dtype=str, keep_default_na=False)


def ticker_holders():
    return pd.read_csv(HERE / "ticker_holders.csv", dtype=str, keep_default_na=False)


def instrument_ids(sources):
    """{symbol: id}: stocks in sorted order from 1000001, then the ETFs in sorted order."""
    symbols = sources.panel_symbols() + sorted(ETFS)
    return {symbol: FIRST_ID + place for place, symbol in enumerate(symbols)}


def company_ids(ids):
    companies = dict(ids)
    for first, *others in CLASSES:
        companies.update({symbol: ids[first] for symbol in others})
    return companies


def reference_rows(sources):
    """{panel symbol: {name, cik, sub_2016, sub_2026, folder}} from the three reference lists."""
    former = {row.former_symbol: row.symbol for row in renames().itertuples() if row.symbol != "UAA"}
    later = {new: old for old, new in RENAMED_LATER.items()}
    symbols = set(sources.panel_symbols())
    rows = {symbol: {} for symbol in symbols}
    for row in sources.text("fundamentals_sp500/nyse_securities.csv").to_dict("records"):
        ticker = row["Ticker symbol"]
        symbol = ticker if ticker in symbols else former.get(ticker)
        if symbol:
            rows[symbol].update(name=row["Security"], cik=row["CIK"], sub_2016=row["GICS Sub Industry"])
    path = "core_datasets/s-and-p-500-companies/constituents.csv"
    for row in sources.text(path).to_dict("records"):
        symbol = row["Symbol"] if row["Symbol"] in symbols else later.get(row["Symbol"])
        cik = row["CIK"].zfill(10)
        known = rows.get(symbol, {}).get("cik", cik)
        # A ticker found again nine years later is the same company only if its registrant is the same.
        if symbol and (known == cik or symbol in RENAMED_LATER):
            rows[symbol].setdefault("name", row["Security"])
            rows[symbol].setdefault("cik", cik)
            rows[symbol]["sub_2026"] = row["GICS Sub-Industry"]
    for row in sources.text("equity_sp500_daily_2015_2020/sector_folders.csv").itertuples():
        if row.Name in rows:
            rows[row.Name]["folder"] = row.industry_folder
    return rows


def instruments(sources):
    ids = instrument_ids(sources)
    companies, reference = company_ids(ids), reference_rows(sources)
    rows = []
    for symbol, number in ids.items():
        known = reference.get(symbol, {})
        name, asset = ETFS.get(symbol, (NAMES.get(symbol, known.get("name", symbol)), "equities"))
        rows.append({"instrument_id": number, "company_id": companies[symbol], "symbol": symbol,
                     "name": name, "security_type": "etf" if symbol in ETFS else "stock",
                     "asset_class": asset, "currency": "USD", "calendar": "XNYS", "multiplier": 1,
                     "tick": "0.01", "lot": 1, "cik": known.get("cik", "")})
    return pd.DataFrame(rows)


def last_sessions(sources):
    return sources.panel_prices().groupby("Name")["Date"].max()


def aliases(sources):
    """One row per symbol that an instrument used; bounds [valid_from, valid_to), empty = open."""
    ids, last = instrument_ids(sources), last_sessions(sources)
    former = renames()
    holders = ticker_holders().set_index("symbol")
    rows = []
    for symbol, number in ids.items():
        changes = former[former["symbol"] == symbol]
        start = changes["valid_to"].max() if len(changes) else ""
        end = ""
        if symbol in holders.index:
            start = max(start, holders.loc[symbol, "valid_from"])
            end = holders.loc[symbol, "valid_to"]
        elif symbol in last.index and last[symbol] < PRICE_BASIS:
            end = (pd.Timestamp(last[symbol]) + pd.Timedelta(days=1)).strftime("%Y-%m-%d")
        rows.append((number, symbol, VENUE, start, end))
        rows += [(number, row.former_symbol, VENUE, row.valid_from, row.valid_to)
                 for row in changes.itertuples()]
    return pd.DataFrame(rows, columns=["instrument_id", "symbol", "venue", "valid_from", "valid_to"])


def bar_exclusions(sources):
    """Ranges [valid_from, valid_to) of bars that another holder of the ticker made."""
    ids, rows = instrument_ids(sources), []
    junk_all = {"PX"}
    for row in ticker_holders().itertuples():
        if row.valid_from:
            rows.append((ids[row.symbol], "", row.valid_from, row.reason))
        elif row.symbol in junk_all:
            rows.append((ids[row.symbol], "", "", row.reason))
        else:
            rows.append((ids[row.symbol], row.valid_to, "", row.reason))
    return pd.DataFrame(rows, columns=["instrument_id", "valid_from", "valid_to", "reason"])


def universe_members(sources):
    """S&P 500 spells of panel instruments that touch the panel's years, [valid_from, valid_to).

    The source keeps one row per company under its latest ticker of the time, so a rename does not end a
    spell. A spell that ends after the price basis is open: its end was not known yet. Tickers of a new
    company (Fox) begin with that company.
    """
    ids = instrument_ids(sources)
    holders = ticker_holders().set_index("symbol")["valid_from"].to_dict()
    starts = {"FOX": "2019-03-19", "FOXA": "2019-03-19"}
    rows = []
    for row in sources.text("universe/sp500_ticker_start_end.csv").itertuples():
        if row.ticker not in ids or row.ticker in ETFS:
            continue
        start = max(row.start_date, starts.get(row.ticker, ""), holders.get(row.ticker, ""))
        end = "" if row.end_date > PRICE_BASIS else row.end_date
        if start <= PRICE_BASIS and (not end or end > PANEL_START):
            rows.append(("SP500", ids[row.ticker], start, end, start))
    names = ["universe", "instrument_id", "valid_from", "valid_to", "knowable_at"]
    return pd.DataFrame(rows, columns=names)
