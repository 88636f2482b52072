#!/usr/bin/env python3
"""Fuzzing and fault rounds against one running server.

usage: run.py --server PATH/nautilusd [--short]
"""
import argparse
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "functional"))
from running_server import Client, Server, run_program  # noqa: E402

SKIPPED = 77
ROUNDS = [  # program, full count, short count
    ("../fuzz/mutated_requests.py", 10_000, 1_000),
    ("early_disconnects.py", 1_000, 300),
    ("slow_connections.py", 600, 200),
    ("malformed_frames.py", 10_000, 1_500),
]
OWN_SERVER = [  # program, option of its count, full count, short count: they kill what they start
    ("kill_anywhere.py", "--kills", 200, 12),
    ("kill_and_restart.py", "--rounds", 30, 3),
    ("kill_books.py", "--kills", 50, 6),
    ("full_disk.py", None, 0, 0),
]


def wait_until_all_is_built(server, seconds=120):
    """The factor models of further universes are built after the start: memory is flat from then on."""
    client = Client(server.address, server.token)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        _, status = client.json("GET", "/factor/status")
        if status["data"]["statistics"]["universes_waiting"] == 0:
            return
        time.sleep(0.1)
    raise RuntimeError("the factor models were not built in time")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--server", required=True)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    failed = 0
    with Server(given.server) as server:
        wait_until_all_is_built(server)
        for program, full, short in ROUNDS:
            count = short if given.short else full
            fine = run_program(
                os.path.join(HERE, program), server, "--count", str(count), "--pid", str(server.pid)
            )
            failed += 0 if fine else 1
    for program, option, full, short in OWN_SERVER:
        count = str(short if given.short else full)
        counted = [option, count] if option else []
        print(f"-- {program} {' '.join(counted)}", flush=True)
        command = [sys.executable, os.path.join(HERE, program), "--server", given.server, *counted]
        failed += 0 if subprocess.run(command, check=False).returncode in (0, SKIPPED) else 1
    print(f"{len(ROUNDS) + len(OWN_SERVER) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
