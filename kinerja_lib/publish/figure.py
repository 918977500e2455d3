"""A chart: the data it draws, the function that draws them, and what to say about it."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pandas as pd

from kinerja_lib.publish.display import NUMERIC
from kinerja_lib.publish.finding import Finding, fill_message
from kinerja_lib.publish.mime import MIME, check_id
from kinerja_lib.publish.table import Table
from kinerja_lib.tables.columns import Column

KEYS = ("zone", "edge", "whisker", "ok", "warn", "bad", "na", "previous", "break", "plan")
_PLOT = re.compile(r"kinerja_lib\.[a-z_]+\.charts(?:\.[a-z_]+)?:plot_[a-z_]+")


@dataclass(frozen=True)
class Figure:
    """Publish a chart; the page draws it from the data, after withholding, in two widths.

    Parameters
    ----------
    plot : callable
        A `plot_...` function of a `charts` module: takes the data frame and `wide: bool`, returns
        Axes, computes nothing.
    frame : DataFrame
        The data behind the chart; also the table under it.
    id : str
        Name of the CSV file and the anchor.
    title : Finding
        The finding, shown in bold with the figure's number.
    columns : mapping of str to Column
        Every column of `frame` that the plot or the table uses.
    kind : str
        Kind of chart for the alt text, e.g. "Grafik target".
    value : str
        Column the alt text gives highest and lowest of.
    subtitle : str
        Measure, unit, period and axis remark; a message.
    order, series, segment : str
        Column of time, column that names the series, and column that changes at a series break;
        with `order` the alt text gives a trend that does not cross a break.
    until, reference : int or None, str
        Last time and the one series that the trend leaves out, as the title does.
    keys : sequence of (str, str)
        Symbols of the key, from `KEYS`, each with its message.
    caption : str
        Caption of the data table.
    options : mapping
        Plain values handed to the plot function by name.
    remark : Finding, optional
        Sentence under the drawing: what was found.
    values, subject, note, source, editions, classes
        As in `Table`.
    """

    plot: Callable[..., Any]
    frame: pd.DataFrame
    id: str
    title: Finding
    columns: Mapping[str, Column]
    kind: str
    value: str
    caption: str
    subtitle: str = ""
    order: str = ""
    series: str = ""
    segment: str = ""
    until: int | None = None
    reference: str = ""
    keys: Sequence[tuple[str, str]] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    subject: str = "kinerja"
    note: str = ""
    source: str = ""
    editions: tuple[str, ...] = ()
    remark: Finding | None = None
    classes: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        plot_name(self.plot)
        unknown = [symbol for symbol, _text in self.keys if symbol not in KEYS]
        if unknown:
            raise ValueError(f"figure {self.id!r}: unknown key symbols {unknown}; known: {KEYS}")
        if self.value not in self.columns:
            raise ValueError(f"figure {self.id!r}: no column {self.value!r} for the alt text")

    @property
    def table(self) -> Table:
        """Give the data table under the chart."""
        return Table(
            self.frame,
            self.id,
            self.caption,
            self.columns,
            subject=self.subject,
            note=self.note,
            source=self.source,
            editions=self.editions,
            fold=True,
            values=self.values,
            helpers=(self.segment,) if self.segment else (),
            across=self.series if self.order else "",
            cell=self.value if self.order else "",
            classes=self.classes,
        )

    def to_json(self) -> dict[str, Any]:
        """Give data, words and the name of the plot function as JSON."""
        return {
            "kind": "figure",
            "id": self.id,
            "plot": plot_name(self.plot),
            "options": dict(self.options),
            "title": self.title.to_json(),
            "remark": None if self.remark is None else self.remark.to_json(),
            "subtitle": self.subtitle,
            "chart": self.kind,
            "value": self.value,
            "order": self.order,
            "series": self.series,
            "segment": self.segment,
            "until": self.until,
            "reference": self.reference,
            "keys": [list(key) for key in self.keys],
            "table": self.table.to_json(),
        }

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        from kinerja_lib.chart_style import to_png

        data = self.to_json()
        picture = base64.b64encode(to_png(draw(data, wide=True))).decode("ascii")
        text = fill_message(data["title"]).replace("**", "")
        return {MIME: data, "image/png": picture, "text/plain": text}


def plot_name(plot: Callable[..., Any]) -> str:
    """Name a plot function as `package.module:function`; refuse anything but a charts module."""
    name = f"{plot.__module__}:{plot.__name__}"
    if not _PLOT.fullmatch(name):
        raise ValueError(f"{name} is not a plot_... function of a kinerja_lib charts module")
    return name


def draw(figure: Mapping[str, Any], *, wide: bool) -> Any:  # noqa: ANN401 - matplotlib stays lazy
    """Draw a figure's JSON with its plot function and return the Axes."""
    name = figure["plot"]
    if not _PLOT.fullmatch(name):
        raise ValueError(f"{name} is not a plot_... function of a kinerja_lib charts module")
    module, function = name.split(":")
    plot = getattr(import_module(module), function)
    return plot(data_frame(figure["table"]), wide=wide, **figure["options"])


def data_frame(table: Mapping[str, Any]) -> pd.DataFrame:
    """Rebuild the data frame of a table's JSON, helper columns included.

    Numbers that are missing or withheld are NaN, so no chart draws them.
    """
    names = [column["name"] for column in table["columns"]]
    frame = pd.DataFrame(table["rows"], columns=names)
    numbers = [c["name"] for c in table["columns"] if c["role"] in NUMERIC]
    frame = frame.assign(**{n: pd.to_numeric(frame[n], errors="coerce") for n in numbers})
    return frame.assign(**table["helpers"]) if table["helpers"] else frame
