"""Task forces, what they do and what they find."""

from volunteers.models.activities import Activity, ActivityPhoto
from volunteers.models.activity_kinds import ActivityKind
from volunteers.models.attendance import Attendance
from volunteers.models.campaigns import Campaign, CampaignRound
from volunteers.models.case_transfers import CaseTransfer
from volunteers.models.catalogue import Catalogue, Family, JudgementStandard, StandardExample
from volunteers.models.discoverers import Discoverer
from volunteers.models.documents import HazardDocument
from volunteers.models.earlier_standings import EarlierStanding
from volunteers.models.enrolments import Enrolment
from volunteers.models.extensions import Extension
from volunteers.models.grade_proposals import GradeProposal
from volunteers.models.hazard_categories import HazardCategory
from volunteers.models.hazard_photos import HazardPhoto
from volunteers.models.hazard_rules import HazardRules
from volunteers.models.hazards import Hazard
from volunteers.models.inspections import ExpertOpinion, Finding, Inspection, InspectionItem, InspectionVisitor
from volunteers.models.lessons import Lesson
from volunteers.models.listings import Listing
from volunteers.models.notices import RectificationNotice
from volunteers.models.production_stops import ProductionStop
from volunteers.models.reinspections import Reinspection, ReinspectionDraw
from volunteers.models.roll_ups import (
    ActivitiesByBranch,
    ActivitiesByKind,
    HazardsByBranch,
    HazardsByCategory,
    RectifiedLaterByBranch,
    RectifiedLaterByCategory,
)
from volunteers.models.self_check_answers import SelfCheckAnswer, SelfCheckPhoto
from volunteers.models.self_checks import SelfCheck
from volunteers.models.service_certificates import ServiceCertificate
from volunteers.models.special_days import SpecialDay, WorkCalendar, WorkingHours
from volunteers.models.task_force_moves import TaskForceMove
from volunteers.models.task_forces import TaskForce, TaskForcePost
from volunteers.models.treatment_plans import TreatmentPlan
from volunteers.models.volunteers import Volunteer

__all__ = [
    "ActivitiesByBranch",
    "ActivitiesByKind",
    "Activity",
    "ActivityKind",
    "ActivityPhoto",
    "Attendance",
    "Campaign",
    "CampaignRound",
    "CaseTransfer",
    "Catalogue",
    "Discoverer",
    "EarlierStanding",
    "Enrolment",
    "ExpertOpinion",
    "Extension",
    "Family",
    "Finding",
    "GradeProposal",
    "Hazard",
    "HazardCategory",
    "HazardDocument",
    "HazardPhoto",
    "HazardRules",
    "HazardsByBranch",
    "HazardsByCategory",
    "Inspection",
    "InspectionItem",
    "InspectionVisitor",
    "JudgementStandard",
    "Lesson",
    "Listing",
    "ProductionStop",
    "RectificationNotice",
    "RectifiedLaterByBranch",
    "RectifiedLaterByCategory",
    "Reinspection",
    "ReinspectionDraw",
    "SelfCheck",
    "SelfCheckAnswer",
    "SelfCheckPhoto",
    "ServiceCertificate",
    "SpecialDay",
    "StandardExample",
    "TaskForce",
    "TaskForceMove",
    "TaskForcePost",
    "TreatmentPlan",
    "Volunteer",
    "WorkCalendar",
    "WorkingHours",
]
