"""What programs read: feeds, the sitemap, robots.txt."""

from xml.etree import ElementTree

import pytest

from tests.factories.news import home, make_news, make_notice

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def parsed(content):
    """Our own answer as a tree."""
    return ElementTree.fromstring(content)  # noqa: S314


def test_a_feed_holds_the_newest_pages_with_whole_addresses(client):
    make_news("消息", slug="n", lead="导语")
    feed = parsed(client.get("/feeds/news.xml").content)
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "消息"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/news/n/"
    assert entry.find(f"{ATOM}summary").text == "导语"
    assert entry.find(f"{ATOM}published") is not None


def test_notices_and_english_have_feeds_of_their_own(client):
    make_notice("通知", slug="t")
    make_news("English", slug="n", code="en")
    assert "通知" in client.get("/feeds/notices.xml").content.decode()
    english = client.get("/en/feeds/news.xml").content.decode()
    assert "/en/news/n/" in english
    assert "通知" not in english


def test_an_empty_feed_is_a_feed(client):
    for url in ("/feeds/news.xml", "/en/feeds/notices.xml"):
        assert parsed(client.get(url).content).tag == f"{ATOM}feed"


def test_the_sitemap_names_every_public_page_and_its_translation(client):
    page = make_news("消息", slug="n")
    page.copy_for_translation(home("en").locale).save_revision().publish()
    make_news("草稿", slug="draft", published=False)
    entries = parsed(client.get("/sitemap.xml").content).findall(f"{MAP}url")
    places = {entry.find(f"{MAP}loc").text: entry for entry in entries}
    assert {"http://testserver/", "http://testserver/en/", "http://testserver/news/n/"} <= set(places)
    assert not any("draft" in place for place in places)
    languages = places["http://testserver/news/n/"].findall(f"{XHTML}link")
    assert {link.get("hreflang"): link.get("href") for link in languages} == {
        "zh-hans": "http://testserver/news/n/",
        "en": "http://testserver/en/news/n/",
    }


def test_robots_keep_out_of_desk_cms_and_search(client):
    text = client.get("/robots.txt").content.decode()
    for path in ("/desk/", "/cms/", "/accounts/", "/search"):
        assert f"Disallow: {path}" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
