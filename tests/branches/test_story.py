"""The zone's year, by the verbs of the pages: 86 organisations, one downgraded, eight dissolved, 64 of 78 sites.

Nothing is set: the roster is brought, sites are self-checked and accepted by two, reports are written and signed, the
committee decides and its decisions are carried out, each on its day. Then the registry is asked on four days.
"""

import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from branches.choices import ItemVerdict, Role, SiteState
from branches.models import (
    AssessmentEdition,
    AssessmentReport,
    AssessmentRound,
    AssessmentTeam,
    Deliberation,
    Organisation,
    OrganisationSpell,
    Site,
    SiteCheck,
    SiteChecklist,
)
from portal.figures import Asked, figure
from portal.photos import reencode
from tests.factories.ledgers import loaded, workbook
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import photo_file

TODAY = timezone.localdate()
OFFICE, GENERAL = "云溪高新区两新工委", "云溪宏图门业有限公司党总支"
# How many days ago what happened.
BROUGHT, BUILT, VISITED, DOWNGRADED, FIRST_FOUR, LAST_FOUR, ENTERED = 300, 280, 120, 90, 60, 30, 10
ENDED = [f"云溪第{number}五金厂党支部" for number in range(1, 9)]
# One of the dissolved had completed its site: it counts until it ends.
WITH_SITE = ENDED[0]


def ago(days):
    return TODAY - timedelta(days=days)


@contextmanager
def on(day, hour=10):
    """It is this day: what is done now is dated so, by the models and by Django itself."""
    now = datetime.now(UTC)
    then = datetime.combine(day, datetime.min.time()).replace(hour=hour, tzinfo=timezone.get_default_timezone())
    shift = then - now

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + shift

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "datetime", Then)
        yield


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def found_all(people):
    """The roster of 86 is brought; the last one hangs below the general branch."""
    founded = "2015-07-01"
    rows = [[name, "", OFFICE, founded] for name in ENDED]
    rows.append([GENERAL, "党总支", OFFICE, founded])
    rows.append(["云溪宏图门业有限公司第一党支部", "", GENERAL, founded])
    rows += [[f"云溪{number}号门业有限公司党支部", "", OFFICE, founded] for number in range(1, 77)]
    head = ["党组织名称", "类型", "上级党组织", "成立日期"]
    loaded("organisations", workbook(名册=[head, [OFFICE, "工委", "", ""], *rows]), by=people.clerk)
    assert Organisation.objects.counted().count() == 86


def complete(organisation, day, people, shots):
    """Rooms entered, self-checked item by item, applied for, looked at, accepted by two on `day`."""
    with on(day - timedelta(days=9)):
        site = Site.objects.create(organisation=organisation, name="党员活动室")
        site.inspect(by=people.secretary)
        check = SiteCheck.objects.get(site=site)
        for item in people.compulsory:
            photos = shots[: item.photos_needed]
            check.answer(item, by=people.secretary, verdict=ItemVerdict.GOOD, photos=photos)
        check.apply(by=people.secretary)
        check.look(by=people.adviser, opinion="可以上门")
    with on(day):
        check.sign(by=people.commissioner, day=day)
        check.accept(by=people.assessors[0])


def sites_to_complete():
    """Sixty-five branches, one after the other; one of them will be dissolved."""
    others = Organisation.objects.counted().exclude(name__in=[*ENDED, GENERAL]).order_by("path")
    return [Organisation.objects.get(name=WITH_SITE), *others[:64]]


def assess(people):
    """A round visits the nine; each report is edited, assented to by two and signed."""
    with on(ago(VISITED)):
        office = Organisation.objects.get(name=OFFICE)
        facts = {"starts_on": ago(VISITED), "ends_on": ago(VISITED - 25), "edition": AssessmentEdition.current()}
        round_ = AssessmentRound.objects.create(name="年度能力评估", office=office, **facts)
        team = AssessmentTeam.objects.create(round=round_, name="第一组")
        team.seat(people.assessors[0], people.assessors[1:], by=people.commissioner)
        round_.take_in(Organisation.objects.filter(name__in=[*ENDED, GENERAL]), by=people.commissioner)
        round_.begin(by=people.commissioner)
        leader, other = map(signed_in, people.assessors)
        for one in round_.assessments.select_related("organisation"):
            one.schedule(team=team, visit_on=ago(VISITED))
            one.save()
            one.visit(by=people.assessors[0], visited_on=ago(VISITED))
            is_general = one.organisation.name == GENERAL
            report_on(one, "keep" if is_general else "dissolve", leader, other)


def report_on(assessment, proposal, leader, other):
    """The report through its pages, from the draft to the signature."""
    leader.post(reverse("assessment_report_begin", args=[assessment.pk]))
    report = AssessmentReport.objects.get(assessment=assessment)
    facts = {name: getattr(report, name) for name in ("facts", "process", "strengths", "problems")}
    facts |= {f"score_{score.dimension}": "40" for score in report.scores.all()}
    facts |= {"rating": "not_normal", "proposal": proposal, "proposal_text": "长期未开展活动"}
    edit = reverse("assessment_report_edit", args=[report.pk])
    assert leader.post(edit, facts | {"version": report.version}).status_code == 302
    for client in (leader, other):
        client.post(reverse("assessment_report_assent", args=[report.pk]))
    assert leader.post(reverse("assessment_report_sign", args=[report.pk])).status_code == 302


def deliberate(names, held_on, number, people, *, entered_on=None, **change):
    """A meeting on `held_on` decides about the branches of these names; the portal carries it out on `entered_on`."""
    with on(entered_on or held_on):
        client = signed_in(people.commissioner)
        facts = {"office": OFFICE, "meeting": "党工委会议", "document_number": number}
        client.post(reverse("deliberation_add"), facts | {"held_on": held_on, "effective_on": held_on})
        held = Deliberation.objects.get(document_number=number)
        reported = AssessmentReport.objects.filter(assessment__organisation__name__in=names)
        keys = list(reported.values_list("assessment", flat=True))
        client.post(reverse("deliberation_put_on", args=[held.pk]), {"assessments": keys})
        if change:
            decision = held.decisions.get()
            client.post(reverse("branch_decision_edit", args=[decision.pk]), change)
        for verb in ("decide", "execute"):
            assert client.post(reverse(f"deliberation_{verb}", args=[held.pk])).status_code == 302


def autumn(people):
    """(how many days ago, what was done then), and at the end of four of the days somebody asks."""
    shots = [reencode(ContentFile(photo_file(colour=colour).read(), "a.jpg")) for colour in ("#a33", "#3a3")]
    for place, organisation in enumerate(sites_to_complete()):
        days = BUILT - 4 * place
        yield days, partial(complete, organisation, ago(days), people, shots)
    yield VISITED, partial(assess, people)
    change = {"kind": "downgrade", "name": "云溪宏图门业有限公司党支部", "branches_below": "move"}
    numbered = partial(deliberate, people=people)
    yield DOWNGRADED, partial(numbered, [GENERAL], ago(DOWNGRADED), "云高党〔2026〕20号", **change)
    yield FIRST_FOUR, partial(numbered, ENDED[:4], ago(FIRST_FOUR), "云高党〔2026〕21号")
    last = partial(numbered, ENDED[4:], ago(LAST_FOUR), "云高党〔2026〕24号", entered_on=ago(ENTERED))
    yield ENTERED, last
    for days in STORY:
        yield days - 0.5, partial(ask, days, people)


def ask(days, people):
    """The figures, as the portal answers them on that very day."""
    with on(ago(days), hour=20):
        people.told[days] = told(timezone.localdate())


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """The zone's autumn with those who made it; nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        who = SimpleNamespace(clerk=make_user(name="李静"), told={})
        with on(ago(BROUGHT), hour=9):
            found_all(who)
            office = Organisation.objects.get(name=OFFICE)
            who.commissioner = appoint(make_user(name="范晓燕"), Role.COMMISSIONER, office)
            who.adviser = appoint(make_user(name="柳勇"), Role.ADVISER, office)
            who.secretary = make_user(name="谢艳")
            who.assessors = [appoint(make_user(name=name), Role.ASSESSOR, office) for name in ("童文彬", "汪莉")]
        who.compulsory = list(SiteChecklist.objects.in_force().get().items.filter(is_compulsory=True))
        for _days, deed in sorted(autumn(who), key=lambda pair: -pair[0]):
            deed()
        yield who
        transaction.set_rollback(True)


def built(days):
    """How many of the 65 had been accepted by then."""
    return len([place for place in range(65) if BUILT - 4 * place >= days])


# day: (in force, dissolved, completed)
STORY = {
    200: (86, 0, built(200)),
    75: (86, 0, built(75)),
    25: (78, 8, built(25) - 1),
    0: (78, 8, 64),
}
# Twenty-five days ago the committee had decided about the last four, but nobody had entered it.
KNOWN_THEN = STORY | {25: (82, 4, built(25) - 1)}
FIGURES = ("organisations.total", "organisations.dissolved", "sites.completed")


def told(day):
    """What the figures answer for a day: counts, and the share with its two numbers."""
    values = tuple(figure(key).answer(Asked(day)).value for key in FIGURES)
    share = figure("sites.share").answer(Asked(day))
    return values, (share.numerator, share.denominator)


@pytest.mark.parametrize("days", STORY)
def test_each_day_has_its_own_numbers_and_its_own_denominator(people, db, days):
    in_force, dissolved, completed = STORY[days]
    assert told(ago(days)) == ((in_force, dissolved, completed), (completed, in_force))


@pytest.mark.parametrize("days", KNOWN_THEN)
def test_whoever_asked_on_the_day_itself_was_told_what_had_been_entered_by_then(people, db, days):
    in_force, dissolved, completed = KNOWN_THEN[days]
    assert people.told[days] == ((in_force, dissolved, completed), (completed, in_force))


def test_in_the_end_it_is_86_one_downgraded_eight_dissolved_64_of_78(people, db):
    assert figure("organisations.registered").answer(Asked(TODAY)).value == 86
    assert figure("sites.share").answer(Asked(TODAY)).text == "82.1%"
    general = Organisation.objects.get(name="云溪宏图门业有限公司党支部")
    assert [change.kind for change in general.changes.exclude(kind="established")] == ["downgraded"]
    below = Organisation.objects.get(name="云溪宏图门业有限公司第一党支部")
    assert below.get_parent().name == OFFICE
    ended = Organisation.objects.get(name=WITH_SITE)
    assert (ended.state, ended.site_state) == ("dissolved", SiteState.COMPLETED)
    change = ended.changes.get(kind="dissolved")
    assert (change.meeting, change.document_number) == ("党工委会议", "云高党〔2026〕21号")
    assert change.basis


def counted_on(page):
    """The number above a list."""
    return int(re.search(r'id="count"[^>]*>\D*([\d,]+)', page)[1])


@pytest.mark.parametrize("days", STORY)
@pytest.mark.parametrize("key", FIGURES)
def test_the_list_as_of_the_day_shows_exactly_what_the_figure_counts(people, db, days, key):
    asked = Asked(ago(days), user=people.commissioner)
    answer = signed_in(people.commissioner).get(figure(key).url(asked))
    assert counted_on(answer.content.decode()) == figure(key).answer(asked).value


def names_on(day, known=None):
    rows = OrganisationSpell.objects.known(known).on(day).counted()
    return set(rows.values_list("name", flat=True))


def test_a_decision_entered_late_was_not_known_before(people, db):
    between, before_entry = ago(LAST_FOUR - 5), ago(ENTERED + 5)
    assert len(names_on(between)) == 78
    assert len(names_on(between, known=before_entry)) == 82
    assert names_on(between, known=before_entry) - names_on(between) == set(ENDED[4:])
    # What is asked for a day before any of it says the same, whenever it was asked.
    assert len(names_on(ago(75))) == len(names_on(ago(75), known=ago(70))) == 86


def test_the_page_of_a_day_shows_what_was_known_then(people, db):
    client, address = signed_in(people.commissioner), reverse("organisations_as_of")
    query = {"day": ago(LAST_FOUR - 5)}
    now = client.get(address, query).content.decode()
    then = client.get(address, query | {"known": ago(ENTERED + 5)}).content.decode()
    assert (counted_on(now), counted_on(then)) == (78, 82)
    assert ENDED[4] in then
    assert ENDED[4] not in now


def test_the_registry_of_a_day_names_kinds_as_they_were(people, db):
    assert GENERAL in names_on(ago(DOWNGRADED + 1))
    assert GENERAL not in names_on(ago(DOWNGRADED))
    client = signed_in(people.commissioner)
    query = {"as_of": ago(DOWNGRADED + 1), "kind": "general_branch"}
    assert GENERAL in client.get(reverse("organisations"), query).content.decode()
    assert GENERAL not in client.get(reverse("organisations"), query | {"as_of": TODAY}).content.decode()


def test_what_is_dissolved_stays_to_be_opened_with_site_and_report(people, db):
    client, ended = signed_in(people.commissioner), Organisation.objects.get(name=WITH_SITE)
    text = client.get(ended.get_absolute_url()).content.decode()
    assert "云高党〔2026〕21号" in text
    assert f"{ago(BUILT):%Y-%m-%d}" in text
    report = AssessmentReport.objects.get(assessment__organisation=ended)
    assert report.assessment.state == "executed"
    assert client.get(report.get_absolute_url()).status_code == 200
