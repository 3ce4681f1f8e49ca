"""Which pages visitors may read: published, and in no part of the tree that is kept for people who have signed in."""

from django.db.models import Q
from wagtail.models import PageViewRestriction

from portal.kept import kept


def restricted_paths():
    """The paths of the private parts; kept until something is published or made private."""
    return kept("restricted paths", "", lambda: list(PageViewRestriction.objects.values_list("page__path", flat=True)))


def readable():
    """The condition on pages that every visitor may read."""
    condition = Q(live=True)
    for path in restricted_paths():
        condition &= ~Q(path__startswith=path)
    return condition


def is_private(path):
    """Whether a page stands in one of the private parts."""
    return any(path.startswith(private) for private in restricted_paths())
