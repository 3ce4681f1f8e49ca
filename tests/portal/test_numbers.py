"""Every number with a unit that a page or a paper prints belongs to the catalogue: to a figure or a tally's measure.

The catalogue is made to answer with numbers that nobody would count by chance. Whatever else then stands on a page as a
figure, or before the word of a unit, was counted beside the catalogue, and fails.
"""

import html
import io
import re
import zipfile
from html.parser import HTMLParser

import openpyxl
import pytest
from django.template import engines
from django.urls import reverse
from django.utils import translation

from branches.models import MonthPack
from portal import packs
from portal.documents import word_file
from portal.figures import Asked, all_figures, figure
from portal.generic.tally_questions import all_tallies
from tests.factories.volunteers import days_ago
from tests.numbers import FIRST, NUMBER, is_ours
from volunteers.models import Activity, Hazard

pytestmark = pytest.mark.django_db
# Said of time and of people in other senses too ("open for 7 days"): they are looked at inside the figures only.
EVERYDAY = {"%", "天", "days", "名", "people"}


class Visible(HTMLParser):
    """The text of a page by its blocks, and apart from it that of its figures."""

    def __init__(self):
        super().__init__()
        self.texts, self.figures, self.depth, self.hidden = [], [], 0, 0

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style"):
            self.hidden += 1
        if self.depth and tag == "div":
            self.depth += 1
        if "figure-value" in dict(attrs).get("class", "").split():
            self.depth = 1
            self.figures.append("")
        if tag in ("p", "div", "li", "td", "th", "section", "text", "title", "h1", "h2"):
            self.texts.append("")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.hidden -= 1
        if self.depth and tag == "div":
            self.depth -= 1

    def handle_data(self, data):
        if self.hidden:
            return
        if self.depth:
            self.figures[-1] += data
        else:
            self.texts.append(f"{self.texts.pop()}{data}" if self.texts else data)


def units():
    """The words of units in both languages."""
    found = set()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found |= {str(one.unit) for one in all_figures()}
            found |= {str(measure.unit) for tally in all_tallies().values() for measure in tally.measures}
    return found - EVERYDAY - {""}


# How many bars a picture has is said of the picture.
OF_PICTURES = re.compile(r"共\d+项；|\d+ items?;")


def foreign(page):
    """The numbers of a page that no figure and no measure has said, with what stands around them."""
    reader = Visible()
    reader.feed(page)
    found = [text for text in reader.figures if not all(map(is_ours, re.findall(NUMBER, text)))]
    return found + foreign_in_words(reader.texts)


def foreign_in_words(texts):
    """The same for plain text: numbers before the word of a unit."""
    words = "|".join(sorted(map(re.escape, units()), key=len, reverse=True))
    counted = re.compile(rf"({NUMBER})\s*(?:{words})(?![a-z-])")
    return [
        found[0] for text in texts for found in counted.finditer(OF_PICTURES.sub("", text)) if not is_ours(found[1])
    ]


def paragraphs(file):
    """The text of a Word file, paragraph by paragraph."""
    with zipfile.ZipFile(file) as whole:
        xml = whole.read("word/document.xml").decode()
    return [html.unescape(re.sub("<[^>]+>", "", one)) for one in xml.split("</w:p>")]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("person", ["head", "commissioner", "secretary", "leader"])
def test_the_desk_prints_no_number_with_a_unit_beside_the_catalogue(
    request, person, language, zone, deeds, catalogue, client_of
):
    page = client_of(request.getfixturevalue(person)).get(reverse("desk"), {"language": language}).content.decode()
    assert "7,00" in page
    assert foreign(page) == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pictures_print_none(zone, deeds, catalogue, head, language, client_of):
    page = client_of(head).get(reverse("overview"), {"language": language}).content.decode()
    assert "7,000,001" in page
    assert foreign(page) == []


def test_the_front_page_prints_none(zone, deeds, catalogue, client):
    page = client.get("/").content.decode()
    assert page.count("7,0") >= 6
    assert foreign(page) == []


def test_the_campaigns_public_page_prints_none(deeds, catalogue, client):
    page = client.get(reverse("campaign_story", args=[deeds.pk])).content.decode()
    assert page.count("70") >= 6
    assert foreign(page) == []


def test_the_bulletin_prints_none(zone, deeds, catalogue, head):
    today = days_ago(0)
    pack = MonthPack.objects.create(month=today.year * 100 + today.month, organisation=zone.root, author=head)
    with translation.override("zh-hans"):
        pack.figures = packs.counted(pack)
        texts = paragraphs(word_file(packs.bulletin(pack)))
    assert any("7,00" in text for text in texts)
    assert foreign_in_words(texts) == []


@pytest.mark.parametrize("kind", ["hazards", "activities"])
def test_the_workbook_of_a_tally_prints_none(kind, zone, deeds, catalogue, head, client_of):
    query = {"rows": "month", "start": days_ago(60).isoformat(), "end": days_ago(0).isoformat(), "export": "xlsx"}
    answer = client_of(head).get(reverse(f"tally_{kind}"), query)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [one.value for row in book.active.iter_rows() for one in row]
    numbers = [value for value in cells if isinstance(value, int | float)]
    assert numbers
    assert all(value >= FIRST for value in numbers)


def test_a_template_that_counts_for_itself_is_found_out(zone, deeds, catalogue):
    """The test can fail: a number in the component, a number in a sentence, a number in a table."""
    wrong = """{% load i18n %}
      {% include "components/figure.html" with value=rows.count name="隐患" only %}
      <p>本月共发现 {{ rows.count }} 项隐患，整改 <b>2 处</b>。</p>
      <table><tr><td>3 hazards</td><td>2026-11-22</td></tr></table>"""
    page = engines["django"].from_string(wrong).render({"rows": Hazard.objects.all()})
    assert len(foreign(page)) == 4
    right = '{% include "components/figure.html" with value=one.text unit=one.figure.unit name="隐患" only %}'
    answer = figure("hazards.found").answer(Asked(days_ago(0)))
    assert foreign(engines["django"].from_string(right).render({"one": answer})) == []


# --- the breakdowns are parts of their figures


def test_open_hazards_by_age_are_the_open_hazards(zone, deeds):
    counts = Hazard.objects.by_age(days_ago(0))
    assert sum(counts.values()) == figure("hazards.open").answer(Asked(days_ago(0))).value == 2


def test_days_of_activities_are_the_activities(zone, deeds):
    counts = Activity.objects.counted().held_between(days_ago(30), days_ago(0)).by_day()
    asked = Asked(days_ago(0), start=days_ago(30))
    assert sum(counts.values()) == figure("activities.total").answer(asked).value == 2


def test_what_a_campaign_keeps_at_its_end_are_its_figures_of_the_day(zone, deeds, head):
    asked = Asked(days_ago(0), campaign=deeds)
    kept = deeds.counts(days_ago(0))
    for word, key in {"returned": "self_checks.returned", "nil": "self_checks.nil", "hazards": "hazards.found"}.items():
        assert kept[word] == figure(key).answer(asked).value, key
    assert kept["issued"] == figure("self_checks.returned_share").answer(asked).denominator == 1
    assert kept["rectified"] == figure("hazards.rectified").answer(asked).value == 1
