"""Photos of activities and hazards: shown within the scope, added by whoever was there."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.deeds import log
from portal.generic.photos import PhotoView
from portal.generic.transitions import TransitionView
from volunteers.choices import PhotoMoment
from volunteers.forms.activities import ActivityPhotosForm
from volunteers.forms.hazards import HazardPhotosForm
from volunteers.models import Activity, ActivityPhoto, Hazard, HazardPhoto


class ActivityPhotoView(PhotoView):
    """One photo of an activity."""

    model = ActivityPhoto


class HazardPhotoView(PhotoView):
    """One photo of a hazard."""

    model = HazardPhoto


def photo_card(photo, url_name, subject):
    """A photo as the components draw it; the text for those who do not see it names the moment and the subject."""
    moment = photo.side if hasattr(photo, "side") else photo.get_moment_display()
    return {
        "url": reverse(url_name, args=[photo.pk, "image"]),
        "thumb": reverse(url_name, args=[photo.pk, "thumbnail"]),
        "alt": f"{subject} · {moment}",
        "caption": photo.caption,
        "side": moment,
    }


class PhotoAddView(TransitionView):
    """More photos for a record that is there already, whatever its state."""

    verb = "photograph"
    label = _("Add photos")
    tone = "primary"
    photo_model = None

    def is_open(self):
        return True

    def more(self, form):
        """What is kept with each photo."""
        return {}

    def act(self, form):
        moments = {"photos_before": PhotoMoment.BEFORE, "photos_after": PhotoMoment.AFTER}
        where = {self.model._meta.model_name: self.object}
        for name, moment in moments.items():
            for shot in form.cleaned_data[name]:
                self.photo_model.take(shot, by=self.request.user, moment=moment, **where, **self.more(form))
        count = sum(len(form.cleaned_data[name]) for name in moments)
        log(self.object, "portal.photo", user=self.request.user, data={"facts": {"photos": count}})


class ActivityPhotoAdd(PhotoAddView):
    """More photos of an activity."""

    model = Activity
    photo_model = ActivityPhoto
    form_class = ActivityPhotosForm


class BeforePhotos:
    """A page that asks for photos of a hazard, and shows those from before above the field for the new ones."""

    template_name = "volunteers/hazard_deed.html"
    photo_field = "photos"
    # Where the hazard hangs on the record; "" is the record itself.
    hazard_name = ""

    @cached_property
    def beside(self):
        """The photos of the hazard from before it was put right, and the field above which they stand."""
        hazard = getattr(self.object, self.hazard_name) if self.hazard_name else self.object
        rows = HazardPhoto.objects.visible_to(self.request.user).filter(hazard=hazard, moment=PhotoMoment.BEFORE)
        cards = [photo_card(photo, "hazard_photo", hazard.description) for photo in rows]
        return {"field": self.photo_field, "template": "volunteers/_ghosts.html", "photos": cards}


class HazardPhotoAdd(BeforePhotos, PhotoAddView):
    """More photos of a hazard."""

    photo_field = "photos_after"
    model = Hazard
    photo_model = HazardPhoto
    form_class = HazardPhotosForm

    def more(self, form):
        return {"position": form.cleaned_data["position"]}
