"""What happens around every request: the public page cache, the language, the acting person."""

import hashlib
import time
import zlib

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import translation
from wagtail.log_actions import LogContext

from portal.kept import generation, of_one_generation

SIGNED_IN_AREAS = ("/desk/", "/cms/", "/accounts/", "/healthz", "/metrics", "/api/")
LANGUAGE_COOKIE = "portal_language"
KEPT_HEADERS = (
    "Content-Type",
    "Content-Language",
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Strict-Transport-Security",
)


class PublicCacheMiddleware:
    """Answers anonymous visitors from the page cache, before anything else runs.

    Only successful pages without a cookie are kept, for settings.PUBLIC_CACHE_SECONDS. Whoever carries a session
    cookie always gets a page of their own, so the answer need not vary by cookie. Each process has its latest pages
    at hand; whether something was published since is asked of the cache that all of them share, every time.
    """

    AT_HAND = 200

    def __init__(self, get_response):
        self.get_response = get_response
        self.at_hand = {}

    def __call__(self, request):
        if not self.is_public(request):
            return self.get_response(request)
        address = f"{request.get_host()}{request.get_full_path()}"
        digest = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
        word = generation()
        key = f"{word}:{digest}"
        kept = self.kept(key)
        if kept is None:
            made_at = time.time()
            with of_one_generation(word):
                response = self.get_response(request)
            kept = self.keep(response, made_at)
            if kept is None:
                return response
            caches["pages"].set(key, kept, settings.PUBLIC_CACHE_SECONDS)
        return self.answer(request, *kept)

    def kept(self, key):
        """The page of this key from what is at hand or from the shared cache, unless it is too old; else None."""
        oldest = time.time() - settings.PUBLIC_CACHE_SECONDS
        kept = self.at_hand.get(key)
        if kept is None or kept[0] <= oldest:
            kept = caches["pages"].get(key)
            if kept is None or kept[0] <= oldest:
                return None
            if len(self.at_hand) >= self.AT_HAND:
                self.at_hand.clear()
            self.at_hand[key] = kept
        return kept

    @staticmethod
    def is_public(request):
        """Whether an anonymous visitor asks for a page that is the same for all of them."""
        return (
            request.method in ("GET", "HEAD")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path_info.startswith((*SIGNED_IN_AREAS, settings.STATIC_URL, settings.MEDIA_URL))
        )

    @staticmethod
    def keep(response, made_at):
        """The (time, ETag, headers, body) to keep, or None where the answer is not for everybody."""
        if response.status_code != 200 or response.streaming or response.cookies:
            return None
        if "no-store" in response.get("Cache-Control", "") or "private" in response.get("Cache-Control", ""):
            return None
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        etag = f'"{zlib.crc32(response.content):08x}{len(response.content):x}"'
        return made_at, etag, headers, response.content

    @staticmethod
    def answer(request, made_at, etag, headers, body):
        """The page, or "not modified" where the visitor has it already; a web server keeps it no longer than we do."""
        left = max(0, int(made_at + settings.PUBLIC_CACHE_SECONDS - time.time()))
        headers = headers | {"ETag": etag, "Cache-Control": f"public, max-age=0, s-maxage={left}"}
        if request.headers.get("If-None-Match") == etag:
            return HttpResponseNotModified(headers=headers)
        return HttpResponse(body, headers=headers | {"Content-Length": str(len(body))})


class LanguageMiddleware:
    """Public pages speak the language of their address; signed-in pages that of the person.

    Django's own would set the default language for every address without a prefix, the desk's too.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.codes = [code for code, _name in settings.LANGUAGES]

    def __call__(self, request):
        chosen = request.GET.get("language")
        language = self.language(request, chosen)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if chosen in self.codes and request.path_info.startswith(SIGNED_IN_AREAS):
            response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
        return response

    def language(self, request, chosen):
        if not request.path_info.startswith(SIGNED_IN_AREAS):
            return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        for code in (chosen, request.COOKIES.get(LANGUAGE_COOKIE)):
            if code in self.codes:
                return code
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            return request.user.language
        return settings.LANGUAGE_CODE


class AuditMiddleware:
    """Names the acting person for every `log()` call made while serving a request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Public pages write no log: asking who is there would cost each of them a query.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        with LogContext(user=request.user if request.user.is_authenticated else None):
            return self.get_response(request)
