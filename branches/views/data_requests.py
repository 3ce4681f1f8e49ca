"""Requests for data: registered by an official, shown with what exists already, issued, read by the addressees."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from branches.choices import DataRequestState
from branches.filters.data_requests import DataRequestFilter
from branches.forms.data_requests import AddressForm, CallOffForm, DataRequestForm
from branches.models import DataRequest, Organisation, RequestAddressee
from branches.tables.data_requests import TONES, AddresseeTable, DataRequestTable, WantedTable
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.kept_data import find
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from portal.states import Refused

SHOWN = 50


def wanted_table(request, user):
    """What a request wants, each with where the portal keeps it today."""
    rows = [{"number": one.number, "text": one.text, "match": find(one.text)} for one in request.wanted.all()]
    return WantedTable(rows, user=user)


class DataRequestList(ListView):
    """Requests that were registered, the newest first."""

    model = DataRequest
    table_class = DataRequestTable
    filterset_class = DataRequestFilter
    add_url = "data_request_add"
    add_label = gettext_lazy("New request")
    empty_text = gettext_lazy("No request yet. Register what an office asks for; the portal says what exists already.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (pgettext_lazy("request for data", "Issued"), {"state": DataRequestState.ISSUED.value}),
        (gettext_lazy("Being drawn up"), {"state": DataRequestState.DRAFT.value}),
    )

    def get_queryset(self):
        return super().get_queryset().with_numbers()


class DataRequestDetail(DetailView):
    """One request: what it wants and what of that exists already, whom it is put to."""

    model = DataRequest
    related = ("office", "issued_by")
    url_prefix = "data_request"
    field_groups = (
        (
            gettext_lazy("Request for data"),
            ("issuer", "due_on", "minutes", "issued_on", "issued_by", "office", "note", "reason"),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": TONES[self.object.state]}

    def actions(self):
        buttons, is_draft = super().actions(), self.object.state == DataRequestState.DRAFT
        if is_draft and self.granted("address"):
            url = reverse("data_request_address", args=[self.object.pk])
            buttons.append({"label": _("Choose the addressees"), "url": url, "tone": "default"})
        if is_draft and self.granted("edit"):
            url = reverse("data_request_edit", args=[self.object.pk])
            buttons.append({"label": _("Edit"), "url": url, "tone": "default"})
        return buttons

    def subheading(self):
        found = [find(one.text) for one in self.object.wanted.all()]
        kept = sum(one.is_certain for one in found)
        if not kept:
            return ""
        words = ngettext(
            "%(n)d of %(all)d data wanted is kept already: take it from there.",
            "%(n)d of %(all)d data wanted are kept already: take them from there.",
            kept,
        )
        return words % {"n": kept, "all": len(found)}

    def panels(self):
        yield Panel(
            _("What is wanted, and what exists already"),
            "generic/_related.html",
            {
                "table": wanted_table(self.object, self.request.user),
                "empty_text": _("Nothing yet. Edit the request and write down what is wanted."),
            },
        )
        rows = self.object.addressees.select_related("organisation", "enterprise").order_by("pk")
        count = rows.count()
        title = _("Addressees (%(n)d)") % {"n": count}
        if count > SHOWN:
            title = _("Addressees (%(n)d, the first %(shown)d of them)") % {"n": count, "shown": SHOWN}
        empty = _("Nobody yet. Choose the addressees.")
        yield Panel(title, "generic/_related.html", {"table": AddresseeTable(list(rows[:SHOWN])), "empty_text": empty})


class DataRequestEdit(EditView):
    """Register a request, or change one that has not been issued."""

    model = DataRequest
    form_class = DataRequestForm
    add_heading = gettext_lazy("New request")

    def initial(self):
        tops = Organisation.objects.visible_to(self.request.user).tops(self.request.user)[:2]
        return {"initial": {"office": tops[0]} if len(tops) == 1 else {}}

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state != DataRequestState.DRAFT:
            raise PermissionDenied(_("A request that was issued does not change."))
        return record

    def after_save(self, record, form):
        record.want(form.cleaned_data["wanted"], by=self.request.user)


class DataRequestAddress(TransitionView):
    """Put a request to branches or enterprises."""

    model = DataRequest
    verb = "address"
    form_class = AddressForm
    label = gettext_lazy("Choose the addressees")
    tone = "primary"

    def is_open(self):
        return self.object.state == DataRequestState.DRAFT

    def act(self, form):
        self.added = self.object.address(form.organisations(), form.enterprises(), by=self.request.user)
        if not self.added:
            raise Refused(_("This names nobody to whom it is not put already. Choose others."))

    def done(self):
        return ngettext("%(n)d addressee added.", "%(n)d addressees added.", self.added) % {"n": self.added}


class DataRequestIssue(TransitionView):
    """From today it is asked."""

    model = DataRequest
    verb = "issue"


class DataRequestCallOff(TransitionView):
    """It need not be answered any more."""

    model = DataRequest
    verb = "call_off"
    form_class = CallOffForm


class AddresseeDetail(DetailView):
    """A request as it reads to whom it is put: what is wanted by when, and what exists already."""

    model = RequestAddressee
    related = ("request", "organisation", "enterprise")

    def field_panels(self, revealed):
        asked = self.object.request
        rows = [
            (_("Issuing office"), asked.issuer),
            (_("Put to"), self.object.organisation or self.object.enterprise),
            (_("Issued on"), f"{asked.issued_on:%Y-%m-%d}"),
            (_("Due on"), f"{asked.due_on:%Y-%m-%d}"),
            (_("Minutes estimated"), asked.minutes),
            (_("Note"), asked.note),
            (_("Called off because"), asked.reason),
        ]
        lines = [{"label": label, "value": value, "kind": "text", "name": ""} for label, value in rows if value]
        yield Panel(_("Request for data"), "generic/_fields.html", {"rows": lines})

    def badge(self):
        return {"text": self.object.request.get_state_display(), "tone": TONES[self.object.request.state]}

    def subheading(self):
        return self.object.request.name

    def panels(self):
        table = wanted_table(self.object.request, self.request.user)
        yield Panel(_("What is wanted, and what exists already"), "generic/_related.html", {"table": table})
