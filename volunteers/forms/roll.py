"""A list of people as it comes out of a chat: names, hours and remarks are understood, headings left out."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.cells import BadCell, hours, key, person

LONGEST = 500
# "1.", "2、", "（3）", "4)", "５：" or "6 " before a name; ① to ⑳ as chat programs write them.
_NUMBERED = re.compile(r"\s*(?:[(（]?[0-9０-９]{1,3}\s*(?:[.．、,，)）:：]\s*|\s+)|[①-⑳]\s*)(?=\S)")
_REMARK = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,60})[)）\]】]")
_GUESTS = re.compile(r"[+＋]\s*([0-9０-９]{1,2})\s*人?")
_ABSENT = re.compile(r"取消|请假|缺席|缺勤|未到|没来|不来|不去|去不了|来不了")
_NOT_A_MEMBER = re.compile(r"非党员|群众|家属|志愿者|团员")
_REMARK_WORDS = re.compile(r"迟到|早退|中途离开|领队|队长|带队|摄影|司机|预备党员|预备|非党员|群众|家属")
# Where the hours begin: behind the name, after a blank or not ("张三 2小时", "张三2h", "张三 半小时", "张三 1:30").
_UNIT = r"(?:个?半?小时|个?半?钟头|小时半|分钟?|[hH]|hours?)"
_HOURS = re.compile(
    # Digits, with or without a unit.
    rf"\s*(?P<digits>[-－]?[0-9０-９]+(?:[.．:：][0-9０-９]+)?\s*{_UNIT}?(?:\s*[0-9０-９]+\s*分钟?|半)?)\s*$"
    # A number word needs its unit, and a blank before it: 张三 is a name, 张 三小时 is not.
    rf"|(?:^|\s+|(?=[半两]))(?P<words>[一二两三四五六七八九十半]{{1,3}}{_UNIT}半?)\s*$"
)
_SEVERAL = re.compile(r"[、，,;；/]")
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
        """(name, hours, remark, is_member) of everybody who came; a guest stands under the name of the host."""
        came = []
        for line in self.lines:
            if not line.names_somebody:
                continue
            spent = line.hours if line.hours is not None else default_hours
            came.append((line.name, spent, line.remark, line.is_member))
            for guest in range(1, line.guests + 1):
                came.append((f"{line.name} +{guest}", spent, "", False))
        return came

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
    any_numbered = any(_NUMBERED.match(text) for _number, text in texts)
    lines = []
    for number, text in texts[:LONGEST]:
        if (any_numbered and not _NUMBERED.match(text)) or text.startswith("#"):
            lines.append(Line(number, text, left_out=_("heading")))
        else:
            lines += read_line(number, text)
    if len(texts) > LONGEST:
        fault = _("More than %(n)d lines: enter the rest as another activity.") % {"n": LONGEST}
        lines.append(Line(texts[LONGEST][0], texts[LONGEST][1][:40], fault=fault))
    mark_doubles(lines)
    return Roll(lines)


def read_line(number, text):
    """The people of one line: usually one, several where only names stand in it."""
    rest = text[_NUMBERED.match(text).end() :] if _NUMBERED.match(text) else text
    names = [name for name in _SEVERAL.split(rest) if name.strip()]
    if len(names) < 2 or _REMARK.search(rest):
        return [read_person(number, text, rest)]
    people = [read_person(number, text, name) for name in names]
    if any(line.hours is not None or line.fault for line in people):
        return [Line(number, text, fault=_("Write one person a line, with the hours behind the name."))]
    return people


def read_person(number, text, rest):
    """One person with hours, remarks and guests."""
    line = Line(number, text)
    remarks = [remark.strip() for remark in _REMARK.findall(rest) if remark.strip()]
    rest = _REMARK.sub(" ", rest)
    if guests := _GUESTS.search(rest):
        line.guests = int(guests[1])
        rest = _GUESTS.sub(" ", rest)
    if absent := _ABSENT.search(rest) or next(filter(None, map(_ABSENT.search, remarks)), None):
        line.left_out = absent[0]
        return line
    try:
        # A remark in brackets may be the hours: 张三（2小时）.
        for remark in list(remarks):
            if (found := _HOURS.fullmatch(remark)) and line.hours is None:
                line.hours = hours(found["digits"] or found["words"])
                remarks.remove(remark)
        if found := _HOURS.search(rest):
            line.hours = hours(found["digits"] or found["words"])
            rest = rest[: found.start()]
        rest, more = take_words(rest)
        line.name = person(_DASHES.sub("", rest).strip(), 70) or ""
    except BadCell as error:
        line.fault = str(error)
        return line
    line.remark = "、".join(remarks + more)[:100]
    line.is_member = not _NOT_A_MEMBER.search(line.remark)
    return judged(line)


def take_words(rest):
    """The name and the known remarks typed behind it without brackets."""
    words = _REMARK_WORDS.findall(rest)
    return (_REMARK_WORDS.sub(" ", rest), words) if words else (rest, [])


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


def mark_doubles(lines):
    """A name that stands twice is either typed twice or two people: the writer must say which."""
    seen = {}
    for line in lines:
        if not line.names_somebody:
            continue
        first = seen.setdefault(key(line.name), line)
        if first is not line:
            line.fault = _(
                "%(name)s stands in line %(n)d already. Take one away, or tell the two apart in the name."
            ) % {
                "name": line.name,
                "n": first.number,
            }
