"""How the CMS looks and what it offers; the rules lie in the models and forms."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from news.drift import drifts_of
from news.models import Audience
from news.panels import DriftPanel, StaleSectionsPanel

# Accounts and roles are given on the desk; groups follow from appointments.
DESK_MATTERS = {"users", "groups"}
# They lead to pages of the makers of the CMS, abroad and in English.
OUTSIDE_HELP = {"editor-guide", "whats-new"}


class AudienceViewSet(ModelViewSet):
    """Whom training material may be for."""

    model = Audience
    form_fields = ["title", "title_en", "slug", "sort_order"]
    list_display = ["title", "title_en", "slug", "sort_order"]
    icon = "group"
    add_to_settings_menu = True
    menu_label = _("Audiences")
    sort_order_field = "sort_order"


@hooks.register("register_admin_viewset")
def register_audiences():
    return AudienceViewSet("audiences")


@hooks.register("construct_settings_menu")
def hide_desk_matters(request, items):
    items[:] = [item for item in items if item.name not in DESK_MATTERS]


@hooks.register("register_admin_menu_item")
def register_desk():
    return MenuItem(_("My desk"), reverse("desk"), icon_name="desktop", order=1)


@hooks.register("construct_main_menu")
def name_the_tree(request, items):
    for item in items:
        if item.name == "explorer":
            item.label = _("Pages of the site")


@hooks.register("construct_help_menu")
def hide_outside_help(request, items):
    items[:] = [item for item in items if not any(word in item.name for word in OUTSIDE_HELP)]


@hooks.register("insert_global_admin_css")
def add_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("news/cms.css"))


@hooks.register("construct_homepage_panels")
def add_panels(request, panels):
    panels += [StaleSectionsPanel(), DriftPanel()]


@hooks.register("before_serve_page")
def remember_page(page, request, serve_args, serve_kwargs):
    """The frame of the page asks which page it surrounds, for the menu and the other language."""
    request.public_page = page


@hooks.register("before_edit_page")
def tell_of_drift(request, page):
    """The record of a page says which of its figures the records no longer bear out; visitors see nothing of it."""
    if request.method != "GET" or not hasattr(page, "body") or not page.live:
        return
    for drift in drifts_of(page.specific):
        facts = {"name": drift.name, "day": drift.as_of, "frozen": drift.frozen, "counted": drift.counted}
        messages.warning(
            request,
            _now("“%(name)s” as of %(day)s: the page says %(frozen)s, the records say %(counted)s.") % facts,
        )
