"""Finding members and transfers. Figures and piles of the desk link here with the same words."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import MemberStage, TransferState
from branches.models import Member, Organisation, TransferOfMembership
from portal.filters import DayFilter, FilterSet, RowFilter

SHOWN = (
    ("present", _("all who belong here")),
    ("in_development", _("in development: applicants, activists, candidates")),
    ("floating", _("floating members")),
    ("dues", _("behind with the dues")),
    ("probation", _("year of probation over")),
    ("left_behind", _("of dissolved organisations")),
    ("full", _("full members on the day")),
    ("probationary", _("probationary members on the day")),
)


class MemberFilter(FilterSet):
    """By branch, stage and what is to be done. Names are searched only where the asker sees them anyway."""

    branch = RowFilter(label=_("Branch"), model=Organisation, field_name="organisation")
    below = RowFilter(label=_("Branch, with those below"), model=Organisation, method="filter_below")
    stage = django_filters.ChoiceFilter(label=_("Stage"), choices=MemberStage, field_name="state")
    show = django_filters.ChoiceFilter(label=_("Show"), choices=SHOWN, method="filter_show")
    as_of = DayFilter(label=_("As of"), method="filter_as_of")

    class Meta:
        model = Member
        fields = ()

    @property
    def day(self):
        """The day for which the question is asked."""
        return self.form.cleaned_data.get("as_of") or timezone.localdate()

    def filter_words(self, queryset, name, value):
        """A name that one may not see is not found by typing it either."""
        seen = Member.objects.allowing(self.request.user, "name")
        for word in value.replace("\x00", "").split()[:6]:
            named = Q(name__icontains=word[:60], pk__in=seen.values("pk"))
            queryset = queryset.filter(named | Q(unit__icontains=word[:60]) | Q(job_title__icontains=word[:60]))
        return queryset

    def filter_below(self, rows, name, value):
        """The members of the organisation and of everything below it."""
        return rows.below(value)

    def filter_show(self, rows, name, value):
        """One of the lists that people ask for."""
        day = self.day
        return {
            "present": rows.present,
            "in_development": lambda: rows.in_development_on(day),
            "floating": rows.floating,
            "dues": lambda: rows.behind_with_dues(day),
            "probation": lambda: rows.probation_over(day),
            "left_behind": rows.left_behind,
            "full": lambda: rows.full_on(day),
            "probationary": lambda: rows.probationary_on(day),
        }[value]()

    def filter_as_of(self, rows, name, value):
        """Whose membership had not ended by the day; the stage on that day is asked by “Show”."""
        return rows.not_ended_by(value)


class TransferFilter(FilterSet):
    """By state, side and day of the letter."""

    search_fields = (
        "letter_number",
        "from_name",
        "to_name",
        "from_organisation__name_key",
        "to_organisation__name_key",
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=TransferState)
    mine = django_filters.BooleanFilter(label=_("To be answered by me"), method="filter_mine")
    from_organisation = RowFilter(label=_("From organisation"), model=Organisation)
    to_organisation = RowFilter(label=_("To organisation"), model=Organisation)

    class Meta:
        model = TransferOfMembership
        fields = ()

    def filter_mine(self, rows, name, value):
        """Letters that wait for this person's answer."""
        waiting = TransferOfMembership.objects.allowing(self.request.user, "receive").waiting()
        return rows.filter(pk__in=waiting.values("pk")) if value else rows.exclude(pk__in=waiting.values("pk"))
