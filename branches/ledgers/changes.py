"""The sheet of changes in a roster: dissolved, general branch become branch, renamed, merged, newly established."""

import re

from django.utils.translation import gettext as _

from branches.choices import ChangeKind, OrganisationKind, Standing
from branches.ledgers.registers import kind_by_name, usual_name
from branches.models import Organisation, OrganisationalChange
from portal.cells import key
from portal.generic.kinds import sentence_of

_BECOMES = re.compile(
    r"(.*?)(?:调整为|改为|变更为|改建为|改设为|改设|降格为|降为|升格为|升为|转为|调整设置为|调整成|撤销改设|改成|->|→)(.+)"
)
_WORDS = (
    (re.compile("更名|改名|名称变更|变更名称"), ChangeKind.RENAMED),
    (re.compile("合并|并入|整合"), ChangeKind.MERGED),
    (re.compile("撤销|注销|解散|撤并|取消|dissol"), ChangeKind.DISSOLVED),
    (re.compile("划转|隶属|转隶|转出|移交"), ChangeKind.MOVED),
    (re.compile("新成立|成立|新建|新设|组建|设立"), ChangeKind.ESTABLISHED),
    (re.compile("降格|降级"), ChangeKind.DOWNGRADED),
    (re.compile("升格|升级"), ChangeKind.UPGRADED),
)
_RANK = {
    OrganisationKind.COMMITTEE: 3,
    OrganisationKind.GENERAL_BRANCH: 2,
    OrganisationKind.BRANCH: 1,
    OrganisationKind.JOINT_BRANCH: 1,
}
_ENDS = {
    OrganisationKind.COMMITTEE: "党委",
    OrganisationKind.GENERAL_BRANCH: "党总支",
    OrganisationKind.BRANCH: "党支部",
    OrganisationKind.JOINT_BRANCH: "联合党支部",
}
ENDING = (ChangeKind.DISSOLVED, ChangeKind.MERGED)


def understood(typed, former, new):
    """(the kind of change, the kind of organisation after it) of what the cell says; (None, None) if unclear."""
    word = key(typed)
    if found := _BECOMES.fullmatch(word):
        before, after = kind_by_name(found[1]) or kind_by_name(former), kind_by_name(found[2])
        if before and after and _RANK.get(before) and _RANK.get(after):
            if _RANK[after] < _RANK[before]:
                return ChangeKind.DOWNGRADED, after
            if _RANK[after] > _RANK[before]:
                return ChangeKind.UPGRADED, after
    kind = next((kind for pattern, kind in _WORDS if pattern.search(word)), None)
    after = kind_by_name(new) if new else None
    if kind == ChangeKind.DOWNGRADED:
        after = after or OrganisationKind.BRANCH
    if kind == ChangeKind.UPGRADED and after is None:
        after = OrganisationKind.GENERAL_BRANCH
    return kind, after


class ChangesJudging:
    """Applies the rows of the sheet of changes to the organisations of the roster and of the registry."""

    def __init__(self, judging):
        self.judging, self.reading = judging, judging.reading
        rows = OrganisationalChange._base_manager.values_list("organisation_id", "kind", "effective_on")
        self.recorded = set(rows)
        self.seen: dict[tuple, object] = {}

    def run(self):
        """Every row of the sheet."""
        for entry in self.reading.entries("changes"):
            if entry["name"] is not None and entry["effective_on"] is not None:
                self.row(entry)

    def row(self, entry):
        kind, after = self.kind(entry)
        if kind is None:
            text = _("It is not clear what changed. Write for example 撤销, 更名 or 党总支调整为党支部.")
            self.reading.fault(entry, "change", text)
            return
        earlier = self.seen.setdefault((key(entry["name"]), kind, entry["effective_on"]), entry)
        if earlier is not entry:
            self.reading.repeated.append((entry, earlier))
        elif kind in ENDING:
            self.end(entry, kind)
        else:
            self.alter(entry, kind, after)

    def kind(self, entry):
        """What happened; a sheet of dissolutions need not say it in each row."""
        if entry["change"] is None:
            sheet = self.reading.by_name[entry.sheet]
            heading = sheet.mapping.headings.get(sheet.column("effective_on"), "")
            said = "撤销" in entry.sheet or "撤销" in heading
            return (ChangeKind.DISSOLVED, None) if said else (None, None)
        return understood(entry["change"], entry["name"], entry["new_name"])

    def present(self, *names):
        """The organisation that bears one of the names, in the roster or in the registry."""
        for name in filter(None, names):
            if found := self.judging.listed.get(usual_name(name)):
                return found[0]
            if found := self.judging.register.find(name):
                return found
        return None

    def end(self, entry, kind):
        """Dissolved or merged into another: it stays in the registry, counted as dissolved from that day."""
        record = self.present(entry["name"])
        day = entry["effective_on"]
        if record is None:
            record = self.dissolved_one(entry)
            self.reading.new.append((record, entry))
        elif record.pk is None:
            if record.founded_on and record.founded_on > day:
                text = sentence_of(Organisation, "organisation_dissolved_after_founded")
                self.reading.fault(entry, "effective_on", text)
                return
            record.state, record.dissolved_on = Standing.DISSOLVED, day
        elif record.state == Standing.DISSOLVED:
            if record.dissolved_on != day:
                text = _("The registry has another day: %(day)s.") % {"day": record.dissolved_on}
                self.reading.warn(entry, "effective_on", text)
            self.reading.same.append(entry)
            return
        elif self.may_end(entry, record):
            before = {"state": record.state, "dissolved_on": None}
            record.state, record.dissolved_on = Standing.DISSOLVED, day
            self.reading.changed.append((record, entry, before))
        else:
            return
        change = self.change(entry, record, kind, None)
        if kind == ChangeKind.MERGED:
            change.merged_into = self.receiving(entry, record)
        self.reading.attached.append((change, entry))

    def receiving(self, entry, record):
        """The organisation in which a merged one goes on; None where the row names none that is in force."""
        found = self.present(entry["new_name"])
        if found is None or found is record or found.state == Standing.DISSOLVED:
            text = _("In which organisation it goes on is not said under the new name: its task forces end with it.")
            self.reading.warn(entry, "new_name", text)
            return None
        return found

    def may_end(self, entry, record):
        """The rules of the verb `dissolve`, for an organisation of the registry."""
        if record.kind == OrganisationKind.OFFICE:
            self.reading.fault(entry, "name", _("The working committee itself cannot be dissolved here."))
        elif record.founded_on and record.founded_on > entry["effective_on"]:
            self.reading.fault(entry, "effective_on", sentence_of(Organisation, "organisation_dissolved_after_founded"))
        elif any(
            row.path.startswith(record.path) and row is not record and row.state == Standing.IN_FORCE
            for row in self.judging.register.rows
        ):
            text = _("Branches in force still hang below it. Move or dissolve them first.")
            self.reading.fault(entry, "name", text)
        return not entry.is_faulty

    def dissolved_one(self, entry):
        """An organisation that the roster no longer holds; when it was founded is not known."""
        kind = kind_by_name(entry["name"]) or OrganisationKind.BRANCH
        record = Organisation(
            name=entry["name"],
            name_key=key(entry["name"]),
            kind=kind,
            state=Standing.DISSOLVED,
            dissolved_on=entry["effective_on"],
        )
        record.parent_record = self.judging.root
        return record

    def alter(self, entry, kind, after):
        """A change after which the organisation goes on: it is recorded on the one that bears the later name."""
        former = kind_by_name(entry["name"])
        later = ""
        if former and after:
            stem = usual_name(entry["name"]).removesuffix(_ENDS.get(former, ""))
            later = f"{stem}{_ENDS[after]}"
        names = (entry["new_name"], later, entry["name"])
        record = self.present(*names) if kind != ChangeKind.RENAMED or entry["new_name"] else None
        if record is None:
            if kind == ChangeKind.RENAMED and not entry["new_name"]:
                self.reading.fault(entry, "new_name", _("It is missing. Fill it in."))
            else:
                wanted = _(", ").join(f"“{name}”" for name in dict.fromkeys(filter(None, names)))
                text = _("Neither the roster nor the registry has %(names)s. Correct the name.") % {"names": wanted}
                self.reading.fault(entry, "name", text)
            return
        if record.pk and (record.pk, kind, entry["effective_on"]) in self.recorded:
            self.reading.same.append(entry)
            return
        change = self.change(entry, record, kind, after)
        self.apply(entry, record, kind, after)
        self.reading.new.append((change, entry))

    def apply(self, entry, record, kind, after):
        """Bring an organisation that still stands as before to what the change made of it."""
        wanted = {}
        if kind == ChangeKind.RENAMED and usual_name(record.name) == usual_name(entry["name"]):
            wanted = {"name": entry["new_name"], "name_key": key(entry["new_name"])}
        elif kind in (ChangeKind.DOWNGRADED, ChangeKind.UPGRADED) and after and record.kind != after:
            wanted = {"kind": after}
            if entry["new_name"] and key(entry["new_name"]) != record.name_key:
                wanted |= {"name": entry["new_name"], "name_key": key(entry["new_name"])}
        before = {name: getattr(record, name) for name in wanted}
        for name, value in wanted.items():
            setattr(record, name, value)
        if wanted and record.pk:
            self.reading.changed.append((record, entry, before))
        if kind == ChangeKind.MOVED:
            text = _("The move is recorded; an import moves no organisation in the tree.")
            self.reading.warn(entry, "change", text)

    def change(self, entry, record, kind, after):
        """The change itself, with name and kind before and after."""
        is_becoming = kind in (ChangeKind.DOWNGRADED, ChangeKind.UPGRADED)
        name_after = record.name if is_becoming or kind == ChangeKind.RENAMED else entry["name"]
        if kind == ChangeKind.RENAMED:
            name_after = entry["new_name"]
        return OrganisationalChange(
            organisation=record,
            kind=kind,
            effective_on=entry["effective_on"],
            meeting=entry["meeting"] or "",
            document_number=entry["document_number"] or "",
            reason=entry["reason"] or "",
            name_before=entry["name"],
            name_after=name_after,
            kind_before=(kind_by_name(entry["name"]) or record.kind) if is_becoming else record.kind,
            kind_after=after if is_becoming and after else record.kind,
        )
