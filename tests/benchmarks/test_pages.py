"""Pages for visitors: repeated visits beside a bare Django view, fresh ones beside the least Wagtail page.

All are served by real gunicorns of two workers to eight connections, asked in turn. The ratio is that of answers per
CPU second of the servers: on an idle machine the same as that of answers a second (printed as they were), and on a busy
one still true. performance.md also names pages of
Wagtail's bakery demonstration as yardsticks; that site is not installed here, so those two lines are left out.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests import database
from tests.benchmarks.conftest import report
from tests.benchmarks.serving import ROOT, load, server

ROUNDS, SECONDS = 5, 0.6
# Every thread of every worker has a connection and each template by then, on a busy machine too.
WARM = 3
REDIS = ("127.0.0.1", 6379)


def manage(environment, *words, module="portal.settings.dev"):
    """A command of a site, in a process of its own; what it prints."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": module},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def make_ours(folder, environment):
    """The demonstration zone in a copy of the migrated database that the tests keep, where there is one."""
    # Whatever DATABASE_URL says, pages are measured on SQLite: the copy kept of that one is a file.
    if connection.vendor == "sqlite" and database.kept_file().exists():
        shutil.copy(database.kept_file(), folder / "portal.sqlite3")
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "createcachetable")
    manage(environment, "seed_demo", "--verbosity", "0")


def make_least(environment):
    """The least Wagtail site."""
    minimal = "tests.benchmarks.minimal.settings"
    manage(environment, "migrate", "--run-syncdb", "--verbosity", "0", module=minimal)
    manage(environment, "shell", "--verbosity", "0", "--command", MAKE_MINIMAL, module=minimal)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with the demonstration zone and the least Wagtail site, each in a database of its own."""
    folder = tmp_path_factory.mktemp("pages")
    environment = {"PORTAL_VAR": str(folder), "DATABASE_URL": ""}
    with ThreadPoolExecutor() as hands:
        made = [
            hands.submit(make_ours, folder, environment),
            hands.submit(make_least, environment),
            hands.submit(manage, environment, "collectstatic", "--noinput", "--verbosity", "0"),
        ]
        for one in made:
            one.result()
    return environment


@pytest.fixture(scope="module")
def article(place):
    """The address of the newest article."""
    question = "from news.models import NewsPage as N; print(N.objects.live().filter(cover__isnull=False)[0].url)"
    return manage(place, "shell", "--verbosity", "0", "--command", question).strip()


MAKE_MINIMAL = """
from tests.benchmarks.minimal.models import MinimalPage
from wagtail.models import Locale, Page, Site
Locale.objects.create(language_code="en")
root = Page.add_root(instance=Page(title="Root", slug="root"))
page = root.add_child(instance=MinimalPage(title="Minimal", slug="minimal", body="<p>A paragraph of text.</p>" * 10))
Site.objects.create(hostname="127.0.0.1", root_page=page, is_default_site=True)
"""


def in_turn(*asked):
    """The median (answers a second, answers a CPU second) of several (served, path), measured in turn."""
    found = [[] for _ in asked]
    for served, path in asked:
        load(served, path, WARM)
    for _ in range(ROUNDS):
        for rates, (served, path) in zip(found, asked, strict=True):
            rates.append(load(served, path, SECONDS))
    return [tuple(map(statistics.median, zip(*rates, strict=True))) for rates in found]


def said(what, ours, yardstick, goal):
    """One line of the table."""
    report(what, ours[0], yardstick[0], ours[1] / yardstick[1], goal, "req/s")


def test_a_repeated_visit_beside_a_bare_view(place, article):
    with server("tests.benchmarks.minimal.bare", place) as bare, server("portal.settings.dev", place) as ours:
        home, kept, yardstick = in_turn((ours, "/"), (ours, article), (bare, "/"))
    said("home from the page cache in files / bare view", home, yardstick, "≥ 0.5")
    said("article from the page cache in files / bare view", kept, yardstick, "≥ 0.5")


def test_a_repeated_visit_with_redis(place):
    with socket.socket() as probe:
        if probe.connect_ex(REDIS):
            pytest.skip("no Redis on 127.0.0.1:6379")
    environment = place | {"CACHE_URL": "redis://{}:{}/9".format(*REDIS)}
    with server("tests.benchmarks.minimal.bare", place) as bare, server("portal.settings.dev", environment) as ours:
        home, yardstick = in_turn((ours, "/"), (bare, "/"))
    said("home from the page cache in Redis / bare view", home, yardstick, "≥ 0.3")


def test_fresh_pages_beside_the_least_wagtail_page(place, article):
    minimal = "tests.benchmarks.minimal.settings"
    with server(minimal, place) as least, server("portal.settings.dev", place) as ours:
        paths = [f"{article}?n={{}}", "/news/?n={}", "/?n={}"]
        *rates, yardstick = in_turn(*((ours, path) for path in paths), (least, "/"))
    for what, rate in zip(("article", "news list", "home"), rates, strict=True):
        said(f"{what}, made anew / least Wagtail page", rate, yardstick, "≥ 0.4")
