"""Real servers for the benchmarks, and a client that keeps several connections busy. On this machine only.

As a program it is a server: `python -m tests.benchmarks.serving PORT`, with the settings of DJANGO_SETTINGS_MODULE.
"""

import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LENGTH = re.compile(rb"content-length: (\d+)", re.I)
CONNECTIONS, WORKERS = 8, 2
numbers = count(1)


def free_port():
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A running server: its port, and the CPU seconds that it and its workers have used."""

    def __init__(self, port, process):
        self.port, self.process = port, process

    def cpu(self):
        """CPU seconds so far."""
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids = [self.process.pid, *map(int, task.read_text().split())]
        # After the name in brackets, utime and stime are the 12th and 13th words.
        words = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
        return sum(int(line[11]) + int(line[12]) for line in words) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(module, environment):
    """gunicorn as `make run` starts it, with these settings; yields a `Served`."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.serving", str(port)],
        cwd=ROOT,
        env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": module},
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            raise RuntimeError(f"the server of {module} does not start")
        yield Served(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


class Connection:
    """One visitor who asks again as soon as the answer is whole."""

    def __init__(self, port, path):
        self.port, self.path = port, path
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self):
        """Send the next question; `{}` in the path becomes a number that was never asked before."""
        path = self.path.format(next(numbers)) if "{" in self.path else self.path
        self.wanted, self.got = None, b""
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())

    def hear(self):
        """Take what has come; whether the answer is whole."""
        self.got += self.socket.recv(262144)
        if self.wanted is None and (end := self.got.find(b"\r\n\r\n")) >= 0:
            assert self.got.startswith(b"HTTP/1.1 200"), self.got[:300]
            length = LENGTH.search(self.got, 0, end + 4)
            # Without a length the answer comes in chunks, the last of which is empty.
            self.wanted = end + 4 + int(length[1]) if length else 0
        return self.got.endswith(b"\r\n0\r\n\r\n") if self.wanted == 0 else len(self.got) == self.wanted


def load(served, path, seconds, connections=CONNECTIONS):
    """(answers a second, answers a CPU second of the server) with so many visitors at once.

    A machine that does other work besides gives few answers a second; what an answer costs it hardly changes.
    """
    port, used = served.port, served.cpu()
    with selectors.DefaultSelector() as waiting:
        visitors = [Connection(port, path) for _ in range(connections)]
        for visitor in visitors:
            waiting.register(visitor.socket, selectors.EVENT_READ, visitor)
            visitor.ask()
        answers, start = 0, time.perf_counter()
        while time.perf_counter() < start + seconds:
            for key, _events in waiting.select(timeout=30):
                if key.data.hear():
                    answers += 1
                    key.data.ask()
        elapsed = time.perf_counter() - start
        for visitor in visitors:
            visitor.socket.close()
    return answers / elapsed, answers / max(served.cpu() - used, 0.01)


def run(port):
    """Serve, as `manage.py serve` does."""
    from portal.management.commands.serve import OPTIONS, Server

    Server(OPTIONS | {"bind": f"127.0.0.1:{port}", "workers": WORKERS, "threads": CONNECTIONS}).run()


if __name__ == "__main__":
    run(int(sys.argv[1]))
