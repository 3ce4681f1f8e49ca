"""Choosing a record of a large table by typing: a text field with suggestions, which works without script too.

The field shows and takes the record's name. What is typed is resolved on the server among the rows that the person
may see: by key ("#12"), by exact name, or by the only name that contains it.
"""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cells import key

SUGGESTIONS = 20


def suggestions(rows, typed):
    """The first records whose name contains what was typed, in the order of their table."""
    words = [key(word) for word in typed.replace("\x00", "").split()]
    for word in words[:4]:
        rows = rows.filter(name_key__contains=word)
    return rows[:SUGGESTIONS]


class RowInput(forms.TextInput):
    """A text field with a list of suggestions that follows the typing (htmx; without it the name is typed whole)."""

    template_name = "components/chooser.html"

    def __init__(self, model, attrs=None):
        self.model = model
        super().__init__(attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["suggest_url"] = reverse("choose", args=[self.model._meta.model_name])
        return context


class RowField(forms.CharField):
    """Gives a record of `model`; `user` (set by the form or filter) says among which rows to look, `verb` for what."""

    default_error_messages = {
        "unknown": _("“%(typed)s” was not found. Type a part of the name and choose from the list."),
        "several": _("“%(typed)s” stands for several: %(names)s. Type more of the name."),
    }

    def __init__(self, model, *, verb="view", user=None, **kwargs):
        self.model, self.verb, self.user = model, verb, user
        kwargs.setdefault("widget", RowInput(model))
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    def rows(self):
        """The rows among which the person may choose."""
        return self.model.objects.allowing(self.user, self.verb) if self.user else self.model.objects.none()

    def prepare_value(self, value):
        if isinstance(value, self.model):
            return str(value)
        if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()):
            found = self.rows().filter(pk=int(value)).first() if int(value) < 2**63 else None
            return str(found) if found else value
        return value

    def clean(self, value):
        typed = super().clean(value)
        return self.resolve(typed) if typed else None

    def resolve(self, typed):
        """The one record meant by what was typed, or a sentence saying why there is none."""
        rows = self.rows()
        if typed.isdecimal() and int(typed) < 2**63 and (found := rows.filter(pk=int(typed)).first()):
            return found
        found = list(rows.filter(name_key=key(typed))[:2])
        if len(found) != 1:
            found = found or list(suggestions(rows, typed)[:6])
        if len(found) == 1:
            return found[0]
        code, names = ("several", "、".join(str(row) for row in found[:5])) if found else ("unknown", "")
        raise forms.ValidationError(self.error_messages[code], code, {"typed": typed, "names": names})

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "") != str(data or "")
