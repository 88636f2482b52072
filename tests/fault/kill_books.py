#!/usr/bin/env python3
"""Kills at random moments while transactions are recorded, breaches come and go and alerts are sent.

usage: kill_books.py --server build/release/bin/nautilusd [--kills 50] [--seed N]

Transactions carry keys. After every kill: each that was acknowledged stands exactly once, the one that was on
its way at most once, and sent again under its key it is there exactly once; cash is the sum of what stands.
Every breach that was ever shown is there with its beginning unchanged, numbers have no gaps, and of one limit
at most one breach is open. At the end every alert of the journal has reached the mail server and the web
server of this test at least once; more than once only as often as the process was killed.
"""
import argparse
import json
import os
import random
import shutil
import socketserver
import sys
import tempfile
import threading
import time
import urllib.error
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'functional'))
from running_server import Client, Server  # noqa: E402

GONE = (urllib.error.URLError, ConnectionError, json.JSONDecodeError, OSError, TimeoutError)
BOOK = '/api/v1/portfolio/portfolios/killed'
PATIENCE_S = 120


def require(truth, sentence):
    if not truth:
        raise RuntimeError(sentence)


class Letters(socketserver.StreamRequestHandler):
    """Enough of SMTP to take a letter; notes the alert that it is about."""

    def handle(self):
        self.say('220 ready')
        for line in self.rfile:
            word = line.strip().upper()
            if word.startswith(b'EHLO') or word.startswith(b'HELO'):
                self.say('250 here')
            elif word == b'DATA':
                self.say('354 go on')
                self.server.arrived(self.letter())
                self.say('250 taken')
            elif word == b'QUIT':
                self.say('221 bye')
                return
            else:
                self.say('250 ok')

    def letter(self):
        alert = ''
        for line in self.rfile:
            if line.lower().startswith(b'x-nautilus-alert:'):
                alert = line.split(b':', 1)[1].strip().decode()
            if line == b'.\r\n':
                return alert
        return ''

    def say(self, text):
        self.wfile.write((text + '\r\n').encode())


class Posts(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        self.server.arrived(body['alert_id'])
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, *_):
        pass


class Sink:
    """A server of this test that counts what arrives by alert."""

    def __init__(self, kind, handler):
        self.lock, self.counts = threading.Lock(), {}
        self.server = kind(('127.0.0.1', 0), handler)
        self.server.daemon_threads = True
        self.server.arrived = self.arrived
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def arrived(self, alert):
        with self.lock:
            self.counts[alert] = self.counts.get(alert, 0) + 1

    def seen(self):
        with self.lock:
            return dict(self.counts)


class Round:
    def __init__(self, program, home, rng):
        self.program, self.home, self.rng = program, home, rng
        self.server = self.client = None
        self.acknowledged, self.in_flight, self.next_key = {}, None, 0
        self.breaches = {}

    def up(self):
        self.server = Server(self.program, home=self.home, arguments=['--no-demo', '--threads', '2'])
        self.server.start()
        self.client = Client(self.server.address, self.server.token)
        return self.client

    def down(self):
        self.server.kill()
        self.server.process.stdout.close()

    def ask(self, method, path, body=None):
        status, answer = self.client.json(method, path, body)
        require(status == 200, f'{method} {path} answered {status}: {json.dumps(answer)[:300]}')
        return answer['data']

    def transaction(self, key):
        """Deposits, and purchases that break and keep the limit in turn."""
        number = int(key[1:])
        if number % 2:
            return {'kind': 'buy' if number % 4 == 1 else 'sell', 'symbol': 'S00', 'quantity': '2000',
                    'price': '20', 'effective_at': '2020-06-01T12:00:00Z', 'key': key}
        return {'kind': 'deposit', 'amount': '0.01', 'effective_at': '2020-06-01T12:00:00Z', 'key': key}

    def send(self, key):
        self.in_flight = key
        made = self.ask('POST', BOOK + '/transactions', {'transactions': [self.transaction(key)]})
        self.acknowledged[key] = made['transactions'][0]['number']
        self.in_flight = None

    def work_until_killed(self):
        timer = threading.Timer(self.rng.uniform(0.05, 2.5), self.server.kill)
        timer.start()
        try:
            while True:
                self.next_key += 1
                self.send(f'k{self.next_key}')
                self.look_at_breaches()
                time.sleep(self.rng.uniform(0, 0.4))
        except GONE:
            pass
        finally:
            timer.join()
            self.down()

    def until_there_is_a_breach(self):
        """Kills may have come before every check."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.breaches:
            require(time.monotonic() < deadline, 'no check finds a breach')
            self.next_key += 1
            self.send(f'k{self.next_key}')
            self.wait_for_a_check()
            self.look_at_breaches()

    def wait_for_a_check(self):
        def checks():
            return self.client.json('GET', '/risk/health')[1]['risk_checks_performed']
        done, deadline = checks(), time.monotonic() + PATIENCE_S
        while checks() < done + 2:
            require(time.monotonic() < deadline, 'nothing is checked')
            time.sleep(0.05)

    def look_at_breaches(self):
        shown = self.ask('GET', '/risk/breaches/killed?period=ALL')['breaches']
        now = {each['breach_id']: each for each in shown}
        for breach_id, before in self.breaches.items():
            require(breach_id in now, f'{breach_id} was shown and is lost')
            for name in ('timestamp', 'limit_type'):
                require(now[breach_id][name] == before[name], f'{breach_id} has another {name}')
            if before['resolution_status'] == 'RESOLVED':
                require(now[breach_id]['resolution_status'] == 'RESOLVED', f'{breach_id} is open again')
        numbers = sorted(int(each.split('_')[1]) for each in now)
        require(numbers == list(range(1, len(numbers) + 1)), f'breaches are numbered {numbers}')
        still_open = [each for each in shown if each['resolution_status'] != 'RESOLVED']
        require(len(still_open) <= 1, f'{len(still_open)} breaches of one limit are open')
        self.breaches = now

    def check_book(self):
        table = self.ask('GET', BOOK + '/transactions?limit=1000000')
        at = {name: i for i, name in enumerate(table['columns'])}
        keys = [row[at['key']] for row in table['rows'] if row[at['key']]]
        require(len(keys) == len(set(keys)), 'a transaction stands twice')
        numbers = {row[at['key']]: row[at['number']] for row in table['rows']}
        for key, number in self.acknowledged.items():
            require(numbers.get(key) == number, f'{key} was acknowledged and is lost')
        allowed = set(self.acknowledged) | ({self.in_flight} if self.in_flight else set()) | {'first'}
        require(set(keys) <= allowed, f'nobody sent {set(keys) - allowed}')
        self.check_cash(table['rows'], at)

    def check_cash(self, rows, at):
        cents = 0
        for row in rows:
            kind = row[at['kind']]
            cents += {'buy': -4_000_000, 'sell': 4_000_000}.get(kind, 0)
            if kind == 'deposit':
                cents += round(float(row[at['amount']]) * 100)
        cash = self.ask('GET', BOOK + '/holdings?as_of=2020-12-01')['cash']
        require(abs(cash * 100 - cents) < 1e-4, f'cash is {cash}, recorded is {cents / 100}')

    def repeat_what_was_on_its_way(self):
        if not self.in_flight:
            return
        key = self.in_flight
        self.send(key)
        self.send(key)
        self.check_book()


def write_prices(folder):
    path = os.path.join(folder, 'prices.csv')
    with open(path, 'w', encoding='ascii') as file:
        file.write('symbol,date,open,high,low,close,volume\n')
        for day in range(400):
            date = time.strftime('%Y-%m-%d', time.gmtime(1577923200 + day * 86400))
            file.write(f'S00,{date},20,20.1,19.9,20,100000\n')
    return path


def prepare(run, folder, mail, web):
    client = run.up()
    status, answer = client.json('POST', '/api/v1/data-catalog/imports',
                                 {'files': [write_prices(folder)], 'dataset': 'own'})
    require(status == 202, f'the import answered {status}')
    deadline = time.monotonic() + PATIENCE_S
    while not run.ask('GET', '/api/v1/jobs/' + answer['data']['job_id'])['finished_at']:
        require(time.monotonic() < deadline, 'the import does not end')
        time.sleep(0.01)
    run.ask('PUT', '/api/v1/settings', {'settings': {
        'alert_email_server': f'smtp://127.0.0.1:{mail.port}', 'alert_email_from': 'book@example.com',
        'alert_email_to': 'desk@example.com', 'alert_webhook_url': f'http://127.0.0.1:{web.port}/alerts',
        'alert_private_targets': True}})
    run.ask('PUT', '/api/v1/alerts/secrets', {'name': 'webhook_key', 'secret': 'a key of this test'})
    run.ask('POST', '/api/v1/portfolio/accounts', {'account_id': 'a', 'shorting_allowed': True})
    run.ask('POST', '/api/v1/portfolio/portfolios', {'portfolio_id': 'killed', 'account_id': 'a'})
    run.ask('POST', BOOK + '/transactions', {'transactions': [
        {'kind': 'deposit', 'amount': '100000', 'effective_at': '2020-02-03', 'key': 'first'}]})
    run.ask('POST', '/risk/limits', {'portfolio_id': 'killed',
                                     'limits': [{'limit_type': 'position_size', 'value': 0.1}]})
    run.ask('POST', '/risk/monitor/start', {'portfolio_id': 'killed', 'monitoring_config': {
        'check_interval_seconds': 1, 'alert_channels': ['email', 'webhook']}})


def wait_for_alerts(run, sinks, kills):
    """What was told on the bus is no proof: every breach of the journal has alarmed both."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        run.look_at_breaches()
        wanted = len(run.breaches)
        if all(len(sink.seen()) >= wanted for sink in sinks):
            break
        require(time.monotonic() < deadline,
                f'{wanted} breaches, but alerts reached {[len(sink.seen()) for sink in sinks]}')
        time.sleep(0.05)
    for sink in sinks:
        repeated = sum(count - 1 for count in sink.seen().values())
        require('' not in sink.seen(), 'an alert has no name')
        require(repeated <= kills, f'{repeated} alerts came twice after {kills} kills')
        print(f'   {len(sink.seen())} alerts, {repeated} of them twice')


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--server', required=True)
    parser.add_argument('--kills', type=int, default=50)
    parser.add_argument('--seed', type=int, default=int(time.time()))
    given = parser.parse_args()
    print(f'seed {given.seed}', flush=True)
    folder = tempfile.mkdtemp(prefix='nautilus-books-')
    mail, web = Sink(socketserver.ThreadingTCPServer, Letters), Sink(ThreadingHTTPServer, Posts)
    run = Round(given.server, os.path.join(folder, 'home'), random.Random(given.seed))
    try:
        prepare(run, folder, mail, web)
        for _ in range(given.kills):
            run.work_until_killed()
            run.up()
            run.check_book()
            run.look_at_breaches()
            run.repeat_what_was_on_its_way()
        run.until_there_is_a_breach()
        wait_for_alerts(run, (mail, web), given.kills)
        print(f'{given.kills} kills: {len(run.acknowledged)} transactions, {len(run.breaches)} breaches, '
              'nothing lost, nothing twice')
    except RuntimeError as wrong:
        print(f'FAILED: {wrong}')
        return 1
    finally:
        if run.server:
            run.server.kill()
            if not run.server.process.stdout.closed:
                run.server.process.stdout.close()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
