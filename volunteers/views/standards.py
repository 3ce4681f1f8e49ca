"""Pages of the judgement standards: versions, clauses with what they mean, their lessons."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches.choices import CatalogueState
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.photos import PhotoView
from portal.generic.transitions import TransitionView
from volunteers.choices import StandardLevel, Verification
from volunteers.filters.standards import CatalogueFilter, StandardFilter
from volunteers.forms.standards import CopyForm, LessonForm, WithdrawForm
from volunteers.models import Catalogue, Hazard, JudgementStandard, Lesson, StandardExample
from volunteers.models.lessons import with_failed
from volunteers.tables.hazards import PROCESSES, HazardTable
from volunteers.tables.standards import (
    CATALOGUE_TONES,
    LEVEL_TONES,
    CatalogueTable,
    LessonTable,
    StandardTable,
)

SHOWN = 10
HAZARD_COLUMNS = ("number", "description", "enterprise", "found_on", "state")


class CatalogueList(ListView):
    """The versions of the catalogue; drafts are shown to those who write them."""

    model = Catalogue
    table_class = CatalogueTable
    filterset_class = CatalogueFilter
    order = ("-number", "pk")
    empty_text = gettext_lazy("No version yet. The emergency centre writes the first one in the CMS.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (pgettext_lazy("edition", "In force"), {"state": CatalogueState.PUBLISHED.value}),
    )

    def get_queryset(self):
        return super().get_queryset().with_sizes()


class CatalogueDetail(DetailView):
    """One version: from when to when, its families and clauses, what keeps a draft from being published."""

    model = Catalogue
    related = ("copied_from", "published_by")
    url_prefix = "catalogue"
    field_groups = (
        (
            gettext_lazy("This version"),
            ("number", "effective_from", "effective_to", "copied_from", "published_at", "published_by", "note"),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": CATALOGUE_TONES.get(self.object.state, "quiet")}

    def actions(self):
        buttons, key = super().actions(), [self.object.pk]
        if self.granted("copy") and not self.object.is_draft:
            buttons.append({"label": _("New version"), "url": reverse("catalogue_copy", args=key), "tone": "default"})
        if self.granted("edit") and self.object.is_draft:
            url = f"{reverse('judgementstandard:index')}?family__catalogue={self.object.pk}"
            buttons.append({"label": _("Edit in the CMS"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        faults = self.object.faults() if self.object.is_draft else []
        if faults:
            title = _("To be put right before it can be published")
            yield Panel(title, "branches/_cautions.html", {"cautions": faults})
        families = self.object.families.prefetch_related("standards__processes")
        yield Panel(_("Clauses"), "volunteers/_families.html", {"families": families})


class CataloguePublish(TransitionView):
    """Put a version in force from its day on."""

    model = Catalogue
    verb = "publish"


class CatalogueCopy(TransitionView):
    """Begin a new version as a copy of this one."""

    model = Catalogue
    verb = "copy"
    form_class = CopyForm
    label = gettext_lazy("New version")
    tone = "primary"

    def is_open(self):
        return not self.object.is_draft

    def act(self, form):
        self.made = self.object.copy(by=self.request.user, **form.cleaned_data)

    def success_url(self):
        return self.made.get_absolute_url() if hasattr(self, "made") else self.object.get_absolute_url()


class StandardList(ListView):
    """The clauses in force, or those of the version asked for."""

    model = JudgementStandard
    table_class = StandardTable
    filterset_class = StandardFilter
    related = ("family",)
    prefetch = ("processes",)
    order = ("family__order", "order", "pk")
    empty_text = gettext_lazy("No clause is in force. The head of the centre publishes a version of the catalogue.")
    saved_filters = (
        (gettext_lazy("All in force"), {}),
        (gettext_lazy("Major"), {"level": StandardLevel.MAJOR.value}),
        (gettext_lazy("Possibly major"), {"level": StandardLevel.POSSIBLY_MAJOR.value}),
        (gettext_lazy("Not verified yet"), {"verification": Verification.UNVERIFIED.value}),
        (gettext_lazy("Partly verified"), {"verification": Verification.PARTLY.value}),
    )

    def get_queryset(self):
        rows = super().get_queryset()
        version = self.request.GET.get("version", "")
        if version.isdecimal() and len(version) < 9:
            rows = rows.filter(family__catalogue=int(version))
        else:
            rows = rows.in_force()
        return with_failed(rows)


class StandardDetail(DetailView):
    """One clause: its text, what it means, where it applies, how far it was verified, what fell under it."""

    model = JudgementStandard
    related = ("family__catalogue", "example")
    url_prefix = "judgement_standard"
    field_groups = ()

    def badge(self):
        one = self.object
        return {"text": one.get_default_level_display(), "tone": LEVEL_TONES.get(one.default_level, "quiet")}

    def subheading(self):
        return " · ".join(filter(None, [self.object.family.label, str(self.object.citation)]))

    def actions(self):
        if not self.granted("teach"):
            return []
        url = reverse("judgement_standard_teach", args=[self.object.pk])
        return [{"label": _("Add a lesson"), "url": url, "tone": "default"}]

    def panels(self):
        one = self.object
        photo = getattr(one, "example", None)
        context = {
            "clause": one,
            "processes": "、".join(str(row) for row in one.processes.all()),
            "elsewhere": "、".join(str(row) for row in one.processes_anywhere.all()),
            "url": reverse("standard_example", args=[photo.pk, "image"]) if photo else "",
            "thumb": reverse("standard_example", args=[photo.pk, "thumbnail"]) if photo else "",
        }
        yield Panel(_("What it says"), "volunteers/_clause.html", context)
        yield self.lessons()
        yield from self.hazards()
        yield self.versions()

    def lessons(self):
        """Training material of the clause, and how often it failed before and since."""
        return lesson_panel(self.object.code, may_withdraw=self.granted("teach"))

    def hazards(self):
        """What was found under this clause and exists for this person."""
        if not set(Hazard.grants["view"]) & self.request.user.roles:
            return
        rows = Hazard.objects.visible_to(self.request.user).counted().filter(clause=self.object.code)
        rows = rows.select_related("enterprise__grid", "category", "task_force").prefetch_related(PROCESSES)
        hidden = [name for name in HazardTable.base_columns if name not in HAZARD_COLUMNS]
        table = HazardTable(rows.order_by("-found_on", "-pk")[:SHOWN], exclude=hidden)
        context = {
            "table": table,
            "more_url": f"{reverse('hazards')}?clause={self.object.code}&show=counted",
            "empty_text": _("Nothing that you may see was found under this clause."),
        }
        yield Panel(_("Hazards under this clause"), "generic/_related.html", context)

    def versions(self):
        """The same clause in the other versions."""
        rows = JudgementStandard.objects.visible_to(self.request.user).filter(code=self.object.code)
        rows = rows.select_related("family__catalogue").order_by("-family__catalogue__number")
        return Panel(_("Versions"), "volunteers/_clause_versions.html", {"clauses": rows, "current": self.object})


def lesson_panel(code, *, may_withdraw=False):
    """The lessons of a clause, each with its numbers before and since, and a way to withdraw it."""
    lessons = Lesson.of(code)
    empty = _("No lesson yet. The emergency centre names training material on the page of the clause.")
    context = {"table": LessonTable(lessons), "lessons": lessons, "empty_text": empty, "may_withdraw": may_withdraw}
    return Panel(_("Lessons"), "volunteers/_lessons.html", context)


class StandardTeach(TransitionView):
    """Name a page of training material as the lesson of a clause."""

    model = JudgementStandard
    verb = "teach"
    form_class = LessonForm
    label = gettext_lazy("Add a lesson")
    tone = "primary"

    def is_open(self):
        return True

    def act(self, form):
        page, since = form.cleaned_data["page"], form.cleaned_data["since"]
        published = page.first_published_at
        since = since or (timezone.localdate(published) if published else timezone.localdate())
        Lesson.name(self.object, page, since=since, by=self.request.user)


class LessonWithdraw(TransitionView):
    """A page is no lesson of its clause any more."""

    model = Lesson
    verb = "withdraw"
    form_class = WithdrawForm
    label = gettext_lazy("Withdraw the lesson")
    tone = "danger"

    def is_open(self):
        return True

    def success_url(self):
        # The link itself is gone: where it led is asked before.
        return self.clause_url

    def act(self, form):
        self.clause_url = self.object.get_absolute_url()
        super().act(form)


class StandardExampleView(PhotoView):
    """The example photo of a clause."""

    model = StandardExample
