#!/usr/bin/env python3
"""A data set of any size for benchmarks: stocks that never existed, drawn from a seed and marked so.

usage: make_synthetic.py --stocks 3000 --sessions 1260 --out DIR [--seed 1]
"""
import argparse
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "resources", "demo", "build"))
from duckdb_capi import Database  # noqa: E402

FIRST_ID = 9_000_001
GROUPS = os.path.join(HERE, "..", "..", "resources", "classification", "gics_industry_groups.csv")
FLOWS = {"net_income": 0.06, "revenue": 0.8, "operating_cash_flow": 0.09}       # per unit of assets and year
LEVELS = {"equity": 0.4, "total_assets": 1.0, "long_term_debt": 0.25, "short_term_debt": 0.05}


def uniform(seed, *parts):
    """A number in (0, 1) that depends on nothing but the seed and the parts."""
    return f"((hash({', '.join((str(seed),) + parts)}) % 9007199254740881 + 0.5) / 9007199254740881.0)"


def normal(seed, *parts):
    return (f"(sqrt(-2 * ln({uniform(seed, *parts, chr(39) + 'a' + chr(39))})) * "
            f"cos(2 * pi() * {uniform(seed, *parts, chr(39) + 'b' + chr(39))}))")


def write(db, out, name, sql):
    db.run(f"COPY ({sql}) TO '{out}/{name}.parquet' (FORMAT parquet, COMPRESSION zstd)")


def make_bars(db, out, seed):
    db.run(f"""CREATE TABLE market AS SELECT day, session, 0.0004 + 0.008 * {normal(seed, "day")} AS r FROM days""")
    db.run(f"""CREATE TABLE paths AS SELECT n, session, day,
        30 * (1 + 9 * {uniform(seed, "n", "1")}) * exp(sum((0.5 + {uniform(seed, "n", "2")}) * r
            + 0.015 * {normal(seed, "n", "day")} - 0.00015) OVER (PARTITION BY n ORDER BY day)) AS close
        FROM stocks, market""")
    write(db, out, "bars_daily", f"""SELECT {FIRST_ID} + n AS instrument_id, session, close * 0.999 AS open,
        close * 1.01 AS high, close * 0.99 AS low, close, close AS adj_close,
        (1e6 * exp({normal(seed, "n", "day", "3")} * 0.4))::BIGINT AS volume, 'synthetic' AS source,
        row_number() OVER () AS source_row FROM paths ORDER BY instrument_id, session""")


def make_reference(db, out, seed):
    db.run(f"""CREATE TABLE groups AS SELECT industry_group, any_value(sector) AS sector,
        row_number() OVER (ORDER BY industry_group) - 1 AS g FROM read_csv('{GROUPS}') GROUP BY industry_group""")
    write(db, out, "instruments", f"""SELECT {FIRST_ID} + n AS instrument_id, {FIRST_ID} + n AS company_id,
        'SYN' || lpad(n::VARCHAR, 5, '0') AS symbol, 'Synthetic ' || n AS name, 'stock' AS security_type,
        'equities' AS asset_class, 'USD' AS currency, 'XNYS' AS calendar, 1.0 AS multiplier, 0.01 AS tick,
        1.0 AS lot, NULL::VARCHAR AS cik FROM stocks""")
    write(db, out, "aliases", f"""SELECT {FIRST_ID} + n AS instrument_id, 'SYN' || lpad(n::VARCHAR, 5, '0') AS symbol,
        'XNYS' AS venue, NULL::DATE AS valid_from, NULL::DATE AS valid_to FROM stocks""")
    write(db, out, "universe_members", f"""SELECT 'SP500' AS universe, {FIRST_ID} + n AS instrument_id,
        NULL::DATE AS valid_from, NULL::DATE AS valid_to, NULL::DATE AS knowable_at FROM stocks""")
    rows = " UNION ALL ".join(
        f"""SELECT {FIRST_ID} + n AS instrument_id, '{scheme}' AS scheme, {column} AS value, NULL::DATE AS valid_from,
        NULL::DATE AS valid_to, true AS hindsight, 'synthetic' AS source FROM stocks
        JOIN groups ON g = hash({seed}, n) % (SELECT count(*) FROM groups)"""
        for scheme, column in (("gics_sector", "sector"), ("gics_industry_group", "industry_group")))
    write(db, out, "classifications", rows)


def make_fundamentals(db, out, seed):
    db.run(f"""CREATE TABLE ends AS SELECT ({FIRST_ID} + n) AS id, n, y * 4 + q AS k, y AS year, q,
        last_day(make_date(y, q * 3, 1)) AS period_end, 1e9 * exp(1.5 * {normal(seed, "n", "4")}) AS size
        FROM stocks, range(2012, 2020) years(y), range(1, 5) quarters(q)""")
    parts = []
    for concept, scale in FLOWS.items():
        for length, condition, share in (("Q", "true", 0.25), ("FY", "q = 4", 1.0)):
            parts.append(f"""SELECT id, '{concept}' AS concept, period_end, '{length}' AS period_length, year, q, 'USD'
                AS unit, size * {scale * share} * (1 + 0.2 * {normal(seed, "n", "k", chr(39) + concept + chr(39))})
                AS value FROM ends WHERE {condition}""")
    for concept, scale in LEVELS.items():
        parts.append(f"""SELECT id, '{concept}' AS concept, period_end, 'instant' AS period_length, year, q, 'USD' AS unit,
            size * {scale} AS value FROM ends""")
    parts.append("""SELECT id, 'shares_outstanding' AS concept, period_end, 'instant' AS period_length, year, q,
        'shares' AS unit, size / 20 AS value FROM ends""")
    parts.append("""SELECT id, 'eps_diluted' AS concept, period_end, 'FY' AS period_length, year, q, 'USD/share' AS unit,
        1 + 0.1 * (year - 2012) AS value FROM ends WHERE q = 4""")
    write(db, out, "fundamentals", f"""SELECT id AS instrument_id, concept, period_end, period_length,
        year::INTEGER AS fiscal_year, CASE WHEN q = 4 THEN '10-K' ELSE '10-Q' END AS form, period_end + 35 AS filed,
        period_end + 36 AS knowable_at, 'filing' AS dated_by, false AS restated, value, unit, 'synthetic' AS source,
        NULL::VARCHAR AS accession, NULL::VARCHAR AS quality, 1::SMALLINT AS priority,
        period_end + 35 AS split_basis FROM ({' UNION ALL '.join(parts)}) ORDER BY instrument_id, concept, period_end""")


def make_dividends(db, out, seed):
    write(db, out, "corporate_actions", f"""SELECT {FIRST_ID} + n AS instrument_id, 'dividend' AS type,
        session AS ex_date, NULL::DOUBLE AS ratio, 0.2 AS amount, 0.2 AS amount_on_basis, 'USD' AS currency,
        session AS knowable_at, 'synthetic' AS source, false AS inferred FROM stocks, days
        WHERE day % 63 = n % 63 AND {uniform(seed, "n", "5")} < 0.5 ORDER BY instrument_id, ex_date""")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stocks", type=int, default=3000)
    parser.add_argument("--sessions", type=int, default=1260)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    os.makedirs(given.out, exist_ok=True)
    db = Database()
    panel = os.path.join(HERE, "..", "..", "resources", "demo", "panel", "bars_daily.parquet")
    db.run(f"CREATE TABLE stocks AS SELECT range AS n FROM range({given.stocks})")
    # The sessions of the built-in panel's calendar, counted back from its end and forth from its start as needed.
    db.run(f"""CREATE TABLE real_days AS SELECT DISTINCT session FROM read_parquet('{panel}')
        WHERE instrument_id = (SELECT instrument_id FROM read_parquet('{panel}') GROUP BY 1
                               ORDER BY count(*) DESC, 1 LIMIT 1)""")
    db.run(f"""CREATE TABLE days AS SELECT session, row_number() OVER (ORDER BY session) AS day FROM (
        SELECT session FROM real_days ORDER BY session DESC LIMIT {given.sessions})""")
    make_reference(db, given.out, given.seed)
    make_bars(db, given.out, given.seed)
    make_fundamentals(db, given.out, given.seed)
    make_dividends(db, given.out, given.seed)
    with open(os.path.join(given.out, "dataset.json"), "w", encoding="utf-8") as file:
        json.dump({"name": "synthetic", "title": f"Generated from seed {given.seed}: no real prices",
                   "price_basis": "2020-01-10", "calendar": "XNYS",
                   "notes": f"{given.stocks} stocks that never existed, for benchmarks"}, file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
