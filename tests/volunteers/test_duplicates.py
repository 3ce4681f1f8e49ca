"""One hazard registered twice: suggested, merged, both histories kept; and who found it together."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.states import Refused
from tests.factories.branches import make_organisation
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import days_ago, make_category, make_hazard, make_task_force, photo_file
from volunteers.choices import HazardState
from volunteers.models import Discoverer, Hazard, HazardPhoto
from volunteers.models.lookalikes import likeness, lookalikes

pytestmark = pytest.mark.django_db
S = HazardState


def made(zone, description="除尘管道积尘未清", **fields):
    facts = {"enterprise": zone.enterprise_a, "place": "抛光车间", "found_on": days_ago(10)}
    return make_hazard(fields.pop("state", S.REGISTERED), description=description, **facts | fields)


def test_likeness_is_of_words_not_of_letters():
    assert likeness("除尘管道积尘未清", "除尘管道积尘没有清理") > 0.5
    assert likeness("除尘管道积尘未清", "安全出口上锁") == 0
    assert likeness("", "") == 0


def test_the_same_enterprise_near_day_and_similar_words_or_clause_look_alike(zone):
    first = made(zone)
    alike = made(zone, "抛光车间除尘管道积尘", found_on=days_ago(8))
    by_clause = made(zone, "电气线路老化", state=S.GRADED)
    Hazard.objects.filter(pk__in=[first.pk, by_clause.pk]).update(clause="GM-11-4")
    far = made(zone, found_on=days_ago(40))
    elsewhere = made(zone, enterprise=zone.enterprise_b)
    other = made(zone, "灭火器压力不足", place="仓库")
    void = made(zone, state=S.VOID)
    found = lookalikes(Hazard.objects.get(pk=first.pk))
    assert set(found) == {alike, by_clause}
    assert not {far, elsewhere, other, void} & set(found)


def test_merged_it_is_void_with_a_pointer_and_both_histories_stay(zone, official, client_of):
    kept, twice = made(zone, finder=make_user()), made(zone, finder=make_user(name="许晓燕"), task_force=zone.force_b)
    photo = HazardPhoto.take(photo_file(), by=None, hazard=twice)
    client = client_of(official)
    url = reverse("hazard_merge_into", args=[twice.pk])
    assert kept.number in client.get(url).content.decode()
    assert client.post(url, {"original": kept.pk, "submission": uuid.uuid4()}).url == kept.get_absolute_url()
    twice.refresh_from_db()
    assert (twice.state, twice.duplicate_of) == (S.VOID, kept)
    assert list(Hazard.objects.counted()) == [kept]
    page = client.get(kept.get_absolute_url()).content.decode()
    assert twice.get_absolute_url() in page
    assert reverse("hazard_photo", args=[photo.pk, "thumbnail"]) in page
    # The finder and the task force of the second one are credited at the first.
    assert {str(one) for one in kept.discoverers.all()} == {"许晓燕", zone.force_b.name}
    assert kept.get_absolute_url() in client.get(twice.get_absolute_url()).content.decode()
    assert twice.history.count() >= 2


@pytest.mark.parametrize("what", ["itself", "elsewhere", "void"])
def test_it_is_merged_into_another_one_of_the_enterprise_that_counts(what, zone):
    twice = made(zone)
    other = {"itself": lambda: twice, "elsewhere": lambda: made(zone, enterprise=zone.enterprise_b)}
    original = other.get(what, lambda: made(zone, state=S.VOID))()
    with pytest.raises(Refused):
        twice.merge_into(by=make_user(), original=original)
    assert Hazard.objects.get(pk=twice.pk).state == S.REGISTERED


def test_what_was_merged_into_a_merged_one_points_to_the_last(zone):
    first, second, third = made(zone), made(zone), made(zone)
    third.merge_into(by=make_user(), original=second)
    second.merge_into(by=make_user(), original=first)
    assert Hazard.objects.get(pk=third.pk).duplicate_of == first


def test_the_database_itself_lets_only_void_ones_point(zone):
    first, second = made(zone), made(zone)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.filter(pk=second.pk).update(duplicate_of=first)


def test_a_number_that_the_enterprise_does_not_have_is_said_and_kept(zone, official, client_of):
    twice, elsewhere = made(zone), made(zone, enterprise=zone.enterprise_b)
    answer = client_of(official).post(reverse("hazard_merge_into", args=[twice.pk]), {"number": elsewhere.number})
    assert answer.status_code == 422
    assert elsewhere.number in answer.content.decode()


def test_whoever_reports_what_was_reported_is_shown_it_first(zone, volunteer, client_of):
    earlier = made(zone, task_force=zone.force_a, found_on=days_ago(1))
    client = client_of(volunteer)
    facts = {
        "submission": str(uuid.uuid4()),
        "enterprise": zone.enterprise_a.name,
        "place": "抛光车间",
        "description": "除尘管道积尘未清理",
        "category": make_category("粉尘").pk,
        "level": "general",
        "on_the_spot": "no",
        "found_on": days_ago(0).isoformat(),
    }
    asked = client.post(reverse("hazard_add"), facts)
    assert asked.status_code == 422
    assert earlier.get_absolute_url() in asked.content.decode()
    assert Hazard.objects.count() == 1
    assert client.post(reverse("hazard_add"), facts | {"another": "on"}).status_code == 302
    assert Hazard.objects.count() == 2


def test_a_joint_discovery_is_one_hazard_seen_by_both(zone, volunteer, client_of):
    friend = appoint(make_user(), "task_force_member", zone.force_b)
    hazard = made(zone, task_force=zone.force_a, finder=volunteer)
    client = client_of(friend)
    assert client.get(hazard.get_absolute_url()).status_code == 404
    Discoverer.credit(hazard, by=volunteer, task_forces=[zone.force_b, zone.force_a, zone.force_b][:2])
    assert client.get(hazard.get_absolute_url()).status_code == 200
    assert [one.task_force for one in hazard.discoverers.all()] == [zone.force_b]
    assert Hazard.objects.counted().count() == 1


def test_the_branch_of_a_joint_discoverer_is_that_of_the_day(zone, volunteer):
    hazard = made(zone)
    Discoverer.credit(hazard, by=volunteer, task_forces=[zone.force_b])
    zone.force_b.organisation = zone.branch_a
    zone.force_b.save()
    assert hazard.discoverers.get().organisation == zone.branch_b


def test_a_joint_discoverer_does_not_re_check_it(zone, grid_worker, official, client_of):
    hazard = make_hazard(S.AWAITING_RECHECK, enterprise=zone.enterprise_a)
    Discoverer.credit(hazard, by=official, people=[grid_worker])
    with pytest.raises(Refused):
        hazard.verify(by=grid_worker, rechecked_on=days_ago(0), opinion="合格")
    page = client_of(grid_worker).get(hazard.get_absolute_url()).content.decode()
    assert reverse("hazard_verify", args=[hazard.pk]) not in page
    hazard.verify(by=official, rechecked_on=days_ago(0), opinion="合格")
    with pytest.raises(Refused):
        Discoverer.credit(hazard, by=official, people=[official])


def test_the_leader_credits_another_task_force_on_the_page(zone, leader, client_of):
    hazard = made(zone, task_force=zone.force_a)
    url, other = reverse("hazard_credit", args=[hazard.pk]), make_task_force(make_organisation(zone.root))
    client = client_of(leader)
    assert client.post(url, {}).status_code == 422
    client.post(url, {"task_force_1": other.name, "submission": uuid.uuid4()})
    assert hazard.discoverers.get().task_force == other
    assert other.name in client.get(hazard.get_absolute_url()).content.decode()
