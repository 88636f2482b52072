"""A nautilusd of one's own for a test: temporary home, free port, stopped at the end; a client for it."""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

READY_TIMEOUT_S = 180  # a cold start under sanitizers on a busy machine


class Server:
    """`with Server(program) as server:` starts it; leaving kills what is left and removes an own home."""

    def __init__(self, program, home=None, arguments=()):
        self.program, self.arguments = program, list(arguments)
        self.home = home or tempfile.mkdtemp(prefix="nautilus-server-")
        self.owns_home = home is None
        self.log = self.home.rstrip("/") + ".log"
        self.process = self.address = self.token = self.token_file = None

    @property
    def pid(self):
        return self.process.pid

    def start(self, timeout=READY_TIMEOUT_S):
        command = [self.program, "serve", "--home", self.home, "--port", "0", *self.arguments]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log)
        watchdog = threading.Timer(timeout, self.process.kill)  # a test may not hang
        watchdog.start()
        line = self.process.stdout.readline()
        watchdog.cancel()
        if not line:
            self.process.wait()
            raise RuntimeError(f"the server did not start: {self.errors()[-2000:]}")
        ready = json.loads(line)
        self.address, self.token_file = ready["address"], ready["token_file"]
        with open(self.token_file, encoding="ascii") as file:
            self.token = file.read().strip()
        return self

    def errors(self):
        """What it wrote to stderr."""
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def stop(self, limit=30.0):
        """SIGTERM; answers the seconds that it took. RuntimeError when that was too long or not clean."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(limit * 4)
        except subprocess.TimeoutExpired as late:
            self.kill()
            raise RuntimeError("SIGTERM did not end the server") from late
        took = time.monotonic() - begun
        if status != 0 or took > limit:
            raise RuntimeError(f"stopped with status {status} after {took:.1f} s: {self.errors()[-2000:]}")
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
            if os.path.exists(self.log):
                os.remove(self.log)
            shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self):
        try:
            return self.start()
        except Exception:
            self.forget()
            raise

    def __exit__(self, kind, *_):
        try:
            if kind is None and self.process.poll() is None:
                self.stop()
            elif kind is None and self.process.returncode != 0 and self.process.returncode != -signal.SIGKILL:
                raise RuntimeError(f"the server ended with status {self.process.returncode}")
        finally:
            self.forget()


class Client:
    """Requests against a base address; an answer of any status is an answer."""

    def __init__(self, base, token):
        self.base, self.token = base.rstrip("/"), token

    def ask(self, method, path, body=None, headers=None, timeout=60):
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
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


def run_program(path, server, *more):
    """Runs one black-box program against the server; True when it was content."""
    name = os.path.relpath(path)
    print(f"-- {name} {' '.join(more)}", flush=True)
    begun = time.monotonic()
    command = [sys.executable, path, "--base", server.address, "--token", server.token, *more]
    passed = subprocess.run(command, check=False).returncode == 0
    print(f"-- {name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - begun:.1f} s", flush=True)
    return passed
