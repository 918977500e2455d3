"""The lines of the data dictionary about files beside the tables: verdict sheets, lists of units.

They are worked out from the files as they lie in a finished folder, so none is forgotten.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kinerja_lib.i18n import _
from kinerja_lib.reporting.csv_files import write_csv
from kinerja_lib.reporting.data_dictionary import DICTIONARY, NUMBER, TEXT, WHOLE
from kinerja_lib.reporting.unit_files import MEDIANS, OUTCOMES
from kinerja_lib.reporting.verdicts import CELLS, REASON_WORDS, SHEET
from kinerja_lib.tables.formula_marks import restore_text

FILES = (SHEET, CELLS, OUTCOMES, MEDIANS)
_MEANINGS: Mapping[str, str] = {
    "edisi": _("edisi yang diputuskan"),
    "jenis": _("jenis keluaran, atau jenis unit"),
    "keluaran": _("tabel, gambar, kalimat, atau berkas"),
    "aturan": _("aturan yang dipakai"),
    "sel": _("sel yang ditahan"),
    "dikecualikan": _("sel yang tampil karena pengecualian bertanda tangan"),
    "putusan": _("putusan kerahasiaan"),
    "tabel": _("tabel yang memuatnya"),
    "baris": _("kunci baris"),
    "kolom": _("nama kolom"),
    "unit": _("unit"),
    "halaman": _("berkas halaman unit; kosong bila tidak ada"),
    "keadaan": _("tersedia, kelompok_kecil, tidak_disebut, atau gagal"),
    "ukuran": _("ukuran halaman, tanpa keterangan rilis"),
    "sebab": _("sebab halaman gagal dibuat"),
    "median": _("median antarunit yang angkanya tampil, dalam satuan kolomnya"),
}
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.ASCII)
_UNITS = {"ukuran": _("bita")}


def complete_dictionary(folder: Path) -> None:
    """Add the files of `FILES` that a report folder holds to its kamus-data.csv.

    A folder without a dictionary is left as it is.
    """
    path = folder / "tables" / DICTIONARY
    if path.is_file():
        head, *known = _read(path)
        present = [file for file in FILES if (folder / file).is_file()]
        new = [line for file in present for line in _lines(folder, file)]
        named = {line[0] for line in new}
        kept = [[restore_text(cell) for cell in row] for row in known if row[0] not in named]
        write_csv(path, head, [*kept, *new])


def _lines(folder: Path, file: str) -> list[list[object]]:
    head, *rows = _read(folder / file)
    return [
        _describe(f"../{file}", name, [row[place] for row in rows])
        for place, name in enumerate(head)
    ]


def _describe(file: str, name: str, cells: Sequence[str]) -> list[object]:
    counted = REASON_WORDS.get(name)
    meaning = _(_MEANINGS.get(name, name))
    if counted:
        meaning = _("sel yang ditahan menurut aturan: {rule}").format(rule=_(counted))
    marked = sum(restore_text(cell) != cell for cell in cells)
    return [file, name, meaning, "", _(_UNITS.get(name, "")), _find_kind(cells), marked]


def _find_kind(cells: Sequence[str]) -> str:
    """Tell what the texts of a column are; a column without any is text."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return TEXT
    if all(cell.isascii() and cell.isdigit() for cell in filled):
        return WHOLE
    return NUMBER if all(map(_PLAIN.fullmatch, filled)) else TEXT


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
