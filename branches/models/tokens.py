"""Tokens of the API: a program asks for figures in somebody's name, and sees what that person sees."""

import hashlib
import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import TokenState
from branches.scoping import Scope, ScopedQuerySet
from portal.models import User
from portal.states import Stateful, transition

SECRET_BYTES = 32
# The last use is written down no oftener than this, so that reading writes hardly ever.
NOTED_EVERY = timezone.timedelta(minutes=10)


def digest_of(secret):
    """What the table keeps of a token: its SHA-256, from which nobody gets the token back."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiTokenQuerySet(ScopedQuerySet):
    """Questions about tokens."""

    def of_secret(self, secret):
        """The token in use whose secret this is, with its owner; None if there is none or it has ended."""
        valid = self.filter(state=TokenState.IN_USE, digest=digest_of(secret), user__is_active=True)
        valid = valid.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))
        return valid.select_related("user").first()


class ApiToken(Stateful):
    """Issued by the system administrator, collected by its owner, who alone ever sees it; revoked by either."""

    user = models.ForeignKey(
        User, models.PROTECT, verbose_name=pgettext_lazy("token", "owner"), related_name="api_tokens"
    )
    purpose = models.CharField(_("for which program"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=TokenState, default=TokenState.ISSUED, editable=False)
    ends_on = models.DateField(_("valid until"), null=True, blank=True)
    digest = models.CharField(_("digest (SHA-256)"), max_length=64, blank=True, editable=False)
    issued_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("issued by"), related_name="+", null=True, editable=False
    )
    collected_at = models.DateTimeField(_("collected at"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)
    last_used_at = models.DateTimeField(_("last used at"), null=True, editable=False)

    scope = Scope(persons=("user",), everywhere=True)
    grants = permissions.API_TOKEN
    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="api_token_digest_once",
                fields=["digest"],
                condition=~Q(digest=""),
                violation_error_message=_("This token exists already."),
            ),
            models.CheckConstraint(
                name="api_token_in_use_is_collected",
                condition=~Q(state=TokenState.IN_USE) | (Q(collected_at__isnull=False) & ~Q(digest="")),
                violation_error_message=_("A token in use has been collected by its owner."),
            ),
        ]

    def __str__(self):
        return self.purpose

    def get_absolute_url(self):
        return reverse("token", args=[self.pk])

    @transition(TokenState.ISSUED, TokenState.IN_USE, label=_("Collect"), tone="primary")
    def collect(self, *, by):
        """The owner takes the token: made now, shown once (`secret`), kept as a digest only."""
        self.secret = secrets.token_urlsafe(SECRET_BYTES)
        self.digest, self.collected_at = digest_of(self.secret), timezone.now()

    @transition((TokenState.ISSUED, TokenState.IN_USE), TokenState.REVOKED, label=_("Revoke"), tone="danger")
    def revoke(self, *, by):
        """It opens nothing any more."""
        self.revoked_at = timezone.now()

    def note_use(self):
        """Remember that it was used, to ten minutes."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at > NOTED_EVERY:
            type(self)._base_manager.filter(pk=self.pk).update(last_used_at=now)
