"""The sheet of a self-check: one form for account, link and paper; each item with its answer and what follows."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import AnyDayField, CellField, DayField, NoteField, PersonNameField
from portal.generic.edits import FactsForm
from portal.photos import PhotosField
from volunteers.choices import Answer, Channel, HazardLevel, StandardLevel
from volunteers.models import HazardRules
from volunteers.models.self_check_answers import PRESENT
from volunteers.models.self_check_sheets import Entry

# What may be done with the sheet.
SAVE, RETURN = "save", "return"
PARTS = ("answer", "note", "place", "interim_control", "due_on", "photos")
STALE = _("Somebody else has saved this self-check since you opened it. Open it, or say that yours counts.")
# The facts of a hazard that opens, with what is said where one lacks.
HAZARD_FACTS = {
    "place": _("Say where: workshop, machine, floor."),
    "interim_control": _("Say what keeps people safe until it is gone."),
    "due_on": _("Say by which day it will be gone."),
}


class SheetForm(FactsForm):
    """All items of a self-check. Saving takes what is there; returning wants every item answered, and a name."""

    channel = Channel.LINK

    signed = PersonNameField(label=_("Signed by (name)"), required=False, max_length=80)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rules, today = HazardRules.current(), timezone.localdate()
        self.blocks = []
        for row in self.record.sheet():
            major = row.standard.default_level == StandardLevel.MAJOR
            due_on = rules.due_on(HazardLevel.MAJOR if major else HazardLevel.GENERAL, today)
            if not row.hazard_id:
                self.add_item(row, due_on)
            names = {part: f"i{row.number}_{part}" for part in PARTS}
            self.blocks.append({"row": row, "names": names, "due_on": due_on})
        signature = list(self.base_fields)
        self.order_fields([name for name in self.fields if name not in signature] + signature)

    def add_item(self, row, due_on):
        """The fields of one item, filled with what was saved."""
        for part, field in item_fields(row.number).items():
            name = f"i{row.number}_{part}"
            self.fields[name] = field
            if part != "photos":
                self.initial.setdefault(name, getattr(row, part) or (due_on if part == "due_on" else ""))

    def items(self):
        """Each item as the page draws it: {"row", and a bound field for each part, or none where a hazard is open}."""
        for block in self.blocks:
            drawn = {part: self[name] for part, name in block["names"].items() if name in self.fields}
            example = getattr(block["row"].standard, "example", None)
            has_errors = any(one.errors for one in drawn.values())
            yield {"row": block["row"], "example": example, "parts": drawn, "has_errors": has_errors}

    @property
    def is_return(self):
        """Whether the sheet is to be returned, not only saved."""
        return self.data.get("deed") == RETURN

    def clean(self):
        cleaned = super().clean()
        if not self.is_return:
            return cleaned
        for block in self.blocks:
            if not block["row"].hazard_id:
                self.judge(block["names"], cleaned)
        if not cleaned.get("signed") and "signed" not in self.errors:
            self.add_error("signed", _("Sign with your name."))
        return cleaned

    def judge(self, names, cleaned):
        """Complain where an item has no answer, or a hazard would open without its facts."""
        answer = cleaned.get(names["answer"])
        if not answer and names["answer"] not in self.errors:
            self.add_error(names["answer"], _("Choose one of the four answers."))
        if answer not in PRESENT:
            return
        for part, text in HAZARD_FACTS.items():
            if not cleaned.get(names[part]) and names[part] not in self.errors:
                self.add_error(names[part], text)

    def entries(self):
        """What was filled in, item by item."""
        found = []
        for block in self.blocks:
            if block["row"].hazard_id:
                continue
            given = {part: self.cleaned_data.get(name) for part, name in block["names"].items()}
            given["photos"] = tuple(given["photos"] or ())
            if given["answer"] and given["answer"] not in PRESENT:
                given |= {"place": "", "interim_control": "", "due_on": None}
            elif not given["answer"] and given["due_on"] == block["due_on"] and not block["row"].due_on:
                # The day that the page proposes is nobody's word before something is found.
                given["due_on"] = None
            found.append(Entry(number=block["row"].number, **given))
        return found

    def signature(self):
        """How it is returned: the way and the name."""
        return {"channel": self.channel, "signed": self.cleaned_data.get("signed") or ""}


def item_fields(number):
    """The fields of the item of this number."""
    return {
        "answer": forms.ChoiceField(
            label=_("Item %(n)d") % {"n": number}, choices=Answer, required=False, widget=forms.RadioSelect
        ),
        "place": CellField(label=_("Where"), required=False, max_length=120),
        "interim_control": NoteField(
            label=_("Interim control at once"),
            required=False,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
        "due_on": AnyDayField(label=_("To be gone by"), required=False),
        "photos": PhotosField(label=_("Photos"), required=False),
        "note": NoteField(label=_("Note"), required=False, max_length=300),
    }


class DeskSheetForm(SheetForm):
    """The sheet on the desk: whoever is the second to save is told, and has to say that it is meant."""

    overwrite = forms.BooleanField(label=_("Put mine in place of theirs"), required=False)

    def clean(self):
        cleaned = super().clean()
        if self.differs_from(self.record) and not cleaned.get("overwrite"):
            self.add_error("overwrite", STALE)
        return cleaned

    def differs_from(self, record):
        """Whether the record has been saved since the page was made."""
        known = self.data.get("version", "")
        return bool(known) and known != str(record.version)

    @property
    def is_stale(self):
        """Whether the page has to ask about what somebody else has saved."""
        return bool(self["overwrite"].errors)


class AccountSheetForm(DeskSheetForm):
    """The sheet as the safety officer fills it in, signed in."""

    channel = Channel.ACCOUNT

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("signed", self.user.name)


class PaperSheetForm(DeskSheetForm):
    """The signed sheet of paper as the grid worker keys it in, with its photo."""

    channel = Channel.PAPER

    signed_on = DayField(label=_("Day of the signature"), required=False, initial=timezone.localdate)
    photos = PhotosField(label=_("Photo of the signed sheet"), required=False)

    def clean(self):
        cleaned = super().clean()
        if self.is_return and not cleaned.get("signed_on") and "signed_on" not in self.errors:
            self.add_error("signed_on", _("Say on which day it was signed."))
        is_there = self.record.photos.filter(answer=None).exists()
        if self.is_return and not cleaned.get("photos") and not is_there and "photos" not in self.errors:
            self.add_error("photos", _("Photograph the signed sheet: it is the evidence of what was answered."))
        return cleaned

    def signature(self):
        facts = {"signed_on": self.cleaned_data.get("signed_on"), "photos": self.cleaned_data.get("photos") or ()}
        return super().signature() | facts


class BackForm(FactsForm):
    """Why a self-check goes back."""

    reason = NoteField(label=_("What is to be done again"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
