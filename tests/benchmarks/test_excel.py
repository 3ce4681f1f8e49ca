"""Workbooks of 50,000 rows and twelve columns: in against the limit and a form per row, out against a plain table.

django-import-export and tablib are not installed. So a ModelForm per row stands for the import as frameworks do it
(performance.md: 1.4 times slower than import-export), and TableExport is done by hand as tablib does it: the cells of
a django-tables2 table into a workbook of openpyxl.
"""

import io
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import openpyxl
import pytest
from django.db import connection
from django.forms import modelform_factory
from django.urls import reverse
from python_calamine import CalamineWorkbook

from branches.models import Enterprise
from portal.cells import key
from portal.generic import batches
from portal.generic.kinds import ledger_kind
from portal.generic.readings import read
from portal.models import BatchState
from tests.benchmarks.conftest import report
from tests.benchmarks.serving import ROOT
from tests.benchmarks.test_lists import PlainTable, fill, make_places
from tests.factories.branches import make_credit_code
from tests.factories.ledgers import workbook
from volunteers.models import Hazard

pytestmark = pytest.mark.django_db
ROWS = int(os.environ.get("BENCHMARK_SHEET_ROWS", "50000"))
SAMPLE = 2000
HEAD = "企业名称 统一社会信用代码 行业 重点工艺 从业人数 地址 网格 网格员 网格员电话 安全员 安全员电话 备注".split()


def ledger():
    """A register of enterprises as a big office would keep it."""
    trades, processes = ("机械", "纺织", "轻工"), ("喷涂（喷塑）", "可燃爆粉尘", "")
    rows = [
        [
            f"云溪{number}号五金厂",
            make_credit_code(number + 10_000_000),
            trades[number % 3],
            processes[number % 3],
            number % 400 + 3,
            f"工业路{number}号",
            f"第{number % 40 + 1}网格",
            f"网格员{number % 40}",
            f"138{number % 40:08d}",
            f"安全员{number}",
            f"139{number:08d}",
            "",
        ]
        for number in range(ROWS)
    ]
    return workbook(名录=[HEAD, *rows])


def seconds(deed):
    """How long it takes, once: each deed leaves rows behind.

    On SQLite all work is done by this process and its CPU time is taken, which other work on the machine hardly
    changes; PostgreSQL works in a process of its own, so there it is the clock.
    """
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    start = clock()
    deed()
    return clock() - start


def limit(content):
    """Read the cells and put them into a table of twelve columns; nothing is checked, no version, no log."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=True)
    columns = ", ".join(f"c{number} text" for number in range(len(HEAD)))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE benchmark_limit (id serial, {columns})")
        names = ", ".join(f"c{number}" for number in range(len(HEAD)))
        places = ", ".join(["%s"] * len(HEAD))
        cursor.executemany(
            f"INSERT INTO benchmark_limit ({names}) VALUES ({places})",  # noqa: S608
            [[str(cell) for cell in row] for row in rows[1:]],
        )
        cursor.execute("DROP TABLE benchmark_limit")


def by_forms():
    """SAMPLE enterprises through a ModelForm each, as an import without bulk does it."""
    form_class = modelform_factory(Enterprise, fields=["name", "credit_code", "trade", "employees", "address"])
    for number in range(SAMPLE):
        data = {
            "name": f"云溪样本{number}号厂",
            "credit_code": make_credit_code(number + 20_000_000),
            "trade": "machinery",
            "employees": number % 400,
            "address": f"工业路{number}号",
        }
        form = form_class(data)
        assert form.is_valid(), form.errors
        form.instance.name_key = key(data["name"])
        form.save()


def test_an_import_beside_the_limit_and_a_form_per_row(zone):
    content = ledger()
    reading = read(ledger_kind("enterprises"), content, "名录.xlsx")
    assert reading.faults == []
    batch = batches.keep(reading, content)
    batch.state = BatchState.LOADING
    batch.save()
    least = min(seconds(lambda: limit(content)) for _ in range(3))
    forms = seconds(by_forms) * ROWS / SAMPLE
    ours = seconds(lambda: batches.load(batch, by=None))
    batch.refresh_from_db()
    assert batch.state == BatchState.LOADED
    assert Enterprise.objects.count() >= ROWS
    report(f"import of {ROWS:,} × 12 / calamine and executemany", ours, least, ours / least, "≤ 6", "s")
    report(f"a ModelForm per row ({SAMPLE:,}, scaled) / import", ours, forms, forms / ours, "≥ 7", "s")


def table_export():
    """What TableExport does: the cells of the table, then a workbook."""
    rows = Hazard.objects.select_related("enterprise", "category", "organisation").order_by("-found_on", "-pk")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in PlainTable(rows).as_values():
        sheet.append([None if cell is None else str(cell) for cell in row])
    book.save(io.BytesIO())


def test_an_export_beside_a_plain_table_and_its_memory(zone, official, client_of, tmp_path):
    fill(make_places(zone), 0, ROWS)
    client = client_of(official)

    def take_away():
        answer = client.get(reverse("hazards"), {"export": "xlsx"})
        assert sum(len(part) for part in answer.streaming_content) > ROWS
        answer.close()

    ours = min(seconds(take_away) for _ in range(2))
    yardstick = seconds(table_export)
    report(f"export of {ROWS:,} × 12 / plain table into openpyxl", ours, yardstick, yardstick / ours, "≥ 7", "s")
    if connection.vendor == "sqlite":
        file = tmp_path / "copy.sqlite3"
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.commit()
            connection.connection.backup(copy)
        before, after = memory_of_an_export(file, tmp_path)
        report("export, memory in a process of its own / before it", after, before, after - before, "≤ 120", "MB")


IN_A_PROCESS = """
from pathlib import Path
from django.test import Client
from portal.models import User
def memory(word): return int(Path("/proc/self/status").read_text().partition(word + ":")[2].split()[0]) / 1024
client = Client(SERVER_NAME="127.0.0.1")
client.force_login(User.objects.get(username="official"), backend="django.contrib.auth.backends.ModelBackend")
client.get("/desk/hazards/")
before = memory("VmRSS")
# From here on the peak is counted anew.
Path("/proc/self/clear_refs").write_text("5")
answer = client.get("/desk/hazards/", {"export": "xlsx"})
assert answer.status_code == 200
for part in answer.streaming_content: pass
print(before, memory("VmHWM"))
"""


def memory_of_an_export(file, folder):
    """Resident MB of a process that has shown the list, and its peak while it makes the workbook."""
    environment = {"PORTAL_VAR": str(folder), "DATABASE_URL": f"sqlite:///{file}"}
    words = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", IN_A_PROCESS]
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    made = subprocess.run(
        words, cwd=ROOT, env=os.environ | environment | settings, check=True, capture_output=True, text=True
    )
    return [float(word) for word in made.stdout.split()]
