"""Reporting a hazard and moving it on: grade, rectify, re-check, close."""

import re
from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import DayField
from branches.models import Appointment
from branches.scoping import may
from portal.generic.edits import FactsForm, RecordForm
from portal.models import User
from portal.photos import PhotosField
from volunteers.choices import HazardLevel, HazardSource, ProposalState
from volunteers.forms.fields import ClauseField, DeadlineField, EnterpriseField, PartnerField
from volunteers.models import Hazard, HazardRules, TaskForce
from volunteers.models.lookalikes import lookalikes
from volunteers.permissions import SOURCES

MOST_PARTNERS = 3
PARTNERS = tuple(f"partner_{number}" for number in range(1, MOST_PARTNERS + 1))
MOST_TWINS = 3
# What a phone says about where it is: two numbers of degrees.
POSITION = re.compile(r"-?\d{1,3}(\.\d{1,7})?,-?\d{1,3}(\.\d{1,7})?")
SPOT = (("no", _("It takes time")), ("yes", _("Rectified on the spot")))
LEVELS = ((HazardLevel.GENERAL.value, _("general")), (HazardLevel.MAJOR.value, _("major (the centre decides)")))


class PositionField(forms.CharField):
    """Where the phone is, if the person presses the button; nothing is asked for otherwise, and nothing odd is kept."""

    def __init__(self, **kwargs):
        super().__init__(
            label="",
            required=False,
            max_length=40,
            widget=forms.HiddenInput(attrs={"data-position": _("Add the place where I am")}),
            **kwargs,
        )

    def clean(self, value):
        typed = super().clean(value).replace(" ", "")
        return typed if POSITION.fullmatch(typed) else ""


def is_held_at(office, enterprise):
    """Whether an appointment is held at the enterprise itself, at its grid or at its sector."""
    return any(
        held and held == place
        for held, place in (
            (office.enterprise_id, enterprise.pk),
            (office.grid_id, enterprise.grid_id),
            (office.sector_id, enterprise.sector_id),
        )
    )


class HazardForm(RecordForm):
    """A hazard as its finder reports it, on a phone, beside the machine."""

    photos = PhotosField(label=_("Photos"), required=False)
    enterprise = EnterpriseField()
    task_force = forms.ModelChoiceField(TaskForce.objects.none(), label=_("Task force"), required=False)
    level = forms.ChoiceField(
        label=_("Proposed level"), choices=LEVELS, widget=forms.RadioSelect, initial=HazardLevel.GENERAL.value
    )
    on_the_spot = forms.ChoiceField(
        label=_("Can it be rectified at once?"), choices=SPOT, widget=forms.RadioSelect, initial="no"
    )
    photos_after = PhotosField(label=_("Photos after the rectification"), required=False)
    measures = forms.CharField(
        label=_("Measures taken"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    found_on = DayField(label=_("Day found"), initial=timezone.localdate)
    partner_1 = PartnerField(required=False, label=_("Found together with"))
    partner_2 = PartnerField(required=False, label=_("and with"))
    partner_3 = PartnerField(required=False, label=_("and with"))
    another = forms.BooleanField(label=_("It is another one, not the same entered twice"), required=False)
    position = PositionField()

    class Meta:
        model = Hazard
        fields = ("photos", "enterprise", "place", "description", "category", "level", "found_on", "task_force")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].help_text = _("Workshop, machine, floor.")
        forces = {post.task_force_id: post.task_force for post in self.user.held_posts}
        self.fields["task_force"].queryset = TaskForce.objects.filter(pk__in=forces)
        if len(forces) < 2:
            del self.fields["task_force"]
        self.own_force = next(iter(forces.values())) if len(forces) == 1 else None
        if not may(self.user, Hazard, "rectify_on_the_spot"):
            for name in ("on_the_spot", "photos_after", "measures"):
                del self.fields[name]
        first = ("photos", "enterprise", "place", "description", "category", "level")
        self.order_fields([*first, "on_the_spot", "photos_after", "measures", "found_on", "task_force", *PARTNERS])

    def clean(self):
        cleaned = super().clean()
        if self.is_on_the_spot and not cleaned.get("measures", "").strip() and "measures" not in self.errors:
            self.add_error("measures", _("Say what was done about it."))
        # Who says that it is another one is not asked again: the page looks for twins only where it shows them.
        if not cleaned.get("another") and self.twins:
            text = _("It may have been reported already. Open it, or say that this is another one.")
            self.add_error("another", text)
        return cleaned

    @cached_property
    def twins(self):
        """The same enterprise, about the same day, in similar words: perhaps somebody has reported it already."""
        told = getattr(self, "cleaned_data", {})
        facts = {name: told.get(name) for name in ("enterprise", "place", "description", "found_on")}
        if not all(facts.values()):
            return []
        return lookalikes(Hazard(**facts), Hazard.objects.visible_to(self.user), most=MOST_TWINS)

    def partners(self):
        """The task forces with which it was found, each once and not the own one."""
        named = {self.cleaned_data.get(name) for name in PARTNERS} - {None, self.force()}
        return sorted(named, key=lambda force: force.pk)

    @property
    def has_partners(self):
        """Whether one of the fields folded away holds something."""
        return any(self[name].value() or self[name].errors for name in PARTNERS)

    @property
    def is_on_the_spot(self):
        """Whether it was put right while the finder was there."""
        return self.cleaned_data.get("on_the_spot") == "yes"

    def force(self):
        """The task force for which it was found."""
        return self.cleaned_data.get("task_force") or self.own_force

    def facts(self):
        """What `Hazard.register` is told."""
        given = ("photos", "position", "enterprise", "place", "description", "category", "level", "found_on")
        facts = {name: self.cleaned_data[name] for name in given}
        return facts | {"finder": self.user, "task_force": self.force(), "source": self.source()}

    def source(self):
        """From where the report comes, by the office through which the finder is there."""
        if self.force():
            return HazardSource.TASK_FORCE
        enterprise = self.cleaned_data["enterprise"]
        for office in self.user.offices:
            if office.role in SOURCES and is_held_at(office, enterprise):
                return SOURCES[office.role]
        return HazardSource.DEPARTMENT


class HazardEditForm(RecordForm):
    """What may be corrected later. Day found, source and finder stay as they were registered."""

    clause = ClauseField()

    class Meta:
        model = Hazard
        fields = ("place", "description", "category", "clause", "responsible_name")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["clause"].kept = self.instance.clause


class HazardPhotosForm(FactsForm):
    """More photos of a hazard."""

    photos_before = PhotosField(label=_("Photos before the rectification"), required=False)
    photos_after = PhotosField(label=_("Photos after the rectification"), required=False)
    position = PositionField()

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned["photos_before"] or cleaned["photos_after"]):
            raise forms.ValidationError(_("Choose at least one photo."))
        return cleaned


def term(days):
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


class GradeForm(FactsForm):
    """How grave it is, by which clause, and until when it must be gone; the centre's rules offer the terms."""

    level = forms.ChoiceField(label=_("Level"), choices=HazardLevel, widget=forms.RadioSelect)
    clause = ClauseField(
        help_text=_("Needed for a major one: the item of the judgement standards. Type a code or words of its text.")
    )
    term = forms.TypedChoiceField(
        label=_("Term"), coerce=int, required=False, empty_value=None, widget=forms.RadioSelect
    )
    due_on = DeadlineField(label=_("or due on"), required=False)
    responsible_name = forms.CharField(label=_("Responsible person"), max_length=80, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = HazardRules.current()
        self.fields["term"].choices = [
            (days, _("%(n)d days (%(day)s)") % {"n": days, "day": f"{term(days):%m-%d}"}) for days in self.rules.terms
        ]
        self.fields["due_on"].help_text = _(
            "Left empty without a term: %(general)d days for a general hazard, %(major)d for a major one."
        ) % {"general": self.rules.general_days, "major": self.rules.major_days}
        proposal = self.record.proposals.filter(state=ProposalState.MADE).first()
        self.initial.setdefault("level", proposal.level if proposal else self.record.level)
        self.initial.setdefault("clause", proposal.clause if proposal else self.record.clause)
        self.fields["clause"].kept = self.record.clause
        self.initial.setdefault("responsible_name", self.record.responsible_name)

    def clean(self):
        cleaned = super().clean()
        days = cleaned.pop("term", None)
        if not cleaned.get("due_on") and "due_on" not in self.errors:
            cleaned["due_on"] = term(days or self.rules.term(cleaned.get("level")))
        return cleaned


class RectifyForm(FactsForm):
    """That it has been put right: when, how, with photos from the same place."""

    photos = PhotosField(
        label=_("Photos after the rectification"),
        required=False,
        help_text=_("From the same place as the photo before, so that both can be compared."),
    )
    rectified_on = DayField(label=_("Rectified on"), initial=timezone.localdate)
    measures = forms.CharField(label=_("Measures taken"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    cost = forms.DecimalField(label=_("Cost (yuan)"), required=False, min_value=0, max_digits=12, decimal_places=2)
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    position = PositionField()


class SpotForm(FactsForm):
    """That it was put right while the finders were there."""

    measures = forms.CharField(label=_("Measures taken"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    photos = PhotosField(label=_("Photos after the rectification"), required=False)


class HazardSendBackForm(FactsForm):
    """What the re-check found still missing."""

    reason = forms.CharField(label=_("What is still missing"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DeadlineField(label=_("New deadline"), required=False, help_text=_("Leave it empty to keep the old one."))


class ReCheckerField(forms.ModelChoiceField):
    """One of the people who may re-check; of two with the same name the user name says who is meant."""

    def label_from_instance(self, user):
        return f"{user} ({user.username})"


def second_recheckers(hazard, first):
    """The people who may re-check the hazard beside `first` by an office of today: neither finders nor rectifier."""
    offices = Appointment.objects.in_force().filter(role__in=Hazard.grants["verify"]).reaching(hazard.enterprise)
    at_work = [first.pk, hazard.finder_id, hazard.rectified_by_id]
    at_work += hazard.discoverers.exclude(user=None).values_list("user", flat=True)
    rows = User.objects.filter(is_active=True, pk__in=offices.values("user"))
    return rows.exclude(pk__in=[pk for pk in at_work if pk]).exclude(name=hazard.rectifier_name or "—").order_by("name")


class VerifyForm(FactsForm):
    """What the re-check found, and who took part."""

    rechecked_on = DayField(label=_("Re-checked on"), initial=timezone.localdate)
    opinion = forms.CharField(
        label=_("Opinion"), max_length=500, initial=_("Rectified."), widget=forms.Textarea(attrs={"rows": 2})
    )
    second_rechecker = ReCheckerField(User.objects.none(), label=_("Second re-checker"), required=False)
    photos = PhotosField(label=_("Photos at the re-check"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        second = self.fields["second_rechecker"]
        second.queryset = second_recheckers(self.record, self.user)
        if self.record.level == HazardLevel.MAJOR:
            second.required = True
            second.help_text = _(
                "A major hazard is re-checked by at least two people, neither of whom found or rectified it."
            )


class CloseForm(FactsForm):
    """The closing; a major one with the regulator's document of consent."""

    closing_document = forms.CharField(label=_("Document of consent"), max_length=80, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.record.level == HazardLevel.MAJOR:
            self.fields["closing_document"].required = True
            self.fields["closing_document"].help_text = _("The number of the regulator's document.")
        elif self.record.has_evidence:
            del self.fields["closing_document"]
        else:
            field = self.fields["closing_document"]
            field.label, field.required = _("Document that proves it"), True
            field.help_text = _("No photo shows it put right. Add one to the hazard, or name the document.")


class ReopenForm(FactsForm):
    """Why it is open again, and until when it must be gone."""

    reason = forms.CharField(
        label=_("Why it is opened again"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DeadlineField(label=_("Due on"), initial=lambda: term(HazardRules.current().terms[0]))


class VoidForm(FactsForm):
    """Why it does not count."""

    reason = forms.CharField(label=_("Why it does not count"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
