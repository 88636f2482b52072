#!/usr/bin/python3
"""Recomputes exposures of the joint style set from the Parquet files with pandas, compares with /exposures.

Checked for a few seeded sessions: membership of the estimation universe, market cap, industry groups after
merging, size, beta, momentum, short_term_reversal, dividend_yield, earnings_yield, book_to_price and
profitability, each through trimming, standardising, combining and filling.
"""

import sys

import numpy as np
import pandas as pd

from api_client import Api, arguments, flags
from demo_tables import Demo

TOLERANCE = 1e-9
CAP_TOLERANCE = 1e-12


def standardise(raw, cap, universe):
    """Trim at three deviations, cap-weighted mean 0, equal-weighted sample deviation 1 over the universe."""
    mean, deviation = raw[universe].mean(), raw[universe].std(ddof=1)
    trimmed = raw.clip(mean - 3 * deviation, mean + 3 * deviation)
    inside = trimmed[universe].dropna()
    weight = cap[inside.index].dropna()
    centre = np.average(inside[weight.index], weights=weight)
    return (trimmed - centre) / inside.std(ddof=1)


def fill(exposure, size, group, cap, universe):
    """Fitted values of a regression on group dummies and size, weights sqrt(cap), where one is missing."""
    donors = exposure.notna() & universe & group.notna() & (cap > 0) & size.notna()
    names = sorted(group[donors].unique())
    design = np.array([[float(g == n) for n in names] for g in group[donors]])
    design = np.column_stack([design, size[donors]])
    root = np.sqrt(np.sqrt(cap[donors].to_numpy()))
    beta = np.linalg.lstsq(design * root[:, None], exposure[donors].to_numpy() * root, rcond=None)[0]
    out = exposure.copy()
    weight = np.sqrt(cap[donors])
    for i in exposure.index[exposure.isna() & group.notna()]:
        own = donors & (group == group[i]) if group[i] in names else donors
        if pd.isna(size[i]):
            out[i] = np.average(exposure[own], weights=weight[own])
        elif group[i] in names:
            out[i] = beta[names.index(group[i])] + beta[-1] * size[i]
        else:
            shift = size[i] - np.average(size[donors], weights=weight)
            out[i] = np.average(exposure[donors], weights=weight) + beta[-1] * shift
    return out


def merged_groups(industry, sector, cap, universe):
    """Thin industries (effective names below 5) into their sector; a thin pool takes the sector along."""
    inside = universe & cap.notna()

    def effective(names):
        caps = cap[names]
        return caps.sum() ** 2 / (caps**2).sum() if len(caps) else 0.0

    out = industry.copy()
    for name in sector.dropna().unique():
        parts = [i for i in industry[sector == name].dropna().unique()]
        thin = [p for p in parts if effective(inside.index[inside & (industry == p)]) < 5]
        pool = inside.index[inside & industry.isin(thin)]
        if len(pool) and effective(pool) < 5:
            thin = parts
        out[industry.isin(thin)] = name
    return out


def weights(half_life, count):
    return 0.5 ** (np.arange(count)[::-1] / half_life)


class Styles:
    def __init__(self):
        self.demo = demo = Demo()
        self.cap = demo.market_cap()
        self.sector = demo.classes("gics_sector")
        self.industry = demo.classes("gics_industry_group")
        self.universe = demo.members() & self.cap.notna() & self.industry.notna()
        self.rf = demo.risk_free()
        before = self.cap.shift(1).where(self.universe.shift(1, fill_value=False)).where(demo.returns.notna())
        self.market = (before * demo.returns).sum(axis=1) / before.sum(axis=1) - self.rf
        self.company_cap = self.cap.T.groupby(demo.company).transform("sum").T.where(self.cap.notna())

    def window(self, frame, row, count):
        """The last `count` rows up to `row`, and who has enough: history before the window, 80 % present."""
        part = frame.iloc[row - count + 1:row + 1] if row + 1 >= count else None
        if part is None:
            return None, None
        started = frame.iloc[:row - count + 2].notna().any()
        return part, started & (part.notna().mean() >= 0.8)

    def beta(self, row):
        part, enough = self.window(self.demo.returns, row, 252)
        nothing = pd.Series(np.nan, index=self.cap.columns)
        if part is None or pd.isna(self.market.iloc[row - 251]):
            return nothing
        out = {}
        for i in part.columns[enough]:
            y = (part[i] - self.rf[part.index]).to_numpy()
            x = self.market[part.index].to_numpy()
            use = np.isfinite(y) & np.isfinite(x)
            w = weights(63, 252)[use]
            x, y = x[use], y[use]
            x = x - np.average(x, weights=w)
            out[i] = (w * x * y).sum() / (w * x * x).sum()
        return pd.Series(out).reindex(self.cap.columns)

    def momentum(self, row):
        log = np.log1p(self.demo.returns).sub(np.log1p(self.rf), axis=0)
        part, enough = self.window(log, row - 21, 504)
        if part is None:
            return pd.Series(np.nan, index=self.cap.columns)
        w = pd.Series(weights(126, 504), index=part.index)
        total = part.notna().mul(w, axis=0).sum()
        return (part.mul(w, axis=0).sum() / total).where(enough)

    def reversal(self, row):
        part, enough = self.window(np.log1p(self.demo.returns), row, 21)
        if part is None:
            return pd.Series(np.nan, index=self.cap.columns)
        return (-part.sum()).where(enough)

    def ratios(self, row):
        """Raw ratios of reported figures, of names with a known price that day or not."""
        at = self.cap.index[row]
        demo = self.demo
        rows = {}
        for i in self.cap.columns:
            company = demo.company[i]
            known = {c: demo.latest(company, c, at) for c in ("equity", "total_assets")}
            flow = {c: demo.four_quarters(company, c, at) for c in ("net_income", "operating_cash_flow")}
            whole, assets = self.company_cap.loc[at, i], known["total_assets"]
            profit = flow["net_income"] / assets if assets > 0 else np.nan
            rows[i] = {"cetop": flow["operating_cash_flow"] / whole, "etop": flow["net_income"] / whole,
                       "book": known["equity"] / whole, "profit": profit,
                       "yield": demo.trailing_dividends(i, at) / demo.close.loc[at, i]}
        return pd.DataFrame(rows).T

    def at(self, row):
        """{style: (exposure before filling, exposure)} and the groups of one session."""
        cap, universe = self.cap.iloc[row], self.universe.iloc[row]
        group = merged_groups(self.industry, self.sector, cap, universe)
        ratio = self.ratios(row)
        parts = pd.DataFrame({"c": standardise(ratio.cetop, cap, universe),
                              "e": standardise(ratio.etop, cap, universe)})
        share = parts.notna() * [0.6, 0.4]
        earnings = (parts * [0.6, 0.4]).sum(axis=1) / share.sum(axis=1).replace(0, np.nan)
        raw = {"size": np.log(cap), "beta": self.beta(row), "momentum": self.momentum(row),
               "short_term_reversal": self.reversal(row), "dividend_yield": ratio["yield"],
               "earnings_yield": earnings, "book_to_price": ratio.book, "profitability": ratio.profit}
        real = {name: standardise(values, cap, universe) for name, values in raw.items()
                if values.notna().any()}
        out = {"size": (real["size"], real["size"])}
        for name, values in real.items():
            if name != "size":
                out[name] = (values, fill(values, real["size"], group, cap, universe))
        return out, group


def main():
    parser = arguments(__doc__.splitlines()[0])
    parser.add_argument("--dates", type=int, default=3, help="sessions drawn")
    args = parser.parse_args()
    api = Api(args.base, args.token)
    styles = Styles()
    sessions = list(styles.cap.index)
    random = np.random.default_rng(args.seed)
    draw = sorted(random.choice(range(560, len(sessions)), args.dates, replace=False))
    draw = [300, *draw]
    print("seed", args.seed, "sessions", *[f"{sessions[r]:%Y-%m-%d}" for r in draw])
    failures = 0
    for row in draw:
        date = f"{sessions[row]:%Y-%m-%d}"
        answer = api.csv("/api/v1/factor-engine/exposures", date=date, set="joint").set_index("symbol")
        ids = {styles.demo.symbols[i]: i for i in styles.cap.columns}
        order = [ids[s] for s in answer.index]
        cap = styles.cap.iloc[row][order].to_numpy()
        cap_gap = np.nanmax(np.abs(answer.market_cap.to_numpy(float) / cap - 1))
        gaps = {"market_cap": cap_gap / CAP_TOLERANCE * TOLERANCE}
        assert (np.isnan(cap) == answer.market_cap.isna().to_numpy()).all(), f"{date}: other names have a cap"
        inside = styles.universe.iloc[row][order].to_numpy()
        assert (flags(answer.in_estimation_universe) == inside).all(), f"{date}: another universe"
        exposures, group = styles.at(row)
        odd = (group[order].fillna("").to_numpy() != answer.industry.fillna("").to_numpy()).sum()
        if odd:
            gaps["industry"] = np.inf
        for name, (_, expected) in exposures.items():
            ours, theirs = answer[f"style:{name}"].to_numpy(float), expected[order].to_numpy(float)
            same_holes = (np.isnan(ours) == np.isnan(theirs)).all()
            gaps[name] = np.nanmax(np.abs(ours - theirs)) if same_holes else np.inf
        print(date, " ".join(f"{k}={v:.0e}" for k, v in gaps.items()))
        failures += sum(not v < TOLERANCE for v in gaps.values())
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
