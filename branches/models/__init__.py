"""The party organisation: organisations and their changes, grids, enterprises, appointments."""

from branches.models.appointments import Appointment, Holding, HoldingQuerySet
from branches.models.changes import OrganisationalChange
from branches.models.clauses import ClauseLink, ClausePhoto, ClauseScore
from branches.models.cycles import StandardizationCycle
from branches.models.enterprises import Enterprise, Grid, Process
from branches.models.follow_ups import FollowUp
from branches.models.honours import Honour, HonourKind, Objection, Pairing, PairingDeed, Pledge
from branches.models.indicators import Grade, Indicator, IndicatorCatalogue, IndicatorGroup
from branches.models.levels import LevelAward
from branches.models.organisations import Organisation
from branches.models.people import Person
from branches.models.site_checklists import SiteChecklist, SiteItem, SiteItemExample
from branches.models.site_checks import SiteCheck, SiteItemAnswer, SitePhoto
from branches.models.sites import Site, SiteLapse, SiteSharing
from branches.models.spells import OrganisationSpell
from branches.models.standards import BranchStandard
from branches.models.terms import CommitteeMember, Election, JointUnit

__all__ = [
    "Appointment",
    "BranchStandard",
    "ClauseLink",
    "ClausePhoto",
    "ClauseScore",
    "CommitteeMember",
    "Election",
    "Enterprise",
    "FollowUp",
    "Grade",
    "Grid",
    "Holding",
    "HoldingQuerySet",
    "Honour",
    "HonourKind",
    "Indicator",
    "IndicatorCatalogue",
    "IndicatorGroup",
    "JointUnit",
    "LevelAward",
    "Objection",
    "Organisation",
    "OrganisationSpell",
    "OrganisationalChange",
    "Pairing",
    "PairingDeed",
    "Person",
    "Pledge",
    "Process",
    "Site",
    "SiteCheck",
    "SiteChecklist",
    "SiteItem",
    "SiteItemAnswer",
    "SiteItemExample",
    "SiteLapse",
    "SitePhoto",
    "SiteSharing",
    "StandardizationCycle",
]
