"""Say of each row set aside or flagged which cell breaks which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from kinerja_lib.i18n import clean_text
from kinerja_lib.sources.judge import OWN
from kinerja_lib.sources.rivals import CONTRADICTION, describe_rivals
from kinerja_lib.sources.row_cells import find_unit_faults, first_value, read_written, written_as
from kinerja_lib.sources.row_faults import find_formula, is_foot_text
from kinerja_lib.sources.sheet_cells import column_types, text_of
from kinerja_lib.sources.staged import SHEET_BITS, StagedSheet, StagedTable
from kinerja_lib.tables.compile import MISSING
from kinerja_lib.tables.contract import RowRule
from kinerja_lib.tables.faults import FAULTS, find_fault
from kinerja_lib.tables.quoting import identifier

BATCH = 20_000  # rows
VALUE_LENGTH = 200  # characters of a value in a finding
_CELL = re.compile(r"c[0-9]+")  # a cell as the sheet has it
_IN_SQL = re.compile(r"\bc[0-9]+\b")


@dataclass(frozen=True)
class RowFinding:
    """One fault of one row: sheet number and row, column, value as written, code of the fault."""

    sheet: int
    row: int
    column: str
    value: str
    fault: str


class _Feet:
    """Tell which faulty rows stand below the foot of their table: signatures, places, notes.

    They come after a foot line, and no accepted row follows.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: StagedTable) -> None:
        self._connection, self._table = connection, table
        self._first: dict[int, int] = {}
        self._records: dict[int, int] | None = None

    def covers(self, sheet: StagedSheet, row: int, *, foot: bool) -> bool:
        """Take note of a foot line; say whether the row is one or stands below the last one."""
        if foot:
            self._first.setdefault(sheet.number, row)
            return True
        if self._first.get(sheet.number, row) >= row:
            return False
        return row > self._last_records().get(sheet.number, 0)

    def _last_records(self) -> dict[int, int]:
        if self._records is None:
            found = self._connection.execute(
                f"SELECT _sheet, max(_row) FROM {self._table.accepted} GROUP BY 1"
            ).fetchall()
            self._records = dict(found)
        return self._records


def explain_rows(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, limit: int
) -> Iterator[RowFinding]:
    """Give the findings of at most `limit` rows set aside and `limit` rows flagged, in order.

    Sheets without a required column are left out: every row of them is set aside for that.
    """
    whole = ", ".join(str(s.number) for s in table.sheets if s.assignment.absent) or "-1"
    long = {s.number for s in table.sheets if s.assignment.relation != s.assignment.sheet.relation}
    told: set[RowFinding] = set()  # of rows that became several: one cell is told once
    feet = _Feet(connection, table)
    for kind in ("out", "mark"):
        relation = f"{kind}_{table.contract.name}"
        about = "about" if kind == "out" else "NULL AS about"
        ids = connection.execute(
            f"SELECT _id, reason, {about} FROM {relation} WHERE (_id >> {SHEET_BITS}) "
            f"NOT IN ({whole}) ORDER BY ALL LIMIT {limit}"
        ).fetchall()
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            for found in _explain_batch(connection, table, batch, feet if kind == "out" else None):
                if found not in told:
                    yield found
                if found.sheet in long:
                    told.add(found)


def _explain_batch(
    connection: duckdb.DuckDBPyConnection,
    table: StagedTable,
    ids: Sequence[tuple[int, str, str | None]],
    feet: _Feet | None,
) -> Iterator[RowFinding]:
    raw = _raw_cells(connection, table, [row[0] for row in ids])
    broken = _broken_rules(connection, table, [i for i, reason, _ in ids if reason == OWN])
    rivals = [about for _id, reason, about in ids if reason == CONTRADICTION and about]
    told = describe_rivals(connection, table, rivals) if rivals else {}
    sheets = {sheet.number: sheet for sheet in table.sheets}
    for row_id, reason, about in ids:
        sheet = sheets[row_id >> SHEET_BITS]
        cells = raw[row_id]
        row = int(cells["_row"] or 0)
        if reason == OWN:
            rules = broken.get(row_id, [])
            found = _own_findings(table, sheet, cells, rules, quarantined=feet is not None)
            if feet is not None and feet.covers(sheet, row, foot=found[0][2] == "baris_kaki"):
                found = [("", _first_filled(cells), "baris_kaki")]
        else:
            column = _column_of(table, reason, about)
            value = told.get(about or "") or first_value(table, sheet, cells, column)
            found = [(column, value, reason)]
        for column, value, fault in found:
            yield RowFinding(sheet.number, row, column, clean_text(value, VALUE_LENGTH), fault)


def _column_of(table: StagedTable, reason: str, about: str | None) -> str:
    if reason == "rujukan_tidak_ada":
        return str(about)
    if reason in FAULTS:
        return ", ".join(table.contract.key)
    rule = next(r for r in table.contract.set_rules if r.code == reason)
    return rule.columns[0]


def _raw_cells(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, ids: list[int]
) -> dict[int, dict[str, str | None]]:
    """Fetch the rows as the files have them, by id: `_row`, c1..cn, and each mapped column."""
    found: dict[int, dict[str, str | None]] = {}
    for sheet in table.sheets:
        lines = [i & ((1 << SHEET_BITS) - 1) for i in ids if i >> SHEET_BITS == sheet.number]
        if not lines:
            continue
        types = column_types(connection, sheet.assignment.relation)
        mapped = "".join(
            f", CAST({text_of(expression, types.get(expression, ''))} AS VARCHAR) "
            f"AS {identifier('x_' + column)}"
            for column, expression in sheet.assignment.columns.items()
        )
        # As text in the engine: some types have no counterpart outside it.
        own = ", ".join(
            f"CAST(c{n} AS VARCHAR) AS c{n}"
            for n in range(1, len(sheet.assignment.sheet.headers) + 1)
        )
        result = connection.execute(
            f"SELECT * REPLACE ({own}){mapped} FROM {sheet.relation} "
            "WHERE _line IN (SELECT unnest(?::BIGINT[]))",
            [lines],
        )
        names = [item[0] for item in result.description or ()]
        for values in result.fetchall():
            cells = {n: None if v is None else str(v) for n, v in zip(names, values, strict=True)}
            found[(sheet.number << SHEET_BITS) + int(cells["_line"] or 0)] = cells
    return found


def _broken_rules(
    connection: duckdb.DuckDBPyConnection, table: StagedTable, ids: list[int]
) -> dict[int, list[RowRule]]:
    rules = table.contract.rules
    if not rules or not ids:
        return {}
    broken = ", ".join(f"coalesce(({rule.broken_when}), false)" for rule in rules)
    rows = connection.execute(
        f"SELECT _id, {broken} FROM {table.view} WHERE _id IN (SELECT unnest(?::BIGINT[]))", [ids]
    ).fetchall()
    return {row[0]: [r for r, hit in zip(rules, row[1:], strict=True) if hit] for row in rows}


def _own_findings(
    table: StagedTable,
    sheet: StagedSheet,
    cells: dict[str, str | None],
    broken: list[RowRule],
    *,
    quarantined: bool,
) -> list[tuple[str, str, str]]:
    """List column, value and code of what is wrong inside one row."""
    if quarantined and _is_foot(table, sheet, cells):
        return [("", _first_filled(cells), "baris_kaki")]
    if cells.get("_surplus") is not None:
        return [("", str(cells["_surplus"]), "kolom_lebih")]
    formula = _formula_cell(table, sheet, cells)
    if formula is not None:
        return [(*formula, "rumus")]
    found = list(
        dict.fromkeys(
            (written_as(table, sheet, column), value, code)
            for column in table.columns
            for value, code in _cell_faults(table, sheet, cells, column)
        )
    )
    found += [
        (rule.columns[0], first_value(table, sheet, cells, rule.columns[0]), rule.code)
        for rule in broken
    ]
    found += [] if quarantined else find_unit_faults(table, sheet, cells)
    severity = "quarantine" if quarantined else "flag"
    kept = [f for f in found if find_fault(table.contract, f[2]).severity == severity]
    return kept or found


def _is_foot(table: StagedTable, sheet: StagedSheet, cells: dict[str, str | None]) -> bool:
    raw = sheet.assignment
    empty = [
        cells.get("x_" + field.name) in (None, *MISSING)
        for field in table.contract.fields
        # A text that is the same for all rows tells nothing of this one.
        if field.required and _IN_SQL.search(raw.columns.get(field.name, ""))
    ]
    filled = sum(v is not None for k, v in cells.items() if _CELL.fullmatch(k))
    if raw.sheet.typed:
        return False
    headers = [(cells.get(f"c{n}"), h) for n, h in enumerate(raw.sheet.headers, start=1) if h][:2]
    if len(headers) == 2 and all(cell == header for cell, header in headers):
        return True  # the headers again, as at the top of a printed page
    # Place, date and name below the table: a cell or two, and nothing that a record needs.
    if empty and all(empty) and filled <= 2 and len(raw.sheet.headers) >= 4:
        return True
    incomplete = any(empty) or filled < 2
    return is_foot_text(_first_filled(cells), incomplete=incomplete)


def _first_filled(cells: dict[str, str | None]) -> str:
    columns = (v for k, v in cells.items() if _CELL.fullmatch(k))
    return next((v for v in columns if v), "")


def _formula_cell(
    table: StagedTable, sheet: StagedSheet, cells: dict[str, str | None]
) -> tuple[str, str] | None:
    """Name column and value of the first formula that is read; None where there is none."""
    letters = cells.get("_formula")
    if letters is None:
        return None
    place = find_formula(sheet.assignment, letters)
    named = next((c for c, source in sheet.assignment.columns.items() if source == place), "")
    if place or not sheet.assignment.sheet.letters:
        return named, cells.get(place) or letters
    return None


def _cell_faults(
    table: StagedTable, sheet: StagedSheet, cells: dict[str, str | None], column: str
) -> Iterator[tuple[str, str]]:
    field = table.contract.field(column)
    written = written_as(table, sheet, column)
    text = cells.get("x_" + written)
    if text is None or text == "" or text in MISSING:
        if field.required and (written in sheet.assignment.columns or not field.may_be_absent):
            yield text or "", "kosong_wajib"
        return
    answer = read_written(table, sheet, column, text)
    code = answer.fault or answer.flag
    if code:
        yield text, code
