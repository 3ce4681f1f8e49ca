"""How often one network address does something that needs no account; the address itself is kept nowhere."""

import time
from ipaddress import ip_address

from django.core.cache import caches
from django.utils.crypto import salted_hmac


def network_address(request):
    """The address of the caller; behind a web server of our own, the one that the web server saw."""
    direct = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        is_ours = ip_address(direct).is_loopback
    except ValueError:
        is_ours = True
    return forwarded if is_ours and forwarded else direct


def too_often(name, request, *, most, seconds, who=""):
    """Whether this address (or `who`) has done `name` more than `most` times in the running window of `seconds`.

    The cache holds a digest under the secret key that changes with every window, and forgets it at the window's end.
    """
    window = int(time.time() // seconds)
    key = salted_hmac("throttle", f"{name}:{window}:{who or network_address(request)}", algorithm="sha256").hexdigest()
    cache = caches["default"]
    if cache.add(key, 1, seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:
        # It expired between the two questions.
        return False
