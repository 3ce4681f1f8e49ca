"""Suggestions for a record chosen by typing (`portal.choosers.RowInput` asks for them)."""

from functools import cache

from django.apps import apps
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.generic import View

from portal.choosers import SUGGESTIONS, suggestions

LONGEST = 100


@cache
def choosable():
    """{name: model} of what is chosen by typing: scoped records that can be found by what is typed."""
    scoped = [model for model in apps.get_models() if hasattr(model, "grants")]
    return {model._meta.model_name: model for model in scoped if searched(model)}


def searched(model):
    """Whether it has a comparison key, or a search of its own."""
    try:
        return bool(model._meta.get_field("name_key"))
    except FieldDoesNotExist:
        return hasattr(model._default_manager.none(), "matching")


class ChooseView(LoginRequiredMixin, View):
    """The options for a typed beginning: at most SUGGESTIONS rows among those that the person may see."""

    def get(self, request, name):
        model = choosable().get(name)
        if model is None:
            raise Http404
        granted = set(model.grants["view"])
        if "own" not in granted and not granted & request.user.roles:
            raise PermissionDenied
        rows = model.objects.visible_to(request.user)
        typed = self.typed()[:LONGEST]
        found = rows.matching(typed)[:SUGGESTIONS] if hasattr(rows, "matching") else suggestions(rows, typed)
        return self.answer(found)

    def answer(self, found):
        """The options for the field."""
        return render(self.request, "components/_options.html", {"options": options(found)})

    def typed(self):
        """What was typed: htmx sends the field by its own name, and says in `name` which that is."""
        query = self.request.GET
        others = [query[word] for word in query if word not in ("q", "name")]
        return query.get("q") or query.get(query.get("name", "")) or next(iter(others), "")


def options(rows):
    """What goes into the field and what is shown beside it; rows of one name are told apart by their key."""
    rows = list(rows)
    names = [str(row) for row in rows]
    for row, name in zip(rows, names, strict=True):
        hint = getattr(row, "hint", "")
        if hasattr(row, "username"):
            yield {"value": row.username, "label": name}
        elif names.count(name) > 1:
            yield {"value": row.pk, "label": f"{name} · {hint}" if hint else name}
        else:
            yield {"value": name, "label": hint}
