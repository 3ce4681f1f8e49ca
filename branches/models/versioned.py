"""Catalogues in versions: written as a draft, published and never changed again, superseded by the next one, a copy."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import CatalogueState
from branches.scoping import ScopedQuerySet
from portal.deeds import log
from portal.states import Refused, Stateful, transition


class VersionedQuerySet(ScopedQuerySet):
    """Questions about versions of a catalogue."""

    def allowing(self, user, verb):
        """As everywhere; where drafts are private, they are for those who write them."""
        rows = super().allowing(user, verb)
        model: Any = self.model
        if not model.drafts_are_private or set(model.grants["edit"]) & user.roles:
            return rows
        return rows.exclude(state=CatalogueState.DRAFT)

    def in_force(self):
        """The published version: one of each line, or none before the first was published."""
        return self.filter(state=CatalogueState.PUBLISHED)

    def drafts(self):
        """Those that may still change."""
        return self.filter(state=CatalogueState.DRAFT)


class Versioned(Stateful):
    """One version of a catalogue. Its parts name it `version_of`, as it does itself."""

    drafts_are_private = True
    # Whether a draft has to be finished before another one is begun.
    one_draft_at_a_time = True
    published_at: Any
    published_by: Any

    class Meta:
        abstract = True

    @property
    def version_of(self):
        """The catalogue itself, as its parts say it too."""
        return self

    @property
    def is_draft(self):
        """Whether it, and what belongs to it, may still change."""
        return self.state == CatalogueState.DRAFT

    def line(self) -> models.QuerySet:
        """The versions among which one is in force at a time."""
        return type(self)._base_manager.all()

    def faults(self) -> list:
        """What keeps a draft from being published, as sentences."""
        return []

    def begun_anew(self, **facts) -> Any:
        """The next version, a draft with the facts of this one, not saved yet."""
        raise NotImplementedError

    def copy_parts(self, made):
        """Give the copy everything that belongs to this version."""
        raise NotImplementedError

    @transition(CatalogueState.DRAFT, CatalogueState.PUBLISHED, label=_("Publish"), tone="primary")
    def publish(self, *, by):
        """From now on this version is in force and never changes; the one before is superseded."""
        if faults := self.faults():
            raise Refused(" ".join(str(fault) for fault in faults))
        for earlier in self.line().select_for_update().filter(state=CatalogueState.PUBLISHED):
            earlier.supersede(by=by)
        self.published_at, self.published_by = timezone.now(), by

    @transition(CatalogueState.PUBLISHED, CatalogueState.SUPERSEDED, label=_("Supersede"), is_offered=False)
    def supersede(self, *, by):
        """A newer version takes its place; what was judged by this one stays judged by it."""

    def copy(self, *, by, **facts):
        """A new draft with everything this version holds, to be changed and then published."""
        with transaction.atomic():
            # Two people at once: the second finds the draft of the first.
            list(self.line().select_for_update().values_list("pk"))
            draft = self.line().filter(state=CatalogueState.DRAFT).first() if self.one_draft_at_a_time else None
            if draft is not None:
                raise Refused(_("A draft is there already: %(draft)s. Go on with that one.") % {"draft": draft})
            made = self.begun_anew(**facts)
            made.save()
            self.copy_parts(made)
            log(made, "portal.create", user=by, data={"facts": {"copied_from": str(self)}})
        return made


def anew(row, **links):
    """The row as a new one, not saved yet, linked to what `links` name."""
    row.pk, row._state.adding = None, True
    for name, target in links.items():
        setattr(row, name, target)
    return row
