"""A figure in an article is counted, frozen, printed with its day, and watched."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from news.blocks import FigureBlock, written
from news.drift import drifted
from news.models import NewsIndexPage, NewsPage
from tests.factories.branches import make_organisation
from tests.factories.news import make_news, section

pytestmark = pytest.mark.django_db

KEY = "organisations.total"


def saved(**values):
    """The block as it is after the editor has pressed save."""
    block = FigureBlock()
    return block.clean(block.to_python({"key": KEY, "as_of": None, "again": False, "frozen": "", **values}))


def test_the_number_is_counted_when_the_editor_saves(zone):
    value = saved()
    assert value["frozen"] == f"2 · {KEY} · {timezone.localdate().isoformat()}"
    assert value.text == "2"
    assert value["as_of"] == timezone.localdate()


def test_it_stays_as_it_is_until_it_is_counted_again(zone):
    value = saved()
    make_organisation(zone.root, name="云溪新立企业党支部")
    kept = saved(frozen=value["frozen"], as_of=value["as_of"])
    assert kept.text == "2"
    assert saved(frozen=value["frozen"], as_of=value["as_of"], again=True).text == "3"


def test_another_day_or_another_figure_is_counted_anew(zone):
    value = saved()
    earlier = timezone.localdate() - timedelta(days=1)
    assert saved(frozen=value["frozen"], as_of=earlier)["frozen"].endswith(earlier.isoformat())
    assert KEY not in saved(key="sites.share", frozen=value["frozen"], as_of=value["as_of"])["frozen"]


def test_a_day_to_come_is_refused(zone):
    with pytest.raises(ValidationError):
        saved(as_of=timezone.localdate() + timedelta(days=1))


def test_a_share_is_printed_in_per_cent_and_nothing_to_divide_as_a_dash(db):
    assert saved(key="sites.share").text == "—"
    assert written(0.820513) == "0.8205"
    block = FigureBlock()
    value = block.to_python({"key": "sites.share", "as_of": None, "again": False, "frozen": "0.8212 · sites.share · d"})
    assert value.text == "82.1%"
    assert value.unit == ""


def test_an_article_prints_the_frozen_number_and_its_day(zone, client):
    make_news(slug="n", body=[("figure", dict(saved()))])
    text = client.get("/news/n/").content.decode()
    assert "figure-value" in text
    assert f"{timezone.localdate().year}" in text


def test_the_cms_says_when_article_and_records_drift_apart(zone, client_of, editor):
    make_news("引用了数字的报道", slug="n", body=[("figure", dict(saved()))])
    make_news("没有数字的报道", slug="m")
    assert drifted() == []
    make_organisation(zone.root, name="云溪新立企业党支部")
    (one,) = drifted()
    assert (one.frozen, one.counted) == ("2", "3")
    text = client_of(editor).get(reverse("wagtailadmin_home")).content.decode()
    assert "引用了数字的报道" in text
    assert "没有数字的报道" not in text.split('id="panel-drifted-figures')[-1]


def test_a_draft_saved_in_the_cms_freezes_the_number(zone, client_of, editor, article_form):
    body = [("figure", {"key": KEY, "as_of": "", "again": "", "frozen": ""})]
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", section(NewsIndexPage).pk])
    answer = client_of(editor).post(url, article_form(body=body))
    assert answer.status_code == 302, answer.context["form"].errors
    page = NewsPage.objects.get().get_latest_revision_as_object()
    assert page.body[0].value.text == "2"
