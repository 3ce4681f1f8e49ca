"""The people who sign in, as the pages see them: found through their appointments."""

import secrets
import string
from typing import Any

from django.contrib.auth.models import BaseUserManager
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.models.appointments import Appointment
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.models import User
from portal.states import Refused

# Without the signs that are taken for one another when a password is read out or copied from paper.
PASSWORD_SIGNS = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lIo")))
PASSWORD_LENGTH = 14


class PersonQuerySet(ScopedQuerySet):
    """Questions about people."""

    def matching(self, typed):
        """People whose name or user name contains every typed word."""
        rows = self
        for word in typed.replace("\x00", "").split()[:4]:
            rows = rows.filter(Q(name__contains=word) | Q(username__contains=word))
        return rows

    def with_roles(self):
        """Each person with `offices_now` and `posts_now`: what is held today, in two queries for all."""
        posts = self.model._meta.get_field("posts").related_model
        return self.prefetch_related(
            Prefetch("appointments", Appointment.objects.in_force(), "offices_now"),
            Prefetch("posts", posts.objects.in_force(), "posts_now"),
        )


class Person(User):
    """A user account with the scope and the grants by which pages may show and change it."""

    scope = Scope(organisations=("appointments__organisation",), persons=("",), many=("appointments__organisation",))
    grants = permissions.USER
    objects: Any = BaseUserManager.from_queryset(PersonQuerySet)()

    class Meta:
        proxy = True
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def get_absolute_url(self):
        return reverse("person", args=[self.pk])

    @property
    def hint(self):
        """What tells the person from others of the same name where one is chosen."""
        return self.username

    def new_password(self):
        """Set a password made by chance and return it; it is kept nowhere in readable form."""
        password = "".join(secrets.choice(PASSWORD_SIGNS) for _sign in range(PASSWORD_LENGTH))
        self.set_password(password)
        return password

    def reset_password(self, *, by):
        """Give the account a new password, shown once; open sessions end with the old one."""
        password = self.new_password()
        self.save(update_fields=["password"])
        log(self, "portal.password", user=by)
        return password

    def deactivate(self, *, by):
        """Close the account: the person cannot sign in any more; everything done stays signed."""
        if by is not None and by.pk == self.pk:
            raise Refused(_("Nobody closes the own account. Ask another system administrator."))
        self._set_active(False, by)

    def activate(self, *, by):
        """Open a closed account again."""
        self._set_active(True, by)

    def _set_active(self, active, by):
        changes = {"is_active": [str(_("yes") if self.is_active else _("no")), str(_("yes") if active else _("no"))]}
        self.is_active = active
        self.save(update_fields=["is_active"])
        log(self, "portal.edit", user=by, data={"changes": changes})
