"""A seat on a committee leads to the member's record, where the organisation's list has exactly one of that name."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, Min, OuterRef, Subquery

PRESENT = ("applicant", "activist", "candidate", "probationary", "full")


def link(apps, schema_editor):
    """Lead every seat to the only member of that name on its organisation's list."""
    member, seat = (apps.get_model("branches", name) for name in ("Member", "CommitteeMember"))
    same = member.objects.filter(organisation=OuterRef("organisation"), name=OuterRef("name"), state__in=PRESENT)
    only = same.order_by().values("organisation", "name").annotate(n=Count("pk"), one=Min("pk")).filter(n=1)
    seat.objects.update(member=Subquery(only.values("one")))


class Migration(migrations.Migration):
    dependencies = [("branches", "0024_tallies_that_can_be_defended")]

    operations = [
        migrations.AddField(
            model_name="committeemember",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seats",
                to="branches.member",
                verbose_name="member",
            ),
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
    ]
