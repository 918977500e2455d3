"""Refuse a survey that does not fit its codebook: absent items, answers outside the range."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.config.instrument import Codebook
from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text

NAMED = 5
ITEM = "butir_"


def refuse_absent(rows: pd.DataFrame, book: Codebook) -> None:
    """Refuse a codebook with items that are no column of the survey.

    Raises
    ------
    DataError
        Which items, of which instrument, and what to do.
    """
    if rows.empty:
        return
    for instrument in book.instruments:
        absent = [item.code for item in instrument.items if item.code not in rows.columns]
        if not absent:
            continue
        problem = _(
            "Instrumen {file} menyebut {n} butir yang tidak ada pada survei: {names}. Bila "
            "kuesionernya memang kuesioner itu, petakan kolomnya pada params/mappings. Bila "
            "kuesionernya lain, tulis berkas instrumennya sendiri pada params/instruments dan "
            "sebutkan hanya instrumen yang ditanyakan pada parameter instruments; caranya pada "
            "docs/survei-sendiri.md. Butir yang ada pada survei: {known}."
        )
        known = sorted(name for name in rows.columns if name.startswith(ITEM))
        values = {"file": instrument.code, "n": len(absent), "known": _list(known) or "-"}
        raise DataError(problem.format(names=_list(absent), **values))


def refuse_lost(loads: pd.DataFrame, table: str) -> None:
    """Refuse a survey of which the check of the data set every row aside.

    Parameters
    ----------
    loads : DataFrame
        One row per sheet: table, rows_in, accepted.
    table : str

    Raises
    ------
    DataError
        How many rows, and what to do. A survey that has no file at all is not refused.
    """
    own = loads[loads["table"] == table]
    given = int(own["rows_in"].sum())
    if not given or own["accepted"].sum():
        return
    problem = _(
        "Semua {n} baris survei dikarantina oleh pemeriksaan data, sehingga tidak ada yang dapat "
        "dilaporkan. Jalankan 'kinerja check' pada sumbernya dan ikuti petunjuk untuk tabel "
        "{table}."
    )
    raise DataError(problem.format(n=given, table=table))


def _list(codes: Sequence[str]) -> str:
    """Name the first few columns."""
    shown = ", ".join(clean_text(code, 60) for code in codes[:NAMED])
    return shown + (", …" if len(codes) > NAMED else "")


def find_outside(answers: Answers) -> np.ndarray:
    """Mark answers that the codebook does not allow; bool, shape (respondents, items)."""
    low, high = answers.limits
    known = np.isfinite(answers.asked)
    inside = (answers.asked >= low) & (answers.asked <= high) & (answers.asked % 1 == 0)
    return known & ~inside


def refuse_range(answers: Answers, wave: str) -> None:
    """Refuse a wave whose answers lie outside the codebook too often for a slip of the pen.

    Raises
    ------
    DataError
        Which item, which answers, how often, and what to do.
    """
    outside = find_outside(answers)
    count = outside.sum(axis=0)
    worst = [int(place) for place in np.argsort(-count, kind="stable")[:NAMED] if count[place]]
    parts = [_describe(answers, outside, place) for place in worst]
    problem = _(
        "Survei gelombang {wave}: {n} jawaban pada {items} butir di luar rentang berkas instrumen: "
        "{parts}. Cocokkan rentang pada params/instruments atau parameter answer_range dengan "
        "kuesionernya; kode untuk tidak menjawab ditulis pada kode_kosong. Bila jawabannya salah "
        "ketik, perbaiki pada sumbernya, ekspor ulang, lalu jalankan lagi."
    )
    values = {"n": int(count.sum()), "items": int((count > 0).sum()), "parts": "; ".join(parts)}
    raise DataError(problem.format(wave=clean_text(wave, 40), **values))


def _describe(answers: Answers, outside: np.ndarray, place: int) -> str:
    low, high = (int(ends[place]) for ends in answers.limits)
    found = np.unique(answers.asked[outside[:, place], place])
    values = ", ".join(f"{value:g}" for value in found[:NAMED])
    text = _("{item} ({n} kali: {values}; rentang {low}–{high})")
    n = int(outside[:, place].sum())
    return text.format(item=answers.codes[place], n=n, values=values, low=low, high=high)
