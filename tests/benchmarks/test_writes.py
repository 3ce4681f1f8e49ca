"""Writes: what our rules cost beside a bare insert, and sixty-four phones that send at once.

The crowd sends through the server that production uses, on a database of its own; nothing may fail, get lost or arrive
twice. On PostgreSQL the same crowd also sends to SQLite, which performance.md compares with it.
"""

import http.client
import io
import random
import time
from concurrent.futures import ThreadPoolExecutor
from shutil import copyfile
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image

from tests import database
from tests.benchmarks.conftest import report, timed
from tests.factories.volunteers import make_category
from tests.servers import Server, own_database
from volunteers.models import Hazard

CLIENTS, FORMS, DEEDS = 64, 4, 40
BOUNDARY = "----a-form-of-the-benchmark"


@pytest.mark.django_db(transaction=True)
def test_a_deed_beside_the_bare_insert(zone, leader):
    facts = {
        "finder": leader,
        "task_force": zone.force_a,
        "enterprise": zone.enterprise_a,
        "category": make_category(),
        "found_on": timezone.localdate(),
        "place": "一号车间",
        "description": "配电箱门敞开，未挂警示牌",
    }

    def with_all_rules():
        for _ in range(DEEDS):
            Hazard.register(by=leader, **facts)

    def bare():
        for _ in range(DEEDS):
            with transaction.atomic():
                hazard = Hazard(**facts, number=uuid4().hex[:20], organisation=zone.branch_a, found_month=202611)
                hazard.skip_history_when_saving = True
                hazard.save_base(force_insert=True)

    ours, yardstick = timed(with_all_rules, bare)
    report("a hazard with scope, number, log, history / bare insert", ours, yardstick, yardstick / ours, "≥ 0.5")


def a_photo():
    """A picture of about the size that a phone sends; no two alike."""
    noise = Image.frombytes("L", (800, 600), random.Random(1).randbytes(800 * 600)).convert("RGB")
    content = io.BytesIO()
    noise.save(content, "JPEG", quality=80)
    return content.getvalue()[:-2] + b"\xff\xfe" + b"\x00" * 2 + b"\xff\xd9"


def body(fields, photo):
    """A form as a browser sends it."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if photo:
        head = 'Content-Disposition: form-data; name="photos"; filename="p.jpg"\r\nContent-Type: image/jpeg'
        parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + photo + b"\r\n")
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


def send(portal, facts, name, photo):
    """Send one form; whether it was taken."""
    key = UUID(int=random.Random(name).getrandbits(128), version=4)
    fields = {
        "submission": key,
        "enterprise": "云溪宏达电器有限公司",
        "place": "一号车间",
        "description": name,
        "category": facts["category"],
        "level": "general",
        "on_the_spot": "no",
        "another": "on",
        "found_on": timezone.localdate().isoformat(),
    }
    headers = {
        "Accept": "application/json",
        "Cookie": f"sessionid={facts['leader']['session']}; csrftoken={'x' * 32}",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "X-CSRFToken": "x" * 32,
        "Connection": "close",
    }
    line = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=120)
    try:
        line.request("POST", "/desk/hazards/add/", body(fields, photo), headers)
        answer = line.getresponse()
        answer.read()
        return answer.status == 200
    finally:
        line.close()


def crowd(portal, facts, wave, photo=b""):
    """Forms a second of all phones together; how many were not taken."""

    def phone(number):
        return [send(portal, facts, f"{wave} {number}/{turn}", photo) for turn in range(FORMS)]

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = [one for phone_taken in clients.map(phone, range(CLIENTS)) for one in phone_taken]
    return len(taken) / (time.perf_counter() - start), taken.count(False)


def both_crowds(folder, url):
    """(forms a second without, with a photo) on one database; fails where one form failed, got lost or came twice."""
    portal = Server(folder, url, ["manage.py", "serve"])
    # As it is served: renditions are made by the worker, not in the request.
    portal.environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "PORTAL_VAR": str(folder)}
    facts = portal.run("tests.field_zone")
    portal.start()
    try:
        crowd(portal, facts, "to warm up")
        plain, failed = crowd(portal, facts, "plain")
        pictured, failed_with_photo = crowd(portal, facts, "with a photo", a_photo())
    finally:
        portal.kill()
    found = portal.run("tests.field_report")
    assert (failed, failed_with_photo) == (0, 0)
    assert found["hazards"] == found["descriptions"] == 3 * CLIENTS * FORMS
    assert found["hazard_photos"] == CLIENTS * FORMS
    return plain, pictured


@pytest.mark.django_db
def test_sixty_four_phones_at_once(tmp_path):
    with own_database(tmp_path) as url:
        plain, pictured = both_crowds(tmp_path, url)
    what = f"{CLIENTS} phones on {connection.vendor}, with a photo / without"
    report(what, pictured, plain, pictured / plain, "≥ 0.8", "1/s")
    if connection.vendor == "postgresql" and database.PLACE.exists():
        folder = tmp_path / "sqlite"
        folder.mkdir()
        if kept := sorted(database.PLACE.glob(f"{database.fingerprint()}.sqlite3")):
            copyfile(kept[0], folder / "own.sqlite3")
            on_sqlite, _pictured = both_crowds(folder, f"sqlite:///{folder / 'own.sqlite3'}")
            report(f"{CLIENTS} phones: SQLite / PostgreSQL", on_sqlite, plain, on_sqlite / plain, "≥ 0.9", "1/s")
