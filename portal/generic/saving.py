"""Writing the rows of a ledger in bulk, remembering for each what it needs to be taken back, and taking them back."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from portal.generic.readings import Entry
from portal.models import ImportBatch, ImportedRow, RowAction

CHUNK = 1000
# Keys asked for in one query.
KEYS = 500
SENTENCES = 5


def chunks(items: Sequence, size: int = CHUNK) -> Iterable[Sequence]:
    """The items in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def has_history(model: type[models.Model]) -> bool:
    """Whether versions of the model's rows are kept."""
    return hasattr(model, "history")


class Saver:
    """Writes records for a batch: rows, versions, and what undoing needs. One per load, inside its transaction."""

    def __init__(self, batch: ImportBatch, by: models.Model | None, progress: Callable[[int], None] | None = None):
        self.batch, self.by, self.progress = batch, by, progress
        self.done = 0

    def create(self, model: type[models.Model], pairs: Sequence[tuple[Any, Entry | None]]) -> None:
        """Insert records, each with the entry it comes from (None for what comes from several)."""
        for part in chunks(list(pairs)):
            records = [record for record, _entry in part]
            if has_history(model):
                bulk_create_with_history(
                    records, model, batch_size=CHUNK, default_user=self.by, default_change_reason=self._reason()
                )
            else:
                model._base_manager.bulk_create(records, batch_size=CHUNK)
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
                    (record, entry, RowAction.UPDATED, {name: _kept(model, name, value) for name, value in before.items()})
                    for record, entry, before in part
                ],
            )

    def _reason(self) -> str:
        return f"import {self.batch.pk}"

    def _remember(self, model: type[models.Model], lines: Sequence[tuple]) -> None:
        kind = ContentType.objects.get_for_model(model)
        ImportedRow._base_manager.bulk_create(
            [
                ImportedRow(
                    batch=self.batch,
                    content_type=kind,
                    object_id=record.pk,
                    action=action,
                    sheet=entry.sheet if entry else "",
                    number=entry.number if entry else 0,
                    before=before,
                    version=getattr(record, "version", 1),
                )
                for record, entry, action, before in lines
            ],
            batch_size=CHUNK,
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
    if has_history(model):
        bulk_update_with_history(
            records, model, names, batch_size=CHUNK, default_user=by, default_change_reason=reason,
            manager=model._base_manager,
        )
    else:
        model._base_manager.bulk_update(records, names, batch_size=CHUNK)


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
    found: list[str] = []
    for model, rows in by_model.items():
        found += _changed_since(model, rows)
        found += _references(model, created)
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


def _references(model, created):
    """Records of others that point to what the batch created."""
    keys = created.get(model, set())
    for relation in model._meta.get_fields(include_hidden=True):
        if not keys or not (relation.auto_created and not relation.concrete and relation.is_relation):
            continue
        if relation.many_to_many:
            yield from _many_references(relation, keys, created)
        elif relation.on_delete is not models.DO_NOTHING and not relation.related_model._meta.auto_created:
            other, name = relation.related_model, relation.field.name
            ours = created.get(other, set())
            for part in chunks(sorted(keys), KEYS):
                for record in other._base_manager.filter(**{f"{name}__in": part}).select_related(name).iterator():
                    if record.pk not in ours:
                        yield _("“%(record)s” is used by “%(other)s”.") % {
                            "record": getattr(record, name),
                            "other": record,
                        }


def _many_references(relation, keys, created):
    """Records that name what the batch created in a field for several."""
    through, ours = relation.through, created.get(relation.related_model, set())
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
        _restore(model, changed, by=by, reason=f"undo {batch.pk}")
        for keys in chunks(sorted(made), KEYS):
            _delete(model, keys, by=by, reason=f"undo {batch.pk}")


def _restore(model, rows, *, by, reason):
    """Give changed records their values before; of several changes the first one's."""
    before: dict[int, dict[str, Any]] = {}
    for row in rows:
        before.setdefault(row.object_id, {}).update(row.before)
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
                    setattr(record, one.attname, one.target_field.to_python(value) if one.is_relation else one.to_python(value))
        # A record without the changes of the others would be saved with what it has: read above, so nothing is lost.
        _save(model, records, sorted(names), by=by, reason=reason)


def _delete(model, keys, *, by, reason):
    """Delete records of which it is known that nothing points to them; their versions end with a deletion."""
    records = list(model._base_manager.filter(pk__in=keys))
    if has_history(model):
        versions = model.history.model
        versions._base_manager.bulk_create(
            [
                versions(
                    history_date=timezone.now(),
                    history_user=by,
                    history_change_reason=reason,
                    history_type="-",
                    **{one.attname: getattr(record, one.attname) for one in versions.tracked_fields},
                )
                for record in records
            ],
            batch_size=CHUNK,
        )
    for one in model._meta.many_to_many:
        through = one.remote_field.through
        links = through._base_manager.filter(**{f"{one.m2m_field_name()}__in": keys})
        links._raw_delete(links.db)
    gone = model._base_manager.filter(pk__in=keys)
    # Collecting what cascades would ask for each relation of each row; that nothing cascades has been made sure of.
    gone._raw_delete(gone.db)
