"""Requests for more time: the list, the request, the answer."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.generic.details import DetailView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from volunteers.choices import ExtensionState
from volunteers.filters.extensions import ExtensionFilter
from volunteers.forms.extensions import GrantForm, RefuseForm
from volunteers.models import Extension
from volunteers.tables.extensions import EXTENSION_TONES, ExtensionTable


class ExtensionList(ListView):
    """Requests, newest first."""

    model = Extension
    table_class = ExtensionTable
    filterset_class = ExtensionFilter
    related = ("hazard__enterprise",)
    order = ("-asked_on", "-pk")
    empty_text = gettext_lazy("No request yet. The enterprise asks for more time at the hazard, with its reason.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Waiting for an answer"), {"show": "waiting"}),
        (gettext_lazy("Answer is late"), {"show": "late"}),
    )


class ExtensionDetail(DetailView):
    """One request with its answer."""

    model = Extension
    related = ("hazard__enterprise", "asked_by", "answered_by")
    url_prefix = "extension"
    field_groups = (
        (
            gettext_lazy("Request"),
            ("hazard", "due_before", "until", "reason", "asked_on", "asked_by", "asker_name", "answer_by"),
        ),
        (gettext_lazy("Answer"), ("granted_until", "answer", "answered_on", "answered_by")),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": EXTENSION_TONES[self.object.state]}

    def subheading(self):
        words = [str(self.object.hazard.enterprise)]
        if self.object.was_late:
            words.append(_("asked for after the deadline had passed"))
        return " · ".join(words)

    def actions(self):
        buttons = super().actions()
        return buttons if self.object.state == ExtensionState.ASKED else []


class ExtensionGrant(TransitionView):
    """More time."""

    model = Extension
    verb = "grant"
    form_class = GrantForm


class ExtensionRefuse(TransitionView):
    """No more time."""

    model = Extension
    verb = "refuse"
    form_class = RefuseForm
