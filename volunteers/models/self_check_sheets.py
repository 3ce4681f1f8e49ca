"""Filling in a self-check: the sheet built from the enterprise's profile, answers, and the hazards they open."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.states import Refused, Stateful
from volunteers.choices import Answer, Channel, HazardLevel, HazardSource, SelfCheckState, StandardLevel
from volunteers.models.catalogue import JudgementStandard, StandardExample
from volunteers.models.hazard_categories import HazardCategory
from volunteers.models.hazards import Hazard

# The deadline that an enterprise sets itself lies within a year.
LONGEST = timedelta(days=365)
# Families of the catalogue and the categories under which the ledgers count their hazards.
CATEGORIES = {
    "SP": "喷涂",
    "DU": "粉尘",
    "CS": "有限空间",
    "AM": "涉氨",
    "LB": "锂电池",
    "HF": "高温熔炉",
    "HW": "特种作业",
    "FS": "消防",
    "DM": "消防",
    "MP": "机械防护",
    "GN": "基础管理",
}
# Articles of order No. 10 that have a category of their own.
ARTICLES = {"GM-11": "粉尘", "GM-12": "涉氨", "GM-13": "有限空间"}
OTHER = "设备设施"


@dataclass(frozen=True)
class Entry:
    """What was filled in for one item, by its number on the sheet."""

    number: int
    answer: str = ""
    note: str = ""
    place: str = ""
    interim_control: str = ""
    due_on: date | None = None
    photos: tuple = ()


def category_of(standard):
    """Under which category a hazard of this clause is counted."""
    family, _dash, rest = standard.code.partition("-")
    title = CATEGORIES.get(family) or ARTICLES.get(f"{family}-{rest.partition('-')[0]}", OTHER)
    found = HazardCategory.objects.filter(title=title).first() or HazardCategory.objects.last()
    if found is None:
        raise Refused(_("There is no category of hazard yet. The system administrator enters them in the CMS."))
    return found


class Sheet(Stateful):
    """The part of a self-check that is filled in; `SelfCheck` is made of it."""

    answers: Any
    photos: Any
    enterprise: Any
    round: Any
    due_on: Any
    item_count: Any
    returned_at: Any
    is_with_enterprise: Any
    objects: Any

    opened_at = models.DateTimeField(_("first opened at"), null=True, editable=False)

    class Meta:
        abstract = True

    def items(self):
        """The items in their order, each with its clause and hazard."""
        return list(self.answers.select_related("standard__family", "standard__example", "hazard").order_by("number"))

    def examples(self):
        """The example photos of the clauses that stand on the sheet."""
        return StandardExample.objects.filter(standard__self_check_answers__self_check=self)

    def sheet(self):
        """The items; the first time they are chosen by the enterprise's trade, processes and circumstances."""
        found = self.items()
        if found or not self.is_with_enterprise:
            return found
        self.extend_sheet()
        return self.items()

    def extend_sheet(self):
        """Put every clause on the sheet that applies now and is not on it yet; nothing is taken away."""
        with transaction.atomic():
            self.locked()
            known = self.answers.values("standard__code")
            last = self.answers.aggregate(last=Max("number"))["last"] or 0
            apply = JudgementStandard.objects.major().applying_to(self.enterprise).exclude(code__in=known)
            kept = self.answers.model
            rows = [kept(self_check=self, number=n, standard=one) for n, one in enumerate(apply, last + 1)]
            kept._base_manager.bulk_create(rows)
            if rows:
                self.item_count = last + len(rows)
                type(self)._base_manager.filter(pk=self.pk).update(item_count=self.item_count)

    def answer_items(self, entries, *, by, day):
        """Write answers down, keep their photos, and open a hazard for each that is present and complete."""
        given = {one.number: one for one in entries}
        rows = [row for row in self.sheet() if row.number in given]
        changed = []
        for row in rows:
            entry = given[row.number]
            if row.hazard_id:
                if entry.answer and entry.answer != row.answer:
                    raise Refused(
                        _("Item %(n)d has been reported as %(hazard)s. Report that one as rectified instead.")
                        % {"n": row.number, "hazard": row.hazard.number}
                    )
                continue
            row.answer, row.note = entry.answer, entry.note
            row.place, row.interim_control, row.due_on = entry.place, entry.interim_control, entry.due_on
            changed.append(row)
        for row in rows:
            for shot in given[row.number].photos:
                self.photos.model.take(shot, by=by, self_check=self, answer=row)
        for row in changed:
            if row.is_present and not row.lacks:
                row.hazard = self._open_hazard(row, by, day)
        fields = ["answer", "note", "place", "interim_control", "due_on", "hazard"]
        self.answers.model._base_manager.bulk_update(changed, fields)
        self.count_answers()

    def keep_draft(self, entries):
        """Write down what is being typed, so that nothing is lost; opens no hazard and is no deed."""
        given = {one.number: one for one in entries}
        with transaction.atomic():
            if not self.locked().is_with_enterprise:
                raise Refused(_("It has been returned already."))
            rows = [row for row in self.sheet() if row.number in given and not row.hazard_id]
            for row in rows:
                entry = given[row.number]
                row.answer, row.note = entry.answer, entry.note
                row.place, row.interim_control, row.due_on = entry.place, entry.interim_control, entry.due_on
            fields = ["answer", "note", "place", "interim_control", "due_on"]
            self.answers.model._base_manager.bulk_update(rows, fields)

    def count_answers(self):
        """How many items were found present, and how many do not apply."""
        answers = list(self.answers.values_list("answer", flat=True))
        self.item_count = len(answers)
        self.found_count = sum(answer in (Answer.NOT_INSTALLED, Answer.FAILED) for answer in answers)
        self.not_applicable_count = answers.count(Answer.NOT_APPLICABLE)

    def _open_hazard(self, row, by, day):
        """The hazard of an item that is present: found by the enterprise, under control and with a deadline at once."""
        if not day <= row.due_on <= day + LONGEST:
            raise Refused(_("Item %(n)d: choose a deadline from today on, within a year.") % {"n": row.number})
        standard = row.standard
        level = HazardLevel.MAJOR if standard.default_level == StandardLevel.MAJOR else HazardLevel.GENERAL
        return Hazard.register(
            by=by,
            photos=[photo.image.open("rb") for photo in row.photos.all()],
            enterprise=self.enterprise,
            source=HazardSource.SELF_CHECK,
            finder=by if self.enterprise_speaks(by) else None,
            found_on=day,
            place=row.place,
            description=(row.note or standard.text)[:500],
            category=category_of(standard),
            level=level,
            standard=standard,
            clause=standard.code,
            interim_control=row.interim_control,
            due_on=row.due_on,
        )

    def enterprise_speaks(self, by):
        """Whether `by` answers for the enterprise itself, not for it like a grid worker who keys in a paper."""
        return by is not None and type(self).objects.allowing(by, "fill").filter(pk=self.pk).exists()

    def take_answers(self, entries, *, by, day=None):
        """Save what has been filled in so far; the state to go on in."""
        self.answer_items(entries, by=by, day=day or timezone.localdate())
        self.opened_at = self.opened_at or timezone.now()
        return SelfCheckState.SENT_BACK if self.state == SelfCheckState.SENT_BACK else SelfCheckState.OPENED

    def take_return(self, entries, *, by, channel, signed, signed_on=None, photos=()):
        """Take the whole sheet: every item answered, what is present opened as a hazard, signed by name."""
        today = timezone.localdate()
        day = (signed_on or today) if channel == Channel.PAPER else today
        if not self.round.opens_on <= day <= today:
            raise Refused(_("Choose the day of the signature from the opening of the window up to today."))
        if not signed.strip():
            raise Refused(_("Sign with your name."))
        self.answer_items(entries, by=by, day=day)
        for shot in photos:
            self.photos.model.take(shot, by=by, self_check=self, answer=None)
        if channel == Channel.PAPER and not self.photos.filter(answer=None).exists():
            raise Refused(_("Photograph the signed sheet: it is the evidence of what was answered."))
        items = self.items()
        if not items:
            raise Refused(_("No item applies to this enterprise. Have its trade and processes checked."))
        if left := [str(row.number) for row in items if row.lacks]:
            raise Refused(_("Not complete yet: item %(numbers)s.") % {"numbers": "、".join(left)})
        now = timezone.now()
        self.opened_at, self.returned_at = self.opened_at or now, now
        self.channel, self.signed, self.signed_on, self.returned_by = channel, signed.strip(), day, by
        self.is_late = day > self.due_on
        self.reason = ""
