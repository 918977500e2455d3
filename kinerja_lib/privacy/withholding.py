"""Primary withholding: rows and sentences about groups that are too small to show.

Works on the JSON of publish objects, so it knows nothing of pages. The smallest group sizes are
the kit's choice, not law; they may be raised by parameters and never lowered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja_lib.errors import DisclosureError
from kinerja_lib.i18n import _
from kinerja_lib.privacy.primary_rules import (
    DOMINATED,
    EXTREME,
    FOLLOWS,
    MINIMUM,
    NEVER,
    ONE_CLASS,
    SMALL,
    WITHHELD,
    is_dominated,
    people_for_quantile,
)
from kinerja_lib.privacy.sentences import withhold_finding
from kinerja_lib.privacy.shares import find_shares, gives_count

_FIGURES, _WORDS = ("value", "count", "n"), ("verdict", "text", "code")
_HIDDEN_ROLES = ("value", "count", "n", "verdict", "text", "code")
Allowed = Sequence[tuple[tuple[str, ...], str]]  # texts of the key cells of a row, and a column


@dataclass(frozen=True)
class _Layout:
    """Where what stands in a table: places of columns by role, and the smallest group."""

    roles: list[str]
    sizes: list[int]
    counts: list[int]
    shares: list[int]
    quantiles: dict[int, float]
    made_by: dict[int, int]
    minimum: int


def withhold_table(table: Mapping[str, Any], edition: str, allowed: Allowed = ()) -> dict[str, Any]:
    """Hide what an edition may not show of a table's JSON.

    Parameters
    ----------
    table : mapping
        JSON of a `Table`. A row's size is its `n` column; without one, the sum of its counts.
    edition : str
        `internal` or `public`.
    allowed : sequence of (row, column)
        Cells with a number that a signed exception lets be shown, named by the texts of the row's
        key cells and the name of the column. Comments have none.

    Returns
    -------
    dict
        The same table; cells of a withheld row hold the text `WITHHELD`, its key stays. A count
        from 1 up to the limit is hidden by itself, and with it a share (`find_shares`) that gives
        it back and a value that its people alone make up (`made_by`). Where all people of a row
        are in one class (one count is n, or the only one above zero) its figures are hidden and n
        stays, and so are those of the other rows of its people where `classes` names the key that
        splits them. A quantile is hidden where too few people lie beyond it, a total where one
        contributor makes up most of it. A row without any figure stays: it says that there are no
        data; one with a count but a missing n is withheld.
        `person` columns, and in public `digest` columns, are gone. `withheld` counts the hidden
        cells, `reasons` has row, column and rule of each, `excepted` those that were let through.

    Raises
    ------
    DisclosureError
        The table is about persons but has neither an `n` nor a count, so nothing can be checked.
    """
    minimum = MINIMUM[edition][table["subject"]]
    kept = _drop_columns(table, edition)
    parts, quantiles = kept.pop("parts", {}), kept.pop("quantiles", {})
    if minimum == 0:
        return {**kept, "withheld": 0, "reasons": [], "excepted": []}
    layout = _lay_out(kept, minimum)
    why = [_judge_row(row, layout) for row in kept["rows"]]
    for place in _split_rows(kept, layout):
        _mark_all_but_n(why[place], layout, kept["rows"][place])
    _mark_dominated(kept, parts, why)
    excepted = _let_through(kept, why, () if minimum == NEVER else allowed)
    rows = [
        [WITHHELD if reason else value for value, reason in zip(row, reasons, strict=True)]
        for row, reasons in zip(kept["rows"], why, strict=True)
    ]
    names = [column["name"] for column in kept["columns"]]
    reasons = [
        [place, names[i], reason] for place, row in enumerate(why) for i, reason in enumerate(row)
        if reason
    ]  # fmt: skip
    return {
        **kept,
        "rows": rows,
        "helpers": _withhold_helpers(kept, why, layout, quantiles),
        "withheld": len(reasons),
        "minimum": minimum,
        "reasons": reasons,
        "excepted": excepted,
    }


def row_key(table: Mapping[str, Any], row: Sequence[Any]) -> tuple[str, ...]:
    """Name a row of a table's JSON by the texts of its key cells."""
    return tuple(
        "" if value is None else str(value)
        for value, column in zip(row, table["columns"], strict=True)
        if column["role"] in ("key", "year")
    )


def _drop_columns(table: Mapping[str, Any], edition: str) -> dict[str, Any]:
    dropped = ("person", "digest") if edition == "public" else ()
    inside = table.get("inside", ()) if edition == "public" else ()
    keep = [
        i
        for i, column in enumerate(table["columns"])
        if column["role"] not in dropped and column["name"] not in inside
    ]
    return {
        **{name: value for name, value in table.items() if name != "inside"},
        "helpers": {name: v for name, v in table.get("helpers", {}).items() if name not in inside},
        "columns": [table["columns"][i] for i in keep],
        "rows": [[row[i] for i in keep] for row in table["rows"]],
    }


def _lay_out(table: Mapping[str, Any], minimum: int) -> _Layout:
    columns = table["columns"]
    roles = [column["role"] for column in columns]
    sizes = [i for i, role in enumerate(roles) if role == "n"]
    counts = [i for i, role in enumerate(roles) if role == "count"]
    if not sizes and not counts:
        raise DisclosureError(
            _(
                "Tabel '{id}' tentang pegawai tetapi tidak menyatakan n atau jumlah pada tiap "
                "baris. Beri kolom berperan 'n'."
            ).format(id=table["id"])
        )
    units = [column.get("unit", "") for column in columns]
    cells = [[row[i] for row in table["rows"]] for i in range(len(columns))]
    shares = sorted(find_shares(roles, units, cells))
    quantiles = {i: c["quantile"] for i, c in enumerate(columns) if c.get("quantile") is not None}
    names = {column["name"]: i for i, column in enumerate(columns)}
    made_by = {i: names[c["made_by"]] for i, c in enumerate(columns) if c.get("made_by") in names}
    return _Layout(roles, sizes, counts, shares, quantiles, made_by, minimum)


def _judge_row(row: list[Any], layout: _Layout) -> list[str]:
    """Give for each cell the rule that hides it, "" for a cell that is shown."""
    cells = list(zip(row, layout.roles, strict=True))
    if all(value is None for value, role in cells if role in _FIGURES):
        return [SMALL if value is not None and role in _WORDS else "" for value, role in cells]
    known = [row[i] for i in layout.sizes] or [sum(row[i] or 0 for i in layout.counts)]
    if any(size is None or size < layout.minimum for size in known):
        return [SMALL if role in _HIDDEN_ROLES else "" for role in layout.roles]
    why = ["" for _value in row]
    if _in_one_class(row, layout):
        _mark_all_but_n(why, layout, row)
        return why
    for i in layout.counts:
        if row[i] is not None and 0 < row[i] < layout.minimum:
            why[i] = SMALL
    for i, quantile in layout.quantiles.items():
        if row[i] is not None and min(known) < people_for_quantile(quantile, layout.minimum):
            why[i] = why[i] or EXTREME
    _mark_shares(row, why, layout)
    for value, people in layout.made_by.items():
        if why[people] and row[value] is not None:
            why[value] = why[value] or FOLLOWS
    return why


def _in_one_class(row: list[Any], layout: _Layout) -> bool:
    filled = [i for i in layout.counts if row[i]]
    everyone = any(row[i] == row[size] for i in filled for size in layout.sizes)
    return everyone or (len(layout.counts) > 1 and len(filled) == 1)


def _mark_all_but_n(why: list[str], layout: _Layout, row: list[Any]) -> None:
    for i, role in enumerate(layout.roles):
        if role in _HIDDEN_ROLES and role != "n":
            why[i] = why[i] or ONE_CLASS


def _mark_shares(row: list[Any], why: list[str], layout: _Layout) -> None:
    """Hide a share from which a hidden count of the row follows, to the nearest person."""
    hidden = [row[i] for i in layout.counts if why[i] and row[i] is not None]
    wholes = [row[i] for i in layout.sizes if row[i] is not None]
    for i in layout.shares:
        if gives_count(row[i], wholes, hidden):
            why[i] = why[i] or FOLLOWS


def _mark_dominated(
    table: Mapping[str, Any], parts: Mapping[str, Any], why: list[list[str]]
) -> None:
    """Hide totals that come mostly from one contributor."""
    names = [column["name"] for column in table["columns"]]
    for name, (largest, second) in parts.items():
        place = names.index(name)
        for number, row in enumerate(table["rows"]):
            known = (row[place], largest[number], second[number] or 0.0)
            if None not in known and is_dominated(*known):
                why[number][place] = why[number][place] or DOMINATED


def _let_through(
    table: Mapping[str, Any], why: list[list[str]], allowed: Allowed
) -> list[list[Any]]:
    """Take the mark off the cells of signed exceptions; words and persons are never let through."""
    names = [column["name"] for column in table["columns"]]
    excepted = []
    for key, name in allowed:
        for number, row in enumerate(table["rows"]):
            place = names.index(name) if name in names else -1
            if place < 0 or row_key(table, row) != tuple(key) or not why[number][place]:
                continue
            if table["columns"][place]["role"] in _FIGURES and row[place] is not None:
                why[number][place] = ""
                excepted.append([list(key), name])
    return excepted


def _withhold_helpers(
    table: Mapping[str, Any], why: list[list[str]], layout: _Layout, quantiles: Mapping[str, float]
) -> dict[str, list[Any]]:
    """Hide the helpers of every row with a hidden cell, and quantiles of too few people."""
    sizes = [min((row[i] or 0 for i in layout.sizes), default=0) for row in table["rows"]]
    if not layout.sizes:
        sizes = [sum(row[i] or 0 for i in layout.counts) for row in table["rows"]]
    found = {}
    for name, values in table["helpers"].items():
        least = people_for_quantile(quantiles[name], layout.minimum) if name in quantiles else 0
        found[name] = [
            None if any(reasons) or size < least else value
            for value, reasons, size in zip(values, why, sizes, strict=True)
        ]
    return found


def _split_rows(table: Mapping[str, Any], layout: _Layout) -> Iterator[int]:
    """Give the rows of people who are all in one class, where each class has a row of its own."""
    if not table.get("classes"):
        return
    columns = table["columns"]
    keys = [i for i, c in enumerate(columns) if c["role"] in ("key", "year")]
    keys = [i for i in keys if columns[i]["name"] != table["classes"]]
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(table["rows"]):
        groups.setdefault(tuple(row[i] for i in keys), []).append(place)
    for places in groups.values():
        if any(_in_one_class(table["rows"][place], layout) for place in places):
            yield from places


def withhold_block(
    block: Mapping[str, Any], edition: str, allowed: Allowed = ()
) -> dict[str, Any] | None:
    """Give one block of a document as an edition may show it; None when it is not for it.

    `allowed` are the cells of this block that a signed exception lets through.
    """
    if block["kind"] == "figure":
        table = withhold_block(block["table"], edition, allowed)
        if table is None:
            return None
        sentences = {
            name: withhold_finding(block[name], edition)
            for name in ("title", "remark")
            if block[name] is not None
        }
        return {**block, "table": table, **sentences}
    if block["kind"] == "table":
        if block["editions"] and edition not in block["editions"]:
            return None
        return withhold_table(block, edition, allowed)
    if block["kind"] == "finding":
        return withhold_finding(block, edition)
    return dict(block)
