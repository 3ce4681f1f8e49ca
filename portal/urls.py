"""The whole map. The public site speaks the language of its address; signed-in pages that of the person."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal import (
    api,
    ask_pages,
    desk,
    figure_pages,
    find,
    frozen_pages,
    health,
    outbox,
    overview,
    pack_pages,
    ready_forms,
)
from portal.generic import calendars
from portal.generic.choosers import ChooseView

# The CMS's own pages carry inline scripts and styles, and show previews in frames (choices.md, trap 8).
cms_csp = csp_update(
    {"script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE], "worker-src": [SELF, "blob:"]}
)
to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
    # allauth is the one door: the CMS's own pages would ask for the password alone (choices.md, trap 1).
    path("cms/login/", to_login, name="cms_login_closed"),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout"), name="cms_logout_closed"),
    path("cms/password_reset/", to_login, name="cms_password_reset_closed"),
    path("_util/login/", to_login, name="wagtail_login_closed"),
    path("cms/", include((decorate_urlpatterns(wagtailadmin_urls.urlpatterns, cms_csp), None))),
    # Nobody signs up, and passwords are given anew by the system administrator, not by e-mail.
    re_path(r"^accounts/(?:password/reset|signup|email|confirm-email)/.*$", to_login, name="self_service_closed"),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("desk/", desk.DeskView.as_view(), name="desk"),
    path("worker.js", outbox.worker, name="worker"),
    path("manifest.webmanifest", outbox.manifest, name="manifest"),
    path("desk/outbox/", outbox.outbox, name="outbox"),
    path("desk/outbox/state/", outbox.OutboxState.as_view(), name="outbox_state"),
    path("desk/outbox/names/", outbox.OutboxNames.as_view(), name="outbox_names"),
    path("desk/outbox/<uuid:key>/", outbox.OutboxForm.as_view(), name="outbox_form"),
    path("desk/outbox/<uuid:key>/photos/<slug:digest>/", outbox.OutboxPhoto.as_view(), name="outbox_photo"),
    path("desk/find/", find.FindView.as_view(), name="find"),
    path("desk/choose/<slug:name>/", ChooseView.as_view(), name="choose"),
    path("desk/figures/", figure_pages.FiguresView.as_view(), name="figures"),
    path("desk/figures/freeze/", frozen_pages.FigureFreeze.as_view(), name="figure_freeze"),
    path("desk/tallies/freeze/", frozen_pages.TallyFreeze.as_view(), name="tally_freeze"),
    path("desk/frozen/", frozen_pages.FrozenList.as_view(), name="frozen_counts"),
    path("desk/frozen/<int:pk>/", frozen_pages.FrozenDetail.as_view(), name="frozen_count"),
    path("desk/frozen/<int:pk>/<str:form>/", frozen_pages.FrozenPaper.as_view(), name="frozen_paper"),
    path("desk/forms/", ready_forms.ReadyForms.as_view(), name="ready_forms"),
    path("desk/forms/<slug:key>.<str:form>", ready_forms.ReadyFormFile.as_view(), name="ready_form"),
    path("desk/overview/", overview.OverviewView.as_view(), name="overview"),
    path("desk/asks/", ask_pages.AskLedger.as_view(), name="asks"),
    path("desk/asks/organisations/<int:pk>/", ask_pages.AsksOfOrganisation.as_view(), name="asks_of_organisation"),
    path("desk/asks/enterprises/<int:pk>/", ask_pages.AsksOfEnterprise.as_view(), name="asks_of_enterprise"),
    path("desk/packs/", pack_pages.PackList.as_view(), name="month_packs"),
    path("desk/packs/add/", pack_pages.PackAdd.as_view(), name="month_pack_add"),
    path("desk/packs/<int:pk>/", pack_pages.PackDetail.as_view(), name="month_pack"),
    path("desk/packs/<int:pk>/go-on/", pack_pages.PackGoOn.as_view(), name="month_pack_go_on"),
    path("desk/packs/<int:pk>/zip/", pack_pages.PackZip.as_view(), name="month_pack_zip"),
    path("desk/packs/parts/<int:pk>/", pack_pages.PackFileView.as_view(), name="pack_file"),
    path("api/openapi.json", api.openapi, name="api"),
    path("api/figures/", api.figures, name="api_figures"),
    path("api/figures/<str:key>/", api.figure, name="api_figure"),
    path("api/tallies/", api.tallies, name="api_tallies"),
    path("api/tallies/<slug:name>/", api.tally, name="api_tally"),
    path("desk/calendar/", calendars.CalendarView.as_view(), name="calendar"),
    path("desk/calendar/address/", calendars.CalendarAddressView.as_view(), name="calendar_address"),
    path("calendar/<str:token>.ics", calendars.feed, name="calendar_feed"),
    path("desk/components/", desk.ComponentsView.as_view(), name="components"),
    path("desk/imports/", include("portal.generic.import_urls")),
    path("desk/", include("branches.urls")),
    path("desk/", include("branches.assessment_urls")),
    path("desk/", include("volunteers.urls")),
    # Only what the CMS has made for showing; originals and documents are not served by path.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}, name="picture"),
    path("", include("news.urls")),
]
urlpatterns += i18n_patterns(
    path("q/", include("branches.public_urls")),
    path("n/", include("volunteers.public_urls")),
    path("s/", include("volunteers.self_check_urls")),
    path("campaigns/", include("volunteers.campaign_urls")),
    path("verify/", include("volunteers.verify_urls")),
    path("", include("news.public_urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
