"""Charts: what is drawn, what is said about it, and the table beside it."""

import re

import pytest
from django.template.loader import render_to_string

from portal.charts import bar_chart, line_chart, row_chart

MONTHS = [("1月", 3), ("2月", 12), ("3月", 0)]


def drawn(chart):
    return render_to_string("components/chart.html", {"chart": chart})


def test_bars_are_as_high_as_their_values():
    chart = bar_chart(MONTHS, title="隐患", unit="个")
    heights = [bar["height"] for bar in chart.bars]
    assert heights[0] / heights[1] == pytest.approx(3 / 12, abs=0.01)
    assert heights[2] == 0


def test_zero_is_on_the_scale_and_the_steps_are_round():
    chart = bar_chart([("a", 97), ("b", 103)], title="t", unit="u")
    assert [line["shown"] for line in chart.grid] == ["0", "50", "100", "150"]
    assert [line["is_zero"] for line in chart.grid] == [True, False, False, False]


def test_values_below_zero_hang_from_the_zero_line():
    chart = bar_chart([("a", 5), ("b", -5)], title="t", unit="u")
    zero = next(line["y"] for line in chart.grid if line["is_zero"])
    up, down = chart.bars
    assert up["y"] + up["height"] == pytest.approx(zero, abs=0.2)
    assert down["y"] == pytest.approx(zero, abs=0.2)


def test_counts_of_things_have_no_halves_on_the_scale():
    chart = bar_chart([("a", 1), ("b", 2)], title="t", unit="u")
    assert [line["shown"] for line in chart.grid] == ["0", "1", "2"]


def test_a_missing_value_leaves_a_gap_and_a_dash_in_the_table():
    chart = bar_chart([("a", 5), ("b", None)], title="t", unit="u")
    assert len(chart.bars) == 1
    assert [row["cells"][0]["value"] for row in chart.rows] == ["5", "—"]


def test_a_line_is_broken_where_a_value_is_missing():
    chart = line_chart([("a", 5), ("b", None), ("c", 6), ("d", 7)], title="t", unit="u")
    assert len(chart.lines[0]["steps"]) == 1
    assert len(chart.lines[0]["dots"]) == 3


def test_lines_differ_by_stroke_and_not_by_colour_alone():
    chart = line_chart([("a", [5, 3]), ("b", [6, 4])], title="t", unit="u", series=["发现", "整改"])
    assert len({line["dash"] for line in chart.lines}) == 2
    assert [item["name"] for item in chart.legend] == ["发现", "整改"]


def test_stacked_bars_stand_on_each_other_and_show_their_sum():
    chart = bar_chart([("a", [2, 3])], title="t", unit="u", series=["x", "y"], stacked=True)
    lower, upper = chart.bars
    assert upper["y"] + upper["height"] < lower["y"]
    assert (lower["shown"], upper["shown"]) == ("", "5")


def test_a_progress_bar_is_a_share_of_the_whole():
    chart = row_chart([("甲支部", 3), ("乙支部", 12)], title="t", unit="项", total=12)
    assert [bar["width"] for bar in chart.bars] == ["25.00%", "100.00%"]
    assert chart.bars[0]["shown"] == "3 / 12"


def test_nothing_to_draw_says_so_instead_of_an_empty_picture():
    for chart in (bar_chart([], title="t", unit="u"), line_chart([("a", None)], title="t", unit="u")):
        assert chart.is_empty
        assert "<rect" not in drawn(chart)
        assert "empty" in drawn(chart)


def test_long_names_under_the_bars_never_touch_each_other():
    chart = bar_chart([(f"2026年{n}月", n) for n in range(1, 25)], title="t", unit="u")
    assert len(chart.labels) < 10
    assert 1 < sum(label["on_phone"] for label in chart.labels) < len(chart.labels)


def test_the_picture_has_a_name_a_description_and_its_numbers_as_a_table():
    page = drawn(bar_chart(MONTHS, title="隐患按月", unit="个"))
    title, text = re.search(r'aria-labelledby="(\S+) (\S+)"', page).groups()
    assert f'<title id="{title}">隐患按月</title>' in page
    assert f'<desc id="{text}">' in page
    assert 'role="img"' in page
    assert page.count("<tr>") == 4


def test_bars_lead_to_their_records_and_the_picture_is_then_a_group():
    page = drawn(bar_chart([("1月", 3, "/desk/hazards/?month=1")], title="t", unit="u"))
    assert page.count('href="/desk/hazards/?month=1"') == 2
    assert 'role="group"' in page


def test_a_chart_brings_no_style_of_its_own():
    page = drawn(bar_chart([("a", [5, 3])], title="t", unit="u", series=["x", "y"]))
    assert "style=" not in page
    assert "<style" not in page


def test_names_from_people_are_escaped():
    page = drawn(row_chart([("<script>alert(1)</script>", 1)], title="<b>", unit="&"))
    assert "<script>" not in page
    assert "<b>" not in page


def test_the_numbers_of_a_chart_are_those_of_the_language_of_svg(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    page = drawn(row_chart([(str(n), n) for n in range(60)], title="t", unit="u"))
    assert not re.search(r'(height|y)="\d+,\d+"', page)
