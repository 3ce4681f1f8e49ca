"""The public search: Chinese inside sentences, ranked, marked, and deaf to nonsense."""

import pytest

from tests.factories.news import make_news, make_notice, make_training

pytestmark = pytest.mark.django_db


def search(client, words, path="/search/", **query):
    return client.get(path, {"q": words, **query})


def test_a_word_inside_a_sentence_is_found_and_marked(client):
    make_news("一支周末出发的队伍", words="突击队员在货运站周边发现并整改隐患十二处。")
    answer = search(client, "隐患")
    text = answer.content.decode()
    assert "一支周末出发的队伍" in text
    assert "<mark>隐患</mark>" in text


def test_a_word_in_the_title_ranks_above_one_in_the_body(client):
    make_news("别的事情", slug="a", words="其中也说到阵地建设的进展。")
    make_news("阵地建设这样做", slug="b", words="一家小企业的办法。")
    hits = search(client, "阵地建设").context["hits"]
    assert [hit["url"] for hit in hits] == ["/news/b/", "/news/a/"]


def test_hits_say_their_section_and_can_be_narrowed_to_one(client):
    make_news("自查进行时", slug="a")
    make_notice("关于自查的通知", slug="b")
    make_training("自查怎么做", slug="c")
    answer = search(client, "自查")
    assert {one["name"]: one["count"] for one in answer.context["sections"]} == {"news": 1, "notices": 1, "training": 1}
    narrowed = search(client, "自查", section="notices")
    assert [hit["url"] for hit in narrowed.context["hits"]] == ["/notices/b/"]
    assert narrowed.context["total"] == 3


def test_drafts_and_the_other_language_are_not_found(client):
    make_news("自查草稿", slug="draft", published=False)
    make_news("Self-check news", slug="en", code="en", words="自查 self-check")
    assert search(client, "自查").context["total"] == 0
    assert search(client, "self-check", "/en/search/").context["total"] == 1


def test_a_document_number_finds_its_notice(client):
    make_notice(slug="b", document_number="云高应急〔2026〕8号")
    assert search(client, "云高应急").context["total"] == 1


@pytest.mark.parametrize(
    "words", ['"', '"隐患', "隐患 OR", "*", "'; DROP TABLE", "（）", "\x00隐患", "   ", "%", "<b>"]
)
def test_signs_and_nonsense_get_an_answer(client, words):
    make_news(words="隐患")
    assert search(client, words).status_code == 200


def test_a_text_of_a_hundred_thousand_characters_gets_a_sentence(client):
    answer = search(client, "隐患" * 50_000)
    assert answer.status_code == 200
    assert answer.context["fault"]
    assert len(answer.content) < 20_000


def test_what_is_typed_comes_back_escaped(client):
    text = search(client, '<script>alert("x")</script>').content.decode()
    assert "<script>alert" not in text


def test_nothing_found_and_nothing_asked_say_what_to_do(client):
    assert search(client, "无此内容").context["total"] == 0
    assert client.get("/search/").status_code == 200


def test_search_results_are_not_for_search_engines_and_not_kept(client):
    answer = search(client, "隐患")
    assert "noindex" in answer.content.decode()
    assert "private" in answer["Cache-Control"]


def test_many_hits_come_in_pages(client):
    for number in range(12):
        make_news(f"自查消息{number}", slug=f"n{number}")
    assert len(search(client, "自查").context["hits"]) == 10
    assert len(search(client, "自查", page=2).context["hits"]) == 2
