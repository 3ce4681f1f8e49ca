"""Versions: how a contested row stood after each change, kept by django-simple-history without what nobody asks."""

from django.db.migrations.operations.base import Operation
from simple_history.models import HistoricalRecords

# The columns by which versions are found: the record, the moment, who signed.
ASKED = ("id", "history_id", "history_date", "history_user_id")


class Versions(HistoricalRecords):
    """The versions of a model's rows.

    django-simple-history would carry over an index of each foreign key and each unique field of the model, thirteen
    for a hazard; every deed would pay for each of them.
    """

    def copy_fields(self, model):
        """The fields of a version; of the indexes of the row's fields that of the key alone stays."""
        fields = super().copy_fields(model)
        for name, field in fields.items():
            field.db_index = name == model._meta.pk.name
        return fields


class ForgetModels(Operation):
    """For migrations: before the state of many fields is altered, forget the models made of it.

    Django would make the models anew after each field, with all that are related: five seconds an app.
    They are made once, when the next migration asks for them.
    """

    reduces_to_sql = False
    reversible = True

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass

    def describe(self):
        return "Forget the models made so far"


def drop_indexes(app_label, apps, schema_editor):
    """For migrations: take from the versions of an app the indexes of columns by which nobody asks."""
    connection = schema_editor.connection
    for model in apps.get_app_config(app_label).get_models():
        if not any(field.name == "history_id" for field in model._meta.fields):
            continue
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, model._meta.db_table)
        for name, one in found.items():
            if one["index"] and not one["unique"] and not set(one["columns"]) & set(ASKED):
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")
