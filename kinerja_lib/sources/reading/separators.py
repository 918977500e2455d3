"""Which mark separates the cells of a text file."""

from __future__ import annotations

from collections import Counter

from kinerja_lib.i18n import _
from kinerja_lib.sources.reading.records import Records
from kinerja_lib.tables.names import squash

SEPARATORS = (";", ",", "\t", "|")


def name_separator(separator: str) -> str:
    """Name a separator in words."""
    names = {
        ";": _("titik koma"), ",": _("koma"), "\t": _("tab"), "|": _("garis tegak")
    }  # fmt: skip
    return names[separator]


def choose_separator(lines: list[str], known: frozenset[str]) -> tuple[str, int]:
    """Choose the separator that gives most known headers, then the most even rows.

    Parameters
    ----------
    lines : list of str
        First lines of the file, with their ends.
    known : frozenset of str
        Squashed header names.

    Returns
    -------
    tuple of str and int
        The separator, and how many cells a usual row has with it.

    Notes
    -----
    A first line `sep=;`, as spreadsheets write it, decides. Counting marks alone is not enough:
    with decimal commas there are often more commas than semicolons, but not in every row.
    """
    declared = lines[0].strip().lower() if lines else ""
    if len(declared) == 5 and declared.startswith("sep=") and declared[4] in SEPARATORS:
        return declared[4], _judge(lines[1:], declared[4], known)[3]
    judged = {mark: _judge(lines, mark, known) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: judged[mark][:3])
    return best, judged[best][3]


def _judge(lines: list[str], separator: str, known: frozenset[str]) -> tuple[int, float, int, int]:
    """Return known headers, evenness (0 to 1; 0 for one cell a row), width, width again."""
    rows = [row for row in Records(iter(lines), separator) if any(cell.strip() for cell in row)]
    if not rows:
        return 0, 0.0, 0, 1
    found = max(sum(squash(cell) in known for cell in row) for row in rows)
    width, count = max(Counter(map(len, rows)).items(), key=lambda item: (item[1], item[0]))
    return found, count / len(rows) if width > 1 else 0.0, width, width
