"""A record: what it is, where it stands, what may be done next, its parts, its timeline."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import View
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from portal.columns import masked_phone
from portal.deeds import log
from portal.states import Stateful

# Facts that the kernel itself writes into the log.
FACT_LABELS = {
    "made_at": _lazy("filled in at (clock of the phone)"),
    "received_at": _lazy("received at"),
    "copied_from": _lazy("copied from"),
    "list": _lazy("list"),
}


@dataclass
class Panel:
    """One part of a record's page: a title, the template that draws it, and what the template needs."""

    title: str
    template: str
    context: dict = field(default_factory=dict)


def shown(record, name):
    """(label, value, kind) of one field of a record, as a page shows it."""
    model_field = record._meta.get_field(name)
    label = capfirst(model_field.verbose_name)
    if model_field.many_to_many:
        return label, "、".join(str(item) for item in getattr(record, name).all()), "text"
    value = getattr(record, name)
    if isinstance(model_field, models.ForeignKey):
        return label, value, "link" if hasattr(value, "get_absolute_url") else "text"
    if model_field.choices:
        return label, getattr(record, f"get_{name}_display")(), "text"
    if isinstance(value, bool):
        return label, _("yes") if value else _("no"), "text"
    if isinstance(model_field, models.DateTimeField):
        return label, f"{localtime(value):%Y-%m-%d %H:%M}" if value else "", "text"
    if isinstance(model_field, models.DateField):
        return label, f"{value:%Y-%m-%d}" if value else "", "text"
    if isinstance(value, Decimal):
        return label, f"{value.normalize():f}", "text"
    return label, value, "text"


class DetailView(LoginRequiredMixin, View):
    """A record's page. Subclasses name `model`, `field_groups` ((title, names) pairs), `masked` fields, `related`.

    `panels()` adds tables and photos. Buttons are the transitions and verbs that `allowing` grants on this row.
    """

    model = None
    related = ()
    field_groups = ()
    masked = ()
    url_prefix = ""
    edit_url = None
    template_name = "generic/detail.html"

    def get(self, request, pk, **kwargs):
        self.object = self.get_object(pk)
        return render(request, self.template_name, self.context())

    def post(self, request, pk, **kwargs):
        """Show one masked value, and write down who looked."""
        self.object = self.get_object(pk)
        name = request.POST.get("reveal", "")
        if name not in self.masked:
            raise Http404
        if not self.granted("reveal"):
            raise PermissionDenied
        log(self.object, "portal.reveal", user=request.user, data={"field": name})
        return render(request, self.template_name, self.context(revealed=name))

    def get_object(self, pk):
        """The record, if it exists for this person; else 404."""
        rows = self.model.objects.visible_to(self.request.user).select_related(*self.related)
        return get_object_or_404(rows, pk=pk)

    def granted(self, verb):
        """Whether this person may do `verb` to this record."""
        return self.model.objects.allowing(self.request.user, verb).filter(pk=self.object.pk).exists()

    def panels(self):
        """Parts after the fields; subclasses return Panels."""
        return []

    def context(self, revealed=None):
        return {
            "view": self,
            "object": self.object,
            "heading": str(self.object),
            "kind": capfirst(self.model._meta.verbose_name),
            "list_heading": capfirst(self.model._meta.verbose_name_plural),
            "list_url": self.list_url(),
            "subheading": self.subheading(),
            "badge": self.badge(),
            "stepper": self.stepper(),
            "actions": self.actions(),
            "panels": [*self.field_panels(revealed), *self.panels(), self.timeline()],
        }

    def list_url(self):
        try:
            return reverse(f"{self.url_prefix}s" if not self.url_prefix.endswith("y") else f"{self.url_prefix[:-1]}ies")
        except NoReverseMatch:
            return ""

    def subheading(self):
        """A quiet line under the heading."""
        return ""

    def badge(self):
        """The state as {"text", "tone"}, or None."""
        return

    def stepper(self):
        """The path of states as a list of {"label", "state"}; empty where there is no path."""
        return []

    def actions(self):
        """The buttons this person may press on this record now."""
        buttons = []
        if isinstance(self.object, Stateful):
            verbs = self.object.transitions()
            for name in self.object.open_transitions():
                if self.granted(name) and (url := self.verb_url(name)):
                    buttons.append({"label": verbs[name].label, "url": url, "tone": verbs[name].tone})
        if self.edit_url and self.granted("edit"):
            buttons.append(
                {"label": _("Edit"), "url": reverse(self.edit_url, args=[self.object.pk]), "tone": "default"}
            )
        return buttons

    def verb_url(self, name):
        try:
            return reverse(f"{self.url_prefix}_{name}", args=[self.object.pk])
        except NoReverseMatch:
            return ""

    def field_panels(self, revealed):
        may_reveal = bool(self.masked) and self.granted("reveal")
        for title, names in self.field_groups:
            rows = []
            for name in names:
                label, value, kind = shown(self.object, name)
                if kind == "link" and not self.leads_somewhere(value):
                    kind = "text"
                row = {"label": label, "value": value, "kind": kind, "name": name}
                if name in self.masked and value and name != revealed:
                    row |= {"value": self.mask(name, str(value)), "reveal": may_reveal}
                rows.append(row)
            yield Panel(title, "generic/_fields.html", {"rows": rows})

    def mask(self, name, value):
        """What a masked field shows before somebody looks: a telephone number without its middle."""
        return masked_phone(value)

    def leads_somewhere(self, record):
        """Whether a link to `record` opens a page for this person."""
        kind = type(record)
        return not hasattr(kind, "grants") or kind.objects.visible_to(self.request.user).filter(pk=record.pk).exists()

    def timeline(self):
        """What was done to the record, newest first: when, who, which deed, which facts."""
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model, for_concrete_model=False),
            object_id=str(self.object.pk),
        ).select_related("user")[:60]
        lines = [timeline_line(entry, self.model) for entry in entries]
        return Panel(_("Timeline"), "generic/_timeline.html", {"entries": lines})


def timeline_line(entry, model):
    """One log entry in words: {"when", "who", "text", "facts"}."""
    known = registry.action_exists(entry.action)
    data = entry.data or {}
    facts = [fact_in_words(model, name, value) for name, value in in_order(model, data.get("facts", {}))]
    changes = [
        {"label": label_of(model, name), "before": in_words(model, name, before), "after": in_words(model, name, after)}
        for name, (before, after) in in_order(model, data.get("changes", {}))
    ]
    return {
        "when": localtime(entry.timestamp),
        "who": entry.user or _("system"),
        "text": registry.get_action_label(entry.action) if known else entry.action,
        "facts": facts,
        "changes": changes,
        "note": data.get("note", ""),
    }


def in_order(model, told):
    """(name, value) of what was logged, in the order of the model's fields: PostgreSQL keeps no order in its JSON."""
    places = {field.name: place for place, field in enumerate(model._meta.get_fields())}
    return sorted(told.items(), key=lambda pair: (places.get(pair[0], len(places)), pair[0]))


@cache
def labels(model):
    """{name: label} of what a timeline may say of a record: fields, and the `fact_labels` of what verbs ask beside."""
    names = FACT_LABELS | {f.name: f.verbose_name for f in model._meta.get_fields() if hasattr(f, "verbose_name")}
    return names | getattr(model, "fact_labels", {})


def label_of(model, name):
    """The label of a field or of a fact, in words."""
    return capfirst(str(labels(model).get(name, name)))


def fact_in_words(model, name, value):
    """A fact of a transition as {"label", "value"}; enumerations by their label."""
    return {"label": label_of(model, name), "value": in_words(model, name, value)}


def in_words(model, name, value):
    """A logged value of a field: enumerations by their label, everything else as it was logged."""
    names = {f.name: f for f in model._meta.get_fields() if hasattr(f, "verbose_name")}
    choices = dict(getattr(names.get(name), "choices", None) or getattr(model, "fact_values", {}))
    return choices.get(value, value) if isinstance(value, str | int) else value
