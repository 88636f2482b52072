"""The built-in data at one session, for factors of numpy and pandas: what was known then and nothing later.

Reads resources/demo through tests/functional/demo_tables.py (pandas over the Parquet files); macro series and
share counts are joined by pandas' merge_asof on the day from which they were known.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "functional"))

from demo_tables import Demo  # noqa: E402


class Library:
    STOCKS = {"equity", "total_assets", "long_term_debt", "short_term_debt", "preferred_equity",
              "minority_interest", "cash", "current_assets", "current_liabilities", "total_liabilities"}

    def __init__(self):
        self.demo = demo = Demo()
        self.sessions, self.stocks = demo.sessions, demo.close.columns
        self.close, self.volume, self.returns = demo.close, demo.volume, demo.returns
        self.open, self.high, self.low = demo.open, demo.high, demo.low
        self.classes = demo.company.reindex(self.stocks)
        self.share_counts = self._share_counts()
        listed = self.close.notna().T.groupby(self.classes).transform("sum").T.clip(lower=1)
        self.cap = self.close * self.share_counts / listed
        self.turnover = self.volume / (self.share_counts / listed)
        self.company_cap = self.cap.T.groupby(self.classes).transform(lambda c: c.sum(min_count=1)).T
        industry = demo.classes("gics_industry_group")
        self.universe = demo.members() & self.cap.notna() & industry.notna()
        self.risk_free = demo.risk_free()
        weight = self.cap.shift(1).where(self.universe.shift(1, fill_value=False)).where(self.returns.notna())
        self.market = (weight * self.returns).sum(axis=1, min_count=1) / weight.sum(axis=1) - self.risk_free
        months = np.lib.stride_tricks.sliding_window_view(np.log1p(self.returns.to_numpy()), 21, axis=0)
        self.monthly_returns = pd.DataFrame(np.nan, index=self.sessions, columns=self.stocks)
        self.monthly_returns.iloc[20:] = np.expm1(months.sum(axis=-1))
        self.macro, self.figures = {}, {}
        self.row = None

    def _share_counts(self):
        """Shares of the company on the price basis, per session, joined on the day they were known."""
        demo = self.demo
        left = pd.DataFrame({"session": self.sessions})
        out = {}
        for company in self.classes.unique():
            days = sorted({f.knowable_at for c in ("shares_outstanding", "shares_diluted")
                           for f in demo.by_concept.get((company, c), ())})
            counts = pd.DataFrame({"knowable_at": pd.to_datetime(days),
                                   "shares": [demo.shares(company, d) for d in days]})
            joined = pd.merge_asof(left, counts, left_on="session", right_on="knowable_at") if days else None
            out[company] = np.nan if joined is None else joined.shares.to_numpy(float)
        return pd.DataFrame({s: out[self.classes[s]] for s in self.stocks}, index=self.sessions)

    def at(self, day):
        self.day = pd.Timestamp(day)
        self.row = self.sessions.get_loc(self.day)
        return self

    # Windows -----------------------------------------------------------------------------------------

    def nothing(self):
        return pd.Series(np.nan, index=self.stocks)

    def now(self, frame):
        return frame.iloc[self.row]

    def part(self, frame, sessions, skip=0):
        end = self.row - skip + 1
        return frame.iloc[end - sessions:end].to_numpy() if end >= sessions else None

    def over(self, frame, sessions, function, skip=0):
        """function(sessions x stocks) of the stocks that have every value of the window."""
        part = self.part(frame, sessions, skip)
        out = self.nothing()
        if part is None:
            return out
        whole = np.isfinite(part).all(axis=0)
        out[whole] = function(part[:, whole])
        return out.where(np.isfinite(out))

    def tail(self, series, sessions):
        end = self.row + 1
        return series.iloc[end - sessions:end].to_numpy() if end >= sessions else None

    # Filings -----------------------------------------------------------------------------------------

    def _figure(self, name, ago, read):
        if self.row < ago:
            return self.nothing()
        key = name, self.row - ago
        if key not in self.figures:
            day = self.sessions[self.row - ago]
            known = {c: read(c, name, day) for c in self.classes.unique()}
            self.figures[key] = self.classes.map(known).astype(float)
        return self.figures[key]

    def stock(self, name, ago=0):
        return self._figure(name, ago, self.demo.latest)

    def flow(self, name, ago=0):
        return self._figure(name, ago, self.demo.four_quarters)

    def shares(self, ago=0):
        return self.share_counts.iloc[self.row - ago] if self.row >= ago else self.nothing()

    def whole_cap(self):
        return self.now(self.company_cap)

    def dividends(self):
        return pd.Series({s: self.demo.trailing_dividends(s, self.day) for s in self.stocks})

    # The economy -------------------------------------------------------------------------------------

    def level(self, series):
        """Value of the newest period known at each session, in its latest vintage."""
        if series not in self.macro:
            known = self.demo.macro(series).sort_values(["knowable_at", "period_end"], kind="stable")
            known = known[known.period_end >= known.period_end.cummax()]
            joined = pd.merge_asof(pd.DataFrame({"session": self.sessions}), known[["knowable_at", "value"]],
                                   left_on="session", right_on="knowable_at")
            self.macro[series] = pd.Series(joined.value.to_numpy(float), index=self.sessions)
        return self.macro[series]

    # The universe ------------------------------------------------------------------------------------

    def inside(self, values):
        return values.where(self.now(self.universe) & np.isfinite(values))

    def score(self, values):
        """Deviations from the mean of the universe."""
        inside = self.inside(values)
        return (inside - inside.mean()) / inside.std(ddof=1)

    def place(self, values):
        """Mean rank over the number of values, in the universe."""
        return self.inside(values).rank(pct=True)
