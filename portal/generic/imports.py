"""Ledgers in the browser: bring a file, see how it was read and what is wrong, load it, undo it."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from django_htmx.http import HttpResponseClientRefresh

from portal.generic import batches, import_pages
from portal.generic.import_forms import UploadForm, columns_chosen
from portal.generic.kinds import all_kinds, importable, may_import
from portal.generic.pages import cut
from portal.ledgers import BadLedger
from portal.models import BatchState, ImportBatch
from portal.spreadsheets import Column, marked_workbook, template_workbook, workbook_download
from portal.states import Refused

PAGE_SIZE = 50
OPEN_STATES = (BatchState.READY, BatchState.FAULTY, BatchState.FAILED)


class ImportDoor(LoginRequiredMixin, View):
    """The door of all import pages: open to whoever may import some ledger."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.kinds = importable(request.user)
        if not self.kinds:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def batches(self):
        """The batches that exist for this person."""
        ledgers = [kind.name for kind in self.kinds]
        return ImportBatch.objects.visible_to(self.request.user, ledgers)

    def batch(self, pk):
        """One of them, else 404."""
        return get_object_or_404(self.batches().select_related("author", "undone_by"), pk=pk)

    def batch_to_change(self, pk):
        """One that this person may load, read again or undo: 403 where it may only be seen."""
        batch = self.batch(pk)
        kind = import_pages.kind_of(batch)
        if kind is None or not may_import(self.request.user, kind):
            raise PermissionDenied
        return batch


class ImportListView(ImportDoor):
    """All ledgers that were brought: by whom, when, how they stand."""

    def get(self, request):
        page = cut(
            self.batches().select_related("author").defer("report", "mapping"),
            ("-brought_at", "-pk"),
            request.GET,
            size=PAGE_SIZE,
        )
        titles = {kind.name: kind.title for kind in all_kinds()}
        lines = [
            {"batch": batch, "ledger": titles.get(batch.ledger, batch.ledger), "badge": import_pages.badge(batch)}
            for batch in page.rows
        ]
        pager = {
            name: None if query is None else f"?{'&'.join(f'{word}={value}' for word, value in query.items())}"
            for name, query in (("previous", page.previous_query), ("next", page.next_query))
        }
        context = {"heading": _("Import ledgers"), "lines": lines, "pager": pager, "kinds": self.kinds}
        return render(request, "generic/import_list.html", context)


class ImportNewView(ImportDoor):
    """Bring a ledger: nothing is saved before it has been looked at."""

    def get(self, request):
        names = [kind.name for kind in self.kinds]
        wanted = request.GET.get("ledger", "")
        chosen = wanted if wanted in names else names[0] if len(names) == 1 else None
        return self.page(UploadForm(kinds=self.kinds, initial={"ledger": chosen}))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES, kinds=self.kinds)
        if form.is_valid():
            file, kind = form.cleaned_data["file"], form.kinds[form.cleaned_data["ledger"]]
            try:
                batch, _reading = batches.bring(
                    kind, file, file.name, by=request.user, update=form.cleaned_data["update"]
                )
                return HttpResponseRedirect(reverse("import_batch", args=[batch.pk]))
            except BadLedger as error:
                form.refuse(error)
        return self.page(form, status=422)

    def page(self, form, *, status=200):
        context = {"heading": _("Import a ledger"), "form": form, "kinds": self.kinds}
        return render(self.request, "generic/import_upload.html", context, status=status)


class ImportBatchView(ImportDoor):
    """One ledger: before loading what was understood of it, afterwards what came of it."""

    def get(self, request, pk):
        batch = self.batch(pk)
        if batch.state == BatchState.LOADING:
            context = self.context(batch) | {"progress": import_pages.progress(batch)}
            name = "generic/_import_progress.html" if request.htmx else "generic/import_progress.html"
            return render(request, name, context)
        if request.htmx:
            return HttpResponseClientRefresh()
        if batch.state in OPEN_STATES:
            return render(request, "generic/import_preview.html", self.context(batch) | self.preview(batch))
        return render(request, "generic/import_batch.html", self.context(batch) | self.outcome(batch))

    def post(self, request, pk):
        """Read it again: with columns chosen by hand, or another way with rows that exist."""
        batch = self.batch_to_change(pk)
        chosen = columns_chosen(request.POST, import_pages.column_groups(batch))
        try:
            batches.read_again(batch, mapping=chosen, update="update" in request.POST)
            messages.success(request, _("The ledger has been read again."))
        except (Refused, BadLedger) as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("import_batch", args=[pk]))

    def context(self, batch):
        kind = import_pages.kind_of(batch)
        may_act = kind is not None and may_import(self.request.user, kind)
        return {
            "heading": kind.title if kind else batch.ledger,
            "batch": batch,
            "badge": import_pages.badge(batch),
            "figures": import_pages.figures(batch),
            "report": batch.report,
            "groups": import_pages.column_groups(batch) if kind else [],
            "passed_over": import_pages.passed_over(batch),
            "may_act": may_act,
        }

    @staticmethod
    def preview(batch):
        report = batch.report
        has_work = any(report.get("counts", {}).get(name) for name in ("new", "changed"))
        return {
            "unknown_columns": import_pages.unknown_columns(batch),
            "existing_text": import_pages.existing_text(batch),
            "earlier": import_pages.earlier(batch),
            "more_faults": report.get("fault_count", 0) - len(report.get("faults", ())),
            "more_warnings": report.get("warning_count", 0) - len(report.get("warnings", ())),
            "can_load": batch.state == BatchState.READY and has_work,
            "nothing_new": batch.state == BatchState.READY and not has_work,
            "in_background": batch.total > batches.AT_ONCE,
        }

    def outcome(self, batch):
        kind = import_pages.kind_of(batch)
        try:
            list_url = reverse(kind.list_url) if kind else ""
        except NoReverseMatch:
            list_url = ""
        return {"records": import_pages.records_made(batch), "list_url": list_url}


class ImportLoadView(ImportDoor):
    """Load a ledger that has no faults; pressed twice it is loaded once."""

    http_method_names = ["post"]

    def post(self, request, pk):
        batch = self.batch_to_change(pk)
        try:
            batch = batches.start_loading(batch, by=request.user)
        except Refused as error:
            messages.error(request, str(error))
        else:
            if batch.state == BatchState.LOADED:
                messages.success(request, _("The ledger has been loaded."))
        return HttpResponseRedirect(reverse("import_batch", args=[pk]))


class ImportUndoView(ImportDoor):
    """Take a whole batch back, after a question."""

    def get(self, request, pk):
        batch = self.batch_to_change(pk)
        if batch.state != BatchState.LOADED:
            messages.error(request, _("Only a loaded ledger can be undone. Here is how it stands."))
            return HttpResponseRedirect(reverse("import_batch", args=[pk]))
        context = {
            "heading": _("Undo this import"),
            "batch": batch,
            "obstacles": batches.obstacles(batch),
            "records": import_pages.records_made(batch),
        }
        return render(request, "generic/import_undo.html", context)

    def post(self, request, pk):
        batch = self.batch_to_change(pk)
        try:
            batches.undo(batch, by=request.user)
            messages.success(
                request, _("The import has been undone: its records are gone, changed ones are as before.")
            )
        except Refused as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("import_batch", args=[pk]))


class ImportMarkedView(ImportDoor):
    """The ledger as a workbook in which every fault is marked at its cell."""

    def get(self, request, pk):
        batch = self.batch_to_change(pk)
        reading = batches.read_batch(batch, by=batch.author)
        faults = [(one.sheet, one.row, one.column, one.text) for one in reading.faults]
        with batch.file.open("rb") as file:
            workbook = marked_workbook(file.read(), faults, batch.file_name)
        name = batch.file_name.rpartition(".")[0] or batch.file_name
        return workbook_download(workbook, _("%(file)s (faults marked)") % {"file": name})


class ImportFileView(ImportDoor):
    """The file as it was brought."""

    def get(self, request, pk):
        batch = self.batch(pk)
        try:
            file = batch.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        # Never shown in the browser: whatever somebody uploaded stays a download.
        return FileResponse(file, as_attachment=True, filename=batch.file_name, content_type="application/octet-stream")


class ImportTemplateView(ImportDoor):
    """The empty workbook of a ledger, made of the same fields by which ledgers are read."""

    def get(self, request, name):
        kind = next((kind for kind in self.kinds if kind.name == name), None)
        if kind is None:
            raise Http404
        part = kind.parts[0]
        columns = [
            Column(one.label, one.kind, required=one.required, hint=one.hint, example=one.example)
            for one in part.fields
        ]
        choices = {str(one.label): [str(label) for _value, label in one.choices] for one in part.fields if one.choices}
        return workbook_download(template_workbook(kind.title, columns, choices), str(kind.title))
