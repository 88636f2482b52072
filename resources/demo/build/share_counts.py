"""Share counts: restated ones brought back to the filing's own basis, missing splits inferred.

A share count stands on the split basis of the day it was filed (an annual report restates for splits up
to its filing). The annual company facts repeat old years on the basis of later filings; such a row is told
by the splits in between, or by a whole-number jump against the company's own earlier filing.
"""

import numpy as np
import pandas as pd

from fundamentals_read import PER_SHARE, SHARES
from sources import PRICE_BASIS

RESTATED_YEARS = 3.3       # a year is repeated in filings up to so much later
NEAR = 0.25                # relative distance at which a count agrees with the reference
NEAR_WHOLE = 0.12          # the same for a split after the price basis, which no table lists
LAST_YEARS = pd.Timestamp("2017-06-30")  # earlier years are not repeated after the price basis
WHOLE = (2, 3, 4, 5, 6, 7, 8, 10)
SALES_GROWTH = 1.6
INFERRED_TOLERANCE = 0.015
INFERRED_RATIOS = (1.5, 2, 3, 4, 5, 7, 10, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 8, 1 / 10)
INFERRED_SIZE_CHANGE = 0.3


def _split_table(splits):
    true_splits = splits[(splits["type"] == "split") & (splits["ex_date"] <= PRICE_BASIS)]
    return {symbol: sorted(zip(pd.to_datetime(part["ex_date"]), part["ratio"]))
            for symbol, part in true_splits.groupby("symbol")}


def _products_after(table, symbol, day):
    """1 and the running products of the ratios of splits after `day`, with the ex-date of the last."""
    products = [(day, 1.0)]
    for ex_date, ratio in table.get(symbol, []):
        if ex_date > day:
            products.append((ex_date, products[-1][1] * ratio))
    return products


def set_basis(facts, table):
    """split_basis (the day on whose share basis a row stands) and on_basis (on the price basis)."""
    facts["split_basis"] = facts["filed"].where(facts["filed"].notna(), facts["knowable_at"])
    rows = facts.index[facts["concept"].isin(SHARES)]
    facts["on_basis"] = np.nan
    facts.loc[rows, "on_basis"] = [
        value * _products_after(table, symbol, day)[-1][1]
        for symbol, day, value in facts.loc[rows, ["symbol", "split_basis", "value"]].itertuples(index=False)]
    return facts


def _restating_factor(row, reference, table):
    """By which of the company's later splits a count was multiplied after its filing: 1 if by none."""
    products = _products_after(table, row.symbol, row.split_basis)
    latest = row.split_basis + pd.Timedelta(days=365.25 * RESTATED_YEARS)
    ratio = row.value * products[-1][1] / reference
    best = min((product for day, product in products if day <= latest),
               key=lambda product: abs(np.log(ratio / product)))
    return best if abs(ratio / best - 1) < NEAR else 1.0


def _unlisted_factor(row, accepted, sales_jump):
    """The whole number by which a count jumps over the year before, sales not jumping: a split after the
    price basis, which no table lists. 1 if there is none."""
    ratio = row.on_basis / accepted
    near = [number for number in WHOLE if abs(ratio / number - 1) < NEAR_WHOLE]
    return float(near[0]) if near and sales_jump < SALES_GROWTH else 1.0


def _reference(row, others, accepted):
    """On-basis count of the same company filed nearest: as-filed sources first, else its year before."""
    if len(others):
        gap = (others["split_basis"] - row.split_basis).abs()
        if gap.min() <= pd.Timedelta(days=200):
            return others.loc[gap.idxmin(), "on_basis"]
    return accepted


def _restate_company(part, table):
    """{(period_end): factor} for the restated counts of one company."""
    counts = part[part["concept"].isin(SHARES) & ~part["quality"].str.contains("suspect")]
    restated = counts[counts["source"] == "sec_companyfacts"].sort_values("period_end")
    others = counts[(counts["source"] != "sec_companyfacts") & counts["period_length"].eq("FY")]
    sales = part[(part["source"] == "sec_companyfacts") & (part["concept"] == "revenue")]
    sales = sales.set_index("period_end")["value"]
    factors, accepted, before = {}, None, None
    for row in restated.itertuples():
        reference = _reference(row, others, accepted)
        factor = _restating_factor(row, reference, table) if reference else 1.0
        if factor == 1 and accepted and row.period_end >= LAST_YEARS:
            jump = sales.get(row.period_end, 1.0) / (sales.get(before) or np.inf)
            factor = _unlisted_factor(row, accepted, jump)
        if factor != 1:
            factors[row.period_end] = factor
        accepted = row.on_basis / factor
        before = row.period_end
    return factors


def restore_splits(sources, facts, splits):
    """(facts with restated per-share items on their filing's basis, inferred splits)."""
    table = _split_table(splits)
    facts = set_basis(facts, table)
    for symbol, part in facts.groupby("symbol"):
        for period_end, factor in _restate_company(part, table).items():
            same = (facts["symbol"] == symbol) & (facts["period_end"] == period_end)
            same &= facts["source"] == "sec_companyfacts"
            counts, rates = same & facts["concept"].isin(SHARES), same & facts["concept"].isin(PER_SHARE)
            facts.loc[counts, "value"] /= factor
            facts.loc[rates, "value"] *= factor
            changed = counts | rates
            facts.loc[changed, "quality"] = (facts.loc[changed, "quality"] + ",split_restored").str.strip(",")
    facts = set_basis(facts, table)
    return facts, infer_splits(facts, set(table), splits)


def infer_splits(facts, split_symbols, splits):
    """Splits of symbols without any event, from share counts of consecutive annual filings."""
    names = ["symbol", "ex_date", "type", "ratio", "source", "inferred", "knowable_at"]
    annual = facts[(facts["source"] == "annual_reports_10k") & (facts["quality"] == "")]
    sizes = [annual[annual["concept"] == name].set_index(["symbol", "period_end"])["value"]
             for name in ("total_assets", "revenue")]
    rows = []
    for symbol, part in annual[annual["concept"].isin(SHARES)].groupby("symbol"):
        if symbol in split_symbols or symbol in set(splits["symbol"]):
            continue
        part = part.sort_values("period_end")
        for old, new in zip(part.iloc[:-1].itertuples(), part.iloc[1:].itertuples()):
            ratio = new.value / old.value
            # A merger also multiplies shares, but with them assets or sales.
            grown = [size.get((symbol, new.period_end), 0) / size.get((symbol, old.period_end), np.inf)
                     for size in sizes]
            near = [r for r in INFERRED_RATIOS if abs(ratio / r - 1) < INFERRED_TOLERANCE]
            if near and max(abs(g - 1) for g in grown) < INFERRED_SIZE_CHANGE:
                rows.append((symbol, new.split_basis.strftime("%Y-%m-%d"), "split", near[0],
                             "share_count_jump", True, new.knowable_at.strftime("%Y-%m-%d")))
    return pd.DataFrame(rows, columns=names)


def counts_from_dividends(facts, dividends, splits, symbols):
    """Add share counts of companies whose EPS by class gives none: dividends paid in the fiscal year over
    the listed class's dividends per share with ex-dates in it. Within some 5 % (classes may differ in
    dividend, payment follows the ex-date); on the basis of the filing, quality `derived`.
    """
    table = _split_table(splits)
    paid = facts[(facts["concept"] == "dividends_paid") & facts["symbol"].isin(symbols)].copy()
    per_share = []
    for row in paid.itertuples():
        mine = dividends[dividends["symbol"] == row.symbol]
        days = pd.to_datetime(mine["ex_date"])
        year = mine[(days <= row.period_end) & (days > row.period_end - pd.DateOffset(years=1))]
        per_share.append(year["amount_on_basis"].sum())
    paid["on_basis"] = paid["value"] / np.array(per_share)
    later = [_products_after(table, row.symbol, row.split_basis)[-1][1] for row in paid.itertuples()]
    paid["value"] = (paid["on_basis"] / later).round()
    paid = paid[np.isfinite(paid["value"])]
    paid = paid.assign(concept="shares_outstanding", quality="derived", priority=6)
    return pd.concat([facts, paid], ignore_index=True)
