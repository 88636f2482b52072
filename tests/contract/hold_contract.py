#!/usr/bin/env python3
"""Holds a server against the documented contract (cases.json): the part whose engines and paths exist.

usage: hold_contract.py --server build/release/bin/nautilusd
       hold_contract.py --base http://127.0.0.1:8001 --token "$(cat HOME/token)"

Each documented request goes out as it stands. The answer must be of the documented shape: every documented
name with its JSON type. Where the operation's own schema says that an object is keyed by data, the values are
compared and not the names. A number may be null when metadata.warnings points at it, for a quarter of the
values at most.
Documented paths that the server's OpenAPI page does not list are counted as not built yet.
"""
import argparse
import json
import os
import re
import sys
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'functional'))
from running_server import Client, Server  # noqa: E402

ENGINE_IDS = {'Analytics Engine': 'analytics', 'Risk Engine': 'risk', 'Factor Engine': 'factor',
              'ML Inference Engine': 'ml', 'Features Engine': 'features', 'WebSocket Engine': 'websocket',
              'Strategy Engine': 'strategy', 'Market Data Engine': 'marketdata',
              'Portfolio Engine': 'portfolio'}
# A mean that no request has made yet has no value and no envelope to say why.
MEANS = re.compile(r'(^|_)(avg|average|latency|rate|response_time)(_|$)')
# Lists that say what has happened: nothing may have.
EVENTS = {'quality_issues', 'breaches'}
FAMILIES = {'engine_requests_total': 'counter', 'engine_request_duration_seconds': 'summary',
            'engine_errors_total': 'counter', 'engine_messagebus_messages_sent_total': 'counter',
            'engine_messagebus_connection_status': 'gauge'}
METADATA = ('engine', 'version', 'request_id', 'processing_time_ms', 'timestamp', 'data_as_of', 'warnings')
SAMPLE = re.compile(r'([a-zA-Z_:][\w:]*)(\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)*\})? '
                    r'(NaN|[+-]Inf|[-+0-9.eE]+)\Z')


def json_type(value):
    for name, kinds in (('boolean', bool), ('number', (int, float)), ('string', str), ('array', list),
                        ('object', dict)):
        if isinstance(value, kinds):
            return name
    return 'null'


class Shape:
    """Compares one answer with one documented example."""
    def __init__(self, answer, nulls_are_means):
        warnings = (answer.get('metadata') or {}).get('warnings') or []
        self.explained = {w.get('pointer') for w in warnings}
        self.nulls_are_means = nulls_are_means
        self.values = self.nulls = 0
        self.wrong = []

    def hold(self, documented, given, schema, pointer):
        name = pointer.rsplit('/', 1)[-1]
        if not isinstance(documented, (dict, list)):
            self.values += 1
        if given is None and not isinstance(documented, (dict, list)):
            self.nulls += 1
            if pointer not in self.explained and not (self.nulls_are_means and MEANS.search(name)):
                self.wrong.append(f'{pointer}: null without a reason')
        elif json_type(documented) != json_type(given):
            self.wrong.append(f'{pointer}: {json_type(documented)} is documented, {json_type(given)} came')
        elif isinstance(documented, dict):
            self.hold_object(documented, given, schema, pointer)
        elif isinstance(documented, list) and documented:
            if not given and pointer not in self.explained and name not in EVENTS:
                self.wrong.append(f'{pointer}: empty')
            if len({json_type(item) for item in documented}) > 1:
                self.hold_row(documented, given, pointer)
                return
            for i, item in enumerate(given):
                self.hold(documented[0], item, schema.get('items') or {}, f'{pointer}/{i}')

    def hold_row(self, documented, given, pointer):
        """A row of a table: its columns may be others than those printed, its cells of the same kinds."""
        kinds = {json_type(item) for item in documented}
        for i, item in enumerate(given):
            if item is None:
                self.hold(0, None, {}, f'{pointer}/{i}')
                continue
            self.values += 1
            if json_type(item) not in kinds:
                self.wrong.append(f'{pointer}/{i}: {json_type(item)} came')

    def hold_object(self, documented, given, schema, pointer):
        values = schema.get('additionalProperties')
        if isinstance(values, dict) and values and not schema.get('properties'):
            if not given:
                self.wrong.append(f'{pointer}: empty')
            # Two levels of data keys keep their documented names where the answer has them.
            same = all(name in given for name in documented)
            for name, value in given.items():
                if same and name not in documented:
                    continue
                example = documented.get(name, next(iter(documented.values())))
                self.hold(example, value, values, f'{pointer}/{name}')
            return
        for name, value in documented.items():
            if name not in given:
                self.wrong.append(f'{pointer}/{name}: missing')
            else:
                part = (schema.get('properties') or {}).get(name) or {}
                self.hold(value, given[name], part, f'{pointer}/{name}')

    def verdict(self):
        if self.nulls * 4 > self.values:
            self.wrong.append(f'{self.nulls} of {self.values} values are null')
        return self.wrong


class Contract:
    def __init__(self, client):
        self.client, self.failures, self.passed, self.absent = client, [], 0, []
        status, self.open_api = client.json('GET', '/openapi.json')
        if status != 200:
            raise RuntimeError(f'/openapi.json answered {status}')
        status, health = client.json('GET', '/system/health/engines')
        self.engines = [name.removesuffix('-engine') for name in health['data']['engine_status']]

    def note(self, label, wrong):
        print(('ok    ' if not wrong else 'WRONG ') + label)
        for line in wrong:
            print('      ' + line)
        self.passed += not wrong
        if wrong:
            self.failures.append(label)

    def listed(self, method, path):
        """The operation of a concrete or documented path in the OpenAPI page, or None."""
        wanted = re.sub(r'\{\w+\}', '{}', path.split('?')[0])
        for known, item in self.open_api['paths'].items():
            if re.sub(r'\{\w+\}', '{}', known) == wanted and method.lower() in item:
                return item[method.lower()]
        return None

    def answer_schema(self, operation):
        return operation['responses']['200']['content']['application/json']['schema']

    def documented(self, case):
        path = case['path']
        if path in ('/health', '/metrics'):
            engine = ENGINE_IDS.get(case['engine'])
            path = f'/{engine}{path}'
        operation = self.listed(case['method'], path)
        label = f'{case["method"]} {path}'
        path = path.replace('{symbol}', 'AAPL').replace('{factor_id}', 'momentum_12_1')
        path = path.replace('{portfolio_id}', 'portfolio_001')
        if operation is None:
            self.absent.append(label)
            return
        if case['path'] == '/metrics' or 'response' not in case:
            return  # asked of every engine below, or a stream
        status, answer = self.client.json(case['method'], path, case.get('request'))
        shape = Shape(answer, nulls_are_means=case['path'] == '/health')
        if status != 200:
            shape.wrong.append(f'status {status}: {json.dumps(answer)[:300]}')
        else:
            shape.hold(case['response'], answer, self.answer_schema(operation), '')
            if case['path'] != '/health':
                self.envelope(answer, shape.wrong)
        self.note(label, shape.verdict())

    def envelope(self, answer, wrong):
        if answer.get('success') is not True or answer.get('errors') != []:
            wrong.append('the envelope does not say success')
        metadata = answer.get('metadata') or {}
        wrong += [f'/metadata/{name}: missing' for name in METADATA if name not in metadata]

    def standard(self, engine):
        wrong = []
        for part in ('info', 'status'):
            status, answer = self.client.json('GET', f'/{engine}/{part}')
            if status != 200:
                wrong.append(f'{part} answered {status}')
            self.envelope(answer, wrong)
            if (answer.get('data') or {}).get('engine') != engine:
                wrong.append(f'{part} speaks of another engine')
        self.note(f'GET /{engine}/info, /{engine}/status', wrong)
        self.note(f'GET /{engine}/metrics', self.metrics(engine))
        status, answer = self.client.json('POST', f'/{engine}/process',
                                          {'operation': f'{engine}.status', 'parameters': {}})
        same = status == 200 and answer['data'].get('engine') == engine
        self.note(f'POST /{engine}/process', [] if same else [f'status {status}: {json.dumps(answer)[:200]}'])
        bare = Client(self.client.base, '')
        status, answer = bare.json('GET', f'/{engine}/health')
        wrong = [] if status == 200 and 'success' not in answer else ['health must be open and bare']
        for path in ('metrics', 'info', 'status'):
            if bare.ask('GET', f'/{engine}/{path}')[0] != 401:
                wrong.append(f'{path} must ask for the token')
        self.note(f'access to /{engine}', wrong)

    def metrics(self, engine):
        self.client.ask('POST', f'/{engine}/process', {'operation': 'nothing.there', 'parameters': {}})
        status, headers, body = self.client.ask('GET', f'/{engine}/metrics')
        wrong = [] if status == 200 else [f'status {status}']
        if not headers.get('Content-Type', '').startswith('text/plain'):
            wrong.append('not text/plain')
        types, sampled = {}, {}
        for line in body.decode().splitlines():
            if line.startswith('# TYPE '):
                types[line.split()[2]] = line.split()[3]
            elif line and not line.startswith('#'):
                sample = SAMPLE.match(line)
                if not sample:
                    wrong.append(f'not in the text format: {line}')
                else:
                    sampled.setdefault(sample.group(1), []).append(sample.group(2) or '')
        for family, kind in FAMILIES.items():
            if family != 'engine_messagebus_messages_sent_total' and types.get(family) != kind:
                wrong.append(f'{family} is not a {kind}')
        for labels in sampled.get('engine_requests_total', []):
            if f'engine="{engine}"' not in labels or 'method=' not in labels or 'endpoint=' not in labels:
                wrong.append(f'labels of engine_requests_total: {labels}')
        if not any('quantile=' in labels for labels in sampled.get('engine_request_duration_seconds', [])):
            wrong.append('engine_request_duration_seconds has no quantiles')
        return wrong

    def run(self):
        with open(os.path.join(HERE, 'cases.json'), encoding='utf-8') as file:
            cases = json.load(file)
        for case in cases:
            self.documented(case)
        for engine in self.engines:
            self.standard(engine)
        print(f'{self.passed} hold, {len(self.failures)} do not; '
              f'{len(self.absent)} documented calls are not built yet')
        return not self.failures


def wait_for_events(client, limit=60.0):
    """What is measured of a stream needs a stream: the replayed one has sent its first events."""
    ends = time.monotonic() + limit
    while time.monotonic() < ends:
        _, answer = client.json('GET', '/marketdata/latency')
        if answer['data']['latency_by_symbol']:
            return
        time.sleep(0.05)  # between two looks; nothing depends on its length
    raise RuntimeError('the replay sent nothing')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--server', help='program to start in a home of its own')
    parser.add_argument('--base', default='http://127.0.0.1:8001')
    parser.add_argument('--token', default='')
    options = parser.parse_args()
    if not options.server:
        return 0 if Contract(Client(options.base, options.token)).run() else 1
    with Server(options.server, arguments=('--replay', 'demo')) as server:
        client = Client(server.address, server.token)
        wait_for_events(client)
        fine = Contract(client).run()
        print(f'stopped in {server.stop(limit=3.0):.1f} s')
    return 0 if fine else 1


if __name__ == '__main__':
    sys.exit(main())
