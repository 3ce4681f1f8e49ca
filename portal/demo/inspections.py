"""Who answers for the enterprises, what they run besides, the clauses of what was found, visits, opinions, lessons."""

from datetime import timedelta

from branches.choices import Role
from branches.models import Enterprise, Process, Sector
from branches.models.training import training_pages
from portal.cells import key
from portal.demo import people
from portal.demo.entries import moment
from portal.models import Counter
from volunteers.choices import Capacity, HazardSource, InspectionState, ItemFinding
from volunteers.models import (
    ExpertOpinion,
    Finding,
    Hazard,
    Inspection,
    InspectionItem,
    InspectionVisitor,
    JudgementStandard,
    Lesson,
    StandardExample,
)

SECTORS = ("五金机械", "涂装喷塑", "铸造熔炼", "物流仓储")
# Every twelfth enterprise waits for its sector.
WITHOUT_SECTOR = 12
# A word of what was found, and the clause under which it falls.
CLAUSES = (
    ("通道", "FS-1"),
    ("消火栓", "FS-2"),
    ("配电柜", "FS-5"),
    ("防护罩", "MP-2"),
    ("清扫", "GM-11-10"),
    ("积粉", "SP-2"),
    ("稀释剂", "SP-7"),
    ("不防爆", "SP-5"),
    ("退货电池", "LB-1"),
    ("动火", "HW-2"),
    ("气瓶", "HW-5"),
    ("阻燃", "HF-5"),
    ("警示标志", "GM-13-1"),
    ("未办票", "HW-2"),
)
# What the zone is told about them in its lessons, by a word of the page's title.
# How it looks where a clause fails, by the pair of drawn photos that shows it (portal.demo.pairs).
EXAMPLES = {"FS-1": "route", "HW-5": "gas", "MP-2": "drive", "GM-11-10": "duct", "GM-13-1": "pit"}
LESSONS = (("有限空间", "GM-13-1"), ("粉尘", "GM-11-10"), ("消防", "FS-1"), ("动火", "HW-2"))
FOCUS = ("涉爆粉尘、有限空间", "有限空间作业审批", "喷涂用电和通风", "冬季防火、宿舍用电", "上次问题整改情况")
HELD, NOTHING = 26, 7
CAPACITIES = {HazardSource.LINKED_CADRE: Capacity.CADRE, HazardSource.EXPERT: Capacity.EXPERT}
PLANNED = ((2, "home"), (5, "home"), (3, ""), (6, ""), (0, "home"))
OPINIONS = (
    "泄爆口应朝向无人区域，现有隔离栏只能作为临时措施；建议改造前停用该除尘器。",
    "建议将退货电池库移出生产厂房，隔离柜内设温度监测。",
    "通风量不足，作业前应连续机械通风三十分钟以上，再检测。",
)


def make_inspections(zone):
    """Everything of it, in few statements; no hazard changes its state."""
    zone.draw_for("inspections")
    divide(zone)
    name_clauses()
    visits(zone)
    by_experts = Hazard.objects.filter(source=HazardSource.EXPERT).order_by("-found_on", "pk")
    for hazard, text in zip(by_experts, OPINIONS, strict=False):
        ExpertOpinion.objects.create(
            hazard=hazard,
            expert_name="钱永年",
            body="云溪安环技术服务站",
            given_on=hazard.found_on,
            text=text,
            entered_by=zone.logins["reviewer"],
        )


def give_clause_examples(zone, album):
    """The centre has put a drawn example beside some clauses, as they fail."""
    for clause in JudgementStandard.objects.in_force().filter(code__in=EXAMPLES):
        StandardExample.take(album.pair(EXAMPLES[clause.code], done=False), by=zone.logins["reviewer"], standard=clause)


def name_lessons(zone):
    """The public site's training material, by the clauses it speaks of."""
    for page in training_pages(every_language=True).filter(locale__language_code="zh-hans"):
        for word, code in LESSONS:
            if word in page.title:
                Lesson.objects.get_or_create(clause=code, page=page, defaults={"since": zone.ago(45)})


def divide(zone):
    """Sectors with their leaders, heads of grids, dormitories, landlords, further processes."""
    sectors = Sector.objects.bulk_create(
        [Sector(name=name, name_key=key(name), order=order) for order, name in enumerate(SECTORS, 1)]
    )
    for place, one in enumerate(zone.enterprises):
        one.sector = None if place % WITHOUT_SECTOR == 0 else sectors[place % len(sectors)]
        one.has_dormitory = None if place % 5 == 4 else place % 4 == 0
        one.landlord = zone.enterprises[place - 1] if place % 10 == 3 else None
    Enterprise.objects.bulk_update(zone.enterprises, ["sector", "has_dormitory", "landlord"], batch_size=200)
    further = {one.code: one.pk for one in Process.objects.filter(code__in=("metal_dust", "casting", "powder_coating"))}
    through, links = Enterprise.processes.through, []
    for watched, code in (("dust", "metal_dust"), ("furnace", "casting"), ("spraying", "powder_coating")):
        runs = through.objects.filter(process__code=watched).order_by("enterprise_id")
        keys = list(runs.values_list("enterprise_id", flat=True))[::2]
        links += [through(enterprise_id=pk, process_id=further[code]) for pk in keys]
    through.objects.bulk_create(links, ignore_conflicts=True)
    leaders = people.make_others(zone, "sectorleader", [people.name(zone.lots) for _one in sectors[2:]])
    leaders = [zone.logins["sectorleader"], *leaders]
    people.appoint_others(zone, Role.SECTOR_LEADER, list(zip(leaders, sectors, strict=False)))
    heads = people.make_others(zone, "gridhead", [people.name(zone.lots) for _one in zone.grids[3:]])
    grids = sorted(zone.grids, key=lambda one: one != zone.home.enterprise.grid)
    people.appoint_others(zone, Role.GRID_HEAD, list(zip([zone.logins["gridhead"], *heads], grids, strict=False)))
    zone.expert = zone.logins["expert"]
    people.appoint_others(zone, Role.EXPERT, [(zone.expert, one) for one in zone.enterprises[:6]])


def name_clauses():
    """The clause of what was found, once at each enterprise, so that little seems to come again."""
    standards = {one.code: one for one in JudgementStandard.objects.in_force()}
    rows, told = [], set()
    for hazard in Hazard.objects.order_by("-found_on", "-pk"):
        code = hazard.clause or next((code for word, code in CLAUSES if word in hazard.description), "")
        if code in standards and (hazard.clause or (hazard.enterprise_id, code) not in told):
            told.add((hazard.enterprise_id, code))
            hazard.clause, hazard.standard = code, standards[code]
            rows.append(hazard)
    Hazard.objects.bulk_update(rows, ["clause", "standard"], batch_size=200)


def visits(zone):
    """Those held, with what was found; those at which nothing was; and those to come."""
    found = {}
    sources = (HazardSource.LINKED_CADRE, HazardSource.EXPERT, HazardSource.GRID)
    for hazard in Hazard.objects.counted().filter(source__in=sources).order_by("-found_on", "-pk"):
        found.setdefault((hazard.enterprise_id, hazard.found_on), []).append(hazard)
    inspections, visitors, findings = [], [], []
    by_key = {one.pk: one for one in zone.enterprises}
    for (enterprise, day), hazards in list(found.items())[:HELD]:
        one = held(zone, by_key[enterprise], day, False)
        inspections.append(one)
        capacity = CAPACITIES.get(hazards[0].source, Capacity.GRID)
        instead = zone.expert if capacity == Capacity.EXPERT else one.recorded_by
        visitors.append(InspectionVisitor(inspection=one, user=hazards[0].finder or instead, capacity=capacity))
        findings += [Finding(inspection=one, hazard=hazard) for hazard in hazards]
    for number in range(NOTHING):
        one = held(zone, zone.enterprises[number * 11 + 5], zone.ago(4 + number * 9), True)
        inspections.append(one)
        visitors.append(InspectionVisitor(inspection=one, user=one.recorded_by, capacity=Capacity.CADRE))
    for days, near in PLANNED:
        enterprise = zone.home.enterprise if near else zone.lots.choice(zone.enterprises)
        day = zone.today + timedelta(days=days)
        one = Inspection(enterprise=enterprise, day=day, focus=zone.lots.choice(FOCUS), is_unplanned=days == 0)
        inspections.append(one)
        user, capacity = (zone.expert, Capacity.EXPERT) if days == 5 else (zone.logins["cadre"], Capacity.CADRE)
        visitors.append(InspectionVisitor(inspection=one, user=user, capacity=capacity))
    write(zone, inspections, visitors, findings)


def held(zone, enterprise, day, nothing):
    """A visit that was recorded on its day."""
    return Inspection(
        enterprise=enterprise,
        day=day,
        focus=zone.lots.choice(FOCUS),
        is_unplanned=zone.lots.random() < 0.4,
        state=InspectionState.HELD,
        nothing_found=nothing,
        received_by=enterprise.safety_officer_name,
        summary="抽查车间和仓库，未发现问题。" if nothing else "按适用条款查看现场，问题已当场告知企业。",
        recorded_by=zone.logins["cadre"],
        recorded_at=moment(day, 16, 30),
    )


def write(zone, inspections, visitors, findings):
    """Number them by their days and store everything; what was looked at follows from what was found."""
    inspections.sort(key=lambda one: one.day)
    for one in inspections:
        one.number = f"JC-{one.day.year}-{Counter.next(f'inspections-{one.day.year}'):04d}"
    Inspection.objects.bulk_create(inspections)
    InspectionVisitor.objects.bulk_create(visitors)
    Finding.objects.bulk_create(findings)
    items = []
    failing = {(one.inspection_id, one.hazard.standard_id) for one in findings if one.hazard.standard_id}
    looked = list(JudgementStandard.objects.in_force().filter(code__in=("GM-3-2", "GM-14-0", "FS-1", "FS-5")))
    for one in inspections:
        if one.state != InspectionState.HELD:
            continue
        wrong = {standard for inspection, standard in failing if inspection == one.pk}
        items += [InspectionItem(inspection=one, standard_id=pk, finding=ItemFinding.FAILS) for pk in sorted(wrong)]
        fine = [clause for clause in looked if clause.pk not in wrong]
        items += [InspectionItem(inspection=one, standard=clause, finding=ItemFinding.FINE) for clause in fine]
        zone.diary.note(one, "volunteers.inspection.hold", one.recorded_at, one.recorded_by)
    for one in inspections:
        planned_on = min(one.day, zone.today) - timedelta(days=2)
        zone.diary.note(one, "portal.create", moment(planned_on, 9, 10), zone.logins["cadre"])
    InspectionItem.objects.bulk_create(items)
