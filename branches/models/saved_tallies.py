"""Questions for tallies that somebody keeps under a name, for oneself or for everybody."""

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.scoping import Scope, ScopedQuerySet
from portal.models import User
from portal.states import Record

# What the address of a tally says beside the question.
NO_QUESTION = ("export", "language", "form")


class SavedTallyQuerySet(ScopedQuerySet):
    """Own ones and shared ones are seen; only the own ones are changed."""

    def allowing(self, user, verb):
        """Shared questions exist for everybody who takes tallies; each counts what its reader may see."""
        own = super().allowing(user, verb)
        if verb != "view" or not user.is_authenticated or not user.is_active:
            return own
        takes_tallies = set(self.model.grants["view"]) & user.roles
        return self.filter(Q(author=user) | Q(is_shared=True)) if takes_tallies else own


class SavedTally(Record):
    """A tally's question under a name. It keeps no number: whoever opens it counts anew, within the own reach."""

    name = models.CharField(_("name"), max_length=80)
    tally = models.CharField(_("tally"), max_length=40, editable=False)
    query = models.TextField(_("question"), max_length=2000, blank=True, editable=False)
    # A period that moves along: the question then begins and ends with the month, quarter or year of today.
    period = models.CharField(_("period"), max_length=8, blank=True, default="")
    is_shared = models.BooleanField(
        _("shared"),
        default=False,
        help_text=_("Everybody who takes tallies finds it; each counts within the own reach."),
    )
    author = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("author"), related_name="saved_tallies", editable=False
    )

    scope = Scope(persons=("author",))
    grants = permissions.SAVED_TALLY
    objects = SavedTallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved tally")
        verbose_name_plural = _("saved tallies")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="saved_tally_name_once",
                fields=["author", "name"],
                violation_error_message=_("You have saved a tally under this name. Choose another name."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The tally itself: one click away."""
        query = question_of(self.query)
        if self.period:
            query["period"] = self.period
        return f"{reverse(self.tally)}?{query.urlencode()}"


def question_of(query):
    """The words of an address that belong to the question, as a QueryDict that may be changed."""
    words = QueryDict(query, mutable=True)
    for word in NO_QUESTION:
        words.pop(word, None)
    return words
