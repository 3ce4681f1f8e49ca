"""The demonstration zone: its numbers hold on any day, it is the same every time, and everybody finds work in it."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth.password_validation import validate_password
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from branches.choices import ChangeKind
from branches.models import (
    AssessmentRound,
    Enterprise,
    FrozenCount,
    Grid,
    Organisation,
    OrganisationalChange,
    StandardizationCycle,
)
from branches.recounts import Reason, recount
from news.models import NewsPage, NoticePage, TrainingPage
from portal import cells
from portal.demo.activities import make_activities
from portal.demo.album import Album
from portal.demo.assessments import make_assessments
from portal.demo.campaigns import make_campaign
from portal.demo.hazards import make_hazards
from portal.demo.inspections import make_inspections
from portal.demo.people import LOGINS, PASSWORD
from portal.demo.plans import make_plans
from portal.demo.scenes import Studio
from portal.demo.sites import make_sites
from portal.demo.zone import make_zone
from portal.desk import waiting_for
from portal.figures import Asked, figure
from portal.models import ClockRun, User
from tests.opened import numbers_that_open, records_of
from volunteers.choices import HazardState, TransferState
from volunteers.models import (
    Activity,
    ActivityPhoto,
    Attendance,
    Campaign,
    CaseTransfer,
    GradeProposal,
    Hazard,
    HazardPhoto,
    ProductionStop,
    TaskForce,
)

FIGURES = {
    "organisations.registered": 86,
    "organisations.total": 78,
    "organisations.dissolved": 8,
    "sites.completed": 64,
    "activities.cleanups": 106,
    "hazards.found": 640,
    "hazards.rectified": 612,
    "hazards.open": 28,
    "hazards.overdue": 9,
    "hazards.major": 9,
}
# Whose desk holds work from the first minute; the others look after things or read.
AT_WORK = (
    "editor",
    "publisher",
    "secretary",
    "commissioner",
    "head",
    "reviewer",
    "gridworker",
    "cadre",
    "safety",
    "leader",
)


def answers(day):
    return {key: figure(key).answer(Asked(day)).value for key in FIGURES}


def names():
    """What must not change from one run to the next."""
    return {
        "organisations": list(Organisation.objects.values_list("name", "secretary_name", "full_members")),
        "enterprises": list(Enterprise.objects.order_by("pk").values_list("name", "credit_code", "employees")),
        "task forces": list(TaskForce.objects.order_by("pk").values_list("name", flat=True)),
        "people": list(User.objects.order_by("pk").values_list("username", "name")),
        "hazards": list(Hazard.objects.order_by("number").values_list("description", "enterprise__name", "state")),
        "activities": sorted(Activity.objects.values_list("task_force__name", "place", "participants", "hours")),
    }


@pytest.fixture(scope="module")
def earlier(django_db_setup, django_db_blocker):
    """Names and numbers of the zone as it would have been made on the first of January; nothing of it stays.

    None on PostgreSQL: names and days are chosen before the database is asked, and making a zone takes long.
    """
    if connection.vendor != "sqlite":
        return None
    day = date(timezone.localdate().year, 1, 1)
    with django_db_blocker.unblock(), transaction.atomic(), Studio() as studio:
        zone, album = make_zone(day), Album(studio)
        make_activities(zone, album)
        make_plans(zone)
        make_hazards(zone, album)
        make_inspections(zone)
        make_sites(zone, album)
        make_assessments(zone)
        make_campaign(zone)
        made = names(), answers(day)
        transaction.set_rollback(True)
    return made


@pytest.fixture(scope="module")
def demo(earlier, django_db_setup, django_db_blocker):
    """The zone as the command makes it, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_without_the_accounts_no_login_is_printed():
    out = StringIO()
    call_command("seed_demo", show_logins=True, stdout=out)
    assert out.getvalue() == ""


def test_the_figures_of_today_are_those_promised(demo, db):
    assert answers(timezone.localdate()) == FIGURES
    assert figure("sites.share").answer(Asked(timezone.localdate())).text == "82.1%"
    assert Enterprise.objects.count() == 150
    assert Grid.objects.count() == 12
    assert TaskForce.objects.in_force(timezone.localdate()).count() == 40
    disbanded = TaskForce.objects.exclude(disbanded_on=None).get()
    assert disbanded.moves.get().change.effective_on == disbanded.disbanded_on, "it ended with its branch"
    assert OrganisationalChange.objects.filter(kind=ChangeKind.DOWNGRADED).count() == 1


def test_the_figures_hold_on_the_first_of_january_too(earlier):
    if earlier is None:
        pytest.skip("made on SQLite only")
    assert earlier[1] == FIGURES


def test_a_second_run_gives_the_same_names_on_another_day(earlier, demo, db):
    if earlier is None:
        pytest.skip("made on SQLite only")
    before, now = earlier[0], names()
    # Numbers begin anew with each year, so hazards are compared as a set of rows.
    assert sorted(before.pop("hazards")) == sorted(now.pop("hazards"))
    assert before == now


def test_a_database_that_is_in_use_is_refused(demo, db):
    with pytest.raises(CommandError, match="holds organisations already"):
        call_command("seed_demo", verbosity=0)


def test_one_login_per_role_is_printed_with_its_password(demo, db):
    out = StringIO()
    call_command("seed_demo", show_logins=True, stdout=out)
    lines = out.getvalue().splitlines()
    assert PASSWORD in lines[0]
    assert [line.split()[0] for line in lines[1:]] == [username for username, _title, _name in LOGINS]


def test_logins_are_printed_no_more_once_the_password_was_changed(demo, db):
    user = User.objects.get(username="editor")
    user.set_password("something else 99")
    user.save()
    out = StringIO()
    call_command("seed_demo", show_logins=True, stdout=out)
    assert out.getvalue() == ""


@pytest.mark.parametrize("username", [login[0] for login in LOGINS])
def test_every_account_signs_in_and_opens_the_desk(demo, db, client, username):
    validate_password(PASSWORD, User.objects.get(username=username))
    assert client.login(username=username, password=PASSWORD)
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize("username", AT_WORK)
def test_everybody_finds_work_on_the_desk(demo, db, username):
    assert waiting_for(User.objects.get(username=username))


def test_what_waits_opens_the_list_of_just_that(demo, client):
    wrong = []
    for username in AT_WORK:
        user = User.objects.get(username=username)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for pile in waiting_for(user):
            # The CMS's dashboard shows what waits for editors in its own way.
            if pile["url"].startswith("/desk/"):
                found = records_of(client.get(pile["url"]).content.decode())
                wrong += [(username, pile["label"], pile["count"], found)] if found != pile["count"] else []
    assert wrong == []


def test_nobody_else_of_the_zone_can_sign_in(demo, db):
    others = User.objects.exclude(username__in=[login[0] for login in LOGINS])
    assert others.count() > 200
    assert not any(user.has_usable_password() for user in others)


def test_open_hazards_stand_in_every_open_state_and_major_ones_at_every_stage(demo, db):
    states = set(Hazard.objects.open_on(timezone.localdate()).values_list("state", flat=True))
    assert states == {
        HazardState.REGISTERED,
        HazardState.GRADED,
        HazardState.RECTIFYING,
        HazardState.AWAITING_RECHECK,
    }
    assert set(Hazard.objects.major().values_list("state", flat=True)) == {
        HazardState.GRADED,
        HazardState.RECTIFYING,
        HazardState.AWAITING_RECHECK,
        HazardState.VERIFIED,
        HazardState.CLOSED,
    }
    assert set(ProductionStop.objects.values_list("kind", "state")) == {
        ("voluntary", "standing"),
        ("ordered", "standing"),
        ("voluntary", "lifted"),
    }
    assert [transfer.state for transfer in CaseTransfer.objects.all()] == [TransferState.RECEIVED]
    assert GradeProposal.objects.waiting().count() == 1
    assert Hazard.objects.filter(state=HazardState.VOID).exists()


def test_no_credit_code_is_mistyped_and_none_belongs_to_a_real_place(demo, db):
    for code in Enterprise.objects.values_list("credit_code", flat=True):
        assert cells.credit_code(code) == code
        assert code.startswith("91339899")


def test_every_phone_number_is_of_the_invented_range(demo, db):
    phones = {
        *User.objects.values_list("phone", flat=True),
        *Organisation.objects.values_list("secretary_phone", flat=True),
        *Enterprise.objects.values_list("safety_officer_phone", flat=True),
    }
    assert all(phone.startswith("1380000") for phone in phones if phone)


def test_every_timeline_ends_where_the_record_stands(demo, db):
    for model in (Hazard, Activity):
        kind = ContentType.objects.get_for_model(model)
        last = {}
        for key, data in (
            ModelLogEntry.objects.filter(content_type=kind).order_by("timestamp", "pk").values_list("object_id", "data")
        ):
            last[key] = data.get("to") or last.get(key, "")
        for pk, state in model.objects.values_list("pk", "state"):
            assert str(pk) in last
            assert last[str(pk)] in (state, "")


def test_nothing_of_the_zone_lies_in_the_future(demo, db):
    today = timezone.localdate()
    assert not ModelLogEntry.objects.filter(timestamp__gt=timezone.now()).exists()
    assert not Hazard.objects.filter(Q(found_on__gt=today) | Q(closed_on__gt=today)).exists()
    ahead = Activity.objects.filter(held_on__gt=today).values_list("state", flat=True)
    assert set(ahead) == {"planned", "called_off"}
    assert not NewsPage.objects.filter(first_published_at__gt=timezone.now()).exists()


def test_deeds_come_in_their_order(demo, db):
    assert not Hazard.objects.filter(updated_at__lt=F("created_at")).exists()
    assert not Hazard.objects.filter(closed_on__lt=F("rechecked_on")).exists()
    assert not Activity.objects.filter(confirmed_at__lt=F("submitted_at")).exists()


def test_joint_activities_names_and_photos_are_there(demo, db):
    assert Activity.objects.counted().exclude(partners=None).distinct().count() >= 5
    assert Attendance.objects.count() > 300
    assert ActivityPhoto.objects.count() > 10
    assert HazardPhoto.objects.filter(moment="before").exists()
    assert HazardPhoto.objects.filter(moment="after").exists()


def test_the_public_site_has_its_articles_in_both_languages(demo, db, client):
    counts = {
        (model.__name__, code): model.objects.live().filter(locale__language_code=code).count()
        for model in (NewsPage, NoticePage, TrainingPage)
        for code in ("zh-hans", "en")
    }
    assert counts == {
        ("NewsPage", "zh-hans"): 10,
        ("NewsPage", "en"): 3,
        ("NoticePage", "zh-hans"): 4,
        ("NoticePage", "en"): 1,
        ("TrainingPage", "zh-hans"): 5,
        ("TrainingPage", "en"): 2,
    }
    assert "64" in client.get("/").content.decode()


@pytest.mark.parametrize("slug", ["from-told-to-willing", "dust-where-to-look-first", "changes-of-organisations"])
def test_an_article_with_pictures_figure_or_attachment_opens(demo, db, client, slug):
    for page in Page.objects.live().filter(slug=slug).specific():
        text = client.get(page.url).content.decode()
        assert page.title in text
        # Days, seasons and names have been filled in.
        assert "{" not in page.plain_text


def test_every_notice_in_chinese_carries_an_attachment(demo, db):
    for notice in NoticePage.objects.live().filter(locale__language_code="zh-hans"):
        assert notice.attachments.exists(), notice.title


def test_the_clock_is_not_late_right_after_seeding(demo, db):
    assert not ClockRun.is_late()


# Pages whose numbers count records; sums of persons and hours open the records they were summed from.
COUNTED = {
    "head": lambda: (
        reverse("desk"),
        reverse("enterprise_gaps"),
        reverse("campaign_progress", args=[Campaign.objects.get().pk]),
    ),
    "commissioner": lambda: (
        reverse("desk"),
        StandardizationCycle.objects.first().get_absolute_url(),
        AssessmentRound.objects.first().get_absolute_url(),
    ),
}


def test_past_days_of_the_zone_keep_what_was_opened_again_since(demo, db):
    """One hazard is at work again, one was rectified twice; the numbers of their days are what they were."""
    rows = Hazard.objects.exclude(reopened_on=None)
    assert sorted(row.state for row in rows) == [HazardState.RECTIFYING, HazardState.VERIFIED]
    for row in rows:
        stood = row.earlier.get()
        assert stood.until == row.reopened_on
        day = row.reopened_on - timedelta(days=1)
        assert row in figure("hazards.rectified").counted(Asked(day))
        assert row in figure("hazards.open").counted(Asked(row.reopened_on))
        kind = ContentType.objects.get_for_model(row)
        entry = ModelLogEntry.objects.get(content_type=kind, object_id=str(row.pk), action="volunteers.hazard.reopen")
        assert timezone.localdate(entry.timestamp) == row.reopened_on
        assert row.found_on <= stood.rectified_on <= stood.rechecked_on < row.reopened_on


def test_the_head_sees_why_two_frozen_figures_differ_today(demo, db):
    head = User.objects.get(username="head")
    reasons = {}
    for frozen in FrozenCount.objects.filter(author=head):
        again = recount(frozen, head)
        reasons |= {frozen.key: [(one.reason, one.deeds[0].action.split(".")[-1]) for one in again.differences]}
    assert reasons == {"hazards.found": [(Reason.VOID, "void")], "hazards.rectified": [(Reason.REOPENED, "reopen")]}


def test_a_number_that_opens_a_list_opens_so_many_records(demo, client):
    """The head of the emergency centre and the commissioner click on whatever was counted."""
    asked = set()
    for person, addresses in COUNTED.items():
        client.force_login(User.objects.get(username=person))
        for address in addresses():
            for number in numbers_that_open(client.get(address).content.decode()) - asked:
                asked.add(number)
                opened, counted = number
                assert records_of(client.get(opened).content.decode()) == counted, f"{address}: {number}"
    assert len(asked) > 60
