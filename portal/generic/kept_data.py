"""Which data exist already: what the portal keeps, and the words under which offices ask for it.

The columns of the ledgers that can be imported, with the headings that offices use for them, and the figures are known
by themselves; an app declares the rest in its module `asks`.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules
from django.utils.text import capfirst

from portal.characters import key
from portal.figures import all_figures
from portal.generic.kinds import all_kinds, words
from portal.headings import keys_in_both_languages

DECLARED: list[tuple["Kept", tuple[str, ...]]] = []
# What says nothing by itself about whose data are wanted.
VAGUE = set(map(key, words("名称 地址 备注 状态 日期 时间 编号 序号 内容 类型 类别 面积 姓名 电话 人数 结果 代码")))
FEWEST_SIGNS = 2
MOST_GUESSED = 3
_BRACKETS = re.compile(r"\([^()]*\)")
_ENDING = re.compile("(?:基本)?(?:情况|信息|数据|数量|总数|数|名单|清单|明细|台账|统计|汇总|表)$")


@dataclass(frozen=True)
class Kept:
    """A datum that the portal keeps: its name, in which list, where that list is, whose grants open it."""

    label: Any
    where: Any
    url_name: str
    model: Any

    def __str__(self):
        return f"{capfirst(str(self.where))} · {capfirst(str(self.label))}"


@dataclass(frozen=True)
class Match:
    """What was found for something that is wanted: surely the same by its name, or perhaps."""

    kept: tuple[Kept, ...] = ()
    is_certain: bool = False


def declare(label, model, url_name, names=""):
    """The portal keeps `label` in the list `url_name` of `model`; `names` are further ones, with blanks between."""
    DECLARED.append((Kept(label, model._meta.verbose_name_plural, url_name, model), words(names)))


@cache
def vocabulary():
    """{spelling: the data that bear this name}, in both languages."""
    autodiscover_modules("asks")
    found: dict[str, list[Kept]] = defaultdict(list)

    def learn(kept, *spellings):
        for spelling in {*spellings, *(_BRACKETS.sub("", one) for one in spellings)} - {""}:
            if kept not in found[spelling]:
                found[spelling].append(kept)

    for kept, more in DECLARED:
        learn(kept, *keys_in_both_languages(kept.label), *map(key, more))
    for kind in all_kinds():
        for part in kind.parts:
            for one in part.fields:
                kept = Kept(one.label, kind.model._meta.verbose_name_plural, kind.list_url, kind.model)
                learn(kept, *keys_in_both_languages(one.label), *map(key, one.synonyms))
    for one in all_figures():
        learn(
            Kept(one.name, one.model._meta.verbose_name_plural, "figures", one.model), *keys_in_both_languages(one.name)
        )
    return dict(found)


def find(text):
    """What the portal keeps of what `text` asks for: by its whole name, else by the longest name that stands in it."""
    known, typed = vocabulary(), _BRACKETS.sub("", key(text))
    for spelling in (key(text), typed, _ENDING.sub("", typed)):
        if spelling in known:
            return Match(tuple(known[spelling][:MOST_GUESSED]), is_certain=spelling not in VAGUE)
    inside = [word for word in known if len(word) > FEWEST_SIGNS and word not in VAGUE and word in typed]
    inside.sort(key=len, reverse=True)
    return Match(tuple(known[inside[0]][:MOST_GUESSED])) if inside else Match()
