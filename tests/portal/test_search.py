"""The search backend finds what people type, in Chinese and not, on whatever database the tests run."""

import pytest
from django.core.files.base import ContentFile
from django.utils.safestring import SafeString
from wagtail.admin.views.pages.search import page_filter_search
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import SearchFieldError
from wagtail.search.query import MATCH_ALL, MATCH_NONE, And, Boost, Not, Or, Phrase, PlainText

from portal.search import snippet, terms

LONG = "今天上午，" + "区内各企业负责人到会听取了通报。" * 40

# Title and body of the pages that are searched.
PAGES = {
    "inspection": ("全区重大隐患排查整治部署会召开", "会议要求各支部认真落实。"),
    "month": ("安全生产月启动仪式", LONG + "会后，张伟带领突击队到现场排查隐患。"),
    "meeting": ("第三支部召开党员大会", "讨论发展对象，表决通过了预备党员转正。"),
    "drill": ("突击队开展应急演练", "Fire drill with 12 volunteers (two teams), route GM-11-3."),
    "english": ("Annual report of the zone", "Published in English for partners."),
    "wide": ("ＡＢＣ编号１２３的通知", "二〇二六年十一月"),
    "single": ("党", ""),
}

FOUND = {
    "隐患": {"inspection", "month"},
    "安全生产": {"month"},
    "突击队": {"month", "drill"},
    "党员大会": {"meeting"},
    "张伟": {"month"},
    "张伟 突击队": {"month"},
    "report": {"english"},
    "ENGLISH": {"english"},
    "GM-11-3": {"drill"},
    "gm－11－3": {"drill"},
    "党": {"meeting", "single"},
    "员": {"meeting"},
    "党 员": {"meeting"},
    "ABC": {"wide"},
    "ａｂｃ１２３": set(),
    "编号123": {"wide"},
    "二〇二六": {"wide"},
    "“隐患”，": {"inspection", "month"},
    '"隐患': {"inspection", "month"},
    "隐\x00患": {"inspection", "month"},
    "\x00隐患\x07\x1b": {"inspection", "month"},
    "(隐患)": {"inspection", "month"},
    "((隐患": {"inspection", "month"},
    "隐患*": {"inspection", "month"},
    "隐患:*&!|<->": {"inspection", "month"},
    "title:隐患": set(),
    "隐患 AND OR NOT": set(),
    "AND OR NOT": set(),
    "NEAR(隐患 整治)": set(),
    "队突击": set(),
    "患隐": set(),
    "rep": set(),
    "": set(),
    " \t\n\u3000": set(),
    "\x00": set(),
    "，。！": set(),
    "*": set(),
    "'": set(),
    "\\": set(),
    "%s": set(),
    "' OR 1=1 --": set(),
    "\ud800": set(),
    "啊" * 100_000: set(),
    "x" * 100_000: set(),
    "( " * 50_000: set(),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(monkeypatch):
    """Pages with a body: a plain Wagtail page has one field that can stand for it, the description."""
    body = [index.SearchField("search_description"), index.AutocompleteField("search_description")]
    monkeypatch.setattr(Page, "search_fields", [*Page.search_fields, *body])
    made = {}
    for slug, (title, text) in PAGES.items():
        root = Page.get_first_root_node()
        made[slug] = root.add_child(instance=Page(title=title, slug=slug, search_description=text))
    return made


def found(query, pages=None, **options):
    """The slugs a search finds, in their order."""
    if pages is None:
        pages = Page.objects.filter(depth=2)
    return [page.slug for page in pages.search(query, **options)]


def test_a_query_finds_these_pages_and_no_others(pages):
    wrong = {query[:20]: hits for query in FOUND if (hits := set(found(query))) != FOUND[query]}
    assert wrong == {}


def test_single_characters_are_found_in_long_texts(pages):
    assert found("责") == ["month"]
    assert found("责 伟") == ["month"]


def test_parts_parted_by_a_control_character_are_still_asked_for(pages):
    assert found("安全\x00生产") == ["month"]


def test_a_word_in_the_title_ranks_above_one_in_the_body(pages):
    assert found("隐患") == ["inspection", "month"]
    assert found("突击队") == ["drill", "month"]


def test_any_word_may_do_when_asked_so(pages):
    assert set(found("党员大会 张伟 没有", operator="or")) == {"meeting", "month"}
    assert found("党员大会 张伟", operator="and") == []


def test_a_word_still_being_typed_completes(pages):
    def slugs(query):
        return {page.slug for page in Page.objects.autocomplete(query)}

    assert slugs("rep") == {"english"}
    assert slugs("安全生") == {"month"}
    assert slugs("突击队") == {"month", "drill"}
    assert slugs("党") == {"meeting", "single"}
    assert slugs("GM-1") == {"drill"}
    assert slugs('"(*') == set()


def test_a_field_named_narrows_the_search(pages):
    assert found("隐患", fields=["title"]) == ["inspection"]
    assert found("隐患", fields=["search_description"]) == ["month"]
    assert set(found("隐患", fields=["title", "search_description"])) == {"inspection", "month"}
    assert [page.slug for page in Page.objects.autocomplete("党员大", fields=["title"])] == ["meeting"]


def test_a_field_that_is_not_indexed_is_refused(pages):
    with pytest.raises(SearchFieldError):
        Page.objects.search("隐患", fields=["url_path"])


def test_scores_are_greater_for_better_hits(pages):
    first, second = Page.objects.search("隐患").annotate_score("score")
    assert first.score > second.score > 0


def test_the_order_of_the_queryset_is_kept_when_relevance_does_not_matter(pages):
    by_title = Page.objects.order_by("title")
    expected = sorted(["inspection", "month"], key=lambda slug: PAGES[slug][0])
    assert found("隐患", by_title, order_by_relevance=False) == expected
    assert found("隐患", by_title.reverse(), order_by_relevance=False) == expected[::-1]
    assert found("隐患", order_by="-title") == expected[::-1]


def test_filters_before_the_search_hold(pages):
    month = Page.objects.filter(slug__startswith="mon")
    assert found("隐患", month) == ["month"]
    assert found("隐患", Page.objects.none()) == []
    pages["month"].unpublish()
    assert found("隐患", Page.objects.live()) == ["inspection"]


def test_slices_and_counts_agree(pages):
    results = Page.objects.search("突击队")
    assert results.count() == len(results) == 2
    assert [page.slug for page in results[:1]] == ["drill"]
    assert [page.slug for page in results[1:2]] == ["month"]
    assert results[1:].count() == 1
    assert results[5:9].count() == 0
    assert results[0].slug == "drill"


def test_facets_count_the_rows_found(pages):
    kind = pages["month"].content_type_id
    assert Page.objects.search("突击队").facet("content_type_id") == {kind: 2}
    pages["month"].unpublish()
    assert dict(Page.objects.search("突击队").facet("live")) == {True: 1, False: 1}


def test_questions_can_be_combined(pages):
    tree = Page.objects.filter(depth=2, slug__in=PAGES)
    hidden, team, zone = PlainText("隐患"), PlainText("突击队"), PlainText("report")

    assert set(found(hidden & team, tree)) == {"month"}
    assert set(found(hidden | zone, tree)) == {"inspection", "month", "english"}
    assert set(found(hidden & ~team, tree)) == {"inspection"}
    assert set(found(~hidden, tree)) == set(PAGES) - {"inspection", "month"}
    assert set(found(~hidden & ~zone, tree)) == set(PAGES) - {"inspection", "month", "english"}
    assert set(found(zone | ~team, tree)) == set(PAGES) - {"month", "drill"}
    assert set(found(Not(And([hidden, team])), tree)) == set(PAGES) - {"month"}
    assert set(found(Or([hidden, MATCH_ALL]), tree)) == set(PAGES)
    assert set(found(And([hidden, MATCH_ALL]), tree)) == {"inspection", "month"}
    assert found(And([hidden, MATCH_NONE]), tree) == []
    assert set(found(And([hidden, Phrase("，")]), tree)) == {"inspection", "month"}
    assert found(Phrase("安全生产月"), tree) == ["month"]
    assert found(Or([Boost(zone, 1000.0), hidden]), tree)[0] == "english"


def test_everything_is_found_in_the_order_of_the_queryset(pages):
    tree = Page.objects.filter(slug__in=PAGES).order_by("slug")
    assert found(MATCH_ALL, tree) == sorted(PAGES)
    assert tree.search(MATCH_ALL)[2:4].count() == 2


def test_the_search_of_the_cms_finds_words_and_phrases(pages):
    for query in ("隐患", '"隐患排查"', "隐患 live:true", "“隐患”", "'隐患"):
        listed, _all = page_filter_search(query, Page.objects.all())
        assert "inspection" in {page.slug for page in listed}, query


def test_documents_are_found_by_title_and_tag():
    notice = get_document_model()(title="整改通知书模板", file=ContentFile(b"x", name="x.txt"))
    notice.save()
    notice.tags.add("消防安全")
    get_search_backend().add(notice)
    documents = get_document_model().objects

    assert list(documents.search("通知书")) == [notice]
    assert list(documents.search("消防")) == [notice]
    assert list(documents.autocomplete("整改")) == [notice]
    assert not documents.search("整知")


def test_a_page_is_found_by_its_new_words_and_no_longer_by_its_old_ones(pages):
    page = pages["inspection"]
    page.title = "全区防汛工作会"
    page.save()
    assert found("防汛") == ["inspection"]
    assert found("隐患") == ["month"]
    page.delete()
    assert found("防汛") == []


def test_very_long_texts_are_indexed_as_far_as_the_database_takes_them(pages):
    page = pages["single"]
    # Half a million different pairs: more than a text vector of PostgreSQL can hold.
    page.search_description = "应急" + "".join(chr(0x4E00 + i * 7919 % 20000) for i in range(300_000))
    page.save()
    assert "single" in found("应急")


def test_many_hits_are_ranked_with_few_queries(pages, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("portal.search.backend.KEYS_IN_SQL", 1)
    results = Page.objects.search("突击队")
    assert [page.slug for page in results] == ["drill", "month"]
    monkeypatch.undo()
    results = Page.objects.filter(depth=2).search("隐患")
    with django_assert_max_num_queries(5):
        assert results.count() == 2
        assert len(results[:10]) == 2


def test_the_index_is_built_anew(pages):
    backend = get_search_backend()
    backend.get_index_for_model(Page).reset()
    assert found("隐患") == []
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(Page))
    fresh = rebuilder.start()
    fresh.add_items(Page, list(Page.objects.filter(slug__in=PAGES)))
    rebuilder.finish()
    assert found("隐患") == ["inspection", "month"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("隐患 整改", ["隐患", "整改"]),
        ("隐患，整改；隐患", ["隐患", "整改"]),
        (" “GM-11-3” ", ["gm-11-3"]),
        ("ＡＢＣ", ["abc"]),
        ("", []),
        ("\x00 * ( )", []),
    ],
)
def test_terms_are_the_words_typed(query, words):
    assert terms(query) == words


def test_terms_of_a_pasted_text_are_few():
    assert len(terms("甲 乙 丙 丁 " * 10_000)) == 4
    assert len(terms(" ".join(str(i) for i in range(10_000)))) <= 12


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("查出隐患三处", "隐患", "查出<mark>隐患</mark>三处"),
        ("安全生产责任制", "安全 生产", "<mark>安全生产</mark>责任制"),
        ("安全生产人人有责，安全第一", "安全生产", "<mark>安全生产</mark>人人有责，安全第一"),
        ("推进安全生产", "安全生产责任", "推进<mark>安全生产</mark>"),
        ("编号ＧＭ－１１－３，共3处", "gm-11-3", "编号<mark>ＧＭ－１１－３</mark>，共3处"),
        ("Reports and a report", "report", "<mark>Report</mark>s and a <mark>report</mark>"),
        ("airport", "port", "airport"),
        ("共3处、30处", "3", "共<mark>3</mark>处、30处"),
        ("党委、党员", "党", "<mark>党</mark>委、<mark>党</mark>员"),
        ("没有命中", "隐患", "没有命中"),
        ("随便什么", "", "随便什么"),
        ("<b>隐患</b>&", "隐患", "&lt;b&gt;<mark>隐患</mark>&lt;/b&gt;&amp;"),
        ("a\x00b\n\n c", "b", "a <mark>b</mark> c"),
        (None, "隐患", ""),
        ("1+1=2 (x", "(x *", "1+1=2 (<mark>x</mark>"),
    ],
)
def test_an_excerpt_marks_what_was_typed(text, query, expected):
    assert snippet(text, query) == expected


def test_an_excerpt_is_safe_html():
    excerpt = snippet('<script>alert("隐患")</script>', "隐患 script")
    assert isinstance(excerpt, SafeString)
    assert "<script>" not in excerpt
    assert "&lt;<mark>script</mark>&gt;" in excerpt


def test_an_excerpt_of_a_long_text_shows_the_place():
    excerpt = snippet(LONG + "会后，张伟带领突击队到现场排查隐患。" + LONG, "张伟 突击队")
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert "<mark>张伟</mark>带领<mark>突击队</mark>" in excerpt
    assert len(excerpt) < 120 + 2 + 2 * len("<mark></mark>") + 1


def test_an_excerpt_shows_the_place_where_most_words_stand_together():
    text = "隐患" + "，其他内容" * 60 + "。隐患整改到位。" + "，其他内容" * 60
    assert "<mark>隐患整改</mark>到位" in snippet(text, "隐患 整改")


def test_an_excerpt_without_a_hit_shows_the_beginning():
    excerpt = snippet(LONG, "没有", width=20)
    assert excerpt == LONG[:20] + "…"


def test_an_excerpt_does_not_begin_inside_a_word():
    text = "Volunteers inspected warehouses " * 10 + "hazard " + "afterwards they reported " * 10
    excerpt = snippet(text, "hazard", width=60)
    assert excerpt[1:].split()[0] in {"Volunteers", "inspected", "warehouses"}


def test_an_excerpt_of_enormous_texts_and_queries_is_made():
    assert "<mark>" in snippet("隐患排查" * 25_000, "隐患 " * 20_000)
    assert snippet("甲乙" * 50_000, "丙丁" * 50_000).endswith("…")
