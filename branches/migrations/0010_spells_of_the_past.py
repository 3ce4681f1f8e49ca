"""The registry of past days for organisations that were there before it: told from them and their changes."""

from collections import defaultdict

from django.db import migrations

from branches.models.chronicles import Chronicle
from branches.models.timelines import Life, Step

STEPLEN = 4


def step(change):
    """A change as a step; before this migration only names and kinds changed, and organisations ended."""
    sets = {}
    if change.name_before != change.name_after:
        sets["name"] = (change.name_before, change.name_after)
    if change.kind_before != change.kind_after:
        sets["kind"] = (change.kind_before, change.kind_after)
    ends = change.kind in ("dissolved", "merged")
    return Step(change.effective_on, change.pk, change.applied_at, change.withdrawn_at, sets, ends)


def tell(apps, schema_editor):
    """One chronicle of all organisations, each believed since it was entered and since each of its changes."""
    organisations = list(apps.get_model("branches", "Organisation").objects.order_by("path"))
    spell_model = apps.get_model("branches", "OrganisationSpell")
    pk_at, steps, moments = {one.path: one.pk for one in organisations}, defaultdict(list), defaultdict(set)
    for change in apps.get_model("branches", "OrganisationalChange").objects.exclude(applied_at=None):
        steps[change.organisation_id].append(step(change))
    lives = {}
    for one in organisations:
        life = Life(
            one.pk,
            one.name,
            one.kind,
            pk_at.get(one.path[:-STEPLEN]),
            one.enterprise_id,
            [(None, one.founded_on)],
            one.dissolved_on,
            steps[one.pk],
        )
        lives[one.pk] = life
        for moment in {one.created_at, *life.moments()}:
            moments[max(moment, one.created_at)].add(one.pk)
    chronicle, place = Chronicle(lives), {one.pk: number for number, one in enumerate(organisations)}
    for moment in sorted(moments):
        chronicle.note(sorted(moments[moment], key=place.get), moment)
    names = ("organisation_id", "name", "kind", "parent_id", "enterprise_id", "lineage", "start", "end")
    names += ("recorded_at", "superseded_at")
    rows = [spell_model(**dict(zip(names, spell[1:], strict=True))) for spell in chronicle.written]
    spell_model.objects.bulk_create(rows, batch_size=500)


def forget(apps, schema_editor):
    """The spells are derived."""
    apps.get_model("branches", "OrganisationSpell").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("branches", "0009_registry_of_past_days")]
    operations = [migrations.RunPython(tell, forget)]
