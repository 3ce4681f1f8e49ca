"""Draft, review, publication; and a date that nobody can set back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from news.models import NewsIndexPage, NewsPage
from tests.factories.news import home, make_news, make_picture, publish, section

pytestmark = pytest.mark.django_db


def add_url():
    return reverse("wagtailadmin_pages:add", args=["news", "newspage", section(NewsIndexPage).pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def submitted(client_of, editor, article_form):
    """An article that the editor has written in the CMS and handed in."""
    response = client_of(editor).post(add_url(), article_form(**{"action-submit": "1"}))
    assert response.status_code == 302, response.context["form"].errors
    return NewsPage.objects.get(slug="weekend")


def test_what_an_editor_hands_in_is_not_public_yet(submitted, client):
    assert submitted.live is False
    assert submitted.current_workflow_state.status == "in_progress"
    assert client.get("/news/weekend/").status_code == 404
    assert "一支周末出发的队伍" not in client.get("/").content.decode()


def test_an_editor_who_is_quicker_than_the_script_gets_an_address_made_of_the_title(client_of, editor, article_form):
    client_of(editor).post(add_url(), article_form(title="夜里再走一圈", slug=""))
    assert NewsPage.objects.get().slug == "夜里再走一圈"


def test_an_editor_cannot_publish(client_of, editor, article_form):
    client_of(editor).post(add_url(), article_form(**{"action-publish": "1"}))
    assert not NewsPage.objects.filter(live=True).exists()


def test_a_publisher_lets_out_what_the_editor_handed_in(submitted, client_of, publisher, client):
    task = submitted.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", task.pk])
    assert client_of(publisher).post(url, {"comment": ""}).status_code == 302
    submitted.refresh_from_db()
    assert submitted.live
    assert timezone.localdate(submitted.first_published_at) == timezone.localdate()
    answer = client.get("/news/weekend/")
    assert answer.status_code == 200
    assert "货运站周边四小时大清扫" in answer.content.decode()


def test_an_editor_cannot_approve_the_own_article(submitted, client_of, editor):
    task = submitted.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", task.pk])
    client_of(editor).post(url, {"comment": ""})
    submitted.refresh_from_db()
    assert submitted.live is False


def test_what_waits_stands_on_the_desk_of_the_publisher_alone(submitted, client_of, publisher, editor, secretary):
    assert "一支周末出发的队伍" in client_of(publisher).get(reverse("desk")).content.decode()
    for other in (editor, secretary):
        assert "一支周末出发的队伍" not in client_of(other).get(reverse("desk")).content.decode()


def test_an_article_sent_back_stands_on_the_desk_of_its_editor(submitted, client_of, publisher, editor):
    task = submitted.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "reject", task.pk])
    client_of(publisher).post(url, {"comment": "请补图片"})
    assert "一支周末出发的队伍" in client_of(editor).get(reverse("desk")).content.decode()


@pytest.mark.parametrize("person", ["secretary", "cadre", "auditor", "stranger"])
def test_the_cms_is_closed_to_others(person, request, client_of):
    client = client_of(request.getfixturevalue(person))
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert client.get(add_url()).status_code in (302, 403)


def test_the_right_to_publish_ends_with_the_appointment(submitted, client_of, publisher):
    task = submitted.current_workflow_task_state
    appointment = publisher.appointments.get()
    appointment.start = timezone.localdate() - timedelta(days=9)
    appointment.save()
    appointment.end_on(timezone.localdate() - timedelta(days=1), by=None)
    url = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", task.pk])
    client_of(publisher).post(url, {"comment": ""})
    submitted.refresh_from_db()
    assert submitted.live is False


def test_a_page_cannot_be_set_to_go_out_in_the_past(client_of, publisher, article_form):
    form = article_form(go_live_at="2026-01-01 08:00", **{"action-publish": "1"})
    response = client_of(publisher).post(add_url(), form)
    assert "go_live_at" in response.context["form"].errors
    assert not NewsPage.objects.exists()


def test_a_date_of_publication_sent_along_is_not_taken(client_of, publisher, article_form):
    form = article_form(first_published_at="2020-01-01 08:00", **{"action-publish": "1"})
    client_of(publisher).post(add_url(), form)
    page = NewsPage.objects.get()
    assert timezone.localdate(page.first_published_at) == timezone.localdate()


def test_taking_a_page_back_and_letting_it_out_again_keeps_its_date():
    first = timezone.now() - timedelta(days=40)
    page = make_news(on=first)
    page.unpublish()
    page = publish(NewsPage.objects.get(pk=page.pk))
    assert page.first_published_at == first


def test_an_old_version_does_not_bring_an_older_date_back():
    page = make_news()
    old = page.latest_revision
    Page.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(days=5))
    page = NewsPage.objects.get(pk=page.pk)
    kept = page.first_published_at
    old.content["first_published_at"] = (timezone.now() - timedelta(days=400)).isoformat()
    old.save()
    old.publish()
    page.refresh_from_db()
    assert page.first_published_at == kept


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_begins_today(keep_live):
    page = make_news(on=timezone.now() - timedelta(days=300))
    copy = page.copy(update_attrs={"slug": "copy", "title": "抄件"}, keep_live=keep_live)
    copy = publish(NewsPage.objects.get(pk=copy.pk))
    assert timezone.localdate(copy.first_published_at) == timezone.localdate()


def test_an_alias_begins_today():
    page = make_news(on=timezone.now() - timedelta(days=300))
    alias = page.create_alias(parent=section(NewsIndexPage, "en"), update_slug="alias")
    assert timezone.localdate(NewsPage.objects.get(pk=alias.pk).first_published_at) == timezone.localdate()


def test_a_scheduled_page_is_dated_when_it_goes_out(client):
    page = make_news(published=False, go_live_at=timezone.now() + timedelta(days=2))
    page.save_revision().publish()
    assert client.get(page.get_url()).status_code == 404
    assert NewsPage.objects.get(pk=page.pk).first_published_at is None


def test_a_picture_without_a_text_stops_publication_but_not_the_draft(client_of, publisher, article_form):
    picture = make_picture(alt="")
    client = client_of(publisher)
    refused = client.post(add_url(), article_form(cover=picture.pk, **{"action-publish": "1"}))
    assert "cover" in refused.context["form"].errors
    assert client.post(add_url(), article_form(cover=picture.pk)).status_code == 302
    assert NewsPage.objects.get().live is False


def test_publishing_is_seen_at_once_though_pages_are_kept(client, django_capture_on_commit_callbacks):
    assert "评估小组" not in client.get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        page = make_news("评估小组走进企业")
    assert "评估小组" in client.get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert "评估小组" not in client.get("/").content.decode()


def test_sections_hold_their_own_kind_and_stand_once_in_each_language():
    assert NewsPage.allowed_parent_page_models() == [NewsIndexPage]
    assert not NewsIndexPage.can_create_at(home())
    assert NewsPage.can_create_at(section(NewsIndexPage))
