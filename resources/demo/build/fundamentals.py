"""Dates, quality and units of the facts: when each became knowable and how far it can be trusted."""

import numpy as np
import pandas as pd

from fundamentals_read import PER_SHARE, SHARES, all_facts
from instruments import CLASSES, company_ids, instrument_ids
from share_counts import restore_splits
from sources import PRICE_BASIS

LAG_DAYS = {"FY": 65, "Q": 45, "YTD": 45}
MATCH_DAYS = 10          # a calendar entry belongs to a period end within so many days
CRAWL_DAYS = 3           # a crawl and an exact filing date so near are the same filing
LATEST_FILING_DAYS = 400
UNIT_FACTOR = 500
SHARES_FACTOR = 2.5
# Concepts that cannot come near zero, so that a tiny value is a unit error.
LEVELS = {"revenue", "total_assets", "total_liabilities", "shares_outstanding", "shares_diluted"}


def _calendar(sources):
    calendar = sources.text("fundamentals_sec/filing_calendar.csv.gz")
    calendar = calendar[["symbol", "period_end", "form", "filed", "quality"]]
    calendar = calendar.rename(columns={"filed": "calendar_filed", "quality": "calendar_quality",
                                        "form": "calendar_form"})
    calendar["day"] = pd.to_datetime(calendar.pop("period_end"))
    calendar["calendar_filed"] = pd.to_datetime(calendar["calendar_filed"])
    return calendar.sort_values(["day", "symbol"], kind="stable")


def _matched(facts, calendar):
    """Calendar entry nearest to each fact's period end, within MATCH_DAYS; same row order as facts."""
    left = facts[["symbol", "period_end"]].reset_index().sort_values(["period_end", "symbol"], kind="stable")
    found = pd.merge_asof(left, calendar, left_on="period_end", right_on="day", by="symbol",
                          direction="nearest", tolerance=pd.Timedelta(days=MATCH_DAYS))
    return found.set_index("index").reindex(facts.index)


def date_facts(sources, facts):
    """Set filed, dated_by and knowable_at, and the form where the source has none."""
    calendar = _calendar(sources)
    found = _matched(facts, calendar)
    annual = _matched(facts, calendar[calendar["calendar_form"] == "10-K"])
    facts["form"] = facts["form"].where(facts["form"] != "", found["calendar_form"].fillna(""))
    exact = found["calendar_quality"].eq("exact")
    undated = facts["filed"].isna()
    near = (found["calendar_filed"] - facts["filed"]).abs() <= pd.Timedelta(days=CRAWL_DAYS)
    crawled = ~facts["exact"] & ~undated
    crawl_only = (crawled & ~(near & exact)) | (undated & annual["calendar_quality"].ne("exact"))
    facts["filed"] = facts["filed"].where(~(crawled & near & exact), found["calendar_filed"])
    facts["filed"] = facts["filed"].where(~undated, annual["calendar_filed"])
    facts["dated_by"] = facts["filed"].notna().map({True: "filing", False: "lag_rule"})
    # A crawl can run a day before the official date: such a filing counts as filed a day later.
    counted = facts["filed"] + pd.to_timedelta(crawl_only.astype(int), unit="D")
    by_filing = sources.session_after(counted).to_numpy()
    year = facts["period_length"].eq("FY") | facts["form"].str.startswith("10-K")
    lag = pd.to_timedelta(np.where(year, LAG_DAYS["FY"], LAG_DAYS["Q"]), unit="D")
    by_rule = sources.session_on_or_after(facts["period_end"] + lag).to_numpy()
    facts["knowable_at"] = np.where(facts["filed"].notna(), by_filing, by_rule)
    return facts


def _flag(facts, rows, name):
    """Add a mark to the comma-separated quality of the chosen rows."""
    old = facts["quality"]
    facts["quality"] = old.where(~rows, np.where(old == "", name, old + "," + name))


def judge(facts):
    """Quality marks by rule; no value is changed or dropped here."""
    lag = (facts["filed"] - facts["period_end"]).dt.days
    _flag(facts, (lag < 0) | (lag > LATEST_FILING_DAYS), "period_suspect")
    size = facts["value"].abs().where(facts["value"] != 0)
    kind = [facts["symbol"], facts["concept"], facts["period_length"].replace("YTD", "Q")]
    ratio = size / size.groupby(kind).transform("median")
    wrong = (ratio > UNIT_FACTOR) | ((ratio < 1 / UNIT_FACTOR) & facts["concept"].isin(LEVELS))
    # A report in wrong units is wrong as a whole.
    report = [facts["symbol"], facts["period_end"], facts["source"]]
    whole = wrong.where(facts["concept"].eq("total_assets"), False).groupby(report).transform("any")
    _flag(facts, wrong | (whole & ~facts["concept"].isin(PER_SHARE)), "unit_suspect")
    return facts


def judge_shares(facts):
    """Mark share counts far from the company's median count once splits are taken out.

    Needs the column `on_basis` (value on the price basis).
    """
    rows = facts["concept"].isin(SHARES)
    basis = facts["on_basis"].where(rows)
    ratio = basis / basis.groupby(facts["symbol"]).transform("median")
    _flag(facts, rows & ((ratio > SHARES_FACTOR) | (ratio < 1 / SHARES_FACTOR)), "shares_outlier")
    return facts


def _fiscal_year(facts):
    """Year of the fiscal year's end; an end in January or February counts to the year before."""
    annual = facts[facts["form"].str.startswith("10-K") & (facts["source"] != "annual_reports_10k")]
    month = annual.groupby("symbol")["period_end"].agg(lambda days: days.dt.month.mode().iloc[0])
    end = facts["symbol"].map(month).fillna(12).astype(int)
    # 4-4-5 years may end some days into the next month.
    day = facts["period_end"] - pd.to_timedelta(MATCH_DAYS, unit="D")
    year = day.dt.year + (day.dt.month > end).astype(int)
    own = (facts["period_length"] == "FY").to_numpy()
    shifted = facts["period_end"] - pd.DateOffset(days=59)
    return np.where(own, shifted.dt.year, year - (end <= 2).astype(int))


def _siblings(facts):
    """Facts of one listed class repeated for the classes that the same source does not list."""
    copies = []
    present = set(zip(facts["symbol"], facts["source"]))
    for symbols in CLASSES:
        for source in sorted(facts["source"].unique()):
            have = [symbol for symbol in symbols if (symbol, source) in present]
            for symbol in symbols:
                if have and symbol not in have:
                    rows = facts[(facts["symbol"] == have[0]) & (facts["source"] == source)]
                    copies.append(rows.assign(symbol=symbol, source=source + ":class"))
    return pd.concat([facts, *copies], ignore_index=True)


def fundamentals(sources, splits):
    """(facts ready to write, inferred splits). splits: the event table, see actions.table_splits."""
    facts = judge(date_facts(sources, all_facts(sources)))
    facts, inferred = restore_splits(sources, facts, splits)
    facts = _siblings(judge_shares(facts))
    facts = facts[facts["knowable_at"] <= pd.Timestamp(PRICE_BASIS)].reset_index(drop=True)
    ids = instrument_ids(sources)
    facts["instrument_id"] = facts["symbol"].map(ids)
    facts["company_id"] = facts["symbol"].map(company_ids(ids))
    facts["fiscal_year"] = _fiscal_year(facts)
    unit = np.where(facts["concept"].isin(PER_SHARE), "USD/share", "USD")
    facts["unit"] = np.where(facts["concept"].isin(SHARES), "shares", unit)
    return facts.assign(accession=""), inferred
