"""Pictures of the public site: with a text for those who do not see them, and never with the place they were taken."""

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

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


def with_sizes(pictures, *sizes):
    """Read the ready-made sizes of pictures in one query; `sizes` are keys of SIZES."""
    pictures = [picture for picture in pictures if picture is not None]
    specs = [spec for size in sizes for spec in SIZES[size]]
    ready = PictureRendition.objects.filter(filter_spec__in=specs)
    prefetch_related_objects(pictures, Prefetch("renditions", ready, to_attr="prefetched_renditions"))
    return pictures
