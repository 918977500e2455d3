"""Stages of performance management, their order, and what a yearly predikat rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType

from kinerja_lib.rules.predikat import read_predikat
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.tables.choices import PREDIKAT, STAGES

_BASIS = "PermenPANRB 6/2022"
RULES: tuple[Rule, ...] = (
    Rule(
        "siklus.tahapan",
        "2022.1",
        "Empat tahap pengelolaan kinerja dan urutannya",
        f"{_BASIS}, dibaca pada slide BKN dan pustakawan.org",
        "S",
    ),
    Rule(
        "siklus.urutan_langkah",
        "2022.1",
        "Urutan langkah di dalam tahap (penilaian diri, penilaian atasan, umpan balik)",
        f"Diturunkan dari tahap {_BASIS}; urutan di dalam tahap dipilih instansi",
        "D",
    ),
    Rule(
        "siklus.periode",
        "2022.1",
        "Evaluasi periodik bulanan atau triwulanan, dipilih instansi",
        f"{_BASIS}, dari ingatan",
        "M",
    ),
    Rule(
        "siklus.tahunan",
        "2022.1",
        "Predikat tahunan adalah evaluasi tersendiri, bukan rerata periode",
        f"{_BASIS}, dari ingatan",
        "M",
    ),
)
# Stage and what it holds; steps are the words of the table `tahap`. Feedback is given all year.
ACTIVITIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "perencanaan": ("penyusunan SKP", "klarifikasi ekspektasi"),
        "pelaksanaan, pemantauan, dan pembinaan": (
            "pendokumentasian kinerja",
            "umpan balik berkelanjutan",
            "pengembangan kinerja",
        ),
        "penilaian": ("evaluasi kinerja",),
        "tindak lanjut": ("penghargaan", "sanksi"),
    }
)
_PLAN, _CARRY_OUT, _APPRAISE, _FOLLOW = ACTIVITIES
STAGE_OF_STEP: Mapping[str, str] = MappingProxyType(
    {
        "rencana": _PLAN,
        "pelaksanaan": _CARRY_OUT,
        "penilaian diri": _APPRAISE,
        "penilaian atasan": _APPRAISE,
        "umpan balik": _CARRY_OUT,
        "tindak lanjut": _FOLLOW,
    }
)
# The steps whose order follows from the regulation; STAGES adds the agency's own order.
OFFICIAL_STEPS = ("rencana", "pelaksanaan", "penilaian atasan", "tindak lanjut")
PERIODS = ("bulan", "triwulan")


class StepIssue(StrEnum):
    """What is wrong with the order of two steps."""

    EARLIER_DATE = "tanggal mendahului"
    EARLIER_STEP_OPEN = "langkah sebelumnya belum selesai"


@dataclass(frozen=True)
class OutOfOrder:
    """Two steps of one person and period that are not in order.

    Attributes
    ----------
    issue : StepIssue
        A date before that of an earlier step, or an earlier step without a date.
    before, after : str
        Steps in their required order.
    days : int or None
        Days by which `after` comes too early; None where `before` has no date.
    """

    issue: StepIssue
    before: str
    after: str
    days: int | None


def find_out_of_order(
    dates: Mapping[str, dt.date | None], *, steps: Sequence[str] = STAGES
) -> tuple[OutOfOrder, ...]:
    """List the steps of one person and period that were completed out of order.

    Parameters
    ----------
    dates : mapping
        Date of completion by step; None or left out is not completed. Steps that are not in
        `steps` are ignored.
    steps : sequence of str
        Required order: by default that of the table `tahap`, which an agency may change;
        `OFFICIAL_STEPS` has only what follows from the regulation.

    Returns
    -------
    tuple of OutOfOrder
        By required order; the same day is in order. Every pair is compared, so that one wrong date
        shows against each step it contradicts.

    Notes
    -----
    Source: stages of PermenPANRB 6/2022 [S]; order inside a stage [D].
    """
    issues = []
    for before, after in combinations(steps, 2):
        first, second = dates.get(before), dates.get(after)
        if second is None:
            continue
        if first is None:
            issues.append(OutOfOrder(StepIssue.EARLIER_STEP_OPEN, before, after, None))
        elif second < first:
            days = (first - second).days
            issues.append(OutOfOrder(StepIssue.EARLIER_DATE, before, after, days))
    return tuple(issues)


def is_outside_periods(yearly: str | None, periodic: Sequence[str | None]) -> bool | None:
    """Tell whether a yearly predikat is better than the best or worse than the worst period.

    The year is its own evaluation, so this is a matter for dialogue and never a correction.

    Parameters
    ----------
    yearly : str or None
        Predikat of the year, in any spelling. None is missing.
    periodic : sequence of str or None
        Predikat of the periods of that year; missing ones are left out.

    Returns
    -------
    bool or None
        None where the year or all periods are missing.

    Raises
    ------
    DataError
        Unknown predikat.
    """
    ranks = [PREDIKAT.index(read_predikat(label)) for label in periodic if label is not None]
    if yearly is None or not ranks:
        return None
    return not min(ranks) <= PREDIKAT.index(read_predikat(yearly)) <= max(ranks)
