"""The catalogue of indicators: drafts are written in the CMS, a published version never changes, one is in force."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from branches.choices import CatalogueState, StandardizationLevel
from branches.middleware import align_cms_groups
from branches.models import Indicator, IndicatorCatalogue, IndicatorGroup
from portal.states import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def proposal():
    """The draft that every new portal holds."""
    return IndicatorCatalogue.objects.get()


def test_the_proposal_is_marked_as_one_and_complete_in_both_languages(proposal):
    assert proposal.is_proposal
    assert proposal.state == CatalogueState.DRAFT
    assert proposal.faults() == []
    assert list(proposal.groups.values_list("code", "points")) == [
        ("ST-1", 12),
        ("ST-2", 16),
        ("ST-3", 18),
        ("ST-4", 20),
        ("ST-5", 18),
        ("ST-6", 16),
        ("ST-7", 0),
        ("ST-8", 0),
    ]
    clauses = proposal.indicators()
    assert not clauses.filter(requirement_en="").exists()
    assert clauses.get(code="3.2").needs_photo
    assert clauses.filter(is_veto=True).count() == 3


def test_publishing_supersedes_the_version_before(proposal, commissioner):
    proposal.publish(by=commissioner)
    new = proposal.copy(by=commissioner, year=2027)
    assert (new.number, new.indicators().count()) == (2, proposal.indicators().count())
    new.publish(by=commissioner)
    proposal.refresh_from_db()
    assert proposal.state == CatalogueState.SUPERSEDED
    assert list(IndicatorCatalogue.objects.in_force()) == [new]
    with pytest.raises(IntegrityError):
        IndicatorCatalogue.objects.filter(pk=proposal.pk).update(state=CatalogueState.PUBLISHED)


def test_a_draft_whose_points_do_not_add_up_is_not_published(proposal, commissioner):
    proposal.indicators().filter(code="3.2").update(points=3)
    with pytest.raises(Refused, match="ST-3"):
        proposal.publish(by=commissioner)


def test_points_lead_to_grades(proposal):
    levels = [getattr(proposal.grade_for(points), "level", None) for points in (90, 89.5, 60, 59.5)]
    assert levels == [
        StandardizationLevel.FIVE_STAR,
        StandardizationLevel.FOUR_STAR,
        StandardizationLevel.TWO_STAR,
        None,
    ]


def changed(clause, **facts):
    """The form of a clause in the CMS with some facts changed."""
    names = [field.name for field in Indicator._meta.concrete_fields if field.name not in ("id", "group")]
    values = {name: getattr(clause, name) for name in names} | facts
    return {"group": clause.group_id} | {name: value for name, value in values.items() if value is not False}


def test_the_commissioner_changes_a_clause_of_a_draft_in_the_cms_and_no_published_one(
    proposal, commissioner, client_of
):
    align_cms_groups(commissioner)
    client, clause = client_of(commissioner), proposal.indicators().get(code="3.2")
    address = reverse("indicator:edit", args=[clause.pk])
    assert client.get(reverse("indicator:index")).status_code == 200
    assert client.post(address, changed(clause, title="流程图")).status_code == 302
    clause.refresh_from_db()
    assert clause.title == "流程图"
    proposal.publish(by=commissioner)
    for name in ("indicator", "indicatorgroup", "grade", "indicatorcatalogue"):
        record = {
            "indicator": clause,
            "indicatorgroup": clause.group,
            "grade": proposal.grades.first(),
            "indicatorcatalogue": proposal,
        }[name]
        for page in ("edit", "delete"):
            answer = client.post(reverse(f"{name}:{page}", args=[record.pk]), changed(clause, title="别的"))
            assert answer.status_code in (302, 403), (name, page)
    clause.refresh_from_db()
    assert clause.title == "流程图"
    assert IndicatorCatalogue.objects.filter(pk=proposal.pk).exists()
    assert client.get(reverse("indicator:inspect", args=[clause.pk])).status_code == 200


def test_a_clause_cannot_be_put_into_a_published_version(proposal, commissioner, client_of):
    align_cms_groups(commissioner)
    group = IndicatorGroup.objects.get(code="ST-3")
    proposal.publish(by=commissioner)
    clause = group.indicators.first()
    client_of(commissioner).post(reverse("indicator:add"), changed(clause, code="3.9"))
    assert not Indicator.objects.filter(code="3.9").exists()


def test_a_new_catalogue_begun_in_the_cms_gets_the_next_number(proposal, commissioner, client_of):
    align_cms_groups(commissioner)
    facts = {"kind": "social", "year": 2027, "title": "社会组织党组织指标", "bonus_ceiling": 5}
    assert client_of(commissioner).post(reverse("indicatorcatalogue:add"), facts).status_code == 302
    assert IndicatorCatalogue.objects.get(kind="social").number == 1


def test_the_commissioner_finds_nothing_else_in_the_cms(zone, commissioner, editor, client_of):
    align_cms_groups(commissioner)
    client = client_of(commissioner)
    assert list(commissioner.groups.all()) == [Group.objects.get(name="Catalogue keepers")]
    for name in ("process:index", "wagtailimages:index", "wagtaildocs:index", "wagtailusers_users:index"):
        assert client.get(reverse(name)).status_code in (302, 403), name
    align_cms_groups(editor)
    assert client_of(editor).get(reverse("indicator:index")).status_code in (302, 403)


def test_a_secretary_reads_what_is_published_and_never_a_draft(proposal, secretary, commissioner, client_of):
    client = client_of(secretary)
    assert client.get(proposal.get_absolute_url()).status_code == 404
    proposal.publish(by=commissioner)
    page = client.get(proposal.get_absolute_url())
    assert "发展党员流程上墙" in page.content.decode()
    assert "publish" not in [button["url"] for button in page.context["actions"]]
    assert client.get(reverse("indicator_catalogue_copy", args=[proposal.pk])).status_code == 403


def test_the_new_version_opens_after_copying(proposal, commissioner, client_of):
    proposal.publish(by=commissioner)
    answer = client_of(commissioner).post(reverse("indicator_catalogue_copy", args=[proposal.pk]), {"year": 2027})
    assert answer.url == IndicatorCatalogue.objects.get(year=2027).get_absolute_url()
