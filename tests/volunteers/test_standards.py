"""The judgement standards: versions with days, the clauses that apply to an enterprise, hazards under a clause."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone, translation
from wagtail.models import Page

from branches.choices import CatalogueState, Trade
from branches.models import Process
from branches.models.training import training_pages
from portal.states import Refused
from tests.factories.branches import make_enterprise
from tests.factories.volunteers import make_hazard
from volunteers.choices import StandardLevel, Verification
from volunteers.models import Catalogue, JudgementStandard, Lesson

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


def process(code):
    """One of the processes that stand there from the start."""
    return Process.objects.get(code=code)


def codes(rows):
    """The codes of clauses."""
    return {row.code for row in rows}


def test_the_first_version_is_in_force_complete_and_says_what_was_not_verified():
    catalogue = Catalogue.objects.in_force().get()
    clauses = catalogue.standards()
    assert clauses.filter(family__code="GM").count() == 65
    assert not clauses.filter(text_en="").exists()
    assert clauses.filter(family__code="GM", verification=Verification.UNVERIFIED).count() == 29
    clause = clauses.get(code="GM-11-3")
    assert (clause.article, clause.item, clause.default_level) == (11, 3, StandardLevel.MAJOR)
    assert clause.citation == "article 11, item 3"
    assert clauses.get(code="GM-7-7").needs_review


def test_a_polishing_shop_is_asked_for_dust_and_not_for_blast_furnaces():
    shop = make_enterprise(trade=Trade.MACHINERY, processes=[process("dust")], has_dormitory=False)
    asked = codes(JudgementStandard.objects.applying_to(shop))
    assert {"GM-3-1", "GM-3-2", "GM-14-0", "GM-11-1", "GM-11-10", "FS-1", "MP-1"} <= asked
    assert not asked & {"GM-4-5", "GM-5-6", "GM-7-7", "GM-13-1", "DM-1", "FS-7", "SP-1"}
    dozen = codes(JudgementStandard.objects.applying_to(shop).major())
    assert {code for code in dozen if code.startswith("GM-11-")} and len(dozen) < 20


def test_a_process_carries_a_clause_to_another_trade():
    foundry = make_enterprise(trade=Trade.MACHINERY, processes=[process("deep_well_casting")])
    asked = codes(JudgementStandard.objects.applying_to(foundry))
    assert {"GM-5-3", "GM-5-10"} <= asked
    assert "GM-5-1" not in asked


def test_dormitory_and_tenants_bring_their_clauses():
    landlord = make_enterprise(has_dormitory=True)
    tenant = make_enterprise(landlord=landlord, has_dormitory=False)
    unknown = make_enterprise()
    assert {"DM-1", "FS-7"} <= codes(JudgementStandard.objects.applying_to(landlord))
    assert codes(JudgementStandard.objects.applying_to(tenant)) & {"DM-1", "FS-7"} == {"FS-7"}
    # As long as nobody has said whether people live there, it is asked.
    assert codes(JudgementStandard.objects.applying_to(unknown)) & {"DM-1", "FS-7"} == {"DM-1"}


def test_the_next_version_holds_from_its_first_day_and_what_was_judged_stays(head):
    first = Catalogue.objects.get()
    draft = first.copy(by=head, effective_from=date(2027, 1, 1))
    assert draft.standards().count() == first.standards().count()
    changed = draft.standards().get(code="GM-11-3")
    assert codes([changed]) and set(changed.processes.values_list("code", flat=True)) == {
        "dust",
        "metal_dust",
        "wood_dust",
        "powder_coating",
    }
    draft.publish(by=head)
    first.refresh_from_db()
    assert (first.state, first.effective_to) == (CatalogueState.SUPERSEDED, date(2026, 12, 31))
    assert Catalogue.objects.in_force(date(2026, 12, 31)).get() == first
    assert Catalogue.objects.in_force(date(2027, 1, 1)).get() == draft
    hazard = make_hazard(found_on=date(2026, 12, 31))
    hazard.judge_by("GM-11-3")
    assert hazard.standard.family.catalogue == first


def test_a_version_without_a_first_day_or_before_the_one_in_force_is_not_published(head):
    draft = Catalogue.objects.get().copy(by=head)
    with pytest.raises(Refused, match="from which day"):
        draft.publish(by=head)
    Catalogue.objects.filter(pk=draft.pk).update(effective_from=date(2023, 5, 15))
    with pytest.raises(Refused, match="later first day"):
        draft.publish(by=head)


def test_a_hazard_under_a_clause_of_the_catalogue_carries_its_code():
    hazard = make_hazard()
    hazard.judge_by("GM-13-1")
    hazard.save()
    assert (hazard.clause, hazard.standard.code) == ("GM-13-1", "GM-13-1")
    hazard.judge_by("安全生产法第三十六条")
    assert (hazard.clause, hazard.standard) == ("安全生产法第三十六条", None)
    with pytest.raises(IntegrityError):
        type(hazard).objects.filter(pk=hazard.pk).update(clause="")


def test_a_lesson_says_how_often_its_clause_failed_before_and_since(head):
    today = timezone.localdate()
    pages = training_pages(every_language=True)
    page = pages.first() or Page.objects.first()
    clause = JudgementStandard.of_code("GM-13-1")
    lesson = Lesson.name(clause, page, by=head, since=today - timedelta(days=10))
    for days in (12, 15, 18, 3, 40):
        hazard = make_hazard(found_on=today - timedelta(days=days))
        hazard.judge_by("GM-13-1")
        hazard.save()
    # As many days before as since: what was found forty days ago is compared with nothing.
    assert lesson.failures() == (3, 1, 10)
    assert Lesson.name(clause, page, by=head, since=today) == lesson
