"""A nautilusd of one's own for a test: temporary home, free port, stopped at the end."""
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile

READY_TIMEOUT_S = 180   # a cold start under sanitizers on a busy machine
STOP_TIMEOUT_S = 30


class RunningServer:
    def __init__(self, program, arguments=(), home=None):
        self.owns_home = home is None
        self.home = home or tempfile.mkdtemp(prefix="nautilus-server-")
        self.process = subprocess.Popen(
            [program, "serve", "--home", self.home, "--port", "0", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        watchdog = _Deadline(self.process, READY_TIMEOUT_S)
        line = self.process.stdout.readline()
        watchdog.cancel()
        if not line:
            raise RuntimeError("the server did not start: " + self.process.stderr.read())
        ready = json.loads(line)
        self.base = ready["address"]
        with open(ready["token_file"], encoding="ascii") as file:
            self.token = file.read().strip()
        self.pid = self.process.pid

    def stop(self):
        """Asks it to end; answers its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            _, self.errors = self.process.communicate(timeout=STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, self.errors = self.process.communicate()
        if self.owns_home:
            shutil.rmtree(self.home, ignore_errors=True)
        return self.process.returncode


class _Deadline:
    """Kills the process when it says nothing for too long, so that a test cannot hang."""

    def __init__(self, process, seconds):
        import threading
        self.timer = threading.Timer(seconds, process.kill)
        self.timer.start()

    def cancel(self):
        self.timer.cancel()


@contextlib.contextmanager
def running_server(program, arguments=(), home=None):
    server = RunningServer(program, arguments, home)
    try:
        yield server
    finally:
        status = server.stop()
        if status != 0 and sys.exc_info()[0] is None:
            raise RuntimeError(f"the server ended with status {status}: {server.errors}")


def run_program(path, server, *more):
    """Runs one black-box program against the server; True when it was content."""
    name = os.path.relpath(path)
    print(f"-- {name} {' '.join(more)}", flush=True)
    done = subprocess.run(
        [sys.executable, path, "--base", server.base, "--token", server.token, *more], check=False)
    print(f"-- {name}: {'passed' if done.returncode == 0 else 'FAILED'}", flush=True)
    return done.returncode == 0
