"""Dates, quality and units of the facts: when each became knowable and how far it can be trusted."""

import numpy as np
import pandas as pd

from fundamentals_read import PER_SHARE, SHARES, all_facts
from instruments import CLASSES, company_ids, instrument_ids
from share_counts import counts_from_dividends, restore_splits
from sources import PRICE_BASIS

LAG_DAYS = {"FY": 65, "Q": 45, "YTD": 45}
MATCH_DAYS = 10          # a calendar entry belongs to a period end within so many days
CRAWL_DAYS = 3           # a crawl and an exact filing date so near are the same filing
LATEST_FILING_DAYS = 400
REPORT_DAYS = {"10-Q": 100, "10-K": 150}  # a first report on an older period carries a wrong period end
YOUNGEST_REPORT = 5      # days, the same for a younger one
ANNUAL_SPAN = ("2011-07-01", "2017-06-30")  # period ends that the undated annual file claims to hold
SMALLEST_COUNT = 5e6     # no company of the index has fewer shares: less is a unit error
UNIT_FACTOR = 500
SHARES_FACTOR = {True: 1.8, False: 2.5}  # derived counts, stated counts
# First filing of the instrument's own company under a ticker that another registrant used before.
REGISTRANT_SINCE = {"FOX": "2019-03-12", "FOXA": "2019-03-12", "JCI": "2016-09-06"}
# These report EPS by class of shares, and the file adds the classes up.
OTHER_CLASS_EPS = {"V", "HSY", "STZ", "DISCA", "DISCK", "UA", "UAA"}
SUBSIDIARY_SIZE = 2 / 3  # of two reports on one period under one ticker, the smaller is a subsidiary's
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


def _judge_periods(facts):
    lag = (facts["filed"] - facts["period_end"]).dt.days
    wrong = (lag < 0) | (lag > LATEST_FILING_DAYS)
    first = facts["source"].eq("pystock_reports") & ~facts["restated"]
    wrong |= first & ((lag < YOUNGEST_REPORT) | (lag > facts["form"].map(REPORT_DAYS)))
    annual = facts["source"].eq("annual_reports_10k")
    wrong |= annual & ~facts["period_end"].between(*ANNUAL_SPAN)
    _flag(facts, wrong & ~facts["quality"].str.contains("period_suspect"), "period_suspect")


def _judge_registrants(facts):
    """A ticker's facts of before the instrument's own company filed are another registrant's."""
    for symbol, day in REGISTRANT_SINCE.items():
        _flag(facts, facts["symbol"].eq(symbol) & (facts["filed"] < day), "other_registrant")
    assets = facts["value"].where(facts["concept"].eq("total_assets"))
    reports = facts["source"].eq("pystock_reports") & ~facts["restated"]
    period = [facts["symbol"], facts["period_end"], facts["source"]]
    largest = assets.where(reports).groupby(period).transform("max")
    own = assets.groupby(facts["report"].where(reports, -1)).transform("max")
    _flag(facts, reports & (own < largest * SUBSIDIARY_SIZE), "other_registrant")


def _judge_classes(facts):
    """EPS that the report gives for another class than the listed one, and counts derived from it."""
    of_eps = facts["concept"].isin(SHARES | {"eps_basic", "eps_diluted"})
    _flag(facts, of_eps & facts["symbol"].isin(OTHER_CLASS_EPS) & facts["source"].eq("pystock_reports"),
          "other_class")


def judge(facts):
    """Quality marks by rule; no value is changed or dropped here."""
    _judge_periods(facts)
    _judge_registrants(facts)
    _judge_classes(facts)
    few = facts["concept"].isin(SHARES) & (facts["value"] < SMALLEST_COUNT)
    size = facts["value"].abs().where((facts["value"] != 0) & ~few)
    kind = [facts["symbol"], facts["concept"], facts["period_length"].replace("YTD", "Q")]
    ratio = size / size.groupby(kind).transform("median")
    wrong = few | (ratio > UNIT_FACTOR) | ((ratio < 1 / UNIT_FACTOR) & facts["concept"].isin(LEVELS))
    # A report in wrong units is wrong as a whole.
    report = [facts["symbol"], facts["period_end"], facts["source"]]
    whole = wrong.where(facts["concept"].eq("total_assets"), False).groupby(report).transform("any")
    _flag(facts, wrong | (whole & ~facts["concept"].isin(PER_SHARE)), "unit_suspect")
    return facts


def judge_shares(facts):
    """Mark share counts far from the company's median count once splits are taken out.

    Stated counts of the company facts are not judged: a merger may well multiply them. Needs the column
    on_basis (value on the price basis).
    """
    rows = facts["concept"].isin(SHARES)
    own = ~facts["quality"].str.contains("unit_suspect|other_")
    basis = facts["on_basis"].where(rows & own)
    ratio = basis / basis.groupby(facts["symbol"]).transform("median")
    limit = facts["quality"].str.contains("derived").map(SHARES_FACTOR)
    judged = rows & (facts["source"] != "sec_companyfacts")
    _flag(facts, judged & ((ratio > limit) | (ratio < 1 / limit)), "shares_outlier")
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
    """Facts of one listed class repeated for the classes that the same source does not list then."""
    copies = []
    key = ["concept", "period_end", "period_length"]
    for symbols in CLASSES:
        company = facts[facts["symbol"].isin(symbols)]
        for source, rows in company.groupby("source"):
            for symbol in symbols:
                mine = rows["symbol"] == symbol
                own = pd.MultiIndex.from_frame(rows.loc[mine, key])
                lacking = rows[~mine & ~pd.MultiIndex.from_frame(rows[key]).isin(own)]
                copies.append(lacking.assign(symbol=symbol, source=source + ":class"))
    return pd.concat([facts, *copies], ignore_index=True)


def fundamentals(sources, splits, dividends):
    """(facts ready to write, inferred splits).

    splits, dividends: see actions.known_splits and actions.table_dividends.
    """
    facts = judge(date_facts(sources, all_facts(sources)))
    facts, inferred = restore_splits(sources, facts, splits)
    facts = counts_from_dividends(facts, dividends, splits, OTHER_CLASS_EPS)
    facts = _siblings(judge_shares(facts))
    facts = facts[facts["knowable_at"] <= pd.Timestamp(PRICE_BASIS)].reset_index(drop=True)
    ids = instrument_ids(sources)
    facts["instrument_id"] = facts["symbol"].map(ids)
    facts["company_id"] = facts["symbol"].map(company_ids(ids))
    facts["fiscal_year"] = _fiscal_year(facts)
    unit = np.where(facts["concept"].isin(PER_SHARE), "USD/share", "USD")
    facts["unit"] = np.where(facts["concept"].isin(SHARES), "shares", unit)
    return facts.assign(accession=""), inferred
