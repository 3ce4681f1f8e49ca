"""What a site has to have: the checklist in its editions. A published edition never changes; a new one is a copy."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import CatalogueState
from branches.models.versioned import Versioned, VersionedQuerySet, anew
from branches.scoping import Scope, ScopedQuerySet
from portal.i18n import bilingual
from portal.photos import Photo


class SiteChecklist(Versioned):
    """One edition of the list by which sites are checked and accepted."""

    edition = models.PositiveSmallIntegerField(_("edition"), unique=True, editable=False)
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=CatalogueState, default=CatalogueState.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("published by"), related_name="+", null=True, editable=False
    )

    label = bilingual("title")
    scope = Scope(everywhere=True)
    grants = permissions.SITE_CHECKLIST
    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist of sites")
        verbose_name_plural = _("checklists of sites")
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(
                name="site_checklist_one_published",
                fields=["state"],
                condition=Q(state=CatalogueState.PUBLISHED),
                violation_error_message=_("One edition is in force at a time."),
            ),
            models.CheckConstraint(
                name="site_checklist_published_has_date",
                condition=Q(state=CatalogueState.DRAFT, published_at=None)
                | (~Q(state=CatalogueState.DRAFT) & Q(published_at__isnull=False)),
                violation_error_message=_("A published edition has the time at which it was published."),
            ),
        ]

    def __str__(self):
        return _("%(title)s, edition %(edition)d") % {"title": self.label, "edition": self.edition or 0}

    def get_absolute_url(self):
        return reverse("site_checklist", args=[self.pk])

    @classmethod
    def next_edition(cls):
        """The number of the next edition."""
        return (cls._base_manager.aggregate(last=Max("edition"))["last"] or 0) + 1

    def faults(self):
        """What keeps a draft from being published: a checklist without anything compulsory checks nothing."""
        if self.items.filter(is_compulsory=True).exists():
            return []
        return [_("A checklist needs at least one compulsory item. Add it, then publish.")]

    def begun_anew(self, **facts):
        """The next edition, under the same title."""
        kept = {name: getattr(self, name) for name in ("title", "title_en", "note")}
        return type(self)(edition=self.next_edition(), **kept, **facts)

    def copy_parts(self, made):
        """The items with their example photos."""
        for item in self.items.select_related("example"):
            example = getattr(item, "example", None)
            item._state.fields_cache.pop("example", None)
            anew(item, checklist=made).save()
            if example:
                # Two rows may name one file: it is swept away when none does.
                anew(example, item=item).save()


class SiteItem(models.Model):
    """One thing that a site has or may have, with what makes it good."""

    checklist = models.ForeignKey(
        SiteChecklist,
        models.PROTECT,
        verbose_name=_("checklist"),
        related_name="items",
        limit_choices_to={"state": CatalogueState.DRAFT},
    )
    code = models.CharField(_("code"), max_length=10)
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=100, blank=True)
    is_compulsory = models.BooleanField(_("compulsory"), default=True)
    requirement = models.TextField(_("what makes it good"), max_length=600)
    requirement_en = models.TextField(_("what makes it good, in English"), max_length=1000, blank=True)
    photos_needed = models.PositiveSmallIntegerField(
        _("photos needed"), default=1, help_text=_("0 where a photo is not asked for.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")
    rule = bilingual("requirement")

    @property
    def version_of(self):
        """The edition to which it belongs."""
        return self.checklist

    class Meta:
        verbose_name = _("item of a site")
        verbose_name_plural = _("items of a site")
        ordering = ["checklist", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="site_item_code_once",
                fields=["checklist", "code"],
                violation_error_message=_("This edition has an item of that code already."),
            ),
            models.CheckConstraint(
                name="site_item_few_photos",
                condition=Q(photos_needed__lte=6),
                violation_error_message=_("Ask for six photos at most."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.label}"

    def clean(self):
        """Refuses any change to what has been published."""
        if self.checklist_id and not self.checklist.is_draft:
            raise ValidationError(_("A published edition does not change. Make a new one and change that."))


class SiteItemExample(Photo):
    """A picture of how an item looks when it is good, shown beside the camera."""

    item = models.OneToOneField(SiteItem, models.CASCADE, verbose_name=_("item"), related_name="example")

    scope = Scope(everywhere=True)
    grants = permissions.SITE_CHECKLIST
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("example photo")
        verbose_name_plural = _("example photos")
        ordering = ["pk"]
