"""The page cache in files: what all processes of one machine share."""

import random

from django.core.cache.backends.filebased import FileBasedCache


class PageFiles(FileBasedCache):
    """Django's cache in files, which counts them all each time one is written; here it does so now and then."""

    ONE_IN = 100

    def _cull(self):
        if random.randrange(self.ONE_IN) == 0:
            super()._cull()
