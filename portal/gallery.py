"""What the page of all components shows: made-up values that bring out every tone, state and edge of the look."""

from types import SimpleNamespace

from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from portal.charts import bar_chart, line_chart, row_chart

PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='320' height='240'%3E"
    "%3Crect width='320' height='240' fill='%23b9ad97'/%3E%3Cpath d='M0 190 90 110 160 170 230 90 320 180V240H0z' "
    "fill='%23d9d2c4'/%3E%3C/svg%3E"
)
FOUND = (38, 45, 51, 47, 62, 58, 71, 66, 54, 60, 73, 15)
RECTIFIED = (30, 41, 50, 49, 55, 60, 66, 69, 57, 58, 70, 7)
BRANCHES = (
    ("云溪永盛铝业有限公司党支部", 12),
    ("云溪百川现代农业装备机械制造集团党总支", 9),
    ("龙山车业党支部", 4),
    ("四海杯业联合党支部", 0),
)


def samples():
    """The context of portal/components.html."""
    now = timezone.now()
    photo = {"url": PICTURE, "thumb": PICTURE, "alt": _("Dust in the pipe of a polishing machine"), "caption": "10-28"}
    after = photo | {"alt": _("The same pipe, cleaned"), "caption": "11-04"}
    return {
        "steps": [
            {"label": _("registered"), "state": "done", "note": "10-28"},
            {"label": _("graded"), "state": "done", "note": "10-29"},
            {"label": _("rectifying"), "state": "late", "note": _("overdue")},
            {"label": _("awaiting re-check"), "state": "next", "note": ""},
            {"label": _("closed"), "state": "next", "note": ""},
        ],
        "entries": [
            {"when": now, "who": "范晓燕", "text": _("graded"), "note": "", "detail_url": ""},
            {"when": now, "who": "陈伟", "text": _("registered"), "note": "", "detail_url": "#timeline"},
        ],
        "before": photo,
        "after": after,
        "chips": [
            {"label": _("Not closed"), "url": "#chips", "current": True, "count": 28},
            {"label": _("Overdue"), "url": "#chips", "current": False, "count": 9},
            {"label": _("Major"), "url": "#chips", "current": False, "count": "", "remove": True},
        ],
        "crumbs": [{"title": _("Hazards"), "url": "#breadcrumbs"}, {"title": "YH-0633", "url": "#breadcrumbs"}],
        "page": SimpleNamespace(
            first=26,
            last=50,
            count_text="128",
            previous_url="#pager",
            next_url="#pager",
            numbers=[{"n": n, "url": "#pager", "current": n == 2} for n in (1, 2, 3)],
        ),
        "charts": charts(),
    }


def charts():
    """One chart of each kind, and an empty one."""
    months = [str(name) for name in MONTHS_3.values()]
    return [
        bar_chart(
            [(month, values) for month, values in zip(months, zip(FOUND, RECTIFIED, strict=True), strict=True)],
            title=_("Hazards by month"),
            unit=_("hazards"),
            series=[_("found"), _("rectified")],
        ),
        bar_chart(
            [(month, value, "#charts") for month, value in zip(months[:6], FOUND, strict=False)],
            title=_("Clean-ups by month"),
            unit=_("times"),
        ),
        line_chart(
            [(month, values) for month, values in zip(months, zip(FOUND, RECTIFIED, strict=True), strict=True)],
            title=_("Found and rectified"),
            unit=_("hazards"),
            series=[_("found"), _("rectified")],
        ),
        bar_chart(
            [(month, (value // 2, value // 3, value // 6)) for month, value in zip(months[:6], FOUND, strict=False)],
            title=_("Hazards by kind"),
            unit=_("hazards"),
            series=[_("fire safety"), _("electricity"), _("dust")],
            stacked=True,
        ),
        row_chart([(*branch, "#charts") for branch in BRANCHES], title=_("Open hazards by branch"), unit=_("hazards")),
        bar_chart([], title=_("Nothing yet"), unit=_("hazards")),
    ]
