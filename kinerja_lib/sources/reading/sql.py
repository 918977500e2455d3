"""Small pieces of SQL: cleaning of cells, file names, letters of columns."""

from __future__ import annotations

from pathlib import Path

from kinerja_lib.tables.quoting import literal

# Blanks that trimming takes off both ends: space, tab, line ends, no-break space, zero-width mark.
BLANKS = " \t\r\n\x0b\x0c\u00a0\ufeff"
# A cell that a spreadsheet program would run as a formula when a CSV is opened.
FORMULA_CELL = (
    "coalesce(starts_with({cell}, '=') OR starts_with({cell}, '@') OR "
    "((starts_with({cell}, '+') OR starts_with({cell}, '-')) "
    "AND regexp_matches({cell}, '^[-+][A-Za-z].*[(|!]', 's')), false)"
)


def trim(cell: str) -> str:
    """Write the expression of a trimmed cell, missing where nothing is left."""
    return f"nullif(trim({cell}, {literal(BLANKS)}), '')"


def is_untidy(cell: str) -> str:
    """Write the condition that trimming may change a cell; ten times cheaper than to trim it.

    True also for cells that begin or end with a letter beyond ASCII.
    """
    ends = (cell, f"reverse({cell})")
    return " OR ".join(f"{end} NOT BETWEEN '!' AND '~'" for end in ends)


def strip_apostrophe(cell: str) -> str:
    """Write the expression of a cell without the leading apostrophe that marks text."""
    rest = trim(f"({cell})[2:]")
    return f"CASE WHEN starts_with({cell}, '''') THEN {rest} ELSE {cell} END"


def path_literal(path: Path) -> str:
    """Quote a file for DuckDB so that marks in its name are not taken as a pattern."""
    text = str(path.resolve())
    return literal("".join(f"[{mark}]" if mark in "[*?" else mark for mark in text))


def column_letters(number: int) -> str:
    """Name a column as a spreadsheet does: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
