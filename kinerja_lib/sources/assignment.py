"""How one sheet fills one table, as SQL over its columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kinerja_lib.i18n import _
from kinerja_lib.sources.column_sql import (
    as_text,
    make_code,
    make_content_code,
    make_period,
    squash_sql,
    translate,
    unpivot_sql,
)
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.sheet_problems import (
    SheetProblem,
    list_doubled,
    list_nameless,
    list_wordless,
)
from kinerja_lib.sources.table_plan import Plan
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.quoting import identifier, literal
from kinerja_lib.tables.registry import CONTRACTS

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Assignment:
    """How one sheet fills one table.

    Parameters
    ----------
    sheet : RawSheet
    table : str
        Contract name.
    mapping : str
        Name of the mapping used; empty: contract names alone.
    columns : mapping
        Contract column, or column that the contract splits in two -> SQL over `relation`.
    lookups : mapping
        Contract column -> (`table.column` of another table, own column it is found by), to be
        filled once that table is loaded; never a column that `columns` has.
    ignored, unknown : tuple of str
        Headers known and not used; headers that nobody knows.
    absent : tuple of str
        Required columns that nothing fills.
    relation : str
        Table or view to read: _row and c1..cn as in the sheet. Where a mapping makes a row per
        wide column it is a view in which several rows share one _row.
    notes : tuple of str
        How columns were filled other than from a header, for the reader.
    """

    sheet: RawSheet
    table: str
    mapping: str
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    relation: str
    absent: tuple[str, ...] = ()
    lookups: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def build_assignment(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, plan: Plan
) -> tuple[Assignment, list[SheetProblem]]:
    """Turn a plan into expressions; a view is made where columns become rows.

    A column of words that holds only number codes is not read: their meaning is not documented.
    """
    wordless = _wordless(connection, sheet, plan)
    relation, columns = _read_wide(connection, sheet, plan)
    columns |= _expressions(sheet, plan, wordless)
    filled = {*columns, *plan.lookups}
    filled |= {limit for c, pair in plan.contract.splits.items() if c in columns for limit in pair}
    read = {_first(plan, c, wordless) for c in plan.places} | plan.used - {
        place for places in plan.places.values() for place in places
    }
    spare = (plan.used | plan.passed) - read
    unread = {c: places for c, places in wordless.items() if _first(plan, c, wordless) is None}
    return (
        Assignment(
            sheet=sheet,
            table=plan.contract.name,
            mapping=plan.mapping.name if plan.mapping else "",
            columns=columns,
            ignored=tuple(sheet.headers[place] for place in sorted(spare)),
            unknown=_unknown(sheet, read | spare),
            relation=relation,
            absent=_absent(plan, filled),
            lookups=dict(plan.lookups),
            notes=_notes(plan),
        ),
        [
            *list_doubled(sheet, plan),
            *list_wordless(sheet, plan, unread),
            *list_nameless(sheet, plan, filled),
        ],
    )


def _unknown(sheet: RawSheet, told: Collection[int | None]) -> tuple[str, ...]:
    """Name the headers that are neither read nor known."""
    return tuple(h for place, h in enumerate(sheet.headers) if squash(h) and place not in told)


def drop_lost_lookups(assignments: Sequence[Assignment]) -> list[Assignment]:
    """Leave out what would be looked up in a table that the source does not have, with a note.

    A required column that is then filled by nothing counts as absent.
    """
    present = {assignment.table for assignment in assignments}
    return [_drop_lost(assignment, present) for assignment in assignments]


def _drop_lost(assignment: Assignment, present: set[str]) -> Assignment:
    lost = {c: o for c, (o, _key) in assignment.lookups.items() if o.split(".")[0] not in present}
    if not lost:
        return assignment
    note = _("{column} tidak terisi: tabel {table} tidak ada di sumber")
    dropped = {column: assignment.lookups[column] for column in lost}
    told = [n for n in assignment.notes if n not in _lookup_notes(dropped)]
    told += [note.format(column=c, table=origin.split(".")[0]) for c, origin in lost.items()]
    required = CONTRACTS[assignment.table].required
    return replace(
        assignment,
        lookups={c: way for c, way in assignment.lookups.items() if c not in lost},
        absent=(*assignment.absent, *(c for c in required if c in lost)),
        notes=tuple(told),
    )


def _absent(plan: Plan, filled: set[str]) -> tuple[str, ...]:
    """Name the required columns that nothing fills; of a group that needs one, the first."""
    absent = [name for name in plan.contract.required if name not in filled]
    group = plan.contract.any_of
    if group and not filled.intersection(group):
        absent.append(group[0])
    return tuple(absent)


def _first(plan: Plan, column: str, wordless: Mapping[str, frozenset[int]]) -> int | None:
    """Return the place of the header to read, None where each holds codes only."""
    skipped = wordless.get(column, frozenset())
    return next((place for place in plan.places[column] if place not in skipped), None)


def _wordless(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, plan: Plan
) -> dict[str, frozenset[int]]:
    """Return the places that hold nothing but number codes without a stated meaning."""
    found: dict[str, frozenset[int]] = {}
    for column in plan.mapping.words if plan.mapping else ():
        labels = plan.mapping.values.get(column, {})
        listed = ", ".join(literal(squash(label)) for label in labels) or "NULL"
        for place in plan.places.get(column, ()):
            cell = f"c{place + 1}"
            digits = f"regexp_full_match({as_text(cell)}, '[0-9]+([.,]0+)?')"
            known = f"coalesce({squash_sql(cell)} IN ({listed}), false)"
            ((codes, words),) = connection.execute(
                f"SELECT count(*) FILTER ({digits} AND NOT {known}), "
                f"count(*) FILTER (NOT {digits} OR {known}) "
                f"FROM {identifier(sheet.relation)} WHERE {cell} IS NOT NULL"
            ).fetchall()
            if codes and not words:
                found[column] = found.get(column, frozenset()) | {place}
    return found


def _without_codes(expression: str, labels: Mapping[str, str]) -> str:
    """Leave number codes without a stated meaning empty; words and known codes stay."""
    listed = ", ".join(literal(squash(label)) for label in labels) or "NULL"
    code = f"regexp_full_match({as_text(expression)}, '[0-9]+([.,]0+)?')"
    known = f"coalesce({squash_sql(expression)} IN ({listed}), false)"
    return f"CASE WHEN {code} AND NOT {known} THEN NULL ELSE CAST({expression} AS VARCHAR) END"


def _expressions(
    sheet: RawSheet, plan: Plan, wordless: Mapping[str, frozenset[int]]
) -> dict[str, str]:
    mapping = plan.mapping
    columns: dict[str, str] = {}
    for column in plan.places:
        place = _first(plan, column, wordless)
        if place is None:
            continue
        columns[column] = f"c{place + 1}"
        labels = mapping.values.get(column, {}) if mapping else {}
        if mapping and column in mapping.words:
            columns[column] = f"({_without_codes(columns[column], labels)})"
        if labels:
            columns[column] = translate(columns[column], labels)
        if mapping and column in mapping.qualify:
            columns[column] = make_code(sheet.file, sheet.sheet, columns[column])
    for column, parts in plan.periods.items():
        columns[column] = make_period(*(f"c{place + 1}" for place in parts))
    columns |= {column: literal(text) for column, text in plan.texts.items()}
    code = make_content_code(len(sheet.headers))
    return columns | {column: code for column in plan.coded}


def _read_wide(
    connection: duckdb.DuckDBPyConnection, sheet: RawSheet, plan: Plan
) -> tuple[str, dict[str, str]]:
    """Make the view with a row per wide column, and return its name and its two new columns."""
    if not plan.wide or not plan.mapping or not plan.mapping.unpivot:
        return sheet.relation, {}
    width = len(sheet.headers)
    view = f"{sheet.relation}_panjang"
    wide = [(text, f"c{place + 1}") for text, place in plan.wide]
    select = unpivot_sql(sheet.relation, wide, width)
    connection.execute(f"CREATE OR REPLACE VIEW {identifier(view)} AS {select}")
    long = plan.mapping.unpivot
    return view, {long.label: f"c{width + 1}", long.value: f"c{width + 2}"}


def _notes(plan: Plan) -> tuple[str, ...]:
    notes = []
    for column, text in plan.texts.items():
        notes.append(_("{column} diisi {text} untuk semua baris").format(column=column, text=text))
    notes += _lookup_notes(plan.lookups)
    notes += [_("{column} dibuat dari nomor baris").format(column=c) for c in plan.coded]
    if plan.wide:
        note = _("{count} kolom dibaca sebagai baris; sel kosong dilewati")
        notes.append(note.format(count=len(plan.wide)))
    return tuple(notes)


def _lookup_notes(lookups: Mapping[str, tuple[str, str]]) -> list[str]:
    note = _("{column} diambil dari {origin} menurut {key}")
    return [note.format(column=c, origin=o, key=key) for c, (o, key) in lookups.items()]
