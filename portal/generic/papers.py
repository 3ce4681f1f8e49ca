"""A record as Word or PDF: the address ends in the form; the paper is in the portal's language, the export logged."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.generic import View

from portal.documents import document_response, official_language


class PaperView(LoginRequiredMixin, View):
    """A paper about one record, for whoever is granted `verb` on it. Subclasses name `model` and give `paper()`."""

    model = None
    verb = "export"
    related = ()

    def get(self, request, pk, form):
        rows = self.model.objects.visible_to(request.user).select_related(*self.related)
        self.object = get_object_or_404(rows, pk=pk)
        if not self.model.objects.allowing(request.user, self.verb).filter(pk=pk).exists():
            raise PermissionDenied
        with official_language():
            return document_response(self.paper(), form, user=request.user, record=self.object)

    def paper(self):
        """The portal.documents.Paper of `self.object`."""
        raise NotImplementedError
