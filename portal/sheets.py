"""A file from an office, read into sheets of raw cells. What kind of file it is, its content says, not its name."""

import csv
import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook, PasswordError, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from portal.characters import is_blank
from portal.packages import (
    MOST_ROWS,
    BadLedger,
    Survey,
    broken,
    kind_of_package,
    not_a_ledger,
    open_package,
    password_protected,
    survey_ods,
    survey_xlsx,
    too_many_rows,
)

MOST_BYTES = 20 * 1024 * 1024

Source = str | os.PathLike | bytes | IO[bytes]


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows[0]` is Excel's row 1; places are (row from 1, column from 0)."""

    name: str
    rows: list[list[Any]]
    hidden: bool = False
    # (first row, first column, last row, last column) of merged cells; the parser knows none of an OpenDocument file.
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    # Cells whose formula has no result in the file, and cells whose formula failed (#REF!): both come out blank.
    unvalued: set[tuple[int, int]] = field(default_factory=set)
    failed: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(slots=True)
class Ledger:
    """A file and its sheets in their order, hidden ones too."""

    name: str
    sheets: list[Sheet]


def read_ledger(file: Source, name: str = "", *, size_limit: int = MOST_BYTES) -> Ledger:
    """Read .xlsx, .xlsm, .xls, .ods, .csv or tab-separated text; BadLedger says why a file is none of them.

    `file` is a path, the content itself or anything that can be read, such as an uploaded file.
    """
    content = _content(file, size_limit)
    name = name or Path(str(getattr(file, "name", "") or (file if isinstance(file, str | Path) else ""))).name
    kind = _kind(content)
    sheets = [Sheet(Path(name).stem, _text_rows(content))] if kind == "text" else _workbook_sheets(content, kind)
    if not any(not is_blank(cell) for sheet in sheets for row in sheet.rows for cell in row):
        raise BadLedger(_("The workbook is empty. Choose the file that holds the ledger."))
    return Ledger(name, sheets)


def _content(file: Source, size_limit: int) -> bytes:
    if isinstance(file, bytes):
        content = file[: size_limit + 1]
    elif isinstance(file, str | os.PathLike):
        with Path(file).open("rb") as opened:
            content = opened.read(size_limit + 1)
    else:
        file.seek(0)
        content = file.read(size_limit + 1)
    if len(content) > size_limit:
        raise BadLedger(
            _("The file is larger than %(limit)s MB. Take out pictures or cut the ledger into several files.")
            % {"limit": f"{size_limit / 1024 / 1024:g}"}
        )
    if not content:
        raise BadLedger(_("The file is empty. Choose the file that holds the ledger."))
    return content


_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"PK\x05\x06")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe")


def _kind(content: bytes) -> str:
    """xlsx, ods, xls or text; everything else is refused by its right name."""
    if content.startswith(b"PK\x03\x04"):
        return kind_of_package(open_package(content))
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    if content.startswith(b"%PDF"):
        raise not_a_ledger(_("a PDF document"))
    is_binary = b"\0" in content[:4096]  # a text may begin with MZ or BM, too
    if content.startswith(b"#!/") or (is_binary and content.startswith(_PROGRAMS)):
        raise not_a_ledger(_("a program"))
    if is_binary and (content.startswith(_PICTURES) or content[8:12] == b"WEBP" or content[4:8] == b"ftyp"):
        raise not_a_ledger(_("a picture or a film"))
    if content.startswith(_ARCHIVES):
        raise not_a_ledger(_("an archive"))
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta|head|body)", content[:200], re.IGNORECASE):
        # Many office systems export a web page under the name .xls.
        raise not_a_ledger(_("a web page"))
    return "text"


def _kind_of_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise password_protected()
    if "WordDocument".encode("utf-16-le") in content:
        raise not_a_ledger(_("a Word document"))
    return "xls"


# --- workbooks


def _guarded(call: Callable[[], Any]) -> Any:
    """What the parser answers; whatever it dies of is the file's fault, not the program's."""
    try:
        return call()
    except PasswordError as error:
        raise password_protected() from error
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    # A panic of the parser (written in Rust) is no Exception: it would pass every handler and end the worker.
    except BaseException as error:
        if "password" in str(error).lower() or "encrypted" in str(error).lower():
            raise password_protected() from error
        raise broken() from error


def _workbook_sheets(content: bytes, kind: str) -> list[Sheet]:
    surveys: dict[str, Survey] = {}
    if kind != "xls":
        with open_package(content) as package:
            if kind == "xlsx":
                surveys = survey_xlsx(package)
            else:
                survey_ods(package)
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    sheets: list[Sheet] = []
    for metadata in workbook.sheets_metadata:
        if metadata.typ == SheetTypeEnum.WorkSheet:
            sheets.append(_sheet(workbook, metadata, surveys.get(metadata.name, Survey())))
            if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
                raise too_many_rows()
    return sheets


def _sheet(workbook: CalamineWorkbook, metadata: SheetMetadata, survey: Survey) -> Sheet:
    parsed = _guarded(lambda: workbook.get_sheet_by_name(metadata.name))
    # By default the parser drops empty rows above and columns beside the table: every row number would be wrong.
    rows = _guarded(lambda: parsed.to_python(skip_empty_area=False))
    merged = _guarded(lambda: parsed.merged_cell_ranges) or []
    sheet = Sheet(
        name=metadata.name,
        rows=rows,
        hidden=metadata.visible != SheetVisibleEnum.Visible,
        merged=[(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged],
        unvalued=survey.unvalued,
        failed=survey.failed,
    )
    _make_room(sheet)
    return sheet


def _make_room(sheet: Sheet) -> None:
    """Formulas without a result may stand where the parser saw the end of the sheet."""
    for row, column in (*sheet.unvalued, *sheet.failed):
        sheet.rows.extend([] for _missing in range(row - len(sheet.rows)))
        cells = sheet.rows[row - 1]
        cells.extend("" for _missing in range(column + 1 - len(cells)))


# --- text


def _text_rows(content: bytes) -> list[list[str]]:
    typed = _decoded(content)
    declared = re.match(r"sep=([^\r\n])\r?\n", typed)
    delimiter = declared[1] if declared else _delimiter(typed)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(typed, newline=""), delimiter=delimiter):
            rows.append([] if declared and not rows else row)
            if len(rows) > MOST_ROWS:
                raise too_many_rows()
    except csv.Error as error:
        raise BadLedger(
            _(
                "A quotation mark in row %(row)s is never closed. "
                "Open the file in Excel, save it as .xlsx and try again."
            )
            % {"row": len(rows) + 1}
        ) from error
    return rows


def _decoded(content: bytes) -> str:
    # Chinese Excel saves .csv in GBK; GB 18030 holds it and the rare characters of names besides.
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            typed = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if re.search("[\0-\x08\x0e-\x19\x1b-\x1f]", typed):
            break
        return typed.rstrip("\x1a")
    raise not_a_ledger(_("neither a workbook nor a text"))


def _delimiter(typed: str) -> str:
    """Tab, comma, semicolon or bar: whichever most of the first lines hold."""
    lines = [line for line in typed[:100_000].splitlines()[:50] if line.strip()]
    return max("\t,;|", key=lambda sign: (sum(sign in line for line in lines), sum(line.count(sign) for line in lines)))
