"""The look: every pair of text and ground can be read, light and dark say the same names, nothing is inline."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

STATIC = Path(settings.BASE_DIR) / "portal" / "static" / "portal"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
TEXT_ON_GROUND = [
    (text, ground, 7 if text in ("ink", "soft") else 4.5)
    for text in ("ink", "soft", "red-ink", "gold", "green", "amber", "blue")
    for ground in ("ground", "paper", "raised", "hover")
]
TEXT_ON_WASH = [
    ("red-ink", "red-wash", 4.5),
    ("green", "green-wash", 4.5),
    ("amber", "amber-wash", 4.5),
    ("blue", "blue-wash", 4.5),
    ("gold", "gold-wash", 4.5),
    ("soft", "quiet-wash", 4.5),
    ("ink", "red-wash", 7),
    ("ink", "amber-wash", 7),
    ("ink", "blue-wash", 7),
    ("ink", "green-wash", 7),
    ("ink", "mark", 7),
    ("on-red", "red", 4.5),
    ("on-red", "red-hover", 4.5),
    ("on-red", "nav", 4.5),
    ("side-ink", "side", 7),
    ("side-soft", "side", 4.5),
    ("side-ink", "side-on", 7),
]
EDGES = [("control", "paper", 3), ("control", "ground", 3), ("focus", "ground", 3), ("focus", "paper", 3)] + [
    (f"series-{n}", "paper", 2) for n in range(1, 6)
]


def block(start):
    """{token: value} of the block of tokens.css that begins with `start`."""
    body = TOKENS.split(start, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


LIGHT = block(":root {")
DARK = LIGHT | block('[data-bs-theme="dark"] {')


def luminance(colour):
    """How bright a colour is, by WCAG 2."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    """The contrast of two colours, by WCAG 2."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("light", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), TEXT_ON_GROUND + TEXT_ON_WASH + EDGES)
def test_every_pair_of_colours_that_meet_can_be_told_apart(light, text, ground, least):
    assert contrast(light[text], light[ground]) >= least


def test_dark_by_the_system_and_dark_by_choice_are_the_same():
    chosen = block('[data-bs-theme="dark"] {')
    by_system = block(':root:not([data-bs-theme="light"]) {')
    assert chosen == by_system


def test_a_colour_is_named_in_the_tokens_alone():
    named = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)")
    allowed = {"#fff", "#000", "#ffe3ad", "#d8cfc0", "#e0584f", "#b3201f"}
    for name in ("components", "site", "desk"):
        css = re.sub(r"url\([^)]*\)|/\*.*?\*/", "", (STATIC / "css" / f"{name}.css").read_text(), flags=re.S)
        assert set(named.findall(css)) <= allowed, name


def test_templates_carry_no_style_and_no_script_of_their_own():
    for file in TEMPLATES.rglob("*.html"):
        text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", file.read_text(), flags=re.S)
        assert " style=" not in text, file
        assert "<style" not in text, file
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)", text), file
        assert not re.search(r"\son\w+=", text), file


def test_nothing_is_loaded_from_elsewhere():
    for file in [*TEMPLATES.rglob("*.html"), *STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        loaded = re.findall(r'(?:src|url\(|@import)\s*=?\s*["\']?(?:https?:)?//[^"\')\s]+', file.read_text())
        assert not loaded, file


def test_every_template_opens_with_what_it_is_and_needs():
    for folder in ("components", "generic"):
        for file in (TEMPLATES / folder).glob("*.html"):
            text = re.sub(r"^\{% extends [^%]+%\}\s*", "", file.read_text())
            assert text.startswith("{% comment %}"), file


def test_the_pages_for_broken_requests_need_no_context():
    for name in ("400.html", "500.html"):
        page = render_to_string(name)
        assert '<main id="main"' in page
        assert "<h1>" in page


def test_a_state_is_a_word_beside_its_colour():
    badge = render_to_string("components/badge.html", {"text": "逾期", "tone": "late"})
    assert badge.strip() == '<span class="badge late">逾期</span>'


def test_a_figure_without_a_value_shows_a_dash():
    page = render_to_string("components/figure.html", {"value": None, "name": "整改率"})
    assert "—" in page
    assert "None" not in page


def test_a_stepper_says_in_words_where_the_record_stands():
    steps = [{"label": "登记", "state": "done"}, {"label": "整改", "state": "late"}, {"label": "销号", "state": "next"}]
    page = render_to_string("components/stepper.html", {"steps": steps})
    assert page.count('aria-current="step"') == 1
    assert page.count("visually-hidden") == 2


@pytest.mark.parametrize("file", sorted((STATIC / "css").glob("*.css")), ids=lambda file: file.stem)
def test_every_rule_is_closed_before_the_next_begins(file):
    css = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S)
    depth, wrong = 0, []
    for line in css.splitlines():
        # A rule of one's own begins at the margin: inside another one it would be nested, and apply nowhere else.
        if "{" in line and not line.startswith((" ", "\t")) and depth:
            wrong.append(line)
        depth += line.count("{") - line.count("}")
    assert (wrong, depth) == ([], 0)
