"""Photos of the field: shown to whoever may see the record they belong to, and to nobody else."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import View

from portal.photos import photo_response


class PhotoView(LoginRequiredMixin, View):
    """One photo or its thumbnail: `model` is a Photo with a scope of its own."""

    model = None

    def get(self, request, pk, size):
        if size not in ("image", "thumbnail"):
            raise Http404
        photo = get_object_or_404(self.model.objects.visible_to(request.user), pk=pk)
        return photo_response(photo, size, request=request)
