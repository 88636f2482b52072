#!/usr/bin/env python3
"""All style exposures of generated stocks from a catalog, each time in a new process; import and start
of the built-in data.

usage: cold.py --build build/release [--stocks 3000] [--sessions 1260] [--runs 3]
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "functional"))
from running_server import Server  # noqa: E402


def exposures(given, folder):
    program = os.path.join(given.build, "tests", "bench", "cold_exposures")
    catalog, data = os.path.join(folder, "catalog.duckdb"), os.path.join(folder, "data")
    subprocess.run(
        [
            "/usr/bin/python3",
            os.path.join(HERE, "make_synthetic.py"),
            "--stocks",
            str(given.stocks),
            "--sessions",
            str(given.sessions),
            "--out",
            data,
        ],
        check=True,
    )
    subprocess.run([program, catalog, "--import", data], check=True)
    for _ in range(given.runs):
        subprocess.run([program, catalog], check=True)


def starts(given):
    server = os.path.join(given.build, "bin", "nautilusd")
    with tempfile.TemporaryDirectory() as home:
        for what in ["first start with import", "second start", "third start"]:
            begun = time.monotonic()
            running = Server(server, home=os.path.join(home, "home")).start()
            print(f"{what}: ready after {time.monotonic() - begun:.2f} s")
            print(f"  stopped in {running.stop():.2f} s")


def first_picture(given):
    """The desktop from its start to the first panel with data, offscreen, with and without the import."""
    program = os.path.join(given.build, "bin", "nautilus-workstation")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    with tempfile.TemporaryDirectory() as home:
        for what in ["with import", "without"]:
            begun = time.monotonic()
            ran = subprocess.run(
                [program, "--home", os.path.join(home, "home"), "--port", "0", "--time-start"],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            )
            figures = json.loads(ran.stdout.splitlines()[-1])
            wait = figures["first_picture_ms"] - figures["imported_ms"]
            print(
                f"desktop {what}: import until {figures['imported_ms'] / 1000:.2f} s,"
                f" first picture {wait / 1000:.2f} s later, whole process {time.monotonic() - begun:.2f} s"
            )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", required=True)
    parser.add_argument("--stocks", type=int, default=3000)
    parser.add_argument("--sessions", type=int, default=1260)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    starts(given)
    first_picture(given)
    with tempfile.TemporaryDirectory() as folder:
        exposures(given, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
