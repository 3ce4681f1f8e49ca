"""How many rows of another kind a row has, as a subquery: an annotation without groups leaves the order its index."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce


def how_many(rows, owner, key="pk"):
    """The number of `rows` whose field `owner` is the `key` of the outer row; 0 where there are none."""
    own = rows.filter(**{owner: OuterRef(key)}).order_by().values(owner)
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
