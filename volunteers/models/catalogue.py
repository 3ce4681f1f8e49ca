"""The catalogue of judgement standards (判定标准): versions, families, clauses, and which apply to an enterprise."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import CatalogueState, Trade
from branches.models import Process
from branches.models.versioned import Versioned, VersionedQuerySet, anew
from branches.scoping import Scope, ScopedQuerySet
from portal.i18n import bilingual
from portal.photos import Photo
from portal.states import Refused, transition
from volunteers import permissions
from volunteers.choices import Circumstance, StandardLevel, Verification
from volunteers.models.circumstances import circumstances


class CatalogueQuerySet(VersionedQuerySet):
    """Questions about versions of the catalogue."""

    def in_force(self, day=None):
        """The version by which is judged on `day` (today if not given): published, and effective then."""
        day = day or timezone.localdate()
        rows = self.exclude(state=CatalogueState.DRAFT).filter(effective_from__lte=day)
        return rows.filter(Q(effective_to=None) | Q(effective_to__gte=day))

    def with_sizes(self):
        """Each version with `clauses`, how many it has."""
        return self.annotate(clauses=Count("families__standards"))


class Catalogue(Versioned):
    """One version of the judgement standards. A published one never changes: the next is a copy, changed as a draft.

    Publishing says which version is the newest; the days say by which one is judged, so that a version may be
    published before the day from which it holds.
    """

    number = models.PositiveSmallIntegerField(_("version of the catalogue"), unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    effective_from = models.DateField(_("effective from"), null=True, blank=True)
    effective_to = models.DateField(_("effective to"), null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=CatalogueState, default=CatalogueState.DRAFT, editable=False
    )
    copied_from = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("copied from"), related_name="copies", null=True, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("published by"), related_name="+", null=True, editable=False
    )

    label = bilingual("title")

    scope = Scope(everywhere=True)
    grants = permissions.CATALOGUE
    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue of judgement standards")
        verbose_name_plural = _("catalogues of judgement standards")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="catalogue_one_published",
                fields=["state"],
                condition=Q(state=CatalogueState.PUBLISHED),
                violation_error_message=_("Another version is in force; publishing this one supersedes it."),
            ),
            models.CheckConstraint(
                name="catalogue_published_has_dates",
                condition=Q(state=CatalogueState.DRAFT, published_at=None)
                | (~Q(state=CatalogueState.DRAFT) & Q(published_at__isnull=False, effective_from__isnull=False)),
                violation_error_message=_("A published version says when it was published and from when it holds."),
            ),
            models.CheckConstraint(
                name="catalogue_superseded_has_end",
                condition=~Q(state=CatalogueState.SUPERSEDED) | Q(effective_to__isnull=False),
                violation_error_message=_("A superseded version has its last day."),
            ),
            models.CheckConstraint(
                name="catalogue_ends_after_start",
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                violation_error_message=_("A version cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return _("%(title)s, version %(number)d") % {"title": self.label, "number": self.number or 0}

    def get_absolute_url(self):
        return reverse("catalogue", args=[self.pk])

    @classmethod
    def next_number(cls):
        """The number of the next version."""
        return (cls._base_manager.aggregate(last=Max("number"))["last"] or 0) + 1

    def holds_on(self, day):
        """Whether it is judged by this version on `day`."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def standards(self):
        """Its clauses in their order, each with its family."""
        return JudgementStandard.objects.filter(family__catalogue=self).select_related("family").in_order()

    def faults(self):
        """What keeps a draft from being published, as sentences."""
        found: list = []
        codes = list(self.standards().values_list("code", flat=True))
        if not codes:
            found.append(_("It has no clause yet. Add them in the CMS."))
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            found.append(_("These codes stand twice: %(codes)s.") % {"codes": "、".join(twice)})
        if self.effective_from is None:
            found.append(_("Say from which day it is effective."))
        return found

    @transition(CatalogueState.DRAFT, CatalogueState.PUBLISHED, label=_("Publish"), tone="primary")
    def publish(self, *, by):
        """From its first day on it is judged by this version; the one before ends on the eve of that day."""
        faults = self.faults()
        if faults or self.effective_from is None:
            raise Refused(" ".join(str(fault) for fault in faults))
        for earlier in self.line().select_for_update().filter(state=CatalogueState.PUBLISHED):
            if earlier.effective_from >= self.effective_from:
                raise Refused(
                    _("The version in force holds since %(day)s. Choose a later first day.")
                    % {"day": earlier.effective_from}
                )
            earlier.supersede(by=by, effective_to=self.effective_from - timedelta(days=1))
        self.published_at, self.published_by = timezone.now(), by

    @transition(CatalogueState.PUBLISHED, CatalogueState.SUPERSEDED, label=_("Supersede"), is_offered=False)
    def supersede(self, *, by, effective_to):
        """A newer version takes its place after that day; what was judged by this one stays judged by it."""
        self.effective_to = effective_to

    def begun_anew(self, **facts):
        """The next version, under the same title."""
        kept = {name: getattr(self, name) for name in ("title", "title_en", "note")}
        return type(self)(number=self.next_number(), copied_from=self, **kept, **facts)

    def copy_parts(self, made):
        """All families and clauses, with the processes at which they apply and their photos."""
        links = JudgementStandard.processes.through, JudgementStandard.processes_anywhere.through
        for family in self.families.prefetch_related("standards"):
            clauses = list(family.standards.all())
            anew(family, catalogue=made).save()
            for clause in clauses:
                before = clause.pk
                anew(clause, family=family).save()
                for link in links:
                    rows = [
                        anew(row, judgementstandard=clause) for row in link.objects.filter(judgementstandard=before)
                    ]
                    link.objects.bulk_create(rows)
                for photo in StandardExample.objects.filter(standard=before):
                    # Two rows may name one file: it is swept away when none does.
                    anew(photo, standard=clause).save()


class Family(models.Model):
    """A family of clauses in one version: Order No. 10, spraying, lithium batteries, fire safety, and so on."""

    catalogue = models.ForeignKey(
        Catalogue, models.CASCADE, verbose_name=_("catalogue of judgement standards"), related_name="families"
    )
    code = models.CharField(_("code"), max_length=8)
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=100, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    basis_en = models.CharField(_("basis in English"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")
    basis_shown = bilingual("basis")

    class Meta:
        verbose_name = _("family of clauses")
        verbose_name_plural = _("families of clauses")
        ordering = ["catalogue", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                name="family_code_once",
                fields=["catalogue", "code"],
                violation_error_message=_("This version has a family of this code already."),
            )
        ]

    def __str__(self):
        return f"{self.code} {self.label}"

    @property
    def version_of(self):
        """The catalogue whose state decides whether this may be changed."""
        return self.catalogue


class JudgementStandardQuerySet(ScopedQuerySet):
    """Questions about clauses."""

    def allowing(self, user, verb):
        """As everywhere; clauses of drafts are for those who write them."""
        rows = super().allowing(user, verb)
        if user.is_authenticated and permissions.CATALOGUE["edit"] & user.roles:
            return rows
        return rows.exclude(family__catalogue__state=CatalogueState.DRAFT)

    def in_force(self, day=None):
        """The clauses of the version by which is judged on `day` (today if not given)."""
        return self.filter(family__catalogue__in=Catalogue.objects.in_force(day))

    def in_order(self):
        """As the catalogue prints them."""
        return self.order_by("family__order", "family__code", "order", "pk")

    def major(self):
        """Those that make a hazard major, or may do so: what an enterprise checks itself for in a campaign."""
        return self.filter(default_level__in=(StandardLevel.MAJOR, StandardLevel.POSSIBLY_MAJOR))

    def applying_to(self, enterprise, day=None):
        """The clauses in force that apply to an enterprise by its trade, its processes and its circumstances.

        A clause of a trade applies there, and elsewhere only with a process that carries it (Order No. 10 as the
        ministry reads it: blast furnaces, deep-well casting). A clause with processes applies where one of them is
        run. What nobody has said yet (dormitory) does not take a clause away.
        """
        processes = Process.objects.filter(enterprises=enterprise)
        within, anywhere = (JudgementStandard.processes.through, JudgementStandard.processes_anywhere.through)
        mine = {"judgementstandard": OuterRef("pk"), "process__in": processes}
        is_bound = Exists(within.objects.filter(judgementstandard=OuterRef("pk")))
        by_trade = Q(trade="") | Q(trade=enterprise.trade)
        by_process = ~Q(is_bound) | Q(Exists(within.objects.filter(**mine)))
        found = (by_trade & by_process) | Q(Exists(anywhere.objects.filter(**mine)))
        return self.in_force(day).filter(found, circumstance__in=circumstances(enterprise)).in_order()

    def worded(self, typed):
        """Those in which every word typed stands: in code, text or explanation, or among the processes."""
        rows = self
        for word in typed.replace("\x00", "").split()[:4]:
            hits = Q(pk__in=JudgementStandard.processes.through.objects.filter(_of_process(word)).values(CLAUSE))
            for name in SEARCHED:
                hits |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(hits)
        return rows

    def matching(self, typed):
        """Those in force in which every word typed stands, in their order: for a field that suggests."""
        return self.in_force().worded(typed).in_order()


# What a word is looked for in.
SEARCHED = ("code", "text", "text_en", "plain", "plain_en")
CLAUSE = "judgementstandard"


def _of_process(word):
    return Q(process__title__icontains=word) | Q(process__title_en__icontains=word)


class JudgementStandard(models.Model):
    """One clause by which a hazard is judged, such as GM-11-3: article 11, item 3 of Order No. 10.

    Texts are restated in our own words; `verification` says how far they were compared with the promulgated text.
    """

    family = models.ForeignKey(Family, models.CASCADE, verbose_name=_("family of clauses"), related_name="standards")
    code = models.CharField(_("code"), max_length=12, help_text=_("Such as GM-11-3."))
    article = models.PositiveSmallIntegerField(_("article"), null=True, blank=True)
    item = models.PositiveSmallIntegerField(_("item"), null=True, blank=True)
    text = models.TextField(pgettext_lazy("clause", "text"), max_length=600)
    text_en = models.TextField(_("text in English"), max_length=900, blank=True)
    plain = models.TextField(_("in plain words"), max_length=600, blank=True)
    plain_en = models.TextField(_("in plain words, in English"), max_length=900, blank=True)
    trade = models.CharField(
        _("trade"), max_length=20, choices=Trade, blank=True, help_text=_("Left empty: every trade.")
    )
    processes = models.ManyToManyField(
        Process,
        verbose_name=_("processes"),
        related_name="standards",
        blank=True,
        help_text=_("Applies where one of these is run; none chosen: everywhere in the trade."),
    )
    processes_anywhere = models.ManyToManyField(
        Process,
        verbose_name=_("processes that carry it to other trades"),
        related_name="standards_anywhere",
        blank=True,
    )
    circumstance = models.CharField(
        _("only where"), max_length=12, choices=Circumstance, blank=True, default=Circumstance.ALWAYS
    )
    default_level = models.CharField(_("default level"), max_length=16, choices=StandardLevel)
    source = models.CharField(_("source"), max_length=300, blank=True)
    verification = models.CharField(
        _("how far verified"), max_length=12, choices=Verification, default=Verification.UNVERIFIED
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    fact_labels = {"page": _("page"), "since": _("taught since"), "reason": _("reason")}
    text_shown = bilingual("text")
    plain_shown = bilingual("plain")

    scope = Scope(everywhere=True)
    grants = permissions.CATALOGUE
    objects = JudgementStandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("judgement standard")
        verbose_name_plural = _("judgement standards")
        ordering = ["family", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="judgement_standard_code_once",
                fields=["family", "code"],
                violation_error_message=_("This family has a clause of this code already."),
            ),
            models.CheckConstraint(
                name="judgement_standard_item_of_article",
                condition=Q(item=None) | Q(article__isnull=False),
                violation_error_message=_("An item belongs to an article: name that too."),
            ),
        ]
        indexes = [models.Index(fields=["code"], name="judgement_standard_code")]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("judgement_standard", args=[self.pk])

    @property
    def version_of(self):
        """The catalogue whose state decides whether this may be changed."""
        return self.family.catalogue

    @property
    def hint(self):
        """What is shown beside the code where a clause is chosen."""
        return self.text_shown

    @property
    def citation(self):
        """How papers cite it: article and item, since the article alone would be ambiguous (domain.md 1.1)."""
        if not self.article:
            return ""
        words = {"article": self.article, "item": self.item}
        return _("article %(article)d, item %(item)d") % words if self.item else _("article %(article)d") % words

    @property
    def needs_review(self):
        """Whether its text has not been found word for word: marked for the reviewer."""
        return self.verification != Verification.FOUND

    @classmethod
    def of_code(cls, code, day=None):
        """The clause of this code by which is judged on `day`, or None."""
        return cls.objects.in_force(day).filter(code=code).select_related("family").first()

    def clean(self):
        """Refuses any change to what has been published."""
        if self.family_id and not self.family.catalogue.is_draft:
            raise ValidationError(_("A published version does not change. Make a new one and change that."))


class StandardExample(Photo):
    """A picture of how it looks where a clause is kept, or where it fails."""

    standard = models.OneToOneField(
        JudgementStandard, models.CASCADE, verbose_name=_("judgement standard"), related_name="example"
    )

    scope = Scope(everywhere=True)
    grants = permissions.CATALOGUE
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("example photo of a clause")
        verbose_name_plural = _("example photos of clauses")
        ordering = ["pk"]
