"""The built-in data read with pandas alone, for checks that must not use the program's own code.

Reads the Parquet files of resources/demo through the DuckDB C library and applies the stated rules (see
docs/methods/factor-model.md) in a way of its own: prices as wide frames, facts as sorted lists.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "resources/demo/build"))

from duckdb_capi import Database  # noqa: E402

STALE = pd.Timedelta(days=548)
SAME_PERIOD = pd.Timedelta(days=10)
QUARTER_TOLERANCE = 15
THIN_REACH, THIN_SHARE = 10, 0.25
DAY = pd.Timedelta(days=1)


class Demo:
    def __init__(self, root=ROOT / "resources/demo"):
        self.root = Path(root)
        self.database = Database()
        instruments = self.table("panel", "instruments")
        self.instruments = instruments[instruments.security_type == "stock"].set_index("instrument_id")
        self.symbols = self.instruments.symbol
        self.company = self.instruments.company_id
        self._bars()
        self._actions()
        self._facts()

    def table(self, part, name, dates=()):
        """One Parquet file as a frame; numbers exactly as stored."""
        with tempfile.NamedTemporaryFile(suffix=".csv") as out:
            source = self.root / part / f"{name}.parquet"
            self.database.run(f"COPY (SELECT * FROM '{source}') TO '{out.name}' (HEADER, DELIMITER ',')")
            frame = pd.read_csv(out.name, float_precision="round_trip", low_memory=False)
        for column in frame.columns:
            if frame[column].dtype == object and column in (
                    "session", "period_end", "knowable_at", "filed", "valid_from", "valid_to", "ex_date",
                    "split_basis", *dates):
                frame[column] = pd.to_datetime(frame[column])
        return frame

    # Prices ----------------------------------------------------------------------------------------

    def _bars(self):
        bars = self.table("panel", "bars_daily")
        bars = bars[bars.instrument_id.isin(self.instruments.index)]
        bars = bars.sort_values(["instrument_id", "session", "source_row"], kind="stable")
        bars = bars[self.accepted(bars)].drop_duplicates(["instrument_id", "session"])
        for row in self.table("panel", "bar_exclusions").itertuples():
            start = row.valid_from if pd.notna(row.valid_from) else pd.Timestamp("1900-01-01")
            end = row.valid_to if pd.notna(row.valid_to) else pd.Timestamp("2200-01-01")
            other = (bars.instrument_id == row.instrument_id) & (bars.session >= start) & (bars.session < end)
            bars = bars[~other]
        wide = {f: bars.pivot(index="session", columns="instrument_id", values=f)
                for f in ("open", "high", "low", "close", "adj_close", "volume")}
        columns = list(self.instruments.index)
        self.open, self.high, self.low, self.close = (
            wide[f].reindex(columns=columns).astype(float) for f in ("open", "high", "low", "close"))
        adjusted = wide["adj_close"].reindex(columns=columns).astype(float)
        self.volume = wide["volume"].reindex(columns=columns).astype(float)
        self.sessions = self.close.index
        # A return may bridge at most five sessions without a bar.
        self.returns = adjusted / adjusted.ffill(limit=5).shift(1) - 1

    @staticmethod
    def accepted(bars):
        """Rows that pass the bar rules; thin stretches are judged by the rows up to the row itself."""
        prices = bars[["open", "high", "low", "close", "adj_close"]].astype(float)
        good = (np.isfinite(prices) & (prices > 0)).all(axis=1)
        good &= prices.high >= prices.low
        good &= (prices.close <= prices.high * 1.01) & (prices.close >= prices.low * 0.99)
        silent = (good & ~(bars.volume > 0)).astype(float)
        share = silent.groupby(bars.instrument_id).transform(
            lambda s: s.rolling(THIN_REACH + 1, min_periods=1).mean())
        return good & (silent == 0) & (share < THIN_SHARE)

    # Actions ---------------------------------------------------------------------------------------

    def _actions(self):
        actions = self.table("panel", "corporate_actions")
        splits = actions[actions.type == "split"]
        splits = splits.assign(company=splits.instrument_id.map(self.company))
        splits = splits.drop_duplicates(["company", "ex_date"])
        self.splits = {k: list(zip(g.ex_date, g.ratio)) for k, g in splits.groupby("company")}
        self.dividends = {k: g for k, g in actions[actions.type == "dividend"].groupby("instrument_id")}

    def trailing_dividends(self, instrument, session):
        paid = self.dividends.get(instrument)
        if paid is None:
            return 0.0
        counts = (paid.ex_date <= session) & (paid.knowable_at <= session)
        counts &= session < paid.ex_date + pd.Timedelta(days=365)
        return float(paid.amount_on_basis[counts].sum())

    def to_basis(self, company, day):
        """New shares per share of `day`, on the basis of the prices; splits of any class, once."""
        factor = 1.0
        for ex_date, ratio in self.splits.get(company, ()):
            if ex_date > day:
                factor *= ratio
        return factor

    # Facts -----------------------------------------------------------------------------------------

    def _facts(self):
        facts = self.table("panel", "fundamentals")
        facts = facts[~facts.quality.fillna("").str.contains("suspect|outlier|other_") & facts.value.notna()]
        facts["split_basis"] = facts.split_basis.fillna(facts.knowable_at)
        facts["restated"] = facts.restated.astype(str).str.lower() == "true"
        facts["company"] = facts.instrument_id.map(self.company)
        self.facts = facts[facts.company.notna()]
        newest_first = self.facts.sort_values("period_end", ascending=False, kind="stable")
        self.by_concept = {key: list(group.itertuples())
                           for key, group in newest_first.groupby(["company", "concept"])}

    def periods(self, company, concept, kinds, at, fresh=True):
        """[(period end, best fact)] newest first; first filed before restated, then priority, date."""
        rows = [f for f in self.by_concept.get((company, concept), ())
                if f.knowable_at <= at and f.period_end <= at and f.period_length in kinds
                and (not fresh or at - f.period_end <= STALE)]
        out = []
        while rows:
            newest = rows[0].period_end
            same = [f for f in rows if newest - f.period_end <= SAME_PERIOD]
            rows = rows[len(same):]
            # Of equal rank the one met first in the source's order of value stands.
            best = min(same, key=lambda f: (f.restated, f.priority, f.knowable_at, f.period_end, f.value))
            out.append((newest, best))
        return out

    def latest(self, company, concept, at):
        found = self.periods(company, concept, ("instant", "FY", "Q", "YTD"), at)
        return found[0][1].value if found else np.nan

    def four_quarters(self, company, concept, at):
        years = self.periods(company, concept, ("FY",), at)
        quarters = self.periods(company, concept, ("Q",), at)
        to_date = self.periods(company, concept, ("YTD",), at)
        parts = [p[0][0] for p in (quarters, to_date) if p]
        if years and (not parts or max(parts) <= years[0][0] + SAME_PERIOD):
            return years[0][1].value
        if len(quarters) >= 4:
            gaps = [abs((quarters[0][0] - quarters[i][0]).days - int(365.25 / 4 * i)) for i in range(4)]
            if max(gaps) <= QUARTER_TOLERANCE:
                return sum(quarters[i][1].value for i in range(4))
        if not years:
            return np.nan
        year = years[0][1]
        if to_date and to_date[0][0] > year.period_end:
            target = to_date[0][0] - 365 * DAY
            for end, fact in to_date:
                if abs((end - target).days) <= QUARTER_TOLERANCE:
                    return year.value + to_date[0][1].value - fact.value
        return year.value

    def shares(self, company, at):
        """Outstanding, or diluted if 100 days newer or, of no earlier period, 15 % away; price basis."""
        found = []
        for concept in ("shares_outstanding", "shares_diluted"):
            periods = self.periods(company, concept, ("instant", "FY", "Q", "YTD"), at, fresh=False)
            if periods:
                best = periods[0][1]
                count = best.value * self.to_basis(company, best.split_basis)
                found.append((concept, periods[0][0], best.period_end, count))
        if not found:
            return np.nan
        count = found[0][3]
        if len(found) == 2:
            newer = (found[1][1] - found[0][2]).days
            if newer > 100 or (newer >= -10 and abs(found[1][3] / count - 1) > 0.15):
                count = found[1][3]
        return count if count > 0 else np.nan

    def shares_panel(self):
        """Shares of the listing (company count over its listed classes) on every session."""
        out = pd.DataFrame(np.nan, index=self.sessions, columns=self.close.columns)
        listed = self.close.notna()
        for company, members in self.company.groupby(self.company):
            ids = list(members.index)
            dates = set()
            for concept in ("shares_outstanding", "shares_diluted"):
                dates.update(f.knowable_at for f in self.by_concept.get((company, concept), ()))
            count = pd.Series({d: self.shares(company, d) for d in sorted(dates)}, dtype=float)
            if count.empty:
                continue
            daily = count.reindex(count.index.union(self.sessions)).ffill().reindex(self.sessions)
            classes = listed[ids].sum(axis=1).clip(lower=1)
            for instrument in ids:
                out[instrument] = daily / classes
        return out

    def market_cap(self):
        return self.close * self.shares_panel()

    # Universe and rates ----------------------------------------------------------------------------

    def members(self):
        out = pd.DataFrame(False, index=self.sessions, columns=self.close.columns)
        spells = self.table("panel", "universe_members")
        for spell in spells[spells.universe == "SP500"].itertuples():
            if spell.instrument_id not in out.columns:
                continue
            start = max(spell.valid_from, spell.knowable_at)
            end = spell.valid_to if pd.notna(spell.valid_to) else pd.Timestamp("2200-01-01")
            out.loc[(out.index >= start) & (out.index < end), spell.instrument_id] = True
        return out

    def classes(self, scheme):
        table = self.table("panel", "classifications")
        return table[table.scheme == scheme].set_index("instrument_id").value.reindex(self.close.columns)

    def macro(self, series):
        table = self.table("open", "macro_observations")
        table = table[(table.series == series) & table.value.notna()]
        return table.sort_values(["knowable_at", "period_end"])

    def risk_free(self):
        """FEDFUNDS / 252: the newest month before the session's month that was published by then."""
        rates = self.macro("FEDFUNDS")
        out = []
        for session in self.sessions:
            known = rates[(rates.knowable_at <= session) & (rates.period_end < session.replace(day=1))]
            newest = known.sort_values(["period_end", "knowable_at"]).iloc[-1] if len(known) else None
            out.append(newest.value / 100 / 252 if newest is not None else 0.0)
        return pd.Series(out, index=self.sessions)
