"""The attendance of a session as Excel: written in the layout that offices hand in, and read back into the grid."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from branches.choices import Attended
from portal import cells
from portal.generic.kinds import words
from portal.ledgers import Field, find_heading, read_ledger, rows
from portal.spreadsheets import Column, workbook_response

FIELDS = (
    Field("unit", gettext_lazy("Unit"), words("单位 所在单位 工作单位 所属单位 党支部 所在党支部 单位名称 企业名称")),
    Field(
        "name", pgettext_lazy("person", "name"), words("姓名 名字 参训人员 参加人员 人员姓名 学员姓名"), required=True
    ),
    Field("post", gettext_lazy("Post"), words("职务 岗位 身份 职务职称")),
    Field(
        "attended",
        pgettext_lazy("training", "Attendance"),
        words("出勤 出勤情况 到会情况 签到 签到情况 考勤 到场情况 参训情况 出席情况 是否到会 是否参加"),
        required=True,
    ),
    Field("remark", gettext_lazy("Remark"), words("备注 说明 备注说明 请假事由 请假原因")),
)
SPELLINGS = {
    word: value
    for value, spelled in {
        Attended.PRESENT: "到 已到 出席 参加 到会 出勤 是 √ ✓ ✔ 实到 签到 已签到 1 yes present",
        Attended.ABSENT: "缺 未到 缺席 缺勤 旷课 否 × ✗ x 没来 0 no absent",
        Attended.EXCUSED: "假 请假 病假 事假 公假 已请假 因公请假 因公 △ excused",
    }.items()
    for word in spelled.split()
}


@dataclass
class Sheet:
    """What a brought list says: marks for people on the list, people who are not on it, and what was not understood."""

    marks: dict = field(default_factory=dict)
    others: list = field(default_factory=list)
    faults: list = field(default_factory=list)


def workbook(session, invitations):
    """The list to hand in: title, session, and a line for each person; empty cells are for filling in by hand."""
    columns = [
        Column(_("No."), kind="whole", width=6),
        Column(_("Unit"), width=34),
        Column(pgettext("person", "name"), width=14),
        Column(_("Post"), width=18),
        Column(pgettext("training", "Attendance"), width=12),
        Column(_("Remark"), width=24),
    ]
    lines = (
        [number, one.unit, one.name, one.post, one.get_attended_display(), one.remark or late(one)]
        for number, one in enumerate(invitations, 1)
    )
    begins = f"{session.held_on:%Y-%m-%d} {session.starts_at:%H:%M}"
    notes = [session.title, _("Time: %(time)s   Place: %(place)s") % {"time": begins, "place": session.place}]
    title = _("Training attendance")
    return workbook_response([(title, columns, lines, notes)], f"{title}-{session.held_on:%Y%m%d}.xlsx")


def late(invitation):
    """What the remark says of somebody who was not on the list beforehand."""
    return _("late addition") if invitation.is_late else ""


def read_attendance(file, name, invitations):
    """Match a brought list with the invitations: by name, and by unit where a name stands twice. Saves nothing."""
    found = Sheet()
    by_name = {}
    for one in invitations:
        by_name.setdefault(cells.key(one.name), []).append(one)
    known = False
    for sheet in read_ledger(file, name).sheets:
        mapping = find_heading(sheet, FIELDS)
        if mapping is None or mapping.missing:
            continue
        known = True
        for row in rows(sheet, mapping):
            read_row(row, by_name, found)
    if not known:
        found.faults.append(_("No table with the columns “name” and “attendance” was found in this file."))
    return found


def read_row(row, by_name, found):
    """One line of the list."""
    try:
        name = cells.person(row.cells.get("name"))
        attended = cells.choice(row.cells.get("attended"), choices=Attended, synonyms=SPELLINGS)
        unit, post = cells.text(row.cells.get("unit"), 120) or "", cells.text(row.cells.get("post"), 60) or ""
        remark = cells.text(row.cells.get("remark"), 100) or ""
    except cells.BadCell as fault:
        found.faults.append(_("Row %(n)d: %(fault)s") % {"n": row.number, "fault": fault})
        return
    if name is None:
        return
    same = by_name.get(cells.key(name), [])
    if len(same) > 1:
        same = [one for one in same if cells.key(one.unit) == cells.key(unit)]
    if len(same) == 1:
        found.marks[same[0]] = (attended or "", remark)
    elif by_name.get(cells.key(name)):
        text = _("Row %(n)d: %(name)s stands on the list more than once, and the unit fits none of them.")
        found.faults.append(text % {"n": row.number, "name": name})
    elif attended:
        found.others.append({"name": name, "unit": unit, "post": post, "attended": attended, "remark": remark})
