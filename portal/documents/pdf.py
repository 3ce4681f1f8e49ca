"""A paper as PDF, through an HTML page of its own and WeasyPrint, with the Chinese faces that come with the portal."""

import base64
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO

import pylopdf_fonts_zh_cn
from django.template.loader import render_to_string
from PIL import ImageFile

from portal.documents.codes import qr_uri
from portal.documents.drawings import svg_of
from portal.documents.papers import Paper, paragraphs, plain_text

STYLE = Path(__file__).with_name("paper.css")
# Fonts are kept in a map that Pango shares between the threads of a process.
one_at_a_time = Lock()


@cache
def drawn_by():
    """WeasyPrint, loaded late: it needs Pango, which may be missing (OSError), and takes two seconds."""
    import weasyprint  # late: see above

    # It tells Pillow, for the whole process, to take pictures that did not arrive whole; photos must be refused then.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@cache
def pdf_available() -> bool:
    """Whether this machine has Pango; without it no PDF is offered (docs/administrators.md says what to install)."""
    try:
        drawn_by()
    except OSError:
        return False
    return True


def pdf_file(paper: Paper) -> IO[bytes]:
    """The paper as a .pdf in a temporary file."""
    weasyprint = drawn_by()
    # Texts of people stand in the page: it may load what it carries itself, and nothing from disk or network.
    closed = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    page = render_to_string("documents/paper.html", paper_context(paper))
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    with one_at_a_time:
        fonts = weasyprint.text.fonts.FontConfiguration()
        style = weasyprint.CSS(string=faces() + STYLE.read_text(), font_config=fonts)
        html = weasyprint.HTML(string=page, url_fetcher=closed)
        # Hints: the widths of columns and pictures stand in the page, where data belong; the style knows none.
        html.write_pdf(file, stylesheets=[style], font_config=fonts, presentational_hints=True)
    file.seek(0)
    return file


def paper_context(paper: Paper) -> dict:
    """What the template shows: pictures and codes as addresses that hold their own content."""
    return {
        "title": paragraphs(paper.title),
        "subtitle": paragraphs(paper.subtitle),
        "red_head": plain_text(paper.red_head),
        "number": plain_text(paper.number),
        "mark": plain_text(paper.mark),
        "blocks": [block_context(block) for block in paper.blocks if not is_empty(block)],
    }


def is_empty(block) -> bool:
    """Whether a chart has nothing to draw."""
    return block.kind == "drawing" and block.chart.is_empty


def block_context(block, width=None) -> dict:
    """One block for the template, `width` millimetres wide where that is not its own."""
    source = ""
    if block.kind == "code":
        source = qr_uri(block.address)
    elif block.kind == "drawing":
        source = f"data:image/svg+xml;base64,{base64.b64encode(svg_of(block.chart).encode()).decode()}"
    elif block.kind == "picture":
        kind = "png" if block.content.startswith(b"\x89PNG") else "jpeg"
        source = f"data:image/{kind};base64,{base64.b64encode(block.content).decode()}"
    # CSS pixels: 96 an inch.
    pixels = round((width or getattr(block, "width", 0)) * 96 / 25.4)
    context = {"kind": block.kind, "block": block, "source": source, "pixels": pixels}
    context |= {"caption": paragraphs(getattr(block, "caption", "")), "text": plain_text(getattr(block, "text", ""))}
    if block.kind == "facts" and block.code:
        context["code"] = block_context(block.code)
    if block.kind == "pictures":
        context["lines"] = [[block_context(one, block.WIDTH) for one in line] for line in block.lines]
    return context


def faces() -> str:
    """The two faces. Each has the regular weight alone: declaring more would make bold look regular."""
    files = {"Paper Song": pylopdf_fonts_zh_cn.serif_path(), "Paper Hei": pylopdf_fonts_zh_cn.sans_path()}
    rules = (f'@font-face {{ font-family: "{name}"; src: url("{file.as_uri()}"); }}' for name, file in files.items())
    return "\n".join(rules)
