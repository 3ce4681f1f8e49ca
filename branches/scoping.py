"""Who may do what to which rows: `scope` says how a row is reached, `grants` says by whom.

Outside the scope a row does not exist for the asker (404); inside it, a verb that is not granted is refused (403).
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from branches.choices import OWN


@dataclass(frozen=True)
class Scope:
    """The lookups that lead from a row to the places at which people are appointed.

    `organisations`, `enterprises`, `grids`, `sectors` name foreign keys ("" is the row itself, "enterprise__grid"
    follows one); `posts` names the lookup to a task force whose post holders reach the row; `persons` the lookups to a
    user. `many` names those of them that pass a to-many relation. An office at the tree's root reaches every row, also
    those that hang on no organisation. `everywhere` is for what the whole zone shares (catalogues): every holder of a
    role reaches it. `dated` names those of `many` whose relation holds from `start` to `end`: only today's count.
    """

    organisations: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    grids: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    everywhere: bool = False
    dated: tuple[str, ...] = ()

    def reach(self, model, user, roles):
        """The condition for rows of `model` that `user` reaches by one of `roles` today; None where it is all rows."""
        offices = [office for office in user.offices if office.role in roles]
        nodes = [office.organisation for office in offices if office.organisation_id]
        if any(node.is_root() for node in nodes) or (self.everywhere and set(roles) & user.roles):
            return None
        found = []
        if self.organisations and nodes:
            found += [(lookup, self._below(nodes)) for lookup in self.organisations]
        held = ((self.enterprises, "enterprise_id"), (self.grids, "grid_id"), (self.sectors, "sector_id"))
        for lookups, place in held:
            ids = {key for office in offices if (key := getattr(office, place))}
            found += [(lookup, ids) for lookup in lookups if ids]
        if self.posts and set(roles) & user.roles:
            posts = {post.task_force_id for post in user.held_posts if post.role in roles}
            found += [(lookup, posts) for lookup in self.posts if posts]
        if OWN in roles:
            found += [(lookup, [user.pk]) for lookup in self.persons]
        rows = Q(pk__in=[])
        for lookup, keys in found:
            hit = Q(**{f"{lookup or 'pk'}__in": keys})
            if lookup in self.dated:
                hit &= holding(lookup.rpartition("__")[0])
            # A subquery of keys for each to-many lookup: no row comes twice, and each finds its own index.
            rows |= Q(pk__in=model._base_manager.filter(hit).values("pk")) if lookup in self.many else hit
        return rows

    @staticmethod
    def _below(nodes):
        inside = Q()
        for node in nodes:
            inside |= Q(path__startswith=node.path)
        return apps.get_model("branches", "Organisation")._base_manager.filter(inside).values("pk")


def holding(relation, day=None):
    """The condition that what `relation` leads to holds on `day` (today if not given), both ends included."""
    day = day or timezone.localdate()
    open_end = Q(**{f"{relation}__end": None}) | Q(**{f"{relation}__end__gte": day})
    return Q(**{f"{relation}__start__lte": day}) & open_end


class ScopedQuerySet(models.QuerySet):
    """Rows asked for through `visible_to` or `allowing`: the only ways in for a page."""

    def allowing(self, user, verb):
        """The rows to which `user` may do `verb`."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        model: Any = self.model
        reached = model.scope.reach(model, user, model.grants.get(verb, ()))
        return self if reached is None else self.filter(reached)

    def visible_to(self, user):
        """The rows that exist for `user`."""
        return self.allowing(user, "view")

    def shows(self, user, record):
        """Whether `record`, just written by `user`, exists for this person: seen from the record where it says so."""
        model: Any = self.model
        if type(self).allowing is ScopedQuerySet.allowing and OWN in model.grants.get("view", ()):
            persons = [lookup for lookup in model.scope.persons if "__" not in lookup]
            if any(getattr(record, f"{lookup}_id", None) == user.pk for lookup in persons):
                return True
        return self.visible_to(user).filter(pk=record.pk).exists()


def may(user, model, verb):
    """Whether `user` holds any role to which `model` grants `verb`, at whatever place: decides menus and doors."""
    if not user.is_authenticated or not user.is_active:
        return False
    roles = set(model.grants.get(verb, ()))
    return OWN in roles or bool(roles & user.roles)
