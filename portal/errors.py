"""Pages for what went wrong before a view could say so."""

from django.shortcuts import render
from django.utils.translation import gettext as _


def csrf_failure(request, reason=""):
    """The form is too old, or came from elsewhere: say what to do instead of "CSRF verification failed"."""
    message = _("This form was open too long or came from another site. Go back, reload the page and send it again.")
    return render(request, "403.html", {"reason": message}, status=403)
