"""The ledger of appointments: who answers for which grid, sector or enterprise, from when to when."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches import permissions
from branches.choices import Role, Standing
from branches.ledgers.enterprises import usual_grid
from branches.ledgers.registers import EnterpriseRegister, OrganisationRegister
from branches.models import Appointment, Grid, Sector
from portal import cells
from portal.cells import key
from portal.deeds import log
from portal.generic.kinds import LedgerField, LedgerKind, Part, line, one_of, register, sentence_of, words
from portal.generic.readings import changes
from portal.models import User
from portal.states import Refused

# Whoever governs the portal, the centre or the public site is appointed one by one.
ONE_BY_ONE = permissions.KEPT_APART | set(permissions.CMS_GROUPS)
APPOINTED = [(role.value, role.label) for role in permissions.APPOINTED if role not in ONE_BY_ONE]
SPELLINGS = {
    "专职网格员": Role.GRID_WORKER,
    "兼职网格员": Role.GRID_WORKER,
    "网格负责人": Role.GRID_HEAD,
    "行业分管领导": Role.SECTOR_LEADER,
    "领域分管领导": Role.SECTOR_LEADER,
    "机关联系干部": Role.LINKED_CADRE,
    "联系领导": Role.LINKED_CADRE,
    "包联干部": Role.LINKED_CADRE,
    "挂钩干部": Role.LINKED_CADRE,
    "驻企干部": Role.LINKED_CADRE,
    "企业安全员": Role.SAFETY_OFFICER,
    "安全管理人员": Role.SAFETY_OFFICER,
    "专家": Role.EXPERT,
    "书记": Role.SECRETARY,
    "党支部书记": Role.SECRETARY,
    "支部书记": Role.SECRETARY,
    "指导员": Role.ADVISER,
}
FIELDS = (
    LedgerField(
        "user",
        gettext_lazy("person"),
        words("姓名 人员姓名 任职人员 名字 责任人 责任人姓名"),
        clean=cells.person,
        hint=gettext_lazy("Needs an account. Of people with the same name give the user name as well."),
        example="吴晓燕",
    ),
    LedgerField(
        "username",
        gettext_lazy("username"),
        words("账号 登录名 用户账号 帐号 登录账号"),
        clean=line(150),
    ),
    LedgerField(
        "role",
        gettext_lazy("role"),
        words("角色 身份 岗位 担任职务 责任类型 类别 职责"),
        required=True,
        clean=one_of(Role, SPELLINGS),
        choices=APPOINTED,
    ),
    LedgerField(
        "place",
        gettext_lazy("held at"),
        words(
            "单位 单位名称 任职地点 任职对象 负责对象 网格 网格名称 行业领域 企业 企业名称 联系企业 所在组织 组织名称"
        ),
        required=True,
        clean=line(120),
        hint=gettext_lazy(
            "The name of the grid, the sector, the enterprise or the organisation, as the role needs it."
        ),
        example="第一网格",
    ),
    LedgerField(
        "start",
        gettext_lazy("from"),
        words("任职日期 任职时间 起始日期 起 开始时间 任命日期 上岗日期"),
        clean=cells.day,
        is_day=True,
        kind="day",
        hint=gettext_lazy("Left empty, it begins on the day of the import."),
    ),
    LedgerField(
        "end",
        gettext_lazy("to"),
        words("离任日期 离任时间 终止日期 止 结束时间 截止日期 卸任日期"),
        clean=cells.day,
        is_day=True,
        kind="day",
        hint=gettext_lazy("The last day; leave it empty while it is not known."),
    ),
)


@register
class AppointmentLedger(LedgerKind):
    """Appointments of people with accounts. Grids, sectors, enterprises and organisations come first."""

    name = "appointments"
    title = gettext_lazy("Ledger of appointments")
    intro = gettext_lazy(
        "One row an appointment: grid workers and heads, leaders of sectors, linked cadres, safety officers, experts, "
        "secretaries, advisers, assessors. The people have accounts already; whoever governs the portal, the centre or "
        "the public site is appointed one by one."
    )
    model = Appointment
    list_url = "appointments"
    parts = (Part("appointments", pgettext_lazy("ledger", "Appointments"), FIELDS),)

    def judge(self, reading):
        """Match each row with people, places and the appointments of today."""
        Judging(reading).run()

    def save(self, reading, saver):
        """The appointments; each stands in the log like one made by hand."""
        saver.create(Appointment, reading.new)
        saver.update(Appointment, reading.changed)
        for appointment, _entry in reading.new:
            appointment.tell(by=saver.by)
        for appointment, _entry, _before in reading.changed:
            facts = {"user": str(appointment.user), "end": str(appointment.end)}
            log(appointment, "portal.edit", user=saver.by, data={"facts": facts})


class People:
    """The accounts of the portal, by user name and by name."""

    def __init__(self):
        self.by_username, self.by_name = {}, {}
        for user in User.objects.order_by("username"):
            self.by_username[user.username] = user
            self.by_name.setdefault(key(user.name), []).append(user)

    def find(self, name, username):
        """(the person or None, the field and the sentence on what is wrong) for what a row names."""
        if username is not None:
            found = self.by_username.get(username)
            if found is not None and name is not None and key(found.name) != key(name):
                text = _("The account “%(username)s” belongs to %(other)s. Correct the user name or the name.")
                return None, ("username", text % {"username": username, "other": found.name})
            same, wanted = [found] if found else [], ("username", username)
        else:
            same, wanted = self.by_name.get(key(name), []), ("user", name)
        open_ones = [user for user in same if user.is_active]
        if len(open_ones) > 1:
            text = _("Several accounts bear this name: %(names)s. Give the user name of the one that is meant.")
            return None, ("username", text % {"names": "、".join(user.username for user in open_ones[:5])})
        if open_ones:
            return open_ones[0], None
        if same:
            text = _("The account “%(typed)s” is shut. Have the system administrator open it, or leave the row out.")
        else:
            text = _("“%(typed)s” has no account. Have the system administrator make one first, or correct the name.")
        return None, (wanted[0], text % {"typed": wanted[1]})


class Places:
    """Where roles are held: grids, sectors, enterprises and organisations by their names."""

    def __init__(self):
        self.grids = {usual_grid(row.name): row for row in Grid._base_manager.all()}
        self.sectors = {row.name_key: row for row in Sector._base_manager.all()}
        self.enterprises, self.organisations = EnterpriseRegister(), OrganisationRegister()

    def find(self, role, name):
        """(kind of place, its key or None, what is wrong) for the place at which a row says the role is held."""
        kind = permissions.PLACES[role]
        if kind == "task_force":
            return kind, None, _("Posts in a task force are given on its own page. Delete the row.")
        if kind == "organisation":
            found = self.organisations.find(name)
            if found is None:
                return kind, None, self.organisations.unknown(name)
            if found.state == Standing.DISSOLVED:
                return kind, None, _("“%(name)s” is dissolved: nobody is appointed there.") % {"name": found.name}
        elif kind == "enterprise":
            found, problem, _note = self.enterprises.find(name, None)
            if found is None:
                return kind, None, problem[1]
        else:
            found = self.grids.get(usual_grid(name)) if kind == "grid" else self.sectors.get(key(name))
            if found is None:
                # Told apart so that each language can say it with the right article.
                text = (
                    _("There is no grid “%(name)s”. Correct the name, or import the ledger of enterprises first.")
                    if kind == "grid"
                    else _("There is no sector “%(name)s”. Correct the name, or enter the sector first.")
                )
                return kind, None, text % {"name": name}
        return kind, found.pk, ""


class Judging:
    """What has to be known while the rows of one ledger are judged."""

    def __init__(self, reading):
        self.reading, self.people, self.places = reading, People(), Places()
        # {(person, role, kind of place, place): appointments, those of earlier rows among them}
        self.held = {}
        for one in Appointment._base_manager.select_related("user"):
            kind = permissions.PLACES[one.role]
            self.held.setdefault((one.user_id, one.role, kind, getattr(one, f"{kind}_id")), []).append(one)
        self.row_of = {}

    def run(self):
        """Judge every row."""
        for entry in self.reading.entries("appointments"):
            self.row(entry)

    def row(self, entry):
        """One row: new, changed, the same, a repetition or a fault."""
        user, kind, place = self.person(entry), "", None
        if entry["role"] is not None and entry["place"] is not None:
            kind, place, problem = self.places.find(entry["role"], entry["place"])
            if problem:
                self.reading.fault(entry, "place", problem)
        start = entry["start"] or self.reading.today
        if entry["end"] is not None and entry["end"] < start:
            self.reading.fault(entry, "end", sentence_of(Appointment, "appointment_ends_after_start"))
        if not entry.is_faulty:
            self.enter(entry, user, kind, place)

    def person(self, entry):
        """The person whom the row names; None with the fault where it names none."""
        if entry.is_faulty and entry["user"] is None and entry["username"] is None:
            return None
        if entry["user"] is None and entry["username"] is None:
            self.reading.fault(entry, "user", _("Give the name of the person, or the user name."))
            return None
        user, problem = self.people.find(entry["user"], entry["username"])
        if problem:
            self.reading.fault(entry, *problem)
        return user

    def enter(self, entry, user, kind, place):
        """A row without fault: beside what the person holds there already."""
        held = self.held.setdefault((user.pk, entry["role"], kind, place), [])
        start, end = entry["start"], entry["end"]
        same = next((one for one in held if is_meant(one, start)), None)
        if same is None:
            start = start or self.reading.today
            if not self.may_appoint(entry, user):
                return
            if other := next((one for one in held if overlap(one, start, end)), None):
                text = _("Held already from %(start)s to %(end)s. Give that first day, or end it first.")
                words = {"start": other.start, "end": other.end or "…"}
                self.reading.fault(entry, "start", text % words)
                return
            appointment = Appointment(user=user, role=entry["role"], start=start, end=end, **{f"{kind}_id": place})
            held.append(appointment)
            self.row_of[id(appointment)] = entry
            self.reading.new.append((appointment, entry))
            return
        if earlier := self.row_of.get(id(same)):
            self.repeat(entry, earlier, same)
            return
        self.row_of[id(same)] = entry
        before = changes(same, {"end": end}) if end is not None else {}
        if before and any(one is not same and overlap(one, same.start, end) for one in held):
            self.reading.fault(entry, "end", _("Another appointment of the same kind begins before this day."))
        elif (not before or self.may_appoint(entry, user)) and self.reading.exists(same, entry, before):
            same.end = end

    def may_appoint(self, entry, user):
        """Whether a ledger may bring such an appointment, and this importer that of this person; else a fault."""
        if entry["role"] in ONE_BY_ONE:
            text = _("“%(role)s” is appointed on the page of appointments, one by one. Delete the row.")
            self.reading.fault(entry, "role", text % {"role": Role(entry["role"]).label})
        elif self.reading.by is not None:
            try:
                Appointment.judge(user, entry["role"], by=self.reading.by, start=entry["start"] or self.reading.today)
            except Refused as error:
                self.reading.fault(entry, "user", error)
        return not entry.is_faulty

    def repeat(self, entry, earlier, same):
        """A row that names what an earlier row named; a fault where it says otherwise."""
        if entry["end"] == earlier["end"]:
            self.reading.repeated.append((entry, earlier))
        else:
            text = _("Row %(row)s names the same appointment and says something else. Keep one of the two.")
            self.reading.fault(entry, "end", text % {"row": earlier.number})


def is_meant(appointment: Appointment, start: date | None) -> bool:
    """Whether a row with this first day means the appointment; without a first day, the one that holds today."""
    if start is not None:
        return appointment.start == start
    return overlap(appointment, timezone.localdate(), timezone.localdate())


def overlap(appointment: Appointment, start: date, end: date | None) -> bool:
    """Whether an appointment holds on any day from `start` to `end` (both included; None is open)."""
    return (end is None or appointment.start <= end) and (appointment.end is None or appointment.end >= start)
