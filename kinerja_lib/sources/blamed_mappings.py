"""Name the mapping and the header behind a column in which nearly every row is set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kinerja_lib.config.wording import quote
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.staged import StagedSheet, StagedTable

_NEARLY_ALL = 0.9  # share of the rows of a sheet
_FEWEST = 3  # rows; fewer tell nothing
_PLACE = ("file", "sheet")


def blame_mappings(
    rows: Sequence[dict[str, object]], table: StagedTable
) -> Iterator[dict[str, object]]:
    """Give the findings; where nearly all rows hold another kind, name what sent them there.

    Correcting every row in the source would be the wrong advice for a header that a mapping leads
    to the wrong column.
    """
    counts = Counter(_key(row) for row in rows if row["row"] is not None and _is_other_kind(row))
    sheets = {_place(sheet): sheet for sheet in table.sheets}
    for row in rows:
        sheet = sheets.get(tuple(str(row[name]) for name in _PLACE))
        header = _mapped_header(sheet, str(row["column"])) if sheet else ""
        if not (sheet and header) or counts[_key(row)] < max(
            _FEWEST, _NEARLY_ALL * sheet.assignment.sheet.rows
        ):
            yield row
            continue
        words = _(
            "Hampir semua baris demikian: pemetaan {mapping} di params/mappings mengisi {column} "
            "dari judul {header}. Bila judul itu berisi hal lain, perbaiki pemetaannya, bukan "
            "datanya."
        )
        told = words.format(
            mapping=sheet.assignment.mapping, column=row["column"], header=quote(header)
        )
        yield row | {"what_to_do": f"{told} {row['what_to_do']}"}


def _is_other_kind(row: dict[str, object]) -> bool:
    """Say whether a finding tells that a cell is not of the kind of its column."""
    fault = str(row["fault"])
    return fault.startswith("bukan_") or fault in ("nip_panjang", "di_luar_rentang")


def _key(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in (*_PLACE, "column", "fault"))


def _place(sheet: StagedSheet) -> tuple[str, ...]:
    raw = sheet.assignment.sheet
    return clean_text(raw.file, 200), clean_text(raw.sheet, 100)


def _mapped_header(sheet: StagedSheet, column: str) -> str:
    """Return the header that a mapping leads to a column; empty where no single one does."""
    raw = sheet.assignment
    found = re.search(r"\bc([0-9]+)\b", raw.columns.get(column, ""))
    place = int(found[1]) - 1 if found else len(raw.sheet.headers)
    return raw.sheet.headers[place] if raw.mapping and place < len(raw.sheet.headers) else ""
