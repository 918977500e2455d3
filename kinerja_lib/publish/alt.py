"""Alt texts, written from the table that a chart draws, after withholding."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral
from typing import Any

import pandas as pd

from kinerja_lib.i18n import _, translate_value
from kinerja_lib.publish.finding import fill_text

EXTREMES = _(
    "{chart}. {title}. Ukuran: {measure}; satuan: {unit}; n = {n} angka. Tertinggi: {top}, {high}; "
    "terendah: {bottom}, {low}. Angka lengkap ada pada tabel di bawah gambar."
)
TREND = _(
    "{chart}. {title}. Ukuran: {measure}; satuan: {unit}; n = {n} angka. Tertinggi: {top}, {high}; "
    "terendah: {bottom}, {low}. Nilai akhir dibanding awal deret yang tidak terputus: {up} naik, "
    "{down} turun, {same} tetap. Angka lengkap ada pada tabel di bawah gambar."
)
NOTHING = _(
    "{chart}. {title}. Satuan: {unit}; n = {n} angka. Tidak ada angka yang dapat "
    "digambar. Tabel di bawah gambar menyebutkan sebabnya."
)


def describe_figure(figure: Mapping[str, Any], title: str) -> dict[str, Any]:
    """Describe a chart for readers who do not see it.

    Parameters
    ----------
    figure : mapping
        JSON of a `Figure` whose table an edition may show.
    title : str
        The finding in the figure's title, as text.

    Returns
    -------
    dict
        JSON of a finding: kind of chart, unit, n, highest, lowest and trend. Its values go to
        `findings.csv`, so every number of the alt text can be found.
    """
    table = figure["table"]
    names = [column["name"] for column in table["columns"]]
    frame = pd.DataFrame(table["rows"], columns=names).assign(**table["helpers"])
    value = figure["value"]
    spec = table["columns"][names.index(value)]
    numbers = pd.to_numeric(frame[value], errors="coerce")
    known = frame.assign(**{value: numbers}).dropna(subset=value)
    decimals = int(spec["decimals"])
    values: dict[str, Any] = {
        "chart": figure["chart"],
        "title": title.rstrip("."),
        "unit": _(spec["unit"]) or _("tanpa satuan"),
        "n": _number(len(known)),
    }
    if known.empty:
        return _finding(figure, NOTHING, values)
    values["measure"] = fill_text(spec["label"], table["values"])
    top, bottom = known[value].idxmax(), known[value].idxmin()
    values |= {
        "top": _name_row(table, known.loc[top]),
        "high": _number(known.loc[top, value], decimals),
        "bottom": _name_row(table, known.loc[bottom]),
        "low": _number(known.loc[bottom, value], decimals),
    }
    if not figure["order"]:
        return _finding(figure, EXTREMES, values)
    return _finding(figure, TREND, values | _trend(figure, known))


def _number(value: float, decimals: int = 0) -> dict[str, Any]:
    return {
        "value": float(value),
        "unit": "",
        "decimals": decimals,
        "words": False,
        "low": None,
        "high": None,
    }


def _name_row(table: Mapping[str, Any], row: pd.Series) -> str:
    """Name a row by its key and, in a time series, its year."""
    parts = [_name_key(c, row[c["name"]]) for c in table["columns"] if c["role"] in ("key", "year")]
    return " ".join(parts)


def _name_key(column: Mapping[str, Any], value: object) -> str:
    """Write a key; one that is a number says what it counts."""
    bare = column["role"] == "key" and isinstance(value, Integral)
    if bare:
        return f"{_(column['label'])} {str(value).replace('-', '−')}"
    return translate_value(str(value))


def _trend(figure: Mapping[str, Any], known: pd.DataFrame) -> dict[str, Any]:
    """Count the series that rose, fell or stayed within their last unbroken segment."""
    value, counts = figure["value"], {"up": 0, "down": 0, "same": 0}
    if figure["until"] is not None:
        known = known[known[figure["order"]] <= figure["until"]]
    known = known[known[figure["series"]] != figure["reference"]]
    for _series, rows in known.groupby(figure["series"]):
        if figure["segment"]:
            rows = rows[rows[figure["segment"]] == rows[figure["segment"]].max()]
        ordered = rows.sort_values(figure["order"], kind="stable")[value]
        if len(ordered) > 1:
            change = ordered.iloc[-1] - ordered.iloc[0]
            counts["up" if change > 0 else "down" if change < 0 else "same"] += 1
    return {name: _number(count) for name, count in counts.items()}


def _finding(figure: Mapping[str, Any], message: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": "finding",
        "id": f"alt-{figure['id']}",
        "outcome": "alt",
        "message": message,
        "values": dict(values),
        "place": "note",
        "section": "",
        "n": None,
        "subject": "umum",
        "test": "",
        "rule": "",
    }


def alt_text(description: Mapping[str, Any]) -> str:
    """Write the alt text in the language in use."""
    return fill_text(description["message"], description["values"])
