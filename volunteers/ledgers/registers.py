"""Task forces and reference data, loaded once for all rows of a ledger, and what a row means when it names one."""

import re

from django.utils.translation import gettext as _

from branches.choices import CatalogueState, Standing
from branches.ledgers.registers import OrganisationRegister, Suggestions, is_slip
from portal.cells import SEPARATORS, key, listed
from volunteers.models import Catalogue, JudgementStandard, TaskForce

_ENDING = re.compile("(?:党员)?(?:先锋|志愿)?(?:突击|志愿服务|服务|志愿|先锋)(?:小分|分)?队$")
JOINERS = f"{SEPARATORS}&"
LONGEST_NAME = 120


def usual_name(name):
    """The key under which 宏达电器突击队 and 宏达电器党员突击队 meet."""
    return key(name).replace("党员", "").replace("先锋", "")


class TaskForceRegister:
    """The task forces by name; those that a ledger names for the first time are made."""

    def __init__(self, reading):
        self.reading = reading
        self.by_key = {row.name_key: row for row in TaskForce._base_manager.select_related("organisation")}
        self.by_usual_name: dict[str, TaskForce] = {}
        for row in self.by_key.values():
            self.by_usual_name.setdefault(usual_name(row.name), row)
        self.organisations = OrganisationRegister()
        self.suggestions = Suggestions(row.name for row in self.by_key.values())
        self.guesses: dict[str, object] = {}
        self.usual: dict[int, TaskForce | None] = {}

    def named(self, entry, name):
        """The task forces that a cell names: one, or several that went together."""
        if name is None:
            return []
        whole = self.by_key.get(key(name))
        if whole is not None:
            return [whole]
        return listed(name, JOINERS) or [name]

    def find(self, entry, typed, organisation, *, field="task_force"):
        """The task force of this name; else made below `organisation` or the branch its name tells. None is a fault."""
        if isinstance(typed, TaskForce):
            return typed
        wanted = key(typed)
        if wanted in self.by_key:
            return self.by_key[wanted]
        alike = self.by_usual_name.get(usual_name(typed))
        if alike is not None and organisation in (None, alike.organisation):
            text = _("“%(name)s” is taken for “%(other)s”.") % {"name": typed, "other": alike.name}
            self.reading.warn(entry, field, text)
            self.by_key[wanted] = alike
            return alike
        if len(typed) > LONGEST_NAME:
            self.reading.fault(entry, field, _("This is too long for the name of a task force. Write the name alone."))
            return None
        near = self.suggestions.nearest(typed)
        if near and is_slip(typed, near) and organisation is None:
            text = _("There is no task force “%(name)s”. Did you mean “%(near)s”?")
            self.reading.fault(entry, field, text % {"name": typed, "near": near})
            return None
        home = organisation or self.guess(typed)
        if home is None:
            self.reading.fault(entry, field, self.unknown(typed, near))
            return None
        if organisation is None:
            text = _("The task force “%(name)s” is new; by its name it belongs to “%(branch)s”.")
            self.reading.warn(entry, field, text % {"name": typed, "branch": home.name})
        return self.make(typed, home)

    def unknown(self, typed, near):
        """The sentence on a task force that nobody knows."""
        if near:
            return _("There is no task force “%(name)s”. Did you mean “%(near)s”?") % {"name": typed, "near": near}
        return _("There is no task force “%(name)s”. Correct the name, or name its branch in a column of its own.") % {
            "name": typed
        }

    def make(self, name, organisation):
        """A task force that is not registered yet."""
        force = TaskForce(name=name, name_key=key(name), organisation=organisation)
        self.by_key[force.name_key] = force
        self.by_usual_name.setdefault(usual_name(name), force)
        self.reading.references.append(force)
        return force

    def guess(self, name):
        """The one branch whose name holds that of the task force: 宏达电器党员突击队, 云溪宏达电器有限公司党支部."""
        stem = _ENDING.sub("", key(name))
        if stem not in self.guesses:
            found = [row for row in self.organisations.rows if len(stem) > 1 and stem in row.name_key and row.depth > 1]
            found = [row for row in found if row.state == Standing.IN_FORCE] or found
            self.guesses[stem] = found[0] if len(found) == 1 else None
        return self.guesses[stem]

    def of_branch(self, entry, organisation):
        """The branch's only task force, where a row names the branch alone; made if there is none."""
        if organisation.pk not in self.usual:
            own = [force for force in self.by_key.values() if force.organisation_id == organisation.pk]
            if len(own) > 1:
                self.usual[organisation.pk] = None
            elif own:
                self.usual[organisation.pk] = own[0]
            else:
                name = _("Task force of %(branch)s") % {"branch": organisation.name}
                self.usual[organisation.pk] = self.make(name[:120], organisation)
        force = self.usual[organisation.pk]
        if force is None:
            text = _("“%(branch)s” has several task forces. Say which one it was.") % {"branch": organisation.name}
            self.reading.fault(entry, "task_force", text)
        return force


class References:
    """Reference data by title (kinds of activity, categories of hazard), with other spellings of the titles."""

    def __init__(self, reading, model, field, spellings):
        self.reading, self.model, self.field = reading, model, field
        self.by_key = {key(row.title): row for row in model._base_manager.all()}
        self.spellings = {key(word): key(title) for word, title in spellings.items()}
        self.known: dict[str, object] = {}

    def find(self, entry, typed, **facts):
        """The entry of this title; misspelt ones are refused, unknown ones made with `facts` and said."""
        found = self.known.get(typed)
        if found is None and (found := self._find(entry, typed, **facts)) is not None:
            self.known[typed] = found
        return found

    def _find(self, entry, typed, **facts):
        wanted = key(typed)
        found = self.by_key.get(wanted) or self.by_key.get(self.spellings.get(wanted, ""))
        if found is not None:
            return found
        near = next((row.title for row in self.by_key.values() if is_slip(typed, row.title)), "")
        if near:
            text = _("“%(typed)s” is not known. Did you mean “%(near)s”?") % {"typed": typed, "near": near}
            self.reading.fault(entry, self.field, text)
            return None
        record = self.model(title=typed, **facts)
        self.by_key[wanted] = record
        self.reading.references.append(record)
        text = _("“%(typed)s” is not in the list “%(list)s” yet and will be added.")
        if facts.get("is_cleanup"):
            text = _("“%(typed)s” is not in the list “%(list)s” yet and will be added; it counts as a clean-up.")
        values = {"typed": typed, "list": self.model._meta.verbose_name_plural}
        self.reading.warn(entry, self.field, text % values)
        return record

    def other(self):
        """The entry for what has none of its own."""
        return self.by_key[key("其他")] if key("其他") in self.by_key else self._made_other()

    def _made_other(self):
        record = self.by_key[key("其他")] = self.model(title="其他", title_en="Other", order=999)
        self.reading.references.append(record)
        return record


class ClauseRegister:
    """The clauses of all versions by code and day; what no version holds stays a code of the ledger alone."""

    def __init__(self):
        self.versions = [
            (version, dict(JudgementStandard.objects.filter(family__catalogue=version).values_list("code", "pk")))
            for version in Catalogue.objects.exclude(state=CatalogueState.DRAFT)
        ]

    def find(self, code, day):
        """The key of the clause with this code in the version of the day, else in the newest that has it, or None."""
        wanted = code.strip().upper()
        found = [(version, codes[wanted]) for version, codes in self.versions if wanted in codes]
        held = [pk for version, pk in found if version.holds_on(day)]
        return next(iter(held or [pk for _version, pk in found]), None)
