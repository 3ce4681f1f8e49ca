"""Pages of the members' pledges and of paired organisations."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.filters.honours import PairingFilter, PledgeFilter
from branches.forms.honours import DeedForm, PairingForm, PledgeForm
from branches.models import Pairing, PairingDeed, Pledge
from branches.tables.honours import DeedTable, PairingTable, PledgeTable
from portal.counting import how_many
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


def this_year(request):
    """Pledges of this year, as the list's own words."""
    return {"year": str(timezone.localdate().year)}


def own_organisation(user):
    """The one organisation at which the person holds an office, to begin a form with."""
    own = [office.organisation for office in user.offices if office.organisation_id]
    return {"initial": {"organisation": own[0]} if len(own) == 1 and not own[0].is_root() else {}}


class PledgeList(ListView):
    """Pledges, newest year first."""

    model = Pledge
    table_class = PledgeTable
    filterset_class = PledgeFilter
    related = ("organisation",)
    order = ("-year", "-pk")
    add_url = "pledge_add"
    add_label = gettext_lazy("Enter a pledge")
    empty_text = gettext_lazy("No pledge yet. A secretary enters what the members have promised.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("This year"), this_year),
        (gettext_lazy("On the public site"), {"is_public": "true"}),
    )


class PledgeDetail(DetailView):
    """One pledge."""

    model = Pledge
    related = ("organisation", "entered_by")
    url_prefix = "pledge"
    edit_url = "pledge_edit"
    field_groups = (
        (
            gettext_lazy("Pledge"),
            ("organisation", "year", "text", "display_name", "has_consent", "is_public", "outcome", "entered_by"),
        ),
    )


class PledgeEdit(EditView):
    """Enter a pledge, or what came of it."""

    model = Pledge
    form_class = PledgeForm
    add_heading = gettext_lazy("Enter a pledge")

    def initial(self):
        return own_organisation(self.request.user)

    def before_save(self, record, form):
        if self.object is None:
            record.entered_by = self.request.user


class PairingList(ListView):
    """Pairings, newest first."""

    model = Pairing
    table_class = PairingTable
    filterset_class = PairingFilter
    related = ("organisation", "partner")
    order = ("-start", "-pk")
    add_url = "pairing_add"
    add_label = gettext_lazy("New pairing")
    empty_text = gettext_lazy("No pairing yet. Enter the first one.")
    saved_filters = ((gettext_lazy("All"), {}), (gettext_lazy("Running"), {"running": "true"}))

    def get_queryset(self):
        return super().get_queryset().annotate(deed_count=how_many(PairingDeed._base_manager, "pairing"))


class PairingDetail(DetailView):
    """One pairing with its deeds."""

    model = Pairing
    related = ("organisation", "partner")
    url_prefix = "pairing"
    edit_url = "pairing_edit"
    field_groups = ((gettext_lazy("Pairing"), ("organisation", "partner", "partner_name", "start", "end", "purpose")),)

    def actions(self):
        buttons = super().actions()
        if self.granted("log"):
            url = reverse("pairing_log", args=[self.object.pk])
            buttons.insert(0, {"label": _("Enter a deed"), "url": url, "tone": "primary"})
        return buttons

    def panels(self):
        table = DeedTable(self.object.deeds.all())
        context = {"table": table, "empty_text": _("Nothing done together yet.")}
        return [Panel(_("What was done together"), "generic/_related.html", context)]


class PairingEdit(EditView):
    """Enter a pairing or change it."""

    model = Pairing
    form_class = PairingForm
    add_heading = gettext_lazy("New pairing")

    def initial(self):
        return own_organisation(self.request.user)


class PairingLog(TransitionView):
    """Enter what was done together."""

    model = Pairing
    verb = "log"
    form_class = DeedForm
    label = gettext_lazy("Enter a deed")
    tone = "primary"

    def is_open(self):
        return True

    def act(self, form):
        self.object.log_deed(by=self.request.user, **form.cleaned_data)
