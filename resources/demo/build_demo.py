#!/usr/bin/env python3
"""Builds the built-in data: resources/demo/panel and resources/demo/open, as Parquet.

    build_demo.py --source DIR [--only panel|open] [--out DIR] [--duckdb DIR]

DIR holds the source files under the names that SOURCES.md lists. The same source gives the same bytes.
Needs numpy, pandas and libduckdb.so.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "build"))

from datasets import Folder, build_open, build_panel  # noqa: E402
from duckdb_capi import Database  # noqa: E402
from sources import Sources  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", required=True, help="folder with the source files")
    parser.add_argument("--only", choices=("panel", "open"))
    parser.add_argument("--out", default=HERE, type=Path, help="folder that receives panel/ and open/")
    parser.add_argument("--duckdb", help="folder with libduckdb.so")
    arguments = parser.parse_args()
    database, sources = Database(arguments.duckdb), Sources(arguments.source)
    if arguments.only != "open":
        build_panel(sources, Folder(database, arguments.out / "panel"))
    if arguments.only != "panel":
        build_open(sources, Folder(database, arguments.out / "open"))
    database.close()


if __name__ == "__main__":
    main()
