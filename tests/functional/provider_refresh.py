#!/usr/bin/python3
"""Refreshes of a real server from providers on the loopback: filings come in and are read back, a refresh
goes on after a kill, the key of FRED stands in nothing that is written but in secrets.toml.

provider_refresh.py --nautilusd build/release/bin/nautilusd
Exit code 0 = all held. The bodies: tests/data/providers/README.md.
"""

import argparse
import http.server
import json
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from running_server import Client, Server  # noqa: E402

DATA = Path(__file__).resolve().parents[1] / "data" / "providers"
KEY = "fedcba9876543210fedcba9876543210"
REFRESHES = "/api/v1/data-catalog/refreshes"
FAILURES = []


def hold(condition, what):
    print(f"{'ok   ' if condition else 'FAIL '} {what}", flush=True)
    if not condition:
        FAILURES.append(what)


class Provider(http.server.BaseHTTPRequestHandler):
    """The SEC below /, FRED below /fred. `hanging` holds ids of series whose answers do not come."""
    hanging, asked = set(), []

    def do_GET(self):
        path = urlsplit(self.path).path
        body = self.fred(path) if path.startswith("/fred") else self.edgar(path)
        if body is None:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        if body[:2] == b"\x1f\x8b":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        try:
            self.end_headers()
            self.wfile.write(body)
        except BrokenPipeError:
            pass  # who asked was killed

    def edgar(self, path):
        name = path.rsplit("/", 1)[-1].replace("-submissions", "")
        if name == "company_tickers.json":
            return (DATA / "edgar" / name).read_bytes()
        kind = "companyfacts" if "companyfacts" in path else "submissions"
        file = DATA / "edgar" / f"{kind}_{name}.gz"
        return file.read_bytes() if file.exists() else None

    def fred(self, path):
        series = parse_qs(urlsplit(self.path).query)["series_id"][0]
        Provider.asked.append(series)
        while series in Provider.hanging:
            time.sleep(0.05)
        if path == "/fred/series":
            about = {"id": series, "title": series, "units": "u", "frequency_short": "Q"}
            return json.dumps({"seriess": [about]}).encode()
        if path == "/fred/series/vintagedates":
            return b'{"count":1,"offset":0,"limit":10000,"vintage_dates":["2014-01-30"]}'
        return (DATA / "fred" / "gdp_vintages.json").read_bytes()

    def log_message(self, *_):
        pass


def settle(client, state, number=0, seconds=60):
    for _ in range(seconds * 10):
        listed = client.json("GET", REFRESHES)[1]["data"]["refreshes"]
        if len(listed) > number and listed[number]["state"] in state:
            return listed[number]
        time.sleep(0.1)
    hold(False, f"a refresh is {state}: {listed}")
    return listed[number] if len(listed) > number else {}


def configure(client, address):
    for source, values in (("edgar", {"contact": "Example Fund data@example.com", "data_url": address,
                                      "www_url": address}),
                           ("fred", {"api_key": KEY, "base_url": address + "/fred"})):
        status, _, body = client.ask("PUT", f"/marketdata/sources/{source}/settings", {"values": values})
        hold(status == 200, f"{source} is set {body if status != 200 else ''}")


def filings(client):
    status, _, body = client.ask("POST", REFRESHES, {"source": "edgar", "symbols": ["SNOW", "IFRSX"]})
    hold(status == 202, f"a refresh of filings is taken {body if status != 202 else ''}")
    view = settle(client, ("done",))
    hold(view.get("rows_imported", 0) > 1000 and not view.get("failures"), "filings came in")
    read = "/api/v1/data-catalog/fundamentals?symbol=SNOW&dataset=user&limit=5000"
    rows = client.json("GET", read)[1]["data"]
    hold(len(rows["rows"]) > 900, f"{len(rows['rows'])} rows of SNOW are read back")
    sources = {row[rows["columns"].index("source")] for row in rows["rows"]}
    hold(any("edgar us-gaap/" in source for source in sources), "rows say which tag they are from")


def killed_in_the_middle(server, client):
    """Twenty series; the fifteenth hangs when the server is killed: the first ones were imported by then."""
    series = [f"S{i:02}" for i in range(20)]
    Provider.hanging.add("S14")
    client.ask("POST", REFRESHES, {"source": "fred", "symbols": series})
    settle_at = time.monotonic() + 240
    while "S14" not in Provider.asked and time.monotonic() < settle_at:
        time.sleep(0.1)
    hold("S14" in Provider.asked, "the refresh has come to the series that hangs")
    server.kill()
    Provider.hanging.clear()
    asked = len(Provider.asked)
    server.start()
    client = Client(server.address, server.token)
    view = settle(client, ("done",), 1)
    hold(view.get("state") == "done", "after a kill the refresh goes on by itself")
    again = Provider.asked[asked:]
    # Imports are made after fifty symbols or 15 s: whatever was imported is not asked for again.
    hold(again and again[0] != "S00" and "S19" in again, f"it goes on with {again[:1]}")
    macro = client.json("GET", "/api/v1/data-catalog/macro-series?limit=1000")[1]["data"]
    names = [row[macro["columns"].index("series")] for row in macro["rows"]]
    hold(all(name in names for name in series), "all series came in")


def key_stands_nowhere(server):
    for folder, _, files in os.walk(server.home):
        for name in files:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found = KEY.encode() in file.read()
            hold(found == (name == "secrets.toml"), f"{name} {'holds' if found else 'does not hold'} the key")
    hold(KEY not in server.errors(), "the log does not hold the key")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--nautilusd", required=True)
    program = os.path.abspath(arguments.parse_args().nautilusd)
    provider = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    provider.daemon_threads = True
    threading.Thread(target=provider.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="nautilus-refresh-") as folder:
        server = Server(program, home=os.path.join(folder, "home"), arguments=["--no-demo"])
        with server:
            client = Client(server.address, server.token)
            configure(client, f"http://127.0.0.1:{provider.server_address[1]}")
            filings(client)
            killed_in_the_middle(server, client)
            key_stands_nowhere(server)
    provider.shutdown()
    print(f"{len(FAILURES)} failures")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
