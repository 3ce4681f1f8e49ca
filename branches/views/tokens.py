"""Pages of the tokens: the administrator issues, the owner collects, either revokes."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from branches.choices import TokenState
from branches.filters.tokens import TokenFilter
from branches.forms.tokens import TokenForm
from branches.models import ApiToken
from branches.tables.tokens import TOKEN_TONES, TokenTable
from portal.generic.details import DetailView
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


class TokenList(ListView):
    """The tokens: all of them for the administrator, the own ones for everybody else."""

    model = ApiToken
    table_class = TokenTable
    filterset_class = TokenFilter
    related = ("user",)
    add_url = "token_add"
    add_label = _("Issue a token")
    empty_text = _("No token yet. The system administrator issues one for whoever has a program read figures.")
    saved_filters = ((_("All"), {}), (_("To collect"), {"state": TokenState.ISSUED.value}))


class TokenDetail(DetailView):
    """One token: whose, for what, since when, used when."""

    model = ApiToken
    related = ("user", "issued_by")
    url_prefix = "token"
    field_groups = (
        (
            _("Token"),
            ("user", "purpose", "ends_on", "issued_by", "created_at", "collected_at", "last_used_at", "revoked_at"),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": TOKEN_TONES.get(self.object.state, "quiet")}


class TokenIssue(EditView):
    """Issue a token for somebody, who then collects it."""

    model = ApiToken
    form_class = TokenForm
    add_heading = _("Issue a token")

    def before_save(self, record, form):
        record.issued_by = self.request.user


class TokenCollect(TransitionView):
    """The owner takes the token; the answer shows it, once."""

    model = ApiToken
    verb = "collect"

    def post(self, request, **kwargs):
        answer = super().post(request, **kwargs)
        secret = getattr(self.object, "secret", "")
        return show_secret(request, self.object, secret) if secret else answer


@never_cache
def show_secret(request, token, secret):
    """The page that shows a token, once: the answer to the form itself, kept nowhere."""
    return render(request, "branches/token_secret.html", {"token": token, "secret": secret})


class TokenRevoke(TransitionView):
    """Take a token out of use."""

    model = ApiToken
    verb = "revoke"
