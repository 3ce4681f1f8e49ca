"""The people who sign in, as the pages see them: found through their appointments."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.scoping import Scope, ScopedQuerySet
from portal.models import User


class Person(User):
    """A user account with the scope and the grants by which pages may show and change it."""

    scope = Scope(organisations=("appointments__organisation",), persons=("",), many=("appointments__organisation",))
    grants = permissions.USER
    objects = ScopedQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def get_absolute_url(self):
        return reverse("person", args=[self.pk])
