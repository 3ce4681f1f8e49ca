"""How people sign in: accounts are given by the system administrator, nobody signs up; every sign-in is logged."""

from allauth.account.adapter import DefaultAccountAdapter

from portal.deeds import log
from portal.models import User


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks: closed to sign-up, sign-ins and failed ones written to the log."""

    def is_open_for_signup(self, request):
        """Nobody makes an account alone."""
        return False

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        log(user, "portal.sign_in", user=user)
        return response

    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        user = User.objects.filter(username=credentials.get("username") or "").first()
        if user:
            log(user, "portal.sign_in_failed")
