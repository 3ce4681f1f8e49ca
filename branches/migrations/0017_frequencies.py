"""How often the rules ask for each kind of meeting (domain.md 4.3); changed in the CMS."""

from django.db import migrations

BRANCH_RULES = ("《中国共产党支部工作条例（试行）》", "Regulations on the work of Party branches (trial)")
PRACTICE = ("通行要求，可由党工委调整", "General practice, for the committee to set")
# kind, period, from how many full members on, watched, source
FREQUENCIES = (
    ("members_meeting", "quarter", 0, True, BRANCH_RULES),
    # A committee is set up from seven full members on.
    ("committee_meeting", "month", 7, True, BRANCH_RULES),
    # Which branches have groups is not on record, so nobody is told to have missed one.
    ("group_meeting", "month", 0, False, BRANCH_RULES),
    ("party_lesson", "quarter", 0, True, BRANCH_RULES),
    ("theme_day", "month", 0, True, PRACTICE),
    ("organisational_life", "year", 0, True, BRANCH_RULES),
    ("appraisal", "year", 0, True, BRANCH_RULES),
    ("heart_to_heart", "year", 0, False, BRANCH_RULES),
)


def enter(apps, schema_editor):
    """Enter what is not there yet, in this order."""
    for order, (kind, period, fewest, is_watched, (source, source_en)) in enumerate(FREQUENCIES, 1):
        apps.get_model("branches", "Frequency").objects.get_or_create(
            kind=kind,
            defaults={
                "period": period,
                "fewest_members": fewest,
                "is_watched": is_watched,
                "source": source,
                "source_en": source_en,
                "order": order * 10,
            },
        )


def take_away(apps, schema_editor):
    """Take the rules away."""
    apps.get_model("branches", "Frequency").objects.filter(kind__in=[one[0] for one in FREQUENCIES]).delete()


class Migration(migrations.Migration):
    dependencies = [("branches", "0016_members_and_meetings")]

    operations = [migrations.RunPython(enter, take_away)]
