"""The transfer pack: one ZIP with the papers of a transfer as Word and PDF, its photos and its scans.

Made in the background, kept in private, never changed once it was sent.
"""

import hashlib
import logging
import tempfile
import zipfile
from functools import partial

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.deeds import log
from portal.documents import DOCX, PDF, official_language, pdf_available, pdf_file, word_file
from volunteers.choices import PackState, TransferState
from volunteers.models import CaseTransfer
from volunteers.transfer_papers import cooperation_paper, evidence_paper, letter_paper, pieces, timeline_paper

logger = logging.getLogger(__name__)

WRITERS = {DOCX: word_file, PDF: pdf_file}
CHUNK = 1024 * 1024


def forms_here():
    """The forms in which this machine can write a paper."""
    return (DOCX, PDF) if pdf_available() else (DOCX,)


def papers_of(transfer, evidence):
    """(name without ending, paper), in the order in which they lie in the pack."""
    hazard = transfer.hazard
    return (
        (_("01-letter of transfer"), letter_paper(transfer, evidence)),
        (_("02-list of evidence"), evidence_paper(hazard, evidence)),
        (_("03-timeline"), timeline_paper(hazard)),
        (_("04-record of cooperation"), cooperation_paper(transfer)),
    )


def build_pack(transfer, forms):
    """The ZIP in a temporary file: papers in these forms, evidence as it is stored, digests of every file."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever stores it closes it
    sums = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        evidence = pieces(transfer.hazard)
        for title, paper in papers_of(transfer, evidence):
            for form in forms:
                with WRITERS[form](paper) as written:
                    sums.append(put(pack, f"{title}.{form}", written))
        folder = _("evidence")
        for piece in evidence:
            with piece.source.open("rb") as stored:
                sums.append(put(pack, f"{folder}/{piece.name}", stored))
        text = "".join(f"{digest}  {name}\n" for digest, name in sums)
        pack.writestr(_("digests SHA-256.txt"), text.encode())
    file.seek(0)
    return file


def put(pack, name, source):
    """Copy a file into the pack; (digest, name)."""
    digest = hashlib.sha256()
    source.seek(0)
    with pack.open(name, "w") as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest(), name


def write_pack(key, forms=None):
    """Make the pack of a transfer and keep it; nothing happens to one that was sent or dropped meanwhile."""
    transfer = CaseTransfer._base_manager.select_related("hazard__enterprise__grid").get(pk=key)
    if transfer.state != TransferState.PREPARED:
        return
    try:
        with official_language(), build_pack(transfer, forms or forms_here()) as built:
            keep_pack(transfer, built)
    except Exception:
        # The page says so and offers to make it again; the worker's log says why.
        logger.exception("The pack of transfer %s could not be made", key)
        rows = CaseTransfer._base_manager.filter(pk=key, state=TransferState.PREPARED)
        rows.update(pack_state=PackState.FAILED)


def keep_pack(transfer, built):
    """Store the file first, then point to it under the lock; the one before goes once that is certain."""
    digest = hashlib.file_digest(built, "sha256").hexdigest()
    built.seek(0)
    field = CaseTransfer._meta.get_field("pack")
    name = field.storage.save(field.generate_filename(transfer, "pack.zip"), File(built))
    with transaction.atomic():
        now = transfer.locked()
        if now.state != TransferState.PREPARED:
            transaction.on_commit(partial(field.storage.delete, name))
            return
        if now.pack:
            transaction.on_commit(partial(field.storage.delete, now.pack.name))
        now.pack, now.pack_digest, now.pack_made_at = name, digest, timezone.now()
        now.pack_state = PackState.READY
        now.version += 1
        now.save(update_fields=["pack", "pack_digest", "pack_made_at", "pack_state", "version", "updated_at"])
        log(now, "portal.pack", data={"facts": {"pack_digest": digest}})
