"""Addresses of records, quickly: a list shows fifty, and `reverse` costs more than the cell around each of them."""

from functools import lru_cache

from django.urls import reverse

# Stands for the key while the shape of an address is asked for.
PLACE = 987654321


@lru_cache(maxsize=256)
def shape(url_name):
    """What stands before and after the key in the addresses of this name."""
    before, after = reverse(url_name, args=[PLACE]).split(str(PLACE))
    return before, after


def record_url(url_name, key):
    """The address of the record `key`: as `reverse`, for addresses of the desk (they are alike in each language)."""
    before, after = shape(url_name)
    return f"{before}{key}{after}"
