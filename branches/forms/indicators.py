"""What is asked when a version of the catalogue of indicators is copied."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.generic.edits import FactsForm


class CopyForm(FactsForm):
    """For which year the new version is written."""

    year = forms.IntegerField(
        label=_("Year"), min_value=2000, max_value=2100, initial=lambda: timezone.localdate().year + 1
    )
