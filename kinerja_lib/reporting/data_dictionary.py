"""The data dictionary beside the tables: what each column of each CSV file holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kinerja_lib.i18n import _
from kinerja_lib.publish.display import FEW, NUMERIC, WITHHELD
from kinerja_lib.publish.finding import fill_text
from kinerja_lib.reporting.csv_files import FINDING_COLUMNS, list_findings, write_csv
from kinerja_lib.tables.formula_marks import is_marked

DICTIONARY = "kamus-data.csv"
COLUMNS = ("berkas", "kolom", "arti", "peran", "satuan", "jenis", "apostrof")
TEXT, NUMBER, WHOLE, DATE, TRUTH = (
    "teks",
    "bilangan",
    "bilangan bulat",
    "tanggal",
    "benar atau salah",
)
LINEAGE = ("keterangan", "nilai")
_FINDINGS: Mapping[str, str] = {
    "id": _("kalimat yang memuat angka"),
    "name": _("nama angka di dalam kalimat"),
    "value": _("nilai"),
    "unit": _("satuan"),
    "n": _("orang atau kejadian di balik kalimat"),
    "low": _("batas bawah selang"),
    "high": _("batas atas selang"),
    "test": _("uji statistik"),
    "rule": _("aturan dan versinya"),
    "outcome": _("hasil yang memilih kalimat"),
    "sentence": _("kalimat lengkap"),
}
_LINEAGE: Mapping[str, str] = {
    "keterangan": _("hal yang dicatat"),
    "nilai": _("isi catatan, seperti pada halaman"),
}


def write_dictionary(
    folder: Path,
    tables: Iterable[Mapping[str, Any]],
    findings: Iterable[Mapping[str, Any]],
    lineage: Sequence[Sequence[str]],
) -> None:
    """Write kamus-data.csv into the folder of the tables, in the language in use.

    One row for each column of each CSV file: file, column, meaning, role, unit, kind of the values
    (`teks`, `bilangan`, `bilangan bulat`, `tanggal`, `benar atau salah`) and the number of cells
    that got an apostrophe. `kinerja_lib.read_published` reads the files back by it.
    """
    rows = [row for table in tables for row in _describe_table(table)]
    columns = list(zip(*list_findings(findings), strict=True)) or [()] * len(FINDING_COLUMNS)
    rows += [
        _describe("../findings.csv", name, _(_FINDINGS[name]), "", "", values)
        for name, values in zip(FINDING_COLUMNS, columns, strict=True)
    ]
    rows += [
        _describe("asal-usul.csv", name, _(_LINEAGE[name]), "text", "", [p[i] for p in lineage])
        for i, name in enumerate(LINEAGE)
    ]
    write_csv(folder / DICTIONARY, COLUMNS, rows)


def _describe_table(table: Mapping[str, Any]) -> Iterable[list[object]]:
    file = f"{table['id']}.csv"
    for place, column in enumerate(table["columns"]):
        label = fill_text(column["label"], table["values"])
        values = [row[place] for row in table["rows"]]
        yield _describe(file, column["name"], label, column["role"], _(column["unit"]), values)
    for name, values in table["helpers"].items():
        yield _describe(file, name, _("kolom bantu bagi kolom lain"), "", "", values)


def _describe(
    file: str, name: str, meaning: str, role: str, unit: str, values: Sequence[object]
) -> list[object]:
    kind = find_kind(values, role)
    if kind != TEXT and FEW in values:
        text = _("{meaning}; “{few}” berarti selisih satu sampai sembilan, tanpa tanda")
        meaning = text.format(meaning=meaning, few=FEW)
    return [file, name, meaning, role, unit, kind, sum(map(is_marked, values))]


def find_kind(values: Sequence[object], role: str = "") -> str:
    """Tell what the cells of a column hold; missing, withheld and small ones say nothing."""
    unknown = (WITHHELD, FEW) if role in NUMERIC else (WITHHELD,)
    known = [value for value in values if value is not None and value not in unknown]
    types = {type(value) for value in known}
    if not known:
        return NUMBER if role in NUMERIC else TEXT
    if types == {bool}:
        return TRUTH
    if types <= {int, float}:
        return WHOLE if types == {int} else NUMBER
    return DATE if role == "date" and all(map(_is_day, known)) else TEXT


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
