"""The CMS as the editors meet it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import NewsIndexPage, NoticeIndexPage, TrainingIndexPage
from news.panels import stale_sections
from tests.factories.news import make_news, make_notice, section

pytestmark = pytest.mark.django_db


def test_accounts_are_not_managed_in_the_cms(client_of, sysadmin):
    text = client_of(sysadmin).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailusers_users:index") not in text
    assert reverse("wagtailusers_groups:index") not in text


def test_the_way_back_to_the_desk_stands_in_the_menu(client_of, editor):
    text = client_of(editor).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("desk") in text


def test_the_cms_calls_nobody_outside(client_of, editor):
    text = client_of(editor).get(reverse("wagtailadmin_home")).content.decode()
    for outside in ("releases.wagtail", "gravatar", "fonts.googleapis", 'src="http'):
        assert outside not in text


def due_sections():
    return {(one["section"].title, one["section"].locale.language_code) for one in stale_sections()}


def test_sections_without_anything_new_are_named(client_of, editor):
    make_news(on=timezone.now() - timedelta(days=15))
    make_notice()
    due = due_sections()
    assert ("要闻", "zh-hans") in due
    assert ("通知公告", "zh-hans") not in due
    assert ("News", "en") in due
    make_news("今天的消息", slug="today")
    assert ("要闻", "zh-hans") not in {
        (s["section"].title, s["section"].locale.language_code) for s in stale_sections()
    }
    assert client_of(editor).get(reverse("wagtailadmin_home")).status_code == 200


def test_an_editor_can_look_at_a_draft_as_it_will_be(client_of, editor):
    page = make_news("还没发布", published=False)
    page.save_revision(user=editor)
    answer = client_of(editor).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert answer.status_code == 200
    assert "还没发布" in answer.content.decode()


@pytest.mark.parametrize("model", ["newspage", "noticepage", "trainingpage"])
def test_every_kind_of_page_has_a_form(client_of, editor, model):
    sections = {"newspage": NewsIndexPage, "noticepage": NoticeIndexPage, "trainingpage": TrainingIndexPage}
    url = reverse("wagtailadmin_pages:add", args=["news", model, section(sections[model]).pk])
    assert client_of(editor).get(url).status_code == 200


def test_the_administrator_looks_after_audiences_and_the_foot(client_of, sysadmin, editor):
    audiences = reverse("audiences:index")
    assert client_of(sysadmin).get(audiences).status_code == 200
    assert client_of(editor).get(audiences).status_code == 302
    foot = reverse("wagtailsettings:edit", args=["news", "sitefoot"])
    assert client_of(sysadmin).get(foot, follow=True).status_code == 200
