"""Pages that axe judged before: what may differ without a new judgement, and what may not."""

import pytest

from tests.browser import verdicts
from tests.browser.verdicts import Verdicts

PAGE = '<a href="/desk/hazards/{}/">一号车间</a><input name="token" value="{}"><time>2026-11-26 11:{}</time>{}'


@pytest.fixture(autouse=True)
def a_place_of_its_own(tmp_path, monkeypatch):
    """What is known of real pages is not touched."""
    monkeypatch.setattr(verdicts, "PLACE", tmp_path)


def verdict(**changes):
    """Where the verdict of a page of this text is noted."""
    parts = {"number": 7, "token": "a" * 64, "minute": "39", "rest": ""} | changes
    return Verdicts("156", {}).file("light", PAGE.format(*parts.values()))


def test_numbers_of_rows_tokens_and_the_time_of_day_ask_for_no_new_judgement():
    assert verdict(number=12, token="b" * 64, minute="58") == verdict()


def test_any_other_word_does():
    assert verdict(rest="<h5></h5>") != verdict()
    assert verdict(rest='<img src="x">') != verdict(rest='<img src="x" alt="">')


def test_another_browser_other_rules_and_another_look_begin_anew():
    one, newer, stricter = Verdicts("156", {}), Verdicts("157", {}), Verdicts("156", {"stricter": 1})
    notes = [one.file("light", ""), one.file("dark", ""), newer.file("light", ""), stricter.file("light", "")]
    assert len(set(notes)) == len(notes)
