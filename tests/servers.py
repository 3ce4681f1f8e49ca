"""A server in a process of its own, on a database of its own, that a test may kill and start again."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection

from tests import database

PATIENCE = 60  # seconds until a server that does not answer has failed to start


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def own_database(folder):
    """The DATABASE_URL of a migrated database of one's own, of the kind on which the tests run."""
    if connection.vendor == "sqlite":
        copyfile(database.kept_file(), folder / "own.sqlite3")
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    facts, name = connection.settings_dict, f"portal_own_{uuid4().hex[:10]}"
    access = f"{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT'] or 5432}"
    with psycopg.connect(f"postgresql://{access}/postgres", autocommit=True) as server:
        server.execute(f'create database "{name}" template "{database.kept_name()}"')
        try:
            yield f"postgres://{access}/{name}"
        finally:
            server.execute(f'drop database if exists "{name}" with (force)')


class Server:
    """The portal as a process: `start`, `kill` (as a power cut does), `url`, and `run` for commands on its database."""

    def __init__(self, folder, database_url, command):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.command = command
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "DATABASE_URL": database_url,
            "PORTAL_TEST_FILES": str(folder),
            "PORT": str(self.port),
        }
        self.process = None

    def run(self, module):
        """What a module of the tests prints as JSON when it is run on this database."""
        words = [sys.executable, "-m", module]
        return json.loads(subprocess.check_output(words, env=self.environment, cwd=settings.BASE_DIR))

    def start(self):
        words = [sys.executable, *self.command]
        self.process = subprocess.Popen(
            words,
            env=self.environment,
            cwd=settings.BASE_DIR,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                line.request("GET", "/healthz")
                line.getresponse().read()
                line.close()
                return self
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def kill(self):
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextmanager
def server(folder, command):
    """A Server (`command` is what Python runs) on an empty migrated database; not started yet."""
    folder = Path(folder)
    with own_database(folder) as url:
        one = Server(folder, url, command)
        try:
            yield one
        finally:
            one.kill()
