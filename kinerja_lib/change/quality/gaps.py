"""Missing answers by item, person and scale, and what careless answers change."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.change.limits import PEOPLE
from kinerja_lib.change.quality.review import QualityReview
from kinerja_lib.change.responses.answers import Answers
from kinerja_lib.i18n import _
from kinerja_lib.stats.psychometrics.reliability import measure_alpha

WHOLE, FEW = _("semua butir"), _("80% butir ke atas")
SOME, MANY = _("50% sampai kurang dari 80% butir"), _("kurang dari 50% butir")
PEOPLE_CLASSES = (WHOLE, FEW, SOME, MANY)
SHOWN_ONLY = {"even_odd": 0.30, "synonyms": 0.22}  # limits in use elsewhere, no sign here
SIGNS = ("longstring", "flatness", "scatter_p", "distance_p", "seconds", "even_odd", "synonyms")


def count_items(review: QualityReview) -> pd.DataFrame:
    """Count missing answers by item: butir, subskala (code), n (people asked), kosong (per cent).

    Items that nobody answered in the wave were not asked and are left out.
    """
    answers = review.counted
    columns = ["butir", "subskala", "n", "kosong"]
    if answers is None or not len(answers):
        return pd.DataFrame(columns=columns)
    known = np.isfinite(answers.asked)
    table = pd.DataFrame(
        {
            "butir": answers.codes,
            "subskala": answers.subscale,
            "n": len(answers),
            "kosong": 100 * (1 - known.mean(axis=0)),
        }
    )
    return table[known.any(axis=0)].reset_index(drop=True)


def count_people(review: QualityReview) -> pd.DataFrame:
    """Count respondents by the share of items answered: kelas, n."""
    counts = dict.fromkeys(PEOPLE_CLASSES, 0)
    answers = review.counted
    if answers is not None:
        known = np.isfinite(answers.asked)
        asked = int(known.any(axis=0).sum())
        share = known.sum(axis=1) / max(asked, 1)
        counts[WHOLE] = int((share == 1).sum())
        counts[FEW] = int(((share >= 0.8) & (share < 1)).sum())
        counts[SOME] = int(((share >= 0.5) & (share < 0.8)).sum())
        counts[MANY] = int((share < 0.5).sum())
    return pd.DataFrame({"kelas": list(counts), "n": list(counts.values())})


def join_few(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Join the classes of `count_people` with few people, and the next ones while they are few."""
    order = rows.loc[rows["n"] > 0, "n"].sort_values(kind="stable")
    few = int((order < PEOPLE).sum())
    while 0 < few < len(order) and (few < 2 or order.iloc[:few].sum() < PEOPLE):
        few += 1
    if not few:
        return rows
    mine = order.index[:few]
    joined = pd.DataFrame({"kelas": [name], "n": [int(order.iloc[:few].sum())]})
    return pd.concat([rows.drop(index=mine), joined], ignore_index=True)


def compare_rules(review: QualityReview) -> pd.DataFrame:
    """Compare the person-mean rule with complete rows, by subscale, of the people kept.

    subskala (code), nama, n, rerata, n_lengkap, rerata_lengkap, selisih (points), bagian (per cent
    of the range), ditolak (people with some answers but too few).
    """
    rows = []
    answers = review.answers(kept=True)
    for subscale in answers.book.subscales if answers is not None else ():
        scores = answers.scored[subscale.code]
        mean, whole = _mean(scores.score), _mean(scores.complete)
        rows.append((subscale.code, subscale.name, scores.n, mean, scores.n_complete, whole,
                     mean - whole, 100 * (mean - whole) / _width(answers, subscale.code),
                     scores.refused))  # fmt: skip
    names = ["subskala", "nama", "n", "rerata", "n_lengkap", "rerata_lengkap", "selisih", "bagian"]
    return pd.DataFrame(rows, columns=[*names, "ditolak"])


def count_signs(review: QualityReview) -> pd.DataFrame:
    """Count people by sign: tanda, batas (number), n (people with the figure), kena, dipakai.

    `dipakai` is False for figures that are shown only. No rows without usable people.
    """
    columns = ["tanda", "batas", "n", "kena", "dipakai"]
    answers = review.answers(kept=False)
    if answers is None or not len(answers):
        return pd.DataFrame(columns=columns)
    limits = review.responses.limits.careless
    signs, (flags, _apart) = (
        get(review.wave) for get in (review.responses.signs, review.responses.flags)
    )
    seconds = answers.people["detik"].to_numpy(dtype=float)
    rows = []
    for name in SIGNS:
        figure = seconds if name == "seconds" else getattr(signs, name)
        known = int(np.isfinite(figure).sum())
        limit = limits.longstring_share if name == "longstring" else getattr(limits, name)
        if name in flags:
            rows.append((name, limit, known, int(flags[name].sum()), True))
        elif name in SHOWN_ONLY:
            below = np.nan_to_num(figure, nan=np.inf) < SHOWN_ONLY[name]
            rows.append((name, SHOWN_ONLY[name], known, int(below.sum()), False))
    return pd.DataFrame(rows, columns=columns)


def compare_careless(review: QualityReview) -> pd.DataFrame:
    """Compare each subscale with and without the people set apart.

    subskala (code), nama, n_semua, rerata_semua, alfa_semua, n, rerata, alfa, selisih (points),
    bagian (per cent of the range), selisih_alfa; differences are without minus with.
    """
    names = ["subskala", "nama", "n_semua", "rerata_semua", "alfa_semua", "n", "rerata", "alfa"]
    every, kept = review.answers(kept=False), review.answers(kept=True)
    rows = []
    for subscale in kept.book.subscales if every is not None and kept is not None else ():
        figures = []
        for answers in (every, kept):
            scores = answers.scored[subscale.code]
            alpha = measure_alpha(answers.of(subscale)).raw
            figures += [scores.n, _mean(scores.score), alpha]
        rows.append((subscale.code, subscale.name, *figures))
    table = pd.DataFrame(rows, columns=names)
    change = (table["rerata"] - table["rerata_semua"]).astype(float)
    width = [_width(kept, code) for code in table["subskala"]] if len(table) else []
    return table.assign(
        selisih=change,
        bagian=100 * change / np.array(width, dtype=float),
        selisih_alfa=(table["alfa"] - table["alfa_semua"]).astype(float),
    )


def is_few(rows: pd.DataFrame, one: str, other: str) -> pd.Series:
    """Mark rows whose two counts differ by people, and by too few of them to be told apart."""
    apart = (rows[one] - rows[other]).abs()
    return (apart > 0) & (apart < PEOPLE)


def _mean(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else np.nan


def _width(answers: Answers, code: str) -> float:
    instrument = answers.book.instrument_of[code]
    return float(instrument.high - instrument.low)
