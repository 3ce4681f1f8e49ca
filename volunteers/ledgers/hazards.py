"""The ledger of hazards: found where and by whom, due when, rectified, re-checked by somebody, closed."""

import re
from datetime import timedelta
from itertools import count

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.ledgers.registers import EnterpriseRegister
from portal.cells import key
from portal.generic.kinds import LedgerKind, Part, register
from portal.generic.readings import changes
from portal.models import Counter
from volunteers.choices import HazardLevel, HazardSource, HazardState
from volunteers.ledgers.hazard_fields import FIELDS, SOURCES
from volunteers.ledgers.progress import progress
from volunteers.ledgers.registers import ClauseRegister, References, TaskForceRegister
from volunteers.models import Hazard, HazardCategory, TaskForce

SPELLINGS = {
    "消防安全": "消防",
    "消防设施": "消防",
    "粉尘涉爆": "粉尘",
    "粉尘防爆": "粉尘",
    "可燃爆粉尘": "粉尘",
    "电气": "用电",
    "电气安全": "用电",
    "用电安全": "用电",
    "临时用电": "用电",
    "机械": "机械防护",
    "机械安全": "机械防护",
    "设备防护": "机械防护",
    "特种设备安全": "特种设备",
    "喷涂（喷塑）": "喷涂",
    "喷塑": "喷涂",
    "锂电": "锂电池",
    "特种作业（电焊气割）": "特种作业",
    "动火作业": "特种作业",
    "有限空间作业": "有限空间",
    "现场": "现场管理",
    "设备": "设备设施",
    "设施设备": "设备设施",
    "管理": "基础管理",
    "安全管理": "基础管理",
    "其它": "其他",
}
OWN_NUMBER = re.compile(r"YH-([0-9]{4})-([0-9]{1,9})")
# Frozen at registration: an import may not rewrite where a hazard came from.
FROZEN = ("found_on", "source", "task_force_id", "enterprise_id")
DESCRIPTIVE = ("place", "description", "clause", "responsible_name", "due_on", "measures")
OUTCOME = ("state", "rectified_on", "rechecked_on", "rechecked_month", "rechecker_name", "recheck_opinion", "closed_on")
OTHER_SOURCES = (
    (re.compile("网格"), HazardSource.GRID),
    (re.compile("专家"), HazardSource.EXPERT),
    (re.compile("自查"), HazardSource.SELF_CHECK),
    (re.compile("举报"), HazardSource.REPORT),
    (re.compile("联系干部|机关"), HazardSource.LINKED_CADRE),
    (re.compile("督查|上级|省|市应急"), HazardSource.SUPERIOR),
    (re.compile("应急|消防|部门|街道|镇|管委会|安监|中心|所$|局$|办$"), HazardSource.DEPARTMENT),
)


@register
class HazardLedger(LedgerKind):
    """The hazards that task forces and others found. The days of a row decide how far it is."""

    name = "hazards"
    title = gettext_lazy("Ledger of hazards")
    intro = gettext_lazy(
        "One row a hazard. With a day of rectification and a day of re-check it comes in closed, "
        "with the first alone it waits for its re-check, else it is being rectified."
    )
    model = Hazard
    list_url = "hazards"
    parts = (Part("hazards", gettext_lazy("Hazards"), FIELDS),)

    def judge(self, reading):
        """Know each row's enterprise, task force and days; find repetitions and what is registered already."""
        judging = Judging(reading)
        for entry in reading.entries("hazards"):
            judging.row(entry)
        judging.match()

    def save(self, reading, saver):
        """Categories and task forces first; rows without a number get the next ones of their year."""
        for model in (HazardCategory, TaskForce):
            saver.create(model, [(record, None) for record in reading.references if isinstance(record, model)])
        self.give_numbers(reading)
        saver.create(Hazard, reading.new)
        saver.update(Hazard, reading.changed)

    @staticmethod
    def give_numbers(reading):
        """Keep the portal's own series ahead of the ledger's numbers, then continue it."""
        highest: dict[str, int] = {}
        wanted: dict[str, list] = {}
        for record, _entry in reading.new:
            if found := OWN_NUMBER.fullmatch(record.number or ""):
                series = f"hazards-{found[1]}"
                highest[series] = max(highest.get(series, 0), int(found[2]))
            elif not record.number:
                wanted.setdefault(f"hazards-{record.found_on.year}", []).append(record)
        for series, number in highest.items():
            Counter.at_least(series, number)
        for series, records in wanted.items():
            numbers = count(Counter.take(series, len(records)))
            for record, number in zip(records, numbers, strict=False):
                record.number = f"YH-{record.found_on.year}-{number:04d}"


class Judging:
    """What has to be known while the rows of one ledger of hazards are judged."""

    def __init__(self, reading):
        self.reading = reading
        self.enterprises = EnterpriseRegister()
        self.forces = TaskForceRegister(reading)
        self.categories = References(reading, HazardCategory, "category", SPELLINGS)
        self.clauses = ClauseRegister()
        self.records: list[tuple] = []
        self.by_number: dict[str, tuple] = {}
        self.by_content: dict[tuple, object] = {}
        self.finders: dict[tuple, tuple] = {}
        self.told: set[str] = set()

    def row(self, entry):
        """One row: a hazard, or the repetition of an earlier one."""
        enterprise_id = self.enterprise(entry)
        source, force = self.finder(entry)
        category = self.category(entry)
        outcome = progress(self.reading, entry)
        due = entry["due_on"]
        if isinstance(due, timedelta):
            due = entry["found_on"] + due if entry["found_on"] else None
        if due is not None and entry["found_on"] is not None and due < entry["found_on"]:
            text = _("The deadline lies before the day it was found. Choose a later day.")
            self.reading.fault(entry, "due_on", text)
        facts = {
            "found_on": entry["found_on"],
            "source": source,
            "enterprise_id": enterprise_id,
            "place": entry["place"] or "",
            "description": entry["description"],
            "level": entry["level"] or HazardLevel.GENERAL,
            "clause": entry["clause"] or "",
            "responsible_name": entry["responsible"].name if entry["responsible"] else "",
            "due_on": due,
            **outcome,
        }
        if self.repeats(entry, facts, category, force) or entry.is_faulty:
            return
        record = Hazard(number=self.number(entry), **facts, **linked("category", category))
        if force is not None:
            for name, value in {**linked("task_force", force), **linked("organisation", force.organisation)}.items():
                setattr(record, name, value)
        if record.clause:
            record.standard_id = self.clauses.find(record.clause, record.found_on)
        record.settle()
        record.named_category = category
        self.records.append((record, entry))

    @staticmethod
    def number(entry):
        """The number as it is written, in capitals and half-width; "" where the portal is to give one."""
        return "".join((entry["number"] or "").split()).upper()

    def enterprise(self, entry):
        """The key of the enterprise, known by name, by code or by both."""
        name, code = entry["enterprise"], entry["credit_code"]
        columns = self.reading.by_name[entry.sheet].mapping.columns
        if name is None and code is None:
            if all(field in entry.values for field in ("enterprise", "credit_code") if field in columns):
                self.reading.fault(entry, "enterprise" if "enterprise" in columns else "", _("Name the enterprise."))
            return None
        known, problem, notice = self.enterprises.find(name, code)
        if problem:
            self.reading.fault(entry, "enterprise" if problem[0] == "name" else "credit_code", problem[1])
        if notice:
            self.reading.warn(entry, "enterprise", notice)
        return known.pk if known else None

    def finder(self, entry):
        """(the source, the task force or None): who found it. Each finder is looked up once."""
        asked = entry["source"], entry["task_force"], entry["organisation"]
        found = self.finders.get(asked)
        if found is None:
            found = self.find_finder(entry)
            if not entry.is_faulty:
                self.finders[asked] = found
        return found

    def find_finder(self, entry):
        """The finder of a row, looked up; says so where it is none of the known ones."""
        source, typed = entry["source"], entry["task_force"]
        if typed is None:
            return source or HazardSource.TASK_FORCE, None
        organisation = self.forces.organisations.find(entry["organisation"]) if entry["organisation"] else None
        if key(typed) not in self.forces.by_key and organisation is None:
            spoken = SOURCES.get(typed) or next((one for word, one in OTHER_SOURCES if word.search(typed)), None)
            if "突击队" not in typed and spoken is not None:
                self.tell_source(entry, typed, source or spoken)
                return source or spoken, None
        names = self.forces.named(entry, typed)
        force = self.forces.find(entry, names[0], organisation)
        if len(names) > 1:
            text = _("A hazard is credited to the task force named first; “%(others)s” is left out.")
            self.reading.warn(entry, "task_force", text % {"others": _(", ").join(map(str, names[1:]))})
        return source or HazardSource.TASK_FORCE, force

    def tell_source(self, entry, typed, source):
        """Say once how a finder that is no task force is entered."""
        if typed not in self.told:
            self.told.add(typed)
            text = _("“%(typed)s” is no task force; the source is entered as “%(source)s”.")
            self.reading.warn(entry, "task_force", text % {"typed": typed, "source": HazardSource(source).label})

    def category(self, entry):
        """The category; without one the entry for others."""
        if entry["category"] is not None:
            return self.categories.find(entry, entry["category"])
        return self.categories.other()

    def repeats(self, entry, facts, category, force):
        """Whether an earlier row is the same hazard; a fault where it has the same number and is another one."""
        content = (*facts.values(), id(category), id(force))
        number = self.number(entry)
        if number:
            earlier, said = self.by_number.setdefault(number, (entry, content))
            if earlier is not entry and said != content:
                text = _("Row %(row)s has the same number and is another hazard. Give this one a number of its own.")
                self.reading.fault(entry, "number", text % {"row": earlier.number})
                return True
        else:
            earlier = self.by_content.setdefault(content, entry)
        if earlier is entry:
            return False
        if not entry.is_faulty:
            self.reading.repeated.append((entry, earlier))
        return True

    def match(self):
        """Set what is registered already against the rows: the same, changed, or new."""
        numbers = [record.number for record, _entry in self.records if record.number]
        known = Hazard._base_manager.in_bulk(numbers, field_name="number") if numbers else {}
        events = self.registered_events()
        for record, entry in self.records:
            row = known.get(record.number) if record.number else None
            if not record.number and events.get(event_of(record)):
                row = events[event_of(record)].pop(0)
            if row is None:
                self.reading.new.append((record, entry))
            else:
                self.differs(row, record, entry)

    def registered_events(self):
        """The registered hazards by what happened, for rows that have no number to be known by."""
        days = [record.found_on for record, _entry in self.records if not record.number]
        found: dict[tuple, list] = {}
        if days:
            for row in Hazard._base_manager.filter(found_on__gte=min(days), found_on__lte=max(days)):
                found.setdefault(event_of(row), []).append(row)
        return found

    def differs(self, row, record, entry):
        """A hazard of the registry: what the ledger says more or otherwise."""
        frozen = [name for name in FROZEN if getattr(row, name) != getattr(record, name) and getattr(record, name)]
        if frozen:
            label = row._meta.get_field(frozen[0].removesuffix("_id")).verbose_name
            text = _("The registry has another hazard under this number (%(field)s differs). Correct the number.")
            self.reading.fault(entry, "number" if entry["number"] else "description", text % {"field": label})
            return
        wanted = {name: getattr(record, name) for name in DESCRIPTIVE if getattr(record, name)}
        if record.clause:
            wanted["standard_id"] = record.standard_id
        if entry["level"] is not None:
            wanted["level"] = record.level
        if entry["category"] is not None:
            wanted["category"] = record.named_category
        is_told = record.rectified_on is not None and record.rectified_on >= (row.reopened_on or record.rectified_on)
        if row.rechecked_on is None and is_told and row.state != HazardState.VOID:
            wanted |= {name: getattr(record, name) for name in OUTCOME}
        before = changes(row, wanted)
        if self.reading.exists(row, entry, before):
            for name in before:
                setattr(row, name, wanted[name])


def linked(name, record):
    """A relation as keyword: by key where the other is registered, since that costs a tenth; else by the record."""
    return {f"{name}_id": record.pk} if record is not None and record.pk else {name: record}


def event_of(hazard):
    """What makes a hazard this one where it has no number: day, enterprise, place and description."""
    return hazard.found_on, hazard.enterprise_id, key(hazard.place), key(hazard.description)
