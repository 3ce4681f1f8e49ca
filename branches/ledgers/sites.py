"""The ledger of sites: how far each organisation's site is, and the rooms that belong to it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import SiteState, SiteUse, Standing
from branches.ledgers.registers import OrganisationRegister
from branches.ledgers.roster import ROSTER, SITES
from branches.ledgers.sheets import decimal
from branches.models import Organisation, Site
from portal import cells
from portal.generic.kinds import LedgerField, LedgerKind, Part, line, one_of, past_day, register, sentence_of, words
from portal.generic.readings import changes

_NAMES = next(one.synonyms for one in ROSTER if one.name == "name")
FIELDS = (
    LedgerField(
        "organisation",
        gettext_lazy("organisation"),
        _NAMES,
        required=True,
        clean=line(120),
        example="云溪宏达电器有限公司党支部",
    ),
    LedgerField(
        "site_state",
        gettext_lazy("site of the branch"),
        words("阵地建设 阵地状态 阵地情况 阵地建设情况 建设状态 建设进度 是否建成 是否达标"),
        clean=one_of(SiteState, SITES),
        choices=SiteState.choices,
    ),
    LedgerField(
        "site_accepted_on",
        gettext_lazy("site accepted on"),
        words("阵地验收日期 验收日期 验收时间 验收通过日期 建成日期 完成日期"),
        clean=past_day,
        is_day=True,
        kind="day",
        hint=gettext_lazy("A completed site has an acceptance date, any other has none."),
    ),
    LedgerField(
        "name",
        gettext_lazy("site"),
        words("阵地名称 场所名称 活动室名称 活动场所名称"),
        clean=line(80),
        keeps="name",
        example="党员活动室",
    ),
    LedgerField(
        "address",
        gettext_lazy("address"),
        words("阵地地址 地址 所在地址 详细地址 阵地位置 位置"),
        clean=line(200),
        keeps="address",
    ),
    LedgerField(
        "area",
        gettext_lazy("area (m²)"),
        words("面积 阵地面积 建筑面积 面积(平方米) 面积(㎡) 使用面积"),
        clean=decimal,
        kind="decimal",
        keeps="area",
    ),
    LedgerField(
        "keeper_name",
        gettext_lazy("keeper"),
        words("管理人 管理员 阵地管理人 阵地负责人 负责人 管理人姓名"),
        clean=cells.person,
        keeps="keeper_name",
    ),
    LedgerField(
        "keeper_phone",
        gettext_lazy("keeper's phone"),
        words("管理人电话 联系电话 电话 手机 联系方式 手机号码"),
        clean=cells.phone,
        keeps="keeper_phone",
    ),
    LedgerField("remark", gettext_lazy("remark"), words("备注 说明 备注说明"), clean=line(500), keeps="remark"),
)
KEPT = tuple(one.keeps for one in FIELDS if one.keeps)


@register
class SiteLedger(LedgerKind):
    """The sites of the organisations, as they stood before the portal kept inspections."""

    name = "sites"
    title = gettext_lazy("Ledger of sites")
    intro = gettext_lazy(
        "One row a site. Sites that were inspected in the portal keep what the inspection found; "
        "a completed site does not become open again by a ledger."
    )
    model = Site
    list_url = "sites"
    parts = (Part("sites", gettext_lazy("Sites"), FIELDS),)

    def judge(self, reading):
        """Match each row with the organisations and their rooms."""
        Judging(reading).run()

    def save(self, reading, saver):
        """The rooms, then what the organisations say of them."""
        saver.create(Site, reading.new)
        for model in (Site, Organisation):
            saver.update(model, [one for one in reading.changed if isinstance(one[0], model)])


class Judging:
    """What has to be known while the rows of one ledger are judged."""

    def __init__(self, reading):
        self.reading = reading
        self.organisations = OrganisationRegister()
        self.inspected = set(Organisation.objects.site_inspected().values_list("pk", flat=True))
        self.rooms = {}
        for site in Site._base_manager.filter(state=SiteUse.IN_USE).order_by("pk"):
            self.rooms.setdefault(site.organisation_id, []).append(site)
        self.seen = {}
        self.told = {}

    def run(self):
        """Judge every row."""
        for entry in self.reading.entries("sites"):
            if entry["organisation"] is not None:
                self.row(entry)

    def row(self, entry):
        """One row: rooms that are new, changed or the same, and how far the organisation's site is."""
        organisation = self.organisation(entry)
        if organisation is None or entry.is_faulty or self.repeats(entry, organisation):
            return
        status, attributes = self.status(entry, organisation), self.attributes(entry)
        if entry.is_faulty:
            return
        changed = changes(organisation, status)
        if changed and self.reading.update:
            self.reading.changed.append((organisation, entry, changed))
            for name in changed:
                setattr(organisation, name, status[name])
        if attributes:
            self.room(entry, organisation, attributes, differs=bool(changed))
        elif not changed or not self.reading.update:
            self.same(entry, differs=bool(changed))

    def room(self, entry, organisation, attributes, *, differs):
        """The rooms of the row: of that name, else the only ones that the organisation has."""
        known = self.rooms.get(organisation.pk, [])
        same = [one for one in known if one.name == attributes.get("name", one.name)]
        if len(same) > 1:
            text = _("It has several sites. Name the one that is meant.")
            self.reading.fault(entry, "name", text)
            return
        if not same:
            attributes = {"name": _("members' activity room")} | attributes
            site = Site(organisation=organisation, **attributes)
            self.rooms.setdefault(organisation.pk, []).append(site)
            self.reading.new.append((site, entry))
            return
        before = changes(same[0], attributes)
        if before and self.reading.update:
            self.reading.changed.append((same[0], entry, before))
            for name in before:
                setattr(same[0], name, attributes[name])
        elif not (differs and self.reading.update):
            self.same(entry, differs=differs or bool(before))

    def same(self, entry, *, differs):
        """Nothing is to be done for a row: it is registered already, or left as it is until somebody asks."""
        self.reading.same.append(entry)
        if differs:
            self.reading.differing.append(entry)

    def organisation(self, entry):
        """The organisation that the row names, which must be in force."""
        found = self.organisations.find(entry["organisation"])
        if found is None:
            self.reading.fault(entry, "organisation", self.organisations.unknown(entry["organisation"]))
        elif found.state == Standing.DISSOLVED:
            text = _("“%(name)s” is dissolved. Name the organisation that uses the rooms now.")
            self.reading.fault(entry, "organisation", text % {"name": found.name})
        return found

    def repeats(self, entry, organisation):
        """Whether an earlier row says the same of the same rooms; a fault where it says otherwise."""
        said = {name: value for name, value in entry.values.items() if name != "remark"}
        earlier, before = self.seen.setdefault((organisation.pk, entry["name"]), (entry, said))
        if earlier is entry:
            return False
        if before == said:
            self.reading.repeated.append((entry, earlier))
        else:
            text = _("Row %(row)s names the same site and says something else. Keep one of the two.")
            self.reading.fault(entry, "organisation", text % {"row": earlier.number})
        return True

    def status(self, entry, organisation):
        """How far the site is by the row; nothing where an inspection has said so, or where the row is silent."""
        state, day = entry["site_state"], entry["site_accepted_on"]
        if state is None and day is None:
            return {}
        state = state or SiteState.COMPLETED
        if (state == SiteState.COMPLETED) != (day is not None):
            text = sentence_of(Organisation, "organisation_site_completed_has_date")
            self.reading.fault(entry, "site_accepted_on" if "site_accepted_on" in entry.values else "site_state", text)
            return {}
        status = {"site_state": state, "site_accepted_on": day}
        if organisation.pk in self.inspected:
            if changes(organisation, status):
                text = _("Its site is kept by inspections in the portal; what the ledger says of it is not taken over.")
                self.reading.warn(entry, "site_state", text)
            return {}
        if organisation.site_state == SiteState.COMPLETED and state != SiteState.COMPLETED:
            text = _(
                "It counts as completed since %(day)s. Its end is recorded on the page of the site, with its reason."
            )
            self.reading.fault(entry, "site_state", text % {"day": organisation.site_accepted_on})
            return {}
        first = self.told.setdefault(organisation.pk, (entry, status))
        if first[1] != status:
            text = _("Row %(row)s says otherwise of the same organisation. Keep one of the two.")
            self.reading.fault(entry, "site_state", text % {"row": first[0].number})
        return status

    def attributes(self, entry):
        """What the row says of the rooms; what it leaves blank is left out."""
        if entry["area"] is not None and not 1 <= entry["area"] < 1_000_000:
            self.reading.fault(entry, "area", _("An area is at least one square metre. Correct it."))
        return {name: entry[name] for name in KEPT if entry[name] is not None}
