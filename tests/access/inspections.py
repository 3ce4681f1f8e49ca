"""Who gets in where: judgement standards, lessons, inspections, experts' opinions."""

from news.models import TrainingIndexPage
from tests.access.groups import ANSWERS, CENTRE, FORCE, HAZARD, OFFICIALS
from tests.access.photos import a_picture
from tests.factories.inspections import make_inspection
from tests.factories.volunteers import days_ago, make_hazard
from volunteers.models import Catalogue, JudgementStandard, Lesson, StandardExample

# What the whole zone shares; the neighbour and the branch's people read it too.
READERS = f"{OFFICIALS} {FORCE} {ANSWERS} contact secretary neighbour adviser expert"
INSPECTION = f"{OFFICIALS} {FORCE} {ANSWERS} contact secretary expert"
INSPECTS = f"{CENTRE} {ANSWERS} leader expert"

RECORDS = {
    # A draft: for those who write it.
    "catalogue": (CENTRE, CENTRE),
    "catalogue_publish": (CENTRE, "head"),
    "catalogue_copy": (CENTRE, CENTRE),
    "judgement_standard": (READERS, READERS),
    "judgement_standard_teach": (READERS, CENTRE),
    "standard_example": (READERS, READERS),
    "lesson_withdraw": (READERS, CENTRE),
    "inspection": (INSPECTION, INSPECTION),
    # Whoever goes there, and the centre.
    "inspection_hold": (INSPECTION, f"{CENTRE} cadre"),
    "inspection_call_off": (INSPECTION, f"{CENTRE} cadre"),
    "inspection_find": (INSPECTION, f"{CENTRE} cadre"),
    "inspection_join": (INSPECTION, INSPECTS),
    "inspection_paper": (INSPECTION, f"{OFFICIALS} {FORCE} {ANSWERS} contact expert"),
    "hazard_opine": (HAZARD, f"{CENTRE} expert"),
}

PAGES = {
    "catalogues": READERS,
    "judgement_standards": READERS,
    "inspections": f"{INSPECTION} neighbour",
    "inspection_add": INSPECTS,
}

# A file, and a picture.
NO_PAGES = {"inspection_paper", "standard_example"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    draft = Catalogue.objects.get(number=1).copy(by=persons("official"))
    clause = JudgementStandard.objects.in_force().get(code="GM-11-3")
    page = TrainingIndexPage.objects.filter(locale__language_code="zh-hans").first()
    lesson = Lesson.name(clause, page, by=persons("official"), since=days_ago(9))
    photo = StandardExample.take(a_picture(), by=persons("official"), standard=clause)
    visit = make_inspection(zone.enterprise_a, by=persons("cadre"), task_force=zone.force_a)
    return {
        "catalogue": [draft.pk],
        "judgement_standard": [clause.pk],
        "standard_example": [photo.pk, "thumbnail"],
        "lesson": [lesson.pk],
        "inspection": [visit.pk],
        "inspection_paper": [visit.pk, "docx"],
        "hazard_opine": [make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a).pk],
    }
