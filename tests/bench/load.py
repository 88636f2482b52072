#!/usr/bin/env python3
"""Load of one running server by wrk: health, and /factors/calculate with symbols and dates drawn by a seed,
also while a whole-universe run is going on, and of 100 symbols in every category.

usage: load.py --server PATH/nautilusd [--seconds 8] [--seed 20200110]
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "functional"))
from running_server import Server  # noqa: E402

REQUESTS = 400
SCRIPT = """
local bodies = {%s}
local at = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer %s"
request = function()
  at = at %% #bodies + 1
  return wrk.format(nil, nil, nil, bodies[at])
end
"""


def ask(server, path, body=None):
    request = urllib.request.Request(
        server.address + path, data=None if body is None else json.dumps(body).encode()
    )
    request.add_header("Authorization", "Bearer " + server.token)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["data"]


def wrk(server, path, connections, seconds, script=None):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    if script:
        command += ["-s", script]
    done = subprocess.run(command + [server.address + path], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        if any(word in line for word in ("50%", "99%", "Requests/sec", "Socket errors", "Non-2xx")):
            print("  " + line.strip())


def calculate_script(server, seed, symbols=3):
    rng = random.Random(seed)
    stocks = [row[1] for row in ask(server, "/api/v1/factor-engine/exposures?date=2018-01-02")["rows"]]
    days = [row[0] for row in ask(server, "/api/v1/data-catalog/bars?symbol=AAPL&start=2016-01-04")["rows"]]
    bodies = [
        json.dumps({"symbols": rng.sample(stocks, symbols), "as_of": rng.choice(days)})
        for _ in range(REQUESTS)
    ]
    quoted = ",".join("[==[" + body + "]==]" for body in bodies)
    file = tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False)
    file.write(SCRIPT % (quoted, server.token))
    file.close()
    return file.name


def keep_running(server, stop):
    """Whole-universe runs, one after the other, until told to stop."""
    runs = 0
    while not stop.is_set():
        job = ask(server, "/api/v1/factor-engine/runs", {"kind": "joint"})["job_id"]
        while ask(server, f"/api/v1/jobs/{job}")["state"] in ("queued", "running"):
            stop.wait(0.05)
        runs += 1
    print(f"  whole-universe runs meanwhile: {runs}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--server", required=True)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--seed", type=int, default=20200110)
    given = parser.parse_args()
    with Server(given.server) as server:
        for connections in (64, 1000):
            print(f"GET /factor/health, {connections} connections")
            wrk(server, "/factor/health", connections, given.seconds)
        script = calculate_script(server, given.seed)
        print(f"POST /factors/calculate, 3 symbols, 64 connections, seed {given.seed}")
        wrk(server, "/factors/calculate", 64, given.seconds, script)
        print("the same while whole-universe runs are going on")
        stop = threading.Event()
        runner = threading.Thread(target=keep_running, args=(server, stop))
        runner.start()
        wrk(server, "/factors/calculate", 64, given.seconds, script)
        stop.set()
        runner.join()
        os.unlink(script)
        script = calculate_script(server, given.seed, 100)
        for connections in (64, 1000):
            print(f"POST /factors/calculate, 100 symbols, every category, {connections} connections")
            wrk(server, "/factors/calculate", connections, given.seconds, script)
        os.unlink(script)
    return 0


if __name__ == "__main__":
    sys.exit(main())
