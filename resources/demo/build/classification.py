"""Sectors, industry groups and sub-industries in one structure: GICS as of September 2018."""

from pathlib import Path

import pandas as pd

from instruments import instrument_ids, reference_rows
from sources import PANEL_START

MAPPING = Path(__file__).parents[2] / "classification/gics_industry_groups.csv"
FOLDERS = {"industrials": "Industrials", "information": "Information Technology", "financial": "Financials",
           "comsumer_Discretionary": "Consumer Discretionary", "health": "Health Care",
           "comsumer_Staples": "Consumer Staples", "realEstate": "Real Estate", "utilities": "Utilities",
           "materials": "Materials", "Energy": "Energy", "communication_Services": "Communication Services"}
# In no list: a life insurer and annuity writer by its own annual report.
STATED_SECTORS = {"BHF": "Financials"}
LISTS = (("sub_2026", "constituents_2026"), ("sub_2016", "securities_2016"))


def mapping():
    """{sub-industry: (industry group, sector)}."""
    table = pd.read_csv(MAPPING, dtype=str, keep_default_na=False)
    return {row.sub_industry: (row.industry_group, row.sector) for row in table.itertuples()}


def classify(known, groups):
    """(sector, industry group, sub-industry, source, source of the sector) of one stock.

    The sector list is from 2019 or later and decides; a sub-industry counts only if it lies in that
    sector. Without a sector list entry the sub-industry's own sector is taken.
    """
    sector = FOLDERS.get(known.get("folder", ""), known.get("stated", ""))
    for field, source in LISTS:
        name = known.get(field, "")
        if name and (not sector or groups[name][1] == sector):
            group, own = groups[name]
            return sector or own, group, name, source, "sector_folders" if sector else source
    return sector, sector, "", "sector_only", "stated" if known.get("stated") else "sector_folders"


def classifications(sources):
    ids, groups = instrument_ids(sources), mapping()
    rows = []
    for symbol, known in sorted(reference_rows(sources).items()):
        known = dict(known, stated=STATED_SECTORS.get(symbol, ""))
        sector, group, name, source, sector_source = classify(known, groups)
        if not sector:
            raise ValueError(f"no sector for {symbol}")
        values = [("gics_sector", sector, sector_source), ("gics_industry_group", group, source)]
        values += [("gics_sub_industry", name, source)] if name else []
        rows += [(ids[symbol], scheme, value, PANEL_START, "", True, origin)
                 for scheme, value, origin in values]
    names = ["instrument_id", "scheme", "value", "valid_from", "valid_to", "hindsight", "source"]
    return pd.DataFrame(rows, columns=names)
