"""The tables of volunteers as they stand after 0015, each made once, and the rows that come with the portal.

Why: as branches 0001_squashed_0025 says.
"""

from importlib import import_module

import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import portal.models
import portal.photos
import portal.scans
import simple_history.models
import volunteers.models.hazard_rules
import volunteers.models.notices
import volunteers.models.self_checks
import volunteers.models.service_certificates
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from portal.creations import CreateModels

# The rows that come with the portal stay written in the migrations that brought them.
ROWS = (
    "0002_reference_data",
    "0003_hazards_followed_through",
    "0005_kinds_and_special_days",
    "0010_standards_of_2026",
    "0012_work_calendar",
)


def entries():
    """The steps of these migrations that enter rows, in order."""
    for name in ROWS:
        for step in import_module(f"volunteers.migrations.{name}").Migration.operations:
            if isinstance(step, migrations.RunPython):
                yield step


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("volunteers", "0001_initial"),
        ("volunteers", "0002_reference_data"),
        ("volunteers", "0003_hazards_followed_through"),
        ("volunteers", "0004_task_forces_and_activities"),
        ("volunteers", "0005_kinds_and_special_days"),
        ("volunteers", "0006_task_force_moves"),
        ("volunteers", "0007_interim_control"),
        ("volunteers", "0008_campaigns"),
        ("volunteers", "0009_judgement_standards"),
        ("volunteers", "0010_standards_of_2026"),
        ("volunteers", "0011_self_check_answers"),
        ("volunteers", "0012_work_calendar"),
        ("volunteers", "0013_merges_taken_back"),
        ("volunteers", "0014_inspections_and_lessons"),
        ("volunteers", "0015_major_hazards"),
    ]

    dependencies = [
        ("branches", "0025_seats_of_members"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ActivityKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=40, unique=True, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=60, verbose_name="title in English")),
                        ("text", models.TextField(blank=True, max_length=1000, verbose_name="what it means")),
                        (
                            "text_en",
                            models.TextField(blank=True, max_length=1000, verbose_name="what it means, in English"),
                        ),
                        (
                            "icon",
                            models.CharField(
                                choices=[
                                    ("brush-cleaning", "broom"),
                                    ("leaf", "leaf"),
                                    ("triangle-alert", "warning sign"),
                                    ("search", "magnifying glass"),
                                    ("flame", "flame"),
                                    ("fire-extinguisher", "fire extinguisher"),
                                    ("megaphone", "megaphone"),
                                    ("footprints", "footprints"),
                                    ("shield-check", "shield"),
                                    ("traffic-cone", "traffic cone"),
                                    ("droplets", "water"),
                                    ("hand-heart", "helping hand"),
                                    ("users", "people"),
                                    ("calendar-check", "calendar sheet"),
                                ],
                                default="users",
                                max_length=24,
                                verbose_name="icon",
                            ),
                        ),
                        ("is_cleanup", models.BooleanField(default=False, verbose_name="counts as a clean-up")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "kind of activity",
                        "verbose_name_plural": "kinds of activity",
                        "ordering": ["order", "title"],
                    },
                ),
                migrations.CreateModel(
                    name="HazardCategory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=40, unique=True, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=60, verbose_name="title in English")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "category of hazard",
                        "verbose_name_plural": "categories of hazard",
                        "ordering": ["order", "title"],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(unique=True, verbose_name="day")),
                        (
                            "is_off",
                            models.BooleanField(
                                default=True,
                                help_text="Not ticked: a Saturday or Sunday on which people work instead.",
                                verbose_name="day off",
                            ),
                        ),
                        ("title", models.CharField(max_length=40, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=60, verbose_name="title in English")),
                        (
                            "is_checked",
                            models.BooleanField(
                                default=False,
                                help_text="Compared with the State Council's notice of the year. The days that came with the portal were entered without the notice at hand: have the office compare them.",
                                verbose_name="checked",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "special day",
                        "verbose_name_plural": "special days",
                        "ordering": ["-day"],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("held_on", models.DateField(verbose_name="held on")),
                        ("month", models.PositiveIntegerField(editable=False, verbose_name="month")),
                        ("starts_at", models.TimeField(blank=True, null=True, verbose_name="from (time)")),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        ("campaign", models.CharField(blank=True, max_length=80, verbose_name="campaign")),
                        ("led_by", models.CharField(blank=True, max_length=80, verbose_name="led by")),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                            ),
                        ),
                        (
                            "participants",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(0)], verbose_name="participants"
                            ),
                        ),
                        (
                            "non_members",
                            models.PositiveIntegerField(default=0, verbose_name="of them no party members, not named"),
                        ),
                        (
                            "spots",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="spots cleaned"),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.1")),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="hours (net, each)",
                            ),
                        ),
                        (
                            "person_hours",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=8, verbose_name="person-hours"
                            ),
                        ),
                        ("content", models.TextField(blank=True, max_length=2000, verbose_name="what was done")),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("confirmed", "confirmed"),
                                    ("called_off", "called off"),
                                    ("merged", "merged"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted at")),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed at")),
                        (
                            "sent_back_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="sent back because"
                            ),
                        ),
                        (
                            "called_off_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="called off because"
                            ),
                        ),
                        ("went_over", models.JSONField(default=dict, editable=False, verbose_name="went over")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="volunteers.activity",
                                verbose_name="merged into",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="branches.organisation",
                                verbose_name="branch",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="submitted by",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="volunteers.activitykind",
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "partners",
                            models.ManyToManyField(
                                blank=True,
                                related_name="joint_activities",
                                to="volunteers.taskforce",
                                verbose_name="joint with",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "activity",
                        "verbose_name_plural": "activities",
                        "ordering": ["-held_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-held_on", "-id"], name="activity_newest"),
                            models.Index(fields=["organisation", "-held_on", "-id"], name="activity_by_branch"),
                            models.Index(fields=["state", "-held_on", "-id"], name="activity_by_state"),
                            models.Index(fields=["kind", "-held_on", "-id"], name="activity_by_kind"),
                            models.Index(fields=["task_force", "-held_on", "-id", "state"], name="activity_by_force"),
                            models.Index(
                                condition=models.Q(("campaign", ""), _negated=True),
                                fields=["campaign", "-held_on", "-id"],
                                name="activity_by_campaign",
                            ),
                            models.Index(
                                fields=[
                                    "state",
                                    "month",
                                    "organisation",
                                    "kind",
                                    "held_on",
                                    "participants",
                                    "hours",
                                    "person_hours",
                                ],
                                name="activity_tally",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                                    ("state", "merged"),
                                    models.Q(
                                        models.Q(("state__in", ["confirmed", "merged"]), _negated=True),
                                        ("confirmed_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="activity_confirmed_has_date",
                                violation_error_message="A confirmed activity has the time at which it was confirmed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours__gt", 0),
                                    ("hours__lte", 24),
                                    models.Q(
                                        ("participants__gte", 1),
                                        ("state__in", ("planned", "called_off")),
                                        _connector="OR",
                                    ),
                                ),
                                name="activity_has_people_and_hours",
                                violation_error_message="Name at least one participant, and between 0 and 24 hours.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("non_members__lte", models.F("participants")),
                                    ("state__in", ("planned", "called_off")),
                                    _connector="OR",
                                ),
                                name="activity_non_members_among_participants",
                                violation_error_message="There cannot be more people who are no members than people who took part.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("merged_into__isnull", False),
                                        ("state", "merged"),
                                        models.Q(("merged_into", models.F("pk")), _negated=True),
                                    ),
                                    models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into", None)),
                                    _connector="OR",
                                ),
                                name="activity_merged_says_into_what",
                                violation_error_message="A merged activity says into which other one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude", None), ("longitude", None)),
                                    models.Q(
                                        ("latitude__isnull", False),
                                        ("latitude__range", (-90, 90)),
                                        ("longitude__isnull", False),
                                        ("longitude__range", (-180, 180)),
                                    ),
                                    _connector="OR",
                                ),
                                name="activity_location_whole",
                                violation_error_message="A location has latitude and longitude. Give both, or neither.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Campaign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("text", models.TextField(blank=True, max_length=2000, verbose_name="what it is about")),
                        (
                            "basis",
                            models.TextField(
                                blank=True,
                                help_text="One document a line, with its number.",
                                max_length=2000,
                                verbose_name="basis documents",
                            ),
                        ),
                        (
                            "strict_from",
                            models.DateField(
                                blank=True,
                                help_text="From this day on a major hazard that cannot be removed at once has consequences.",
                                null=True,
                                verbose_name="strict phase from",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "draft"), ("announced", "announced"), ("closed", "closed")],
                                default="draft",
                                editable=False,
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("announced_at", models.DateTimeField(editable=False, null=True, verbose_name="announced at")),
                        ("closed_on", models.DateField(editable=False, null=True, verbose_name="closed on")),
                        (
                            "summary",
                            models.TextField(
                                blank=True, editable=False, max_length=3000, verbose_name="what was achieved"
                            ),
                        ),
                        (
                            "closing_figures",
                            models.JSONField(default=dict, editable=False, verbose_name="figures at the closing"),
                        ),
                        (
                            "announced_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="announced by",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="notice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "campaign",
                        "verbose_name_plural": "campaigns",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("announced_at", None), ("closed_on", None), ("state", "draft")),
                                    models.Q(
                                        ("announced_at__isnull", False), ("closed_on", None), ("state", "announced")
                                    ),
                                    models.Q(
                                        ("announced_at__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("state", "closed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="campaign_states_have_dates",
                                violation_error_message="An announced campaign has the time of its announcement, a closed one the day on which it closed.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CampaignRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                        ("opens_on", models.DateField(verbose_name="window from")),
                        ("due_on", models.DateField(verbose_name="window to")),
                        ("issued_at", models.DateTimeField(editable=False, null=True, verbose_name="issued at")),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rounds",
                                to="volunteers.campaign",
                                verbose_name="campaign",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "round of self-checks",
                        "verbose_name_plural": "rounds of self-checks",
                        "ordering": ["campaign", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "number"),
                                name="campaign_round_once",
                                violation_error_message="This campaign has such a round already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("opens_on"))),
                                name="campaign_round_in_order",
                                violation_error_message="A window cannot end before it opens.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Catalogue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                editable=False, unique=True, verbose_name="version of the catalogue"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=160, verbose_name="title in English")),
                        ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                        ("effective_from", models.DateField(blank=True, null=True, verbose_name="effective from")),
                        ("effective_to", models.DateField(editable=False, null=True, verbose_name="effective to")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "draft"), ("published", "published"), ("superseded", "superseded")],
                                default="draft",
                                editable=False,
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published at")),
                        (
                            "copied_from",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="volunteers.catalogue",
                                verbose_name="copied from",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="published by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "catalogue of judgement standards",
                        "verbose_name_plural": "catalogues of judgement standards",
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("state",),
                                name="catalogue_one_published",
                                violation_error_message="Another version is in force; publishing this one supersedes it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at", None), ("state", "draft")),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("effective_from__isnull", False),
                                        ("published_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="catalogue_published_has_dates",
                                violation_error_message="A published version says when it was published and from when it holds.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "superseded"), _negated=True),
                                    ("effective_to__isnull", False),
                                    _connector="OR",
                                ),
                                name="catalogue_superseded_has_end",
                                violation_error_message="A superseded version has its last day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effective_to", None),
                                    ("effective_to__gte", models.F("effective_from")),
                                    _connector="OR",
                                ),
                                name="catalogue_ends_after_start",
                                violation_error_message="A version cannot end before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enrolled_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="added at"),
                        ),
                        (
                            "receipt_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="notice received at"),
                        ),
                        (
                            "receipt_name",
                            models.CharField(
                                blank=True, editable=False, max_length=80, verbose_name="notice received by"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enrolments",
                                to="volunteers.campaign",
                                verbose_name="campaign",
                            ),
                        ),
                        (
                            "enrolled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolments",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "enterprise in a campaign",
                        "verbose_name_plural": "enterprises in campaigns",
                        "ordering": ["campaign", "enterprise"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "enterprise"),
                                name="enrolment_once",
                                violation_error_message="This enterprise is in the campaign already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Family",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=8, verbose_name="code")),
                        ("title", models.CharField(max_length=60, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=100, verbose_name="title in English")),
                        ("basis", models.CharField(blank=True, max_length=300, verbose_name="basis")),
                        ("basis_en", models.CharField(blank=True, max_length=300, verbose_name="basis in English")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        (
                            "catalogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="families",
                                to="volunteers.catalogue",
                                verbose_name="catalogue of judgement standards",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "family of clauses",
                        "verbose_name_plural": "families of clauses",
                        "ordering": ["catalogue", "order", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("catalogue", "code"),
                                name="family_code_once",
                                violation_error_message="This version has a family of this code already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hazard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "standing_stops",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="stops standing"),
                        ),
                        ("number", models.CharField(max_length=40, unique=True, verbose_name="number")),
                        ("found_on", models.DateField(verbose_name="found on")),
                        ("found_month", models.PositiveIntegerField(editable=False, verbose_name="month found")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("task_force", "task force"),
                                    ("self_check", "enterprise self-check"),
                                    ("grid", "grid worker"),
                                    ("linked_cadre", "linked cadre"),
                                    ("department", "department"),
                                    ("expert", "expert"),
                                    ("report", "reported by a citizen"),
                                    ("superior", "inspection from above"),
                                ],
                                default="task_force",
                                max_length=16,
                                verbose_name="source",
                            ),
                        ),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        ("description", models.CharField(max_length=500, verbose_name="description")),
                        (
                            "level",
                            models.CharField(
                                choices=[("general", "general"), ("major", "major")],
                                default="general",
                                max_length=8,
                                verbose_name="level",
                            ),
                        ),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="clause")),
                        (
                            "responsible_name",
                            models.CharField(blank=True, max_length=80, verbose_name="responsible person"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "registered"),
                                    ("graded", "graded"),
                                    ("rectifying", "rectifying"),
                                    ("awaiting_recheck", "awaiting re-check"),
                                    ("verified", "verified"),
                                    ("closed", "closed"),
                                    ("void", "void"),
                                ],
                                default="registered",
                                editable=False,
                                max_length=16,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "on_the_spot",
                            models.BooleanField(default=False, editable=False, verbose_name="rectified on the spot"),
                        ),
                        ("rectified_on", models.DateField(editable=False, null=True, verbose_name="rectified on")),
                        (
                            "rectifier_name",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="signed by"),
                        ),
                        ("measures", models.CharField(blank=True, max_length=500, verbose_name="measures taken")),
                        (
                            "cost",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=12, null=True, verbose_name="cost (yuan)"
                            ),
                        ),
                        (
                            "comment",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="comment of the enterprise"
                            ),
                        ),
                        ("rechecked_on", models.DateField(editable=False, null=True, verbose_name="re-checked on")),
                        (
                            "rechecked_month",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="month re-checked"),
                        ),
                        (
                            "rechecker_name",
                            models.CharField(blank=True, editable=False, max_length=160, verbose_name="re-checker"),
                        ),
                        (
                            "recheck_opinion",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="opinion at the re-check"
                            ),
                        ),
                        ("closed_on", models.DateField(editable=False, null=True, verbose_name="closed on")),
                        (
                            "closing_document",
                            models.CharField(
                                blank=True, editable=False, max_length=80, verbose_name="document of consent"
                            ),
                        ),
                        (
                            "interim_control",
                            models.CharField(blank=True, max_length=500, verbose_name="interim control"),
                        ),
                        ("reason", models.CharField(blank=True, editable=False, max_length=500, verbose_name="reason")),
                        (
                            "closed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
                            ),
                        ),
                        (
                            "duplicate_of",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duplicates",
                                to="volunteers.hazard",
                                verbose_name="same as",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hazards",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "finder",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="found_hazards",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="finder",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hazards",
                                to="branches.organisation",
                                verbose_name="branch",
                            ),
                        ),
                        (
                            "rechecked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="re-checked by",
                            ),
                        ),
                        (
                            "rectified_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reported by",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hazards",
                                to="volunteers.hazardcategory",
                                verbose_name="category",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hazards",
                                to="volunteers.judgementstandard",
                                verbose_name="judgement standard",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hazards",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hazard",
                        "verbose_name_plural": "hazards",
                        "ordering": ["-found_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-found_on", "-id"], name="hazard_newest"),
                            models.Index(fields=["organisation", "-found_on", "-id"], name="hazard_by_branch"),
                            models.Index(fields=["enterprise", "-found_on", "-id"], name="hazard_by_enterprise"),
                            models.Index(fields=["state", "-found_on", "-id"], name="hazard_by_state"),
                            models.Index(fields=["category", "-found_on", "-id"], name="hazard_by_category"),
                            models.Index(fields=["level", "-found_on", "-id"], name="hazard_by_level"),
                            models.Index(fields=["task_force", "-found_on", "-id", "state"], name="hazard_by_force"),
                            models.Index(fields=["state", "due_on", "id"], name="hazard_due"),
                            models.Index(fields=["rechecked_on"], name="hazard_rechecked"),
                            models.Index(fields=["closed_on"], name="hazard_closed"),
                            models.Index(
                                condition=models.Q(("clause", ""), _negated=True),
                                fields=["enterprise", "clause", "found_on"],
                                name="hazard_recurring",
                            ),
                            models.Index(
                                fields=[
                                    "found_month",
                                    "organisation",
                                    "category",
                                    "level",
                                    "state",
                                    "found_on",
                                    "rechecked_on",
                                ],
                                name="hazard_tally_found",
                            ),
                            models.Index(
                                fields=[
                                    "rechecked_month",
                                    "organisation",
                                    "category",
                                    "level",
                                    "state",
                                    "rechecked_on",
                                ],
                                name="hazard_tally_rechecked",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rectified_on", None), ("rectified_on__gte", models.F("found_on")), _connector="OR"
                                ),
                                name="hazard_rectified_after_found",
                                violation_error_message="A hazard cannot be rectified before it was found. Check both days.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rechecked_on", None),
                                    models.Q(
                                        ("rechecked_on__gte", models.F("rectified_on")), ("rectified_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="hazard_rechecked_after_rectified",
                                violation_error_message="A re-check cannot come before the rectification. Check both days.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rechecked_on__isnull", False), ("state__in", ("verified", "closed"))),
                                    ("state", "void"),
                                    models.Q(
                                        ("rechecked_on", None),
                                        ("state__in", ("registered", "graded", "rectifying", "awaiting_recheck")),
                                    ),
                                    _connector="OR",
                                ),
                                name="hazard_done_is_rechecked",
                                violation_error_message="Verified and closed hazards have been re-checked, open ones have not.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on__isnull", False), ("state", "closed")),
                                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_on", None)),
                                    _connector="OR",
                                ),
                                name="hazard_closed_has_date",
                                violation_error_message="A closed hazard has the day on which it was closed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rechecked_by", None),
                                    models.Q(
                                        models.Q(
                                            ("rectified_by", None),
                                            models.Q(("rechecked_by", models.F("rectified_by")), _negated=True),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("finder", None),
                                            models.Q(("rechecked_by", models.F("finder")), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="hazard_rechecked_by_another",
                                violation_error_message="Somebody else than finder and rectifier must do the re-check.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("duplicate_of", None),
                                    models.Q(
                                        ("state", "void"), models.Q(("duplicate_of", models.F("id")), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="hazard_merged_is_void",
                                violation_error_message="A hazard merged into another one is void and counts no more.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("standard", None), models.Q(("clause", ""), _negated=True), _connector="OR"
                                ),
                                name="hazard_standard_has_code",
                                violation_error_message="A hazard under a clause of the catalogue carries its code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("standing_stops", 0),
                                    models.Q(("state__in", ("closed", "void")), _negated=True),
                                    _connector="OR",
                                ),
                                name="hazard_stopped_stays_open",
                                violation_error_message="Production stands still because of it. Register the resumption first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cost", None), ("cost__gte", 0), _connector="OR"),
                                name="hazard_cost_not_negative",
                                violation_error_message="The cost cannot be less than nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rechecked_month", None), ("rechecked_on", None)),
                                    models.Q(("rechecked_month__isnull", False), ("rechecked_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hazard_rechecked_month",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GradeProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("made", "waiting for the centre"),
                                    ("accepted", "accepted"),
                                    ("declined", "not accepted"),
                                ],
                                default="made",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("general", "general"), ("major", "major")],
                                max_length=8,
                                verbose_name="proposed level",
                            ),
                        ),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="proposed clause")),
                        ("reason", models.CharField(max_length=500, verbose_name="reason")),
                        (
                            "proposed_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="proposed on"),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="answer of the centre"
                            ),
                        ),
                        ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered on")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="proposed by",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "proposed level",
                        "verbose_name_plural": "proposed levels",
                        "ordering": ["-proposed_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "made")),
                                fields=("hazard", "proposed_by"),
                                name="proposal_one_waits",
                                violation_error_message="Your proposal is waiting for the centre already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on", None), ("state", "made")),
                                    models.Q(
                                        models.Q(("state", "made"), _negated=True), ("answered_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="proposal_answered_has_day",
                                violation_error_message="An answer has its day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "waiting for an answer"),
                                    ("granted", "granted"),
                                    ("refused", "refused"),
                                ],
                                default="asked",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("due_before", models.DateField(verbose_name="deadline when it was asked for")),
                        ("until", models.DateField(verbose_name="asked until")),
                        ("reason", models.CharField(max_length=500, verbose_name="reason")),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("asker_name", models.CharField(blank=True, max_length=80, verbose_name="signed by")),
                        ("answer_by", models.DateField(verbose_name="to be answered by")),
                        ("granted_until", models.DateField(editable=False, null=True, verbose_name="granted until")),
                        (
                            "answer",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="answer to the request"
                            ),
                        ),
                        ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered on")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="asked by",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request for extension",
                        "verbose_name_plural": "requests for extension",
                        "ordering": ["-asked_on", "-pk"],
                        "indexes": [models.Index(fields=["-asked_on", "-id"], name="extension_newest")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("hazard",),
                                name="extension_one_waits",
                                violation_error_message="A request is waiting for its answer already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("due_before"))),
                                name="extension_is_later",
                                violation_error_message="The new deadline must lie after the present one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on", None), ("granted_until", None), ("state", "asked")),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        ("granted_until__isnull", False),
                                        ("state", "granted"),
                                    ),
                                    models.Q(
                                        ("answered_on__isnull", False), ("granted_until", None), ("state", "refused")
                                    ),
                                    _connector="OR",
                                ),
                                name="extension_answered_has_day",
                                violation_error_message="An answer has its day, and a grant its new deadline.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("expert_name", models.CharField(max_length=80, verbose_name="expert")),
                        ("body", models.CharField(blank=True, max_length=120, verbose_name="institution")),
                        (
                            "given_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="given on"),
                        ),
                        ("text", models.TextField(max_length=1000, verbose_name="opinion")),
                        (
                            "entered_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered at"),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "expert's opinion",
                        "verbose_name_plural": "experts' opinions",
                        "ordering": ["given_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HazardDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("inspection", "record of the on-site inspection"),
                                    ("order", "order to rectify by a deadline"),
                                    ("measures", "decision on on-site measures"),
                                    ("coercion", "decision on coercive measures"),
                                    ("recheck", "opinion at the authority's re-check"),
                                    ("report", "report upward of a major hazard"),
                                    ("listing", "notice of listing for supervision"),
                                    ("acceptance", "acceptance report of the enterprise"),
                                    ("consent", "consent of the authority after review"),
                                    ("release", "notice of release from supervision"),
                                    ("letter", "letter of transfer"),
                                    ("receipt", "receipt of the transfer"),
                                    ("filing", "notice that a case is filed"),
                                    ("no_filing", "notice that no case is filed"),
                                    ("penalty_notice", "notice of an intended penalty"),
                                    ("penalty", "decision on a penalty"),
                                    ("case_end", "closing of the case"),
                                ],
                                max_length=16,
                                verbose_name="kind of document",
                            ),
                        ),
                        ("number", models.CharField(max_length=80, verbose_name="document number")),
                        ("issuer", models.CharField(max_length=120, verbose_name="issued by")),
                        ("issued_on", models.DateField(verbose_name="issued on")),
                        (
                            "scan",
                            models.FileField(
                                blank=True,
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.scans.scan_path,
                                verbose_name="scan",
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="digest (SHA-256)"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                        ("set_aside_on", models.DateField(editable=False, null=True, verbose_name="set aside on")),
                        (
                            "set_aside_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="why it was set aside"
                            ),
                        ),
                        (
                            "forerunner",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followers",
                                to="volunteers.hazarddocument",
                                verbose_name="rests on",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registered by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "document about a hazard",
                        "verbose_name_plural": "documents about hazards",
                        "ordering": ["issued_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("inspection", "report")),
                                    ("forerunner__isnull", False),
                                    _connector="OR",
                                ),
                                name="document_has_forerunner",
                                violation_error_message="No later document without its forerunner: register that one first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("report", "letter")),
                                    models.Q(("scan", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="document_of_others_has_scan",
                                violation_error_message="A document that others issued is registered with its scan.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("set_aside_on", None)),
                                fields=("hazard", "kind", "number"),
                                name="document_once",
                                violation_error_message="This document is registered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), _negated=True), models.Q(("issuer", ""), _negated=True)
                                ),
                                name="document_named",
                                violation_error_message="A document has its number and its issuer.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseTransfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "prepared"),
                                    ("dropped", "not transferred"),
                                    ("sent", "sent"),
                                    ("received", "receipt registered"),
                                    ("filed", "case filed"),
                                    ("not_filed", "no case filed"),
                                    ("concluded", "outcome registered"),
                                ],
                                default="prepared",
                                editable=False,
                                max_length=9,
                                verbose_name="state",
                            ),
                        ),
                        ("addressee", models.CharField(max_length=120, verbose_name="to")),
                        (
                            "lead",
                            models.TextField(
                                max_length=2000, verbose_name="the lead: what was found, and what it violates"
                            ),
                        ),
                        (
                            "cooperation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("full", "cooperated"),
                                    ("partly", "cooperated in part"),
                                    ("none", "did not cooperate"),
                                ],
                                max_length=6,
                                verbose_name="cooperation of the enterprise",
                            ),
                        ),
                        (
                            "cooperation_note",
                            models.TextField(blank=True, max_length=2000, verbose_name="how the enterprise cooperated"),
                        ),
                        (
                            "prepared_on",
                            models.DateField(
                                default=django.utils.timezone.localdate, editable=False, verbose_name="prepared on"
                            ),
                        ),
                        (
                            "pack",
                            models.FileField(
                                blank=True,
                                editable=False,
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.scans.scan_path,
                                verbose_name="transfer pack",
                            ),
                        ),
                        (
                            "pack_state",
                            models.CharField(
                                choices=[("making", "being made"), ("ready", "ready"), ("failed", "could not be made")],
                                default="making",
                                editable=False,
                                max_length=8,
                                verbose_name="state of the pack",
                            ),
                        ),
                        (
                            "pack_digest",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="digest (SHA-256)"
                            ),
                        ),
                        ("pack_made_at", models.DateTimeField(editable=False, null=True, verbose_name="pack made at")),
                        ("sent_on", models.DateField(editable=False, null=True, verbose_name="sent on")),
                        (
                            "case_number",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="case number"),
                        ),
                        (
                            "outcome",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="outcome"),
                        ),
                        ("reason", models.CharField(blank=True, editable=False, max_length=500, verbose_name="reason")),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="prepared by",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="volunteers.hazarddocument",
                                verbose_name="letter of transfer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "transfer of a lead",
                        "verbose_name_plural": "transfers of leads",
                        "ordering": ["-prepared_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-prepared_on", "-id"], name="case_transfer_newest"),
                            models.Index(fields=["sent_on"], name="case_transfer_sent"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("prepared", "sent", "received", "filed"))),
                                fields=("hazard",),
                                name="transfer_one_runs",
                                violation_error_message="A transfer of this hazard is under way already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("letter", None), ("sent_on", None), ("state__in", ("prepared", "dropped"))
                                    ),
                                    models.Q(
                                        ("letter__isnull", False),
                                        ("sent_on__isnull", False),
                                        ("state__in", ("sent", "received", "filed", "not_filed", "concluded")),
                                        models.Q(("cooperation", ""), _negated=True),
                                        models.Q(("pack", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_sent_has_letter",
                                violation_error_message="What was sent has its letter, its day, its pack and a word on cooperation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("filed", "concluded")), _negated=True),
                                    models.Q(("case_number", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="transfer_filed_has_number",
                                violation_error_message="A filed case has its number.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("pack_state", "ready"), _negated=True),
                                    models.Q(models.Q(("pack", ""), _negated=True), ("pack_made_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="transfer_pack_ready",
                                violation_error_message="A pack that is ready is there.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_on", None), ("sent_on__gte", models.F("prepared_on")), _connector="OR"
                                ),
                                name="transfer_sent_after_prepared",
                                violation_error_message="It cannot be sent before it was prepared.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HazardPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "image",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.photos.image_path,
                                verbose_name="photo",
                            ),
                        ),
                        (
                            "thumbnail",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.photos.thumbnail_path,
                                verbose_name="thumbnail",
                            ),
                        ),
                        ("width", models.PositiveIntegerField(verbose_name="width")),
                        ("height", models.PositiveIntegerField(verbose_name="height")),
                        ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken at")),
                        ("digest", models.CharField(max_length=64, verbose_name="digest (SHA-256)")),
                        ("caption", models.CharField(blank=True, max_length=200, verbose_name="caption")),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent at"),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("before", "before"),
                                    ("after", "after"),
                                    ("recheck", "at the re-check"),
                                    ("again", "at the re-inspection"),
                                ],
                                default="before",
                                max_length=8,
                                verbose_name="moment",
                            ),
                        ),
                        ("position", models.CharField(blank=True, max_length=40, verbose_name="position")),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sent by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "photo of a hazard",
                        "verbose_name_plural": "photos of hazards",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("hazard", "moment", "digest"),
                                name="hazard_photo_once",
                                violation_error_message="This photo is there already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HazardRules",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "general_days",
                            models.PositiveSmallIntegerField(
                                default=7,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="term of a general hazard (days)",
                            ),
                        ),
                        (
                            "major_days",
                            models.PositiveSmallIntegerField(
                                default=30,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="term of a major hazard (days)",
                            ),
                        ),
                        (
                            "offered_days",
                            models.CharField(
                                default="3、7、15",
                                max_length=60,
                                validators=[volunteers.models.hazard_rules.offered_terms],
                                verbose_name="terms offered when grading (days)",
                            ),
                        ),
                        (
                            "basis",
                            models.TextField(
                                blank=True,
                                help_text="On what the terms rest: a document with its number, or the practice of the zone.",
                                max_length=1000,
                                verbose_name="basis",
                            ),
                        ),
                        (
                            "remind_days",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="remind so many days before the deadline",
                            ),
                        ),
                        (
                            "escalate_days",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="tell the head so many days after the deadline",
                            ),
                        ),
                        (
                            "answer_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="answer a request for extension within (days)",
                            ),
                        ),
                        (
                            "link_days",
                            models.PositiveSmallIntegerField(
                                default=15,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="a notice's link stays open after the deadline for (days)",
                            ),
                        ),
                        (
                            "duplicate_days",
                            models.PositiveSmallIntegerField(
                                default=7,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="look for duplicates this many days around",
                            ),
                        ),
                        (
                            "recurrence_days",
                            models.PositiveSmallIntegerField(
                                default=365,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(1500),
                                ],
                                verbose_name="a recurrence is the same clause again within (days)",
                            ),
                        ),
                        (
                            "authority",
                            models.CharField(
                                default="市应急管理局",
                                help_text="Who has the power to stop production and to punish: the zone hands leads over to it.",
                                max_length=120,
                                verbose_name="authority to which leads go",
                            ),
                        ),
                        (
                            "reinspection_share",
                            models.PositiveSmallIntegerField(
                                default=10,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="share of closed hazards drawn for re-inspection (%)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rules for hazards",
                        "verbose_name_plural": "rules for hazards",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)),
                                name="hazard_rules_once",
                                violation_error_message="There is one set of rules. Change that one.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("number", models.CharField(editable=False, max_length=20, unique=True, verbose_name="number")),
                        (
                            "day",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="day of the visit"),
                        ),
                        ("is_unplanned", models.BooleanField(default=False, editable=False, verbose_name="unplanned")),
                        ("focus", models.CharField(blank=True, max_length=200, verbose_name="what to look at")),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "planned"), ("held", "held"), ("called_off", "called off")],
                                default="planned",
                                editable=False,
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "nothing_found",
                            models.BooleanField(default=False, editable=False, verbose_name="nothing found"),
                        ),
                        (
                            "companions",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="others present"),
                        ),
                        (
                            "received_by",
                            models.CharField(
                                blank=True, editable=False, max_length=80, verbose_name="received at the enterprise by"
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(blank=True, editable=False, max_length=1000, verbose_name="what was seen"),
                        ),
                        ("recorded_at", models.DateTimeField(editable=False, null=True, verbose_name="recorded at")),
                        ("reason", models.CharField(blank=True, editable=False, max_length=300, verbose_name="reason")),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inspection",
                        "verbose_name_plural": "inspections",
                        "ordering": ["-day", "-pk"],
                        "indexes": [
                            models.Index(fields=["-day", "-id"], name="inspection_newest"),
                            models.Index(fields=["enterprise", "-day", "-id"], name="inspection_by_enterprise"),
                            models.Index(fields=["state", "-day", "-id"], name="inspection_by_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("recorded_at__isnull", False),
                                        ("recorded_by__isnull", False),
                                        ("state", "held"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "held"), _negated=True),
                                        ("nothing_found", False),
                                        ("recorded_at", None),
                                        ("recorded_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="inspection_held_is_signed",
                                violation_error_message="A visit that was held says who recorded it, and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "hazard",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="finding",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="volunteers.inspection",
                                verbose_name="inspection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "finding",
                        "verbose_name_plural": "findings",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionVisitor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
                                choices=[
                                    ("leader", "leader of the sector"),
                                    ("cadre", "linked cadre"),
                                    ("inspector", "inspector of the centre"),
                                    ("grid", "grid worker"),
                                    ("expert", "expert"),
                                    ("task_force", "task force"),
                                ],
                                max_length=16,
                                verbose_name="capacity",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visitors",
                                to="volunteers.inspection",
                                verbose_name="inspection",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "visitor",
                        "verbose_name_plural": "visitors",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "user"),
                                name="inspection_visitor_once",
                                violation_error_message="This person goes along already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JudgementStandard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(help_text="Such as GM-11-3.", max_length=12, verbose_name="code")),
                        ("article", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="article")),
                        ("item", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="item")),
                        ("text", models.TextField(max_length=600, verbose_name="text")),
                        ("text_en", models.TextField(blank=True, max_length=900, verbose_name="text in English")),
                        ("plain", models.TextField(blank=True, max_length=600, verbose_name="in plain words")),
                        (
                            "plain_en",
                            models.TextField(blank=True, max_length=900, verbose_name="in plain words, in English"),
                        ),
                        (
                            "trade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("metallurgy", "metallurgy"),
                                    ("non_ferrous", "non-ferrous metals"),
                                    ("building_materials", "building materials"),
                                    ("machinery", "machinery"),
                                    ("light_industry", "light industry"),
                                    ("textile", "textile"),
                                    ("tobacco", "tobacco"),
                                    ("commerce", "commerce and trade"),
                                    ("other", "other trade"),
                                ],
                                help_text="Left empty: every trade.",
                                max_length=20,
                                verbose_name="trade",
                            ),
                        ),
                        (
                            "circumstance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "always"),
                                    ("dormitory", "people live on the premises"),
                                    ("letting", "rooms are let or rented"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="only where",
                            ),
                        ),
                        (
                            "default_level",
                            models.CharField(
                                choices=[
                                    ("major", "major"),
                                    ("possibly_major", "possibly major"),
                                    ("general", "general"),
                                    ("elsewhere", "by other rules (special equipment, dangerous chemicals)"),
                                ],
                                max_length=16,
                                verbose_name="default level",
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                        (
                            "verification",
                            models.CharField(
                                choices=[
                                    ("found", "wording found"),
                                    ("partly", "partly found"),
                                    ("unverified", "not verified yet"),
                                ],
                                default="unverified",
                                max_length=12,
                                verbose_name="how far verified",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="standards",
                                to="volunteers.family",
                                verbose_name="family of clauses",
                            ),
                        ),
                        (
                            "processes",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Applies where one of these is run; none chosen: everywhere in the trade.",
                                related_name="standards",
                                to="branches.process",
                                verbose_name="processes",
                            ),
                        ),
                        (
                            "processes_anywhere",
                            models.ManyToManyField(
                                blank=True,
                                related_name="standards_anywhere",
                                to="branches.process",
                                verbose_name="processes that carry it to other trades",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "judgement standard",
                        "verbose_name_plural": "judgement standards",
                        "ordering": ["family", "order", "pk"],
                        "indexes": [models.Index(fields=["code"], name="judgement_standard_code")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("family", "code"),
                                name="judgement_standard_code_once",
                                violation_error_message="This family has a clause of this code already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("item", None), ("article__isnull", False), _connector="OR"),
                                name="judgement_standard_item_of_article",
                                violation_error_message="An item belongs to an article: name that too.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "finding",
                            models.CharField(
                                choices=[("fine", "fine"), ("fails", "fails"), ("not_applicable", "does not apply")],
                                max_length=16,
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings_by_item",
                                to="volunteers.inspection",
                                verbose_name="inspection",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="volunteers.judgementstandard",
                                verbose_name="judgement standard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "item of an inspection",
                        "verbose_name_plural": "items of inspections",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "standard"),
                                name="inspection_item_once",
                                violation_error_message="This clause has been looked at already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lesson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("clause", models.CharField(max_length=12, verbose_name="clause")),
                        (
                            "since",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="taught since"),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lesson",
                        "verbose_name_plural": "lessons",
                        "ordering": ["clause", "-since", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clause", "page"),
                                name="lesson_once",
                                violation_error_message="This page is a lesson of the clause already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Listing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("listed", "listed for supervision"),
                                    ("released", "released from supervision"),
                                ],
                                default="listed",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("unit", models.CharField(max_length=120, verbose_name="supervising unit")),
                        ("supervisor", models.CharField(max_length=80, verbose_name="supervisor")),
                        ("deadline", models.DateField(verbose_name="deadline of the supervision")),
                        ("released_on", models.DateField(editable=False, null=True, verbose_name="released on")),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="listings",
                                to="volunteers.hazarddocument",
                                verbose_name="notice of listing",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="listings",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "release_document",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="released_listings",
                                to="volunteers.hazarddocument",
                                verbose_name="notice of release",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "listing for supervision",
                        "verbose_name_plural": "listings for supervision",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "listed")),
                                fields=("hazard",),
                                name="listing_one_stands",
                                violation_error_message="The hazard is listed already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("release_document", None), ("released_on", None), ("state", "listed")),
                                    models.Q(
                                        ("release_document__isnull", False),
                                        ("released_on__isnull", False),
                                        ("state", "released"),
                                    ),
                                    _connector="OR",
                                ),
                                name="listing_released_has_document",
                                violation_error_message="A release has its notice and its day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("release_document", None),
                                    models.Q(("release_document", models.F("document")), _negated=True),
                                    _connector="OR",
                                ),
                                name="listing_documents_differ",
                                violation_error_message="The notice of release is another document than that of the listing.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProductionStop",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "state",
                            models.CharField(
                                choices=[("standing", "production stopped"), ("lifted", "production resumed")],
                                default="standing",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("voluntary", "voluntary, by the enterprise"),
                                    ("ordered", "ordered by an authority"),
                                ],
                                max_length=9,
                                verbose_name="kind of stop",
                            ),
                        ),
                        ("extent", models.CharField(max_length=300, verbose_name="what is stopped")),
                        ("stopped_on", models.DateField(verbose_name="stopped on")),
                        ("promised_by", models.CharField(blank=True, max_length=80, verbose_name="promised by")),
                        ("lifted_on", models.DateField(editable=False, null=True, verbose_name="resumed on")),
                        (
                            "evidence",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="evidence for the resumption"
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stops",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="resumption registered by",
                            ),
                        ),
                        (
                            "lifting",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lifted_stops",
                                to="volunteers.hazarddocument",
                                verbose_name="consent to resume",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stops",
                                to="volunteers.hazarddocument",
                                verbose_name="document of the authority",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registered by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stop of production",
                        "verbose_name_plural": "stops of production",
                        "ordering": ["-stopped_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-stopped_on", "-id"], name="stop_newest"),
                            models.Index(fields=["state", "-stopped_on", "-id"], name="stop_by_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "ordered"), ("order__isnull", False)),
                                    models.Q(
                                        ("kind", "voluntary"),
                                        ("order", None),
                                        models.Q(("promised_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="stop_ordered_has_document",
                                violation_error_message="An ordered stop has the authority's document, a voluntary one a promise.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_on", None), ("state", "standing")),
                                    models.Q(
                                        ("lifted_on__gte", models.F("stopped_on")),
                                        ("state", "lifted"),
                                        models.Q(("evidence", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="stop_lifted_has_evidence",
                                violation_error_message="A stop is lifted on a day after it began, with evidence.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "voluntary"),
                                    ("state", "standing"),
                                    ("lifting__isnull", False),
                                    _connector="OR",
                                ),
                                name="stop_ordered_lifted_by_consent",
                                violation_error_message="What an authority ordered ends with the authority's consent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("extent", ""), _negated=True),
                                name="stop_says_what",
                                violation_error_message="Say what is stopped: the works, a workshop, a line, a machine.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RectificationNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("number", models.CharField(max_length=40, unique=True, verbose_name="number")),
                        (
                            "issued_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="issued on"),
                        ),
                        (
                            "contact_name",
                            models.CharField(blank=True, max_length=80, verbose_name="contact at the zone"),
                        ),
                        ("contact_phone", models.CharField(blank=True, max_length=20, verbose_name="contact's phone")),
                        (
                            "seed",
                            models.CharField(
                                default=volunteers.models.notices.new_seed,
                                editable=False,
                                max_length=40,
                                unique=True,
                                verbose_name="seed",
                            ),
                        ),
                        ("expires_on", models.DateField(verbose_name="link open until")),
                        ("revoked_on", models.DateField(editable=False, null=True, verbose_name="link revoked on")),
                        (
                            "opened_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="link first opened at"),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "hazards",
                            models.ManyToManyField(
                                related_name="notices", to="volunteers.hazard", verbose_name="hazards"
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="issued by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notice of rectification",
                        "verbose_name_plural": "notices of rectification",
                        "ordering": ["-issued_on", "-pk"],
                        "indexes": [models.Index(fields=["-issued_on", "-id"], name="notice_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_on__gte", models.F("issued_on"))),
                                name="notice_expires_after_issued",
                                violation_error_message="The link cannot expire before the notice is issued.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReinspectionDraw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("month", models.PositiveIntegerField(unique=True, verbose_name="closed in the month")),
                        ("share", models.PositiveSmallIntegerField(verbose_name="share drawn (%)")),
                        ("seed", models.CharField(max_length=40, verbose_name="seed of the draw")),
                        ("pool", models.JSONField(default=list, verbose_name="drawn from")),
                        (
                            "drawn_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="drawn on"),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="drawn by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "draw for re-inspection",
                        "verbose_name_plural": "draws for re-inspection",
                        "ordering": ["-month"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("share__gte", 1), ("share__lte", 100)),
                                name="reinspection_draw_share",
                                violation_error_message="A share lies between 1 and 100 percent.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("opened_at", models.DateTimeField(editable=False, null=True, verbose_name="first opened at")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("issued", "issued"),
                                    ("opened", "opened"),
                                    ("returned", "returned"),
                                    ("received", "received"),
                                    ("sent_back", "sent back"),
                                ],
                                default="issued",
                                editable=False,
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("due_on", models.DateField(editable=False, verbose_name="return by")),
                        (
                            "seed",
                            models.CharField(
                                default=volunteers.models.self_checks.new_seed,
                                editable=False,
                                max_length=40,
                                unique=True,
                                verbose_name="seed",
                            ),
                        ),
                        ("revoked_on", models.DateField(editable=False, null=True, verbose_name="link revoked on")),
                        (
                            "channel",
                            models.CharField(
                                blank=True,
                                choices=[("account", "by account"), ("link", "by link"), ("paper", "on paper")],
                                editable=False,
                                max_length=8,
                                verbose_name="way",
                            ),
                        ),
                        ("returned_at", models.DateTimeField(editable=False, null=True, verbose_name="returned at")),
                        ("signed_on", models.DateField(editable=False, null=True, verbose_name="signed on")),
                        (
                            "signed",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="signed by"),
                        ),
                        ("is_late", models.BooleanField(default=False, editable=False, verbose_name="returned late")),
                        (
                            "item_count",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="items"),
                        ),
                        (
                            "found_count",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="items with something found"
                            ),
                        ),
                        (
                            "not_applicable_count",
                            models.PositiveSmallIntegerField(
                                default=0, editable=False, verbose_name="items that do not apply"
                            ),
                        ),
                        ("received_at", models.DateTimeField(editable=False, null=True, verbose_name="received at")),
                        (
                            "looked_over_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="looked over at"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="sent back because"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="self_checks",
                                to="volunteers.campaign",
                                verbose_name="campaign",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="self_checks",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "looked_over_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="looked over by",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="received by",
                            ),
                        ),
                        (
                            "returned_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="self_checks",
                                to="volunteers.campaignround",
                                verbose_name="round",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "self-check",
                        "verbose_name_plural": "self-checks",
                        "ordering": ["-round", "due_on", "pk"],
                        "indexes": [
                            models.Index(fields=["campaign", "state", "due_on", "id"], name="self_check_by_state"),
                            models.Index(fields=["enterprise", "-round", "id"], name="self_check_by_enterprise"),
                            models.Index(fields=["state", "due_on", "id"], name="self_check_due"),
                            models.Index(fields=["due_on", "id"], name="self_check_days"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "enterprise"),
                                name="self_check_once",
                                violation_error_message="This enterprise has its self-check of this round already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("returned", "received")), _negated=True),
                                    models.Q(
                                        ("returned_at__isnull", False),
                                        ("signed_on__isnull", False),
                                        models.Q(("signed", ""), _negated=True),
                                        models.Q(("channel", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="self_check_returned_is_signed",
                                violation_error_message="A self-check that came back is signed, with its day and its way.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("received_at__isnull", False), ("state", "received")),
                                    models.Q(
                                        models.Q(("state", "received"), _negated=True),
                                        ("looked_over_at", None),
                                        ("received_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="self_check_received_has_time",
                                violation_error_message="A self-check that was received says when, others do not.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "item_count__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("found_count"), "+", models.F("not_applicable_count")
                                        ),
                                    )
                                ),
                                name="self_check_counts_fit",
                                violation_error_message="More items were answered than the sheet has.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfCheckAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="no.")),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_present", "not present"),
                                    ("not_installed", "present: not installed"),
                                    ("failed", "present: installed but failed"),
                                    ("not_applicable", "does not apply"),
                                ],
                                max_length=16,
                                verbose_name="answer",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                        (
                            "interim_control",
                            models.CharField(blank=True, max_length=500, verbose_name="interim control"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="to be gone by")),
                        (
                            "hazard",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="self_check_answer",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "self_check",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="volunteers.selfcheck",
                                verbose_name="self-check",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="self_check_answers",
                                to="volunteers.judgementstandard",
                                verbose_name="judgement standard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "item of a self-check",
                        "verbose_name_plural": "items of self-checks",
                        "ordering": ["self_check", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("self_check", "standard"),
                                name="self_check_item_once",
                                violation_error_message="This item stands on the sheet already.",
                            ),
                            models.UniqueConstraint(
                                fields=("self_check", "number"),
                                name="self_check_number_once",
                                violation_error_message="Two items have the same number.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hazard", None), ("answer__in", ("not_installed", "failed")), _connector="OR"
                                ),
                                name="self_check_hazard_is_present",
                                violation_error_message="An item that opened a hazard stays answered as present.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfCheckPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "image",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.photos.image_path,
                                verbose_name="photo",
                            ),
                        ),
                        (
                            "thumbnail",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.photos.thumbnail_path,
                                verbose_name="thumbnail",
                            ),
                        ),
                        ("width", models.PositiveIntegerField(verbose_name="width")),
                        ("height", models.PositiveIntegerField(verbose_name="height")),
                        ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken at")),
                        ("digest", models.CharField(max_length=64, verbose_name="digest (SHA-256)")),
                        ("caption", models.CharField(blank=True, max_length=200, verbose_name="caption")),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent at"),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="volunteers.selfcheckanswer",
                                verbose_name="item",
                            ),
                        ),
                        (
                            "self_check",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="volunteers.selfcheck",
                                verbose_name="self-check",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sent by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "photo of a self-check",
                        "verbose_name_plural": "photos of self-checks",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("self_check", "answer", "digest"),
                                name="self_check_photo_once",
                                nulls_distinct=False,
                                violation_error_message="This photo is there already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandardExample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "image",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.photos.image_path,
                                verbose_name="photo",
                            ),
                        ),
                        (
                            "thumbnail",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.photos.thumbnail_path,
                                verbose_name="thumbnail",
                            ),
                        ),
                        ("width", models.PositiveIntegerField(verbose_name="width")),
                        ("height", models.PositiveIntegerField(verbose_name="height")),
                        ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken at")),
                        ("digest", models.CharField(max_length=64, verbose_name="digest (SHA-256)")),
                        ("caption", models.CharField(blank=True, max_length=200, verbose_name="caption")),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent at"),
                        ),
                        (
                            "standard",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="example",
                                to="volunteers.judgementstandard",
                                verbose_name="judgement standard",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sent by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "example photo of a clause",
                        "verbose_name_plural": "example photos of clauses",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TaskForce",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "name_key",
                            models.CharField(
                                editable=False, max_length=120, unique=True, verbose_name="name for comparison"
                            ),
                        ),
                        ("formed_on", models.DateField(blank=True, null=True, verbose_name="formed on")),
                        ("disbanded_on", models.DateField(blank=True, null=True, verbose_name="disbanded on")),
                        ("slogan", models.CharField(blank=True, max_length=200, verbose_name="purpose")),
                        (
                            "further_branches",
                            models.ManyToManyField(
                                blank=True,
                                related_name="shared_task_forces",
                                to="branches.organisation",
                                verbose_name="together with",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="task_forces",
                                to="branches.organisation",
                                verbose_name="branch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "task force",
                        "verbose_name_plural": "task forces",
                        "ordering": ["name", "pk"],
                        "indexes": [models.Index(fields=["name", "id"], name="task_force_name")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("disbanded_on", None),
                                    ("formed_on", None),
                                    ("disbanded_on__gte", models.F("formed_on")),
                                    _connector="OR",
                                ),
                                name="task_force_disbanded_after_formed",
                                violation_error_message="A task force cannot be disbanded before it was formed.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reinspection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drawn", "to be looked at again"),
                                    ("holds", "holds"),
                                    ("failed", "does not hold"),
                                ],
                                default="drawn",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("inspected_on", models.DateField(editable=False, null=True, verbose_name="inspected on")),
                        (
                            "opinion",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="what was seen"),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reinspections",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "inspected_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="inspected by",
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reinspections",
                                to="volunteers.reinspectiondraw",
                                verbose_name="draw for re-inspection",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reinspections",
                                to="volunteers.taskforce",
                                verbose_name="task force that looks",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "re-inspection",
                        "verbose_name_plural": "re-inspections",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("draw", "hazard"),
                                name="reinspection_once_a_draw",
                                violation_error_message="This hazard is in the draw already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("inspected_on", None), ("state", "drawn")),
                                    models.Q(
                                        models.Q(("state", "drawn"), _negated=True), ("inspected_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="reinspection_result_has_day",
                                violation_error_message="A result has the day on which somebody looked.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalHazard",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "standing_stops",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="stops standing"),
                        ),
                        ("number", models.CharField(db_index=True, max_length=40, verbose_name="number")),
                        ("found_on", models.DateField(verbose_name="found on")),
                        ("found_month", models.PositiveIntegerField(editable=False, verbose_name="month found")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("task_force", "task force"),
                                    ("self_check", "enterprise self-check"),
                                    ("grid", "grid worker"),
                                    ("linked_cadre", "linked cadre"),
                                    ("department", "department"),
                                    ("expert", "expert"),
                                    ("report", "reported by a citizen"),
                                    ("superior", "inspection from above"),
                                ],
                                default="task_force",
                                max_length=16,
                                verbose_name="source",
                            ),
                        ),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        ("description", models.CharField(max_length=500, verbose_name="description")),
                        (
                            "level",
                            models.CharField(
                                choices=[("general", "general"), ("major", "major")],
                                default="general",
                                max_length=8,
                                verbose_name="level",
                            ),
                        ),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="clause")),
                        (
                            "responsible_name",
                            models.CharField(blank=True, max_length=80, verbose_name="responsible person"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "registered"),
                                    ("graded", "graded"),
                                    ("rectifying", "rectifying"),
                                    ("awaiting_recheck", "awaiting re-check"),
                                    ("verified", "verified"),
                                    ("closed", "closed"),
                                    ("void", "void"),
                                ],
                                default="registered",
                                editable=False,
                                max_length=16,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "on_the_spot",
                            models.BooleanField(default=False, editable=False, verbose_name="rectified on the spot"),
                        ),
                        ("rectified_on", models.DateField(editable=False, null=True, verbose_name="rectified on")),
                        (
                            "rectifier_name",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="signed by"),
                        ),
                        ("measures", models.CharField(blank=True, max_length=500, verbose_name="measures taken")),
                        (
                            "cost",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=12, null=True, verbose_name="cost (yuan)"
                            ),
                        ),
                        (
                            "comment",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="comment of the enterprise"
                            ),
                        ),
                        ("rechecked_on", models.DateField(editable=False, null=True, verbose_name="re-checked on")),
                        (
                            "rechecked_month",
                            models.PositiveIntegerField(editable=False, null=True, verbose_name="month re-checked"),
                        ),
                        (
                            "rechecker_name",
                            models.CharField(blank=True, editable=False, max_length=160, verbose_name="re-checker"),
                        ),
                        (
                            "recheck_opinion",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="opinion at the re-check"
                            ),
                        ),
                        ("closed_on", models.DateField(editable=False, null=True, verbose_name="closed on")),
                        (
                            "closing_document",
                            models.CharField(
                                blank=True, editable=False, max_length=80, verbose_name="document of consent"
                            ),
                        ),
                        (
                            "interim_control",
                            models.CharField(blank=True, max_length=500, verbose_name="interim control"),
                        ),
                        ("reason", models.CharField(blank=True, editable=False, max_length=500, verbose_name="reason")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="volunteers.hazardcategory",
                                verbose_name="category",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="closed by",
                            ),
                        ),
                        (
                            "duplicate_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="volunteers.hazard",
                                verbose_name="same as",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "finder",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="finder",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="branch",
                            ),
                        ),
                        (
                            "rechecked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="re-checked by",
                            ),
                        ),
                        (
                            "rectified_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reported by",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="volunteers.judgementstandard",
                                verbose_name="judgement standard",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical hazard",
                        "verbose_name_plural": "historical hazards",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalActivity",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("held_on", models.DateField(verbose_name="held on")),
                        ("month", models.PositiveIntegerField(editable=False, verbose_name="month")),
                        ("starts_at", models.TimeField(blank=True, null=True, verbose_name="from (time)")),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        ("campaign", models.CharField(blank=True, max_length=80, verbose_name="campaign")),
                        ("led_by", models.CharField(blank=True, max_length=80, verbose_name="led by")),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                            ),
                        ),
                        (
                            "participants",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(0)], verbose_name="participants"
                            ),
                        ),
                        (
                            "non_members",
                            models.PositiveIntegerField(default=0, verbose_name="of them no party members, not named"),
                        ),
                        (
                            "spots",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="spots cleaned"),
                        ),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.1")),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="hours (net, each)",
                            ),
                        ),
                        (
                            "person_hours",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=8, verbose_name="person-hours"
                            ),
                        ),
                        ("content", models.TextField(blank=True, max_length=2000, verbose_name="what was done")),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("confirmed", "confirmed"),
                                    ("called_off", "called off"),
                                    ("merged", "merged"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted at")),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed at")),
                        (
                            "sent_back_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="sent back because"
                            ),
                        ),
                        (
                            "called_off_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="called off because"
                            ),
                        ),
                        ("went_over", models.JSONField(default=dict, editable=False, verbose_name="went over")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="volunteers.activitykind",
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="volunteers.activity",
                                verbose_name="merged into",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="branch",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="submitted by",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical activity",
                        "verbose_name_plural": "historical activities",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Discoverer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "credited_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="credited at"),
                        ),
                        (
                            "credited_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="credited by",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="discoveries",
                                to="branches.organisation",
                                verbose_name="branch",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="discoveries",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="discoverers",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="discoveries",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "joint discoverer",
                        "verbose_name_plural": "joint discoverers",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("task_force__isnull", False), ("user", None)),
                                    models.Q(("task_force", None), ("user__isnull", False)),
                                    _connector="OR",
                                ),
                                name="discoverer_is_force_or_person",
                                violation_error_message="A joint discoverer is a task force or a person.",
                            ),
                            models.UniqueConstraint(
                                fields=("hazard", "task_force"),
                                name="discoverer_force_once",
                                violation_error_message="This task force is credited already.",
                            ),
                            models.UniqueConstraint(
                                fields=("hazard", "user"),
                                name="discoverer_person_once",
                                violation_error_message="This person is credited already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskForceMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="effective on")),
                        ("posts", models.JSONField(default=dict, editable=False, verbose_name="posts ended")),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisationalchange",
                                verbose_name="organisational change",
                            ),
                        ),
                        (
                            "organisation_after",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="belongs to",
                            ),
                        ),
                        (
                            "organisation_before",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="belonged to",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "what became of a task force",
                        "verbose_name_plural": "what became of task forces",
                        "ordering": ["-effective_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task_force", "change"),
                                name="task_force_moved_once",
                                violation_error_message="This decision has been followed already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organisation_after", None),
                                    models.Q(("organisation_after", models.F("organisation_before")), _negated=True),
                                    _connector="OR",
                                ),
                                name="task_force_moves_elsewhere",
                                violation_error_message="It belongs there already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskForcePost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("secretary", "branch secretary"),
                                    ("adviser", "party-building adviser"),
                                    ("commissioner", "organisation commissioner"),
                                    ("assessor", "assessor"),
                                    ("editor", "editor"),
                                    ("publisher", "publisher"),
                                    ("centre_head", "head of the emergency centre"),
                                    ("centre_reviewer", "reviewer of the emergency centre"),
                                    ("grid_worker", "grid worker"),
                                    ("grid_head", "grid head"),
                                    ("sector_leader", "leader of a sector"),
                                    ("linked_cadre", "linked cadre"),
                                    ("safety_officer", "safety officer"),
                                    ("expert", "safety expert"),
                                    ("task_force_leader", "task-force leader"),
                                    ("task_force_member", "task-force member"),
                                    ("system_administrator", "system administrator"),
                                    ("security_administrator", "security administrator"),
                                    ("audit_administrator", "audit administrator"),
                                ],
                                max_length=24,
                                verbose_name="role",
                            ),
                        ),
                        ("start", models.DateField(default=django.utils.timezone.localdate, verbose_name="from")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "task_force",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "task-force post",
                        "verbose_name_plural": "task-force posts",
                        "ordering": ["role", "-start", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["task_force_leader", "task_force_member"])),
                                name="task_force_post_role",
                                violation_error_message="In a task force one is leader or member.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                                name="task_force_post_ends_after_start",
                                violation_error_message="A post cannot end before it began.",
                            ),
                            models.UniqueConstraint(
                                fields=("user", "task_force", "role", "start"),
                                name="task_force_post_once",
                                violation_error_message="This person holds this post already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TreatmentPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("handed_in", "handed in"),
                                    ("accepted", "accepted"),
                                    ("sent_back", "sent back"),
                                ],
                                default="handed_in",
                                editable=False,
                                max_length=9,
                                verbose_name="state",
                            ),
                        ),
                        ("goal", models.CharField(blank=True, max_length=300, verbose_name="goal of the treatment")),
                        ("duty_name", models.CharField(max_length=80, verbose_name="duty: who answers for it")),
                        (
                            "duty_unit",
                            models.CharField(blank=True, max_length=200, verbose_name="departments and people"),
                        ),
                        ("measures", models.TextField(max_length=2000, verbose_name="measures")),
                        ("funds", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="funds (yuan)")),
                        ("deadline", models.DateField(verbose_name="deadline of the plan")),
                        ("emergency_plan", models.TextField(max_length=2000, verbose_name="emergency plan")),
                        (
                            "interim_control",
                            models.TextField(max_length=2000, verbose_name="interim control until it is gone"),
                        ),
                        (
                            "handed_in_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="handed in on"),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="answer of the centre"
                            ),
                        ),
                        ("answered_on", models.DateField(editable=False, null=True, verbose_name="answered on")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "handed_in_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="handed in by",
                            ),
                        ),
                        (
                            "hazard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="volunteers.hazard",
                                verbose_name="hazard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plan of treatment",
                        "verbose_name_plural": "plans of treatment",
                        "ordering": ["-handed_in_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("handed_in", "accepted"))),
                                fields=("hazard",),
                                name="treatment_plan_one_stands",
                                violation_error_message="A plan stands already. Somebody has just handed it in.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("duty_name", ""), _negated=True),
                                    models.Q(("measures", ""), _negated=True),
                                    models.Q(("emergency_plan", ""), _negated=True),
                                    models.Q(("interim_control", ""), _negated=True),
                                ),
                                name="treatment_plan_five_assurances",
                                violation_error_message="A plan names duty, measures, funds, deadline, emergency plan and control.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("funds__gte", 0)),
                                name="treatment_plan_funds_not_negative",
                                violation_error_message="The funds cannot be less than nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on", None), ("state", "handed_in")),
                                    models.Q(
                                        models.Q(("state", "handed_in"), _negated=True), ("answered_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="treatment_plan_answered_has_day",
                                violation_error_message="An answer has its day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Volunteer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "name_key",
                            models.CharField(editable=False, max_length=80, verbose_name="name for comparison"),
                        ),
                        ("is_member", models.BooleanField(default=False, verbose_name="party member")),
                        ("remark", models.CharField(blank=True, max_length=60, verbose_name="remark")),
                        ("start", models.DateField(default=django.utils.timezone.localdate, verbose_name="from")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "task_force",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="volunteers",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="volunteering",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "volunteer",
                        "verbose_name_plural": "volunteers",
                        "ordering": ["task_force", "start", "pk"],
                        "indexes": [models.Index(fields=["task_force", "name_key"], name="volunteer_by_name")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                                name="volunteer_ends_after_start",
                                violation_error_message="Nobody leaves before having come. Correct the days.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="volunteer_has_name",
                                violation_error_message="Name the person.",
                            ),
                            models.UniqueConstraint(
                                fields=("task_force", "name_key", "remark"),
                                name="volunteer_once",
                                violation_error_message="Somebody of this name is on the list already. If it is another person, tell the two apart in the remark.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceCertificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("number", models.CharField(editable=False, max_length=40, unique=True, verbose_name="number")),
                        (
                            "token",
                            models.CharField(
                                default=volunteers.models.service_certificates.new_token,
                                editable=False,
                                max_length=40,
                                unique=True,
                                verbose_name="address",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("start", models.DateField(verbose_name="from")),
                        ("end", models.DateField(verbose_name="to")),
                        ("hours", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="hours")),
                        ("lines", models.JSONField(default=list, verbose_name="services")),
                        ("answers_for", models.CharField(blank=True, max_length=80, verbose_name="answers for it")),
                        (
                            "issued_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="issued at"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                        (
                            "withdrawn_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="withdrawn because"
                            ),
                        ),
                        (
                            "issued_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="drawn up by",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="branches.organisation",
                                verbose_name="issued by",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                        (
                            "task_force",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="volunteers.taskforce",
                                verbose_name="task force",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="volunteers.volunteer",
                                verbose_name="volunteer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "service certificate",
                        "verbose_name_plural": "service certificates",
                        "ordering": ["-issued_at", "-pk"],
                        "indexes": [models.Index(fields=["-issued_at", "-id"], name="certificate_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("user", None), ("volunteer", None), _connector="OR"),
                                    models.Q(("user", None), ("volunteer", None), _negated=True),
                                    models.Q(("name", ""), _negated=True),
                                ),
                                name="certificate_of_somebody",
                                violation_error_message="A certificate is for one person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end__gte", models.F("start")), ("hours__gt", 0)),
                                name="certificate_period_and_hours",
                                violation_error_message="The period ends after it begins, and holds some hours.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "presence",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("present", "present"),
                                    ("late", "late"),
                                    ("extra", "extra"),
                                    ("absent", "absent"),
                                ],
                                default="present",
                                max_length=8,
                                verbose_name="presence",
                            ),
                        ),
                        ("was_planned", models.BooleanField(default=False, verbose_name="was planned")),
                        (
                            "hours",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="hours",
                            ),
                        ),
                        ("is_member", models.BooleanField(default=True, verbose_name="party member")),
                        ("remark", models.CharField(blank=True, max_length=100, verbose_name="remark")),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendance",
                                to="volunteers.activity",
                                verbose_name="activity",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "volunteer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="volunteers.volunteer",
                                verbose_name="volunteer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attendance",
                        "verbose_name_plural": "attendance",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(
                                        models.Q(
                                            ("hours__gt", 0),
                                            ("hours__lte", 24),
                                            ("presence__in", ("present", "late", "extra")),
                                        ),
                                        models.Q(("hours", 0), ("presence__in", ["planned", "absent"])),
                                        _connector="OR",
                                    ),
                                ),
                                name="attendance_hours_of_those_who_came",
                                violation_error_message="Whoever came has more than 0 and at most 24 hours; nobody else has any.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkingHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                migrations.CreateModel(
                    name="ActivityPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "image",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.photos.image_path,
                                verbose_name="photo",
                            ),
                        ),
                        (
                            "thumbnail",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to=portal.photos.thumbnail_path,
                                verbose_name="thumbnail",
                            ),
                        ),
                        ("width", models.PositiveIntegerField(verbose_name="width")),
                        ("height", models.PositiveIntegerField(verbose_name="height")),
                        ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken at")),
                        ("digest", models.CharField(max_length=64, verbose_name="digest (SHA-256)")),
                        ("caption", models.CharField(blank=True, max_length=200, verbose_name="caption")),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="sent at"),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("before", "before"),
                                    ("after", "after"),
                                    ("recheck", "at the re-check"),
                                    ("again", "at the re-inspection"),
                                ],
                                default="after",
                                max_length=8,
                                verbose_name="moment",
                            ),
                        ),
                        (
                            "activity",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="volunteers.activity",
                                verbose_name="activity",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sent by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "photo of an activity",
                        "verbose_name_plural": "photos of activities",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("activity", "moment", "digest"),
                                name="activity_photo_once",
                                violation_error_message="This photo is there already.",
                            )
                        ],
                    },
                ),
            ]
        ),
        *entries(),
    ]
