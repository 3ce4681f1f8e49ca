"""Who gets in where: the desk's own pages."""

from tests.access.groups import EVERYBODY, ORGANISATION

PAGES = {
    "desk": EVERYBODY,
    "find": EVERYBODY,
    "figures": f"{ORGANISATION} neighbour",
    "components": "sysadmin",
}

# Open to anybody; each is looked at closely in tests of its own.
OPEN = {"healthz", "robots", "sitemap", "search", "news_feed", "notice_feed", "wagtail_serve", "picture"}
# Doors that lead elsewhere or are closed; see tests/test_access.py.
CLOSED = {
    "metrics",
    "cms_login_closed",
    "cms_logout_closed",
    "cms_password_reset_closed",
    "wagtail_login_closed",
    "self_service_closed",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "choose",
    # The imports' addresses are judged in tests/portal/test_imports.py.
    "imports",
    "import_new",
    "import_batch",
    "import_load",
    "import_undo",
    "import_marked",
    "import_template",
    "import_file",
}
