"""What a single cell or row says about being a header: texts, numbers, numbering, explanation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kinerja_lib.i18n import clean_text

Row = Sequence[str]
_NUMBER = re.compile(r"[-+<>=≤≥]*\s*[\d.,]*\d[\d.,\s]*%?")
_DATE = re.compile(r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}.*|\d{1,2}[:.]\d{2}([:.]\d{2})?")
_BRACKETED = re.compile(r"[(\[]\s*\w{1,3}\s*[)\]]")
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
    return bool(bare) and not any(shape.fullmatch(bare) for shape in (_NUMBER, _DATE, _BRACKETED))


def count_filled(row: Row) -> int:
    """Count the cells that hold anything."""
    return sum(bool(cell.strip()) for cell in row)


def is_textual(row: Row) -> bool:
    """Say whether nine of ten filled cells, or more, read as headings."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and sum(map(is_text, filled)) * 10 >= len(filled) * 9


def is_numbering(row: Row, after: Row, width: int) -> bool:
    """Say whether a row only numbers the columns: 1 2 3, (1) (2) (3), a b c.

    Bare numbers might be data, a survey answered 1, 2, 3, 4: they are believed only if there is
    one for each header, a row follows that does not go on with 2, and there are six columns or
    more, or words in the row that follows.
    """
    filled = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
    matches = [_ORDINAL.fullmatch(cell) for _place, cell in filled]
    marks = [match.group(1).lower() for match in matches if match]
    if len(filled) < max(2, round(0.7 * width)) or len(marks) < len(filled):
        return False
    if marks != _expected(marks):
        return False
    if not all(cell.isdigit() for _place, cell in filled):
        return True
    words = any(is_text(cell) for cell in after)
    goes_on = not count_filled(after) or after[filled[0][0]].strip() == "2"
    return len(filled) >= width and not goes_on and (words or len(filled) >= 6)


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
