"""The party organisation: organisations and their changes, grids, enterprises, appointments."""

from branches.models.appointments import Appointment, Holding, HoldingQuerySet
from branches.models.assessment_editions import AssessmentEdition, DimensionWeight, MaterialItem, Question
from branches.models.assessment_reports import AssessmentReport, DimensionScore, ReportAssent
from branches.models.assessment_rounds import AssessmentRound, AssessmentTeam, TeamSeat
from branches.models.assessment_visits import MaterialCheck, MaterialPhoto, TalkRecord
from branches.models.assessments import Assessment
from branches.models.branch_rectifications import BranchRectification, RectificationEvidence
from branches.models.changes import OrganisationalChange
from branches.models.deliberations import BranchDecision, Deliberation
from branches.models.enterprises import Enterprise, Grid, Process
from branches.models.follow_ups import FollowUp
from branches.models.indicators import Grade, Indicator, IndicatorCatalogue, IndicatorGroup
from branches.models.organisations import Organisation
from branches.models.people import Person
from branches.models.questionnaires import QuestionnaireRun, SpentKey
from branches.models.site_checklists import SiteChecklist, SiteItem, SiteItemExample
from branches.models.site_checks import SiteCheck, SiteItemAnswer, SitePhoto
from branches.models.sites import Site, SiteLapse, SiteSharing
from branches.models.spells import OrganisationSpell
from branches.models.terms import CommitteeMember, Election, JointUnit

__all__ = [
    "Appointment",
    "Assessment",
    "AssessmentEdition",
    "AssessmentReport",
    "AssessmentRound",
    "AssessmentTeam",
    "BranchDecision",
    "BranchRectification",
    "CommitteeMember",
    "Deliberation",
    "DimensionScore",
    "DimensionWeight",
    "Election",
    "Enterprise",
    "FollowUp",
    "Grade",
    "Grid",
    "Holding",
    "HoldingQuerySet",
    "Indicator",
    "IndicatorCatalogue",
    "IndicatorGroup",
    "JointUnit",
    "MaterialCheck",
    "MaterialItem",
    "MaterialPhoto",
    "Organisation",
    "OrganisationSpell",
    "OrganisationalChange",
    "Person",
    "Process",
    "Question",
    "QuestionnaireRun",
    "RectificationEvidence",
    "ReportAssent",
    "Site",
    "SiteCheck",
    "SiteChecklist",
    "SiteItem",
    "SiteItemAnswer",
    "SiteItemExample",
    "SiteLapse",
    "SitePhoto",
    "SiteSharing",
    "SpentKey",
    "TalkRecord",
    "TeamSeat",
]
