"""The migrated database is made once and kept for every worker and run (tests/database.py)."""

from django.db import connection

from tests import database


def test_a_migrated_database_is_kept(db):
    if connection.vendor == "sqlite":
        assert database.kept_file().exists()
    else:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_database where datname = %s", [database.kept_name()])
            assert cursor.fetchone() == (1,)
