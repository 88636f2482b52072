#!/usr/bin/env python3
"""Sends malformed WebSocket frames and messages; looks whether the server lives and stays small, and whether
a client beside them still gets its messages.

Usage: malformed_frames.py --base http://127.0.0.1:8001 [--token T] [--count 10000] [--pid P]

Every round begins as a valid handshake and message and is spoiled: bits, lengths, masks, opcodes, pieces,
ends. Whatever comes back must be whole frames of a server: text that is JSON, pongs, or a close with a code.
"""
import base64
import json
import os
import random
import socket
import struct
import sys
from urllib.parse import urlsplit

from watch import Watch, arguments

CODES = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1013, 4401, 4404, 4408, 4409}
TEXTS = [
    {"type": "subscribe", "topics": ["market.data.AAPL", "jobs.*"]}, {"type": "ping", "id": 1},
    {"type": "unsubscribe", "topics": ["jobs.*"]}, {"type": "list"},
    {"type": "resume", "topics": [{"topic": "jobs.job_1", "after": 2}]},
    {"type": "subscribe", "subscriptions": [{"topic": "risk.alerts.*", "filter": {"severity": ["HIGH"]}}]},
]


def frame(opcode, payload, random_bits):
    length = len(payload)
    head = bytes([0x80 | opcode])
    if length < 126:
        head += bytes([0x80 | length])
    elif length < 65536:
        head += bytes([0x80 | 126]) + struct.pack(">H", length)
    else:
        head += bytes([0x80 | 127]) + struct.pack(">Q", length)
    mask = random_bits.randbytes(4)
    return head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


def spoiled(data, r):
    data = bytearray(data)
    for _ in range(r.choice((0, 1, 1, 2, 8))):
        if not data:
            break
        at = r.randrange(len(data))
        what = r.randrange(5)
        if what == 0:
            data[at] ^= 1 << r.randrange(8)
        elif what == 1:
            data[r.randrange(min(len(data), 14))] = r.randrange(256)  # the head
        elif what == 2:
            del data[at:at + r.randrange(1, 9)]
        elif what == 3:
            data[at:at] = r.randbytes(r.randrange(1, 9))
        else:
            data[at:] = b""
    return bytes(data)


def message(r):
    text = json.dumps(r.choice(TEXTS)).encode()
    kind = r.randrange(6)
    if kind == 0:
        return frame(r.randrange(16), r.randbytes(r.choice((0, 1, 125, 126, 300))), r)
    if kind == 1:
        return frame(1, spoiled(text, r), r)  # a sound frame around unsound JSON
    if kind == 2:
        return r.randbytes(r.randrange(1, 400))
    if kind == 3:
        return frame(1, text * r.choice((1, 2, 2000)), r)
    return spoiled(frame(1, text, r), r)


def connect(address, host, token):
    line = socket.create_connection(address, timeout=10)
    key = base64.b64encode(os.urandom(16)).decode()
    line.sendall(
        (
            f"GET /ws/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nAuthorization: Bearer {token}\r\n\r\n"
        ).encode()
    )
    head = b""
    while b"\r\n\r\n" not in head:
        piece = line.recv(1)
        if not piece:
            raise OSError("no handshake")
        head += piece
    if b" 101 " not in head.split(b"\r\n")[0]:
        raise OSError(head.decode("latin1"))
    return line


def read_to_the_end(line):
    data = b""
    try:
        while piece := line.recv(65536):
            data += piece
    except OSError:
        pass
    return data


def judge(data):
    """The fault of what the server sent; None when there is none."""
    while data:
        if len(data) < 2:
            return None  # cut off by a reset
        opcode, length, head = data[0] & 15, data[1] & 127, 2
        if data[0] & 0x70 or not data[0] & 0x80 or data[1] & 0x80:
            return f"a frame that no server may send: {data[:4].hex()}"
        if length == 126:
            length, head = struct.unpack(">H", data[2:4])[0], 4
        elif length == 127:
            length, head = struct.unpack(">Q", data[2:10])[0], 10
        payload, data = data[head:head + length], data[head + length:]
        if len(payload) < length:
            return None
        if opcode == 1:
            try:
                if "type" not in json.loads(payload):
                    return f"text without a type: {payload[:80]}"
            except ValueError:
                return f"text that is no JSON: {payload[:80]}"
        elif opcode == 8:
            code = struct.unpack(">H", payload[:2])[0]
            if code not in CODES and not 3000 <= code <= 4999:
                return f"close code {code}"
        elif opcode not in (9, 10):
            return f"opcode {opcode}"
    return None


def one_client(address, host, token, r):
    """A connection with a few spoiled messages: how many were sent, and the fault of the answers."""
    sent = 0
    with connect(address, host, token) as line:
        try:
            for _ in range(r.randrange(1, 12)):
                sent += 1
                line.sendall(message(r))
            if r.randrange(4):
                line.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # closed by the server after a breach
        line.settimeout(0.2 if r.randrange(4) else 0.001)
        return sent, judge(read_to_the_end(line))


def heard_by(witness, pongs):
    witness.settimeout(10)
    heard = b""
    try:
        while heard.count(b'"pong"') < pongs and (piece := witness.recv(65536)):
            heard += piece
    except OSError:
        pass
    witness.close()
    return heard.count(b'"pong"')


def main():
    given = arguments(__doc__, 10_000).parse_args()
    parts = urlsplit(given.base)
    address, host = (parts.hostname, parts.port), parts.netloc
    r = random.Random(6455)
    watch = Watch(given)
    witness = connect(address, host, given.token)
    sent = faults = pongs = clients = 0
    while sent < given.count:
        try:
            more, fault = one_client(address, host, given.token, r)
        except OSError as error:
            more, fault = given.count, f"handshake: {error}"
        sent += more
        clients += 1
        if fault:
            print(fault)
            faults += 1
        if clients % 20 == 0:
            witness.sendall(frame(1, b'{"type":"ping"}', r))
            pongs += 1
            watch.check_alive()
    heard = heard_by(witness, pongs)
    print(f"{sent} malformed messages, {faults} faults, {heard} of {pongs} pongs beside them")
    return watch.verdict(faults == 0 and heard == pongs)


if __name__ == "__main__":
    sys.exit(main())
