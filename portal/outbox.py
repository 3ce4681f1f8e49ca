"""The outbox of a phone without signal: its page, what it asks before it sends, and the photos that go ahead of a form.

The phone keeps the forms itself (portal/static/portal/js/outbox.js) and the pages to fill them in (worker.js); what is
sent in the end is the same form as from the page, taken by the same view (portal.generic.sending).
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.generic import View

from branches.models import Enterprise
from portal.models import Submission, WaitingPhoto
from volunteers.choices import HazardState, InspectionState
from volunteers.forms.fields import nameable_enterprises, nameable_task_forces
from volunteers.models import Activity, Hazard, Inspection, SelfCheck, TaskForce

# What one photo may weigh when it arrives; the phone has shrunk it before.
LARGEST = 20 * 1024 * 1024
# How many photos may wait for one form, and how many pages a phone takes along for work on records.
MOST_PHOTOS, MOST_RECORDS = 24, 20
# How many names of a kind it takes along to choose from: some twenty kilobytes.
MOST_NAMES = 500
# What every page that works without signal is drawn with.
SHELL = (
    "vendor/bootstrap/css/bootstrap.min.css",
    "portal/css/tokens.css",
    "portal/css/components.css",
    "portal/css/desk.css",
    "portal/css/print.css",
    "portal/js/preferences.js",
    "portal/js/desk.js",
    "portal/js/outbox.js",
    "portal/js/outbox_page.js",
    "portal/img/mark.svg",
)


@never_cache
def outbox(request):
    """The page of the outbox. It holds nobody's data, so that a phone may keep it; what waits is on the phone."""
    return render(request, "portal/outbox.html")


@cache
def shell():
    """The addresses of the shell's files, and a digest that changes with any of them."""
    files = [staticfiles_storage.url(name) for name in SHELL]
    return files, hashlib.sha256("".join(files).encode()).hexdigest()[:12]


@never_cache
def worker(request):
    """The service worker, from the root so that it may serve the desk; a new shell is a new worker."""
    files, version = shell()
    facts = {"version": version, "files": files, "static": settings.STATIC_URL}
    facts |= {"outbox": reverse("outbox"), "desk": reverse("desk")}
    script = Path(finders.find("portal/js/worker.js")).read_text(encoding="utf-8")
    script = f"const PORTAL = {json.dumps(facts)};\n{script}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@never_cache
def manifest(request):
    """What a phone needs to know to keep the desk as an app."""
    icons = [
        {"src": staticfiles_storage.url(f"portal/img/app-{name}.png"), "type": "image/png"} | facts
        for name, facts in (
            ("192", {"sizes": "192x192"}),
            ("512", {"sizes": "512x512"}),
            ("maskable", {"sizes": "512x512", "purpose": "maskable"}),
        )
    ]
    facts = {
        "name": settings.PORTAL_NAME,
        "short_name": settings.PORTAL_NAME[-4:],
        "lang": "zh-Hans",
        "id": reverse("desk"),
        "start_url": reverse("desk"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f4ef",
        "theme_color": "#b3201f",
        "icons": icons,
    }
    return JsonResponse(facts, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def pages_for(user):
    """[{"url", "label"}] of the forms this person may need where there is no signal."""
    pages = [
        {"url": reverse(name), "label": label}
        for model, name, label in (
            (Activity, "activity_add", _("Log an activity")),
            (Hazard, "hazard_add", _("Report a hazard")),
        )
        if set(model.grants["add"]) & user.roles
    ]
    for verb, states in (
        ("rectify", (HazardState.GRADED, HazardState.RECTIFYING)),
        ("verify", (HazardState.AWAITING_RECHECK,)),
    ):
        rows = Hazard.objects.allowing(user, verb).filter(state__in=states)
        if verb == "verify":
            rows = rows.exclude(finder=user).exclude(rectified_by=user)
        label = Hazard.transitions()[verb].label
        for hazard in rows.order_by("due_on", "pk")[:MOST_RECORDS]:
            url = reverse(f"hazard_{verb}", args=[hazard.pk])
            pages.append({"url": url, "label": f"{label}：{hazard}"})
    for verb, label in (("fill", pgettext("campaign", "Self-check")), ("key", _("Key in a signed sheet"))):
        rows = SelfCheck.objects.allowing(user, verb).outstanding().select_related("enterprise", "campaign", "round")
        for one in rows.order_by("due_on", "pk")[:MOST_RECORDS]:
            pages.append({"url": reverse(f"self_check_{verb}", args=[one.pk]), "label": f"{label}：{one}"})
    return pages + visits_for(user)


def visits_for(user):
    """The forms of the visits that this person is to record: what is found there, and the record itself."""
    rows = Inspection.objects.allowing(user, "hold").filter(
        state=InspectionState.PLANNED, day__lte=timezone.localdate()
    )
    pages = []
    for one in rows.select_related("enterprise").order_by("day", "pk")[:MOST_RECORDS]:
        for name, label in (("inspection_find", _("Register a finding")), ("inspection_hold", _("Record the visit"))):
            pages.append({"url": reverse(name, args=[one.pk]), "label": f"{label}：{one.enterprise}"})
    return pages


def names_for(user):
    """{address that suggests while somebody types: names} of what this person's forms choose from, to take along.

    What is the person's own comes first, then others that may be named, up to MOST_NAMES of each.
    """
    if not (set(Activity.grants["add"]) | set(Hazard.grants["add"])) & user.roles:
        return {}
    own = list(Enterprise.objects.visible_to(user)[:MOST_NAMES])
    others = nameable_enterprises(user).exclude(pk__in=[one.pk for one in own])[: MOST_NAMES - len(own)]
    logged = TaskForce.objects.allowing(user, "log")[:MOST_NAMES]
    return {
        reverse("nameable_enterprises"): [str(one) for one in [*own, *others]],
        reverse("nameable_task_forces"): [str(one) for one in nameable_task_forces()[:MOST_NAMES]],
        reverse("choose", args=[TaskForce._meta.model_name]): [str(one) for one in logged],
    }


class SignedIn(View):
    """Answers in JSON; who is not signed in is told so with 401, since a page cannot be shown to a script."""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return JsonResponse({}, status=401)
        return super().dispatch(request, *args, **kwargs)


class OutboxState(SignedIn):
    """Who is signed in, the token for sending, and the pages to take along."""

    def get(self, request):
        return JsonResponse(
            {"user": request.user.pk, "csrf": get_token(request), "pages": pages_for(request.user)},
        )


class OutboxNames(SignedIn):
    """The names to choose from without signal; kept on the phone with this person's pages, and gone with them."""

    def get(self, request):
        return JsonResponse(names_for(request.user))


class OutboxForm(SignedIn):
    """What has arrived of one form: its receipt, or the photos that are here already."""

    def get(self, request, key):
        taken = Submission.objects.filter(key=key, user=request.user).exclude(url="").first()
        photos = request.user.waiting_photos.filter(submission=key).values_list("digest", flat=True)
        return JsonResponse(
            {"receipt": taken.receipt if taken else "", "url": taken.url if taken else "", "photos": list(photos)}
        )


class OutboxPhoto(SignedIn):
    """One photo ahead of its form: the whole of it, or nothing."""

    def put(self, request, key, digest):
        data = request.read(LARGEST + 1)
        if len(data) > LARGEST:
            return JsonResponse({"text": _("This photo is larger than 20 MB. Take it again, smaller.")}, status=413)
        here = set(request.user.waiting_photos.filter(submission=key).values_list("digest", flat=True))
        if digest in here:
            return JsonResponse({}, status=200)
        if len(here) >= MOST_PHOTOS:
            return JsonResponse({"text": _("That is more photos than one form can have.")}, status=413)
        if hashlib.sha256(data).hexdigest() != digest:
            return JsonResponse({"text": _("The photo arrived incomplete.")}, status=422)
        name = unquote(request.headers.get("X-File-Name", "")).replace("\0", "")[-120:] or f"{digest[:12]}.jpg"
        photo = WaitingPhoto(submission=key, user=request.user, digest=digest, name=name)
        photo.file.save("photo", ContentFile(data), save=False)
        try:
            with transaction.atomic():
                photo.save(force_insert=True)
        except IntegrityError:
            # Sent twice at once: the other one is the same photo.
            photo.file.delete(save=False)
            return JsonResponse({}, status=200)
        return JsonResponse({}, status=201)
