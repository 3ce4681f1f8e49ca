"""Taking a transition: ask what it needs to know, then take it, once."""

import uuid

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from portal.generic.edits import FactsForm, sentence
from portal.generic.sending import SentOnce, is_outbox
from portal.states import Refused, WrongState


class TransitionView(SentOnce, LoginRequiredMixin, View):
    """One verb of one model: `model`, `verb`, and a `form_class` (a FactsForm) if facts are needed.

    The form's cleaned data are the keyword arguments of the verb. 404 outside the scope, 403 without the grant.
    """

    model = None
    verb = ""
    form_class = FactsForm
    template_name = "generic/transition.html"
    # Whether the form may be filled in without signal and wait in the phone's outbox.
    can_wait = False

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.object = get_object_or_404(self.model.objects.visible_to(request.user), pk=pk)
        if not self.model.objects.allowing(request.user, self.verb).filter(pk=pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, data=None, files=None):
        return self.form_class(data, files, user=self.request.user, record=self.object)

    def get(self, request, **kwargs):
        if not self.is_open():
            return self.moved_on()
        return self.page(self.get_form())

    def post(self, request, **kwargs):
        sent, answer = self.receive(request)
        if answer:
            return answer
        key, files, digest = sent
        form = self.get_form(request.POST, files)
        if not form.is_valid():
            return self.page(form, key=key, status=422) if self.is_open() else self.moved_on()
        try:
            with transaction.atomic():
                self.begin(request, key, digest)
                self.act(form)
                self.finish(request, key, self.object, self.success_url())
        except WrongState:
            return self.led_to(request, key, digest) or self.moved_on()
        except (Refused, ValidationError, IntegrityError) as error:
            if answer := self.led_to(request, key, digest):
                return answer
            form.add_error(None, sentence(error))
            return self.page(form, key=key, status=422)
        if is_outbox(request):
            return self.taken(request, self.submission)
        messages.success(request, self.done())
        return HttpResponseRedirect(self.success_url())

    def success_url(self):
        """Where the deed leads: to the record, or to what it has brought about."""
        return self.object.get_absolute_url()

    def is_open(self):
        """Whether the record stands where the verb may start; a deed that is no transition overrides these four."""
        return self.verb in self.object.open_transitions()

    def act(self, form):
        """Take the verb with the facts of the form."""
        getattr(self.object, self.verb)(by=self.request.user, **form.cleaned_data)

    def done(self):
        """What is said after the deed."""
        return _("Done: %(deed)s.") % {"deed": self.label}

    @property
    def label(self):
        """What the button says."""
        return self.model.transitions()[self.verb].label

    @property
    def tone(self):
        """How the button looks."""
        return self.model.transitions()[self.verb].tone

    def moved_on(self):
        """Somebody was faster, or an old page was open: say so and show how it stands."""
        if is_outbox(self.request):
            text = _("This has been moved on already by somebody else. Open the record to see how it stands.")
            return self.moved(self.request, text, self.object.get_absolute_url())
        messages.error(self.request, _("This has been moved on already; here is how it stands now."))
        return HttpResponseRedirect(self.object.get_absolute_url())

    def page(self, form, *, key=None, status=200):
        if is_outbox(self.request) and form.errors:
            return self.refused(self.request, form, status)
        context = {
            "view": self,
            "form": form,
            "object": self.object,
            "heading": self.label,
            "subheading": str(self.object),
            "submit_label": self.label,
            "tone": self.tone,
            "cancel_url": self.object.get_absolute_url(),
            "submission": key or uuid.uuid4(),
            "can_wait": self.can_wait,
            "is_multipart": form.is_multipart(),
        }
        return render(self.request, self.template_name, context, status=status)
