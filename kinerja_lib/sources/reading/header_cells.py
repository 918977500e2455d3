"""What a single cell or row says about being a header: texts, numbers, numbering, explanation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kinerja_lib.i18n import clean_text

Row = Sequence[str]
_NUMBER = re.compile(r"[-+<>=≤≥]*\s*[\d.,]*\d[\d.,\s]*%?")
_DATE = re.compile(r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}.*|\d{1,2}[:.]\d{2}([:.]\d{2})?")
_YEAR = re.compile(r"(19|20)\d\d")
_ORDINAL = re.compile(r"[(\[]?\s*(\d{1,3}|[a-zA-Z])\s*[)\].]?(\s*=.*)?")
_EXPLAINING = frozenset(
    "wajib opsional contoh format isi diisi isian pilih pilihan teks tanggal angka bilangan "
    "desimal bulat kode karakter digit yyyy dd mm hh tuliskan kosongkan boleh satuan".split()
)
HEADER_LENGTH = 200


def tidy_header(cell: str) -> str:
    """Put a header cell on one line, without hidden marks and a leading apostrophe."""
    return clean_text(cell, HEADER_LENGTH).removeprefix("'").strip()


def is_text(cell: str) -> bool:
    """Say whether a cell reads as a heading: words, not a number or date; a year may be one."""
    bare = cell.strip().removeprefix("'")
    if _YEAR.fullmatch(bare):
        return True
    return bool(bare) and not _NUMBER.fullmatch(bare) and not _DATE.fullmatch(bare)


def count_filled(row: Row) -> int:
    """Count the cells that hold anything."""
    return sum(bool(cell.strip()) for cell in row)


def is_textual(row: Row) -> bool:
    """Say whether nine of ten filled cells, or more, read as headings."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and sum(map(is_text, filled)) * 10 >= len(filled) * 9


def is_numbering(row: Row, after: Row, width: int) -> bool:
    """Say whether a row only numbers the columns: 1 2 3, (1) (2) (3), a b c.

    Bare numbers are believed only in four columns or more, one for each header, and only if the
    next row does not go on with 2: data may begin with 1, 2, 3 as well.
    """
    cells = [cell.strip() for cell in row]
    filled = [(place, cell) for place, cell in enumerate(cells) if cell]
    matches = [(place, _ORDINAL.fullmatch(cell)) for place, cell in filled]
    if len(filled) < max(2, round(0.7 * width)) or not all(match for _, match in matches):
        return False
    marks = [match.group(1).lower() for _, match in matches if match]
    if marks != _expected(marks):
        return False
    bare = all(cell.isdigit() for _, cell in filled)
    goes_on = bool(after) and after[filled[0][0]].strip() == "2" if filled else False
    return not bare or (len(filled) >= 4 and len(filled) >= width and not goes_on)


def _expected(marks: list[str]) -> list[str]:
    """Give 1, 2, 3 or a, b, c, as many as there are marks."""
    if marks[0].isdigit():
        return [str(number) for number in range(1, len(marks) + 1)]
    return [chr(ord("a") + number) for number in range(len(marks))]


def is_explanation(row: Row, width: int) -> bool:
    """Say whether a row explains how to fill in the columns, as templates do.

    Most headers must be explained, in several words, at least half of them with a word such as
    'wajib', 'contoh' or 'format': a data row is not mistaken for it.
    """
    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) < max(2, round(0.6 * width)) or sum(map(len, filled)) < 12 * len(filled):
        return False
    words = [set(re.findall(r"[a-z]+", cell.lower())) for cell in filled]
    return sum(bool(found & _EXPLAINING) for found in words) * 2 >= len(filled)
