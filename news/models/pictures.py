"""Pictures of the public site: with a text for those who do not see them, and never with the place they were taken."""

import logging
from copy import copy

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError
from wagtail.search import index

from portal.kept import kept_each

logger = logging.getLogger(__name__)

# Every size in which a page shows a picture. They are made when the page is published, not at the first visit.
SIZES = {
    "wide": ("width-480|format-webp", "width-960|format-webp", "width-1440|format-webp"),
    "lead": ("fill-720x360|format-webp", "fill-1440x720|format-webp"),
    "tile": ("fill-384x256|format-webp", "fill-768x512|format-webp"),
    # Messengers that show a shared link do not all read WebP.
    "share": ("fill-1200x630|format-jpeg",),
}
ALL_SPECS = [spec for specs in SIZES.values() for spec in specs]


class Picture(AbstractImage):
    """A picture that the editors may use in pages."""

    alt = models.CharField(
        _("text in place of the picture"),
        max_length=200,
        blank=True,
        help_text=_("What is to be seen, in one sentence, for readers who cannot see it. No page goes out without it."),
    )
    credit = models.CharField(_("photographer or source"), max_length=100, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "alt",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("alt"), index.SearchField("credit")]

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at", "-pk"]

    @property
    def default_alt_text(self):
        """What a screen reader says."""
        return self.alt

    @cached_property
    def shown(self):
        """{way of showing it: <img>} of what was asked for so far."""
        return {}

    @cached_property
    def made(self):
        """{key of SIZES: {spec: rendition}} of what was asked for so far."""
        return {}

    def in_size(self, size):
        """{spec: rendition}; empty where the file is lost: a page is worth more than one of its pictures."""
        if size not in self.made:
            # Threads share the pictures that are kept: each opens the file, from which a lacking size is made, itself.
            own = copy(self)
            own.__dict__["file"] = self.file.name
            try:
                # In the plural, because get_rendition() writes to the cache at every visit.
                self.made[size] = own.get_renditions(*SIZES[size])
            except SourceImageIOError:
                logger.exception("the file of picture %s is lost", self.pk)
                self.made[size] = {}
        return self.made[size]


class PictureRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions", verbose_name=_("picture"))

    class Meta:
        verbose_name = _("picture in one size")
        verbose_name_plural = _("pictures in one size")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="picture_once_a_size")
        ]


def pictures_at_hand(keys):
    """{key: picture} with all its ready-made sizes; those that no page has shown lately are read in two queries."""
    return kept_each("picture", keys, read_pictures)


def read_pictures(keys):
    """{key: picture} from the database."""
    found = Picture.objects.in_bulk(keys)
    ready = PictureRendition.objects.filter(filter_spec__in=ALL_SPECS)
    prefetch_related_objects(list(found.values()), Prefetch("renditions", ready, to_attr="prefetched_renditions"))
    return found


def with_covers(stories, pictures=()):
    """The stories as a list, each with its cover if it has one; the `pictures` get their ready-made sizes along."""
    stories, pictures = list(stories), list(pictures)
    illustrated = [story for story in stories if getattr(story, "cover_id", None)]
    found = pictures_at_hand({story.cover_id for story in illustrated} | {picture.pk for picture in pictures})
    for story in illustrated:
        story.cover = found.get(story.cover_id)
    for picture in pictures:
        if known := found.get(picture.pk):
            picture.made, picture.shown = known.made, known.shown
            picture.prefetched_renditions = known.prefetched_renditions
    return stories
