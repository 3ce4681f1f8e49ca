"""Writing the rows of a ledger in bulk, remembering for each what it needs to be taken back, and taking them back."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.generic.bulk import CHUNK, KEYS, chunks, has_history, insert, insert_values, write_versions
from portal.generic.readings import Entry
from portal.models import ImportBatch, ImportedRow, RowAction

SENTENCES = 5
REMEMBERED = ("batch", "content_type", "object_id", "action", "sheet", "number", "before", "version")


class Saver:
    """Writes records for a batch: rows, versions, and what undoing needs. One per load, inside its transaction."""

    def __init__(self, batch: ImportBatch, by: models.Model | None, progress: Callable[[int], None] | None = None):
        self.batch, self.by, self.progress = batch, by, progress
        self.done = 0

    def create(self, model: type[models.Model], pairs: Sequence[tuple[Any, Entry | None]]) -> None:
        """Insert records, each with the entry it comes from (None for what comes from several)."""
        for part in chunks(list(pairs)):
            records = [record for record, _entry in part]
            insert(model, records)
            if has_history(model):
                write_versions(model, [record.pk for record in records], "+", by=self.by, reason=self._reason())
            self._remember(model, [(record, entry, RowAction.CREATED, {}) for record, entry in part])

    def update(self, model: type[models.Model], changes: Sequence[tuple[Any, Entry | None, dict[str, Any]]]) -> None:
        """Save changed records; each comes with the values before of the fields that changed, by attribute."""
        for part in chunks(list(changes)):
            records = [record for record, _entry, _before in part]
            names = sorted({name for _record, _entry, before in part for name in before if not _is_many(model, name)})
            _save(model, records, names, by=self.by, reason=self._reason())
            self._remember(
                model,
                [
                    (
                        record,
                        entry,
                        RowAction.UPDATED,
                        {name: _kept(model, name, value) for name, value in before.items()},
                    )
                    for record, entry, before in part
                ],
            )

    def _reason(self) -> str:
        return f"import {self.batch.pk}"

    def _remember(self, model: type[models.Model], lines: Sequence[tuple]) -> None:
        kind = ContentType.objects.get_for_model(model).pk
        insert_values(
            ImportedRow,
            REMEMBERED,
            (
                (
                    self.batch.pk,
                    kind,
                    record.pk,
                    str(action),
                    entry.sheet if entry else "",
                    entry.number if entry else 0,
                    before,
                    getattr(record, "version", 1),
                )
                for record, entry, action, before in lines
            ),
        )
        self.done += len(lines)
        if self.progress is not None:
            self.progress(self.done)


def _is_many(model: type[models.Model], name: str) -> bool:
    return model._meta.get_field(name).many_to_many


def _kept(model: type[models.Model], name: str, value: Any) -> Any:
    """A value before as JSON can hold it; `_restored` reads it again."""
    if isinstance(value, models.Model):
        return value.pk
    return value if value is None or isinstance(value, str | int | list) else str(value)


def _save(model, records, names, *, by, reason):
    """Save some fields of several records, with a new version of each."""
    now = timezone.now()
    own = {one.name for one in model._meta.concrete_fields}
    for record in records:
        if "version" in own:
            record.version += 1
        if "updated_at" in own:
            record.updated_at = now
    names = [*names, *({"version", "updated_at"} & own)]
    if not names:
        return
    model._base_manager.bulk_update(records, names, batch_size=CHUNK)
    if has_history(model):
        write_versions(model, [record.pk for record in records], "~", by=by, reason=reason)


# --- taking back


def rows_by_model(batch):
    """{model: its imported rows}, in the order in which they were written."""
    found: dict[type[models.Model], list[ImportedRow]] = {}
    for row in batch.rows.order_by("pk"):
        model = ContentType.objects.get_for_id(row.content_type_id).model_class()
        found.setdefault(model, []).append(row)
    return found


def what_stands_in_the_way(batch, kind):
    """Sentences on what has been built on the rows of a batch; empty where it can be undone."""
    by_model = rows_by_model(batch)
    created = {
        model: {row.object_id for row in rows if row.action == RowAction.CREATED} for model, rows in by_model.items()
    }
    # A reference that the batch itself made goes with it: by a record it created, or in a field it will restore.
    own = {(model, None): keys for model, keys in created.items()}
    for model, rows in by_model.items():
        for row in rows:
            for name in row.before:
                own.setdefault((model, name), set()).add(row.object_id)
    found: list[str] = []
    for model, rows in by_model.items():
        found += islice(_changed_since(model, rows), SENTENCES)
        found += islice(_references(model, created.get(model, set()), own), SENTENCES)
        if len(found) >= SENTENCES:
            return found[:SENTENCES]
    return [*found, *kind.obstacles(created)][:SENTENCES]


def _changed_since(model, rows):
    """Records that somebody has changed since the batch left them behind."""
    if "version" not in {one.name for one in model._meta.concrete_fields}:
        return
    # A batch may change a record that it made itself: its last version counts.
    left = {row.object_id: row.version for row in rows}
    for keys in chunks(list(left), KEYS):
        for record in model._base_manager.filter(pk__in=keys):
            if record.version != left[record.pk]:
                yield _("“%(record)s” has been changed since.") % {"record": record}


def _references(model, keys, own):
    """Records of others that point to what the batch created."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not keys or not (relation.auto_created and not relation.concrete and relation.is_relation):
            continue
        if relation.many_to_many:
            yield from _many_references(relation, keys, own)
        elif relation.on_delete is not models.DO_NOTHING and not relation.related_model._meta.auto_created:
            other, name = relation.related_model, relation.field.name
            ours = own.get((other, None), set()) | own.get((other, name), set())
            for part in chunks(sorted(keys), KEYS):
                for record in other._base_manager.filter(**{f"{name}__in": part}).select_related(name).iterator():
                    if record.pk not in ours:
                        yield _("“%(record)s” is used by “%(other)s”.") % {
                            "record": getattr(record, name),
                            "other": record,
                        }


def _many_references(relation, keys, own):
    """Records that name what the batch created in a field for several."""
    through, other = relation.through, relation.related_model
    ours = own.get((other, None), set()) | own.get((other, relation.field.name), set())
    target, source = relation.field.m2m_reverse_field_name(), relation.field.m2m_field_name()
    for part in chunks(sorted(keys), KEYS):
        for link in through._base_manager.filter(**{f"{target}__in": part}).select_related(target, source).iterator():
            if getattr(link, f"{source}_id") not in ours:
                yield _("“%(record)s” is used by “%(other)s”.") % {
                    "record": getattr(link, target),
                    "other": getattr(link, source),
                }


def take_back(batch, *, by):
    """Delete what the batch created and restore what it changed, the last written first."""
    for model, rows in reversed(rows_by_model(batch).items()):
        made = {row.object_id for row in rows if row.action == RowAction.CREATED}
        changed = [row for row in reversed(rows) if row.action == RowAction.UPDATED and row.object_id not in made]
        # What was made goes first: a seat is given back only once nobody else sits on it.
        for keys in chunks(sorted(made), KEYS):
            _delete(model, keys, by=by, reason=f"undo {batch.pk}")
        _restore(model, changed, by=by, reason=f"undo {batch.pk}")


def _restore(model, rows, *, by, reason):
    """Give changed records their values before; of several changes the first one's."""
    before: dict[int, dict[str, Any]] = {}
    # The version in which the batch found the record.
    found: dict[int, int] = {}
    for row in rows:
        before.setdefault(row.object_id, {}).update(row.before)
        found[row.object_id] = min(row.version - 1, found.get(row.object_id, row.version))
    for keys in chunks(list(before), KEYS):
        records = list(model._base_manager.filter(pk__in=keys))
        names: set[str] = set()
        for record in records:
            for name, value in before[record.pk].items():
                one = model._meta.get_field(name)
                if one.many_to_many:
                    getattr(record, name).set(value)
                else:
                    names.add(name)
                    setattr(
                        record,
                        one.attname,
                        one.target_field.to_python(value) if one.is_relation else one.to_python(value),
                    )
        # A record without the changes of the others would be saved with what it has: read above, so nothing is lost.
        _save(model, records, sorted(names), by=by, reason=reason)
        _tell_earlier_batches(model, records, found)


def _tell_earlier_batches(model, records, found):
    """A record restored to what an earlier batch left behind counts for that batch as not changed since."""
    if not hasattr(model, "version"):
        return
    now = {record.pk: record.version for record in records}
    kind = ContentType.objects.get_for_model(model)
    earlier = list(ImportedRow._base_manager.filter(content_type=kind, object_id__in=list(now)))
    same = [row for row in earlier if row.version == found[row.object_id]]
    for row in same:
        row.version = now[row.object_id]
    ImportedRow._base_manager.bulk_update(same, ["version"], batch_size=CHUNK)


def _delete(model, keys, *, by, reason):
    """Delete records of which it is known that nothing points to them; their versions end with a deletion."""
    if has_history(model):
        write_versions(model, keys, "-", by=by, reason=reason)
    for one in model._meta.many_to_many:
        through = one.remote_field.through
        links = through._base_manager.filter(**{f"{one.m2m_field_name()}__in": keys})
        links._raw_delete(links.db)
    gone = model._base_manager.filter(pk__in=keys)
    # Collecting what cascades would ask for each relation of each row; that nothing cascades has been made sure of.
    gone._raw_delete(gone.db)
