"""Which pages visitors may read: published, and in no part of the tree that is kept for people who have signed in."""

from django.conf import settings
from django.core.cache import caches
from django.db.models import Q
from wagtail.models import PageViewRestriction

from portal.middleware import generation


def restricted_paths():
    """The paths of the private parts; kept until something is published or made private."""
    pages = caches["pages"]
    name = f"restricted:{generation()}"
    paths = pages.get(name)
    if paths is None:
        paths = list(PageViewRestriction.objects.values_list("page__path", flat=True))
        pages.set(name, paths, settings.PUBLIC_CACHE_SECONDS)
    return paths


def readable():
    """The condition on pages that every visitor may read."""
    condition = Q(live=True)
    for path in restricted_paths():
        condition &= ~Q(path__startswith=path)
    return condition
