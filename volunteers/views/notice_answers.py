"""What an enterprise sees and sends through the link of a notice: no account, nothing but the notice's own hazards."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property

from portal.generic.links import LinkView
from portal.photos import photo_response
from portal.states import Refused, WrongState
from volunteers.choices import ExtensionState, PhotoMoment
from volunteers.forms.notices import AnswerForm, MoreTimeForm
from volunteers.models import Extension, RectificationNotice
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE
from volunteers.tables.hazards import HAZARD_TONES, deadline_in_words


class NoticeLink(LinkView):
    """Behind the link of a notice."""

    model = RectificationNotice
    most_sent = 60

    @property
    def notice(self):
        """The notice whose link this is."""
        return self.object

    def hazard(self, pk):
        """One hazard of this notice, else nothing."""
        return get_object_or_404(self.notice.shown_hazards(), pk=pk)

    def cards(self, hazard, moment=PhotoMoment.BEFORE):
        """The photos of a hazard under this link."""
        found = []
        for photo in hazard.photos.all():
            if photo.moment == moment:
                image, small = (
                    reverse("notice_photo", args=[self.token, photo.pk, size]) for size in ("image", "thumbnail")
                )
                alt = f"{hazard.description} · {photo.side}"
                found.append({"url": image, "thumb": small, "alt": alt, "side": photo.side})
        return found

    @cached_property
    def overview(self):
        """Where the link itself leads."""
        return reverse("notice_answer", args=[self.token])


class NoticeAnswer(NoticeLink):
    """The hazards of the notice, what became of each, and the way to report."""

    def get(self, request):
        self.notice.note_opened()
        lines = []
        for hazard in self.notice.shown_hazards().prefetch_related("photos", "extensions"):
            words, is_late = deadline_in_words(hazard)
            asked = [one for one in hazard.extensions.all() if one.state == ExtensionState.ASKED]
            lines.append(
                {
                    "hazard": hazard,
                    "is_open": hazard.state in AT_THE_ENTERPRISE,
                    "tone": "late" if is_late else HAZARD_TONES[hazard.state],
                    "words": words,
                    "asked": asked[0] if asked else None,
                    "before": self.cards(hazard),
                    "after": self.cards(hazard, PhotoMoment.AFTER),
                    "answer_url": reverse("notice_hazard", args=[self.token, hazard.pk]),
                    "time_url": reverse("notice_more_time", args=[self.token, hazard.pk]),
                }
            )
        return render(request, "volunteers/notice_answer.html", {"notice": self.notice, "lines": lines})


class LinkForm(NoticeLink):
    """One form about one hazard that is with the enterprise; sent twice, it leads back to the notice."""

    form_class = None
    template_name = ""

    def get(self, request, pk):
        hazard = self.hazard(pk)
        if hazard.state not in AT_THE_ENTERPRISE:
            return HttpResponseRedirect(self.overview)
        return self.page(hazard, self.form_class(record=hazard))

    def post(self, request, pk):
        hazard = self.hazard(pk)
        if hazard.state not in AT_THE_ENTERPRISE:
            return HttpResponseRedirect(self.overview)
        form = self.form_class(request.POST, request.FILES, record=hazard)
        if not form.is_valid():
            return self.page(hazard, form, status=422)
        try:
            self.act(hazard, form.cleaned_data)
        except WrongState:
            pass
        except Refused as error:
            form.add_error(None, str(error))
            return self.page(hazard, form, status=422)
        return HttpResponseRedirect(self.overview)

    def page(self, hazard, form, status=200):
        """The form under what it is about."""
        context = {
            "notice": self.notice,
            "hazard": hazard,
            "form": form,
            "before": self.cards(hazard),
            "overview": self.overview,
        }
        return render(self.request, self.template_name, context, status=status)


class NoticeHazard(LinkForm):
    """Reporting one hazard as put right."""

    form_class = AnswerForm
    template_name = "volunteers/notice_hazard.html"

    def act(self, hazard, facts):
        """The same verb as on the desk, signed by name."""
        hazard.rectify(by=None, **facts)


class NoticeMoreTime(LinkForm):
    """Asking for more time for one hazard."""

    form_class = MoreTimeForm
    template_name = "volunteers/notice_more_time.html"

    def act(self, hazard, facts):
        """The same request as on the desk, signed by name."""
        Extension.ask(hazard, by=None, **facts)


class NoticePhoto(NoticeLink):
    """A photo of one of the notice's hazards."""

    def get(self, request, pk, size):
        if size not in ("image", "thumbnail"):
            raise Http404
        photo = get_object_or_404(self.notice.photos(), pk=pk)
        return photo_response(photo, size, request=request, stamp=photo.stamped)
