"""The two folders of built-in data: which tables, which columns, which order."""

import json

import pandas as pd

import actions
import classification
import fundamentals
import instruments
import macro
import open_bars
import open_ticks
import panel_bars
from output import write_table
from sources import PRICE_BASIS

INSTRUMENTS = {"instrument_id": "BIGINT", "company_id": "BIGINT", "symbol": "VARCHAR", "name": "VARCHAR",
               "security_type": "VARCHAR", "asset_class": "VARCHAR", "currency": "VARCHAR",
               "calendar": "VARCHAR", "multiplier": "INTEGER", "tick": "DECIMAL(9,4)", "lot": "INTEGER",
               "cik": "VARCHAR"}
ALIASES = {"instrument_id": "BIGINT", "symbol": "VARCHAR", "venue": "VARCHAR", "valid_from": "DATE",
           "valid_to": "DATE"}
EXCLUSIONS = {"instrument_id": "BIGINT", "valid_from": "DATE", "valid_to": "DATE", "reason": "VARCHAR"}
CLASSIFICATIONS = {"instrument_id": "BIGINT", "scheme": "VARCHAR", "value": "VARCHAR", "valid_from": "DATE",
                   "valid_to": "DATE", "hindsight": "BOOLEAN", "source": "VARCHAR"}
MEMBERS = {"universe": "VARCHAR", "instrument_id": "BIGINT", "valid_from": "DATE", "valid_to": "DATE",
           "knowable_at": "DATE"}
PRICE = "DECIMAL(12,7)"
BARS = {"instrument_id": "BIGINT", "session": "DATE", "open": PRICE, "high": PRICE, "low": PRICE,
        "close": PRICE, "adj_close": PRICE, "volume": "BIGINT", "source": "VARCHAR", "source_row": "INTEGER"}
ACTIONS = {"instrument_id": "BIGINT", "type": "VARCHAR", "ex_date": "DATE", "ratio": "DOUBLE",
           "amount": "DOUBLE", "amount_on_basis": "DOUBLE", "currency": "VARCHAR", "knowable_at": "DATE",
           "source": "VARCHAR", "inferred": "BOOLEAN"}
FACTS = {"instrument_id": "BIGINT", "company_id": "BIGINT", "concept": "VARCHAR", "period_end": "DATE",
         "period_length": "VARCHAR", "fiscal_year": "INTEGER", "form": "VARCHAR", "filed": "DATE",
         "knowable_at": "DATE", "dated_by": "VARCHAR", "restated": "BOOLEAN", "priority": "SMALLINT",
         "value": "DOUBLE", "unit": "VARCHAR", "split_basis": "DATE", "source": "VARCHAR",
         "accession": "VARCHAR", "quality": "VARCHAR"}
SERIES = {"series": "VARCHAR", "name": "VARCHAR", "units": "VARCHAR", "frequency": "VARCHAR",
          "release_lag_days": "INTEGER", "source": "VARCHAR", "terms": "VARCHAR"}
TRADES = {"instrument_id": "BIGINT", "at_ns": "BIGINT", "price": "DECIMAL(12,4)", "size": "BIGINT",
          "venue": "VARCHAR", "conditions": "VARCHAR", "source": "VARCHAR", "source_row": "INTEGER"}
QUOTES = {"instrument_id": "BIGINT", "at_ns": "BIGINT", "bid": "DECIMAL(12,4)", "bid_size": "BIGINT",
          "ask": "DECIMAL(12,4)", "ask_size": "BIGINT", "source": "VARCHAR", "source_row": "INTEGER"}
OBSERVATIONS = {"series": "VARCHAR", "period_end": "DATE", "knowable_at": "DATE", "vintage": "VARCHAR",
                "value": "DOUBLE"}


class Folder:
    """Writes the tables of one folder and prints what it wrote."""

    def __init__(self, database, path):
        self._database = database
        self._path = path

    def table(self, name, frame, columns, order):
        path = self._path / f"{name}.parquet"
        count = write_table(self._database, frame, path, columns, order)
        print(f"{self._path.name}/{name}: {count} rows, {path.stat().st_size} bytes", flush=True)

    def description(self, **values):
        self._path.mkdir(parents=True, exist_ok=True)
        text = json.dumps(values, indent=2, sort_keys=True) + "\n"
        (self._path / "dataset.json").write_text(text)


def build_panel(sources, folder):
    folder.description(
        name="panel", title="482 stocks of the S&P 500 with TLT and GLD, daily, 2015-01-12 to 2020-01-10",
        price_basis=PRICE_BASIS, calendar="XNYS", survivorship_biased=True, classification_hindsight=True,
        classification_structure="GICS of 2018-09",
        licence_note="Source tree only, never in a package. Sources and terms: SOURCES.md.")
    folder.table("instruments", instruments.instruments(sources), INSTRUMENTS, ["instrument_id"])
    folder.table("aliases", instruments.aliases(sources), ALIASES,
                 ["instrument_id", "valid_from", "symbol", "venue"])
    folder.table("bar_exclusions", instruments.bar_exclusions(sources), EXCLUSIONS,
                 ["instrument_id", "valid_from"])
    folder.table("classifications", classification.classifications(sources), CLASSIFICATIONS,
                 ["instrument_id", "scheme"])
    folder.table("universe_members", instruments.universe_members(sources), MEMBERS,
                 ["universe", "instrument_id", "valid_from"])
    folder.table("bars_daily", panel_bars.panel_bars(sources), BARS,
                 ["instrument_id", "session", "source_row"])
    facts, inferred = fundamentals.fundamentals(sources, actions.known_splits(sources),
                                                actions.table_dividends(sources))
    folder.table("corporate_actions", actions.corporate_actions(sources, inferred), ACTIONS,
                 ["instrument_id", "ex_date", "type", "amount", "ratio"])
    folder.table("fundamentals", facts, FACTS,
                 ["instrument_id", "concept", "period_end", "period_length", "priority", "knowable_at",
                  "source", "form", "value"])


def build_open(sources, folder):
    folder.description(
        name="open", title="Open data: 20 stocks and an index, eleven LEAN instruments, ticks of two, macro series, VIX",
        price_basis=PRICE_BASIS, calendar="XNYS", survivorship_biased=True, classification_hindsight=False,
        series_basis={"lean": "raw prices; splits and dividends in corporate_actions; adjusted close on "
                              "the basis of 2021-03", "skfolio": "adjusted closes, basis 2022-12"},
        licence_note="May be packaged: BSD-3 (skfolio), Apache-2.0 (LEAN), public domain, ODC-PDDL.")
    folder.table("instruments", open_bars.open_instruments(sources), INSTRUMENTS, ["instrument_id"])
    folder.table("aliases", open_bars.open_aliases(sources), ALIASES,
                 ["instrument_id", "valid_from", "symbol", "venue"])
    folder.table("bars_daily", open_bars.open_bars(sources), BARS,
                 ["instrument_id", "session", "source_row"])
    folder.table("corporate_actions", open_bars.open_actions(sources), ACTIONS,
                 ["instrument_id", "ex_date", "type"])
    ticks_in_order = ["instrument_id", "at_ns", "source", "source_row"]
    folder.table("trades", open_ticks.open_trades(sources), TRADES, ticks_in_order)
    folder.table("quotes", open_ticks.open_quotes(sources), QUOTES, ticks_in_order)
    folder.table("macro_series", macro.macro_series(), SERIES, ["series"])
    folder.table("macro_observations", macro.macro_observations(sources), OBSERVATIONS,
                 ["series", "period_end"])
