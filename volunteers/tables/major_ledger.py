"""The ledger of major hazards: on the page how each stands, in the workbook the columns of domain.md 2.5."""

from django.utils.translation import gettext_lazy as _

from branches.choices import Trade
from portal.columns import (
    ChoiceColumn,
    Column,
    DayColumn,
    LinkColumn,
    NumberColumn,
    PhoneColumn,
    Table,
)
from volunteers.choices import HazardSource, HazardState, PhotoMoment, PlanState
from volunteers.models import Hazard
from volunteers.tables.hazards import HAZARD_TONES, DueColumn, EnterpriseColumn, HazardStateColumn
from volunteers.tables.reference import TitleColumn


class PartsColumn(Column):
    """What hangs on the hazard, one line each: the page has it prefetched, the workbook asks once for all rows."""

    def __init__(self, related, say, *, with_related=(), **kwargs):
        self.related, self.say, self.with_related = related, say, with_related
        kwargs.setdefault("empty_values", ())
        super().__init__(accessor=related, sources=("pk",), **kwargs)

    def text(self, parts):
        """The lines of several parts as one."""
        return "；".join(filter(None, (str(self.say(part) or "") for part in parts)))

    def render(self, value):
        return self.text(value.all()) or "—"

    def exporter(self, rows):
        kind = rows.model._meta.get_field(self.related).related_model
        parts = kind._base_manager.filter(hazard__in=rows.order_by().values("pk"))
        found = {}
        for part in parts.select_related(*self.with_related).order_by("pk"):
            found.setdefault(part.hazard_id, []).append(part)
        return lambda key: self.text(found.get(key, ()))


class PhotoCountColumn(PartsColumn):
    """How many photos show it before and after."""

    def text(self, parts):
        moments = [part.moment for part in parts]
        before = moments.count(PhotoMoment.BEFORE)
        return f"{before} / {len(moments) - before}" if moments else ""


def standing_plan(plan):
    """A plan that was not sent back: who answers, until when, and whether it is accepted."""
    if plan.state == PlanState.SENT_BACK:
        return ""
    return f"{plan.duty_name} {plan.deadline:%Y-%m-%d} {plan.get_state_display()}"


def plan_part(name):
    """One field of the plan that stands."""
    return lambda plan: "" if plan.state == PlanState.SENT_BACK else getattr(plan, name)


def document(one):
    """A document that stands, by its kind and number."""
    return "" if one.set_aside_on else str(one)


def stop(one):
    """A stop: since when, what, whether it stands."""
    return f"{one.stopped_on:%Y-%m-%d} {one.extent} {one.get_state_display()}"


def transfer(one):
    """A transfer: where it stands, its case number."""
    return f"{one.get_state_display()} {one.case_number}".strip()


class MajorHazardTable(Table):
    """Major hazards, newest first."""

    number = LinkColumn(verbose_name=_("number"), css="nowrap")
    found_on = DayColumn(verbose_name=_("found on"), sort=("found_on", "pk"), css="day nowrap")
    enterprise = EnterpriseColumn(verbose_name=_("enterprise"), accessor="enterprise__name", css="wide")
    credit_code = Column(verbose_name=_("unified social credit code"), accessor="enterprise__credit_code")
    grid = Column(verbose_name=_("grid"), accessor="enterprise__grid__name")
    grid_worker = Column(verbose_name=_("grid worker"), accessor="enterprise__grid_worker_name")
    linked_cadre = Column(verbose_name=_("linked cadre"), accessor="enterprise__linked_cadre_name")
    trade = ChoiceColumn(Trade, verbose_name=_("trade"), accessor="enterprise__trade")
    place = Column(verbose_name=_("place"))
    description = LinkColumn(verbose_name=_("hazard"), css="primary")
    photos = PhotoCountColumn("photos", str, verbose_name=_("photos before / after"))
    category = TitleColumn("category", verbose_name=_("category"))
    clause = Column(verbose_name=_("clause"), css="nowrap")
    source = ChoiceColumn(HazardSource, verbose_name=_("source"))
    finder = Column(verbose_name=_("finder"), accessor="finder__name")
    responsible_name = Column(verbose_name=_("responsible person"))
    phone = PhoneColumn(verbose_name=_("safety officer's phone"), accessor="enterprise__safety_officer_phone")
    measures = PartsColumn("plans", plan_part("measures"), verbose_name=_("measures"))
    funds = PartsColumn("plans", plan_part("funds"), verbose_name=_("funds (yuan)"))
    cost = NumberColumn(verbose_name=_("cost (yuan)"))
    due_on = DueColumn(verbose_name=_("due on"))
    interim_control = PartsColumn("plans", plan_part("interim_control"), verbose_name=_("interim control"))
    emergency_plan = PartsColumn("plans", plan_part("emergency_plan"), verbose_name=_("emergency plan"))
    plan = PartsColumn("plans", standing_plan, verbose_name=_("plan of treatment"))
    documents = PartsColumn("documents", document, verbose_name=_("documents"))
    stop = PartsColumn("stops", stop, verbose_name=_("stop of production"))
    unit = PartsColumn("listings", lambda one: one.unit, verbose_name=_("supervising unit"))
    supervisor = PartsColumn("listings", lambda one: one.supervisor, verbose_name=_("supervisor"))
    transfer = PartsColumn("transfers", transfer, verbose_name=_("transfer of a lead"))
    rectified_on = DayColumn(verbose_name=_("rectified on"))
    result = Column(verbose_name=_("measures taken"), accessor="measures")
    rechecker_name = Column(verbose_name=_("re-checker"))
    rechecked_on = DayColumn(verbose_name=_("re-checked on"))
    recheck_opinion = Column(verbose_name=_("opinion at the re-check"))
    closed_on = DayColumn(verbose_name=_("closed on"))
    closing_document = Column(verbose_name=_("document of consent"))
    comment = Column(verbose_name=_("comment of the enterprise"))
    state = HazardStateColumn(HazardState, HAZARD_TONES, verbose_name=_("state"), css="state")

    class Meta(Table.Meta):
        model = Hazard
        fields = ()
        extra_columns = (
            "credit_code",
            "grid",
            "grid_worker",
            "linked_cadre",
            "trade",
            "place",
            "photos",
            "category",
            "source",
            "finder",
            "responsible_name",
            "phone",
            "measures",
            "funds",
            "cost",
            "interim_control",
            "emergency_plan",
            "documents",
            "unit",
            "supervisor",
            "rectified_on",
            "result",
            "rechecker_name",
            "rechecked_on",
            "recheck_opinion",
            "closed_on",
            "closing_document",
            "comment",
        )
