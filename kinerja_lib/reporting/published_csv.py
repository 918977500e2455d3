"""Read a published CSV file back: texts as they were, numbers, dates, and what is not there."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.publish.display import FEW, WITHHELD
from kinerja_lib.reporting.data_dictionary import (
    COLUMNS,
    DATE,
    DICTIONARY,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
)
from kinerja_lib.tables.formula_marks import restore_text

_EXACT = 2**63  # whole numbers from here on stay Python's own


@dataclass(frozen=True)
class PublishedTable:
    """Hold one published file.

    Parameters
    ----------
    frame : DataFrame
        One row per line; texts without the apostrophe that spreadsheets need, numbers as float64
        or Int64, dates as `datetime.date`, truth as boolean. Missing and withheld cells are NA.
    withheld : DataFrame
        Same shape, boolean: cells that the edition may not show, or not exactly (a difference of
        one to nine people). The other NA cells are missing; a text that was empty is missing too.
    dictionary : DataFrame
        Lines of kamus-data.csv about this file, indexed by column: `arti`, `peran`, `satuan`,
        `jenis`, `apostrof`.
    """

    frame: pd.DataFrame
    withheld: pd.DataFrame
    dictionary: pd.DataFrame


def read_file(path: Path) -> PublishedTable:
    """Read one CSV file of a published report, with kamus-data.csv that lies beside it.

    Raises
    ------
    DataError
        A file or the dictionary cannot be read, the dictionary does not know a column, or a cell
        is not what the dictionary says: someone changed the file.
    """
    path = Path(path)
    header, rows = _read_rows(path)
    dictionary = _read_dictionary(path)
    unknown = [name for name in header if name not in dictionary.index]
    if unknown:
        problem = _("{file}: kolom {names} tidak ada pada {dictionary}. Pakai berkas aslinya.")
        names = ", ".join(clean_text(name, 60) for name in unknown[:5])
        raise DataError(problem.format(file=path.name, names=names, dictionary=DICTIONARY))
    hidden = {}
    frame = {}
    for place, name in enumerate(header):
        kind = str(dictionary.loc[name, "jenis"])
        tokens = (WITHHELD,) if kind == TEXT else (WITHHELD, FEW)
        hidden[name] = [row[place] in tokens for row in rows]
        cells = [None if row[place] in ("", *tokens) else row[place] for row in rows]
        frame[name] = _column(cells, kind, f"{path.name}: {clean_text(name, 60)}")
    index = pd.RangeIndex(len(rows))
    return PublishedTable(
        pd.DataFrame(frame, index=index), pd.DataFrame(hidden, index=index, dtype=bool), dictionary
    )


def _read_rows(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
    except (OSError, ValueError, csv.Error):
        raise DataError(
            _("{file} tidak dapat dibaca sebagai CSV terbitan. Periksa nama dan isinya.").format(
                file=clean_text(path.name, 80)
            )
        ) from None
    if any(len(row) != len(header) for row in rows):
        problem = _("{file}: jumlah kolom tidak sama pada setiap baris. Pakai berkas aslinya.")
        raise DataError(problem.format(file=clean_text(path.name, 80)))
    return header, rows


def _read_dictionary(path: Path) -> pd.DataFrame:
    if path.name == DICTIONARY:  # all of it is text, and it has no lines about itself
        blank = dict.fromkeys(COLUMNS[2:], "") | {"jenis": TEXT}
        return pd.DataFrame({"kolom": COLUMNS}).assign(**blank).set_index("kolom")
    beside = path.parent / DICTIONARY
    name = path.name
    if not beside.exists():
        beside, name = path.parent / "tables" / DICTIONARY, f"../{path.name}"
    if not beside.exists():  # a folder beside the tables
        beside = path.parent.parent / "tables" / DICTIONARY
        name = f"../{path.parent.name}/{path.name}"
    header, rows = _read_rows(beside)
    if tuple(header) != COLUMNS:
        problem = _("{file} bukan kamus data terbitan. Pakai berkas aslinya.")
        raise DataError(problem.format(file=DICTIONARY))
    texts = [[restore_text(cell) for cell in row] for row in rows if row[0] == name]
    return pd.DataFrame(texts, columns=list(COLUMNS)).set_index("kolom").drop(columns="berkas")


def _column(cells: list[str | None], kind: str, where: str) -> pd.Series:
    try:
        if kind == WHOLE:
            whole = [pd.NA if c is None else int(c) for c in cells]
            exact = all(c is pd.NA or -_EXACT <= c < _EXACT for c in whole)
            return pd.Series(whole, dtype="Int64" if exact else object)
        if kind == NUMBER:
            return pd.Series([None if c is None else float(c) for c in cells], dtype="float64")
        if kind == DATE:
            days = [None if c is None else dt.date.fromisoformat(c) for c in cells]
            return pd.Series(days, dtype=object)
        if kind == TRUTH:
            truth = {"True": True, "False": False, None: pd.NA}
            return pd.Series([truth[c] for c in cells], dtype="boolean")
    except (ValueError, KeyError):
        problem = _("{where} memuat isi yang bukan {kind}. Pakai berkas aslinya.")
        raise DataError(problem.format(where=where, kind=kind)) from None
    return pd.Series([None if c is None else restore_text(c) for c in cells], dtype=object)
