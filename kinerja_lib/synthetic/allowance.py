"""Performance allowance of twelve months (`tpp`)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose
from kinerja_lib.synthetic.periods import last_day
from kinerja_lib.synthetic.plan import MONTHS, QUARTERS, Built
from kinerja_lib.synthetic.population import Population

PAID_MONTHS = MONTHS[-12:]
_PRODUCTIVITY = np.array([100.0, 100.0, 75.0, 50.0, 0.0])


def build_allowance(people: Population, predikat: np.ndarray) -> Built:
    """Pay the allowance of October 2025 to September 2026.

    Parameters
    ----------
    people : Population
    predikat : int array of shape (periods, people)
        As in `results.Results`; the quarter that ended before the month decides.

    Notes
    -----
    Deduction in percent: half a point each time late, 3 points a day absent without reason, at
    most 100. Achievement in percent: 60 of productivity (100, 100, 75, 50, 0 for Sangat Baik to
    Sangat Kurang; 100 where there is no result) and 40 of `100 - deduction`. Paid is the ceiling
    times achievement, whole rupiah. The ceiling is 450,000 rupiah a class of the post. Working
    days are Monday to Friday less one. For some people the payment contradicts the result: 100
    percent with Kurang, 40 percent with Sangat Baik.
    """
    rng = people.random("tpp")
    person, month = _rows(people)
    size = len(person)
    before = _quarters_before()[month]
    result = predikat[before, person]
    late = rng.poisson(np.exp(0.3 - 0.25 * people.staff.conduct[person])).clip(max=20)
    absent = rng.poisson(0.05 * np.exp(-0.5 * people.staff.conduct[person])).clip(max=6)
    leave = rng.binomial(2, 0.2, size)
    present = _working_days()[month] - absent - leave
    deducted = np.minimum(100.0, 0.5 * late + 3.0 * absent)
    productive = np.where(result < 0, 100.0, _PRODUCTIVITY[result])
    reached = 0.6 * productive + 0.4 * (100 - deducted)
    reached, contradicting = _contradict(people, reached, person, result, rng)
    ceiling = people.jabatan["kelas"].to_numpy()[people.staff.post[person]] * 450_000
    table = pd.DataFrame(
        {
            "nip": people.nips(person),
            "periode": choose(PAID_MONTHS, month),
            "hadir": present,
            "terlambat": late,
            "alpa": absent,
            "potongan": np.round(deducted, 2),
            "capaian": np.round(reached, 2),
            "pagu": ceiling,
            "dibayar": np.floor(ceiling * np.round(reached, 2) / 100).astype(np.int64),
        }
    )
    return Built({"tpp": table}, {"bertentangan": _truth(people, contradicting, person, month)})


def _rows(people: Population) -> tuple[np.ndarray, np.ndarray]:
    """Return person and month of every payment: who was employed all the month."""
    parts = []
    for place, month in enumerate(PAID_MONTHS):
        first = np.datetime64(month, "D")
        end = (np.datetime64(month, "M") + 1).astype("datetime64[D]")
        paid = people.employed_on(first) & people.employed_on(end - 1)
        parts.append((np.flatnonzero(paid), np.full(int(paid.sum()), place)))
    person, place = (np.concatenate(column) for column in zip(*parts, strict=True))
    return person, place


def _quarters_before() -> np.ndarray:
    """Return, for each month, the place of the last quarter that ended before it."""
    ends = np.array([last_day(name) for name in QUARTERS])
    first = np.array([np.datetime64(month, "D") for month in PAID_MONTHS])
    return np.searchsorted(ends, first) - 1


def _working_days() -> np.ndarray:
    months = np.array(PAID_MONTHS, dtype="datetime64[M]")
    return np.busday_count(months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]")) - 1


def _contradict(
    people: Population,
    reached: np.ndarray,
    person: np.ndarray,
    result: np.ndarray,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Set the achievement of some payments against the result, and return their rows."""
    number = max(3, round(0.002 * len(people.nip)))
    chosen = []
    for wanted, value in ((result >= 3, 100.0), (result == 0, 40.0)):
        fits = np.flatnonzero(wanted)
        some = np.sort(rng.choice(fits, size=min(number, len(fits)), replace=False))
        reached = reached.copy()
        reached[some] = value
        chosen.append(some)
    return reached, np.concatenate(chosen)


def _truth(
    people: Population, rows: np.ndarray, person: np.ndarray, month: np.ndarray
) -> list[dict[str, str]]:
    return [
        {"nip": people.nip[who], "periode": PAID_MONTHS[when]}
        for who, when in zip(person[rows], month[rows], strict=True)
    ]
