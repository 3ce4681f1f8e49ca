"""A branch's standardization form as Excel: written with what was answered so far, and read back clause by clause."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from branches.ledgers.sheets import decimal
from portal import cells
from portal.generic.kinds import LedgerField, words
from portal.spreadsheets import Column

HAPPENED = {True: words("发生 有 是 已发生 happened yes"), False: words("未发生 无 否 没有 没有发生 未 no")}


def happened(value):
    """Whether a veto happened, as the cell says it; None where it is empty."""
    typed = cells.text(value, 40)
    if typed is None:
        return None
    spelled = {
        cells.key(word): answer
        for answer, spellings in HAPPENED.items()
        for word in (*spellings, _("happened") if answer else _("did not happen"))
    }
    if cells.key(typed) not in spelled:
        raise cells.BadCell(_("Write “%(yes)s” or “%(no)s”.") % {"yes": _("happened"), "no": _("did not happen")})
    return spelled[cells.key(typed)]


FIELDS = (
    LedgerField(
        "clause",
        pgettext_lazy("indicator", "Clause"),
        words("条款 指标条款 二级指标 考核条款"),
        required=True,
        clean=partial(cells.text, max_length=200),
    ),
    LedgerField("points", gettext_lazy("Self-score"), words("自评分 自评 自评得分 自评分数"), clean=decimal),
    LedgerField(
        "happened",
        gettext_lazy("Veto happened"),
        words("否决情形是否发生 否决情形 是否发生 一票否决"),
        clean=happened,
    ),
    LedgerField(
        "evidence",
        gettext_lazy("Evidence in words"),
        words("文字佐证 佐证说明 佐证 佐证材料 情况说明"),
        clean=partial(cells.text, max_length=1000, lines=True),
    ),
    LedgerField("version", gettext_lazy("Version (leave as it is)"), words("版本 版本号"), clean=cells.whole),
)


def columns():
    """The columns of the form, those that are read back among them."""
    return [
        Column(label, kind=kind, width=width)
        for label, kind, width in (
            (_("Group"), "text", 16),
            (pgettext("indicator", "Clause"), "text", 28),
            (_("Requirement"), "text", 44),
            (_("Points"), "decimal", 8),
            (_("Method of checking"), "text", 18),
            (_("How points are given"), "text", 30),
            (_("Self-score"), "decimal", 10),
            (_("Veto happened"), "text", 12),
            (_("Evidence in words"), "text", 36),
            (_("Evidence on the portal"), "text", 28),
            (_("Reviewed score"), "decimal", 10),
            (_("Reason for the difference"), "text", 28),
            (_("Version (leave as it is)"), "whole", 10),
        )
    ]


def answers(lines, indicators):
    """({row: (indicator, facts of `BranchStandard.score`)}, faults) of the rows that say something."""
    by_code = {cells.key(one.code): one for one in indicators}
    found, faults, seen = {}, [], {}
    for line in lines:
        if line["clause"] is None or all(line[name] in (None, "") for name in ("points", "happened", "evidence")):
            continue
        code = cells.key(line["clause"].split()[0])
        indicator = by_code.get(code)
        if indicator is None:
            text = _("Row %(n)d: there is no clause “%(clause)s” in this catalogue.")
            faults.append(text % {"n": line.number, "clause": line["clause"]})
        elif code in seen:
            text = _("Row %(n)d: %(clause)s stands in row %(other)d already. Keep one of the two.")
            faults.append(text % {"n": line.number, "clause": indicator, "other": seen[code]})
        else:
            seen[code] = line.number
            facts = {name: line[name] for name in ("points", "happened")}
            found[line.number] = (
                indicator,
                facts | {"evidence": line["evidence"] or "", "version": line["version"] or 0},
            )
    return found, faults
