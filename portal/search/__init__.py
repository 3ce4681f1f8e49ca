"""Search that finds Chinese words in pages, images and documents, on SQLite and on PostgreSQL.

`WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search"}}`: the public search, the CMS's own and its choosers
all go through it. `snippet()` marks what was found; it needs no index and serves rows found otherwise as well.
"""

from portal.search.backend import SearchBackend
from portal.search.excerpts import snippet
from portal.search.words import terms

__all__ = ["SearchBackend", "snippet", "terms"]
