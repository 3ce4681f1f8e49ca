"""Training: who is meant, who answers, who was there; a record of one's own, and no score anywhere."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from branches.choices import Attended, Reply, Role, TrainingState
from branches.models import Invitation, MaterialReading, Organisation, TrainingSession
from portal.calendars import events
from portal.desk import waiting_for
from portal.figures import Asked, figure
from portal.states import Refused
from tests.factories import news as stories
from tests.factories.branches import make_organisation
from tests.factories.portal import appoint, make_user
from tests.factories.training import make_session
from tests.factories.volunteers import days_ago

pytestmark = pytest.mark.django_db


def piles(user):
    return {pile["label"]: pile["count"] for pile in waiting_for(user)}


def names(session):
    return sorted(session.invitations.values_list("name", flat=True))


def form_of(zone, **changes):
    """A new session as the form sends it."""
    sent = {
        "title": "党组织书记集中培训",
        "kind": "party",
        "held_on": days_ago(-7).isoformat(),
        "starts_at": "14:00",
        "ends_at": "16:30",
        "place": "一楼报告厅",
        "organisation": zone.root.name,
        "roles": ["secretary"],
        "programme": "14:00 组织生活怎么开 | 党校老师\n15:20 现场交流",
    }
    return sent | changes


def test_the_invited_are_worked_out_from_the_roles_of_the_day(zone, secretary, neighbour, adviser, contact, leader):
    former = appoint(make_user(name="前书记"), Role.SECRETARY, zone.branch_a, start=days_ago(900), end=days_ago(400))
    roles = ["secretary", "safety_officer", "task_force_leader"]
    session = make_session(roles=roles, organisation=zone.root)
    assert names(session) == sorted(str(person) for person in (secretary, neighbour, contact, leader))
    assert str(former) not in names(session)
    of_a = make_session(roles=roles, organisation=Organisation.objects.get(pk=zone.branch_a.pk))
    assert names(of_a) == sorted(str(person) for person in (secretary, contact, leader))
    of_grid = make_session(roles=[*roles, "grid_worker"], organisation=zone.root, grid=zone.grid)
    assert names(of_grid) == [str(contact)]
    assert session.invitations.get(user=contact).organisation == zone.branch_a


def test_the_commissioner_plans_and_announces_a_session(zone, commissioner, secretary, client_of):
    client = client_of(commissioner)
    wrong = client.post(reverse("training_add"), form_of(zone, programme="25:00 |"))
    assert wrong.status_code == 422
    assert client.post(reverse("training_add"), form_of(zone)).status_code == 302
    session = TrainingSession.objects.get()
    assert [(str(one.time)[:5], one.topic, one.speaker) for one in session.programme.all() if one.time] == [
        ("14:00", "组织生活怎么开", "党校老师"),
        ("15:20", "现场交流", ""),
    ]
    assert client_of(secretary).get(session.get_absolute_url()).status_code == 404
    client.post(reverse("training_session_announce", args=[session.pk]))
    assert client_of(secretary).get(session.get_absolute_url()).status_code == 200
    assert piles(secretary)["待回复的培训"] == 1
    assert session.title in [event.title for event in events(secretary, days_ago(0), days_ago(-30))[0]]


def test_the_centre_organises_safety_training_and_no_other(zone, head, client_of):
    client = client_of(head)
    kinds = client.get(reverse("training_add")).context["form"].fields["kind"].choices
    assert [value for value, _label in kinds] == ["safety"]
    party = make_session(people=[head])
    assert client.get(reverse("training_session_edit", args=[party.pk])).status_code == 403
    safety = make_session(kind="safety", people=[make_user()])
    assert client.get(reverse("training_session_edit", args=[safety.pk])).status_code == 200


def test_the_invited_answer_for_themselves_and_say_why_they_cannot_come(zone, secretary, neighbour, client_of):
    session = make_session(people=[secretary, neighbour])
    own = session.invitations.get(user=secretary)
    client, url = client_of(secretary), reverse("invitation_reply", args=[own.pk])
    assert client.post(url, {"reply": "not_coming"}).status_code == 422
    client.post(url, {"reply": "not_coming", "reason": "厂里消防演练"})
    own.refresh_from_db()
    assert (own.reply, own.reply_reason) == (Reply.NOT_COMING, "厂里消防演练")
    assert "待回复的培训" not in piles(secretary)
    other = session.invitations.get(user=neighbour)
    assert client.get(reverse("invitation_reply", args=[other.pk])).status_code == 404
    with pytest.raises(Refused):
        other.answer(by=secretary, reply=Reply.COMING)


def test_one_sees_the_own_invitation_and_a_secretary_the_list_of_the_own_branch(
    zone, secretary, neighbour, contact, client_of
):
    session = make_session(people=[secretary, neighbour, contact])
    page = client_of(contact).get(session.get_absolute_url()).content.decode()
    assert str(neighbour) not in page
    page = client_of(secretary).get(session.get_absolute_url()).content.decode()
    assert str(contact) in page
    assert str(neighbour) not in page


def test_the_attendance_is_entered_on_one_page_and_the_second_saver_is_told(zone, commissioner, secretary, client_of):
    session = make_session(people=[secretary], guests=["金来宾"], days=0)
    session.hold(by=commissioner)
    client, url = client_of(commissioner), reverse("training_session_attendance", args=[session.pk])
    assert piles(commissioner)["待录入出勤的培训"] == 1
    first, guest = session.invitations.get(user=secretary), session.invitations.get(name="金来宾")
    marks = {f"attended-{first.pk}": "present", f"attended-{guest.pk}": "excused", f"remark-{guest.pk}": "出差"}
    late = {"name+0": "叶临时", "unit+0": "云溪门业", "attended+0": "present"}
    version = {"version": session.version}
    assert client.post(url, marks | late | version).status_code == 302
    assert names(session) == sorted(["叶临时", "金来宾", str(secretary)])
    assert Invitation.objects.get(name="叶临时").is_late
    again = client.post(url, marks | late | version | {f"attended-{first.pk}": "absent"})
    assert again.status_code == 409
    first.refresh_from_db()
    assert first.attended == Attended.PRESENT
    assert Invitation.objects.filter(name="叶临时").count() == 1
    session.refresh_from_db()
    session.close(by=commissioner)
    assert client.get(url).status_code == 302


def test_a_list_with_gaps_cannot_be_closed_and_the_rest_is_marked_in_one_go(zone, commissioner, secretary, client_of):
    session = make_session(people=[secretary], guests=["金来宾"], days=0)
    session.hold(by=commissioner)
    with pytest.raises(Refused, match="2"):
        session.close(by=commissioner)
    url = reverse("training_session_attendance", args=[session.pk])
    page = client_of(commissioner).post(url, {"rest": "present", "version": session.version})
    assert [line["attended"] for line in page.context["lines"]] == ["present", "present"]
    # Only shown: nothing is saved before somebody has looked at it.
    assert not session.invitations.exclude(attended="").exists()


def test_a_session_is_not_held_before_its_day(zone, commissioner):
    session = make_session(days=1)
    with pytest.raises(Refused):
        session.hold(by=commissioner)
    assert session.state == TrainingState.ANNOUNCED


def test_the_attendance_goes_out_as_excel_and_comes_back_filled_in(zone, commissioner, secretary, client_of):
    session = make_session(people=[secretary], guests=["金来宾"], days=0)
    session.hold(by=commissioner)
    client = client_of(commissioner)
    sent = client.get(reverse("training_session_workbook", args=[session.pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sent.streaming_content)))
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heading = next(row for row in rows if "姓名" in row)
    assert heading == ["序号", "单位", "姓名", "职务", "出勤", "备注"]
    marks = {str(secretary): "√", "金来宾": "请假"}
    for row in sheet.iter_rows():
        if row[2].value in marks:
            row[4].value = marks[row[2].value]
    sheet.append([3, "云溪门业", "叶临时", "班组长", "到", ""])
    content = io.BytesIO()
    book.save(content)
    url = reverse("training_session_attendance", args=[session.pk])
    file = SimpleUploadedFile("出勤.xlsx", content.getvalue())
    page = client.post(url, {"bring": "yes", "file": file})
    assert {line["invitation"].name: line["attended"] for line in page.context["lines"]} == {
        str(secretary): "present",
        "金来宾": "excused",
    }
    assert page.context["additions"][0]["name"] == "叶临时"
    assert not session.invitations.exclude(attended="").exists()
    broken = client.post(url, {"bring": "yes", "file": SimpleUploadedFile("a.xlsx", b"nonsense")})
    assert broken.status_code == 422


def test_everybody_has_an_own_record_of_sessions_and_of_what_was_read(zone, secretary, neighbour, client_of):
    page = stories.make_training(title="粉尘涉爆要点")
    session = make_session(TrainingState.CLOSED, people=[secretary, neighbour], present=[secretary], days=9)
    session.materials.create(page=page)
    client, url = client_of(secretary), reverse("my_training")
    assert page.title in client.get(url).content.decode()
    read = reverse("material_read", args=[page.pk])
    assert client.post(read, {"session": session.pk}).url == session.get_absolute_url()
    client.post(read)
    assert MaterialReading.objects.get().user == secretary
    shown = client.get(url).content.decode()
    assert session.title in shown
    assert str(Attended.PRESENT.label) in shown
    other = client_of(neighbour).get(url)
    assert str(Attended.ABSENT.label) in other.content.decode()
    assert len(other.context["readings"].rows) == 0
    assert client.get(read).status_code == 405
    assert client.post(reverse("material_read", args=[stories.make_news().pk])).status_code == 404


def test_figures_count_sessions_and_participations_by_the_day_held(zone, commissioner, secretary, neighbour, client_of):
    make_session(TrainingState.CLOSED, people=[secretary, neighbour], present=[secretary], days=40)
    make_session(TrainingState.HELD, people=[secretary], present=[secretary], days=5)
    make_session(TrainingState.ANNOUNCED, people=[secretary])
    asked = Asked(timezone.localdate(), user=commissioner)
    assert figure("training.sessions").answer(asked).value == 2
    assert figure("training.participations").answer(asked).value == 2
    assert figure("training.participations").answer(Asked(days_ago(10), start=days_ago(60))).value == 1
    url = figure("training.sessions").url(asked)
    assert client_of(commissioner).get(url).context["page"].count == 2


def test_a_session_called_off_says_why(zone, commissioner, secretary, client_of):
    session = make_session(people=[secretary])
    url = reverse("training_session_call_off", args=[session.pk])
    client_of(commissioner).post(url, {"reason": "台风预警"})
    assert "台风预警" in client_of(secretary).get(session.get_absolute_url()).content.decode()
    assert "待回复的培训" not in piles(secretary)


def test_guests_and_latecomers_are_put_on_the_list_by_hand(zone, commissioner, secretary, client_of):
    session = make_session(people=[make_user()])
    client, url = client_of(commissioner), reverse("training_session_invite", args=[session.pk])
    assert client.post(url, {"name": "金来宾", "unit": "市委党校"}).status_code == 302
    assert client.post(url, {"user": secretary.username}).status_code == 302
    assert client.post(url, {"user": secretary.username}).status_code == 422
    assert client.post(url, {}).status_code == 422
    invitation = session.invitations.get(user=secretary)
    assert (invitation.unit, invitation.organisation) == (zone.branch_a.name, zone.branch_a)
    assert make_organisation(zone.root).training_invitations.count() == 0
