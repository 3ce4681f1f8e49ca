"""The roster of party organisations: the tree, their members, levels and sites, and what was dissolved or changed."""

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import OrganisationKind, SiteState, Standing
from branches.ledgers.changes import ChangesJudging
from branches.ledgers.foundings import follow_ends, founded
from branches.ledgers.hosts import give_hosts, hosted
from branches.ledgers.registers import EnterpriseRegister, OrganisationRegister, kind_by_name, usual_name
from branches.ledgers.roster import CHANGES, ROSTER
from branches.ledgers.terms import into_terms
from branches.ledgers.tree import Places, count_children, parents_first
from branches.models import Organisation, OrganisationalChange, OrganisationSpell, Roster
from branches.models.terms import term_end
from portal.cells import key
from portal.generic.bulk import KEYS, chunks
from portal.generic.contacts import Contact
from portal.generic.kinds import LedgerKind, Part, register, sentence_of
from portal.generic.readings import changes

KEPT = tuple(one for one in ROSTER if one.keeps)


@register
class OrganisationLedger(LedgerKind):
    """The roster as the organisation office keeps it, with its sheet of dissolutions and other changes."""

    name = "organisations"
    title = gettext_lazy("Roster of party organisations")
    intro = gettext_lazy(
        "One row an organisation; a second sheet may hold what was dissolved or changed. "
        "Whatever names no superior hangs below the working committee."
    )
    model = Organisation
    list_url = "organisations"
    parts = (
        Part("roster", gettext_lazy("Roster"), ROSTER),
        Part("changes", gettext_lazy("Dissolutions and changes"), CHANGES),
    )

    def judge(self, reading):
        """Match each row with the registry, hang it into the tree, then apply the changes."""
        judging = Judging(reading)
        judging.read_roster()
        judging.hang()
        ChangesJudging(judging).run()
        judging.settle()

    def save(self, reading, saver):
        """Organisations by their place in the tree, then their changes; hosts without an organisation get theirs."""
        registered = list(Organisation._base_manager.select_for_update().only("path"))
        places = Places(registered)
        records = {id(record): entry for record, entry in reading.new if isinstance(record, Organisation)}
        roots = [record for record in reading.references if isinstance(record, Organisation)]
        for root in roots:
            places.place(root, None)
        new = [record for record, _entry in reading.new if isinstance(record, Organisation)]
        ordered = [one for one in parents_first(new, parent_of)[0] if id(one) in records]
        for record in ordered:
            places.place(record, record.parent_record)
        for record in ordered:
            record.term_ends_on = term_end(record.kind, record.last_election_on)
        for record, _entry, before in reading.changed:
            if isinstance(record, Organisation) and "last_election_on" in before:
                before["term_ends_on"] = record.term_ends_on
                record.settle_term()
        saver.create(Organisation, [*((root, None) for root in roots), *((one, records[id(one)]) for one in ordered)])
        for path, count in places.grown.items():
            Organisation._base_manager.filter(path=path).update(numchild=F("numchild") + count)
        saver.update(Organisation, reading.changed)
        made = [
            *((one, entry) for one, entry in reading.new if isinstance(one, OrganisationalChange)),
            *reading.attached,
        ]
        made += [*founded([(record, records[id(record)]) for record in ordered], made)]
        self.into_registry([*roots, *ordered], reading.changed, made, saver)
        follow_ends([change for change, _entry in made], saver)
        give_hosts(ordered, saver)
        into_terms([(one, records[id(one)]) for one in ordered], reading.changed, saver)

    @staticmethod
    def into_registry(new, changed, made, saver):
        """The changes, and the registry of past days: known from the moment at which the records were written."""
        now = timezone.now()
        moments = {record.pk: record.created_at for record in new}
        moments |= versions_of([record.pk for record, _entry, _before in changed])
        made += [(hosted(record, before), entry) for record, entry, before in changed if "enterprise_id" in before]
        touched = {record.pk: record for record in [*new, *(record for record, _entry, _before in changed)]}
        for change, _entry in made:
            touched.setdefault(change.organisation.pk, change.organisation)
            change.recorded_by = saver.by
            change.recorded_at = change.applied_at = moments.setdefault(change.organisation.pk, now)
        saver.create(OrganisationalChange, made)
        OrganisationSpell.record(list(touched.values()), at=moments)

    def obstacles(self, created):
        """Organisations that others have hung below those of the batch."""
        ours = created.get(Organisation, set())
        rows = list(Organisation._base_manager.only("path", "name"))
        paths = {row.path: row for row in rows if row.pk in ours}
        for row in rows:
            above = paths.get(row.path[: -Organisation.steplen])
            if above is not None and row.pk not in ours:
                yield _("“%(other)s” hangs below “%(record)s”.") % {"other": row, "record": above}

    def mend(self, touched):
        """The superiors of what was taken away have fewer children now, and its past goes with it."""
        count_children()
        keys = sorted(touched.get(Organisation, ()))
        if OrganisationalChange in touched or any(
            Organisation._base_manager.filter(pk__in=part).exists() for part in chunks(keys, KEYS)
        ):
            # Others were changed and are now as before.
            OrganisationSpell.rebuild()
        else:
            OrganisationSpell.forget_missing()


def versions_of(keys):
    """{organisation: the moment of its newest version}."""
    found = {}
    for part in chunks(keys, KEYS):
        rows = Organisation.history.filter(id__in=part).order_by().values("id")
        found |= dict(rows.annotate(newest=Max("history_date")).values_list("id", "newest"))
    return found


def parent_of(record):
    """The organisation above one that is not saved yet; None where that one is registered already."""
    above = getattr(record, "parent_record", None)
    return above if above is not None and above.pk is None else None


class Judging:
    """What has to be known while a roster is judged."""

    def __init__(self, reading):
        self.reading = reading
        self.register = OrganisationRegister()
        self.enterprises = EnterpriseRegister()
        # Every organisation of the roster by its name: (record, entry); registered ones stand for themselves.
        self.listed: dict[str, tuple] = {}
        self.seen: dict[str, tuple] = {}
        self.attributes: dict[int, dict] = {}
        self.entries: list[tuple] = []
        # Organisations whose site is kept by inspections: the roster does not overrule these.
        self.inspected = set(Organisation.objects.site_inspected().values_list("pk", flat=True))
        registered = [row for row in self.register.rows if row.depth == 1]
        self.root = registered[0] if registered else None
        self.has_new_root = not registered
        self.with_roster = set(Roster.objects.values_list("organisation", flat=True))

    def read_roster(self):
        """Every row by itself: its values, its kind, its host."""
        if self.root is None:
            self.root = Organisation(kind=OrganisationKind.OFFICE, name=self.name_of_root())
            self.root.name_key = key(self.root.name)
            self.root.parent_record = None
            self.reading.references.append(self.root)
        for entry in self.reading.entries("roster"):
            if entry["name"] is not None:
                self.row(entry)

    def name_of_root(self):
        """Who everything hangs below, where nothing is registered yet: the row or the superior that is an office."""
        rows = list(self.reading.entries("roster"))
        names = {usual_name(entry["name"]) for entry in rows if entry["name"]}
        offices = [entry["name"] for entry in rows if entry["name"] and self.kind(entry) == OrganisationKind.OFFICE]
        above = [entry["parent"] for entry in rows if entry["parent"] and usual_name(entry["parent"]) not in names]
        outside = {key(name): name for name in reversed(above)}
        if offices:
            return offices[0]
        if len(outside) > 1:
            counts = {name: sum(key(one) == name for one in above) for name in outside}
            heads = [name for name in outside if kind_by_name(name) == OrganisationKind.OFFICE]
            outside = {max(heads, key=counts.get): outside[max(heads, key=counts.get)]} if heads else {}
        return next(iter(outside.values()), _("Party working committee"))

    @staticmethod
    def kind(entry):
        """What the row says the organisation is, or its name."""
        return entry["kind"] or kind_by_name(entry["name"]) or OrganisationKind.BRANCH

    def is_root(self, entry):
        """Whether the row is the office itself, which is not counted among the organisations."""
        return usual_name(entry["name"]) == usual_name(self.root.name)

    def row(self, entry):
        """One row of the roster."""
        attributes = self.values(entry)
        kind = self.kind(entry)
        if self.is_root(entry):
            self.listed[usual_name(entry["name"])] = (self.root, entry)
            self.reading.note(_("“%(name)s” is the office itself and is not counted.") % {"name": self.root.name})
            self.reading.same.append(entry)
            return
        if kind == OrganisationKind.OFFICE:
            text = _("There is one working committee, “%(root)s”. Correct the kind of this organisation.")
            self.reading.fault(entry, "kind" if entry["kind"] else "name", text % {"root": self.root.name})
        if self.repeats(entry, {**attributes, "kind": kind, "parent": key(entry["parent"])}):
            return
        expected = kind_by_name(entry["name"])
        if entry["kind"] and expected and expected != entry["kind"]:
            text = _("By its name it is a %(kind)s. The column “kind” has been followed.")
            self.reading.warn(entry, "kind", text % {"kind": OrganisationKind(expected).label})
        existing = self.register.find(entry["name"])
        if existing is None:
            record = Organisation(kind=kind, name=entry["name"], name_key=key(entry["name"]), **attributes)
        else:
            record = existing
            if existing.pk in self.with_roster:
                # Counted from the roster of members, not from this one.
                for name in ("full_members", "probationary_members"):
                    attributes.pop(name, None)
            self.attributes[id(record)] = attributes
        self.listed[usual_name(entry["name"])] = (record, entry)
        self.entries.append((record, entry))

    def repeats(self, entry, content):
        """Whether an earlier row is the same; a fault where it bears the same name and says something else."""
        content.pop("remark", None)
        earlier, said = self.seen.setdefault(key(entry["name"]), (entry, content))
        if earlier is entry:
            return False
        if said == content or earlier.is_faulty:
            self.reading.repeated.append((entry, earlier))
        else:
            text = _("Row %(row)s names the same organisation and says something else. Keep one of the two.")
            self.reading.fault(entry, "name", text % {"row": earlier.number})
        return True

    def values(self, entry):
        """The attributes that the row gives; what it leaves blank is left out."""
        found = {one.keeps: entry[one.name] for one in KEPT if entry[one.name] is not None}
        found |= self.members(entry) | self.secretary(entry) | self.site(entry)
        if entry["enterprise"] or entry["credit_code"]:
            known, problem, notice = self.enterprises.find(entry["enterprise"], entry["credit_code"])
            if known:
                found["enterprise_id"] = known.pk
            elif problem and problem[0] == "code" and entry["enterprise"]:
                self.reading.fault(entry, "credit_code", problem[1])
            elif problem:
                # The roster may be older than the register: the organisation exists all the same.
                self.reading.warn(entry, "enterprise" if entry["enterprise"] else "credit_code", problem[1])
            if notice:
                self.reading.warn(entry, "enterprise", notice)
        if entry["dissolved_on"]:
            found |= {"state": Standing.DISSOLVED, "dissolved_on": entry["dissolved_on"]}
            if entry["founded_on"] and entry["founded_on"] > entry["dissolved_on"]:
                self.reading.fault(
                    entry, "dissolved_on", sentence_of(Organisation, "organisation_dissolved_after_founded")
                )
        return found

    def members(self, entry):
        """Full members from the members in all, where they are not counted for themselves."""
        total, full, on_probation = entry["members"], entry["full_members"], entry["probationary_members"] or 0
        if total is None:
            return {}
        if full is None:
            if total < on_probation:
                self.reading.fault(entry, "members", _("There are more probationary members than members in all."))
                return {}
            return {"full_members": total - on_probation}
        if total != full + on_probation:
            text = _("%(full)s full and %(on_probation)s probationary members are not %(total)s in all.")
            numbers = {"full": full, "on_probation": on_probation, "total": total}
            self.reading.warn(entry, "members", text % numbers)
        return {}

    def secretary(self, entry):
        """Name and telephone, from one cell or two."""
        person, numbers = entry["secretary"] or Contact(""), entry["secretary_phone"] or Contact("")
        phone = numbers.phone or person.phone
        if others := {*person.others, *numbers.others, person.phone, numbers.phone} - {phone, ""}:
            text = _("Only one telephone is kept; left out: %(numbers)s.")
            self.reading.warn(entry, "secretary", text % {"numbers": _(", ").join(sorted(others))})
        return {name: value for name, value in (("secretary_name", person.name), ("secretary_phone", phone)) if value}

    def site(self, entry):
        """The site and the day on which it was accepted; the two belong together."""
        state, day = entry["site_state"], entry["site_accepted_on"]
        if state is None and day is None:
            return {}
        if state is None and not self.reading.has_column("roster", "site_state"):
            state = SiteState.COMPLETED
        if (state == SiteState.COMPLETED) != (day is not None):
            named = "site_accepted_on" if self.reading.has_column("roster", "site_accepted_on") else "site_state"
            if not self.was_refused(entry, "site_accepted_on") and not self.was_refused(entry, "site_state"):
                self.reading.fault(entry, named, sentence_of(Organisation, "organisation_site_completed_has_date"))
            return {}
        return {"site_state": state, "site_accepted_on": day}

    def was_refused(self, entry, name):
        """Whether the cell had a fault of its own: its value is not known, not missing."""
        return name not in entry.values and self.reading.by_name[entry.sheet].column(name) is not None

    def hang(self):
        """Give each new organisation the one above it; circles and unknown superiors are faults."""
        for record, entry in self.entries:
            above = self.above(entry)
            if record.pk is None:
                record.parent_record = above
            elif (
                above is not None
                and above.pk
                and record.path[: -Organisation.steplen] != above.path
                and entry["parent"]
            ):
                text = _("The registry has another superior. An import moves no organisation: do it on its page.")
                self.reading.warn(entry, "parent", text)
            if above is not None and above.kind in (OrganisationKind.BRANCH, OrganisationKind.JOINT_BRANCH):
                text = _("“%(name)s” is a branch; usually nothing hangs below one.") % {"name": above.name}
                self.reading.warn(entry, "parent", text)
        entries = {id(record): entry for record, entry in self.entries}
        for record in parents_first([record for record, _entry in self.entries if record.pk is None], parent_of)[1]:
            text = _("It hangs below itself: the superiors lead in a circle. Correct the superior.")
            self.reading.fault(entries[id(record)], "parent", text)

    def above(self, entry):
        """The organisation that the row names as its superior; the root where it names none."""
        name = entry["parent"]
        if name is None or usual_name(name) == usual_name(self.root.name):
            return self.root
        if found := self.listed.get(usual_name(name)):
            return found[0]
        if found := self.register.find(name):
            return found
        if kind_by_name(name) == OrganisationKind.OFFICE:
            text = _("“%(name)s” is taken for the working committee “%(root)s”.")
            self.reading.note(text % {"name": name, "root": self.root.name})
            return self.root
        names = [record.name for record, _entry in self.listed.values()]
        self.register.suggestions.names.update({key(one): one for one in [*names, self.root.name]})
        self.reading.fault(entry, "parent", self.register.unknown(name))
        return None

    def settle(self):
        """Say of each organisation whether it is new, changed or the same."""
        for record, entry in self.entries:
            if entry.is_faulty:
                continue
            if record.pk is None:
                self.refuse_dissolved_superior(record, entry)
                self.reading.new.append((record, entry))
                continue
            wanted = self.attributes[id(record)]
            if record.state == Standing.DISSOLVED and wanted.get("state") != Standing.DISSOLVED:
                text = _("It is dissolved in the registry and stays so.")
                self.reading.warn(entry, "name", text)
                self.reading.same.append(entry)
                continue
            self.keep_inspected_site(record, entry, wanted)
            before = changes(record, {name: value for name, value in wanted.items() if name != "state"})
            if self.reading.exists(record, entry, before):
                for name in before:
                    setattr(record, name, wanted[name])

    def keep_inspected_site(self, record, entry, wanted):
        """Leave a site alone that was accepted, or lost, by an inspection in the portal; say so where they differ."""
        if record.pk not in self.inspected:
            return
        kept = {name: wanted.pop(name) for name in ("site_state", "site_accepted_on") if name in wanted}
        if any(getattr(record, name) != value for name, value in kept.items()):
            text = _("Its site is kept by inspections in the portal; what the roster says of it is not taken over.")
            self.reading.warn(entry, "site_state" if "site_state" in entry.values else "site_accepted_on", text)

    def refuse_dissolved_superior(self, record, entry):
        """Nothing in force hangs below what has been dissolved."""
        above = record.parent_record
        if above is not None and above.state == Standing.DISSOLVED and record.state == Standing.IN_FORCE:
            text = _("“%(name)s” is dissolved. Name the organisation below which this one hangs now.")
            self.reading.fault(entry, "parent", text % {"name": above.name})
