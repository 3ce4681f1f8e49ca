"""What the page of a batch shows: how columns were read, what is wrong, what would come of it."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.generic.batches import is_silent, rows_done
from portal.generic.kinds import all_kinds
from portal.models import BatchState, ImportBatch

TONES = {
    BatchState.READING: "quiet",
    BatchState.FAULTY: "late",
    BatchState.READY: "check",
    BatchState.LOADING: "check",
    BatchState.LOADED: "done",
    BatchState.UNDONE: "quiet",
    BatchState.FAILED: "late",
}


def badge(batch):
    """The state of a batch as a badge."""
    return {"text": batch.get_state_display(), "tone": TONES[BatchState(batch.state)]}


def kind_of(batch):
    """The ledger of a batch, or None where it is not declared any more."""
    return next((kind for kind in all_kinds() if kind.name == batch.ledger), None)


def column_groups(batch):
    """Sheets that were read alike, with their columns and the fields among which to choose: a year of months is one."""
    kind, groups = kind_of(batch), {}
    for sheet in batch.report.get("sheets", []):
        if not sheet["part"]:
            continue
        alike = (sheet["part"], tuple((one["column"], one["heading"], one["field"]) for one in sheet["columns"]))
        group = groups.setdefault(alike, {"sheets": [], "rows": 0, "columns": sheet["columns"], "part": sheet["part"]})
        group["sheets"].append(sheet["name"])
        group["rows"] += sheet["rows"]
    for group in groups.values():
        part = kind.part(group["part"])
        group["title"] = part.title
        group["names"] = "、".join(group["sheets"])
        group["fields"] = [(one.name, one.label, one.required) for one in part.fields]
    return list(groups.values())


def passed_over(batch):
    """Sheets and rows that were not read as entries, each with its reason."""
    lines = []
    for sheet in batch.report.get("sheets", []):
        if not sheet["part"]:
            lines.append({"sheet": sheet["name"], "row": "", "text": "", "reason": sheet["reason"]})
        for one in sheet.get("skipped", ()):
            lines.append({"sheet": sheet["name"], **one})
    return lines


def unknown_columns(batch):
    """The columns that are not taken over, in words."""
    found = {}
    for sheet in batch.report.get("sheets", []):
        for one in sheet["columns"] if sheet["part"] else ():
            if not one["field"] and not one["serial"]:
                found[f"{one['letter']} {one['heading']}".strip()] = None
    return list(found)


def figures(batch):
    """The rows by what becomes of them, as figures."""
    counts = batch.report.get("counts", {})
    is_loaded = batch.state in (BatchState.LOADED, BatchState.UNDONE)
    names = {
        "new": _("created") if is_loaded else _("to be created"),
        "changed": _("changed") if is_loaded else _("to be changed"),
        "same": _("exist already"),
        "repeated": _("repeat an earlier row"),
        "faulty": _("rows with faults"),
    }
    shown = [(name, label) for name, label in names.items() if counts.get(name) or name == "new"]
    return [{"value": f"{counts.get(name, 0):,}", "name": label} for name, label in shown]


def existing_text(batch):
    """What becomes of rows that exist with other values."""
    count = batch.report.get("counts", {}).get("differing", 0)
    if not count:
        return ""
    return ngettext(
        "%(n)s row exists with other values and will be left as it is.",
        "%(n)s rows exist with other values and will be left as they are.",
        count,
    ) % {"n": count}


def earlier(batch):
    """The last batch that brought the very same file and is loaded."""
    same = ImportBatch._base_manager.filter(digest=batch.digest, ledger=batch.ledger, state=BatchState.LOADED)
    return same.exclude(pk=batch.pk).exclude(digest="").order_by("-loaded_at").first()


def progress(batch):
    """How far a batch that is being loaded has come, for the meter."""
    done = rows_done(batch)
    percent = done * 100 // batch.total if batch.total else 0
    return {"done": done, "total": batch.total, "percent": percent, "is_silent": is_silent(batch)}


def records_made(batch):
    """How many records of which kind the batch has made and changed."""
    lines = batch.rows.values("content_type__app_label", "content_type__model", "action").annotate(n=Count("pk"))
    return [
        {
            "kind": line_model(batch, line)._meta.verbose_name_plural,
            "action": line["action"],
            "count": line["n"],
        }
        for line in lines.order_by("content_type", "action")
    ]


def line_model(batch, line):
    """The model that a line of counts is about."""
    return batch._meta.apps.get_model(line["content_type__app_label"], line["content_type__model"])
