#!/usr/bin/python3
"""Home folders that the program must not start with: damaged settings, and parts of a newer version. It says
why, does not end with status 0, and leaves every byte as it was.

refused_homes.py --nautilusd build/release/bin/nautilusd
Exit code 0 = all held.
"""

import argparse
import hashlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from running_server import Server  # noqa: E402

FAILURES = []
SETTINGS = [  # text, what the message must hold
    (b"port = 70000\n", "port must be from 0 to 65535"), (b"port = 8001\ntheme = \"dar", "line 2"),
    (b"port = 1\nport = 2\n", "settings.toml, line 2"), (b"theme = 'pink'\n", "dark, light"),
    (b"\0\0\0\0", "settings.toml, line 1"), (b"theme = \"\xc3\x28\"\n", "settings.toml, line 1"),
    (b"a = " + b"[" * 5000, "settings.toml, line 1"), (b"x = '" + b"y" * (1 << 21) + b"'\n", "1 MiB"),
    (b"settings_version = 2\n", "newer version"), (b"motion = 1\n", "true or false"),
]


def hold(condition, what):
    print(f"{'ok   ' if condition else 'FAIL '} {what}", flush=True)
    if not condition:
        FAILURES.append(what)


def snapshot(home):
    files = [path for path in sorted(home.rglob("*")) if path.is_file()]
    return {str(path.relative_to(home)): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest())
            for path in files}


def refused(program, home, word, what):
    before = snapshot(home)
    commands = {
        "serve": ["serve", "--no-demo", "--port", "0"],
        "import": ["import", "--dataset", "own", str(home / "nothing.csv")],
        "export": ["export", "--what", "bars", "--out", str(home.parent / "out.csv")],
        "backup": ["backup", "--out", str(home.parent / "backup")],
    }
    for name, (command, *rest) in commands.items():
        done = subprocess.run([program, command, "--home", str(home), *rest], capture_output=True, timeout=60)
        said = done.stderr.decode(errors="replace")
        hold(done.returncode in (1, 2) and word in said,
             f"{what}: {name} says why ({done.returncode}, {said[:120]!r})")
        hold(str(home) not in said, f"{what}: {name} names no path")
    hold(snapshot(home) == before, f"{what}: every byte is as it was")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nautilusd", required=True)
    program = parser.parse_args().nautilusd
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound"
        with Server(program, home=str(sound), arguments=["--no-demo"]) as server:
            server.kill()  # leaves its address behind, as a crash does
        hold((sound / "address").exists(), "the address of the killed server is still there")
        home = Path(folder) / "home"
        for number, (text, word) in enumerate(SETTINGS):
            shutil.copytree(sound, home)
            (home / "settings.toml").write_bytes(text)
            refused(program, home, word, f"settings {number}")
            shutil.rmtree(home)
        shutil.copytree(sound, home)
        with sqlite3.connect(home / "ledger.sqlite") as ledger:
            ledger.execute("PRAGMA user_version=99")
        ledger.close()
        refused(program, home, "newer version", "ledger of a newer version")
        shutil.rmtree(home)
        with Server(program, home=str(sound), arguments=["--no-demo"]):
            hold(True, "the sound home starts again")
    print(f"{len(FAILURES)} failed")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
