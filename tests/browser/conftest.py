"""A real browser: the Chromium found on this machine. Without one these tests are skipped, unless CI forbids it."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.transaction import Atomic
from django.test import TransactionTestCase
from django.urls import reverse

from tests import database

PHONE = {"width": 360, "height": 780}
HOW = "no Chromium found: apt-get install chromium-headless-shell, or name one with CHROMIUM=/path/to/chromium"
# The browser's driver runs an event loop in this thread; the ORM is used by the tests only (choices.md, trap 15).
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def chromium():
    """The path of a Chromium, or ""."""
    named = os.environ.get("CHROMIUM", "")
    if named and Path(named).exists():
        return named
    # The shell draws no window that nobody sees: a third less work a page.
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return ""


def pytest_collection_modifyitems(items):
    """Everything here needs a browser."""
    for item in items:
        if Path(item.fspath).parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            # Browser, server and database share two cores: what is late once may come the next time. It is reported.
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session", autouse=True)
def a_browser():
    """Skip, or fail where skipping is not accepted."""
    if not chromium():
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(HOW)
        pytest.skip(HOW, allow_module_level=True)


@pytest.fixture(scope="session", autouse=True)
def files_are_kept():
    """The browser keeps static files as it would on a server, instead of asking again on every page."""
    serve = StaticFilesHandlerMixin.serve

    def kept(self, request):
        response = serve(self, request)
        response.headers["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandlerMixin, "serve", kept)
        yield


@pytest.fixture(scope="session", autouse=True)
def what_is_committed_is_undone(django_db_setup, django_db_blocker):
    """Each test begins with the rows that migrating leaves."""
    with django_db_blocker.unblock():
        restore = database.remember()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: restore())
        yield


@pytest.fixture(scope="session", autouse=True)
def one_transaction_at_a_time():
    """On SQLite the server's threads share one connection: what one begins, another would commit or take back.

    The CMS saves by itself while the editor presses a button: without this, either was refused now and then.
    """
    lock, enter, leave = threading.RLock(), Atomic.__enter__, Atomic.__exit__

    def enter_alone(self):
        lock.acquire()
        try:
            enter(self)
        except BaseException:
            lock.release()
            raise

    def leave_alone(self, *error):
        try:
            leave(self, *error)
        finally:
            lock.release()

    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            patch.setattr(Atomic, "__enter__", enter_alone)
            patch.setattr(Atomic, "__exit__", leave_alone)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": chromium() or None,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }


@pytest.fixture(scope="session")
def browser_context_args():
    # No service worker: its asking in the background would meet the one database in memory that all threads share.
    return {
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 900},
        "service_workers": "block",
    }


@pytest.fixture(scope="session", autouse=True)
def browser_leaves_first(live_server):
    """The server is there before the browser and goes after it, when nobody holds a connection to it any more."""
    yield
    limit = time.monotonic() + 5
    while time.monotonic() < limit and any("process_request" in one.name for one in threading.enumerate()):
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def server_is_quiet():
    """Everything has been answered before the database is emptied: a page still fetches its photos when a test ends."""
    begun, ended = [], []

    def begin(**_signal):
        begun.append(True)

    def end(**_signal):
        ended.append(True)

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    limit = time.monotonic() + 5
    while len(ended) < len(begun) and time.monotonic() < limit:
        time.sleep(0.01)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def sign_in(page, live_server):
    """Sign a person in through the page, as people do."""

    def make(user, password):
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/accounts/login/")
        page.fill("input[name=login]", user.username)
        page.fill("input[name=password]", password)
        page.click("main button[type=submit], form.login button[type=submit]")
        page.wait_for_url("**/desk/**")
        return page

    return make


@pytest.fixture
def enter(page, live_server, client_of):
    """Open the desk for a person who has signed in before: for what comes after signing in."""

    def make(user):
        page.context.clear_cookies()
        session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}/desk/")
        return page

    return make


@pytest.fixture
def as_person(browser, browser_context_args, live_server, client_of):
    """A function: the browser of another person, signed in already unless nobody is named; on a phone if asked for."""
    contexts = []

    def make(user=None, *, phone=False):
        size = {"viewport": PHONE} if phone else {}
        contexts.append(browser.new_context(**browser_context_args | size))
        if user:
            session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
            contexts[-1].add_cookies([cookie])
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def address(live_server):
    """A function: the whole address of a named page."""
    return lambda name, *args: f"{live_server.url}{reverse(name, args=args)}"
