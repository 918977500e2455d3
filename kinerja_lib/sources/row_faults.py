"""Rows that are set aside as a whole: lines at the foot of a table, and formulas."""

from __future__ import annotations

import re

from kinerja_lib.sources.assign import Assignment
from kinerja_lib.tables.quoting import literal

# First words of rows under the data that are never data, whatever stands beside them. Written
# without spaces and closing marks. Words that may also be a name (Sumber is a kecamatan) are left
# out: a note has nothing beside it and fails by itself.
FOOTERS = (
    *("jumlah", "total", "grandtotal", "subtotal", "jumlahtotal", "totalkeseluruhan"),
    *("rata-rata", "ratarata", "rerata", "rataan", "nilairata-rata", "jumlahrata-rata"),
    *("snilai/unsur", "σnilai/unsur", "ʃnilai/unsur", "∑nilai/unsur", "jumlahnilai/unsur"),
    *("jumlahnilai", "jumlahnilaiperunsur", "nilai/unsur", "nilaiperunsur"),
    *("nrr", "nrr/unsur", "nrrperunsur", "nrrtertimbang", "nrrtertimbang/unsur"),
    *("nrrtertimbangperunsur", "nrrtertbg", "nrrtertbg/unsur", "nrrtertbgperunsur"),
    *("nilaiterendah", "nilaitertinggi", "nilaiminimum", "nilaimaksimum", "modus", "median"),
    *("minimum", "maksimum", "simpanganbaku", "standardeviasi", "mutupelayanan", "mutulayanan"),
    *("ikm", "ikmunit", "ikmunitpelayanan", "nilaiikm", "nilaiskm", "ikmunitlayanan"),
)
# A row that lacks a required value and begins like this is a foot of the table, not a record.
_FOOT = re.compile(
    r"(s |[σʃ∑] ?|sigma )?(nilai|nrr|ikm|mutu|jumlah|total|grand total|sub ?total|rata|rerata|"
    r"rataan|keterangan|catatan|mengetahui|sumber|dibuat|dicetak|ttd|kepala|ket|kinerja unit)\b"
    r"|\*|an\.|a\.n\.",
    re.IGNORECASE,
)


def is_footer(assignment: Assignment) -> str:
    """Write the condition that a row begins with a word that never begins a record."""
    if assignment.sheet.typed:
        return "false"
    first = ", ".join(f"c{i + 1}" for i in range(min(3, len(assignment.sheet.headers))))
    words = literal("|".join(re.escape(word) for word in FOOTERS))
    cell = f"coalesce({first}, '')"
    text = f"rtrim(replace(lower({cell}), ' ', ''), ':.,=')"
    # No such word begins with a digit, and most cells in the first columns do: numbers and codes.
    # A list of words would be joined, for every row; a pattern is asked of the others only.
    foot = (
        f"CASE WHEN {cell} BETWEEN '0' AND ':' THEN false "
        f"ELSE regexp_full_match({text}, {words}) END"
    )
    return f"({foot} OR {_is_header(assignment)})"


def _is_header(assignment: Assignment) -> str:
    """Write the condition that a row repeats the headers, as at the top of a printed page."""
    named = [(n, header) for n, header in enumerate(assignment.sheet.headers, start=1) if header]
    if len(named) < 2:
        return "false"
    same = " AND ".join(f"c{n} = {literal(header)}" for n, header in named[:2])
    return f"coalesce({same}, false)"


def has_formula(assignment: Assignment) -> str:
    """Write the condition that a column which is read holds a formula in this row."""
    sheet = assignment.sheet
    if sheet.typed:
        return "false"
    letters = [letter for place, letter in enumerate(sheet.letters) if _is_read(assignment, place)]
    if not sheet.letters or len(letters) == len(sheet.letters):
        return "_formula IS NOT NULL"
    listed = ", ".join(literal(letter) for letter in letters)
    return (
        "coalesce(_formula IS NOT NULL AND "
        f"list_has_any(string_split(_formula, ','), [{listed}]::VARCHAR[]), false)"
    )


def _is_read(assignment: Assignment, place: int) -> bool:
    """Tell whether a column of the sheet fills something; 0 is c1."""
    name, header = f"c{place + 1}", assignment.sheet.headers[place]
    if any(re.search(rf"\b{name}\b", sql) for sql in assignment.columns.values()):
        return True
    long = assignment.relation != assignment.sheet.relation
    return long and bool(header) and header not in (*assignment.ignored, *assignment.unknown)


def is_foot_text(text: str, *, incomplete: bool) -> bool:
    """Tell whether a row that is set aside is a foot of the table.

    Parameters
    ----------
    text : str
        First filled cell of the row.
    incomplete : bool
        Whether the row lacks a required value. A row that lacks none is a record, whatever name it
        begins with: its own fault is then told.
    """
    word = text.lower().replace(" ", "").rstrip(":.,=")
    return word in FOOTERS or (incomplete and _FOOT.match(text) is not None)


def find_formula(assignment: Assignment, letters: str) -> str:
    """Return the place, such as c3, of the first column that is read and holds a formula."""
    sheet, marked = assignment.sheet, letters.split(",")
    places = (n for n, letter in enumerate(sheet.letters) if letter in marked)
    return next((f"c{place + 1}" for place in places if _is_read(assignment, place)), "")
