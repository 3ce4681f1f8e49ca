"""Counting a frozen count again: what it says now, and for each record that differs by whom and why, from the log."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from branches.choices import FrozenKind
from branches.freezing import asked_again, question_of, records_of_figure, records_of_tally, table_in_json
from branches.models import FrozenCount
from portal.explanations import explained, target_of
from portal.generic.bulk import KEYS, chunks
from portal.models import ImportedRow, RowAction

# Deeds that change nothing that is counted.
SILENT = {"portal.reveal", "portal.export", "portal.photo", "portal.reminded", "portal.freeze", "portal.notice"}
DEEDS_SHOWN = 4


class Reason(TextChoices):
    """Why a record counts otherwise than it did."""

    LATE = "late", gettext_lazy("entered late")
    REOPENED = "reopened", gettext_lazy("re-opened")
    MERGED = "merged", gettext_lazy("merged")
    VOID = "void", gettext_lazy("void")
    MOVED_ON = "moved_on", gettext_lazy("moved on since, with an earlier day")
    CORRECTED = "corrected", gettext_lazy("corrected")
    AROUND = "around", gettext_lazy("something it hangs on was changed")
    UNDONE = "undone", gettext_lazy("its import was undone")
    REACH = "reach", gettext_lazy("no longer, or now, within the reach of the author")


@dataclass(frozen=True)
class Deed:
    """One deed since the freezing: when, who, what, with which facts."""

    when: Any
    who: str
    text: str
    facts: str = ""
    action: str = ""
    is_own: bool = True


@dataclass
class Difference:
    """A record that counts otherwise: `was` and `now` are (amount, facts), None where it was or is not among them."""

    key: int
    label: str
    was: tuple[Decimal, list] | None
    now: tuple[Decimal, list] | None
    reason: Reason = Reason.CORRECTED
    deeds: list = field(default_factory=list)
    changes: list = field(default_factory=list)

    @property
    def amount(self):
        """By how much it changes the number."""
        return (self.now[0] if self.now else Decimal(0)) - (self.was[0] if self.was else Decimal(0))


@dataclass
class Recount:
    """A frozen count beside what the records say now."""

    frozen: FrozenCount
    answer: Any
    table: dict
    differences: list

    @property
    def is_same(self):
        """Whether it would be frozen alike today."""
        return not self.differences


def recount(frozen: FrozenCount, reader) -> Recount | None:
    """Count again within the reach of its author; None where no app answers for it any more.

    An author who holds no office any more reaches nothing: then it is counted within the reader's.
    """
    model = frozen.model.model_class()
    roles = set(model.grants["view"])
    asker = frozen.author if roles & frozen.author.roles else reader
    try:
        asked = asked_again(frozen, asker)
    except KeyError:
        return None
    if frozen.kind == FrozenKind.FIGURE:
        question = question_of(frozen, asker)
        answer, table, facts = asked.answer(question), {}, asked.facts
        records = records_of_figure(asked, question)
    else:
        answer, table, facts = None, table_in_json(asked.table()), asked.facts
        records = records_of_tally(asked)
    return Recount(frozen, answer, table, differences(frozen, model, records, facts))


def differences(frozen, model, records, facts) -> list[Difference]:
    """The records that were counted and are not, are and were not, or count with other facts; each with its reason."""
    before = {
        key: (label, amount, kept)
        for key, label, amount, kept in frozen.records.values_list("object_id", "label", "amount", "facts")
    }
    found = []
    for key in before.keys() | records.keys():
        was, now = before.get(key), records.get(key)
        if was and now and (was[1], was[2]) == (now[1], now[2]):
            continue
        one = Difference(key, (now or was)[0], was and was[1:], now and now[1:])  # type: ignore[index]
        if was and now:
            one.changes = [
                {"label": fact_label(model, name), "before": shown(model, name, old), "after": shown(model, name, new)}
                for name, old, new in zip(facts, was[2], now[2], strict=False)
                if old != new
            ]
        found.append(one)
    give_reasons(model, found, frozen.frozen_at)
    return sorted(found, key=lambda one: (one.reason, one.label))


def fact_label(model, lookup):
    """What a fact is called."""
    name = lookup.split("__")[0]
    try:
        return str(model._meta.get_field(name).verbose_name)
    except Exception:
        return name


def shown(model, lookup, value):
    """A fact in words: an enumeration by its label, nothing as a dash."""
    if value in (None, ""):
        return "—"
    try:
        return dict(model._meta.get_field(lookup).flatchoices).get(value, value)
    except Exception:
        return value


def give_reasons(model, found, since):
    """Say of each difference why, from the log, the imports and what the record hangs on."""
    keys = [one.key for one in found]
    deeds = deeds_at(model, keys, since)
    brought = imported(model, keys, since)
    around = deeds_around(model, keys, since)
    existing = set()
    for part in chunks(keys, KEYS):
        existing |= set(model._base_manager.filter(pk__in=part).values_list("pk", flat=True))
    for one in found:
        own = [*brought.get(one.key, ()), *deeds.get(one.key, ())]
        one.deeds = own or around.get(one.key, [])
        one.reason = reason_of(one, own, around.get(one.key), is_there=one.key in existing)
        one.deeds = one.deeds[:DEEDS_SHOWN]


def reason_of(one, own, around, *, is_there):
    """The one word for a difference."""
    actions = {deed.action for deed in own}
    verbs = {action.rpartition(".")[2] for action in actions}
    if not is_there or "undo_import" in verbs:
        return Reason.UNDONE
    if one.was is None and verbs & {"create", "import"}:
        return Reason.LATE
    # The last of these deeds is where the record stands now.
    for deed in own:
        verb = deed.action.rpartition(".")[2]
        named = {"reopen": Reason.REOPENED, "void": Reason.VOID, "merge": Reason.MERGED, "merge_into": Reason.MERGED}
        if verb in named:
            return named[verb]
    if own:
        return Reason.CORRECTED if "edit" in verbs else Reason.MOVED_ON
    return Reason.AROUND if around else Reason.REACH


def deeds_at(model, keys, since) -> dict[int, list[Deed]]:
    """{key: deeds at the record since, newest first}."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    found = defaultdict(list)
    for part in chunks([str(key) for key in keys], KEYS):
        entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=part, timestamp__gt=since)
        for entry in entries.exclude(action__in=SILENT).select_related("user").order_by("-timestamp", "-pk"):
            found[int(entry.object_id)].append(deed_of(entry))
    return found


def deed_of(entry, *, is_own=True):
    """A log entry as a deed."""
    data = entry.data or {}
    facts = data.get("facts", {}) | {name: " → ".join(map(str, pair)) for name, pair in data.get("changes", {}).items()}
    label = registry.get_action_label(entry.action) if registry.action_exists(entry.action) else entry.action
    text = "；".join(f"{value}" for value in facts.values())
    who = str(entry.user) if entry.user else _("system")
    return Deed(timezone.localtime(entry.timestamp), who, str(label), text[:200], entry.action, is_own)


def deeds_around(model, keys, since) -> dict[int, list[Deed]]:
    """{key: deeds since at what the record hangs on}: the enterprise in another grid, a decision about the branch."""
    found: dict[int, list[Deed]] = defaultdict(list)
    for lookup in explained(model).through:
        pairs = []
        for part in chunks(keys, KEYS):
            rows = model._base_manager.filter(pk__in=part, **{f"{lookup}__isnull": False})
            pairs += list(rows.order_by().values_list("pk", lookup).distinct())
        if pairs:
            there = deeds_at(target_of(model, lookup), sorted({other for _key, other in pairs}), since)
            for key, other in pairs:
                found[key] += there.get(other, [])
    return {key: sorted(deeds, key=lambda deed: deed.when, reverse=True) for key, deeds in found.items() if deeds}


def imported(model, keys, since) -> dict[int, list[Deed]]:
    """{key: the imports that brought, changed or took the record since}: an import logs its ledger, not each row."""
    kind = ContentType.objects.get_for_model(model)
    found = defaultdict(list)
    for part in chunks(keys, KEYS):
        rows = ImportedRow._base_manager.filter(content_type=kind, object_id__in=part)
        for row in rows.select_related("batch__author", "batch__undone_by"):
            batch = row.batch
            if batch.undone_at and batch.undone_at > since:
                who = str(batch.undone_by or _("system"))
                found[row.object_id].append(
                    Deed(batch.undone_at, who, _("Import undone"), batch.file_name, "portal.undo_import")
                )
            elif batch.loaded_at and batch.loaded_at > since:
                verb = "import" if row.action == RowAction.CREATED else "edit"
                who = str(batch.author or _("system"))
                found[row.object_id].append(
                    Deed(batch.loaded_at, who, _("Ledger imported"), batch.file_name, f"portal.{verb}")
                )
    return found
