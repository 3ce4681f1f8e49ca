"""The figures for which the party organisations answer."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.models import Enterprise, Invitation, Organisation, TrainingSession
from portal.figures import Figure

UNIT_ORGANISATIONS = pgettext_lazy("unit", "organisations")
UNIT_MEMBERS = pgettext_lazy("unit", "people")


def organisations(asked):
    """Every organisation that hung below the question's organisation on the day, dissolved ones included."""
    rows = replace(asked, organisation=None).rows(Organisation)
    return rows.below_on(asked.organisation, asked.as_of) if asked.organisation else rows


def in_force(asked):
    return organisations(asked).in_force_on(asked.as_of)


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
)
Figure(
    key="organisations.registered",
    name=_("Organisations ever registered"),
    definition=_("Organisations in force on the day and those dissolved by then."),
    unit=UNIT_ORGANISATIONS,
    model=Organisation,
    rows=lambda asked: in_force(asked) | organisations(asked).dissolved_by(asked.as_of),
    opens=listed(),
)
Figure(
    key="organisations.dissolved",
    name=_("Dissolved organisations"),
    definition=_("Organisations whose dissolution had taken effect by the day."),
    unit=UNIT_ORGANISATIONS,
    model=Organisation,
    rows=lambda asked: organisations(asked).dissolved_by(asked.as_of),
    opens=listed(standing="dissolved"),
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
)
Figure(
    key="members.full",
    name=_("Full members"),
    definition=_("Full members of the organisations in force on the day, as their records show today."),
    unit=UNIT_MEMBERS,
    model=Organisation,
    rows=in_force,
    total="full_members",
    opens=listed(standing="in_force"),
)
Figure(
    key="members.probationary",
    name=_("Probationary members"),
    definition=_("Probationary members of the organisations in force on the day, as their records show today."),
    unit=UNIT_MEMBERS,
    model=Organisation,
    rows=in_force,
    total="probationary_members",
    opens=listed(standing="in_force"),
)
Figure(
    key="enterprises.total",
    name=_("Enterprises"),
    definition=_("Enterprises in the zone's register today, whatever the day asked for."),
    unit=pgettext_lazy("unit", "enterprises"),
    model=Enterprise,
    rows=lambda asked: asked.rows(Enterprise, "organisation__"),
    opens=lambda asked: (reverse("enterprises"), below(asked)),
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
)
