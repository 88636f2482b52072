#!/usr/bin/env python3
"""Sends mutated requests to a running server and looks whether it lives and stays small.

Usage: mutated_requests.py --base http://127.0.0.1:8001 [--token T] [--count 1000] [--seed N] [--pid P]

Every request begins as a documented one. Whatever comes back must be nothing or a complete HTTP answer with
a known status and, where it is an error, the envelope. Exit status 0: alive, well-formed, memory flat.
"""
import collections
import concurrent.futures
import json
import random
import re
import socket
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "fault"))
from watch import Watch, arguments  # noqa: E402

SEEDS = [
    ("GET", "/factor/health", ""), ("GET", "/factor/info", ""), ("GET", "/factor/status", ""),
    ("GET", "/factor/metrics", ""), ("GET", "/system/health/engines", ""), ("GET", "/openapi.json", ""),
    ("GET", "/api/v1/factor-engine/factors", ""),
    ("GET", "/api/v1/factor-engine/returns?estimator=joint&start=2019-01-02&end=2019-01-31&format=csv", ""),
    ("GET", "/api/v1/factor-engine/exposures?date=2019-06-28&set=joint&symbols=AAPL,MSFT", ""),
    ("GET", "/api/v1/data-catalog/instruments?limit=3", ""), ("GET", "/api/v1/jobs/job_1", ""),
    ("POST", "/factors/calculate", '{"symbols":["AAPL","MSFT","GOOGL"],"factor_categories":["technical"]}'),
    ("POST", "/api/v1/factor-engine/risk", '{"date":"2019-06-28","weights":{"AAPL":0.5,"MSFT":0.5}}'),
    ("POST", "/factor/process", '{"operation":"factor.status","parameters":{}}'),
    ("POST", "/probe/echo", '{"text":"hello"}'),
]
PIECES = [b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"\x00", b"\xff\xfe", b"%00", b"%2e%2e%2f", b" ", b"\t", b":",
          b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n", b"Host: example.org\r\n",
          b"Connection: close\r\n", b"Expect: 100-continue\r\n", b"HTTP/1.0", b"HTTP/9.9", b"{", b"[" * 2000,
          b'{"a":' * 500, b"1e999", b"-1", b'"\\ud800"', b"null", b"A" * 3000, b"99999999999999999999"]
THREADS = 16
PATIENCE_SECONDS = 0.5
KNOWN = {100, 200, 202, 204, 304, 400, 401, 403, 404, 405, 406, 408, 409, 411, 413, 414, 417, 421, 422, 429,
         431, 499, 501, 503, 505}


def framed(verb, target, body, token, host):
    head = f"{verb} {target} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n".encode()
    if body:
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n".encode()
    return head + b"\r\n" + body


def request(rng, token, host):
    """Half of them are changed as bytes of HTTP, half in their query or body alone, to reach the engines."""
    verb, target, body = rng.choice(SEEDS)
    body = body.encode()
    if rng.random() < 0.5:
        return mutate(rng, framed(verb, target, body, token, host))
    if body:
        body = mutate(rng, body)
    else:
        path, mark, query = target.partition("?")
        kept = mutate(rng, (query or path).encode()).decode("latin-1")
        changed = "".join(c if "!" <= c <= "~" and c != "#" else f"%{ord(c):02X}" for c in kept)
        target = path + "?" + changed if mark else "/" + changed.lstrip("/")
    return framed(verb, target, body, token, host)


def mutate(rng, data):
    data = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(6)
        if kind == 0:
            data[at:at] = rng.choice(PIECES)
        elif kind == 1:
            del data[at:at + rng.randint(1, 12)]
        elif kind == 2 and data:
            data[min(at, len(data) - 1)] = rng.randrange(256)
        elif kind == 3:
            data[at:at] = data[at:at + rng.randint(1, 60)]
        elif kind == 4:
            del data[at:]
        elif kind == 5 and data:
            begin = rng.randrange(len(data))
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 20)))
            del data[begin:begin + rng.randint(1, 4)]
    return bytes(data)


def exchange(address, data):
    """What comes back until the line ends or nothing more comes. An incomplete request is left to itself."""
    with socket.create_connection(address, timeout=10) as line:
        line.settimeout(PATIENCE_SECONDS)
        out = b""
        try:
            line.sendall(data)
            while len(out) < 1 << 22 and not whole(out):
                piece = line.recv(65536)
                if not piece:
                    break
                out += piece
        except OSError:
            pass
        return out


def whole(answer):
    head, mark, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"\r\nContent-Length: (\d+)", head)
    return bool(mark) and length is not None and len(body) >= int(length[1])


def complaint(answer):
    """None, or what is wrong with the first answer."""
    if not answer:
        return None
    match = re.match(rb"HTTP/1\.1 (\d{3}) [ -~]+\r\n", answer)
    if not match:
        return "not an HTTP answer"
    status = int(match[1])
    if status not in KNOWN:
        return f"status {status}"
    head, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"\r\nContent-Length: (\d+)", head)
    if status >= 400 and length and len(body) >= int(length[1]) > 0:
        try:
            envelope = json.loads(body[:int(length[1])])
        except ValueError:
            return "the error is not JSON"
        if envelope.get("success") is not False or not envelope.get("errors"):
            return "the error has no envelope"
    return None


def main():
    parser = arguments(__doc__, 1000)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    parts = urlsplit(given.base)
    watch = Watch(given)

    def one(number):
        data = request(random.Random(seed * 1_000_003 + number), given.token, parts.netloc)
        try:
            answer = exchange((parts.hostname, parts.port), data)
        except OSError as error:
            return "none", f"request {number}: no connection, {error}"
        fault = complaint(answer)
        status = answer[9:12].decode("latin-1") or "none"
        return status, fault and f"request {number}: {fault}\n  {data[:400]!r}"

    answered = collections.Counter()
    faults = []
    begun = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
        for done, (status, fault) in enumerate(pool.map(one, range(given.count)), 1):
            answered[status] += 1
            if fault:
                faults.append(fault)
            if done % 500 == 0:
                watch.check_alive()
    print("\n".join(faults[:5]))
    took = time.monotonic() - begun
    print(f"{given.count} requests in {took:.1f} s, by status: {dict(sorted(answered.items()))}")
    return watch.verdict(not faults)


if __name__ == "__main__":
    sys.exit(main())
