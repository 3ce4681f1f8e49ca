"""The catalogues in versions behave alike: a draft is written, published once, superseded by the next, a copy."""

import pytest
from django.utils import timezone

from branches.choices import CatalogueState
from branches.indicator_cms import IndicatorViewSet
from branches.models import AssessmentEdition, IndicatorCatalogue, SiteChecklist
from branches.reference import DraftPolicy
from branches.wagtail_hooks import SiteChecklistViewSet, SiteItemViewSet
from portal.states import Refused, WrongState
from tests.factories.standards import make_catalogue

pytestmark = pytest.mark.django_db
CATALOGUES = (IndicatorCatalogue, SiteChecklist, AssessmentEdition)


def in_force(model):
    """The version in force."""
    if model is IndicatorCatalogue:
        make_catalogue()
        return model.objects.in_force().get(kind="enterprises")
    return model.objects.in_force().get()


def next_of(version, by):
    """A draft made of a version."""
    facts = {"year": timezone.localdate().year + 1} if isinstance(version, IndicatorCatalogue) else {}
    return version.copy(by=by, **facts)


@pytest.mark.parametrize("model", CATALOGUES)
def test_the_next_version_is_a_copy_and_publishing_it_supersedes_the_one_before(model, commissioner):
    first = in_force(model)
    draft = next_of(first, commissioner)
    assert (draft.is_draft, draft.version_of, draft.published_at) == (True, draft, None)
    draft.publish(by=commissioner)
    first.refresh_from_db()
    assert (first.state, draft.state) == (CatalogueState.SUPERSEDED, CatalogueState.PUBLISHED)
    assert draft.published_by == commissioner
    assert in_force(model) == draft
    with pytest.raises(WrongState):
        draft.publish(by=commissioner)


@pytest.mark.parametrize("model", [SiteChecklist, AssessmentEdition])
def test_whoever_begins_a_second_draft_is_led_to_the_first(model, commissioner):
    draft = next_of(in_force(model), commissioner)
    with pytest.raises(Refused) as refusal:
        next_of(in_force(model), commissioner)
    assert str(draft) in str(refusal.value)


@pytest.mark.parametrize("model", CATALOGUES)
def test_a_draft_that_lacks_something_is_not_published_and_says_what(model, commissioner):
    draft = next_of(in_force(model), commissioner)
    getattr(draft, "grades" if model is IndicatorCatalogue else "items").all().delete()
    assert draft.faults()
    with pytest.raises(Refused) as refusal:
        draft.publish(by=commissioner)
    assert all(str(fault) in str(refusal.value) for fault in draft.faults())
    draft.refresh_from_db()
    assert draft.is_draft


def test_one_policy_keeps_published_versions_from_being_changed_in_the_cms(commissioner, secretary, sysadmin):
    checklist, catalogue = in_force(SiteChecklist), in_force(IndicatorCatalogue)
    draft = next_of(checklist, commissioner)
    policies = (
        (SiteChecklistViewSet.permission_policy, checklist, draft),
        (SiteItemViewSet.permission_policy, checklist.items.first(), draft.items.first()),
        (IndicatorViewSet(model=IndicatorCatalogue).permission_policy, catalogue, next_of(catalogue, commissioner)),
    )
    for policy, published, written in policies:
        assert isinstance(policy, DraftPolicy)
        assert not policy.user_has_permission_for_instance(commissioner, "change", published)
        assert not policy.user_has_permission_for_instance(commissioner, "delete", published)
        assert policy.user_has_permission_for_instance(commissioner, "change", written)
        assert not policy.user_has_permission_for_instance(secretary, "change", written)
    assert not SiteChecklistViewSet.permission_policy.user_has_permission(commissioner, "add"), "only copies"
    assert policies[0][0].user_has_permission_for_instance(sysadmin, "change", draft)
    assert not policies[2][0].user_has_permission(sysadmin, "change")
