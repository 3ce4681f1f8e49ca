"""The registry of any past day, as it is known now and as it was known then; and that it can be told anew."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from branches.choices import ChangeKind, OrganisationKind, SiteState
from branches.models import Organisation, OrganisationalChange, OrganisationSpell
from portal.figures import Asked, figure
from portal.generic import batches
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.ledgers import loaded, workbook

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def days_ago(days):
    return TODAY - timedelta(days=days)


def again(organisation):
    return Organisation.objects.get(pk=organisation.pk)


def told():
    """All spells without their keys."""
    names = [one.attname for one in OrganisationSpell._meta.concrete_fields if one.name != "id"]
    return set(OrganisationSpell.objects.values_list(*names))


def on(day, known=None):
    """{name: (kind, superior)} of what was in force on a day."""
    rows = OrganisationSpell.objects.known(known).on(day).counted().select_related("parent")
    return {row.name: (row.kind, row.parent.name) for row in rows}


def shift_knowledge(days):
    """Whatever is believed was entered so many days ago."""
    for spell in OrganisationSpell.objects.all():
        spell.recorded_at -= timedelta(days=days)
        if spell.superseded_at:
            spell.superseded_at -= timedelta(days=days)
        spell.save()


def test_a_past_day_shows_names_kinds_and_superiors_of_that_day(zone, commissioner):
    general = make_organisation(zone.root, name="云溪宏图党总支", kind=OrganisationKind.GENERAL_BRANCH)
    below = make_organisation(general, name="云溪宏图第一党支部")
    zone.branch_a.rename(by=commissioner, name="云溪宏达智能党支部", effective_on=days_ago(20))
    again(general).downgrade(by=commissioner, effective_on=days_ago(10), name="云溪宏图党支部", branches_below="move")
    before = on(days_ago(30))
    assert before["云溪宏达电器有限公司党支部"] == ("branch", zone.root.name)
    assert before["云溪宏图党总支"] == ("general_branch", zone.root.name)
    # The superior is named here as it is called today; the page says what it was called then.
    assert before["云溪宏图第一党支部"] == ("branch", "云溪宏图党支部")
    now = on(TODAY)
    assert now["云溪宏图党支部"] == ("branch", zone.root.name)
    assert now["云溪宏图第一党支部"] == ("branch", zone.root.name)
    assert OrganisationSpell.objects.known().on(days_ago(11)).below(general).filter(organisation=below).exists()
    assert not OrganisationSpell.objects.known().on(days_ago(9)).below(general).filter(organisation=below).exists()


def test_what_hangs_below_moves_along_in_the_registry_of_the_day(zone, commissioner):
    committee = make_organisation(zone.root, kind=OrganisationKind.COMMITTEE)
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH)
    below = make_organisation(general)
    again(general).move_below(by=commissioner, parent=committee, effective_on=days_ago(5))
    inside = OrganisationSpell.objects.known().on(days_ago(5)).below(committee)
    assert set(inside.values_list("organisation", flat=True)) == {committee.pk, general.pk, below.pk}
    earlier = OrganisationSpell.objects.known().on(days_ago(6)).below(committee)
    assert set(earlier.values_list("organisation", flat=True)) == {committee.pk}


def test_what_is_entered_late_was_not_known_before(zone, commissioner):
    shift_knowledge(60)
    zone.branch_a.dissolve(by=commissioner, effective_on=days_ago(40))
    name = zone.branch_a.name
    assert name not in on(days_ago(30))
    assert name in on(days_ago(30), known=days_ago(20))
    assert name in on(days_ago(41))


def test_a_correction_shows_in_what_was_known(zone, commissioner):
    zone.branch_a.dissolve(by=commissioner, effective_on=days_ago(40))
    shift_knowledge(30)
    zone.branch_a.changes.get().correct(by=commissioner, why="日期写错", effective_on=days_ago(10))
    name = zone.branch_a.name
    assert name in on(days_ago(20))
    assert name not in on(days_ago(20), known=days_ago(15))


def many_changes(zone, by):
    """A life with everything that can happen in it."""
    committee = make_organisation(zone.root, kind=OrganisationKind.COMMITTEE, founded_on=days_ago(900))
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH, founded_on=days_ago(400))
    make_organisation(general)
    again(general).move_below(by=by, parent=committee, effective_on=days_ago(90))
    zone.branch_a.rename(by=by, name="后来的名称党支部", effective_on=days_ago(20))
    zone.branch_a.rename(by=by, name="中间的名称党支部", effective_on=days_ago(60))
    zone.branch_a.changes.order_by("pk").last().correct(by=by, why="笔误", effective_on=days_ago(50), name="中间党支部")
    host = again(zone.branch_b)
    host.enterprise = make_enterprise()
    host.save()
    host.rehost(None, by=by)
    host.merge_into(by=by, into=again(zone.branch_a), effective_on=days_ago(3))
    host.changes.get(kind=ChangeKind.MERGED).withdraw(by=by, why="误登")
    again(general).downgrade(by=by, effective_on=days_ago(1), branches_below="merge")
    founded = again(committee)
    before, founded.founded_on = again(committee), days_ago(800)
    founded.save()
    founded.amended(before, by=by)
    newcomer = Organisation.named("新建党支部", founded_on=days_ago(2))
    newcomer.establish_below(again(committee), by=by)


def test_the_registry_is_told_anew_exactly_as_the_verbs_told_it(zone, commissioner):
    many_changes(zone, commissioner)
    before = told()
    assert len({row[-2] for row in before}) > 8
    call_command("rebuild_spells")
    assert told() == before


def test_today_the_registry_says_what_the_records_say(zone, commissioner):
    many_changes(zone, commissioner)
    spells = OrganisationSpell.objects.known().on(TODAY)
    rows = spells.values_list("organisation", "name", "kind", "parent", "enterprise")
    records = Organisation.objects.filter(state="in_force")
    assert set(rows) == {
        (one.pk, one.name, one.kind, one.get_parent() and one.get_parent().pk, one.enterprise_id) for one in records
    }


ROSTER = [
    ["党组织名称", "类型", "成立时间"],
    ["云溪甲党支部", "党支部", date(2019, 3, 1)],
    ["云溪乙党支部", "党支部", date(2020, 3, 1)],
]
CHANGES = [
    ["原党组织名称", "变动事项", "生效日期", "文号"],
    ["云溪乙党总支", "党总支调整为党支部", date(2026, 2, 1), "云高党〔2026〕20号"],
    ["云溪丙党支部", "撤销", date(2026, 2, 1), "云高党〔2026〕21号"],
    ["云溪宏达电器有限公司党支部", "撤销", date(2026, 3, 1), "云高党〔2026〕22号"],
]


def test_a_roster_goes_into_the_same_registry_and_its_undoing_takes_it_out(zone, commissioner):
    at_first = told()
    batch = loaded("organisations", workbook(花名册=ROSTER, 撤销和调整=CHANGES), by=commissioner)
    january, may = on(date(2026, 1, 31)), on(date(2026, 5, 1))
    assert january["云溪乙党总支"] == ("general_branch", zone.root.name)
    assert {"云溪丙党支部", zone.branch_a.name} <= set(january)
    assert may["云溪乙党支部"] == ("branch", zone.root.name)
    assert not {"云溪丙党支部", zone.branch_a.name} & set(may)
    before = told()
    call_command("rebuild_spells")
    assert told() == before
    batches.undo(batch, by=commissioner)
    assert told() == at_first


def test_the_page_asks_for_a_day_and_for_what_was_known(zone, commissioner, secretary, client_of, sheet_of):
    shift_knowledge(60)
    zone.branch_a.rename(by=commissioner, name="云溪宏达智能党支部", effective_on=days_ago(20))
    client, url = client_of(commissioner), reverse("organisations_as_of")
    names = lambda **asked: [row.name for row in client.get(url, asked).context["page"].rows]  # noqa: E731
    assert "云溪宏达智能党支部" in names()
    assert "云溪宏达电器有限公司党支部" in names(day=days_ago(21))
    assert "云溪宏达电器有限公司党支部" in names(day=days_ago(1), known=days_ago(1))
    assert names(day="2026-02-30") == []
    rows = sheet_of(client.get(url, {"day": days_ago(21), "export": "xlsx"}))
    assert any("云溪宏达电器有限公司党支部" in row for row in rows)
    own = client_of(secretary).get(url).context["page"].rows
    assert {row.organisation for row in own} == {zone.branch_a}
    page = client.get(zone.branch_a.get_absolute_url()).content.decode()
    assert f"{url}?below={zone.branch_a.pk}" in page


def test_the_list_as_of_a_day_shows_and_filters_what_was_true_then(zone, commissioner, client_of):
    general = make_organisation(zone.root, name="云溪宏图党总支", kind=OrganisationKind.GENERAL_BRANCH)
    again(general).downgrade(by=commissioner, effective_on=days_ago(10), name="云溪宏图党支部")
    client, url = client_of(commissioner), reverse("organisations")
    then = {"as_of": days_ago(11), "kind": "general_branch"}
    assert [row.shown_name for row in client.get(url, then).context["page"].rows] == ["云溪宏图党总支"]
    assert client.get(url, then | {"as_of": days_ago(10)}).context["page"].count == 0


def tell_the_story(zone, by):
    """Eighty-six organisations; a general branch downgraded, eight branches dissolved, sixty-four sites accepted."""
    rows = Organisation.objects.counted()
    committee = Organisation.named("云溪集团党委", kind=OrganisationKind.COMMITTEE, founded_on=days_ago(3000))
    committee.establish_below(zone.root, by=by)
    general = Organisation.named("云溪宏图党总支", kind=OrganisationKind.GENERAL_BRANCH, founded_on=days_ago(2000))
    general.establish_below(committee, by=by)
    while rows.count() < 86:
        branch = Organisation.named(f"云溪第{rows.count()}企业党支部", founded_on=days_ago(1500))
        branch.establish_below(committee if rows.count() % 3 else zone.root, by=by)
    for branch in rows.filter(kind=OrganisationKind.BRANCH).order_by("path")[:8]:
        branch.dissolve(by=by, effective_on=days_ago(40), meeting="党工委会议", document_number="云高党〔2026〕21号")
    general.downgrade(by=by, name="云溪宏图党支部", effective_on=days_ago(40), document_number="云高党〔2026〕20号")
    for place, branch in enumerate(rows.filter(state="in_force").order_by("path")[:64]):
        day = days_ago(300 - 4 * place)
        Organisation.objects.filter(pk=branch.pk).update(site_state=SiteState.COMPLETED, site_accepted_on=day)
    return committee, general


def test_the_story_of_86_organisations_asked_for_on_four_days(zone, commissioner, client_of):
    committee, general = tell_the_story(zone, commissioner)
    keys = ("organisations.total", "organisations.dissolved", "sites.completed")
    expected = {days_ago(400): (86, 0, 0), days_ago(100): (86, 0, 51), days_ago(41): (86, 0, 64), TODAY: (78, 8, 64)}
    client, url = client_of(commissioner), reverse("organisations_as_of")
    for day, numbers in expected.items():
        assert tuple(figure(one).answer(Asked(day)).value for one in keys) == numbers
        assert client.get(url, {"day": day}).context["page"].count == numbers[0]
    share = figure("sites.share").answer(Asked(TODAY))
    assert (share.numerator, share.denominator, share.text) == (64, 78, "82.1%")
    kinds = {day: dict(on(day).values()).keys() for day in expected}
    assert "general_branch" in kinds[days_ago(41)]
    assert "general_branch" not in kinds[TODAY]
    below = Asked(days_ago(41), organisation=committee)
    assert (
        figure("organisations.total").answer(below).value
        > figure("organisations.total").answer(Asked(TODAY, organisation=committee)).value
    )
    call_command("rebuild_spells")
    assert tuple(figure(one).answer(Asked(TODAY)).value for one in keys) == (78, 8, 64)
    assert OrganisationalChange.objects.decided().filter(kind=ChangeKind.DISSOLVED).count() == 8
    assert again(general).name == "云溪宏图党支部"
