"""Lay a long table out with one column per series, the way people read a time series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


_KINDS = ("status_from", "reason_from", "decimals_from")


def spread_table(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Spread the column `across` of a table's JSON over columns that hold `cell`.

    Columns that are the same for all series of a row stay once; those that differ are left out.
    A table without `across` is returned as it is.
    """
    if not table["across"]:
        return table
    names = [column["name"] for column in table["columns"]]
    across, cell = names.index(table["across"]), names.index(table["cell"])
    spec = table["columns"][cell]
    series = list(dict.fromkeys(row[across] for row in table["rows"]))
    keys = [i for i, c in enumerate(table["columns"]) if c["role"] == "year"] or [across]
    lines: dict[tuple[Any, ...], dict[Any, int]] = {}
    for index, row in enumerate(table["rows"]):
        lines.setdefault(tuple(row[i] for i in keys), {})[row[across]] = index
    shared = [
        i for i in range(len(names))
        if i not in (across, cell, *keys)
        and all(len({repr(table["rows"][n][i]) for n in line.values()}) == 1
                for line in lines.values())
    ]
    return {
        **table,
        "columns": [
            *({**table["columns"][i], "row_head": True} for i in keys),
            *(table["columns"][i] for i in shared),
            *(_series_column(spec, number, name) for number, name in enumerate(series)),
        ],
        "rows": [
            [*key, *(table["rows"][next(iter(line.values()))][i] for i in shared),
             *(table["rows"][line[s]][cell] if s in line else None for s in series)]
            for key, line in lines.items()
        ],
        "helpers": {
            helper: [_beside(table, names, helper, next(iter(line.values())))
                     for line in lines.values()]
            for i in shared for helper in _helpers(table["columns"][i])
        } | {
            f"{kind}_{number}": [
                _beside(table, names, spec[kind], line.get(s)) for line in lines.values()
            ]
            for kind in _KINDS if spec[kind]
            for number, s in enumerate(series)
        },
    }


def _series_column(spec: Mapping[str, Any], number: int, name: str) -> dict[str, Any]:
    """Describe the column of one series; its helpers carry the series' number."""
    helpers = {
        kind: f"{kind}_{number}" if spec[kind] else ""
        for kind in _KINDS
    }
    return {**spec, **helpers, "name": f"{spec['name']}_{number}", "label": name, "short": "",
            "unit": ""}


def _helpers(spec: Mapping[str, Any]) -> list[str]:
    return [spec[kind] for kind in _KINDS if spec[kind]]


def _beside(
    table: Mapping[str, Any], names: list[str], helper: str, row: int | None
) -> object:
    if row is None:
        return None
    if helper in table["helpers"]:
        return table["helpers"][helper][row]
    return table["rows"][row][names.index(helper)]
