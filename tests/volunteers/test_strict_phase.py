"""In the strict phase of a campaign a major hazard asks for a stop, and the stop brings the transfer pack."""

import hashlib
import io
import re
import zipfile
import zlib

import docx
import pytest
from PIL import Image

from portal.documents import pdf_available
from tests.factories.campaigns import make_campaign
from tests.factories.majors import make_document, make_plan, make_report, make_stop, make_transfer, paper
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard, photo_file
from volunteers import transfer_pack
from volunteers.choices import DocumentKind, HazardLevel, HazardState, PackState, PhotoMoment, TransferState
from volunteers.models import Campaign, CaseTransfer, HazardPhoto
from volunteers.models.strictness import is_strict, way_of
from volunteers.transfer_pack import write_pack

pytestmark = pytest.mark.django_db


def strict_campaign(enterprise, strict_from):
    """The winter campaign, with this enterprise, strict from a day on."""
    campaign = make_campaign(enterprise)
    Campaign.objects.filter(pk=campaign.pk).update(strict_from=strict_from)


def major(**facts):
    return make_hazard(HazardState.RECTIFYING, level=HazardLevel.MAJOR, **facts)


def test_only_a_campaign_in_its_strict_phase_with_this_enterprise_asks_for_a_stop():
    hazard, other = major(), major()
    assert not is_strict(hazard)
    strict_campaign(hazard.enterprise, days_ago(1))
    assert is_strict(hazard)
    assert not is_strict(hazard, days_ago(2))
    assert not is_strict(other)
    assert not is_strict(make_hazard(HazardState.RECTIFYING, enterprise=hazard.enterprise))
    assert way_of(hazard).asks_for_stop


def test_a_stop_in_the_strict_phase_prepares_the_transfer_to_whoever_ordered_it():
    hazard = major()
    strict_campaign(hazard.enterprise, days_ago(1))
    make_stop(hazard, ordered=True, issuer="云溪市应急管理局")
    transfer = CaseTransfer.objects.get()
    assert (transfer.addressee, transfer.state) == ("云溪市应急管理局", TransferState.PREPARED)
    assert hazard.description in transfer.lead
    make_stop(hazard, extent="打磨线")
    assert CaseTransfer.objects.count() == 1


def test_outside_of_the_strict_phase_a_stop_prepares_nothing():
    make_stop(major())
    assert not CaseTransfer.objects.exists()


@pytest.fixture
def filled():
    """A transfer of a hazard with photos, documents, a plan and a stop; its pack is not made yet."""
    hazard = major()
    HazardPhoto.take(photo_file(), by=None, hazard=hazard, moment=PhotoMoment.BEFORE)
    make_report(hazard)
    make_plan(hazard, accepted=True)
    make_document(hazard, DocumentKind.INSPECTION)
    make_stop(hazard)
    return make_transfer(hazard, ready=False)


def test_the_pack_holds_papers_photos_scans_and_their_digests(filled):
    write_pack(filled.pk, forms=("docx",))
    filled.refresh_from_db()
    assert filled.pack_state == PackState.READY
    with filled.pack.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as pack:
        names = pack.namelist()
        assert [name for name in names if name.endswith(".docx")] == [
            "01-移送函.docx",
            "02-证据清单.docx",
            "03-时间线.docx",
            "04-企业配合情况.docx",
        ]
        # The photo, the report and the inspection record; the plan and the stop stand in the papers.
        assert sum("/" in name for name in names) == 3
        sums = pack.read("文件摘要 SHA-256.txt").decode()
        assert all(name in sums for name in names if not name.endswith(".txt"))
        words = {name: text_of(pack.read(name)) for name in names if name.endswith(".docx")}
    assert "无行政处罚权" in words["01-移送函.docx"]
    assert filled.hazard.enterprise.name in words["01-移送函.docx"]
    assert HazardPhoto.objects.get().digest in words["02-证据清单.docx"]
    assert "登记停产" in words["03-时间线.docx"]
    assert "两次未按期整改" in words["04-企业配合情况.docx"]


def text_of(content):
    """Every word of a Word file."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.skipif(not pdf_available(), reason="this machine has no Pango")
def test_every_file_of_the_pack_opens_and_is_the_one_that_the_list_of_evidence_names(filled):
    write_pack(filled.pk)
    filled.refresh_from_db()
    with filled.pack.open("rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as pack:
        assert pack.testzip() is None
        held = {name: pack.read(name) for name in pack.namelist()}
    papers = {name.partition(".")[0] for name in held if name.endswith(".docx")}
    assert papers == {name.partition(".")[0] for name in held if name.endswith(".pdf") and "/" not in name}
    assert len(papers) == 4
    for name, content in held.items():
        if name.endswith(".pdf") and "/" not in name:
            pages = pages_of(content)
            assert pages >= 1, name
        if name.endswith(".jpg"):
            Image.open(io.BytesIO(content)).verify()
    listed = text_of(held["02-证据清单.docx"])
    sums = held["文件摘要 SHA-256.txt"].decode().splitlines()
    assert {line.partition("  ")[2]: line.partition("  ")[0] for line in sums} == {
        name: hashlib.sha256(content).hexdigest() for name, content in held.items() if not name.endswith(".txt")
    }
    for name, content in held.items():
        if "/" in name:
            assert name.partition("/")[2] in listed, name
            assert hashlib.sha256(content).hexdigest() in listed, name
    letter = text_of(held["01-移送函.docx"])
    for said in (filled.addressee, filled.lead, filled.hazard.number, filled.hazard.clause, filled.hazard.place):
        assert said and said in letter


def pages_of(content):
    """How many pages a PDF has: found the way a reader finds them, from the end of the file to its catalogue."""
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    start = int(content.rpartition(b"startxref")[2].split()[0])
    assert content[start:].startswith(b"xref") or re.match(rb"\d+ \d+ obj", content[start:])
    streams = [
        zlib.decompressobj().decompress(found[1])
        for found in re.finditer(rb"/ObjStm.*?stream\r?\n(.*?)endstream", content, re.DOTALL)
    ]
    return max(int(count) for count in re.findall(rb"/Count (\d+)", b"".join([content, *streams])))


def test_where_pdf_can_be_made_each_paper_comes_as_word_and_pdf(filled, monkeypatch):
    monkeypatch.setattr(transfer_pack, "pdf_available", lambda: True)
    assert transfer_pack.forms_here() == ("docx", "pdf")
    monkeypatch.setattr(transfer_pack, "pdf_available", lambda: False)
    assert transfer_pack.forms_here() == ("docx",)


def test_a_pack_made_again_replaces_the_one_before_and_one_that_was_sent_stays(
    filled, django_capture_on_commit_callbacks
):
    write_pack(filled.pk, forms=("docx",))
    filled.refresh_from_db()
    first, storage = filled.pack.name, filled.pack.storage
    with django_capture_on_commit_callbacks(execute=True):
        write_pack(filled.pk, forms=("docx",))
    filled.refresh_from_db()
    assert filled.pack.name != first
    assert not storage.exists(first)
    filled.send(by=make_user(), **paper())
    kept = filled.pack_digest
    write_pack(filled.pk, forms=("docx",))
    filled.refresh_from_db()
    assert filled.pack_digest == kept


def test_a_pack_that_could_not_be_made_says_so(filled, monkeypatch, caplog):
    def broken(*_args):
        raise OSError("disk full")

    monkeypatch.setattr(transfer_pack, "build_pack", broken)
    write_pack(filled.pk)
    filled.refresh_from_db()
    assert filled.pack_state == PackState.FAILED
    assert "could not be made" in caplog.text


def test_preparing_asks_the_worker_for_the_pack(filled, monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr(transfer_pack, "write_pack", asked.append)
    with django_capture_on_commit_callbacks(execute=True):
        filled.make_again(by=make_user())
    assert asked == [filled.pk]
