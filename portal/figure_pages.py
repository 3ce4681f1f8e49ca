"""The catalogue of figures: every number of the portal with its definition, its day, its unit and its records."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.generic import View

from branches.models import FrozenCount, Organisation
from branches.scoping import may
from portal.figures import NotKept, all_figures
from portal.questions import QuestionForm

LABELS = {"zh-hans": "中文", "en": "English"}
OTHER_LANGUAGE = {"zh-hans": "en", "en": "zh-hans"}


def visible_figures(user):
    """The figures whose records this person may see at all."""
    return [one for one in all_figures() if set(one.model.grants["view"]) & user.roles]


def other_words(figure, language):
    """(name, definition) of a figure in the portal's other language."""
    with translation.override(language):
        return str(figure.name), str(figure.definition)


class FiguresView(LoginRequiredMixin, View):
    """Every figure that the person may ask, counted for a period and a place within the own reach."""

    def get(self, request):
        if not set(Organisation.grants["view"]) & request.user.roles:
            raise PermissionDenied
        form = QuestionForm(request.GET, user=request.user)
        form.is_valid()
        asked = form.asked()
        other = OTHER_LANGUAGE.get(translation.get_language(), "en")
        lines = [self.line(one, asked, other) for one in visible_figures(request.user)]
        context = {
            "form": form,
            "figures": lines,
            "asked": asked,
            "as_of": asked.as_of,
            "is_partial": any(line["is_partial"] for line in lines),
            "may_freeze": may(request.user, FrozenCount, "add"),
        }
        return render(request, "portal/figures.html", context)

    def line(self, one, asked, other):
        """One figure as the page shows it; without a value where it is not kept by the place asked for."""
        name, definition = other_words(one, other)
        line = {
            "key": one.key,
            "name": one.name,
            "other_name": name,
            "definition": one.definition,
            "other_definition": definition,
            "other_language": other,
            "other_label": LABELS[other],
            "dated": one.dated,
            "unit": "" if one.unit_code == "share" else one.unit,
            "is_partial": asked.is_partial(one.model),
        }
        try:
            answer = one.answer(asked)
        except NotKept:
            return line | {"value": None}
        return line | {
            "value": answer.text,
            "phrase": answer.phrase,
            "fraction": f"{answer.numerator} / {answer.denominator}" if answer.denominator is not None else "",
            "href": one.url(asked),
            "freeze": f"{reverse('figure_freeze')}?{urlencode({'key': one.key} | words_of(asked))}",
        }


def words_of(asked):
    """A question as the words of an address."""
    words = {"start": asked.start, "as_of": asked.as_of, "organisation": asked.organisation, **asked.places}
    return {name: getattr(value, "pk", value) for name, value in words.items() if value}
