"""The migrated database is made once and kept for every worker and run (tests/database.py)."""

import pytest
from django.apps import apps
from django.db import connection

from tests import database

KEPT = [model for model in apps.get_models() if hasattr(model, "history")]


def test_a_migrated_database_is_kept(db):
    if connection.vendor == "sqlite":
        assert database.kept_file().exists()
    else:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_database where datname = %s", [database.kept_name()])
            assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_a_version_costs_no_index_by_which_nobody_asks(db, model):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model.history.model._meta.db_table)
    indexed = {column for one in found.values() if one["index"] for column in one["columns"]}
    assert indexed - {"history_id"} == {"id", "history_date", "history_user_id"}
