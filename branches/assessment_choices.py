"""All enumerations of the assessments of branches (domain.md 4.1, 4.2, 4.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Dimension(models.TextChoices):
    POLITICAL = "political", _("political lead")
    COMMITTEE = "committee", _("strength of the committee")
    EXAMPLE = "example", _("members' example")
    LIFE = "life", _("organisational life")
    SITE = "site", _("site")
    PRODUCTION = "production", _("service to production")
    MASSES = "masses", _("judgement of the masses")


class RoundState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    RUNNING = "running", _("running")
    CLOSED = "closed", pgettext_lazy("round", "closed")


class AssessmentState(models.TextChoices):
    PLANNED = "planned", _("to be visited")
    VISITED = "visited", _("visited")
    REPORTED = "reported", _("reported")
    DELIBERATED = "deliberated", _("under deliberation")
    DECIDED = "decided", pgettext_lazy("committee", "decided")
    EXECUTED = "executed", _("carried out")


class MaterialVerdict(models.TextChoices):
    PRESENT = "present", pgettext_lazy("material", "present")
    INCOMPLETE = "incomplete", _("incomplete")
    MISSING = "missing", _("missing")


class Audience(models.TextChoices):
    MEMBERS = "members", _("party members")
    EMPLOYEES = "employees", _("staff")
    OWNER = "owner", _("owner and management")


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", _("satisfied")
    BASICALLY = "basically", _("basically satisfied")
    NOT = "not", _("not satisfied")
    UNKNOWN = "unknown", _("do not know")


class AnswerSource(models.TextChoices):
    ONLINE = "online", _("answered online")
    PAPER = "paper", _("answered on paper")


class TalkCategory(models.TextChoices):
    SECRETARY = "secretary", _("secretary")
    OWNER = "owner", _("owner")
    MEMBER = "member", _("party member")
    EMPLOYEE = "employee", _("employee")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("being written")
    SIGNED = "signed", _("signed off")
    ANSWERED = "answered", _("answered by the branch")


class Rating(models.TextChoices):
    WELL = "well", _("works well")
    NORMAL = "normal", _("basically normal")
    NOT_NORMAL = "not_normal", _("not normal")


class Proposal(models.TextChoices):
    KEEP = "keep", _("keep")
    IMPROVE = "improve", _("improve")
    RECTIFY = "rectify", _("rectify by a deadline")
    ADJUST = "adjust", _("adjust the set-up")
    MERGE = "merge", _("merge")
    DISSOLVE = "dissolve", _("dissolve")


class DecisionKind(models.TextChoices):
    KEEP = "keep", _("keep")
    RECTIFY = "rectify", _("rectify by a deadline")
    ADJUST = "adjust", _("adjust the committee")
    DOWNGRADE = "downgrade", _("downgrade")
    MERGE = "merge", _("merge")
    DISSOLVE = "dissolve", _("dissolve")
    ESTABLISH = "establish", _("found a new organisation")


class DeliberationState(models.TextChoices):
    DRAFT = "draft", _("agenda being prepared")
    DECIDED = "decided", pgettext_lazy("committee", "decided")
    EXECUTED = "executed", _("carried out")


class RectificationState(models.TextChoices):
    OPEN = "open", _("with the branch")
    DONE = "done", _("to be checked")
    CHECKED = "checked", _("checked")
