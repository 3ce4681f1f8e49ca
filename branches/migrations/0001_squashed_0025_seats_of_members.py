"""The tables of branches as they stand after 0025, each made once, and the rows that come with the portal.

Each of the twenty-five steps that it replaces alters tables, which SQLite does by copying them: a first start waited for
that. They stay for databases that have taken some of them.
"""

from importlib import import_module

import branches.models.clauses
import branches.models.questionnaires
import branches.models.site_lines
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import portal.models
import portal.photos
import simple_history.models
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from portal.creations import CreateModels

# The rows that come with the portal stay written in the migrations that brought them.
ROWS = (
    "0002_reference_data",
    "0004_proposed_indicators",
    "0006_site_checklist",
    "0014_first_standard_of_assessment",
    "0017_frequencies",
    "0019_honour_kinds",
    "0023_further_processes",
)


def entries():
    """The steps of these migrations that enter rows, in order."""
    for name in ROWS:
        for step in import_module(f"branches.migrations.{name}").Migration.operations:
            if isinstance(step, migrations.RunPython):
                yield step


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("branches", "0001_initial"),
        ("branches", "0002_reference_data"),
        ("branches", "0003_indicators"),
        ("branches", "0004_proposed_indicators"),
        ("branches", "0005_sites"),
        ("branches", "0006_site_checklist"),
        ("branches", "0007_organisational_changes"),
        ("branches", "0008_changes_known_since"),
        ("branches", "0009_registry_of_past_days"),
        ("branches", "0010_spells_of_the_past"),
        ("branches", "0011_committees_and_terms"),
        ("branches", "0012_ends_of_terms"),
        ("branches", "0013_assessments"),
        ("branches", "0014_first_standard_of_assessment"),
        ("branches", "0015_training"),
        ("branches", "0016_members_and_meetings"),
        ("branches", "0017_frequencies"),
        ("branches", "0018_standards"),
        ("branches", "0019_honour_kinds"),
        ("branches", "0020_newest_first"),
        ("branches", "0021_committee_adjusted"),
        ("branches", "0022_profiles_of_enterprises"),
        ("branches", "0023_further_processes"),
        ("branches", "0024_tallies_that_can_be_defended"),
        ("branches", "0025_seats_of_members"),
    ]

    # Ours come after the libraries': each step of a migration draws anew all models that hang together, and all of ours
    # hang on the user.
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("portal", "0001_initial"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("portal", "0004_outbox"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Assessment",
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
                        ("visit_on", models.DateField(blank=True, null=True, verbose_name="visit planned on")),
                        ("visit_at", models.TimeField(blank=True, null=True, verbose_name="at")),
                        ("route", models.PositiveSmallIntegerField(default=0, verbose_name="place in the route")),
                        (
                            "visited_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="visited on"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "to be visited"),
                                    ("visited", "visited"),
                                    ("reported", "reported"),
                                    ("deliberated", "under deliberation"),
                                    ("decided", "decided"),
                                    ("executed", "carried out"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="branches.assessmentround",
                                verbose_name="round of assessment",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="branches.assessmentteam",
                                verbose_name="assessment team",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="branches.organisation",
                                verbose_name="branch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment",
                        "verbose_name_plural": "assessments",
                        "ordering": ["visit_on", "route", "pk"],
                        "indexes": [
                            models.Index(fields=["visit_on", "route", "id"], name="assessment_by_visit"),
                            models.Index(fields=["state", "visit_on", "route", "id"], name="assessment_by_state"),
                            models.Index(fields=["round", "visit_on", "route", "id"], name="assessment_by_round"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "organisation"),
                                name="assessment_once_a_round",
                                violation_error_message="This branch is in the round already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "planned"), ("visited_on", None)),
                                    models.Q(
                                        models.Q(("state", "planned"), _negated=True),
                                        ("team__isnull", False),
                                        ("visited_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_visited_has_day",
                                violation_error_message="A branch that was visited has the day and the team of the visit.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deliberation",
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
                        ("meeting", models.CharField(max_length=120, verbose_name="meeting")),
                        ("held_on", models.DateField(verbose_name="held on")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="document number"),
                        ),
                        ("effective_on", models.DateField(verbose_name="decisions effective on")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "agenda being prepared"),
                                    ("decided", "decided"),
                                    ("executed", "carried out"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliberations",
                                to="branches.organisation",
                                verbose_name="held by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deliberation",
                        "verbose_name_plural": "deliberations",
                        "ordering": ["-held_on", "-pk"],
                        "indexes": [models.Index(fields=["-held_on", "-id"], name="deliberation_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="Frequency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("members_meeting", "members' meeting"),
                                    ("committee_meeting", "committee meeting"),
                                    ("group_meeting", "group meeting"),
                                    ("party_lesson", "Party lesson"),
                                    ("theme_day", "theme Party day"),
                                    ("organisational_life", "organisational-life meeting"),
                                    ("appraisal", "democratic appraisal of members"),
                                    ("heart_to_heart", "heart-to-heart talks"),
                                ],
                                max_length=20,
                                unique=True,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                choices=[
                                    ("month", "every month"),
                                    ("quarter", "every quarter"),
                                    ("year", "every year"),
                                ],
                                max_length=8,
                                verbose_name="how often",
                            ),
                        ),
                        (
                            "fewest_members",
                            models.PositiveSmallIntegerField(default=0, verbose_name="from how many full members on"),
                        ),
                        ("is_watched", models.BooleanField(default=True, verbose_name="watched")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="source of the rule")),
                        ("source_en", models.CharField(blank=True, max_length=200, verbose_name="source in English")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "frequency of meetings",
                        "verbose_name_plural": "frequencies of meetings",
                        "ordering": ["order", "kind"],
                    },
                ),
                migrations.CreateModel(
                    name="Grade",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=40, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=60, verbose_name="title in English")),
                        ("lower_bound", models.PositiveSmallIntegerField(verbose_name="from points")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("five_star", "five stars"),
                                    ("four_star", "four stars"),
                                    ("three_star", "three stars"),
                                    ("two_star", "two stars"),
                                    ("one_star", "one star"),
                                ],
                                max_length=16,
                                verbose_name="standardization level",
                            ),
                        ),
                        (
                            "catalogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grades",
                                to="branches.indicatorcatalogue",
                                verbose_name="catalogue of indicators",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "grade",
                        "verbose_name_plural": "grades",
                        "ordering": ["catalogue", "-lower_bound"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("catalogue", "lower_bound"),
                                name="grade_bound_once",
                                violation_error_message="This version has a grade from the same points already.",
                            ),
                            models.UniqueConstraint(
                                fields=("catalogue", "level"),
                                name="grade_level_once",
                                violation_error_message="This version has a grade of this level already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grid",
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
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "name_key",
                            models.CharField(
                                editable=False, max_length=40, unique=True, verbose_name="name for comparison"
                            ),
                        ),
                        ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "grid",
                        "verbose_name_plural": "grids",
                        "ordering": ["order", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="HonourKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=40, unique=True, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=60, verbose_name="title in English")),
                        ("level", models.CharField(blank=True, max_length=60, verbose_name="awarded by")),
                        (
                            "level_en",
                            models.CharField(blank=True, max_length=80, verbose_name="awarded by, in English"),
                        ),
                        ("criteria", models.TextField(blank=True, max_length=2000, verbose_name="criteria")),
                        (
                            "criteria_en",
                            models.TextField(blank=True, max_length=3000, verbose_name="criteria in English"),
                        ),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="Monday to Friday.",
                                verbose_name="working days of public notice, at least",
                            ),
                        ),
                        (
                            "is_for_post",
                            models.BooleanField(
                                default=False,
                                help_text="A post such as “Line 2, inspection”, named without any person.",
                                verbose_name="for a post",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "kind of honour",
                        "verbose_name_plural": "kinds of honour",
                        "ordering": ["order", "title"],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(help_text="Such as 3.2.", max_length=12, verbose_name="clause")),
                        ("title", models.CharField(max_length=60, verbose_name="short name")),
                        ("title_en", models.CharField(blank=True, max_length=80, verbose_name="short name in English")),
                        ("requirement", models.TextField(max_length=600, verbose_name="requirement")),
                        (
                            "requirement_en",
                            models.TextField(blank=True, max_length=900, verbose_name="requirement in English"),
                        ),
                        ("points", models.PositiveSmallIntegerField(default=0, verbose_name="points")),
                        ("method", models.CharField(max_length=120, verbose_name="method of checking")),
                        (
                            "method_en",
                            models.CharField(blank=True, max_length=160, verbose_name="method of checking in English"),
                        ),
                        ("scoring", models.CharField(max_length=300, verbose_name="how points are given")),
                        (
                            "scoring_en",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="how points are given, in English"
                            ),
                        ),
                        (
                            "is_veto",
                            models.BooleanField(
                                default=False,
                                help_text="Where it happened, the branch does not reach the standard.",
                                verbose_name="veto",
                            ),
                        ),
                        (
                            "is_bonus",
                            models.BooleanField(
                                default=False,
                                help_text="Points on top, up to the catalogue's ceiling.",
                                verbose_name="bonus",
                            ),
                        ),
                        (
                            "evidence_source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("election", "elections and committee"),
                                    ("member", "roll of members"),
                                    ("meeting", "meetings and lessons"),
                                    ("activity", "activities of the task force"),
                                    ("hazard", "hazards rectified"),
                                    ("site", "accepted items of the site"),
                                    ("honour", "honours"),
                                    ("pledge", "members' pledges"),
                                    ("pairing", "paired organisations"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="records that answer it",
                            ),
                        ),
                        ("needs_photo", models.BooleanField(default=False, verbose_name="a photo is required")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="indicators",
                                to="branches.indicatorgroup",
                                verbose_name="group of indicators",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indicator",
                        "verbose_name_plural": "indicators",
                        "ordering": ["group", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "code"),
                                name="indicator_code_once",
                                violation_error_message="This group has a clause of this code already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_bonus", False), ("is_veto", True), ("points", 0)),
                                    models.Q(("is_veto", False), ("points__gte", 1)),
                                    _connector="OR",
                                ),
                                name="indicator_points_or_veto",
                                violation_error_message="A veto gives no points and is no bonus; every other clause gives some.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sector",
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
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "name_key",
                            models.CharField(
                                editable=False, max_length=40, unique=True, verbose_name="name for comparison"
                            ),
                        ),
                        ("order", models.PositiveIntegerField(default=0, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "sector",
                        "verbose_name_plural": "sectors",
                        "ordering": ["order", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "people",
                        "ordering": ["name", "pk"],
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("portal.user",),
                ),
                migrations.CreateModel(
                    name="AssessmentEdition",
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
                        ("number", models.PositiveIntegerField(editable=False, unique=True, verbose_name="edition")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="what is new")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "draft"), ("published", "published"), ("superseded", "superseded")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="published at")),
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
                        "verbose_name": "standard of assessment",
                        "verbose_name_plural": "standards of assessment",
                        "ordering": ["-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("state",),
                                name="assessment_edition_one_draft",
                                violation_error_message="A draft is there already. Change that one.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("state",),
                                name="assessment_edition_one_in_force",
                                violation_error_message="One edition is in force at a time.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentReport",
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
                            models.CharField(blank=True, editable=False, max_length=40, verbose_name="report number"),
                        ),
                        ("facts", models.TextField(blank=True, max_length=4000, verbose_name="basic facts")),
                        ("process", models.TextField(blank=True, max_length=4000, verbose_name="how it was assessed")),
                        ("strengths", models.TextField(blank=True, max_length=4000, verbose_name="strengths")),
                        ("problems", models.TextField(blank=True, max_length=4000, verbose_name="problems")),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("well", "works well"),
                                    ("normal", "basically normal"),
                                    ("not_normal", "not normal"),
                                ],
                                max_length=12,
                                verbose_name="rating",
                            ),
                        ),
                        (
                            "proposal",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("keep", "keep"),
                                    ("improve", "improve"),
                                    ("rectify", "rectify by a deadline"),
                                    ("adjust", "adjust the set-up"),
                                    ("merge", "merge"),
                                    ("dissolve", "dissolve"),
                                ],
                                max_length=10,
                                verbose_name="proposal",
                            ),
                        ),
                        ("rectify_by", models.DateField(blank=True, null=True, verbose_name="rectify by")),
                        (
                            "proposal_text",
                            models.TextField(blank=True, max_length=2000, verbose_name="reasons for the proposal"),
                        ),
                        (
                            "composed",
                            models.JSONField(default=dict, editable=False, verbose_name="what the records said"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "being written"),
                                    ("signed", "signed off"),
                                    ("answered", "answered by the branch"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("signed_on", models.DateField(editable=False, null=True, verbose_name="signed off on")),
                        (
                            "reply",
                            models.TextField(
                                blank=True, editable=False, max_length=2000, verbose_name="the branch's answer"
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
                            "assessment",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report",
                                to="branches.assessment",
                                verbose_name="assessment",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment report",
                        "verbose_name_plural": "assessment reports",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_on", None), ("state", "draft")),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True),
                                        ("signed_on__isnull", False),
                                        models.Q(("rating", ""), _negated=True),
                                        models.Q(("proposal", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_report_signed_has_day",
                                violation_error_message="A report that is signed off has its day, a rating and a proposal.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rectify_by", None), ("proposal", "rectify"), _connector="OR"),
                                name="assessment_report_rectify_has_day",
                                violation_error_message="A deadline goes with the proposal to rectify alone.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentRound",
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
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                        ("basis", models.CharField(blank=True, max_length=120, verbose_name="basis document")),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(verbose_name="to")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "being prepared"), ("running", "running"), ("closed", "closed")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="branches.assessmentedition",
                                verbose_name="standard of assessment",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessment_rounds",
                                to="branches.organisation",
                                verbose_name="held by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "round of assessment",
                        "verbose_name_plural": "rounds of assessment",
                        "ordering": ["-starts_on", "-pk"],
                        "indexes": [models.Index(fields=["-starts_on", "-id"], name="assessment_round_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="assessment_round_ends_after_start",
                                violation_error_message="A round cannot end before it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentTeam",
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
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="teams",
                                to="branches.assessmentround",
                                verbose_name="round of assessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment team",
                        "verbose_name_plural": "assessment teams",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "name"),
                                name="assessment_team_name_once",
                                violation_error_message="This round has a team of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BranchDecision",
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
                                    ("keep", "keep"),
                                    ("rectify", "rectify by a deadline"),
                                    ("adjust", "adjust the committee"),
                                    ("downgrade", "downgrade"),
                                    ("merge", "merge"),
                                    ("dissolve", "dissolve"),
                                    ("establish", "found a new organisation"),
                                ],
                                max_length=10,
                                verbose_name="decision",
                            ),
                        ),
                        ("rectify_by", models.DateField(blank=True, null=True, verbose_name="rectify by")),
                        (
                            "branches_below",
                            models.CharField(
                                blank=True,
                                choices=[("merge", "they merge into it"), ("move", "they are moved on as they are")],
                                max_length=8,
                                verbose_name="branches below",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="new name")),
                        (
                            "new_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("office", "working committee"),
                                    ("committee", "party committee"),
                                    ("general_branch", "general branch"),
                                    ("branch", "branch"),
                                    ("joint_branch", "joint branch"),
                                ],
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                        (
                            "assessment",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="branches.assessment",
                                verbose_name="assessment",
                            ),
                        ),
                        (
                            "deliberation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="branches.deliberation",
                                verbose_name="deliberation",
                            ),
                        ),
                        (
                            "below",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="superior organisation",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="merged into",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessment_decisions",
                                to="branches.organisation",
                                verbose_name="branch",
                            ),
                        ),
                        (
                            "change",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decided_by",
                                to="branches.organisationalchange",
                                verbose_name="organisational change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "decision about a branch",
                        "verbose_name_plural": "decisions about branches",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "establish"), ("organisation", None)),
                                    models.Q(
                                        models.Q(("kind", "establish"), _negated=True), ("organisation__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="branch_decision_about_a_branch",
                                violation_error_message="A decision is about a branch; only a founding has none yet.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BranchRectification",
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
                        ("due_on", models.DateField(verbose_name="due on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "with the branch"),
                                    ("done", "to be checked"),
                                    ("checked", "checked"),
                                ],
                                default="open",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("done_on", models.DateField(editable=False, null=True, verbose_name="done on")),
                        (
                            "measures",
                            models.TextField(blank=True, editable=False, max_length=2000, verbose_name="what was done"),
                        ),
                        ("checked_on", models.DateField(editable=False, null=True, verbose_name="checked on")),
                        (
                            "opinion",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="opinion"),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rectification",
                                to="branches.branchdecision",
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="done by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rectification of a branch",
                        "verbose_name_plural": "rectifications of branches",
                        "ordering": ["due_on", "pk"],
                        "indexes": [models.Index(fields=["due_on", "id"], name="branch_rectification_due")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_on__isnull", False), ("done_on__isnull", False), ("state", "checked")
                                    ),
                                    models.Q(models.Q(("state", "checked"), _negated=True), ("checked_on", None)),
                                    _connector="OR",
                                ),
                                name="branch_rectification_checked_has_day",
                                violation_error_message="A rectification that was checked has the day of the check.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BranchStandard",
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
                                    ("open", "to be self-scored"),
                                    ("self_scored", "self-scored"),
                                    ("reviewed", "reviewed"),
                                    ("reached", "reached"),
                                    ("not_reached", "not reached"),
                                    ("not_applicable", "not applicable"),
                                ],
                                default="open",
                                max_length=16,
                                verbose_name="state",
                            ),
                        ),
                        ("answered", models.PositiveSmallIntegerField(default=0, verbose_name="clauses answered")),
                        (
                            "lacking",
                            models.PositiveSmallIntegerField(default=0, verbose_name="clauses that lack something"),
                        ),
                        (
                            "self_points",
                            models.DecimalField(decimal_places=1, max_digits=5, null=True, verbose_name="self-score"),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=1, max_digits=5, null=True, verbose_name="reviewed score"
                            ),
                        ),
                        ("is_vetoed", models.BooleanField(default=False, verbose_name="vetoed")),
                        ("self_scored_at", models.DateTimeField(null=True, verbose_name="self-scored at")),
                        ("reviewed_at", models.DateTimeField(null=True, verbose_name="reviewed at")),
                        ("reviewed_on", models.DateField(null=True, verbose_name="looked at on the spot on")),
                        ("opinion", models.CharField(blank=True, max_length=500, verbose_name="reviewer's opinion")),
                        ("decided_on", models.DateField(null=True, verbose_name="decided on")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="document number"),
                        ),
                        (
                            "sent_back_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="sent back because"),
                        ),
                        (
                            "set_aside_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="not applicable because"),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "self_scored_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="self-scored by",
                            ),
                        ),
                        (
                            "grade",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standards",
                                to="branches.grade",
                                verbose_name="grade",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standards",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standards",
                                to="branches.standardizationcycle",
                                verbose_name="standardization cycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "branch in a cycle",
                        "verbose_name_plural": "branches in a cycle",
                        "ordering": ["-cycle_id", "-lacking", "pk"],
                        "indexes": [
                            models.Index(fields=["-cycle", "-lacking", "id"], name="standard_by_need"),
                            models.Index(fields=["cycle", "state"], name="standard_by_state"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("cycle", "organisation"),
                                name="standard_once_a_cycle",
                                violation_error_message="This cycle covers the organisation already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_on__isnull", False),
                                        ("points__isnull", False),
                                        ("state__in", ("reached", "not_reached")),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("reached", "not_reached")), _negated=True),
                                        ("decided_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="standard_decided_has_date",
                                violation_error_message="A decision has its day and its points.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "reached"), _negated=True),
                                    models.Q(("grade__isnull", False), ("is_vetoed", False)),
                                    _connector="OR",
                                ),
                                name="standard_reached_has_grade",
                                violation_error_message="Whoever reached the standard has a grade and no veto.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_applicable"), _negated=True),
                                    models.Q(("set_aside_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="standard_set_aside_has_reason",
                                violation_error_message="Say why the cycle does not apply to it.",
                            ),
                        ],
                    },
                    bases=(branches.models.clauses.ClauseWork, models.Model),
                ),
                migrations.CreateModel(
                    name="ClauseScore",
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
                            "self_points",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="self-score"
                            ),
                        ),
                        (
                            "self_happened",
                            models.BooleanField(blank=True, null=True, verbose_name="happened, says the branch"),
                        ),
                        ("evidence", models.TextField(blank=True, max_length=1000, verbose_name="evidence in words")),
                        ("scored_at", models.DateTimeField(null=True, verbose_name="self-scored at")),
                        ("is_sent_back", models.BooleanField(default=False, verbose_name="sent back")),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="reviewed score"
                            ),
                        ),
                        (
                            "happened",
                            models.BooleanField(blank=True, null=True, verbose_name="happened, says the reviewer"),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=500, verbose_name="reason for the difference"),
                        ),
                        ("reviewed_at", models.DateTimeField(null=True, verbose_name="reviewed at")),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "scored_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="self-scored by",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clauses",
                                to="branches.branchstandard",
                                verbose_name="branch in a cycle",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="branches.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "score of a clause",
                        "verbose_name_plural": "scores of clauses",
                        "ordering": ["standard", "indicator"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("standard", "indicator"),
                                name="clause_score_once",
                                violation_error_message="This clause has a score already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("self_points", None), ("self_points__gte", 0), _connector="OR"),
                                    models.Q(("points", None), ("points__gte", 0), _connector="OR"),
                                ),
                                name="clause_score_not_negative",
                                violation_error_message="A score is not below zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("points", None),
                                    ("points", models.F("self_points")),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="clause_score_difference_has_reason",
                                violation_error_message="Say why the reviewed score differs from the self-score.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClausePhoto",
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
                        (
                            "clause",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="branches.clausescore",
                                verbose_name="score of a clause",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "photo of a clause",
                        "verbose_name_plural": "photos of clauses",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clause", "digest"),
                                name="clause_photo_once",
                                violation_error_message="This photo is there already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClauseLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(max_length=12, verbose_name="source")),
                        ("object_id", models.PositiveBigIntegerField(verbose_name="record")),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("day", models.DateField(blank=True, null=True, verbose_name="day")),
                        ("has_photos", models.BooleanField(default=False, verbose_name="has photos")),
                        ("taken_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="taken at")),
                        (
                            "content_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                to="contenttypes.contenttype",
                                verbose_name="kind of record",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken by",
                            ),
                        ),
                        (
                            "clause",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="branches.clausescore",
                                verbose_name="score of a clause",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "linked evidence",
                        "verbose_name_plural": "linked evidence",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clause", "content_type", "object_id"),
                                name="clause_link_once",
                                violation_error_message="This record is linked already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DimensionScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("political", "political lead"),
                                    ("committee", "strength of the committee"),
                                    ("example", "members' example"),
                                    ("life", "organisational life"),
                                    ("site", "site"),
                                    ("production", "service to production"),
                                    ("masses", "judgement of the masses"),
                                ],
                                max_length=12,
                                verbose_name="dimension",
                            ),
                        ),
                        ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                        (
                            "suggested",
                            models.DecimalField(
                                decimal_places=1, editable=False, max_digits=4, null=True, verbose_name="suggested"
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="score",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="branches.assessmentreport",
                                verbose_name="assessment report",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "score in a dimension",
                        "verbose_name_plural": "scores in dimensions",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("report", "dimension"), name="dimension_score_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score", None), models.Q(("score__gte", 0), ("score__lte", 100)), _connector="OR"
                                ),
                                name="dimension_score_of_a_hundred",
                                violation_error_message="A score lies between 0 and 100.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DimensionWeight",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("political", "political lead"),
                                    ("committee", "strength of the committee"),
                                    ("example", "members' example"),
                                    ("life", "organisational life"),
                                    ("site", "site"),
                                    ("production", "service to production"),
                                    ("masses", "judgement of the masses"),
                                ],
                                max_length=12,
                                verbose_name="dimension",
                            ),
                        ),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MaxValueValidator(100)], verbose_name="weight"
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="weights",
                                to="branches.assessmentedition",
                                verbose_name="standard of assessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weight of a dimension",
                        "verbose_name_plural": "weights of dimensions",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "dimension"), name="dimension_weight_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enterprise",
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
                        (
                            "credit_code",
                            models.CharField(blank=True, max_length=18, verbose_name="unified social credit code"),
                        ),
                        (
                            "trade",
                            models.CharField(
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
                                default="other",
                                max_length=20,
                                verbose_name="trade",
                            ),
                        ),
                        ("employees", models.PositiveIntegerField(blank=True, null=True, verbose_name="employees")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                        (
                            "has_dormitory",
                            models.BooleanField(blank=True, null=True, verbose_name="dormitory on the premises"),
                        ),
                        ("grid_worker_name", models.CharField(blank=True, max_length=80, verbose_name="grid worker")),
                        (
                            "grid_worker_phone",
                            models.CharField(blank=True, max_length=20, verbose_name="grid worker's phone"),
                        ),
                        ("linked_cadre_name", models.CharField(blank=True, max_length=80, verbose_name="linked cadre")),
                        (
                            "safety_officer_name",
                            models.CharField(blank=True, max_length=80, verbose_name="safety officer"),
                        ),
                        (
                            "safety_officer_phone",
                            models.CharField(blank=True, max_length=20, verbose_name="safety officer's phone"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                        (
                            "landlord",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tenants",
                                to="branches.enterprise",
                                verbose_name="landlord",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enterprises",
                                to="branches.grid",
                                verbose_name="grid",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enterprises",
                                to="branches.organisation",
                                verbose_name="party organisation",
                            ),
                        ),
                        (
                            "processes",
                            models.ManyToManyField(
                                blank=True,
                                related_name="enterprises",
                                to="branches.process",
                                verbose_name="dangerous processes",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enterprises",
                                to="branches.sector",
                                verbose_name="sector",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "enterprise",
                        "verbose_name_plural": "enterprises",
                        "ordering": ["name", "pk"],
                        "indexes": [models.Index(fields=["name", "id"], name="enterprise_name")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("credit_code", ""), _negated=True),
                                fields=("credit_code",),
                                name="enterprise_credit_code_once",
                                violation_error_message="Another enterprise has this credit code. Open that one instead.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("landlord", None),
                                    models.Q(("landlord", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="enterprise_is_no_tenant_of_its_own",
                                violation_error_message="An enterprise is not its own landlord. Name another one, or none.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FrozenCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("figure", "figure"), ("tally", "tally")], max_length=8, verbose_name="kind"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("key", models.CharField(max_length=60, verbose_name="key")),
                        ("query", models.TextField(blank=True, verbose_name="question")),
                        ("start", models.DateField(null=True, verbose_name="from day")),
                        ("as_of", models.DateField(verbose_name="as of")),
                        ("places", models.JSONField(default=dict, verbose_name="places")),
                        ("names", models.JSONField(default=dict, verbose_name="names")),
                        ("definition", models.JSONField(default=dict, verbose_name="definition")),
                        ("unit", models.JSONField(default=dict, verbose_name="unit")),
                        ("answer", models.JSONField(default=dict, verbose_name="answer")),
                        (
                            "is_partial",
                            models.BooleanField(default=False, verbose_name="counted within a part of the records"),
                        ),
                        (
                            "frozen_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="frozen at"),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="frozen_counts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contenttypes.contenttype",
                                verbose_name="kind of record",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "frozen count",
                        "verbose_name_plural": "frozen counts",
                        "ordering": ["-frozen_at", "-pk"],
                        "indexes": [models.Index(fields=["-frozen_at", "-id"], name="frozen_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("start", None), ("start__lte", models.F("as_of")), _connector="OR"),
                                name="frozen_count_period",
                                violation_error_message="The period ends before it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FrozenRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("object_id", models.PositiveBigIntegerField(verbose_name="record")),
                        ("label", models.CharField(max_length=160, verbose_name="name")),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, default=1, max_digits=14, verbose_name="amount"),
                        ),
                        ("facts", models.JSONField(default=list, verbose_name="facts")),
                        (
                            "frozen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="records",
                                to="branches.frozencount",
                                verbose_name="frozen count",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "record of a frozen count",
                        "verbose_name_plural": "records of a frozen count",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("frozen", "object_id"),
                                name="frozen_record_once",
                                violation_error_message="This record stands in the frozen count already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOrganisation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("path", models.CharField(db_index=True, max_length=255)),
                        ("depth", models.PositiveIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "name_key",
                            models.CharField(
                                db_index=True, editable=False, max_length=120, verbose_name="name for comparison"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("office", "working committee"),
                                    ("committee", "party committee"),
                                    ("general_branch", "general branch"),
                                    ("branch", "branch"),
                                    ("joint_branch", "joint branch"),
                                ],
                                default="branch",
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("in_force", "in force"), ("dissolved", "dissolved")],
                                default="in_force",
                                editable=False,
                                max_length=12,
                                verbose_name="standing",
                            ),
                        ),
                        ("secretary_name", models.CharField(blank=True, max_length=80, verbose_name="secretary")),
                        (
                            "secretary_phone",
                            models.CharField(blank=True, max_length=20, verbose_name="secretary's phone"),
                        ),
                        ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                        ("last_election_on", models.DateField(blank=True, null=True, verbose_name="last election")),
                        ("full_members", models.PositiveIntegerField(default=0, verbose_name="full members")),
                        (
                            "probationary_members",
                            models.PositiveIntegerField(default=0, verbose_name="probationary members"),
                        ),
                        (
                            "term_ends_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="term ends on"),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("unrated", "not rated"),
                                    ("five_star", "five stars"),
                                    ("four_star", "four stars"),
                                    ("three_star", "three stars"),
                                    ("two_star", "two stars"),
                                    ("one_star", "one star"),
                                    ("not_reached", "not reached"),
                                ],
                                default="unrated",
                                max_length=16,
                                verbose_name="standardization level",
                            ),
                        ),
                        (
                            "site_state",
                            models.CharField(
                                choices=[
                                    ("not_started", "not started"),
                                    ("under_construction", "under construction"),
                                    ("completed", "completed"),
                                ],
                                default="not_started",
                                max_length=20,
                                verbose_name="site",
                            ),
                        ),
                        ("site_accepted_on", models.DateField(blank=True, null=True, verbose_name="site accepted on")),
                        (
                            "dissolved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="dissolved on"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
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
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.enterprise",
                                verbose_name="host enterprise",
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
                    ],
                    options={
                        "verbose_name": "historical organisation",
                        "verbose_name_plural": "historical organisations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Honour",
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
                            "post",
                            models.CharField(
                                blank=True,
                                help_text="Without the name of any person.",
                                max_length=60,
                                verbose_name="post",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("merits", models.TextField(max_length=1500, verbose_name="what it is for")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "applied for"),
                                    ("recommended", "recommended"),
                                    ("on_notice", "on public notice"),
                                    ("named", "named"),
                                    ("withdrawn", "withdrawn"),
                                    ("declined", "declined"),
                                ],
                                default="applied",
                                editable=False,
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("recommended_on", models.DateField(editable=False, null=True, verbose_name="recommended on")),
                        (
                            "opinion",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="opinion"),
                        ),
                        ("notice_from", models.DateField(editable=False, null=True, verbose_name="public notice from")),
                        ("notice_to", models.DateField(editable=False, null=True, verbose_name="public notice to")),
                        ("named_on", models.DateField(editable=False, null=True, verbose_name="named on")),
                        (
                            "document_number",
                            models.CharField(blank=True, editable=False, max_length=80, verbose_name="document number"),
                        ),
                        ("kept_on", models.DateField(editable=False, null=True, verbose_name="last confirmed on")),
                        ("withdrawn_on", models.DateField(editable=False, null=True, verbose_name="withdrawn on")),
                        (
                            "ended_because",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="ended because"),
                        ),
                        (
                            "applied_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="applied by",
                            ),
                        ),
                        (
                            "recommended_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recommended by",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="honours",
                                to="branches.honourkind",
                                verbose_name="kind of honour",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="honours",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "honour",
                        "verbose_name_plural": "honours",
                        "ordering": ["-year", "-pk"],
                        "indexes": [
                            models.Index(fields=["-year", "-id"], name="honour_newest"),
                            models.Index(fields=["state", "-year"], name="honour_by_state"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "declined"), _negated=True),
                                fields=("kind", "organisation", "post", "year"),
                                name="honour_once_a_year",
                                violation_error_message="This honour has been applied for in this year already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("on_notice", "named", "withdrawn")), _negated=True),
                                    models.Q(
                                        ("notice_from__isnull", False), ("notice_to__gte", models.F("notice_from"))
                                    ),
                                    _connector="OR",
                                ),
                                name="honour_notice_has_days",
                                violation_error_message="A public notice has its first and its last day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("named_on__gt", models.F("notice_to")),
                                        ("state__in", ("named", "withdrawn")),
                                        models.Q(("document_number", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("named", "withdrawn")), _negated=True),
                                        ("named_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="honour_named_has_document",
                                violation_error_message="An honour is named after its public notice, by a document.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("withdrawn", "declined")), _negated=True),
                                    models.Q(("ended_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="honour_ended_has_reason",
                                violation_error_message="Say why it ended.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorCatalogue",
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
                                    ("enterprises", "organisations in enterprises"),
                                    ("social", "organisations in social organisations"),
                                ],
                                default="enterprises",
                                max_length=16,
                                verbose_name="written for",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(editable=False, verbose_name="version of the catalogue"),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(2000)], verbose_name="year"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=160, verbose_name="title in English")),
                        (
                            "is_proposal",
                            models.BooleanField(
                                default=False,
                                help_text="Not adopted by a committee yet: shown wherever the catalogue is used.",
                                verbose_name="a proposal",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=500, verbose_name="basis")),
                        ("basis_en", models.CharField(blank=True, max_length=500, verbose_name="basis in English")),
                        (
                            "bonus_ceiling",
                            models.PositiveSmallIntegerField(default=5, verbose_name="most bonus points"),
                        ),
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
                            "superseded_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="superseded at"),
                        ),
                        (
                            "copied_from",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="branches.indicatorcatalogue",
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
                        "verbose_name": "catalogue of indicators",
                        "verbose_name_plural": "catalogues of indicators",
                        "ordering": ["kind", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "number"),
                                name="indicator_catalogue_number_once",
                                violation_error_message="This version exists already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("kind",),
                                name="indicator_catalogue_one_in_force",
                                violation_error_message="Another version is in force; publishing this one supersedes it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at", None), ("state", "draft")),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True), ("published_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="indicator_catalogue_published_has_date",
                                violation_error_message="A published catalogue has the time at which it was published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=12, verbose_name="code")),
                        ("title", models.CharField(max_length=60, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=80, verbose_name="title in English")),
                        (
                            "points",
                            models.PositiveSmallIntegerField(
                                help_text="The sum of its clauses, without bonus points.", verbose_name="points"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        (
                            "catalogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="branches.indicatorcatalogue",
                                verbose_name="catalogue of indicators",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "group of indicators",
                        "verbose_name_plural": "groups of indicators",
                        "ordering": ["catalogue", "order", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("catalogue", "code"),
                                name="indicator_group_code_once",
                                violation_error_message="This version has a group of this code already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaterialItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=120, verbose_name="title in English")),
                        ("requirement", models.CharField(blank=True, max_length=300, verbose_name="requirement")),
                        (
                            "requirement_en",
                            models.CharField(blank=True, max_length=400, verbose_name="requirement in English"),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("political", "political lead"),
                                    ("committee", "strength of the committee"),
                                    ("example", "members' example"),
                                    ("life", "organisational life"),
                                    ("site", "site"),
                                    ("production", "service to production"),
                                    ("masses", "judgement of the masses"),
                                ],
                                max_length=12,
                                verbose_name="dimension",
                            ),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="points",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="branches.assessmentedition",
                                verbose_name="standard of assessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "item of material",
                        "verbose_name_plural": "items of material",
                        "ordering": ["number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "number"),
                                name="material_item_number_once",
                                violation_error_message="Another item bears this number.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaterialCheck",
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
                            "verdict",
                            models.CharField(
                                choices=[("present", "present"), ("incomplete", "incomplete"), ("missing", "missing")],
                                max_length=10,
                                verbose_name="found",
                            ),
                        ),
                        (
                            "deduction",
                            models.DecimalField(
                                decimal_places=1,
                                default=Decimal("0"),
                                max_digits=4,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="points deducted",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="branches.assessment",
                                verbose_name="assessment",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="looked at by",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="branches.materialitem",
                                verbose_name="item of material",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "material looked at",
                        "verbose_name_plural": "materials looked at",
                        "ordering": ["item__number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("assessment", "item"), name="material_check_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "present"), _negated=True), ("deduction", 0), _connector="OR"
                                ),
                                name="material_present_costs_nothing",
                                violation_error_message="Nothing is deducted for material that is present.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaterialPhoto",
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
                            "check_record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="branches.materialcheck",
                                verbose_name="material looked at",
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
                        "verbose_name": "photo of material",
                        "verbose_name_plural": "photos of material",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("check_record", "digest"), name="material_photo_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaterialReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("read_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="read at")),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="page",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="material_readings",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "material read",
                        "verbose_name_plural": "material read",
                        "ordering": ["-read_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "page"),
                                name="material_read_once",
                                violation_error_message="You have said so already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                                    ("members_meeting", "members' meeting"),
                                    ("committee_meeting", "committee meeting"),
                                    ("group_meeting", "group meeting"),
                                    ("party_lesson", "Party lesson"),
                                    ("theme_day", "theme Party day"),
                                    ("organisational_life", "organisational-life meeting"),
                                    ("appraisal", "democratic appraisal of members"),
                                    ("heart_to_heart", "heart-to-heart talks"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "planned or draft"), ("recorded", "recorded")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="held on")),
                        ("starts_at", models.TimeField(blank=True, null=True, verbose_name="from (time)")),
                        ("ends_at", models.TimeField(blank=True, null=True, verbose_name="to (time)")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                        ("chair", models.CharField(blank=True, max_length=80, verbose_name="in the chair")),
                        ("lesson_by", models.CharField(blank=True, max_length=80, verbose_name="lesson given by")),
                        ("topic", models.CharField(max_length=200, verbose_name="topic")),
                        (
                            "expected",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="expected",
                            ),
                        ),
                        (
                            "present",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="present",
                            ),
                        ),
                        (
                            "absent",
                            models.CharField(blank=True, max_length=500, verbose_name="who was absent, and why"),
                        ),
                        ("minutes", models.TextField(blank=True, max_length=10000, verbose_name="minutes")),
                        ("resolution", models.TextField(blank=True, max_length=2000, verbose_name="resolution")),
                        (
                            "excellent",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="excellent",
                            ),
                        ),
                        (
                            "qualified",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="qualified",
                            ),
                        ),
                        (
                            "basically_qualified",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="basically qualified",
                            ),
                        ),
                        (
                            "unqualified",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="unqualified",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(editable=False, null=True, verbose_name="signed at")),
                        (
                            "sent_back_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="sent back because"
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
                            "recorded_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signed by",
                            ),
                        ),
                        (
                            "attendees",
                            models.ManyToManyField(
                                blank=True, related_name="meetings", to="branches.member", verbose_name="who was there"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "partners",
                            models.ManyToManyField(
                                blank=True,
                                related_name="joint_meetings",
                                to="branches.organisation",
                                verbose_name="joint with",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "meeting",
                        "verbose_name_plural": "meetings",
                        "ordering": ["-held_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-held_on", "-id"], name="meeting_newest"),
                            models.Index(
                                fields=["organisation", "kind", "state", "held_on"], name="meeting_by_organisation"
                            ),
                            models.Index(fields=["state", "held_on"], name="meeting_by_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("present__isnull", False),
                                        ("recorded_at__isnull", False),
                                        ("state", "recorded"),
                                    ),
                                    models.Q(("recorded_at", None), ("state", "draft")),
                                    _connector="OR",
                                ),
                                name="meeting_recorded_is_signed",
                                violation_error_message="A recorded meeting says how many were there, and who signed when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present", None),
                                    ("expected", None),
                                    ("present__lte", models.F("expected")),
                                    _connector="OR",
                                ),
                                name="meeting_present_of_expected",
                                violation_error_message="More people were present than expected. Correct one of the two.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "appraisal"), ("state", "recorded"), _negated=True),
                                    (
                                        "present",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("excellent"), "+", models.F("qualified")
                                                ),
                                                "+",
                                                models.F("basically_qualified"),
                                            ),
                                            "+",
                                            models.F("unqualified"),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_grades_add_up",
                                violation_error_message="The grades together are as many as took part in the appraisal.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_at", None),
                                    ("ends_at", None),
                                    ("ends_at__gte", models.F("starts_at")),
                                    _connector="OR",
                                ),
                                name="meeting_ends_after_start",
                                violation_error_message="A meeting cannot end before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingPhoto",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="branches.meeting",
                                verbose_name="meeting",
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
                        "verbose_name": "photo of a meeting",
                        "verbose_name_plural": "photos of meetings",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "digest"),
                                name="meeting_photo_once",
                                violation_error_message="This photo is there already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
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
                        ("name", models.CharField(max_length=50, verbose_name="name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applicant", "applicant"),
                                    ("activist", "activist"),
                                    ("candidate", "candidate for development"),
                                    ("probationary", "probationary member"),
                                    ("full", "full member"),
                                    ("transferred", "transferred out"),
                                    ("left", "left the Party or the list"),
                                    ("expelled", "expelled"),
                                    ("died", "died"),
                                ],
                                default="applicant",
                                editable=False,
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[("female", "female"), ("male", "male")],
                                max_length=6,
                                verbose_name="sex",
                            ),
                        ),
                        (
                            "birth_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year of birth",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="mobile phone")),
                        ("education", models.CharField(blank=True, max_length=20, verbose_name="education")),
                        ("job_title", models.CharField(blank=True, max_length=60, verbose_name="post at work")),
                        ("unit", models.CharField(blank=True, max_length=80, verbose_name="unit or workshop")),
                        ("applied_on", models.DateField(blank=True, null=True, verbose_name="applied on")),
                        ("activist_on", models.DateField(blank=True, null=True, verbose_name="activist since")),
                        ("candidate_on", models.DateField(blank=True, null=True, verbose_name="candidate since")),
                        ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined the Party on")),
                        ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended on")),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=200, verbose_name="reason of the end"
                            ),
                        ),
                        (
                            "dues_until",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="dues paid until"),
                        ),
                        ("is_floating", models.BooleanField(default=False, verbose_name="floating member")),
                        (
                            "floating_place",
                            models.CharField(blank=True, max_length=120, verbose_name="where the floating member is"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="membership_record",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "member",
                        "verbose_name_plural": "members",
                        "ordering": ["organisation", "pk"],
                        "indexes": [
                            models.Index(fields=["organisation", "id"], name="member_by_organisation"),
                            models.Index(fields=["state", "joined_on"], name="member_by_stage"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "full"), _negated=True),
                                    models.Q(("confirmed_on__isnull", False), ("joined_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="member_full_has_days",
                                violation_error_message="A full member has the day of joining and the day of confirmation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "probationary"), _negated=True),
                                    models.Q(("confirmed_on", None), ("joined_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="member_probationary_has_day",
                                violation_error_message="A probationary member has the day of joining and is not confirmed yet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("applicant", "activist", "candidate")), _negated=True),
                                    models.Q(
                                        ("applied_on__isnull", False), ("confirmed_on", None), ("joined_on", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="member_in_development_has_not_joined",
                                violation_error_message="Who has not been admitted has the day of the application and no other.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        ("state__in", ("transferred", "left", "expelled", "died")),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ("transferred", "left", "expelled", "died")), _negated=True
                                        ),
                                        ("ended_on", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="member_ended_has_day",
                                violation_error_message="A membership that has ended has the day on which it did.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("joined_on", None),
                                        ("confirmed_on", None),
                                        ("confirmed_on__gte", models.F("joined_on")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("joined_on", None),
                                        ("ended_on", None),
                                        ("ended_on__gte", models.F("joined_on")),
                                        _connector="OR",
                                    ),
                                ),
                                name="member_days_in_order",
                                violation_error_message="Nobody is confirmed, or ends, before joining. Correct the days.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
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
                            "received_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="received on"),
                        ),
                        ("text", models.TextField(max_length=1000, verbose_name="what was brought forward")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                        ("answer", models.TextField(blank=True, max_length=1000, verbose_name="finding and answer")),
                        (
                            "honour",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="branches.honour",
                                verbose_name="honour",
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
                    ],
                    options={
                        "verbose_name": "objection",
                        "verbose_name_plural": "objections",
                        "ordering": ["received_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on", None)),
                                    models.Q(
                                        ("answered_on__gte", models.F("received_on")),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="objection_answered_has_answer",
                                violation_error_message="An answer has its day, not before the objection, and its words.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
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
                        ("path", models.CharField(max_length=255, unique=True)),
                        ("depth", models.PositiveIntegerField()),
                        ("numchild", models.PositiveIntegerField(default=0)),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "name_key",
                            models.CharField(
                                db_index=True, editable=False, max_length=120, verbose_name="name for comparison"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("office", "working committee"),
                                    ("committee", "party committee"),
                                    ("general_branch", "general branch"),
                                    ("branch", "branch"),
                                    ("joint_branch", "joint branch"),
                                ],
                                default="branch",
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("in_force", "in force"), ("dissolved", "dissolved")],
                                default="in_force",
                                editable=False,
                                max_length=12,
                                verbose_name="standing",
                            ),
                        ),
                        ("secretary_name", models.CharField(blank=True, max_length=80, verbose_name="secretary")),
                        (
                            "secretary_phone",
                            models.CharField(blank=True, max_length=20, verbose_name="secretary's phone"),
                        ),
                        ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                        ("last_election_on", models.DateField(blank=True, null=True, verbose_name="last election")),
                        ("full_members", models.PositiveIntegerField(default=0, verbose_name="full members")),
                        (
                            "probationary_members",
                            models.PositiveIntegerField(default=0, verbose_name="probationary members"),
                        ),
                        (
                            "term_ends_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="term ends on"),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("unrated", "not rated"),
                                    ("five_star", "five stars"),
                                    ("four_star", "four stars"),
                                    ("three_star", "three stars"),
                                    ("two_star", "two stars"),
                                    ("one_star", "one star"),
                                    ("not_reached", "not reached"),
                                ],
                                default="unrated",
                                max_length=16,
                                verbose_name="standardization level",
                            ),
                        ),
                        (
                            "site_state",
                            models.CharField(
                                choices=[
                                    ("not_started", "not started"),
                                    ("under_construction", "under construction"),
                                    ("completed", "completed"),
                                ],
                                default="not_started",
                                max_length=20,
                                verbose_name="site",
                            ),
                        ),
                        ("site_accepted_on", models.DateField(blank=True, null=True, verbose_name="site accepted on")),
                        (
                            "dissolved_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="dissolved on"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                        (
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hosted_organisations",
                                to="branches.enterprise",
                                verbose_name="host enterprise",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisation",
                        "verbose_name_plural": "organisations",
                        "ordering": ["path"],
                        "indexes": [
                            models.Index(fields=["dissolved_on"], name="organisation_dissolved_on"),
                            models.Index(fields=["site_accepted_on"], name="organisation_site_accepted_on"),
                            models.Index(fields=["term_ends_on", "id"], name="organisation_term_ends_on"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("site_accepted_on__isnull", False), ("site_state", "completed")),
                                    models.Q(
                                        models.Q(("site_state", "completed"), _negated=True), ("site_accepted_on", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="organisation_site_completed_has_date",
                                violation_error_message="A completed site has an acceptance date, any other has none. Fill in or clear the date.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("dissolved_on__isnull", False), ("state", "dissolved")),
                                    models.Q(("dissolved_on", None), ("state", "in_force")),
                                    _connector="OR",
                                ),
                                name="organisation_dissolved_has_date",
                                violation_error_message="A dissolved organisation has the day from which it is dissolved.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dissolved_on", None),
                                    ("founded_on", None),
                                    ("dissolved_on__gte", models.F("founded_on")),
                                    _connector="OR",
                                ),
                                name="organisation_dissolved_after_founded",
                                violation_error_message="An organisation cannot be dissolved before it was founded.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_force")),
                                fields=("name_key",),
                                name="organisation_name_once_in_force",
                                violation_error_message="An organisation of this name is in force already. Open that one instead.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonthPack",
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
                        ("month", models.PositiveIntegerField(verbose_name="month")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting for the worker"),
                                    ("making", "being made"),
                                    ("done", "finished"),
                                    ("failed", "broke off"),
                                ],
                                default="waiting",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="asked for at"
                            ),
                        ),
                        ("heard_at", models.DateTimeField(editable=False, null=True, verbose_name="last sign of life")),
                        ("finished_at", models.DateTimeField(editable=False, null=True, verbose_name="finished at")),
                        (
                            "parts_done",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="parts done"),
                        ),
                        ("parts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="parts")),
                        ("figures", models.JSONField(default=dict, editable=False, verbose_name="figures")),
                        ("page", models.PositiveBigIntegerField(editable=False, null=True, verbose_name="news draft")),
                        (
                            "failure",
                            models.CharField(blank=True, editable=False, max_length=500, verbose_name="failure"),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packs",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packs",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "month's pack",
                        "verbose_name_plural": "months' packs",
                        "ordering": ["-month", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__gte", 190001), ("month__lte", 999912)),
                                name="month_pack_month",
                                violation_error_message="Write the month as 2026-11.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", False), ("state", "done")),
                                    models.Q(models.Q(("state", "done"), _negated=True), ("finished_at", None)),
                                    _connector="OR",
                                ),
                                name="month_pack_done_has_end",
                                violation_error_message="A finished pack has the moment at which it was finished.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="branches.member",
                                verbose_name="member",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "membership",
                        "verbose_name_plural": "memberships",
                        "ordering": ["pk"],
                        "indexes": [models.Index(fields=["organisation", "start", "end"], name="membership_on_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("end", None)),
                                fields=("member",),
                                name="membership_one_at_a_time",
                                violation_error_message="A membership lies with one organisation at a time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("start", None), ("end", None), ("end__gte", models.F("start")), _connector="OR"
                                ),
                                name="membership_ends_after_start",
                                violation_error_message="A membership cannot end before it began.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LevelAward",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("unrated", "not rated"),
                                    ("five_star", "five stars"),
                                    ("four_star", "four stars"),
                                    ("three_star", "three stars"),
                                    ("two_star", "two stars"),
                                    ("one_star", "one star"),
                                    ("not_reached", "not reached"),
                                ],
                                max_length=16,
                                verbose_name="standardization level",
                            ),
                        ),
                        (
                            "level_before",
                            models.CharField(
                                choices=[
                                    ("unrated", "not rated"),
                                    ("five_star", "five stars"),
                                    ("four_star", "four stars"),
                                    ("three_star", "three stars"),
                                    ("two_star", "two stars"),
                                    ("one_star", "one star"),
                                    ("not_reached", "not reached"),
                                ],
                                max_length=16,
                                verbose_name="level before",
                            ),
                        ),
                        ("awarded_on", models.DateField(verbose_name="awarded on")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="document number"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at"),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="awards",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rating",
                        "verbose_name_plural": "ratings",
                        "ordering": ["-awarded_on", "-pk"],
                        "indexes": [models.Index(fields=["organisation", "awarded_on"], name="level_award_of")],
                    },
                ),
                migrations.CreateModel(
                    name="JointUnit",
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
                        ("start", models.DateField(verbose_name="from")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joint_units",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="branches.organisation",
                                verbose_name="joint branch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "unit of a joint branch",
                        "verbose_name_plural": "units of joint branches",
                        "ordering": ["organisation", "start", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("end", None)),
                                fields=("enterprise",),
                                name="joint_unit_once",
                                violation_error_message="A joint branch covers this enterprise already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                                name="joint_unit_ends_after_start",
                                violation_error_message="It cannot end before it began. Choose a later day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTrainingSession",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("party", "party work"),
                                    ("safety", "safety"),
                                    ("visit", "visit on the spot"),
                                    ("lesson", "party lesson"),
                                ],
                                default="party",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="day")),
                        ("starts_at", models.TimeField(verbose_name="from (time)")),
                        ("ends_at", models.TimeField(blank=True, null=True, verbose_name="to (time)")),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="seats")),
                        (
                            "remark",
                            models.TextField(blank=True, max_length=1000, verbose_name="what to bring, what to know"),
                        ),
                        ("roles", models.JSONField(blank=True, default=list, verbose_name="audience")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("announced", "announced"),
                                    ("held", "held"),
                                    ("closed", "attendance closed"),
                                    ("called_off", "training called off"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("announced_at", models.DateTimeField(editable=False, null=True, verbose_name="announced at")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed at")),
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
                            "announced_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="announced by",
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
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.grid",
                                verbose_name="grid",
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="for whose people",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical training session",
                        "verbose_name_plural": "historical training sessions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSite",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                        (
                            "area",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=7,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="area (m²)",
                            ),
                        ),
                        ("keeper_name", models.CharField(blank=True, max_length=80, verbose_name="keeper")),
                        ("keeper_phone", models.CharField(blank=True, max_length=20, verbose_name="keeper's phone")),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                        (
                            "state",
                            models.CharField(
                                choices=[("in_use", "in use"), ("given_up", "given up")],
                                default="in_use",
                                editable=False,
                                max_length=10,
                                verbose_name="use",
                            ),
                        ),
                        (
                            "given_up_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="given up on"),
                        ),
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical site",
                        "verbose_name_plural": "historical sites",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMember",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=50, verbose_name="name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applicant", "applicant"),
                                    ("activist", "activist"),
                                    ("candidate", "candidate for development"),
                                    ("probationary", "probationary member"),
                                    ("full", "full member"),
                                    ("transferred", "transferred out"),
                                    ("left", "left the Party or the list"),
                                    ("expelled", "expelled"),
                                    ("died", "died"),
                                ],
                                default="applicant",
                                editable=False,
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[("female", "female"), ("male", "male")],
                                max_length=6,
                                verbose_name="sex",
                            ),
                        ),
                        (
                            "birth_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year of birth",
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=20, verbose_name="mobile phone")),
                        ("education", models.CharField(blank=True, max_length=20, verbose_name="education")),
                        ("job_title", models.CharField(blank=True, max_length=60, verbose_name="post at work")),
                        ("unit", models.CharField(blank=True, max_length=80, verbose_name="unit or workshop")),
                        ("applied_on", models.DateField(blank=True, null=True, verbose_name="applied on")),
                        ("activist_on", models.DateField(blank=True, null=True, verbose_name="activist since")),
                        ("candidate_on", models.DateField(blank=True, null=True, verbose_name="candidate since")),
                        ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined the Party on")),
                        ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                        ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="ended on")),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=200, verbose_name="reason of the end"
                            ),
                        ),
                        (
                            "dues_until",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="dues paid until"),
                        ),
                        ("is_floating", models.BooleanField(default=False, verbose_name="floating member")),
                        (
                            "floating_place",
                            models.CharField(blank=True, max_length=120, verbose_name="where the floating member is"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical member",
                        "verbose_name_plural": "historical members",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeeting",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("members_meeting", "members' meeting"),
                                    ("committee_meeting", "committee meeting"),
                                    ("group_meeting", "group meeting"),
                                    ("party_lesson", "Party lesson"),
                                    ("theme_day", "theme Party day"),
                                    ("organisational_life", "organisational-life meeting"),
                                    ("appraisal", "democratic appraisal of members"),
                                    ("heart_to_heart", "heart-to-heart talks"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "planned or draft"), ("recorded", "recorded")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="held on")),
                        ("starts_at", models.TimeField(blank=True, null=True, verbose_name="from (time)")),
                        ("ends_at", models.TimeField(blank=True, null=True, verbose_name="to (time)")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                        ("chair", models.CharField(blank=True, max_length=80, verbose_name="in the chair")),
                        ("lesson_by", models.CharField(blank=True, max_length=80, verbose_name="lesson given by")),
                        ("topic", models.CharField(max_length=200, verbose_name="topic")),
                        (
                            "expected",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="expected",
                            ),
                        ),
                        (
                            "present",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="present",
                            ),
                        ),
                        (
                            "absent",
                            models.CharField(blank=True, max_length=500, verbose_name="who was absent, and why"),
                        ),
                        ("minutes", models.TextField(blank=True, max_length=10000, verbose_name="minutes")),
                        ("resolution", models.TextField(blank=True, max_length=2000, verbose_name="resolution")),
                        (
                            "excellent",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="excellent",
                            ),
                        ),
                        (
                            "qualified",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="qualified",
                            ),
                        ),
                        (
                            "basically_qualified",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="basically qualified",
                            ),
                        ),
                        (
                            "unqualified",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(5000)],
                                verbose_name="unqualified",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(editable=False, null=True, verbose_name="signed at")),
                        (
                            "sent_back_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="sent back because"
                            ),
                        ),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signed by",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical meeting",
                        "verbose_name_plural": "historical meetings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Election",
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
                        ("result", models.CharField(blank=True, max_length=300, verbose_name="result")),
                        ("extended_until", models.DateField(blank=True, null=True, verbose_name="extended until")),
                        (
                            "extension_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="reason for the extension"),
                        ),
                        (
                            "extension_approval",
                            models.CharField(blank=True, max_length=80, verbose_name="approved by (document number)"),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="elections",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "election",
                        "verbose_name_plural": "elections",
                        "ordering": ["-held_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "held_on"),
                                name="election_once_a_day",
                                violation_error_message="The election of this day has been recorded already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("extended_until", None),
                                    ("extended_until__gt", models.F("held_on")),
                                    _connector="OR",
                                ),
                                name="election_extended_after_it_was_held",
                                violation_error_message="A term is extended to a day after its election.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeMember",
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
                        ("name", models.CharField(max_length=80, verbose_name="full name")),
                        (
                            "position",
                            models.CharField(
                                choices=[
                                    ("secretary", "secretary"),
                                    ("deputy", "deputy secretary"),
                                    ("organisation", "member for organisation"),
                                    ("publicity", "member for publicity"),
                                    ("discipline", "member for discipline"),
                                    ("member", "committee member"),
                                ],
                                max_length=16,
                                verbose_name="position",
                            ),
                        ),
                        ("division", models.CharField(blank=True, max_length=120, verbose_name="division of work")),
                        ("start", models.DateField(verbose_name="from")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="committees",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="branches.member",
                                verbose_name="member",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="committee",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "committee member",
                        "verbose_name_plural": "committee members",
                        "ordering": ["organisation", "start", "pk"],
                        "indexes": [
                            models.Index(fields=["organisation", "position", "end"], name="committee_position")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("end", None), ("position", "secretary")),
                                fields=("organisation",),
                                name="one_secretary_at_a_time",
                                violation_error_message="There is a secretary already. Relieve that one first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                                name="committee_member_ends_after_start",
                                violation_error_message="It cannot end before it began. Choose a later day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationalChange",
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
                                    ("established", "established"),
                                    ("renamed", "renamed"),
                                    ("downgraded", "downgraded"),
                                    ("upgraded", "upgraded"),
                                    ("dissolved", "dissolved"),
                                    ("merged", "merged"),
                                    ("moved", "moved"),
                                    ("adjusted", "committee adjusted"),
                                    ("rehosted", "host enterprise changed"),
                                ],
                                max_length=12,
                                verbose_name="change",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("applied", "in effect"),
                                    ("called_off", "called off"),
                                    ("corrected", "corrected by another entry"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="applied",
                                editable=False,
                                max_length=12,
                                verbose_name="state of the change",
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="effective on")),
                        ("meeting", models.CharField(blank=True, max_length=120, verbose_name="meeting")),
                        (
                            "document_number",
                            models.CharField(blank=True, max_length=80, verbose_name="document number"),
                        ),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="basis")),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="filed on")),
                        ("name_before", models.CharField(blank=True, max_length=120, verbose_name="name before")),
                        ("name_after", models.CharField(max_length=120, verbose_name="name after")),
                        (
                            "kind_before",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("office", "working committee"),
                                    ("committee", "party committee"),
                                    ("general_branch", "general branch"),
                                    ("branch", "branch"),
                                    ("joint_branch", "joint branch"),
                                ],
                                max_length=16,
                                verbose_name="kind before",
                            ),
                        ),
                        (
                            "kind_after",
                            models.CharField(
                                choices=[
                                    ("office", "working committee"),
                                    ("committee", "party committee"),
                                    ("general_branch", "general branch"),
                                    ("branch", "branch"),
                                    ("joint_branch", "joint branch"),
                                ],
                                max_length=16,
                                verbose_name="kind after",
                            ),
                        ),
                        (
                            "branches_below",
                            models.CharField(
                                blank=True,
                                choices=[("merge", "they merge into it"), ("move", "they are moved on as they are")],
                                editable=False,
                                max_length=8,
                                verbose_name="branches below",
                            ),
                        ),
                        (
                            "together",
                            models.UUIDField(
                                db_index=True, default=uuid.uuid4, editable=False, verbose_name="decision"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at"),
                        ),
                        (
                            "applied_at",
                            models.DateTimeField(
                                blank=True,
                                default=django.utils.timezone.now,
                                null=True,
                                verbose_name="in the registry since",
                            ),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="believed until"),
                        ),
                        (
                            "failure",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="could not be applied"
                            ),
                        ),
                        (
                            "corrects",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="branches.organisationalchange",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "enterprise_after",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.enterprise",
                                verbose_name="host enterprise after",
                            ),
                        ),
                        (
                            "enterprise_before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.enterprise",
                                verbose_name="host enterprise before",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_changes",
                                to="branches.organisation",
                                verbose_name="merged into",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "parent_after",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes_below",
                                to="branches.organisation",
                                verbose_name="superior after",
                            ),
                        ),
                        (
                            "parent_before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="superior before",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisational change",
                        "verbose_name_plural": "organisational changes",
                        "ordering": ["-effective_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-effective_on", "-id"], name="change_effective_on"),
                            models.Index(fields=["state", "effective_on"], name="change_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False),
                                    models.Q(("kind", "established"), models.Q(("state", "applied"), _negated=True)),
                                    _connector="OR",
                                ),
                                name="change_of_an_organisation",
                                violation_error_message="Say which organisation changes.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("applied_at__isnull", False), ("state", "applied"), ("withdrawn_at", None)
                                    ),
                                    models.Q(
                                        ("state__in", ["corrected", "withdrawn"]), ("withdrawn_at__isnull", False)
                                    ),
                                    models.Q(
                                        ("applied_at", None),
                                        ("state__in", ["planned", "called_off"]),
                                        ("withdrawn_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="change_in_effect_since",
                                violation_error_message="A change in effect has the moment from which the registry knows it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("filed_on", None), ("filed_on__gte", models.F("effective_on")), _connector="OR"
                                ),
                                name="change_filed_in_effect",
                                violation_error_message="A change cannot be filed before it takes effect.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                                    ("members", "members' transfer, one by one"),
                                    ("seal", "seal handed in or renewed"),
                                    ("archive", "archive handed over"),
                                    ("dues", "dues settled"),
                                    ("enterprises", "enterprises assigned to another organisation"),
                                    ("accounts", "appointments ended, accounts closed"),
                                    ("election", "election held"),
                                ],
                                max_length=16,
                                verbose_name="what is to be done",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("done", "done"), ("not_needed", "not needed")],
                                default="open",
                                editable=False,
                                max_length=12,
                                verbose_name="state of the follow-up",
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="done by",
                            ),
                        ),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="branches.organisationalchange",
                                verbose_name="organisational change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "follow-up",
                        "verbose_name_plural": "follow-ups",
                        "ordering": ["pk"],
                        "indexes": [models.Index(fields=["state", "id"], name="follow_up_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("change", "kind"),
                                name="follow_up_once",
                                violation_error_message="This stands on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on__isnull", False), ("state", "done")),
                                    models.Q(models.Q(("state", "done"), _negated=True), ("done_on", None)),
                                    _connector="OR",
                                ),
                                name="follow_up_done_has_day",
                                violation_error_message="What is done has the day on which it was done, and nothing else has.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationSpell",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("office", "working committee"),
                                    ("committee", "party committee"),
                                    ("general_branch", "general branch"),
                                    ("branch", "branch"),
                                    ("joint_branch", "joint branch"),
                                ],
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        ("lineage", models.CharField(max_length=180, verbose_name="line of superiors")),
                        ("start", models.DateField(verbose_name="from")),
                        ("end", models.DateField(null=True, verbose_name="to")),
                        ("recorded_at", models.DateTimeField(verbose_name="believed since")),
                        ("superseded_at", models.DateTimeField(null=True, verbose_name="believed until")),
                        (
                            "enterprise",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.enterprise",
                                verbose_name="host enterprise",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="spells",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="spells_below",
                                to="branches.organisation",
                                verbose_name="superior organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "registry of a day",
                        "verbose_name_plural": "registry of a day",
                        "ordering": ["lineage", "pk"],
                        "indexes": [
                            models.Index(fields=["lineage", "id"], name="spell_lineage"),
                            models.Index(
                                condition=models.Q(("superseded_at", None)),
                                fields=["organisation", "start"],
                                name="spell_organisation",
                            ),
                            models.Index(
                                condition=models.Q(("superseded_at", None)), fields=["parent"], name="spell_parent"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at", None)),
                                fields=("organisation", "start"),
                                name="spell_once_believed",
                                violation_error_message="The registry says two things of one organisation on one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gt", models.F("start")), _connector="OR"),
                                name="spell_ends_after_start",
                                violation_error_message="What is in force ends after it began.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("part", models.CharField(max_length=40, verbose_name="part")),
                        ("name", models.CharField(max_length=160, verbose_name="file name")),
                        (
                            "file",
                            models.FileField(
                                max_length=200,
                                storage=portal.models.private_storage,
                                upload_to="packs/%Y/%m/",
                                verbose_name="file",
                            ),
                        ),
                        ("size", models.PositiveIntegerField(default=0, verbose_name="size (bytes)")),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made at")),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="branches.monthpack",
                                verbose_name="month's pack",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "part of a pack",
                        "verbose_name_plural": "parts of a pack",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pack", "part"),
                                name="pack_file_once",
                                violation_error_message="This part has been made already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pairing",
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
                            "partner_name",
                            models.CharField(blank=True, max_length=80, verbose_name="village, community or office"),
                        ),
                        ("start", models.DateField(verbose_name="from")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                        ("purpose", models.CharField(max_length=300, verbose_name="purpose")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pairings",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="paired with",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pairing",
                        "verbose_name_plural": "pairings",
                        "ordering": ["-start", "-pk"],
                        "indexes": [models.Index(fields=["-start", "-id"], name="pairing_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("partner", None), models.Q(("partner_name", ""), _negated=True)),
                                    models.Q(("partner__isnull", False), ("partner_name", "")),
                                    _connector="OR",
                                ),
                                name="pairing_one_partner",
                                violation_error_message="Name one partner: an organisation, or a village, community or office.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("partner", models.F("organisation")), _negated=True),
                                name="pairing_not_with_itself",
                                violation_error_message="An organisation is not paired with itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                                name="pairing_ends_after_start",
                                violation_error_message="It cannot end before it began.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PairingDeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="day")),
                        ("text", models.CharField(max_length=300, verbose_name="what was done")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "pairing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deeds",
                                to="branches.pairing",
                                verbose_name="pairing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deed of a pairing",
                        "verbose_name_plural": "deeds of pairings",
                        "ordering": ["-done_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Pledge",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("text", models.CharField(max_length=300, verbose_name="pledge")),
                        (
                            "display_name",
                            models.CharField(
                                blank=True,
                                help_text="Empty: “a member”. Shown only with consent.",
                                max_length=40,
                                verbose_name="name to show",
                            ),
                        ),
                        (
                            "has_consent",
                            models.BooleanField(
                                default=False, verbose_name="the member agrees to the name being shown"
                            ),
                        ),
                        ("is_public", models.BooleanField(default=False, verbose_name="shown on the public site")),
                        ("outcome", models.CharField(blank=True, max_length=300, verbose_name="what came of it")),
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pledges",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pledge of a member",
                        "verbose_name_plural": "pledges of members",
                        "ordering": ["-year", "-pk"],
                        "indexes": [models.Index(fields=["-year", "-id"], name="pledge_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("display_name", ""), ("has_consent", True), _connector="OR"),
                                name="pledge_name_with_consent",
                                violation_error_message="A name needs the member's consent. Tick it, or clear the name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Process",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(blank=True, editable=False, max_length=24, verbose_name="code")),
                        (
                            "is_watched",
                            models.BooleanField(
                                default=False,
                                help_text="Shown first where the processes of an enterprise are chosen.",
                                verbose_name="one of those that the zone watches",
                            ),
                        ),
                        ("title", models.CharField(max_length=40, unique=True, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=60, verbose_name="title in English")),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                    ],
                    options={
                        "verbose_name": "dangerous process",
                        "verbose_name_plural": "dangerous processes",
                        "ordering": ["order", "title"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("code",),
                                name="process_code_once",
                                violation_error_message="Another process has this code.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("members", "party members"),
                                    ("employees", "staff"),
                                    ("owner", "owner and management"),
                                ],
                                max_length=10,
                                verbose_name="group asked",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                        ("title", models.CharField(max_length=120, verbose_name="question")),
                        ("title_en", models.CharField(blank=True, max_length=200, verbose_name="question in English")),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("political", "political lead"),
                                    ("committee", "strength of the committee"),
                                    ("example", "members' example"),
                                    ("life", "organisational life"),
                                    ("site", "site"),
                                    ("production", "service to production"),
                                    ("masses", "judgement of the masses"),
                                ],
                                max_length=12,
                                verbose_name="dimension",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="branches.assessmentedition",
                                verbose_name="standard of assessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ["audience", "number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "audience", "number"),
                                name="question_number_once",
                                violation_error_message="Another question to this audience bears this number.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionnaireRun",
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
                            "audience",
                            models.CharField(
                                choices=[
                                    ("members", "party members"),
                                    ("employees", "staff"),
                                    ("owner", "owner and management"),
                                ],
                                max_length=10,
                                verbose_name="group asked",
                            ),
                        ),
                        (
                            "token",
                            models.CharField(
                                default=branches.models.questionnaires.new_token,
                                editable=False,
                                max_length=32,
                                unique=True,
                                verbose_name="address",
                            ),
                        ),
                        ("expires_on", models.DateField(verbose_name="open until")),
                        ("handed_out", models.PositiveIntegerField(default=0, verbose_name="handed out")),
                        (
                            "closed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="answers closed on"),
                        ),
                        (
                            "revoked_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="revoked on"),
                        ),
                        (
                            "returned_online",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="returned online"),
                        ),
                        (
                            "returned_paper",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="returned on paper"),
                        ),
                        (
                            "valid_online",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="valid online"),
                        ),
                        (
                            "valid_paper",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="valid on paper"),
                        ),
                        (
                            "answers_online",
                            models.JSONField(default=dict, editable=False, verbose_name="answers given online"),
                        ),
                        (
                            "answers_paper",
                            models.JSONField(default=dict, editable=False, verbose_name="answers given on paper"),
                        ),
                        (
                            "remarks_online",
                            models.JSONField(default=list, editable=False, verbose_name="remarks made online"),
                        ),
                        (
                            "remarks_paper",
                            models.JSONField(default=list, editable=False, verbose_name="remarks made on paper"),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="runs",
                                to="branches.assessment",
                                verbose_name="assessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "questionnaire",
                        "verbose_name_plural": "questionnaires",
                        "ordering": ["assessment", "audience"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "audience"),
                                name="questionnaire_once_an_audience",
                                violation_error_message="This audience has its questionnaire already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_online__lte", models.F("returned_online")),
                                    ("valid_paper__lte", models.F("returned_paper")),
                                ),
                                name="questionnaire_valid_were_returned",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RectificationEvidence",
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
                            "rectification",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="branches.branchrectification",
                                verbose_name="rectification of a branch",
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
                        "verbose_name": "evidence of a rectification",
                        "verbose_name_plural": "evidence of rectifications",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rectification", "digest"), name="rectification_evidence_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportAssent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("given_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="given at")),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assents",
                                to="branches.assessmentreport",
                                verbose_name="assessment report",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="assessor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assent to a report",
                        "verbose_name_plural": "assents to reports",
                        "ordering": ["given_at"],
                        "constraints": [models.UniqueConstraint(fields=("report", "user"), name="report_assent_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Roster",
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
                        ("since", models.DateField(default=django.utils.timezone.localdate, verbose_name="kept since")),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roster",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "roster of members",
                        "verbose_name_plural": "rosters of members",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SavedTally",
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
                        ("tally", models.CharField(editable=False, max_length=40, verbose_name="tally")),
                        (
                            "query",
                            models.TextField(blank=True, editable=False, max_length=2000, verbose_name="question"),
                        ),
                        ("period", models.CharField(blank=True, default="", max_length=8, verbose_name="period")),
                        (
                            "is_shared",
                            models.BooleanField(
                                default=False,
                                help_text="Everybody who takes tallies finds it; each counts within the own reach.",
                                verbose_name="shared",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="saved_tallies",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saved tally",
                        "verbose_name_plural": "saved tallies",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("author", "name"),
                                name="saved_tally_name_once",
                                violation_error_message="You have saved a tally under this name. Choose another name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEnterprise",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "name_key",
                            models.CharField(
                                db_index=True, editable=False, max_length=120, verbose_name="name for comparison"
                            ),
                        ),
                        (
                            "credit_code",
                            models.CharField(blank=True, max_length=18, verbose_name="unified social credit code"),
                        ),
                        (
                            "trade",
                            models.CharField(
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
                                default="other",
                                max_length=20,
                                verbose_name="trade",
                            ),
                        ),
                        ("employees", models.PositiveIntegerField(blank=True, null=True, verbose_name="employees")),
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                        (
                            "has_dormitory",
                            models.BooleanField(blank=True, null=True, verbose_name="dormitory on the premises"),
                        ),
                        ("grid_worker_name", models.CharField(blank=True, max_length=80, verbose_name="grid worker")),
                        (
                            "grid_worker_phone",
                            models.CharField(blank=True, max_length=20, verbose_name="grid worker's phone"),
                        ),
                        ("linked_cadre_name", models.CharField(blank=True, max_length=80, verbose_name="linked cadre")),
                        (
                            "safety_officer_name",
                            models.CharField(blank=True, max_length=80, verbose_name="safety officer"),
                        ),
                        (
                            "safety_officer_phone",
                            models.CharField(blank=True, max_length=20, verbose_name="safety officer's phone"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
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
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.grid",
                                verbose_name="grid",
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
                            "landlord",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.enterprise",
                                verbose_name="landlord",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.organisation",
                                verbose_name="party organisation",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.sector",
                                verbose_name="sector",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical enterprise",
                        "verbose_name_plural": "historical enterprises",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Appointment",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="branches.enterprise",
                                verbose_name="enterprise",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="branches.grid",
                                verbose_name="grid",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="branches.sector",
                                verbose_name="sector",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "appointment",
                        "verbose_name_plural": "appointments",
                        "ordering": ["-start", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("enterprise", None),
                                        ("grid", None),
                                        ("organisation__isnull", False),
                                        ("sector", None),
                                    ),
                                    models.Q(
                                        ("enterprise", None),
                                        ("grid__isnull", False),
                                        ("organisation", None),
                                        ("sector", None),
                                    ),
                                    models.Q(
                                        ("enterprise", None),
                                        ("grid", None),
                                        ("organisation", None),
                                        ("sector__isnull", False),
                                    ),
                                    models.Q(
                                        ("enterprise__isnull", False),
                                        ("grid", None),
                                        ("organisation", None),
                                        ("sector", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="appointment_at_one_place",
                                violation_error_message="Name one place: an organisation, a grid, a sector or an enterprise.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                                name="appointment_ends_after_start",
                                violation_error_message="An appointment cannot end before it began.",
                            ),
                            models.UniqueConstraint(
                                fields=("user", "role", "organisation", "start"),
                                name="appointment_once_at_organisation",
                                violation_error_message="This person has been appointed to this already.",
                            ),
                            models.UniqueConstraint(
                                fields=("user", "role", "grid", "start"),
                                name="appointment_once_at_grid",
                                violation_error_message="This person has been appointed to this already.",
                            ),
                            models.UniqueConstraint(
                                fields=("user", "role", "sector", "start"),
                                name="appointment_once_at_sector",
                                violation_error_message="This person has been appointed to this already.",
                            ),
                            models.UniqueConstraint(
                                fields=("user", "role", "enterprise", "start"),
                                name="appointment_once_at_enterprise",
                                violation_error_message="This person has been appointed to this already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Site",
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
                        ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                        (
                            "area",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=7,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="area (m²)",
                            ),
                        ),
                        ("keeper_name", models.CharField(blank=True, max_length=80, verbose_name="keeper")),
                        ("keeper_phone", models.CharField(blank=True, max_length=20, verbose_name="keeper's phone")),
                        ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                        (
                            "state",
                            models.CharField(
                                choices=[("in_use", "in use"), ("given_up", "given up")],
                                default="in_use",
                                editable=False,
                                max_length=10,
                                verbose_name="use",
                            ),
                        ),
                        (
                            "given_up_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="given up on"),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "site",
                        "verbose_name_plural": "sites",
                        "ordering": ["organisation__path", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given_up_on__isnull", False), ("state", "given_up")),
                                    models.Q(("given_up_on", None), ("state", "in_use")),
                                    _connector="OR",
                                ),
                                name="site_given_up_has_date",
                                violation_error_message="A site that was given up has the day on which it was.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_use")),
                                fields=("organisation", "name"),
                                name="site_name_once",
                                violation_error_message="The organisation has a site of this name already. Open that one instead.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteChecklist",
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
                            "edition",
                            models.PositiveSmallIntegerField(editable=False, unique=True, verbose_name="edition"),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=120, verbose_name="title in English")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
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
                        "verbose_name": "checklist of sites",
                        "verbose_name_plural": "checklists of sites",
                        "ordering": ["-edition"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("state",),
                                name="site_checklist_one_published",
                                violation_error_message="One edition is in force at a time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at", None), ("state", "draft")),
                                    models.Q(
                                        models.Q(("state", "draft"), _negated=True), ("published_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="site_checklist_published_has_date",
                                violation_error_message="A published edition has the time at which it was published.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteCheck",
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
                            "occasion",
                            models.CharField(
                                choices=[("acceptance", "first acceptance"), ("recheck", "yearly re-check")],
                                max_length=12,
                                verbose_name="occasion",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "self-check running"),
                                    ("self_checked", "self-checked"),
                                    ("applied", "applied for acceptance"),
                                    ("looked_at", "looked at by the adviser"),
                                    ("signed", "signed by one"),
                                    ("accepted", "accepted by two"),
                                    ("failed", "re-check not passed"),
                                    ("called_off", "inspection called off"),
                                ],
                                default="open",
                                editable=False,
                                max_length=14,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "self_checked_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="self-checked at"),
                        ),
                        ("applied_at", models.DateTimeField(editable=False, null=True, verbose_name="applied at")),
                        ("looked_at", models.DateTimeField(editable=False, null=True, verbose_name="looked at on")),
                        (
                            "opinion",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="adviser's opinion"
                            ),
                        ),
                        ("accepted_on", models.DateField(editable=False, null=True, verbose_name="accepted on")),
                        ("sent_back_at", models.DateTimeField(editable=False, null=True, verbose_name="sent back at")),
                        ("reason", models.CharField(blank=True, editable=False, max_length=500, verbose_name="reason")),
                        (
                            "applied_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="applied by",
                            ),
                        ),
                        (
                            "first_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="first signature",
                            ),
                        ),
                        (
                            "looked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="looked at by",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened by",
                            ),
                        ),
                        (
                            "second_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="second signature",
                            ),
                        ),
                        (
                            "self_checked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="self-checked by",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="branches.site",
                                verbose_name="site",
                            ),
                        ),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="branches.sitechecklist",
                                verbose_name="checklist",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inspection of a site",
                        "verbose_name_plural": "inspections of sites",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(fields=["state", "-id"], name="site_check_by_state"),
                            models.Index(fields=["site", "state", "accepted_on"], name="site_check_accepted"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ("open", "self_checked", "applied", "looked_at", "signed"))
                                ),
                                fields=("site",),
                                name="site_check_one_running",
                                violation_error_message="An inspection of this site is running already. Open that one instead.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("accepted_on__isnull", False),
                                        ("first_by__isnull", False),
                                        ("second_by__isnull", False),
                                        ("state", "accepted"),
                                        models.Q(("first_by", models.F("second_by")), _negated=True),
                                    ),
                                    models.Q(models.Q(("state", "accepted"), _negated=True), ("second_by", None)),
                                    _connector="OR",
                                ),
                                name="site_check_accepted_by_two",
                                violation_error_message="An acceptance has its day and the signatures of two different people.",
                            ),
                        ],
                    },
                    bases=(branches.models.site_lines.SiteLines, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSiteCheck",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last saved at")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "occasion",
                            models.CharField(
                                choices=[("acceptance", "first acceptance"), ("recheck", "yearly re-check")],
                                max_length=12,
                                verbose_name="occasion",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "self-check running"),
                                    ("self_checked", "self-checked"),
                                    ("applied", "applied for acceptance"),
                                    ("looked_at", "looked at by the adviser"),
                                    ("signed", "signed by one"),
                                    ("accepted", "accepted by two"),
                                    ("failed", "re-check not passed"),
                                    ("called_off", "inspection called off"),
                                ],
                                default="open",
                                editable=False,
                                max_length=14,
                                verbose_name="state",
                            ),
                        ),
                        (
                            "self_checked_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="self-checked at"),
                        ),
                        ("applied_at", models.DateTimeField(editable=False, null=True, verbose_name="applied at")),
                        ("looked_at", models.DateTimeField(editable=False, null=True, verbose_name="looked at on")),
                        (
                            "opinion",
                            models.CharField(
                                blank=True, editable=False, max_length=500, verbose_name="adviser's opinion"
                            ),
                        ),
                        ("accepted_on", models.DateField(editable=False, null=True, verbose_name="accepted on")),
                        ("sent_back_at", models.DateTimeField(editable=False, null=True, verbose_name="sent back at")),
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
                            "applied_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="applied by",
                            ),
                        ),
                        (
                            "first_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="first signature",
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
                            "looked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="looked at by",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened by",
                            ),
                        ),
                        (
                            "second_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="second signature",
                            ),
                        ),
                        (
                            "self_checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="self-checked by",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.site",
                                verbose_name="site",
                            ),
                        ),
                        (
                            "checklist",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="branches.sitechecklist",
                                verbose_name="checklist",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical inspection of a site",
                        "verbose_name_plural": "historical inspections of sites",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="SiteItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10, verbose_name="code")),
                        ("title", models.CharField(max_length=60, verbose_name="title")),
                        ("title_en", models.CharField(blank=True, max_length=100, verbose_name="title in English")),
                        ("is_compulsory", models.BooleanField(default=True, verbose_name="compulsory")),
                        ("requirement", models.TextField(max_length=600, verbose_name="what makes it good")),
                        (
                            "requirement_en",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="what makes it good, in English"
                            ),
                        ),
                        (
                            "photos_needed",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="0 where a photo is not asked for.", verbose_name="photos needed"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                        (
                            "checklist",
                            models.ForeignKey(
                                limit_choices_to={"state": "draft"},
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="branches.sitechecklist",
                                verbose_name="checklist",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "item of a site",
                        "verbose_name_plural": "items of a site",
                        "ordering": ["checklist", "order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("checklist", "code"),
                                name="site_item_code_once",
                                violation_error_message="This edition has an item of that code already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("photos_needed__lte", 6)),
                                name="site_item_few_photos",
                                violation_error_message="Ask for six photos at most.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteItemAnswer",
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
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("missing", "not there"),
                                    ("faulty", "there, not up to the rule"),
                                    ("good", "good"),
                                ],
                                default="missing",
                                max_length=8,
                                verbose_name="found",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                        ("is_sent_back", models.BooleanField(default=False, verbose_name="sent back")),
                        ("comment", models.CharField(blank=True, max_length=300, verbose_name="comment")),
                        (
                            "photo_count",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="photos"),
                        ),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="branches.siteitem",
                                verbose_name="item",
                            ),
                        ),
                        (
                            "site_check",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="branches.sitecheck",
                                verbose_name="inspection",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer to an item",
                        "verbose_name_plural": "answers to items",
                        "ordering": ["item__order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("site_check", "item"),
                                name="site_answer_once",
                                violation_error_message="This item has been answered already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteItemExample",
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
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="example",
                                to="branches.siteitem",
                                verbose_name="item",
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
                        "verbose_name": "example photo",
                        "verbose_name_plural": "example photos",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SiteLapse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("accepted_on", models.DateField(verbose_name="site accepted on")),
                        ("ended_on", models.DateField(verbose_name="no longer completed from")),
                        ("reason", models.CharField(max_length=500, verbose_name="reason")),
                        (
                            "recorded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded at"),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="site_lapses",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lapses",
                                to="branches.site",
                                verbose_name="site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ended completion of a site",
                        "verbose_name_plural": "ended completions of sites",
                        "ordering": ["-ended_on", "-pk"],
                        "indexes": [models.Index(fields=["accepted_on", "ended_on"], name="site_lapse_days")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ended_on__gt", models.F("accepted_on"))),
                                name="site_lapse_after_acceptance",
                                violation_error_message="A site cannot be lost before it was accepted. Choose a later day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SitePhoto",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="branches.siteitemanswer",
                                verbose_name="answer",
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
                        "verbose_name": "photo of a site",
                        "verbose_name_plural": "photos of sites",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("answer", "digest"),
                                name="site_photo_once",
                                violation_error_message="This photo is there already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteSharing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("start", models.DateField(verbose_name="from")),
                        ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_sites",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sharings",
                                to="branches.site",
                                verbose_name="site",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "shared use of a site",
                        "verbose_name_plural": "shared uses of sites",
                        "ordering": ["-start", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("end", None)),
                                fields=("site", "organisation"),
                                name="site_sharing_once",
                                violation_error_message="It shares these rooms already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpentKey",
                    fields=[
                        (
                            "digest",
                            models.CharField(
                                max_length=64, primary_key=True, serialize=False, verbose_name="digest (SHA-256)"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spent_keys",
                                to="branches.questionnairerun",
                                verbose_name="questionnaire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "form sent",
                        "verbose_name_plural": "forms sent",
                        "ordering": ["digest"],
                    },
                ),
                migrations.CreateModel(
                    name="StandardizationCycle",
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
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(2000)], verbose_name="year"
                            ),
                        ),
                        (
                            "opens_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="opens on"),
                        ),
                        ("self_score_due_on", models.DateField(verbose_name="self-scores due on")),
                        ("review_due_on", models.DateField(verbose_name="reviews due on")),
                        ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "draft"), ("open", "open"), ("closed", "closed")],
                                default="draft",
                                editable=False,
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(editable=False, null=True, verbose_name="opened at")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed at")),
                        (
                            "catalogue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cycles",
                                to="branches.indicatorcatalogue",
                                verbose_name="catalogue of indicators",
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
                            "opened_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opened by",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="standardization_cycles",
                                to="branches.organisation",
                                verbose_name="run by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "standardization cycle",
                        "verbose_name_plural": "standardization cycles",
                        "ordering": ["-year", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("review_due_on__gte", models.F("self_score_due_on")),
                                    ("self_score_due_on__gte", models.F("opens_on")),
                                ),
                                name="cycle_days_in_order",
                                violation_error_message="A cycle opens, then self-scores are due, then reviews: put the days in order.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("opened_at", None), ("state", "draft")),
                                    models.Q(("closed_at", None), ("opened_at__isnull", False), ("state", "open")),
                                    models.Q(
                                        ("closed_at__isnull", False), ("opened_at__isnull", False), ("state", "closed")
                                    ),
                                    _connector="OR",
                                ),
                                name="cycle_states_have_dates",
                                violation_error_message="An open cycle has the time of its opening, a closed one that of its end.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TalkRecord",
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
                            "category",
                            models.CharField(
                                choices=[
                                    ("secretary", "secretary"),
                                    ("owner", "owner"),
                                    ("member", "party member"),
                                    ("employee", "employee"),
                                ],
                                max_length=10,
                                verbose_name="talked to",
                            ),
                        ),
                        ("talked_on", models.DateField(verbose_name="day")),
                        ("points", models.TextField(max_length=2000, verbose_name="points")),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="talks",
                                to="branches.assessment",
                                verbose_name="assessment",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entered by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "talk",
                        "verbose_name_plural": "talks",
                        "ordering": ["category", "talked_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TeamSeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_leader", models.BooleanField(default=False, verbose_name="leads the team")),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seats",
                                to="branches.assessmentteam",
                                verbose_name="assessment team",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="team_seats",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="assessor",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "seat on an assessment team",
                        "verbose_name_plural": "seats on assessment teams",
                        "ordering": ["-is_leader", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("team", "user"), name="team_seat_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_leader", True)), fields=("team",), name="team_one_leader"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingSession",
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
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("party", "party work"),
                                    ("safety", "safety"),
                                    ("visit", "visit on the spot"),
                                    ("lesson", "party lesson"),
                                ],
                                default="party",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="day")),
                        ("starts_at", models.TimeField(verbose_name="from (time)")),
                        ("ends_at", models.TimeField(blank=True, null=True, verbose_name="to (time)")),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="seats")),
                        (
                            "remark",
                            models.TextField(blank=True, max_length=1000, verbose_name="what to bring, what to know"),
                        ),
                        ("roles", models.JSONField(blank=True, default=list, verbose_name="audience")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("announced", "announced"),
                                    ("held", "held"),
                                    ("closed", "attendance closed"),
                                    ("called_off", "training called off"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("announced_at", models.DateTimeField(editable=False, null=True, verbose_name="announced at")),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed at")),
                        ("reason", models.CharField(blank=True, editable=False, max_length=500, verbose_name="reason")),
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
                            "grid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="training_sessions",
                                to="branches.grid",
                                verbose_name="grid",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="training_sessions",
                                to="branches.organisation",
                                verbose_name="for whose people",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "training session",
                        "verbose_name_plural": "training sessions",
                        "ordering": ["-held_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-held_on", "-id"], name="training_newest"),
                            models.Index(fields=["state", "-held_on", "-id"], name="training_by_state"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                                ),
                                name="training_ends_after_start",
                                violation_error_message="It cannot end before it begins. Correct the times.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at", None)),
                                    _connector="OR",
                                ),
                                name="training_closed_has_date",
                                violation_error_message="A closed session has the time at which it was closed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingMaterial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="materials",
                                to="branches.trainingsession",
                                verbose_name="training session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "material of a session",
                        "verbose_name_plural": "material of sessions",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "page"),
                                name="training_material_once",
                                violation_error_message="This page is among the material already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("time", models.TimeField(blank=True, null=True, verbose_name="time")),
                        ("topic", models.CharField(max_length=200, verbose_name="topic")),
                        ("speaker", models.CharField(blank=True, max_length=80, verbose_name="speaker")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="programme",
                                to="branches.trainingsession",
                                verbose_name="training session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "line of the programme",
                        "verbose_name_plural": "lines of the programme",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                        ("unit", models.CharField(blank=True, max_length=120, verbose_name="unit")),
                        ("post", models.CharField(blank=True, max_length=60, verbose_name="post")),
                        (
                            "reply",
                            models.CharField(
                                choices=[
                                    ("open", "no answer yet"),
                                    ("coming", "will come"),
                                    ("not_coming", "cannot come"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="reply",
                            ),
                        ),
                        ("reply_reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                        ("replied_at", models.DateTimeField(editable=False, null=True, verbose_name="replied at")),
                        (
                            "attended",
                            models.CharField(
                                blank=True,
                                choices=[("present", "present"), ("absent", "absent"), ("excused", "excused")],
                                max_length=8,
                                verbose_name="attendance",
                            ),
                        ),
                        ("is_late", models.BooleanField(default=False, verbose_name="late addition")),
                        ("remark", models.CharField(blank=True, max_length=100, verbose_name="remark")),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="training_invitations",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="training_invitations",
                                to="branches.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="branches.trainingsession",
                                verbose_name="training session",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "invitation",
                        "verbose_name_plural": "invitations",
                        "ordering": ["session", "unit", "pk"],
                        "indexes": [models.Index(fields=["user", "attended"], name="invitation_of_person")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "user"),
                                name="invitation_once",
                                violation_error_message="This person is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="invitation_names_somebody",
                                violation_error_message="Name the person.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferOfMembership",
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
                                choices=[("asked", "asked for"), ("received", "received"), ("returned", "returned")],
                                default="asked",
                                editable=False,
                                max_length=10,
                                verbose_name="state of the transfer",
                            ),
                        ),
                        (
                            "from_name",
                            models.CharField(blank=True, max_length=120, verbose_name="from (outside the zone)"),
                        ),
                        ("to_name", models.CharField(blank=True, max_length=120, verbose_name="to (outside the zone)")),
                        (
                            "letter_number",
                            models.CharField(blank=True, max_length=40, verbose_name="number of the letter"),
                        ),
                        (
                            "asked_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="letter written on"),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                        (
                            "return_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=200, verbose_name="returned because"
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answer recorded by",
                            ),
                        ),
                        (
                            "answering_organisation",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="branches.organisation",
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
                                verbose_name="asked for by",
                            ),
                        ),
                        (
                            "from_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers_out",
                                to="branches.organisation",
                                verbose_name="from organisation",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="branches.member",
                                verbose_name="member",
                            ),
                        ),
                        (
                            "to_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers_in",
                                to="branches.organisation",
                                verbose_name="to organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "transfer of membership",
                        "verbose_name_plural": "transfers of membership",
                        "ordering": ["-asked_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["-asked_on", "-id"], name="transfer_newest"),
                            models.Index(fields=["answering_organisation", "state"], name="transfer_to_answer"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("from_name", ""), ("from_organisation__isnull", False)),
                                    models.Q(("from_organisation", None), models.Q(("from_name", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="transfer_from_one_place",
                                violation_error_message="Name one organisation from which the membership comes.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("to_name", ""), ("to_organisation__isnull", False)),
                                    models.Q(("to_organisation", None), models.Q(("to_name", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="transfer_to_one_place",
                                violation_error_message="Name one organisation to which the membership goes.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on", None), ("state", "asked")),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True), ("answered_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_answered_has_day",
                                violation_error_message="An answered transfer has the day of the answer.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("member",),
                                name="transfer_one_at_a_time",
                                violation_error_message="A transfer of this person is under way already. Wait for its answer.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
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
                        ("purpose", models.CharField(max_length=120, verbose_name="for which program")),
                        (
                            "state",
                            models.CharField(
                                choices=[("issued", "not collected yet"), ("in_use", "in use"), ("revoked", "revoked")],
                                default="issued",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="valid until")),
                        (
                            "digest",
                            models.CharField(
                                blank=True, editable=False, max_length=64, verbose_name="digest (SHA-256)"
                            ),
                        ),
                        ("collected_at", models.DateTimeField(editable=False, null=True, verbose_name="collected at")),
                        ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="revoked at")),
                        ("last_used_at", models.DateTimeField(editable=False, null=True, verbose_name="last used at")),
                        (
                            "issued_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="issued by",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="api_tokens",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "API token",
                        "verbose_name_plural": "API tokens",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("digest", ""), _negated=True),
                                fields=("digest",),
                                name="api_token_digest_once",
                                violation_error_message="This token exists already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "in_use"), _negated=True),
                                    models.Q(("collected_at__isnull", False), models.Q(("digest", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="api_token_in_use_is_collected",
                                violation_error_message="A token in use has been collected by its owner.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        *entries(),
    ]
