"""What is typed about questionnaires: how many were handed out, what a visitor answers, what the team keys in."""

import uuid
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.assessment_choices import Satisfaction
from branches.forms.cleaners import AnyDayField
from branches.models.questionnaires import LONGEST_REMARK
from portal.cells import identity_like
from portal.generic.edits import FactsForm

USUAL_DAYS = 14
# What is keyed for each answer: the place of the answer on the printed sheet.
KEYS = {str(number): answer for number, answer in enumerate(Satisfaction.values, 1)}
SHEETS_A_PAGE = 10


def in_a_fortnight():
    """The day until which a questionnaire is usually open."""
    return timezone.localdate() + timedelta(days=USUAL_DAYS)


class RunForm(FactsForm):
    """Until when it is open, and how many were handed out."""

    expires_on = AnyDayField(label=_("Open until"), initial=in_a_fortnight)
    handed_out = forms.IntegerField(
        label=_("Handed out"),
        required=False,
        min_value=0,
        max_value=20_000,
        help_text=_("Sheets and links together: everybody who was asked."),
    )

    def clean_expires_on(self):
        if self.cleaned_data["expires_on"] < timezone.localdate():
            raise ValidationError(_("This day has passed. Choose a later one."))
        return self.cleaned_data["expires_on"]

    def clean_handed_out(self):
        return self.cleaned_data["handed_out"] or 0


class RenewForm(FactsForm):
    """Until when the new address is open."""

    expires_on = RunForm.base_fields["expires_on"]
    clean_expires_on = RunForm.clean_expires_on


def without_identity(text):
    """A remark; an identity number in it is refused, because the portal keeps none."""
    if identity_like(text):
        raise ValidationError(_("This holds an identity number, which the portal does not keep. Take it out."))
    return text


class AnswerForm(forms.Form):
    """One sheet as a visitor answers it: a question a field, and a remark."""

    remark = forms.CharField(
        label=_("What else should be said?"),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write nothing that tells who you are."),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=36)

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("form_key", str(uuid.uuid4()))
        self.names = {}
        for question in questions:
            name = f"q{question.pk}"
            self.names[name] = question.pk
            self.fields[name] = forms.ChoiceField(
                label=f"{question.number}. {question.label}",
                choices=Satisfaction.choices,
                widget=forms.RadioSelect,
                required=False,
            )
        self.order_fields([*self.names, "remark", "form_key"])

    def clean_remark(self):
        return without_identity(self.cleaned_data["remark"])

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.answers() and not cleaned.get("remark"):
            raise ValidationError(_("Nothing is answered yet. Choose at least one answer."))
        return cleaned

    def answers(self):
        """{question key: answer} of what was chosen."""
        chosen = {key: self.cleaned_data.get(name) for name, key in self.names.items()}
        return {key: answer for key, answer in chosen.items() if answer}


class PaperForm(FactsForm):
    """Paper sheets keyed in as a grid: a sheet a line, a digit an answer; lines left empty do not count."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for line in range(1, SHEETS_A_PAGE + 1):
            for question in self.questions:
                words = {"line": line, "number": question.number}
                attrs = {
                    "inputmode": "numeric",
                    "maxlength": 1,
                    "size": 1,
                    "autocomplete": "off",
                    "class": "form-control",
                    "aria-label": _("Sheet %(line)d, question %(number)d") % words,
                }
                self.fields[f"s{line}q{question.pk}"] = forms.CharField(
                    required=False, max_length=1, widget=forms.TextInput(attrs=attrs)
                )
            label = _("Sheet %(line)d, remark") % {"line": line}
            widget = forms.TextInput(attrs={"class": "form-control", "aria-label": label, "autocomplete": "off"})
            self.fields[f"s{line}r"] = forms.CharField(
                required=False, max_length=LONGEST_REMARK, widget=widget, validators=[without_identity]
            )
            # A sheet on which nothing is ticked still came back.
            blank = forms.CheckboxInput(attrs={"aria-label": _("Sheet %(line)d is blank") % {"line": line}})
            self.fields[f"s{line}b"] = forms.BooleanField(required=False, widget=blank)

    def lines(self):
        """The grid for the template: {number, cells, remark, blank, errors} a line."""
        for line in range(1, SHEETS_A_PAGE + 1):
            cells = [self[f"s{line}q{question.pk}"] for question in self.questions]
            remark, blank = self[f"s{line}r"], self[f"s{line}b"]
            errors = [error for cell in (*cells, remark) for error in cell.errors]
            yield {"number": line, "cells": cells, "remark": remark, "blank": blank, "errors": errors}

    def clean(self):
        cleaned = super().clean()
        for line in range(1, SHEETS_A_PAGE + 1):
            for question in self.questions:
                name = f"s{line}q{question.pk}"
                if cleaned.get(name) and cleaned[name] not in KEYS:
                    self.add_error(name, _("Sheet %(line)d: key 1, 2, 3 or 4, or nothing.") % {"line": line})
        if not self.errors and not self.sheets():
            raise ValidationError(_("No sheet is keyed in yet."))
        return cleaned

    def sheets(self):
        """[({question key: answer}, remark)] of the lines in which something stands."""
        found = []
        for line in range(1, SHEETS_A_PAGE + 1):
            typed = {question.pk: self.cleaned_data.get(f"s{line}q{question.pk}") for question in self.questions}
            answers = {key: KEYS[digit] for key, digit in typed.items() if digit in KEYS}
            remark = self.cleaned_data.get(f"s{line}r") or ""
            if answers or remark or self.cleaned_data.get(f"s{line}b"):
                found.append((answers, remark))
        return found
