"""The roster of members: one row a person, matched by organisation, name and year of birth."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import MemberStage, Standing
from branches.ledgers.member_fields import FIELDS
from branches.ledgers.registers import OrganisationRegister
from branches.models import CommitteeMember, Member, Membership, Organisation, Roster
from branches.models.member_questions import IN_DEVELOPMENT, IN_PARTY, PRESENT, REACHED_ON
from portal.cells import key
from portal.generic.kinds import LedgerKind, Part, register, sentence_of
from portal.generic.readings import changes

KEPT = tuple(one for one in FIELDS if one.keeps)


@register
class MemberLedger(LedgerKind):
    """The members of the organisations. Organisations come first: a row names one that is registered."""

    name = "members"
    title = gettext_lazy("Roster of members")
    intro = gettext_lazy(
        "One row a person: members, and those who want to become one. No identity numbers; of the birthday the year."
    )
    model = Member
    list_url = "members"
    parts = (Part("members", gettext_lazy("Members"), FIELDS),)

    def judge(self, reading):
        """Match each row with the people registered."""
        Judging(reading).run()

    def save(self, reading, saver):
        """The people, their memberships, and the numbers of the organisations they belong to."""
        saver.create(Member, reading.new)
        people = [record for record, _entry in reading.new]
        saver.create(Membership, [(Membership(member=one, organisation=one.organisation), None) for one in people])
        saver.update(Member, reading.changed)
        members = [one for one in people if one.is_counted]
        kept = set(Roster.objects.values_list("organisation", flat=True))
        begun = {one.organisation_id: one.organisation for one in members if one.organisation_id not in kept}
        # What the branch had written down is kept by the batch, and comes back if it is undone.
        before = [
            (one, None, {"full_members": one.full_members, "probationary_members": one.probationary_members})
            for one in begun.values()
        ]
        saver.create(Roster, [(Roster(organisation=one), None) for one in begun.values()])
        for organisation in begun.values():
            here = Member.objects.filter(organisation=organisation)
            organisation.full_members = here.filter(state=MemberStage.FULL).count()
            organisation.probationary_members = here.filter(state=MemberStage.PROBATIONARY).count()
        saver.update(Organisation, before)
        Roster.recount()
        self.link_seats(people, saver)

    @staticmethod
    def link_seats(people, saver):
        """Seats on committees under the name of somebody new lead to the record, where nobody else is called so."""
        organisations = {one.organisation_id for one in people}
        free = CommitteeMember._base_manager.filter(organisation__in=organisations, member=None)
        names = {}
        here = Member._base_manager.filter(organisation__in=free.values("organisation"), state__in=PRESENT)
        for member in here.only("name", "organisation"):
            names.setdefault((member.organisation_id, member.name), []).append(member)
        linked = []
        for seat in free:
            same = names.get((seat.organisation_id, seat.name), [])
            if len(same) == 1:
                seat.member = same[0]
                linked.append((seat, None, {"member": None}))
        saver.update(CommitteeMember, linked)

    def mend(self, touched):
        """Count the members of every organisation with a roster again."""
        Roster.recount()


class Judging:
    """What has to be known while the rows of one roster are judged."""

    def __init__(self, reading):
        self.reading = reading
        self.organisations = OrganisationRegister()
        self.known = {}
        for member in Member._base_manager.filter(state__in=PRESENT):
            self.known.setdefault((member.organisation_id, key(member.name)), []).append(member)
        self.seen = {}

    def run(self):
        """Judge every row."""
        for entry in self.reading.entries("members"):
            if entry["name"] is not None and entry["organisation"] is not None:
                self.row(entry)

    def row(self, entry):
        """One row: new, changed, the same, a repetition or a fault."""
        organisation = self.organisation(entry)
        attributes = {one.keeps: entry[one.name] for one in KEPT if entry[one.name] is not None}
        if entry["phone"] is not None and entry["phone"].phone:
            attributes["phone"] = entry["phone"].phone
        stage = self.stage(entry, attributes)
        if organisation is None or stage is None or entry.is_faulty or self.repeats(entry, organisation, attributes):
            return
        existing = self.existing(entry, organisation)
        if entry.is_faulty:
            return
        if existing is None:
            record = Member(organisation=organisation, name=entry["name"], state=stage, **attributes)
            self.reading.new.append((record, entry))
            return
        if existing.state != stage:
            text = _("Registered as %(known)s. A further stage is recorded on the person's page, not by a ledger.")
            self.reading.warn(entry, "stage", text % {"known": existing.get_state_display()})
            attributes = {name: value for name, value in attributes.items() if name not in REACHED_ON.values()}
        before = changes(existing, attributes)
        if self.reading.exists(existing, entry, before):
            for name in before:
                setattr(existing, name, attributes[name])

    def organisation(self, entry):
        """The organisation that the row names, which must be in force."""
        found = self.organisations.find(entry["organisation"])
        if found is None:
            self.reading.fault(entry, "organisation", self.organisations.unknown(entry["organisation"]))
        elif found.state == Standing.DISSOLVED:
            text = _("“%(name)s” is dissolved. Name the organisation to which the membership went.")
            self.reading.fault(entry, "organisation", text % {"name": found.name})
        return found

    def stage(self, entry, attributes):
        """The stage by the days, which must not contradict what the row says; None where it is a fault."""
        reached = [stage for stage, name in REACHED_ON.items() if attributes.get(name)]
        said, by_days = entry["stage"], reached[-1] if reached else None
        if by_days is None:
            text = _("Give the day of joining (for who has not joined, the day of the application).")
            self.reading.fault(entry, "joined_on", text)
            return None
        if said and said != by_days:
            text = _("The days say “%(days)s”, the row says “%(said)s”. Correct the days or the stage.")
            words = {"days": by_days.label, "said": MemberStage(said).label}
            self.reading.fault(entry, "stage", text % words)
            return None
        if by_days in IN_PARTY and not attributes.get("joined_on"):
            self.reading.fault(entry, "joined_on", sentence_of(Member, "member_full_has_days"))
            return None
        if by_days in IN_DEVELOPMENT and not attributes.get("applied_on"):
            self.reading.fault(entry, "applied_on", sentence_of(Member, "member_in_development_has_not_joined"))
            return None
        days = [attributes[name] for name in REACHED_ON.values() if attributes.get(name)]
        if days != sorted(days):
            self.reading.fault(entry, "confirmed_on", sentence_of(Member, "member_days_in_order"))
            return None
        return by_days

    def existing(self, entry, organisation):
        """The person of the register whom the row means; a fault where it could be two."""
        same = self.known.get((organisation.pk, key(entry["name"])), [])
        year = entry["birth_year"]
        fitting = [one for one in same if not year or not one.birth_year or one.birth_year == year]
        if len(fitting) > 1:
            text = _("Several people of this name belong here. Give the year of birth of each.")
            self.reading.fault(entry, "birth_year", text)
            return None
        return fitting[0] if fitting else None

    def repeats(self, entry, organisation, attributes):
        """Whether an earlier row is the same person; a fault where it says otherwise of the same."""
        person = (organisation.pk, key(entry["name"]), entry["birth_year"])
        earlier, said = self.seen.setdefault(person, (entry, attributes))
        if earlier is entry:
            return False
        if said == attributes:
            self.reading.repeated.append((entry, earlier))
        else:
            text = _("Row %(row)s names the same person and says something else. Keep one of the two.")
            self.reading.fault(entry, "name", text % {"row": earlier.number})
        return True
