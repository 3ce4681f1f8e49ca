"""Run as a module on an empty database: two at once at a self-check, a return, a stop; what came of it.

Each of the two has a connection of its own. Prints {case: {"told": the answers, "rows": how many there are}}.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import django

PATIENCE = 30  # seconds


def both(*deeds):
    """What the deeds answer, begun at the same moment, each in its own thread; a refusal by the name of its class."""
    from django.db import connection

    from portal.states import Refused, WrongState

    gate = Barrier(len(deeds))

    def run(deed):
        gate.wait(PATIENCE)
        try:
            return str(deed())
        except (Refused, WrongState) as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as crowd:
        return sorted(crowd.map(run, deeds))


def answering(enterprise):
    """Two people of the enterprise send the same sheet through its link, each with something found under item 1."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from tests.factories.campaigns import make_self_check
    from volunteers.models import Hazard

    check = make_self_check(enterprise)
    items = [row.number for row in check.sheet()]
    check.refresh_from_db()
    day = timezone.localdate().isoformat()
    facts = {"version": check.version, "deed": "return", "signed": "马晓燕"}
    facts |= {f"i{number}_answer": "not_present" for number in items}
    facts |= {"i1_answer": "failed", "i1_place": "喷漆房", "i1_interim_control": "停用", "i1_due_on": day}
    url = reverse("self_check_answer", args=[check.token])

    def send(name):
        return Client().post(url, facts | {"signed": name}).status_code

    def save(place):
        return Client().post(url, facts | {"deed": "save", "i1_place": place}).status_code

    saved = both(lambda: save("喷漆房"), lambda: save("调漆间"))
    found = Hazard.objects.filter(enterprise=enterprise).count()
    check.refresh_from_db()
    facts["version"] = check.version
    sent = both(lambda: send("马晓燕"), lambda: send("谢艳"))
    return {"told": saved, "sent": sent, "rows": found, "returns": entries_of(check, "hand_in")}


def receiving(enterprise):
    """The grid worker and the centre receive the same return."""
    from tests.factories.campaigns import answered, make_self_check
    from tests.factories.portal import make_user
    from volunteers.choices import Channel
    from volunteers.models import SelfCheck

    check = make_self_check(enterprise)
    check.hand_in(by=None, entries=answered(check), channel=Channel.LINK, signed="马晓燕")

    def receive(user):
        return SelfCheck.objects.get(pk=check.pk).receive(by=user).state

    return {"told": both(*(partial(receive, make_user()) for _one in range(2))), "rows": entries_of(check, "receive")}


def stopping(enterprise):
    """Two register the same stop of production."""
    from tests.factories.majors import make_stop
    from tests.factories.portal import make_user
    from tests.factories.volunteers import make_hazard
    from volunteers.choices import HazardLevel, HazardState
    from volunteers.models import Hazard, ProductionStop

    hazard = make_hazard(HazardState.RECTIFYING, level=HazardLevel.MAJOR, enterprise=enterprise)

    def stop(user):
        return make_stop(Hazard.objects.get(pk=hazard.pk), by=user).state

    told = both(*(partial(stop, make_user()) for _one in range(2)))
    hazard.refresh_from_db()
    return {"told": told, "rows": ProductionStop.objects.count(), "standing": hazard.standing_stops}


def entries_of(record, verb):
    """How often the log has the verb at the record."""
    from wagtail.models import ModelLogEntry

    return ModelLogEntry.objects.filter(object_id=record.pk, action=f"{record._meta.label_lower}.{verb}").count()


def make():
    """Every case, each at an enterprise of its own."""
    from tests.factories.branches import make_enterprise

    return {case.__name__: case(make_enterprise()) for case in (answering, receiving, stopping)}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make()))
