"""Refuse a survey that does not fit its codebook: absent items, answers outside the range."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.config.instrument import Codebook
from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text

NAMED = 5


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
            "Instrumen {file} menyebut {n} butir yang tidak ada pada survei: {names}. Petakan "
            "kolomnya pada params/mappings, hapus butir itu dari salinan berkas instrumen, atau "
            "hapus instrumen itu dari parameter instruments."
        )
        names = ", ".join(absent[:NAMED]) + (", …" if len(absent) > NAMED else "")
        raise DataError(problem.format(file=instrument.code, n=len(absent), names=names))


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
