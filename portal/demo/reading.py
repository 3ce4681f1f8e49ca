"""Articles as they lie in `articles/`: a head of `name: value` lines, then paragraphs, pictures, quotes, figures.

Days are written relative to today ({d-18}, {d+7}) so that the zone's campaign is always running.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.utils.html import escape

FOLDER = Path(__file__).parent / "articles"
SEASONS = ("冬季", "春季", "夏季", "秋季")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass
class Article:
    """One article: what stands in its head, and its blocks as (kind, value) pairs."""

    kind: str
    language: str
    head: dict
    blocks: list = field(default_factory=list)

    def listed(self, name):
        """The words of a line such as `attachments: form, digest`."""
        return [word.strip() for word in self.head.get(name, "").split(",") if word.strip()]


def read_all(language, today, names):
    """Every article of a language; `names` fill in words such as {home}."""
    articles = []
    for file in sorted((FOLDER / language).glob("*.txt")):
        head, body = filled(file.read_text("utf-8"), language, today, names).split("\n---\n", 1)
        values = dict(line.split(": ", 1) for line in head.strip().splitlines())
        articles.append(Article(file.stem.split("-")[0], language, values, list(blocks_of(body))))
    return articles


def filled(text, language, today, names):
    """The text with its days, season and names."""

    def day(match):
        then = today + timedelta(days=int(match[1]))
        return f"{then.month}月{then.day}日" if language == "zh" else f"{then.day} {MONTHS[then.month - 1]}"

    text = re.sub(r"\{d([+-]\d+)\}", day, text)
    words = names | {"year": str(today.year), "season": SEASONS[today.month % 12 // 3]}
    return re.sub(r"\{(\w+)\}", lambda match: words[match[1]], text)


def blocks_of(body):
    """The blocks of a body: text that follows text is one block."""
    text = ""
    for part in (part.strip() for part in body.split("\n\n")):
        kind, value = block_of(part)
        if kind == "text":
            text += value
            continue
        if text:
            yield "text", text
            text = ""
        yield kind, value
    if text:
        yield "text", text


def block_of(part):
    """One paragraph as a block."""
    if part.startswith("## "):
        return "heading", part[3:]
    if part.startswith("> "):
        words, _dash, speaker = part[2:].partition(" —— ")
        return "quote", {"text": words, "speaker": speaker}
    if part.startswith("= "):
        return "figure", part[2:]
    if pictures := re.findall(r"^!\[([\w-]+)\] (.+)$", part, re.MULTILINE):
        shown = [{"scene": scene, "caption": caption} for scene, caption in pictures]
        return ("gallery", shown) if len(shown) > 1 else ("picture", shown[0])
    if part.startswith("- "):
        items = "".join(f"<li>{inline(line[2:])}</li>" for line in part.splitlines())
        return "text", f"<ul>{items}</ul>"
    return "text", f"<p>{inline(part)}</p>"


def inline(text):
    """Text as HTML, **strong** words in bold."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))
