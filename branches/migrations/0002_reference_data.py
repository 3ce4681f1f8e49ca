"""The seven processes that the zone's notice watches; others are added in the CMS."""

from django.db import migrations

PROCESSES = (
    ("喷涂（喷塑）", "Spray painting (powder coating)"),
    ("可燃爆粉尘", "Combustible dust"),
    ("有限空间", "Confined space"),
    ("涉氨", "Ammonia"),
    ("锂电池", "Lithium batteries"),
    ("高温熔炉", "High-temperature furnaces"),
    ("特种作业（电焊气割）", "Special operations (welding and gas cutting)"),
)


def enter(apps, schema_editor):
    """Enter what is not there yet, in this order."""
    for order, (title, title_en) in enumerate(PROCESSES, 1):
        apps.get_model("branches", "Process").objects.get_or_create(
            title=title, defaults={"title_en": title_en, "order": order * 10}
        )


def take_away(apps, schema_editor):
    """Take away the entries to which nothing refers."""
    titles = [process[0] for process in PROCESSES]
    apps.get_model("branches", "Process").objects.filter(title__in=titles, enterprises=None).delete()


class Migration(migrations.Migration):
    dependencies = [("branches", "0001_initial")]

    operations = [migrations.RunPython(enter, take_away)]
