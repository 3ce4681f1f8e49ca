"""What the forms of an activity share: its people, the task forces that join, the campaign."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from volunteers.choices import Presence
from volunteers.forms.fields import PartnerField
from volunteers.forms.matching import Matching, known_people
from volunteers.forms.roll import Roll, is_numbered, read_roll
from volunteers.models import Activity, Attendance, TaskForce

MOST_PARTNERS = 5
PARTNERS = tuple(f"partner_{number}" for number in range(1, MOST_PARTNERS + 1))
LONGEST_ROLL = 20_000
# Campaigns older than this are not suggested.
LATELY = timedelta(days=150)
# Somebody who logs for more task forces than these pastes a list instead of ticking names.
MOST_FORCES = 4


def written_roll(activity):
    """The people of an activity as lines that `read_roll` understands."""
    return "\n".join(written_line(person) for person in activity.attendance.all())


def written_line(person):
    """One of them: name, remark, hours."""
    words = [person.remark] if person.remark else []
    if person.presence == Presence.ABSENT and "缺席" not in person.remark:
        words.append("缺席")
    if not person.is_member and "非党员" not in person.remark and "群众" not in person.remark:
        words.append("非党员")
    remark = f"（{'、'.join(words)}）" if words else ""
    spent = f" {person.hours.normalize():f}小时" if person.hours else ""
    return f"{person.name}{remark}{spent}"


class RollField(forms.CharField):
    """A list of people as it comes out of the chat."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", LONGEST_ROLL)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(required=False, **kwargs)


class PeopleMixin:
    """The list of people: pasted, or ticked among those of the own task forces; doubts are asked, never guessed."""

    def offer_people(self, day):
        """Let the people of the own task forces be ticked."""
        self.roll_read, self.matching = Roll(), Matching(Roll(), ())
        forces = list(TaskForce.objects.allowing(self.user, "log")[: MOST_FORCES + 1])
        people = known_people(forces, day) if len(forces) <= MOST_FORCES else []
        listed = {(row.user_id, row.volunteer_id) for row in self.people_before()}
        # Who is on the list already stands in the text.
        offered = [one for one in people if (one.user, one.volunteer) not in listed]
        choices = [(one.ref, one.name if len(forces) == 1 else f"{one.name} · {one.note}") for one in offered]
        self.fields["ticked"].choices = choices
        self.offered = {one.ref: one for one in offered}

    def people_before(self):
        """The list as it was saved."""
        return list(self.instance.attendance.all()) if self.instance.pk else []

    def match_people(self, cleaned):
        """Read the list, match it, and say what is wrong or open."""
        text = cleaned.get("roll") or ""
        ticked = [self.offered[ref].name for ref in cleaned.get("ticked") or []]
        named = {line.name for line in read_roll(text).lines}
        mark = "0. " if is_numbered(text) else ""
        text = "\n".join([*filter(None, [text]), *(f"{mark}{name}" for name in ticked if name not in named)])
        self.roll_read = read_roll(text)
        forces = [force for force in (cleaned.get("task_force"), *cleaned.get("partners", ())) if force is not None]
        people = known_people(forces, cleaned.get("held_on")) if forces and cleaned.get("held_on") else []
        self.matching = Matching(self.roll_read, people, self.data, self.people_before())
        for line in self.roll_read.faults:
            self.add_error("roll", _("Line %(n)d: %(fault)s") % {"n": line.number, "fault": line.fault})
        if count := len(self.matching.open):
            text = ngettext(
                "%(n)d name is in doubt: choose below the list who is meant.",
                "%(n)d names are in doubt: choose below the list who is meant.",
                count,
            )
            self.add_error("roll", text % {"n": count})
        for match in self.matching.twice:
            self.add_error("roll", _("%(name)s stands in the list twice.") % {"name": match.person.name})

    def planned_before(self):
        """The identities of those who were planned, or None where nobody was."""
        return {row.identity for row in self.people_before() if row.was_planned} or None

    def keep_people(self, activity, rows):
        """Write the list of people anew."""
        activity.attendance.all().delete()
        for row in rows:
            row.activity = activity
        Attendance.objects.bulk_create(rows)


class PartnersMixin:
    """The task forces that join: up to five fields, folded away."""

    def offer_partners(self):
        """Add the fields, with the partners named before."""
        for number, name in enumerate(PARTNERS, 1):
            self.fields[name] = PartnerField(label=_("Joint with") if number == 1 else _("and with"), required=False)
        if self.instance.pk:
            partners = list(self.instance.partners.all()[:MOST_PARTNERS])
            self.initial |= dict(zip(PARTNERS, partners, strict=False))

    def settle_partners(self, cleaned):
        """The partners as one list, each once and not the task force itself."""
        partners = []
        for name in PARTNERS:
            partner = cleaned.get(name)
            if partner is None:
                continue
            if partner == cleaned.get("task_force"):
                self.add_error(name, _("This is the task force itself. Name another one, or leave it empty."))
            elif partner not in partners:
                partners.append(partner)
        cleaned["partners"] = partners


class CampaignInput(forms.TextInput):
    """A free name, with those used lately as suggestions."""

    template_name = "components/suggested.html"
    suggestions: tuple[str, ...] = ()

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        return context


def campaigns_of(user):
    """The names of campaigns that this person's activities have borne lately."""
    rows = Activity.objects.visible_to(user).filter(held_on__gte=timezone.localdate() - LATELY)
    return sorted(set(rows.exclude(campaign="").order_by().values_list("campaign", flat=True)[:200]))
