"""Pages of the months' packs: ask for one, watch it being made, take it away."""

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.models import Page

from branches.choices import PackState
from branches.models import MonthPack, Organisation, PackFile
from portal import packs
from portal.choosers import RowField
from portal.columns import Column, LinkColumn, MomentColumn, StateColumn, Table
from portal.deeds import log
from portal.filters import FilterSet
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView, RecordForm
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from volunteers.filters.periods import MonthField, first_and_last

TONES = {PackState.DONE: "done", PackState.MAKING: "check", PackState.WAITING: "due", PackState.FAILED: "late"}


class PackTable(Table):
    """Packs, newest month first."""

    month_shown = LinkColumn(verbose_name=gettext_lazy("month"), css="primary", sources=("month",))
    organisation = Column(verbose_name=gettext_lazy("organisation"), accessor="organisation__name")
    state = StateColumn(PackState, TONES, verbose_name=gettext_lazy("state"))
    author = Column(verbose_name=gettext_lazy("author"), accessor="author__name")
    finished_at = MomentColumn(verbose_name=gettext_lazy("finished at"))

    class Meta(Table.Meta):
        pass


class PackFilter(FilterSet):
    """By words."""

    search_fields = ("organisation__name_key", "author__name")

    class Meta:
        model = MonthPack
        fields = []


class PackForm(RecordForm):
    """Which month, for which organisation."""

    month = MonthField(label=gettext_lazy("Month"))
    organisation = RowField(Organisation, label=gettext_lazy("Organisation, with those below"))

    class Meta:
        model = MonthPack
        fields = ("month", "organisation")

    def clean_month(self):
        month = self.cleaned_data["month"]
        if not isinstance(month, int):
            raise forms.ValidationError(_("Write the month as 2026-11."))
        if first_and_last(month)[0] > timezone.localdate():
            raise forms.ValidationError(_("This month has not begun yet."))
        return month


class PackList(ListView):
    """The packs that have been made and are being made."""

    model = MonthPack
    table_class = PackTable
    filterset_class = PackFilter
    related = ("organisation", "author")
    order = ("-month", "-pk")
    add_url = "month_pack_add"
    add_label = gettext_lazy("Make a pack")
    empty_text = gettext_lazy("No pack yet. Make the first one: ledgers, statistics, bulletin and a news draft.")


class PackAdd(EditView):
    """Ask for a pack; the worker makes it."""

    model = MonthPack
    form_class = PackForm
    add_heading = gettext_lazy("Make a pack")

    def initial(self):
        offices = [office.organisation for office in self.request.user.offices if office.organisation_id]
        today = timezone.localdate()
        return {"initial": {"month": f"{today:%Y-%m}", "organisation": offices[0] if offices else None}}

    def before_save(self, record, form):
        record.author = self.request.user

    def after_save(self, record, form):
        packs.start(record)


class PackDetail(DetailView):
    """One pack: how far it is, what is in it, the news draft."""

    model = MonthPack
    related = ("organisation", "author")
    url_prefix = "month_pack"
    field_groups = (
        (gettext_lazy("Pack"), ("month_shown", "organisation", "author", "asked_at", "finished_at", "failure")),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": TONES[self.object.state]}

    def field_panels(self, revealed):
        rows = [
            (_("Month"), self.object.month_shown),
            (_("Organisation"), self.object.organisation),
            (_("Author"), self.object.author),
            (_("Asked for at"), f"{timezone.localtime(self.object.asked_at):%Y-%m-%d %H:%M}"),
        ]
        if self.object.failure:
            rows.append((_("Failure"), self.object.failure))
        lines = [{"label": label, "value": value, "kind": "text", "name": ""} for label, value in rows]
        yield Panel(_("Pack"), "generic/_fields.html", {"rows": lines})

    def actions(self):
        buttons = [one for one in super().actions() if self.may_go_on() or "go_on" not in one["url"]]
        if self.object.files.exists() and self.granted("export"):
            url = reverse("month_pack_zip", args=[self.object.pk])
            buttons.append({"label": _("Take all of it"), "url": url, "tone": "primary"})
        return buttons

    def may_go_on(self):
        """Whether it has broken off, or its worker is gone."""
        return self.object.state == PackState.FAILED or self.object.is_silent

    def panels(self):
        pack = self.object
        percent = pack.parts_done * 100 // pack.parts if pack.parts else 0
        page = Page.objects.filter(pk=pack.page).first() if pack.page else None
        context = {
            "pack": pack,
            "percent": percent,
            "is_done": packs.is_done(pack),
            "files": pack.files.all() if self.granted("export") else [],
            "page_title": page.get_admin_display_title() if page else "",
            "page_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
        }
        yield Panel(_("What it holds"), "portal/_pack.html", context)


class PackGoOn(TransitionView):
    """Take a pack up again that broke off."""

    model = MonthPack
    verb = "go_on"

    def act(self, form):
        pack = self.object
        if pack.state != PackState.FAILED and not pack.is_silent:
            super().act(form)
        packs.start(pack)


class PackZip(LoginRequiredMixin, View):
    """All parts of a pack in one file."""

    def get(self, request, pk):
        pack = get_object_or_404(MonthPack.objects.visible_to(request.user), pk=pk)
        if not MonthPack.objects.allowing(request.user, "export").filter(pk=pk).exists():
            raise PermissionDenied
        log(pack, "portal.export", user=request.user, data={"list": str(pack), "query": "zip"})
        name = f"{pack.month_shown} {pack.organisation}.zip"
        return FileResponse(packs.zipped(pack), as_attachment=True, filename=name, content_type="application/zip")


class PackFileView(LoginRequiredMixin, View):
    """One part of a pack."""

    def get(self, request, pk):
        one = get_object_or_404(PackFile.objects.visible_to(request.user).select_related("pack"), pk=pk)
        if not PackFile.objects.allowing(request.user, "export").filter(pk=pk).exists():
            raise PermissionDenied
        log(one.pack, "portal.export", user=request.user, data={"list": one.name, "query": one.part})
        return FileResponse(one.file.open("rb"), as_attachment=True, filename=one.name)
