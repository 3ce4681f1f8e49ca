"""The pages of organisational life: five fields on a phone, photos and minutes for the own branch and those above."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from branches.choices import MeetingKind, MeetingState
from branches.models import Frequency, Meeting, MeetingPhoto, Member, Organisation
from tests.access.photos import a_picture
from tests.factories.meetings import make_meeting
from tests.factories.members import make_member
from tests.factories.portal import make_user

TODAY = timezone.localdate()


def sent(**changes):
    """The five fields of the phone, with a photo."""
    form = {"held_on": TODAY, "kind": "theme_day", "present": "8", "topic": "重温入党誓词", "photos": a_picture()}
    return {"submission": uuid.uuid4()} | form | changes


def test_a_secretary_writes_down_and_signs_a_meeting_with_five_fields(zone, secretary, client_of):
    client, form = client_of(secretary), sent(then="record")
    answer = client.post(reverse("meeting_add"), form)
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert (meeting.organisation, meeting.state, meeting.present) == (zone.branch_a, MeetingState.RECORDED, 8)
    assert meeting.photos.count() == 1
    assert client.post(reverse("meeting_add"), form | {"photos": a_picture()}).url == answer.url
    # What is signed is not changed behind anybody's back.
    assert client.get(reverse("meeting_edit", args=[meeting.pk])).status_code == 403


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("held_on", {"held_on": TODAY + timedelta(days=1)}),
        ("present", {"present": ""}),
        ("expected", {"expected": "7"}),
        ("lesson_by", {"kind": "party_lesson"}),
        (
            "excellent",
            {"kind": "appraisal", "excellent": "1", "qualified": "6", "basically_qualified": "0", "unqualified": "0"},
        ),
        ("unqualified", {"kind": "appraisal", "excellent": "2", "qualified": "6", "basically_qualified": "0"}),
        ("partner_1", {"partner_1": "云溪宏达电器有限公司党支部"}),
    ],
)
def test_what_keeps_a_record_from_being_signed_is_said_at_its_field(zone, secretary, client_of, field, changes):
    answer = client_of(secretary).post(reverse("meeting_add"), sent(then="record") | changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Meeting.objects.exists()


def test_a_plan_stands_in_the_calendar_of_the_branch_and_its_members_only(zone, secretary, neighbour, client_of):
    day = TODAY + timedelta(days=1)
    client_of(secretary).post(reverse("meeting_add"), sent(held_on=day, present="", photos="", starts_at="19:00"))
    account = make_user("shentu")
    make_member(zone.branch_a, user=account)
    url = f"{reverse('calendar')}?day={day}"
    for person, count in ((secretary, 1), (account, 1), (neighbour, 0)):
        (cell,) = client_of(person).get(url).context["days"]
        assert [event.clock for event in cell["events"]] == ["19:00"] * count


def test_ticked_members_are_counted_and_named_to_the_branch_only(zone, secretary, adviser, client_of):
    members = [make_member(zone.branch_a, name=name) for name in ("申屠建国", "许小燕")]
    form = sent(present="", attendees=[member.pk for member in members])
    client_of(secretary).post(reverse("meeting_add"), form)
    meeting = Meeting.objects.get()
    assert meeting.present == 2
    assert "申屠建国" in client_of(secretary).get(meeting.get_absolute_url()).content.decode()
    page = client_of(adviser).get(meeting.get_absolute_url()).content.decode()
    assert "申***" in page
    assert "申屠建国" not in page


def test_members_read_the_minutes_of_their_branch_and_strangers_do_not(zone, neighbour, head, client_of):
    meeting = make_meeting(zone.branch_a, minutes="讨论了换届方案", recorded=True)
    account = make_user("shentu")
    Member.objects.filter(pk=make_member(zone.branch_a).pk).update(user=account)
    assert "讨论了换届方案" in client_of(account).get(meeting.get_absolute_url()).content.decode()
    for person in (neighbour, head):
        assert client_of(person).get(meeting.get_absolute_url()).status_code == 404


def test_photos_are_addresses_too(zone, secretary, neighbour, adviser, client_of):
    photo = MeetingPhoto.take(a_picture(), by=secretary, meeting=make_meeting(zone.branch_a))
    url = reverse("meeting_photo", args=[photo.pk, "image"])
    assert client_of(adviser).get(url).status_code == 200
    assert client_of(neighbour).get(url).status_code == 404
    more = reverse("meeting_photo_add", args=[photo.meeting_id])
    client_of(adviser).post(more, {"submission": uuid.uuid4(), "photos": a_picture("#1f4a80")})
    assert MeetingPhoto.objects.count() == 2


def test_a_record_that_is_not_true_comes_back_to_the_desk_of_the_secretary(zone, secretary, adviser, client_of):
    meeting = make_meeting(zone.branch_a, recorded=True)
    form = {"submission": uuid.uuid4(), "reason": "照片与日期不符"}
    client_of(adviser).post(reverse("meeting_send_back", args=[meeting.pk]), form)
    desk = client_of(secretary).get("/desk/?language=en")
    assert {str(pile["label"]): pile["count"] for pile in desk.context["piles"]}["Meetings sent back"] == 1
    page = client_of(secretary).get(reverse("meeting_edit", args=[meeting.pk])).content.decode()
    assert "照片与日期不符" in page


def test_the_commissioner_sees_who_has_missed_what_and_the_neighbour_only_the_own(
    zone, commissioner, neighbour, client_of
):
    Organisation.objects.filter(pk=zone.branch_a.pk).update(founded_on="2015-01-01")
    frequency = Frequency.objects.get(kind="theme_day")
    _start, end = frequency.last_period(TODAY)
    make_meeting(zone.branch_b, held_on=end, recorded=True)
    url = reverse("meetings_missed")
    rows = client_of(commissioner).get(url, {"missed": "theme_day"}).context["page"].rows
    assert [row.pk for row in rows] == [zone.branch_a.pk]
    rows = client_of(neighbour).get(url).context["page"].rows
    assert [row.pk for row in rows] == [zone.branch_b.pk]
    assert rows[0].missed_theme_day is False


def test_the_year_of_a_branch_stands_on_its_record_and_each_cell_opens_into_its_meetings(zone, secretary, client_of):
    meeting = make_meeting(zone.branch_a, held_on=TODAY, recorded=True)
    client = client_of(secretary)
    page = client.get(f"{zone.branch_a.get_absolute_url()}?year={TODAY.year}")
    (panel,) = [panel for panel in page.context["panels"] if panel.template == "branches/_meeting_year.html"]
    cells = {line["frequency"].kind: line["cells"] for line in panel.context["lines"]}
    assert cells["theme_day"][TODAY.month - 1]["state"] == "held"
    query = {"branch": zone.branch_a.pk, "kind": "theme_day", "held_from": TODAY.replace(day=1)}
    assert [row.pk for row in client.get(reverse("meetings"), query).context["page"].rows] == [meeting.pk]


def test_the_ledger_of_meetings_comes_out_as_a_workbook(zone, secretary, client_of, sheet_of):
    make_meeting(zone.branch_a, MeetingKind.PARTY_LESSON, topic="安全生产就是责任", recorded=True)
    make_meeting(zone.branch_b, topic="别家的主题")
    text = str(sheet_of(client_of(secretary).get(reverse("meetings"), {"export": "xlsx"})))
    assert "安全生产就是责任" in text
    assert "别家的主题" not in text
