"""The API: figures and tallies as JSON, for programs that hold a token; described by /api/openapi.json.

A token asks in its owner's name: it never counts what the owner may not see, and says where the count is partial.
"""

from functools import wraps

from django.conf import settings
from django.http import HttpResponseNotAllowed, JsonResponse
from django.utils.translation import gettext as _

from branches.models import ApiToken
from portal.api_description import description
from portal.figure_pages import visible_figures
from portal.figures import NotKept
from portal.generic.tally_questions import all_tallies, may_take
from portal.questions import QuestionForm
from portal.throttles import too_often

# So many wrong tokens from one network address in an hour, then none is looked at for the rest of it.
WRONG_TOKENS, HOUR, MINUTE = 30, 3600, 60


def fault(sentence, status, **more):
    """An answer that says what is wrong."""
    return private(JsonResponse({"error": sentence, **more}, status=status))


def private(response):
    """Nobody on the way keeps what a token has asked."""
    response["Cache-Control"] = "private, no-store"
    return response


def with_token(view):
    """Give the view its caller: the owner of the token in `Authorization: Bearer …`."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        token = ApiToken.objects.of_secret(secret.strip()) if kind.lower() == "bearer" and secret else None
        if token is None:
            if too_often("api_token", request, most=WRONG_TOKENS, seconds=HOUR):
                return fault(_("Too many wrong tokens. Try again in an hour."), 429)
            answer = fault(_("This needs a valid token: Authorization: Bearer …"), 401)
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        if too_often("api", request, most=settings.API_PER_MINUTE, seconds=MINUTE, who=str(token.pk)):
            answer = fault(_("Too many questions. Ask again in a minute."), 429)
            answer["Retry-After"] = str(MINUTE)
            return answer
        token.note_use()
        return private(view(request, token.user, *args, **kwargs))

    return guarded


def question(request, user):
    """(the question, None), or (None, the answer that says what is wrong with it)."""
    form = QuestionForm(request.GET, user=user)
    if form.is_valid():
        return form.asked(), None
    faults = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
    return None, fault(_("The question cannot be understood."), 400, fields=faults)


def as_json(request, one, asked):
    """One answer with the address of its records."""
    url = one.url(asked)
    return one.answer(asked).as_dict() | {"records": request.build_absolute_uri(url) if url else None}


@with_token
def figures(request, user):
    """Every figure that the owner may ask; those not kept by a place of the question are left out."""
    asked, wrong = question(request, user)
    if wrong:
        return wrong
    found = []
    for one in visible_figures(user):
        try:
            found.append(as_json(request, one, asked))
        except NotKept:
            continue
    return JsonResponse({"figures": found})


@with_token
def figure(request, user, key):
    """One figure."""
    one = next((one for one in visible_figures(user) if one.key == key), None)
    if one is None:
        return fault(_("There is no such figure."), 404)
    asked, wrong = question(request, user)
    if wrong:
        return wrong
    try:
        return JsonResponse(as_json(request, one, asked))
    except NotKept as error:
        return fault(str(error), 400)


@with_token
def tallies(request, user):
    """The tallies that the owner may take, with their dimensions and measures."""
    found = []
    for name, tally in all_tallies().items():
        if may_take(user, tally):
            found.append(
                {
                    "name": name,
                    "heading": str(tally.heading),
                    "definition": str(tally.definition),
                    "dimensions": {one.key: str(one.label) for one in tally.dimensions},
                    "measures": {one.key: str(one.label) for one in tally.measures},
                }
            )
    return JsonResponse({"tallies": found})


@with_token
def tally(request, user, name):
    """One tally, asked by the same words as its page."""
    declared = all_tallies().get(name)
    if declared is None or not may_take(user, declared):
        return fault(_("There is no such tally."), 404)
    asked = declared(request.GET, user)
    if asked.is_faulty:
        faults = {**asked.form.errors, **asked.filterset.form.errors}
        faults = {field: [str(text) for text in texts] for field, texts in faults.items()}
        return fault(_("The question cannot be understood."), 400, fields=faults)
    return JsonResponse(asked.as_dict())


def openapi(request):
    """The description of all this for programs (OpenAPI 3.1), open to anybody: it holds no number."""
    if too_often("openapi", request, most=settings.API_PER_MINUTE, seconds=MINUTE):
        return fault(_("Too many questions. Ask again in a minute."), 429)
    return JsonResponse(description(request.build_absolute_uri("/api/")), json_dumps_params={"ensure_ascii": False})
