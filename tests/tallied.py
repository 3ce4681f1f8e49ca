"""What tests of tallies ask about, and how they ask: activities and hazards of three months, and a tally's page."""

from django.urls import reverse

from branches.models import Process
from tests.factories.volunteers import days_ago, make_activity, make_category, make_hazard, make_kind
from volunteers.choices import HazardLevel, HazardSource, HazardState
from volunteers.models import Hazard

# What a list sends where htmx asks: the rows without the page around them.
TABLE_ONLY = {"HX-Request": "true"}
PERIOD = {"start": days_ago(70).isoformat(), "end": days_ago(0).isoformat()}


def make_deeds(zone):
    """Activities and hazards of two branches and three months."""
    patrol = make_kind("安全生产巡查")
    for day in (1, 35, 65):
        make_activity(
            zone.force_a,
            confirmed=True,
            held_on=days_ago(day),
            participants=10,
            hours=2,
            enterprise=zone.enterprise_a if day < 60 else zone.enterprise_b,
        )
        make_activity(zone.force_b, confirmed=True, held_on=days_ago(day), kind=patrol, participants=5)
    make_activity(zone.force_a, confirmed=True, held_on=days_ago(2), partners=[zone.force_b], participants=20)
    make_activity(zone.force_a, held_on=days_ago(2))
    facts = {"task_force": zone.force_a, "enterprise": zone.enterprise_a}
    for day in (3, 38, 66):
        make_hazard(HazardState.CLOSED, found_on=days_ago(day), rechecked_on=days_ago(day - 3), **facts)
    make_hazard(found_on=days_ago(36), category=make_category("粉尘"), level=HazardLevel.MAJOR, **facts)
    make_hazard(found_on=days_ago(36), enterprise=zone.enterprise_b)
    make_hazard(HazardState.VOID, found_on=days_ago(36), **facts)
    late = make_hazard(HazardState.RECTIFYING, found_on=days_ago(30), source=HazardSource.SELF_CHECK, **facts)
    Hazard.objects.filter(pk=late.pk).update(due_on=days_ago(25))
    zone.enterprise_a.processes.set(Process.objects.all()[:2])


def tally(client, name, **query):
    """The context of a tally's page."""
    answer = client.get(reverse(f"tally_{name}"), PERIOD | query)
    assert answer.status_code == 200
    return answer.context


def total(context, place=0):
    """A number of the foot."""
    return context["table"]["total"]["cells"][place]["value"]
