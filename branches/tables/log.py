"""The table of the log."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry

from portal.columns import Column, MomentColumn, Table
from portal.generic.details import label_of, timeline_line

LONGEST_DETAIL = 300


def deed(entry):
    """The name of what was done."""
    return str(registry.get_action_label(entry.action)) if registry.action_exists(entry.action) else entry.action


def model_of(entry):
    """The model of the record on which it was done; None if there is no such model any more."""
    return ContentType.objects.get_for_id(entry.content_type_id).model_class() if entry.content_type_id else None


def kind(entry):
    """The kind of record on which it was done."""
    model = model_of(entry)
    return str(model._meta.verbose_name) if model else ""


def detail(entry):
    """The facts kept with the entry, on one line."""
    model, data = model_of(entry), entry.data or {}
    if model is None:
        return ""
    line = timeline_line(entry, model)
    parts = [f"{change['label']}: {change['before']} → {change['after']}" for change in line["changes"]]
    parts += [f"{fact['label']}: {fact['value']}" for fact in line["facts"]]
    if "field" in data:
        parts.append(label_of(model, data["field"]))
    parts += [str(data[name]) for name in ("list", "query", "file", "note") if data.get(name)]
    return "；".join(parts)[:LONGEST_DETAIL]


def entry_in_words(entry):
    """One entry as the table and the workbook show it."""
    return {
        "when": entry.timestamp,
        "who": str(entry.user or _("system")),
        "deed": deed(entry),
        "kind": kind(entry),
        "label": entry.label,
        "detail": detail(entry),
    }


class LogTable(Table):
    """Who did what when."""

    when = MomentColumn(verbose_name=_("when"))
    who = Column(verbose_name=_("who"))
    deed = Column(verbose_name=_("deed"))
    kind = Column(verbose_name=_("kind of record"))
    label = Column(verbose_name=_("record"))
    detail = Column(verbose_name=_("details"))

    class Meta(Table.Meta):
        pass
