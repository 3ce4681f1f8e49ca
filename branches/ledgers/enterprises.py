"""The ledger of enterprises: name, credit code, trade, dangerous processes, grid, people to call."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import Trade
from branches.ledgers.registers import OrganisationRegister, is_slip
from branches.models import Enterprise, Grid, Process
from portal import cells
from portal.cells import key
from portal.characters import number_word
from portal.generic.contacts import Contact, contact, phones
from portal.generic.kinds import LedgerField, LedgerKind, Part, line, register, sentence_of
from portal.generic.readings import changes

# Trades as people write them; order No. 10 counts metal goods, vehicles, electrical and electronic goods as machinery.
TRADES = {
    "冶金行业": Trade.METALLURGY,
    "钢铁": Trade.METALLURGY,
    "黑色金属": Trade.METALLURGY,
    "有色": Trade.NON_FERROUS,
    "有色金属": Trade.NON_FERROUS,
    "铝业": Trade.NON_FERROUS,
    "铜业": Trade.NON_FERROUS,
    "建材": Trade.BUILDING_MATERIALS,
    "建筑材料": Trade.BUILDING_MATERIALS,
    "机械": Trade.MACHINERY,
    "机械制造": Trade.MACHINERY,
    "机械加工": Trade.MACHINERY,
    "装备制造": Trade.MACHINERY,
    "五金": Trade.MACHINERY,
    "五金制品": Trade.MACHINERY,
    "金属制品": Trade.MACHINERY,
    "汽摩配": Trade.MACHINERY,
    "汽车零部件": Trade.MACHINERY,
    "车业": Trade.MACHINERY,
    "电器": Trade.MACHINERY,
    "电气": Trade.MACHINERY,
    "电子": Trade.MACHINERY,
    "电动工具": Trade.MACHINERY,
    "轻工": Trade.LIGHT_INDUSTRY,
    "轻工业": Trade.LIGHT_INDUSTRY,
    "食品": Trade.LIGHT_INDUSTRY,
    "家具": Trade.LIGHT_INDUSTRY,
    "木制品": Trade.LIGHT_INDUSTRY,
    "塑料制品": Trade.LIGHT_INDUSTRY,
    "印刷": Trade.LIGHT_INDUSTRY,
    "造纸": Trade.LIGHT_INDUSTRY,
    "纺织": Trade.TEXTILE,
    "纺织服装": Trade.TEXTILE,
    "服装": Trade.TEXTILE,
    "烟草": Trade.TOBACCO,
    "商贸": Trade.COMMERCE,
    "商贸流通": Trade.COMMERCE,
    "商业": Trade.COMMERCE,
    "其他": Trade.OTHER,
    "其它": Trade.OTHER,
}
# Short names of the processes of the zone's notice.
PROCESSES = {
    "喷涂": "喷涂（喷塑）",
    "喷塑": "喷涂（喷塑）",
    "喷漆": "喷涂（喷塑）",
    "粉尘": "可燃爆粉尘",
    "粉尘涉爆": "可燃爆粉尘",
    "涉爆粉尘": "可燃爆粉尘",
    "可燃性粉尘": "可燃爆粉尘",
    "可燃粉尘": "可燃爆粉尘",
    "有限空间作业": "有限空间",
    "受限空间": "有限空间",
    "氨": "涉氨",
    "涉氨制冷": "涉氨",
    "液氨": "涉氨",
    "锂电": "锂电池",
    "高温熔融": "高温熔炉",
    "高温熔融金属": "高温熔炉",
    "熔炉": "高温熔炉",
    "特种作业": "特种作业（电焊气割）",
    "电焊": "特种作业（电焊气割）",
    "电焊气割": "特种作业（电焊气割）",
    "动火作业": "特种作业（电焊气割）",
    "焊接": "特种作业（电焊气割）",
    "焊接与热切割": "特种作业（电焊气割）",
}
TRADE_SPELLINGS = {"": Trade.OTHER, **{key(word): trade for word, trade in TRADES.items()}}


def trade(value):
    """The trade, or the text as typed where it is none of those of the order."""
    typed = cells.text(value, 40)
    if typed is None:
        return None
    word = re.sub("(?:行业|制造业|加工业|业|类|企业)$", "", key(typed))
    if found := TRADE_SPELLINGS.get(key(typed)) or TRADE_SPELLINGS.get(word):
        return found
    try:
        return cells.choice(typed, Trade)
    except cells.BadCell:
        return typed


FIELDS = (
    LedgerField(
        "name",
        gettext_lazy("Name of the enterprise"),
        ("企业名称", "单位名称", "企业", "公司名称", "名称", "企业全称", "单位全称", "生产经营单位", "企业名", "公司", "厂名"),
        required=True,
        clean=line(120),
        hint=gettext_lazy("The full name, as on the licence."),
        example="云溪宏达电器有限公司",
    ),
    LedgerField(
        "credit_code",
        gettext_lazy("Unified social credit code"),
        ("统一社会信用代码", "信用代码", "社会信用代码", "统一信用代码", "机构代码", "税号", "组织机构代码", "统一代码", "代码"),
        clean=cells.credit_code,
        hint=gettext_lazy("18 characters; may be left empty where it is not known."),
    ),
    LedgerField(
        "trade",
        gettext_lazy("Trade"),
        ("行业", "行业类别", "所属行业", "行业类型", "行业分类", "企业类型", "主要行业", "类别", "行业门类"),
        clean=trade,
        choices=Trade.choices,
        example="机械",
    ),
    LedgerField(
        "processes",
        gettext_lazy("Dangerous processes"),
        (
            "重点环节", "风险标签", "重点风险", "重点领域", "危险工艺", "重点工艺", "风险类别", "涉及环节", "涉及重点环节",
            "主要风险", "风险点", "风险类型", "重点监管环节", "涉危环节", "危险环节", "重点行业领域", "安全风险",
        ),
        clean=lambda value: cells.listed(value) or None,
        hint=gettext_lazy("Several are separated by 、"),
        example="喷涂（喷塑）、有限空间",
    ),
    LedgerField(
        "employees",
        gettext_lazy("Employees"),
        ("从业人数", "职工人数", "员工人数", "从业人员", "人数", "职工数", "员工数", "从业人员数", "用工人数", "职工总数"),
        clean=cells.whole,
        kind="whole",
        example=120,
    ),
    LedgerField(
        "address",
        gettext_lazy("Address"),
        ("地址", "企业地址", "经营地址", "生产地址", "单位地址", "详细地址", "厂址", "住所", "注册地址", "生产经营地址"),
        clean=line(200),
    ),
    LedgerField(
        "grid",
        gettext_lazy("Grid"),
        ("所属网格", "网格", "网格名称", "网格编号", "所在网格", "责任网格", "网格号"),
        clean=line(40),
        example="第1网格",
    ),
    LedgerField(
        "grid_worker",
        gettext_lazy("Grid worker"),
        ("网格员", "网格员姓名", "专职网格员", "网格长", "责任网格员", "网格负责人"),
        clean=contact,
    ),
    LedgerField(
        "grid_worker_phone",
        gettext_lazy("Grid worker's phone"),
        ("网格员电话", "网格员联系电话", "网格员手机", "网格员联系方式", "网格电话"),
        clean=phones,
    ),
    LedgerField(
        "linked_cadre",
        gettext_lazy("Linked cadre"),
        ("联系干部", "联企干部", "挂联干部", "包干干部", "驻企服务员", "联系领导", "挂钩干部", "联企人员", "包保干部"),
        clean=contact,
    ),
    LedgerField(
        "safety_officer",
        gettext_lazy("Safety officer"),
        ("安全员", "安全管理员", "安全负责人", "安全管理人员", "企业安全员", "专职安全员", "安全联络员", "安全责任人"),
        clean=contact,
    ),
    LedgerField(
        "safety_officer_phone",
        gettext_lazy("Safety officer's phone"),
        ("安全员电话", "安全员联系电话", "安全员手机", "安全员联系方式", "安全负责人电话", "联系电话", "联系方式", "电话", "手机"),
        clean=phones,
    ),
    LedgerField(
        "organisation",
        gettext_lazy("Party organisation"),
        ("所属党组织", "党组织", "党组织名称", "党支部", "所属支部", "支部名称", "所属党支部"),
        clean=line(120),
    ),
    LedgerField("remark", gettext_lazy("Remark"), ("备注", "说明", "备注说明", "其他说明"), clean=line(500)),
)


def number_of_grid(name):
    """The number in a grid's name: 10 for 第10网格 and for 第十网格; None where there is none."""
    if found := re.search("[0-9]{1,6}", key(name)):
        return int(found[0])
    found = re.search("第?([零一二三四五六七八九十百]{1,5})", key(name))
    return number_word(found[1]) if found else None


@register
class EnterpriseLedger(LedgerKind):
    """The zone's enterprises. To be imported first: organisations and hazards refer to them."""

    name = "enterprises"
    title = gettext_lazy("Ledger of enterprises")
    intro = gettext_lazy("One row an enterprise. An enterprise is known by its credit code, else by its name.")
    model = Enterprise
    list_url = "enterprises"
    parts = (Part("enterprises", gettext_lazy("Enterprises"), FIELDS),)

    def judge(self, reading):
        """Match each row with the register; references that are not there yet are made."""
        Judging(reading).run()

    def save(self, reading, saver):
        """Grids and processes first, then the enterprises with their processes."""
        for model in (Grid, Process):
            saver.create(model, [(record, None) for record in reading.references if isinstance(record, model)])
        saver.create(Enterprise, [(record, entry) for record, entry in reading.new])
        saver.update(Enterprise, reading.changed)
        through = Enterprise.processes.through
        links = [
            through(enterprise_id=record.pk, process_id=process.pk)
            for record, _entry in reading.new
            for process in record.named_processes or ()
        ]
        through._base_manager.bulk_create(links, batch_size=1000)
        for record, _entry, before in reading.changed:
            if "processes" in before:
                record.processes.set([process.pk for process in record.named_processes])


class Judging:
    """What has to be known while the rows of one ledger of enterprises are judged."""

    def __init__(self, reading):
        self.reading = reading
        known = Enterprise._base_manager.prefetch_related("processes")
        self.rows = {row.pk: row for row in known}
        self.by_key = {row.name_key: row for row in self.rows.values()}
        self.by_code = {row.credit_code: row for row in self.rows.values() if row.credit_code}
        self.grids = {row.name_key: row for row in Grid._base_manager.all()}
        self.processes = {key(row.title): row for row in Process._base_manager.all()}
        self.organisations = OrganisationRegister()
        self.seen: dict[str, tuple] = {}
        self.codes: dict[str, tuple] = {}
        self.told: set[str] = set()

    def run(self):
        """Judge every row."""
        for entry in self.reading.entries("enterprises"):
            self.row(entry)
        self.reading.references.sort(key=lambda record: getattr(record, "order", 0))

    def row(self, entry):
        """One row: new, changed, the same, a repetition or a fault."""
        reading = self.reading
        attributes = self.attributes(entry)
        processes = self.named_processes(entry)
        if entry["name"] is None:
            return
        existing = self.existing(entry)
        content = ({name: value for name, value in attributes.items() if name != "remark"}, processes)
        if self.repeats(entry, content) or entry.is_faulty:
            return
        if existing is None:
            record = Enterprise(**attributes)
            record.named_processes = processes
            reading.new.append((record, entry))
            return
        before = changes(existing, attributes)
        kept = [process.pk for process in existing.processes.all()]
        if processes is not None and sorted(kept) != sorted(process.pk or 0 for process in processes):
            before["processes"] = kept
        existing.named_processes = processes
        if reading.exists(existing, entry, before):
            for name in set(before) - {"processes"}:
                setattr(existing, name, attributes[name])

    def attributes(self, entry):
        """The values that the row gives, by attribute; what it leaves blank is left out."""
        found = {name: entry[name] for name in ("name", "credit_code", "employees", "address", "remark") if entry[name] is not None}
        if "name" in found:
            found["name_key"] = key(found["name"])
        if entry["trade"] is not None:
            found["trade"] = self.trade(entry)
        if entry["grid"] is not None:
            found["grid"] = self.grid(entry["grid"])
        for place in ("grid_worker", "linked_cadre", "safety_officer"):
            found |= self.people(entry, place)
        if entry["organisation"] is not None:
            organisation = self.organisations.find(entry["organisation"])
            if organisation is None:
                self.reading.warn(entry, "organisation", self.organisations.unknown(entry["organisation"]))
            else:
                found["organisation"] = organisation
        return found

    def trade(self, entry):
        """A trade of the order; what is none of them counts as another trade, and is said once."""
        if entry["trade"] in Trade.values:
            return entry["trade"]
        if entry["trade"] not in self.told:
            self.told.add(entry["trade"])
            text = _("“%(trade)s” is none of the trades of the order; it is entered as another trade.")
            self.reading.warn(entry, "trade", text % {"trade": entry["trade"]})
        return Trade.OTHER

    def grid(self, name):
        """The grid of this name, to be made if it is not there."""
        wanted = key(name)
        if wanted not in self.grids:
            number = number_of_grid(name)
            order = number if number is not None else len(self.grids) + 1
            self.grids[wanted] = Grid(name=name, name_key=wanted, order=order)
            self.reading.references.append(self.grids[wanted])
        return self.grids[wanted]

    def people(self, entry, place):
        """Name and telephone of one person, from one cell or two."""
        person, numbers = entry[place] or Contact(""), entry[f"{place}_phone"] or Contact("")
        phone = numbers.phone or person.phone
        others = {*person.others, *numbers.others, person.phone, numbers.phone} - {phone, ""}
        has_phone = place != "linked_cadre"
        if others or (phone and not has_phone):
            text = _("Only one telephone is kept; left out: %(numbers)s.")
            left = others if has_phone else others | {phone}
            self.reading.warn(entry, place, text % {"numbers": _(", ").join(sorted(left))})
        found = {f"{place}_name": person.name} if person.name else {}
        if phone and has_phone:
            found[f"{place}_phone"] = phone
        return found

    def named_processes(self, entry):
        """The processes of the row; unknown ones are made, misspelt ones refused. None where the row says nothing."""
        if entry["processes"] is None:
            return None
        found = []
        for title in entry["processes"]:
            wanted = key(title)
            process = self.processes.get(wanted) or self.processes.get(key(PROCESSES.get(title, title)))
            if process is None:
                process = self.new_process(entry, title)
            if process is not None and process not in found:
                found.append(process)
        return found

    def new_process(self, entry, title):
        near = next((one.title for one in self.processes.values() if is_slip(title, one.title)), "")
        if near:
            text = _("“%(typed)s” is not known. Did you mean “%(near)s”?")
            self.reading.fault(entry, "processes", text % {"typed": title, "near": near})
            return None
        if len(title) > 40:
            self.reading.fault(entry, "processes", _("“%(typed)s” is too long for a process.") % {"typed": title[:40]})
            return None
        process = Process(title=title)
        self.processes[key(title)] = process
        self.reading.references.append(process)
        text = _("“%(typed)s” is not among the processes yet and will be added.")
        self.reading.warn(entry, "processes", text % {"typed": title})
        return process

    def existing(self, entry):
        """The enterprise of the register that the row means; a fault where code and name mean two."""
        by_code = self.by_code.get(entry["credit_code"]) if entry["credit_code"] else None
        by_name = self.by_key.get(key(entry["name"]))
        if by_code and by_name and by_code.pk != by_name.pk:
            text = _("The credit code belongs to “%(other)s”, not to “%(name)s”. Correct the name or the code.")
            self.reading.fault(entry, "credit_code", text % {"other": by_code.name, "name": entry["name"]})
        elif by_name and not by_code and entry["credit_code"] and by_name.credit_code:
            text = _("The register has another credit code for “%(name)s”: %(code)s. Correct the code here or there.")
            self.reading.fault(entry, "credit_code", text % {"name": by_name.name, "code": by_name.credit_code})
        return by_code or by_name

    def repeats(self, entry, content):
        """Whether the row says what an earlier one said; a fault if it bears the same name or code and says otherwise."""
        wanted, code = key(entry["name"]), entry["credit_code"]
        earlier = self.seen.setdefault(wanted, (entry, content))
        if earlier[0] is not entry:
            if earlier[1] == content:
                self.reading.repeated.append((entry, earlier[0]))
                return True
            text = _("Row %(row)s names the same enterprise and says something else. Keep one of the two.")
            self.reading.fault(entry, "name", text % {"row": earlier[0].number})
            return True
        other = self.codes.setdefault(code, (entry, content)) if code else (entry, content)
        if other[0] is not entry:
            text = sentence_of(Enterprise, "enterprise_credit_code_once")
            self.reading.fault(entry, "credit_code", f"{text} ({_('row %(row)s') % {'row': other[0].number}})")
            return True
        return False
