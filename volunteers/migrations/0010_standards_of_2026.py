"""The first version of the judgement standards (domain.md 1, in our own words), in force since Order No. 10.

What was not compared with the promulgated text is marked so in each clause, for the reviewer of the emergency centre.
"""

import json
from datetime import date
from pathlib import Path

from django.db import migrations
from django.utils import timezone

STANDARDS = Path(__file__).with_name("standards_2026.json")
NOTE = (
    "依据应急管理部令第10号及常见补充项整理，文字为转述。标明“尚未核实”“部分核实”的条款，使用前请对照公报原文核对。"
)
STEP = 10


def enter(apps, schema_editor):
    """Publish the first version where there is none."""
    catalogues = apps.get_model("volunteers", "Catalogue").objects
    if catalogues.exists():
        return
    given = json.loads(STANDARDS.read_text(encoding="utf-8"))
    catalogue = catalogues.create(
        number=1,
        title=given["title"],
        title_en=given["title_en"],
        note=NOTE,
        effective_from=date.fromisoformat(given["effective_from"]),
        state="published",
        published_at=timezone.now(),
    )
    family = apps.get_model("volunteers", "Family")
    families = family.objects.bulk_create(
        [family(catalogue=catalogue, order=order * STEP, **facts) for order, facts in enumerate(given["families"], 1)]
    )
    enter_clauses(apps, given["standards"], {one.code: one for one in families})


def enter_clauses(apps, rows, families):
    """All clauses, and the processes at which they apply."""
    standard = apps.get_model("volunteers", "JudgementStandard")
    processes = dict(apps.get_model("branches", "Process").objects.exclude(code="").values_list("code", "pk"))
    links: dict[str, list] = {"processes": [], "processes_anywhere": []}
    made = []
    for order, facts in enumerate(rows, 1):
        marks = {"processes": facts.pop("processes"), "processes_anywhere": facts.pop("anywhere", [])}
        clause = standard(family=families[facts.pop("family")], order=order * STEP, **facts)
        made.append((clause, marks))
    standard.objects.bulk_create([clause for clause, _marks in made])
    for clause, marks in made:
        for name, codes in marks.items():
            through = getattr(standard, name).through
            links[name] += [
                through(judgementstandard_id=clause.pk, process_id=processes[code]) for code in codes if code in processes
            ]
    for name, rows in links.items():
        getattr(standard, name).through.objects.bulk_create(rows)


def take_away(apps, schema_editor):
    """Take the first version away, as long as no hazard was judged by it."""
    clauses = apps.get_model("volunteers", "JudgementStandard").objects
    if not clauses.filter(hazards__isnull=False).exists():
        apps.get_model("volunteers", "Catalogue").objects.filter(number=1, copies=None).delete()


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0009_judgement_standards"), ("branches", "0023_further_processes")]

    operations = [migrations.RunPython(enter, take_away)]
