"""Photos of hazards: the clean original kept for the centre, a copy with number, time and place for everybody else."""

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.photos import Photo, stamped
from volunteers import permissions
from volunteers.choices import PhotoMoment
from volunteers.models.hazard_scope import hazard_scope


class HazardPhoto(Photo):
    """A photo of a hazard: before, after, at the re-check, at the re-inspection. Never a public file."""

    hazard = models.ForeignKey("volunteers.Hazard", models.CASCADE, verbose_name=_("hazard"), related_name="photos")
    moment = models.CharField(_("moment"), max_length=8, choices=PhotoMoment, default=PhotoMoment.BEFORE)
    # Where the phone was, only if the person gave it: "28.8954,120.0312".
    position = models.CharField(_("position"), max_length=40, blank=True)

    scope = hazard_scope("hazard")
    grants = permissions.HAZARD
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a hazard")
        verbose_name_plural = _("photos of hazards")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="hazard_photo_once",
                fields=["hazard", "moment", "digest"],
                violation_error_message=_("This photo is there already."),
            )
        ]

    @property
    def side(self):
        """The moment as it stands on a picture: before or after the rectification, and later."""
        words = {PhotoMoment.BEFORE: _("Before"), PhotoMoment.AFTER: _("After")}
        return words[PhotoMoment(self.moment)] if self.moment in words else self.get_moment_display()

    @property
    def stamp(self):
        """The lines written on the copy: number and moment, when, where."""
        when = localtime(self.taken_at or self.uploaded_at)
        time = _("taken %(when)s") if self.taken_at else _("sent %(when)s")
        place = " · ".join(filter(None, [self.hazard.place, self.position]))
        head = f"{self.hazard.number} · {self.side}"
        return [head, time % {"when": f"{when:%Y-%m-%d %H:%M}"}, place]

    def stamped(self):
        """The copy with number, time and place on it, in the zone's language: a picture is the same for everybody."""
        with translation.override(settings.LANGUAGE_CODE), self.image.open("rb") as file:
            return stamped(file, self.stamp)
