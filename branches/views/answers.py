"""The public page of a questionnaire: no account, no cookie, nothing kept of who answered."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from branches.forms.questionnaires import AnswerForm
from branches.models.questionnaires import QuestionnaireRun, Spent, Unanswerable
from portal.throttles import too_often

# Everybody of a factory may answer through one network address during a break.
MOST_LOOKS, MOST_SHEETS, WINDOW = 600, 300, 3600


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class AnswerView(View):
    """One sheet. An address that is wrong, expired, revoked or closed says nothing more than that it leads nowhere.

    Exempt from the check against forged requests: there is no session that could be abused, and its cookie would mark
    the browser of somebody who is to stay unknown.
    """

    def dispatch(self, request, *args, token, **kwargs):
        most = MOST_SHEETS if request.method == "POST" else MOST_LOOKS
        if too_often(f"questionnaire {request.method}", request, most=most, seconds=WINDOW):
            text = _("Too many at once from this network. Please come back in an hour.")
            return HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
        run = QuestionnaireRun.at_address(token)
        if run is None:
            raise Http404
        self.run = run
        response = super().dispatch(request, *args, **kwargs)
        # The address is the key: it must not be handed on to whatever is visited next, nor found by a search.
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request):
        return self.page(AnswerForm(questions=self.run.questions()))

    def post(self, request):
        form = AnswerForm(request.POST, questions=self.run.questions())
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            facts = form.cleaned_data
            self.run.take_online(form.answers(), facts["remark"], form_key=facts["form_key"])
        except Spent:
            # Tapped twice: it has been counted, and that is all there is to say.
            pass
        except Unanswerable:
            raise Http404 from None
        return render(request, "branches/answered.html", {"run": self.run})

    def page(self, form, status=200):
        context = {"run": self.run, "form": form, "questions": [form[name] for name in form.names]}
        return render(self.request, "branches/answer.html", context, status=status)
