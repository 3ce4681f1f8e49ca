"""The menus as data, and what every page shows around its content."""

from dataclasses import dataclass
from functools import lru_cache, partial

from django.conf import settings
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from branches import permissions as branch_permissions
from branches.models import (
    ApiToken,
    Appointment,
    Assessment,
    AssessmentEdition,
    AssessmentRound,
    BranchRectification,
    BranchStandard,
    DataRequest,
    Deliberation,
    Enterprise,
    FrozenCount,
    Grid,
    Honour,
    IndicatorCatalogue,
    Meeting,
    Member,
    MonthPack,
    Organisation,
    OrganisationalChange,
    Pairing,
    Person,
    Pledge,
    RequestAddressee,
    SavedTally,
    Sector,
    Site,
    SiteCheck,
    SiteChecklist,
    StandardizationCycle,
    TrainingSession,
    TransferOfMembership,
)
from news import menu
from portal.middleware import SIGNED_IN_AREAS
from portal.models import ClockRun
from volunteers.models import (
    Activity,
    Campaign,
    CaseTransfer,
    Catalogue,
    Extension,
    Hazard,
    HazardRules,
    Inspection,
    JudgementStandard,
    ProductionStop,
    RectificationNotice,
    Reinspection,
    ReinspectionDraw,
    SelfCheck,
    TaskForce,
)

# Who works with the names opens them, the others open the counts.
MEMBER_NAMES = frozenset(Member.grants["name"])
MEMBER_COUNTS = frozenset(Member.grants["view"]) - MEMBER_NAMES
# So many entries stand on a screen without folding any.
UNFOLDED = 14
# Pages of the public site that are none of the CMS.
LINKED = frozenset({"answer", "self_check_answer", "campaign_story"})
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
    # For an address that names a record: the one there is.
    args: tuple = ()

    def shown_to(self, roles):
        """Whether the entry leads somebody who holds these roles anywhere."""
        if self.model is not None and set(self.model.grants.get(self.verb, ())) & roles:
            return True
        return bool(self.roles & roles) or (self.model is None and not self.roles)


MENU = (
    (
        "",
        (
            Item(_("My desk"), "desk", "inbox"),
            Item(_("Calendar"), "calendar", "calendar-days"),
        ),
    ),
    (
        _("Figures"),
        (
            Item(_("Figures"), "figures", "sigma", Organisation),
            Item(_("Tallies"), "tallies", "table-2", SavedTally),
            Item(_("Pictures of the records"), "overview", "chart-column", SavedTally),
            Item(_("Forms to hand in"), "ready_forms", "file-spreadsheet", SavedTally),
            Item(_("Frozen counts"), "frozen_counts", "snowflake", FrozenCount),
            Item(_("Months' packs"), "month_packs", "package", MonthPack),
            Item(_("Ledger of asks"), "asks", "notebook-tabs", RequestAddressee),
            Item(_("Requests for data"), "data_requests", "mail-question", DataRequest),
        ),
    ),
    (
        _("Party organisations"),
        (
            Item(_("Organisations"), "organisations", "network", Organisation, query="?standing=in_force"),
            Item(_("Terms that end"), "terms", "hourglass", Organisation, "elect"),
            Item(_("Hints"), "hints", "lightbulb", Organisation, "export"),
            Item(_("Organisational changes"), "changes", "stamp", OrganisationalChange),
            Item(_("Members"), "members", "users-round", roles=MEMBER_NAMES, query="?show=present"),
            Item(_("Members"), "member_counts", "users-round", roles=MEMBER_COUNTS),
            Item(_("Meetings"), "meetings", "notebook-pen", Meeting),
            Item(_("Meetings missed"), "meetings_missed", "calendar-x-2", Meeting, "send_back"),
            Item(_("Transfers"), "transfers", "arrow-left-right", TransferOfMembership),
            Item(_("Enterprises"), "enterprises", "factory", Enterprise),
            Item(_("Gaps in the profiles"), "enterprise_gaps", "user-x", Enterprise, "export"),
            Item(_("Grids"), "grids", "grid-3x3", Grid),
            Item(_("Sectors"), "sectors", "layers", Sector),
        ),
    ),
    (
        _("Sites and training"),
        (
            Item(_("Sites"), "sites", "door-open", Site, query="?use=in_use"),
            Item(_("Inspections of sites"), "site_checks", "clipboard-check", SiteCheck, query="?show=running"),
            Item(_("Checklist of sites"), "site_checklists", "list-checks", SiteChecklist),
            Item(_("Training"), "training", "graduation-cap", TrainingSession),
            Item(_("My training"), "my_training", "book-open-check"),
        ),
    ),
    (
        _("Standardization"),
        (
            Item(_("Branches in the cycle"), "standards", "clipboard-check", BranchStandard, query="?running=true"),
            Item(_("Cycles"), "cycles", "refresh-cw", StandardizationCycle),
            Item(_("Honours"), "honours", "award", Honour),
            Item(_("Members' pledges"), "pledges", "hand-heart", Pledge),
            Item(_("Paired organisations"), "pairings", "handshake", Pairing),
            Item(_("Indicators"), "indicator_catalogues", "list-checks", IndicatorCatalogue),
        ),
    ),
    (
        _("Assessment"),
        (
            Item(_("Assessments"), "assessments", "clipboard-check", Assessment),
            Item(_("Rounds"), "assessment_rounds", "repeat", AssessmentRound),
            Item(_("Deliberations"), "deliberations", "gavel", Deliberation),
            Item(_("Rectifications"), "branch_rectifications", "wrench", BranchRectification),
            Item(_("Standard of assessment"), "assessment_editions", "scale", AssessmentEdition),
        ),
    ),
    (
        _("Task forces and safety"),
        (
            Item(_("Task forces"), "task_forces", "users", TaskForce),
            Item(_("Activities"), "activities", "calendar-check", Activity),
            Item(_("Hazards"), "hazards", "triangle-alert", Hazard),
            Item(_("Campaigns"), "campaigns", "megaphone", Campaign),
            Item(_("Self-checks"), "self_checks", "clipboard-check", SelfCheck),
            Item(_("Inspections of enterprises"), "inspections", "clipboard-list", Inspection),
            Item(_("Judgement standards"), "judgement_standards", "book-open", JudgementStandard),
            Item(_("Versions of the standards"), "catalogues", "list-checks", Catalogue, "copy"),
            Item(_("Major hazards"), "major_hazards", "octagon-alert", Hazard, "follow", query="?show=open"),
            Item(_("Stops of production"), "stops", "octagon-pause", ProductionStop, query="?state=standing"),
            Item(_("Transfers of leads"), "case_transfers", "send", CaseTransfer),
            Item(_("Notices of rectification"), "notices", "file-text", RectificationNotice),
            Item(_("Requests for extension"), "extensions", "calendar-clock", Extension, "export"),
            Item(_("Re-inspections"), "reinspections", "scan-eye", Reinspection),
            Item(_("Draws"), "reinspection_draws", "dices", ReinspectionDraw),
            Item(_("Rules for hazards"), "hazard_rules", "sliders-horizontal", HazardRules, args=(1,)),
            Item(_("Service certificates"), "certificates", "badge-check"),
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
            Item(_("API tokens"), "tokens", "key-round", ApiToken),
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
    Item(_("Assessments"), "assessments", "clipboard-check", Assessment, "visit"),
    Item(_("People"), "people", "id-card", Person),
    Item(_("Log"), "log", "scroll-text", roles=frozenset(branch_permissions.LOG["view"])),
)


@lru_cache(maxsize=512)
def places(items, roles, _language):
    """The entries that lead somebody with these roles anywhere: (label, address without query, query, icon, name).

    Kept by roles and language: finding twenty-five addresses for each page would cost as much as the table's cells.
    """
    found = []
    for item in items:
        if item.shown_to(roles):
            try:
                found.append(
                    (str(item.label), reverse(item.url_name, args=item.args), item.query, item.icon, item.url_name)
                )
            except NoReverseMatch:
                continue
    return found


def entries(items, request):
    """What the menu shows of `items` to whoever asks, the place where one is marked."""
    found = places(items, frozenset(request.user.roles), get_language())
    here = [url for _label, url, _query, _icon, name in found if leads_here(url, name, request.path)]
    # Of an address and one below it, one is at the lower.
    place = max(here, key=len, default=None)
    return [
        {"label": label, "url": f"{url}{query}", "icon": icon, "current": url == place, "count": ""}
        for label, url, query, icon, _name in found
    ]


def drawn(items):
    """The entries of a group as HTML."""
    return drawn_entries(tuple((item["label"], item["url"], item["current"]) for item in items))


@lru_cache(maxsize=2048)
def drawn_entries(items):
    """The same for everybody who may open the same entries and is at the same place."""
    lines = [{"label": label, "url": url, "current": current} for label, url, current in items]
    return get_template("portal/_menu_entries.html").render({"items": lines})


def leads_here(url, name, path):
    """Whether the page at `path` is the entry's or lies below it."""
    return path == url or (name not in ("desk", "wagtailadmin_home") and path.startswith(url))


def desk_menu(request):
    """The groups of the side menu, each with the entries this person may open; empty groups are left out.

    A menu longer than a screen is folded: open stays the group where one is.
    """
    groups = [{"label": label, "items": entries(items, request)} for label, items in MENU]
    groups = [group | {"drawn": drawn(group["items"])} for group in groups if group["items"]]
    fits = sum(len(group["items"]) for group in groups) <= UNFOLDED
    for group in groups:
        group["open"] = fits or any(item["current"] for item in group["items"])
    return groups


def bottom_menu(request):
    """The first four places of the phone's bottom bar."""
    return entries(BOTTOM, request)[:4]


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


def linked_languages(request):
    """The same page in the other language, for pages reached by a link without an account: no cookie keeps it."""
    lines = []
    for line in desk_languages(request):
        lines.append(line | {"url": translate_url(request.path, line["code"])})
    return lines


def languages(request):
    """What to show beside a page, by where it stands."""
    if request.path.startswith(SIGNED_IN_AREAS):
        return desk_languages(request)
    match = request.resolver_match
    return linked_languages(request) if match and match.url_name in LINKED else menu.languages(request)


def chrome(request):
    """The context processor: name, menus, languages, date. Lazy, so that a page pays only for what it shows."""
    is_desk = request.path.startswith(SIGNED_IN_AREAS)
    signed_in = is_desk and hasattr(request, "user")
    return {
        "portal_name": settings.PORTAL_NAME,
        "today": timezone.localdate(),
        "public_menu": [] if is_desk else SimpleLazyObject(partial(menu.public_menu, request)),
        "languages": SimpleLazyObject(partial(languages, request)),
        "desk_menu": SimpleLazyObject(partial(desk_menu, request)) if signed_in else [],
        "bottom_menu": SimpleLazyObject(partial(bottom_menu, request)) if signed_in else [],
        "site_footer": SimpleLazyObject(partial(menu.site_footer, request)),
        "public_foot": [] if is_desk else SimpleLazyObject(partial(menu.public_foot, request)),
        "clock_late": SimpleLazyObject(ClockRun.is_late) if signed_in else False,
    }
