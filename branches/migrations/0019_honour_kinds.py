"""The honours of which the zone speaks; their criteria are for the committee to supply, so none are entered."""

from django.db import migrations

KINDS = (
    ("红旗支部", "Red-flag branch", False),
    ("红色车间", "Red workshop", False),
    ("共富工坊", "Common-prosperity workshop", False),
    ("党员先锋岗", "Vanguard post", True),
)


def enter(apps, schema_editor):
    """Enter what is not there yet, in this order."""
    for order, (title, title_en, is_for_post) in enumerate(KINDS, 1):
        apps.get_model("branches", "HonourKind").objects.get_or_create(
            title=title,
            defaults={"title_en": title_en, "is_for_post": is_for_post, "order": order * 10, "level": "园区党工委", "level_en": "Working committee of the zone"},
        )


def take_away(apps, schema_editor):
    """Take away the kinds of which none was ever applied for."""
    apps.get_model("branches", "HonourKind").objects.filter(title__in=[kind[0] for kind in KINDS], honours=None).delete()


class Migration(migrations.Migration):
    dependencies = [("branches", "0018_standards")]

    operations = [migrations.RunPython(enter, take_away)]
