"""Pages behind a link that needs no account: the address is the key, and a wrong one says nothing."""

from django.http import Http404, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from portal.throttles import too_often


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class LinkView(View):
    """Behind the link of a record of `model`. Wrong, expired, revoked, foreign: all the same page, saying nothing.

    `model.at_address(token)` gives the record while its link is open. Exempt from the check against forged requests:
    there is no session that could be abused; whoever can forge a request has the address already.
    """

    model = None
    # What one network may do within the window of seconds; a whole works may stand behind one address.
    most_looks, most_sent, most_guesses, window = 1200, 300, 30, 3600

    def dispatch(self, request, *args, token, **kwargs):
        name = self.model._meta.model_name
        most = self.most_sent if request.method == "POST" else self.most_looks
        if too_often(f"{name} {request.method}", request, most=most, seconds=self.window):
            return stopped()
        self.object = self.model.at_address(token)
        if self.object is None:
            if too_often(f"{name} guess", request, most=self.most_guesses, seconds=self.window):
                return stopped()
            raise Http404
        self.token = token
        response = super().dispatch(request, *args, **kwargs)
        # The address is the key: it must not be handed on to whatever is visited next, nor found by a search.
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def stopped():
    """The answer to a network that asks too much; it says nothing about any record."""
    text = _("Too many at once from this network. Please come back in an hour.")
    return HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
