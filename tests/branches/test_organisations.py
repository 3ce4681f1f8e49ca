"""What holds for organisations: figures and the lists behind them, decisions, the tree."""

from datetime import date

import pytest

from branches.choices import OrganisationKind, Standing
from branches.models import Organisation
from portal.states import Refused, WrongState
from tests.factories.branches import make_organisation

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


def test_the_office_itself_is_never_counted(zone):
    assert zone.root not in Organisation.objects.counted()
    assert set(Organisation.objects.counted()) == {zone.branch_a, zone.branch_b}


def test_a_branch_is_in_force_from_its_founding_until_the_day_of_its_dissolution(zone):
    branch = make_organisation(zone.root, founded_on=date(2026, 3, 1), dissolved_on=DAY)
    assert branch not in Organisation.objects.in_force_on(date(2026, 2, 28))
    assert branch in Organisation.objects.in_force_on(date(2026, 5, 3))
    assert branch not in Organisation.objects.in_force_on(DAY)
    assert branch in Organisation.objects.dissolved_by(DAY)


def test_a_dissolved_branch_stays_in_the_registry_with_its_decision(zone, commissioner):
    zone.branch_a.dissolve(
        by=commissioner, effective_on=DAY, meeting="党工委会议", document_number="云高工委〔2026〕7号"
    )
    branch = Organisation.objects.get(pk=zone.branch_a.pk)
    assert (branch.state, branch.dissolved_on) == (Standing.DISSOLVED, DAY)
    assert branch.changes.get().document_number == "云高工委〔2026〕7号"


def test_an_organisation_with_branches_in_force_is_not_dissolved(zone, commissioner):
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH)
    below = make_organisation(general)
    with pytest.raises(Refused):
        Organisation.objects.get(pk=general.pk).dissolve(by=commissioner, effective_on=DAY)
    below.dissolve(by=commissioner, effective_on=DAY)
    general.dissolve(by=commissioner, effective_on=DAY)
    assert general.state == Standing.DISSOLVED


def test_nothing_is_dissolved_twice(zone, commissioner):
    zone.branch_a.dissolve(by=commissioner, effective_on=DAY)
    with pytest.raises(WrongState):
        zone.branch_a.dissolve(by=commissioner, effective_on=DAY)


def test_a_general_branch_goes_on_as_a_branch_and_a_branch_cannot_be_downgraded(zone, commissioner):
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH)
    general.downgrade(by=commissioner, effective_on=DAY)
    assert general.kind == OrganisationKind.BRANCH
    assert general.changes.get().kind_before == OrganisationKind.GENERAL_BRANCH
    assert "downgrade" not in general.open_transitions()
    with pytest.raises(Refused):
        general.downgrade(by=commissioner, effective_on=DAY)


def test_nothing_is_set_up_below_a_dissolved_organisation(zone, commissioner):
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH, dissolved_on=DAY)
    with pytest.raises(Refused):
        Organisation(name="新支部", name_key="新支部").establish_below(general, by=commissioner)


def test_the_tree_of_a_person_begins_at_the_highest_places(zone, secretary, commissioner):
    assert list(Organisation.objects.all().tops(commissioner)) == [zone.root]
    assert list(Organisation.objects.all().tops(secretary)) == [zone.branch_a]


def test_rows_know_the_name_of_what_stands_above_them(zone):
    rows = {row.pk: row.parent_name for row in Organisation.objects.with_parent_name()}
    assert rows[zone.branch_a.pk] == zone.root.name
    assert rows[zone.root.pk] is None
