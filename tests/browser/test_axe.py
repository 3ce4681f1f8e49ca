"""No page breaks the rules of accessibility that a machine can judge: every page, both languages, light and dark."""

import json
import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.access import NO_PAGES, PAGES, RECORDS, addresses_of
from tests.browser.verdicts import Verdicts
from tests.factories import news as stories
from tests.factories.portal import appoint, make_user

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    # What is in order need not be described node by node and carried over here.
    "resultTypes": ["violations"],
}
# Colours are the same in every language, and the longest to judge: in one of them.
COLOURS_APART = RULES | {"rules": {"color-contrast": {"enabled": False}}}
# Parts into which the pages of the desk are dealt out: one for each worker, as each makes a record of every kind first.
PARTS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
# CI looks at one language on each database; what a page is made of does not depend on the database.
LANGUAGES = os.environ.get("AXE_LANGUAGES", "zh-hans en").split()
# The frame that all pages of the desk share. It is most of what axe would read there, and says the same each time.
FRAME = [["nav.side"], ["header.top"], ["nav.bottom"]]


@pytest.fixture
def page(page):
    """A browser that brings axe along to each page it opens."""
    page.context.add_init_script(Axe().axe_script)
    return page


@pytest.fixture(scope="session")
def verdicts(browser):
    """What is known of pages from before."""
    return Verdicts(browser.version, RULES)


@pytest.fixture
def violations(page, verdicts):
    """A function from an address to what axe finds there, in a few words each."""

    def judge(url, look="light", without=(), rules=RULES):
        # Where nothing was judged before, asking for the text first would make each page twice.
        if not verdicts.is_empty and verdicts.file(look, page.request.get(url).text()).exists():
            return []
        text = page.goto(url).text()
        asked = f"{json.dumps({'exclude': without} if without else None)}, {json.dumps(rules)}"
        found = page.evaluate(f"axe.run({asked.removeprefix('null, ')}).then(results => results.violations)")
        if not found:
            verdicts.file(look, text).touch()
        return [f"{one['id']}: {', '.join(str(node['target'][0]) for node in one['nodes'][:3])}" for one in found]

    return judge


@pytest.fixture
def everybody(zone):
    """One person who may open every page."""
    person = make_user("everybody", name="众人")
    for role in ("commissioner", "centre_head", "secretary", "system_administrator", "security_administrator"):
        appoint(person, role, zone.root)
    appoint(person, "audit_administrator", zone.root)
    appoint(person, "safety_officer", zone.enterprise_a)
    appoint(person, "task_force_leader", zone.force_a)
    return person


@pytest.mark.parametrize("part", range(PARTS))
def test_the_desk(request, violations, live_server, enter, zone, everybody, part):
    address = addresses_of(zone, request.getfixturevalue)
    enter(everybody)
    faults = {}
    names = [name for name in (*PAGES, *RECORDS, "imports", "import_new") if name not in NO_PAGES]
    for name in names[part::PARTS]:
        url = address(name) if name in PAGES or name in RECORDS else reverse(name)
        for language in LANGUAGES:
            rules = RULES if language == "zh-hans" else COLOURS_APART
            if wrong := violations(f"{live_server.url}{url}?language={language}", without=FRAME, rules=rules):
                faults[name, language] = wrong
    assert faults == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_of_the_desk(violations, live_server, enter, everybody, language):
    enter(everybody)
    assert violations(f"{live_server.url}{reverse('desk')}?language={language}", "with its frame") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_public_site(page, violations, live_server, zone, code, scheme):
    prefix = "/en" if code == "en" else ""
    pages = [
        stories.make_news(code=code),
        stories.make_notice(code=code, documents=[stories.make_document()]),
        stories.make_training(code=code),
    ]
    page.emulate_media(color_scheme=scheme)
    faults = {}
    paths = [f"{prefix}/", f"{prefix}/search/?q=a", f"{prefix}/nowhere/", "/accounts/login/"]
    paths += [story.url for story in pages] + [story.get_parent().url for story in pages]
    for path in paths:
        if wrong := violations(path if path.startswith("http") else f"{live_server.url}{path}", scheme):
            faults[path] = wrong
    assert faults == {}
