"""A list of people as it comes out of a chat: names, hours and remarks are understood, headings left out."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.cells import BadCell, hours, person

LONGEST = 500
# "1.", "2、", "（3）", "4)", "５：" or "6 " before a name; ① to ⑳ as chat programs write them.
_NUMBERED = re.compile(r"\s*(?:[(（]?[0-9０-９]{1,3}\s*(?:[.．、﹑。,，)）:：]\s*|\s+)|[①-⑳]\s*)(?=\S)")
_BRACKETS = "()（）[]【】「」『』〔〕"
_REMARK = re.compile(rf"[(（\[【「『〔]([^{re.escape(_BRACKETS)}]{{0,60}})[)）\]】」』〕]")
_COUNT = r"(?P<{}>[0-9０-９]{{1,2}}|[一二两三四五六七八九十])"
# "+1", "＋2人", "带2人", "另带家属一人", "携1名群众".
_GUESTS = re.compile(
    rf"[+＋]\s*{_COUNT.format('plus')}\s*[人名位个]?|[另还還]?[带帶携]了?(?:家属|家屬|群众|群眾|同事|朋友)?\s*"
    rf"{_COUNT.format('brought')}\s*[人名位个個](?:家属|家屬|群众|群眾|同事|朋友)?"
)
_ABSENT = re.compile(r"取消|请假|請假|缺席|缺勤|未到|没来|沒來|不来|不來|不去|去不了|来不了|來不了|不参加|不參加|有事")
_NOT_A_MEMBER = re.compile(r"非党员|非黨員|群众|群眾|家属|家屬|志愿者|志願者|团员|團員")
_LATE = re.compile(r"迟到|遲到|晚到|晚点到|晚點到|稍晚")
_REMARK_WORDS = re.compile(
    r"迟到|遲到|晚到|晚点到|晚點到|稍晚|早退|中途离开|领队|隊長|队长|带队|摄影|司机|预备党员|预备|非党员|非黨員|群众|群眾|"
    r"家属|家屬|志愿者|志願者|参加|參加|报名|報名|收到|准时到"
)
# What answers to a call in a chat without saying anything of the person.
_EMPTY_WORDS = ("参加", "參加", "报名", "報名", "收到", "准时到")
# Pictures, hearts, thumbs; the enclosing keycap behind a digit; what makes a sign a picture.
_PICTURES = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\ufe0f\u200d\u20e3@#＠]|\\[[\u4e00-\u9fff]{1,4}\\]"
)
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_CLOCK = r"[0-2]?[0-9][:：][0-5][0-9]"
_FROM_TO = re.compile(rf"({_CLOCK})\s*[-－~～—–到至]+\s*({_CLOCK})")
# "19:00到", "晚上7点半到": when somebody comes, not for how long.
_COMES_AT = re.compile(
    rf"(?:上午|下午|晚上|早上)?(?:{_CLOCK}|[0-9一二两三四五六七八九十]{{1,3}}[点點时時]半?)(?:左右|前|后)?(?:[到来來走]|开始)"
)
# Where the hours begin: behind the name, after a blank or not ("张三 2小时", "张三2h", "张三 半小时", "张三 1:30").
_UNIT = r"(?:个?半?小时|个?半?钟头|小时半|分钟?|[hH]|hours?)"
_HOURS = re.compile(
    # Digits, with or without a unit.
    rf"\s*(?P<digits>[-－]?[0-9０-９]+(?:[.．:：][0-9０-９]+)?\s*{_UNIT}?(?:\s*[0-9０-９]+\s*分钟?|半)?)\s*$"
    # A number word needs its unit, and a blank before it: 张三 is a name, 张 三小时 is not.
    rf"|(?:^|\s+|(?=[半两]))(?P<words>[一二两三四五六七八九十半]{{1,3}}{_UNIT}半?)\s*$"
)
_SEVERAL = re.compile(r"[、﹑，,;；/]")
_DASHES = re.compile(r"[\s:：—–~\-]+$")


@dataclass
class Line:
    """One line of the list: who it names (with guests), or why it names nobody."""

    number: int
    text: str
    name: str = ""
    hours: Decimal | None = None
    remark: str = ""
    is_member: bool = True
    is_absent: bool = False
    is_late: bool = False
    guests: int = 0
    fault: str = ""
    left_out: str = ""

    @property
    def names_somebody(self):
        """Whether the line adds people."""
        return bool(self.name) and not self.fault and not self.left_out


@dataclass
class Roll:
    """All lines of a list."""

    lines: list[Line] = field(default_factory=list)

    @property
    def faults(self):
        """The lines that were not understood."""
        return [line for line in self.lines if line.fault]

    @property
    def left_out(self):
        """Headings and people who did not come."""
        return [line for line in self.lines if line.left_out]

    def people(self, default_hours=None):
        """(name, hours, remark, is_member) of everybody who is named and came."""
        return [
            (line.name, line.hours if line.hours is not None else default_hours, line.remark, line.is_member)
            for line in self.lines
            if line.names_somebody
        ]

    @property
    def guests(self):
        """How many came along without being named."""
        return sum(line.guests for line in self.lines if line.names_somebody)

    @property
    def count(self):
        """How many people came."""
        return sum(1 + line.guests for line in self.lines if line.names_somebody)

    def usual_hours(self):
        """The hours that most lines name, the longer where two are named equally often; None if a line names none."""
        named = [line.hours for line in self.lines if line.names_somebody]
        if not named or None in named:
            return None
        return max(named, key=lambda spent: (named.count(spent), spent))


def read_roll(typed):
    """Read a pasted list. Where some lines are numbered, those without a number are headings and are left out."""
    texts = [(number, text.strip()) for number, text in enumerate(typed.splitlines(), 1) if text.strip()]
    texts = [(number, _KEYCAP.sub(r"\1.", text)) for number, text in texts]
    any_numbered = is_numbered(typed)
    lines = []
    for number, text in texts[:LONGEST]:
        if (any_numbered and not _NUMBERED.match(text)) or text.startswith("#"):
            lines.append(Line(number, text, left_out=_("heading")))
        else:
            lines += read_line(number, text)
    if len(texts) > LONGEST:
        fault = _("More than %(n)d lines: enter the rest as another activity.") % {"n": LONGEST}
        lines.append(Line(texts[LONGEST][0], texts[LONGEST][1][:40], fault=fault))
    return Roll(lines)


def is_numbered(typed):
    """Whether lines of the list begin with numbers, so that those without one are headings."""
    return any(_NUMBERED.match(_KEYCAP.sub(r"\1.", line.strip())) for line in typed.splitlines())


def read_line(number, text):
    """The people of one line: usually one, several where only names stand in it."""
    rest = text[_NUMBERED.match(text).end() :] if _NUMBERED.match(text) else text
    rest = _PICTURES.sub(" ", rest)
    names = [name for name in _SEVERAL.split(rest) if name.strip()]
    if len(names) < 2 or _REMARK.search(rest):
        return [read_person(number, text, rest)]
    people = [read_person(number, text, name) for name in names]
    if len(names) == 2 and (words := behind_the_comma(names[1])):
        # 张三，请假: what stands behind the comma says something of the person before it.
        return [read_person(number, text, f"{names[0]}（{words}）")]
    if any(line.hours is not None or line.fault for line in people):
        return [Line(number, text, fault=_("Write one person a line, with the hours behind the name."))]
    return people


def behind_the_comma(words):
    """The words, if they are a remark, guests or an absence and no name; else ""."""
    words = words.strip()
    is_remark = _ABSENT.search(words) or _GUESTS.fullmatch(words) or _REMARK_WORDS.fullmatch(words)
    return words if is_remark or _COMES_AT.fullmatch(words) else ""


def read_person(number, text, rest):
    """One person with hours, remarks and guests."""
    line = Line(number, text)
    remarks = [remark.strip() for remark in _REMARK.findall(rest) if remark.strip() not in ("", *_EMPTY_WORDS)]
    rest = _REMARK.sub(" ", rest)
    rest, remarks = take_guests(line, rest, remarks)
    absent = _ABSENT.search(rest) or next(filter(None, map(_ABSENT.search, remarks)), None)
    if absent:
        line.is_absent, line.left_out = True, absent[0]
        rest = rest[: absent.start()] if absent.string == rest else rest
    try:
        rest, remarks = take_hours(line, rest, remarks)
        rest, more = take_words(rest)
        line.name = person(_DASHES.sub("", rest).strip(" 。.!！~～、﹑，,"), 70) or ""
    except BadCell as error:
        line.fault = "" if line.is_absent else str(error)
        return line
    line.remark = "、".join([*remarks, *more])[:100]
    line.is_late = bool(_LATE.search(line.remark))
    line.is_member = not _NOT_A_MEMBER.search(line.remark)
    return line if line.is_absent else judged(line)


def take_guests(line, rest, remarks):
    """Who comes along unnamed, typed behind the name or in brackets."""
    left = []
    for part in [*remarks, rest]:
        if found := _GUESTS.search(part):
            line.guests += small_number(found["plus"] or found["brought"])
            part = _GUESTS.sub(" ", part)
        left.append(part)
    return left[-1], [part.strip() for part in left[:-1] if part.strip()]


def small_number(typed):
    """2, ２ or 两."""
    return int(typed) if typed.isdecimal() else "〇一二三四五六七八九十".index(typed.replace("两", "二"))


def take_hours(line, rest, remarks):
    """The hours of the person: behind the name, in brackets, or from when to when; other times stay a remark."""
    if found := _FROM_TO.search(rest):
        line.hours = between(found[1], found[2])
        return rest[: found.start()] + rest[found.end() :], remarks
    if found := _COMES_AT.search(rest):
        return rest.replace(found[0], " "), [*remarks, found[0]]
    kept = []
    for remark in remarks:
        spell, stated = _FROM_TO.fullmatch(remark), _HOURS.fullmatch(remark)
        if line.hours is None and spell:
            line.hours = between(spell[1], spell[2])
        elif line.hours is None and stated:
            line.hours = hours(stated["digits"] or stated["words"])
        else:
            kept.append(remark)
    if found := _HOURS.search(rest):
        line.hours = hours(found["digits"] or found["words"])
        rest = rest[: found.start()]
    return rest, kept


def between(start, end):
    """The hours from one time of the day to another, past midnight too."""
    minutes = [int(hour) * 60 + int(minute) for hour, minute in (re.split("[:：]", time) for time in (start, end))]
    return (Decimal((minutes[1] - minutes[0]) % (24 * 60)) / 60).quantize(Decimal("0.01"))


def take_words(rest):
    """The name and the known remarks typed behind it without brackets."""
    words = _REMARK_WORDS.findall(rest)
    kept = [word for word in words if word not in _EMPTY_WORDS]
    return (_REMARK_WORDS.sub(" ", rest), kept) if words else (rest, [])


def judged(line):
    """The line, with a fault where it names nobody or cannot be a name."""
    if not line.name:
        line.fault = _("There is no name in this line.")
    elif re.search(r"[0-9]", line.name):
        line.fault = _("“%(name)s” holds a number that was not understood. Write it as in: Zhang San 2 hours.") % {
            "name": line.name
        }
    elif line.hours is not None and line.hours <= 0:
        line.fault = _("The hours are more than 0.")
    elif line.guests > 20:
        line.fault = _("So many guests are better named.")
    return line
