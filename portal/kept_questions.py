"""Questions that every page asks in the same words: their SQL is written once.

Django writes the SQL of a queryset anew each time it is asked; for the offices of a person that takes five times as
long as the answer. Here a queryset is compiled once, and asked again with other values in the same places.
"""

import copy
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models

# Stands for the person in the question: no key of a row.
SOMEBODY = -1


class KeptQuestion:
    """A queryset whose SQL is kept; SOMEBODY in it is filled in when it is asked. Its other values stay as they are."""

    def __init__(self, rows: models.QuerySet) -> None:
        self.rows, self.using = rows, rows.db
        self.compiler: Any = rows.query.get_compiler(using=rows.db)
        try:
            self.sql, self.values = self.compiler.as_sql()
        except EmptyResultSet:
            # None by its own words: nothing to ask.
            self.sql, self.values = "", ()

    def ask(self, somebody: int = SOMEBODY) -> list[Any]:
        """The rows as they are now."""
        if not self.sql:
            return []
        values = tuple(somebody if value == SOMEBODY else value for value in self.values)
        compiler = copy.copy(self.compiler)
        # The connection is the thread's own.
        compiler.connection = connections[self.using]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, values)
        rows: Any = self.rows.all()
        rows.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(rows)
