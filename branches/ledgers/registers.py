"""What is registered already, loaded once for all rows of a ledger, and what a row means when it names something."""

import re
from difflib import get_close_matches
from typing import NamedTuple

from django.utils.translation import gettext as _

from branches.choices import OrganisationKind, Standing
from branches.models import Enterprise, Organisation
from portal.cells import key

# Enterprises of one zone share half of their names (云溪…有限公司): below this likeness a suggestion misleads.
CLOSE = 0.8
# Comparing with every name of a large register takes time; after so many unknown names the ledger itself is wrong.
MOST_SUGGESTIONS = 200


class Known(NamedTuple):
    """An enterprise of the register."""

    pk: int
    name: str
    name_key: str
    credit_code: str


class Suggestions:
    """The registered name that is nearest to what was typed."""

    def __init__(self, names):
        self.names = {key(name): name for name in names}
        self.given: dict[str, str] = {}

    def nearest(self, typed):
        """The nearest name, or ""."""
        wanted = key(typed)
        if wanted not in self.given and len(self.given) < MOST_SUGGESTIONS:
            found = get_close_matches(wanted, self.names, n=1, cutoff=CLOSE)
            self.given[wanted] = self.names[found[0]] if found else ""
        return self.given.get(wanted, "")


def is_slip(typed, known):
    """Whether two different names differ by one character only: mistyped, left out, or one too many."""
    one, other = sorted((key(typed), key(known)), key=len)
    if one == other or len(other) - len(one) > 1 or len(one) < 2:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1 and len(one) > 2
    return any(one == other[:place] + other[place + 1 :] for place in range(len(other)))


class EnterpriseRegister:
    """The enterprises of the zone by name and by credit code."""

    def __init__(self):
        rows = Enterprise._base_manager.values_list("pk", "name", "name_key", "credit_code")
        self.by_key = {}
        self.by_code = {}
        for row in map(Known._make, rows.iterator(chunk_size=5000)):
            self.by_key[row.name_key] = row
            if row.credit_code:
                self.by_code[row.credit_code] = row
        self.suggestions = Suggestions(row.name for row in self.by_key.values())
        self.judged: dict[tuple, tuple] = {}

    def find(self, name, code):
        """(the enterprise or None, what is wrong as ("name" or "code", sentence), what to look at) for a row."""
        asked = (name, code)
        if asked not in self.judged:
            self.judged[asked] = self._find(name, code)
        return self.judged[asked]

    def _find(self, name, code):
        named = self.by_key.get(key(name)) if name else None
        coded = self.by_code.get(code) if code else None
        if named and coded and named.pk != coded.pk:
            text = _("The credit code belongs to “%(other)s”, not to “%(name)s”. Correct the name or the code.")
            return None, ("code", text % {"other": coded.name, "name": name}), ""
        if named and code and not coded and named.credit_code:
            text = _("The register has another credit code for “%(name)s”: %(code)s. Correct the code here or there.")
            return None, ("code", text % {"name": named.name, "code": named.credit_code}), ""
        if named:
            return named, None, ""
        if coded and name and self.suggestions.nearest(name) != coded.name:
            text = _("The credit code belongs to “%(other)s”, not to “%(name)s”. Correct the name or the code.")
            return None, ("code", text % {"other": coded.name, "name": name}), ""
        if coded:
            text = _("The name is not in the register; by its credit code it is “%(name)s”.") % {"name": coded.name}
            return coded, None, text if name else ""
        return None, ("name" if name else "code", self.unknown(name or code)), ""

    def unknown(self, typed):
        """The sentence on a name that is not registered."""
        if near := self.suggestions.nearest(typed):
            return _("“%(name)s” is not in the register of enterprises. Did you mean “%(near)s”?") % {
                "name": typed,
                "near": near,
            }
        return _(
            "“%(name)s” is not in the register of enterprises. Correct it, or import the ledger of enterprises first."
        ) % {"name": typed}


_PREFIX = re.compile(r"^(?:中共|中国共产党)")
_BODIES = (
    (re.compile("总支部委员会$|总支委员会$|总支部$|(?<!党)总支$"), "党总支"),
    (re.compile("联合支部委员会$|(?<!党)联合支部$|联合党支部委员会$"), "联合党支部"),
    (re.compile("(?<!总)支部委员会$|(?<!党)(?<!总)支部$"), "党支部"),
    (re.compile("(?<!部)(?<!工作)委员会$"), "党委"),
)


def usual_name(name):
    """The key under which long and short names of an organisation meet: 中共某某支部委员会, 某某党支部."""
    found = _PREFIX.sub("", key(name))
    for pattern, short in _BODIES:
        shorter, count = pattern.subn(short, found)
        if count:
            return shorter.replace("党党", "党")
    return found


_KINDS = (
    (re.compile("工作委员会$|工委$"), OrganisationKind.OFFICE),
    (re.compile("联合党?支部"), OrganisationKind.JOINT_BRANCH),
    (re.compile("党?总支(?:部|委员会|部委员会)?$"), OrganisationKind.GENERAL_BRANCH),
    (re.compile("支部(?:委员会)?$|党小组$"), OrganisationKind.BRANCH),
    (re.compile("党委$|委员会$"), OrganisationKind.COMMITTEE),
)


def kind_by_name(name):
    """What an organisation is by the end of its name, or None."""
    bare = re.sub(r"\([^()]*\)$", "", key(name))
    return next((kind for pattern, kind in _KINDS if pattern.search(bare)), None)


class OrganisationRegister:
    """The organisations by name, those in force before the dissolved ones."""

    def __init__(self):
        self.rows = list(Organisation._base_manager.order_by("path"))
        self.by_key: dict[str, Organisation] = {}
        self.by_usual_name: dict[str, Organisation] = {}
        for row in sorted(self.rows, key=lambda one: one.state != Standing.IN_FORCE):
            self.by_key.setdefault(row.name_key, row)
            self.by_usual_name.setdefault(usual_name(row.name), row)
        self.suggestions = Suggestions(row.name for row in self.rows)

    def find(self, name):
        """The organisation of this name, in short or long form; or None."""
        return self.by_key.get(key(name)) or self.by_usual_name.get(usual_name(name))

    def unknown(self, typed):
        """The sentence on a name that is not registered."""
        if near := self.suggestions.nearest(typed):
            return _("There is no organisation “%(name)s”. Did you mean “%(near)s”?") % {"name": typed, "near": near}
        return _(
            "There is no organisation “%(name)s”. Correct the name, or import the roster of organisations first."
        ) % {"name": typed}
