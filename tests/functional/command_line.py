#!/usr/bin/python3
"""Export, backfill, backup and restore as scripts use them: beside a running server, and on a free home.

command_line.py --nautilusd build/release/bin/nautilusd
Exit code 0 = all held.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path

import pandas

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from running_server import Server  # noqa: E402

FAILURES = []


def hold(condition, what):
    print(f"{'ok   ' if condition else 'FAIL '} {what}", flush=True)
    if not condition:
        FAILURES.append(what)


def csv_of(server, path):
    bearer = {"Authorization": f"Bearer {server.token}"}
    request = urllib.request.Request(server.address + path, headers=bearer)
    with urllib.request.urlopen(request) as answer:
        return pandas.read_csv(io.BytesIO(answer.read()))


def call(program, *arguments):
    """Exit status and the JSON object of stdout; None when there is none."""
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    lines = done.stdout.splitlines()
    hold(len(lines) <= 1, f"at most one line on stdout: {arguments[0]}")
    return done.returncode, json.loads(lines[0]) if lines else None


def check_exports(program, home, out, bars):
    span = ["--what", "bars", "--symbols", "AAPL,MSFT", "--start", "2019-12-02", "--end", "2019-12-31"]
    code, said = call(program, "export", "--home", home, *span, "--format", "csv", "--out", out / "b.csv")
    hold(code == 0 and said["rows"] == 42, "42 rows of two stocks in December")
    exported = pandas.read_csv(out / "b.csv")
    mine = exported[exported["symbol"] == "AAPL"].reset_index(drop=True)
    columns = ["date", "close", "volume"]
    hold((mine[columns] == bars[columns]).all().all(), "CSV as the API answers")
    code, said = call(program, "export", "--home", home, *span, "--format", "xlsx", "--out", out / "b.xlsx")
    hold(code == 0 and zipfile.ZipFile(out / "b.xlsx").testzip() is None, "a sound workbook")
    code, said = call(program, "export", "--home", home, *span, "--format", "parquet",
                      "--partition-by", "symbol", "--out", out / "parts")
    folders = {path.parent.name for path in (out / "parts").rglob("*.parquet")}
    hold(code == 0 and folders == {"symbol=AAPL", "symbol=MSFT"}, "hive partitions")
    for wrong in (["--what", "nothing"], ["--what", "bars", "--symbols", "NOPE"],
                  ["--what", "bars", "--start", "soon"],
                  ["--operation", "marketdata.health"]):
        code, said = call(program, "export", "--home", home, *wrong, "--out", out / "never")
        refused = code == 2 and said is None and not (out / "never").exists()
        hold(refused, f"not understood: {' '.join(wrong)}")
    code, said = call(program, "export", "--home", home, *span, "--out", out / "b.csv")
    hold(code == 2, "what exists is not overwritten")


def check_backfill(program, home):
    """The built-in sources have no past of their own: what is missing stays so, and is said."""
    span = ["--start", "2020-01-02", "--end", "2020-01-15"]
    code, said = call(program, "backfill", "--home", home, "--symbols", "AAPL,NOPE", *span)
    hold(code == 0 and said["sessions_missing"] == said["sessions_still_missing"] == 3,
         "three sessions after the last stored one are missing")
    hold(any("NOPE" in warning for warning in said["warnings"]), "an unknown symbol is named")
    for wrong in (["--symbols", "NOPE"], ["--symbols", "AAPL", "--sources", "nobody"],
                  ["--symbols", "AAPL", "--sources", "example_python"]):
        code, said = call(program, "backfill", "--home", home, *wrong)
        hold(code == 2 and said is None, f"not understood: {' '.join(wrong)}")
    code, said = call(program, "backfill", "--home", home, "--symbols", "AAPL", *span, "--sources",
                      "example_python", "--allow-invented")
    hold(code == 0 and [use["dataset"] for use in said["sources"]] == ["backfill-example_python"],
         "invented values are asked for with leave alone, and stand apart")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nautilusd", required=True)
    program = parser.parse_args().nautilusd
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        home, out = folder / "home", folder / "out"
        out.mkdir()
        with Server(program, home=str(home)) as server:
            span = "symbol=AAPL&start=2019-12-02&end=2019-12-31"
            bars = csv_of(server, f"/api/v1/data-catalog/bars?{span}&format=csv")
            check_exports(program, home, out, bars)
            check_backfill(program, home)
            for target in ("backup", "backup.zip"):
                code, said = call(program, "backup", "--home", home, "--out", out / target)
                hold(code == 0 and said["files"] >= 2, f"{target} while the home is in use")
        for number, source in enumerate(("backup", "backup.zip")):
            restored = folder / f"restored_{number}"
            code, said = call(program, "restore", "--home", restored, "--from", out / source)
            hold(code == 0 and said["catalog_epoch"] >= 1, f"{source} restored")
            hold(not (restored / "token").exists(), "no token in a backup")
            code, said = call(program, "restore", "--home", restored, "--from", out / source)
            hold(code == 1, "not into a home that holds something")
        second = folder / "out2"
        second.mkdir()
        check_exports(program, folder / "restored_0", second, bars)
        check_backfill(program, folder / "restored_0")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
