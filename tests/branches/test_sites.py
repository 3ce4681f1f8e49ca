"""Sites: what the branch has to show, who accepts it, and what stays counted when it is lost again."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from branches.choices import ItemVerdict, SiteCheckState, SiteOccasion, SiteState
from branches.models import Organisation, Site, SiteCheck, SiteChecklist, SiteItem
from branches.models.site_checks import SavedMeanwhile
from portal.figures import Asked, figure
from portal.photos import reencode
from portal.states import Refused, WrongState
from tests.factories.branches import make_organisation
from tests.factories.portal import make_user
from tests.factories.sites import answer_all, fresh, make_assessor, make_check, make_site
from tests.factories.volunteers import photo_file

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


def counted(day):
    """(completed, in force) on a day, as the figure says it."""
    answer = figure("sites.share").answer(Asked(day))
    return answer.numerator, answer.denominator


def test_two_different_people_accept_and_the_branch_is_completed_from_the_day_of_the_visit(
    zone, secretary, commissioner
):
    check = make_check(make_site(zone.branch_a), state=SiteCheckState.LOOKED_AT, accepted_on=ago(3), by=secretary)
    check.sign(by=commissioner, day=ago(3))
    assert fresh(zone.branch_a).site_state == SiteState.NOT_STARTED
    with pytest.raises(Refused, match="第一签认人是您本人"):
        check.accept(by=commissioner)
    check.accept(by=make_assessor(zone))
    branch = fresh(zone.branch_a)
    assert (branch.site_state, branch.site_accepted_on) == (SiteState.COMPLETED, ago(3))
    assert counted(ago(4)) == (0, 2)
    assert counted(ago(3)) == (1, 2)


def test_nobody_of_the_branch_signs(zone, secretary, neighbour):
    site = make_site(zone.branch_a)
    Site.objects.get(pk=site.pk).share(by=None, organisation=zone.branch_b, start=ago(10))
    check = make_check(site, state=SiteCheckState.LOOKED_AT)
    for person in (secretary, neighbour):
        with pytest.raises(Refused, match="您是使用该阵地的支部人员"):
            check.sign(by=person, day=TODAY)
    applicant = check.applied_by
    with pytest.raises(Refused, match="由您本人办理"):
        check.sign(by=applicant, day=TODAY)


def test_the_database_knows_no_acceptance_by_one(zone, commissioner):
    check = make_check(make_site(zone.branch_a), state=SiteCheckState.SIGNED)
    wrong = {"state": SiteCheckState.ACCEPTED, "second_by": check.first_by}
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteCheck.objects.filter(pk=check.pk).update(**wrong)


def test_a_branch_applies_only_when_every_compulsory_item_is_good_and_shown(zone, secretary):
    check = make_check(make_site(zone.branch_a), by=secretary)
    with pytest.raises(Refused, match="尚未填写：S-1"):
        check.finish(by=secretary)
    answer_all(check, by=secretary)
    oath = check.checklist.items.get(code="S-3")
    version = check.answers.get(item=oath).version
    check.answer(oath, by=secretary, verdict=ItemVerdict.FAULTY, note="缺一行", version=version)
    check.finish(by=secretary)
    with pytest.raises(Refused, match="S-3"):
        check.apply(by=secretary)
    check.answer(oath, by=secretary, verdict=ItemVerdict.GOOD, version=version + 1)
    check.answers.get(item=oath).photos.get().remove(by=secretary)
    with pytest.raises(Refused, match="S-3"):
        check.apply(by=secretary)
    check.answer(oath, by=secretary, verdict=ItemVerdict.GOOD, photos=[reencode(photo_file())], version=0)
    optional = check.checklist.items.get(code="S-11")
    check.answer(optional, by=secretary, verdict=ItemVerdict.MISSING, version=1)
    assert check.apply(by=secretary).state == SiteCheckState.APPLIED
    with pytest.raises(WrongState):
        check.answer(oath, by=secretary, verdict=ItemVerdict.MISSING, version=9)


def test_what_is_sent_back_comes_with_a_comment_at_the_item_and_loses_its_signatures(zone, adviser, secretary):
    check = make_check(make_site(zone.branch_a), state=SiteCheckState.SIGNED)
    chart = check.checklist.items.get(code="S-4")
    check.send_back(by=adviser, reason="", comments=[(chart, "流程图版本旧，请换新")])
    assert (check.state, check.accepted_on, check.first_by) == (SiteCheckState.OPEN, None, None)
    answer = check.answers.get(item=chart)
    assert (answer.is_sent_back, answer.comment) == (True, "流程图版本旧，请换新")
    assert [line.item for line in check.gaps()] == [chart]
    check.answer(chart, by=secretary, verdict=ItemVerdict.GOOD, note="已换", version=answer.version)
    assert not check.answers.get(item=chart).is_sent_back
    # Compulsory and sent back: it would not do to apply again without having answered it anew.
    assert check.gaps() == []


def test_the_second_of_two_who_answer_the_same_item_is_told(zone, secretary):
    check = make_check(make_site(zone.branch_a))
    item = check.checklist.items.first()
    check.answer(item, by=secretary, verdict=ItemVerdict.GOOD, version=0)
    # The same answer sent twice (a double tap) is no quarrel.
    check.answer(item, by=secretary, verdict=ItemVerdict.GOOD, version=0)
    with pytest.raises(SavedMeanwhile):
        check.answer(item, by=make_user(), verdict=ItemVerdict.MISSING, version=0)
    assert check.answers.get(item=item).verdict == ItemVerdict.GOOD


def test_shared_rooms_complete_every_branch_that_uses_them_and_only_as_long(zone, commissioner):
    site = make_site(zone.branch_a)
    make_check(site, state=SiteCheckState.ACCEPTED, accepted_on=ago(100))
    assert fresh(zone.branch_b).site_state == SiteState.NOT_STARTED
    site.share(by=commissioner, organisation=zone.branch_b, start=ago(50))
    assert fresh(zone.branch_b).site_accepted_on == ago(50)
    site.sharings.get().end_from(ago(5), by=commissioner, reason="已有自己的阵地在建")
    branch = fresh(zone.branch_b)
    assert (branch.site_state, branch.site_accepted_on) == (SiteState.UNDER_CONSTRUCTION, None)
    assert [counted(day)[0] for day in (ago(60), ago(50), ago(6), ago(5), TODAY)] == [1, 2, 2, 1, 1]


def test_a_site_lost_at_the_re_check_keeps_its_earlier_days(zone, commissioner):
    """Four days: before the acceptance, completed, after a branch was dissolved, lost."""
    gone = make_organisation(zone.root)
    gone.dissolve(by=commissioner, effective_on=ago(200))
    site = make_site(zone.branch_a)
    make_check(site, state=SiteCheckState.ACCEPTED, accepted_on=ago(400))
    check = make_check(site, state=SiteCheckState.APPLIED)
    assert check.occasion == SiteOccasion.RECHECK
    check.fail(by=commissioner, day=ago(20), reason="会议室已改作仓库")
    assert fresh(zone.branch_a).site_state == SiteState.UNDER_CONSTRUCTION
    assert [counted(day) for day in (ago(401), ago(300), ago(100), TODAY)] == [(0, 3), (1, 3), (1, 2), (0, 2)]
    again = make_check(site, state=SiteCheckState.ACCEPTED, accepted_on=ago(1))
    assert again.occasion == SiteOccasion.ACCEPTANCE
    assert [counted(day)[0] for day in (ago(21), ago(20), ago(1))] == [1, 0, 1]


def test_a_first_acceptance_is_sent_back_and_cannot_be_lost(zone, commissioner):
    check = make_check(make_site(zone.branch_a), state=SiteCheckState.APPLIED)
    assert "fail" not in check.open_transitions()
    with pytest.raises(Refused, match="尚未验收合格"):
        check.fail(by=commissioner, day=TODAY, reason="…")


def test_rooms_given_up_end_the_completion_unless_other_rooms_are_accepted(zone, commissioner):
    old, new = make_site(zone.branch_a), make_site(zone.branch_a)
    for site in (old, new):
        make_check(site, state=SiteCheckState.ACCEPTED, accepted_on=ago(30))
    old.give_up(by=commissioner, day=ago(3), reason="搬迁")
    assert fresh(zone.branch_a).site_state == SiteState.COMPLETED
    new.give_up(by=commissioner, day=ago(2), reason="租约到期")
    assert fresh(zone.branch_a).site_state == SiteState.UNDER_CONSTRUCTION
    assert [counted(day)[0] for day in (ago(3), ago(2))] == [1, 0]


def test_an_acceptance_out_of_the_roster_stands_without_items_and_falls_due_after_a_year(zone):
    done = {"site_state": SiteState.COMPLETED}
    old = make_organisation(zone.root, site_accepted_on=ago(365), **done)
    make_organisation(zone.root, site_accepted_on=ago(364), **done)
    due = Organisation.objects.site_recheck_due_on(TODAY)
    assert list(due) == [old]
    check = make_check(make_site(old), state=SiteCheckState.ACCEPTED, accepted_on=TODAY)
    assert check.occasion == SiteOccasion.RECHECK
    # The day of the first acceptance stays; what was due yesterday stays due as of yesterday.
    assert fresh(old).site_accepted_on == ago(365)
    assert not Organisation.objects.site_recheck_due_on(TODAY).exists()
    assert figure("sites.due_recheck").answer(Asked(TODAY)).value == 0


def test_a_published_edition_never_changes_and_a_new_one_is_a_copy(zone, commissioner):
    first = SiteChecklist.objects.in_force().get()
    item = first.items.first()
    item.title = "别的"
    with pytest.raises(ValidationError, match="已发布的版本不能修改"):
        item.full_clean()
    running = make_check(make_site(zone.branch_a))
    draft = first.copy(by=commissioner)
    assert draft.items.count() == first.items.count()
    with pytest.raises(Refused, match="已有一份草稿"):
        first.copy(by=commissioner)
    SiteItem.objects.create(checklist=draft, code="S-13", title="谈心角", requirement="有谈心角。", order=999)
    draft.publish(by=commissioner)
    first.refresh_from_db()
    assert (first.state, draft.state) == ("superseded", "published")
    # What runs keeps the text by which it was begun.
    assert running.checklist == first
    assert not running.checklist.items.filter(code="S-13").exists()
    assert make_check(make_site(zone.branch_b)).checklist == draft


def test_one_inspection_of_a_site_at_a_time(zone, secretary):
    site = make_site(zone.branch_a)
    make_check(site)
    assert "inspect" not in site.open_transitions()
    with pytest.raises(Refused, match="已有检查正在进行"):
        site.inspect(by=secretary)
