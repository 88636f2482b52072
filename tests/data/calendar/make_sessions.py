#!/usr/bin/python3
"""Writes sessions_2015_2020.csv: the days on which at least 100 stocks of the built-in panel traded.

An independent list of exchange sessions: it comes from prices, not from a calendar.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "resources/demo/build"))

from duckdb_capi import Database  # noqa: E402

rows = Database().rows(
    f"SELECT session FROM '{ROOT}/resources/demo/panel/bars_daily.parquet' WHERE volume > 0 "
    "GROUP BY session HAVING count(*) >= 100 ORDER BY session")
(HERE / "sessions_2015_2020.csv").write_text("session\n" + "".join(f"{r[0]}\n" for r in rows))
print(len(rows), "sessions", rows[0][0], rows[-1][0])
