"""Photos of the field: shown to whoever may see the record they belong to, and to nobody else."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import View

from portal.photos import photo_response


class PhotoView(LoginRequiredMixin, View):
    """One photo or its thumbnail: `model` is a Photo with a scope of its own.

    A model whose copies are stamped gives them by `stamped()`; the clean "original" is for whoever is granted that.
    """

    model = None

    def get(self, request, pk, size):
        stamp = hasattr(self.model, "stamped")
        if size not in ("image", "thumbnail", *(["original"] if stamp else ())):
            raise Http404
        photo = get_object_or_404(self.model.objects.visible_to(request.user), pk=pk)
        if size != "original":
            return photo_response(photo, size, request=request, stamp=photo.stamped if stamp else None)
        if not self.model.objects.allowing(request.user, "original").filter(pk=pk).exists():
            raise PermissionDenied
        return photo_response(photo, "image", request=request)
