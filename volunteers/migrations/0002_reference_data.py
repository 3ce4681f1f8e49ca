"""The kinds of activity and the categories of hazard that the zone's ledgers use; others are added in the CMS."""

from django.db import migrations

KINDS = (
    ("环境卫生整治", "Environment clean-up", True),
    ("安全生产巡查", "Work-safety patrol", False),
    ("消防安全检查", "Fire-safety check", False),
    ("除险保安", "Peril removal", False),
    ("文明劝导", "Civility guidance", False),
    ("隐患排查", "Hazard hunt", False),
    ("消防宣传", "Fire publicity", False),
    ("防汛", "Flood duty", False),
    # A name only: what is patrolled and checked is for the zone to say (domain.md 6.3).
    ("一巡三查", "One patrol, three checks", False),
    ("其他", "Other", False),
)
CATEGORIES = (
    ("消防", "Fire protection"),
    ("粉尘", "Dust"),
    ("用电", "Electricity"),
    ("机械防护", "Machine guarding"),
    ("特种设备", "Special equipment"),
    ("有限空间", "Confined space"),
    ("喷涂", "Spraying"),
    ("锂电池", "Lithium batteries"),
    ("特种作业", "Special operations"),
    ("高温熔炉", "High-temperature furnaces"),
    ("涉氨", "Ammonia"),
    ("现场管理", "Site management"),
    ("设备设施", "Equipment and facilities"),
    ("作业行为", "Working practice"),
    ("基础管理", "Basic management"),
    ("其他", "Other"),
)


def enter(apps, schema_editor):
    """Enter what is not there yet, in this order."""
    for order, (title, title_en, is_cleanup) in enumerate(KINDS, 1):
        apps.get_model("volunteers", "ActivityKind").objects.get_or_create(
            title=title, defaults={"title_en": title_en, "is_cleanup": is_cleanup, "order": order * 10}
        )
    for order, (title, title_en) in enumerate(CATEGORIES, 1):
        apps.get_model("volunteers", "HazardCategory").objects.get_or_create(
            title=title, defaults={"title_en": title_en, "order": order * 10}
        )


def take_away(apps, schema_editor):
    """Take away the entries to which nothing refers."""
    kinds = apps.get_model("volunteers", "ActivityKind").objects
    kinds.filter(title__in=[kind[0] for kind in KINDS], activities=None).delete()
    categories = apps.get_model("volunteers", "HazardCategory").objects
    categories.filter(title__in=[category[0] for category in CATEGORIES], hazards=None).delete()


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_initial")]

    operations = [migrations.RunPython(enter, take_away)]
