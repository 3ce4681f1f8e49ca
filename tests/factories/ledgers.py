"""Ledgers for the tests: workbooks written here, and the offices' own where they lie beside the checkout."""

import datetime
import io
from pathlib import Path

import xlsxwriter
from django.conf import settings

from portal.generic import batches
from portal.generic.kinds import ledger_kind
from portal.generic.readings import read
from portal.models import BatchState

INPUTS = Path(settings.BASE_DIR).parent / "shared" / "inputs"
SAMPLES = {
    "enterprises": INPUTS / "企业名录.xlsx",
    "organisations": INPUTS / "两新党组织花名册.xlsx",
    "activities": INPUTS / "突击队活动台账.xlsx",
    "hazards": INPUTS / "隐患排查治理台账.xlsx",
}


def workbook(**sheets):
    """The bytes of a workbook; each sheet is a list of rows."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    # The same rows are the same bytes, whatever second it is.
    book.set_properties({"created": datetime.datetime(2026, 1, 1)})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), day)
                elif value is not None and value != "":
                    sheet.write(number, column, value)
    book.close()
    return file.getvalue()


def judged(ledger, *rows, sheet="台账", **options):
    """A ledger of one sheet, read and judged."""
    return read(ledger_kind(ledger), workbook(**{sheet: rows}), "台账.xlsx", **options)


def loaded(ledger, content, *, by=None, name="台账.xlsx", **options):
    """A ledger read and loaded, whatever its size; the batch. Fails if there are faults."""
    reading = read(ledger_kind(ledger), content, name, by=by, **options)
    assert reading.faults == [], told(reading)
    batch = batches.keep(reading, content)
    batch.state = BatchState.LOADING
    batch.save()
    batches.load(batch, by=by)
    batch.refresh_from_db()
    assert batch.state == BatchState.LOADED, batch.report.get("failure")
    return batch


def told(reading):
    """The faults as (row, sentence)."""
    return [(fault.row, fault.text) for fault in reading.faults]
