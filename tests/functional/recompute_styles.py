#!/usr/bin/python3
"""Recomputes exposures of the joint style set from the Parquet files with pandas, compares with /exposures.

Checked for a few seeded sessions: membership of the estimation universe, market cap, industry groups after
merging, and all twelve styles through trimming, standardising, combining, orthogonalising and filling.
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


def combined(parts, shares, cap, universe):
    """Weighted mean of the standardised descriptors that a name has."""
    table = pd.DataFrame({k: standardise(part, cap, universe) for k, part in enumerate(parts)})
    present = table.notna() * shares
    return (table * shares).sum(axis=1) / present.sum(axis=1).replace(0, np.nan)


def orthogonal(y, x, cap, universe):
    """Residual of the cap-weighted regression of y on x over the universe."""
    use = universe & y.notna() & x.notna() & (cap > 0)
    slope, level = np.polyfit(x[use], y[use], 1, w=np.sqrt(cap[use]))
    return y - level - slope * x


def trend(years):
    """Slope per year over mean absolute value of {years ago: value}; at least three of five years."""
    known = {-ago: v for ago, v in years.items() if np.isfinite(v)}
    size = np.mean(np.abs(list(known.values()))) if known else 0
    if len(known) < 3 or not size > 0:
        return np.nan
    return np.polyfit(list(known), list(known.values()), 1)[0] / size


def weights(half_life, count):
    return 0.5 ** (np.arange(count)[::-1] / half_life)


class Styles:
    def __init__(self, demo=None):
        self.demo = demo = demo or Demo()
        self.cap = demo.market_cap()
        self.turnover = demo.volume / (self.cap / demo.close)
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
        """Slope and residual deviation of the excess return on the market's."""
        part, enough = self.window(self.demo.returns, row, 252)
        nothing = pd.Series(np.nan, index=self.cap.columns)
        if part is None or pd.isna(self.market.iloc[row - 251]):
            return nothing, nothing
        slope, deviation = {}, {}
        for i in part.columns[enough]:
            y = (part[i] - self.rf[part.index]).to_numpy()
            x = self.market[part.index].to_numpy()
            use = np.isfinite(y) & np.isfinite(x)
            w = weights(63, 252)[use]
            x, y = x[use] - np.average(x[use], weights=w), y[use] - np.average(y[use], weights=w)
            slope[i] = (w * x * y).sum() / (w * x * x).sum()
            deviation[i] = np.sqrt(np.average((y - slope[i] * x) ** 2, weights=w))
        return pd.Series(slope).reindex(self.cap.columns), pd.Series(deviation).reindex(self.cap.columns)

    def volatility(self, row):
        """Deviation of excess returns; range of the cumulated log excess returns of twelve months."""
        part, enough = self.window(self.demo.returns.sub(self.rf, axis=0), row, 252)
        nothing = pd.Series(np.nan, index=self.cap.columns)
        if part is None:
            return nothing, nothing
        w = pd.Series(weights(42, 252), index=part.index)
        total = part.notna().mul(w, axis=0).sum()
        mean = part.mul(w, axis=0).sum() / total
        daily = np.sqrt(((part - mean) ** 2).mul(w, axis=0).sum() / total)
        log = np.log1p(self.demo.returns).sub(np.log1p(self.rf), axis=0).iloc[row - 251:row + 1]
        months = pd.DataFrame({m: log.iloc[252 - 21 * m:].sum() for m in range(1, 13)})
        high, low = months.max(axis=1), months.min(axis=1)
        spread = (np.log1p(high) - np.log1p(low.clip(lower=-0.999999))).where(low > -1, high - low)
        return daily.where(enough), spread.where(enough)

    def liquidity(self, row):
        out = []
        for count in (21, 63, 252):
            part, enough = self.window(self.turnover, row, count)
            out.append(pd.Series(np.nan, index=self.cap.columns) if part is None
                       else np.log(21 * part.mean()).where(enough))
        return out

    def growth(self, company, at):
        """Trends of earnings and of sales per share over fiscal years."""
        demo = self.demo

        def fresh(concept):
            years = demo.periods(company, concept, ("FY",), at, fresh=False)
            return years if years and (at - years[0][0]).days <= 548 else []

        def place(years, scale):
            out = {}
            for end, fact in years:
                age = (years[0][0] - end).days / 365.25
                ago = round(age)
                if ago < 5 and abs(age - ago) <= 0.1 and not np.isfinite(out.get(ago, np.nan)):
                    out[ago] = scale(fact)
            return out

        counts = [p for c in ("shares_diluted", "shares_outstanding")
                  for p in demo.periods(company, c, ("FY", "instant"), at, fresh=False)]

        def per_share(fact):
            for end, count in counts:
                if abs((end - fact.period_end).days) <= 10 and count.value > 0:
                    return fact.value / (count.value * demo.to_basis(company, count.split_basis))
            return np.nan

        earnings = fresh("eps_diluted") or fresh("eps_basic")
        return (trend(place(earnings, lambda f: f.value / demo.to_basis(company, f.split_basis))),
                trend(place(fresh("revenue"), per_share)))

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
            known = {c: demo.latest(company, c, at)
                     for c in ("equity", "total_assets", "long_term_debt", "short_term_debt")}
            flow = {c: demo.four_quarters(company, c, at) for c in ("net_income", "operating_cash_flow")}
            whole, assets = self.company_cap.loc[at, i], known["total_assets"]
            profit = flow["net_income"] / assets if assets > 0 else np.nan
            equity, debt = known["equity"], known["long_term_debt"]
            short = 0 if np.isnan(known["short_term_debt"]) else known["short_term_debt"]
            earnings, sales = self.growth(company, at)
            rows[i] = {"market_leverage": (whole + debt) / whole, "eps": earnings, "sales": sales,
                       "debt_assets": (debt + short) / assets if assets > 0 else np.nan,
                       "book_leverage": (equity + debt) / equity if equity > 0 else np.nan,
                       "cetop": flow["operating_cash_flow"] / whole, "etop": flow["net_income"] / whole,
                       "book": equity / whole, "profit": profit,
                       "yield": demo.trailing_dividends(i, at) / demo.close.loc[at, i]}
        return pd.DataFrame(rows).T

    def at(self, row):
        """{style: (exposure before filling, exposure)} and the groups of one session."""
        cap, universe = self.cap.iloc[row], self.universe.iloc[row]
        group = merged_groups(self.industry, self.sector, cap, universe)
        ratio = self.ratios(row)
        beta, residual = self.beta(row)
        volatility = combined([*self.volatility(row), residual], [0.75, 0.15, 0.10], cap, universe)
        raw = {"size": np.log(cap), "beta": beta, "momentum": self.momentum(row),
               "liquidity": combined(self.liquidity(row), [0.35, 0.35, 0.30], cap, universe),
               "short_term_reversal": self.reversal(row), "dividend_yield": ratio["yield"],
               "earnings_yield": combined([ratio.cetop, ratio.etop], [0.6, 0.4], cap, universe),
               "leverage": combined([ratio.market_leverage, ratio.debt_assets, ratio.book_leverage],
                                    [0.75, 0.15, 0.10], cap, universe),
               "growth": combined([ratio.eps, ratio.sales], [0.667, 0.333], cap, universe),
               "book_to_price": ratio.book, "profitability": ratio.profit}
        if volatility.notna().any():
            raw["residual_volatility"] = orthogonal(standardise(volatility, cap, universe),
                                                    standardise(beta, cap, universe), cap, universe)
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
