"""A round of assessment through its pages: planned, visited, reported, answered; and who sees what of it."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from branches.choices import Role
from branches.models import Assessment, AssessmentReport, AssessmentRound, AssessmentTeam, MaterialCheck, TalkRecord
from portal import calendars
from tests.access.photos import a_picture
from tests.factories.assessments import fill_in, make_assessment, make_report, make_round, make_team
from tests.factories.branches import make_enterprise, make_grid, make_organisation
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import make_activity


@pytest.fixture
def assessors(zone):
    """Two assessors of the zone, the first leads."""
    return [appoint(make_user(f"assessor{n}", name=name), Role.ASSESSOR, zone.root) for n, name in enumerate("甲乙")]


@pytest.fixture
def running(zone, assessors):
    """Branch A in a round that runs, its team planned for today."""
    round_ = make_round(zone.root)
    zone.branch_a.enterprise = zone.enterprise_a
    zone.branch_a.save()
    return make_assessment(round_, zone.branch_a, make_team(round_, zone.root, people=assessors))


def text_of(answer):
    return answer.content.decode()


def test_a_commissioner_prepares_a_round_with_teams_and_a_plan(zone, commissioner, assessors, client_of):
    client, today = client_of(commissioner), timezone.localdate()
    facts = {"name": "秋季评估", "office": zone.root.name, "starts_on": today, "ends_on": today + timedelta(days=40)}
    client.post(reverse("assessment_round_add"), facts)
    round_ = AssessmentRound.objects.get()
    begin = reverse("assessment_round_begin", args=[round_.pk])
    assert "请先添加" in text_of(client.post(begin))
    assert AssessmentRound.objects.get().state == "draft"
    client.post(reverse("assessment_round_take_in", args=[round_.pk]), {"kind": "branch"})
    assert round_.assessments.count() == 2
    names = {"name": "第一组", "leader": "assessor0", "assessor_2": "assessor1"}
    client.post(reverse("assessment_team_add", args=[round_.pk]), names)
    team = AssessmentTeam.objects.get()
    assert team.leader == assessors[0]
    client.post(begin)
    one, other = round_.assessments.order_by("pk")
    plan = reverse("assessment_round_plan", args=[round_.pk])
    answer = client.post(
        plan,
        {
            f"a{one.pk}-team": team.pk,
            f"a{one.pk}-visit_on": today,
            f"a{one.pk}-visit_at": "09:30",
            f"a{one.pk}-route": 2,
            f"a{other.pk}-team": team.pk,
        },
    )
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.team, one.visit_on, one.route) == (team, today, 2)
    assert "第一组" in text_of(client.get(reverse("assessments")))


def test_the_route_is_proposed_grid_by_grid_and_saved_only_by_hand(zone, commissioner, assessors, client_of):
    round_ = make_round(zone.root)
    team = make_team(round_, zone.root, people=assessors)
    grids = [make_grid(order=90), make_grid(order=80)]
    for number in range(4):
        host = make_enterprise(grid=grids[number % 2])
        branch = make_organisation(zone.root, enterprise=host)
        Assessment.objects.create(round=round_, organisation=branch, team=team)
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    plan = reverse("assessment_round_plan", args=[round_.pk])
    answer = client_of(commissioner).get(plan, {"start": monday.isoformat(), "per_day": 2})
    lines = [line for group in answer.context["groups"] for line in group["lines"]]
    proposed = {
        line["assessment"].organisation.enterprise.grid.order: line["form"]["visit_on"].value() for line in lines
    }
    assert proposed == {80: monday, 90: monday + timedelta(days=1)}
    assert not round_.assessments.exclude(visit_on=None).exists()


def test_what_else_is_planned_at_the_enterprise_is_shown_before_the_visit(zone, running, commissioner, client_of):
    make_activity(zone.force_a, enterprise=zone.enterprise_a, held_on=running.visit_on)
    make_activity(zone.force_b, enterprise=zone.enterprise_b, held_on=running.visit_on)
    answer = client_of(commissioner).get(reverse("assessment_round_plan", args=[running.round.pk]))
    (line,) = [line for group in answer.context["groups"] for line in group["lines"]]
    assert len(line["occasions"]) == 1


def test_a_team_linked_to_the_branch_is_refused_with_the_reason(zone, running, commissioner, client_of):
    linked = appoint(make_user("linked", name="丙"), Role.ASSESSOR, zone.root)
    appoint(linked, Role.LINKED_CADRE, zone.enterprise_a)
    other = make_team(running.round, zone.root, people=[linked, running.team.leader], name="第二组")
    plan = reverse("assessment_round_plan", args=[running.round.pk])
    prefix = f"a{running.pk}"
    answer = client_of(commissioner).post(plan, {f"{prefix}-team": other.pk, f"{prefix}-visit_on": running.visit_on})
    assert answer.status_code == 422
    assert "丙" in text_of(answer)
    running.refresh_from_db()
    assert running.team != other


def test_an_assessor_carries_a_visit_from_the_phone_to_the_signed_report(zone, running, assessors, client_of):
    leader, second = map(client_of, assessors)
    record = running.get_absolute_url()
    leader.post(reverse("assessment_visit", args=[running.pk]), {"visited_on": timezone.localdate()})
    first = reverse("assessment_material", args=[running.pk, 1])
    answer = leader.post(first, {"verdict": "incomplete", "note": "缺下半年总结", "photos": a_picture()})
    assert answer.url == reverse("assessment_material", args=[running.pk, 2])
    check = MaterialCheck.objects.get()
    assert (check.deduction, check.photos.count()) == (5, 1)
    leader.post(
        reverse("talk_add", args=[running.pk]),
        {"category": "owner", "talked_on": timezone.localdate(), "points": "支持"},
    )
    fill_in_rest(running)
    leader.post(reverse("assessment_report_begin", args=[running.pk]))
    report = AssessmentReport.objects.get()
    assert "缺下半年总结" in report.problems
    edit = reverse("assessment_report_edit", args=[report.pk])
    scores = {f"score_{score.dimension}": "82.5" for score in report.scores.all()}
    texts = {name: getattr(report, name) for name in ("facts", "process", "strengths")}
    facts = (
        texts
        | scores
        | {"problems": "年度总结不全", "rating": "normal", "proposal": "improve", "version": report.version}
    )
    assert leader.post(edit, facts).status_code == 302
    sign = reverse("assessment_report_sign", args=[report.pk])
    assert leader.post(sign).status_code == 422, "nobody has assented yet"
    for client in (leader, second):
        client.post(reverse("assessment_report_assent", args=[report.pk]))
    assert second.post(sign).status_code == 422, "only the leader signs"
    assert leader.post(sign).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.total, report.problems) == ("signed", 82.5, "年度总结不全")
    assert "report" in text_of(leader.get(record)) and Assessment.objects.get().state == "reported"


def fill_in_rest(assessment):
    """What was not entered through the pages."""
    keep = {check.item_id: (check.verdict, check.deduction, check.note) for check in assessment.checks.all()}
    fill_in(assessment)
    for item, (verdict, deduction, note) in keep.items():
        assessment.checks.filter(item=item).update(verdict=verdict, deduction=deduction, note=note)


def test_edits_are_kept_and_what_changed_in_the_records_is_shown(zone, running, assessors, client_of):
    running.visit(by=assessors[0], visited_on=timezone.localdate())
    report = AssessmentReport.draft(running, by=assessors[0])
    report.facts = "评估组改写的基本情况"
    report.save()
    zone.branch_a.full_members = 31
    zone.branch_a.save()
    client, edit = client_of(assessors[0]), reverse("assessment_report_edit", args=[report.pk])
    answer = client.get(edit)
    assert "评估组改写的基本情况" in text_of(answer)
    assert "31" in answer.context["form"].news["facts"][1]
    client.post(edit, {"facts": "评估组改写的基本情况", "take_facts": "on", "version": report.version})
    report.refresh_from_db()
    assert "31" in report.facts
    assert report.news().get("facts") is None


def test_a_changed_report_needs_its_assents_anew(running, assessors, client_of):
    running.visit(by=assessors[0], visited_on=timezone.localdate())
    report = make_report(running, signed=False)
    edit = reverse("assessment_report_edit", args=[report.pk])
    facts = {f"score_{score.dimension}": "70" for score in report.scores.all()}
    facts |= {"rating": "well", "proposal": "keep", "version": report.version}
    client_of(assessors[1]).post(edit, facts)
    assert not report.assents.exists()


def test_a_secretary_sees_how_it_stands_then_the_signed_report_and_answers(
    running, assessors, secretary, neighbour, client_of
):
    running.visit(by=assessors[0], visited_on=timezone.localdate())
    report = make_report(running, signed=False)
    client = client_of(secretary)
    page = client.get(running.get_absolute_url())
    assert page.status_code == 200
    assert client.get(report.get_absolute_url()).status_code == 404
    report.sign(by=assessors[0])
    assert client.get(report.get_absolute_url()).status_code == 200
    assert client_of(neighbour).get(report.get_absolute_url()).status_code == 404
    assert client_of(neighbour).get(running.get_absolute_url()).status_code == 404
    client.post(reverse("assessment_report_answer", args=[report.pk]), {"reply": "支部认可，年底前补齐"})
    report.refresh_from_db()
    assert (report.state, report.reply) == ("answered", "支部认可，年底前补齐")


def test_an_adviser_sees_the_progress_and_no_report(running, assessors, adviser, client_of):
    running.visit(by=assessors[0], visited_on=timezone.localdate())
    report, client = make_report(running), client_of(adviser)
    page = text_of(client.get(running.get_absolute_url()))
    assert report.get_absolute_url() not in page
    assert client.get(report.get_absolute_url()).status_code == 404


def test_talks_are_read_by_the_team_alone(running, assessors, commissioner, secretary, client_of):
    facts = {"category": "employee", "talked_on": timezone.localdate(), "points": "只对评估组说的话"}
    talk = TalkRecord.objects.create(assessment=running, entered_by=assessors[0], **facts)
    assert "只对评估组说的话" in text_of(client_of(assessors[1]).get(running.get_absolute_url()))
    outsider = appoint(make_user("outsider"), Role.ASSESSOR, running.round.office)
    for person in (commissioner, secretary, outsider):
        client = client_of(person)
        assert "只对评估组说的话" not in text_of(client.get(running.get_absolute_url()))
        assert client.get(reverse("talk_edit", args=[talk.pk])).status_code in (403, 404)


def test_an_assessor_sees_only_the_branches_of_the_own_team_and_only_while_appointed(
    zone, running, assessors, client_of
):
    foreign = make_assessment(running.round, zone.branch_b, make_team(running.round, zone.root, name="第二组"))
    client = client_of(assessors[0])
    assert client.get(running.get_absolute_url()).status_code == 200
    assert client.get(foreign.get_absolute_url()).status_code == 404
    yesterday = timezone.localdate() - timedelta(days=1)
    assessors[0].appointments.update(start=yesterday, end=yesterday)
    assert client.get(running.get_absolute_url()).status_code == 404


def test_the_report_comes_out_as_word_in_the_official_layout(zone, running, assessors, secretary, client_of):
    running.visit(by=assessors[0], visited_on=timezone.localdate())
    report = make_report(running)
    answer = client_of(secretary).get(reverse("assessment_report_document", args=[report.pk, "docx"]))
    document = Document(io.BytesIO(b"".join(answer.streaming_content)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert zone.branch_a.name in text and zone.root.name in text
    assert report.number in text
    # In the language of the portal, whatever language the secretary reads.
    assert "一、基本情况" in text


def test_the_lists_ask_no_more_the_more_rows_they_show(
    zone, running, commissioner, client_of, django_assert_max_num_queries
):
    client, today = client_of(commissioner), timezone.localdate()
    pages = [reverse(name) for name in ("assessments", "assessment_rounds")]
    pages.append(reverse("assessment_round_plan", args=[running.round.pk]))

    def more(n):
        for _ in range(n):
            branch = make_organisation(zone.root, enterprise=make_enterprise(grid=make_grid()))
            one = make_assessment(running.round, branch, make_team(running.round, zone.root, name=branch.name))
            if branch.pk % 2:
                one.visit(by=one.team.leader, visited_on=today)
            make_round(zone.root, name=f"轮次{branch.pk}")

    more(2)
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(60) as few:
            client.get(page)
        number = len(few)
        more(4)
        # Once more: the rounds to choose from have changed, and are drawn anew for everybody.
        client.get(page)
        with django_assert_max_num_queries(number):
            client.get(page)


def test_the_workbooks_of_a_round_hold_its_branches(zone, running, commissioner, secretary, sheet_of, client_of):
    running.visit(by=running.team.leader, visited_on=timezone.localdate())
    make_report(running)
    client = client_of(commissioner)
    for name in ("assessment_round_plan_sheet", "assessment_round_summary"):
        rows = sheet_of(client.get(reverse(name, args=[running.round.pk])))
        assert any(zone.branch_a.name in row for row in rows)
        assert client_of(secretary).get(reverse(name, args=[running.round.pk])).status_code == 404


def test_a_standard_in_force_changes_only_as_a_new_edition(zone, running, commissioner, client_of):
    client, old = client_of(commissioner), running.round.edition
    item = old.items.first()
    assert client.get(reverse("material_item_edit", args=[item.pk])).status_code == 302
    client.post(reverse("assessment_edition_copy", args=[old.pk]))
    draft = type(old).objects.get(state="draft")
    assert (draft.items.count(), draft.questions.count()) == (old.items.count(), old.questions.count())
    copied = draft.items.first()
    url = reverse("material_item_edit", args=[copied.pk])
    facts = {"number": 1, "title": "年度计划", "dimension": "political", "points": "8"}
    assert client.post(url, facts).status_code == 302
    client.post(reverse("assessment_edition_publish", args=[draft.pk]))
    item.refresh_from_db()
    running.round.refresh_from_db()
    assert (item.title, running.round.edition) == ("年度计划和总结", old)
    assert type(old).current() == draft


def test_a_visit_stands_in_the_calendar_of_its_team_and_its_branch_alone(running, assessors, secretary, neighbour):
    day = running.visit_on
    for person, sees in ((assessors[0], True), (secretary, True), (neighbour, False)):
        found, _is_cut = calendars.events(person, day, day, "assessment")
        assert bool(found) is sees
