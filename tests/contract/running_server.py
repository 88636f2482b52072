"""A nautilusd of one's own in a temporary home, or one that runs already."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


class Server:
    def __init__(self, program, home=None, arguments=()):
        self.program, self.arguments = program, list(arguments)
        self.home = home or tempfile.mkdtemp(prefix='nautilus-check-')
        self.owns_home = home is None
        self.process = self.address = self.token = None

    def start(self, timeout=180):
        command = [self.program, 'serve', '--home', self.home, '--port', '0', *self.arguments]
        with open(self.home + '.log', 'ab') as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log)
        timer_end = time.monotonic() + timeout
        line = self.process.stdout.readline()
        if not line or time.monotonic() > timer_end:
            raise RuntimeError(f'the server did not become ready, exit status {self.process.poll()}')
        ready = json.loads(line)
        self.address = ready['address']
        with open(ready['token_file'], encoding='ascii') as file:
            self.token = file.read().strip()
        return self

    def stop(self, limit=3.0):
        """SIGTERM; answers the seconds that it took. RuntimeError when that was too long or not clean."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(limit * 4)
        except subprocess.TimeoutExpired as late:
            self.kill()
            raise RuntimeError('SIGTERM did not end the server') from late
        took = time.monotonic() - begun
        if status != 0 or took > limit:
            raise RuntimeError(f'stopped with status {status} after {took:.1f} s')
        return took

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def forget(self):
        self.kill()
        if self.process:
            self.process.stdout.close()
        if self.owns_home:
            if os.path.exists(self.home + '.log'):
                os.remove(self.home + '.log')
            shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.forget()


class Client:
    """Requests against a base address; an answer of any status is an answer."""

    def __init__(self, base, token):
        self.base, self.token = base.rstrip('/'), token

    def ask(self, method, path, body=None, headers=None, timeout=60):
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method)
        if data is not None:
            request.add_header('Content-Type', 'application/json')
        if self.token:
            request.add_header('Authorization', 'Bearer ' + self.token)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, dict(refused.headers), refused.read()

    def json(self, method, path, body=None):
        status, _, text = self.ask(method, path, body)
        return status, json.loads(text)
