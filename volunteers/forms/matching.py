"""Who is meant on a pasted list: its names beside the people of the task forces; what is in doubt is asked."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.ledgers.registers import is_slip
from portal.cells import key
from volunteers.choices import Presence
from volunteers.forms.roll import Line
from volunteers.models import Attendance, TaskForcePost, Volunteer

EXTRA, GUEST, AGAIN = "extra", "guest", "again"


@dataclass(frozen=True)
class Known:
    """Somebody of a task force: by account (`user`) or on its list (`volunteer`)."""

    ref: str
    name: str
    note: str
    user: int | None = None
    volunteer: int | None = None
    is_member: bool = True


def known_people(forces, day):
    """Everybody who belongs to one of the task forces, on `day` or by now, each once.

    By now: posts are often entered some days after somebody has begun to come along.
    """
    found = {}
    days = Q(pk__in=[])
    for one in {day, timezone.localdate()}:
        days |= Q(start__lte=one) & (Q(end=None) | Q(end__gte=one))
    posts = TaskForcePost.objects.filter(days, task_force__in=forces)
    for post in posts.select_related("user", "task_force").order_by("role", "pk"):
        one = Known(f"user-{post.user_id}", post.user.name, str(post), user=post.user_id)
        found.setdefault(one.ref, one)
    rows = Volunteer.objects.filter(days, task_force__in=forces)
    for row in rows.select_related("task_force").order_by("pk"):
        one = Known(
            ref=f"user-{row.user_id}" if row.user_id else f"volunteer-{row.pk}",
            name=row.name,
            note=" · ".join(filter(None, (row.remark, str(row.task_force)))),
            user=row.user_id,
            volunteer=row.pk,
            is_member=row.is_member,
        )
        found.setdefault(one.ref, one)
    return list(found.values())


@dataclass
class Match:
    """One line of the list with whom it may mean; `choice` is a reference, EXTRA, GUEST, AGAIN, or "" (doubt)."""

    line: Line
    field: str
    options: list[tuple[str, str]] = field(default_factory=list)
    choice: str = ""
    person: Known | None = None
    is_doubt: bool = False

    @property
    def is_open(self):
        """Whether somebody still has to say who is meant."""
        return self.is_doubt and not self.choice


class Matching:
    """All lines that name somebody, with what is known, and what `chosen` ({field: choice}) says of the doubts."""

    def __init__(self, roll, people, chosen=None, earlier=()):
        self.people = {one.ref: one for one in people}
        self.by_key = defaultdict(list)
        for one in people:
            self.by_key[key(one.name)].append(one)
        # Who was on the record's list before keeps the meaning that was chosen then.
        self.earlier = defaultdict(list)
        for row in earlier:
            self.earlier[key(row.name)].append(ref_of(row))
        self.chosen = chosen or {}
        self.times = defaultdict(int)
        named = [line for line in roll.lines if line.names_somebody or (line.is_absent and line.name)]
        self.named = {key(line.name) for line in named}
        self.matches = [self.match(line) for line in named]

    def match(self, line):
        """Who a line means: clear where just one person bears the name, a doubt where several might be meant."""
        name = key(line.name)
        self.times[name] += 1
        # By name, not by place: the choice stays with its line when others are added above.
        one = Match(line, f"who_{name}_{self.times[name]}")
        exact = self.by_key.get(name, [])
        # Whoever stands in the list by the right name is not meant by another one.
        near = [known for known in self.people.values() if is_near(line.name, known.name) and not exact]
        near = [known for known in near if key(known.name) not in self.named]
        is_second = self.times[name] > 1
        one.options = [(known.ref, f"{known.name}（{known.note}）") for known in (exact or near)]
        if is_second:
            one.options.insert(0, (AGAIN, _("the same person again: leave this line out")))
        one.options.append((EXTRA, _("somebody else: extra, by this name")))
        one.options.append((GUEST, _("no party member: counted without a name")))
        one.is_doubt = is_second or bool(near) or len(exact) > 1
        self.settle(one, exact)
        return one

    def settle(self, one, exact):
        """The choice typed, else the one of the last time, else the only sensible one."""
        values = [value for value, _label in one.options]
        typed = self.chosen.get(one.field, "")
        before = self.earlier.get(key(one.line.name), [])
        place = self.times[key(one.line.name)] - 1
        if typed in values:
            one.choice = typed
        elif place < len(before) and before[place] in values:
            one.choice = before[place]
        elif not one.is_doubt:
            one.choice = exact[0].ref if exact else EXTRA if one.line.is_member else GUEST
        one.person = self.people.get(one.choice)

    @property
    def doubts(self):
        """The lines on which somebody has to decide, decided or not."""
        return [one for one in self.matches if one.is_doubt]

    @property
    def unknown(self):
        """The lines whose name nobody of the task forces bears: extra, unless somebody says otherwise."""
        return [one for one in self.matches if not one.is_doubt and one.person is None and not one.line.is_absent]

    @property
    def open(self):
        """The lines that keep the list from being saved."""
        return [one for one in self.matches if one.is_open]

    @property
    def twice(self):
        """The lines that mean somebody whom an earlier line means already."""
        seen, found = set(), []
        for one in self.matches:
            if one.person is not None and one.person.ref in seen:
                found.append(one)
            elif one.person is not None:
                seen.add(one.person.ref)
        return found

    @property
    def guests(self):
        """How many come along without a name."""
        named = [one for one in self.matches if one.choice == GUEST and one.line.names_somebody]
        return len(named) + sum(
            one.line.guests for one in self.matches if one.choice != AGAIN and one.line.names_somebody
        )

    def rows(self, hours, *, planned=None, before=()):
        """The list as Attendance not saved yet. `planned` holds the identities of who was planned; None: nobody was.

        Whoever was planned (`before`) and is not in the list any more did not come.
        """
        rows = [self.row(one, hours, planned) for one in self.matches if one.choice not in (AGAIN, GUEST)]
        named = {row.identity for row in rows}
        for missing in before:
            if missing.was_planned and missing.identity not in named:
                row = Attendance(presence=Presence.ABSENT, was_planned=True, hours=0, name=missing.name)
                row.user_id, row.volunteer_id = missing.user_id, missing.volunteer_id
                row.is_member, row.remark = missing.is_member, missing.remark
                rows.append(row)
        return rows

    def planned_rows(self):
        """The list of an activity to come: whoever is named is planned, whoever says so will be absent."""
        rows = [self.row(one, 0, None) for one in self.matches if one.choice not in (AGAIN, GUEST)]
        for row in rows:
            is_coming = row.presence != Presence.ABSENT
            row.hours, row.was_planned = 0, is_coming
            row.presence = Presence.PLANNED if is_coming else Presence.ABSENT
        return rows

    def row(self, one, hours, planned):
        """One line as an Attendance."""
        line, person = one.line, one.person
        row = Attendance(
            name=person.name if person else line.name,
            user_id=person.user if person else None,
            volunteer_id=person.volunteer if person else None,
            is_member=person.is_member if person else line.is_member,
            remark=line.remark,
            hours=line.hours if line.hours is not None else hours,
        )
        row.was_planned = bool(planned) and row.identity in planned
        is_extra = not row.was_planned if planned else person is None
        if line.is_absent:
            row.presence, row.hours = Presence.ABSENT, 0
        elif line.is_late:
            row.presence = Presence.LATE
        else:
            row.presence = Presence.EXTRA if is_extra else Presence.PRESENT
        return row


def ref_of(row):
    """By what an entry of a list was known: account, place on the task force's list, or its name alone."""
    if row.user_id:
        return f"user-{row.user_id}"
    return f"volunteer-{row.volunteer_id}" if row.volunteer_id else EXTRA


def is_near(typed, known):
    """Whether two names may be one person's: one surname, then a character mistyped, left out or one too many."""
    return typed[:1] == known[:1] and len(key(typed)) > 1 and len(key(known)) > 2 and is_slip(typed, known)
