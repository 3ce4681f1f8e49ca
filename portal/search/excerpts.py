"""Excerpts of what was found, with the words marked. Works on plain text, so on any database and any row."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from portal.search.words import CHINESE, TOKEN, terms

# Full-width letters, digits and signs as their half-width ones: one for one, so that positions stay.
NARROW = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")
BEFORE_WORD, AFTER_WORD = rf"(?<![^\W_{CHINESE}])", rf"(?![^\W_{CHINESE}])"
SENTENCE_ENDS = "。！？；!?;"
# A pasted text is not marked beyond this many pairs a run; the window is chosen among the first places.
PAIRS, PLACES = 30, 60


def snippet(text, query, width=120):
    """About `width` characters round the best place of a text, escaped, with the words of the query in <mark>.

    A word that occurs whole is marked whole; of one that does not, its longest stretches.
    """
    text = BLANKS.sub(" ", str(text or "")).strip()
    marks = _marks(text, query)
    start, end = _window(text, marks, width)
    out, position = ["…" if start else ""], start
    for first, last in marks:
        if start <= first < end:
            last = min(last, end)
            out += [escape(text[position:first]), "<mark>", escape(text[first:last]), "</mark>"]
            position = last
    out += [escape(text[position:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(out))


def _marks(text, query):
    """Where the words of the query stand, as (first, last + 1); those that touch are one."""
    text = text.translate(NARROW)
    patterns = set()
    for term in terms(query):
        whole = _whole(term)
        patterns |= {(len(term), whole)} if re.search(whole, text, re.IGNORECASE) else set(_parts(term))
    if not patterns:
        return []
    longest_first = "|".join(pattern for _length, pattern in sorted(patterns, reverse=True))
    marks: list[tuple[int, int]] = []
    # Looked for at every position, because pairs overlap.
    for match in re.finditer(f"(?=({longest_first}))", text, re.IGNORECASE):
        first, last = match.span(1)
        if marks and first <= marks[-1][1]:
            first, last = marks[-1][0], max(last, marks.pop()[1])
        marks.append((first, last))
    return marks


def _whole(term):
    """A pattern for a typed word: Chinese anywhere, other words from their beginning, numbers to their end."""
    before = BEFORE_WORD if re.match(rf"[^{CHINESE}]", term) else ""
    return before + re.escape(term) + (r"(?!\d)" if term[-1].isdigit() else "")


def _parts(term):
    """Patterns with their lengths for the parts of a typed word: pairs of Chinese, and whole other words."""
    for run, word in TOKEN.findall(term):
        if word and word != term:
            yield len(word), BEFORE_WORD + re.escape(word) + AFTER_WORD
        for i in range(min(len(run) - 1, PAIRS)):
            yield 2, run[i : i + 2]


def _window(text, marks, width):
    """First and last + 1 of the stretch to show: where most different words stand close together."""
    if len(text) <= width:
        return 0, len(text)

    places = marks[:PLACES]

    def weight(mark):
        near = (place for place in places if mark[0] <= place[0] < mark[0] + width * 3 // 4)
        return len("".join({text[first:last].lower() for first, last in near}))

    anchor = max(places, key=weight, default=(0, 0))[0]
    start = max(0, min(anchor - width // 4, len(text) - width))
    if start:
        sentence = max(text.rfind(sign, start, anchor) for sign in SENTENCE_ENDS) + 1
        start = sentence or _word_start(text, start, anchor)
        start += text[start] == " "
    end = min(len(text), start + width)
    cut = next((last for first, last in marks if first < end < last <= start + width * 2), end)
    return start, cut


def _word_start(text, start, limit):
    """Do not begin in the middle of a word that is written with letters."""
    while start < limit and re.match(rf"[^\W_{CHINESE}]{{2}}", text[start - 1 : start + 1]):
        start += 1
    return start
