"""An imported ledger from the upload to its undoing: judged, loaded as a whole or not at all, undone as a whole."""

import hashlib
import logging
from datetime import timedelta

from django.core.cache import caches
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from portal.deeds import log
from portal.generic.bulk import without_collector
from portal.generic.kinds import LedgerKind, ledger_kind
from portal.generic.readings import PREVIEWED, Reading, read
from portal.generic.saving import Saver, rows_by_model, take_back, what_stands_in_the_way
from portal.ledgers import BadLedger, column_letter
from portal.models import BatchState, ImportBatch, User
from portal.states import Refused

logger = logging.getLogger(__name__)

# More rows than these are loaded by the worker, while whoever brought them does something else.
AT_ONCE = 2_000
# The page shows so many faults and warnings; the marked workbook holds all of them.
MOST_SHOWN = 500
# A load that has said nothing for so long has lost its worker and may be started again.
SILENT_MINUTES = 15
PROGRESS_SECONDS = 3600


def bring(kind: LedgerKind, file, name: str, *, by: User | None, update: bool = False) -> tuple[ImportBatch, Reading]:
    """Read a ledger and keep it as a batch, faulty or ready to load. BadLedger if there is nothing to keep."""
    file.seek(0)
    content = file.read()
    reading = read(kind, content, name, by=by, update=update)
    return keep(reading, content), reading


def keep(reading: Reading, content: bytes) -> ImportBatch:
    """Keep a ledger that has been read, with its file, as a batch of whoever brought it."""
    kind, name, by = reading.kind, reading.file_name, reading.by
    batch = ImportBatch(
        ledger=kind.name,
        file_name=name[:200],
        digest=hashlib.sha256(content).hexdigest(),
        author=by,
        update_existing=reading.update,
    )
    _enter(batch, reading)
    ending = name.rpartition(".")[2].lower()
    batch.file.save(f"{batch.digest[:16]}.{ending if ending.isalnum() else 'dat'}", ContentFile(content), save=False)
    batch.save()
    return batch


def read_batch(batch: ImportBatch, *, by: User | None = None) -> Reading:
    """Read the batch's file again, against the registry of today, with the columns chosen by hand."""
    with batch.file.open("rb") as file:
        return read(
            ledger_kind(batch.ledger),
            file.read(),
            batch.file_name,
            by=by,
            update=batch.update_existing,
            overrides=batch.mapping,
        )


def read_again(batch: ImportBatch, *, mapping: dict | None = None, update: bool | None = None) -> ImportBatch:
    """Judge a batch anew: other columns, another way with rows that exist, or a registry that has changed."""
    with transaction.atomic():
        batch = _locked(batch)
        if batch.state not in (BatchState.FAULTY, BatchState.READY, BatchState.FAILED):
            raise Refused(_("This ledger is being loaded or has been loaded. Here is how it stands."))
        batch.mapping = batch.mapping if mapping is None else mapping
        batch.update_existing = batch.update_existing if update is None else update
        _enter(batch, read_batch(batch, by=batch.author))
        batch.save()
    return batch


def _locked(batch: ImportBatch) -> ImportBatch:
    return ImportBatch._base_manager.select_for_update().get(pk=batch.pk)


def _enter(batch: ImportBatch, reading: Reading) -> None:
    """Write into the batch what the reading found."""
    batch.state = BatchState.FAULTY if reading.faults else BatchState.READY
    batch.total = reading.count()["rows"]
    batch.report = report(reading)


def report(reading: Reading) -> dict:
    """What a reading found, as the batch keeps it for its page."""
    return {
        "counts": reading.count(),
        "fault_count": len(reading.faults),
        "warning_count": len(reading.warnings),
        "faults": [_line(one) for one in reading.faults[:MOST_SHOWN]],
        "warnings": [_line(one) for one in reading.warnings[:MOST_SHOWN]],
        "notes": [str(note) for note in reading.notes],
        "references": reading.references_by_kind(),
        "sheets": [_sheet_report(sheet) for sheet in reading.sheets],
        "repeated": [
            {"sheet": entry.sheet, "row": entry.number, "of": earlier.number}
            for entry, earlier in reading.repeated[:MOST_SHOWN]
        ],
        "preview": preview(reading),
    }


def _line(one) -> dict:
    return {"sheet": one.sheet, "row": one.row, "field": one.field, "text": one.text}


def _sheet_report(sheet) -> dict:
    found = {"name": sheet.name, "reason": sheet.reason, "rows": len(sheet.entries), "part": "", "columns": []}
    if sheet.part is None or sheet.mapping is None:
        return found
    mapping = sheet.mapping
    fields = {column: name for name, column in mapping.columns.items()}
    labels = {one.name: str(one.label) for one in sheet.part.fields}
    found["part"], found["heading_row"] = sheet.part.name, mapping.heading_row
    found["skipped"] = [
        {"row": one.number, "reason": one.reason, "text": one.text} for one in sheet.skipped[:MOST_SHOWN]
    ]
    for column in sorted({*mapping.headings, *fields}):
        name = fields.get(column, "")
        found["columns"].append(
            {
                "column": column,
                "letter": column_letter(column),
                "heading": mapping.headings.get(column, ""),
                "field": name,
                "label": labels.get(name, ""),
                "guessed": name in mapping.guessed,
                "serial": column == mapping.serial,
            }
        )
    return found


def preview(reading: Reading) -> dict:
    """The first entries as they were understood."""
    part = reading.kind.parts[0]
    shown = [one for one in part.fields if reading.has_column(part.name, one.name)]
    lines = []
    for entry in reading.entries(part.name):
        lines.append({"row": entry.number, "values": [in_words(one, entry[one.name]) for one in shown]})
        if len(lines) == PREVIEWED:
            break
    return {"headings": [str(one.label) for one in shown], "rows": lines}


def in_words(one, value) -> str:
    """A clean value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return " ".join(part for part in value if isinstance(part, str) and part)
    if isinstance(value, list):
        return "、".join(value)
    if isinstance(value, timedelta):
        return ngettext("%(n)s day", "%(n)s days", value.days) % {"n": value.days}
    return str(dict(one.choices).get(value, value))


# --- loading


def start_loading(batch: ImportBatch, *, by: User | None) -> ImportBatch:
    """Load a batch that is ready, at once or through the worker. Pressed twice, it is loaded once."""
    with transaction.atomic():
        batch = _locked(batch)
        if batch.state != BatchState.READY and not is_silent(batch):
            raise Refused(_("This ledger is being loaded or has been loaded. Here is how it stands."))
        batch.state = BatchState.LOADING
        batch.report["started_at"] = timezone.now().isoformat()
        batch.save(update_fields=["state", "report"])
    if batch.total > AT_ONCE:
        load_batch.enqueue(batch.pk, by.pk if by else None, translation.get_language())
    else:
        load(batch, by=by)
    batch.refresh_from_db()
    return batch


def is_silent(batch: ImportBatch) -> bool:
    """Whether a load was begun and has come to nothing: its worker is gone."""
    if batch.state != BatchState.LOADING:
        return False
    started = timezone.datetime.fromisoformat(batch.report.get("started_at", "2000-01-01T00:00:00+00:00"))
    return timezone.now() - started > timezone.timedelta(minutes=SILENT_MINUTES)


@task(backend="jobs")
def load_batch(batch_id: int, user_id: int | None, language: str) -> None:
    """The worker's part: load one batch."""
    with translation.override(language):
        by = User._base_manager.get(pk=user_id) if user_id else None
        load(ImportBatch._base_manager.get(pk=batch_id), by=by)


def load(batch: ImportBatch, *, by: User | None) -> Reading | None:
    """Judge the batch once more and write its rows, all or none. None if another has loaded it meanwhile."""
    try:
        with transaction.atomic():
            batch = _locked(batch)
            if batch.state != BatchState.LOADING:
                return None
            # The registry may have changed since the preview: judged again under the lock, then written.
            reading = read_batch(batch, by=by)
            if reading.faults:
                _enter(batch, reading)
                batch.report["notes"].insert(
                    0, _("The registry has changed since the ledger was read: see the faults.")
                )
                batch.save()
                return reading
            save(batch, reading, by=by)
            return reading
    except IntegrityError:
        _fail(batch, _("Somebody entered one of these records at the same moment. Read the ledger again."))
    except BadLedger as error:
        _fail(batch, str(error))
    except Exception:
        # Whatever it was, no row has been written, and the page must not show a load that never ends.
        logger.exception("loading batch %s failed", batch.pk)
        _fail(
            batch,
            _("Loading broke off and nothing was saved. Read the ledger again; if it breaks off again, report it."),
        )
    return None


def save(batch: ImportBatch, reading: Reading, *, by: User | None) -> None:
    """Write the rows of a judged ledger and sign for it; inside a transaction."""
    saver = Saver(batch, by, progress=lambda done: _tell_progress(batch, done))
    with without_collector():
        reading.kind.save(reading, saver)
    batch.state, batch.loaded_at = BatchState.LOADED, timezone.now()
    batch.progress = batch.total
    batch.report = {**report(reading), "started_at": batch.report.get("started_at", "")}
    batch.save()
    counts = reading.count()
    facts = {"file": batch.file_name, **{name: counts[name] for name in ("new", "changed", "same", "repeated")}}
    log(batch, "portal.import", user=by, data={"ledger": batch.ledger, "facts": facts})


def _fail(batch: ImportBatch, sentence: str) -> None:
    with transaction.atomic():
        batch = _locked(batch)
        batch.state = BatchState.FAILED
        batch.report["failure"] = sentence
        batch.save(update_fields=["state", "report"])


def _tell_progress(batch: ImportBatch, done: int) -> None:
    # In the cache: what the open transaction writes, nobody else sees before it ends.
    caches["pages"].set(f"import:{batch.pk}", done, PROGRESS_SECONDS)


def rows_done(batch: ImportBatch) -> int:
    """How many rows of a batch that is being loaded have been written."""
    return min(caches["pages"].get(f"import:{batch.pk}", 0), batch.total)


# --- undoing


def obstacles(batch: ImportBatch) -> list[str]:
    """Why a loaded batch cannot be undone any more; empty if it can."""
    return what_stands_in_the_way(batch, ledger_kind(batch.ledger))


def undo(batch: ImportBatch, *, by: User | None) -> ImportBatch:
    """Take back all rows of a batch, or none: refused once something has been built on one of them."""
    kind = ledger_kind(batch.ledger)
    with transaction.atomic():
        batch = _locked(batch)
        if batch.state != BatchState.LOADED:
            raise Refused(_("Only a loaded ledger can be undone. Here is how it stands."))
        if found := what_stands_in_the_way(batch, kind):
            raise Refused(_("It cannot be undone any more: %(obstacles)s") % {"obstacles": " ".join(found)})
        touched = {model: {row.object_id for row in rows} for model, rows in rows_by_model(batch).items()}
        take_back(batch, by=by)
        kind.mend(touched)
        batch.state, batch.undone_at, batch.undone_by = BatchState.UNDONE, timezone.now(), by
        batch.save(update_fields=["state", "undone_at", "undone_by"])
        log(batch, "portal.undo_import", user=by, data={"ledger": batch.ledger, "facts": {"file": batch.file_name}})
    return batch
