#!/usr/bin/env python3
"""A source that does wrong on command: what mode.txt beside it says at the start, what control says later."""
import json
import os
import struct
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = sys.stdout.buffer


def say(**message):
    data = json.dumps(message).encode()
    OUT.write(struct.pack('>I', len(data)) + data)
    OUT.flush()


def read():
    head = sys.stdin.buffer.read(4)
    if len(head) < 4:
        sys.exit(0)
    return json.loads(sys.stdin.buffer.read(struct.unpack('>I', head)[0]))


def raw(data):
    OUT.write(data)
    OUT.flush()


def trade(line, price):
    return {'line': line, 'kind': 'trade', 'at': '2020-01-02T15:00:00Z', 'price': price, 'size': 1}


def wrong(what, message, state):
    if what == 'crash':
        os._exit(3)
    elif what == 'hang':
        time.sleep(3_600)
    elif what == 'garbage':
        raw(b'Traceback (most recent call last): oh no')
    elif what == 'no_json':
        raw(struct.pack('>I', 9) + b'{"type": ')
    elif what == 'too_long':
        raw(struct.pack('>I', 17 << 20))
    elif what == 'bad_event':
        say(type='events', events=[{'line': 1, 'kind': 'trade', 'at': '2020-01-02T15:00:00Z'}])
    elif what == 'unordered_rows':
        state['rows'] = [['2020-01-03T21:00:00Z', 1.0], ['2020-01-02T21:00:00Z', 1.0]]
    elif what == 'flood':
        for batch in range(200):
            say(type='events', events=[trade(line, batch + 1.0) for line in (1, 99) for _ in range(500)])
    elif what == 'stderr':
        for number in range(20_000):
            print('line', number, 'x' * 50, file=sys.stderr)
        sys.stderr.write('y' * 1_000_000)
        sys.stderr.flush()
    elif what == 'tell_secret':
        say(type='log', severity='warning', message='my key is ' + state['settings'].get('api_key', 'none'))
    elif what == 'emit':
        say(type='events', events=[trade(1, 5.0)])
    elif what == 'degrade':
        say(type='status', state='degraded', message='the provider is slow')
    elif what == 'retry':
        say(type='retry_after', seconds=30)
    elif what == 'nobody_asked':
        say(type='reply', id=4_711, ok=True)


def look():
    return {'environment': dict(os.environ), 'files': sorted(int(f) for f in os.listdir('/proc/self/fd')),
            'group': os.getpgid(0) == os.getpid(), 'folder': os.getcwd() == HERE}


def main():
    with open(os.path.join(HERE, 'mode.txt')) as file:
        mode = file.read().strip()
    with open(os.path.join(HERE, 'lives.txt'), 'a') as file:
        file.write('.')
    identity, state = os.environ['NAUTILUS_SOURCE_ID'], {'rows': []}
    while True:
        message = read()
        kind = message['type']
        if kind == 'hello':
            wrong(mode, message, state)
            if mode != 'silent':
                say(type='hello', source='somebody' if mode == 'other_id' else identity,
                    abi=2 if mode == 'other_abi' else 1)
        elif kind == 'ping':
            say(type='pong', id=message['id'])
        elif kind == 'stop':
            if mode == 'stubborn':
                time.sleep(3_600)
            return
        elif kind in ('start', 'configure'):
            if mode == 'refuses':
                say(type='reply', id=message['id'], ok=False,
                    error={'code': 'InvalidArgument', 'message': 'no key', 'field': '/api_key'})
                continue
            state['settings'] = message['settings']
            say(type='reply', id=message['id'], ok=True)
        elif kind == 'history':
            say(type='reply', id=message['id'], ok=True,
                result={'columns': ['closes_at', 'close'], 'rows': state['rows']})
        elif kind == 'control':
            what = message['command'].get('do', '')
            wrong(what, message, state)
            result = look() if what == 'look' else {}
            if what == 'child':
                result = {'pid': subprocess.Popen(['sleep', '3600'], stdout=subprocess.DEVNULL).pid}
            say(type='reply', id=message['id'], ok=True, result=result)
        elif kind == 'subscribe':
            say(type='reply', id=message['id'], ok=True)
            say(type='events', events=[trade(message['line'], 1.0)])


main()
