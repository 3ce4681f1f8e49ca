"""Word and PDF: a paper is written once as blocks and comes out as both, in the layout of official documents.

The layout follows GB/T 9704-2012 (official documents of party and state): A4, margins 37, 35, 28 and 26 mm, headings
in Song, Hei and Kai, text in Fangsong of size three, page numbers between dashes. Apps build a `Paper`, pages answer
with `document_response`.
"""

from portal.documents.codes import qr_png, qr_uri
from portal.documents.downloads import DOCX, PDF, document_response, official_language
from portal.documents.papers import (
    Code,
    Drawing,
    Facts,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Picture,
    Pictures,
    Signature,
    Table,
    Text,
    day_in_words,
)
from portal.documents.pdf import pdf_available, pdf_file
from portal.documents.word import word_file

__all__ = [
    "DOCX",
    "PDF",
    "Code",
    "Drawing",
    "Facts",
    "Heading",
    "Lines",
    "PageBreak",
    "Paper",
    "Picture",
    "Pictures",
    "Signature",
    "Table",
    "Text",
    "day_in_words",
    "document_response",
    "official_language",
    "pdf_available",
    "pdf_file",
    "qr_png",
    "qr_uri",
    "word_file",
]
