"""What has been opened again, given another deadline or declared void so far, from the history of the hazards."""

from itertools import groupby, pairwise
from operator import attrgetter

from django.db import migrations
from django.utils import timezone

NAMES = ("id", "history_date", "state", "due_on", "rectified_on", "rechecked_on", "closed_on")
CHUNK = 500


def from_history(apps, schema_editor):
    """Enter what the verbs would have entered, had they known; where days contradict each other nothing is entered."""
    using = schema_editor.connection.alias
    hazards = apps.get_model("volunteers", "Hazard")._base_manager.using(using)
    standings = apps.get_model("volunteers", "EarlierStanding")._base_manager.using(using)
    history = apps.get_model("volunteers", "HistoricalHazard")._base_manager.using(using)
    rows = history.exclude(history_type="-").order_by("id", "history_date", "history_id")
    rows = rows.values_list(*NAMES, named=True).iterator(chunk_size=2000)
    told = {key: story for key, steps in groupby(rows, attrgetter("id")) if any(story := story_of(steps))}
    for start in range(0, len(told), CHUNK):
        keys = list(told)[start : start + CHUNK]
        for hazard in hazards.filter(pk__in=keys):
            ended, reopened, void = told[hazard.pk]
            if not is_in_order(ended, hazard):
                continue
            hazard.reopened_on = reopened
            if void is not None and hazard.state == "void":
                hazard.voided_on, hazard.voided_from = void
            hazard.save(update_fields=["reopened_on", "voided_on", "voided_from"])
            for facts in ended:
                standings.create(hazard=hazard, **facts)


def story_of(steps):
    """([how it stood until a day, ...], the last day it was opened again, (day it was void, state until then))."""
    ended, reopened, void = [], None, None
    for before, after in pairwise(steps):
        day, done = timezone.localtime(after.history_date).date(), before.rechecked_on
        is_reopened = done is not None and after.rechecked_on is None
        is_late = before.due_on is not None and before.due_on < day and after.due_on != before.due_on
        if is_reopened or (is_late and done is None):
            facts = {"until": day, "due_on": before.due_on}
            if is_reopened:
                reopened = day
                facts |= {name: getattr(before, name) for name in ("rectified_on", "rechecked_on", "closed_on")}
                facts["rechecked_month"] = done.year * 100 + done.month
            ended.append(facts)
        if after.state == "void" and before.state != "void":
            void = day, before.state
    return ended, reopened, void


def is_in_order(ended, hazard):
    """Whether each re-check lies between the re-openings around it, and that of today after all of them."""
    last = None
    for facts in ended:
        if "rechecked_on" in facts:
            if facts["rectified_on"] is None or not facts["rectified_on"] <= facts["rechecked_on"] <= facts["until"]:
                return False
            if last is not None and facts["rechecked_on"] < last:
                return False
            last = facts["until"]
    return last is None or hazard.rectified_on is None or hazard.rectified_on >= last


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0018_earlier_standings")]

    operations = [migrations.RunPython(from_history, migrations.RunPython.noop, elidable=True)]
