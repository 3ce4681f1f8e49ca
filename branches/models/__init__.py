"""The party organisation: organisations and their changes, grids, enterprises, appointments."""

from branches.models.appointments import Appointment, Holding, HoldingQuerySet
from branches.models.assessment_editions import AssessmentEdition, DimensionWeight, MaterialItem, Question
from branches.models.assessment_reports import AssessmentReport, DimensionScore, ReportAssent
from branches.models.assessment_rounds import AssessmentRound, AssessmentTeam, TeamSeat
from branches.models.assessment_visits import MaterialCheck, MaterialPhoto, TalkRecord
from branches.models.assessments import Assessment
from branches.models.branch_rectifications import BranchRectification, RectificationEvidence
from branches.models.changes import OrganisationalChange
from branches.models.clauses import ClauseLink, ClausePhoto, ClauseScore
from branches.models.cycles import StandardizationCycle
from branches.models.data_requests import DataRequest, RequestAddressee, RequestedField
from branches.models.deliberations import BranchDecision, Deliberation
from branches.models.enterprises import Enterprise, Grid, Process, Sector
from branches.models.follow_ups import FollowUp
from branches.models.frequencies import Frequency
from branches.models.frozen import FrozenCount, FrozenRecord
from branches.models.honours import Honour, HonourKind, Objection, Pairing, PairingDeed, Pledge
from branches.models.indicators import Grade, Indicator, IndicatorCatalogue, IndicatorGroup
from branches.models.invitations import Invitation, MaterialReading
from branches.models.levels import LevelAward
from branches.models.meetings import Meeting, MeetingPhoto
from branches.models.members import Member, Membership, Roster
from branches.models.organisations import Organisation
from branches.models.packs import MonthPack, PackFile
from branches.models.people import Person
from branches.models.questionnaires import QuestionnaireRun, SpentKey
from branches.models.saved_tallies import SavedTally
from branches.models.site_checklists import SiteChecklist, SiteItem, SiteItemExample
from branches.models.site_checks import SiteCheck, SiteItemAnswer, SitePhoto
from branches.models.sites import Site, SiteLapse, SiteSharing
from branches.models.spells import OrganisationSpell
from branches.models.standards import BranchStandard
from branches.models.terms import CommitteeMember, Election, JointUnit
from branches.models.tokens import ApiToken
from branches.models.training import ProgrammeItem, TrainingMaterial, TrainingSession
from branches.models.transfers import TransferOfMembership

__all__ = [
    "ApiToken",
    "Appointment",
    "Assessment",
    "AssessmentEdition",
    "AssessmentReport",
    "AssessmentRound",
    "AssessmentTeam",
    "BranchDecision",
    "BranchRectification",
    "BranchStandard",
    "ClauseLink",
    "ClausePhoto",
    "ClauseScore",
    "CommitteeMember",
    "DataRequest",
    "Deliberation",
    "DimensionScore",
    "DimensionWeight",
    "Election",
    "Enterprise",
    "FollowUp",
    "Frequency",
    "FrozenCount",
    "FrozenRecord",
    "Grade",
    "Grid",
    "Holding",
    "HoldingQuerySet",
    "Honour",
    "HonourKind",
    "Indicator",
    "IndicatorCatalogue",
    "IndicatorGroup",
    "Invitation",
    "JointUnit",
    "LevelAward",
    "MaterialCheck",
    "MaterialItem",
    "MaterialPhoto",
    "MaterialReading",
    "Meeting",
    "MeetingPhoto",
    "Member",
    "Membership",
    "MonthPack",
    "Objection",
    "Organisation",
    "OrganisationSpell",
    "OrganisationalChange",
    "PackFile",
    "Pairing",
    "PairingDeed",
    "Person",
    "Pledge",
    "Process",
    "ProgrammeItem",
    "Question",
    "QuestionnaireRun",
    "RectificationEvidence",
    "ReportAssent",
    "RequestAddressee",
    "RequestedField",
    "Roster",
    "SavedTally",
    "Sector",
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
    "StandardizationCycle",
    "TalkRecord",
    "TeamSeat",
    "TrainingMaterial",
    "TrainingSession",
    "TransferOfMembership",
]
