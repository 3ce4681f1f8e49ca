"""Changes entered before they had states: each stands for itself and is known since it was recorded."""

import uuid

from django.db import migrations


def fill(apps, schema_editor):
    """One decision each, in effect and known from the moment of its entry."""
    change_model = apps.get_model("branches", "OrganisationalChange")
    rows = []
    for change in change_model.objects.only("pk", "recorded_at").iterator(chunk_size=2000):
        change.together, change.applied_at = uuid.uuid4(), change.recorded_at
        change.created_at = change.updated_at = change.recorded_at
        rows.append(change)
    change_model.objects.bulk_update(rows, ["together", "applied_at", "created_at", "updated_at"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("branches", "0007_organisational_changes")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
