"""The zip package of a workbook, looked through before it is parsed.

The parser is quick because it trusts the file. A stray cell in the far corner makes it reserve gigabytes and takes the
whole process down, a formula that was never calculated comes out blank, and so does a cell that shows #REF!. All three
are seen here.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.utils.translation import gettext as _

MOST_ROWS = 200_000
MOST_CELLS = 6_000_000
MOST_UNPACKED = 400 * 1024 * 1024
MOST_MEMBERS = 10_000
CHUNK = 4 * 1024 * 1024

# What a mutilated package makes zipfile raise, depending on where it was hit; RuntimeError is an encrypted member.
DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, RuntimeError, ValueError, struct.error)


class BadLedger(ValueError):
    """A file that cannot be read as a ledger. Its text tells whoever chose it what is wrong and what to do."""


def broken() -> BadLedger:
    """The refusal of a damaged file."""
    return BadLedger(
        _("The file is damaged and cannot be read. Open it in Excel or WPS, save it again as .xlsx and try again.")
    )


def too_many_rows() -> BadLedger:
    """The refusal of a ledger that is longer than any office's."""
    return BadLedger(
        _("The ledger has more than %(limit)s rows. Cut it into several files.") % {"limit": f"{MOST_ROWS:,}"}
    )


@dataclass(slots=True)
class Survey:
    """What the parser will not tell about a sheet. Rows count from 1 as in Excel, columns from 0."""

    last_row: int = 0
    columns: int = 0
    unvalued: set[tuple[int, int]] = field(default_factory=set)
    failed: dict[tuple[int, int], str] = field(default_factory=dict)


def open_package(content: bytes) -> zipfile.ZipFile:
    """The package, unless it would unpack to more than a machine can hold."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE as error:
        raise broken() from error
    members = package.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise BadLedger(
            _("Unpacked, this file would be too large. Leave out pictures and empty rows and save it again.")
        )
    return package


def kind_of_package(package: zipfile.ZipFile) -> str:
    """xlsx (also xlsm) or ods; whatever else comes as a zip is refused by its name."""
    names = {name.replace("\\", "/").lower() for name in package.namelist()}
    if "encryptedpackage" in names:
        raise password_protected()
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise not_a_ledger(_("a binary workbook (.xlsb)"))
    if "content.xml" in names and b"opendocument.spreadsheet" in _start(package, "mimetype"):
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise not_a_ledger(_("a Word document"))
    raise not_a_ledger(_("an archive"))


def password_protected() -> BadLedger:
    """The refusal of an encrypted workbook."""
    return BadLedger(_("The workbook is protected by a password. Remove the password in Excel, save it and try again."))


def not_a_ledger(kind: str) -> BadLedger:
    """The refusal of a file of another kind, whatever its name says."""
    return BadLedger(
        _("This file is %(kind)s, not a ledger. Save the ledger as a workbook (.xlsx) and choose that file.")
        % {"kind": kind}
    )


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        with package.open(name) as member:
            return member.read(1000)
    except DAMAGE:
        return b""


def survey_xlsx(package: zipfile.ZipFile) -> dict[str, Survey]:
    """What there is to know about each sheet, by its name. Refuses what would make the parser fall over."""
    try:
        never_calculated = _NEVER_CALCULATED.search(_read(package, "xl/workbook.xml")) is not None
        surveys = {
            _plain_name(member.filename): _survey_member(package, member, never_calculated=never_calculated)
            for member in package.infolist()
            if not _is_picture_or_macro(member.filename)
        }
        paths = _paths_of_sheets(package)
    except BadLedger:
        raise
    except (*DAMAGE, ElementTree.ParseError) as error:
        raise broken() from error
    return {name: surveys.get(path, Survey()) for name, path in paths.items()}


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _is_picture_or_macro(name: str) -> bool:
    return name.endswith("/") or "/media/" in name or _plain_name(name).endswith("vbaproject.bin")


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    for member in package.infolist():
        if _plain_name(member.filename) == name.lower():
            return package.read(member)
    raise KeyError(name)


def _paths_of_sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """The member that holds each sheet, by the sheet's name."""
    book, relations = _read(package, "xl/workbook.xml"), _read(package, "xl/_rels/workbook.xml.rels")
    # No workbook declares entities; without them the standard parser has nothing to be tricked with.
    if b"<!DOCTYPE" in book or b"<!DOCTYPE" in relations:
        raise broken()
    targets = {
        relation.get("Id"): _plain_name(posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))))
        for relation in ElementTree.fromstring(relations)  # noqa: S314
    }
    paths = {}
    for element in ElementTree.fromstring(book).iter():  # noqa: S314
        if element.tag.rpartition("}")[2] == "sheet":
            identifier = next((value for name, value in element.items() if name.endswith("}id")), "")
            paths[element.get("name", "")] = targets.get(identifier, "")
    return paths


def _chunks(package: zipfile.ZipFile, member: zipfile.ZipInfo, end: bytes) -> Iterator[bytes]:
    """The member in pieces that end where a row ends. Reading to the end also checks checksum and declared size."""
    rest = b""
    with package.open(member) as file:
        while piece := file.read(CHUNK):
            piece = rest + piece
            cut = piece.rfind(end)
            cut = cut + len(end) if cut >= 0 else 0
            rest = piece[cut:]
            if cut:
                yield piece[:cut]
    if rest:
        yield rest


# Tags may carry a prefix and attributes may stand in any order and in single quotes: some programs write so.
_TAG = rb"<(?:\w+:)?"
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_FAR_REFERENCE = re.compile(rb"""\br\s*=\s*["'](?:[A-Z]{2,3}[0-9]|[A-Z][0-9]{6})""")
_CELL = re.compile(_TAG + rb"c[\s/>]")
# A reference up to Z99999 is near: that much the parser can hold whatever the sheet says about itself.
_NEAR_COLUMNS, _LAST_NEAR_ROW = 26, 99_999
# How Excel, WPS and LibreOffice write; several times quicker to look through.
_REGULAR_ROW = re.compile(rb'<row r="([0-9]{1,7})"')
_REGULAR_FAR_CELL = re.compile(rb'<c r="(?:[A-Z]{2,3}[0-9]|[A-Z][0-9]{6})')
_FILLED_CELL = re.compile(_TAG + rb"c(\s[^>]*[^/>])>(?!\s*</)")
_ROW = re.compile(_TAG + rb"""row\b(?:[^>]*?\br\s*=\s*["']([0-9]{1,7})["'])?""")
_FORMULA = rb"\s*" + _TAG + rb"f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
_FORMULA_CELL = re.compile(_TAG + rb"c(\s[^>]*)>" + _FORMULA + rb"(?:" + _TAG + rb"v\b[^>]*?(?:/>|>([^<]*)</))?")
_FAILED_CELL = re.compile(
    _TAG + rb"""c(\s[^>]*\bt\s*=\s*["']e["'][^>]*)>(?:""" + _FORMULA + rb")?\s*" + _TAG + rb"v[^>]*>([^<]*)<"
)
_NEVER_CALCULATED = re.compile(rb"""fullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
_IS_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")


def column_index(letters: str | bytes) -> int:
    """A is 0, Z is 25, AA is 26."""
    index = 0
    for letter in letters if isinstance(letters, bytes) else letters.encode():
        index = index * 26 + letter - 64
    return index - 1


def _survey_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, *, never_calculated: bool) -> Survey:
    survey = Survey(columns=_NEAR_COLUMNS)
    for chunk in _chunks(package, member, b"row>"):
        if b"\0" in chunk:  # not the encoding these patterns read
            raise broken()
        _measure(chunk, survey)
        if b"<f" in chunk or b":f" in chunk:
            _find_unvalued(chunk, survey, never_calculated=never_calculated)
        if b'"e"' in chunk or b"'e'" in chunk:
            for attributes, error in _FAILED_CELL.findall(chunk):
                if place := _place(attributes):
                    survey.failed[place] = error.decode("utf-8", "replace")
    if survey.columns * _LAST_NEAR_ROW > MOST_CELLS:
        # So wide a sheet must not lie about the rows of its cells: look at each of them.
        for chunk in _chunks(package, member, b"row>"):
            _measure_cells(chunk, survey)
            _refuse_if_too_large(survey)
    return survey


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = _REFERENCE.search(attributes)
    return (int(found[2]), column_index(found[1])) if found else None


def _find_unvalued(chunk: bytes, survey: Survey, *, never_calculated: bool) -> None:
    """Formulas whose result is not in the file. Programs that leave all calculating to Excel write 0 for each."""
    for attributes, value in _FORMULA_CELL.findall(chunk):
        lacks = not value and not _IS_TEXT.search(attributes)
        if (lacks or (never_calculated and value == b"0")) and (place := _place(attributes)):
            survey.unvalued.add(place)


def _measure(chunk: bytes, survey: Survey) -> None:
    """How far the filled cells reach. Cells that only carry a border or a colour do not count."""
    regular = (
        chunk.count(b"<c") - chunk.count(b"<col") == chunk.count(b'<c r="')
        and chunk.count(b"<row") == chunk.count(b'<row r="')
        and b":c" not in chunk
        and b":row" not in chunk
    )
    if regular:
        last = max(map(int, _REGULAR_ROW.findall(chunk)), default=0)
        is_far = _REGULAR_FAR_CELL.search(chunk) is not None
    else:
        rows = _ROW.findall(chunk)
        last = max([int(number) for number in rows if number], default=0) or survey.last_row + len(rows)
        survey.columns = max(survey.columns, *(len(_CELL.findall(row)) for row in chunk.split(b"row>")))
        is_far = _FAR_REFERENCE.search(chunk) is not None
    if last > MOST_ROWS or is_far:
        _measure_cells(chunk, survey)
    if last <= MOST_ROWS:
        survey.last_row = max(survey.last_row, last)
    _refuse_if_too_large(survey)


def _measure_cells(chunk: bytes, survey: Survey) -> None:
    for attributes in _FILLED_CELL.findall(chunk):
        if place := _place(attributes):
            survey.last_row = max(survey.last_row, place[0])
            survey.columns = max(survey.columns, place[1] + 1)


def _refuse_if_too_large(survey: Survey) -> None:
    if survey.last_row > MOST_ROWS and survey.columns <= _NEAR_COLUMNS:
        raise too_many_rows()
    if survey.last_row > MOST_ROWS or survey.last_row * survey.columns > MOST_CELLS:
        raise far_cell()


def far_cell() -> BadLedger:
    """The refusal of a sheet with a forgotten cell thousands of rows or columns away."""
    return BadLedger(
        _(
            "A cell far outside the table is filled. "
            "Delete the empty columns right of the table and the empty rows below it, save and try again."
        )
    )


_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["']([0-9]{1,9})["']""")
_ODS_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["']([0-9]{1,9})["']""")


def survey_ods(package: zipfile.ZipFile) -> None:
    """Refuse an OpenDocument ledger whose repeated rows and columns would unfold to more than a machine can hold."""
    rows = filled_rows = widest = 0
    try:
        for chunk in _chunks(package, package.getinfo("content.xml"), b"</table:table-row>"):
            for attributes, inside in _ODS_ROW.findall(chunk):
                repeated = _ODS_ROWS.search(attributes)
                rows += int(repeated[1]) if repeated else 1
                if b"value-type" in inside:
                    filled_rows, widest = rows, max(widest, _ods_width(inside))
            if filled_rows > MOST_ROWS:
                raise too_many_rows()
            if filled_rows * widest > MOST_CELLS:
                raise far_cell()
    except BadLedger:
        raise
    except DAMAGE as error:
        raise broken() from error


def _ods_width(cells: bytes) -> int:
    width = column = 0
    for attributes in _ODS_CELL.findall(cells):
        repeated = _ODS_COLUMNS.search(attributes)
        column += int(repeated[1]) if repeated else 1
        if b"value-type" in attributes:
            width = column
    return width
