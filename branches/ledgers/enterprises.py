"""The ledger of enterprises: name, credit code, trade, dangerous processes, grid, people to call."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import Trade
from branches.ledgers.enterprise_fields import FIELDS, PROCESSES
from branches.ledgers.registers import OrganisationRegister, is_slip
from branches.models import Enterprise, Grid, Process, Sector
from portal.cells import key
from portal.characters import number_word
from portal.generic.contacts import Contact
from portal.generic.kinds import LedgerKind, Part, register, sentence_of
from portal.generic.readings import changes


def number_of_grid(name):
    """The number in a grid's name: 10 for 第10网格 and for 第十网格; None where there is none."""
    if found := re.search("[0-9]{1,6}", key(name)):
        return int(found[0])
    found = re.search("第?([零一二三四五六七八九十百]{1,5})", key(name))
    return number_word(found[1]) if found else None


def usual_grid(name):
    """The key under which 第13网格, 第十三网格 and 13号网格 meet."""
    if re.fullmatch("第?(?:[0-9]{1,6}|[零一二三四五六七八九十百]{1,5})号?网格", key(name)):
        return f"第{number_of_grid(name)}网格"
    return key(name)


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
        for model in (Grid, Sector, Process):
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
        self.grids = {usual_grid(row.name): row for row in Grid._base_manager.all()}
        self.sectors = {row.name_key: row for row in Sector._base_manager.all()}
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
        found = {
            name: entry[name]
            for name in ("name", "credit_code", "employees", "address", "remark", "has_dormitory")
            if entry[name] is not None
        }
        if "name" in found:
            found["name_key"] = key(found["name"])
        if entry["trade"] is not None:
            found["trade"] = self.trade(entry)
        if entry["grid"] is not None:
            found["grid"] = self.grid(entry["grid"])
        if entry["sector"] is not None:
            found["sector"] = self.sector(entry["sector"])
        if entry["landlord"] is not None:
            found |= self.landlord(entry)
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
        wanted = usual_grid(name)
        if wanted not in self.grids:
            number = number_of_grid(name)
            order = number if number is not None else len(self.grids) + 1
            self.grids[wanted] = Grid(name=name, name_key=key(name), order=order)
            self.reading.references.append(self.grids[wanted])
        return self.grids[wanted]

    def sector(self, name):
        """The sector of this name, to be made if it is not there."""
        wanted = key(name)
        if wanted not in self.sectors:
            self.sectors[wanted] = Sector(name=name, name_key=wanted, order=len(self.sectors) + 1)
            self.reading.references.append(self.sectors[wanted])
        return self.sectors[wanted]

    def landlord(self, entry):
        """The landlord, if the register has it; one that comes in with the same ledger is named in a second import."""
        known = self.by_key.get(key(entry["landlord"]))
        if known is not None and known.name_key != key(entry["name"] or ""):
            return {"landlord": known}
        text = _("“%(name)s” is not in the register as another enterprise: the landlord is left out.")
        self.reading.warn(entry, "landlord", text % {"name": entry["landlord"]})
        return {}

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
        """Whether the row says what an earlier one said; a fault where it says otherwise of the same."""
        wanted, code = key(entry["name"]), entry["credit_code"]
        earlier = self.seen.setdefault(wanted, (entry, content))
        if earlier[0] is not entry:
            if earlier[1] == content or earlier[0].is_faulty:
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
