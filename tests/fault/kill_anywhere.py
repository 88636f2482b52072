#!/usr/bin/env python3
"""Kills at random moments during imports, corrections, repairs, quality scans and settings, and compares with
an unkilled twin.

usage: kill_anywhere.py --server build/release/bin/nautilusd [--kills 200] [--seed N]

A list of steps is done once without kills: what the catalog and the settings hold after each step is the
twin's. Then each step is begun and its process killed (SIGKILL) at a moment drawn over the step's measured
time. After the restart: what was acknowledged is there; what is there is the state before the step or after
it, whole; the step done again gives the twin's state. At the end of every pass the exports of both homes are
the same bytes.
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'functional'))
from running_server import Client, Server  # noqa: E402

TABLES = {  # what makes up the state; times of the clock are no part of it
    'bars_daily': '*', 'bars_quarantine': '*', 'rows_quarantine': '*', 'instruments': '*', 'aliases': '*',
    'classifications': '*', 'datasets': '*', 'epochs': '*', 'macro_observations': '*', 'quality_issues': '*',
    'corrections': '* EXCLUDE (made_at_ns, undone_at_ns)', 'corporate_actions': '*',
}
EXPORTS = ['bars', 'instruments', 'quarantine', 'quality', 'classifications', 'macro']
GONE = (urllib.error.URLError, ConnectionError, json.JSONDecodeError, OSError, TimeoutError)


def require(truth, sentence):
    if not truth:
        raise RuntimeError(sentence)


def write_inputs(folder):
    """Own files with defects that the rules find; the second overlaps the first."""
    rng = random.Random(20)
    paths = {}
    for name, symbols, start in (('a', 24, 0), ('b', 30, 200), ('c', 40, 100)):
        lines = ['symbol,date,open,high,low,close,volume']
        for s in range(symbols):
            price = 20.0 + s
            for day in range(start, start + 260):
                price *= 1 + rng.uniform(-0.02, 0.02)
                factor = 100 if (s, day % 260) == (3, 210) else 1
                date = time.strftime('%Y-%m-%d', time.gmtime(1577923200 + day * 86400))
                close = price * factor
                low = close * (1.2 if day % 97 == 5 else 0.99)
                prices = f'{close:.4f},{close * 1.01:.4f},{low:.4f},{close:.4f}'
                lines.append(f'S{s:02},{date},{prices},{1000 + day}')
        paths[name] = os.path.join(folder, name + '.csv')
        with open(paths[name], 'w', encoding='ascii') as file:
            file.write('\n'.join(lines) + '\n')
    paths['m'] = os.path.join(folder, 'm.csv')
    with open(paths['m'], 'w', encoding='ascii') as file:
        file.write('date,CPI,GDP\n' + ''.join(f'20{y:02}-{m:02}-01,{y + m / 12},{y * m}\n'
                                              for y in range(10, 20) for m in range(1, 13)))
    return paths


class Home:
    """A home folder and the server that owns it, when one is up."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.server = None

    def up(self):
        if not self.server:
            self.server = Server(self.program, home=self.folder, arguments=['--no-demo', '--threads', '2'])
            self.server.start()
        return Client(self.server.address, self.server.token)

    def down(self, kindly=False):
        if self.server:
            if kindly:
                self.server.stop()
            self.server.kill()
            self.server.process.stdout.close()
            self.server = None

    def state(self):
        client, out = self.up(), {}
        for table, columns in TABLES.items():
            status, answer = client.json('POST', '/api/v1/data-catalog/sql', {
                'sql': f'SELECT count(*) AS n, bit_xor(hash(t))::VARCHAR AS h FROM (SELECT {columns} FROM '
                       f'{table}) t'})
            require(status == 200, f'{table} cannot be read: {answer.get("errors")}')
            out[table] = answer['data']['rows'][0]
        out['settings'] = client.json('GET', '/api/v1/settings')[1]['data']['settings']
        return out

    def jobs(self):
        listed = self.up().json('GET', '/api/v1/jobs?limit=10000')[1]['data']['jobs']
        return {job['job_id']: job for job in listed}


class Step:
    """Something to be done; `run` answers whether it was acknowledged, also when it was killed meanwhile."""

    def __init__(self, name, work, needs_server):
        self.name, self.work, self.needs_server = name, work, needs_server
        self.seconds, self.before, self.after = 0.0, None, None

    def run(self, home, kill_after=None):
        home.up() if self.needs_server else home.down()
        begun = time.monotonic()
        acknowledged = self.work(home, kill_after)
        self.seconds = max(self.seconds, time.monotonic() - begun) if kill_after is None else self.seconds
        return acknowledged


def wait_for_job(client, home, job_id):
    home.promised.append(job_id)
    while True:
        status, answer = client.json('GET', '/api/v1/jobs/' + job_id)
        require(status == 200, f'{job_id} answered {status}')
        if answer['data']['finished_at']:
            require(answer['data']['state'] == 'succeeded', f'{job_id}: {answer["data"].get("error")}')
            return True
        time.sleep(0.002)


def over_server(ask):
    """Work that asks a server, which is killed at the moment given."""
    def work(home, kill_after):
        client, server = home.up(), home.server
        timer = threading.Timer(kill_after, server.kill) if kill_after is not None else None
        if timer:
            timer.start()
        try:
            return ask(client, home)
        except GONE:
            require(timer, 'the server went by itself')
            return False
        finally:
            if timer:
                timer.cancel()
                timer.join()
                home.down()
    return work


def import_over_server(path):
    def ask(client, home):
        request = {'files': [path], 'dataset': 'own'}
        status, answer = client.json('POST', '/api/v1/data-catalog/imports', request)
        require(status == 202, f'the import was answered with {status}: {answer}')
        return wait_for_job(client, home, answer['data']['job_id'])
    return over_server(ask)


def import_by_command(path, beside_server):
    def work(home, kill_after):
        home.up() if beside_server else home.down()
        process = subprocess.Popen([home.program, 'import', '--home', home.folder, '--dataset', 'own', path],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            said, _ = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
        if beside_server and kill_after is not None:
            home.down()
        if process.returncode == 0:
            require(json.loads(said)['catalog_epoch'] > 0, 'the import says nothing')
        else:
            require(process.returncode == -9, f'the import ended with {process.returncode}')
        return process.returncode == 0
    return work


def change_settings(changes):
    def ask(client, _):
        for each in changes:
            status, answer = client.json('PUT', '/api/v1/settings', {'settings': each})
            require(status == 200, f'the settings were answered with {status}: {answer}')
        return True
    return over_server(ask)


def correct(symbol, date, value):
    def ask(client, _):
        known = client.json('GET', f'/api/v1/data-catalog/corrections?symbol={symbol}')[1]['data']
        at = known['columns'].index('first_date') if 'first_date' in known['columns'] else None
        if at is not None and any(row[at] == date for row in known['rows']):
            return True  # it was recorded before the kill
        status, answer = client.json('POST', '/api/v1/data-catalog/corrections', {
            'symbol': symbol, 'date': date, 'field': 'close', 'value': value, 'reason': 'checked'})
        require(status == 200, f'the correction was answered with {status}: {answer}')
        return True
    return over_server(ask)


def repair():
    def ask(client, _):
        issues = client.json('GET', '/api/v1/data-catalog/quality?limit=1000')[1]['data']
        column = {name: i for i, name in enumerate(issues['columns'])}
        ids = sorted(row[column['issue_id']] for row in issues['rows'] if row[column['proposed']] is not None)
        status, answer = client.json('POST', '/api/v1/data-catalog/quality/repairs',
                                     {'issue_ids': ids[:20], 'reason': 'proposed'})
        require(status == 200, f'the repair was answered with {status}: {answer}')
        return True
    return over_server(ask)


def scan():
    def ask(client, home):
        status, answer = client.json('POST', '/api/v1/data-catalog/quality/scans', {'dataset': 'own'})
        require(status == 202, f'the scan was answered with {status}: {answer}')
        return wait_for_job(client, home, answer['data']['job_id'])
    return over_server(ask)


def steps_for(paths):
    return [
        Step('import by command, free home', import_by_command(paths['a'], False), False),
        Step('settings', change_settings([{'theme': 'light'}, {'motion': False}, {'catalog_threads': 3}]),
             True),
        Step('import over the server', import_over_server(paths['b']), True),
        Step('repair', repair(), True),
        Step('macro over the server', import_over_server(paths['m']), True),
        Step('correction', correct('S01', '2020-03-02', 21.5), True),
        Step('import by command beside a server', import_by_command(paths['c'], True), True),
        Step('settings again', change_settings([{'theme': 'dark'}, {'compute_threads': 2}]), True),
        Step('quality scan', scan(), True),
    ]


def exports_of(home):
    home.down()
    out = {}
    for what in EXPORTS:
        path = os.path.join(home.folder + '.out', what + '.csv')
        shutil.rmtree(home.folder + '.out', ignore_errors=True)
        command = [home.program, 'export', '--home', home.folder, '--what', what, '--format', 'csv']
        done = subprocess.run(command + ['--out', path], capture_output=True, check=False, timeout=120)
        require(done.returncode == 0, f'{what} is not exported: {done.stderr[-300:]}')
        with open(path, 'rb') as file:
            out[what] = file.read()
    shutil.rmtree(home.folder + '.out', ignore_errors=True)
    return out


def difference(state, wanted):
    return {key: (state[key], wanted[key]) for key in wanted if state[key] != wanted[key]}


def check_after_kill(home, step, acknowledged):
    state = home.state()
    jobs = home.jobs()
    for job_id in home.promised:
        require(job_id in jobs, f'{step.name}: {job_id} was acknowledged and is lost')
        require(jobs[job_id]['finished_at'], f'{step.name}: {job_id} never ended')
    left = [name for name in os.listdir(home.folder) if name.endswith('.new')]
    require(not left or left == ['settings.toml.new'], f'{step.name}: half-written files are left: {left}')
    if acknowledged:
        require(state == step.after, f'{step.name} was acknowledged: {difference(state, step.after)}')
        return 'after'
    if 'settings' in step.name:  # several writes: each field is as before or as after
        for key, value in state['settings'].items():
            both = (step.before['settings'][key], step.after['settings'][key])
            require(value in both, f'setting {key}: {value}')
        return 'between' if state not in (step.before, step.after) else 'whole'
    if state == step.after:
        return 'after'
    if state == step.before:
        return 'before'
    # An import is in as soon as its rows are; what the quality rules find comes after it.
    import_only = dict(step.after, quality_issues=step.before['quality_issues'])
    require('import' in step.name and state == import_only,
            f'{step.name}: neither before nor after: {difference(state, step.after)}')
    return 'unscanned'


def twin_of(program, folder, paths):
    twin, steps = Home(program, os.path.join(folder, 'twin')), steps_for(paths)
    twin.promised = []
    for step in steps:
        step.before = twin.state()
        require(step.run(twin), f'{step.name} was not done')
        step.after = twin.state()
        require(step.name == 'quality scan' or step.before != step.after, f'{step.name} changes nothing')
        print(f'  twin: {step.name}: {step.seconds * 1000:.0f} ms', flush=True)
    return exports_of(twin), steps


def one_pass(program, folder, steps, rng, kills, each):
    """Every step with `each` kills at most, while kills are left; answers how many are."""
    home = Home(program, folder)
    home.promised = []
    seen = {}
    for step in steps:
        for _ in range(min(each, kills)):
            kills -= 1
            acknowledged = step.run(home, rng.uniform(0, step.seconds * 0.85))
            what = check_after_kill(home, step, acknowledged)
            seen[what] = seen.get(what, 0) + 1
            if what in ('after', 'unscanned'):
                break  # done: another kill would find nothing to interrupt
        require(step.run(home), f'{step.name} was not done after the kill')
        state = home.state()
        require(state == step.after, f'{step.name}, done again: {difference(state, step.after)}')
    exports = exports_of(home)
    shutil.rmtree(folder, ignore_errors=True)
    return kills, seen, exports


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--server', required=True)
    parser.add_argument('--kills', type=int, default=200)
    parser.add_argument('--seed', type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f'seed {options.seed}')
    rng = random.Random(options.seed)
    program, kills, number, total = os.path.abspath(options.server), options.kills, 0, {}
    folder = tempfile.mkdtemp(prefix='nautilus-kill-')
    try:
        wanted, steps = twin_of(program, folder, write_inputs(folder))
        while kills > 0:
            number += 1
            kills, seen, exports = one_pass(program, os.path.join(folder, f'pass{number}'), steps, rng, kills,
                                            each=3)
            for what, count in seen.items():
                total[what] = total.get(what, 0) + count
            for what in EXPORTS:
                require(exports[what] == wanted[what], f'the export of {what} differs from the twin\'s')
            print(f'pass {number}: {options.kills - kills} kills, found {total}', flush=True)
    except RuntimeError as failed:
        print(f'WRONG {failed}')
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
