"""Read the XML of a worksheet as a stream: extent, formulas, error values, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kinerja_lib.i18n import _, format_number
from kinerja_lib.sources.reading.limits import (
    EXCEL_COLUMNS,
    EXCEL_ROWS,
    MAX_ROW_BYTES,
    MAX_SHEET_CELLS,
    MAX_SHEET_COLUMNS,
    SPARSE_CELLS,
    SPARSE_FACTOR,
)
from kinerja_lib.sources.reading.percents import PercentCells
from kinerja_lib.sources.reading.problems import UnreadableError

_TAG = rb"<(?:\w+:)?"
_CELL = re.compile(_TAG + rb"c(?=[\s/>])[^>]*>")
_REFERENCE = re.compile(_TAG + rb"c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,9})(\d{1,12})[\"']")
_ROW = re.compile(_TAG + rb"row(?=[\s/>])")
_ROW_NUMBER = re.compile(_TAG + rb"row\s(?:[^>]*?\s)?r\s*=\s*[\"'](\d{1,12})[\"']")
# A tag in which a reference might hide from the search above.
_ODD_TAG = re.compile(rb"\sr\s*=|&")
_FORMULA = re.compile(
    _TAG
    + rb"c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>]*>\s*"
    + _TAG
    + rb"f[\s/>]"
)
_ERROR = re.compile(
    _TAG
    + rb"c\s(?=[^>]*\bt=[\"']e[\"'])(?:[^>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>]*>"
    + rb"(?:\s*<(?:\w+:)?f[^>]*/>|\s*<(?:\w+:)?f[\s>][^<]*</(?:\w+:)?f>)?\s*"
    + _TAG
    + rb"v>([^<]{1,40})<"
)
_DIMENSION = re.compile(_TAG + rb"dimension\s[^>]*?ref=[\"']([A-Za-z0-9:$]{1,40})[\"']")
_PART = re.compile(rb"\$?([A-Za-z]+)\$?(\d+)")
_HOSTILE = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_SEAM = 64


@dataclass
class SheetScan:
    """What the XML of one worksheet says; rows count from 1, columns from 1.

    Attributes
    ----------
    cells : int
        Cell elements.
    low_row, high_row, low_column, high_column : int
        Extent of the cells; 0 where there is none.
    formulas : dict of int to list of int
        Columns with a formula, by row.
    errors : dict of (row, column) to str
        Error values as they are shown, such as #REF!, which calamine leaves empty.
    percents : PercentCells
        Places of the numbers with a percent format, which calamine gives as shares.
    """

    cells: int = 0
    low_row: int = 0
    high_row: int = 0
    low_column: int = 0
    high_column: int = 0
    formulas: dict[int, list[int]] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: PercentCells = field(default_factory=PercentCells)

    def widen(self, rows: set[int], columns: set[int]) -> None:
        """Take rows and columns into the extent."""
        if rows and columns:
            self.low_row = min(self.low_row or min(rows), *rows)
            self.high_row = max(self.high_row, *rows)
            self.low_column = min(self.low_column or min(columns), *columns)
            self.high_column = max(self.high_column, *columns)


def refuse_entities(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pass the pieces of an XML part on; refuse declarations that could expand or fetch.

    Raises
    ------
    UnreadableError
        `<!DOCTYPE` or `<!ENTITY` occurs, in any of the encodings of XML parts.
    """
    tail = b""
    for piece in pieces:
        seam = tail + piece
        if any(word in seam for word in _HOSTILE):
            raise UnreadableError("entitas_xml")
        tail = seam[-_SEAM:]
        yield piece


def scan_sheet(pieces: Iterator[bytes], percent_styles: frozenset[int] = frozenset()) -> SheetScan:
    """Read the XML of a worksheet once, row by row; cells of `percent_styles` are percentages.

    Raises
    ------
    UnreadableError
        A reference lies outside what a spreadsheet can hold, or the sheet is too wide, too large,
        or nearly empty over a very large extent.
    """
    scan = SheetScan(percents=PercentCells(percent_styles))
    rest = b""
    for piece in pieces:
        rest += piece
        cut = rest.rfind(b"row>")
        if cut >= 0:
            _scan_block(scan, rest[: cut + 4])
            rest = rest[cut + 4 :]
        elif len(rest) > MAX_ROW_BYTES:
            raise UnreadableError("terlalu_besar")
    _scan_block(scan, rest)
    _check_extent(scan)
    return scan


def _scan_block(scan: SheetScan, block: bytes) -> None:
    if b"\x00" in block:
        # UTF-16, which no spreadsheet program writes, would hide everything from the search.
        raise UnreadableError("berkas_rusak")
    if not scan.cells:
        _check_dimension(block)
    found = _REFERENCE.findall(block)
    columns = {column_number(letters) for letters in {letters for letters, _digits in found}}
    scan.widen({int(digits) for digits in {digits for _letters, digits in found}}, columns)
    count = _count_cells(block)
    scan.cells += count
    if count > len(found):
        _scan_unnamed(scan, block)
    if scan.high_column > EXCEL_COLUMNS or scan.high_row > EXCEL_ROWS:
        raise UnreadableError("terlalu_banyak_kolom", _("Rujukan selnya di luar lembar kerja."))
    formulas = _FORMULA.findall(block) if b"<f" in block or b":f" in block else ()
    for letters, digits in formulas:
        scan.formulas.setdefault(int(digits), []).append(column_number(letters))
    if b'"e"' in block or b"'e'" in block:
        for letters, digits, text in _ERROR.findall(block):
            place = int(digits), column_number(letters)
            scan.errors[place] = text.decode("ascii", "replace")
    for letters, digits in scan.percents.find(block):
        scan.percents.add(int(digits), column_number(letters))


def _count_cells(block: bytes) -> int:
    """Count cell elements; names with a prefix need the slower search."""
    if b":c" in block:
        return len(_CELL.findall(block))
    return sum(block.count(b"<c" + end) for end in (b" ", b">", b"/", b"\n", b"\t", b"\r"))


def _scan_unnamed(scan: SheetScan, block: bytes) -> None:
    """Count cells without a reference, which stand side by side: only the extent is kept.

    A tag that is written in an unusual way could hide a far reference, so it is refused.
    """
    for tag in _CELL.findall(block):
        if not _REFERENCE.match(tag):
            quotes = tag.count(b'"') % 2 or tag.count(b"'") % 2
            if quotes or _ODD_TAG.search(tag):
                raise UnreadableError("berkas_rusak")
    rows = _ROW.split(block)
    widest = max(len(_CELL.findall(row)) for row in rows)
    numbers = {int(digits) for digits in _ROW_NUMBER.findall(block)}
    scan.widen({1, scan.high_row + len(rows)} | numbers, {1, max(1, widest)})


def _check_dimension(block: bytes) -> None:
    """Refuse a declared extent that no spreadsheet can hold."""
    declared = _DIMENSION.search(block)
    for letters, digits in _PART.findall(declared.group(1)) if declared else ():
        if column_number(letters) > EXCEL_COLUMNS or int(digits) > EXCEL_ROWS:
            raise UnreadableError("terlalu_banyak_kolom", _("Rujukan selnya di luar lembar kerja."))


def _check_extent(scan: SheetScan) -> None:
    columns = scan.high_column - scan.low_column + 1
    rows = scan.high_row - scan.low_row + 1
    if scan.cells and columns > MAX_SHEET_COLUMNS:
        detail = _("Ditemukan {count} kolom, paling banyak {limit}.").format(
            count=format_number(columns), limit=format_number(MAX_SHEET_COLUMNS)
        )
        raise UnreadableError("terlalu_banyak_kolom", detail)
    area = rows * columns
    sparse = area > SPARSE_CELLS and area > scan.cells * SPARSE_FACTOR
    if area > MAX_SHEET_CELLS or sparse:
        detail = _("Sel terakhirnya pada baris {row}.").format(row=format_number(scan.high_row))
        raise UnreadableError("terlalu_besar", detail)


def column_number(letters: bytes) -> int:
    """Give the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
