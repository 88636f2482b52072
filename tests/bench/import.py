#!/usr/bin/env python3
"""Import of generated files: the command from its start to its exit, quality rules and the scan included,
each time in a new process and a new home folder. The peer is DuckDB alone, with as many threads, reading the
same file into a table of a new database file. The files are synthetic, drawn from a seed.

usage: import.py --build build/release [--rows 100000 1000000 10000000] [--seed 7] [--runs 3]
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time


def measured(command):
    """Seconds elapsed, seconds of processor, peak memory in MB, the last line of JSON."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed: {out}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(out.splitlines()[-1])


def row(what, rows, figures):
    figures.sort(key=lambda each: each[0])
    seconds, processor, memory, _ = figures[len(figures) // 2]
    print(
        f"{what:34} {rows:>11,} rows {seconds:8.2f} s {rows / seconds:>12,.0f} rows/s"
        f" {processor:8.2f} s of processor {memory:7,.0f} MB",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", required=True)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    files = os.path.join(given.build, "tests", "bench", "import_files")
    program = os.path.join(given.build, "bin", "nautilusd")
    with tempfile.TemporaryDirectory() as folder:
        count = 0
        for rows in given.rows:
            csv = os.path.join(folder, f"synthetic_{rows}.csv")
            parquet = csv.replace(".csv", ".parquet")
            subprocess.run([files, "--make", csv, str(rows), str(given.seed)], check=True)
            subprocess.run([files, "--parquet", csv, parquet], check=True)
            for path in (csv, parquet):
                ours, peers, again = [], [], []
                for _ in range(given.runs):
                    count += 1
                    home = os.path.join(folder, f"home{count}")
                    ours.append(measured([program, "import", "--home", home, path]))
                    taken = ours[-1][3]
                    if taken["rows_imported"] + taken["rows_quarantined"] != rows:
                        sys.exit(f"rows are missing: {taken}")
                    again.append(measured([program, "import", "--home", home, path]))
                    if again[-1][3]["rows_unchanged"] != rows:
                        sys.exit(f"the same file again changed something: {again[-1][3]}")
                    peers.append(measured([files, "--peer", path, os.path.join(folder, f"peer{count}.db")]))
                kind = path.rsplit(".", 1)[1]
                row(f"nautilusd import {kind}", rows, ours)
                row(f"the same {kind} again", rows, again)
                row(f"DuckDB alone {kind}", rows, peers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
