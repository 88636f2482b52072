#!/usr/bin/env python3
"""Checks the built-in data: sizes, keys, references, dates, coverage. Exit status 1 if anything fails.

    check_demo.py [--folder DIR] [--duckdb DIR] [--quiet]
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "build"))

from duckdb_capi import Database  # noqa: E402

MIB = 1024 * 1024
LARGEST = {"panel": 20 * MIB, "open": 6 * MIB}
TABLES = {
    "panel": ("instruments", "aliases", "bar_exclusions", "classifications", "universe_members", "bars_daily",
              "corporate_actions", "fundamentals"),
    "open": ("instruments", "aliases", "bars_daily", "corporate_actions", "macro_series",
             "macro_observations", "trades", "quotes"),
}
CONCEPTS = """revenue cost_of_revenue gross_profit operating_income net_income eps_basic eps_diluted
    shares_outstanding shares_diluted dividends_per_share dividends_paid operating_cash_flow capex
    research_and_development sga total_assets current_assets total_liabilities current_liabilities equity cash
    long_term_debt short_term_debt preferred_equity minority_interest depreciation interest_expense
    buybacks""".split()
USABLE = "NOT regexp_matches(coalesce(quality, ''), 'suspect|outlier|other_')"
MEMBER_ON = "valid_from <= DATE '{day}' AND (valid_to IS NULL OR valid_to > DATE '{day}')"
ESTIMATION_MINIMUM = 300

# (what must hold, query whose value must equal the expected one)
EXACT = [
    ("panel stock rows", "SELECT count(*) FROM panel_bars_daily WHERE source = 'yahoo_panel'", "592358"),
    ("panel stocks", "SELECT count(*) FROM panel_instruments WHERE security_type = 'stock'", "482"),
    ("repeated stock sessions, as in the source",
     "SELECT count(*) FROM (SELECT 1 FROM panel_bars_daily GROUP BY instrument_id, session "
     "HAVING count(*) > 1)", "3"),
    ("TLT and GLD sessions", "SELECT count(*) FROM panel_bars_daily b JOIN panel_instruments i "
     "USING (instrument_id) WHERE security_type = 'etf'", "2518"),
    ("SPY sessions of the panel's years", "SELECT count(DISTINCT session) FROM open_bars_daily b "
     "JOIN open_aliases a USING (instrument_id) WHERE a.symbol = 'SPY' AND venue = 'XNYS' "
     "AND session BETWEEN '2015-01-12' AND '2020-01-10'", "1259"),
    ("trades of BAC and IBM, as in the source", "SELECT count(*) FROM open_trades", "145846"),
    ("quotes of IBM, as in the source", "SELECT count(*) FROM open_quotes", "234817"),
    ("days of ticks", "SELECT string_agg(DISTINCT make_timestamp_ns(at_ns)::DATE, ' ' ORDER BY "
     "make_timestamp_ns(at_ns)::DATE) FROM open_trades", "2013-10-07 2013-10-08"),
    ("last session of both folders", "SELECT max(session) FROM (SELECT session FROM panel_bars_daily "
     "UNION ALL SELECT session FROM open_bars_daily)", "2020-01-10"),
]
# (what must not exist, query that counts it)
NONE = [
    ("instrument ids in both folders",
     "SELECT count(*) FROM panel_instruments JOIN open_instruments USING (instrument_id)"),
    ("companies without their first instrument", "SELECT count(*) FROM panel_instruments a WHERE NOT EXISTS "
     "(SELECT 1 FROM panel_instruments b WHERE b.instrument_id = a.company_id)"),
    ("symbols that one venue gives to two instruments at once",
     "WITH a AS (SELECT * FROM panel_aliases UNION ALL SELECT * FROM open_aliases) "
     "SELECT count(*) FROM a x JOIN a y USING (symbol, venue) WHERE x.instrument_id < y.instrument_id "
     "AND coalesce(x.valid_from, DATE '1900-01-01') < coalesce(y.valid_to, DATE '2999-01-01') "
     "AND coalesce(y.valid_from, DATE '1900-01-01') < coalesce(x.valid_to, DATE '2999-01-01')"),
    ("member spells of unknown instruments", "SELECT count(*) FROM panel_universe_members u WHERE NOT EXISTS "
     "(SELECT 1 FROM panel_instruments i WHERE i.instrument_id = u.instrument_id)"),
    ("member spells that overlap", "SELECT count(*) FROM panel_universe_members a "
     "JOIN panel_universe_members b USING (universe, instrument_id) WHERE a.valid_from < b.valid_from "
     "AND coalesce(a.valid_to, DATE '2999-01-01') > b.valid_from"),
    ("stocks without exactly one sector and one industry group",
     "SELECT count(*) FROM (SELECT instrument_id, "
     "sum((scheme = 'gics_sector')::INT) s, sum((scheme = 'gics_industry_group')::INT) g "
     "FROM panel_instruments LEFT JOIN panel_classifications USING (instrument_id) "
     "WHERE security_type = 'stock' GROUP BY ALL HAVING s <> 1 OR g <> 1)"),
    ("facts knowable before the session after their filing",
     "SELECT count(*) FROM panel_fundamentals WHERE knowable_at <= filed"),
    ("facts knowable on a day without a session", "SELECT count(*) FROM (SELECT DISTINCT knowable_at "
     "FROM panel_fundamentals) f WHERE NOT EXISTS "
     "(SELECT 1 FROM open_bars_daily b WHERE b.session = f.knowable_at)"),
    ("undated facts too early", "SELECT count(*) FROM panel_fundamentals WHERE dated_by = 'lag_rule' AND "
     "knowable_at < period_end + INTERVAL 1 DAY * (CASE WHEN period_length IN ('Q', 'YTD') THEN 45 "
     "ELSE 65 END)"),
    ("facts with dated_by against filed", "SELECT count(*) FROM panel_fundamentals "
     "WHERE (dated_by = 'filing') <> (filed IS NOT NULL)"),
    ("usable facts whose period ends after their filing", "SELECT count(*) FROM panel_fundamentals "
     f"WHERE period_end > filed AND {USABLE}"),
    ("facts without a value", "SELECT count(*) FROM panel_fundamentals WHERE value IS NULL OR isnan(value)"),
    ("facts that repeat within one source, form and filing",
     "SELECT count(*) FROM (SELECT 1 FROM panel_fundamentals "
     "WHERE coalesce(quality, '') NOT LIKE '%other_registrant%' GROUP BY instrument_id, concept, "
     "period_end, period_length, form, filed, source, restated HAVING count(*) > 1)"),
    ("actions without ratio or amount", "SELECT count(*) FROM panel_corporate_actions WHERE "
     "CASE WHEN type = 'dividend' THEN amount > 0 AND amount_on_basis > 0 ELSE ratio > 0 END IS NOT TRUE"),
    ("usable panel rows with adjusted over plain close out of (0, 1.001)",
     "SELECT count(*) FROM panel_bars_daily b WHERE volume > 0 AND close > 0 "
     "AND NOT adj_close / close BETWEEN 0.2 AND 1.001 AND NOT EXISTS (SELECT 1 FROM panel_bar_exclusions e "
     "WHERE e.instrument_id = b.instrument_id AND (e.valid_from IS NULL OR session >= e.valid_from) "
     "AND (e.valid_to IS NULL OR session < e.valid_to))"),
    ("ticks of instruments that the folder does not hold",
     "SELECT count(*) FROM (SELECT instrument_id FROM open_trades UNION "
     "SELECT instrument_id FROM open_quotes) t WHERE NOT EXISTS "
     "(SELECT 1 FROM open_instruments i WHERE i.instrument_id = t.instrument_id)"),
    ("trades without a price or size",
     "SELECT count(*) FROM open_trades WHERE price IS NULL OR size IS NULL"),
    ("quotes without any side", "SELECT count(*) FROM open_quotes WHERE bid IS NULL AND ask IS NULL"),
    ("macro values knowable before their period ends", "SELECT count(*) FROM open_macro_observations o "
     "JOIN open_macro_series s USING (series) WHERE knowable_at < period_end + release_lag_days"),
    ("macro observations that repeat", "SELECT count(*) FROM (SELECT 1 FROM open_macro_observations "
     "GROUP BY series, period_end HAVING count(*) > 1)"),
    ("macro observations of unknown series",
     "SELECT count(*) FROM open_macro_observations o WHERE NOT EXISTS "
     "(SELECT 1 FROM open_macro_series s WHERE s.series = o.series)"),
]


class Checks:
    def __init__(self, database, folder, quiet):
        self._database, self._folder, self._quiet = database, folder, quiet
        self.failures = 0

    def say(self, text):
        if not self._quiet:
            print(text)

    def expect(self, holds, text):
        self.say(f"{'ok  ' if holds else 'FAIL'} {text}")
        self.failures += not holds

    def open_tables(self):
        for name, tables in TABLES.items():
            total = sum(path.stat().st_size for path in (self._folder / name).iterdir())
            self.expect(total <= LARGEST[name], f"{name}: {total} bytes of at most {LARGEST[name]}")
            for table in tables:
                path = self._folder / name / f"{table}.parquet"
                self._database.run(f"CREATE VIEW {name}_{table} AS SELECT * FROM read_parquet('{path}')")
                rows = self._database.value(f"SELECT count(*) FROM {name}_{table}")
                self.say(f"     {name}/{table}: {rows} rows, {path.stat().st_size} bytes")

    def invariants(self):
        for text, query, expected in EXACT:
            found = self._database.value(query)
            self.expect(found == expected, f"{text}: {found}")
        for text, query in NONE:
            found = self._database.value(query)
            self.expect(found == "0", f"{text}: {found}")
        names = self._database.rows("SELECT DISTINCT concept FROM panel_fundamentals")
        self.expect({name for name, in names} <= set(CONCEPTS), "concept names")

    def coverage(self):
        """Members with a price, an industry and a knowable share count, at quarter ends."""
        db = self._database
        db.run("CREATE TABLE counts AS SELECT instrument_id, min(knowable_at) AS since "
               f"FROM panel_fundamentals WHERE unit = 'shares' AND {USABLE} GROUP BY 1")
        days = [day for day, in db.rows(
            "SELECT max(session) FROM panel_bars_daily WHERE source = 'yahoo_panel' "
            "GROUP BY year(session), quarter(session) ORDER BY 1")]
        days.insert(0, "2015-01-12")
        self.say("     session     members  priced  with shares")
        for day in days:
            members, priced, usable = self._members(day)
            self.say(f"     {day}  {members:7d} {priced:7d} {usable:7d}  {usable / members:6.1%}")
        first = next(day for day, in db.rows("SELECT DISTINCT session FROM panel_bars_daily ORDER BY 1")
                     if self._members(day)[2] >= ESTIMATION_MINIMUM)
        text = f"{ESTIMATION_MINIMUM} members with price, shares and industry: {first}"
        self.expect(first <= "2015-06-30", text)

    def _members(self, day):
        member = MEMBER_ON.format(day=day)
        row = self._database.rows(
            "SELECT count(*), count(b.instrument_id), count(b.instrument_id) FILTER (c.since <= "
            f"DATE '{day}') FROM panel_universe_members m LEFT JOIN (SELECT DISTINCT instrument_id "
            f"FROM panel_bars_daily x WHERE session = DATE '{day}' AND volume > 0 AND NOT EXISTS (SELECT 1 "
            "FROM panel_bar_exclusions e WHERE e.instrument_id = x.instrument_id "
            f"AND (e.valid_from IS NULL OR DATE '{day}' >= e.valid_from) "
            f"AND (e.valid_to IS NULL OR DATE '{day}' < e.valid_to))) b USING (instrument_id) "
            f"LEFT JOIN counts c USING (instrument_id) WHERE {member}")[0]
        return tuple(int(value) for value in row)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", default=HERE, type=Path, help="folder that holds panel/ and open/")
    parser.add_argument("--duckdb", help="folder with libduckdb.so")
    parser.add_argument("--quiet", action="store_true")
    arguments = parser.parse_args()
    database = Database(arguments.duckdb)
    checks = Checks(database, arguments.folder, arguments.quiet)
    checks.open_tables()
    checks.invariants()
    checks.coverage()
    database.close()
    sys.exit(1 if checks.failures else 0)


if __name__ == "__main__":
    main()
