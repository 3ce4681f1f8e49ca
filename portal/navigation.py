"""The menus as data, and what every page shows around its content."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from branches import permissions as branch_permissions
from branches.models import Appointment, Enterprise, Grid, IndicatorCatalogue, Organisation, Person
from news import menu
from portal.middleware import SIGNED_IN_AREAS
from portal.models import ClockRun
from volunteers.models import Activity, Hazard, TaskForce

CMS_ROLES = set(branch_permissions.CMS_GROUPS)


@dataclass(frozen=True)
class Item:
    """One entry of the desk's menu: shown to whoever may see the rows behind it, or holds one of `roles`."""

    label: object
    url_name: str
    icon: str
    model: type | None = None
    verb: str = "view"
    roles: frozenset = frozenset()
    query: str = ""

    def shown_to(self, user):
        """Whether the entry leads this person anywhere."""
        if self.model is not None and set(self.model.grants.get(self.verb, ())) & user.roles:
            return True
        return bool(self.roles & user.roles) or (self.model is None and not self.roles)


MENU = (
    (
        "",
        (
            Item(_("My desk"), "desk", "inbox"),
            Item(_("Figures"), "figures", "sigma", Organisation),
            Item(_("Tally of activities"), "tally_activities", "table-2", Activity, "export"),
            Item(_("Tally of hazards"), "tally_hazards", "chart-column", Hazard, "export"),
            Item(_("Tally of organisations"), "tally_organisations", "chart-bar", Organisation, "export"),
            Item(_("Tally of enterprises"), "tally_enterprises", "chart-bar", Enterprise, "export"),
        ),
    ),
    (
        _("Party organisations"),
        (
            Item(_("Organisations"), "organisations", "network", Organisation, query="?standing=in_force"),
            Item(_("Enterprises"), "enterprises", "factory", Enterprise),
            Item(_("Grids"), "grids", "grid-3x3", Grid),
        ),
    ),
    (
        _("Standardization"),
        (Item(_("Indicators"), "indicator_catalogues", "list-checks", IndicatorCatalogue),),
    ),
    (
        _("Task forces and safety"),
        (
            Item(_("Task forces"), "task_forces", "users", TaskForce),
            Item(_("Activities"), "activities", "calendar-check", Activity),
            Item(_("Hazards"), "hazards", "triangle-alert", Hazard),
        ),
    ),
    (
        _("Administration"),
        (
            Item(
                _("Import ledgers"),
                "imports",
                "file-up",
                roles=frozenset(branch_permissions.ORGANISATION["import"] | branch_permissions.ENTERPRISE["import"]),
            ),
            Item(_("People"), "people", "id-card", Person),
            Item(_("Appointments"), "appointments", "stamp", Appointment),
            Item(_("Log"), "log", "scroll-text", roles=frozenset(branch_permissions.LOG["view"])),
            Item(_("Content (CMS)"), "wagtailadmin_home", "newspaper", roles=frozenset(CMS_ROLES)),
            Item(_("Components"), "components", "blocks", roles=frozenset(branch_permissions.COMPONENTS["view"])),
        ),
    ),
)

# The phone's bottom bar: at most four places, the first four that the person may open.
BOTTOM = (
    Item(_("My desk"), "desk", "inbox"),
    Item(_("Log activity"), "activity_add", "calendar-plus", Activity, "add"),
    Item(_("Report hazard"), "hazard_add", "flag", Hazard, "add"),
    Item(_("Organisations"), "organisations", "network", Organisation, query="?standing=in_force"),
    Item(_("Hazards"), "hazards", "triangle-alert", Hazard),
    Item(_("People"), "people", "id-card", Person),
    Item(_("Log"), "log", "scroll-text", roles=frozenset(branch_permissions.LOG["view"])),
)


def entry(item, path):
    """One menu entry for a template, or None where the page does not exist."""
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        return None
    current = path == url or (item.url_name not in ("desk", "wagtailadmin_home") and path.startswith(url))
    return {"label": item.label, "url": f"{url}{item.query}", "icon": item.icon, "current": current, "count": ""}


def desk_menu(request):
    """The groups of the side menu, each with the entries this person may open; empty groups are left out."""
    groups = []
    for label, items in MENU:
        shown = [entry(item, request.path) for item in items if item.shown_to(request.user)]
        if shown := [line for line in shown if line]:
            groups.append({"label": label, "items": shown})
    return groups


def bottom_menu(request):
    """The first four places of the phone's bottom bar."""
    shown = [entry(item, request.path) for item in BOTTOM if item.shown_to(request.user)]
    return [line for line in shown if line][:4]


def desk_languages(request):
    """The same page in the other language: the desk keeps the choice in a cookie."""
    query = request.GET.copy()
    lines = []
    for code, _name in settings.LANGUAGES:
        query["language"] = code
        name = {"zh-hans": "中文", "en": "English"}[code]
        url = f"{request.path}?{query.urlencode()}"
        lines.append({"code": code, "name": name, "url": url, "current": code == get_language()})
    return lines


def chrome(request):
    """The context processor: name, menus, languages, date. Lazy, so that a page pays only for what it shows."""
    is_desk = request.path.startswith(SIGNED_IN_AREAS)
    signed_in = is_desk and hasattr(request, "user")
    return {
        "portal_name": settings.PORTAL_NAME,
        "today": timezone.localdate(),
        "public_menu": [] if is_desk else SimpleLazyObject(partial(menu.public_menu, request)),
        "languages": SimpleLazyObject(partial(desk_languages if is_desk else menu.languages, request)),
        "desk_menu": SimpleLazyObject(partial(desk_menu, request)) if signed_in else [],
        "bottom_menu": SimpleLazyObject(partial(bottom_menu, request)) if signed_in else [],
        "site_footer": SimpleLazyObject(partial(menu.site_footer, request)),
        "public_foot": [] if is_desk else SimpleLazyObject(partial(menu.public_foot, request)),
        "clock_late": SimpleLazyObject(ClockRun.is_late) if signed_in else False,
    }
