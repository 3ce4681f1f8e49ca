"""What the environment may set, read so that a bad value stops the start with one clear sentence."""

import os
from pathlib import Path

import environ


class BadSetting(SystemExit):
    """A value in the environment cannot be used; carries the sentence that is printed instead of a traceback."""

    def __init__(self, name, value, advice):
        shown = f"{value[:60]}…" if len(value) > 60 else value
        super().__init__(f"{name}={shown!r} cannot be used: {advice}")


class Environment:
    """Reads named settings; every method returns a checked value or raises BadSetting."""

    def __init__(self, source=os.environ):
        self.source = source

    def text(self, name, default):
        """The value as it stands, or `default` where it is not set or empty."""
        return self.source.get(name, "").strip() or default

    def flag(self, name, *, default):
        """A switch: 1/0, true/false, yes/no, on/off."""
        value = self.source.get(name, "").strip().lower()
        if value in ("1", "true", "yes", "on"):
            return True
        if value in ("0", "false", "no", "off"):
            return False
        if value:
            raise BadSetting(name, value, "write 1 or 0.")
        return default

    def number(self, name, default, low, high):
        """A whole number from `low` to `high`."""
        value = self.source.get(name, "").strip()
        if not value:
            return default
        is_number = value.isascii() and value.isdecimal() and len(value) < 12
        if not is_number or not low <= int(value) <= high:
            raise BadSetting(name, value, f"write a whole number from {low} to {high}.")
        return int(value)

    def names(self, name, default=()):
        """A list of words between commas."""
        return [word.strip() for word in self.text(name, ",".join(default)).split(",") if word.strip()]

    def folder(self, name, default):
        """A folder that can be written to; made if it is not there."""
        path = Path(self.text(name, str(default))).absolute()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting(name, str(path), f"the folder cannot be made ({error.strerror}).") from None
        if not os.access(path, os.W_OK):
            raise BadSetting(name, str(path), "the folder cannot be written to.")
        return path

    def database(self, name, default_file):
        """A database from its URL: sqlite:///file or postgres://user:password@host:port/name."""
        url = self.source.get(name, "").strip()
        if not url:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": default_file}
        if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
            raise BadSetting(name, url, "write sqlite:///file or postgres://user:password@host:5432/database.")
        try:
            config = environ.Env.db_url_config(url)
            int(config.get("PORT") or 0)
        except (ValueError, KeyError):
            raise BadSetting(
                name, url, "the address cannot be read; write postgres://user:password@host:5432/database."
            ) from None
        if not config.get("NAME"):
            raise BadSetting(name, url, "the name of the database is missing at the end.")
        return config

    def caches(self, name, folder):
        """Where pages and throttles are kept: Redis by URL, else files for pages and the database for throttles."""
        url = self.source.get(name, "").strip()
        if url.startswith(("redis://", "rediss://", "unix://")):
            redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
            return {"default": redis | {"KEY_PREFIX": "portal"}, "pages": redis | {"KEY_PREFIX": "pages"}}
        if url:
            raise BadSetting(name, url, "write redis://host:6379/0, or leave it out to keep pages in files.")
        return {
            "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"},
            "pages": {
                "BACKEND": "portal.pagefiles.PageFiles",
                "LOCATION": folder,
                "TIMEOUT": 60,
                "OPTIONS": {"MAX_ENTRIES": 5000},
            },
        }
