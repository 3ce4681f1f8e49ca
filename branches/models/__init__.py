"""The party organisation: organisations and their changes, grids, enterprises, appointments."""

from branches.models.appointments import Appointment, Holding, HoldingQuerySet
from branches.models.enterprises import Enterprise, Grid, Process
from branches.models.indicators import Grade, Indicator, IndicatorCatalogue, IndicatorGroup
from branches.models.invitations import Invitation, MaterialReading
from branches.models.organisations import Organisation, OrganisationalChange
from branches.models.people import Person
from branches.models.site_checklists import SiteChecklist, SiteItem, SiteItemExample
from branches.models.site_checks import SiteCheck, SiteItemAnswer, SitePhoto
from branches.models.sites import Site, SiteLapse, SiteSharing
from branches.models.training import ProgrammeItem, TrainingMaterial, TrainingSession

__all__ = [
    "Appointment",
    "Enterprise",
    "Grade",
    "Grid",
    "Holding",
    "HoldingQuerySet",
    "Indicator",
    "IndicatorCatalogue",
    "IndicatorGroup",
    "Invitation",
    "MaterialReading",
    "Organisation",
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
