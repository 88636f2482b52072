#!/usr/bin/python3
"""Holds /openapi.json against a linter, and calls the server by a client made from it; looks at /docs.

hold_description.py --nautilusd build/release/bin/nautilusd [--packages DIR]
`./dev setup` fetches the npm packages of package-lock.json into DIR (below the cache folder unless given).
Exit code 0 = all held; 77 = the packages or Node are absent.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "functional"))
from running_server import Client, Server  # noqa: E402

FAILURES = []
SKIPPED = 77
PAGE_FILES = {
    "/docs": "text/html", "/docs/": "text/html", "/docs/page.js": "text/javascript",
    "/docs/page.css": "text/css",
    "/docs/swagger-ui-bundle.js": "text/javascript", "/docs/swagger-ui.css": "text/css",
    "/docs/favicon-32x32.png": "image/png",
}


def hold(condition, what):
    print(f"{'ok   ' if condition else 'FAIL '} {what}", flush=True)
    if not condition:
        FAILURES.append(what)


def packages_folder():
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    digest = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:12]
    return cache / "nautilus-workstation" / f"openapi-tests-{digest}"


def run(what, folder, *command, **environment):
    # Offline: what is not in the packages does not exist.
    quiet = {"NO_UPDATE_NOTIFIER": "1", "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300,
                          env={**os.environ, **quiet, **environment})
    hold(done.returncode == 0, what)
    if done.returncode != 0:
        print(done.stdout[-4000:] + done.stderr[-4000:])
    else:
        print(done.stdout.strip()[-2000:])


def check_page(server):
    """The page is open, complete, cached by its tag, and loads nothing from anywhere else."""
    client = Client(server.address, "")
    for path, kind in PAGE_FILES.items():
        status, headers, body = client.ask("GET", path)
        hold(status == 200 and headers["Content-Type"].startswith(kind) and body, f"{path} is {kind}")
        policy = headers.get("Content-Security-Policy", "")
        hold("default-src 'none'" in policy and "http" not in policy and "script-src 'self';" in policy,
             f"{path} has a strict policy")
        hold(headers["X-Content-Type-Options"] == "nosniff", f"{path} is what it says it is")
        again = client.ask("GET", path, headers={"If-None-Match": headers["ETag"]})
        hold(again[0] == 304 and not again[2], f"{path} is not sent twice")
        head = client.ask("HEAD", path)
        hold(head[0] == 200 and head[1]["Content-Length"] == str(len(body)) and not head[2], f"HEAD {path}")
    page = client.ask("GET", "/docs")[2].decode()
    links = re.findall(r"(?:src|href)=\"([^\"]+)\"", page)
    hold(links and all(link in PAGE_FILES for link in links), "the page names its own files only")
    for path in ("/docs", "/docs/page.js", "/docs/page.css"):
        hold("http:" not in client.ask("GET", path)[2].decode() and
             "https:" not in client.ask("GET", path)[2].decode(), f"{path} names no address")
    style = client.ask("GET", "/docs/swagger-ui.css")[2].decode()
    loads = re.findall(r"url\(([^)]{0,40})|@import ([^;]{0,60})", style)
    hold(all(one.strip("\"' ").startswith("data:") for one, _ in loads), "the style sheet loads nothing")
    hold("<script>" not in page and "onclick" not in page and "style=" not in page, "nothing inline")
    for path in ("/docs/../token", "/docs/%2e%2e/token", "/docs/x", "/docs/index.html.map", "/docsx"):
        hold(client.ask("GET", path)[0] == 404, f"{path} is not served")
    hold(client.ask("POST", "/docs", {})[0] == 405, "the page is only read")
    hold(client.ask("GET", "/openapi.json")[0] == 401, "the description needs the token")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nautilusd", required=True)
    parser.add_argument("--packages", type=Path, default=packages_folder())
    options = parser.parse_args()
    with Server(options.nautilusd, arguments=["--no-demo"]) as server, \
            tempfile.TemporaryDirectory() as folder:
        check_page(server)
        programs = options.packages / "node_modules" / ".bin"
        if not programs.exists() or not shutil.which("node"):
            print(f"no npm packages in {options.packages}: ./dev setup fetches them")
            return 1 if FAILURES else SKIPPED
        work = Path(folder)
        for name in ("redocly.yaml", "tsconfig.json", "process.d.ts", "call_five.ts", "package.json"):
            shutil.copy(HERE / name, work)
        (work / "node_modules").symlink_to(options.packages / "node_modules")
        status, _, body = Client(server.address, server.token).ask("GET", "/openapi.json")
        hold(status == 200, "the description is answered")
        (work / "openapi.json").write_bytes(body)
        run("the linter is content", work, str(programs / "redocly"), "lint", "openapi.json")
        run("a client is made", work, str(programs / "openapi-typescript"), "openapi.json", "-o",
            "schema.d.ts")
        run("the client compiles", work, str(programs / "tsc"), "-p", ".", "--outDir", "out")
        (work / "out" / "package.json").write_text('{"type": "module"}')
        run("five operations answer", work, "node", "out/call_five.js", NAUTILUS_BASE=server.address,
            NAUTILUS_TOKEN=server.token)
    print(f"{len(FAILURES)} failed")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
