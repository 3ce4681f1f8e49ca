"""The panel of filters above a list: empty fields are drawn once and kept, so they must not grow old."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import translation

from branches.filters.standards import StandardFilter
from portal.kept_questions import KeptQuestion
from tests.factories.standards import make_cycle
from tests.factories.volunteers import make_category
from volunteers.filters.hazards import HazardFilter
from volunteers.models import HazardCategory

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


def test_a_commissioner_chooses_among_the_cycles_that_exist_for_the_commissioner(
    zone, commissioner, stranger, client_of
):
    cycle = make_cycle(zone.root, title="二〇二六年度达标")
    option = f'<option value="{cycle.pk}">{cycle}</option>'
    assert option in client_of(commissioner).get(reverse("standards")).content.decode()
    request = SimpleNamespace(user=stranger)
    assert option not in "".join(StandardFilter(request=request).fields_drawn())


def test_what_a_filter_lets_one_choose_is_asked_anew_each_time_by_a_question_written_once(django_assert_num_queries):
    question = KeptQuestion(HazardCategory.objects.all())
    make_category("高处作业")
    with django_assert_num_queries(1):
        found = question.ask()
    assert found == list(HazardCategory.objects.all())
    assert "高处作业" in [category.title for category in found]


def test_nothing_is_asked_where_a_question_has_no_answer_by_its_own_words(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert KeptQuestion(HazardCategory.objects.none()).ask() == []
