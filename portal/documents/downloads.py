"""A paper as a download: named, streamed, and written to the log."""

import re

from django.conf import settings
from django.http import FileResponse, Http404
from django.utils import translation

from portal.deeds import log
from portal.documents.papers import Paper
from portal.documents.pdf import pdf_available, pdf_file
from portal.documents.word import word_file

DOCX, PDF = "docx", "pdf"
TYPES = {
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PDF: "application/pdf",
}
NOT_IN_A_NAME = re.compile(r"[\\/:*?\"<>|\x00-\x1f]")
LONGEST_NAME = 80


def official_language():
    """What is handed in is written in the portal's own language, whatever language the person reads the desk in."""
    return translation.override(settings.LANGUAGE_CODE)


def document_response(paper: Paper, form: str, *, user, record, name: str = "") -> FileResponse:
    """The paper as Word ("docx") or PDF ("pdf"), for `user`, about `record`; the export is logged at the record.

    Raises Http404 for another form, and for PDF where this machine cannot make one.
    """
    if form not in TYPES or (form == PDF and not pdf_available()):
        raise Http404
    file = pdf_file(paper) if form == PDF else word_file(paper)
    title = NOT_IN_A_NAME.sub("-", " ".join(str(name or paper.title).split()))[:LONGEST_NAME]
    facts = {"list": title, "query": form}
    log(record, "portal.export", user=user, data=facts)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return FileResponse(file, as_attachment=True, filename=f"{title}.{form}", content_type=TYPES[form], headers=headers)
