"""Questions about members, and the words in which they are asked: stages, days, who is named to whom."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from branches.choices import MemberStage, Standing
from branches.scoping import ScopedQuerySet

IN_DEVELOPMENT = (MemberStage.APPLICANT, MemberStage.ACTIVIST, MemberStage.CANDIDATE)
IN_PARTY = (MemberStage.PROBATIONARY, MemberStage.FULL)
ENDED = (MemberStage.TRANSFERRED, MemberStage.LEFT, MemberStage.EXPELLED, MemberStage.DIED)
PRESENT = (*IN_DEVELOPMENT, *IN_PARTY)
# The day on which each stage was reached.
REACHED_ON = {
    MemberStage.APPLICANT: "applied_on",
    MemberStage.ACTIVIST: "activist_on",
    MemberStage.CANDIDATE: "candidate_on",
    MemberStage.PROBATIONARY: "joined_on",
    MemberStage.FULL: "confirmed_on",
}
# 中国共产党发展党员工作细则 (2014): an activist is trained for a year and more, probation lasts a year.
YEAR = timedelta(days=365)
# The Party's constitution: from eighteen on.
YOUNGEST = 18


def masked_name(name):
    """张*, 张**: the surname stays (both characters of a double one do not matter here), the rest is left out."""
    return f"{name[:1]}{'*' * min(max(len(name) - 1, 1), 3)}" if name else ""


class MemberQuerySet(ScopedQuerySet):
    """Questions about members. Who is counted is asked for a day; the dates of the stages answer."""

    def present(self):
        """Those who belong to an organisation today, at whatever stage."""
        return self.filter(state__in=PRESENT)

    def not_ended_by(self, day):
        """Those whose membership had not ended by `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def full_on(self, day):
        """Full members on `day`."""
        return self.not_ended_by(day).filter(confirmed_on__lte=day)

    def probationary_on(self, day):
        """Probationary members on `day`."""
        return self.not_ended_by(day).filter(joined_on__lte=day).filter(Q(confirmed_on=None) | Q(confirmed_on__gt=day))

    def in_development_on(self, day):
        """Applicants, activists and candidates on `day`."""
        return self.not_ended_by(day).filter(applied_on__lte=day).filter(Q(joined_on=None) | Q(joined_on__gt=day))

    def floating(self):
        """Members who live and work elsewhere (流动党员)."""
        return self.filter(state__in=IN_PARTY, is_floating=True)

    def behind_with_dues(self, day):
        """Members whose dues are paid until a month before the last one; who has no month on record is not judged."""
        last = day.replace(day=1) - timedelta(days=1)
        return self.filter(state__in=IN_PARTY, dues_until__lt=last.year * 100 + last.month)

    def probation_over(self, day):
        """Probationary members whose year is over: the branch decides about their confirmation."""
        return self.filter(state=MemberStage.PROBATIONARY, joined_on__lte=day - YEAR)

    def left_behind(self):
        """Those whose organisation is dissolved: each is to be transferred."""
        return self.present().filter(organisation__state=Standing.DISSOLVED)

    def below(self, organisation):
        """Those of `organisation` and of everything below it."""
        return self.filter(organisation__path__startswith=organisation.path)

    def naming(self, user):
        """Each row with `is_named`: whether `user` sees the name without asking for it."""
        named = self.model.objects.allowing(user, "name").filter(pk=OuterRef("pk"))
        return self.annotate(is_named=Exists(named))
