"""The figures for which the party organisations answer."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import StandardizationLevel
from branches.models import Assessment, Enterprise, Honour, Invitation, Member, Organisation, TrainingSession
from branches.models.levels import REACHED_LEVELS, at_level
from branches.models.members import with_members_on
from portal.explanations import explain
from portal.figures import Figure

UNIT_ORGANISATIONS = pgettext_lazy("unit", "organisations")
UNIT_MEMBERS = pgettext_lazy("unit", "people")

explain(
    Organisation,
    label=("name",),
    through=("changes", "sites", "sites__checks", "members", "standards"),
)
explain(Enterprise, label=("name",), through=("grid", "organisation"))
explain(Assessment, label=("organisation__name", "round__name"), through=("organisation",))
explain(Honour, label=("kind__title", "organisation__name"), through=("organisation",))
explain(TrainingSession, label=("held_on", "title"))
# Whose name stands on a list is nobody's business here: members and participants are known by their keys.
explain(Member, through=("organisation",))
explain(Invitation, label=("session__title",), through=("session",))

# The facts that decide whether an organisation counts.
LIFE = ("name", "kind", "founded_on", "dissolved_on")


def organisations(asked):
    """Every organisation that hung below the question's organisation on the day, dissolved ones included."""
    rows = replace(asked, organisation=None).rows(Organisation)
    return rows.below_on(asked.organisation, asked.as_of) if asked.organisation else rows


def in_force(asked):
    return organisations(asked).in_force_on(asked.as_of)


def with_members(asked):
    """Organisations in force on the day with the members they had then."""
    return with_members_on(in_force(asked), asked.as_of)


def members(asked):
    """The people on the rosters within reach."""
    return asked.rows(Member, "organisation__")


def people(show):
    """The list of members of one sort, as of the day and below the organisation of the question."""
    return lambda asked: (reverse("members"), {"show": show, "as_of": asked.as_of, **below(asked)})


def listed(**query):
    """The list of organisations with these filters, the day and the place of the question."""
    return lambda asked: (reverse("organisations"), {**query, "as_of": asked.as_of, **below(asked)})


def below(asked):
    """The filter for what hangs below the question's organisation."""
    return {"below": asked.organisation.pk} if asked.organisation else {}


def held_sessions(asked):
    """The list of the sessions held in the period."""
    return reverse("training"), {"show": "held", "from_day": asked.start, "to_day": asked.as_of}


Figure(
    key="organisations.total",
    name=_("Party organisations"),
    definition=_(
        "Party committees, general branches, branches and joint branches in force on the day; the working committee's "
        "own office is not counted."
    ),
    unit=UNIT_ORGANISATIONS,
    model=Organisation,
    rows=in_force,
    opens=listed(standing="in_force"),
    facts=LIFE,
)
Figure(
    key="organisations.registered",
    name=_("Organisations ever registered"),
    definition=_("Organisations in force on the day and those dissolved by then."),
    unit=UNIT_ORGANISATIONS,
    model=Organisation,
    rows=lambda asked: in_force(asked) | organisations(asked).dissolved_by(asked.as_of),
    opens=listed(),
    facts=LIFE,
)
Figure(
    key="organisations.dissolved",
    name=_("Dissolved organisations"),
    definition=_("Organisations whose dissolution had taken effect by the day."),
    unit=UNIT_ORGANISATIONS,
    model=Organisation,
    rows=lambda asked: organisations(asked).dissolved_by(asked.as_of),
    opens=listed(standing="dissolved"),
    facts=LIFE,
)
Figure(
    key="sites.completed",
    name=_("Sites completed"),
    definition=_(
        "Organisations in force on the day whose site had been accepted by then and had not been lost again by then."
    ),
    unit=UNIT_ORGANISATIONS,
    model=Organisation,
    rows=lambda asked: organisations(asked).site_completed_by(asked.as_of),
    opens=listed(standing="in_force", site="completed"),
    facts=(*LIFE, "site_state", "site_accepted_on"),
)
Figure(
    key="sites.share",
    name=_("Share of sites completed"),
    definition=_("Sites completed, divided by the organisations in force on the same day."),
    unit="%",
    unit_code="share",
    model=Organisation,
    rows=lambda asked: organisations(asked).site_completed_by(asked.as_of),
    of=in_force,
    opens=listed(standing="in_force", site="completed"),
    facts=(*LIFE, "site_state", "site_accepted_on"),
)
Figure(
    key="members.full",
    name=_("Full members"),
    definition=_(
        "Full members of the organisations in force on the day: by the days on their rosters, and where no roster is "
        "kept as the record shows today."
    ),
    unit=UNIT_MEMBERS,
    model=Organisation,
    rows=with_members,
    total="full_then",
    opens=listed(standing="in_force"),
    facts=(*LIFE, "full_then"),
)
Figure(
    key="members.probationary",
    name=_("Probationary members"),
    definition=_(
        "Probationary members of the organisations in force on the day: by the days on their rosters, and where no "
        "roster is kept as the record shows today."
    ),
    unit=UNIT_MEMBERS,
    model=Organisation,
    rows=with_members,
    total="probationary_then",
    opens=listed(standing="in_force"),
    facts=(*LIFE, "probationary_then"),
)
Figure(
    key="members.in_development",
    name=_("Applicants, activists and candidates"),
    definition=_(
        "People on the rosters who had applied by the day and had not been admitted on probation or taken off the "
        "list by then."
    ),
    unit=UNIT_MEMBERS,
    model=Member,
    rows=lambda asked: members(asked).in_development_on(asked.as_of),
    opens=people("in_development"),
    facts=("state", "applied_on", "joined_on", "ended_on"),
)
Figure(
    key="members.floating",
    name=_("Floating members"),
    definition=_("Full and probationary members on the rosters who are marked as floating today."),
    unit=UNIT_MEMBERS,
    model=Member,
    rows=lambda asked: members(asked).floating(),
    opens=people("floating"),
    dated=_("today, whatever the day asked for"),
    facts=("state", "is_floating"),
)
Figure(
    key="enterprises.total",
    name=_("Enterprises"),
    definition=_("Enterprises in the zone's register today, whatever the day asked for."),
    unit=pgettext_lazy("unit", "enterprises"),
    model=Enterprise,
    rows=lambda asked: asked.rows(Enterprise, "organisation__"),
    opens=lambda asked: (reverse("enterprises"), below(asked)),
    dated=_("today, whatever the day asked for"),
    facts=("name", "grid__name"),
    places={"grid": ("grid", "grid")},
)

# Sites
Figure(
    key="sites.due_recheck",
    name=_("Sites due for a re-check"),
    definition=_(
        "Organisations in force on the day whose site counted as completed then and had been accepted, or last "
        "re-checked by two people, a year before or earlier."
    ),
    unit=UNIT_ORGANISATIONS,
    model=Organisation,
    rows=lambda asked: organisations(asked).site_recheck_due_on(asked.as_of),
    opens=listed(standing="in_force", site="due"),
    facts=(*LIFE, "site_state", "site_accepted_on"),
)


def assessments(asked):
    """The assessments below the question's organisation."""
    return asked.rows(Assessment, "organisation__")


Figure(
    key="assessments.reported",
    name=_("Assessment reports"),
    definition=_("Assessments whose report was signed off in the period, each on the day of the leader's signature."),
    unit=pgettext_lazy("unit", "reports"),
    model=Assessment,
    rows=lambda asked: assessments(asked).reported_between(asked.start, asked.as_of),
    opens=lambda asked: (
        reverse("assessments"),
        {"reported_from": asked.start, "reported_to": asked.as_of, **below(asked)},
    ),
    dated=_("the day of the leader’s signature"),
    facts=("state", "report__signed_on"),
)
Figure(
    key="assessments.decided",
    name=_("Assessments decided"),
    definition=_("Assessments about whose branch the committee decided in the period, each on the day of the meeting."),
    unit=pgettext_lazy("unit", "branches"),
    model=Assessment,
    rows=lambda asked: assessments(asked).decided_between(asked.start, asked.as_of),
    opens=lambda asked: (
        reverse("assessments"),
        {"decided_from": asked.start, "decided_to": asked.as_of, **below(asked)},
    ),
    dated=_("the day of the meeting"),
    facts=("state", "decision__deliberation__held_on"),
)

# Training
Figure(
    key="training.sessions",
    name=_("Training sessions held"),
    definition=_("Training sessions held in the period, whether their attendance is closed or not; each counts once."),
    unit=pgettext_lazy("unit", "sessions"),
    model=TrainingSession,
    rows=lambda asked: asked.rows(TrainingSession, "organisation__").held_between(asked.start, asked.as_of),
    opens=held_sessions,
    dated=_("the day the session was held"),
    facts=("state", "held_on"),
)
Figure(
    key="training.participations",
    name=_("Training participations"),
    definition=_(
        "People marked as present at the sessions held in the period, late additions included; whoever came to two "
        "sessions counts twice. The list shows the sessions."
    ),
    unit=pgettext_lazy("unit", "participations"),
    model=Invitation,
    rows=lambda asked: asked.rows(Invitation, "session__organisation__").present_between(asked.start, asked.as_of),
    opens=held_sessions,
    dated=_("the day the session was held"),
    facts=("attended", "session__held_on"),
)


def reached(asked):
    """Organisations in force on the day that held a level with stars on it."""
    return at_level(in_force(asked), REACHED_LEVELS, asked.as_of)


Figure(
    key="standardization.reached",
    name=_("Branches that reached the standard"),
    definition=_(
        "Organisations in force on the day whose last standardization level awarded by then has at least one star."
    ),
    unit=UNIT_ORGANISATIONS,
    model=Organisation,
    rows=reached,
    opens=listed(standing="in_force", level="reached"),
    facts=LIFE,
)
Figure(
    key="standardization.share",
    name=_("Share of branches that reached the standard"),
    definition=_("Branches that reached the standard, divided by the organisations in force on the same day."),
    unit="%",
    unit_code="share",
    model=Organisation,
    rows=reached,
    of=in_force,
    opens=listed(standing="in_force", level="reached"),
    facts=LIFE,
)
for _level, _name in (
    (StandardizationLevel.FIVE_STAR, _("Five-star branches")),
    (StandardizationLevel.FOUR_STAR, _("Four-star branches")),
    (StandardizationLevel.THREE_STAR, _("Three-star branches")),
    (StandardizationLevel.TWO_STAR, _("Two-star branches")),
):
    Figure(
        key=f"standardization.{_level.value}",
        name=_name,
        definition=_("Organisations in force on the day whose last standardization level awarded by then is this one."),
        unit=UNIT_ORGANISATIONS,
        model=Organisation,
        rows=lambda asked, level=_level: at_level(in_force(asked), [level], asked.as_of),
        opens=listed(standing="in_force", level=_level.value),
        facts=LIFE,
    )

# Honours
UNIT_HONOURS = pgettext_lazy("unit", "honours")
Figure(
    key="honours.named",
    name=_("Honours held"),
    definition=_("Honours named by the day and not withdrawn by then, each for one organisation or post."),
    unit=UNIT_HONOURS,
    model=Honour,
    rows=lambda asked: asked.rows(Honour, "organisation__").named_by(asked.as_of),
    opens=lambda asked: (reverse("honours"), {"named_by": asked.as_of, **below(asked)}),
    facts=("state", "named_on", "withdrawn_on"),
)
Figure(
    key="honours.on_notice",
    name=_("Honours on public notice"),
    definition=_("Honours whose public notice runs on the day and which have not been decided since."),
    unit=UNIT_HONOURS,
    model=Honour,
    rows=lambda asked: asked.rows(Honour, "organisation__").on_notice_on(asked.as_of),
    opens=lambda asked: (reverse("honours"), {"on_notice": asked.as_of, **below(asked)}),
    facts=("state", "notice_from", "notice_to"),
)
