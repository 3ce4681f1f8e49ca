"""A number alone in a cell or in an element: from a figure, a tally, or a fact of the record, on every page there is.

The catalogue answers with numbers that nobody would count, the numbers of a record's own columns are marked, and so are
the cells of a table's declared columns. What else stands alone, without opening a list, was counted beside all of them.
"""

import re
import zipfile
from io import BytesIO

import pytest
from django.template import engines
from django.urls import reverse

from portal.figures import Asked, figure
from tests.access import PAGES, RECORDS, addresses_of
from tests.factories.volunteers import days_ago
from tests.numbers import BARE, NUMBER, bare_numbers, is_ours, mark_declared_columns, mark_own_numbers
from volunteers.models import Activity, Hazard
from volunteers.tables.activities import ActivityTable

# What a template prints does not depend on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Who looks at a page, the first who may enter.
READERS = ("head", "commissioner", "secretary", "sysadmin", "editor", "secadmin", "official", "auditor")
# What a record works out from its own parts, by address and by heading or class, and from what.
FROM_OWN_PARTS = {
    ("desk", "pile-count"): "how many records wait for this person: the pile itself, whose first ones stand below",
    ("standard", "standing-points"): "the points of the branch's clauses, added up",
    ("indicator_catalogue", "条款"): "the code of a clause, which looks like a number",
    ("assessment", "已退回"): "sheets that came back, on paper and by the link",
    ("assessment", "有效数"): "those of them that count",
    ("assessment_report_document", "cell"): "the points of the criteria, added up",
    ("campaign_report", "cell"): "what the campaign keeps at its end: tests/portal/test_numbers.py asks its figures",
    ("frozen_paper", "cell"): "how many records are kept with the count",
    ("components", "small"): "the samples of the look",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def marked(monkeypatch, catalogue):
    """All that has been said by somebody can be told apart."""
    mark_own_numbers(monkeypatch)
    mark_declared_columns(monkeypatch)


def cells(content):
    """The texts of the cells of a Word file, but for those that begin a line: they name it, or number it."""
    with zipfile.ZipFile(BytesIO(content)) as whole:
        xml = whole.read("word/document.xml").decode()
    lines = [re.findall(r"<w:tc>.*?</w:tc>", line, re.S) for line in re.findall(r"<w:tr>.*?</w:tr>", xml, re.S)]
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", cell)) for line in lines for cell in line[1:]]


def said_by_nobody(answer):
    """The bare numbers of a page or of a Word file that nobody has said."""
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != 200:
        return []
    if kind.startswith("text/html"):
        return bare_numbers(answer.content.decode())
    if kind != WORD:
        return []
    bare = [text for text in cells(b"".join(answer)) if BARE.fullmatch(text)]
    return [("cell", text) for text in bare if not all(map(is_ours, re.findall(NUMBER, text)))]


def test_no_page_and_no_paper_prints_a_bare_number_that_nobody_has_said(request, zone, deeds, marked, client_of):
    where, wrong, clients = addresses_of(zone, request.getfixturevalue), [], {}
    entered = {name: enters for name, (_exists, enters) in RECORDS.items()} | PAGES
    for name, enters in entered.items():
        person = next((one for one in READERS if one in enters.split()), None)
        if person is None:
            continue
        client = clients.setdefault(person, client_of(request.getfixturevalue(person)))
        found = said_by_nobody(client.get(where(name) if name in RECORDS else reverse(name)))
        wrong += [f"{name}: {place} {text}" for place, text in found if (name, place) not in FROM_OWN_PARTS]
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_a_template_that_counts_for_itself_is_found_out(zone, deeds, marked):
    """The test can fail: a count in a cell, in a list, in a sentence's bold number, a sum in a cell."""
    rows = Activity.objects.all()
    page = """{% load i18n %}<main><table><tr><td>{{ rows.count }}</td><td>{{ total }}</td></tr></table>
      <ul><li>{{ rows.count }}</li></ul><p>共 <b>{{ share }}%</b></p></main>"""
    total = sum(row.participants for row in rows)
    assert (
        len(bare_numbers(engines["django"].from_string(page).render({"rows": rows, "total": total, "share": 5}))) == 4
    )
    # A figure, a record's own fact, a declared column and a number that opens its list are none.
    right = """<main><table><tr><td>{{ one.text }}</td><td>{{ record.participants }}</td>
      <td><a href="/desk/activities/?state=confirmed">{{ rows.count }}</a></td></tr></table>
      <table>{% for line in table.lines %}<tr>{{ line.cells }}</tr>{% endfor %}</table></main>"""
    answer = figure("activities.total").answer(Asked(days_ago(0)))
    context = {"one": answer, "record": rows[0], "rows": rows, "table": ActivityTable(rows)}
    assert bare_numbers(engines["django"].from_string(right).render(context)) == []


def test_the_share_found_by_enterprises_of_a_campaign_is_that_of_its_figures(zone, deeds, head, client_of):
    panels = client_of(head).get(deeds.get_absolute_url()).context["panels"]
    line = next(panel.context["line"] for panel in panels if "line" in panel.context)
    asked = Asked(days_ago(0), user=head, campaign=deeds)
    share = figure("hazards.self_found_share").answer(asked)
    removed = figure("hazards.self_removed_share").answer(asked)
    assert (line["self_found"], line["hazards"], line["share"]) == (share.numerator, share.denominator, share.text)
    assert (line["self_removed"], line["removed_share"]) == (removed.numerator, removed.text)
    assert line["hazards"] == Hazard.objects.visible_to(head).in_campaign(deeds).counted().count() == 3
