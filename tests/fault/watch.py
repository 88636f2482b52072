"""Looks at a server under attack: does it answer, does it stay small?"""
import argparse
import http.client
import time
from urllib.parse import urlsplit

MOST_GROWTH = 64 * 1024 * 1024


def arguments(text, count):
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True, help="address of the server, http://127.0.0.1:8001")
    parser.add_argument("--token", default="")
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--pid", type=int, default=0, help="process whose memory is watched")
    return parser


class Watch:
    def __init__(self, given):
        parts = urlsplit(given.base)
        self.address = (parts.hostname, parts.port)
        self.pid = given.pid
        self.alive = True
        self.slowest = 0.0
        for _ in range(200):  # first use of everything is not growth
            self.check_alive()
        self.before = self.resident()

    def resident(self):
        if not self.pid:
            return 0
        try:
            with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * 4096
        except OSError:
            self.alive = False
            return 0

    def check_alive(self, patience=10):
        begun = time.monotonic()
        try:
            line = http.client.HTTPConnection(*self.address, timeout=patience)
            line.request("GET", "/health")
            answer = line.getresponse()
            answer.read()
            line.close()
            self.alive = self.alive and answer.status == 200
        except OSError as error:
            print(f"/health: {error}")
            self.alive = False
        self.slowest = max(self.slowest, time.monotonic() - begun)
        return self.alive

    def verdict(self, fine):
        """Prints the outcome; 0 when all is well."""
        self.check_alive()
        growth = self.resident() - self.before
        print(f"alive: {self.alive}, slowest /health {self.slowest * 1000:.0f} ms, "
              f"memory {self.before >> 20} MB then {growth / 2**20:+.1f} MB")
        return 0 if fine and self.alive and growth < MOST_GROWTH else 1
