"""Lessons: training material of the public site that belongs to a clause, and whether it failed less since then."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import Scope, ScopedQuerySet
from portal.counting import how_many
from portal.deeds import log
from portal.states import Refused
from volunteers import permissions
from volunteers.models.catalogue import JudgementStandard
from volunteers.models.hazards import Hazard

# As far back and ahead as failures are compared, at most.
LONGEST = 90


class Lesson(models.Model):
    """A page of training material for a clause. It goes by the code, so that it stays when a new version comes."""

    clause = models.CharField(_("clause"), max_length=12)
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, verbose_name=_("page"), related_name="+")
    since = models.DateField(_("taught since"), default=timezone.localdate)
    added_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("added by"), related_name="+", null=True, editable=False
    )

    # Given by `of`: how often the clause failed, and over how many days that is compared.
    before: int
    after: int
    days: int

    scope = Scope(everywhere=True)
    grants = permissions.LESSON
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["clause", "-since", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="lesson_once",
                fields=["clause", "page"],
                violation_error_message=_("This page is a lesson of the clause already."),
            )
        ]

    def __str__(self):
        return self.page.title

    @classmethod
    def of(cls, code):
        """The lessons of a clause, each with `before`, `after` and `days` (see `failures`)."""
        return cls._counted(cls.objects.filter(clause=code).select_related("page"))

    @classmethod
    def taught_by(cls, page):
        """What a page teaches, each with `before`, `after` and `days`; the translations of a page teach the same."""
        same = page.get_translations(inclusive=True).values("pk")
        return cls._counted(cls.objects.filter(page__in=same).order_by("clause"))

    @staticmethod
    def _counted(rows):
        lessons = list(rows)
        for lesson in lessons:
            lesson.before, lesson.after, lesson.days = lesson.failures()
        return lessons

    def standard(self):
        """The clause in its version of today, else in its last one."""
        rows = JudgementStandard.objects.filter(code=self.clause)
        return rows.in_force().first() or rows.order_by("-family__catalogue__number").first()

    def get_absolute_url(self):
        return self.standard().get_absolute_url()

    def withdraw(self, *, by, reason):
        """The page is no lesson of the clause any more; the log of the clause keeps that it was one, and why not."""
        if not reason.strip():
            raise Refused(_("Say why it is no lesson of the clause any more."))
        facts = {"page": self.page.title, "since": str(self.since), "reason": reason.strip()}
        log(self.standard(), "volunteers.lesson_withdrawn", user=by, data={"facts": facts})
        type(self).objects.filter(pk=self.pk).delete()

    @classmethod
    def name(cls, standard, page, *, by, since):
        """Make a page the lesson of a clause; logged at the clause. Named twice it is named once."""
        row, is_new = cls.objects.get_or_create(
            clause=standard.code, page=page, defaults={"since": since, "added_by": by}
        )
        if is_new:
            log(standard, "volunteers.lesson", user=by, data={"facts": {"page": page.title, "since": str(since)}})
        return row

    def failures(self, today=None):
        """(before, after, days): how often the clause failed in the zone as many days before the lesson as since.

        Hazards that count, by the day found; `days` is the length of either span, 90 at most.
        """
        today = today or timezone.localdate()
        days = min(max((today - self.since).days, 0), LONGEST)
        rows = Hazard.objects.counted().filter(clause=self.clause)
        span = timedelta(days=days)
        before = rows.filter(found_on__gte=self.since - span, found_on__lt=self.since).count()
        after = rows.filter(found_on__gte=self.since, found_on__lt=self.since + span).count()
        return before, after, days


def with_failed(standards):
    """Clauses with `failed`, how many hazards that count have been judged by each."""
    return standards.annotate(failed=how_many(Hazard.objects.counted(), "standard"))
