"""What was found at each item of an inspection, and what still keeps the site from being completed."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.choices import ItemVerdict
from branches.models.site_checklists import SiteItem

# So many items are named in a sentence; the rest is counted.
NAMED = 3


@dataclass
class Line:
    """One item of an inspection with its answer (None as long as there is none) and photos."""

    item: SiteItem
    answer: Any = None
    photos: list = field(default_factory=list)

    @property
    def photos_missing(self):
        """How many photos the item still asks for."""
        return max(0, self.item.photos_needed - len(self.photos))

    @property
    def is_good(self):
        """Good, shown to be, and not sent back."""
        answer = self.answer
        return bool(answer) and answer.verdict == ItemVerdict.GOOD and not (answer.is_sent_back or self.photos_missing)

    @property
    def lack(self):
        """What keeps the item from being good, in a word or two."""
        if self.answer is None:
            return _("not answered")
        if self.answer.is_sent_back:
            return _("sent back")
        if self.answer.verdict != ItemVerdict.GOOD:
            return self.answer.get_verdict_display()
        return _("photo missing")


class SiteLines:
    """An inspection item by item, as methods of its model."""

    checklist: Any
    answers: Any

    def lines(self):
        """Every item of the edition with its answer and photos, in three queries."""
        return joined(self.checklist.items.select_related("example"), self.answers.prefetch_related("photos"))

    def gaps(self):
        """The compulsory items that are not good yet, or not shown to be."""
        return gaps_in(self.lines())

    def missing(self):
        """Sentences on what keeps the site from being completed."""
        return in_sentences(self.gaps())


def joined(items, answers):
    """The lines of an inspection from its items and answers."""
    by_item = {answer.item_id: answer for answer in answers}
    lines = [Line(item, by_item.get(item.pk)) for item in items]
    for line in lines:
        line.photos = list(line.answer.photos.all()) if line.answer else []
    return lines


def gaps_in(lines):
    """Those of the lines whose item is compulsory and not good yet."""
    return [line for line in lines if line.item.is_compulsory and not line.is_good]


def missing_of(checks):
    """{pk of an inspection: what it lacks, in sentences}; three queries for however many inspections."""
    prefetch_related_objects(checks, "checklist__items", "answers__photos")
    return {
        check.pk: in_sentences(gaps_in(joined(check.checklist.items.all(), check.answers.all()))) for check in checks
    }


def in_sentences(gaps):
    """Compulsory items that are not good yet, the first few by name and the rest by number; nothing where all are."""
    if not gaps:
        return []
    named = _("; ").join(_("%(item)s: %(lack)s") % {"item": line.item, "lack": line.lack} for line in gaps[:NAMED])
    if len(gaps) > NAMED:
        left = len(gaps) - NAMED
        named += _("; ") + ngettext("%(n)d more", "%(n)d more", left) % {"n": left}
    text = ngettext(
        "%(n)d compulsory item is not good yet: %(items)s.",
        "%(n)d compulsory items are not good yet: %(items)s.",
        len(gaps),
    )
    return [text % {"n": len(gaps), "items": named}]


def listed(items):
    """The items in a sentence."""
    return _(", ").join(str(item) for item in items)
