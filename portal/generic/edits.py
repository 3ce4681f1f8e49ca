"""Entering and changing a record: nothing typed is lost, nobody's save is overwritten, a double tap makes one row."""

import uuid

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from portal.choosers import RowField
from portal.columns import masked_phone
from portal.deeds import log
from portal.generic.details import label_of
from portal.generic.sending import SentOnce, is_outbox
from portal.photos import PhotosField
from portal.states import Refused

LONGEST_LOGGED = 200


class RecordForm(forms.ModelForm):
    """A form for a record that knows who fills it in; its row fields offer what that person may see."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        give_user(self, user)


class FactsForm(forms.Form):
    """The facts a transition needs; knows the record and who acts."""

    def __init__(self, *args, user, record, **kwargs):
        self.user, self.record = user, record
        super().__init__(*args, **kwargs)
        give_user(self, user)


def give_user(form, user):
    """Tell every row field of the form among whose rows to look."""
    for form_field in form.fields.values():
        if isinstance(form_field, RowField):
            form_field.user = user
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.disable_csrf = True


class EditView(SentOnce, LoginRequiredMixin, View):
    """Enter a new record (no pk) or change one. Subclasses name `model` and `form_class` (a RecordForm)."""

    model = None
    form_class = None
    # Fields whose full value lists and records hide: opening the form is a look at them, and is logged as one.
    masked = ()
    template_name = "generic/edit.html"
    # Whether the form may be filled in without signal and wait in the phone's outbox.
    can_wait = False
    add_heading = gettext_lazy("New record")

    def dispatch(self, request, *args, pk=None, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.object = self.get_object(pk) if pk else None
        if self.object is None and not set(self.model.grants.get("add", ())) & request.user.roles:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, pk):
        """The record: 404 if it does not exist for this person, 403 if it may be seen but not changed."""
        record = get_object_or_404(self.model.objects.visible_to(self.request.user), pk=pk)
        if not self.model.objects.allowing(self.request.user, "edit").filter(pk=pk).exists():
            raise PermissionDenied
        return record

    def get_form(self, data=None, files=None):
        """The form, bound if data are given."""
        return self.form_class(
            data, files, instance=self.object, user=self.request.user, **({} if self.object else self.initial())
        )

    def initial(self):
        """Keyword arguments for a new record's form, such as {"initial": {...}}."""
        return {}

    def get(self, request, **kwargs):
        form = self.get_form()
        for name in self.masked:
            if self.object and name in form.fields and getattr(self.object, name):
                log(self.object, "portal.reveal", user=request.user, data={"field": name})
        return self.page(form)

    def post(self, request, **kwargs):
        sent, answer = self.receive(request)
        if answer:
            return answer
        key, files, digest = sent
        form = self.get_form(self.posted(request), files)
        if not form.is_valid():
            return self.page(form, key=key, status=422)
        try:
            with transaction.atomic():
                if self.object is None:
                    self.begin(request, key, digest)
                if conflict := self.conflict(form):
                    return self.page(form, key=key, conflict=conflict, status=409)
                record = self.save(form)
                self.finish(request, key, record, record.get_absolute_url())
        except (Refused, ValidationError, IntegrityError) as error:
            if answer := self.led_to(request, key, digest):
                return answer
            form.add_error(None, sentence(error))
            return self.page(form, key=key, status=422)
        if is_outbox(request) and self.submission:
            return self.taken(request, self.submission)
        return self.answer(record)

    def answer(self, record):
        """What follows a save: the record's page."""
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(self.success_url(record))

    def success_url(self, record):
        return record.get_absolute_url()

    def conflict(self, form):
        """What somebody else has saved since the form was opened: [{field, theirs, yours}], or None.

        Reads the row under its lock. The form then carries the new version, so that sending it again overwrites
        knowingly.
        """
        if self.object is None or not hasattr(self.object, "version"):
            return None
        now = self.object.locked()
        if str(now.version) == self.request.POST.get("version", str(now.version)):
            return None
        rows = []
        for name in form.fields:
            if name in {f.name for f in self.model._meta.concrete_fields}:
                theirs, yours = getattr(now, name), form.cleaned_data.get(name)
                if theirs != yours:
                    rows.append({"label": label_of(self.model, name), "theirs": theirs, "yours": yours})
        self.current_version = now.version
        return rows or [{"label": "", "theirs": "", "yours": ""}]

    def save(self, form):
        """Enter or change the record, and see that it is in this person's scope afterwards."""
        record = self.enter(form) if self.object is None else self.change(form)
        if not self.model.objects.shows(self.request.user, record):
            raise Refused(_("This would move the record out of your reach. Choose a place that is yours."))
        return record

    def enter(self, form):
        """Make the record. Where its model has a verb for that, subclasses call it: one deed has one way."""
        record = self.write(form)
        log(record, "portal.create", user=self.request.user, data={"changes": {}})
        return record

    def change(self, form):
        """Write what the form changes, and log it."""
        changes = changed_values(form, self.masked)
        record = self.write(form)
        log(record, "portal.edit", user=self.request.user, data={"changes": changes})
        return record

    def write(self, form):
        """Save the record of the form and its parts."""
        record = form.save(commit=False)
        if self.object is not None and hasattr(record, "version"):
            record.version = record.locked().version + 1
        self.before_save(record, form)
        self.store(record, form)
        form.save_m2m()
        self.after_save(record, form)
        return record

    def before_save(self, record, form):
        """Derived facts of the record; subclasses call its own methods here."""

    def store(self, record, form):
        """Write the row; a tree finds its place first."""
        record.save()

    def after_save(self, record, form):
        """Parts of the record, such as photos."""

    def heading(self):
        """What the page is called: the record, or what a new one is called."""
        return str(self.object) if self.object else self.add_heading

    def page(self, form, *, key=None, conflict=None, status=200):
        if is_outbox(self.request) and form.errors:
            return self.refused(self.request, form, status)
        version = getattr(self, "current_version", getattr(self.object, "version", ""))
        context = {
            "view": self,
            "form": form,
            "object": self.object,
            "heading": self.heading(),
            "kind": capfirst(self.model._meta.verbose_name),
            "submit_label": _("Save"),
            "cancel_url": self.object.get_absolute_url() if self.object else reverse("desk"),
            "submission": key or uuid.uuid4(),
            "can_wait": self.can_wait and self.object is None,
            "version": version,
            "conflict": conflict,
            "is_multipart": form.is_multipart(),
            "has_photos": any(isinstance(f, PhotosField) for f in form.fields.values()),
        }
        return render(self.request, self.template_name, context, status=status)


def changed_values(form, masked=()):
    """{field: [before, after]} of what the form changes, as the log keeps it; masked values stay masked in it."""
    changes = {}
    for name in form.changed_data:
        if name not in form.cleaned_data or not hasattr(form.instance, name):
            continue
        before, after = form.initial.get(name, ""), form.cleaned_data[name]
        model_field = form.instance._meta.get_field(name)
        if model_field.many_to_many:
            before, after = "、".join(map(str, before or [])), "、".join(map(str, after))
        elif model_field.is_relation:
            before = model_field.related_model._base_manager.filter(pk=before).first() if before else ""
        changes[name] = [str(value if value is not None else "")[:LONGEST_LOGGED] for value in (before, after)]
        if name in masked:
            changes[name] = [masked_phone(value) for value in changes[name]]
    return changes


def sentence(error):
    """The words to show for an error that came from the rules or from a constraint of the database."""
    if isinstance(error, ValidationError):
        return error
    if isinstance(error, IntegrityError):
        return _("Such a record exists already, or two values do not go together. Check the form and send it again.")
    return str(error)
