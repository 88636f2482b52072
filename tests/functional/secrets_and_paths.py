#!/usr/bin/python3
"""A session that uses the token in every wrong way and names files that it must not: nothing of the token is
written anywhere but in its own file, and no file is read that should not be.

secrets_and_paths.py --nautilusd build/release/bin/nautilusd
Exit code 0 = all held.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from running_server import Client, Server  # noqa: E402

FAILURES = []
IMPORTS = "/api/v1/data-catalog/imports"
KNOWN_PART = 16  # digits of the token that must not be found


def hold(condition, what):
    print(f"{'ok   ' if condition else 'FAIL '} {what}", flush=True)
    if not condition:
        FAILURES.append(what)


def raw(server, head, body=b""):
    """One request as bytes; the answer as bytes."""
    parts = urlsplit(server.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as line:
        line.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)
        out = b""
        while piece := line.recv(65536):
            out += piece
        return out


def misuse(server):
    """Every answer to a token in the wrong place; the right ones are asked for as well."""
    token, host = server.token, urlsplit(server.address).netloc
    answers = []
    for target, header in [
        (f"/factor/info?token={token}", ""), (f"/factor/info?access_token={token}", ""),
        (f"/{token}", ""), (f"/factor/{token}/info", ""), (f"/api/v1/jobs/{token}", "right"),
        (f"/factor/info?{token}=1", "right"), (f"/factor/info?symbol={token}", "right"),
        (f"/api/v1/data-catalog/instruments?cursor={token}", "right"),
        (f"/api/v1/data-catalog/bars?symbol={token}", "right"),
        ("/factor/info", f"Basic {token}"), ("/factor/info", token), ("/factor/info", f"Bearer {token}x"),
        ("/factor/info", f"Bearer {token[:-1]}"), ("/factor/info", "right"),
    ]:
        bearer = f"Bearer {token}" if header == "right" else header
        line = f"Authorization: {bearer}\r\n" if bearer else ""
        answers.append((target, raw(server, f"GET {target} HTTP/1.1\r\nHost: {host}\r\n{line}")))
    for line in (f"Cookie: token={token}\r\n", f"X-Request-ID: {token}\r\n", f"Host: {token}\r\n",
                 f"Origin: http://{token}\r\n", f"{token}: 1\r\n"):
        first = "" if line.startswith("Host") else f"Host: {host}\r\n"
        answers.append((line, raw(server, f"GET /factor/info HTTP/1.1\r\n{first}{line}")))
    answers.append(("method", raw(server, f"{token} / HTTP/1.1\r\nHost: {host}\r\n")))
    client = Client(server.address, token)
    for path, body in [
        ("/api/v1/lineage", {"operation": token, "parameters": {}, "pointer": "/" + token}),
        ("/api/v1/lineage", {"operation": "factor.info", "parameters": {"x": token}, "pointer": "/data"}),
        ("/factors/calculate", {"symbols": [token]}), ("/factor/process", {"operation": token}),
        (IMPORTS, {"files": ["/" + token]}), ("/api/v1/jobs/" + token + "/cancel", {}),
        ("/api/v1/data-catalog/sql", {"sql": f"SELECT '{token}' AS t, x FROM nowhere"}),
    ]:
        answers.append((path, client.ask("POST", path, body)[2]))
    answers.append(("settings", client.ask("PUT", "/api/v1/settings", {"settings": {"theme": token}})[2]))
    for path in ("/api/v1/system-monitoring/logs", "/api/v1/system-monitoring/metrics", "/factor/metrics",
                 "/api/v1/system-monitoring/jobs", "/api/v1/settings", "/api/v1/operations", "/openapi.json"):
        answers.append((path, client.ask("GET", path)[2]))
    return answers


def files_with(folder, part):
    """Files below the folder that hold the bytes; the token's own file is left out."""
    found = []
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            if path == os.path.join(folder, "token"):
                continue
            with open(path, "rb") as file:
                if part in file.read():
                    found.append(os.path.relpath(path, folder))
    return found


def check_token(program, folder):
    with Server(program, home=str(folder / "home"), arguments=["--no-demo"]) as server:
        part = server.token[:KNOWN_PART].encode()
        server_errors = server.errors
        for what, answer in misuse(server):
            if what.startswith(("/api/v1/system-monitoring", "/factor/metrics", "/openapi.json",
                                "/api/v1/settings", "/api/v1/operations")):
                hold(part not in answer, f"no token in {what}")
        status = os.stat(server.token_file)
        hold(status.st_mode & 0o777 == 0o600, "the token is its owner's alone")
        command = Path(f"/proc/{server.pid}/cmdline").read_bytes() + \
            Path(f"/proc/{server.pid}/environ").read_bytes()
        hold(part not in command, "no token in the command line or the environment")
        errors = server_errors()
    hold(part.decode() not in errors, "no token on stderr")
    hold(files_with(str(folder / "home"), part) == [], "no token in any file of the home folder but its own")
    token = (folder / "home" / "token").read_text()
    (folder / "home" / "token").chmod(0o644)
    with Server(program, home=str(folder / "home"), arguments=["--no-demo"]) as server:
        hold(server.token != token.strip(), "a token that others could read is replaced")
        old = Client(server.address, token.strip())
        hold(old.ask("GET", "/factor/info")[0] == 401, "the old one is void")


def refused_paths(folder, home):
    """Paths that must not be read, with what is wrong about them."""
    os.mkfifo(folder / "fifo.csv")
    (folder / "empty.csv").write_text("")
    (folder / "loop.csv").symlink_to(folder / "loop.csv")
    (folder / "nowhere.csv").symlink_to(folder / "absent.csv")
    (folder / "to_home.csv").symlink_to(home / "token")
    (folder / "folder_to_home").symlink_to(home)
    (folder / "a*.csv").write_text("symbol,date,close\nA,2024-01-02,1\n")
    unix = socket.socket(socket.AF_UNIX)
    unix.bind(str(folder / "socket.csv"))
    return [
        ("relative", "prices.csv"), ("relative, up", "../prices.csv"), ("empty", ""),
        ("absent", str(folder / "absent.csv")), ("folder", str(folder)), ("root", "/"),
        ("fifo", str(folder / "fifo.csv")), ("socket", str(folder / "socket.csv")),
        ("device", "/dev/zero"), ("terminal", "/dev/tty"), ("standard input", "/dev/stdin"),
        ("processes", "/proc/self/environ"), ("descriptor", "/proc/self/fd/0"),
        ("memory", "/proc/self/mem"), ("empty file", str(folder / "empty.csv")),
        ("token", str(home / "token")), ("ledger", str(home / "ledger.sqlite")),
        ("home by ..", str(folder / "x" / ".." / "home" / "token")),
        ("home by //", f"{folder}//home/./token"), ("link into the home", str(folder / "to_home.csv")),
        ("folder linked into the home", str(folder / "folder_to_home" / "token")),
        ("link in a circle", str(folder / "loop.csv")), ("link to nothing", str(folder / "nowhere.csv")),
        ("pattern", str(folder / "a*.csv")), ("remote", "https://example.org/a.csv"),
        ("remote store", "s3://bucket/a.parquet"), ("file URL", "file:///etc/passwd"),
        ("NUL", "/tmp/a\0b.csv"), ("quote", "/tmp/a'); DROP TABLE bars_daily; --.csv"),
        ("long", "/" + "a" * 5000),
    ]


def check_paths(program, folder):
    home = folder / "home"
    with Server(program, home=str(home), arguments=["--no-demo"]) as server:
        client = Client(server.address, server.token)
        for what, path in refused_paths(folder, home):
            for place in (IMPORTS, IMPORTS + "/preview"):
                status, answer = client.json("POST", place, {"files": [path], "dataset": "own"})
                errors = answer.get("errors") or answer["data"].get("problems", [])
                said = status == 400 and errors and errors[0]["field"].startswith("/files")
                hold(said, f"{what}: refused with its pointer ({status}, {json.dumps(errors)[:160]})")
                hold(server.token not in json.dumps(answer), f"{what}: nothing of it is shown")
        for what in ("../escape", "..", "/etc/passwd", "a/b", "bars;x"):
            status, answer = client.json("POST", "/api/v1/data-catalog/exports", {"what": what})
            hold(status in (400, 404), f"no export of {what!r} ({status})")
        hold(client.ask("GET", "/" + quote("../token"))[0] == 404, "no file is served by its path")
        hold(client.ask("GET", "/docs/" + quote("../../token", safe=""))[0] == 404, "not below /docs either")
        status, _ = client.json("POST", "/api/v1/data-catalog/sql",
                                {"sql": f"SELECT * FROM read_text('{home}/token')"})
        hold(status >= 400, "the console reads no files")
        hold(client.ask("GET", "/factor/health")[0] == 200, "the server is well")
        targets = [home / "exports" / "x.csv", home / "token", home / "catalog.duckdb",
                   folder / "link" / "x.csv"]
        (folder / "link").symlink_to(home)
        for out in targets:
            done = subprocess.run([program, "export", "--home", str(home), "--what", "instruments",
                                   "--format", "csv", "--out", str(out)], capture_output=True, timeout=120)
            hold(done.returncode == 2, f"nothing is exported into the home: {out.name} ({done.returncode})")
        hold(server.token == (home / "token").read_text().strip(), "the token stands")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nautilusd", required=True)
    program = parser.parse_args().nautilusd
    for check in (check_token, check_paths):
        with tempfile.TemporaryDirectory() as folder:
            check(program, Path(folder))
    print(f"{len(FAILURES)} failed")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
