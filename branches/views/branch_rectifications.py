"""Pages of what branches have to put right: due, done with evidence, checked by somebody else."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.assessment_choices import RectificationState
from branches.filters.deliberations import BranchRectificationFilter
from branches.forms.deliberations import FinishRectificationForm, OpinionForm, SendBackOpinionForm
from branches.models import BranchRectification, RectificationEvidence
from branches.tables.deliberations import RECTIFICATION_TONES, BranchRectificationTable
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.photos import PhotoView
from portal.generic.transitions import TransitionView


class BranchRectificationList(ListView):
    """Rectifications, those due first on top."""

    model = BranchRectification
    table_class = BranchRectificationTable
    filterset_class = BranchRectificationFilter
    related = ("decision__organisation",)
    order = ("due_on", "pk")
    empty_text = gettext_lazy(
        "Nothing to rectify. A line comes about when the committee decides “rectify by a deadline”."
    )
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("With the branch"), {"state": RectificationState.OPEN.value}),
        (gettext_lazy("To be checked"), {"state": RectificationState.DONE.value}),
        (gettext_lazy("Overdue"), {"show": "overdue"}),
    )


class BranchRectificationDetail(DetailView):
    """One rectification: what was decided, what was done, who has seen it."""

    model = BranchRectification
    related = (
        "decision__organisation",
        "decision__assessment__round",
        "decision__deliberation",
        "done_by",
        "checked_by",
    )
    url_prefix = "branch_rectification"
    field_groups = (
        (
            gettext_lazy("Rectification"),
            ("due_on", "measures", "done_on", "done_by", "opinion", "checked_on", "checked_by"),
        ),
    )

    def context(self, revealed=None):
        return super().context(revealed) | {"heading": self.object.decision.organisation.name}

    def subheading(self):
        return self.object.decision.deliberation.meeting

    def badge(self):
        one = self.object
        if one.state == RectificationState.OPEN and one.due_on < timezone.localdate():
            return {"text": _("overdue"), "tone": "late"}
        return {"text": one.get_state_display(), "tone": RECTIFICATION_TONES[one.state]}

    def panels(self):
        one = self.object
        rows = [
            {"label": _("Reason"), "value": one.decision.reason, "kind": "long"},
            {"label": _("Assessment"), "value": one.decision.assessment, "kind": "link"},
        ]
        photos = [
            {
                "url": reverse("rectification_evidence", args=[photo.pk, "image"]),
                "thumb": reverse("rectification_evidence", args=[photo.pk, "thumbnail"]),
                "alt": _("Evidence: %(branch)s") % {"branch": one.decision.organisation},
                "caption": photo.caption,
            }
            for photo in one.evidence.all()
        ]
        context = {"photos": photos, "empty_text": _("No evidence yet.")}
        return [
            Panel(_("What was decided"), "generic/_fields.html", {"rows": rows}),
            Panel(_("Evidence"), "generic/_photos.html", context),
        ]


class BranchRectificationFinish(TransitionView):
    """The branch has put it right."""

    model = BranchRectification
    verb = "finish"
    form_class = FinishRectificationForm


class BranchRectificationAccept(TransitionView):
    """Somebody else has seen it."""

    model = BranchRectification
    verb = "accept"
    form_class = OpinionForm


class BranchRectificationSendBack(TransitionView):
    """It is not put right yet."""

    model = BranchRectification
    verb = "send_back"
    form_class = SendBackOpinionForm


class RectificationEvidenceView(PhotoView):
    """One photo of what was put right."""

    model = RectificationEvidence
