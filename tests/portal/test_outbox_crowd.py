"""Sixty-four phones get their signal back at the same moment and send again whenever an answer fails to come."""

import http.client
import json
import random
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.utils import timezone

from tests.servers import server

PHONES, FORMS = 64, 3


@pytest.fixture
def portal(tmp_path, db):
    """The server that production uses, on a database of its own."""
    with server(tmp_path, ["manage.py", "serve"]) as one:
        yield one


def sending(portal, facts, number):
    """One phone: its forms, each sent once, twice or three times, with waits cut short. Its answers."""
    dice = random.Random(number)
    answers = []
    for turn in range(FORMS):
        key = UUID(int=dice.getrandbits(128), version=4)
        form = {
            "submission": str(key),
            "enterprise": "云溪宏达电器有限公司",
            "place": f"{number}号工位",
            "description": f"第{number}部手机第{turn}次上报",
            "category": facts["category"],
            "level": "general",
            "on_the_spot": "no",
            "another": "on",
            "found_on": timezone.localdate().isoformat(),
        }
        for is_last in [False] * dice.randrange(3) + [True]:
            answers.append(post(portal, facts, form, timeout=60 if is_last else dice.uniform(0.01, 0.4)))
    return [answer for answer in answers if answer]


def post(portal, facts, form, *, timeout):
    """(status, receipt or the whole answer), or None where the answer did not come in time."""
    cookie = f"sessionid={facts['leader']['session']}; csrftoken={'x' * 32}"
    headers = {
        "Accept": "application/json",
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": "x" * 32,
        "Connection": "close",
    }
    line = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=timeout)
    try:
        line.request("POST", "/desk/hazards/add/", urlencode(form), headers)
        answer = line.getresponse()
        text = answer.read().decode()
    except OSError:
        return None
    finally:
        line.close()
    return answer.status, json.loads(text).get("receipt") if answer.status == 200 else text[:200]


def test_as_many_records_as_ids_and_no_error_that_anybody_would_see(portal):
    facts = portal.run("tests.field_zone")
    portal.start()
    with ThreadPoolExecutor(PHONES) as crowd:
        phones = list(crowd.map(lambda number: sending(portal, facts, number), range(PHONES)))
    answers = [answer for phone in phones for answer in phone]
    assert {status for status, _receipt in answers} == {200}
    report = portal.run("tests.field_report")
    assert report["hazards"] == report["descriptions"] == report["numbers"] == PHONES * FORMS
    assert report["submissions"] == len({receipt for _status, receipt in answers}) == PHONES * FORMS
