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
    """The draft that the migrations entered: for those who write it."""
    return {"indicator_catalogue": [IndicatorCatalogue.objects.get().pk]}
