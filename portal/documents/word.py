"""A paper as Word: the layout is code, so that no template file can drift away from it."""

import io
import tempfile
from typing import IO, Any

from django.utils import timezone
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from portal.documents.codes import qr_png
from portal.documents.drawings import png_of
from portal.documents.papers import BOTTOM, LEFT, PAGE, RIGHT, TEXT_WIDTH, TOP, Paper, paragraphs, plain_text

# Faces that every Chinese office computer has; 方正小标宋 of the standard is bought, so titles are in Song.
SONG, FANG, HEI, KAI, LATIN = "宋体", "仿宋", "黑体", "楷体", "Times New Roman"
# Sizes of the standard in points: title 二号, text 三号, tables 小四, small print 五号, page number 四号.
TITLE, BODY, CELL, SMALL, FOLIO, HEAD = 22, 16, 12, 10.5, 14, 34
# Type of a table with many columns, and the margins of its cells in twentieths of a point.
NARROW, NARROW_MARGIN = 9, "40"
LINE = 28
# An issuer of more characters than a line holds at its size is set smaller.
LONGEST_HEAD, LONG_HEAD = 13, 25
# The part of the width that a code beside facts takes, in percent.
CODE_SHARE = 36
RED = RGBColor(0xC8, 0x10, 0x1E)
PLACES = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}


def word_file(paper: Paper) -> IO[bytes]:
    """The paper as a .docx in a temporary file."""
    document = Document()
    _page(document)
    _head(document, paper)
    for block in paper.blocks:
        WRITERS[block.kind](document, block)
    properties = document.core_properties
    properties.title, properties.author, properties.language = plain_text(paper.title)[:255], "", "zh-CN"
    properties.comments, properties.created = "", timezone.now().replace(tzinfo=None)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    document.save(file)
    file.seek(0)
    return file


def _page(document: Any) -> None:
    """A4 with the margins of the standard, the text's face and size, the page number."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(24)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), FANG)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    foot = section.footer.paragraphs[0]
    foot.alignment = ALIGN.CENTER
    _run(foot, "— ", SONG, FOLIO)
    _page_number(_run(foot, "", SONG, FOLIO))
    _run(foot, " —", SONG, FOLIO)


def _run(paragraph: Any, text: Any, face: str, size: float, *, bold: bool = False, colour: Any = None) -> Any:
    """A piece of text in a face: Chinese characters take `face`, Latin ones the Latin companion."""
    run = paragraph.add_run(plain_text(text))
    run.font.name, run.font.size, run.font.bold = LATIN, Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    if colour is not None:
        run.font.color.rgb = colour
    return run


def _page_number(run: Any) -> None:
    """The number of the page as a field that Word fills."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._element.append(element)


def _paragraph(document: Any, place: Any = ALIGN.LEFT, *, line: float | None = LINE, indent: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = place
    if line:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(line)
    if indent:
        # In characters, so that it stays two of them whatever the size.
        marks = paragraph._element.get_or_add_pPr().get_or_add_ind()
        marks.set(qn("w:firstLineChars"), "200")
        marks.set(qn("w:firstLine"), str(int(2 * BODY * 20)))
    return paragraph


def _head(document: Any, paper: Paper) -> None:
    """Issuer and number above the red line, then the title."""
    if paper.mark:
        _run(_paragraph(document), paper.mark, HEI, BODY)
    if paper.red_head:
        size = HEAD if len(plain_text(paper.red_head)) <= LONGEST_HEAD else LONG_HEAD
        _run(_paragraph(document, ALIGN.CENTER, line=size + 12), paper.red_head, SONG, size, bold=True, colour=RED)
        number = _paragraph(document, ALIGN.CENTER)
        _run(number, paper.number or " ", FANG, BODY)
        _rule(number, "C8101E", 18)
        _paragraph(document, line=14)
    for line in paragraphs(paper.title):
        _run(_paragraph(document, ALIGN.CENTER, line=34), line, SONG, TITLE, bold=True)
    for line in paragraphs(paper.subtitle):
        _run(_paragraph(document, ALIGN.CENTER), line, KAI, BODY)
    _paragraph(document, line=14)


def _rule(paragraph: Any, colour: str, eighths: int) -> None:
    """A line below a paragraph, its thickness in eighths of a point."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    # The schema wants the borders before spacing and indents.
    paragraph._element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _heading(document: Any, block: Any) -> None:
    paragraph = _paragraph(document, indent=True)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, block.text, HEI if block.level == 1 else KAI, BODY, bold=block.level > 1)


def _text(document: Any, block: Any) -> None:
    for line in block.lines:
        indent = block.place == "left" and not block.is_small
        paragraph = _paragraph(document, PLACES[block.place], line=18 if block.is_small else LINE, indent=indent)
        _run(paragraph, line, FANG, SMALL if block.is_small else BODY)


def _cell(cell: Any, text: str, face: str, place: Any = ALIGN.LEFT, size: float = CELL) -> None:
    """Write a cell, a line of the text a line; a number is never broken."""
    if place == ALIGN.RIGHT:
        cell._tc.get_or_add_tcPr().append(OxmlElement("w:noWrap"))
    for number, line in enumerate(plain_text(text).splitlines() or [""]):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.alignment = place
        _run(paragraph, line, face, size)


def _grid(document: Any, rows: int, shares: list[float]) -> Any:
    """An empty table with borders; its rows are not torn between pages."""
    table = document.add_table(rows, len(shares))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(TEXT_WIDTH * share / 100)
    return table


def _facts(document: Any, block: Any) -> None:
    label, room = 17 if block.pairs == 2 else 24, 100 - (CODE_SHARE if block.code else 0)
    shares = [label, room / block.pairs - label] * block.pairs
    table = _grid(document, len(block.lines), [*shares, *([CODE_SHARE] if block.code else [])])
    for row, texts in zip(table.rows, block.lines, strict=True):
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=False)):
            _cell(cell, text, FANG if place % 2 else HEI)
    if block.code:
        place = table.cell(0, len(shares)).merge(table.cell(len(block.lines) - 1, len(shares)))
        _in_cell(place, qr_png(block.code.address), block.code.width, block.code.caption)
    _paragraph(document, line=12)


def _in_cell(cell: Any, content: bytes, width: int, caption: Any) -> None:
    """A picture with its caption in a cell of a table."""
    # Merging leaves an empty paragraph for each cell.
    for extra in cell.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(width))
    for line in paragraphs(caption):
        below = cell.add_paragraph()
        below.alignment = ALIGN.CENTER
        _run(below, line, KAI, SMALL)


def _pictures(document: Any, block: Any) -> None:
    """Two photos in a line: a table without borders."""
    for pair in block.lines:
        table = _grid(document, 1, [50.0, 50.0])
        table.style = "Normal Table"
        for cell, picture in zip(table.rows[0].cells, pair, strict=False):
            _in_cell(cell, picture.content, block.WIDTH, picture.caption)
    _paragraph(document, line=12)


def _table(document: Any, block: Any) -> None:
    if block.caption:
        paragraph = _paragraph(document, ALIGN.CENTER)
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, block.caption, HEI, CELL)
    lines = block.lines
    table = _grid(document, len(lines) + 1, block.shares)
    size = CELL
    if block.is_narrow:
        size = NARROW
        _set_margins(table)
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, (text, _share, _number) in zip(head.cells, block.heads, strict=True):
        _cell(cell, text, HEI, ALIGN.CENTER, size)
    for row, texts in zip(table.rows[1:], lines, strict=True):
        for cell, (text, is_number) in zip(row.cells, texts, strict=True):
            _cell(cell, text, FANG, ALIGN.RIGHT if is_number else ALIGN.LEFT, size)
    _paragraph(document, line=12)


def _set_margins(table: Any) -> None:
    """Let the text of narrow columns come close to their lines."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), NARROW_MARGIN)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _image(document: Any, content: bytes, width: int, caption: Any) -> None:
    paragraph = _paragraph(document, ALIGN.CENTER, line=None)
    paragraph.paragraph_format.keep_with_next = bool(caption)
    paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(width))
    for line in paragraphs(caption):
        _run(_paragraph(document, ALIGN.CENTER, line=18), line, KAI, SMALL)


def _picture(document: Any, block: Any) -> None:
    _image(document, block.content, block.width, block.caption)


def _drawing(document: Any, block: Any) -> None:
    if block.chart.is_empty:
        return
    paragraph = _paragraph(document, ALIGN.CENTER)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, block.caption, HEI, CELL)
    _image(document, png_of(block.chart), block.width, "")


def _code(document: Any, block: Any) -> None:
    _image(document, qr_png(block.address), block.width, block.caption)


def _signature(document: Any, block: Any) -> None:
    _paragraph(document)
    for line in block.texts:
        paragraph = _paragraph(document, ALIGN.RIGHT)
        paragraph.paragraph_format.right_indent = Mm(12)
        _run(paragraph, line, FANG, BODY)


def _lines(document: Any, block: Any) -> None:
    for _number in block.numbers:
        _rule(_paragraph(document, line=30), "777777", 4)
    _paragraph(document, line=12)


def _break(document: Any, block: Any) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


WRITERS = {
    "heading": _heading,
    "text": _text,
    "facts": _facts,
    "table": _table,
    "picture": _picture,
    "drawing": _drawing,
    "pictures": _pictures,
    "code": _code,
    "signature": _signature,
    "lines": _lines,
    "break": _break,
}
