"""What was opened again, declared void or given more time before the register kept it: entered from the history."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from portal.figures import Asked, figure
from tests.clock import at
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard
from volunteers.choices import HazardState
from volunteers.models import EarlierStanding, Hazard

pytestmark = pytest.mark.django_db
NAMES = ("until", "due_on", "rectified_on", "rechecked_on", "rechecked_month", "closed_on")


def migrated():
    """The register as it was before, then taken through the migration."""
    EarlierStanding.objects.all().delete()
    Hazard.objects.update(reopened_on=None, voided_on=None, voided_from="")
    step = import_module("volunteers.migrations.0019_earlier_standings_of_the_past")
    step.from_history(apps, SimpleNamespace(connection=connection))


def lived():
    """One closed and opened again, one void, one given more time when it was late, one that nothing happened to."""
    with at(days_ago(30)):
        made = [make_hazard(HazardState.GRADED, found_on=days_ago(0), due_on=days_ago(-10)) for _n in range(4)]
    again, void, late, _plain = made
    with at(days_ago(15)):
        again.rectify(by=make_user(), rectified_on=days_ago(0), measures="已清理")
        again.verify(by=make_user(), rechecked_on=days_ago(0), opinion="已整改")
        again.close(by=make_user(), closing_document="复查意见书")
    with at(days_ago(6)):
        again.reopen(by=make_user(), reason="又有了", due_on=days_ago(-20))
        void.void(by=make_user(), reason="登记有误")
        late.extend(by=make_user(), due_on=days_ago(-20), reason="配件要从外地发货")
    return made


def test_the_migration_enters_from_the_history_what_the_verbs_would_have_kept(zone):
    lived()
    facts = ("pk", "reopened_on", "voided_on", "voided_from")
    kept = list(EarlierStanding.objects.values_list("hazard", *NAMES))
    hazards = list(Hazard.objects.order_by("pk").values_list(*facts))
    told = [figure(f"hazards.{key}").answer(Asked(days_ago(7))).value for key in ("found", "rectified", "overdue")]
    assert len(kept) == 2
    assert told == [4, 1, 3]
    migrated()
    assert list(EarlierStanding.objects.values_list("hazard", *NAMES)) == kept
    assert list(Hazard.objects.order_by("pk").values_list(*facts)) == hazards


def test_where_the_days_of_an_old_hazard_contradict_each_other_it_is_left_as_it_was(zone):
    again = lived()[0]
    # As it could be entered then: rectified before the day on which it was opened again.
    Hazard.objects.filter(pk=again.pk).update(reopened_on=None, rectified_on=days_ago(9))
    migrated()
    again.refresh_from_db()
    assert again.reopened_on is None
    assert not EarlierStanding.objects.filter(hazard=again).exists()
    assert Hazard.objects.exclude(voided_on=None).count() == 1
