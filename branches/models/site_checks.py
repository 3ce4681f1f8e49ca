"""Inspections of sites: self-checked item by item, applied for, looked at, accepted by two people on the spot."""

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import ItemVerdict, Role, SiteCheckState, SiteOccasion, SiteUse
from branches.models.appointments import Appointment
from branches.models.site_checklists import SiteChecklist, SiteItem
from branches.models.site_lines import SiteLines, listed
from branches.models.site_questions import GOOD_ANSWER
from branches.models.sites import RUNNING, Site, complete, counted, lose
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.photos import Photo
from portal.states import Record, Refused, Stateful, WrongState, transition
from portal.versions import Versions

# While it stands here, the branch may still change its answers.
ANSWERABLE = (SiteCheckState.OPEN, SiteCheckState.SELF_CHECKED)


class SavedMeanwhile(Exception):
    """Somebody else has answered the same item since the form was opened; carries that answer."""

    def __init__(self, answer):
        self.answer = answer
        super().__init__(str(answer))


class SiteCheckQuerySet(ScopedQuerySet):
    """Questions about inspections."""

    def running(self):
        """Those that have not come to an end."""
        return self.filter(state__in=RUNNING)

    def with_the_branch(self):
        """Those on which the branch still works."""
        return self.filter(state__in=ANSWERABLE)

    def sent_back(self):
        """Those that came back and have not been applied for again."""
        return self.filter(state__in=ANSWERABLE, sent_back_at__isnull=False)

    def with_progress(self):
        """Each with how many compulsory items are good (`good`) and how many there are (`compulsory`)."""
        good = SiteItemAnswer._base_manager.filter(
            GOOD_ANSWER, site_check=models.OuterRef("pk"), item__is_compulsory=True
        )
        compulsory = SiteItem._base_manager.filter(checklist=models.OuterRef("checklist"), is_compulsory=True)
        return self.annotate(good=models.Subquery(counted(good)), compulsory=models.Subquery(counted(compulsory)))


def signed(verbose_name):
    """A person who signed a step; filled by the verbs."""
    return models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=verbose_name, related_name="+", null=True, editable=False
    )


class SiteCheck(SiteLines, Stateful):
    """One inspection of a site on one occasion, by one edition of the checklist."""

    site = models.ForeignKey(Site, models.PROTECT, verbose_name=_("site"), related_name="checks")
    checklist = models.ForeignKey(SiteChecklist, models.PROTECT, verbose_name=_("checklist"), related_name="checks")
    occasion = models.CharField(_("occasion"), max_length=12, choices=SiteOccasion)
    state = models.CharField(
        _("state"), max_length=14, choices=SiteCheckState, default=SiteCheckState.OPEN, editable=False
    )
    opened_by = signed(_("opened by"))
    self_checked_at = models.DateTimeField(_("self-checked at"), null=True, editable=False)
    self_checked_by = signed(_("self-checked by"))
    applied_at = models.DateTimeField(_("applied at"), null=True, editable=False)
    applied_by = signed(_("applied by"))
    looked_at = models.DateTimeField(_("looked at on"), null=True, editable=False)
    looked_by = signed(_("looked at by"))
    opinion = models.CharField(_("adviser's opinion"), max_length=500, blank=True, editable=False)
    accepted_on = models.DateField(_("accepted on"), null=True, editable=False)
    first_by = signed(_("first signature"))
    second_by = signed(_("second signature"))
    sent_back_at = models.DateTimeField(_("sent back at"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    history = Versions()
    scope = Scope(
        organisations=("site__organisation", "site__sharings__organisation"),
        many=("site__sharings__organisation",),
        dated=("site__sharings__organisation",),
    )
    grants = permissions.SITE_CHECK
    fact_labels = {
        "comments": _("items sent back"),
        "day": _("day"),
        "item": _("item"),
        "verdict": _("found"),
        "note": _("note"),
        "photos": _("photos"),
    }
    objects = SiteCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection of a site")
        verbose_name_plural = _("inspections of sites")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "-id"], name="site_check_by_state"),
            models.Index(fields=["site", "state", "accepted_on"], name="site_check_accepted"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="site_check_one_running",
                fields=["site"],
                condition=Q(state__in=RUNNING),
                violation_error_message=_("An inspection of this site is running already. Open that one instead."),
            ),
            models.CheckConstraint(
                name="site_check_accepted_by_two",
                condition=Q(
                    state=SiteCheckState.ACCEPTED,
                    accepted_on__isnull=False,
                    first_by__isnull=False,
                    second_by__isnull=False,
                )
                & ~Q(first_by=F("second_by"))
                | (~Q(state=SiteCheckState.ACCEPTED) & Q(second_by=None)),
                violation_error_message=_("An acceptance has its day and the signatures of two different people."),
            ),
        ]

    def __str__(self):
        return f"{self.site.organisation} · {self.get_occasion_display()}"

    def get_absolute_url(self):
        return reverse("site_check", args=[self.pk])

    @classmethod
    def begin(cls, site, *, by):
        """Open the inspection of a site that is due: the first acceptance, or the re-check of an accepted one."""
        checklist = SiteChecklist.objects.in_force().first()
        if checklist is None:
            raise Refused(_("No checklist is in force. The commissioner has to publish one first."))
        if site.checks.filter(state__in=RUNNING).exists():
            raise Refused(_("An inspection of this site is running already. Open that one instead."))
        occasion = SiteOccasion.RECHECK if site.is_accepted() else SiteOccasion.ACCEPTANCE
        check = cls.objects.create(site=site, checklist=checklist, occasion=occasion, opened_by=by)
        log(check, "portal.create", user=by, data={"facts": {"occasion": str(occasion)}})
        return check

    def open_transitions(self):
        """Only a re-check can be lost; a first acceptance is sent back until it is good."""
        verbs = super().open_transitions()
        return [verb for verb in verbs if verb != "fail" or self.occasion == SiteOccasion.RECHECK]

    def answer(self, item, *, by, verdict, note="", photos=(), version=0):
        """Answer one item, or answer it anew. `version` is that of the answer on the page (0: none was there).

        Raises SavedMeanwhile where another answer has been saved since, WrongState once the branch has applied.
        """
        with transaction.atomic():
            check = self.locked()
            if check.state not in ANSWERABLE:
                raise WrongState("answer")
            answer = check.answers.filter(item=item).first() or SiteItemAnswer(site_check=check, item=item, version=0)
            is_other = (answer.verdict, answer.note) != (verdict, note)
            if is_other and answer.version != version:
                raise SavedMeanwhile(answer)
            if is_other or photos or answer.is_sent_back or answer.pk is None:
                answer.verdict, answer.note = verdict, note
                answer.answered_by, answer.answered_at = by, timezone.now()
                answer.is_sent_back = False
                answer.version += 1
                answer.save()
                facts = {"item": str(item), "verdict": ItemVerdict(verdict).label, "note": note, "photos": len(photos)}
                facts = {name: str(value) for name, value in facts.items() if value}
                log(check, "portal.edit", user=by, data={"facts": facts})
            if photos:
                for shot in photos:
                    SitePhoto.take(shot, by=by, answer=answer)
                answer.count_photos()
        return answer

    @transition(SiteCheckState.OPEN, SiteCheckState.SELF_CHECKED, label=_("Finish the self-check"))
    def finish(self, *, by):
        """Every item has been answered; what lacks can still be put right and answered anew."""
        if open_ones := [line.item for line in self.lines() if line.answer is None]:
            raise Refused(_("These items are not answered yet: %(items)s.") % {"items": listed(open_ones)})
        self.self_checked_at, self.self_checked_by = timezone.now(), by

    @transition(ANSWERABLE, SiteCheckState.APPLIED, label=_("Apply for acceptance"), tone="primary")
    def apply(self, *, by):
        """The branch stands by it: every compulsory item is good, with its photos."""
        if gaps := [line.item for line in self.gaps()]:
            raise Refused(
                _("These compulsory items are not good yet, or lack photos: %(items)s.") % {"items": listed(gaps)}
            )
        now = timezone.now()
        if self.state == SiteCheckState.OPEN:
            self.self_checked_at, self.self_checked_by = now, by
        self.applied_at, self.applied_by = now, by
        self.reason, self.sent_back_at = "", None

    @transition(SiteCheckState.APPLIED, SiteCheckState.LOOKED_AT, label=_("Looked at"), tone="primary")
    def look(self, *, by, opinion=""):
        """The adviser has looked at answers and photos; the visit of the two can be fixed."""
        self.looked_at, self.looked_by, self.opinion = timezone.now(), by, opinion

    @transition(SiteCheckState.LOOKED_AT, SiteCheckState.SIGNED, label=_("Accept (first signature)"), tone="primary")
    def sign(self, *, by, day):
        """The first of two who were on the spot on `day` found every compulsory item good."""
        self._judge(by)
        if day < timezone.localtime(self.created_at).date():
            raise Refused(_("The inspection was opened later than that. Name the day of the visit."))
        self.accepted_on, self.first_by = day, by

    @transition(SiteCheckState.SIGNED, SiteCheckState.ACCEPTED, label=_("Accept (second signature)"), tone="primary")
    def accept(self, *, by):
        """The second one, who was there too, confirms; from the day of the visit the site is completed."""
        if by.pk == self.first_by_id:
            raise Refused(_("The first signature is yours. The second person who was there has to sign."))
        self._judge(by)
        self.second_by = by
        for organisation, start in self.site.users():
            complete(organisation, max(self.accepted_on, start) if start else self.accepted_on, by=by)

    @transition(
        (SiteCheckState.SELF_CHECKED, SiteCheckState.APPLIED, SiteCheckState.LOOKED_AT, SiteCheckState.SIGNED),
        SiteCheckState.OPEN,
        label=_("Send back"),
    )
    def send_back(self, *, by, reason, comments=()):
        """Back to the branch, with a comment at each item that is not good enough: (item, comment) pairs."""
        if not reason and not comments:
            raise Refused(_("Say what is to be put right, at the items or in all."))
        for item, comment in comments:
            answer = self.answers.filter(item=item).first() or SiteItemAnswer(site_check=self, item=item, version=0)
            answer.is_sent_back, answer.comment = True, comment
            answer.version += 1
            answer.save()
        self.reason, self.sent_back_at = reason, timezone.now()
        for name in ("self_checked", "applied", "looked", "first"):
            setattr(self, f"{name}_by", None)
        self.self_checked_at = self.applied_at = self.looked_at = self.accepted_on = None

    @transition(RUNNING, SiteCheckState.FAILED, label=_("Re-check not passed"), tone="danger")
    def fail(self, *, by, day, reason):
        """The site is no longer what was accepted: from `day` on it does not count as completed, before it does."""
        if self.occasion != SiteOccasion.RECHECK:
            raise Refused(_("It has not been accepted yet. Send it back with what is to be put right."))
        self._clear_signature()
        self.reason = reason
        for organisation, _start in self.site.users():
            lose(organisation, self.site, day, reason=reason, by=by)

    @transition(RUNNING, SiteCheckState.CALLED_OFF, label=_("Call off"))
    def call_off(self, *, by, reason):
        """Opened by mistake, or overtaken by events; nothing follows from it."""
        self._clear_signature()
        self.reason = reason

    def _clear_signature(self):
        self.accepted_on = self.first_by = None

    def _judge(self, by):
        """Who signs was not at work here: neither a secretary of a branch that uses it, nor one who checked it."""
        if self.site.state != SiteUse.IN_USE:
            raise Refused(_("The site has been given up."))
        if by.pk in (self.self_checked_by_id, self.applied_by_id):
            raise Refused(_("You have checked it yourself. Two others have to accept it."))
        own = [organisation.pk for organisation, _start in self.site.users()]
        offices = Appointment.objects.in_force().filter(user=by, organisation__in=own, role=Role.SECRETARY)
        if offices.exists():
            raise Refused(_("You belong to a branch that uses these rooms. Two others have to accept it."))
        if gaps := [line.item for line in self.gaps()]:
            raise Refused(
                _("These compulsory items are not good yet, or lack photos: %(items)s.") % {"items": listed(gaps)}
            )


class SiteItemAnswer(Record):
    """What the branch found at one item: not there, not up to the rule, or good; and what the reviewer said."""

    site_check = models.ForeignKey(SiteCheck, models.PROTECT, verbose_name=_("inspection"), related_name="answers")
    item = models.ForeignKey(SiteItem, models.PROTECT, verbose_name=_("item"), related_name="answers")
    verdict = models.CharField(_("found"), max_length=8, choices=ItemVerdict, default=ItemVerdict.MISSING)
    note = models.CharField(_("note"), max_length=300, blank=True)
    answered_by = signed(_("answered by"))
    answered_at = models.DateTimeField(_("answered at"), null=True)
    is_sent_back = models.BooleanField(_("sent back"), default=False)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    # Kept in step by whatever adds or takes away a photo, so that lists count without joining the photos.
    photo_count = models.PositiveSmallIntegerField(_("photos"), default=0, editable=False)

    class Meta:
        verbose_name = _("answer to an item")
        verbose_name_plural = _("answers to items")
        ordering = ["item__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="site_answer_once",
                fields=["site_check", "item"],
                violation_error_message=_("This item has been answered already."),
            )
        ]

    def __str__(self):
        return f"{self.item}: {self.get_verdict_display()}"

    def count_photos(self):
        """Write down how many photos show the item."""
        self.photo_count = self.photos.count()
        self.save(update_fields=["photo_count"])


class SitePhoto(Photo):
    """A photo that shows an item; never a public file, since walls carry names and faces."""

    answer = models.ForeignKey(SiteItemAnswer, models.CASCADE, verbose_name=_("answer"), related_name="photos")

    scope = Scope(
        organisations=("answer__site_check__site__organisation", "answer__site_check__site__sharings__organisation"),
        many=("answer__site_check__site__sharings__organisation",),
        dated=("answer__site_check__site__sharings__organisation",),
    )
    grants = permissions.SITE_CHECK
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a site")
        verbose_name_plural = _("photos of sites")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="site_photo_once",
                fields=["answer", "digest"],
                violation_error_message=_("This photo is there already."),
            )
        ]

    def get_absolute_url(self):
        return reverse("site_photo", args=[self.pk, "image"])

    def remove(self, *, by):
        """Take a wrong photo away, as long as the branch has not applied."""
        with transaction.atomic():
            check = self.answer.site_check.locked()
            if check.state not in ANSWERABLE:
                raise WrongState("answer")
            self.delete()
            self.answer.count_photos()
            facts = {"item": str(self.answer.item)}
            log(check, "portal.edit", user=by, data={"facts": facts, "note": str(_("A photo was taken away."))})
