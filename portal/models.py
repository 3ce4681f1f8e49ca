"""Who signs in, and the kernel's own memory: forms sent, ledgers loaded, numbers given, calendars, clock runs."""

import secrets
from datetime import timedelta
from functools import lru_cache, partial

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.files.storage import storages
from django.db import connections, models, router, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.deeds import log
from portal.kept_questions import SOMEBODY, KeptQuestion


def private_storage():
    """Where files lie that no address reaches by path."""
    return storages["private"]


class User(AbstractUser):
    """A person who signs in. What the person may do follows from appointments, never from a flag on the account."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        """The name as it is written, whole."""
        return str(self)

    def get_short_name(self):
        return str(self)

    @cached_property
    def offices(self):
        """The appointments in force today, read once a request."""
        return self._held_today("appointments", "organisation", "grid", "sector", "enterprise")

    @cached_property
    def held_posts(self):
        """The posts in task forces held today, read once a request."""
        return self._held_today("posts", "task_force")

    def _held_today(self, relation, *places):
        rows = held_on(timezone.localdate(), relation, places).ask(self.pk)
        for row in rows:
            row.user = self
        return rows

    @cached_property
    def roles(self):
        """The roles held today, at whatever place: the appointments' and the task forces' posts."""
        return {held.role for held in (*self.offices, *self.held_posts)}


@lru_cache(maxsize=16)
def held_on(day, relation, places):
    """The question for what somebody holds on the day (a relation of the person), with the places."""
    return KeptQuestion(getattr(User(pk=SOMEBODY), relation).in_force(day).select_related(*places))


class CalendarAddress(models.Model):
    """The address at which a person's calendar can be read without signing in: whoever has it, reads it.

    The table keeps a seed only. The address is the seed with our signature, so a copy of the database opens nothing.
    """

    user = models.OneToOneField(User, models.CASCADE, verbose_name=_("person"), related_name="calendar_address")
    seed = models.CharField(_("seed"), max_length=40, unique=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["-made_at"]

    @staticmethod
    def _signer():
        return signing.Signer(sep=".", salt="portal.calendar")

    @property
    def token(self):
        """What stands in the address: not to be guessed, and not in the database."""
        return self._signer().sign(self.seed)

    @classmethod
    def of(cls, user):
        """The address that `user` has at present, or None."""
        return cls.objects.filter(user=user).first()

    @classmethod
    def of_token(cls, token):
        """The address of this token, if it was not renewed or revoked and the account is open; else None."""
        try:
            seed = cls._signer().unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.filter(seed=seed, user__is_active=True).select_related("user").first()

    @classmethod
    def renew(cls, user):
        """Give `user` a new address; the old one is dead from now on."""
        facts = {"seed": secrets.token_urlsafe(24), "made_at": timezone.now()}
        address, is_new = cls.objects.update_or_create(user=user, defaults=facts)
        log(user, "portal.calendar_address" if is_new else "portal.calendar_renewed", user=user)
        return address

    @classmethod
    def revoke(cls, user):
        """Take the address away; there is none until the person asks for one."""
        if cls.objects.filter(user=user).delete()[0]:
            log(user, "portal.calendar_revoked", user=user)


class Submission(models.Model):
    """A form that was sent once. Sent again (double tap, resend) it leads to the record made the first time.

    `digest` says what was sent: the same key with other content is somebody's mistake, and is refused.
    """

    key = models.UUIDField(_("key"), primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("person"), related_name="submissions")
    url = models.CharField(_("address of the record"), max_length=300, blank=True)
    digest = models.CharField(_("digest (SHA-256)"), max_length=64, blank=True)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        ordering = ["-sent_at"]

    @property
    def receipt(self):
        """The number by which people speak of it: the first eight signs of the key."""
        return self.key.hex[:8].upper()


def waiting_path(photo, name):
    """Where a photo that is ahead of its form lies: a name of its own, whatever the sender called it."""
    return f"portal/waitingphoto/{photo.submission.hex}/{photo.digest}"


class WaitingPhoto(models.Model):
    """A photo out of a phone's outbox that has arrived ahead of its form, so that a break costs one photo at most."""

    submission = models.UUIDField(_("key"))
    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("person"), related_name="waiting_photos")
    digest = models.CharField(_("digest (SHA-256)"), max_length=64)
    name = models.CharField(_("file name"), max_length=120)
    file = models.FileField(_("file"), storage=private_storage, upload_to=waiting_path, max_length=200)
    received_at = models.DateTimeField(_("received at"), default=timezone.now)

    class Meta:
        verbose_name = _("photo waiting for its form")
        verbose_name_plural = _("photos waiting for their forms")
        ordering = ["received_at"]
        constraints = [
            models.UniqueConstraint(
                name="waiting_photo_once",
                fields=["submission", "user", "digest"],
                violation_error_message=_("This photo has arrived already."),
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def discard(cls, rows):
        """Delete rows and, once that is certain, their files."""
        for photo in list(rows):
            storage, name = photo.file.storage, photo.file.name
            photo.delete()
            transaction.on_commit(partial(storage.delete, name))


class Counter(models.Model):
    """The last number given in a series such as the hazards of a year."""

    series = models.CharField(_("series"), max_length=40, primary_key=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        ordering = ["series"]

    @classmethod
    def next(cls, series):
        """Take the next number; two people at once get two numbers."""
        return cls.take(series, 1)

    @classmethod
    def take(cls, series, count):
        """Take the next `count` numbers; the answer is the first of them. One statement, so nobody comes between."""
        with connections[router.db_for_write(cls)].cursor() as cursor:
            cursor.execute(
                "INSERT INTO portal_counter AS counter (series, last) VALUES (%s, %s) ON CONFLICT (series) "
                "DO UPDATE SET last = counter.last + excluded.last RETURNING last",
                [series, count],
            )
            return cursor.fetchone()[0] - count + 1

    @classmethod
    def at_least(cls, series, number):
        """Numbers up to `number` came in from outside (a ledger) and are never given again."""
        with transaction.atomic():
            cls.objects.get_or_create(series=series)
            cls.objects.filter(series=series, last__lt=number).update(last=number)


class BatchState(models.TextChoices):
    READING = "reading", _("being read")
    FAULTY = "faulty", _("has faults")
    READY = "ready", _("ready to load")
    LOADING = "loading", _("being loaded")
    LOADED = "loaded", _("loaded")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("failed")


class BatchQuerySet(models.QuerySet):
    """Questions about imported ledgers."""

    def visible_to(self, user, ledgers):
        """The batches that `user` brought, and those of the `ledgers` that this person may import."""
        return self.filter(models.Q(author=user) | models.Q(ledger__in=ledgers))


class ImportBatch(models.Model):
    """A ledger somebody brought: the file, how its columns were read, its faults, the rows it made; undone as one."""

    ledger = models.CharField(_("ledger"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=BatchState, default=BatchState.READING)
    file = models.FileField(_("file"), storage=private_storage, upload_to="ledgers/%Y/%m/", max_length=200)
    file_name = models.CharField(_("file name"), max_length=200)
    digest = models.CharField(_("digest (SHA-256)"), max_length=64)
    author = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("author"), related_name="batches", null=True, blank=True
    )
    brought_at = models.DateTimeField(_("brought at"), default=timezone.now)
    update_existing = models.BooleanField(_("update rows that exist already"), default=False)
    mapping = models.JSONField(_("mapping of columns"), default=dict, blank=True)
    report = models.JSONField(_("report"), default=dict, blank=True)
    progress = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows"), default=0)
    loaded_at = models.DateTimeField(_("loaded at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("undone by"), related_name="+", null=True, blank=True
    )

    fact_labels = {
        "new": _("new rows"),
        "changed": _("rows changed"),
        "same": _("rows that exist already"),
        "repeated": _("rows that repeat an earlier one"),
    }
    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported ledger")
        verbose_name_plural = _("imported ledgers")
        ordering = ["-brought_at", "-pk"]

    def __str__(self):
        return self.file_name


class RowAction(models.TextChoices):
    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")


class ImportedRow(models.Model):
    """A record that a batch created or changed, with the values before, so that the batch can be undone."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, verbose_name=_("imported ledger"), related_name="rows")
    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey()
    action = models.CharField(_("action"), max_length=8, choices=RowAction)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    number = models.PositiveIntegerField(_("row"), default=0)
    before = models.JSONField(_("values before"), default=dict, blank=True)
    version = models.PositiveIntegerField(_("version left behind"), default=1)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="imported_row_record")]


class Reminder(models.Model):
    """Something is due at a record: made by the clock (portal.reminders), gone when what was due has been done.

    `step` says how many months (or days, as the kind counts) before the day it was made; 0 is overdue. Only the most
    pressing step is kept.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField(_("record"))
    subject = GenericForeignKey()
    kind = models.CharField(_("what is due"), max_length=40)
    step = models.PositiveSmallIntegerField(_("months before"))
    due_on = models.DateField(_("due on"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="reminder_once",
                fields=["content_type", "object_id", "kind", "step", "due_on"],
                violation_error_message=_("This has been said already."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "due_on"], name="reminder_kind")]

    def __str__(self):
        return f"{self.kind} {self.due_on}"


class ClockRun(models.Model):
    """One run of what must happen by the clock (scheduled publishing, retention, ended appointments)."""

    started_at = models.DateTimeField(_("started at"), default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    failure = models.TextField(_("failure"), blank=True)

    class Meta:
        verbose_name = _("clock run")
        verbose_name_plural = _("clock runs")
        ordering = ["-started_at"]

    @classmethod
    def is_late(cls, now=None):
        """Whether the last good run is older than settings.CLOCK_LATE_MINUTES (never run counts as late)."""
        limit = (now or timezone.now()) - timedelta(minutes=settings.CLOCK_LATE_MINUTES)
        return not cls.objects.filter(finished_at__gte=limit, failure="").exists()
