#!/usr/bin/env python3
"""Many slow clients at once, a header without end, a huge body, readers that do not read: the others
are served.

Usage: slow_connections.py --base http://127.0.0.1:8001 [--token T] [--count 600] [--pid P]

Takes as long as the server lets a slow body live: 10 s plus its 100,000 bytes at the least rate of 8 KiB/s.
"""
import selectors
import socket
import sys
import time
from urllib.parse import urlsplit

from watch import Watch, arguments

MOST_SECONDS = 60
DRIP_SECONDS = 0.5


def endless_header(address, host):
    """Refused after at most a few hundred kilobytes (what the system's buffers hold), not swallowed."""
    with socket.create_connection(address, timeout=10) as line:
        sent = 0
        try:
            line.sendall(f"GET /health HTTP/1.1\r\nHost: {host}\r\n".encode())
            while sent < 1 << 30:
                line.sendall(b"X-Endless: " + b"a" * 4000 + b"\r\n")
                sent += 4013
        except OSError:
            pass
    print(f"endless header: cut off after {sent >> 10} KiB")
    return sent < 16 << 20


def huge_body(address, host):
    with socket.create_connection(address, timeout=10) as line:
        line.sendall((f"POST /factors/calculate HTTP/1.1\r\nHost: {host}\r\n"
                      f"Content-Length: {1 << 30}\r\n\r\n").encode())
        sent = 0
        try:
            while sent < 1 << 30:
                line.sendall(b"x" * 65536)
                sent += 65536
        except OSError:
            pass
        try:
            answer = line.recv(4096)
        except OSError:
            answer = b""
    print(f"huge body: cut off after {sent >> 10} KiB, answer {answer[9:12]!r}")
    return sent < 256 << 20


def readers_that_do_not_read(address, host, token, count):
    lines = []
    for _ in range(count):
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(10)
        line.connect(address)
        line.sendall((f"GET /openapi.json HTTP/1.1\r\nHost: {host}\r\n"
                      f"Authorization: Bearer {token}\r\n\r\n").encode())
        lines.append(line)
    return lines


def open_slow(address, count, token, host):
    """Half of them drip a head, half a body, a byte at a time."""
    head = f"GET /factor/health HTTP/1.1\r\nHost: {host}\r\nX-Slow: ".encode()
    body = (f"POST /factors/calculate HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
            "Content-Length: 100000\r\n\r\n{").encode()
    lines = []
    for number in range(count):
        line = socket.create_connection(address, timeout=10)
        line.sendall(head if number % 2 == 0 else body)
        line.setblocking(False)
        lines.append(line)
    return lines


def drip(lines, watch):
    """Until the server has ended all of them. Returns how many it told why (408)."""
    selector = selectors.DefaultSelector()
    for line in lines:
        selector.register(line, selectors.EVENT_READ)
    told = 0
    until = time.monotonic() + MOST_SECONDS
    next_drip = 0.0
    while selector.get_map() and time.monotonic() < until:
        if time.monotonic() >= next_drip:
            next_drip = time.monotonic() + DRIP_SECONDS
            watch.check_alive()
            for key in list(selector.get_map().values()):
                try:
                    key.fileobj.send(b"a")
                except OSError:
                    pass
        for key, _ in selector.select(timeout=0.1):
            try:
                piece = key.fileobj.recv(4096)
            except OSError:
                piece = b""
            told += piece.startswith(b"HTTP/1.1 408")
            if not piece:
                selector.unregister(key.fileobj)
                key.fileobj.close()
    left = len(selector.get_map())
    for key in list(selector.get_map().values()):
        key.fileobj.close()
    return told, left


def main():
    given = arguments(__doc__, 600).parse_args()
    parts = urlsplit(given.base)
    address = (parts.hostname, parts.port)
    watch = Watch(given)
    fine = endless_header(address, parts.netloc)
    fine = huge_body(address, parts.netloc) and fine
    idle_readers = readers_that_do_not_read(address, parts.netloc, given.token, min(50, given.count))
    begun = time.monotonic()
    lines = open_slow(address, given.count, given.token, parts.netloc)
    told, left = drip(lines, watch)
    print(f"{given.count} slow clients: {told} told 408, {left} left open, {time.monotonic() - begun:.1f} s")
    for line in idle_readers:
        line.close()
    return watch.verdict(fine and left == 0 and told > 0)


if __name__ == "__main__":
    sys.exit(main())
