"""The zone's people: one account per role that anybody may try, and the others, who cannot sign in."""

from django.contrib.auth.hashers import make_password

from branches.choices import Role
from branches.models import Appointment
from portal.demo import words
from portal.demo.entries import date_back
from portal.models import User
from volunteers.models import TaskForcePost

# Printed by `seed_demo --show-logins`; the accounts exist in a demonstration zone only.
PASSWORD = "yunxi-demo-2026"  # noqa: S105
LOGINS = (
    ("editor", "宣传编辑", "林书航"),
    ("publisher", "发布人", "何静怡"),
    ("secretary", "支部书记", "楼春燕"),
    ("adviser", "党建指导员", "傅志远"),
    ("commissioner", "组织委员", "俞慧敏"),
    ("assessor", "评估员", "童文彬"),
    ("head", "应急中心负责人", "骆国梁"),
    ("reviewer", "应急中心审核员", "应丹阳"),
    ("gridworker", "网格员", "胡向阳"),
    ("gridhead", "网格长", "鲍立新"),
    ("cadre", "联系干部", "厉思源"),
    ("sectorleader", "行业分管领导", "褚建平"),
    ("expert", "专家", "钱永年"),
    ("safety", "企业安全员", "徐建民"),
    ("leader", "突击队队长", "邵东旭"),
    ("member", "突击队队员", "叶可欣"),
    ("sysadmin", "系统管理员", "卢泽宇"),
    ("secadmin", "安全管理员", "庄佩华"),
    ("auditor", "审计管理员", "陆清泉"),
)
# How many days ago everybody was appointed.
APPOINTED = {Appointment: 392, TaskForcePost: 290}
ROLES = {
    "editor": Role.EDITOR,
    "publisher": Role.PUBLISHER,
    "secretary": Role.SECRETARY,
    "adviser": Role.ADVISER,
    "commissioner": Role.COMMISSIONER,
    "assessor": Role.ASSESSOR,
    "head": Role.CENTRE_HEAD,
    "reviewer": Role.CENTRE_REVIEWER,
    "gridworker": Role.GRID_WORKER,
    "cadre": Role.LINKED_CADRE,
    "safety": Role.SAFETY_OFFICER,
    "leader": Role.TASK_FORCE_LEADER,
    "member": Role.TASK_FORCE_MEMBER,
    "sysadmin": Role.SYSTEM_ADMINISTRATOR,
    "secadmin": Role.SECURITY_ADMINISTRATOR,
    "auditor": Role.AUDIT_ADMINISTRATOR,
}


def name(lots):
    """A name of nobody in particular."""
    return lots.choice(words.SURNAMES) + lots.choice(words.GIVEN)


class Phones:
    """Numbers of the invented range 138 0000 xxxx, each given once."""

    def __init__(self):
        self.last = 0

    def next(self):
        """The next number."""
        self.last += 1
        return f"1380000{self.last:04d}"


def make_logins(zone):
    """The accounts that may be tried; one hash for all, since hashing is made to be slow."""
    hashed = make_password(PASSWORD)
    users = [
        User(username=username, name=name, phone=zone.phones.next(), password=hashed, date_joined=zone.opened)
        for username, _title, name in LOGINS
    ]
    User.objects.bulk_create(users)
    zone.logins = {user.username: user for user in users}
    sysadmin = zone.logins["sysadmin"]
    for user in users:
        zone.diary.note(user, "portal.create", zone.opened, None if user is sysadmin else sysadmin)


def make_others(zone, kind, names):
    """Accounts of further people (secretary2, secretary3 …): they stand in the records and cannot sign in."""
    users = [
        User(
            username=f"{kind}{number}",
            name=name,
            phone=zone.phones.next(),
            # Nothing that can be typed has this hash.
            password="!",  # noqa: S106
            date_joined=zone.opened,
        )
        for number, name in enumerate(names, 2)
    ]
    User.objects.bulk_create(users)
    for user in users:
        zone.diary.note(user, "portal.create", zone.opened, zone.logins["sysadmin"])
    return users


def place_of(zone, username):
    """Where the account of a role is appointed: all those of the field around one enterprise and its branch."""
    home = zone.home
    return {
        "secretary": [home.branch],
        "adviser": [home.branch, *zone.advised],
        "safety": [home.enterprise],
        "gridworker": [home.enterprise.grid],
        "cadre": [home.enterprise, *zone.linked],
        "leader": [home.force],
        "member": [home.force],
    }.get(username, [zone.root])


def appoint_logins(zone):
    """Give every account its role, by the security administrator; hers by nobody, as on the first day.

    Leaders of sectors, heads of grids and experts come with their sectors and inspections.
    """
    secadmin = zone.logins["secadmin"]
    for username, role in ROLES.items():
        for place in place_of(zone, username):
            model = TaskForcePost if place._meta.model_name == "taskforce" else Appointment
            start = zone.ago(APPOINTED[model])
            user, by = zone.logins[username], None if username == "secadmin" else secadmin
            date_back(model.appoint(user, role, place, by=by, start=start), zone.opened)


def appoint_others(zone, role, pairs):
    """Appoint (user, place) pairs to one role at once."""
    model, held = TaskForcePost if pairs[0][1]._meta.model_name == "taskforce" else Appointment, []
    for user, place in pairs:
        kind = "task_force" if model is TaskForcePost else place._meta.model_name
        held.append(model(user=user, role=role, start=zone.ago(APPOINTED[model]), **{kind: place}))
    model.objects.bulk_create(held)
    for one in held:
        zone.diary.note(one, "portal.create", zone.opened, zone.logins["secadmin"])
