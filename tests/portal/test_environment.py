"""A value in the environment that cannot be used stops the start with one clear sentence."""

import pytest

from portal.settings import base
from portal.settings.environment import BadSetting, Environment


def refusal(name, value, ask):
    """The sentence printed for a bad value."""
    with pytest.raises(BadSetting) as caught:
        ask(Environment({name: value}))
    return str(caught.value.code)


@pytest.mark.parametrize("value", ["abc", "0", "70000", "-1", "80.5", "８０"])
def test_a_port_that_is_none_is_named(value):
    words = refusal("PORT", value, lambda env: env.number("PORT", 8000, 1, 65535))
    assert "PORT=" in words
    assert "1 to 65535" in words


@pytest.mark.parametrize(
    "value", ["mysql://root@localhost/portal", "portal.sqlite3", "postgres://localhost:abc/portal", "postgres://host/"]
)
def test_a_database_that_is_none_is_named(value, tmp_path):
    words = refusal("DATABASE_URL", value, lambda env: env.database("DATABASE_URL", tmp_path / "x"))
    assert words.startswith("DATABASE_URL=")
    assert "\n" not in words


def test_a_database_url_is_read():
    env = Environment({"DATABASE_URL": "postgres://person:secret@127.0.0.1:5433/portal"})
    config = env.database("DATABASE_URL", "x")
    assert (config["ENGINE"], config["NAME"], config["PORT"]) == ("django.db.backends.postgresql", "portal", 5433)


def test_a_switch_that_is_none_is_named():
    assert "1 or 0" in refusal("DEBUG", "perhaps", lambda env: env.flag("DEBUG", default=False))
    assert Environment({"DEBUG": "yes"}).flag("DEBUG", default=False) is True


def test_a_cache_that_is_none_is_named(tmp_path):
    assert "redis://" in refusal("CACHE_URL", "memcached://x", lambda env: env.caches("CACHE_URL", tmp_path))


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    words = refusal("PORTAL_VAR", str(tmp_path / "file" / "var"), lambda env: env.folder("PORTAL_VAR", tmp_path))
    assert words.startswith("PORTAL_VAR=")


def test_a_very_long_value_is_not_printed_whole():
    assert len(refusal("PORT", "9" * 5000, lambda env: env.number("PORT", 1, 1, 2))) < 200


def test_sqlite_serves_many_people_at_once_from_the_first_day():
    """WAL alone, or IMMEDIATE alone, loses writes at 64 clients (shared/performance.md, "Writes")."""
    options = base.DATABASES["default"].get("OPTIONS", {})
    if base.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        assert options["transaction_mode"] == "IMMEDIATE"
        assert "journal_mode=WAL" in options["init_command"]
        assert "synchronous=NORMAL" in options["init_command"]
