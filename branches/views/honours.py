"""Pages of the honours: list, record, application, and the way to being named, kept or withdrawn."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import HonourState
from branches.filters.honours import HonourFilter
from branches.forms.honours import (
    HonourForm,
    KeepForm,
    NameForm,
    NoticeForm,
    ObjectionForm,
    OpinionForm,
    WithdrawForm,
)
from branches.forms.standards import ReasonForm
from branches.models import Honour, Objection
from branches.tables.honours import HONOUR_TONES, HonourTable, ObjectionTable
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView

WAY = (HonourState.APPLIED, HonourState.RECOMMENDED, HonourState.ON_NOTICE, HonourState.NAMED)


class HonourList(ListView):
    """Honours, newest year first."""

    model = Honour
    table_class = HonourTable
    filterset_class = HonourFilter
    related = ("kind", "organisation")
    order = ("-year", "-pk")
    add_url = "honour_add"
    add_label = gettext_lazy("Apply for an honour")
    empty_text = gettext_lazy("No honour yet. A secretary applies for the first one.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Applied for"), {"state": HonourState.APPLIED.value}),
        (gettext_lazy("On public notice"), {"state": HonourState.ON_NOTICE.value}),
        (gettext_lazy("Named"), {"state": HonourState.NAMED.value}),
    )


class HonourDetail(DetailView):
    """One honour: what it is for, where it stands, what was brought forward against it."""

    model = Honour
    related = ("kind", "organisation", "applied_by", "recommended_by")
    url_prefix = "honour"
    edit_url = "honour_edit"
    field_groups = (
        (
            gettext_lazy("Honour"),
            (
                "kind",
                "organisation",
                "post",
                "year",
                "applied_by",
                "recommended_on",
                "recommended_by",
                "opinion",
                "notice_from",
                "notice_to",
                "named_on",
                "document_number",
                "kept_on",
                "withdrawn_on",
                "ended_because",
                "merits",
            ),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": HONOUR_TONES.get(self.object.state, "quiet")}

    def stepper(self):
        if self.object.state not in WAY:
            return []
        now = WAY.index(self.object.state)
        steps = []
        for number, state in enumerate(WAY):
            place = "done" if number < now or state == self.object.state == HonourState.NAMED else "next"
            steps.append({"label": state.label, "state": "now" if number == now and place == "next" else place})
        return steps

    def actions(self):
        buttons = super().actions()
        if self.object.state != HonourState.APPLIED:
            edit = reverse("honour_edit", args=[self.object.pk])
            buttons = [button for button in buttons if button["url"] != edit]
        if self.object.state == HonourState.ON_NOTICE and self.granted("object"):
            url = reverse("honour_object", args=[self.object.pk])
            buttons.append({"label": _("Record an objection"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        kind = self.object.kind
        criteria = kind.criteria_shown or _("The criteria of this honour are for the committee to supply.")
        found = [Panel(_("Criteria"), "branches/_criteria.html", {"text": criteria, "kind": kind})]
        objections = Objection.objects.visible_to(self.request.user).filter(honour=self.object)
        if objections:
            table = ObjectionTable(objections)
            open_ones = [one for one in objections if not one.answered_on]
            context = {"table": table}
            if open_ones and self.granted("object"):
                context |= {"more_url": reverse("objection_edit", args=[open_ones[0].pk])}
                context |= {"more_label": _("Answer the objection")}
            found.append(Panel(_("Objections"), "generic/_related.html", context))
        return found


class HonourEdit(EditView):
    """Apply for an honour, or change the application before it is recommended."""

    model = Honour
    form_class = HonourForm
    add_heading = gettext_lazy("Apply for an honour")

    def initial(self):
        own = [office.organisation for office in self.request.user.offices if office.organisation_id]
        return {"initial": {"organisation": own[0]} if len(own) == 1 and not own[0].is_root() else {}}

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state != HonourState.APPLIED:
            raise PermissionDenied(_("It has been recommended already and does not change any more."))
        return record

    def before_save(self, record, form):
        if self.object is None:
            record.applied_by = self.request.user


class HonourRecommend(TransitionView):
    """The adviser or the superior stands behind it."""

    model = Honour
    verb = "recommend"
    form_class = OpinionForm


class HonourPublishNotice(TransitionView):
    """Everybody may object for some days."""

    model = Honour
    verb = "publish_notice"
    form_class = NoticeForm


class HonourName(TransitionView):
    """The committee names it."""

    model = Honour
    verb = "name"
    form_class = NameForm


class HonourKeep(TransitionView):
    """It still deserves it."""

    model = Honour
    verb = "keep"
    form_class = KeepForm


class HonourWithdraw(TransitionView):
    """It does not deserve it any longer."""

    model = Honour
    verb = "withdraw"
    form_class = WithdrawForm


class HonourDecline(TransitionView):
    """It is not pursued."""

    model = Honour
    verb = "decline"
    form_class = ReasonForm


class ObjectionEdit(EditView):
    """An objection to an honour on public notice: recorded, later answered."""

    model = Objection
    form_class = ObjectionForm
    add_heading = gettext_lazy("Record an objection")

    def dispatch(self, request, *args, honour=None, **kwargs):
        if honour is not None and request.user.is_authenticated:
            self.honour = get_object_or_404(Honour.objects.visible_to(request.user), pk=honour)
            if not Honour.objects.allowing(request.user, "object").filter(pk=honour).exists():
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def before_save(self, record, form):
        if self.object is None:
            record.honour, record.recorded_by = self.honour, self.request.user
