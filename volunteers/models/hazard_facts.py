"""How the timeline of a hazard names what its deeds have asked for beside the fields."""

from django.utils.translation import gettext_lazy as _

from volunteers.choices import DocumentKind, StopKind

# What the verbs ask for beside the fields, as the timeline names it.
FACT_LABELS = {
    "position": _("place given by the phone"),
    "opinion": _("opinion at the re-check"),
    "second_rechecker": _("second re-checker"),
    "photos": _("photos"),
    "original": _("same as"),
    "signed": _("signed by"),
    "until": _("asked until"),
    "discoverers": _("joint discoverers"),
    "merged": _("merged"),
    "notice": _("notice of rectification"),
    "expert": _("expert"),
    "reminder": _("reminder"),
    "kind": _("kind of document"),
    "issuer": _("issued by"),
    "issued_on": _("issued on"),
    "deadline": _("deadline of the plan"),
    "funds": _("funds (yuan)"),
    "extent": _("what is stopped"),
    "stopped_on": _("stopped on"),
    "lifted_on": _("resumed on"),
    "unit": _("supervising unit"),
    "addressee": _("to"),
}
# Words for what the clock has written, and for kinds of documents and stops.
FACT_VALUES = {
    "hazard_soon": _("the deadline is near"),
    "hazard_overdue": _("the deadline has passed"),
    "hazard_escalated": _("told to the head of the emergency centre"),
    **dict(DocumentKind.choices),
    **dict(StopKind.choices),
}
