"""Forms are taken once, sent from the page or later from a phone's outbox: who sends again is led to the same record.

A page asks for a page in answer, the outbox (portal/static/portal/js/outbox.js) for words it can show: what it sends
carries `Accept: application/json`, its photos have gone ahead (portal.outbox), and `made_at` is the time at which the
form was filled in where there was no signal.
"""

import hashlib
import uuid

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from portal.deeds import log
from portal.models import Submission, WaitingPhoto

# What belongs to the way a form came, not to what it says.
NOT_CONTENT = ("csrfmiddlewaretoken", "submission", "made_at", "staged")
MISSING = 424


class PhotosMissing(Exception):
    """The form names photos that have not arrived; carries their digests."""

    def __init__(self, digests):
        super().__init__(digests)
        self.digests = digests


def sent_key(request):
    """The key of this form: sent back from the page, or a new one."""
    try:
        return uuid.UUID(request.POST.get("submission", ""))
    except ValueError:
        return uuid.uuid4()


def is_outbox(request):
    """Whether the outbox of a phone asks, which wants words and no page."""
    return request.headers.get("Accept", "") == "application/json"


def sent_files(request, key):
    """The files of the form, those that have gone ahead included; PhotosMissing where one has not arrived."""
    ahead = staged(request)
    if not ahead:
        return request.FILES
    rows = request.user.waiting_photos.filter(submission=key)
    waiting = {photo.digest: photo for photo in rows}
    if missing := [digest for _field, digest in ahead if digest not in waiting]:
        raise PhotosMissing(missing)
    files = MultiValueDict(request.FILES)
    for field, digest in ahead:
        photo = waiting[digest]
        upload = UploadedFile(photo.file.open("rb"), name=photo.name, size=photo.file.size)
        files.appendlist(field, upload)
    return files


def staged(request):
    """(field, digest) of every photo that has gone ahead of this form."""
    return [
        (field, digest) for field, _colon, digest in (item.rpartition(":") for item in request.POST.getlist("staged"))
    ]


def content_digest(request):
    """What the form says, as one number: the same whether its photos came with it or ahead of it."""
    whole = hashlib.sha256()
    for name in sorted(request.POST):
        if name not in NOT_CONTENT:
            for value in request.POST.getlist(name):
                whole.update(f"{name}={value}\n".encode(errors="replace"))
    files = staged(request)
    for name in request.FILES:
        for upload in request.FILES.getlist(name):
            part = hashlib.sha256()
            for chunk in upload.chunks():
                part.update(chunk)
            upload.seek(0)
            files.append((name, part.hexdigest()))
    for name, digest in sorted(files):
        whole.update(f"{name}:{digest}\n".encode())
    return whole.hexdigest()


def made_at(request):
    """When the form was filled in without signal, by the clock of the phone; None where it was sent at once."""
    try:
        moment = parse_datetime(request.POST.get("made_at", ""))
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


class SentOnce:
    """For views that take a form: the first time does the deed, every other time shows what it led to."""

    # Answers taken as given in a form made without signal, where nobody could be asked: {field: value}.
    unasked = {}
    # The form as it is taken now.
    submission = None

    def receive(self, request):
        """((key, files, digest), None), or (None, the answer) to a form taken before or one whose photos lack."""
        key, digest = sent_key(request), content_digest(request)
        if answer := self.led_to(request, key, digest):
            return None, answer
        try:
            return (key, sent_files(request, key), digest), None
        except PhotosMissing as missing:
            return None, JsonResponse({"missing": missing.digests}, status=MISSING)

    def posted(self, request):
        """The fields of the form, with the answers to what could not be asked without signal."""
        if not self.unasked or made_at(request) is None:
            return request.POST
        data = request.POST.copy()
        for name, value in self.unasked.items():
            data.setdefault(name, value)
        return data

    def led_to(self, request, key, digest):
        """The answer to a form that was taken before, or None the first time."""
        earlier = Submission.objects.filter(key=key, user=request.user).exclude(url="").first()
        if earlier is None:
            return None
        if earlier.digest and earlier.digest != digest:
            return self.other_content(request, earlier)
        return self.taken(request, earlier)

    def other_content(self, request, earlier):
        """The same key with other words: nothing is overwritten, nothing typed is lost."""
        text = _("This form has arrived already, with other content. Open the record and change it there.")
        if is_outbox(request):
            return JsonResponse({"errors": [{"text": text}], "url": earlier.url}, status=409)
        form = self.get_form(request.POST, request.FILES)
        form.add_error(None, text)
        return self.page(form, status=409)

    def begin(self, request, key, digest):
        """Keep the key; within the transaction of the deed, so that both stand or none."""
        self.submission = Submission.objects.create(key=key, user=request.user, digest=digest)

    def finish(self, request, key, record, url):
        """The deed is done: note where it led, and when it was made where that was not now."""
        if self.submission:
            self.submission.url = url
            self.submission.save(update_fields=["url"])
        if moment := made_at(request):
            facts = {"made_at": f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"}
            facts["received_at"] = f"{timezone.localtime():%Y-%m-%d %H:%M}"
            log(record, "portal.made_without_signal", user=request.user, data={"facts": facts})
        if is_outbox(request):
            WaitingPhoto.discard(request.user.waiting_photos.filter(submission=key))

    def taken(self, request, submission):
        """The answer to a form that was taken: the record, or for the outbox its receipt."""
        if is_outbox(request):
            return JsonResponse({"receipt": submission.receipt, "url": submission.url})
        return HttpResponseRedirect(submission.url)

    def refused(self, request, form, status):
        """What is wrong with the form, for the outbox: [{"text", "field", "label"}]."""
        errors = []
        for name, faults in form.errors.items():
            field = form.fields.get(name)
            label = str(form[name].label) if field else ""
            errors += [{"text": str(fault), "field": name if field else "", "label": label} for fault in faults]
        return JsonResponse({"errors": errors}, status=status)

    def moved(self, request, text, url):
        """The record has gone on without this deed."""
        return JsonResponse({"errors": [{"text": text}], "url": url}, status=409)
