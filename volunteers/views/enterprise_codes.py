"""The code at an enterprise's door: whoever may sees its record, whoever reports hazards begins a report there."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import View

from branches.models import Enterprise
from portal.documents import document_response, official_language
from volunteers.forms.fields import nameable_enterprises
from volunteers.models import Hazard
from volunteers.papers import door_paper
from volunteers.permissions import ENTERPRISE_CODE


class EnterpriseDoor(LoginRequiredMixin, View):
    """Where the code leads: the record, else a report at this enterprise, else nowhere."""

    def get(self, request, pk):
        if Enterprise.objects.visible_to(request.user).filter(pk=pk).exists():
            return HttpResponseRedirect(reverse("enterprise", args=[pk]))
        if not set(Hazard.grants["add"]) & request.user.roles:
            raise Http404
        enterprise = get_object_or_404(nameable_enterprises(request.user), pk=pk)
        return HttpResponseRedirect(f"{reverse('hazard_add')}?{urlencode({'enterprise': enterprise.name})}")


class EnterpriseCode(LoginRequiredMixin, View):
    """The sheet for the door as Word or PDF."""

    def get(self, request, pk, form):
        rows = Enterprise.objects.visible_to(request.user).select_related("grid")
        enterprise = get_object_or_404(rows, pk=pk)
        if not ENTERPRISE_CODE & request.user.roles:
            raise PermissionDenied
        address = request.build_absolute_uri(reverse("enterprise_door", args=[pk]))
        with official_language():
            paper = door_paper(enterprise, address)
            return document_response(paper, form, user=request.user, record=enterprise)
