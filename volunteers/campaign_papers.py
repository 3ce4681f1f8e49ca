"""The report on a campaign: its days, its self-checks, its hazards; once it is closed, with the figures of that day."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.documents import Facts, Heading, Paper, Signature, Table, Text
from volunteers.choices import CampaignState
from volunteers.self_found import percent


def closing_report(campaign, today):
    """The paper; figures as kept at the closing, else as of `today`."""
    is_closed = campaign.state == CampaignState.CLOSED
    counts = campaign.closing_figures if is_closed else campaign.counts(today)
    day = campaign.closed_on if is_closed else today
    blocks = [
        *[Text(line) for line in campaign.text.splitlines() if line.strip()],
        Heading(_("Basis and days"), level=2),
        Facts(days(campaign)),
        Heading(_("Self-checks"), level=2),
        Table([_("What"), pgettext("column", "Count"), _("Share")], self_checks(counts), widths=(6, 2, 2)),
        Heading(_("Hazards"), level=2),
        Table([_("What"), pgettext("column", "Count"), _("Share")], hazards(counts), widths=(6, 2, 2)),
        *summary(campaign),
        Text(_("Figures as of %(day)s. A share is shown as “—” where there is nothing to divide.") % {"day": day}),
        Signature([settings.PORTAL_NAME, f"{day:%Y-%m-%d}"]),
    ]
    title = _("Closing report") if is_closed else _("Report on progress")
    return Paper(title=title, subtitle=str(campaign), blocks=blocks)


def days(campaign):
    """Basis documents, windows, strict phase."""
    lines = [(_("Basis documents"), campaign.basis or "—")]
    lines += [(str(one), f"{one.opens_on:%Y-%m-%d} – {one.due_on:%Y-%m-%d}") for one in campaign.windows()]
    strict = f"{campaign.strict_from:%Y-%m-%d}" if campaign.strict_from else "—"
    return [*lines, (_("Strict phase from"), strict), (_("Closed on"), campaign.closed_on or "—")]


def self_checks(counts):
    """The funnel of the self-checks."""
    whole = counts["issued"]
    lines = (
        (_("Enterprises in the campaign"), "enterprises", None),
        (_("Notice acknowledged"), "receipts", counts["enterprises"]),
        (_("Self-checks issued"), "issued", None),
        (_("Opened"), "opened", whole),
        (pgettext("self-check", "Returned"), "returned", whole),
        (_("of these late"), "late", counts["returned"]),
        (_("of these with nothing found"), "nil", counts["returned"]),
        (_("Received"), "received", whole),
        (_("Not returned"), "outstanding", whole),
        (_("of these not even opened"), "silent", counts["outstanding"]),
    )
    return [[name, counts[word], percent(counts[word], of) if of is not None else ""] for name, word, of in lines]


def hazards(counts):
    """What was found, by whom, and what became of it."""
    whole = counts["hazards"]
    lines = (
        (_("Hazards found"), "hazards", None),
        (_("of these major"), "major", whole),
        (_("Found by the enterprises themselves before anyone came"), "self_found", whole),
        (_("of these removed in time"), "self_removed", counts["self_found"]),
        (_("Seen as rectified"), "rectified", whole),
        (_("Production stops registered"), "stops", None),
        (_("Leads transferred to the authority"), "transfers", None),
    )
    return [
        [name, counts[word], percent(counts[word], of) if of is not None else ""]
        for name, word, of in lines
        if word in counts
    ]


def summary(campaign):
    """What the head wrote at the closing."""
    if not campaign.summary:
        return []
    lines = [Text(line) for line in campaign.summary.splitlines() if line.strip()]
    return [Heading(_("What was achieved"), level=2), *lines]
