#!/usr/bin/python3
"""Runs the black-box programs of this folder against one server on a temporary home folder.

run.py --nautilusd build/release/bin/nautilusd [PROGRAM ...]; without names all of PROGRAMS.
Exit code 0 = all passed.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = ["recompute_factor_returns.py", "recompute_styles.py", "recompute_risk.py",
            "compare_fama_french.py"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nautilusd", required=True, help="the server's executable")
    parser.add_argument("programs", nargs="*", default=PROGRAMS)
    args = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as home:
        server = subprocess.Popen([args.nautilusd, "serve", "--home", f"{home}/home", "--port", "0"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            ready = json.loads(server.stdout.readline())
            token = Path(ready["token_file"]).read_text().strip()
            for program in args.programs or PROGRAMS:
                begun = time.monotonic()
                code = subprocess.call(["/usr/bin/python3", str(HERE / program), "--base", ready["address"],
                                        "--token", token])
                took = time.monotonic() - begun
                print(f"{program}: {'FAILED' if code else 'passed'} in {took:.1f} s", flush=True)
                if code:
                    failed.append(program)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
