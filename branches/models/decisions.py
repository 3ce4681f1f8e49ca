"""What a committee can decide about an organisation, as verbs: each leaves a change, its follow-ups, and the new truth.

The organisation's row always says what all its changes in effect say together, in the order of their days: a decision
entered late does not undo a later one.
"""

import uuid
from functools import wraps

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import BranchesBelow, ChangeKind, ChangeState, FollowUpKind, OrganisationKind, Position, Standing
from branches.models.change_kinds import ENDING, PAPERS, tree_held
from branches.models.changes import OrganisationalChange
from branches.models.chronicles import code
from branches.models.endings import followers
from branches.models.follow_ups import FollowUp
from branches.models.spells import OrganisationSpell, lives_of
from portal.cells import key
from portal.deeds import log
from portal.states import Refused, Stateful
from portal.states import transition as state_transition

RANK = {
    OrganisationKind.BRANCH: 1,
    OrganisationKind.JOINT_BRANCH: 1,
    OrganisationKind.GENERAL_BRANCH: 2,
    OrganisationKind.COMMITTEE: 3,
}


def decision(target=Standing.IN_FORCE, **look):
    """A transition that a committee decides. It has the tree of organisations for itself while it is carried out."""

    def decorate(method):
        move = state_transition(Standing.IN_FORCE, target, **look)(method)
        return wraps(move)(tree_held(move))

    return decorate


# What the papers of a decision are called in the timeline of the organisation.
DECISION_FACTS = {
    "effective_on": _("effective on"),
    "meeting": _("meeting"),
    "document_number": _("document number"),
    "basis": _("basis"),
    "reason": _("reason"),
    "filed_on": _("filed on"),
    "parent": _("superior after"),
    "into": _("merged into"),
    "branches_below": _("branches below"),
    "planned": _("planned change"),
}


class Decisions(Stateful):
    """The verbs of an organisation. Each takes `by`, `effective_on` (today or before) and the papers of the decision:
    `meeting`, `document_number`, `basis`, `reason`; `planned` is the change that had been written down for this day.
    """

    fact_labels = {
        "effective_on": _("effective on"),
        "meeting": _("meeting"),
        "document_number": _("document number"),
        "basis": _("basis"),
        "reason": _("reason"),
        "planned": _("planned change"),
        "into": _("merged into"),
        "parent": _("superior organisation"),
        "branches_below": _("branches below"),
        "awarded_on": _("awarded on"),
        "note": _("note"),
    }

    # The decision of which the next change is a part; None where it stands for itself.
    decided_together = None

    class Meta:
        abstract = True

    @classmethod
    def named(cls, name, **fields):
        """An organisation of this name, not saved yet."""
        return cls(name=name, name_key=key(name), **fields)

    @tree_held
    def establish_below(self, parent, *, by, planned=None, **papers):
        """The committee has decided to set up this organisation (not saved yet) as the last one below `parent`.

        It is effective from its founding day; where that is not known, from today.
        """
        # The caller's copy of the parent may not know the children it got since.
        parent = parent.locked()
        if parent.state == Standing.DISSOLVED:
            raise Refused(_("Nothing can be set up below a dissolved organisation. Choose another one."))
        parent.add_child(instance=self)
        change = planned or OrganisationalChange(
            kind=ChangeKind.ESTABLISHED, effective_on=self.founded_on or timezone.localdate(), recorded_by=by
        )
        change.organisation, change.parent_after, change.enterprise_after = self, parent, self.enterprise
        change.name_before = change.name_after = self.name
        change.kind_before = change.kind_after = self.kind
        self._enter(change, at=self.created_at, **papers)
        if not self.last_election_on:
            FollowUp.begin(change)

    # --- the verbs

    @decision(label=_("Upgrade"))
    def upgrade(self, *, by, effective_on, kind=OrganisationKind.GENERAL_BRANCH, name="", **papers):
        """A branch goes on as a general branch, or either of them as a committee."""
        if RANK.get(kind, 0) <= RANK.get(self.kind, 9):
            raise Refused(_("This is no upgrade. Choose a higher kind."))
        self._decide(ChangeKind.UPGRADED, by, effective_on, papers, to_kind=kind, name=name)

    @decision(label=_("Downgrade"))
    def downgrade(
        self, *, by, effective_on, kind=OrganisationKind.BRANCH, name="", branches_below="", planned=None, **papers
    ):
        """A committee or general branch goes on as something smaller; its branches merge into it or are moved.

        What becomes of the branches has to be said where there are any in force and a branch is what remains
        (domain.md 4.4).
        """
        if self.kind not in (OrganisationKind.COMMITTEE, OrganisationKind.GENERAL_BRANCH):
            raise Refused(_("Only a committee or a general branch can be downgraded."))
        if RANK.get(kind, 9) >= RANK[self.kind]:
            raise Refused(_("This is no downgrade. Choose a lower kind."))
        papers = papers | {"planned": planned}
        change = self._decide(ChangeKind.DOWNGRADED, by, effective_on, papers, to_kind=kind, name=name)
        if RANK[kind] == 1:
            into, above = self, self.get_parent()
            self._clear_below(change, by=by, choice=branches_below, into=into, above=above)

    @decision(label=_("Rename"))
    def rename(self, *, by, name, effective_on, **papers):
        """The organisation goes on under another name; the old one stays in its changes."""
        self._decide(ChangeKind.RENAMED, by, effective_on, papers, name=name)

    @decision(label=_("Move"))
    def move_below(self, *, by, parent, effective_on, **papers):
        """The organisation, with everything below it, hangs below another one from this day on."""
        if self.is_root():
            raise Refused(_("The working committee itself stands at the top."))
        parent = parent.locked()
        if parent.state == Standing.DISSOLVED:
            raise Refused(_("Nothing can hang below a dissolved organisation. Choose another one."))
        if parent.pk == self.pk or parent.is_descendant_of(self):
            raise Refused(_("It cannot hang below itself or below what hangs below it. Choose another one."))
        if OrganisationSpell.objects.known().filter(
            Q(end=None) | Q(end__gt=effective_on), organisation=parent, lineage__contains=code(self.pk)
        ):
            raise Refused(_("On that day or later it stood above this one. Choose a later day."))
        if parent.pk == self.get_parent(update=True).pk:
            raise Refused(_("It hangs there already. Choose another one."))
        self._decide(ChangeKind.MOVED, by, effective_on, papers, parent=parent)

    @decision(label=_("Adjust the committee"))
    def adjust_committee(self, *, by, effective_on, **papers):
        """The committee of the organisation is to be elected anew from this day on; who sits on it is seen then."""
        if self.kind == OrganisationKind.OFFICE:
            raise Refused(_("The working committee itself is not elected here."))
        self._decide(ChangeKind.ADJUSTED, by, effective_on, papers)

    @decision(Standing.DISSOLVED, label=_("Merge into another"))
    def merge_into(self, *, by, into, effective_on, branches_below="", planned=None, **papers):
        """The organisation ends and goes on in another one, with its enterprises; its branches go along or merge too.

        Its members are transferred one by one: that is left as a follow-up.
        """
        into = into.locked()
        if OrganisationKind.OFFICE in (self.kind, into.kind):
            raise Refused(_("The working committee itself neither merges nor takes in members. Choose another one."))
        if into.state == Standing.DISSOLVED:
            raise Refused(_("“%(name)s” is dissolved. Choose one that is in force.") % {"name": into})
        if into.pk == self.pk or into.is_descendant_of(self):
            raise Refused(_("It cannot merge into itself or into what hangs below it. Choose another one."))
        papers = papers | {"planned": planned}
        change = self._decide(ChangeKind.MERGED, by, effective_on, papers, into=into)
        above = into if RANK[into.kind] > 1 else into.get_parent()
        self._clear_below(change, by=by, choice=branches_below, into=into, above=above)
        self.hand_enterprises_to(into, by=by)

    @decision(Standing.DISSOLVED, label=_("Dissolve"), tone="danger")
    def dissolve(self, *, by, effective_on, **papers):
        """The committee has decided that the organisation ends; it stays in the registry as dissolved."""
        if self.kind == OrganisationKind.OFFICE:
            raise Refused(_("The working committee itself cannot be dissolved here."))
        if self.get_descendants().filter(state=Standing.IN_FORCE).exists():
            raise Refused(_("Branches in force still hang below it. Move or dissolve them first."))
        self._decide(ChangeKind.DISSOLVED, by, effective_on, papers)

    # --- what they share

    def rehost(self, before, *, by):
        """The host enterprise has been changed on the record (already set here): from today on it is another one."""
        change = self._change(ChangeKind.REHOSTED, by, timezone.localdate())
        change.enterprise_before, change.enterprise_after = before, self.enterprise
        self._enter(change, at=timezone.now())

    def amended(self, before, *, by):
        """The record has been edited and saved (`before` is how it stood): what of it belongs elsewhere as well."""
        if self.last_election_on != before.last_election_on:
            self._election_corrected(before, by=by)
        if self.secretary_name != before.secretary_name:
            self._secretary_named(by=by)
        if before.enterprise_id != self.enterprise_id:
            self.rehost(before.enterprise, by=by)
        if before.founded_on != self.founded_on:
            self.registered(self.history.latest("history_id").history_date)

    def _election_corrected(self, before, *, by):
        """The day of the last election was typed on the record: the election of that day is the one that counts."""
        later = self.elections.all()
        if self.last_election_on:
            later = later.filter(held_on__gt=self.last_election_on)
        # Typed by mistake before, and put right now.
        later.filter(held_on=before.last_election_on, result="", extended_until=None).delete()
        if self.last_election_on and not self.elections.filter(held_on=self.last_election_on).exists():
            self.elections.create(held_on=self.last_election_on, recorded_by=by)
        self.settle_term()
        type(self)._base_manager.filter(pk=self.pk).update(
            term_ends_on=self.term_ends_on, last_election_on=self.last_election_on
        )

    def _secretary_named(self, *, by):
        """Another name was typed for the secretary: that person sits on the committee from today."""
        held = self.committee.filter(position=Position.SECRETARY, end=None).first()
        name, day = self.secretary_name, timezone.localdate()
        if held and held.name == name:
            return
        if held:
            held.end, held.version = max(day, held.start), held.version + 1
            held.save(update_fields=["end", "version", "updated_at"])
        if name:
            seat = self.committee.create(position=Position.SECRETARY, name=name, start=day)
            self.committee.filter(pk=seat.pk).link()

    def abide(self, *, by, at):
        """Bring the row (locked, at no verb of its own) to what its changes say, after one of them has gone."""
        was = self.state
        self._follow()
        self.version += 1
        # The version is dated like the entry that made it: the chronicle reads founding days from the versions.
        self._history_date = at
        self.save()
        log(self, "portal.edit", user=by, data={"facts": {"state": str(self.state)} if was != self.state else {}})
        self.registered(at)

    def registered(self, at):
        """Let the registry of past days know what was entered at this moment."""
        OrganisationSpell.record([self], at=at)

    def life(self):
        """The organisation with every change ever entered, as `branches.models.timelines` reads it."""
        return lives_of([self])[self.pk]

    def _change(self, kind, by, effective_on):
        """An organisational change not saved yet, that says what the organisation was on its day."""
        then = self.life().values(day=effective_on)
        return OrganisationalChange(
            organisation=self,
            kind=kind,
            effective_on=effective_on,
            name_before=then["name"],
            name_after=then["name"],
            kind_before=then["kind"],
            kind_after=then["kind"],
            together=self.decided_together or uuid.uuid4(),
            recorded_by=by,
        )

    def _decide(self, kind, by, effective_on, papers, *, name="", to_kind="", parent=None, into=None):
        """Write the change of a verb with what was before and after it, and become what all changes say."""
        if effective_on > timezone.localdate():
            raise Refused(_("This day has not come yet. Plan the change: the clock applies it on its day."))
        if self.founded_on and effective_on < self.founded_on:
            raise Refused(
                _("It was founded on %(day)s; nothing can change it before. Choose a later day.")
                % {"day": self.founded_on}
            )
        change, fresh = papers.pop("planned", None), self._change(kind, by, effective_on)
        if change is None:
            change = fresh
        else:
            for one in ("name_before", "name_after", "kind_before", "kind_after"):
                setattr(change, one, getattr(fresh, one))
        change.name_after = name or change.name_after
        change.kind_after = to_kind or change.kind_after
        change.merged_into = into
        if parent is not None:
            change.parent_before_id, change.parent_after = self.life().values(day=effective_on)["parent"], parent
        self._enter(change, at=timezone.now(), **papers)
        has_enterprises = self.enterprises.exists()
        FollowUp.begin(change, left_out=() if has_enterprises else (FollowUpKind.ENTERPRISES,))
        if kind in ENDING:
            for follower in followers():
                follower.begin(change, by=by)
        return change

    def _enter(self, change, *, at, **papers):
        """The change is in effect from now on."""
        if unknown := set(papers) - set(PAPERS):
            raise TypeError(f"a decision has no {sorted(unknown)}")
        for name, value in papers.items():
            setattr(change, name, value)
        change.state, change.applied_at = ChangeState.APPLIED, at
        change.save()
        self._follow()
        self.registered(at)

    def _follow(self):
        """Become what the changes say: name, kind, superior, host, and whether it is in force."""
        life = self.life()
        now, touched = life.values(), {name for step in life.steps for name in step.sets}
        if "name" in touched:
            self.name, self.name_key = now["name"], key(now["name"])
        if "kind" in touched and self.kind != now["kind"]:
            self.kind = now["kind"]
            self.settle_term()
        if "enterprise" in touched:
            self.enterprise_id = now["enterprise"]
        if any(step.ends for step in life.steps):
            self.dissolved_on = life.ended_on()
            self.state = Standing.DISSOLVED if self.dissolved_on else Standing.IN_FORCE
        if now["parent"] != life.parent:
            # Paths are moved in the database; this copy keeps what it is about to save and learns its new place.
            model = type(self)
            model._base_manager.get(pk=self.pk).move(model._base_manager.get(pk=now["parent"]), "last-child")
        if self.pk:
            self._find_place()

    def _find_place(self):
        """Read where the row stands in the tree: others may have been moved below or away from it."""
        model = type(self)
        place = model._base_manager.values("path", "depth", "numchild").get(pk=self.pk)
        for name, value in place.items():
            setattr(self, name, value)
        # treebeard remembers the parent of an instance.
        self.__dict__.pop("_cached_parent_obj", None)

    def _clear_below(self, change, *, by, choice, into, above):
        """What becomes of the branches in force below: they merge into `into`, or hang below `above`."""
        children = list(self.get_children().filter(state=Standing.IN_FORCE))
        if not children:
            return
        if choice not in BranchesBelow.values:
            raise Refused(_("Branches in force hang below it. Say whether they merge or are moved on."))
        for child in children:
            papers = {name: getattr(change, name) for name in PAPERS}
            papers["effective_on"] = max(change.effective_on, child.founded_on or change.effective_on)
            child.decided_together = change.together
            if choice == BranchesBelow.MERGE:
                child.merge_into(by=by, into=into, branches_below=BranchesBelow.MERGE, **papers)
            else:
                child.move_below(by=by, parent=above, **papers)
        self._find_place()

    def hand_enterprises_to(self, other, *, by):
        """The enterprises it covers belong to another organisation from now on."""
        for enterprise in self.enterprises.select_for_update():
            enterprise.organisation = other
            enterprise.version += 1
            enterprise.save(update_fields=["organisation", "version", "updated_at"])
            log(enterprise, "portal.edit", user=by, data={"changes": {"organisation": [str(self), str(other)]}})
        FollowUp.objects.open().filter(change__organisation=self, kind=FollowUpKind.ENTERPRISES).update(
            state="done", done_on=timezone.localdate(), done_by=by
        )
