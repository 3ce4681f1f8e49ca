"""The record of a visit on paper: who came, what was looked at, what was found, who signs."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.documents import Facts, Heading, Paper, Signature, Table, Text
from volunteers.choices import InspectionState, ItemFinding
from volunteers.models import ExpertOpinion, Hazard
from volunteers.papers import enterprise_facts, photos


def inspection_paper(inspection):
    """The paper of one visit. Before it was held it is the form to be filled in by hand: the items that apply."""
    hazards = list(Hazard.objects.filter(finding__inspection=inspection).order_by("pk"))
    is_held = inspection.state == InspectionState.HELD
    blocks = [
        Facts(
            [
                (_("Enterprise"), inspection.enterprise.name),
                (pgettext("inspection", "Day of the visit"), f"{inspection.day:%Y-%m-%d}"),
                (_("Visitors"), "、".join(str(row) for row in inspection.visitors.select_related("user")) or "—"),
                (_("Others present"), inspection.companions or "—"),
                (_("What to look at"), inspection.focus or "—"),
            ]
        ),
        enterprise_facts(inspection.enterprise),
        Heading(_("Items looked at"), level=2),
        items(inspection, is_held),
        Heading(_("Findings"), level=2),
        *findings(inspection, hazards),
        *opinions(hazards),
        *photos(hazards),
        *([Heading(_("What was seen"), level=2), Text(inspection.summary)] if inspection.summary else []),
        Text(
            _(
                "This record is no order of law enforcement. What has to be put right follows from the notice of "
                "rectification."
            ),
            is_small=True,
        ),
        Heading(_("Signatures"), level=2),
        Facts(
            [
                (_("Visitors (signature)"), ""),
                (_("For the enterprise (signature)"), inspection.received_by),
                (_("Date"), ""),
            ]
        ),
        Signature([settings.PORTAL_NAME, f"{inspection.day:%Y-%m-%d}"]),
    ]
    return Paper(title=_("Record of an inspection"), subtitle=inspection.number, blocks=blocks)


def items(inspection, is_held):
    """What was looked at; before the visit every item that applies, with room for the answer."""
    heads = [_("No."), _("Code"), _("Item"), _("Finding")]
    if is_held:
        rows = inspection.findings_by_item.select_related("standard")
        lines = [(row.standard, row.get_finding_display()) for row in rows]
    else:
        room = " / ".join(str(label) for label in ItemFinding.labels)
        lines = [(clause, f"□ {room}") for clause in inspection.items()]
    if not lines:
        return Text(_("No item was looked at by the catalogue."))
    rows = [[number, clause.code, clause.text_shown, said] for number, (clause, said) in enumerate(lines, 1)]
    return Table(heads, rows, widths=(0.6, 1.3, 6.2, 2.2))


def findings(inspection, hazards):
    """The hazards registered at the visit, or that nothing was found."""
    if inspection.nothing_found:
        return [Text(_("Nothing was found."))]
    if not hazards:
        return [Text(_("No hazard has been registered yet."))]
    rows = [
        [
            number,
            hazard.number,
            f"{hazard.place}：{hazard.description}",
            hazard.clause or "—",
            f"{hazard.due_on:%Y-%m-%d}" if hazard.due_on else "",
        ]
        for number, hazard in enumerate(hazards, 1)
    ]
    heads = [_("No."), _("Hazard no."), _("Place and hazard"), _("Clause"), _("Due on")]
    return [Table(heads, rows, widths=(0.6, 2.4, 4.6, 1.5, 1.8))]


def opinions(hazards):
    """What experts said about the hazards of the visit; nothing where none was asked."""
    rows = (
        ExpertOpinion.objects.filter(hazard__in=hazards).select_related("hazard").order_by("hazard", "given_on", "pk")
    )
    lines = [
        [row.hazard.number, row.text, "，".join(filter(None, [row.expert_name, row.body])), f"{row.given_on:%Y-%m-%d}"]
        for row in rows
    ]
    if not lines:
        return []
    heads = [_("Hazard no."), _("Opinion"), _("Expert"), _("given on")]
    return [Heading(_("Experts' opinions"), level=2), Table(heads, lines, widths=(2.0, 5.0, 2.4, 1.6))]
