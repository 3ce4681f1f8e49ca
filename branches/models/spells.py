"""The registry of any past day: what each organisation was from when to when, and since when that is believed.

Every row is derived: the changes and the founding days say everything, and `manage.py rebuild_spells` writes the same
rows again. They are kept because a list of a past day has to be asked for with filters, pages and an index.
"""

from collections import defaultdict
from datetime import datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import OrganisationKind
from branches.models.changes import OrganisationalChange
from branches.models.chronicles import Chronicle, Spell, code
from branches.models.timelines import EVER, Life
from branches.scoping import Scope, ScopedQuerySet
from portal.generic.bulk import KEYS, chunks, insert_values

COLUMNS = (
    "organisation_id",
    "name",
    "kind",
    "parent_id",
    "enterprise_id",
    "lineage",
    "start",
    "end",
    "recorded_at",
    "superseded_at",
)


def end_of(day):
    """The moment at which `day` is over in the zone's time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


class OrganisationSpellQuerySet(ScopedQuerySet):
    """Questions about what was true on a day, as it is known today or was known on another day."""

    def known(self, day=None):
        """What was believed at the end of `day`; today's knowledge if none is given."""
        if day is None or day >= timezone.localdate():
            return self.filter(superseded_at=None)
        night = end_of(day)
        return self.filter(recorded_at__lt=night).filter(Q(superseded_at=None) | Q(superseded_at__gte=night))

    def on(self, day):
        """What was in force on `day`, the office itself included."""
        return self.filter(start__lte=day).filter(Q(end=None) | Q(end__gt=day))

    def as_of(self, day):
        """What each organisation was on `day`, or had been last where it was dissolved by then: one row each."""
        last = Q(end=None) | Q(end__gt=day) | Q(end=F("organisation__dissolved_on"))
        return self.filter(last, start__lte=day)

    def counted(self):
        """Without the office itself."""
        return self.exclude(kind=OrganisationKind.OFFICE)

    def below(self, organisation):
        """The organisation and everything that hung below it, wherever it stood then."""
        lines = self.filter(organisation=organisation).values_list("lineage", flat=True).distinct()
        inside = Q(pk__in=[])
        for lineage in lines:
            inside |= Q(lineage__startswith=lineage)
        return self.filter(inside)


class OrganisationSpell(models.Model):
    """What an organisation was from `start` (included) to `end` (not included; empty: still).

    Believed since `recorded_at`, until `superseded_at` (empty: still). `lineage` is the line of its superiors down to
    itself, seven characters each, so that what hung below an organisation on that day has its lineage for a beginning.
    """

    # An import that is undone takes its organisations away; their spells go with them (`mend`).
    organisation = models.ForeignKey(
        "branches.Organisation", models.DO_NOTHING, verbose_name=_("organisation"), related_name="spells"
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind)
    parent = models.ForeignKey(
        "branches.Organisation",
        models.DO_NOTHING,
        verbose_name=_("superior organisation"),
        related_name="spells_below",
        null=True,
    )
    enterprise = models.ForeignKey(
        "branches.Enterprise", models.PROTECT, verbose_name=_("host enterprise"), related_name="+", null=True
    )
    lineage = models.CharField(_("line of superiors"), max_length=180)
    start = models.DateField(_("from"))
    end = models.DateField(_("to"), null=True)
    recorded_at = models.DateTimeField(_("believed since"))
    superseded_at = models.DateTimeField(_("believed until"), null=True)

    scope = Scope(organisations=("organisation",))
    grants = permissions.ORGANISATION_SPELL
    objects = OrganisationSpellQuerySet.as_manager()

    class Meta:
        verbose_name = _("registry of a day")
        verbose_name_plural = _("registry of a day")
        ordering = ["lineage", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="spell_once_believed",
                fields=["organisation", "start"],
                condition=Q(superseded_at=None),
                violation_error_message=_("The registry says two things of one organisation on one day."),
            ),
            models.CheckConstraint(
                name="spell_ends_after_start",
                condition=Q(end=None) | Q(end__gt=F("start")),
                violation_error_message=_("What is in force ends after it began."),
            ),
        ]
        indexes = [
            models.Index(fields=["lineage", "id"], name="spell_lineage"),
            models.Index(fields=["organisation", "start"], name="spell_organisation", condition=Q(superseded_at=None)),
            models.Index(fields=["parent"], name="spell_parent", condition=Q(superseded_at=None)),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return self.organisation.get_absolute_url()

    @property
    def since(self):
        """The first day of the spell, or None where it is not known."""
        return None if self.start == EVER else self.start

    @classmethod
    def record(cls, organisations, *, at):
        """Write what the registry says of `organisations` (as they stand here, saved or about to be) since `at`."""
        moments = at if isinstance(at, dict) else dict.fromkeys((one.pk for one in organisations), at)
        chronicle = Chronicle(lives_of(organisations), cls._load_below)
        cls._load(chronicle, chronicle.lives)
        by_moment = defaultdict(list)
        for one in sorted(organisations, key=lambda one: one.path):
            by_moment[moments[one.pk]].append(one.pk)
        for moment in sorted(by_moment):
            chronicle.note(by_moment[moment], moment)
        cls._write(chronicle)

    @classmethod
    def _load(cls, chronicle, keys):
        """What is believed now of these organisations and of whatever they ever hung below."""
        wanted = set(keys) | {parent for pk in keys for parent in chronicle.lives[pk].parents()}
        for part in chunks(sorted(wanted - set(chronicle.believed)), KEYS):
            for row in cls.objects.known().filter(organisation__in=part).values_list("pk", *COLUMNS):
                chronicle.open(Spell(*row))

    @classmethod
    def _load_below(cls, chronicle, pk):
        """Everything that ever hung below an organisation whose line has changed."""
        below = set(cls.objects.known().filter(lineage__contains=code(pk)).values_list("organisation", flat=True))
        fresh = below - set(chronicle.lives)
        model = apps.get_model("branches", "Organisation")
        for part in chunks(sorted(fresh), KEYS):
            chronicle.lives |= lives_of(list(model._base_manager.filter(pk__in=part)))
        cls._load(chronicle, fresh)

    @classmethod
    def _write(cls, chronicle):
        for moment, keys in chronicle.closed.items():
            for part in chunks(keys, KEYS):
                cls.objects.filter(pk__in=part).update(superseded_at=moment)
        rows = [spell[1:] for spell in chronicle.written]
        insert_values(cls, COLUMNS, rows)

    @classmethod
    def forget_missing(cls):
        """Take away what is said of organisations that an undone import has taken away; returns of how many."""
        model = apps.get_model("branches", "Organisation")
        rows = cls.objects.exclude(organisation__in=model._base_manager.values("pk"))
        gone = set(rows.order_by().values_list("organisation", flat=True))
        for part in chunks(sorted(gone), KEYS):
            cls.objects.filter(organisation__in=part).delete()
        return len(gone)

    @classmethod
    def rebuild(cls):
        """Write all spells anew, from the organisations and every change ever entered; returns how many there are."""
        model = apps.get_model("branches", "Organisation")
        organisations = list(model._base_manager.order_by("path"))
        lives = lives_of(organisations, with_history=True)
        moments: dict[datetime, set] = defaultdict(set)
        for one in organisations:
            life = lives[one.pk]
            moments[one.created_at].add(one.pk)
            for moment in life.moments():
                moments[max(moment, one.created_at)].add(one.pk)
        chronicle, order = Chronicle(lives), {one.pk: place for place, one in enumerate(organisations)}
        for moment in sorted(moments):
            chronicle.note(sorted(moments[moment], key=order.get), moment)  # type: ignore[arg-type]
        cls.objects.all()._raw_delete(cls.objects.db)
        cls._write(chronicle)
        return len(chronicle.written)


def lives_of(organisations, *, with_history=False):
    """{pk: Life} of the organisations, in a constant number of queries."""
    keys = [one.pk for one in organisations]
    model = apps.get_model("branches", "Organisation")
    above = {one.path[: -model.steplen] for one in organisations} - {one.path for one in organisations} - {""}
    parents = {one.path: one.pk for one in organisations}
    for part in chunks(sorted(above), KEYS):
        parents |= dict(model._base_manager.filter(path__in=part).values_list("path", "pk"))
    steps, foundings = defaultdict(list), {}
    for part in chunks(keys, KEYS):
        for change in OrganisationalChange._base_manager.filter(organisation__in=part).exclude(applied_at=None):
            steps[change.organisation_id].append(change.step)
    if with_history:
        foundings = founding_days(model)
    return {
        one.pk: Life(
            one.pk,
            one.name,
            one.kind,
            parents.get(one.path[: -model.steplen]),
            one.enterprise_id,
            foundings.get(one.pk) or [(None, one.founded_on)],
            one.dissolved_on,
            steps[one.pk],
        )
        for one in organisations
    }


def founding_days(model):
    """{pk: [(moment, founding day)]} as believed one after the other, from the versions of the records."""
    found: dict[int, list[tuple[Any, Any]]] = {}
    rows = model.history.order_by("history_date", "history_id").values_list("id", "history_date", "founded_on")
    for pk, moment, day in rows.iterator(chunk_size=5000):
        line = found.setdefault(pk, [])
        if not line or line[-1][1] != day:
            line.append((moment, day))
    return found
