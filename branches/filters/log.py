"""What the audit administrator asks the log for."""

from datetime import datetime, time, timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry

from portal.models import User

MOST_PEOPLE = 200


def actions():
    """Every deed that can be logged, by its name in words."""
    return [("", "—"), *sorted(registry.get_choices(), key=lambda pair: str(pair[1]))]


class LogForm(forms.Form):
    """From which day to which, by whom, what kind of deed, on what."""

    q = forms.CharField(label=_("Record"), required=False, max_length=100)
    start = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    person = forms.CharField(label=_("Person"), required=False, max_length=80)
    action = forms.ChoiceField(label=_("Deed"), required=False, choices=actions)

    def conditions(self):
        """What entries have to fulfil; both days belong to the period."""
        asked, found = self.cleaned_data, Q()
        if asked["start"]:
            found &= Q(timestamp__gte=midnight(asked["start"]))
        if asked["end"]:
            found &= Q(timestamp__lt=midnight(asked["end"] + timedelta(days=1)))
        if asked["person"]:
            # Found first: a join over millions of entries would cost far more than a few keys.
            named = Q(name__contains=asked["person"]) | Q(username=asked["person"])
            found &= Q(user__in=list(User.objects.filter(named).values_list("pk", flat=True)[:MOST_PEOPLE]))
        if asked["action"]:
            found &= Q(action=asked["action"])
        for word in asked["q"].split()[:4]:
            found &= Q(label__icontains=word)
        return found


def midnight(day):
    """The moment at which the day begins in the zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
