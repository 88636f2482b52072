#!/usr/bin/env python3
"""A home folder on a disk that is full: what is asked fails with a reason, the server goes on, nothing is
half done, and all works again when there is room.

usage: full_disk.py --server build/release/bin/nautilusd

Mounts a small file system in memory; without the right to do so, in a name space of its own (unshare). Exit
status 77 when neither can be had.
"""
import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'functional'))
sys.path.insert(0, HERE)
from kill_anywhere import TABLES, difference, write_inputs  # noqa: E402
from running_server import Client, Server  # noqa: E402

SKIPPED = 77
DISK_BYTES = 128 << 20
IMPORTS = '/api/v1/data-catalog/imports'
FAILURES = []


def hold(condition, what):
    print(f"{'ok   ' if condition else 'FAIL '} {what}", flush=True)
    if not condition:
        FAILURES.append(what)


class Disk:
    """A small file system that can be filled to its last byte."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='nautilus-disk-')
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={DISK_BYTES}', 'tmpfs', self.folder], check=True,
                       capture_output=True)
        self.filler = os.path.join(self.folder, 'filler')

    def fill(self, leave=0):
        self.free()
        with open(self.filler, 'wb', buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while file.write(b'x' * size) > 0:
                        pass
                except OSError:
                    pass
        if leave:
            os.truncate(self.filler, max(0, os.path.getsize(self.filler) - leave))

    def free(self):
        if os.path.exists(self.filler):
            os.remove(self.filler)

    def forget(self):
        subprocess.run(['umount', '-l', self.folder], check=False)
        os.rmdir(self.folder)


def state(client):
    out = {}
    for table, columns in TABLES.items():
        status, answer = client.json('POST', '/api/v1/data-catalog/sql', {
            'sql': f'SELECT count(*) AS n, bit_xor(hash(t))::VARCHAR AS h FROM (SELECT {columns} FROM '
                   f'{table}) t'})
        out[table] = answer['data']['rows'][0] if status == 200 else status
    out['settings'] = client.json('GET', '/api/v1/settings')[1]['data']['settings']
    return out


def said(answer):
    """What an answer or a job tells of the failure."""
    errors = answer.get('errors') or []
    return ' '.join(error['message'] for error in errors) or (answer.get('data') or {}).get('error') or ''


def import_file(client, path, seconds=120):
    """The status, and the job when one was accepted."""
    status, answer = client.json('POST', IMPORTS, {'files': [path], 'dataset': 'own'})
    if status != 202:
        return status, answer
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _, job = client.json('GET', '/api/v1/jobs/' + answer['data']['job_id'])
        if job['data']['finished_at']:
            return status, job
        time.sleep(0.01)
    return status, job


def refused(what, status, answer):
    failed = status == 503 or (status == 202 and answer['data']['state'] == 'failed')
    hold(failed, f'{what}: fails ({status}, {json.dumps(answer)[:300]})')
    why = said(answer)
    hold('full' in why or 'could not be saved' in why, f'{what}: says why ({why!r})')


def while_full(client, server, disk, paths, leave):
    before = state(client)
    disk.fill(leave)
    what = f'{leave >> 10} KiB left'
    refused(f'import, {what}', *import_file(client, paths['c']))
    if leave == 0:
        light = {'settings': {'theme': 'light'}}
        refused(f'settings, {what}', *client.json('PUT', '/api/v1/settings', light))
        refused(f'correction, {what}', *client.json('POST', '/api/v1/data-catalog/corrections', {
            'symbol': 'S02', 'date': '2020-02-03', 'field': 'close', 'value': 22.0, 'reason': 'full'}))
        wish = {'what': 'bars', 'format': 'csv'}
        status, answer = client.json('POST', '/api/v1/data-catalog/exports', wish)
        refused(f'export, {what}', status, answer)
    hold(server.process.poll() is None, f'{what}: the server lives')
    hold(client.ask('GET', '/health')[0] == 200, f'{what}: it answers')
    status, answer = client.json('GET', '/api/v1/data-catalog/bars?symbol=S02&limit=5')
    hold(status == 200 and len(answer['data']['rows']) == 5, f'{what}: it reads')
    now = state(client)
    hold(now == before, f'{what}: the state is as before: {difference(now, before)}')
    _, listed = client.json('GET', '/api/v1/jobs?limit=1000')
    running = [job['job_id'] for job in listed['data']['jobs'] if not job['finished_at']]
    hold(not running, f'{what}: no job hangs: {running}')
    disk.free()
    hold(state(client) == before, f'{what}: the state is as before when there is room again')


def check(program, disk, paths):
    home = os.path.join(disk.folder, 'home')
    with Server(program, home=home, arguments=['--no-demo', '--threads', '2']) as server:
        client = Client(server.address, server.token)
        first = import_file(client, paths['a'])[1]
        hold(first['data']['state'] == 'succeeded', 'an import while there is room')
        for leave in (0, 64 << 10, 1 << 20):
            while_full(client, server, disk, paths, leave)
        status, _ = client.json('PUT', '/api/v1/settings', {'settings': {'theme': 'light'}})
        hold(status == 200, 'settings again')
        hold(import_file(client, paths['c'])[1]['data'].get('state') == 'succeeded', 'an import again')
        after = state(client)
    with Server(program, home=home, arguments=['--no-demo', '--threads', '2']) as server:
        hold(state(Client(server.address, server.token)) == after, 'the same after a restart')
    disk.fill()
    command = [program, 'import', '--home', home, '--dataset', 'own', paths['b']]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    told = done.stderr[-300:]
    hold(done.returncode == 1 and b'full' in told, f'the command line says so: {told}')
    disk.free()
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    hold(done.returncode == 0, f'the same command when there is room: {done.stderr[-300:]}')


def check_limit(program, paths):
    """A limit on the size of files cuts a commit off: refused from then on, whole at the restart."""
    with Server(program, arguments=['--no-demo', '--threads', '2']) as server:
        client = Client(server.address, server.token)
        import_file(client, paths['a'])
        before = state(client)
        files = [os.path.join(server.home, name) for name in ('catalog.duckdb', 'catalog.duckdb.wal')]
        written = max(os.path.getsize(path) for path in files if os.path.exists(path))
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (written + 4096, resource.RLIM_INFINITY))
        refused('import beyond a limit', *import_file(client, paths['c']))
        hold(client.ask('GET', '/health')[0] == 200, 'it answers')
        status, answer = client.json('GET', '/api/v1/data-catalog/bars?symbol=S02&limit=5')
        hold(status in (200, 503), f'it reads, or says why not ({status}, {said(answer)!r})')
        server.kill()
        server.start()
        client = Client(server.address, server.token)
        hold(state(client) == before, f'the state is as before: {difference(state(client), before)}')
        again = import_file(client, paths['c'])[1]
        hold(again['data'].get('state') == 'succeeded', 'an import after the restart')


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--server', required=True)
    options = parser.parse_args()
    try:
        disk = Disk()
    except (subprocess.CalledProcessError, FileNotFoundError):
        if os.environ.get('NAUTILUS_OWN_NAMESPACE') or not shutil.which('unshare') or subprocess.run(
                ['unshare', '-rm', 'true'], capture_output=True, check=False).returncode != 0:
            print('skipped: no file system of a fixed size can be mounted here')
            return SKIPPED
        os.environ['NAUTILUS_OWN_NAMESPACE'] = '1'
        os.execvp('unshare', ['unshare', '-rm', sys.executable, *sys.argv])
    inputs = tempfile.mkdtemp(prefix='nautilus-inputs-')
    try:
        paths = write_inputs(inputs)
        check(os.path.abspath(options.server), disk, paths)
        check_limit(os.path.abspath(options.server), paths)
    finally:
        shutil.rmtree(inputs, ignore_errors=True)
        disk.forget()
    print(f'{len(FAILURES)} failed')
    return 1 if FAILURES else 0


if __name__ == '__main__':
    sys.exit(main())
