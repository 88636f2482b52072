"""Factors of the library that have code of their own: indicators, ratios, sensitivities, filings, styles.

Their numpy and pandas versions stand in tests/data/factor_calculate and tests/functional; this puts them side
by side for any stock. Exposures that the fill rule put in are left out: they are not the factor's own values.
"""

import sys

import numpy as np
import pandas as pd

from library import HERE

sys.path.insert(0, str(HERE.parent / "factor_calculate"))

import make_goldens as goldens  # noqa: E402
from recompute_styles import Styles  # noqa: E402

ANNUAL_DEADLINE, QUARTER_DEADLINE = 60 + 5, 40 + 5


def technical(at, stock):
    close = at.close[stock].loc[:at.day].dropna()
    returns = at.returns[stock].loc[:at.day][at.close[stock].loc[:at.day].notna()]
    started = np.flatnonzero(returns.isna().to_numpy())[-1]  # a long gap begins a new history
    growth = (1 + returns.iloc[started + 1:]).cumprod().to_numpy()
    growth = np.concatenate([[1.0], growth])
    return {"rsi_14": goldens.rsi(close), "macd_signal": goldens.macd_signal(close),
            "bollinger_position": goldens.bollinger_position(close),
            "momentum_12_1": growth[-22] / growth[-253] - 1 if len(growth) > 252 else np.nan}


def newest_filing(at, stock):
    facts = at.demo.facts
    facts = facts[(facts.company == at.classes[stock]) & (facts.knowable_at <= at.day)]
    dated = facts[facts.dated_by != "lag_rule"].sort_values(["filed", "period_end"], kind="stable")
    return dated.iloc[-1] if len(dated) else None


def regulatory(at, stock):
    newest = newest_filing(at, stock)
    standing = at.demo.periods(at.classes[stock], "equity", ("instant", "FY", "Q", "YTD"), at.day)
    out = {"restatement": float(standing[0][1].restated) if standing else 0.0}
    if newest is None:
        return {**out, "days_since_filing": np.nan, "filing_lag_days": np.nan, "late_filing": np.nan}
    lag = (newest.filed - newest.period_end).days
    deadline = ANNUAL_DEADLINE if str(newest.form).startswith("10-K") else QUARTER_DEADLINE
    return {**out, "days_since_filing": float((at.day - newest.filed).days), "filing_lag_days": float(lag),
            "late_filing": float(lag > deadline)}


def fundamental(at, stock):
    cap, company = at.whole_cap()[stock], at.classes[stock]
    equity = at.demo.latest(company, "equity", at.day)
    income = at.demo.four_quarters(company, "net_income", at.day)
    debt = at.demo.latest(company, "long_term_debt", at.day)
    short = at.demo.latest(company, "short_term_debt", at.day)
    debt += 0 if np.isnan(short) else short
    sound = equity > 0
    return {"pe_ratio": cap / income if income > 0 else np.nan,
            "price_to_book": cap / equity if sound else np.nan,
            "roe": income / equity if sound else np.nan,
            "debt_to_equity": debt / equity if sound else np.nan}


def two_stage(at):
    """Size and value of the second style set: over the universe, nothing filled, deviations with n - 1."""
    def score(x):
        return (x - x[at.now(at.universe)].mean()) / x[at.now(at.universe)].std(ddof=1)

    def log(x):
        return np.log(x.where(x > 0))

    cap = at.whole_cap()
    parts = [score(log(at.stock("equity") / cap)), score(log(at.flow("revenue") / cap)),
             score(at.flow("operating_cash_flow") / cap)]
    return score(pd.concat(parts, axis=1).mean(axis=1))


def styles_of(at):
    if not hasattr(at, "styles"):
        at.styles = Styles(at.demo)
    out, _ = at.styles.at(at.row)
    return out


def quality(at, styles):
    """Mean score of profitability, minus accruals, minus leverage; a missing one leaves the others."""
    accruals = (at.flow("net_income") - at.flow("operating_cash_flow")) / at.stock("total_assets")
    parts = [at.score(styles["profitability"][1]), -at.score(accruals), -at.score(styles["leverage"][1])]
    return pd.concat(parts, axis=1).mean(axis=1)


def values(at, stocks):
    """{(family, id): value per stock}."""
    groups = {"technical": technical, "fundamental": fundamental, "regulatory": regulatory,
              "economic": lambda a, s: goldens.economic(a.demo, s, a.day)}
    out = {}
    for family, function in groups.items():
        for stock in stocks:
            if np.isnan(at.now(at.close)[stock]) and family in ("technical", "economic"):
                continue
            for name, value in function(at, stock).items():
                out.setdefault((family, name), at.nothing())[stock] = value
    styles = styles_of(at)
    for name, (own, _) in styles.items():
        out["style", name] = own
    out["style", "value"] = two_stage(at)
    out["composite", "quality"] = quality(at, styles)
    return out
