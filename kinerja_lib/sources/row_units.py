"""Find rows whose target, achievement and unit column speak of different units.

Only the number of `5 hari` is kept, so hours beside days would be compared as if they were days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kinerja_lib.sources.sheet_cells import SheetCell
from kinerja_lib.tables.contract import TableContract
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.numbers import find_unit

MEASURES = ("target_bawah", "target_atas", "rencana", "realisasi")
UNIT_COLUMN = "satuan"
PERCENT = "persen"
_SHORTEST = 3  # letters from which a unit may be part of another: `dok` of `dokumen`
_SAME = {
    "prosen": PERCENT,
    "percent": PERCENT,
    "hr": "hari",
    "hk": "hari kerja",
    "org": "orang",
    "mnt": "menit",
    "bln": "bulan",
    "thn": "tahun",
    "th": "tahun",
    "rupiah": "rp",
}
_BRACKETS = re.compile(r"\([^)]*\)?")
_LAST_UNIT = re.compile(r"[0-9]\s*([^0-9.,;\s<>=≤≥–-][^0-9]*)$")  # as sheet_cells fills `satuan`


def plain_unit(unit: str) -> str:
    """Write a unit in one way: `%` and `prosen` as persen, no brackets, marks or spaces."""
    text = _BRACKETS.sub("", unit)
    mark = PERCENT if text.strip().startswith("%") else squash(text)
    return squash(_SAME.get(mark, mark))


def unit_of(text: str) -> str:
    """Return the plain unit behind the number or band of a cell; "" for none."""
    return plain_unit(find_unit(text))


def differ(one: str, other: str) -> bool:
    """Tell whether two plain units are different ones; an unwritten unit differs from none."""
    if not one or not other or one == other:
        return False
    short, long = sorted((one, other), key=len)
    return len(short) < _SHORTEST or short not in long


def differ_sql(one: str, other: str) -> str:
    """Write `differ` of two expressions that are not null."""
    part = " OR ".join(
        f"(length({short}) >= {_SHORTEST} AND contains({long}, {short}))"
        for short, long in ((one, other), (other, one))
    )
    return f"({one} <> '' AND {other} <> '' AND {one} <> {other} AND NOT ({part}))"


def mixed_units(
    cells: Mapping[str, SheetCell], units: Mapping[str, str], values: Mapping[str, str]
) -> str:
    """Write the condition that the units of a row differ, "" where there is nothing to compare.

    Parameters
    ----------
    cells : mapping
        The columns of the sheet.
    units, values : mapping
        Column -> SQL of its plain unit, and of its number. A column without units is left out.
    """
    parts = [differ_sql(one, other) for one, other in combinations(units.values(), 2)]
    for percent in (column for column in units if column in values):
        for other in (c for c in values if c != percent and c in cells):
            if {percent, other} != {"target_bawah", "target_atas"}:
                bare = f"{units[other]} = '' AND " if other in units else ""
                parts.append(
                    f"({units[percent]} = '{PERCENT}' AND {bare}{values[percent]} > 1 "
                    f"AND {values[other]} > 0 AND {values[other]} < 1)"
                )
    return f"coalesce({' OR '.join(parts)}, false)" if parts else ""


def measures_of(cells: Mapping[str, SheetCell]) -> list[str]:
    """Name the columns of a sheet that are compared; none where there is no achievement."""
    found = [column for column in MEASURES if column in cells and not cells[column].field.unit]
    return found if UNIT_COLUMN in cells or len(found) > 1 else []


def find_mixed_units(
    contract: TableContract, texts: Mapping[str, str], values: Mapping[str, float]
) -> Iterator[tuple[str, str]]:
    """Give column and texts of the first two cells of a row whose units differ, as SQL finds them.

    Parameters
    ----------
    texts : mapping
        Column, or band, -> cell as written; empty cells are left out.
    values : mapping
        Column -> its number.
    """
    band = next((b for b in contract.splits if b in texts), "")
    written = {c: band if c in contract.splits.get(band, ()) else c for c in values}
    units = {written[c]: unit_of(texts[written[c]]) for c in values}
    own = texts.get(UNIT_COLUMN) or _unit_of_band(texts.get(band, ""))
    named = {**units, UNIT_COLUMN: plain_unit(own)} if own else units
    for one, other in combinations(named, 2):
        if differ(named[one], named[other]):
            yield other, _join(texts, (one, other))
            return
    for one, other in ((a, b) for a in values for b in values if written[a] != written[b]):
        fraction = 0 < values[other] < 1 < values[one] and not units[written[other]]
        if fraction and units[written[one]] == PERCENT:
            yield written[other], _join(texts, (written[one], written[other]))
            return


def _unit_of_band(text: str) -> str:
    found = _LAST_UNIT.search(text)
    return found[1].strip() if found else ""


def _join(texts: Mapping[str, str], columns: Sequence[str]) -> str:
    return ", ".join(text for column in columns if (text := texts.get(column)))
