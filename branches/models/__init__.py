"""The party organisation: organisations and their changes, grids, enterprises, appointments."""

from branches.models.appointments import Appointment, Holding, HoldingQuerySet
from branches.models.changes import OrganisationalChange
from branches.models.enterprises import Enterprise, Grid, Process
from branches.models.follow_ups import FollowUp
from branches.models.indicators import Grade, Indicator, IndicatorCatalogue, IndicatorGroup
from branches.models.invitations import Invitation, MaterialReading
from branches.models.organisations import Organisation
from branches.models.people import Person
from branches.models.site_checklists import SiteChecklist, SiteItem, SiteItemExample
from branches.models.site_checks import SiteCheck, SiteItemAnswer, SitePhoto
from branches.models.sites import Site, SiteLapse, SiteSharing
from branches.models.spells import OrganisationSpell
from branches.models.terms import CommitteeMember, Election, JointUnit
from branches.models.training import ProgrammeItem, TrainingMaterial, TrainingSession

__all__ = [
    "Appointment",
    "CommitteeMember",
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
    "Invitation",
    "JointUnit",
    "MaterialReading",
    "Organisation",
    "OrganisationSpell",
    "OrganisationalChange",
    "Person",
    "Process",
    "ProgrammeItem",
    "Site",
    "SiteCheck",
    "SiteChecklist",
    "SiteItem",
    "SiteItemAnswer",
    "SiteItemExample",
    "SiteLapse",
    "SitePhoto",
    "SiteSharing",
    "TrainingMaterial",
    "TrainingSession",
]
