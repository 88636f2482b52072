#!/usr/bin/env python3
"""Kills a server without warning while it works, starts it again and looks what is left.

usage: kill_and_restart.py --server build/release/bin/nautilusd [--rounds 10] [--seed N]

After every kill: each job that was acknowledged is there and has ended, no job id stands twice, answers are
the same bytes as before, nothing half-written lies in the home folder. A second process on the same home is
refused and the first goes on.
"""
import argparse
import json
import os
import random
import stat
import subprocess
import sys
import time
import urllib.error

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'functional'))
from running_server import Client, Server  # noqa: E402

ASKED = '/api/v1/factor-engine/returns?estimator=joint&start=2019-12-02&format=csv'


def require(truth, sentence):
    if not truth:
        raise RuntimeError(sentence)


def submit_until_killed(server, rng, acknowledged):
    """Posts runs until the process is gone; remembers every id that came back whole."""
    client = Client(server.address, server.token)
    deadline = time.monotonic() + rng.uniform(0.02, 1.5)
    while time.monotonic() < deadline:
        kind = rng.choice(['joint', 'two_stage'])
        status, answer = client.json('POST', '/api/v1/factor-engine/runs', {'kind': kind})
        if status in (200, 202):
            acknowledged.append(answer['data']['job_id'])
        else:
            require(status in (409, 503), f'a run was answered with {status}')
    server.kill()


def look_at_jobs(client, acknowledged):
    require(len(set(acknowledged)) == len(acknowledged), 'a job id was given twice')
    status, answer = client.json('GET', '/api/v1/jobs?limit=10000')
    require(status == 200, f'the list of jobs answered {status}')
    jobs = {job['job_id']: job for job in answer['data']['jobs']}
    for job_id in acknowledged:
        require(job_id in jobs, f'{job_id} was acknowledged and is lost')
        require(jobs[job_id]['state'] in ('succeeded', 'failed', 'cancelled'), f'{job_id} never ended')
        require(jobs[job_id]['finished_at'], f'{job_id} has no end')


def look_at_home(home, client):
    require(stat.S_IMODE(os.stat(home).st_mode) == 0o700, 'the home folder is open to others')
    require(stat.S_IMODE(os.stat(home + '/token').st_mode) == 0o600, 'the token file is open to others')
    status, answer = client.json('GET', '/api/v1/factor-engine/runs?limit=1000')
    require(status == 200, f'the list of runs answered {status}')
    known = {run['run_id'] for run in answer['data']['runs']}
    for folder, _, files in os.walk(home + '/factors'):
        run = os.path.relpath(folder, home + '/factors').split(os.sep)[0]
        require(run == '.' or run in known, f'blocks of a run that the ledger does not know: {run}')
        require(not [f for f in files if f.endswith('.new')], 'a half-written block was left')


def second_process_is_refused(server):
    second = subprocess.run([server.program, 'serve', '--home', server.home, '--port', '0'],
                            capture_output=True, timeout=60, check=False)
    require(second.returncode != 0, 'a second process took the same home folder')
    require(b'owns this home' in second.stderr, 'the second process does not say why it ends')
    status, _, _ = Client(server.address, server.token).ask('GET', '/factor/health')
    require(status == 200, 'the first process was harmed by the second')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--server', required=True)
    parser.add_argument('--rounds', type=int, default=10)
    parser.add_argument('--seed', type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f'seed {options.seed}')
    rng = random.Random(options.seed)
    server, acknowledged = Server(options.server), []
    try:
        server.start()
        _, _, before = Client(server.address, server.token).ask('GET', ASKED)
        require(len(before) > 1000, 'there are no factor returns to compare')
        second_process_is_refused(server)
        for number in range(options.rounds):
            try:
                submit_until_killed(server, rng, acknowledged)
            except (urllib.error.URLError, ConnectionError, json.JSONDecodeError) as gone:
                raise RuntimeError(f'the server died before it was killed: {gone}') from gone
            server.start()
            client = Client(server.address, server.token)
            look_at_jobs(client, acknowledged)
            look_at_home(server.home, client)
            require(client.ask('GET', ASKED)[2] == before, 'the same question has another answer')
            print(f'round {number + 1}: {len(acknowledged)} acknowledged jobs are all there')
        print(f'stopped in {server.stop(limit=3.0):.1f} s')
    except RuntimeError as failed:
        print(f'WRONG {failed}')
        return 1
    finally:
        server.forget()
    return 0


if __name__ == '__main__':
    sys.exit(main())
