"""The sheet in which a team writes down what it gives its branches: scores, rating, proposal; written and read back."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.assessment_choices import Dimension, Proposal, Rating
from branches.ledgers.sheets import decimal
from portal import cells
from portal.generic.kinds import LedgerField, words

SCORES = tuple(f"score_{one.value}" for one in Dimension)
FACTS = ("rating", "proposal", "rectify_by", "problems")
FIELDS = (
    LedgerField(
        "branch",
        gettext_lazy("Branch"),
        words("党组织名称 支部名称 党支部名称 党组织 党支部 支部"),
        required=True,
        clean=partial(cells.text, max_length=120),
    ),
    *(LedgerField(f"score_{one.value}", one.label, (), clean=decimal) for one in Dimension),
    LedgerField("rating", gettext_lazy("Rating"), words("等次 评估等次"), clean=partial(cells.choice, choices=Rating)),
    LedgerField(
        "proposal", gettext_lazy("Proposal"), words("建议 处理建议"), clean=partial(cells.choice, choices=Proposal)
    ),
    LedgerField("rectify_by", gettext_lazy("Rectify by"), words("整改期限 整改时限"), clean=cells.day),
    LedgerField(
        "problems",
        gettext_lazy("Problems"),
        words("问题清单 存在问题 问题"),
        clean=partial(cells.text, max_length=4000, lines=True),
    ),
    LedgerField("version", gettext_lazy("Version (leave as it is)"), words("版本 版本号"), clean=cells.whole),
)


def entries(lines, assessments):
    """({row: (assessment, scores, facts, version)}, faults) of the rows that say something."""
    by_name = {cells.key(one.organisation.name): one for one in assessments}
    found, faults, seen = {}, [], {}
    for line in lines:
        scores = {name: line[name] for name in SCORES if line[name] is not None}
        facts = {name: line[name] for name in FACTS if line[name] is not None}
        if line["branch"] is None or not (scores or facts):
            continue
        key = cells.key(line["branch"])
        words_ = {"n": line.number, "branch": line["branch"], "other": seen.get(key)}
        if key not in by_name:
            text = _("Row %(n)d: “%(branch)s” is none of your branches in this round that have been visited.")
            faults.append(text % words_)
        elif key in seen:
            text = _("Row %(n)d: “%(branch)s” stands in row %(other)d already. Keep one of the two.")
            faults.append(text % words_)
        elif wrong := [value for value in scores.values() if not 0 <= value <= 100]:
            text = _("Row %(n)d: a score lies between 0 and 100, not at %(value)s.")
            faults.append(text % (words_ | {"value": wrong[0]}))
        else:
            seen[key] = line.number
            scores = {name.removeprefix("score_"): value for name, value in scores.items()}
            found[line.number] = by_name[key], scores, facts, line["version"] or 0
    return found, faults
