"""Safety hazards: found, graded, rectified, re-checked by somebody else, closed."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.addresses import record_url
from portal.cells import key
from portal.deeds import log
from portal.generic.bulk import insert_one
from portal.models import Counter
from portal.states import Refused, transition
from portal.versions import Versions
from volunteers import permissions
from volunteers.choices import HazardLevel, HazardSource, HazardState, PhotoMoment
from volunteers.models.catalogue import JudgementStandard
from volunteers.models.earlier_standings import EarlierStanding
from volunteers.models.hazard_categories import HazardCategory
from volunteers.models.hazard_constraints import HAZARD_CONSTRAINTS
from volunteers.models.hazard_facts import FACT_LABELS, FACT_VALUES
from volunteers.models.hazard_indexes import HAZARD_INDEXES
from volunteers.models.hazard_photos import HazardPhoto
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE, DONE_STATES, OPEN_STATES, HazardQuerySet
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.major_verbs import MajorVerbs
from volunteers.models.task_forces import TaskForce


class Hazard(MajorVerbs):
    """A safety hazard at an enterprise. Day found, source and finder never change once registered."""

    number = models.CharField(_("number"), max_length=40, unique=True)
    found_on = models.DateField(_("found on"))
    # 202611 for November 2026: stored so that tallies by month group by an indexed column.
    found_month = models.PositiveIntegerField(_("month found"), editable=False)
    source = models.CharField(_("source"), max_length=16, choices=HazardSource, default=HazardSource.TASK_FORCE)
    task_force = models.ForeignKey(
        TaskForce, models.PROTECT, verbose_name=_("task force"), related_name="hazards", null=True, blank=True
    )
    # The branch of the task force on the day it was found, so that a later move changes no count.
    organisation = models.ForeignKey(
        "branches.Organisation",
        models.PROTECT,
        verbose_name=_("branch"),
        related_name="hazards",
        null=True,
        editable=False,
    )
    finder = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("finder"), related_name="found_hazards", null=True, blank=True
    )
    enterprise = models.ForeignKey(
        "branches.Enterprise", models.PROTECT, verbose_name=_("enterprise"), related_name="hazards"
    )
    place = models.CharField(_("place"), max_length=120)
    description = models.CharField(_("description"), max_length=500)
    category = models.ForeignKey(HazardCategory, models.PROTECT, verbose_name=_("category"), related_name="hazards")
    level = models.CharField(_("level"), max_length=8, choices=HazardLevel, default=HazardLevel.GENERAL)
    # The clause of the catalogue of that day; `clause` is its code, or what an old ledger wrote.
    standard = models.ForeignKey(
        JudgementStandard,
        models.PROTECT,
        verbose_name=_("judgement standard"),
        related_name="hazards",
        null=True,
        blank=True,
    )
    clause = models.CharField(_("clause"), max_length=60, blank=True)
    responsible_name = models.CharField(_("responsible person"), max_length=80, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=HazardState, default=HazardState.REGISTERED, editable=False
    )
    on_the_spot = models.BooleanField(_("rectified on the spot"), default=False, editable=False)
    rectified_on = models.DateField(_("rectified on"), null=True, editable=False)
    rectified_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("reported by"), related_name="+", null=True, editable=False
    )
    # Who signed where it was reported through the link of a notice, without an account.
    rectifier_name = models.CharField(_("signed by"), max_length=80, blank=True, editable=False)
    measures = models.CharField(_("measures taken"), max_length=500, blank=True)
    cost = models.DecimalField(_("cost (yuan)"), max_digits=12, decimal_places=2, null=True, editable=False)
    comment = models.CharField(_("comment of the enterprise"), max_length=500, blank=True, editable=False)
    rechecked_on = models.DateField(_("re-checked on"), null=True, editable=False)
    rechecked_month = models.PositiveIntegerField(_("month re-checked"), null=True, editable=False)
    rechecked_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("re-checked by"), related_name="+", null=True, editable=False
    )
    # The second one of a major hazard.
    second_rechecked_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("second re-checker"), related_name="+", null=True, editable=False
    )
    rechecker_name = models.CharField(_("re-checker"), max_length=160, blank=True, editable=False)
    recheck_opinion = models.CharField(_("opinion at the re-check"), max_length=500, blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    closed_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("closed by"), related_name="+", null=True, editable=False
    )
    closing_document = models.CharField(_("document of consent"), max_length=80, blank=True, editable=False)
    # The last time; how it stood before is an `EarlierStanding`.
    reopened_on = models.DateField(_("re-opened on"), null=True, editable=False)
    # Until then it counted, in this state. Neither is known of what came in as void.
    voided_on = models.DateField(_("declared void on"), null=True, editable=False)
    voided_from = models.CharField(
        _("state until it was void"), max_length=16, choices=HazardState, blank=True, editable=False
    )
    # What keeps people safe from the day it was found until it is gone.
    interim_control = models.CharField(_("interim control"), max_length=500, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("same as"), related_name="duplicates", null=True, editable=False
    )

    history = Versions()
    scope = hazard_scope()
    grants = permissions.HAZARD
    # What the search field of the list looks into; kept in pairs of characters (portal.search.pairs).
    searched = ("number", "description", "place", "enterprise__name_key")
    fact_labels = FACT_LABELS
    fact_values = FACT_VALUES
    objects = HazardQuerySet.as_manager()

    class Meta:
        verbose_name = _("hazard")
        verbose_name_plural = _("hazards")
        ordering = ["-found_on", "-pk"]
        constraints = HAZARD_CONSTRAINTS
        indexes = HAZARD_INDEXES

    def __str__(self):
        return f"{self.number} {self.description}"

    def get_absolute_url(self):
        return record_url("hazard", self.pk)

    @property
    def is_open(self):
        """Whether it still has to be rectified or re-checked."""
        return self.state in OPEN_STATES

    def days_late(self, day=None):
        """Days by which it is overdue on `day` (today); 0 where it is not."""
        if not self.is_open or self.due_on is None:
            return 0
        return max(((day or timezone.localdate()) - self.due_on).days, 0)

    @property
    def has_evidence(self):
        """Whether a photo shows it put right."""
        return self.photos.filter(moment__in=(PhotoMoment.AFTER, PhotoMoment.RECHECK)).exists()

    @property
    def rectifier(self):
        """Who reported it as rectified: an account, or the name signed through a link."""
        return str(self.rectified_by) if self.rectified_by_id else self.rectifier_name

    def is_rechecked_by(self, person):
        """Whether `person` may do the re-check: neither finder, alone or jointly, nor rectifier, by account or name."""
        is_named = bool(self.rectifier_name) and key(self.rectifier_name) == key(str(person))
        if is_named or person.pk in (self.rectified_by_id, self.finder_id):
            return False
        return self.pk is None or not self.discoverers.filter(user=person).exists()

    def _rectify_anew(self):
        """What was reported about the rectification holds no longer; the history keeps it."""
        self.rectified_on = self.rectified_by = self.cost = None
        self.rectifier_name = self.comment = ""

    def deadlines(self):
        """[(deadline, since when, who set it)], the first one first: every deadline it has ever had."""
        found, before = [], None
        for row in self.history.order_by("history_date", "history_id").select_related("history_user"):
            if row.due_on is not None and row.due_on != before:
                found.append((row.due_on, row.history_date, row.history_user))
            before = row.due_on
        return found

    def settle(self):
        """Derive what follows from the other fields: months and the branch of the day. Called before a save."""
        self.found_month = self.found_on.year * 100 + self.found_on.month
        day = self.rechecked_on
        self.rechecked_month = day.year * 100 + day.month if day else None
        if self.organisation_id is None and self.task_force_id:
            self.organisation_id = self.task_force.belonged_to(self.found_on)

    def judge_by(self, clause):
        """Record under which clause it falls: by its code in the catalogue of the day found, else as it is written."""
        found = (
            JudgementStandard.of_code(clause, self.found_on) or JudgementStandard.of_code(clause) if clause else None
        )
        self.standard, self.clause = found, found.code if found else clause

    def take_number(self):
        """Give the next number of the year in which it was found, as YH-2026-0641."""
        self.number = f"YH-{self.found_on.year}-{Counter.next(f'hazards-{self.found_on.year}'):04d}"

    @classmethod
    def register(cls, *, by, photos=(), position="", **facts):
        """Enter a hazard with the photos of how it was found: the one way in, by whatever page, link or sheet.

        Number, month, branch and (from the code of a clause) standard follow from its `facts`. `by` is who enters it
        (None through a link); `finder`, `found_on` and `source` are facts and never change.
        """
        # All or nothing, together with whatever the caller does in the same transaction.
        with transaction.atomic(savepoint=False):
            hazard = cls(**facts)
            if hazard.standard_id is None:
                hazard.judge_by(hazard.clause)
            hazard.settle()
            hazard.take_number()
            insert_one(hazard, by=by)
            if photos:
                HazardPhoto.take_first(photos, by=by, hazard=hazard, moment=PhotoMoment.BEFORE, position=position)
            log(hazard, "portal.create", user=by, data={"facts": {}})
        return hazard

    @transition(HazardState.REGISTERED, HazardState.GRADED, label=_("Grade"), tone="primary")
    def grade(self, *, by, level, due_on, clause="", responsible_name=""):
        """The centre says how grave it is, by which clause, and until when it must be gone."""
        self._refuse_grade(level, clause, due_on)
        self.level, self.due_on = level, due_on
        self.judge_by(clause)
        self.responsible_name = responsible_name or self.responsible_name
        self._answer_proposals(by)

    @transition(HazardState.GRADED, HazardState.RECTIFYING, label=_("Have it rectified"), tone="primary")
    def start_rectifying(self, *, by):
        """The enterprise has been told what to put right and until when."""

    @transition(AT_THE_ENTERPRISE, HazardState.AWAITING_RECHECK, label=_("Report as rectified"), tone="primary")
    def rectify(self, *, by, rectified_on, measures, photos=(), cost=None, comment="", signed="", position=""):
        """It has been put right; somebody else will look. `by` is None where somebody `signed` through a link."""
        if by is None and not signed.strip():
            raise Refused(_("Sign with your name."))
        self.cost, self.comment, self.rectifier_name = cost, comment, signed.strip()
        self._rectified(by, rectified_on, measures, photos, position)

    @transition(HazardState.REGISTERED, HazardState.AWAITING_RECHECK, label=_("Rectified on the spot"), tone="primary")
    def rectify_on_the_spot(self, *, by, measures, photos=()):
        """It was put right while the finders were there; the re-check is still somebody else's."""
        self.on_the_spot = True
        self.due_on = self.due_on or self.found_on
        self._rectified(by, self.found_on, measures, photos)

    def _rectified(self, by, rectified_on, measures, photos, position=""):
        if not self.found_on <= rectified_on <= timezone.localdate():
            raise Refused(_("Choose a day from the day it was found up to today."))
        if self.reopened_on is not None and rectified_on < self.reopened_on:
            raise Refused(
                _("It was opened again on %(day)s. Choose that day or a later one.") % {"day": self.reopened_on}
            )
        self.rectified_on, self.rectified_by, self.measures = rectified_on, by, measures
        for shot in photos:
            HazardPhoto.take(shot, by=by, hazard=self, moment=PhotoMoment.AFTER, position=position)

    @transition(AT_THE_ENTERPRISE, AT_THE_ENTERPRISE, label=_("Deadline extended"), is_offered=False)
    def extend(self, *, by, due_on, reason):
        """The centre has granted more time; the earlier deadline stays in the history. Called by the request."""
        EarlierStanding.keep(self, due_on=due_on)
        self.due_on = due_on
        return self.state

    @transition(HazardState.AWAITING_RECHECK, HazardState.RECTIFYING, label=_("Send back"))
    def send_back(self, *, by, reason, due_on=None):
        """The re-check found it not put right."""
        if not reason.strip():
            raise Refused(_("Say what is still missing."))
        EarlierStanding.keep(self, due_on=due_on or self.due_on)
        self.reason, self.due_on = reason, due_on or self.due_on
        self._rectify_anew()
        self._prove_again(reason)

    @transition(HazardState.AWAITING_RECHECK, HazardState.VERIFIED, label=_("Re-check passed"), tone="primary")
    def verify(self, *, by, rechecked_on, opinion, second_rechecker=None, photos=()):
        """Somebody other than finder and rectifier has seen it done; two of them where it is major."""
        if not self.is_rechecked_by(by):
            raise Refused(_("You found or rectified this hazard yourself: somebody else must do the re-check."))
        if self.level == HazardLevel.MAJOR and second_rechecker is None:
            raise Refused(_("A major hazard is re-checked by at least two people: name the second one."))
        if second_rechecker is not None and (second_rechecker == by or not self.is_rechecked_by(second_rechecker)):
            raise Refused(_("The second re-checker must be somebody else than finder, rectifier and yourself."))
        if not opinion.strip():
            raise Refused(_("Say what the re-check found."))
        if not self.rectified_on <= rechecked_on <= timezone.localdate():
            raise Refused(_("Choose a day from the day it was rectified up to today."))
        self._refuse_before_recheck()
        self.rechecked_on, self.rechecked_by, self.recheck_opinion = rechecked_on, by, opinion
        self.second_rechecked_by = second_rechecker
        self.rechecker_name = "、".join(str(one) for one in (by, second_rechecker) if one is not None)
        self.settle()
        for shot in photos:
            HazardPhoto.take(shot, by=by, hazard=self, moment=PhotoMoment.RECHECK)

    @transition(HazardState.VERIFIED, HazardState.CLOSED, label=_("Close"), tone="primary")
    def close(self, *, by, closing_document=""):
        """Off the list, with evidence: a photo or a document that proves it. A major one is closed by the head."""
        if self.level == HazardLevel.MAJOR:
            raise Refused(_("A major hazard is closed by the head of the emergency centre, once nothing is missing."))
        self._refuse_while_stopped()
        if not closing_document.strip() and not self.has_evidence:
            raise Refused(_("Nothing shows that it was put right. Add a photo, or name the document that proves it."))
        self.closed_on, self.closed_by, self.closing_document = timezone.localdate(), by, closing_document

    @transition(DONE_STATES, HazardState.RECTIFYING, label=_("Re-open"))
    def reopen(self, *, by, reason, due_on):
        """It is there again, or was never gone: from today on. Past days are asked as it stood on them."""
        if not reason.strip():
            raise Refused(_("Say why it is opened again."))
        if due_on < timezone.localdate():
            raise Refused(_("This day has passed. Choose today or a later day."))
        EarlierStanding.keep(self, due_on=due_on)
        self.reopened_on = timezone.localdate()
        self.reason, self.due_on = reason, due_on
        self._rectify_anew()
        self._prove_again(reason)
        self.closed_on = self.closed_by = None
        self.rechecked_on = self.rechecked_by = self.second_rechecked_by = self.rechecked_month = None
        self.rechecker_name = self.recheck_opinion = self.closing_document = ""

    @transition((HazardState.REGISTERED, HazardState.GRADED), HazardState.VOID, label=_("Declare void"), tone="danger")
    def void(self, *, by, reason):
        """Entered by mistake or twice: kept, but counted no more from today on."""
        self._refuse_while_stopped()
        if not reason.strip():
            raise Refused(_("Say why it does not count."))
        self._counts_no_more()
        self.reason = reason

    def _counts_no_more(self):
        self.voided_on, self.voided_from = timezone.localdate(), self.state

    @transition(OPEN_STATES, HazardState.VOID, label=_("Same as another"))
    def merge_into(self, *, by, original):
        """It is the `original` registered twice: void, with a pointer; whoever found it is credited there too."""
        self._refuse_while_stopped()
        kept = original.locked()
        if kept.pk == self.pk or kept.enterprise_id != self.enterprise_id:
            raise Refused(_("Choose another hazard of the same enterprise."))
        if kept.state == HazardState.VOID:
            raise Refused(_("%(number)s is void itself. Choose the one that counts.") % {"number": kept.number})
        self._counts_no_more()
        self.duplicate_of, self.reason = kept, _("Same as %(number)s.") % {"number": kept.number}
        self.duplicates.update(duplicate_of=kept)
        forces = [self.task_force] if self.task_force_id else []
        people = [self.finder] if self.finder_id and self.finder_id != kept.rechecked_by_id else []
        for row in self.discoverers.select_related("task_force", "user"):
            forces += [row.task_force] if row.task_force_id else []
            people += [row.user] if row.user_id and row.user_id != kept.rechecked_by_id else []
        self.discoverers.model.credit(kept, by=by, task_forces=forces, people=people)
        log(kept, "portal.merge", user=by, data={"facts": {"merged": self.number}})
