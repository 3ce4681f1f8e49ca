"""Who gets in where: the catalogue of indicators."""

from branches.models import IndicatorCatalogue

PARTY = "secretary adviser commissioner"

RECORDS = {
    "indicator_catalogue": ("commissioner", "commissioner"),
    "indicator_catalogue_publish": ("commissioner", "commissioner"),
    "indicator_catalogue_copy": ("commissioner", "commissioner"),
}
PAGES = {"indicator_catalogues": f"{PARTY} neighbour"}


def arguments(zone, persons):
    """A draft: for those who write it."""
    draft = IndicatorCatalogue.objects.get(number=1).copy(by=persons("commissioner"), year=2030)
    return {"indicator_catalogue": [draft.pk]}
