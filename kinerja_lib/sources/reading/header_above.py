"""Rows above the header that are no title: records, or the header of another table."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_lib.sources.reading.header_cells import (
    Row,
    count_filled,
    is_explanation,
    is_numbering,
    is_text,
    is_textual,
)

_FEWEST = 3  # filled cells; a line of a title block has one or two


def find_records_above(rows: Sequence[Row], index: int, width: int) -> tuple[int, ...]:
    """Find the rows above the header that look like records or like an earlier header.

    A row counts that is as wide as the table, and so does each row of a block of its own that
    begins with different headings and goes on below them. Lines with a label such as `Bulan :`
    are titles, and so is a row of fewer headings right above the header, which belongs to it.

    Parameters
    ----------
    rows : sequence of rows
        First rows of the sheet, "" where empty.
    index : int
        Row of the header, counted from 0.
    width : int
        Headers of the table.

    Returns
    -------
    tuple of int
        Indices below `index`, ascending.
    """
    wide = {n for n in range(index) if _is_wide(rows[n], width)}
    found = wide | _find_blocks(rows[:index])
    upper = index - 1
    if upper in found and count_filled(rows[upper]) < width and is_textual(rows[upper]):
        found -= {upper} - {n + 1 for n in found}
    return tuple(sorted(found))


def _is_wide(row: Row, width: int) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < max(width, 2) or _is_title(row):
        return False
    return len(filled) >= _FEWEST or not is_text(filled[0])


def _find_blocks(rows: Sequence[Row]) -> set[int]:
    """Find headings of three columns or more with rows right below that fill these columns."""
    found: set[int] = set()
    for start, row in enumerate(rows):
        places = _filled_places(row)
        texts = {row[place].strip() for place in places}
        heads = len(texts) == len(places) >= _FEWEST and is_textual(row)
        if start in found or not heads or _is_title(row):
            continue
        end = start + 1
        while end < len(rows) and _goes_on(rows[end], places):
            end += 1
        if end > start + 1:
            found |= set(range(start, end))
    return found


def _goes_on(row: Row, places: set[int]) -> bool:
    filled = _filled_places(row)
    return filled <= places and len(filled) * 2 > len(places) and not _is_title(row)


def _filled_places(row: Row) -> set[int]:
    return {place for place, cell in enumerate(row) if cell.strip()}


def _is_title(row: Row) -> bool:
    """Say whether a row has a label, numbers the columns, or explains them."""
    cells = [cell.strip() for cell in row if cell.strip()]
    labelled = any(cell.startswith(":") or cell.endswith(":") for cell in cells)
    return labelled or is_numbering(row, (), len(cells)) or is_explanation(row, len(cells))
