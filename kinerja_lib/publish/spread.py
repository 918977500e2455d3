"""Lay a long table out with one column per series, the way people read a time series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_KINDS = ("status_from", "reason_from", "decimals_from")


@dataclass(frozen=True)
class _Layout:
    """Say which columns of the long table go where.

    `across` and `cell` are column numbers; `keys` head the lines; `shared` stay once; `series` are
    the values of `across` in order; `lines` gives, per line and series, the row of the long table.
    """

    across: int
    cell: int
    keys: list[int]
    shared: list[int]
    series: list[Any]
    lines: dict[tuple[Any, ...], dict[Any, int]]

    @property
    def firsts(self) -> list[int]:
        """Give one row of the long table per line."""
        return [next(iter(line.values())) for line in self.lines.values()]


def spread_table(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Spread the column `across` of a table's JSON over columns that hold `cell`.

    Columns that are the same for all series of a row stay once; those that differ are left out.
    A table without `across` is returned as it is.
    """
    if not table["across"]:
        return table
    layout = _lay_out(table)
    columns, rows = table["columns"], table["rows"]
    spec = columns[layout.cell]
    names = {f"deret_{i}": str(name) for i, name in enumerate(layout.series)}
    return {
        **table,
        "values": {**table["values"], **names},
        "columns": [
            *({**columns[i], "row_head": True} for i in layout.keys),
            *(columns[i] for i in layout.shared),
            *(_series_column(spec, number) for number in range(len(layout.series))),
        ],
        "rows": [
            [
                *key,
                *(rows[first][i] for i in layout.shared),
                *(rows[line[s]][layout.cell] if s in line else None for s in layout.series),
            ]
            for first, (key, line) in zip(layout.firsts, layout.lines.items(), strict=True)
        ],
        "helpers": dict(_helpers(table, layout)),
    }


def _lay_out(table: Mapping[str, Any]) -> _Layout:
    names = [column["name"] for column in table["columns"]]
    rows = table["rows"]
    across, cell = names.index(table["across"]), names.index(table["cell"])
    heads = [i for i, c in enumerate(table["columns"]) if c["role"] in ("key", "year")]
    keys = [i for i in heads if i != across] or [across]
    lines: dict[tuple[Any, ...], dict[Any, int]] = {}
    for index, row in enumerate(rows):
        lines.setdefault(tuple(row[i] for i in keys), {})[row[across]] = index
    shared = [
        i
        for i in range(len(names))
        if i not in (across, cell, *keys)
        and all(len({repr(rows[n][i]) for n in line.values()}) == 1 for line in lines.values())
    ]
    series = list(dict.fromkeys(row[across] for row in rows))
    return _Layout(across, cell, keys, shared, series, lines)


def _series_column(spec: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Describe the column of one series; its helpers carry the series' number.

    The label is a field, so that a name from the data is never read as a message.
    """
    name = f"{spec['name']}_{number}"
    helpers = {kind: f"{kind}_{number}" if spec[kind] else "" for kind in _KINDS}
    label = f"{{deret_{number}}}"
    return {**spec, **helpers, "name": name, "label": label, "short": "", "unit": ""}


def _helpers(table: Mapping[str, Any], layout: _Layout) -> Iterator[tuple[str, list[object]]]:
    """Give the helper columns of the shared columns, and those of each series."""
    for spec in (table["columns"][i] for i in layout.shared):
        for helper in (spec[kind] for kind in _KINDS if spec[kind]):
            yield helper, [_beside(table, helper, row) for row in layout.firsts]
    cell = table["columns"][layout.cell]
    for kind in (kind for kind in _KINDS if cell[kind]):
        for number, name in enumerate(layout.series):
            rows = [line.get(name) for line in layout.lines.values()]
            yield f"{kind}_{number}", [_beside(table, cell[kind], row) for row in rows]


def _beside(table: Mapping[str, Any], helper: str, row: int | None) -> object:
    if row is None:
        return None
    if helper in table["helpers"]:
        return table["helpers"][helper][row]
    names = [column["name"] for column in table["columns"]]
    return table["rows"][row][names.index(helper)]
