"""Form fields judged by the parsers of `portal.cells`: a page and a ledger accept the same."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import cells


class CellField(forms.CharField):
    """A line of text read like a cell of a ledger; subclasses name the parser.

    The browser is not told the greatest length: a code pasted with blanks would be cut before it is tidied.
    """

    parse = staticmethod(cells.text)

    def to_python(self, value):
        try:
            return self.parse(super().to_python(value)) or ""
        except cells.BadCell as fault:
            raise ValidationError(str(fault), code="cell") from fault

    def widget_attrs(self, widget):
        return {}


class CreditCodeField(CellField):
    """A unified social credit code with fitting check characters."""

    parse = staticmethod(cells.credit_code)


class PhoneField(CellField):
    """A mobile number or a landline with its area code."""

    parse = staticmethod(cells.phone)


class PersonNameField(CellField):
    """The name of one person."""

    parse = staticmethod(cells.person)


class NoteField(CellField):
    """A remark, address or reason; an identity number in it is refused, because the portal keeps none."""

    def to_python(self, value):
        if cells.identity_like(value):
            raise ValidationError(_("This holds an identity number, which the portal does not keep. Take it out."))
        return super().to_python(value)


class DayField(forms.DateField):
    """A day that has come: what has not happened yet cannot be recorded."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def to_python(self, value):
        try:
            return super().to_python(value) if not isinstance(value, str) else cells.day(value)
        except cells.BadCell as fault:
            raise ValidationError(str(fault), code="cell") from fault

    def clean(self, value):
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet. Record it when it has."), code="future")
        return day


class AnyDayField(DayField):
    """A day in the past or to come."""

    def clean(self, value):
        return forms.DateField.clean(self, value)


def name_once(name, rows, record):
    """The name, refused if another of `rows` than `record` bears it in any spelling."""
    if not cells.key(name):
        raise ValidationError(_("“%(name)s” is no name. Write letters or characters."), params={"name": name})
    if twin := rows.filter(name_key=cells.key(name)).exclude(pk=record.pk).first():
        raise ValidationError(_("“%(name)s” is registered already. Open that one instead."), params={"name": twin})
    return name


def clean_own_name(form, rows):
    """The name typed into a record's form, once among `rows`; the record gets its key for comparison."""
    name = name_once(form.cleaned_data["name"], rows, form.instance)
    form.instance.name_key = cells.key(name)
    return name
