"""What the public files show of each table, beside the true numbers that the office keeps."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kinerja_lib.privacy.primary_rules import MINIMUM, WITHHELD
from kinerja_lib.privacy.quotes import make_quotes
from kinerja_lib.privacy.sheets import Sheet
from kinerja_lib.reporting.attack.publications import Publication
from kinerja_lib.reporting.compare.snapshot import Snapshot, TableCopy, is_number

_EXACT = 1e-9


@dataclass(frozen=True)
class Mismatch:
    """A published cell that is not what the ledger says of it; column "" for the whole table."""

    run: str
    table: str
    row: tuple[str, ...]
    column: str


def read_shown(publication: Publication) -> tuple[list[Sheet], list[Mismatch]]:
    """Give the sheets of a publication with a ledger as the CSV files show them.

    A cell is hidden where its file says so, whatever the ledger says. A table of the ledger that
    cannot be matched with its file is left as the ledger has it, and named. Of a run that was
    pruned only the ledger is left.
    """
    assert publication.ledger is not None
    sheets, wrong = [], []
    if publication.snapshot is None:
        return list(publication.ledger.sheets), []
    for sheet in publication.ledger.sheets:
        name = sheet.table
        copy = publication.snapshot.tables.get(name)
        if copy is None or not _same_rows(sheet, copy):
            wrong.append(Mismatch(publication.run, name, (), ""))
            sheets.append(sheet)
            continue
        own = list(_compare(publication.run, sheet, copy))
        wrong += own
        sheets.append(_as_shown(sheet, copy))
    return sheets, wrong


def _same_rows(sheet: Sheet, copy: TableCopy) -> bool:
    names = [column["name"] for column in copy.columns]
    if not set(sheet.keys) <= set(names) or not set(sheet.columns) <= set(names):
        return False
    places = [names.index(key) for key in sheet.keys]
    return [tuple(row[i] for i in places) for row in copy.rows] == [
        tuple(text.replace("\r\n", "\n").replace("\r", "\n") for text in row) for row in sheet.rows
    ]


def _cells(sheet: Sheet, copy: TableCopy) -> Iterator[tuple[str, int, str]]:
    names = [column["name"] for column in copy.columns]
    for name in sheet.columns:
        place = names.index(name)
        for row, cells in enumerate(copy.rows):
            yield name, row, cells[place]


def _compare(run: str, sheet: Sheet, copy: TableCopy) -> Iterator[Mismatch]:
    for name, row, text in _cells(sheet, copy):
        column = sheet.columns[name]
        if not _agrees(text, column.values[row], hidden=column.hidden[row]):
            yield Mismatch(run, sheet.table, sheet.rows[row], name)


def _agrees(text: str, value: float | None, *, hidden: bool) -> bool:
    if text == WITHHELD or hidden:
        return text == WITHHELD and hidden
    if text == "" or value is None:
        return text == "" and value is None
    try:
        return math.isclose(float(text), value, rel_tol=_EXACT, abs_tol=_EXACT)
    except ValueError:
        return False


def _as_shown(sheet: Sheet, copy: TableCopy) -> Sheet:
    hidden: dict[str, list[bool]] = {name: [] for name in sheet.columns}
    for name, _row, text in _cells(sheet, copy):
        hidden[name].append(text == WITHHELD)
    columns = {
        name: replace(column, hidden=tuple(hidden[name])) for name, column in sheet.columns.items()
    }
    return replace(sheet, columns=columns)


def quote_snapshot(report: str, snapshot: Snapshot) -> tuple[Sheet, ...]:
    """Give the numbers in the sentences of a published edition as a sheet."""
    quotes = []
    for one in snapshot.sentences.values():
        numbers = [float(cells[0]) for cells in one.numbers.values() if is_number(cells[0])]
        n = float(one.n) if is_number(one.n) else None
        quotes.append((n, numbers))
    return make_quotes(report, quotes, MINIMUM["public"]["kinerja"])
