#!/usr/bin/python3
"""Takes in files of every layout by the command line, reads them back by an export, and compares with pandas.

import_samples.py --nautilusd build/release/bin/nautilusd
Exit code 0 = all held. The files and their sources: tests/data/import/README.md.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy
import pandas

DATA = Path(__file__).resolve().parents[1] / "data" / "import"
FAILURES = []


def hold(condition, what):
    print(f"{'ok   ' if condition else 'FAIL '} {what}", flush=True)
    if not condition:
        FAILURES.append(what)


class Home:
    """One home folder; every file has a data set of its own."""

    def __init__(self, program, folder):
        self.program, self.folder, self.count = program, Path(folder), 0

    def take(self, path, *options):
        self.count += 1
        dataset = f"sample{self.count}"
        done = subprocess.run(
            [self.program, "import", "--home", self.folder / "home", "--dataset", dataset, *options,
             DATA / path],
            capture_output=True, text=True, timeout=300)
        lines = done.stdout.splitlines()
        taken_in = done.returncode == 0 and len(lines) == 1
        hold(taken_in, f"{path}: taken in {'' if taken_in else done.stdout}")
        return dataset, json.loads(lines[0]) if done.returncode == 0 else {}

    def export(self, dataset, what):
        out = self.folder / f"{dataset}_{what}.csv"
        done = subprocess.run(
            [self.program, "export", "--home", self.folder / "home", "--what", what, "--dataset", dataset,
             "--out", out],
            capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            hold(False, f"{dataset}: export of {what}: {done.stderr}")
            return pandas.DataFrame()
        return pandas.read_csv(out, keep_default_na=False, na_values=[""])


def same(a, b):
    return bool(numpy.isclose(float(a), float(b), rtol=1e-12, atol=0))


def counts(path, report, kind, rows, instruments=None, kept_aside=0):
    hold(report.get("kind") == kind, f"{path}: is {kind} ({report.get('kind')})")
    hold(report.get("rows_read") == rows, f"{path}: {rows} rows ({report.get('rows_read')})")
    hold(report.get("rows_quarantined") == kept_aside,
         f"{path}: {kept_aside} kept aside ({report.get('rows_quarantined')})")
    if instruments is not None:
        hold(report.get("instruments") == instruments, f"{path}: {instruments} instruments")


def check_bars(home):
    """path, how pandas reads it, close column, symbol column or None"""
    cases = [("made_up/panel_high_low_open_close.csv", {}, "Close", "Name"),
             ("made_up/alpha_CCC.csv", {}, "4. close", None),
             ("made_up/midnight_DDD.csv", {}, "Close", None),
             ("made_up/closes_EEE.csv", {}, "Close", None),
             ("made_up/actions_with_prices_FFF.csv", {}, "close", None),
             ("arch/sp500.csv", {}, "Close", None),
             ("core_datasets/vix-daily.csv", {}, "CLOSE", None)]
    for path, how, close, symbol in cases:
        wanted = pandas.read_csv(DATA / path, **how)
        dataset, report = home.take(path)
        counts(path, report, "bars", len(wanted), wanted[symbol].nunique() if symbol else 1)
        bars = home.export(dataset, "bars")
        hold(same(bars["close"].sum(), wanted[close].sum()), f"{path}: sum of closes")
    actions = home.export("sample5", "corporate_actions").set_index("type")
    hold(same(actions.loc["dividend", "amount"], 0.25) and same(actions.loc["split", "ratio"], 2),
         "the dividend and the split beside the prices")


def check_wide(home):
    for path, kind, value in [("skfolio_stocks.csv.gz", "bars", "close"),
                              ("pyportfolioopt_stock_prices.csv.gz", "bars", "close")]:
        wanted = pandas.read_csv(DATA / path, index_col=0)
        cells = int(wanted.notna().sum().sum())
        dataset, report = home.take(path)
        counts(path, report, kind, cells, int(wanted.notna().any().sum()))
        back = home.export(dataset, "bars")
        hold(same(back[value].sum(), wanted.sum().sum()), f"{path}: sum of closes")
    path = "pyfolio_positions.csv"
    wanted = pandas.read_csv(DATA / path, index_col=0)
    dataset, report = home.take(path)
    counts(path, report, "portfolios", int(wanted.notna().sum().sum()), wanted.shape[1])


def check_macro(home):
    """Blanks of a long file are kept as blank observations; those of a wide one are no rows."""
    for path in ("UNRATE.csv", "GDP.csv", "DGS10.csv", "arch/core-cpi.csv", "core_datasets/gold_monthly.csv"):
        wanted = pandas.read_csv(DATA / path)
        dataset, report = home.take(path)
        counts(path, report, "macro", len(wanted))
        back = home.export(dataset, "macro")
        hold(same(back["value"].sum(), wanted.iloc[:, 1].sum()), f"{path}: sum of values")
    for path, how in [
            ("core_datasets/cpiai.csv", {}), ("core_datasets/quarter.csv", {}),
            ("made_up/factors_with_text.CSV", {"skiprows": 3, "nrows": 4, "na_values": [-99.99]}),
            ("made_up/monthly_with_transform.csv", {"skiprows": [1]})]:
        wanted = pandas.read_csv(DATA / path, index_col=0, **how)
        dataset, report = home.take(path)
        hold(report.get("kind") == "macro", f"{path}: is macro")
        back = home.export(dataset, "macro").dropna(subset=["value"])
        hold(len(back) == int(wanted.notna().sum().sum()), f"{path}: every value")
        hold(same(back["value"].sum(), wanted.sum().sum()), f"{path}: sum of values")


def check_others(home):
    path = "sec_quarterly.csv"
    wanted = pandas.read_csv(DATA / path)
    items = wanted[["net_income", "total_assets", "equity", "operating_cf", "capex", "free_cash_flow"]]
    dataset, report = home.take(path)
    counts(path, report, "fundamentals", int(items.notna().sum().sum()), wanted["symbol"].nunique())
    back = home.export(dataset, "fundamentals")
    hold(same(back["value"].sum(), items.sum().sum()), f"{path}: sum of values")
    path = "made_up/annual_semicolons.csv"
    dataset, report = home.take(path)
    counts(path, report, "fundamentals", 5, 2)
    filed = home.export(dataset, "fundamentals")
    hold((filed["dated_by"] == "filing").all() and same(filed["value"].sum(), 4250), f"{path}: filed values")
    path = "core_datasets/constituents.csv"
    wanted = pandas.read_csv(DATA / path)
    dataset, report = home.take(path)
    counts(path, report, "instruments", len(wanted), len(wanted))
    names = home.export(dataset, "instruments")
    hold(sorted(names["name"]) == sorted(wanted["Security"]), f"{path}: names")
    path = "made_up/sector_folders.csv"
    counts(path, home.take(path)[1], "classifications", 2, 2)
    path = "made_up/dividends.csv"
    dataset, report = home.take(path)
    counts(path, report, "corporate_actions", 2, 2)
    hold(same(home.export(dataset, "corporate_actions")["amount"].sum(), 0.75), f"{path}: amounts")
    path = "made_up/ticks.csv"
    dataset, report = home.take(path)
    counts(path, report, "ticks", 2, 1)
    hold(same(home.export(dataset, "quotes")["bid"].sum(), 20.05), f"{path}: bids")


def check_universes(home):
    path = "sp500_ticker_start_end.csv"
    wanted = pandas.read_csv(DATA / path, keep_default_na=False)
    dataset, report = home.take(path)
    counts(path, report, "universe", len(wanted), wanted["ticker"].nunique())
    back = home.export(dataset, "universe")
    hold(back["valid_to"].notna().sum() == (wanted["end_date"] != "").sum(), f"{path}: ended spells")
    path = "sp500_changes.csv"
    wanted = pandas.read_csv(DATA / path, keep_default_na=False)
    inside, spells = set(), 0
    for _, change in wanted.iterrows():
        for symbol in filter(None, (s.strip() for s in change["remove"].split(","))):
            spells += symbol not in inside  # a member since before the list begins
            inside.discard(symbol)
        for symbol in filter(None, (s.strip() for s in change["add"].split(","))):
            spells += 1
            inside.add(symbol)
    dataset, report = home.take(path)
    counts(path, report, "universe", spells)
    back = home.export(dataset, "universe")
    hold(int(back["valid_to"].isna().sum()) == len(inside), f"{path}: members at its end")


def check_workbook(home):
    path = "made_up_prices.xlsx"
    wanted = pandas.read_excel(DATA / path, skiprows=2)
    dataset, report = home.take(path)
    counts(path, report, "bars", len(wanted), wanted["Symbol"].nunique(), int(wanted["Close"].isna().sum()))
    back = home.export(dataset, "bars")
    hold(same(back["close"].sum(), wanted["Close"].sum()), f"{path}: sum of closes")
    days = pandas.to_datetime(wanted.loc[wanted["Close"].notna(), "Date"]).dt.strftime("%Y-%m-%d")
    hold(sorted(back["date"]) == sorted(days), f"{path}: days")


class Lean:
    """The folder of LEAN data, unpacked, and pandas' view of it."""

    def __init__(self, folder):
        zipfile.ZipFile(DATA / "lean.zip").extractall(folder)
        self.folder = folder

    def table(self, name, columns):
        archive = zipfile.ZipFile(self.folder / "equity/usa" / name)
        text = archive.read(archive.namelist()[0])
        return pandas.read_csv(io.BytesIO(text), header=None, names=columns)

    def with_factors(self, daily, ticker):
        """Closes, adjusted closes and volumes by the factor file: the first row on or after the day."""
        path = self.folder / f"equity/usa/factor_files/{ticker}.csv"
        factors = pandas.read_csv(path, header=None, names=["last", "price", "split", "reference"])
        day = daily["time"].str[:8].astype(int)
        at = numpy.searchsorted(factors["last"].to_numpy(), day.to_numpy())
        price, split = factors["price"].to_numpy()[at], factors["split"].to_numpy()[at]
        close = daily["close"].to_numpy() / 1e4
        return close * split, close * price * split, daily["volume"].to_numpy() / split


BAR = ["time", "open", "high", "low", "close", "volume"]


def check_lean(home):
    lean = Lean(home.folder / "lean_data")
    dataset, report = home.take(lean.folder)
    hold(report.get("kind") == "lean", "lean: recognised")
    check_lean_days(home, lean, dataset)
    check_lean_minutes(home, lean, dataset)
    done = subprocess.run(
        [home.program, "import", "--home", home.folder / "home", "--dataset", dataset, lean.folder],
        capture_output=True, text=True, timeout=300)
    said = json.loads(done.stdout)
    hold(said["rows_unchanged"] == said["rows_read"] == report["rows_read"], "lean: again changes nothing")


def check_lean_days(home, lean, dataset):
    bars = home.export(dataset, "bars")
    aapl = bars[bars["symbol"] == "AAPL"].sort_values("date")
    close, adjusted, volume = lean.with_factors(lean.table("daily/aapl.zip", BAR), "aapl")
    for name, wanted in (("close", close), ("adj_close", adjusted), ("volume", volume)):
        hold(len(aapl) == len(wanted) and numpy.allclose(aapl[name], wanted, rtol=1e-12, atol=0),
             f"lean: {name} by the factor file")
    ratio = aapl["close"].to_numpy()[1:] / aapl["close"].to_numpy()[:-1]
    within = aapl["date"].str[:4].to_numpy()[1:] == aapl["date"].str[:4].to_numpy()[:-1]
    hold((numpy.abs(ratio[within] - 1) < 0.15).all(), "lean: no jump where 7:1 and 4:1 splits were")
    fb = lean.table("daily/fb.zip", BAR)["time"].str[:4].astype(int)
    hold((bars["symbol"] == "FB").sum() == (fb >= 2012).sum(), "lean: FB is Facebook's rows alone")
    hold((bars["symbol"] == "FB.1").sum() == (fb < 2012).sum(), "lean: the FB before is FB.1")
    goog = lean.table("daily/goog.zip", BAR)["time"].str[:8].astype(int)
    hold((bars["symbol"] == "GOOGL").sum() == (goog <= 20140402).sum(),
         "lean: GOOG before April 2014 is GOOGL")
    splits = home.export(dataset, "corporate_actions")
    splits = splits[(splits["symbol"] == "AAPL") & (splits["type"] == "split")].set_index("ex_date")["ratio"]
    hold(splits.get("2014-06-09") == 7 and splits.get("2020-08-31") == 4, "lean: splits of 7 and 4")


def check_lean_minutes(home, lean, dataset):
    minutes = home.export(dataset, "intraday")
    for name, period in [("minute/spy/20131007_trade.zip", 60), ("second/ibm/20131007_trade.zip", 1),
                         ("hour/spy.zip", 3600)]:
        wanted = lean.table(name, BAR)
        got = minutes[minutes["source"] == "equity/usa/" + name]
        hold(len(got) == len(wanted) and (got["period_ns"] == period * 10**9).all(), f"lean: rows of {name}")
        hold(same(got["close"].sum(), wanted["close"].sum() / 1e4), f"lean: closes of {name}")
    first = minutes[minutes["source"].str.contains("minute/spy")]["closes_at"].min()
    hold(first.startswith("2013-10-07 13:31:00"), "lean: 9:30 in New York's summer")
    trades = lean.table("tick/ibm/20131007_trade.zip", ["ms", "price", "size", "venue", "conditions", "bad"])
    hold(same(home.export(dataset, "trades")["price"].sum(), trades["price"].sum() / 1e4), "lean: trades")
    quotes = home.export(dataset, "quotes")
    ticks = lean.table("tick/ibm/20131007_quote.zip", ["ms", "bid", "bids", "ask", "asks", "v", "c", "bad"])
    of_bars = lean.table("minute/ibm/20131008_quote.zip",
                         ["ms", *(side + part for side in ("b", "a") for part in ("o", "h", "l", "c", "s"))])
    hold(len(quotes) == len(ticks) + len(of_bars), "lean: quotes")
    hold(same(quotes["ask"].sum(), (ticks["ask"].sum() + of_bars["ac"].sum()) / 1e4), "lean: asks")


def check_profiles(home):
    path = "made_up/closes_EEE.csv"
    dataset, _ = home.take(path, "--save-profile", "closes", "--map", "Close=adj_close")
    dataset, report = home.take(path, "--profile", "closes")
    hold(any("there is no column for close" in each for each in report.get("warnings", [])),
         "the profile's columns are used")
    done = subprocess.run(
        [home.program, "import", "--home", home.folder / "home", "--profile", "none", DATA / path],
        capture_output=True, text=True, timeout=300)
    hold(done.returncode == 2, "an unknown profile is not understood")
    done = subprocess.run([home.program, "import", "--home", home.folder / "home", DATA / "made_up"],
                          capture_output=True, text=True, timeout=300)
    hold(done.returncode == 2 and "LEAN" in done.stdout, "a folder of something else is not understood")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nautilusd", required=True)
    program = parser.parse_args().nautilusd
    with tempfile.TemporaryDirectory() as folder:
        home = Home(program, folder)
        for check in (check_bars, check_wide, check_macro, check_others, check_universes, check_workbook,
                      check_lean, check_profiles):
            check(home)
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
