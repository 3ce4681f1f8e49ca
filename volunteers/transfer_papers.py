"""The papers of a transfer: the letter, the list of evidence, the timeline, how the enterprise cooperated."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import ModelLogEntry

from portal.documents import Facts, Heading, Paper, Picture, Signature, Table, Text
from portal.generic.details import timeline_line
from volunteers.choices import DocumentKind, ExtensionState, PlanState, StopKind
from volunteers.models import Hazard, HazardPhoto
from volunteers.papers import enterprise_facts

MOST_PICTURES = 12
# The letter itself is no evidence.
NO_EVIDENCE = (DocumentKind.LETTER,)


@dataclass(frozen=True)
class Piece:
    """One piece of evidence: its number, what it is, its day, the file in the pack and that file's digest."""

    number: int
    title: str
    day: str
    name: str
    digest: str
    source: Any = field(repr=False, default=None)


def pieces(hazard):
    """Every photo and every scan of the hazard, numbered, with the names that they bear in the pack."""
    found = []
    for photo in HazardPhoto._base_manager.filter(hazard=hazard).select_related("hazard").order_by("pk"):
        when = localtime(photo.taken_at or photo.uploaded_at)
        number = len(found) + 1
        name = f"{number:02d}-{photo.side}-{when:%Y%m%d}.jpg"
        title = _("Photo: %(side)s, %(place)s") % {"side": photo.side, "place": hazard.place}
        found.append(Piece(number, title, f"{when:%Y-%m-%d %H:%M}", name, photo.digest, photo.image))
    rows = hazard.documents.filter(set_aside_on=None).exclude(kind__in=NO_EVIDENCE).exclude(scan="")
    for document in rows.order_by("issued_on", "pk"):
        number = len(found) + 1
        ending = document.scan.name.rpartition(".")[2]
        name = f"{number:02d}-{document.get_kind_display()}.{ending}"
        title = f"{document} · {document.issuer}"
        found.append(Piece(number, title, f"{document.issued_on:%Y-%m-%d}", name, document.digest, document.scan))
    return found


def letter_paper(transfer, evidence):
    """The zone's letter to the authority: what was found, what it violates, what is enclosed."""
    hazard = transfer.hazard
    blocks = [
        Text(f"{transfer.addressee}："),
        Text(
            _(
                "In our inspections a major hazard was found at the enterprise named below which could not be removed "
                "at once. The zone has no penal power; we hand over the lead with its evidence, to be dealt with by "
                "law. Please send us a receipt, and later the case number and the outcome."
            )
        ),
        Facts([(_("Enterprise"), hazard.enterprise.name)], pairs=1),
        enterprise_facts(hazard.enterprise),
        Heading(_("1. The lead"), level=1),
        Text(transfer.lead),
        hazard_facts(hazard),
        Heading(_("2. What has been done so far"), level=1),
        Table(*done_so_far(hazard), widths=(2, 6)),
        Heading(_("3. How the enterprise cooperated"), level=1),
        Text(cooperation_words(transfer)),
        Heading(_("4. Enclosed"), level=1),
        Text(_("List of evidence with %(n)d pieces; timeline; record of cooperation.") % {"n": len(evidence)}),
        Signature([settings.PORTAL_NAME, f"{timezone.localdate():%Y-%m-%d}"]),
    ]
    return Paper(title=_("Letter of transfer of a lead"), subtitle=hazard.number, blocks=blocks)


def hazard_facts(hazard):
    """The hazard as the ledger has it."""
    rows = [
        (_("Hazard no."), hazard.number),
        (_("Found on"), f"{hazard.found_on:%Y-%m-%d}"),
        (_("Source"), hazard.get_source_display()),
        (_("Place"), hazard.place),
        (_("Hazard"), hazard.description),
        (_("Clause"), hazard.clause or "—"),
        (_("Due on"), f"{hazard.due_on:%Y-%m-%d}" if hazard.due_on else "—"),
        (_("State"), hazard.get_state_display()),
    ]
    return Facts(rows)


def done_so_far(hazard):
    """(headings, rows) of report, plan, stops and listing as they stand."""
    rows = [
        [_("Document"), f"{one} · {one.issuer} · {one.issued_on:%Y-%m-%d}"]
        for one in hazard.documents.filter(set_aside_on=None).exclude(kind__in=NO_EVIDENCE)
    ]
    for plan in hazard.plans.all():
        words = f"{plan.get_state_display()} · {plan.duty_name} · {plan.deadline:%Y-%m-%d}"
        rows.append([_("Plan of treatment"), words])
        rows.append([_("Interim control"), plan.interim_control])
    for stop in hazard.stops.all():
        words = f"{stop.stopped_on:%Y-%m-%d} · {stop.get_kind_display()} · {stop.extent}"
        rows.append([_("Stop of production"), words])
    return [_("What"), pgettext("transfer", "How it stands")], rows or [["—", "—"]]


def cooperation_words(transfer):
    """How the head judges the cooperation, and why."""
    return "\n".join(filter(None, [transfer.get_cooperation_display(), transfer.cooperation_note])) or "—"


def evidence_paper(hazard, evidence):
    """The numbered list of what is in the pack, with digests, and the first pictures."""
    rows = [[one.number, one.title, one.day, one.name, one.digest] for one in evidence]
    heads = [_("No."), pgettext("transfer", "Evidence"), _("Day"), _("File"), _("Digest (SHA-256)")]
    blocks = [
        hazard_facts(hazard),
        Table(heads, rows or [["—"] * 5], widths=(0.6, 3.2, 1.6, 2.6, 3)),
        Text(_("A file is unchanged as long as its digest is the one named here."), is_small=True),
    ]
    photos = HazardPhoto._base_manager.filter(hazard=hazard).select_related("hazard").order_by("pk")
    for number, photo in enumerate(photos[:MOST_PICTURES], 1):
        blocks.append(Picture(photo.stamped(), f"{number}. {photo.side} · {hazard.place}", width=100))
    return Paper(title=_("List of evidence"), subtitle=hazard.number, blocks=blocks)


def timeline_paper(hazard):
    """Every deed at the hazard as the log keeps it, the first one first."""
    kind = ContentType.objects.get_for_model(Hazard, for_concrete_model=False)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(hazard.pk)).select_related("user")
    rows = []
    for entry in entries.order_by("timestamp", "pk"):
        one = timeline_line(entry, Hazard)
        facts = "\n".join(f"{fact['label']}：{fact['value']}" for fact in one["facts"])
        rows.append([f"{one['when']:%Y-%m-%d %H:%M}", str(one["text"]), str(one["who"]), facts])
    heads = [_("When"), _("What"), _("Who"), _("Facts")]
    blocks = [hazard_facts(hazard), Table(heads, rows or [["—"] * 4], widths=(1.8, 2.2, 1.4, 4.6))]
    return Paper(title=_("Timeline of the hazard"), subtitle=hazard.number, blocks=blocks)


def cooperation_paper(transfer):
    """What the records say of the enterprise: notices, deadlines, requests, answers, stops; and the head's word."""
    hazard = transfer.hazard
    blocks = [
        enterprise_facts(hazard.enterprise),
        Table([_("Day"), _("What"), _("How")], cooperation_rows(hazard) or [["—"] * 3], widths=(1.6, 3, 5.4)),
        Heading(_("Judgement of the emergency centre"), level=2),
        Text(cooperation_words(transfer)),
    ]
    return Paper(title=_("Record of the enterprise's cooperation"), subtitle=hazard.number, blocks=blocks)


def cooperation_rows(hazard):
    """[day, what, how] in the order of their days."""
    rows = [
        (notice.issued_on, _("Notice of rectification"), f"{notice.number} · {opened(notice)}")
        for notice in hazard.notices.all()
    ]
    for one in hazard.extensions.all():
        answer = ExtensionState(one.state).label
        rows.append((one.asked_on, _("Request for extension"), f"{one.reason} · {one.until:%Y-%m-%d} · {answer}"))
    for plan in hazard.plans.all():
        words = f"{PlanState(plan.state).label} {plan.answer}".strip()
        rows.append((plan.handed_in_on, _("Plan of treatment"), words))
    for stop in hazard.stops.all():
        rows.append((stop.stopped_on, _("Stop of production"), f"{StopKind(stop.kind).label} · {stop.extent}"))
    if late := hazard.days_late():
        rows.append((timezone.localdate(), _("Deadline passed"), _("%(n)d days late") % {"n": late}))
    for entry in sent_back(hazard):
        reason = (entry.data or {}).get("facts", {}).get("reason", "")
        rows.append((localtime(entry.timestamp).date(), _("Sent back at the re-check"), reason))
    return [[f"{day:%Y-%m-%d}", what, how] for day, what, how in sorted(rows, key=lambda row: row[0])]


def opened(notice):
    """Whether and when the enterprise opened the link of a notice."""
    if notice.opened_at is None:
        return _("the link was not opened")
    return _("opened at %(when)s") % {"when": f"{localtime(notice.opened_at):%Y-%m-%d %H:%M}"}


def sent_back(hazard):
    """The log entries of re-checks that found it not put right."""
    kind = ContentType.objects.get_for_model(Hazard, for_concrete_model=False)
    rows = ModelLogEntry.objects.filter(content_type=kind, object_id=str(hazard.pk))
    return rows.filter(action="volunteers.hazard.send_back").order_by("timestamp")
