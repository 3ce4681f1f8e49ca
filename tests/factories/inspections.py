"""Inspections as the tests need them, made by their verbs."""

from django.utils import timezone

from tests.factories.branches import make_enterprise
from tests.factories.portal import make_user
from volunteers.choices import Capacity
from volunteers.models import Inspection


def make_inspection(enterprise=None, *, by=None, capacity=Capacity.CADRE, **facts):
    """A visit that is planned for today unless `day` says otherwise; whoever plans it goes along."""
    facts = {"day": timezone.localdate()} | facts
    inspection = Inspection(enterprise=enterprise or make_enterprise(), **facts)
    inspection.settle()
    inspection.take_number()
    inspection.save()
    by = by or make_user()
    inspection.join(by, by=by, capacity=capacity)
    return inspection
