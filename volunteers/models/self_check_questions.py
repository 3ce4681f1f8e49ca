"""Questions about self-checks: who has returned, who is late, who is silent, and how far each grid has come."""

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from branches.choices import Role
from branches.models import Appointment
from branches.scoping import ScopedQuerySet
from volunteers.choices import CampaignState, SelfCheckState

# With the enterprise: something has to be done there.
OUTSTANDING = (SelfCheckState.ISSUED, SelfCheckState.OPENED, SelfCheckState.SENT_BACK)
DONE = (SelfCheckState.RETURNED, SelfCheckState.RECEIVED)


def conditions(day):
    """{word: condition} of what progress counts; the same words filter the list."""
    return {
        "issued": Q(),
        "opened": Q(opened_at__isnull=False) | Q(returned_at__isnull=False),
        "outstanding": Q(state__in=OUTSTANDING),
        "waiting": Q(state__in=OUTSTANDING, campaign__state=CampaignState.ANNOUNCED),
        "returned": Q(state__in=DONE),
        "received": Q(state=SelfCheckState.RECEIVED),
        "sent_back": Q(state=SelfCheckState.SENT_BACK),
        "late": Q(is_late=True, state__in=DONE),
        "silent": Q(state=SelfCheckState.ISSUED),
        "overdue": Q(state__in=OUTSTANDING, due_on__lt=day),
        "nil": Q(state__in=DONE, found_count=0),
        "to_look_over": Q(state=SelfCheckState.RECEIVED, looked_over_at=None),
    }


def links_of_cadres():
    """The appointments of today that link cadres to enterprises."""
    return Appointment.objects.in_force().filter(role=Role.LINKED_CADRE, enterprise__isnull=False)


class SelfCheckQuerySet(ScopedQuerySet):
    """Questions about self-checks."""

    def unacknowledged(self):
        """Of enterprises that have not said yet that the notice has arrived."""
        rows = apps.get_model("volunteers", "Enrolment")._base_manager
        waiting = rows.filter(campaign=OuterRef("campaign"), enterprise=OuterRef("enterprise"), receipt_at=None)
        return self.filter(Exists(waiting))

    def outstanding(self):
        """Not returned: issued, opened, or sent back."""
        return self.filter(state__in=OUTSTANDING)

    def shown(self, word, day=None):
        """Those that progress counts under this word."""
        return self.filter(conditions(day or timezone.localdate())[word])

    def issued_between(self, start, end):
        """Issued on or after `start` and on or before `end`; no start means since ever."""
        rows = self.filter(created_at__date__lte=end)
        return rows if start is None else rows.filter(created_at__date__gte=start)

    def returned_between(self, start, end):
        """Come back between the two days, and not sent back since."""
        rows = self.filter(state__in=DONE, returned_at__date__lte=end)
        return rows if start is None else rows.filter(returned_at__date__gte=start)

    def linked_to(self, person):
        """At the enterprises to which the person (a key) is linked as a cadre today."""
        return self.filter(enterprise__in=links_of_cadres().filter(user=person).values("enterprise"))

    def progress(self, day=None):
        """{word: how many}: issued, opened, returned, received, sent back, late, silent, nil …, in one query.

        Issued are all; opened and returned count whoever has come so far. Nil returns, which say that nothing was
        found, are among the returned and counted apart.
        """
        found = conditions(day or timezone.localdate())
        return self.order_by().aggregate(**{word: Count("pk", filter=asked) for word, asked in found.items()})

    def progress_by(self, key, label, day=None):
        """[{key, label, word: how many …}] for each value of the field `key`, most outstanding first."""
        found = conditions(day or timezone.localdate())
        counts = {f"n_{word}": Count("pk", filter=asked) for word, asked in found.items()}
        rows = self.order_by().values_list(key, label).annotate(**counts)
        names = ("key", "label", *found)
        lines = [dict(zip(names, row, strict=True)) for row in rows]
        return sorted(lines, key=lambda line: (-line["outstanding"], -line["issued"], str(line["label"])))

    def progress_by_cadre(self, day=None):
        """As `progress_by`, for each linked cadre of today; last, under no name, what nobody is linked to."""
        links = links_of_cadres()
        person = "enterprise__appointments__user"
        lines = self.filter(enterprise__appointments__in=links).progress_by(person, f"{person}__name", day)
        others = self.exclude(enterprise__in=links.values("enterprise")).progress(day)
        return [*lines, {"key": None, "label": None, **others}] if others["issued"] else lines
