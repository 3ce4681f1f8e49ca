"""Honours as the tests need them; states are reached through the verbs."""

from datetime import timedelta

from django.utils import timezone

from branches.choices import HonourState
from branches.models import Honour, HonourKind
from tests.factories.portal import make_user

WAY = (HonourState.APPLIED, HonourState.RECOMMENDED, HonourState.ON_NOTICE, HonourState.NAMED)


def make_honour(organisation, state=HonourState.APPLIED, *, notice_from=None, **fields):
    """An honour in `state`; its public notice began twenty days ago and lasted nine, unless said otherwise."""
    today = timezone.localdate()
    facts = {"kind": HonourKind.objects.get(title="红旗支部"), "year": today.year, "merits": "带头排查隐患"} | fields
    honour = Honour.objects.create(organisation=organisation, applied_by=make_user(), **facts)
    begin = notice_from or today - timedelta(days=20)
    steps = {
        HonourState.RECOMMENDED: ("recommend", {"opinion": "属实"}),
        HonourState.ON_NOTICE: ("publish_notice", {"notice_from": begin, "notice_to": begin + timedelta(days=9)}),
        HonourState.NAMED: ("name", {"named_on": today, "document_number": "云高党〔2026〕9号"}),
    }
    for step in WAY[1 : WAY.index(state) + 1]:
        verb, details = steps[step]
        getattr(honour, verb)(by=make_user(), **details)
    return honour
