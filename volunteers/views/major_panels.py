"""What the record of a hazard shows of its being major: the way as a checklist, proposals, documents, stops."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.generic.details import Panel
from volunteers.choices import DocumentKind, HazardLevel, ProposalState
from volunteers.models import GradeProposal, HazardDocument, Listing, ProductionStop
from volunteers.models.grade_proposals import GRADABLE
from volunteers.models.strictness import way_of
from volunteers.tables.majors import LISTING_TONES, PROPOSAL_TONES, StopTable

# The kind of document that a step registers.
STEP_KINDS = {"report": DocumentKind.REPORT, "consent": DocumentKind.CONSENT}


def deed_labels():
    """What the buttons of the checklist say; a transition that is not named here has its own label."""
    return {
        "hand_in_plan": _("Hand in the plan"),
        "hand_in_acceptance": _("Hand in the acceptance report"),
        "register_document": _("Register the document"),
        "stop_voluntarily": _("Register a voluntary stop"),
        "register_order": _("Register an authority's order to stop"),
        "list_for_supervision": _("Register the listing for supervision"),
        "prepare_transfer": _("Prepare a transfer"),
    }


def major_parts(page):
    """The parts of a hazard's page where it is, or may be, major; its way stands above everything else."""
    if part := proposals_panel(page):
        yield part
    if page.granted("follow"):
        yield from filter(None, (stops_panel(page), listings_panel(page), documents_panel(page)))


def way_panel(page):
    """What stands, what is missing, who is next."""
    way = way_of(page.object)
    follows, follows_case = page.granted("follow"), page.granted("follow_case")
    lines = [line(page, step, follows=follows) for step in way.steps() if follows_case or not step.is_case]
    done = sum(one["state"] == "done" for one in lines)
    context = {
        "steps": lines,
        "done": done,
        "needed": done + sum(one["state"] in ("now", "late", "next") for one in lines),
        "is_stopped": way.is_stopped,
        "asks_for_stop": way.asks_for_stop and not way.stops,
    }
    return Panel(_("The way of a major hazard"), "volunteers/_major_way.html", context)


def line(page, step, *, follows):
    """One step as the checklist draws it, with the buttons that this person may press."""
    return {
        "label": step.label,
        "state": step.state,
        "note": step.note if follows else "",
        "who": step.who if step.state in ("now", "late", "next") else "",
        "buttons": [*verb_buttons(page, step), *record_buttons(page, step)] if follows else [],
    }


def verb_buttons(page, step):
    """The deeds at the hazard that do this step."""
    # A second stop may follow the first; everything else is done once.
    if not (step.is_open and not step.is_done and step.record is None) and step.key != "stop":
        return
    if step.key == "stop" and not step.is_open and not step.is_done:
        return
    labels, verbs = deed_labels(), page.model.transitions()
    for verb in step.verbs:
        if not page.granted(verb):
            continue
        if verb == "verify" and not page.object.is_rechecked_by(page.request.user):
            continue
        url = reverse(f"hazard_{verb}", args=[page.object.pk])
        if step.key in STEP_KINDS:
            url = f"{url}?{urlencode({'kind': STEP_KINDS[step.key].value})}"
        label = labels.get(verb) or verbs[verb].label
        yield {"label": label, "url": url, "tone": "primary" if step.state in ("now", "late") else "default"}


def record_buttons(page, step):
    """The way to the record that stands for this step, or to the deed that ends it."""
    record = step.record
    if record is None:
        return
    if step.key == "release" and not step.is_done and step.is_open:
        yield from ending(page, Listing, record, "release", "listing_release", _("Register the release"))
    elif step.key == "resumption" and not step.is_done and step.is_open:
        yield from ending(page, ProductionStop, record, "lift", "stop_lift", _("Register the resumption"))
    elif step.key in ("plan", "stop", "transfer"):
        yield {"label": _("Open the record"), "url": record.get_absolute_url(), "tone": "default"}


def ending(page, model, record, verb, name, label):
    """The button that ends a stop or a listing, for whoever may."""
    if model.objects.allowing(page.request.user, verb).filter(pk=record.pk).exists():
        yield {"label": label, "url": reverse(name, args=[record.pk]), "tone": "primary"}


def proposals_panel(page):
    """Who thinks that it is of another level, and what the centre said."""
    rows = list(
        GradeProposal.objects.visible_to(page.request.user)
        .filter(hazard=page.object)
        .select_related("proposed_by", "answered_by")
    )
    if not rows:
        return None
    declines = page.object.state in GRADABLE and page.granted("grade")
    lines = [
        {
            "row": row,
            "tone": PROPOSAL_TONES[row.state],
            "url": reverse("proposal_decline", args=[row.pk]) if declines and row.state == ProposalState.MADE else "",
        }
        for row in rows
    ]
    return Panel(_("Proposed level"), "volunteers/_grade_proposals.html", {"lines": lines})


def stops_panel(page):
    """The stops because of it."""
    rows = ProductionStop.objects.visible_to(page.request.user).filter(hazard=page.object)
    rows = rows.select_related("hazard__enterprise", "order")
    if not rows:
        return None
    hidden = ("number", "enterprise")
    return Panel(_("Stops of production"), "generic/_related.html", {"table": StopTable(rows, exclude=hidden)})


def listings_panel(page):
    """Who supervises its removal."""
    rows = Listing.objects.visible_to(page.request.user).filter(hazard=page.object)
    rows = list(rows.select_related("document", "release_document"))
    if not rows:
        return None
    lines = [{"row": row, "tone": LISTING_TONES[row.state]} for row in rows]
    return Panel(_("Listing for supervision"), "volunteers/_listings.html", {"lines": lines})


def documents_panel(page):
    """Every document in the order of its days, those set aside too."""
    rows = HazardDocument.objects.visible_to(page.request.user).filter(hazard=page.object)
    rows = list(rows.select_related("forerunner", "registered_by").order_by("issued_on", "pk"))
    if not rows:
        return None
    sets_aside = HazardDocument.objects.allowing(page.request.user, "set_aside").filter(hazard=page.object).exists()
    return Panel(
        _("Documents about the hazard"), "volunteers/_documents.html", {"documents": rows, "sets_aside": sets_aside}
    )


def major_doors(page):
    """More buttons of a hazard: (label, address, verb, whether it is open now)."""
    hazard = page.object
    return (
        (_("Propose a level"), "hazard_propose_grade", "propose_grade", hazard.state in GRADABLE),
        (_("Register a document"), "hazard_register_document", "register_document", is_documented(hazard)),
    )


def is_documented(hazard):
    """Whether documents are offered at the head of the page: at a major one, as long as it is not closed."""
    return hazard.level == HazardLevel.MAJOR and hazard.state in GRADABLE
