"""What public pages share is kept by each process, and never shown once another process has changed it in the CMS."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from news.models import HomePage, NewsIndexPage, Picture, SiteFoot
from news.models.pictures import pictures_at_hand
from portal import kept
from tests.factories.news import home, make_document, make_news, make_notice, make_picture, publish, section, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms(monkeypatch, django_capture_on_commit_callbacks):
    """The CMS in another process: it shares the database and the page cache with this one, not what is at hand."""

    @contextmanager
    def elsewhere():
        with monkeypatch.context() as there, django_capture_on_commit_callbacks(execute=True):
            there.setattr(kept, "SHELF", kept.Shelf())
            yield

    return elsewhere


def shown(client, url):
    """The text that a visitor reads."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def make_private(page):
    """Keep a part of the tree for people who have signed in."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_new_title_stands_at_once_in_lists_in_the_menu_and_beside_other_pages(client, cms):
    story = make_news("旧标题", slug="story")
    make_news("别的消息", slug="other")
    pages = ("/", "/news/", "/news/story/", "/news/other/")
    for url in pages:
        assert "旧标题" in shown(client, url)
    with cms():
        story.title = "新标题"
        publish(story)
    for url in pages:
        assert "新标题" in shown(client, url)
        assert "旧标题" not in shown(client, url)
    with cms():
        news = section(NewsIndexPage)
        news.title = "最新要闻"
        publish(news)
    for url in pages:
        assert "最新要闻" in shown(client, url)


def test_a_new_address_leads_to_the_page_at_once_and_the_old_one_leads_there(client, cms):
    story = make_news("消息", slug="old")
    shown(client, "/news/old/")
    with cms():
        story.slug = "new"
        publish(story)
    assert "消息" in shown(client, "/news/new/")
    assert client.get("/news/old/").headers["Location"] == "/news/new/"
    with cms():
        news = section(NewsIndexPage)
        news.slug = "reports"
        publish(news)
    assert 'href="/reports/new/"' in shown(client, "/")
    assert "消息" in shown(client, "/reports/new/")


def test_a_new_foot_and_a_new_cover_stand_at_once(client, cms):
    cover = make_picture(alt="旧说明")
    make_news("消息", slug="story", cover=cover)
    assert 'alt="旧说明"' in shown(client, "/news/story/")
    with cms():
        cover.alt = "新说明"
        cover.save()
        SiteFoot.objects.create(site_id=1, organiser="高新区两新工委")
    page = shown(client, "/news/story/")
    assert 'alt="新说明"' in page
    assert "高新区两新工委" in page


def test_a_figure_counted_again_stands_at_once_in_its_article(zone, client, cms):
    day = timezone.localdate()

    def body(number):
        frozen = f"{number} · organisations.total · {day.isoformat()}"
        return [("figure", {"key": "organisations.total", "as_of": day, "frozen": frozen})]

    story = make_news(slug="story", body=body(1207))
    assert "1,207" in shown(client, "/news/story/")
    with cms():
        story.body = body(1208)
        publish(story)
    assert "1,208" in shown(client, "/news/story/")


def test_what_is_made_private_is_hidden_at_once_and_open_again_when_it_is_not(client, cms, client_of, secretary):
    story = make_news("内部学习材料", slug="inside")
    make_news("公开的消息", slug="public")
    lists = ("/", "/news/", "/news/public/")
    for url in lists:
        assert "内部学习材料" in shown(client, url)
    shown(client, "/news/inside/")
    with cms():
        restriction = make_private(story)
    assert client.get("/news/inside/").status_code == 302
    assert client.get("/news/inside/?fresh").status_code == 302
    for url in lists:
        assert "内部学习材料" not in shown(client, url)
    # Whoever has signed in reads it, and leaves nothing of it to visitors.
    assert "内部学习材料" in shown(client_of(secretary), "/news/inside/")
    assert client.get("/news/inside/").status_code == 302
    assert "内部学习材料" not in shown(client, "/news/public/?fresh")
    with cms():
        restriction.delete()
    assert "内部学习材料" in shown(client, "/news/inside/")


def test_a_private_section_leaves_the_menu_and_hides_all_its_pages(client, cms, client_of, secretary):
    make_news("里面的消息", slug="inside")
    make_notice("外面的通知", slug="outside")
    shown(client, "/news/inside/")
    with cms():
        make_private(section(NewsIndexPage))
    for url in ("/news/", "/news/inside/"):
        assert client.get(url).status_code == 302
    for url in ("/", "/notices/outside/"):
        assert "里面的消息" not in shown(client, url)
        assert 'href="/news/"' not in shown(client, url)
    assert "里面的消息" in shown(client_of(secretary), "/news/inside/")
    assert client.get("/news/nothing/").status_code == 404


def test_a_page_that_stands_for_a_private_one_is_as_private(client, cms):
    story = make_news("内部学习材料", slug="inside")
    story.create_alias(update_slug="alias")
    shown(client, "/news/alias/")
    with cms():
        make_private(story)
    assert client.get("/news/alias/").status_code == 302


def test_what_is_taken_back_or_deleted_is_gone_at_once(client, cms):
    taken, deleted = make_news("收回的", slug="taken"), make_news("删除的", slug="deleted")
    make_news("留下的", slug="left", cover=make_picture())
    for url in ("/news/taken/", "/news/deleted/", "/news/left/"):
        shown(client, url)
    with cms():
        taken.unpublish()
        deleted.delete()
    for url in ("/news/taken/", "/news/deleted/"):
        assert client.get(url).status_code == 404
    left = shown(client, "/news/left/")
    assert "收回的" not in left
    assert "删除的" not in left


def test_without_an_english_home_page_its_address_shows_the_chinese_one(client, cms):
    make_news("中文消息")
    assert "中文消息" not in shown(client, "/en/")
    with cms():
        home("en").unpublish()
    assert "中文消息" in shown(client, "/en/")
    assert HomePage.objects.live().count() == 1


def test_old_articles_lead_on_to_their_neighbours_and_to_the_newest(client):
    """Also those that went out in the same moment; none of them leads to itself."""
    first = timezone.now() - timedelta(days=50)
    for number in range(12):
        make_news(f"消息{number}", slug=f"n{number}", on=first + timedelta(days=number // 2))
    context = client.get("/news/n4/").context
    assert [context["previous"].title, context["next"].title] == ["消息3", "消息6"]
    assert [page.title for page in context["related"]] == ["消息11", "消息10", "消息9", "消息8"]
    newest = client.get("/news/n11/").context
    assert newest["next"] is None
    assert [page.title for page in newest["related"]] == ["消息10", "消息8", "消息7", "消息6"]


def test_visitors_who_come_at_the_same_moment_do_not_share_the_file_of_a_picture(client, monkeypatch):
    """The size that lacks is made by whoever comes first; another thread may be making another from the same file."""
    picture = make_picture()
    make_news(slug="story", cover=picture)
    shared = pictures_at_hand({picture.pk})[picture.pk]
    picture.renditions.all().delete()
    shared.prefetched_renditions.clear()
    opened, open_file = [], Picture.open_file
    monkeypatch.setattr(Picture, "open_file", lambda self: opened.append(self.file) or open_file(self))
    assert "srcset" in shown(client, "/news/story/")
    assert opened
    assert not any(file is shared.file for file in opened)
    assert len({id(file) for file in opened}) > 1


def test_attachments_added_in_the_cms_stand_at_once(client, cms):
    notice = make_notice(slug="notice")
    shown(client, "/notices/notice/")
    with cms():
        notice.attachments.create(document=make_document(title="附表"))
        notice.body = text("改过的。")
        publish(notice)
    assert "附表" in shown(client, "/notices/notice/")
