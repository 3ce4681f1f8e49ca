"""Training: material for those who have to know something, found by whom it is for."""

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from branches.models import MaterialReading
from news.models.sections import Section
from news.models.stories import Story
from portal.i18n import bilingual
from portal.remarks import remarks_on


class Audience(models.Model):
    """Whom training material is for: secretaries, members, safety officers …"""

    slug = models.SlugField(_("word in the address"), max_length=40, unique=True)
    title = models.CharField(_("name"), max_length=60)
    title_en = models.CharField(_("name in English"), max_length=60, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    name = bilingual("title")

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name


class Material(models.TextChoices):
    """The form in which something is taught."""

    TEXT = "text", _("text")
    PICTURE = "picture", _("picture story")
    SLIDES = "slides", _("slides")
    VIDEO = "video", _("video")


class TrainingIndexPage(Section):
    """The section of training material."""

    subpage_types = ["news.TrainingPage"]
    fresh_days = 180

    class Meta:
        verbose_name = _("training section")
        verbose_name_plural = _("training sections")

    def stories(self):
        return super().stories().prefetch_related("audiences")

    def filtered(self, request):
        audiences = list(Audience.objects.all())
        chosen = next((one for one in audiences if one.slug == request.GET.get("audience")), None)
        stories = self.stories()
        if chosen:
            # What names no audience is for everybody.
            stories = stories.filter(Q(audiences=chosen) | Q(audiences=None))
        return stories, {"audiences": audiences, "chosen": chosen}


class TrainingPage(Story):
    """A piece of training material."""

    cover = models.ForeignKey(
        "news.Picture", models.SET_NULL, verbose_name=_("cover picture"), related_name="+", null=True, blank=True
    )
    material = models.CharField(_("kind of material"), max_length=10, choices=Material, default=Material.TEXT)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), null=True, blank=True)
    audiences = ParentalManyToManyField(
        Audience,
        verbose_name=_("audience"),
        related_name="+",
        blank=True,
        help_text=_("Tick none where it is for everybody."),
    )

    parent_page_types = ["news.TrainingIndexPage"]
    listed = ("lead", "cover", "material", "minutes")
    content_panels = [
        *Story.content_panels[:2],
        FieldPanel("cover"),
        MultiFieldPanel(
            [
                FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
                FieldPanel("material"),
                FieldPanel("minutes"),
            ],
            heading=_("For whom, and in which form"),
        ),
        *Story.content_panels[2:],
        *Story.attached_panels,
    ]

    class Meta:
        verbose_name = _("training material")
        verbose_name_plural = _("training material")

    def get_context(self, request, *args, **kwargs):
        """Whoever is signed in and has been invited to a session with this material is asked: have you read it?"""
        context = super().get_context(request, *args, **kwargs)
        context["remarks"] = remarks_on(self)
        # Asked only of whoever carries a session: the page of all others is kept for everybody.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            context["is_asked"], context["read_at"] = MaterialReading.asked_of(request.user, self)
        return context

    @property
    def mark(self):
        return " · ".join([self.form, *(audience.name for audience in self.audiences.all())])

    @property
    def form(self):
        """The kind of material with its length, as lists show it."""
        if not self.minutes:
            return self.get_material_display()
        length = ngettext("%(n)d minute", "%(n)d minutes", self.minutes) % {"n": self.minutes}
        return f"{self.get_material_display()} · {length}"
