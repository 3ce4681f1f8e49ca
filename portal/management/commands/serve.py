"""Run the portal on this machine: migrations, the demonstration zone on the first run, server, worker and clock."""

import os
import signal
import socket
import subprocess
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication

from portal.settings.base import env
from portal.wsgi import application

CLOCK_SECONDS = 300
OPTIONS = {
    "worker_class": "gthread",
    "timeout": 120,
    "graceful_timeout": 10,
    "loglevel": "warning",
    "max_requests": 5000,
    "max_requests_jitter": 500,
}


class Server(BaseApplication):
    """gunicorn, told its settings by us; the application is loaded once, before the workers fork."""

    def __init__(self, options):
        self.options = options
        super().__init__()

    def load_config(self):
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self):
        return application


class Command(BaseCommand):
    help = "Migrate, fill an empty database with the demonstration zone (--demo), then serve on HOST:PORT."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="fill a new database with the demonstration zone")

    def handle(self, *, demo, **options):
        host = env.text("HOST", "127.0.0.1")
        port = env.number("PORT", 8000, 1, 65535)
        workers = env.number("WEB_WORKERS", 2, 1, 64)
        self.check_port(host, port)
        self.prepare(demo=demo)
        self.greet(host, port)
        helpers = self.start_helpers()
        connections.close_all()
        bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        try:
            Server(
                {
                    **OPTIONS,
                    "bind": bind,
                    "workers": workers,
                    "threads": env.number("WEB_THREADS", 8, 1, 128),
                }
            ).run()
        finally:
            for helper in helpers:
                helper.send_signal(signal.SIGTERM)

    @staticmethod
    def check_port(host, port):
        """Stop with a sentence where another program listens already, or the address is none of this machine's."""
        try:
            family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandError(
                f"HOST={host} PORT={port} cannot be used ({reason}). Choose another: PORT=8001 make run"
            ) from None

    def prepare(self, *, demo):
        """Bring the database up to date; fill it if it is new and that is wanted."""
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database of DATABASE_URL does not answer: {str(error).splitlines()[0]}") from None
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
        if demo and not get_user_model().objects.exists():
            self.stdout.write("Making the demonstration zone …")
            call_command("seed_demo", verbosity=0)

    def greet(self, host, port):
        """The address, and one login per role where the demonstration zone is in use."""
        self.stdout.write(f"\n{settings.PORTAL_NAME}: http://{host}:{port}/  (desk: /desk/, CMS: /cms/)")
        call_command("seed_demo", show_logins=True, stdout=self.stdout)
        self.stdout.write("Stop with Ctrl+C.")
        self.stdout.flush()

    @staticmethod
    def start_helpers():
        """The worker for jobs and the clock, each a process of its own."""
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        commands = (["db_worker", "--backend", "jobs", "--verbosity", "0"], ["clock", "--every", str(CLOCK_SECONDS)])
        return [subprocess.Popen([*manage, *words], env=environment) for words in commands]
