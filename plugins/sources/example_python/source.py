#!/usr/bin/env python3
"""A data source as a program of its own: daily bars of two invented stocks, read from prices.csv.

Messages are four bytes of length (big-endian) and one JSON object, on standard input and output. What is
written to standard error goes to the program's log. The whole conversation: docs/plugins.md.
"""
import csv
import json
import os
import select
import struct
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DAY = 86_400


class Failure(Exception):
    """What goes back as {"ok": false, "error": {...}}."""

    def __init__(self, code, message, field=''):
        super().__init__(message)
        self.code, self.message, self.field = code, message, field


class Source:
    def __init__(self):
        self.bars, self.names = {}, {}
        with open(os.path.join(HERE, 'prices.csv'), newline='') as file:
            for row in csv.DictReader(file):
                self.names[row['symbol']] = row['name']
                self.bars.setdefault(row['symbol'], []).append(row)
        self.settings, self.lines, self.running, self.input = {}, {}, True, b''

    # --- the conversation

    def say(self, **message):
        data = json.dumps(message).encode()
        sys.stdout.buffer.write(struct.pack('>I', len(data)) + data)
        sys.stdout.buffer.flush()

    def messages(self, timeout):
        """Whole messages that have come, after waiting at most `timeout` seconds for any."""
        if select.select([sys.stdin], [], [], timeout)[0]:
            data = os.read(sys.stdin.fileno(), 65_536)
            if not data:
                self.running = False
            self.input += data
        while len(self.input) >= 4:
            length = struct.unpack('>I', self.input[:4])[0]
            if len(self.input) < 4 + length:
                break
            text, self.input = self.input[4:4 + length], self.input[4 + length:]
            yield json.loads(text)

    def run(self):
        while self.running:
            for message in self.messages(self.time_to_next_bar()):
                self.take(message)
            self.stream()

    def take(self, message):
        kind = message['type']
        if kind == 'hello':
            self.say(type='hello', source='example_python', abi=1)
        elif kind == 'ping':
            self.say(type='pong', id=message['id'])
        elif kind == 'stop':
            self.running = False
        elif kind == 'unsubscribe':
            self.lines.pop(message['line'], None)
        else:
            try:
                result = getattr(self, 'on_' + kind)(message)
                self.say(type='reply', id=message['id'], ok=True, result=result)
            except Failure as failure:
                self.say(type='reply', id=message['id'], ok=False,
                         error={'code': failure.code, 'message': failure.message, 'field': failure.field})

    # --- questions; what they return is the result

    def on_start(self, message):
        self.settings = message['settings']

    on_configure = on_start

    def on_subscribe(self, message):
        self.rows_of(message['symbol'])
        self.lines[message['line']] = {'symbol': message['symbol'], 'next': 0, 'due': time.monotonic()}

    def on_history(self, message):
        if message['data_type'] != 'bars' or message['bar_seconds'] != DAY:
            raise Failure('Unsupported', 'there are daily bars only', '/bar_ns')
        first, end = message['from'].rstrip('Z'), message['to'].rstrip('Z')  # without Z, texts sort by time
        rows = [[closes_at(row)] + prices(row) for row in self.rows_of(message['symbol'])
                if first <= closes_at(row).rstrip('Z') < end]
        return {'columns': ['closes_at', 'open', 'high', 'low', 'close', 'volume'], 'rows': rows,
                'warnings': ['the prices are invented']}

    def on_search(self, message):
        text = message['text'].lower()
        rows = [[symbol, name, 'equities', 'USD'] for symbol, name in sorted(self.names.items())
                if text in symbol.lower() or text in name.lower()]
        return {'columns': ['symbol', 'name', 'asset_class', 'currency'], 'rows': rows[:message['limit']]}

    def on_control(self, message):
        if message['command'].get('do') != 'lines':
            raise Failure('InvalidArgument', 'the only command is {"do": "lines"}', '/do')
        return {'lines': sorted(self.lines)}

    def rows_of(self, symbol):
        if symbol not in self.bars:
            raise Failure('NotFound', 'there is no ' + symbol, '/symbol')
        return self.bars[symbol]

    # --- the stream

    def time_to_next_bar(self):
        return max(0.0, min((line['due'] for line in self.lines.values()), default=1e9) - time.monotonic())

    def stream(self):
        now, events = time.monotonic(), []
        for number, line in self.lines.items():
            if line['due'] > now:
                continue
            row = self.bars[line['symbol']][line['next']]
            names = ('open', 'high', 'low', 'close', 'volume')
            events.append({'line': number, 'kind': 'bar', 'at': closes_at(row), 'seconds': DAY,
                           **dict(zip(names, prices(row)))})
            line['next'] = (line['next'] + 1) % len(self.bars[line['symbol']])
            line['due'] = now + self.settings['seconds_per_bar']
        if events:
            self.say(type='events', events=events)


def closes_at(row):
    return row['date'] + 'T21:00:00Z'


def prices(row):
    return [float(row[name]) for name in ('open', 'high', 'low', 'close', 'volume')]


if __name__ == '__main__':
    Source().run()
