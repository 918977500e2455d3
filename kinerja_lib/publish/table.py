"""A table: data, what each column means, and what its cells add up to."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from kinerja_lib.i18n import clean_text, drop_marks
from kinerja_lib.publish.display import table_html
from kinerja_lib.publish.finding import value_json
from kinerja_lib.publish.mime import MIME, check_id, check_subject
from kinerja_lib.tables.columns import Column

# Of a column; left out where not set.
_SELDOM = ("quantile", "made_by", "verbatim", "items", "forms")


@dataclass(frozen=True)
class Total:
    """Say that the rows named by `parts` add up to row `whole` in `column`, within a table.

    Complementary withholding reads it; rows are named by the text of their key.
    """

    column: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Publish a data frame.

    Parameters
    ----------
    frame : DataFrame
        One row per line of the table; the index is not published. Missing cells are NaN or None.
    id : str
        Name of the CSV file and the anchor; unique in the report.
    caption : str
        Indonesian message above the table; values come from `Finding`s, never typed numbers.
    columns : mapping of str to Column
        Every column of the page and the CSV, in order. A frame column that is not named here is
        not published.
    subject : str
        What the rows are about, which decides the smallest group that may be shown: `umum` for
        published statistics of places (no limit), `kinerja`, `sikap`, `komentar`.
    note, source : str
        Messages under the table.
    totals : sequence of Total
        Sums inside the table.
    place : str
        `body`; `glance` for the first screen; `file` for a table that is a CSV file only and is
        named at the end of its section; `lineage` for the list of files at the end.
    editions : tuple of str
        Editions that show it; empty for all.
    fold : bool
        Folded on screen; print then names the CSV file.
    values : mapping of str to str or Quantity
        Names of an indicator, a year, numbers for the `{name}` fields of caption, note and source.
    helpers : tuple of str
        Further columns that a chart reads; they go to the CSV but not to the page.
    keys : sequence of (str, str)
        Symbols of the key under the table, each with its message, as in `Figure`.
    classes : str
        Key column whose values split the same people, one row each, as in a long table of shares:
        where all are in one class, the rows of the other classes are withheld too.
    across, cell : str
        On the page, spread the key column `across` over columns that hold `cell`; columns that
        differ between them stay in the CSV only. The CSV keeps one row per cell.
    quantiles : mapping of str to float
        For helpers, what `Column.quantile` is for columns.
    workbook : bool
        Written as XLSX too, internal edition only.
    inside : tuple of str
        Columns and helpers that the public edition does not have, because their numbers would give
        withheld ones back.
    people : sequence of (str, str, str)
        Check code, unit and kind of unit of each person, for the disclosure check of a run; taken
        out of the executed notebook before anything is published.
    """

    frame: pd.DataFrame
    id: str
    caption: str
    columns: Mapping[str, Column]
    subject: str = "kinerja"
    note: str = ""
    source: str = ""
    totals: Sequence[Total] = ()
    place: str = "body"
    editions: tuple[str, ...] = ()
    fold: bool = False
    values: Mapping[str, object] = field(default_factory=dict)
    helpers: tuple[str, ...] = ()
    across: str = ""
    cell: str = ""
    keys: Sequence[tuple[str, str]] = ()
    workbook: bool = False
    classes: str = ""
    quantiles: Mapping[str, float] = field(default_factory=dict)
    inside: tuple[str, ...] = ()
    people: Sequence[tuple[str, str, str]] = ()

    def __post_init__(self) -> None:
        check_id(self.id)
        check_subject(self.subject)
        parts = [name for column in self.columns.values() for name in column.parts_from]
        wanted = [*self.columns, *self._helper_names(), *parts]
        absent = [name for name in wanted if name not in self.frame.columns]
        if absent:
            raise ValueError(f"table {self.id!r}: columns not in the frame: {absent}")
        if not any(column.role == "key" for column in self.columns.values()):
            raise ValueError(f"table {self.id!r} has no key column that names its rows")

    def _helper_names(self) -> list[str]:
        read = {helper for c in self.columns.values() for helper in c.helpers} | {*self.helpers}
        return sorted(read - set(self.columns))

    def to_json(self) -> dict[str, Any]:
        """Give the table as JSON: columns in order and rows as lists; missing cells are null."""
        names = list(self.columns)
        return {
            "kind": "table",
            "id": self.id,
            "caption": self.caption,
            "columns": [{"name": name, **_column_json(self.columns[name])} for name in names],
            "rows": [
                [plain_value(value) for value in row]
                for row in self.frame[names].itertuples(index=False, name=None)
            ],
            "helpers": {h: [plain_value(v) for v in self.frame[h]] for h in self._helper_names()},
            "subject": self.subject,
            "note": self.note,
            "source": self.source,
            "totals": [[t.column, t.whole, list(t.parts)] for t in self.totals],
            "place": self.place,
            "editions": list(self.editions),
            "fold": self.fold,
            "keys": [list(key) for key in self.keys],
            "across": self.across,
            "cell": self.cell,
            "classes": self.classes,
            "values": {name: value_json(value) for name, value in self.values.items()},
            **({"workbook": True} if self.workbook else {}),
            **({"people": [list(one) for one in self.people]} if self.people else {}),
            **self._protection_json(),
        }

    def _protection_json(self) -> dict[str, Any]:
        """Give what withholding reads and no edition shows; nothing where nothing is declared."""
        parts = {
            name: [[plain_value(v) for v in self.frame[part]] for part in column.parts_from]
            for name, column in self.columns.items()
            if column.parts_from
        }
        quantiles = {name: float(value) for name, value in self.quantiles.items()}
        found = {"parts": parts, "quantiles": quantiles, "inside": list(self.inside)}
        return {name: value for name, value in found.items() if value}

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        data = self.to_json()
        return {MIME: data, "text/html": table_html(data), "text/plain": str(self.caption)}


def _column_json(column: Column) -> dict[str, Any]:
    texts = {
        name: drop_marks(getattr(column, name)) for name in ("label", "unit", "short", "suffix")
    }
    plain = {"kinds": dict(column.kinds), "decimals": int(column.decimals)}
    found = {**asdict(column), **texts, **plain}
    del found["parts_from"]
    return {k: v for k, v in found.items() if k not in _SELDOM or v not in (None, False, "", ())}


def plain_value(value: object) -> object:
    """Turn one cell into JSON: numbers stay exact, text is cleaned, missing becomes None."""
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real | Decimal):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return clean_text(str(value))
