"""Transfers of a lead to the city's bureau: every transition from every state, and what goes out with the letter."""

from itertools import product

import pytest

from portal.states import Refused, WrongState
from tests.factories.majors import make_report, make_transfer, paper, scan
from tests.factories.portal import make_user
from tests.factories.volunteers import make_hazard
from volunteers.choices import HazardLevel, HazardState, TransferState
from volunteers.models.documents import OF_THE_CASE

pytestmark = pytest.mark.django_db


WAY = {
    "send": {TransferState.PREPARED: TransferState.SENT},
    "drop": {TransferState.PREPARED: TransferState.DROPPED},
    "receive": {TransferState.SENT: TransferState.RECEIVED},
    "file_case": {TransferState.RECEIVED: TransferState.FILED},
    "decline_case": {TransferState.RECEIVED: TransferState.NOT_FILED},
    "conclude": {TransferState.FILED: TransferState.CONCLUDED},
}
LEADING = {
    TransferState.PREPARED: (),
    TransferState.DROPPED: ("drop",),
    TransferState.SENT: ("send",),
    TransferState.RECEIVED: ("send", "receive"),
    TransferState.FILED: ("send", "receive", "file_case"),
    TransferState.NOT_FILED: ("send", "receive", "decline_case"),
    TransferState.CONCLUDED: ("send", "receive", "file_case", "conclude"),
}


def transfer_facts(verb):
    """What a verb of a transfer is told."""
    more = {
        "drop": {"reason": "已主动停产，配合较好"},
        "decline_case": {"reason": "情节轻微"},
        "conclude": {"outcome": "罚款"},
    }
    return more.get(verb, {}) | ({} if verb == "drop" else paper())


def transfer_in(state):
    """A transfer that has come so far by its verbs."""
    hazard = make_hazard(HazardState.RECTIFYING, level=HazardLevel.MAJOR)
    make_report(hazard)
    transfer = make_transfer(hazard)
    for verb in LEADING[state]:
        getattr(transfer, verb)(by=make_user(), **transfer_facts(verb))
    return transfer


def test_the_table_names_every_transition_of_a_transfer():
    assert set(WAY) == set(type(transfer_in(TransferState.PREPARED)).transitions())


@pytest.mark.parametrize(("state", "verb"), list(product(TransferState, WAY)))
def test_a_transfer_moves_from_its_states_and_from_no_other(state, verb):
    transfer = transfer_in(state)
    deed = getattr(transfer, verb)
    if state in WAY[verb]:
        assert deed(by=make_user(), **transfer_facts(verb)).state == WAY[verb][state]
    else:
        with pytest.raises(WrongState):
            deed(by=make_user(), **transfer_facts(verb))


def test_a_letter_goes_out_after_the_report_upward_with_the_pack_and_a_word_on_cooperation():
    hazard = make_hazard(HazardState.RECTIFYING, level=HazardLevel.MAJOR)
    transfer = make_transfer(hazard, ready=False, cooperation="")
    with pytest.raises(Refused):
        transfer.send(by=make_user(), **paper())
    transfer.revise(by=make_user(), addressee="市局", lead="正压除尘", cooperation="none")
    transfer.refresh_from_db()
    with pytest.raises(Refused):
        transfer.send(by=make_user(), **paper())
    transfer.pack.save("pack.zip", scan(), save=False)
    type(transfer).objects.filter(pk=transfer.pk).update(
        pack=transfer.pack.name, pack_state="ready", pack_made_at="2026-11-01T00:00Z"
    )
    with pytest.raises(Refused):
        transfer.send(by=make_user(), **paper())
    make_report(hazard)
    assert transfer.send(by=make_user(), **paper()).state == TransferState.SENT
    assert transfer.letter.kind in OF_THE_CASE


def test_one_transfer_runs_at_a_time_and_the_pack_of_one_that_was_sent_stays():
    transfer = transfer_in(TransferState.SENT)
    with pytest.raises(Refused):
        make_transfer(transfer.hazard)
    with pytest.raises(Refused):
        transfer.make_again(by=make_user())
    with pytest.raises(Refused):
        transfer.revise(by=make_user(), addressee="市局", lead="别的", cooperation="full")


def test_a_transfer_whose_pack_was_lost_on_the_disk_still_opens(zone, head, client_of):
    transfer = make_transfer(make_hazard(HazardState.RECTIFYING, level=HazardLevel.MAJOR, enterprise=zone.enterprise_a))
    transfer.pack.storage.delete(transfer.pack.name)
    page = client_of(head).get(transfer.get_absolute_url()).content.decode()
    assert "请从备份中恢复" in page
