"""The calendar of work: special days are checked by the office, the hours of work are data."""

import datetime

from django.db import migrations, models


def lay_down(apps, schema_editor):
    """The usual hours, until the zone says others."""
    apps.get_model("volunteers", "WorkingHours").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0011_self_check_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="specialday",
            name="is_checked",
            field=models.BooleanField(
                default=False,
                help_text="Compared with the State Council's notice of the year. The days that came with the portal were entered without the notice at hand: have the office compare them.",
                verbose_name="checked",
            ),
        ),
        migrations.CreateModel(
            name="WorkingHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begins", models.TimeField(default=datetime.time(8, 0), verbose_name="work begins")),
                ("ends", models.TimeField(default=datetime.time(17, 0), verbose_name="work ends")),
            ],
            options={
                "verbose_name": "working hours",
                "verbose_name_plural": "working hours",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="working_hours_once",
                        violation_error_message="The working hours are there already. Change them.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("begins"))),
                        name="working_hours_end_after_beginning",
                        violation_error_message="Work ends after it begins.",
                    ),
                ],
            },
        ),
        migrations.RunPython(lay_down, migrations.RunPython.noop),
    ]
