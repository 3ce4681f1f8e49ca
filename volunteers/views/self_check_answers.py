"""The self-check through its link: no account, no cookie; the enterprise's own sheet and nothing else."""

from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property

from portal.documents import document_response, official_language
from portal.generic.links import LinkView
from portal.photos import photo_response
from portal.states import Refused, WrongState
from volunteers.forms.self_checks import SheetForm
from volunteers.models import SelfCheck
from volunteers.self_check_papers import self_check_paper
from volunteers.views.self_checks import keep_draft


class SelfCheckLink(LinkView):
    """Behind the link of a self-check."""

    model = SelfCheck

    @cached_property
    def overview(self):
        """Where the link itself leads."""
        return reverse("self_check_answer", args=[self.token])

    def form(self, data=None, files=None):
        """The sheet; through the link nobody is signed in."""
        return SheetForm(data, files, user=None, record=self.object)


class SelfCheckAnswer(SelfCheckLink):
    """The sheet to fill in, and what became of it once it was returned."""

    def get(self, request):
        if keys_in(request, self.object):
            return HttpResponseRedirect(reverse("self_check_key", args=[self.object.pk]))
        self.object.note_opened()
        return self.page(self.form() if self.object.is_with_enterprise else None)

    def post(self, request):
        one = self.object
        if not one.is_with_enterprise:
            # Tapped twice, or somebody else was faster: here is what was returned.
            return HttpResponseRedirect(self.overview)
        form = self.form(request.POST, request.FILES)
        is_valid = form.is_valid()
        try:
            with transaction.atomic():
                # Under the lock: of two who send at the same moment the second is told.
                now = one.locked()
                if not now.is_with_enterprise:
                    return HttpResponseRedirect(self.overview)
                if str(now.version) != request.POST.get("version", str(one.version)):
                    return self.page(form, status=409, is_stale=True)
                if not is_valid:
                    return self.page(form, status=422)
                if form.is_return:
                    one.hand_in(by=None, entries=form.entries(), **form.signature())
                else:
                    one.fill(by=None, entries=form.entries())
        except WrongState:
            pass
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(form, status=422)
        return HttpResponseRedirect(f"{self.overview}?saved=1" if one.is_with_enterprise else self.overview)

    def page(self, form, status=200, is_stale=False):
        """The sheet or what became of it."""
        one = self.object
        context = {
            "object": one,
            "form": form,
            "items": [] if form else one.items(),
            "is_stale": is_stale,
            "is_saved": self.request.method == "GET" and "saved" in self.request.GET,
            "draft_url": reverse("self_check_link_draft", args=[self.token]),
            "paper_url": reverse("self_check_link_paper", args=[self.token, "docx"]),
            "receipt_url": reverse("self_check_receipt", args=[self.token]),
            "enrolment": one.enrolment,
            "notice": one.campaign.shown_notice(),
            "leads_to": one.campaign.leads_to("major"),
        }
        return render(self.request, "volunteers/self_check_answer.html", context, status=status)


def keys_in(request, one):
    """Whether a signed-in grid worker has scanned the code of a sheet that is still to be keyed in."""
    user = request.user
    if not user.is_authenticated or not one.is_with_enterprise:
        return False
    return SelfCheck.objects.allowing(user, "key").filter(pk=one.pk).exists()


class SelfCheckLinkDraft(SelfCheckLink):
    """What is being typed, kept as it goes."""

    http_method_names = ["post"]

    def post(self, request):
        return keep_draft(self.object, self.form(request.POST))


class SelfCheckReceipt(SelfCheckLink):
    """The enterprise acknowledges the notice of the campaign."""

    http_method_names = ["post"]

    def post(self, request):
        name = " ".join(request.POST.get("name", "").split())[:80]
        if self.object.enrolment.receipt_at is None:
            self.object.acknowledge(by=None, name=name)
        return HttpResponseRedirect(self.overview)


class SelfCheckLinkPaper(SelfCheckLink):
    """The same sheet to print."""

    def get(self, request, form):
        one = self.object
        with official_language():
            paper = self_check_paper(one, request.build_absolute_uri(one.public_path))
            return document_response(paper, form, user=None, record=one)


class SelfCheckLinkPhoto(SelfCheckLink):
    """A photo of this self-check."""

    def get(self, request, pk, size):
        if size not in ("image", "thumbnail"):
            raise Http404
        photo = get_object_or_404(self.object.photos, pk=pk)
        return photo_response(photo, size, request=request)


class SelfCheckLinkExample(SelfCheckLink):
    """The example photo of a clause that stands on this sheet."""

    def get(self, request, pk, size):
        if size not in ("image", "thumbnail"):
            raise Http404
        photo = get_object_or_404(self.object.examples(), pk=pk)
        return photo_response(photo, size, request=request)
