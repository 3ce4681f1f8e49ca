"""Requests for data that offices send to branches and enterprises beside the portal, registered by an official.

What the portal itself asks is in the ledger of asks without being registered (portal.asks); these rows are the rest.
"""

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import DataRequestState
from branches.models.enterprises import Enterprise
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.counting import how_many
from portal.deeds import log
from portal.generic.kept_data import find
from portal.states import Refused, Stateful, transition

BATCH = 2000


class DataRequestQuerySet(ScopedQuerySet):
    """Questions about requests."""

    def with_numbers(self):
        """Each with how many `wanted` fields it has, how many are `kept` already, and its `addressee_count`."""
        wanted = RequestedField._base_manager
        return self.annotate(
            wanted_count=how_many(wanted, "request"),
            kept_count=how_many(wanted.filter(is_kept=True), "request"),
            addressee_count=how_many(RequestAddressee._base_manager, "request"),
        )


class DataRequest(Stateful):
    """An office wants certain data from certain branches or enterprises by a day."""

    name = models.CharField(_("name"), max_length=120)
    issuer = models.CharField(_("issuing office"), max_length=120)
    office = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=pgettext_lazy("request for data", "registered by"),
        related_name="data_requests",
    )
    due_on = models.DateField(pgettext_lazy("request for data", "due on"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes estimated"),
        validators=[MinValueValidator(1)],
        help_text=_("For each addressee, everything together: looking up, filling in, having it signed."),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=DataRequestState, default=DataRequestState.DRAFT, editable=False
    )
    issued_on = models.DateField(_("issued on"), null=True, editable=False)
    issued_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("issued by"), related_name="+", null=True, editable=False
    )
    reason = models.CharField(_("called off because"), max_length=500, blank=True, editable=False)

    scope = Scope(organisations=("office",))
    grants = permissions.DATA_REQUEST
    fact_labels = {"wanted": _("data wanted"), "addressees": _("addressees")}
    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for data")
        verbose_name_plural = _("requests for data")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="data_request_by_state")]
        constraints = [
            models.CheckConstraint(
                name="data_request_issued_has_day",
                condition=Q(state=DataRequestState.DRAFT, issued_on=None)
                | (~Q(state=DataRequestState.DRAFT) & Q(issued_on__isnull=False)),
                violation_error_message=_("A request that was issued has the day on which it was."),
            ),
            models.CheckConstraint(
                name="data_request_due_after_issued",
                condition=Q(issued_on=None) | Q(due_on__gte=F("issued_on")),
                violation_error_message=_("It cannot be due before it is issued. Choose a later day."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("data_request", args=[self.pk])

    def want(self, texts, *, by):
        """The data wanted are these, in this order, as long as it has not been issued."""
        with transaction.atomic():
            if self.locked().state != DataRequestState.DRAFT:
                raise Refused(_("It has been issued. What was asked does not change any more."))
            if list(self.wanted.values_list("text", flat=True)) == list(texts):
                return
            self.wanted.all().delete()
            rows = [
                RequestedField(request=self, number=number, text=text, is_kept=find(text).is_certain)
                for number, text in enumerate(texts, 1)
            ]
            RequestedField.objects.bulk_create(rows)
            log(self, "portal.edit", user=by, data={"facts": {"wanted": "；".join(texts)[:500]}})

    def address(self, organisations, enterprises, *, by):
        """Put it to these (querysets), those that it is put to already stay; returns how many came to it."""
        with transaction.atomic():
            if self.locked().state != DataRequestState.DRAFT:
                raise Refused(_("It has been issued. Register another request for further addressees."))
            rows = []
            for name, wanted in (("organisation", organisations), ("enterprise", enterprises)):
                known = self.addressees.exclude(**{name: None}).values(name)
                keys = wanted.exclude(pk__in=known).order_by("pk").values_list("pk", flat=True)
                rows += [RequestAddressee(request=self, **{f"{name}_id": key}) for key in keys]
            RequestAddressee.objects.bulk_create(rows, batch_size=BATCH)
            if rows:
                log(self, "portal.edit", user=by, data={"facts": {"addressees": len(rows)}})
        return len(rows)

    @transition(DataRequestState.DRAFT, DataRequestState.ISSUED, label=_("Issue the request"), tone="primary")
    def issue(self, *, by):
        """From today it is asked: whoever it is put to finds it in the ledger."""
        if not self.wanted.exists():
            raise Refused(_("It wants no data yet. Write down what is to be reported."))
        if not self.addressees.exists():
            raise Refused(_("It is put to nobody yet. Choose the addressees."))
        if self.due_on < timezone.localdate():
            raise Refused(_("The day by which it is due is past. Choose a later day."))
        for one in self.wanted.all():
            one.is_kept = find(one.text).is_certain
            one.save(update_fields=["is_kept"])
        self.issued_on, self.issued_by = timezone.localdate(), by

    @transition(DataRequestState.ISSUED, DataRequestState.CALLED_OFF, label=_("Call off"), tone="danger")
    def call_off(self, *, by, reason):
        """Nobody need answer it any more; that it was asked stays in the ledger."""
        self.reason = reason


class RequestedField(models.Model):
    """One datum that a request wants, in the office's words; whether the portal kept it already on the day of issue."""

    request = models.ForeignKey(DataRequest, models.CASCADE, verbose_name=_("request for data"), related_name="wanted")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("data wanted"), max_length=120)
    is_kept = models.BooleanField(_("kept already"), default=False)

    class Meta:
        verbose_name = _("datum wanted")
        verbose_name_plural = _("data wanted")
        ordering = ["request", "number"]
        constraints = [models.UniqueConstraint(name="requested_field_once", fields=["request", "number"])]

    def __str__(self):
        return self.text


class AddresseeQuerySet(ScopedQuerySet):
    """Questions about whom requests are put to."""

    def allowing(self, user, verb):
        """A request that is still being drawn up is put to nobody."""
        return super().allowing(user, verb).exclude(request__state=DataRequestState.DRAFT)


class RequestAddressee(models.Model):
    """A branch or an enterprise to which a request is put."""

    request = models.ForeignKey(
        DataRequest, models.CASCADE, verbose_name=_("request for data"), related_name="addressees"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="requests_for_data",
        null=True,
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, verbose_name=_("enterprise"), related_name="requests_for_data", null=True
    )

    scope = Scope(organisations=("organisation", "enterprise__organisation"), enterprises=("enterprise",))
    grants = permissions.REQUEST_ADDRESSEE
    objects = AddresseeQuerySet.as_manager()

    class Meta:
        verbose_name = _("addressee of a request")
        verbose_name_plural = _("addressees of requests")
        ordering = ["request", "pk"]
        constraints = [
            models.CheckConstraint(
                name="request_addressee_is_one",
                condition=Q(organisation=None, enterprise__isnull=False)
                | Q(organisation__isnull=False, enterprise=None),
                violation_error_message=_("An addressee is an organisation or an enterprise."),
            ),
            models.UniqueConstraint(name="request_to_organisation_once", fields=["request", "organisation"]),
            models.UniqueConstraint(name="request_to_enterprise_once", fields=["request", "enterprise"]),
        ]

    def __str__(self):
        return str(self.organisation or self.enterprise)

    def get_absolute_url(self):
        return reverse("request_addressee", args=[self.pk])
