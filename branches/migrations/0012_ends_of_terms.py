"""When each known term ends: three years after the last election, five for a committee."""

from django.db import migrations

from branches.models.terms import term_end


def fill(apps, schema_editor):
    """From the last election on the record."""
    model = apps.get_model("branches", "Organisation")
    rows = list(model.objects.exclude(last_election_on=None).only("pk", "kind", "last_election_on"))
    for row in rows:
        row.term_ends_on = term_end(row.kind, row.last_election_on)
    model.objects.bulk_update(rows, ["term_ends_on"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("branches", "0011_committees_and_terms")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
