"""The public pages: what visitors see, in which language, and what stays hidden."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Site, WorkflowPage

from news.menu import public_foot, site_footer
from news.models import (
    Audience,
    HomePage,
    NewsIndexPage,
    RelatedStory,
    SiteFoot,
    StandardPage,
    TrainingIndexPage,
)
from portal.kept import empty_public_cache
from portal.middleware import PublicCacheMiddleware
from tests.factories.news import (
    home,
    make_document,
    make_news,
    make_notice,
    make_picture,
    make_training,
    section,
)

pytestmark = pytest.mark.django_db


def get(client, url):
    """The text of a page, made anew."""
    empty_public_cache()
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def menu(client, url="/"):
    """The titles in the red bar."""
    empty_public_cache()
    return [item["title"] for item in client.get(url).context["public_menu"]]


def other_language(client, url):
    """Where the link to the other language leads."""
    empty_public_cache()
    (line,) = [one for one in client.get(url).context["languages"] if not one["current"]]
    assert f'href="{line["url"]}"' in get(client, url).replace("&amp;", "&")
    return line["url"]


def test_an_empty_portal_has_a_home_page_in_both_languages(client):
    assert "figure-value" not in get(client, "/")
    assert get(client, "/en/")
    assert len(menu(client)) == 1


def test_the_migrations_leave_one_tidy_tree():
    assert Page.find_problems() == ([], [], [], [], [])
    assert [page.locale.language_code for page in HomePage.objects.order_by("path")] == ["zh-hans", "en"]
    assert Site.objects.get().root_page.specific == home()
    assert StandardPage.objects.count() == 6
    assert not Page.objects.filter(depth=2).exclude(pk__in=HomePage.objects.values("pk")).exists()


def test_editors_write_and_publishers_publish_in_both_trees():
    rights = set(GroupPagePermission.objects.values_list("group__name", "page__slug", "permission__codename"))
    for slug in ("home", "home-en"):
        assert ("Editors", slug, "change_page") in rights
        assert ("Editors", slug, "publish_page") not in rights
        assert ("Moderators", slug, "publish_page") in rights
    assert not any(group in ("Editors", "Moderators") and slug == "root" for group, slug, _right in rights)
    assert WorkflowPage.objects.filter(page__in=HomePage.objects.all()).count() == 2


def test_an_empty_section_stays_out_of_the_menu_and_of_the_home_page(client):
    make_news()
    assert "要闻" in menu(client)
    assert "通知公告" not in menu(client)
    page = get(client, "/")
    assert "<h2>要闻</h2>" not in page, "the one article leads, so there is nothing to list"
    assert "一支周末出发的队伍" in page
    assert "<h2>通知公告</h2>" not in page
    make_notice()
    assert "<h2>通知公告</h2>" in get(client, "/")
    assert "News" not in menu(client, "/en/")


def test_a_draft_does_not_fill_a_section(client):
    make_notice(published=False)
    assert "通知公告" not in menu(client)


def test_a_hidden_section_leaves_the_menu(client):
    make_news()
    news = section(NewsIndexPage)
    news.show_in_menus = False
    news.save()
    assert "要闻" not in menu(client)


def test_what_is_private_is_nowhere_to_be_seen(client):
    page = make_news("内部学习材料", words="只供内部阅读的要点")
    make_news("公开的消息", slug="public")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    empty_public_cache()
    assert client.get(page.get_url()).status_code == 302
    for url in ("/", "/news/", "/sitemap.xml", "/feeds/news.xml", "/search/?q=内部", "/news/public/"):
        answer = get(client, url)
        assert "内部学习材料" not in answer
        assert "要点" not in answer


def test_each_language_shows_its_own_pages(client):
    make_news("中文消息")
    make_news("English news", code="en")
    assert "English news" not in get(client, "/")
    english = get(client, "/en/")
    assert "English news" in english
    assert "中文消息" not in english
    assert '<html lang="en">' in english


def test_the_other_language_is_the_same_page_where_it_exists_and_else_its_home(client):
    page = make_news("中文消息", slug="one")
    assert other_language(client, "/news/one/") == "/en/"
    english = page.copy_for_translation(home("en").locale)
    english.title = "News in English"
    english.save_revision().publish()
    text = get(client, "/news/one/")
    assert other_language(client, "/news/one/") == "/en/news/one/"
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/news/one/">' in text
    assert other_language(client, "/news/") == "/en/news/"
    assert other_language(client, "/en/news/one/") == "/news/one/"


def test_the_search_keeps_its_words_in_the_other_language(client):
    assert other_language(client, "/search/?q=ab&page=2") == "/en/search/?q=ab"


def test_the_editor_chooses_the_lead_story(client):
    chosen = make_news("早些时候的好文章", slug="chosen", on=timezone.now() - timedelta(days=90))
    for number in range(8):
        make_news(f"新消息{number}", slug=f"n{number}")
    front = home()
    front.lead_story = chosen
    front.save_revision().publish()
    empty_public_cache()
    assert client.get("/").context["lead"] == chosen
    chosen.unpublish()
    empty_public_cache()
    assert client.get("/").context["lead"].title == "新消息7"


def test_without_a_choice_the_newest_article_with_a_picture_leads(client):
    pictured = make_news("有图", slug="pictured", cover=make_picture())
    make_news("无图", slug="plain")
    assert client.get("/").context["lead"] == pictured


def test_an_article_says_when_by_whom_and_where_to_read_on(client):
    for number in range(4):
        make_news(f"消息{number}", slug=f"n{number}", on=timezone.now() - timedelta(days=10 - number), source="党建办")
    answer = client.get("/news/n1/")
    text = answer.content.decode()
    assert "党建办" in text
    assert answer.context["previous"].title == "消息0"
    assert answer.context["next"].title == "消息2"
    assert [page.title for page in answer.context["related"]] == ["消息3"]


def test_what_the_editor_recommends_comes_first(client):
    page = make_news("消息", slug="n")
    notice = make_notice(slug="t")
    RelatedStory.objects.create(page=page, story=notice)
    RelatedStory.objects.create(page=page, story=make_notice("草稿", published=False, slug="draft"))
    assert [one.title for one in client.get("/news/n/").context["related"]] == [notice.title]


def test_a_notice_shows_its_number_and_its_attachments_with_kind_and_size(client):
    notice = make_notice(
        slug="t",
        issuer="高新区应急中心",
        document_number="云高应急〔2026〕8号",
        documents=[make_document("企业自查表")],
    )
    text = get(client, "/notices/t/")
    assert "云高应急〔2026〕8号" in text
    assert "自查表" in text
    assert "PDF ·" in text
    document = notice.attachments.get().document
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_training_is_found_by_audience_and_what_names_none_is_for_everybody(client):
    make_training("给书记的", slug="a", audiences=["secretaries"])
    make_training("给安全员的", slug="b", audiences=["safety-officers"])
    make_training("给大家的", slug="c")
    text = get(client, "/training/?audience=secretaries")
    assert "给书记的" in text
    assert "给大家的" in text
    assert "给安全员的" not in text
    assert "给安全员的" in get(client, "/training/?audience=nobody")


def test_audiences_have_names_in_both_languages(client):
    make_training("Confined spaces", code="en", audiences=["secretaries"])
    text = get(client, "/en/training/")
    assert "Branch secretaries" in text
    assert "支部书记" not in text
    assert Audience.objects.exclude(title_en="").count() == Audience.objects.count() > 5


def test_long_sections_have_pages(client):
    for number in range(17):
        make_news(f"消息{number}", slug=f"n{number}", on=timezone.now() - timedelta(hours=number))
    assert "消息0" in get(client, "/news/")
    assert "消息16" not in get(client, "/news/")
    assert "消息16" in get(client, "/news/?page=2")
    assert "消息16" in get(client, "/news/?page=99")
    assert "消息0" in get(client, "/news/?page=x")


def test_the_foot_says_who_runs_the_site_in_the_language_of_the_page(client):
    SiteFoot.objects.create(site=Site.objects.get(), organiser="高新区管委会", organiser_en="Zone Office")
    empty_public_cache()
    with translation.override("en"):
        request = RequestFactory().get("/en/")
        assert site_footer(request)["organiser"] == "Zone Office"
        pages = public_foot(request)
    assert [page["url"] for page in pages] == ["/en/about/", "/en/accessibility/", "/en/privacy/"]
    text = get(client, "/")
    assert "高新区管委会" in text
    assert 'href="/privacy/"' in text


def test_shared_links_carry_title_text_and_picture(client):
    make_news("消息", slug="n", lead="一句话导语", cover=make_picture())
    text = get(client, "/news/n/")
    assert '<meta property="og:title" content="消息">' in text
    assert '<meta name="description" content="一句话导语">' in text
    assert '<link rel="canonical" href="http://testserver/news/n/">' in text
    assert 'property="og:image" content="http://testserver/media/' in text
    assert "article:published_time" in text


def test_pages_made_anew_cost_few_queries(client, monkeypatch, django_assert_max_num_queries):
    """A handful once the parts are at hand that all pages share, hardly more on the first visit after publishing."""
    monkeypatch.setattr(PublicCacheMiddleware, "is_public", staticmethod(lambda request: False))
    cover, document = make_picture(), make_document()
    body = [("picture", {"picture": make_picture(), "caption": "现场"})]
    for number in range(9):
        make_news(f"消息{number}", slug=f"n{number}", cover=cover, body=body)
        make_notice(slug=f"t{number}", documents=[document])
        make_training(slug=f"x{number}", audiences=["members"], cover=cover)
    stories, sections, homes = ("/news/n3/", "/notices/t3/", "/training/x3/"), ("/news/", "/notices/"), ("/", "/en/")
    for urls, most in ((stories, 8), (sections, 3), (("/training/",), 6), (homes, 3)):
        for url in urls:
            assert client.get(url).status_code == 200
            with django_assert_max_num_queries(most):
                client.get(url)
            empty_public_cache()
            with django_assert_max_num_queries(16):
                client.get(url)


def test_public_pages_set_no_cookie_and_call_nobody(client):
    make_news(cover=make_picture())
    for url in ("/", "/news/", "/training/", "/search/?q=清扫", "/en/"):
        answer = client.get(url)
        assert not answer.cookies
        text = answer.content.decode()
        assert "<script>" not in text
        assert "style=" not in text
        for outside in ('src="http', 'href="//', "cdn"):
            assert outside not in text


def test_an_unknown_address_is_a_404_not_an_error(client):
    for url in ("/news/none/", "/nothing/at/all/", "/en/none/", "/training/none/x/"):
        assert client.get(url).status_code == 404


def test_the_section_of_training_can_be_empty_for_an_audience(client):
    make_training("给书记的", audiences=["secretaries"])
    assert client.get(f"{section(TrainingIndexPage).get_url()}?audience=grid-workers").status_code == 200


def test_a_picture_lost_on_the_disk_takes_no_page_with_it(client):
    picture = make_picture()
    story = make_news(cover=picture)
    picture.renditions.all().delete()
    picture.file.storage.delete(picture.file.name)
    for address in (story.url, "/"):
        assert story.title in get(client, address)
