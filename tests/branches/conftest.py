"""What the tests of the party organisations share."""

from io import BytesIO

import openpyxl
import pytest


@pytest.fixture
def sheet_of():
    """The rows of the first sheet of a workbook that came as an answer."""

    def read(answer):
        book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
        return list(book.active.iter_rows(values_only=True))

    return read
