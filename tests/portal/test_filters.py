"""The panel of filters above a list: empty fields are drawn once and kept, so they must not grow old."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.volunteers import make_category
from volunteers.filters.hazards import HazardFilter

pytestmark = pytest.mark.django_db


def panel(data=None):
    """The fields of the hazards' panel as HTML."""
    return "".join(HazardFilter(data).fields_drawn())


def test_a_new_category_is_offered_at_once():
    assert "高处作业" not in panel()
    make_category("高处作业")
    assert "高处作业" in panel()


def test_the_panel_speaks_the_language_of_each_reader():
    with translation.override("zh-hans"):
        assert "已销号" in panel()
    with translation.override("en"):
        assert "已销号" not in panel()
        assert "closed" in panel()


def test_what_the_address_fills_stands_in_its_field_and_nobody_else_sees_it():
    assert '<option value="closed" selected>' in panel({"state": "closed"})
    assert '<option value="closed" selected>' not in panel()


def test_an_official_is_told_which_filter_is_wrong_and_sees_no_row(zone, official, client_of):
    answer = client_of(official).get(reverse("hazards"), {"found_from": "2026-02-31"})
    page = answer.content.decode()
    assert 'value="2026-02-31"' in page
    assert "invalid-feedback" in page
    assert answer.context["page"].count == 0
