"""The papers about hazards: the notice of rectification, and the code for an enterprise's door."""

from django.conf import settings
from django.utils.translation import gettext as _

from portal.documents import Code, Facts, Heading, Paper, Picture, Pictures, Signature, Table, Text, day_in_words
from volunteers.choices import PhotoMoment
from volunteers.models import HazardPhoto

MOST_PHOTOS = 6


def notice_paper(notice, address):
    """The notice: to whom, what is to be put right by when, how to answer. `address` is "" where the link is closed."""
    hazards = list(notice.shown_hazards())
    blocks = [
        Text(f"{notice.enterprise.name}："),
        Text(intro(hazards)),
        enterprise_facts(notice.enterprise),
        hazard_table(hazards),
        Text(
            _(
                "Put each of them right by its deadline, keep the place safe until then, and report the result with "
                "photos taken from the same place. Whoever needs more time asks for it before the deadline, saying why."
            )
        ),
        Text(
            _(
                "This notice is a reminder by the zone and no order of law enforcement. Where a hazard cannot be "
                "removed or is not removed, it is reported to the authority in charge."
            )
        ),
        *photos(hazards),
        contact(notice, address),
        Signature([settings.PORTAL_NAME, str(notice.issued_by or ""), day_in_words(notice.issued_on)]),
        Heading(_("Signed receipt"), level=2),
        Facts([(_("Received by (signature)"), ""), (_("Date"), "")]),
    ]
    return Paper(title=_("Notice of rectification of hazards"), subtitle=notice.number, blocks=blocks)


def enterprise_facts(enterprise):
    """The enterprise as the ledgers name it."""
    return Facts(
        [
            (_("Unified social credit code"), enterprise.credit_code or "—"),
            (_("Address"), enterprise.address or "—"),
            (_("Safety officer"), enterprise.safety_officer_name or "—"),
            (_("Grid worker"), enterprise.grid_worker_name or "—"),
        ],
        pairs=1,
    )


def intro(hazards):
    """How many were found, and since when."""
    first = min((hazard.found_on for hazard in hazards), default=None)
    if first is None:
        return _("Nothing of this notice is left to be put right.")
    words = {"n": len(hazards), "day": day_in_words(first)}
    return _("At your enterprise %(n)d hazards have been found since %(day)s, as listed here:") % words


def hazard_table(hazards):
    """The hazards as a ledger: number, place and description, level and clause, who is responsible, deadline."""
    rows = [
        [
            place,
            hazard.number,
            f"{hazard.place}：{hazard.description}",
            " ".join(filter(None, [hazard.get_level_display(), hazard.clause])),
            hazard.responsible_name,
            f"{hazard.due_on:%Y-%m-%d}" if hazard.due_on else "",
        ]
        for place, hazard in enumerate(hazards, 1)
    ]
    heads = [_("No."), _("Hazard no."), _("Place and hazard"), _("Level and clause"), _("Responsible"), _("Due on")]
    return Table(heads, rows, widths=(0.7, 2.5, 3.7, 1.5, 1.3, 2.1))


def photos(hazards):
    """The first photos from before, with number and time on them."""
    rows = HazardPhoto.objects.filter(hazard__in=hazards, moment=PhotoMoment.BEFORE).select_related("hazard")
    shown, lost = [], []
    for photo in rows.order_by("hazard", "pk")[:MOST_PHOTOS]:
        try:
            shown.append(Picture(photo.stamped(), f"{photo.hazard.number} {photo.hazard.place}"))
        except FileNotFoundError:
            lost.append(photo.hazard.number)
    blocks = [Pictures(shown)] if shown else []
    if lost:
        blocks.append(Text(_("Photos that are not where they were kept: %(numbers)s") % {"numbers": "、".join(lost)}))
    return [Heading(_("Photos"), level=2), *blocks] if blocks else []


def contact(notice, address):
    """Whom to call at the zone, and the code by which the enterprise answers while its link is open."""
    words = " ".join(filter(None, [notice.contact_name, notice.contact_phone])) or "—"
    lines = [(_("Contact at the zone"), words), (_("Notice no."), notice.number)]
    if not address:
        return Facts(lines)
    lines.append((_("Answer through the code"), _("until %(day)s") % {"day": day_in_words(notice.expires_on)}))
    text = _("Scan to report the result with photos, without an account. Keep this sheet safe.")
    return Facts(lines, pairs=1, code=Code(address, text, width=34))


def door_paper(enterprise, address):
    """The code for the door: who is sent there scans it and sees what was found here last time."""
    return Paper(
        title=enterprise.name,
        subtitle=_("Safety record"),
        blocks=[
            Code(address, _("Scan to open the record of this enterprise, or to report a hazard here."), width=90),
            Facts(
                [
                    (_("Grid"), enterprise.grid or "—"),
                    (_("Grid worker"), enterprise.grid_worker_name or "—"),
                    (_("Linked cadre"), enterprise.linked_cadre_name or "—"),
                    (_("Safety officer"), enterprise.safety_officer_name or "—"),
                ]
            ),
            Text(
                _("Opens for whoever has to do with this enterprise; others are asked to sign in."),
                place="center",
                is_small=True,
            ),
            Text(settings.PORTAL_NAME, place="center", is_small=True),
        ],
    )
