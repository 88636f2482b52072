#!/usr/bin/env python3
"""Clients that leave at every possible moment: before, in and after the head, in the body, while the answer
is made, in the middle of reading it; by an orderly end or by a reset.

Usage: early_disconnects.py --base http://127.0.0.1:8001 [--token T] [--count 1000] [--seed N] [--pid P]
"""
import random
import socket
import struct
import sys
from urllib.parse import urlsplit

from watch import Watch, arguments

TARGETS = [
    ("GET", "/factor/health", ""), ("GET", "/openapi.json", ""),
    ("GET", "/api/v1/factor-engine/returns?estimator=joint&format=csv", ""),
    ("GET", "/api/v1/factor-engine/exposures?date=2019-06-28&set=joint&format=csv", ""),
    ("POST", "/factors/calculate", '{"symbols":["AAPL","MSFT","GOOGL"]}'),
    ("GET", "/probe/large?size=3000000", ""), ("GET", "/probe/held", ""), ("GET", "/probe/events", ""),
]


def request(rng, token, host):
    verb, target, body = rng.choice(TARGETS)
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    return (f"{verb} {target} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n{length}\r\n"
            f"{body}").encode()


def leave(rng, address, data):
    line = socket.create_connection(address, timeout=10)
    line.settimeout(0.05)
    way = rng.randrange(5)
    try:
        if way == 1:
            line.sendall(data[:rng.randrange(len(data))])
        elif way >= 2:
            line.sendall(data * rng.randint(1, 3))
        if way >= 3:
            line.recv(rng.choice([1, 100, 5000]))
    except OSError:
        pass
    if rng.random() < 0.5:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def main():
    parser = arguments(__doc__, 1000)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    rng = random.Random(seed)
    parts = urlsplit(given.base)
    watch = Watch(given)
    fine = True
    for number in range(given.count):
        try:
            leave(rng, (parts.hostname, parts.port), request(rng, given.token, parts.netloc))
        except OSError as error:
            print(f"client {number}: {error}")
            fine = False
            break
        if number % 100 == 99:
            watch.check_alive()
    print(f"{given.count} clients left early")
    return watch.verdict(fine)


if __name__ == "__main__":
    sys.exit(main())
