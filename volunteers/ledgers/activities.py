"""The ledger of activities: day, task force, branch, kind, place, people and hours; by month or on one sheet."""

import re
from collections import defaultdict

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import cells
from portal.cells import key
from portal.generic.kinds import LedgerField, LedgerKind, Part, line, past_day, register, words
from portal.generic.readings import changes
from volunteers.choices import ActivityState
from volunteers.ledgers.registers import References, TaskForceRegister
from volunteers.models import Activity, ActivityKind, TaskForce
from volunteers.models.activities import COMING_STATES

SPELLINGS = {
    "环境整治": "环境卫生整治",
    "卫生整治": "环境卫生整治",
    "环境卫生": "环境卫生整治",
    "环境卫生清理": "环境卫生整治",
    "环境卫生清扫": "环境卫生整治",
    "环境卫生大整治": "环境卫生整治",
    "环境清理": "环境卫生整治",
    "环境清洁": "环境卫生整治",
    "安全巡查": "安全生产巡查",
    "安全生产检查": "安全生产巡查",
    "安全生产": "安全生产巡查",
    "消防检查": "消防安全检查",
    "消防安全": "消防安全检查",
    "消防安全宣传": "消防宣传",
    "文明劝导活动": "文明劝导",
    "交通文明劝导": "文明劝导",
    "安全隐患排查": "隐患排查",
    "其它": "其他",
}
_CLEANUP = re.compile("环境|卫生|垃圾|保洁|清扫|大扫除"), re.compile("整治|清理|清扫|清洁|保洁|打扫|扫除|捡拾|大扫除")
_REPEATED = re.compile("重复(?:上报|填报|录入|登记|统计)?|已上报过?|同上一?[条行]?")

FIELDS = (
    LedgerField(
        "held_on",
        gettext_lazy("Day of the activity"),
        words(
            "活动日期 日期 活动时间 开展时间 开展日期 时间 服务日期 服务时间 行动日期 行动时间 活动开展时间 "
            "活动开展日期 出勤日期 举办时间 实施日期"
        ),
        required=True,
        clean=past_day,
        is_day=True,
        kind="day",
        example="2026-03-05",
    ),
    LedgerField(
        "task_force",
        gettext_lazy("Task force"),
        words(
            "活动队伍名称 参与突击队 出动队伍 志愿服务队伍 突击队 突击队名称 队伍 队伍名称 党员突击队 服务队 "
            "服务队名称 志愿队 志愿服务队 活动队伍 参加队伍 开展队伍 组织队伍 牵头队伍 队名 党员突击队名称 "
            "活动主体 责任队伍 参与队伍"
        ),
        clean=line(400),
        hint=gettext_lazy("A joint activity names several, separated by 、; the first one leads."),
        example="宏达电器党员突击队",
    ),
    LedgerField(
        "organisation",
        gettext_lazy("Branch"),
        words(
            "所属党支部 党支部 所属支部 支部 支部名称 党支部名称 所属党组织 党组织 党组织名称 组织名称 所在支部 "
            "所在党支部 填报支部 主办支部 组织单位 开展支部 所在党组织 牵头支部"
        ),
        clean=line(240),
    ),
    LedgerField(
        "kind",
        gettext_lazy("Kind of activity"),
        words(
            "活动类型 类型 活动类别 类别 活动项目 项目 服务类型 服务类别 服务项目 活动种类 行动类型 任务类型 "
            "活动性质 活动名称 活动主题 主题"
        ),
        clean=line(40),
        example="环境卫生整治",
    ),
    LedgerField(
        "place",
        gettext_lazy("Place"),
        words("地点 活动地点 开展地点 服务地点 区域 活动区域 位置 活动场所 集合地点 责任区域 活动地址 路段"),
        clean=line(120),
    ),
    LedgerField(
        "participants",
        gettext_lazy("Participants"),
        words(
            "参加人数 人数 参与人数 参加党员数 参与党员数 参加党员人数 参与党员人数 出动人数 参加人次 人次 "
            "参与人次 到场人数 参加党员 活动人数 出勤人数 党员人数 服务人数 实到人数 出动党员"
        ),
        required=True,
        clean=lambda value: cells.whole(value, minimum=1),
        kind="whole",
        example=12,
    ),
    LedgerField(
        "hours",
        gettext_lazy("Hours of each person"),
        words(
            "时长 时长(小时) 服务时长 活动时长 小时 时数 小时数 活动时长(小时) 服务时长(小时) 人均时长 服务小时 "
            "时间(小时) 活动用时 用时 服务时间(小时) 持续时间 时长(h)"
        ),
        required=True,
        clean=cells.hours,
        kind="decimal",
        example=2,
    ),
    LedgerField(
        "content",
        gettext_lazy("What was done"),
        words("活动内容 内容 主要内容 活动情况 工作内容 活动简述 活动成效 成效 完成情况 活动描述 开展情况"),
        clean=lambda value: cells.text(value, 2000, lines=True),
    ),
    LedgerField("remark", gettext_lazy("Remark"), words("备注 说明 备注说明"), clean=line(500)),
)


def is_cleanup(title):
    """Whether a kind that nobody knows yet is an environment clean-up by its name."""
    return all(pattern.search(title) for pattern in _CLEANUP)


@register
class ActivityLedger(LedgerKind):
    """What the task forces did. A row that repeats another is the same activity and counts once."""

    name = "activities"
    title = gettext_lazy("Ledger of activities")
    intro = gettext_lazy(
        "One row an activity, on one sheet or by month. Activities come in confirmed, as the ledger has them."
    )
    model = Activity
    list_url = "activities"
    parts = (Part("activities", gettext_lazy("Activities"), FIELDS),)

    def judge(self, reading):
        """Know each row's task forces and kind; find repetitions and what is registered already."""
        judging = Judging(reading)
        for entry in reading.entries("activities"):
            judging.row(entry)
        judging.match()

    def save(self, reading, saver):
        """Kinds and task forces first, then the activities with those who went along."""
        for model in (ActivityKind, TaskForce):
            saver.create(model, [(record, None) for record in reading.references if isinstance(record, model)])
        now = timezone.now()
        for record, _entry in reading.new:
            record.confirmed_at, record.confirmed_by, record.entered_by = now, saver.by, saver.by
        saver.create(Activity, reading.new)
        saver.update(Activity, reading.changed)
        through = Activity.partners.through
        links = [
            through(activity_id=record.pk, taskforce_id=force.pk)
            for record, _entry in reading.new
            for force in record.named_partners
        ]
        through._base_manager.bulk_create(links, batch_size=1000)


class Judging:
    """What has to be known while the rows of one ledger of activities are judged."""

    def __init__(self, reading):
        self.reading = reading
        self.forces = TaskForceRegister(reading)
        self.kinds = References(reading, ActivityKind, "kind", SPELLINGS)
        self.records: list[tuple] = []
        self.seen: dict[tuple, object] = {}
        self.by_event: dict[tuple, object] = {}

    def row(self, entry):
        """One row: an activity, or the repetition of an earlier one."""
        organisation = self.organisation(entry)
        forces = self.task_forces(entry, organisation)
        kind = self.kind(entry)
        hours = entry["hours"]
        if hours is not None and hours <= 0:
            self.reading.fault(entry, "hours", _("An activity takes more than no time. Correct the hours."))
        if entry.is_faulty or not forces or kind is None:
            return
        event = (entry["held_on"], id(forces[0]), id(kind))
        whole = (*event, key(entry["place"]), entry["participants"], hours, frozenset(id(one) for one in forces))
        if self.repeats(entry, event, whole):
            return
        record = Activity(
            held_on=entry["held_on"],
            task_force=forces[0],
            kind=kind,
            place=entry["place"] or "",
            participants=entry["participants"],
            hours=hours,
            content=entry["content"] or "",
            remark=entry["remark"] or "",
            state=ActivityState.CONFIRMED,
        )
        if organisation is not None:
            record.organisation = organisation
        elif forces[0].organisation is not None:
            record.organisation = forces[0].organisation
        record.named_partners = forces[1:]
        record.settle()
        self.records.append((record, entry))

    def organisation(self, entry):
        """The branch that the row names first; unknown ones are faults."""
        name = entry["organisation"]
        if name is None:
            return None
        found = self.forces.organisations.find(name)
        if found is None:
            parts = cells.listed(name)
            found = self.forces.organisations.find(parts[0]) if len(parts) > 1 else None
        if found is None:
            self.reading.fault(entry, "organisation", self.forces.organisations.unknown(name))
        elif found.dissolved_on and entry["held_on"] and entry["held_on"] >= found.dissolved_on:
            text = _("The branch was dissolved on %(day)s, before the activity.") % {"day": found.dissolved_on}
            self.reading.warn(entry, "organisation", text)
        return found

    def task_forces(self, entry, organisation):
        """Who went: the first task force leads, others went along."""
        names = self.forces.named(entry, entry["task_force"])
        if not names:
            if organisation is not None:
                force = self.forces.of_branch(entry, organisation)
                return [force] if force is not None else []
            if entry["organisation"] is None:
                self.reading.fault(entry, "task_force", _("It is missing. Fill it in."))
            return []
        if organisation is None and entry["organisation"] is not None:
            # The branch is unknown, which has been said: the task force could not be made either.
            return []
        found = [self.forces.find(entry, names[0], organisation)]
        homes = cells.listed(entry["organisation"]) if entry["organisation"] else []
        for place, name in enumerate(names[1:], start=1):
            home = self.forces.organisations.find(homes[place]) if place < len(homes) else None
            force = self.forces.find(entry, name, home)
            if force is not None and force not in found:
                found.append(force)
        lead = found[0]
        if lead is not None and organisation is not None and lead.organisation_id != organisation.pk:
            text = _(
                "“%(force)s” belongs to “%(other)s” in the registry. The activity is credited to the branch named here."
            )
            values = {"force": lead.name, "other": lead.organisation.name}
            self.reading.warn(entry, "organisation", text % values)
        return found if None not in found else []

    def kind(self, entry):
        """The kind of activity; where there is no column for it, what the content tells."""
        typed = entry["kind"]
        if typed is not None:
            return self.kinds.find(entry, typed, is_cleanup=is_cleanup(typed))
        content = key(entry["content"])
        for spelling, row in self.kinds.by_key.items():
            if spelling in content:
                return row
        for spelling, title in self.kinds.spellings.items():
            if spelling in content and title in self.kinds.by_key:
                return self.kinds.by_key[title]
        if content and is_cleanup(content):
            return self.kinds.by_key.get(key("环境卫生整治")) or self.kinds.other()
        self.reading.warn(entry, "kind", _("The kind is not given; it is entered as another activity."))
        return self.kinds.other()

    def repeats(self, entry, event, whole):
        """Whether the row is an activity that has been read already."""
        earlier = self.seen.setdefault(whole, entry)
        before = self.by_event.get(event)
        self.by_event[event] = entry
        is_marked = entry["remark"] is not None and _REPEATED.search(key(entry["remark"]))
        if earlier is not entry:
            self.reading.repeated.append((entry, earlier))
            return True
        if is_marked and before is not None:
            text = _("It is marked as a repetition of row %(row)s and differs from it; it has not been counted.")
            self.reading.warn(entry, "remark", text % {"row": before.number})
            self.reading.repeated.append((entry, before))
            return True
        if is_marked:
            text = _("It is marked as a repetition, but no earlier row is the same activity. Correct one of the two.")
            self.reading.fault(entry, "remark", text)
            return True
        return False

    def match(self):
        """Set what is registered already against the rows: the same, changed, or new."""
        days = [record.held_on for record, _entry in self.records]
        known = defaultdict(list)
        if days:
            # A ledger tells what took place; a plan for the day is not that yet.
            held = Activity._base_manager.exclude(state__in=COMING_STATES)
            rows = held.filter(held_on__gte=min(days), held_on__lte=max(days)).prefetch_related(
                Prefetch("partners", TaskForce._base_manager.all())
            )
            for row in rows:
                known[event_of(row)].append(row)
        left = []
        for record, entry in self.records:
            same = next((row for row in known[event_of(record)] if facts_of(row) == facts_of(record)), None)
            if same is None:
                left.append((record, entry))
            else:
                known[event_of(record)].remove(same)
                self.reading.same.append(entry)
        for record, entry in left:
            if known[event_of(record)]:
                self.differs(known[event_of(record)].pop(0), record, entry)
            else:
                self.reading.new.append((record, entry))

    def differs(self, row, record, entry):
        """An activity of the registry of which the ledger says something else."""
        wanted = {"participants": record.participants, "hours": record.hours}
        wanted |= {name: getattr(record, name) for name in ("content", "remark") if getattr(record, name)}
        before = changes(row, wanted)
        if before:
            before["person_hours"] = row.person_hours
        if self.reading.exists(row, entry, before):
            for name, value in wanted.items():
                setattr(row, name, value)
            row.settle()


def event_of(activity):
    """What makes an activity this one: day, task force, kind, place. None of it is changed by an import."""
    return (
        activity.held_on,
        activity.task_force_id or id(activity.task_force),
        activity.kind_id or id(activity.kind),
        key(activity.place),
    )


def facts_of(activity):
    """What else two records of one activity agree in."""
    return activity.participants, activity.hours
