"""Papers as Word and PDF: whole, escaped, in the layout of official documents, logged, with a QR that leads there."""

import io
import re
import zipfile
import zlib

import pytest
from django.http import Http404
from docx import Document
from docx.oxml.ns import qn
from PIL import Image, ImageFile
from wagtail.models import ModelLogEntry

from portal import documents
from portal.documents import pdf
from portal.documents.pdf import paper_context
from tests.factories.portal import make_user

NASTY = 'A & B <script>alert("1")</script> {{ 7*7 }}\x00\x0b'


def a_picture():
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "#b3201f").save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def paper():
    """One of everything, with a text that would break a document that does not escape."""
    return documents.Paper(
        "关于铭川门业党支部的能力评估报告",
        [
            documents.Heading("一、基本情况"),
            documents.Text(f"第一段{NASTY}\n第二段"),
            documents.Facts([("企业", "铭川门业"), ("职工数", 126), ("书记", None)]),
            documents.Heading("（一）分项得分", level=2),
            documents.Table(["维度", "得分"], [["政治引领", 88], [NASTY, 9]], widths=(3, 1), numbers=frozenset({1})),
            documents.Picture(a_picture(), "现场"),
            documents.Pictures([documents.Picture(a_picture(), f"第{number}处") for number in (1, 2, 3)]),
            documents.Facts(
                [("联系人", NASTY), ("编号", "1")], pairs=1, code=documents.Code("https://a.example", "扫码")
            ),
            documents.Code("https://portal.example.org/q/abc", "扫码填写"),
            documents.Lines(2),
            documents.PageBreak(),
            documents.Signature(["评估组组长：童文彬", "2026年11月25日"]),
        ],
        red_head="云溪高新区两新工委",
        number="云高党评〔2026〕1号",
        subtitle="（第一评估组）",
    )


def test_word_holds_every_block_in_the_official_layout(paper):
    content = documents.word_file(paper).read()
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert round(section.page_width.mm) == 210
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "关于铭川门业党支部的能力评估报告" in text
    assert '第一段A & B <script>alert("1")</script> {{ 7*7 }}\n第二段' in text
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["企业", "铭川门业", "职工数", "126"]
    assert document.tables[1].rows[1].cells[1].text == "88"
    assert len(document.inline_shapes) == 6
    body = next(paragraph for paragraph in document.paragraphs if "第二段" in paragraph.text)
    assert body.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"
    assert body._element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert "PAGE" in zipfile.ZipFile(io.BytesIO(content)).read("word/footer1.xml").decode()


@pytest.mark.skipif(not documents.pdf_available(), reason="this machine has no Pango")
def test_pdf_is_written_with_the_portals_own_faces(paper):
    content = documents.pdf_file(paper).read()
    assert content.startswith(b"%PDF")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)
    unpacked = b"".join(zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x")
    assert b"NotoSerifSC-Regular" in unpacked
    assert b"NotoSansSC-Regular" in unpacked


@pytest.mark.parametrize(("columns", "size"), [(8, 12), (11, 9)])
def test_a_table_of_many_columns_is_set_small_and_breaks_no_number(columns, size):
    table = documents.Table(["比例"] * columns, [["100.0%"] * columns], numbers=frozenset(range(columns)))
    paper = documents.Paper("统计表", [table])
    cell = Document(documents.word_file(paper)).tables[0].rows[1].cells[0]
    assert cell.paragraphs[0].runs[0].font.size.pt == size
    assert cell._tc.tcPr.find(qn("w:noWrap")) is not None
    assert ('class="narrow"' in pdf.render_to_string("documents/paper.html", paper_context(paper))) is (columns == 11)


def test_after_a_pdf_photos_that_did_not_arrive_whole_are_still_refused(paper):
    pdf.pdf_file(paper)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_the_page_behind_the_pdf_escapes_what_people_typed(paper):
    page = pdf.render_to_string("documents/paper.html", paper_context(paper))
    assert "<script" not in page
    assert "A &amp; B &lt;script&gt;" in page
    assert "\x00" not in page
    assert page.count('src="data:image/') == 6


def test_a_download_has_its_chinese_name_and_is_logged(db, paper):
    clerk = make_user("clerk")
    answer = documents.document_response(paper, "docx", user=clerk, record=clerk, name="评估报告/铭川")
    assert "filename*=utf-8''%E8%AF%84" in answer["Content-Disposition"]
    assert answer.streaming
    entry = ModelLogEntry.objects.get(action="portal.export")
    assert entry.user == clerk
    assert entry.data == {"list": "评估报告-铭川", "query": "docx"}


def test_without_pango_word_still_works_and_pdf_is_not_there(db, paper, monkeypatch):
    monkeypatch.setattr("portal.documents.downloads.pdf_available", lambda: False)
    clerk = make_user("clerk")
    with pytest.raises(Http404):
        documents.document_response(paper, "pdf", user=clerk, record=clerk)
    with pytest.raises(Http404):
        documents.document_response(paper, "exe", user=clerk, record=clerk)
    assert documents.document_response(paper, "docx", user=clerk, record=clerk).status_code == 200
    assert ModelLogEntry.objects.filter(action="portal.export").count() == 1


def test_a_code_is_a_picture_of_the_address():
    assert documents.qr_uri("https://portal.example.org/q/abc").startswith("data:image/svg+xml")
    assert Image.open(io.BytesIO(documents.qr_png("https://portal.example.org/q/abc"))).size[0] > 200
