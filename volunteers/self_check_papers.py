"""The self-check on paper: only the items that apply, with the code of the record; signed and stamped by hand."""

from django.conf import settings
from django.utils.translation import gettext as _

from portal.documents import Code, Facts, Paper, Signature, Table, Text
from volunteers.choices import Answer


def self_check_paper(one, address):
    """The form of one self-check; `address` is "" where its link is closed. What was answered stands in it."""
    items = one.sheet()
    blocks = [
        Facts(
            [
                (_("Enterprise (stamp)"), one.enterprise.name),
                (_("Grid"), one.enterprise.grid or "—"),
                (_("Campaign"), f"{one.campaign} · {one.round}"),
                (_("Return by"), f"{one.due_on:%Y-%m-%d}"),
            ]
        ),
        Text(
            _(
                "Check each item on the spot and tick one box. “Present” means that the hazard is there. What is "
                "present is put under control at once: write below where, which control, and by which day it will be "
                "gone."
            )
        ),
        table(items),
        Text(_("What is present: item, place, interim control, to be gone by")),
        Table(
            [_("Item"), _("Where"), _("Interim control at once"), _("To be gone by")],
            found(items),
            widths=(1, 3, 5, 2.2),
        ),
        Facts(
            [
                (_("Principal of the enterprise (signature)"), one.signed),
                (_("Checked by (signature)"), ""),
                (_("Day of the signature"), f"{one.signed_on:%Y-%m-%d}" if one.signed_on else ""),
                (_("Grid worker (signature)"), str(one.received_by or "")),
            ]
        ),
        *code(address),
        Signature([settings.PORTAL_NAME]),
    ]
    return Paper(title=_("Self-check for major accident hazards"), subtitle=str(one.campaign), blocks=blocks)


def table(items):
    """Each item with a box for each of the four answers."""
    heads = [_("No."), _("Clause"), _("What is checked"), *(str(answer.label) for answer in Answer)]
    rows = [
        [
            row.number,
            row.standard.code,
            row.standard.text_shown,
            *("☑" if row.answer == answer else "☐" for answer in Answer),
        ]
        for row in items
    ]
    return Table(heads, rows, widths=(0.8, 1.7, 5.6, 1.2, 1.5, 1.7, 1.2))


def found(items):
    """What is present so far, and some empty lines for the pen."""
    rows = [
        [row.number, row.place, row.interim_control, f"{row.due_on:%Y-%m-%d}" if row.due_on else ""]
        for row in items
        if row.is_present
    ]
    return rows + [["", "", "", ""]] * max(3 - len(rows), 0)


def code(address):
    """The code of the record, while its link is open."""
    if not address:
        return []
    text = _("Scan to fill in this same sheet on the phone, without an account; the grid worker scans it to key it in.")
    return [Code(address, text, width=34)]
