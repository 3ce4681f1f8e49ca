"""Re-inspections: drawn by the head of the centre, looked at by another team, with a result of their own."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from volunteers.choices import PhotoMoment, ReinspectionState
from volunteers.filters.reinspections import DrawFilter, ReinspectionFilter
from volunteers.forms.reinspections import AssignForm, DrawForm, FailForm, HoldForm
from volunteers.models import HazardPhoto, Reinspection, ReinspectionDraw
from volunteers.tables.reinspections import REINSPECTION_TONES, DrawTable, ReinspectionTable, with_results
from volunteers.views.photos import BeforePhotos, photo_card


class ReinspectionList(ListView):
    """Re-inspections, newest first."""

    model = Reinspection
    table_class = ReinspectionTable
    filterset_class = ReinspectionFilter
    related = ("draw", "hazard__enterprise", "task_force")
    order = ("-pk",)
    empty_text = gettext_lazy("Nothing was drawn yet. The head of the centre draws a share of the hazards of a month.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("To be looked at"), {"state": ReinspectionState.DRAWN.value}),
        (gettext_lazy("Does not hold"), {"state": ReinspectionState.FAILED.value}),
    )


class ReinspectionDetail(DetailView):
    """One hazard that was drawn: what it was, how it was put right, and what was seen now."""

    model = Reinspection
    related = ("draw", "hazard__enterprise", "hazard__category", "task_force", "inspected_by")
    url_prefix = "reinspection"
    field_groups = (
        (
            gettext_lazy("Re-inspection"),
            ("hazard", "task_force", "draw", "inspected_on", "inspected_by", "opinion"),
        ),
    )

    def context(self, revealed=None):
        return super().context(revealed) | {"heading": str(self.object.hazard)}

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": REINSPECTION_TONES[self.object.state]}

    def subheading(self):
        return str(self.object.hazard.enterprise)

    def actions(self):
        buttons = super().actions()
        if not self.object.may_be_done_by(self.request.user):
            # Whoever had a hand in the hazard would be refused.
            buttons = []
        if self.object.state == ReinspectionState.DRAWN and self.granted("assign"):
            buttons.append({"label": _("Give it to another team"), "url": self.verb_url("assign"), "tone": "default"})
        return buttons

    def panels(self):
        """What was found and how it was put right, with its photos: whoever goes there has to know."""
        hazard = self.object.hazard
        lines = (
            (_("Enterprise"), hazard.enterprise),
            (_("Address"), hazard.enterprise.address),
            (_("Place"), hazard.place),
            (_("Category"), hazard.category),
            (_("Measures taken"), hazard.measures),
            (_("Closed on"), f"{hazard.closed_on:%Y-%m-%d}" if hazard.closed_on else ""),
        )
        rows = [{"label": label, "value": value, "kind": "text", "name": ""} for label, value in lines]
        photos = HazardPhoto.objects.visible_to(self.request.user).filter(hazard=hazard)
        cards = {moment: [] for moment in PhotoMoment}
        for photo in photos:
            cards[photo.moment].append(photo_card(photo, "hazard_photo", hazard.description))
        shown = [card for moment in PhotoMoment for card in cards[moment]]
        return [
            Panel(_("The hazard"), "generic/_fields.html", {"rows": rows}),
            Panel(_("Photos"), "generic/_photos.html", {"photos": shown}),
        ]


class ReinspectionHold(BeforePhotos, TransitionView):
    """It is still put right."""

    model = Reinspection
    verb = "hold"
    form_class = HoldForm
    hazard_name = "hazard"


class ReinspectionFail(BeforePhotos, TransitionView):
    """It is there again."""

    model = Reinspection
    verb = "fail"
    form_class = FailForm
    hazard_name = "hazard"


class ReinspectionAssign(TransitionView):
    """Another team."""

    model = Reinspection
    verb = "assign"
    form_class = AssignForm
    label = gettext_lazy("Give it to another team")
    tone = "primary"

    def is_open(self):
        return self.object.state == ReinspectionState.DRAWN

    def act(self, form):
        self.object.assign(by=self.request.user, **form.cleaned_data)


class DrawList(ListView):
    """Draws, newest month first."""

    model = ReinspectionDraw
    table_class = DrawTable
    filterset_class = DrawFilter
    order = ("-month",)
    add_url = "reinspection_draw_add"
    add_label = gettext_lazy("Draw a month")
    empty_text = gettext_lazy("Nothing was drawn yet. The head of the centre draws a share of the hazards of a month.")

    def get_queryset(self):
        return with_results(super().get_queryset())


class DrawAdd(EditView):
    """Draw a share of the hazards closed in a month."""

    model = ReinspectionDraw
    form_class = DrawForm
    add_heading = gettext_lazy("Draw a month")

    def save(self, form):
        facts = form.cleaned_data
        return ReinspectionDraw.draw(facts["closed_in"], by=self.request.user, share=facts["share"], seed=facts["seed"])


class DrawDetail(DetailView):
    """One draw: seed, share, from how many, and what became of those drawn."""

    model = ReinspectionDraw
    related = ("drawn_by",)
    url_prefix = "reinspection_draw"
    field_groups = ((gettext_lazy("Draw"), ("share", "seed", "drawn_on", "drawn_by")),)

    def subheading(self):
        pool = _("drawn from %(n)d hazards closed in the month") % {"n": len(self.object.pool)}
        again = (
            _("drawn again by the seed, it gives the same hazards")
            if self.object.is_reproducible
            else _("drawn again by the seed, it gives other hazards: somebody has changed the list")
        )
        return f"{pool} · {again}"

    def panels(self):
        rows = Reinspection.objects.visible_to(self.request.user).filter(draw=self.object)
        rows = rows.select_related("draw", "hazard__enterprise", "task_force").order_by("hazard__number")
        table = ReinspectionTable(rows, exclude=("month",))
        return [Panel(_("Drawn"), "generic/_related.html", {"table": table})]
