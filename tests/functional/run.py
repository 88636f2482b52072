#!/usr/bin/python3
"""Runs the black-box programs of this folder against one server on a temporary home folder.

run.py --nautilusd build/release/bin/nautilusd [PROGRAM ...]; without names all of PROGRAMS.
Exit code 0 = all passed.
"""

import argparse
import sys
from pathlib import Path

from running_server import Server, run_program

HERE = Path(__file__).resolve().parent
PROGRAMS = [
    "recompute_factor_returns.py",
    "recompute_styles.py",
    "recompute_risk.py",
    "compare_fama_french.py",
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nautilusd", required=True, help="the server's executable")
    parser.add_argument("programs", nargs="*", default=PROGRAMS)
    args = parser.parse_args()
    with Server(args.nautilusd) as server:
        passed = [run_program(str(HERE / program), server) for program in args.programs or PROGRAMS]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
